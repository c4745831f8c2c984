//! Requests -> which word of the articles means what customers call by a word that occurs nowhere.
//!
//! Two requests that differ in one word alone, where one is answered and the other isn't, are evidence. One such pair may be chance
//! ("cancel my order", "cancel my membership"); two pairs whose other words have nothing in common count.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::Serialize;

use super::judge::{Class, Judged};
use super::weights::Weighed;
use crate::search::words;

/// How many such pairs are needed.
const PAIRS: usize = 2;

/// Requests with more words that matter are left out.
const MOST_WORDS: usize = 8;

/// How many answered requests with the same other words are compared: the most frequent.
const MOST_OTHERS: usize = 50;

/// What a word of customers means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Synonym {
    /// The word that occurs nowhere.
    pub word: String,
    /// The word of the articles.
    pub means: String,
    /// Pairs of requests that differ in this alone: one that isn't answered, one that is.
    pub evidence: Vec<[String; 2]>,
    /// Requests with the word that aren't answered.
    pub requests: u64,
    #[serde(skip)]
    pub(super) stem: String,
}

/// The requests that were answered, by all of their stems but one.
type Answered<'j> = HashMap<String, Vec<(&'j Weighed, &'j Judged)>>;

/// Evidence for a meaning: a pair for each way in which the other words were the same.
type Pairs<'j> = BTreeMap<String, [&'j Judged; 2]>;

/// The synonyms that the requests of a language give evidence for, by the stem of the unknown word.
pub(super) fn synonyms(requests: &[Judged]) -> BTreeMap<String, Synonym> {
    let open: Vec<(&Weighed, String, &Judged)> = requests.iter().filter_map(unknown).collect();
    let wanted: BTreeSet<&str> = open.iter().map(|(_, rest, _)| rest.as_str()).collect();
    let answered = answered(requests, &wanted);
    let mut meanings: BTreeMap<&str, BTreeMap<&str, Pairs<'_>>> = BTreeMap::new();
    for (unknown, rest, request) in &open {
        for (word, other) in answered.get(rest).into_iter().flatten() {
            let pairs = meanings.entry(&unknown.stem).or_default().entry(&word.stem).or_default();
            pairs.entry(rest.clone()).or_insert([request, other]);
        }
    }
    let counts = counts(requests);
    let requests = |stem: &str| counts.get(stem).copied().unwrap_or_default();
    let chosen = |(stem, meanings)| Some((str::to_owned(stem), chosen(stem, &meanings, requests(stem))?));
    meanings.into_iter().filter_map(chosen).collect()
}

/// How many requests that aren't answered have each word that occurs nowhere.
fn counts(requests: &[Judged]) -> HashMap<&str, u64> {
    let mut counts = HashMap::new();
    for request in requests.iter().filter(|request| request.class != Class::Answered) {
        for word in request.words.iter().filter(|word| !word.known) {
            *counts.entry(word.stem.as_str()).or_default() += request.requests;
        }
    }
    counts
}

/// The only word of a request that occurs nowhere, and its other stems; `None` where there are several, none, or no others.
fn unknown(request: &Judged) -> Option<(&Weighed, String, &Judged)> {
    let mut unknown = request.words.iter().filter(|word| !word.known);
    let (first, None) = (unknown.next()?, unknown.next()) else { return None };
    let rest = rest(request, first)?;
    (request.class != Class::Answered).then_some((first, rest, request))
}

/// The stems of a request but for one, as a key.
fn rest(request: &Judged, without: &Weighed) -> Option<String> {
    let stems: BTreeSet<&str> =
        request.words.iter().map(|word| word.stem.as_str()).filter(|stem| *stem != without.stem).collect();
    let few = (1..MOST_WORDS).contains(&stems.len());
    few.then(|| stems.into_iter().collect::<Vec<_>>().join(" "))
}

fn answered<'j>(requests: &'j [Judged], wanted: &BTreeSet<&str>) -> Answered<'j> {
    let mut answered = Answered::new();
    for request in requests.iter().filter(|request| request.class == Class::Answered) {
        for word in request.words.iter().filter(|word| word.known) {
            if let Some(rest) = rest(request, word).filter(|rest| wanted.contains(rest.as_str())) {
                let others = answered.entry(rest).or_default();
                if others.len() < MOST_OTHERS {
                    others.push((word, request));
                }
            }
        }
    }
    answered
}

/// The meaning with most evidence, where there is enough, and no other one with as much.
fn chosen(stem: &str, meanings: &BTreeMap<&str, Pairs<'_>>, requests: u64) -> Option<Synonym> {
    let strength =
        |pairs: &Pairs<'_>| (independent(pairs).len(), pairs.values().map(|[_, other]| other.requests).sum::<u64>());
    let best = meanings.iter().max_by_key(|(_, pairs)| strength(pairs))?;
    let others = meanings.iter().filter(|(means, _)| *means != best.0);
    let is_clear = others.map(|(_, pairs)| strength(pairs)).all(|other| other < strength(best.1));
    let independent = independent(best.1);
    if !is_clear || independent.len() < PAIRS {
        return None;
    }
    let evidence = independent.iter().map(|[asked, other]| [asked.text.clone(), other.text.clone()]).collect();
    let [asked, other] = independent.first()?;
    Some(Synonym {
        word: written(asked, stem)?,
        means: written(other, best.0)?,
        evidence,
        requests,
        stem: stem.to_owned(),
    })
}

/// Pairs of which the other words have nothing in common: `docs` and `docs order` would tell the same twice.
fn independent<'j>(pairs: &Pairs<'j>) -> Vec<[&'j Judged; 2]> {
    let mut rests: Vec<(Vec<&str>, &[&Judged; 2])> =
        pairs.iter().map(|(rest, pair)| (rest.split(' ').collect(), pair)).collect();
    rests.sort_by_key(|(rest, _)| rest.len());
    let mut seen = BTreeSet::new();
    let mut independent = Vec::new();
    for (rest, pair) in rests {
        if rest.iter().all(|stem| !seen.contains(stem)) {
            seen.extend(rest);
            independent.push(*pair);
        }
    }
    independent
}

/// How a request writes the word of a stem, in lower case.
fn written(request: &Judged, stem: &str) -> Option<String> {
    let folded = &request.words.iter().find(|word| word.stem == stem)?.word;
    let word = words(&request.text).into_iter().find(|word| word.text == *folded)?;
    Some(request.text[word.start..word.end].to_lowercase())
}
