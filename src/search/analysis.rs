//! Documents -> stems, and the forms in which each stem is written.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rayon::prelude::*;

use super::document::SearchDocument;
use super::index::Stems;
use super::words::{Stemmer, words};
use crate::language::Language;

/// How many documents are read at a time with one memory of stems.
const CHUNK: usize = 64;

/// The forms of each stem.
pub(super) type Forms = BTreeMap<String, BTreeSet<String>>;

/// Reads every document's fields, in parallel.
pub(super) fn analyze(language: &Language, documents: &[SearchDocument<'_>]) -> (Vec<Stems>, Forms) {
    let stemmer = Stemmer::new(language);
    let chunks: Vec<(Vec<Stems>, HashMap<String, String>)> = documents
        .par_chunks(CHUNK)
        .map(|chunk| {
            let mut known = HashMap::new();
            let stems = chunk.iter().map(|document| stems(document, &stemmer, &mut known)).collect();
            (stems, known)
        })
        .collect();
    let mut all = Vec::with_capacity(documents.len());
    let mut forms = Forms::new();
    for (stems, known) in chunks {
        all.extend(stems);
        for (form, stem) in known {
            forms.entry(stem).or_default().insert(form);
        }
    }
    (all, forms)
}

/// `known` remembers the stem of each form.
fn stems(document: &SearchDocument<'_>, stemmer: &Stemmer, known: &mut HashMap<String, String>) -> Stems {
    std::array::from_fn(|field| {
        let mut stems = String::with_capacity(document.fields[field].len());
        for word in words(&document.fields[field]) {
            if !stems.is_empty() {
                stems.push(' ');
            }
            match known.get(&word.text) {
                Some(stem) => stems.push_str(stem),
                None => {
                    let stem = stemmer.stem(&word.text).into_owned();
                    stems.push_str(&stem);
                    known.insert(word.text, stem);
                }
            }
        }
        stems
    })
}
