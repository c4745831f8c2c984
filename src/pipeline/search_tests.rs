//! Which `_search-tests.yaml` is whose: each language has its own, in its folder.

use std::collections::BTreeMap;

use super::synonyms::{language, misplaced};
use crate::config::Config;
use crate::content::search_tests::{self, SearchTestFile};
use crate::diag::Diagnostics;
use crate::source::{SEARCH_TESTS, Sources};

/// The search tests of each language that has some, by its index. A file that belongs to none is reported.
pub(super) fn read(sources: &Sources, config: &Config, found: &mut Diagnostics) -> BTreeMap<usize, SearchTestFile> {
    let mut files = BTreeMap::new();
    for (path, source) in &sources.search_tests {
        match language(path, SEARCH_TESTS, config) {
            Some(language) => drop(files.insert(language, search_tests::parse(source, language, config, found))),
            // The languages may be lost, and with them their folders.
            None if config.unreadable => {}
            None => found.add(misplaced(path, source, ("search tests", SEARCH_TESTS), config, sources)),
        }
    }
    files
}
