//! The index -> files: words cut by their leading characters, documents by their numbers.
//!
//! A file holds what a query is likely to need together and no more. A word is looked up by an explicit key, never by the
//! order of words, which Rust and JavaScript sort differently.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::document::SearchDocument;
use super::format::{MostFiles, Passage, Record, RecordFiles, RecordShard, Term, TextShard, WordFiles, WordShard};
use super::synonyms::Entries;
use super::words::is_unspaced;
use crate::output::{Contents, OutputSet};

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

/// Texts of a site that are all read by every query, in three files.
const SMALL_TEXTS: usize = 36_000;

impl Sizes {
    /// Sizes with which a customer's first query stays small, in bytes and in requests: measured by `benches/search.py`.
    pub(super) fn of(documents: &[SearchDocument<'_>], terms: &[Term]) -> Self {
        let texts = documents.iter().flat_map(|document| &document.passages).map(|passage| passage.text.len());
        let texts: usize = texts.sum();
        let words: usize = terms.iter().map(|term| json(term).len()).sum();
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
}

impl ShardWriter {
    /// `folder` from the site's root, with a final slash: `el/search/`.
    pub(super) fn new(folder: &str) -> Self {
        Self { folder: folder.to_owned(), output: OutputSet::default() }
    }

    /// Adds a shard; gives its name in the folder, without `.json`.
    fn add<T: Serialize>(&mut self, shard: &T) -> String {
        let bytes = json(shard);
        let name = blake3::hash(&bytes).to_hex()[..10].to_owned();
        self.output.add(format!("{}{name}.json", self.folder), Contents::Bytes(bytes));
        name
    }

    /// Adds the manifest.
    pub(super) fn add_manifest<T: Serialize>(&mut self, manifest: &T) {
        self.output.add(format!("{}index.json", self.folder), Contents::Bytes(json(manifest)));
    }

    /// Cuts the words. The `common` ones, which the manifest has, are given back.
    pub(super) fn words(&mut self, words: &Words<'_>, records: &Records<'_>, sizes: &Sizes) -> (WordFiles, WordShard) {
        let terms = words.terms;
        let bytes: Vec<usize> = terms.iter().map(|term| words.bytes(term)).collect();
        let common = common(terms, &bytes, sizes.common);
        let mut letters: BTreeMap<char, BTreeMap<&str, usize>> = BTreeMap::new();
        let mut unspaced: BTreeMap<&str, usize> = BTreeMap::new();
        for (at, term) in terms.iter().enumerate().filter(|(at, _)| !common.contains(at)) {
            for form in term.forms() {
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

    fn add_words(&mut self, members: impl IntoIterator<Item = usize>, input: &Input<'_>) -> String {
        let mut shard = input.words.shard(&members.into_iter().collect());
        let first = input.records.first(shard.terms.iter(), input.sizes);
        (shard.records, shard.breadcrumbs) = (first.records, first.breadcrumbs);
        self.add(&shard)
    }

    fn spaced(
        &mut self,
        letters: BTreeMap<char, BTreeMap<&str, usize>>,
        input: &Input<'_>,
    ) -> BTreeMap<String, String> {
        let words = letters.into_values().flatten().collect();
        let mut parts = Vec::new();
        cut(String::new(), words, input.bytes, input.sizes.words, &mut parts);
        parts.into_iter().map(|(key, words)| (key, self.add_words(words.into_values(), input))).collect()
    }

    /// Such words are all short, so no key tells them apart evenly; their first characters are spread over the files.
    fn unspaced(&mut self, words: &BTreeMap<&str, usize>, input: &Input<'_>) -> Vec<String> {
        let total: usize = words.values().map(|at| input.bytes[*at]).sum();
        let count = total.div_ceil(input.sizes.words);
        let mut parts = vec![Vec::new(); count];
        for (word, at) in words {
            let first = word.chars().next().map_or(0, |first| first as usize);
            parts[first % count].push(*at);
        }
        parts.into_iter().map(|members| self.add_words(members, input)).collect()
    }

    /// Lists of the words whose first character has more than one file.
    fn lists(
        &mut self,
        letters: &BTreeMap<char, BTreeMap<&str, usize>>,
        input: &Input<'_>,
    ) -> BTreeMap<String, String> {
        let large = letters.iter().filter(|(_, words)| size(words, input.bytes) > input.sizes.words);
        let lists = large.map(|(letter, words)| {
            let mut words: Vec<(u32, &str)> =
                words.iter().map(|(word, at)| (input.words.terms[*at].0, *word)).collect();
            words.sort_by_key(|(frequency, word)| (std::cmp::Reverse(*frequency), *word));
            let list: Vec<&str> =
                words.into_iter().filter(|(frequency, _)| *frequency > 0).map(|(_, word)| word).collect();
            (letter.to_string(), self.add(&list.join(" ")))
        });
        lists.collect()
    }

    /// Cuts texts, in the documents' order. Gives the name of each document's file.
    pub(super) fn texts(&mut self, documents: &[SearchDocument<'_>], sizes: &Sizes) -> Vec<String> {
        let mut names: Vec<String> = Vec::with_capacity(documents.len());
        let mut shard = TextShard::new();
        let mut bytes = 0;
        for (document, number) in documents.iter().zip(0..) {
            let passages: Vec<Passage> = document
                .passages
                .iter()
                .map(|passage| Passage(passage.heading.clone(), passage.anchor.clone(), passage.text.clone()))
                .collect();
            let more: usize =
                passages.iter().map(|Passage(heading, anchor, text)| heading.len() + anchor.len() + text.len()).sum();
            if bytes + more > sizes.texts && !shard.is_empty() {
                names.resize(names.len() + shard.len(), self.add(&shard));
                shard.clear();
                bytes = 0;
            }
            bytes += more;
            shard.insert(number, passages);
        }
        if !shard.is_empty() {
            names.resize(names.len() + shard.len(), self.add(&shard));
        }
        names
    }

    /// Cuts records, in the documents' order.
    pub(super) fn records(&mut self, records: &Records<'_>, sizes: &Sizes) -> RecordFiles {
        let per_file = sizes.records_per_file;
        let count = records.documents.len();
        if records.are_few(sizes) {
            return RecordFiles { per_file, files: Vec::new(), inline: Some(records.shard(0..count)) };
        }
        let starts = (0..count).step_by(per_file as usize);
        let shards = starts.map(|start| records.shard(start..count.min(start + per_file as usize)));
        RecordFiles { per_file, files: shards.map(|shard| self.add(&shard)).collect(), inline: None }
    }
}

/// The documents as results show them.
pub(super) struct Records<'a> {
    pub(super) documents: &'a [SearchDocument<'a>],
    /// The files of their texts.
    pub(super) texts: Vec<String>,
}

impl Records<'_> {
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
            };
            shard.records.extend(u32::try_from(at).map(|at| (at, record)));
        }
        shard
    }

