//! A text that may differ by language: `Help`, or `{en: Help, el: Βοήθεια}`.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::diag::Diagnostics;
use crate::language::Language;
use crate::yaml::{Located, Table};

/// A text, the same in every language or one for each; where a language has none, the default language's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Localized {
    by_tag: BTreeMap<String, String>,
    /// The text where a language has none: the one for all, or the first one written.
    otherwise: String,
}

#[derive(Deserialize)]
#[serde(untagged, expecting = "text, or a text for each language (`en: …`)")]
enum Written {
    Same(String),
    Number(serde_json::Number),
    Each(BTreeMap<String, String>),
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

    fn new(written: Written, default: &Language) -> Self {
        match written {
            Written::Same(text) => Self::same(text),
            Written::Number(number) => Self::same(number.to_string()),
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
    table.take(key, diagnostics).map(|written: Located<Written>| Localized::new(written.value, default))
}

/// Takes every key of a table, each with a text.
pub(super) fn take_all(
    mut table: Table,
    default: &Language,
    diagnostics: &mut Diagnostics,
) -> Vec<(String, Localized)> {
    let taken = table.take_all::<Written>(diagnostics);
    taken.into_iter().map(|(key, written)| (key, Localized::new(written.value, default))).collect()
}
