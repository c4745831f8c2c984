//! Which `_synonyms.yaml`, `_search-tests.yaml` and `_retired.yaml` is whose: each language has its own, in its folder.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::config::Config;
use crate::diag::{Diagnostic, Diagnostics, Rule, Source, Span};
use crate::source::{self, Sources};

/// A kind of file: its name, and what is in it.
pub(super) type List = (&'static str, &'static str);

pub(super) const SYNONYMS: List = (source::SYNONYMS, "synonyms");
pub(super) const SEARCH_TESTS: List = (source::SEARCH_TESTS, "search tests");
pub(super) const RETIRED: List = (source::RETIRED, "old addresses");

/// What `parse` makes of the files of a kind, given the index of their language, by that. A file that belongs to none is
/// reported.
pub(super) fn read<T>(
    sources: &Sources,
    config: &Config,
    list: List,
    diagnostics: &mut Diagnostics,
    parse: impl Fn(&Arc<Source>, usize, &mut Diagnostics) -> T,
) -> BTreeMap<usize, T> {
    let mut files = BTreeMap::new();
    for (path, source) in sources.lists.get(list.0).into_iter().flatten() {
        match language(path, list.0, config) {
            Some(language) => drop(files.insert(language, parse(source, language, diagnostics))),
            // The languages may be lost, and with them their folders.
            None if config.unreadable => {}
            None => diagnostics.add(misplaced((path, source), list, config, sources)),
        }
    }
    files
}

fn language(path: &str, name: &str, config: &Config) -> Option<usize> {
    if !config.multilingual() {
        return (path == name).then_some(0);
    }
    let (folder, _) = path.split_once('/').filter(|(_, found)| *found == name)?;
    config.languages.iter().position(|language| language.tag.eq_ignore_ascii_case(folder))
}

/// A file in the folder of a language is meant for that language.
fn misplaced(
    (path, source): (&str, &Arc<Source>),
    (name, what): List,
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
