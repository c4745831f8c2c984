//! A language's `_retired.yaml`: what became of pages and questions that are no longer there.
//!
//! Pure. Whether an address was ever published, and whether an article is there, is seen later.

use std::sync::Arc;

use crate::diag::{Diagnostics, Source};
use crate::yaml::{self, Located};

/// The keys of the file.
const KEYS: [&str; 2] = ["gone", "moved"];

/// What a `_retired.yaml` says, each with an old address from the site's root: `/billing/plus/`.
#[derive(Debug)]
pub struct Retired {
    /// Its text.
    pub source: Arc<Source>,
    /// What the page at the address says from now on.
    pub gone: Vec<(String, Located<String>)>,
    /// The article that the address leads to, by its path from the file, with or without a heading.
    pub moved: Vec<(String, Located<String>)>,
}

/// Reads a file. What is wrong is reported and left out.
pub fn parse(source: &Arc<Source>, diagnostics: &mut Diagnostics) -> Retired {
    let mut retired = Retired { source: Arc::clone(source), gone: Vec::new(), moved: Vec::new() };
    let Some(mut table) = yaml::parse(source, 0..source.text.len(), diagnostics) else { return retired };
    for (key, found) in KEYS.into_iter().zip([&mut retired.gone, &mut retired.moved]) {
        if let Some(mut table) = table.take_table(key, diagnostics) {
            *found = table.take_all(diagnostics);
        }
    }
    table.finish(&KEYS, diagnostics);
    retired
}
