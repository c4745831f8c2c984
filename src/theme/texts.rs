//! Interface texts of one language: `strings/LANG.yaml`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::Deserialize;

use crate::diag::{Diagnostic, Diagnostics, Rule, Source};
use crate::language::Language;
use crate::language::format::Format;
use crate::suggest::nearest;
use crate::yaml;

/// CLDR's plural categories.
const PLURALS: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// The keys that a file has; its problems are reported when it is read for pages.
pub(super) fn keys(source: &Arc<Source>) -> Vec<String> {
    let table = yaml::parse(source, 0..source.text.len(), &mut Diagnostics::default());
    table.map(|table| table.keys().map(str::to_owned).collect()).unwrap_or_default()
}

/// Interface texts by key; the forms of a plural are keys of their own (`article_count_one`).
#[derive(Debug, Clone)]
pub struct Texts {
    by_key: BTreeMap<String, String>,
    format: Arc<Format>,
}

#[derive(Deserialize)]
#[serde(
    untagged,
    expecting = "text, or a text for each plural form; for example `{one: 1 article, other: \"{count} articles\"}`"
)]
enum Text {
    One(String),
    Plural(BTreeMap<String, String>),
}

impl Texts {
    /// No texts yet, in a language.
    pub(super) fn new(language: &Language) -> Self {
        Self { by_key: BTreeMap::new(), format: Arc::new(Format::new(language)) }
    }

    /// Lays a file's texts over those that are there.
    /// A key that is nearly one of those is reported as a slip; others are for the theme's own templates.
    pub(super) fn read(&mut self, source: &Arc<Source>, diagnostics: &mut Diagnostics) {
        let known: BTreeSet<String> = self.by_key.keys().cloned().collect();
        let Some(mut table) = yaml::parse(source, 0..source.text.len(), diagnostics) else { return };
        for (key, text) in table.take_all::<Text>(diagnostics) {
            if !known.is_empty()
                && !known.contains(&key)
                && !known.contains(&format!("{key}_other"))
                && let Some(near) = nearest(&key, known.iter().map(String::as_str))
            {
                let diagnostic = Diagnostic::new(Rule::UnknownKey, text.key_span(), format!("unknown text `{key}`"));
                diagnostics.add(diagnostic.hint(format!("did you mean `{near}`?")));
            }
            match text.value {
                Text::One(text) => drop(self.by_key.insert(key, text)),
                Text::Plural(forms) => {
                    let other = forms.get("other").or_else(|| forms.values().next_back()).cloned().unwrap_or_default();
                    for plural in PLURALS {
                        let form = forms.get(plural).unwrap_or(&other);
                        self.by_key.insert(format!("{key}_{plural}"), form.clone());
                    }
                }
            }
        }
    }

    /// Every text by key.
    pub fn all(&self) -> &BTreeMap<String, String> {
        &self.by_key
    }

    /// A text; its key where no language has it, so that the gap is seen.
    pub fn get<'a>(&'a self, key: &'a str) -> &'a str {
        self.by_key.get(key).map_or(key, String::as_str)
    }

    /// A text with its `{name}`s filled in.
    pub fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        let mut text = self.get(key).to_owned();
        for (name, value) in values {
            text = text.replace(&format!("{{{name}}}"), value);
        }
        text
    }

    /// "12 articles" in the form that the language has for the count.
    pub fn count(&self, key: &str, count: usize) -> String {
        self.fill(&format!("{key}_{}", self.format.plural(count)), &[("count", &self.format.number(count))])
    }

    /// Dates, numbers and lists as the language writes them.
    pub fn format(&self) -> &Format {
        &self.format
    }
}
