//! Documents -> the questions among them that are asked twice, word for word or nearly so.
//!
//! Two questions are as near as the weight of the stems that both have is to the weight of those that either has; a stem
//! weighs more, the fewer documents of the index have it. Each question is compared with those that share one of its rarest
//! stems, so the work grows with the number of questions alone.

use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::document::SearchDocument;
use super::terms::IndexTerm;
use super::words::words;

/// How near two questions must be. What is left then are other endings, and words such as "I" and "my".
const NEAR: f32 = 0.85;

/// How many stems of a question are asked for its twins: its rarest ones.
const RAREST: usize = 4;

/// A stem that more questions have is not asked: it tells too little.
const COMMON: usize = 200;

/// What asks, in any script: such a title is a question, too.
const MARKS: [char; 4] = ['?', '\u{37E}', '؟', '？'];

/// Two questions that are the same, or nearly so. The one before it in the index is the `first`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Twins {
    /// Index of the edition.
    pub edition: usize,
    /// The one that was there before.
    pub first: Asked,
    /// The one that repeats it.
    pub second: Asked,
    /// Whether they are asked in the same words and answered differently.
    pub contradict: bool,
}

/// A question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Path of its article, inside the language.
    pub path: String,
    /// Its encoded id on an FAQ; `None` where it is the article's title.
    pub id: Option<String>,
    /// What is asked.
    pub text: String,
}

impl Asked {
    fn new(document: &SearchDocument<'_>) -> Self {
        let id = document.text.question.as_ref().map(|question| question.asked.id.clone());
        Self { path: document.path().to_owned(), id, text: document.title.clone() }
    }
}

struct Question<'d> {
    document: &'d SearchDocument<'d>,
    words: Vec<String>,
    /// Sorted, each with its weight.
    stems: Vec<(u32, f32)>,
}

/// The questions of an edition that are asked twice, each with the one that it repeats: the nearest that stands before it.
/// `terms` are the index's stems with their numbers.
pub(super) fn twins(edition: usize, documents: &[SearchDocument<'_>], terms: &[(u32, Arc<IndexTerm>)]) -> Vec<Twins> {
    let frequencies: HashMap<u32, u32> = terms.iter().map(|(stem, term)| (*stem, term.term.0)).collect();
    let weight = |stem: u32| {
        let frequency = frequencies.get(&stem).copied().unwrap_or(1) as f32;
        // Where every document has it, it still counts a little.
        (1.0 + documents.len() as f32 / frequency).ln()
    };
    let asks = |document: &&SearchDocument<'_>| {
        document.notice.is_none() && (document.text.question.is_some() || document.title.contains(MARKS))
    };
    let questions: Vec<Question<'_>> =
        documents.iter().filter(asks).map(|document| Question::new(document, weight)).collect();
    let mut by_words: HashMap<&[String], usize> = HashMap::new();
    let mut by_stems: HashMap<Vec<u32>, usize> = HashMap::new();
    let mut by_stem: HashMap<u32, Vec<usize>> = HashMap::new();
    for (at, question) in questions.iter().enumerate() {
        by_words.entry(&question.words).or_insert(at);
        by_stems.entry(question.numbers_of_stems()).or_insert(at);
        for (stem, _) in &question.stems {
            by_stem.entry(*stem).or_default().push(at);
        }
    }
    let first_of = |(at, question): (usize, &Question<'_>)| {
        let same = by_words.get(question.words.as_slice()).copied().filter(|first| *first < at);
        let like = by_stems.get(&question.numbers_of_stems()).copied().filter(|first| *first < at);
        let like = like.filter(|first| question.nearness(&questions[*first]) >= NEAR);
        let first = same.or(like).or_else(|| nearest(at, question, &questions, &by_stem))?;
        let contradict = same.is_some() && questions[first].contradicts(question);
        let [first, second] = [&questions[first], question].map(|question| Asked::new(question.document));
        Some(Twins { edition, first, second, contradict })
    };
    questions.par_iter().enumerate().filter_map(first_of).collect()
}

fn nearest(
    at: usize,
    question: &Question<'_>,
    questions: &[Question<'_>],
    by_stem: &HashMap<u32, Vec<usize>>,
) -> Option<usize> {
    let mut rarest: Vec<&[usize]> =
        question.stems.iter().filter_map(|(stem, _)| by_stem.get(stem)).map(Vec::as_slice).collect();
    rarest.sort_by_key(|questions| questions.len());
    let asked = rarest.into_iter().filter(|questions| questions.len() <= COMMON).take(RAREST);
    let mut candidates: Vec<usize> = asked.flatten().copied().filter(|other| *other < at).collect();
    candidates.sort_unstable();
    candidates.dedup();
    let near = candidates.into_iter().map(|other| (question.nearness(&questions[other]), other));
    let near = near.filter(|(nearness, _)| *nearness >= NEAR);
    near.max_by(|one, other| one.0.total_cmp(&other.0).then(other.1.cmp(&one.1))).map(|(_, other)| other)
}

impl<'d> Question<'d> {
    fn new(document: &'d SearchDocument<'d>, weight: impl Fn(u32) -> f32) -> Self {
        let title = document.text.words.stems.iter().filter(|count| count.field == 0);
        let stems = title.map(|count| (count.stem, weight(count.stem))).collect();
        Self { document, words: words(&document.title).into_iter().map(|word| word.text).collect(), stems }
    }

    fn numbers_of_stems(&self) -> Vec<u32> {
        self.stems.iter().map(|(stem, _)| *stem).collect()
    }

    /// How near another one is, up to 1. Not at all, where other numbers stand in it.
    fn nearness(&self, other: &Self) -> f32 {
        if !self.numbers().eq(other.numbers()) {
            return 0.0;
        }
        let sum = |stems: &[(u32, f32)]| stems.iter().map(|(_, weight)| weight).sum::<f32>();
        let has = |stem: u32| other.stems.binary_search_by_key(&stem, |(stem, _)| *stem).is_ok();
        let both: f32 = self.stems.iter().filter(|(stem, _)| has(*stem)).map(|(_, weight)| weight).sum();
        let either = sum(&self.stems) + sum(&other.stems) - both;
        if either > 0.0 { both / either } else { 0.0 }
    }

    fn numbers(&self) -> impl Iterator<Item = &String> {
        self.words.iter().filter(|word| word.contains(char::is_numeric))
    }

    /// Whether both have an answer, and another one.
    fn contradicts(&self, other: &Self) -> bool {
        let answer = |question: &Self| question.document.text.question.as_ref().map(|found| words_of(&found.passages));
        answer(self).zip(answer(other)).is_some_and(|(one, two)| one != two)
    }
}

/// The words of an answer: other punctuation is no other answer.
fn words_of(passages: &str) -> Vec<String> {
    words(passages).into_iter().map(|word| word.text).collect()
}
