//! A language of the site: its tag, direction and own name, and which other languages' texts serve it.
//!
//! Tags are BCP 47 (RFC 5646); aliases, directions and fallbacks are CLDR's. Only this module and those below it name
//! the `icu` crates.

pub mod collation;
pub mod format;
mod names;
pub mod quotes;
pub mod zones;

use icu_locale::fallback::LocaleFallbacker;
use icu_locale::{DataLocale, LanguageIdentifier, Locale, LocaleCanonicalizer, LocaleDirectionality, LocaleExpander};
use quotes::Quotes;

/// A language that the settings list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Language {
    /// The tag as it was written, in its canonical letter case: `el`, `pt-BR`, `zh-Hant`, `iw`.
    pub tag: String,
    /// What CLDR calls it: `he` for `iw`, `fil` for `tl`.
    id: LanguageIdentifier,
    rtl: bool,
    quotes: Option<&'static Quotes>,
}

impl Language {
    /// The language of a BCP 47 tag; `None` where it isn't well-formed.
    pub fn parse(tag: &str) -> Option<Self> {
        let id = LanguageIdentifier::try_from_str(tag).ok().filter(|id| !id.language.is_unknown())?;
        let tag = id.to_string();
        let mut locale = Locale::from(id);
        LocaleCanonicalizer::new_common().canonicalize(&mut locale);
        let id = locale.id;
        let rtl = LocaleDirectionality::new_extended().is_right_to_left(&id);
        let quotes = quotes::of([tag.as_str(), &scripted(&id).to_string(), id.language.as_str()]);
        Some(Self { tag, id, rtl, quotes })
    }

    /// The language subtag alone, as CLDR calls it: `pt` of `pt-BR`, `he` of `iw`.
    pub fn primary(&self) -> &str {
        self.id.language.as_str()
    }

    /// `ltr` or `rtl`, by the script that the language is written in.
    pub fn direction(&self) -> &'static str {
        if self.rtl { "rtl" } else { "ltr" }
    }

    /// The language's name for itself; the tag where it isn't known.
    pub fn name(&self) -> &str {
        names::of(&self.tag, self.primary()).unwrap_or(&self.tag)
    }

    /// Its quotation marks; `None` where they aren't known.
    pub fn quotes(&self) -> Option<&'static Quotes> {
        self.quotes
    }

    /// The tags whose texts serve this language, the best first: its own, CLDR's parents of it, and the language with
    /// the script that it is written in. `pt-AO` -> `pt-AO`, `pt-PT`, `pt`, `pt-Latn`.
    pub fn fallbacks(&self) -> Vec<String> {
        let mut tags = vec![self.tag.clone()];
        let mut add = |tag: String| {
            if !tags.contains(&tag) {
                tags.push(tag);
            }
        };
        add(self.id.to_string());
        let fallbacker = LocaleFallbacker::new();
        let mut parents = fallbacker.for_config(Default::default()).fallback_for(DataLocale::from(&self.id));
        while !parents.get().is_unknown() {
            let parent = parents.get().to_string();
            // Norwegian, of no kind, is written as Bokmål.
            let bokmal = (parent == "no").then(|| "nb".to_owned());
            add(parent);
            bokmal.into_iter().for_each(&mut add);
            parents.step();
        }
        add(scripted(&self.id).to_string());
        tags
    }
}

/// The language with the script that it is written in, without a region: `zh-Hant` of `zh-TW`.
fn scripted(id: &LanguageIdentifier) -> LanguageIdentifier {
    let mut scripted = id.clone();
    LocaleExpander::new_extended().maximize(&mut scripted);
    scripted.region = None;
    scripted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_directions_and_names() {
        for (tag, canonical, direction, name) in [
            ("en", "en", "ltr", "English"),
            ("EL", "el", "ltr", "Ελληνικά"),
            ("pt-br", "pt-BR", "ltr", "português (Brasil)"),
            ("ar", "ar", "rtl", "العربية"),
            ("fa", "fa", "rtl", "فارسی"),
            ("iw", "iw", "rtl", "עברית"),
            ("ckb", "ckb", "rtl", "کوردیی ناوەندی"),
            ("az-Arab", "az-Arab", "rtl", "azərbaycan"),
            ("az-IR", "az-IR", "rtl", "azərbaycan"),
            ("pa-PK", "pa-PK", "rtl", "ਪੰਜਾਬੀ"),
            ("nqo", "nqo", "rtl", "nqo"),
            ("zh-hant", "zh-Hant", "ltr", "繁體中文"),
            ("zh-TW", "zh-TW", "ltr", "繁體中文"),
            ("tl", "tl", "ltr", "Filipino"),
            ("no", "no", "ltr", "norsk"),
            ("in", "in", "ltr", "Bahasa Indonesia"),
            ("tlh", "tlh", "ltr", "tlh"),
        ] {
            let language = Language::parse(tag).unwrap();
            assert_eq!((language.tag.as_str(), language.direction(), language.name()), (canonical, direction, name));
        }
        for tag in ["", "e", "english language", "../en", "und"] {
            assert!(Language::parse(tag).is_none(), "{tag}");
        }
    }

    #[test]
    fn whose_texts_serve_a_language() {
        for (tag, tags) in [
            ("el", "el el-Grek"),
            ("pt-PT", "pt-PT pt pt-Latn"),
            ("pt-AO", "pt-AO pt-PT pt pt-Latn"),
            ("es-MX", "es-MX es-419 es es-Latn"),
            ("zh", "zh zh-Hans"),
            ("zh-CN", "zh-CN zh zh-Hans"),
            ("zh-SG", "zh-SG zh zh-Hans"),
            ("zh-TW", "zh-TW zh-Hant"),
            ("zh-HK", "zh-HK zh-Hant"),
            ("no", "no nb no-Latn"),
            ("nn", "nn no nb nn-Latn"),
            ("tl", "tl fil fil-Latn"),
            ("iw", "iw he he-Hebr"),
            ("in", "in id id-Latn"),
            ("en-IN", "en-IN en-001 en en-Latn"),
            ("sr-Latn", "sr-Latn"),
        ] {
            assert_eq!(Language::parse(tag).unwrap().fallbacks().join(" "), tags, "{tag}");
        }
    }
}
