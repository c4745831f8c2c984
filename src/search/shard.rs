//! The index -> files: words cut by their leading characters, documents by their numbers.
//!
//! A file holds what a query is likely to need together and no more. A word is looked up by an explicit key, never by the
//! order of words, which Rust and JavaScript sort differently.

mod cut;
mod others;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use super::document::SearchDocument;
use super::format::{
    Manifest, MostFiles, Platforms, Record, RecordFiles, RecordShard, Synonym, WordFiles, WordShard, json,
};
use super::synonyms::Entries;
use super::terms::IndexTerm;
use super::words::is_unspaced;
use crate::output::{Bytes, Contents, OutputSet};
use cut::{common, cut, size};

/// The files of an index, by what they were made of.
pub(super) type Shards = HashMap<blake3::Hash, Shard>;

/// A file: its name in the folder, without `.json`, and its bytes.
#[derive(Debug, Clone)]
pub(super) struct Shard {
    name: String,
    bytes: Bytes,
}

/// How big files may get, in bytes of JSON, of which gzip leaves about a third.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sizes {
    /// Words that have a file together.
    pub(super) words: usize,
    /// Words that are in the manifest.
    pub(super) common: usize,
    /// Titles and addresses of documents whose records are in the manifest; with more they have files.
    pub(super) inline_records: usize,
    /// Documents whose records have a file together.
    pub(super) records_per_file: u32,
    /// How many of the documents that a word finds first have their records beside it, where the manifest has them not.
    pub(super) first: usize,
    /// Documents' texts that have a file together.
    pub(super) texts: usize,
    /// How many files a query may load.
    pub(super) most: MostFiles,
}

/// The factor of what is for other platforms than a customer's: of two articles that say the same the customer's own comes
/// first, but one whose title has a word more of the query, such as the other platform's name, still comes before it.
const OTHER: f32 = 0.7;

/// Texts of a site that are all read by every query, in three files.
const SMALL_TEXTS: usize = 36_000;

impl Sizes {
    /// Sizes with which a customer's first query stays small, in bytes and in requests: measured by `benches/search.py`.
    pub(super) fn of(documents: &[SearchDocument<'_>], terms: &[Arc<IndexTerm>]) -> Self {
        let texts: usize = documents.iter().map(|document| document.text.text_bytes).sum();
        let words: usize = terms.iter().map(|term| term.bytes).sum();
        Self {
            words: 12_000,
            common: (words / 10).clamp(15_000, 48_000),
            inline_records: 24_000,
            records_per_file: 128,
            first: (documents.len() / 300).clamp(12, 30),
            texts: if texts <= SMALL_TEXTS { texts / 3 + 1_000 } else { 4_000 },
            most: MostFiles { words: 8, texts: if texts <= SMALL_TEXTS { 3 } else { 2 } },
        }
    }
}

/// Files of one index, named by their content.
pub(super) struct ShardWriter {
    folder: String,
    pub(super) output: OutputSet,
    /// Files of the last build.
    known: Shards,
    /// Files of this one.
    pub(super) made: Shards,
}

impl ShardWriter {
    /// `folder` from the site's root, with a final slash: `el/search/`. What is made of the same as in the last build is
    /// taken from the files that are `known`.
    pub(super) fn new(folder: &str, known: Shards) -> Self {
        Self { folder: folder.to_owned(), output: OutputSet::default(), known, made: Shards::new() }
    }

    /// Adds files; gives their names. `made_of` says by a hash what a file is made of, which `make` turns into JSON.
    fn add_all<T: Sync>(
        &mut self,
        parts: &[T],
        made_of: impl Fn(&T) -> blake3::Hash + Sync,
        make: impl Fn(&T) -> String + Sync,
    ) -> Vec<String> {
        let shard = |part: &T| {
            let hash = made_of(part);
            let shard = self.known.get(&hash).cloned().unwrap_or_else(|| {
                let json = make(part);
                Shard {
                    name: blake3::hash(json.as_bytes()).to_hex()[..10].to_owned(),
                    bytes: json.into_bytes().into_boxed_slice().into(),
                }
            });
            (hash, shard)
        };
        let shards: Vec<_> = parts.par_iter().map(shard).collect();
        let names = shards.into_iter().map(|(hash, shard)| {
            let name = shard.name.clone();
            self.output.add(format!("{}{name}.json", self.folder), Contents::Bytes(shard.bytes.clone()));
            self.made.insert(hash, shard);
            name
        });
        names.collect()
    }

