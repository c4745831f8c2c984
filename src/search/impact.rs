//! How much a word says about a document: BM25 of each field, weighted and summed, as a small integer.
//!
//! BM25 after Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009), 3.2, with the inverse
//! document frequency that is never negative: `ln(1 + (N - n + 0.5) / (n + 0.5))`, as Lucene and tantivy have it.

use super::format::number;
use super::index::{Index, Occurrence};
use super::text::FIELDS;

/// BM25's constants, as Lucene and tantivy have them: how soon repetition stops counting, and how much a long field counts
/// less.
const K1: f32 = 1.2;
const B: f32 = 0.75;

/// What the impacts of an index are made with.
#[derive(Debug, Clone)]
pub(super) struct Scoring {
    /// Factor of each field's score, as a [`Text`](super::text::Text) has them.
    pub(super) weights: [f32; FIELDS],
    /// What it counts that a document has a word at all, in shares of the word's inverse document frequency: so the
    /// documents with more of a query's words come first.
    pub(super) presence: f32,
    /// The power of the inverse document frequency by which the whole is multiplied: rare words count more, common ones
    /// less, as if there were a list of stop words.
    pub(super) rarity: f32,
    /// A score of 1 as an impact.
    pub(super) scale: f32,
    /// Average lengths of the fields in words.
    pub(super) average_lengths: [f32; FIELDS],
}

/// The impacts of an index's words.
pub(super) struct Impacts<'i> {
    index: &'i Index,
    scoring: Scoring,
    /// `k1 × (1 − b + b × length ÷ average length)` of each document's fields.
    norms: Vec<[f32; FIELDS]>,
    documents: u32,
}

/// The inverse document frequency of a word that is in `n` of `documents`.
fn idf(documents: u32, n: u32) -> f32 {
    let (documents, n) = (f64::from(documents), f64::from(n));
    (1.0 + (documents - n + 0.5) / (n + 0.5)).ln() as f32
}

impl<'i> Impacts<'i> {
    pub(super) fn new(index: &'i Index, scoring: Scoring) -> Self {
        let norm = |length: u32, field: usize| K1 * (1.0 - B + B * length as f32 / scoring.average_lengths[field]);
        let norms = index.lengths.iter().map(|lengths| std::array::from_fn(|field| norm(lengths[field], field)));
        let norms: Vec<_> = norms.collect();
        Self { index, documents: number(norms.len()), scoring, norms }
    }

    /// The impact of a stem on each document that has it, by number, at least 1:
    ///
    /// `idf^rarity × (Σ over fields weight × BM25 + presence × idf)`
    pub(super) fn of(&self, stem: u32) -> Vec<(u32, u32)> {
        let Scoring { weights, presence, rarity, scale, .. } = &self.scoring;
        let occurrences = self.index.occurrences(stem);
        let mut with = [0; FIELDS];
        for occurrence in occurrences {
            with[usize::from(occurrence.field)] += 1;
        }
        let idfs = with.map(|n| idf(self.documents, n));
        let documents = || occurrences.chunk_by(|one, other| one.document == other.document);
        let idf = idf(self.documents, number(documents().count()));
        let factor = idf.powf(*rarity);
        let impact = |places: &[Occurrence]| {
            let scores = places.iter().map(|place| {
                let field = usize::from(place.field);
                let norm = self.norms[place.document as usize][field];
                let frequency = f32::from(place.frequency);
                weights[field] * (idfs[field] * (K1 + 1.0) * (frequency / (frequency + norm)))
            });
            let score: f32 = scores.sum();
            ((factor * (score + presence * idf) * scale).round() as u32).max(1)
        };
        documents().map(|places| (places[0].document, impact(places))).collect()
    }
}

