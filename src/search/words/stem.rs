//! Word -> stem, by Snowball's algorithm for the language. The only module that names `frostem`.

use std::borrow::Cow;

use crate::language::Language;

/// Takes the endings off the words of a language. Where there is no algorithm for it, words stay as they are.
#[derive(Clone, Copy)]
pub(crate) struct Stemmer {
    algorithm: Option<frostem::Stemmer>,
    /// The algorithm wants the letters that folding made Arabic as Persian writes them.
    persian: bool,
}

impl Stemmer {
    /// The stemmer of a language.
    pub(crate) fn new(language: &Language) -> Self {
        let name = match language.primary() {
            "nb" | "nn" => "no",
            // Malay and Indonesian share their affixes.
            "ms" => "id",
            primary => primary,
        };
        Self { algorithm: frostem::Stemmer::try_from_name(name).ok(), persian: name == "fa" }
    }

    /// The stem of a folded word; never empty where the word isn't.
    pub(crate) fn stem<'a>(&self, word: &'a str) -> Cow<'a, str> {
        let Some(algorithm) = self.algorithm else { return Cow::Borrowed(word) };
        let stem = if self.persian {
            let word = word.replace('\u{64A}', "\u{6CC}").replace('\u{643}', "\u{6A9}");
            Cow::Owned(algorithm.stem(&word).into_owned())
        } else {
            algorithm.stem(word)
        };
        if stem.is_empty() { Cow::Borrowed(word) } else { stem }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stem(language: &str, word: &str) -> String {
        Stemmer::new(&Language::parse(language).unwrap()).stem(word).into_owned()
    }

    #[test]
    fn languages_that_have_a_stemmer() {
        for language in [
            "ar", "ca", "cs", "da", "de", "el", "en", "eo", "es", "et", "eu", "fa", "fi", "fr", "ga", "hi", "hu", "hy",
            "id", "it", "lt", "ms", "nb", "ne", "nl", "nn", "no", "pl", "pt", "pt-BR", "ro", "ru", "sr", "sv", "ta",
            "tr", "yi",
        ] {
            assert!(Stemmer::new(&Language::parse(language).unwrap()).algorithm.is_some(), "{language}");
        }
        for language in ["fil", "he", "ja", "jv", "km", "ko", "lo", "my", "th", "tl", "tlh", "uk", "vi", "zh"] {
            assert!(Stemmer::new(&Language::parse(language).unwrap()).algorithm.is_none(), "{language}");
        }
    }

    #[test]
    fn forms_of_a_word_have_one_stem() {
        for (language, one, other) in [
            ("en", "refunds", "refunded"),
            ("de", "passworter", "passwortern"),
            ("el", "χρηματα", "χρηματων"),
            ("ro", "parola", "parolele"),
            ("ru", "новый", "новые"),
            ("id", "membayar", "pembayaran"),
            ("ms", "membayar", "bayaran"),
            ("nn", "passordet", "passord"),
            ("fa", "كتابهاي", "كتاب"),
        ] {
            assert_eq!(stem(language, one), stem(language, other), "{language}: {one}, {other}");
        }
        assert_eq!(stem("ja", "忘れ"), "忘れ");
    }

    #[test]
    fn a_stem_is_never_empty() {
        for language in ["ar", "en", "fa", "tr"] {
            for word in ["s", "ing", "'", "ال", "ها", "lar", "2", "ь"] {
                assert!(!stem(language, word).is_empty(), "{language}: {word}");
            }
            assert_eq!(stem(language, ""), "");
        }
    }
}