    /// Adds the manifest.
    pub(super) fn add_manifest(&mut self, manifest: &Manifest) {
        self.output.add(format!("{}index.json", self.folder), Contents::Bytes(json(manifest).into()));
    }

    /// Cuts the words. The `common` ones, which the manifest has, are given back.
    pub(super) fn words(&mut self, words: &Words<'_>, records: &Records<'_>, sizes: &Sizes) -> (WordFiles, WordShard) {
        let terms = words.terms;
        let bytes: Vec<usize> = terms.par_iter().map(|term| words.bytes(term)).collect();
        let common = common(terms, &bytes, sizes.common);
        let mut letters: BTreeMap<char, BTreeMap<&str, usize>> = BTreeMap::new();
        let mut unspaced: BTreeMap<&str, usize> = BTreeMap::new();
        for (at, term) in terms.iter().enumerate().filter(|(at, _)| !common.contains(at)) {
            for form in term.term.forms() {
                match form.chars().next() {
                    Some(first) if is_unspaced(first) => drop(unspaced.insert(form, at)),
                    Some(first) => drop(letters.entry(first).or_default().insert(form, at)),
                    None => {}
                }
            }
        }
        let input = Input { words, bytes: &bytes, records, sizes };
        let files = WordFiles {
            unspaced: self.unspaced(&unspaced, &input),
            lists: self.lists(&letters, &input),
            keys: self.spaced(letters, &input),
        };
        (files, words.shard(&common))
    }

    /// Adds files of words; gives their names.
    fn add_words(&mut self, parts: &[BTreeSet<usize>], input: &Input<'_>) -> Vec<String> {
        let made_of = |members: &BTreeSet<usize>| {
            let mut hasher = blake3::Hasher::new();
            let terms = || members.iter().map(|at| &*input.words.terms[*at]);
            for term in terms() {
                hasher.update(term.hash.as_bytes());
            }
            hasher.update(json(&input.words.synonyms_of(terms())).as_bytes());
            input.records.hash(input.records.first(terms(), input.sizes), &mut hasher);
            hasher.finalize()
        };
        let make = |members: &BTreeSet<usize>| {
            let terms = members.iter().map(|at| &*input.words.terms[*at]);
            let first = input.records.shard(input.records.first(terms, input.sizes));
            let RecordShard { records, breadcrumbs } = first;
            json(&WordShard { records, breadcrumbs, ..input.words.shard(members) })
        };
        self.add_all(parts, made_of, make)
    }

    fn spaced(
        &mut self,
        letters: BTreeMap<char, BTreeMap<&str, usize>>,
        input: &Input<'_>,
    ) -> BTreeMap<String, String> {
        let words = letters.into_values().flatten().collect();
        let mut parts = Vec::new();
        cut(String::new(), words, input.bytes, input.sizes.words, &mut parts);
        let (keys, parts): (Vec<String>, Vec<BTreeSet<usize>>) =
            parts.into_iter().map(|(key, words)| (key, words.into_values().collect())).unzip();
        keys.into_iter().zip(self.add_words(&parts, input)).collect()
    }

    /// Such words are all short, so no key tells them apart evenly; their first characters are spread over the files.
    fn unspaced(&mut self, words: &BTreeMap<&str, usize>, input: &Input<'_>) -> Vec<String> {
        let total: usize = words.values().map(|at| input.bytes[*at]).sum();
        let count = total.div_ceil(input.sizes.words);
        let mut parts = vec![BTreeSet::new(); count];
        for (word, at) in words {
            let first = word.chars().next().map_or(0, |first| first as usize);
            parts[first % count].insert(*at);
        }
        self.add_words(&parts, input)
    }

