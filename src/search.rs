//! Site -> what is found by words: the index that customers search, and the neighbours of each article, shown as related.
//!
//! 1. `document`: what is found; `text`: what is searched and shown of an article;
//! 2. `words`: what a word is; `dictionary`: words by their numbers;
//! 3. `analysis`: texts as counted words;
//! 4. `index`: the inverted index, where each stem stands;
//! 5. `impact`: how much a word says about a document; `terms`: that of every word;
//! 6. `near`: which documents are near each other; `twins`: which questions are asked twice;
//! 7. `synonyms`: what is searched too;
//! 8. `format` and `shard`: the index as files;
//! 9. `script` and `answer`: the browser's search, run here, and what it answers.
//!
//! What texts, terms and files are made of is the same for most of them from one build to the next: `memory` keeps them.
//! Pure, and a sibling of [`render`](crate::render): neither imports the other.

mod analysis;
pub mod answer;
pub mod cost;
mod dictionary;
mod document;
pub mod format;
mod impact;
mod index;
mod known;
mod latin;
mod memory;
mod near;
pub mod script;
mod shard;
mod synonyms;
mod terms;
mod text;
mod twins;
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::config::Weights;
use crate::content::is_index;
use crate::content::notices::Notice;
use crate::date::Date;
use crate::diag::Diagnostics;
use crate::output::OutputSet;
use crate::progress::Progress;
use crate::site::{Edition, Site};
use analysis::Counted;
use document::SearchDocument;
use format::{CandidateWeights, FORMAT, Fallback, Manifest, number};
use impact::{Impacts, Scoring};
use index::Index;
pub use known::KnownWords;
use latin::latin;
use memory::Known;
pub use memory::Memory;
use shard::{Records, ShardWriter, Shards, Sizes, Words};
use synonyms::{Unused, Vocabulary};
pub use twins::{Asked, Twins};
pub use words::is_unspaced;
pub(crate) use words::{Stemmer, fold, words};

/// The theme's script that searches, without `.js`.
pub const SCRIPT: &str = "search";

/// How many neighbours an article gets.
const NEIGHBOURS: usize = 3;

/// An impact of this much is a score of 1.
const SCALE: f32 = 8.0;

/// How many titles stand for customers' queries.
const TITLES: usize = 50;

/// What searching needs, and what it found out.
#[derive(Debug, Default)]
pub struct Searched {
    /// The files of the indexes.
    pub output: OutputSet,
    /// The articles nearest to each article by their words, by edition and path, nearest first.
    pub neighbours: BTreeMap<(usize, String), Vec<String>>,
    /// Titles that stand for customers' queries, by edition.
    pub titles: Vec<Vec<String>>,
    /// Questions that are asked twice, where they are looked for.
    pub twins: Vec<Twins>,
}

/// What to make besides the usual.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wish {
    /// Keep those postings, too, that the ranking hardly needs.
    pub all_postings: bool,
    /// Look for questions that are asked twice, and make no files but those that search tests ask.
    pub check: bool,
}

/// Indexes every edition, and reports synonyms that find nothing. `memory` may be that of an earlier build.
pub fn index(site: &Site, wish: Wish, memory: &Memory, progress: &Progress, found: &mut Diagnostics) -> Searched {
    let mut searched = Searched::default();
    let mut unused = Unused::default();
    let tested = tested(site);
    for edition in &site.editions {
        progress.start("indexing", 0);
        let mut known = memory.recall(&edition.language);
        let keywords = synonyms::keywords(site, edition);
        let documents = known.documents(document::entries(edition, &keywords));
        let counted: Vec<&Counted> = documents.iter().map(|document| &document.text.words).collect();
        let Known { dictionary, .. } = &known;
        let mut forms = analysis::forms(counted.iter().copied(), dictionary);
        let mut vocabulary = Vocabulary::new(&edition.language, &mut forms);
        let paths: BTreeSet<&str> = documents.iter().map(SearchDocument::path).collect();
        synonyms::check(site, edition, &vocabulary, &paths, &mut unused, found);
        let synonyms = synonyms::entries(site, edition, &mut vocabulary);
        let terms = {
            let index = Index::new(counted.iter().copied(), dictionary.stems());
            let impacts = Impacts::new(&index, scoring(&index, site.config.search.weights));
            terms::terms(&impacts, &forms, documents.len(), wish.all_postings, dictionary, &known.terms)
        };
        drop(forms);
        let near = near::neighbours(&counted, &terms, 2 * NEIGHBOURS);
        for (path, near) in related(&documents, near) {
            searched.neighbours.insert((edition.index, path), near);
        }
        let titles: Vec<_> = documents.iter().filter(|document| document.notice.is_none()).collect();
        let titles = titles.iter().step_by(titles.len().div_ceil(TITLES).max(1));
        searched.titles.push(titles.map(|document| document.title.clone()).collect());
        if wish.check {
            searched.twins.extend(twins::twins(edition.index, &documents, &terms));
        }
        if wish.check && !tested.contains(&edition.index) {
            continue;
        }
        let mut written: Vec<_> = terms.iter().map(|(_, term)| Arc::clone(term)).collect();
        written.extend(synonyms::strangers(&synonyms, &written));
        let words = Words { terms: &written, synonyms: &synonyms };
        let writer = files(site, edition, &documents, &words, std::mem::take(&mut known.shards));
        searched.output.append(writer.output);
        known.shards = writer.made;
        known.terms = terms.into_iter().collect();
        memory.keep(&edition.language, known);
    }
    unused.report(found);
    stand_ins(site, &mut searched.neighbours);
    searched
}

