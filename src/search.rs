//! Site -> what is found by words: the index that customers search, and the neighbours of each article, shown as related.
//!
//! 1. `document`: what is searched and shown of an article;
//! 2. `words`: what a word is;
//! 3. `analysis`: documents as stems, and the forms of each stem;
//! 4. `index`: the in-memory index, where each stem stands;
//! 5. `impact`: how much a word says about a document;
//! 6. `synonyms`: what is searched too;
//! 7. `format` and `shard`: the index as files.
//!
//! Pure, and a sibling of [`render`](crate::render): neither imports the other.

mod analysis;
pub mod cost;
mod document;
pub mod format;
mod impact;
mod index;
pub mod script;
mod shard;
mod synonyms;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use crate::config::Weights;
use crate::content::is_index;
use crate::diag::Diagnostics;
use crate::output::OutputSet;
use crate::progress::Progress;
use crate::site::{Edition, Site};
use analysis::Forms;
use document::SearchDocument;
use format::{CandidateWeights, FORMAT, Fallback, Manifest, Term};
use impact::Scoring;
use index::Index;
use shard::{Records, ShardWriter, Sizes, Words};
use synonyms::{Unused, Vocabulary};

/// The theme's script that searches, without `.js`.
pub const SCRIPT: &str = "search";

/// How many neighbours an article gets.
const NEIGHBOURS: usize = 3;

/// An impact of this much is a score of 1.
const SCALE: f32 = 8.0;

/// How many titles stand for customers' queries.
const TITLES: usize = 50;

/// A word that more than one in so many documents has is common: of its postings only the strongest are kept, since it
/// tells documents apart too little to bring a weak one up. What that costs is measured by `benches/search.py`.
const COMMON: usize = 4;

/// How many postings of a common word are kept.
const POSTINGS: usize = 256;

/// What searching needs, and what it found out.
#[derive(Debug, Default)]
pub struct Searched {
    /// The files of the indexes.
    pub output: OutputSet,
    /// The articles nearest to each article by their words, by edition and path, nearest first.
    pub neighbours: BTreeMap<(usize, String), Vec<String>>,
    /// Titles that stand for customers' queries, by edition.
    pub titles: Vec<Vec<String>>,
}

/// Indexes every edition, and reports synonyms that find nothing. `all_postings` keeps those, too, that the ranking hardly
/// needs.
///
/// # Errors
/// Where the machine has no memory or threads for it.
pub fn index(
    site: &Site,
    all_postings: bool,
    progress: &Progress,
    found: &mut Diagnostics,
) -> Result<Searched, String> {
    let mut searched = Searched::default();
    let mut unused = Unused::default();
    for edition in &site.editions {
        progress.start("indexing", 0);
        let documents = document::documents(edition, &synonyms::keywords(site, edition));
        let (stems, mut forms) = analysis::analyze(&edition.language, &documents);
        let mut vocabulary = Vocabulary::new(&edition.language, &mut forms);
        let paths: BTreeSet<&str> = documents.iter().map(|document| document.path).collect();
        synonyms::check(site, edition, &vocabulary, &paths, &mut unused, found);
        let synonyms = synonyms::entries(site, edition, &mut vocabulary);
        let index = Index::new(&stems)?;
        let near = index.neighbours(&stems, 2 * NEIGHBOURS);
        for (path, near) in related(&documents, near) {
            searched.neighbours.insert((edition.index, path), near);
        }
        let mut terms = terms(&index, &forms, documents.len(), site.config.search.weights, all_postings)?;
        terms.extend(synonyms::strangers(&synonyms, &terms));
        let titles = documents.iter().step_by(documents.len().div_ceil(TITLES).max(1));
        searched.titles.push(titles.map(|document| document.title.clone()).collect());
        searched.output.append(files(site, edition, &documents, &Words { terms: &terms, synonyms: &synonyms }));
    }
    unused.report(found);
    stand_ins(site, &mut searched.neighbours);
    Ok(searched)
}

/// The nearest articles of each article: of a page first, then of its questions.
fn related(documents: &[SearchDocument<'_>], near: Vec<Vec<usize>>) -> BTreeMap<String, Vec<String>> {
    let mut related: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (document, near) in documents.iter().zip(near) {
        let paths = related.entry(document.path.to_owned()).or_default();
        for path in near.into_iter().map(|at| documents[at].path) {
            if path != document.path && !is_index(path) && !paths.iter().any(|known| known == path) {
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

/// Every stem with its forms and its strongest postings.
fn terms(
    index: &Index,
    forms: &Forms,
    documents: usize,
    weights: Weights,
    all_postings: bool,
) -> Result<Vec<Term>, String> {
    let Weights { title, keywords, headings, body } = weights;
    let scoring = Scoring {
        weights: [title, keywords, headings, body],
        presence: 0.6,
        rarity: 0.3,
        scale: SCALE,
        average_lengths: index.average_lengths()?,
        documents: number(documents),
    };
    let mut terms = Vec::new();
    for (stem, statistics) in index.terms()? {
        let Some(forms) = forms.get(&stem) else { continue };
        let forms: Vec<&str> = forms.iter().map(String::as_str).collect();
        let mut impacts = scoring.impacts(&statistics);
        let frequency = number(impacts.len());
        if impacts.len() > documents / COMMON && !all_postings {
            impact::keep_strongest(&mut impacts, POSTINGS);
        }
        terms.push(Term::new(frequency, &forms, &impacts));
    }
    Ok(terms)
}

fn files(site: &Site, edition: &Edition, documents: &[SearchDocument<'_>], words: &Words<'_>) -> OutputSet {
    let mut writer = ShardWriter::new(&format!("{}search/", edition.prefix));
    let sizes = Sizes::of(documents, words.terms);
    let records = Records { documents, texts: writer.texts(documents, &sizes) };
    let (words, common) = writer.words(words, &records, &sizes);
    let records = writer.records(&records, &sizes);
    let default = site.default_edition();
    let up = "../".repeat(edition.prefix.matches('/').count() + 1);
    let fallback = (edition.index != default.index)
        .then(|| Fallback { language: default.language.tag.clone(), base: format!("{up}{}search/", default.prefix) });
    writer.add_manifest(&Manifest {
        format: FORMAT,
        language: edition.language.tag.clone(),
        documents: number(documents.len()),
        scale: SCALE,
        weights: CandidateWeights { near: 0.9, longer: 0.5, synonym: 0.9 },
        most: sizes.most,
        words,
        common,
        records,
        fallback,
    });
    writer.output
}

/// Documents are numbered in 32 bits, as tantivy does.
fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
