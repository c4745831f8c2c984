//! Which notice is whose: each language has its own `_notices` folder; a file of one that is nobody's is reported.

use std::sync::Arc;

use crate::config::Config;
use crate::content::Reading;
use crate::content::notices::{self, Notice};
use crate::diag::{Diagnostic, Diagnostics, Rule, Span};
use crate::markdown::expand::Reuse;
use crate::source::{NOTICES, SourceFile, Sources};

/// The notices of every language, in the order of their paths. `reading` says how a language's texts are read.
pub(super) fn read<'r, R: Reuse>(
    sources: &Sources,
    config: &Config,
    reuses: &[R],
    reading: impl Fn(usize) -> Reading<'r>,
    found: &mut Diagnostics,
) -> Vec<Arc<Notice>> {
    let mut read = Vec::new();
    for file in &sources.notices {
        match place(&file.path, config) {
            Some((language, path)) => {
                let notice = notices::read(file, path, reading(language), &reuses[language], found);
                read.extend(notice.map(Arc::new));
            }
            // The languages may be lost, and with them their folders.
            None if config.unreadable => {}
            None => found.add(misplaced(file, config, &sources.content_prefix)),
        }
    }
    read
}

/// The language of a notice and its path inside it.
fn place<'a>(path: &'a str, config: &Config) -> Option<(usize, &'a str)> {
    let (language, inner) = if config.multilingual() {
        let (folder, inner) = path.split_once('/')?;
        (config.languages.iter().position(|language| language.tag.eq_ignore_ascii_case(folder))?, inner)
    } else {
        (0, path)
    };
    inner.strip_prefix(NOTICES)?.starts_with('/').then_some((language, inner))
}

fn misplaced(file: &SourceFile, config: &Config, prefix: &str) -> Diagnostic {
    let folders: Vec<String> = match config.multilingual() {
        true => config.languages.iter().map(|language| format!("`{prefix}{}/{NOTICES}`", language.tag)).collect(),
        false => vec![format!("`{prefix}{NOTICES}`")],
    };
    let hint = match &folders[..] {
        [only] => format!("move it into {only}"),
        several => format!("move it into one of {}", several.join(", ")),
    };
    Diagnostic::new(Rule::MisplacedFile, Span::start_of(&file.source), "this notice is not read").hint(hint)
}