/// The editions whose search is asked by search tests: where a language finds little, those that stand in are searched, too.
fn tested(site: &Site) -> BTreeSet<usize> {
    let tested = site.search_tests().map(|(test, _)| test.language);
    tested.flat_map(|language| std::iter::once(language).chain(site.config.stand_ins(language))).collect()
}

/// How the words of an index count, by the settings' weights.
fn scoring(index: &Index, weights: Weights) -> Scoring {
    let Weights { title, keywords, headings, body } = weights;
    Scoring {
        weights: [title, keywords, headings, body],
        presence: 0.6,
        rarity: 0.3,
        scale: SCALE,
        average_lengths: index.average_lengths().map(rounded),
    }
}

/// To two significant digits: so a few words more or less in one article leave other articles' impacts as they are, and with them most
/// files of the index.
fn rounded(length: f32) -> f32 {
    let unit = 10_f32.powf(length.log10().floor() - 1.0);
    // A field that no document has is of no length.
    if length > 0.0 { (length / unit).round() * unit } else { 0.0 }
}

/// The nearest articles of each article: of a page first, then of its questions.
fn related(documents: &[SearchDocument<'_>], near: Vec<Vec<usize>>) -> BTreeMap<String, Vec<String>> {
    let mut related: BTreeMap<String, Vec<String>> = BTreeMap::new();
    // A notice is no article.
    let is_notice = |at: usize| documents[at].notice.is_some();
    for (document, near) in documents.iter().zip(near).filter(|(document, _)| document.notice.is_none()) {
        let paths = related.entry(document.path().to_owned()).or_default();
        for path in near.into_iter().filter(|at| !is_notice(*at)).map(|at| documents[at].path()) {
            if path != document.path() && !is_index(path) && !paths.iter().any(|known| known == path) {
                paths.push(path.to_owned());
            }
        }
    }
    for paths in related.values_mut() {
        paths.truncate(NEIGHBOURS);
    }
    related
}

/// An article that stands in for a missing translation has the neighbours that it has in its own language.
fn stand_ins(site: &Site, neighbours: &mut BTreeMap<(usize, String), Vec<String>>) {
    for edition in &site.editions {
        for (path, page) in edition.pages.iter().filter(|(_, page)| edition.is_fallback(&page.article)) {
            if let Some(near) = neighbours.get(&(page.article.language, path.clone())).cloned() {
                neighbours.insert((edition.index, path.clone()), near);
            }
        }
    }
}

/// Makes the files of an edition's index.
fn files(
    site: &Site,
    edition: &Edition,
    documents: &[SearchDocument<'_>],
    words: &Words<'_>,
    known: Shards,
) -> ShardWriter {
    let mut writer = ShardWriter::new(&format!("{}search/", edition.prefix), known);
    let sizes = Sizes::of(documents, words.terms);
    let texts = writer.texts(documents, &sizes);
    let records = Records::new(documents, texts);
    let (words, common) = writer.words(words, &records, &sizes);
    let records = writer.records(&records, &sizes);
    let platforms: Vec<&str> = site.config.platforms.iter().map(|(name, _)| name.as_str()).collect();
    let platforms = writer.platforms(documents, &platforms);
    let up = "../".repeat(edition.prefix.matches('/').count() + 1);
    let fallback = site.config.stand_ins(edition.index).first().map(|language| {
        let other = &site.editions[*language];
        Fallback { language: other.language.tag.clone(), base: format!("{up}{}search/", other.prefix) }
    });
    writer.add_manifest(&Manifest {
        format: FORMAT,
        language: edition.language.tag.clone(),
        documents: number(documents.len()),
        scale: SCALE,
        latin: latin(edition.language.primary())
            .iter()
            .map(|(typed, letters)| ((*typed).into(), (*letters).into()))
            .collect(),
        weights: CandidateWeights { near: 0.9, longer: 0.5, synonym: 0.9 },
        most: sizes.most,
        words,
        common,
        records,
        platforms,
        notices: documents.iter().filter_map(|document| document.notice).map(days).collect(),
        fallback,
    });
    writer
}

/// The first and the last day of a notice, as texts of which one can say which is earlier.
fn days(notice: &Notice) -> (String, String) {
    let day = |day: Option<Date>, open: &str| day.map_or_else(|| open.to_owned(), Date::iso);
    (day(notice.from, "0000-01-01"), day(notice.until, "9999-12-31"))
}

#[cfg(test)]
mod tests {
    use super::rounded;

    #[test]
    fn lengths_keep_two_digits() {
        for (length, expected) in
            [(0.0, 0.0), (0.01234, 0.012), (0.996, 1.0), (3.27, 3.3), (412.3, 410.0), (99.6, 100.0)]
        {
            assert!((rounded(length) - expected).abs() < 1e-5 * expected + 1e-9, "{length}: {}", rounded(length));
        }
    }
}