/// The highest of a word's impacts, so many of them, highest first; of equal ones the first documents'.
pub(super) fn strongest(impacts: &[(u32, u32)], most: usize) -> Box<[(u32, u32)]> {
    let order = |(document, impact): &(u32, u32)| (std::cmp::Reverse(*impact), *document);
    let mut strongest = impacts.to_vec();
    if strongest.len() > most {
        strongest.select_nth_unstable_by_key(most, order);
        strongest.truncate(most);
    }
    strongest.sort_unstable_by_key(order);
    strongest.into()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use tantivy::collector::TopDocs;
    use tantivy::query::{BooleanQuery, BoostQuery, Occur, Query, TermQuery};
    use tantivy::schema::{FAST, Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
    use tantivy::{Searcher, TantivyDocument, Term};

    use super::*;
    use crate::language::Language;
    use crate::search::analysis::analyze;
    use crate::search::dictionary::Dictionary;
    use crate::search::text::Text;
    use crate::search::words::Stemmer;

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

    /// The same documents in tantivy.
    struct Oracle {
        searcher: Searcher,
        fields: [Field; FIELDS],
    }

    impl Oracle {
        fn new(documents: &[[String; FIELDS]]) -> Self {
            let mut schema = Schema::builder();
            let indexing =
                TextFieldIndexing::default().set_tokenizer("whitespace").set_index_option(IndexRecordOption::WithFreqs);
            let options = TextOptions::default().set_indexing_options(indexing);
            let number = schema.add_u64_field("number", FAST);
            let fields =
                ["title", "keywords", "headings", "body"].map(|name| schema.add_text_field(name, options.clone()));
            let index = tantivy::Index::create_in_ram(schema.build());
            let mut writer = index.writer_with_num_threads(1, 16 << 20).unwrap();
            for (at, document) in documents.iter().enumerate() {
                let mut entry = TantivyDocument::default();
                entry.add_u64(number, at as u64);
                for (field, words) in fields.iter().zip(document) {
                    entry.add_text(*field, words);
                }
                writer.add_document(entry).unwrap();
            }
            writer.commit().unwrap();
            Self { searcher: index.reader().unwrap().searcher(), fields }
        }

        /// The documents that have any of some words: numbers and scores.
        fn any_of(&self, words: &[&str]) -> BTreeMap<usize, f32> {
            let mut clauses: Vec<(Occur, Box<dyn Query>)> = Vec::new();
            for word in words {
                for (field, weight) in self.fields.iter().zip(FIELD_WEIGHTS) {
                    let term = TermQuery::new(Term::from_field_text(*field, word), IndexRecordOption::WithFreqs);
                    clauses.push((Occur::Should, Box::new(BoostQuery::new(Box::new(term), weight))));
                }
            }
            let top = TopDocs::with_limit(DOCUMENTS).order_by_score();
            let found = self.searcher.search(&BooleanQuery::new(clauses), &top).unwrap();
            let number = |segment: u32, document: u32| {
                let numbers = self.searcher.segment_reader(segment).fast_fields().u64("number").unwrap();
                usize::try_from(numbers.first(document).unwrap()).unwrap()
            };
            found.into_iter().map(|(score, place)| (number(place.segment_ord, place.doc_id), score)).collect()
        }
    }

    /// What a plain query finds by the impacts: the sum over its words, by document.
    fn sums(impacts: &BTreeMap<&str, Vec<(u32, u32)>>, query: &[&str]) -> BTreeMap<usize, f64> {
        let mut sums = BTreeMap::new();
        for (document, impact) in query.iter().filter_map(|stem| impacts.get(*stem)).flatten() {
            *sums.entry(*document as usize).or_default() += f64::from(*impact);
        }
        sums
    }

    #[test]
    fn plain_queries_find_documents_in_the_order_of_tantivy() {
        let mut random = Random(0x9E37_79B9_7F4A_7C15);
        // tantivy rounds lengths above 40.
        let lengths = [6, 4, 12, 40];
        let documents: Vec<_> = (0..DOCUMENTS).map(|_| lengths.map(|most| random.words(most).join(" "))).collect();
        let oracle = Oracle::new(&documents);
        // Japanese has no endings, so stems are words.
        let mut dictionary = Dictionary::new(Stemmer::new(&Language::parse("ja").unwrap()));
        let texts = |fields: &[String; FIELDS]| vec![Text { fields: fields.clone(), ..Text::default() }];
        let analysed = analyze(&documents, texts, &mut dictionary);
        let index = Index::new(analysed.iter().flatten().map(|text| &text.words), dictionary.stems());
        for scale in [8.0, 4096.0, 65_536.0] {
            // Without what we add to BM25.
            let scoring = Scoring {
                weights: FIELD_WEIGHTS,
                presence: 0.0,
                rarity: 0.0,
                scale,
                average_lengths: index.average_lengths(),
            };
            let impacts = Impacts::new(&index, scoring);
            let stems = 0..u32::try_from(dictionary.stems()).unwrap();
            let impacts = stems.map(|stem| (dictionary.stem_text(stem), impacts.of(stem))).collect();
            let (mut pairs, mut ties) = (0, 0);
            for _ in 0..300 {
                let mut query = random.words(8);
                query.sort_unstable();
                query.dedup();
                let query: Vec<&str> = query.iter().map(String::as_str).collect();
                let theirs = oracle.any_of(&query);
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

    #[test]
    fn the_strongest_come_first_and_of_equals_the_first() {
        let impacts = [(1, 5), (3, 9), (4, 5), (7, 2), (8, 9)];
        assert_eq!(*strongest(&impacts, 9), [(3, 9), (8, 9), (1, 5), (4, 5), (7, 2)]);
        assert_eq!(*strongest(&impacts, 3), [(3, 9), (8, 9), (1, 5)]);
        assert_eq!(*strongest(&[], 3), []);
    }
}
