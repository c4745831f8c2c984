//! What was found out about requests, as it is printed and as other programs read it.

use serde::Serialize;

use super::judge::{Best, Class};
use super::requests::TablesRead;
use super::synonyms::Synonym;

/// What customers ask, and how much of it is answered.
#[derive(Debug, Serialize)]
pub struct Report {
    /// What was read.
    pub read: TablesRead,
    /// Over all languages.
    pub totals: Totals,
    /// Each language in which something was asked.
    pub languages: Vec<LanguageTotals>,
    /// Requests that are not answered or only weakly, those that ask the same together: what would save most comes first.
    pub groups: Vec<Group>,
    /// How many groups there are in all.
    pub all_groups: usize,
    /// Words that occur nowhere, with what they mean.
    pub synonyms: Vec<LanguageSynonym>,
    /// Requests that are answered, the most frequent first.
    pub answered: Vec<AnsweredRequest>,
}

impl Report {
    pub(super) fn new(read: TablesRead) -> Self {
        Self {
            read,
            totals: Totals::default(),
            languages: Vec::new(),
            groups: Vec::new(),
            all_groups: 0,
            synonyms: Vec::new(),
            answered: Vec::new(),
        }
    }
}

/// Numbers of requests.
#[derive(Debug, Default, Clone, Copy, Serialize)]
pub struct Totals {
    /// The first result is about them.
    pub answered: u64,
    /// The first result has something of them.
    pub weak: u64,
    /// Nothing is found that matters.
    pub unanswered: u64,
}

impl Totals {
    pub(super) fn add(&mut self, class: Class, requests: u64) {
        *match class {
            Class::Answered => &mut self.answered,
            Class::Weak => &mut self.weak,
            Class::Unanswered => &mut self.unanswered,
        } += requests;
    }

    /// All of them.
    pub fn all(self) -> u64 {
        self.answered + self.weak + self.unanswered
    }
}

/// Numbers of requests in a language.
#[derive(Debug, Serialize)]
pub struct LanguageTotals {
    /// The language.
    pub lang: String,
    /// The numbers.
    #[serde(flatten)]
    pub totals: Totals,
}

/// Requests that ask the same.
#[derive(Debug, Serialize)]
pub struct Group {
    /// The language.
    pub lang: String,
    /// How many there are: what an answer would save.
    pub requests: u64,
    /// The share of all requests, from 0 to 1.
    pub share: f64,
    /// Those that nothing answers.
    pub unanswered: u64,
    /// Those that are answered weakly.
    pub weak: u64,
    /// How they are written, the most frequent first.
    pub examples: Vec<Example>,
    /// Their words that occur in no article and no list of synonyms.
    pub unknown_words: Vec<String>,
    /// What most of those find that find something.
    pub nearest: Option<Best>,
    /// What may help.
    pub proposal: Proposal,
}

/// A request as it was written.
#[derive(Debug, Serialize)]
pub struct Example {
    /// The text, with masks.
    pub text: String,
    /// How often it was asked.
    pub requests: u64,
}

/// What may answer a group.
#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Proposal {
    /// A word of customers means a word of the articles.
    Synonym {
        /// The word that occurs nowhere.
        word: String,
        /// The word of the articles.
        means: String,
    },
    /// An article is missing.
    Article {
        /// What it may be called.
        title: String,
        /// Its file from the project's folder.
        file: String,
        /// Whether that is there already, such as a draft that was proposed before.
        there: bool,
    },
    /// An article speaks of it, and not in its title, headings or keywords; or of a part of it.
    Improve {
        /// Its file from the language's folder.
        file: String,
    },
}

/// A synonym of a language.
#[derive(Debug, Serialize)]
pub struct LanguageSynonym {
    /// The language.
    pub lang: String,
    /// The synonym.
    #[serde(flatten)]
    pub synonym: Synonym,
}

/// A request that is answered.
#[derive(Debug, Serialize)]
pub struct AnsweredRequest {
    /// The language.
    pub lang: String,
    /// How it is written, with masks.
    pub text: String,
    /// How often it was asked.
    pub requests: u64,
    /// What answers it.
    pub best: Best,
}
