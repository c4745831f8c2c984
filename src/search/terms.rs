//! Stems -> what the index's files say of them: forms and impacts.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use rayon::prelude::*;

use super::analysis::Forms;
use super::dictionary::Dictionary;
use super::format::{self, Term, number};
use super::impact::{Impacts, strongest};

/// A word that more than one in so many documents has is common: of its postings only the strongest are kept, since it
/// tells documents apart too little to bring a weak one up. What that costs is measured by `benches/search.py`.
const COMMON: usize = 4;

/// How many postings of a common word are kept.
const POSTINGS: usize = 256;

/// How many of the documents that a word finds first are known to a term: more than [`Sizes`](super::shard::Sizes) asks for.
const FIRST: usize = 30;

/// A stem in the index.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct IndexTerm {
    /// As it is written.
    pub(super) term: Term,
    /// The documents that it finds first.
    pub(super) first: Box<[u32]>,
    /// The strongest postings of a word that has more than [`POSTINGS`]: document numbers and impacts.
    strongest: Option<Box<[(u32, u32)]>>,
    /// The size of the term as JSON.
    pub(super) bytes: usize,
    /// Of the term.
    pub(super) hash: blake3::Hash,
}

impl IndexTerm {
    fn new(term: Term, first: Box<[u32]>, strongest: Option<Box<[(u32, u32)]>>) -> Self {
        let json = format::json(&term);
        Self { bytes: json.len(), hash: blake3::hash(json.as_bytes()), term, first, strongest }
    }

    /// A word that no document has, with synonyms alone.
    pub(super) fn stranger(word: &str) -> Self {
        Self::new(Term::new(0, &[word], &[]), Box::default(), None)
    }

    /// Calls with its strongest postings, [`POSTINGS`] at most: document numbers and impacts.
    pub(super) fn each_of_the_strongest(&self, call: impl FnMut((u32, u32))) {
        match &self.strongest {
            Some(strongest) => strongest.iter().copied().for_each(call),
            None => self.term.postings().for_each(call),
        }
    }
}

/// The stems of an index by their numbers.
pub(super) type Terms = HashMap<u32, Arc<IndexTerm>>;

/// Every stem with its forms and its strongest postings, sorted by stem, each with its number. Those in `known` that are
/// the same are taken from there. `all_postings` keeps those, too, that the ranking hardly needs.
pub(super) fn terms(
    impacts: &Impacts<'_>,
    forms: &Forms<'_>,
    documents: usize,
    all_postings: bool,
    dictionary: &Dictionary,
    known: &Terms,
) -> Vec<(u32, Arc<IndexTerm>)> {
    let term = |(stem, forms): (u32, &BTreeSet<_>)| {
        let forms: Vec<&str> = forms.iter().map(|form: &std::borrow::Cow<'_, str>| &**form).collect();
        let mut impacts = impacts.of(stem);
        let frequency = number(impacts.len());
        let first = strongest(&impacts, FIRST).iter().map(|(document, _)| *document).collect();
        let strongest = (impacts.len() > POSTINGS).then(|| strongest(&impacts, POSTINGS));
        if let Some(strongest) = strongest.as_ref().filter(|_| impacts.len() > documents / COMMON && !all_postings) {
            impacts = strongest.to_vec();
            impacts.sort_unstable();
        }
        let term = Term::new(frequency, &forms, &impacts);
        // `first` is among these.
        let known = known.get(&stem).filter(|known| known.term == term && known.strongest == strongest);
        (stem, known.map_or_else(|| Arc::new(IndexTerm::new(term, first, strongest)), Arc::clone))
    };
    let stems: Vec<_> = forms.iter().filter_map(|(stem, forms)| Some((dictionary.stem(stem)?, forms))).collect();
    stems.into_par_iter().map(term).collect()
}
