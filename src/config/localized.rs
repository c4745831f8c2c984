//! A text that may differ by language: `Help`, or `{en: Help, el: Βοήθεια}`.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{self, Deserialize, Deserializer, MapAccess, Visitor};

use crate::diag::Diagnostics;
use crate::language::Language;
use crate::yaml::{Located, Table, TextOrTable};

/// A text, the same in every language or one for each; where a language has none, the default language's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Localized {
    by_tag: BTreeMap<String, String>,
    /// The text where a language has none: the one for all, or the first one written.
    otherwise: String,
}

enum Written {
    Same(String),
    Each(BTreeMap<String, String>),
}

/// By hand, since an untagged enum doesn't say which language's text is wrong.
impl<'de> Deserialize<'de> for Written {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(WrittenVisitor)
    }
}

struct WrittenVisitor;

impl<'de> Visitor<'de> for WrittenVisitor {
    type Value = Written;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("text, or a text for each language; for example `Help`, or `{en: Help, el: Βοήθεια}`")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Written, E> {
        Ok(Written::Same(text.to_owned()))
    }

    fn visit_map<A: MapAccess<'de>>(self, entries: A) -> Result<Written, A::Error> {
        Deserialize::deserialize(MapAccessDeserializer::new(entries)).map(Written::Each)
    }
}

impl Localized {
    /// One text for every language.
    pub fn same(text: impl Into<String>) -> Self {
        Self { by_tag: BTreeMap::new(), otherwise: text.into() }
    }

    /// The text in a language: its own, or the one of the language without region, or any.
    pub fn get(&self, language: &Language) -> &str {
        let own = self.by_tag.get(&language.tag).or_else(|| self.by_tag.get(language.primary()));
        own.map_or(&self.otherwise, String::as_str)
    }

    /// The text in a language, where it is not another language's.
    pub fn own(&self, language: &Language) -> Option<&str> {
        let known = self.by_tag.is_empty()
            || [&*language.tag, language.primary()].iter().any(|tag| self.by_tag.contains_key(*tag));
        known.then(|| self.get(language))
    }

    fn new(written: Written, default: &Language) -> Self {
        match written {
            Written::Same(text) => Self::same(text),
            Written::Each(by_tag) => {
                let first = by_tag.get(&default.tag).or_else(|| by_tag.get("en")).or_else(|| by_tag.values().next());
                Self { otherwise: first.cloned().unwrap_or_default(), by_tag }
            }
        }
    }
}

/// Takes a text from a table.
pub(super) fn take(
    table: &mut Table,
    key: &str,
    default: &Language,
    diagnostics: &mut Diagnostics,
) -> Option<Localized> {
    table.take_written(key, diagnostics).map(|written: Located<Written>| Localized::new(written.value, default))
}

/// The text that a table has for each language.
pub(super) fn of_table(mut table: Table, default: &Language, diagnostics: &mut Diagnostics) -> Localized {
    let texts = table.take_all_written::<String>(diagnostics).into_iter();
    let texts = texts.filter_map(|(tag, text)| Some((tag, text?.value)));
    Localized::new(Written::Each(texts.collect()), default)
}

/// As [`take`], with each text and its place, for those that must be of a certain form.
pub(super) fn take_with_places(
    table: &mut Table,
    key: &str,
    default: &Language,
    diagnostics: &mut Diagnostics,
) -> Option<(Localized, Vec<Located<String>>)> {
    match table.take_text_or_table(key, diagnostics)? {
        TextOrTable::Text(text) => Some((Localized::same(text.value.clone()), vec![text])),
        TextOrTable::Table(mut table) => {
            let texts = table.take_all_written::<String>(diagnostics).into_iter();
            let texts: Vec<(String, Located<String>)> = texts.filter_map(|(tag, text)| Some((tag, text?))).collect();
            let by_tag = texts.iter().map(|(tag, text)| (tag.clone(), text.value.clone())).collect();
            let places = texts.into_iter().map(|(_, text)| text).collect();
            Some((Localized::new(Written::Each(by_tag), default), places))
        }
    }
}

/// Takes every key of a table, each with a text. One that can't be used is reported, and stands for itself: its name is
/// known all the same.
pub(super) fn take_all(
    mut table: Table,
    default: &Language,
    diagnostics: &mut Diagnostics,
) -> Vec<(String, Localized)> {
    let taken = table.take_all_written::<Written>(diagnostics).into_iter();
    taken
        .map(|(key, written)| {
            let text = written.map(|written| Localized::new(written.value, default));
            let text = text.unwrap_or_else(|| Localized::same(key.clone()));
            (key, text)
        })
        .collect()
}
