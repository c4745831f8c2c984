//! How much a word says about a document: BM25 of each field, weighted and summed, as a small integer.
//!
//! BM25 after Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009), 3.2, with the inverse
//! document frequency that is never negative: `ln(1 + (N - n + 0.5) / (n + 0.5))`, as Lucene and tantivy have it.

use super::document::FIELDS;
use super::index::TermStatistics;

/// BM25's constants, as Lucene and tantivy have them: how soon repetition stops counting, and how much a long field counts
/// less.
const K1: f32 = 1.2;
const B: f32 = 0.75;

/// What the impacts of an index are made with.
#[derive(Debug, Clone)]
pub(super) struct Scoring {
    /// Factor of each field's score, by [`Field`](super::document::Field).
    pub(super) weights: [f32; FIELDS],
    /// What it counts that a document has a word at all, in shares of the word's inverse document frequency: so the
    /// documents with more of a query's words come first.
    pub(super) presence: f32,
    /// The power of the inverse document frequency by which the whole is multiplied: rare words count more, common ones
    /// less, as if there were a list of stop words.
    pub(super) rarity: f32,
    /// A score of 1 as an impact.
    pub(super) scale: f32,
    /// Average lengths of the fields in words.
    pub(super) average_lengths: [f32; FIELDS],
    /// How many documents there are.
    pub(super) documents: u32,
}

/// The inverse document frequency of a word that is in `n` of `documents`.
pub(super) fn idf(documents: u32, n: u32) -> f32 {
    let (documents, n) = (f64::from(documents), f64::from(n));
    (1.0 + (documents - n + 0.5) / (n + 0.5)).ln() as f32
}

impl Scoring {
    /// The impact of a word on each document that has it, by number, at least 1:
    ///
    /// `idf^rarity × (Σ over fields weight × BM25 + presence × idf)`
    pub(super) fn impacts(&self, term: &TermStatistics) -> Vec<(u32, u32)> {
        let mut scores: Vec<(u32, f32)> = Vec::new();
        for occurrence in &term.occurrences {
            let field = usize::from(occurrence.field);
            let norm = K1 * (1.0 - B + B * occurrence.length as f32 / self.average_lengths[field]);
            let frequency = occurrence.frequency as f32;
            let bm25 =
                idf(self.documents, term.document_frequency[field]) * (K1 + 1.0) * (frequency / (frequency + norm));
            match scores.last_mut().filter(|(document, _)| *document == occurrence.document) {
                Some((_, sum)) => *sum += self.weights[field] * bm25,
                None => scores.push((occurrence.document, self.weights[field] * bm25)),
            }
        }
        let idf = idf(self.documents, u32::try_from(scores.len()).unwrap_or(u32::MAX));
        let impact = |score: f32| (idf.powf(self.rarity) * (score + self.presence * idf) * self.scale).round() as u32;
        scores.into_iter().map(|(document, score)| (document, impact(score).max(1))).collect()
    }
}

/// Keeps so many of a word's impacts, the highest ones (of equal ones the first), by document.
pub(super) fn keep_strongest(impacts: &mut Vec<(u32, u32)>, most: usize) {
    if impacts.len() > most {
        impacts.sort_unstable_by_key(|(document, impact)| (std::cmp::Reverse(*impact), *document));
        impacts.truncate(most);
        impacts.sort_unstable();
    }
}
