//! The in-memory index of one language. The only module that names `tantivy`.
//!
//! In: each document's fields as stems. Out: where each stem stands, and which documents are near each other.

use std::collections::BTreeMap;

use rayon::prelude::*;
use tantivy::collector::TopDocs;
use tantivy::postings::Postings;
use tantivy::query::{BooleanQuery, BoostQuery, Occur, Query, TermQuery};
use tantivy::schema::{FAST, Field as SchemaField, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::{DocSet, Searcher, SegmentReader, TERMINATED, TantivyDocument, Term};

use super::document::{FIELDS, Field};

/// Memory for indexing, in bytes. What doesn't fit becomes a further segment.
const MEMORY: usize = 256 << 20;

/// How many words of an article are asked for its neighbours: its rarest ones say most.
const NEIGHBOUR_WORDS: usize = 8;

/// A document's fields as stems, separated by spaces, by [`Field`].
pub(super) type Stems = [String; FIELDS];

/// An index of documents, held in memory.
pub(super) struct Index {
    searcher: Searcher,
    fields: [SchemaField; FIELDS],
}

/// Where a stem stands.
#[derive(Debug, Default)]
pub(super) struct TermStatistics {
    /// In how many documents, by field.
    pub(super) document_frequency: [u32; FIELDS],
    /// The places, by document and field.
    pub(super) occurrences: Vec<Occurrence>,
}

/// A stem in a field of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Occurrence {
    /// The document's number.
    pub(super) document: u32,
    /// Index of the field.
    pub(super) field: u8,
    /// How often it stands there.
    pub(super) frequency: u32,
    /// The field's length in words, as tantivy rounds it (exact up to 40).
    pub(super) length: u32,
}

impl Index {
    /// Indexes documents; they are numbered as they come.
    ///
    /// # Errors
    /// tantivy's, in words. An index in memory has little to fail on: memory, or a thread that can't be started.
    pub(super) fn new(documents: &[Stems]) -> Result<Self, String> {
        Self::build(documents).map_err(|error| error.to_string())
    }

    fn build(documents: &[Stems]) -> tantivy::Result<Self> {
        let mut schema = Schema::builder();
        let indexing =
            TextFieldIndexing::default().set_tokenizer("whitespace").set_index_option(IndexRecordOption::WithFreqs);
        let options = TextOptions::default().set_indexing_options(indexing);
        let number = schema.add_u64_field("number", FAST);
        let fields = ["title", "keywords", "headings", "body"].map(|name| schema.add_text_field(name, options.clone()));
        let index = tantivy::Index::create_in_ram(schema.build());
        // One thread, so that documents keep their order and two builds are alike.
        let mut writer = index.writer_with_num_threads(1, MEMORY)?;
        for (at, document) in documents.iter().enumerate() {
            let mut entry = TantivyDocument::default();
            entry.add_u64(number, at as u64);
            for (field, stems) in fields.iter().zip(document) {
                entry.add_text(*field, stems);
            }
            writer.add_document(entry)?;
        }
        writer.commit()?;
        Ok(Self { searcher: index.reader()?.searcher(), fields })
    }

    /// Average length of each field in words.
    pub(super) fn average_lengths(&self) -> Result<[f32; FIELDS], String> {
        let mut averages = [0.0; FIELDS];
        let documents = self.searcher.num_docs().max(1) as f32;
        for (average, field) in averages.iter_mut().zip(self.fields) {
            for segment in self.searcher.segment_readers() {
                let inverted = segment.inverted_index(field).map_err(|error| error.to_string())?;
                *average += inverted.total_num_tokens() as f32 / documents;
            }
        }
        Ok(averages)
    }

    /// Every stem with its places, sorted.
    pub(super) fn terms(&self) -> Result<BTreeMap<String, TermStatistics>, String> {
        let mut terms = BTreeMap::new();
        for segment in self.searcher.segment_readers() {
            for field in [Field::Title, Field::Keywords, Field::Headings, Field::Body] {
                self.read(segment, field, &mut terms).map_err(|error| error.to_string())?;
            }
        }
        for statistics in terms.values_mut() {
            statistics.occurrences.sort_unstable();
        }
        Ok(terms)
    }

