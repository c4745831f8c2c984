//! Which `_synonyms.yaml` and `_retired.yaml` is whose: each language has its own, in its folder.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::config::Config;
use crate::diag::{Diagnostic, Diagnostics, Rule, Source, Span};
use crate::source::Sources;

/// What is read of the files of a name, by the index of their language. A file that belongs to none is reported.
pub(super) fn read<T>(
    sources: &Sources,
    config: &Config,
    name: &str,
    parse: impl Fn(&Arc<Source>, &mut Diagnostics) -> T,
    diagnostics: &mut Diagnostics,
) -> BTreeMap<usize, T> {
    let mut files = BTreeMap::new();
    for (path, source) in sources.lists.get(name).into_iter().flatten() {
        match language(path, name, config) {
            Some(language) => drop(files.insert(language, parse(source, diagnostics))),
            // The languages may be lost, and with them their folders.
            None if config.unreadable => {}
            None => diagnostics.add(misplaced((path, source), name, config, sources)),
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
fn misplaced((path, source): (&str, &Arc<Source>), name: &str, config: &Config, sources: &Sources) -> Diagnostic {
    let prefix = &sources.content_prefix;
    let folder = path.split('/').next().unwrap_or_default();
    let tags = || config.languages.iter().map(|language| &language.tag).filter(|_| config.multilingual());
    let own = tags().find(|tag| tag.eq_ignore_ascii_case(folder));
    let hint = match own {
        _ if !config.multilingual() => format!("write its lines into `{prefix}{name}`"),
        Some(tag) => format!("write its lines into `{prefix}{tag}/{name}`"),
        None => {
            let places: Vec<String> = tags().map(|tag| format!("`{prefix}{tag}/{name}`")).collect();
            format!("write its lines into one of {}", places.join(", "))
        }
    };
    let message = "this file is not read, because of its name or its place";
    Diagnostic::new(Rule::MisplacedFile, Span::start_of(source), message).hint(hint)
}
