//! Which `_synonyms.yaml` is whose: each language has its own, in its folder.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::config::Config;
use crate::content::synonyms::{self, SynonymFile};
use crate::diag::{Diagnostic, Diagnostics, Rule, Source, Span};
use crate::source::{SYNONYMS, Sources};

/// The synonyms of each language that has some, by its index. A file that belongs to none is reported.
pub(super) fn read(sources: &Sources, config: &Config, diagnostics: &mut Diagnostics) -> BTreeMap<usize, SynonymFile> {
    let mut files = BTreeMap::new();
    for (path, source) in &sources.synonyms {
        match language(path, SYNONYMS, config) {
            Some(language) => drop(files.insert(language, synonyms::parse(source, diagnostics))),
            // The languages may be lost, and with them their folders.
            None if config.unreadable => {}
            None => diagnostics.add(misplaced(path, source, ("synonyms", SYNONYMS), config, sources)),
        }
    }
    files
}

/// The language whose file of a name lies at a path.
pub(super) fn language(path: &str, name: &str, config: &Config) -> Option<usize> {
    if !config.multilingual() {
        return (path == name).then_some(0);
    }
    let (folder, _) = path.split_once('/').filter(|(_, file)| *file == name)?;
    config.languages.iter().position(|language| language.tag.eq_ignore_ascii_case(folder))
}

/// A file in the folder of a language is meant for that language. `what` is in it, and it should be called `name`.
pub(super) fn misplaced(
    path: &str,
    source: &Arc<Source>,
    (what, name): (&str, &str),
    config: &Config,
    sources: &Sources,
) -> Diagnostic {
    let prefix = &sources.content_prefix;
    let folder = path.split('/').next().unwrap_or_default();
    let tags = || config.languages.iter().map(|language| &language.tag).filter(|_| config.multilingual());
    let own = tags().find(|tag| tag.eq_ignore_ascii_case(folder));
    let hint = match own {
        _ if !config.multilingual() => format!("write them into `{prefix}{name}`"),
        Some(tag) => format!("write them into `{prefix}{tag}/{name}`"),
        None => {
            let places: Vec<String> = tags().map(|tag| format!("`{prefix}{tag}/{name}`")).collect();
            format!("write them into one of {}", places.join(", "))
        }
    };
    let message = format!("{what} are not read from this file");
    Diagnostic::new(Rule::MisplacedFile, Span::start_of(source), message).hint(hint)
}
