//! Site -> what is found by words. Now: the neighbours of each article, shown as related.
//!
//! 1. `document`: an article's fields as texts;
//! 2. `words`: what a word is;
//! 3. `index`: the in-memory index of a language, and the questions asked of it.
//!
//! Pure, and a sibling of [`render`](crate::render): neither imports the other.

mod document;
mod index;
#[allow(dead_code, unused_imports)] // used by the index, next commit
mod words;

use std::collections::BTreeMap;

use crate::progress::Progress;
use crate::site::Site;
use document::SearchDocument;
use index::Index;

/// How many neighbours an article gets.
const NEIGHBOURS: usize = 3;

/// The articles nearest to each article by their words, by edition and path, nearest first.
pub fn neighbours(site: &Site, progress: &Progress) -> BTreeMap<(usize, String), Vec<String>> {
    let mut all = BTreeMap::new();
    for edition in &site.editions {
        progress.start("relating", 0);
        let documents: Vec<SearchDocument<'_>> =
            edition.pages.values().map(|page| SearchDocument::new(&page.article)).collect();
        let index = Index::new(&edition.language, &documents);
        let found = index.neighbours(&documents, NEIGHBOURS);
        for (document, near) in documents.iter().zip(found) {
            let paths = near.into_iter().map(|at| documents[at].path.to_owned()).collect();
            all.insert((edition.index, document.path.to_owned()), paths);
        }
    }
    all
}
