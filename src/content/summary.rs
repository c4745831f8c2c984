//! What search engines and link previews show of a page whose writer gave no description.

use crate::markdown::Section;

/// As much as result pages show, in characters.
const LENGTH: usize = 160;

/// How a text begins: its first lines, cut at a word. Empty where it has no text.
pub fn of_text(sections: &[Section]) -> String {
    let texts = sections.iter().map(|section| section.text.trim());
    texts.filter(|text| !text.is_empty()).map(cut).next().unwrap_or_default()
}

/// What is in a list: its first titles.
pub fn of_titles<'a>(titles: impl IntoIterator<Item = &'a str>) -> String {
    cut(&titles.into_iter().take(LENGTH).collect::<Vec<_>>().join(" · "))
}

fn cut(text: &str) -> String {
    let mut words = String::new();
    let mut length = 0;
    for word in text.split_whitespace() {
        let characters = word.chars().count();
        if length + 1 + characters > LENGTH {
            if words.is_empty() {
                // Scripts without spaces.
                words.extend(word.chars().take(LENGTH - 1));
            }
            return words + "…";
        }
        if length > 0 {
            words.push(' ');
            length += 1;
        }
        words.push_str(word);
        length += characters;
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_cut_at_a_word() {
        let section = |text: &str| Section { text: text.to_owned(), ..Section::default() };
        assert_eq!(of_text(&[]), "");
        assert_eq!(of_text(&[section(" \n"), section("One\n two."), section("Three.")]), "One two.");
        let long = of_text(&[section(&"word ".repeat(50))]);
        assert!(long.ends_with("word…") && long.chars().count() <= LENGTH, "{long}");
        let unspaced = of_text(&[section(&"語".repeat(500))]);
        assert_eq!(unspaced.chars().count(), LENGTH);
    }

    #[test]
    fn titles_are_listed() {
        assert_eq!(of_titles(["Refunds", "Invoices"]), "Refunds · Invoices");
        assert_eq!(of_titles([]), "");
    }
}
