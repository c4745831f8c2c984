//! What making an index worked out, for the next build: analysed texts, terms and files.

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use super::analysis::{Analysed, analyze};
use super::dictionary::Dictionary;
use super::document::{Entry, SearchDocument};
use super::shard::Shards;
use super::terms::Terms;
use super::text;
use super::words::Stemmer;
use crate::content::Article;
use crate::language::Language;

/// What was worked out by the last build, by language.
#[derive(Default)]
pub struct Memory(Mutex<BTreeMap<String, Known>>);

impl fmt::Debug for Memory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Memory").finish_non_exhaustive()
    }
}

impl Memory {
    /// What is known of a language. It is taken out of the memory.
    pub(super) fn recall(&self, language: &Language) -> Known {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&language.tag);
        known.unwrap_or_else(|| Known::new(language))
    }

    /// Keeps what is known of a language.
    pub(super) fn keep(&self, language: &Language, known: Known) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(language.tag.clone(), known);
    }
}

/// What is known of a language.
pub(super) struct Known {
    pub(super) dictionary: Dictionary,
    /// By the articles' paths.
    texts: HashMap<String, Texts>,
    pub(super) terms: Terms,
    pub(super) shards: Shards,
}

/// The texts of an article with all that they were made of.
struct Texts {
    article: Arc<Article>,
    title: String,
    keywords: Vec<String>,
    analysed: Vec<Arc<Analysed>>,
}

impl Texts {
    fn serve(&self, entry: &Entry<'_>) -> bool {
        Arc::ptr_eq(&self.article, entry.article) && self.title == entry.title && self.keywords == entry.keywords
    }
}

impl Known {
    fn new(language: &Language) -> Self {
        Self {
            dictionary: Dictionary::new(Stemmer::new(language)),
            texts: HashMap::new(),
            terms: Terms::new(),
            shards: Shards::new(),
        }
    }

    /// The documents of what is searched. Only texts that changed are analysed.
    pub(super) fn documents<'a>(&mut self, entries: Vec<Entry<'a>>) -> Vec<SearchDocument<'a>> {
        let mut known = std::mem::take(&mut self.texts);
        let remembered: Vec<Option<Texts>> =
            entries.iter().map(|entry| known.remove(&entry.article.path).filter(|texts| texts.serve(entry))).collect();
        let missing = entries.iter().zip(&remembered).filter(|(_, texts)| texts.is_none());
        let missing: Vec<&Entry<'_>> = missing.map(|(entry, _)| entry).collect();
        let texts_of = |entry: &&Entry<'_>| text::texts(entry.article, entry.title, entry.keywords, !entry.is_category);
        let mut analysed = analyze(&missing, texts_of, &mut self.dictionary).into_iter();
        let mut documents = Vec::with_capacity(entries.len());
        for (entry, remembered) in entries.into_iter().zip(remembered) {
            let texts = remembered.unwrap_or_else(|| Texts {
                article: Arc::clone(entry.article),
                title: entry.title.to_owned(),
                keywords: entry.keywords.to_vec(),
                analysed: analysed.next().unwrap_or_default(),
            });
            let path = entry.article.path.clone();
            documents.extend(entry.documents(&texts.analysed));
            self.texts.insert(path, texts);
        }
        documents
    }
}
