//! The words of a language by their numbers: each form in which a word is written, and its stem.
//!
//! Numbers go by the order in which words were met, so nothing that customers see may depend on them.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::words::Stemmer;

/// Every word that was met.
pub(super) struct Dictionary {
    stemmer: Stemmer,
    forms: Numbers,
    stems: Numbers,
    /// The stem of each form.
    stem_of: Vec<u32>,
}

impl Dictionary {
    pub(super) fn new(stemmer: Stemmer) -> Self {
        Self { stemmer, forms: Numbers::default(), stems: Numbers::default(), stem_of: Vec::new() }
    }

    /// The stemmer that all stems are made by.
    pub(super) fn stemmer(&self) -> Stemmer {
        self.stemmer
    }

    /// The number of a form, which may be new.
    pub(super) fn form(&mut self, form: &str) -> u32 {
        if let Some(number) = self.forms.get(form) {
            return number;
        }
        let stem = self.stems.add(&self.stemmer.stem(form));
        self.stem_of.push(stem);
        self.forms.add(form)
    }

    /// The number of a form's stem.
    pub(super) fn stem_of(&self, form: u32) -> u32 {
        self.stem_of[form as usize]
    }

    /// A form's text.
    pub(super) fn form_text(&self, form: u32) -> &str {
        &self.forms.texts[form as usize]
    }

    /// A stem's text.
    pub(super) fn stem_text(&self, stem: u32) -> &str {
        &self.stems.texts[stem as usize]
    }

    /// The number of a stem.
    pub(super) fn stem(&self, stem: &str) -> Option<u32> {
        self.stems.get(stem)
    }

    /// How many forms there are.
    pub(super) fn forms(&self) -> usize {
        self.forms.texts.len()
    }

    /// How many stems there are.
    pub(super) fn stems(&self) -> usize {
        self.stems.texts.len()
    }

    /// Takes another one's words in. Gives their numbers here, by their numbers there: of forms, and of stems.
    pub(super) fn absorb(&mut self, other: &Self) -> (Vec<u32>, Vec<u32>) {
        let stems: Vec<u32> = other.stems.texts.iter().map(|stem| self.stems.add(stem)).collect();
        let forms = other.forms.texts.iter().zip(&other.stem_of).map(|(form, stem)| {
            let number = self.forms.add(form);
            if number as usize == self.stem_of.len() {
                self.stem_of.push(stems[*stem as usize]);
            }
            number
        });
        (forms.collect(), stems)
    }
}

/// Texts, numbered as they come.
#[derive(Default)]
struct Numbers {
    texts: Vec<Arc<str>>,
    by_text: FxHashMap<Arc<str>, u32>,
}

impl Numbers {
    fn get(&self, text: &str) -> Option<u32> {
        self.by_text.get(text).copied()
    }

    fn add(&mut self, text: &str) -> u32 {
        self.get(text).unwrap_or_else(|| {
            // Words are numbered in 32 bits; no site has as many.
            let number = u32::try_from(self.texts.len()).unwrap_or(u32::MAX);
            let text: Arc<str> = text.into();
            self.texts.push(Arc::clone(&text));
            self.by_text.insert(text, number);
            number
        })
    }
}
