//! Which words of customers occur in an edition.

use std::collections::BTreeSet;

use super::text::texts;
use super::words::{Stemmer, Word, is_unspaced, words};
use crate::site::{Edition, Site};

/// The stems of an edition's articles and synonyms.
pub struct KnownWords {
    stemmer: Stemmer,
    stems: BTreeSet<String>,
}

impl KnownWords {
    /// The words of an edition. Articles that stand in for missing translations are not in its language.
    pub fn new(site: &Site, edition: &Edition) -> Self {
        let mut known = Self { stemmer: Stemmer::new(&edition.language), stems: BTreeSet::new() };
        for article in edition.own_articles() {
            for text in texts(article, &article.title, &article.front.keywords, false) {
                text.fields.iter().for_each(|field| known.learn(field));
            }
        }
        if let Some(file) = site.files.synonyms.get(&edition.index) {
            known.learn(&file.source.text);
        }
        let settings = &site.config.search.synonyms;
        let one_way = settings.one_way.iter();
        one_way.clone().for_each(|entry| known.learn(&entry.typed));
        let lists = settings.groups.iter().chain(one_way.map(|entry| &entry.also));
        lists.flat_map(|list| &list.value).for_each(|text| known.learn(&text.value));
        known
    }

    fn learn(&mut self, text: &str) {
        for word in words(text) {
            let stem = self.stemmer.stem(&word.text);
            if !self.stems.contains(&*stem) {
                self.stems.insert(stem.into_owned());
            }
        }
    }

    /// The words of a query, folded, and whether they occur. In scripts without spaces there are no words to look up, and numbers
    /// are no words either.
    pub fn look_up(&self, query: &str) -> Vec<(String, bool)> {
        let is_word =
            |word: &Word| !word.text.starts_with(is_unspaced) && !word.text.bytes().all(|byte| byte.is_ascii_digit());
        let known = |word: Word| (self.stems.contains(&*self.stemmer.stem(&word.text)), word.text);
        words(query).into_iter().filter(is_word).map(known).map(|(known, word)| (word, known)).collect()
    }
}
