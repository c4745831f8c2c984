//! Which words an edition's documents have.

use std::collections::BTreeSet;

use crate::language::Language;
use crate::search::analysis::Forms;
use crate::search::words::{Stemmer, words};

/// The stems of an edition's documents with their forms.
pub(crate) struct Vocabulary<'a, 'd> {
    stemmer: Stemmer,
    forms: &'a mut Forms<'d>,
}

impl<'a, 'd> Vocabulary<'a, 'd> {
    /// The words of documents in a language.
    pub(crate) fn new(language: &Language, forms: &'a mut Forms<'d>) -> Self {
        Self { stemmer: Stemmer::new(language), forms }
    }

    /// Whether documents have every word of a phrase. One of which they have only a part would find that part alone:
    /// `back` for `money back`.
    pub(super) fn has(&self, phrase: &str) -> bool {
        let mut words = words(phrase).into_iter().peekable();
        words.peek().is_some() && words.all(|word| self.forms.contains_key(&*self.stemmer.stem(&word.text)))
    }

    /// A word of synonyms is a further form of its stem, so that it is found where documents have others.
    pub(super) fn learn(&mut self, phrase: &str) {
        for word in words(phrase) {
            if let Some(forms) = self.forms.get_mut(&*self.stemmer.stem(&word.text)) {
                forms.insert(word.text.into());
            }
        }
    }

    /// A word with the other forms of its stem.
    pub(super) fn forms(&self, word: &str) -> BTreeSet<String> {
        let known = self.forms.get(&*self.stemmer.stem(word)).into_iter().flatten();
        known.map(|form| form.clone().into_owned()).chain([word.to_owned()]).collect()
    }
}
