//! Documents -> those nearest to each: what a search for its rarest words finds first.

use std::cmp::Reverse;
use std::sync::Arc;

use rayon::prelude::*;

use super::analysis::Counted;
use super::terms::IndexTerm;
use super::text::BODY;

/// How many words of a document are asked for its neighbours: its rarest ones say most.
const WORDS: usize = 8;

/// For each document the numbers of those nearest to it, nearest first, of equal ones the first: `most` at most. `terms`
/// are the index's stems with their numbers. As many steps as there are documents times [`WORDS`] times the postings that
/// a common word keeps, at most.
pub(super) fn neighbours(documents: &[&Counted], terms: &[(u32, Arc<IndexTerm>)], most: usize) -> Vec<Vec<usize>> {
    let stems = terms.iter().map(|(stem, _)| *stem as usize + 1).max().unwrap_or_default();
    let mut by_stem = vec![None; stems];
    for (stem, term) in terms {
        by_stem[*stem as usize] = Some(&**term);
    }
    let scores = || vec![0; documents.len()];
    let near = |scores: &mut Vec<u32>, (at, document)| near(at, document, &by_stem, most, scores);
    documents.par_iter().copied().enumerate().map_init(scores, near).collect()
}

/// `scores` are all 0, before and after.
fn near(at: usize, document: &Counted, terms: &[Option<&IndexTerm>], most: usize, scores: &mut [u32]) -> Vec<usize> {
    let mut touched = Vec::new();
    for term in rarest(document, terms) {
        term.each_of_the_strongest(|(other, impact)| {
            let other = other as usize;
            if scores[other] == 0 {
                touched.push(other);
            }
            scores[other] += impact;
        });
    }
    let mut found: Vec<_> = touched.iter().map(|other| (Reverse(scores[*other]), *other)).collect();
    touched.into_iter().for_each(|other| scores[other] = 0);
    found.retain(|(_, other)| *other != at);
    if found.len() > most {
        found.select_nth_unstable(most);
        found.truncate(most);
    }
    found.sort_unstable();
    // Not collected in place, which would keep the room for all that were touched.
    found.iter().map(|(_, other)| *other).collect()
}

/// The terms of a document's title, keywords and headings that the fewest documents have. A word of no other document
/// leads nowhere.
fn rarest<'t>(document: &Counted, terms: &[Option<&'t IndexTerm>]) -> Vec<&'t IndexTerm> {
    let mut stems: Vec<u32> =
        document.stems.iter().filter(|count| usize::from(count.field) < BODY).map(|count| count.stem).collect();
    stems.dedup();
    let terms = stems.into_iter().filter_map(|stem| terms.get(stem as usize).copied().flatten());
    let mut terms: Vec<&IndexTerm> = terms.filter(|term| term.term.0 > 1).collect();
    terms.sort_by(|one, other| (one.term.0, &one.term.1).cmp(&(other.term.0, &other.term.1)));
    terms.truncate(WORDS);
    terms
}