    /// Lists of the words whose first character has more than one file.
    fn lists(
        &mut self,
        letters: &BTreeMap<char, BTreeMap<&str, usize>>,
        input: &Input<'_>,
    ) -> BTreeMap<String, String> {
        let large = letters.iter().filter(|(_, words)| size(words, input.bytes) > input.sizes.words);
        let (letters, lists): (Vec<String>, Vec<String>) = large
            .map(|(letter, words)| {
                let frequency = |at: usize| input.words.terms[at].term.0;
                let mut words: Vec<(u32, &str)> = words.iter().map(|(word, at)| (frequency(*at), *word)).collect();
                words.retain(|(frequency, _)| *frequency > 0);
                words.sort_by_key(|(frequency, word)| (std::cmp::Reverse(*frequency), *word));
                let words: Vec<&str> = words.into_iter().map(|(_, word)| word).collect();
                (letter.to_string(), words.join(" "))
            })
            .unzip();
        let names = self.add_all(&lists, |list| blake3::hash(list.as_bytes()), json);
        letters.into_iter().zip(names).collect()
    }

    /// Cuts texts, in the documents' order. Gives the name of each document's file.
    pub(super) fn texts(&mut self, documents: &[SearchDocument<'_>], sizes: &Sizes) -> Vec<String> {
        let mut parts: Vec<Range<usize>> = Vec::new();
        let mut bytes = 0;
        for (at, document) in documents.iter().enumerate() {
            let more = document.text.bytes;
            match parts.last_mut() {
                Some(part) if bytes + more <= sizes.texts => part.end = at + 1,
                _ => {
                    parts.push(at..at + 1);
                    bytes = 0;
                }
            }
            bytes += more;
        }
        let numbered = |part: &Range<usize>| part.clone().zip(&documents[part.clone()]);
        let made_of = |part: &Range<usize>| {
            let mut hasher = blake3::Hasher::new();
            for (number, document) in numbered(part) {
                hasher.update(&number.to_le_bytes()).update(document.text.hash.as_bytes());
            }
            hasher.finalize()
        };
        // A `TextShard`.
        let make = |part: &Range<usize>| {
            let texts: Vec<String> =
                numbered(part).map(|(number, document)| format!("\"{number}\":{}", document.passages())).collect();
            format!("{{{}}}", texts.join(","))
        };
        let names = self.add_all(&parts, made_of, make);
        parts.into_iter().zip(names).flat_map(|(part, name)| part.map(move |_| name.clone())).collect()
    }

    /// Adds, for each platform, which documents are for others alone. Nothing where there are no platforms.
    pub(super) fn platforms(&mut self, documents: &[SearchDocument<'_>], names: &[&str]) -> Option<Platforms> {
        let others: Vec<(&str, String)> = names
            .iter()
            .map(|name| (*name, others::others(documents, name)))
            .filter(|(_, others)| !others.is_empty())
            .map(|(name, others)| (name, json(&others)))
            .collect();
        let made_of = |(_, json): &(&str, String)| blake3::hash(json.as_bytes());
        let files = self.add_all(&others, made_of, |(_, json)| json.clone());
        let files = others.iter().map(|(name, _)| (*name).to_owned()).zip(files).collect();
        (!names.is_empty()).then_some(Platforms { other: OTHER, files })
    }

    /// Cuts records, in the documents' order.
    pub(super) fn records(&mut self, records: &Records<'_>, sizes: &Sizes) -> RecordFiles {
        let per_file = sizes.records_per_file;
        let count = records.documents.len();
        if records.are_few(sizes) {
            return RecordFiles { per_file, files: Vec::new(), inline: Some(records.shard(0..count)) };
        }
        let starts = (0..count).step_by(per_file as usize);
        let parts: Vec<_> = starts.map(|start| start..count.min(start + per_file as usize)).collect();
        let made_of = |part: &Range<usize>| {
            let mut hasher = blake3::Hasher::new();
            records.hash(part.clone(), &mut hasher);
            hasher.finalize()
        };
        let files = self.add_all(&parts, made_of, |part| json(&records.shard(part.clone())));
        RecordFiles { per_file, files, inline: None }
    }
}

/// The documents as results show them.
pub(super) struct Records<'a> {
    documents: &'a [SearchDocument<'a>],
    /// The files of their texts.
    texts: Vec<String>,
    /// Of each record.
    hashes: Vec<blake3::Hash>,
}

impl<'a> Records<'a> {
    pub(super) fn new(documents: &'a [SearchDocument<'a>], texts: Vec<String>) -> Self {
        let hash = |(document, text): (&SearchDocument<'_>, &String)| {
            blake3::hash(
                json(&(
                    &document.title,
                    &document.url,
                    text,
                    &document.breadcrumb,
                    document.kind,
                    document.notice.map(|notice| notice.level.name()),
                ))
                .as_bytes(),
            )
        };
        let hashes = documents.par_iter().zip(&texts).map(hash).collect();
        Self { documents, texts, hashes }
    }