    /// The documents that some words find first.
    fn first<'t>(&self, terms: impl Iterator<Item = &'t Term>, sizes: &Sizes) -> RecordShard {
        if self.are_few(sizes) {
            return RecordShard::default();
        }
        let mut numbers = BTreeSet::new();
        for term in terms {
            let mut postings: Vec<(u32, u32)> = term.postings().collect();
            postings.sort_by_key(|(document, impact)| (std::cmp::Reverse(*impact), *document));
            numbers.extend(postings.into_iter().take(sizes.first).map(|(document, _)| document as usize));
        }
        self.shard(numbers)
    }
}

/// The words of an index.
pub(super) struct Words<'a> {
    /// The stems; also, as stems of 0 documents, the words that have synonyms alone: they go where they are looked up.
    pub(super) terms: &'a [Term],
    /// The phrases that begin with a word.
    pub(super) synonyms: &'a Entries,
}

impl Words<'_> {
    /// The size of a term with its synonyms.
    fn bytes(&self, term: &Term) -> usize {
        let synonyms = term.forms().filter_map(|form| Some(form.len() + json(self.synonyms.get(form)?).len() + 4));
        synonyms.sum::<usize>() + json(term).len() + 1
    }

    /// The file with some terms. A form's synonyms are in every file that has the form, since one is enough to know it.
    fn shard(&self, members: &BTreeSet<usize>) -> WordShard {
        let terms = || members.iter().map(|at| &self.terms[*at]);
        let synonyms = terms().flat_map(Term::forms).filter_map(|form| self.synonyms.get_key_value(form));
        WordShard {
            terms: terms().filter(|term| term.0 > 0).cloned().collect(),
            synonyms: synonyms.map(|(word, list)| (word.clone(), list.clone())).collect(),
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

/// The most frequent words that fit into so many bytes.
fn common(terms: &[Term], bytes: &[usize], most: usize) -> BTreeSet<usize> {
    let mut by_frequency: Vec<usize> = (0..terms.len()).collect();
    by_frequency.sort_by_key(|at| (std::cmp::Reverse(terms[*at].0), *at));
    let mut total = 0;
    by_frequency
        .into_iter()
        .take_while(|at| {
            total += bytes[*at];
            total <= most
        })
        .collect()
}

/// Cuts words (with indexes of their terms) into parts of about `most` bytes, each with a key that its words begin with:
/// the largest groups by the next character go by themselves, until the rest fits.
fn cut<'w>(
    key: String,
    words: BTreeMap<&'w str, usize>,
    bytes: &[usize],
    most: usize,
    parts: &mut Vec<(String, BTreeMap<&'w str, usize>)>,
) {
    let mut rest = words;
    let mut left = size(&rest, bytes);
    if left > most {
        let mut uses: BTreeMap<usize, usize> = BTreeMap::new();
        let mut groups: BTreeMap<char, BTreeMap<&str, usize>> = BTreeMap::new();
        for (word, at) in &rest {
            *uses.entry(*at).or_default() += 1;
            if let Some(next) = word[key.len()..].chars().next() {
                groups.entry(next).or_default().insert(word, *at);
            }
        }
        let mut groups: Vec<_> = groups.into_iter().map(|(next, words)| (size(&words, bytes), next, words)).collect();
        groups.sort_by_key(|(size, next, _)| (std::cmp::Reverse(*size), *next));
        for (_, next, words) in groups {
            if left <= most {
                break;
            }
            for (word, at) in &words {
                rest.remove(word);
                // A term leaves with the last of its forms.
                if let Some(uses) = uses.get_mut(at) {
                    *uses -= 1;
                    left -= if *uses == 0 { bytes[*at] } else { 0 };
                }
            }
            cut(format!("{key}{next}"), words, bytes, most, parts);
        }
    }
    if !rest.is_empty() {
        parts.push((key, rest));
    }
}

fn size(words: &BTreeMap<&str, usize>, bytes: &[usize]) -> usize {
    words.values().collect::<BTreeSet<_>>().into_iter().map(|at| bytes[*at]).sum()
}

/// `<` is written `\u003c`, so that no reader takes a text for a tag, whatever the file is served as.
fn json<T: Serialize>(value: &T) -> Vec<u8> {
    // Structs of texts and numbers with texts as keys: nothing of them can fail.
    serde_json::to_string(value).unwrap_or_default().replace('<', "\\u003c").into_bytes()
}
