//! Which words of customers occur in an edition.

use std::collections::{BTreeMap, BTreeSet};

use super::text::texts;
use super::words::{Stemmer, Word, is_unspaced, words};
use crate::site::{Edition, Site};

/// The stems of an edition's articles and synonyms.
pub struct KnownWords {
    stemmer: Stemmer,
    /// Each with how many texts have it; those of synonyms alone are in none.
    stems: BTreeMap<String, u32>,
    texts: u32,
}

impl KnownWords {
    /// The words of an edition. Articles that stand in for missing translations are not in its language.
    pub fn new(site: &Site, edition: &Edition) -> Self {
        let mut known = Self { stemmer: Stemmer::new(&edition.language), stems: BTreeMap::new(), texts: 0 };
        for article in edition.own_articles() {
            for text in texts(article, &article.title, &article.front.keywords, true) {
                known.learn_text(&text.fields);
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
            if !self.stems.contains_key(&*stem) {
                self.stems.insert(stem.into_owned(), 0);
            }
        }
    }

    /// Learns a text that is found by itself: an article, or a question of an FAQ.
    fn learn_text(&mut self, fields: &[String]) {
        self.texts += 1;
        let found = fields.iter().flat_map(|field| words(field));
        let found: BTreeSet<String> = found.map(|word| self.stemmer.stem(&word.text).into_owned()).collect();
        found.into_iter().for_each(|stem| *self.stems.entry(stem).or_default() += 1);
    }

    /// How many texts there are.
    pub fn texts(&self) -> u32 {
        self.texts
    }

    /// The stem of a folded word, and how many texts have it; `None` where it occurs nowhere, nor in synonyms.
    pub fn frequency(&self, word: &str) -> (String, Option<u32>) {
        let stem = self.stemmer.stem(word).into_owned();
        let frequency = self.stems.get(&stem).copied();
        (stem, frequency)
    }

    /// The words of a query, folded, and whether they occur. In scripts without spaces there are no words to look up, and numbers
    /// are no words either.
    pub fn look_up(&self, query: &str) -> Vec<(String, bool)> {
        let is_word =
            |word: &Word| !word.text.starts_with(is_unspaced) && !word.text.bytes().all(|byte| byte.is_ascii_digit());
        let known = |word: Word| (self.stems.contains_key(&*self.stemmer.stem(&word.text)), word.text);
        words(query).into_iter().filter(is_word).map(known).map(|(known, word)| (word, known)).collect()
    }
}
