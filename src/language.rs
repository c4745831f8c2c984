//! A language of the site: its tag, direction, own name and plural rules.
//!
//! Tags are BCP 47 (RFC 5646); direction follows the script; plurals are CLDR's.

use icu_locale_core::LanguageIdentifier;
use icu_plurals::{PluralCategory, PluralRules};

/// A language that the settings list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Language {
    /// The tag in its canonical letter case: `el`, `pt-BR`, `zh-Hant`.
    pub tag: String,
    id: LanguageIdentifier,
}

/// Languages and scripts written from right to left.
const RTL_LANGUAGES: [&str; 12] = ["ar", "ckb", "dv", "fa", "he", "ks", "nqo", "ps", "sd", "ug", "ur", "yi"];
const RTL_SCRIPTS: [&str; 8] = ["Adlm", "Arab", "Aran", "Hebr", "Nkoo", "Rohg", "Syrc", "Thaa"];

/// Languages whose typographic quotes are the English ones, so that smart punctuation may set them.
const ENGLISH_QUOTES: [&str; 11] = ["cy", "en", "fil", "ga", "hi", "id", "jv", "ms", "su", "tl", "vi"];

/// Each language's name for itself (CLDR autonyms), sorted by tag.
const AUTONYMS: [(&str, &str); 62] = [
    ("af", "Afrikaans"),
    ("ar", "العربية"),
    ("az", "azərbaycan"),
    ("be", "беларуская"),
    ("bg", "български"),
    ("bn", "বাংলা"),
    ("bs", "bosanski"),
    ("ca", "català"),
    ("cs", "čeština"),
    ("cy", "Cymraeg"),
    ("da", "dansk"),
    ("de", "Deutsch"),
    ("el", "Ελληνικά"),
    ("en", "English"),
    ("es", "español"),
    ("et", "eesti"),
    ("eu", "euskara"),
    ("fa", "فارسی"),
    ("fi", "suomi"),
    ("fil", "Filipino"),
    ("fr", "français"),
    ("ga", "Gaeilge"),
    ("gl", "galego"),
    ("he", "עברית"),
    ("hi", "हिन्दी"),
    ("hr", "hrvatski"),
    ("hu", "magyar"),
    ("hy", "հայերեն"),
    ("id", "Bahasa Indonesia"),
    ("is", "íslenska"),
    ("it", "italiano"),
    ("ja", "日本語"),
    ("jv", "Jawa"),
    ("ka", "ქართული"),
    ("kk", "қазақ тілі"),
    ("km", "ខ្មែរ"),
    ("ko", "한국어"),
    ("lo", "ລາວ"),
    ("lt", "lietuvių"),
    ("lv", "latviešu"),
    ("mk", "македонски"),
    ("ms", "Bahasa Melayu"),
    ("my", "မြန်မာ"),
    ("nb", "norsk bokmål"),
    ("nl", "Nederlands"),
    ("no", "norsk"),
    ("pl", "polski"),
    ("pt", "português"),
    ("ro", "română"),
    ("ru", "русский"),
    ("sk", "slovenčina"),
    ("sl", "slovenščina"),
    ("sq", "shqip"),
    ("sr", "српски"),
    ("sv", "svenska"),
    ("sw", "Kiswahili"),
    ("ta", "தமிழ்"),
    ("th", "ไทย"),
    ("tr", "Türkçe"),
    ("uk", "українська"),
    ("ur", "اردو"),
    ("vi", "Tiếng Việt"),
];

/// Names that need more than the language: script or region.
const AUTONYMS_WITH_SUBTAGS: [(&str, &str); 6] = [
    ("pt-BR", "português (Brasil)"),
    ("pt-PT", "português (Portugal)"),
    ("zh", "中文"),
    ("zh-CN", "简体中文"),
    ("zh-Hans", "简体中文"),
    ("zh-Hant", "繁體中文"),
];

impl Language {
    /// The language of a BCP 47 tag; `None` where it isn't well-formed.
    pub fn parse(tag: &str) -> Option<Self> {
        let id = LanguageIdentifier::try_from_str(tag).ok()?;
        (!id.language.is_unknown()).then(|| Self { tag: id.to_string(), id })
    }

    /// The language subtag alone: `pt` of `pt-BR`.
    pub fn primary(&self) -> &str {
        self.id.language.as_str()
    }

    /// `ltr` or `rtl`.
    pub fn direction(&self) -> &'static str {
        let rtl = match &self.id.script {
            Some(script) => RTL_SCRIPTS.contains(&script.as_str()),
            None => RTL_LANGUAGES.contains(&self.primary()),
        };
        if rtl { "rtl" } else { "ltr" }
    }

    /// The language's name for itself; the tag where it isn't known.
    pub fn name(&self) -> &str {
        let find = |table: &'static [(&str, &'static str)], tag: &str| {
            table.iter().find(|(known, _)| *known == tag).map(|(_, name)| *name)
        };
        find(&AUTONYMS_WITH_SUBTAGS, &self.tag).or_else(|| find(&AUTONYMS, self.primary())).unwrap_or(&self.tag)
    }

    /// Whether quotes and dashes may be set as English sets them.
    pub fn uses_english_punctuation(&self) -> bool {
        ENGLISH_QUOTES.contains(&self.primary())
    }

    /// The CLDR plural category of a count: `one`, `few`, `many`, `other`, …
    pub fn plural(&self, count: usize) -> &'static str {
        let rules = PluralRules::try_new((&self.id).into(), Default::default());
        match rules.map_or(PluralCategory::Other, |rules| rules.category_for(count)) {
            PluralCategory::Zero => "zero",
            PluralCategory::One => "one",
            PluralCategory::Two => "two",
            PluralCategory::Few => "few",
            PluralCategory::Many => "many",
            PluralCategory::Other => "other",
        }
    }
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
            ("az-Arab", "az-Arab", "rtl", "azərbaycan"),
            ("zh-hant", "zh-Hant", "ltr", "繁體中文"),
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
    fn plurals_are_cldr() {
        let plural = |tag, count| Language::parse(tag).unwrap().plural(count);
        assert_eq!([plural("en", 1), plural("en", 2), plural("ms", 1)], ["one", "other", "other"]);
        assert_eq!([plural("ro", 1), plural("ro", 2), plural("ro", 20)], ["one", "few", "other"]);
    }
}
