//! The quotation marks of each language: CLDR's delimiters.

/// Quotation marks, opening and closing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quotes {
    /// What `"` becomes.
    pub double: [&'static str; 2],
    /// What `'` becomes.
    pub single: [&'static str; 2],
}

/// Marks, and the languages that have them. Where CLDR gives French and Armenian the same marks within others, these have
/// English ones there; in French a space belongs to the marks, at which no line is broken.
const QUOTES: [(Quotes, &str); 18] = [
    (
        marks("“", "”", "‘", "’"),
        "af as az bn ckb cy da en es fil fo fy ga gd gl gu ha hi id ig jv km kn ko ku lo lv ml mn mr ms mt my ne or pa \
         ps pt sd si so sq su sw ta te tg th tr vi xh yo zh zu",
    ),
    (marks("«", "»", "‹", "›"), "am fa fr-CH rm"),
    (marks("”", "“", "’", "‘"), "ar ur"),
    (marks("«", "»", "„", "“"), "be ky ru uk"),
    (marks("„", "“", "„", "“"), "bg lt"),
    (
        marks("«", "»", "“", "”"),
        "br ca el eu hy it kk pt-AO pt-CH pt-CV pt-GQ pt-GW pt-LU pt-MO pt-MZ pt-PT pt-ST pt-TL",
    ),
    (marks("„", "”", "‘", "’"), "bs"),
    (marks("„", "“", "‚", "‘"), "cs de et hr is lb mk sk sl"),
    (marks("“", "”", "«", "»"), "eo"),
    (marks("”", "”", "’", "’"), "fi he sv yi"),
    (marks("«\u{A0}", "\u{A0}»", "“", "”"), "fr"),
    (marks("„", "”", "»", "«"), "hu"),
    (marks("「", "」", "『", "』"), "ja zh-Hant"),
    (marks("„", "“", "«", "»"), "ka"),
    (marks("«", "»", "‘", "’"), "nb nn no"),
    (marks("‘", "’", "‘", "’"), "nl"),
    (marks("„", "”", "«", "»"), "pl ro"),
    (marks("„", "”", "’", "’"), "sr"),
];

const fn marks(open: &'static str, close: &'static str, inner: &'static str, inner_close: &'static str) -> Quotes {
    Quotes { double: [open, close], single: [inner, inner_close] }
}

/// The marks of the first of these tags that has any.
pub(super) fn of<'t>(tags: impl IntoIterator<Item = &'t str>) -> Option<&'static Quotes> {
    let of_tag = |tag: &str| QUOTES.iter().find(|(_, tags)| tags.split(' ').any(|known| known == tag));
    tags.into_iter().find_map(of_tag).map(|(quotes, _)| quotes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn no_language_has_two() {
        let all: Vec<&str> = QUOTES.iter().flat_map(|(_, tags)| tags.split(' ')).collect();
        assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len());
    }
}
