//! A request -> the words of it that matter, and how much.
//!
//! The only module that names `stop_words`.

use std::collections::HashSet;

use super::mask::without_masks;
use super::subject::is_vague;
use crate::search::{KnownWords, is_unspaced, words};
use crate::site::{Edition, Site};

/// A word of a request.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Weighed {
    /// The word, folded.
    pub(super) word: String,
    /// As it was written, in lower case.
    pub(super) written: String,
    /// Its stem.
    pub(super) stem: String,
    /// How much it says; nothing where it is a small word.
    pub(super) weight: f32,
    /// Whether it occurs in an article or in the synonyms.
    pub(super) known: bool,
}

/// What the words of an edition's customers weigh.
pub(super) struct Weights {
    known: KnownWords,
    small: HashSet<String>,
}

impl Weights {
    /// The words of an edition.
    pub(super) fn new(site: &Site, edition: &Edition) -> Self {
        let list = stop_words::lookup(list_name(edition.language.primary())).unwrap_or_default();
        let small = list.iter().flat_map(|word| words(word)).map(|word| word.text).collect();
        Self { known: KnownWords::new(site, edition), small }
    }

    /// The words of a request, each once. Small words weigh nothing, the others the more, the fewer texts have them: as in the cosine
    /// of vectors, by the square of the inverse document frequency. What occurs nowhere weighs as what one text has.
    pub(super) fn weigh(&self, text: &str) -> Vec<Weighed> {
        let text = without_masks(text);
        let mut weighed: Vec<Weighed> = Vec::new();
        for word in words(&text) {
            if weighed.iter().any(|known| known.word == word.text) {
                continue;
            }
            let (stem, frequency) = self.known.frequency(&word.text);
            let weight = if self.is_small(&word.text) { 0.0 } else { self.weight(frequency.unwrap_or(0)) };
            let written = text[word.start..word.end].to_lowercase();
            weighed.push(Weighed { word: word.text, written, stem, weight, known: frequency.is_some() });
        }
        weighed
    }

    /// How many words of a request occur.
    pub(super) fn known(&self, text: &str) -> usize {
        words(&without_masks(text)).iter().filter(|word| self.known.frequency(&word.text).1.is_some()).count()
    }

    /// The stems of a text.
    pub(super) fn stems(&self, text: &str) -> impl Iterator<Item = String> {
        words(text).into_iter().map(|word| self.known.frequency(&word.text).0)
    }

    fn weight(&self, frequency: u32) -> f32 {
        let rarity = f64::from(self.known.texts() + 1) / f64::from(frequency.max(1));
        rarity.ln().powi(2) as f32
    }

    fn is_small(&self, word: &str) -> bool {
        let mut letters = word.chars();
        let single = letters.next().is_some_and(|first| !is_unspaced(first)) && letters.next().is_none();
        single || is_vague(word) || word.chars().all(char::is_numeric) || self.small.contains(word)
    }
}

/// What the list of a language is called.
fn list_name(primary: &str) -> &str {
    match primary {
        "nb" | "nn" => "no",
        "ms" => "id",
        primary => primary,
    }
}
