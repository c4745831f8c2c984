//! A translation beside the article that it was made of: which parts have changed since.
//!
//! Its front matter has, under `translated_from`, the fingerprint of each part of the source that was translated.

use std::collections::{BTreeMap, BTreeSet};

use super::Article;
use super::parts::{Part, parts};

/// What became of a part since it was translated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It is as it was.
    Same,
    /// It says something else.
    Changed,
    /// It is new.
    Missing,
}

impl State {
    /// The name shown to people.
    pub fn name(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Changed => "changed",
            Self::Missing => "missing",
        }
    }
}

/// A part of the source.
#[derive(Debug)]
pub struct Compared<'a> {
    /// The part.
    pub part: Part<'a>,
    /// What became of it.
    pub state: State,
    /// Its translation, by its number among the translation's parts. Where that isn't known, the part that it comes after.
    pub place: Place,
}

/// Where a part of the source belongs in the translation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// It is the translation of it.
    At(usize),
    /// It would follow it.
    After(usize),
}

impl Place {
    /// The number of the part.
    pub fn part(self) -> usize {
        match self {
            Self::At(part) | Self::After(part) => part,
        }
    }
}

/// A part that is no longer in the source.
#[derive(Debug, PartialEq, Eq)]
pub struct Removed<'a> {
    /// The id that it had.
    pub id: &'a str,
    /// Its translation.
    pub place: Option<usize>,
}

/// A translation beside its source.
#[derive(Debug)]
pub struct Comparison<'a> {
    /// The parts of the source, in order.
    pub source: Vec<Compared<'a>>,
    /// The parts of the translation, in order.
    pub translation: Vec<Part<'a>>,
    /// Parts that were translated and are gone.
    pub removed: Vec<Removed<'a>>,
}

impl Comparison<'_> {
    /// The parts of the source that have changed or are new.
    pub fn lagging(&self) -> impl Iterator<Item = &Compared<'_>> {
        self.source.iter().filter(|compared| compared.state != State::Same)
    }

    /// How many parts have changed, are new or are gone.
    pub fn count(&self) -> usize {
        self.lagging().count() + self.removed.len()
    }
}

/// Compares a translation with its source. `None` where it doesn't say what it was made of.
pub fn compare<'a>(source: &'a Article, translation: &'a Article) -> Option<Comparison<'a>> {
    let marked = &translation.front.translated_from.as_ref()?.parts;
    let (parts_there, parts_here) = (parts(source), parts(translation));
    let there = matched(marked, &parts_there);
    let here = places(marked, &there, &parts_there, &parts_here);
    let mut was: BTreeMap<usize, usize> = BTreeMap::new();
    was.extend(there.iter().enumerate().filter_map(|(at, part)| Some(((*part)?, at))));
    let mut last = 0;
    let compared = parts_there.into_iter().enumerate().map(|(at, part)| {
        let mark = was.get(&at).copied();
        let place = mark.and_then(|mark| here[mark]).map_or(Place::After(last), Place::At);
        last = place.part();
        let state = match mark {
            Some(mark) if marked[mark].1 == part.fingerprint => State::Same,
            Some(_) => State::Changed,
            None => State::Missing,
        };
        Compared { part, state, place }
    });
    let source = compared.collect();
    let gone = there.iter().enumerate().filter(|(_, part)| part.is_none());
    let removed = gone.map(|(at, _)| Removed { id: &marked[at].0, place: here[at] }).collect();
    Some(Comparison { source, translation: parts_here, removed })
}

/// For each part that was translated, which one of the source it is now: that with its id; or, where the heading was worded
/// anew, that which follows the same part as it did.
pub fn matched(marked: &[(String, String)], parts: &[Part<'_>]) -> Vec<Option<usize>> {
    let by_id: BTreeMap<&str, usize> = parts.iter().enumerate().map(|(at, part)| (part.id, at)).collect();
    let mut matched: Vec<Option<usize>> = marked.iter().map(|(id, _)| by_id.get(id.as_str()).copied()).collect();
    let mut taken: BTreeSet<usize> = matched.iter().flatten().copied().collect();
    for at in 1..marked.len() {
        let follows = matched[at - 1].map(|before| before + 1).filter(|next| *next < parts.len());
        if let Some(next) = follows.filter(|next| matched[at].is_none() && !taken.contains(next)) {
            matched[at] = Some(next);
            taken.insert(next);
        }
    }
    matched
}

/// For each part that was translated, its translation: by their order, where there are as many and their levels are the
/// same; otherwise by ids that are the same.
fn places(
    marked: &[(String, String)],
    matched: &[Option<usize>],
    source: &[Part<'_>],
    translation: &[Part<'_>],
) -> Vec<Option<usize>> {
    let level = |at: usize| matched[at].map(|part| source[part].level);
    let alike = |(at, part): (usize, &Part<'_>)| level(at).is_none_or(|level| level == part.level);
    if marked.len() == translation.len() && translation.iter().enumerate().all(alike) {
        return (0..marked.len()).map(Some).collect();
    }
    let by_id: BTreeMap<&str, usize> = translation.iter().enumerate().map(|(at, part)| (part.id, at)).collect();
    marked.iter().map(|(id, _)| by_id.get(id.as_str()).copied()).collect()
}
