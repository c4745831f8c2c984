//! A request -> the words of it that matter, and how much.
//!
//! The only module that names `stop_words`.

use std::collections::HashSet;

use super::mask::without_masks;
use super::subject::is_vague;
use crate::search::{KnownWords, is_unspaced, words};
use crate::site::{Edition, Site};

/// A word of a request that matters.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Weighed {
    /// The word, folded.
    pub(super) word: String,
    /// Its stem.
    pub(super) stem: String,
    /// How much it says.
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

    /// The words of a request that matter, each once: no small words. Each weighs its inverse document frequency: the more, the
    /// fewer texts have it. What occurs nowhere weighs as what one text has.
    pub(super) fn weigh(&self, text: &str) -> Vec<Weighed> {
        let mut weighed: Vec<Weighed> = Vec::new();
        for word in words(&without_masks(text)).into_iter().map(|word| word.text) {
            if self.is_small(&word) || weighed.iter().any(|known| known.word == word) {
                continue;
            }
            let (stem, frequency) = self.known.frequency(&word);
            let weight = self.weight(frequency.unwrap_or(0));
            weighed.push(Weighed { word, stem, weight, known: frequency.is_some() });
        }
        weighed
    }

    /// Whether any word of a request matters.
    pub(super) fn has_any(&self, text: &str) -> bool {
        words(&without_masks(text)).iter().any(|word| !self.is_small(&word.text))
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
        rarity.ln() as f32
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
