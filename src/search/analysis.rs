//! Texts -> words by their numbers, counted, in parallel; and the forms of each stem that documents have.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::dictionary::Dictionary;
use super::format::{self, Passage};
use super::text::{Asked, FIELDS, Text};
use super::words::each_word;

/// How many are read at a time with one dictionary, which is then taken into the language's.
const CHUNK: usize = 128;

/// How many such dictionaries there are at a time.
const CHUNKS: usize = 8;

/// The forms of each stem that documents have.
pub(super) type Forms<'d> = BTreeMap<Cow<'d, str>, BTreeSet<Cow<'d, str>>>;

/// The words of a document.
#[derive(Debug, Default)]
pub(super) struct Counted {
    /// Where its stems stand: those of one stem are together, by field.
    pub(super) stems: Box<[Count]>,
    /// The forms in which they are written, each once.
    pub(super) forms: Box<[u32]>,
    /// The length of each field in words.
    pub(super) lengths: [u32; FIELDS],
}

/// A document's text, as the index has it.
#[derive(Debug)]
pub(super) struct Analysed {
    pub(super) words: Counted,
    /// Hash of its passages.
    pub(super) hash: blake3::Hash,
    /// The size of the passages' texts, headings and anchors.
    pub(super) bytes: usize,
    /// The size of the texts alone.
    pub(super) text_bytes: usize,
    /// Where it is a question.
    pub(super) question: Option<AnalysedQuestion>,
}

/// A question with its answer.
#[derive(Debug)]
pub(super) struct AnalysedQuestion {
    pub(super) asked: Asked,
    /// The passages as JSON. Those of a page, which are the bulk of a site, are made from its article again.
    pub(super) passages: Box<str>,
}

/// A stem in a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Count {
    pub(super) stem: u32,
    pub(super) field: u8,
    /// How often it stands there; 65,535 stands for more.
    pub(super) frequency: u16,
}

/// Analyses the texts of documents: `of` each one its `texts`.
pub(super) fn analyze<T: Sync>(
    of: &[T],
    texts: impl Fn(&T) -> Vec<Text> + Sync,
    dictionary: &mut Dictionary,
) -> Vec<Vec<Arc<Analysed>>> {
    let stemmer = dictionary.stemmer();
    let read = |chunk: &[T]| {
        let mut own = Dictionary::new(stemmer);
        let analysed = |one| texts(one).into_iter().map(|text| Analysed::new(text, &mut own)).collect();
        let chunk: Vec<Vec<Analysed>> = chunk.iter().map(analysed).collect();
        (chunk, own)
    };
    let mut all = Vec::with_capacity(of.len());
    for (chunk, own) in of.chunks(CHUNKS * CHUNK).flat_map(|some| some.par_chunks(CHUNK).map(read).collect::<Vec<_>>())
    {
        let (forms, stems) = dictionary.absorb(&own);
        let renumbered = |mut text: Analysed| {
            text.words.forms.iter_mut().for_each(|form| *form = forms[*form as usize]);
            text.words.stems.iter_mut().for_each(|count| count.stem = stems[count.stem as usize]);
            Arc::new(text)
        };
        all.extend(chunk.into_iter().map(|texts| texts.into_iter().map(renumbered).collect()));
    }
    all
}

impl Analysed {
    fn new(text: Text, dictionary: &mut Dictionary) -> Self {
        let words = count(&text.fields, dictionary);
        let text_bytes = text.passages.iter().map(|Passage(_, _, text, _)| text.len()).sum();
        let others = text.passages.iter().map(|Passage(heading, anchor, ..)| heading.len() + anchor.len());
        let bytes = others.sum::<usize>() + text_bytes;
        let passages = format::json(&text.passages);
        let hash = blake3::hash(passages.as_bytes());
        let question = text.question.map(|asked| AnalysedQuestion { asked, passages: passages.into() });
        Self { words, hash, bytes, text_bytes, question }
    }
}

fn count(fields: &[String; FIELDS], dictionary: &mut Dictionary) -> Counted {
    let mut places: Vec<(u32, u8)> = Vec::new();
    let mut forms = Vec::new();
    let mut lengths = [0; FIELDS];
    for ((field, text), length) in (0..).zip(fields).zip(&mut lengths) {
        each_word(text, |word, _, _| {
            let form = dictionary.form(word);
            forms.push(form);
            places.push((dictionary.stem_of(form), field));
            *length += 1;
        });
    }
    forms.sort_unstable();
    forms.dedup();
    places.sort_unstable();
    let same = places.chunk_by(|one, other| one == other);
    let stems = same.map(|same| Count {
        stem: same[0].0,
        field: same[0].1,
        frequency: u16::try_from(same.len()).unwrap_or(u16::MAX),
    });
    Counted { stems: stems.collect(), forms: forms.into(), lengths }
}

/// The forms of each stem that any of some documents has.
pub(super) fn forms<'d, 'c>(documents: impl Iterator<Item = &'c Counted>, dictionary: &'d Dictionary) -> Forms<'d> {
    let mut used = vec![false; dictionary.forms()];
    for form in documents.flat_map(|document| &document.forms) {
        used[*form as usize] = true;
    }
    let used = (0..).zip(used).filter(|(_, used)| *used);
    let mut used: Vec<(&str, &str)> =
        used.map(|(form, _)| (dictionary.stem_text(dictionary.stem_of(form)), dictionary.form_text(form))).collect();
    used.par_sort_unstable();
    let stems = used.chunk_by(|one, other| one.0 == other.0);
    let forms = |same: &[(&'d str, &'d str)]| same.iter().map(|(_, form)| Cow::Borrowed(*form)).collect();
    stems.map(|same| (Cow::Borrowed(same[0].0), forms(same))).collect()
}