    /// Hashes what the records of some documents are made of.
    fn hash(&self, numbers: impl IntoIterator<Item = usize>, hasher: &mut blake3::Hasher) {
        for number in numbers {
            hasher.update(&number.to_le_bytes()).update(self.hashes[number].as_bytes());
        }
    }

    /// Whether the manifest may have them all.
    fn are_few(&self, sizes: &Sizes) -> bool {
        let bytes = self.documents.iter().map(|document| document.title.len() + document.url.len());
        bytes.sum::<usize>() <= sizes.inline_records
    }

    fn shard(&self, numbers: impl IntoIterator<Item = usize>) -> RecordShard {
        let mut shard = RecordShard::default();
        for at in numbers {
            let document = &self.documents[at];
            let known = shard.breadcrumbs.iter().rposition(|known| *known == document.breadcrumb);
            let breadcrumb = (!document.breadcrumb.is_empty()).then(|| {
                known.unwrap_or_else(|| {
                    shard.breadcrumbs.push(document.breadcrumb.clone());
                    shard.breadcrumbs.len() - 1
                })
            });
            let record = Record {
                title: document.title.clone(),
                url: document.url.clone(),
                text: self.texts[at].clone(),
                breadcrumb: breadcrumb.and_then(|at| u32::try_from(at).ok()),
                kind: (document.kind != "article").then(|| document.kind.to_owned()),
                level: document.notice.map(|notice| notice.level.name().to_owned()),
            };
            shard.records.extend(u32::try_from(at).map(|at| (at, record)));
        }
        shard
    }

    /// The documents that some words find first; none where the manifest has them all.
    fn first<'t>(&self, terms: impl Iterator<Item = &'t IndexTerm>, sizes: &Sizes) -> BTreeSet<usize> {
        if self.are_few(sizes) {
            return BTreeSet::new();
        }
        terms.flat_map(|term| term.first.iter().take(sizes.first)).map(|document| *document as usize).collect()
    }
}

/// The words of an index.
pub(super) struct Words<'a> {
    /// The stems; also, as stems of 0 documents, the words that have synonyms alone: they go where they are looked up.
    pub(super) terms: &'a [Arc<IndexTerm>],
    /// The phrases that begin with a word.
    pub(super) synonyms: &'a Entries,
}

impl Words<'_> {
    /// The size of a term with its synonyms.
    fn bytes(&self, term: &IndexTerm) -> usize {
        let synonyms = term.term.forms().filter_map(|form| Some(form.len() + json(self.synonyms.get(form)?).len() + 4));
        synonyms.sum::<usize>() + term.bytes + 1
    }

    /// The synonyms of some terms' forms.
    fn synonyms_of<'t>(&self, terms: impl Iterator<Item = &'t IndexTerm>) -> BTreeMap<String, Vec<Synonym>> {
        let entries = terms.flat_map(|term| term.term.forms()).filter_map(|form| self.synonyms.get_key_value(form));
        entries.map(|(word, list)| (word.clone(), list.clone())).collect()
    }

    /// The file with some terms. A form's synonyms are in every file that has the form, since one is enough to know it.
    fn shard(&self, members: &BTreeSet<usize>) -> WordShard {
        let terms = || members.iter().map(|at| &*self.terms[*at]);
        WordShard {
            terms: terms().map(|term| &term.term).filter(|term| term.0 > 0).cloned().collect(),
            synonyms: self.synonyms_of(terms()),
            ..WordShard::default()
        }
    }
}

/// What words are cut by.
struct Input<'a> {
    words: &'a Words<'a>,
    /// The size of each term.
    bytes: &'a [usize],
    records: &'a Records<'a>,
    sizes: &'a Sizes,
}