    fn read(
        &self,
        segment: &SegmentReader,
        field: Field,
        terms: &mut BTreeMap<String, TermStatistics>,
    ) -> tantivy::Result<()> {
        let numbers = segment.fast_fields().u64("number")?.first_or_default_col(0);
        let inverted = segment.inverted_index(self.fields[field as usize])?;
        let lengths = segment.get_fieldnorms_reader(self.fields[field as usize])?;
        let mut stream = inverted.terms().stream()?;
        while stream.advance() {
            let stem = String::from_utf8_lossy(stream.key()).into_owned();
            let statistics = terms.entry(stem).or_default();
            statistics.document_frequency[field as usize] += stream.value().doc_freq;
            let mut postings = inverted.read_postings_from_terminfo(stream.value(), IndexRecordOption::WithFreqs)?;
            while postings.doc() != TERMINATED {
                statistics.occurrences.push(Occurrence {
                    document: u32::try_from(numbers.get_val(postings.doc())).unwrap_or(u32::MAX),
                    field: field as u8,
                    frequency: postings.term_freq(),
                    length: lengths.fieldnorm(postings.doc()),
                });
                postings.advance();
            }
        }
        Ok(())
    }

    /// For each document the numbers of those nearest to it, nearest first.
    pub(super) fn neighbours(&self, documents: &[Stems], most: usize) -> Vec<Vec<usize>> {
        let near = |(number, document)| self.near(number, document, most).unwrap_or_default();
        documents.par_iter().enumerate().map(near).collect()
    }

    fn near(&self, number: usize, document: &Stems, most: usize) -> tantivy::Result<Vec<usize>> {
        let stems = document.iter().take(Field::Body as usize).flat_map(|stems| stems.split(' '));
        let stems = self.rarest(stems.collect())?;
        // One more, since the document itself is nearest; ties go by the documents' order.
        let top = self.any_of(&stems, &[1.5, 1.5, 1.0, 1.0], most + 1)?;
        Ok(top.into_iter().map(|(found, _)| found).filter(|found| *found != number).take(most).collect())
    }

    /// The rarest of some stems. A word of no other document leads nowhere.
    fn rarest<'s>(&self, mut stems: Vec<&'s str>) -> tantivy::Result<Vec<&'s str>> {
        stems.sort_unstable();
        stems.dedup();
        let mut known = Vec::with_capacity(stems.len());
        for stem in stems {
            let mut frequency = 0;
            for field in self.fields {
                frequency = frequency.max(self.searcher.doc_freq(&Term::from_field_text(field, stem))?);
            }
            known.extend((frequency > 1).then_some((frequency, stem)));
        }
        known.sort_unstable();
        Ok(known.into_iter().take(NEIGHBOUR_WORDS).map(|(_, stem)| stem).collect())
    }

    /// tantivy's own ranking of the documents that have any of some stems, fields weighted: numbers and scores.
    fn any_of(&self, stems: &[&str], weights: &[f32; FIELDS], most: usize) -> tantivy::Result<Vec<(usize, f32)>> {
        let mut clauses: Vec<(Occur, Box<dyn Query>)> = Vec::with_capacity(FIELDS * stems.len());
        for stem in stems {
            for (field, weight) in self.fields.iter().zip(weights) {
                let term = TermQuery::new(Term::from_field_text(*field, stem), IndexRecordOption::WithFreqs);
                clauses.push((Occur::Should, Box::new(BoostQuery::new(Box::new(term), *weight))));
            }
        }
        let top = self.searcher.search(&BooleanQuery::new(clauses), &TopDocs::with_limit(most).order_by_score())?;
        let mut found = Vec::with_capacity(top.len());
        for (score, address) in top {
            let numbers = self.searcher.segment_reader(address.segment_ord).fast_fields().u64("number")?;
            found.extend(
                numbers.first(address.doc_id).and_then(|number| usize::try_from(number).ok()).map(|at| (at, score)),
            );
        }
        Ok(found)
    }
}
