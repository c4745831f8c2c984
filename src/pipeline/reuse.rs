//! What the texts of one language may insert: the settings' variables, the facts and the snippets. Where the settings
//! can't be read, unknown names are let through, since they may be known there.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::films::Films;
use crate::config::Config;
use crate::content::front_matter;
use crate::diag::{Diagnostics, Source};
use crate::film::Film;
use crate::language::Language;
use crate::markdown::expand::Reuse;

/// Stands for a variable or fact whose value is lost with its file: harmless as text and as a link's address.
const LOST: &str = "https://example.org";

/// The variables, facts and snippets of one language.
pub(super) struct LanguageReuse<'a> {
    config: &'a Config,
    language: &'a Language,
    snippets: &'a BTreeMap<String, Arc<Source>>,
    films: &'a Films<'a>,
}

impl<'a> LanguageReuse<'a> {
    /// One for each language.
    pub(super) fn all(
        config: &'a Config,
        snippets: &'a BTreeMap<String, Arc<Source>>,
        films: &'a Films<'a>,
    ) -> Vec<Self> {
        config.languages.iter().map(|language| Self { config, language, snippets, films }).collect()
    }

    /// The folders in which snippets are looked for: the language's, then those of the ones that stand in.
    fn folders(&self) -> Vec<String> {
        if !self.config.multilingual() {
            return vec!["_snippets/".to_owned()];
        }
        let languages = &self.config.languages;
        let own = languages.iter().position(|language| language == self.language).unwrap_or_default();
        let chain = std::iter::once(own).chain(self.config.stand_ins(own));
        chain.map(|language| format!("{}/_snippets/", languages[language].tag)).collect()
    }
}

impl LanguageReuse<'_> {
    fn find_snippet(&self, name: &str) -> Option<&Arc<Source>> {
        let found = self.folders().iter().find_map(|folder| self.snippets.get(&format!("{folder}{name}")));
        if found.is_some() || !self.config.unreadable {
            return found;
        }
        // The languages may be lost, and with them their folders.
        let ending = format!("/_snippets/{name}");
        self.snippets.iter().find(|(path, _)| path.ends_with(&ending)).map(|(_, snippet)| snippet)
    }
}

impl Reuse for LanguageReuse<'_> {
    fn variable(&self, name: &str) -> Option<&str> {
        let value = self.config.variables.get(name).map(|value| value.get(self.language));
        value.or(self.config.unreadable.then_some(LOST))
    }

    fn fact(&self, name: &str) -> Option<&str> {
        let value = self.config.facts.get(name).map(|fact| fact.value.get(self.language));
        value.or(self.config.facts.unreadable.then_some(LOST))
    }

    fn snippet(&self, name: &str) -> Option<(Arc<Source>, Range<usize>)> {
        let source = self.find_snippet(name)?;
        // Front matter in a snippet is for its writers.
        let (_, body) = front_matter::split(source, &mut Diagnostics::default())?;
        Some((Arc::clone(source), body))
    }

    fn film(&self, file: &str, destination: &str) -> Option<Arc<Film>> {
        self.films.find(self.config, self.language, file, destination).map(Arc::new)
    }

    fn variable_names(&self) -> Vec<&str> {
        self.config.variables.keys().map(String::as_str).collect()
    }

    fn fact_names(&self) -> Vec<&str> {
        self.config.facts.iter().map(|(name, _)| name).collect()
    }

    fn snippet_names(&self) -> Vec<&str> {
        let folders = self.folders();
        let inside =
            |path: &'_ String| folders.iter().find_map(|folder| path.strip_prefix(folder.as_str()).map(str::len));
        self.snippets.keys().filter_map(|path| inside(path).map(|length| &path[path.len() - length..])).collect()
    }
}
