//! Texts of events in the form in which they are counted.
//!
//! The same in SQL (`sql/*.sql`), so it is no more than database engines can do.

use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization, is_nfc};

/// How many characters of a text count; the others are dropped.
pub(super) const LONGEST: usize = 200;

/// White space in one line, each run of it a space, none at the ends; cut to [`LONGEST`].
pub(super) fn clean(text: &str) -> Cow<'_, str> {
    let mut text = Cow::Borrowed(text);
    if !is_clean(&text) {
        let words: Vec<_> = text.split(is_space).filter(|word| !word.is_empty()).collect();
        text = Cow::Owned(words.join(" "));
    }
    match text.len() > LONGEST {
        true => text
            .char_indices()
            .nth(LONGEST)
            .map(|(end, _)| end)
            .map_or(text.clone(), |end| text[..end].to_owned().into()),
        false => text,
    }
}

/// A query: composed (NFC), in lower case letter by letter, and [`clean`].
pub(super) fn query(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        return clean(text);
    }
    let composed: Cow<'_, str> = if is_nfc(text) { text.into() } else { text.nfc().collect::<String>().into() };
    // Engines map letter to letter: `İ` -> `i`, and `Σ` -> `σ` at a word's end, too.
    let lower: String = composed.chars().filter_map(|letter| letter.to_lowercase().next()).collect();
    Cow::Owned(clean(&lower).into_owned())
}

/// An address without what follows `?` or `#`.
pub(super) fn page(text: &str) -> Cow<'_, str> {
    clean(text.split(['?', '#']).next().unwrap_or_default())
}

/// Whether a page only leads to others: the contact page and the search page.
pub(super) fn is_side_page(page: &str) -> bool {
    page.ends_with("/contact/") || page.ends_with("/search/")
}

/// What `\s` is in the regular expressions of engines.
fn is_space(letter: char) -> bool {
    matches!(letter, ' ' | '\t' | '\n' | '\r' | '\u{c}')
}

fn is_clean(text: &str) -> bool {
    let mut space = true;
    for byte in text.bytes() {
        match byte {
            b' ' if space => return false,
            b' ' => space = true,
            b'\t' | b'\n' | b'\r' | 0xc => return false,
            _ => space = false,
        }
    }
    !space || text.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn queries_are_counted_without_case_and_space() {
        for (text, expected) in [
            ("refund", "refund"),
            ("  Get my\t\nMONEY  back ", "get my money back"),
            ("ΕΠΙΣΤΡΟΦΉΣ", "επιστροφήσ"),
            ("Cafe\u{301}", "café"),
            ("İstanbul", "istanbul"),
            (" \n ", ""),
            ("", ""),
        ] {
            assert_eq!(query(text), expected, "{text}");
        }
        assert_eq!(query(&"é".repeat(300)), "é".repeat(LONGEST));
        assert_eq!(query(&"a".repeat(LONGEST)), "a".repeat(LONGEST));
    }

    #[test]
    fn pages_have_no_query_and_no_fragment() {
        for (text, expected) in [("/a/#b", "/a/"), ("/a/?q=1#b", "/a/"), ("/a/ ", "/a/"), ("?", "")] {
            assert_eq!(page(text), expected, "{text}");
        }
        assert!(is_side_page("/el/contact/") && !is_side_page("/contact/us/"));
    }
}
