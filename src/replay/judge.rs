//! A request and what the search answers -> whether a customer would have found it.
//!
//! The rule is about the best result alone, and not tuned to any collection of requests.

use std::collections::HashSet;

use serde::Serialize;

use super::weights::{Weighed, Weights};
use crate::content::{Kind, folder_of};
use crate::search::answer::{Answer, Found};
use crate::site::url::decode;
use crate::site::{Edition, Site};

/// From this share of a request's weight on, a result that has it may answer it.
const MOST: f32 = 2.0 / 3.0;

/// With less than this share nothing was found that matters; with less than this in titles, headings and keywords, it is only mentioned.
const LEAST: f32 = 1.0 / 3.0;

/// How well a request is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Class {
    /// The first result is about it.
    Answered,
    /// The first result has something of it.
    Weak,
    /// There is none, or one that has hardly anything of it.
    Unanswered,
}

/// A request with its words that matter, and what became of it.
#[derive(Debug)]
pub(super) struct Judged {
    pub(super) text: String,
    pub(super) requests: u64,
    pub(super) words: Vec<Weighed>,
    pub(super) class: Class,
    pub(super) best: Option<Best>,
}

/// The best result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Best {
    /// Its title and heading.
    pub title: String,
    /// Its address.
    pub url: String,
    /// Its file from the language's folder, with the anchor where it is a question of an FAQ; `None` where it is in another language
    /// or has no text.
    pub file: Option<String>,
    /// Whether it has most of the request, and its title, heading or keywords a little of that.
    #[serde(skip)]
    pub(super) covers: bool,
}

/// Judges an answer, which has to have its reasons.
pub(super) fn judge(
    site: &Site,
    edition: &Edition,
    weights: &Weights,
    asked: &[Weighed],
    answer: &Answer,
) -> (Class, Option<Best>) {
    let Some(found) = answer.results.first() else { return (Class::Unanswered, None) };
    let all: f32 = asked.iter().map(|word| word.weight).sum();
    let heads = heads(site, edition, weights, found);
    let (mut share, mut headed) = (0.0, 0.0);
    for (word, form) in found.matched() {
        let weight = asked.iter().find(|asked| asked.word == word).map_or(0.0, |asked| asked.weight);
        share += weight / all;
        if weights.stems(form).all(|stem| heads.contains(&stem)) {
            headed += weight / all;
        }
    }
    let own = found.language == edition.language.tag;
    let class = match () {
        () if share < LEAST => Class::Unanswered,
        () if own && share >= MOST && headed >= LEAST => Class::Answered,
        () => Class::Weak,
    };
    let file = if own { file(edition, found) } else { None };
    let title = found.name(&edition.language.tag);
    (class, Some(Best { title, url: found.url.clone(), file, covers: share >= MOST && headed > 0.0 }))
}

/// The stems of a result's title, heading and keywords: what it says that it is about.
fn heads(site: &Site, edition: &Edition, weights: &Weights, found: &Found) -> HashSet<String> {
    let mut heads: HashSet<String> = weights.stems(&found.title).collect();
    heads.extend(found.heading.iter().flat_map(|heading| weights.stems(heading)));
    let Some(path) = path(edition, found) else { return heads };
    let own = edition.article(&path).map(|article| &article.front.keywords);
    heads.extend(own.into_iter().flatten().flat_map(|words| weights.stems(words)));
    let given = site.files.synonyms.get(&edition.index).into_iter().flat_map(|file| &file.articles);
    let given = given.filter(|entry| entry.path == path).flat_map(|entry| &entry.words.value);
    heads.extend(given.flat_map(|words| weights.stems(&words.value)));
    heads
}

/// The path of a result's article from the language's folder.
fn path(edition: &Edition, found: &Found) -> Option<String> {
    let place = edition.by_url.get(&decode(found.url.split('#').next().unwrap_or_default()))?;
    let category = || edition.category(place).and_then(|category| category.text.as_ref());
    match edition.pages.contains_key(place) {
        true => Some(place.clone()),
        false => category().map(|article| article.path.clone()),
    }
}

fn file(edition: &Edition, found: &Found) -> Option<String> {
    let path = path(edition, found)?;
    let is_faq = edition.article(&path)?.front.kind == Kind::Faq;
    let anchor = found.url.split_once('#').filter(|_| is_faq);
    Some(anchor.map_or(path.clone(), |(_, anchor)| format!("{path}#{}", decode(anchor))))
}

impl Best {
    /// The folder that its file is in; the outermost one where that isn't known.
    pub fn folder(&self) -> &str {
        folder_of(self.file.as_deref().unwrap_or_default().split('#').next().unwrap_or_default())
    }
}
