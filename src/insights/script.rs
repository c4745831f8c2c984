//! The writing systems of queries: which one a query is in that the language of its page is not written in.
//!
//! Latin letters are no sign of another language: names of products have them everywhere.

/// A writing system.
pub(super) struct Script {
    /// Its English name.
    pub(super) name: &'static str,
    /// Its letters, as the first and the last of each range.
    pub(super) ranges: &'static [(char, char)],
    /// The languages that are written in it, without regions.
    pub(super) languages: &'static [&'static str],
}

/// Those that are told apart. The first one of which a query has a letter is the query's.
pub(super) const SCRIPTS: [Script; 14] = [
    script("Greek", &[('\u{370}', '\u{3ff}'), ('\u{1f00}', '\u{1fff}')], &["el"]),
    script("Cyrillic", &[('\u{400}', '\u{52f}')], &["ru", "uk", "bg", "sr", "mk", "be", "kk", "ky", "mn", "tg", "bs"]),
    script("Armenian", &[('\u{531}', '\u{58f}')], &["hy"]),
    script("Hebrew", &[('\u{591}', '\u{5f4}')], &["he", "iw", "yi"]),
    script("Arabic", &[('\u{600}', '\u{6ff}'), ('\u{750}', '\u{77f}')], &["ar", "fa", "ur", "ps", "ku", "ckb"]),
    script("Devanagari", &[('\u{900}', '\u{97f}')], &["hi", "mr", "ne", "sa"]),
    script("Bengali", &[('\u{980}', '\u{9ff}')], &["bn", "as"]),
    script("Tamil", &[('\u{b80}', '\u{bff}')], &["ta"]),
    script("Thai", &[('\u{e00}', '\u{e7f}')], &["th"]),
    script("Georgian", &[('\u{10a0}', '\u{10ff}')], &["ka"]),
    script("Khmer", &[('\u{1780}', '\u{17ff}')], &["km"]),
    script("Japanese", &[('\u{3041}', '\u{30ff}')], &["ja"]),
    script("Korean", &[('\u{1100}', '\u{11ff}'), ('\u{ac00}', '\u{d7a3}')], &["ko"]),
    script("Chinese", &[('\u{3400}', '\u{4dbf}'), ('\u{4e00}', '\u{9fff}')], &["zh", "ja", "ko", "yue"]),
];

const fn script(name: &'static str, ranges: &'static [(char, char)], languages: &'static [&'static str]) -> Script {
    Script { name, ranges, languages }
}

/// The number of a query's writing system in [`SCRIPTS`], where a page's language is not written in it.
pub(super) fn foreign(query: &str, lang: &str) -> Option<u8> {
    if query.is_ascii() {
        return None;
    }
    let found = SCRIPTS.iter().position(|script| query.chars().any(|letter| script.has(letter)))?;
    let primary = lang.split('-').next().unwrap_or_default().to_ascii_lowercase();
    let own = SCRIPTS[found].languages.contains(&&*primary);
    u8::try_from(found).ok().filter(|_| !own)
}

impl Script {
    fn has(&self, letter: char) -> bool {
        self.ranges.iter().any(|(first, last)| (*first..=*last).contains(&letter))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_that_a_language_lacks() {
        for (query, lang, expected) in [
            ("refund", "el", None),
            ("café", "en", None),
            ("επιστροφή", "el", None),
            ("επιστροφή", "el-CY", None),
            ("iphone επιστροφή", "en", Some("Greek")),
            ("возврат", "en", Some("Cyrillic")),
            ("возврат", "", Some("Cyrillic")),
            ("返金したい", "ja", None),
            ("返金したい", "zh-Hans", Some("Japanese")),
            ("退款", "en", Some("Chinese")),
            ("환불", "EN", Some("Korean")),
        ] {
            let found = foreign(query, lang).map(|number| SCRIPTS[usize::from(number)].name);
            assert_eq!(found, expected, "{query} {lang}");
        }
    }
}
