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

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::super::impact::Scoring;
    use super::*;

    const DOCUMENTS: usize = 150;

    const FIELD_WEIGHTS: [f32; FIELDS] = [3.0, 2.0, 1.5, 1.0];

    /// Marsaglia's xorshift.
    struct Random(u64);

    impl Random {
        fn below(&mut self, end: usize) -> usize {
            self.0 ^= self.0 << 13;
            self.0 ^= self.0 >> 7;
            self.0 ^= self.0 << 17;
            usize::try_from(self.0 >> 33).unwrap() % end
        }

        /// A word: the first of them are in nearly every document, the last in none or a few.
        fn word(&mut self) -> String {
            let most = 1 + self.below(400);
            format!("w{}", self.below(most))
        }

        fn words(&mut self, most: usize) -> Vec<String> {
            (0..self.below(most + 1)).map(|_| self.word()).collect()
        }
    }

    /// What a plain query finds by the impacts: the sum over its words, by document.
    fn sums(impacts: &BTreeMap<String, Vec<(u32, u32)>>, query: &[&str]) -> BTreeMap<usize, f64> {
        let mut sums = BTreeMap::new();
        for (document, impact) in query.iter().filter_map(|stem| impacts.get(*stem)).flatten() {
            *sums.entry(*document as usize).or_default() += f64::from(*impact);
        }
        sums
    }

    #[test]
    fn plain_queries_find_documents_in_the_order_of_tantivy() {
        let mut random = Random(0x9E37_79B9_7F4A_7C15);
        let lengths = [6, 4, 12, 150];
        let documents: Vec<Stems> = (0..DOCUMENTS).map(|_| lengths.map(|most| random.words(most).join(" "))).collect();
        let index = Index::new(&documents).unwrap();
        for scale in [8.0, 4096.0, 65_536.0] {
            // Without what we add to BM25.
            let scoring = Scoring {
                weights: FIELD_WEIGHTS,
                presence: 0.0,
                rarity: 0.0,
                scale,
                average_lengths: index.average_lengths().unwrap(),
                documents: u32::try_from(DOCUMENTS).unwrap(),
            };
            let terms = index.terms().unwrap().into_iter();
            let impacts = terms.map(|(stem, places)| (stem, scoring.impacts(&places))).collect();
            let (mut pairs, mut ties) = (0, 0);
            for _ in 0..300 {
                let mut query = random.words(8);
                query.sort_unstable();
                query.dedup();
                let query: Vec<&str> = query.iter().map(String::as_str).collect();
                let theirs: BTreeMap<usize, f32> =
                    index.any_of(&query, &FIELD_WEIGHTS, DOCUMENTS).unwrap().into_iter().collect();
                let mut ours: Vec<(usize, f64)> = sums(&impacts, &query).into_iter().collect();
                assert!(ours.iter().map(|(document, _)| document).eq(theirs.keys()), "{query:?} finds others");
                ours.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
                // Impacts are rounded, up to 1 and else to the nearest; scores are sums of 32 bits.
                let tie = 1.5 * query.len() as f32 / scale + 1e-4;
                let mut least = f32::INFINITY;
                for (document, _) in &ours {
                    let score = theirs[document];
                    assert!(score <= least + tie, "{query:?}: document {document} belongs before one of {least}");
                    pairs += 1;
                    ties += usize::from(least - score <= tie);
                    least = least.min(score);
                }
            }
            assert!(scale < 10.0 || ties < pairs / 10, "{ties} of {pairs} are ties at {scale}");
        }
    }
}
