//! The in-memory index of one language. The only module that names `tantivy`.

use std::collections::BTreeMap;

use rayon::prelude::*;
use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, BoostQuery, Occur, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions, Value};
use tantivy::tokenizer::{Language as Stemming, LowerCaser, SimpleTokenizer, Stemmer, TextAnalyzer};
use tantivy::{Searcher, TantivyDocument, Term};

use super::document::SearchDocument;
use crate::language::Language;

/// The name under which the analyzer is known to the index.
const ANALYZER: &str = "text";

/// Memory for indexing, in bytes; tantivy wants at least 15 MB.
const MEMORY: usize = 64 << 20;

/// How many words of an article are asked for its neighbours: its rarest ones say most.
const WORDS: usize = 12;

/// An index of documents, held in memory.
pub(super) struct Index {
    searcher: Option<Searcher>,
    fields: Fields,
    analyzer: TextAnalyzer,
}

#[derive(Clone, Copy)]
struct Fields {
    number: Field,
    title: Field,
    text: Field,
}

impl Index {
    /// Indexes the documents of a language.
    pub(super) fn new(language: &Language, documents: &[SearchDocument<'_>]) -> Self {
        let mut schema = Schema::builder();
        let indexing =
            TextFieldIndexing::default().set_tokenizer(ANALYZER).set_index_option(IndexRecordOption::WithFreqs);
        let options = TextOptions::default().set_indexing_options(indexing);
        let fields = Fields {
            number: schema.add_u64_field("number", tantivy::schema::STORED),
            title: schema.add_text_field("title", options.clone()),
            text: schema.add_text_field("text", options),
        };
        let analyzer = analyzer(language);
        let index = tantivy::Index::create_in_ram(schema.build());
        index.tokenizers().register(ANALYZER, analyzer.clone());
        // An index in memory has nothing to fail on; should it fail all the same, there are no neighbours.
        let searcher = fill(&index, fields, documents).ok();
        Self { searcher, fields, analyzer }
    }

    /// For each document the indexes of those nearest to it.
    pub(super) fn neighbours(&self, documents: &[SearchDocument<'_>], most: usize) -> Vec<Vec<usize>> {
        let Some(searcher) = &self.searcher else { return vec![Vec::new(); documents.len()] };
        documents
            .par_iter()
            .enumerate()
            .map(|(number, document)| self.near(searcher, number, document, most).unwrap_or_default())
            .collect()
    }

    fn near(
        &self,
        searcher: &Searcher,
        number: usize,
        document: &SearchDocument<'_>,
        most: usize,
    ) -> tantivy::Result<Vec<usize>> {
        let query = BooleanQuery::new(self.question(searcher, document)?);
        // One more, since the document itself is nearest; ties go by the documents' order.
        let top = searcher.search(&query, &TopDocs::with_limit(most + 1).order_by_score())?;
        let mut near = Vec::with_capacity(most);
        for (_, address) in top {
            let found: TantivyDocument = searcher.doc(address)?;
            let found = found.get_first(self.fields.number).and_then(|value| value.as_u64());
            near.extend(found.and_then(|found| usize::try_from(found).ok()).filter(|found| *found != number));
        }
        near.truncate(most);
        Ok(near)
    }

    /// The rarest words of a document's title, description, keywords and headings; each may match.
    fn question(
        &self,
        searcher: &Searcher,
        document: &SearchDocument<'_>,
    ) -> tantivy::Result<Vec<(Occur, Box<dyn Query>)>> {
        let mut words: BTreeMap<String, u64> = BTreeMap::new();
        let mut analyzer = self.analyzer.clone();
        for text in [document.title, &document.about, &document.headings] {
            let mut tokens = analyzer.token_stream(text);
            while let Some(token) = tokens.next() {
                if !words.contains_key(&token.text) {
                    let frequency = searcher.doc_freq(&Term::from_field_text(self.fields.text, &token.text))?;
                    words.insert(token.text.clone(), frequency);
                }
            }
        }
        // A word of no other document leads nowhere.
        let mut rarest: Vec<(u64, String)> = words
            .into_iter()
            .filter(|(_, frequency)| *frequency > 1)
            .map(|(word, frequency)| (frequency, word))
            .collect();
        rarest.sort();
        rarest.truncate(WORDS);
        let mut clauses: Vec<(Occur, Box<dyn Query>)> = Vec::with_capacity(2 * rarest.len());
        for (_, word) in rarest {
            for (field, boost) in [(self.fields.title, 1.5), (self.fields.text, 1.0)] {
                let term = TermQuery::new(Term::from_field_text(field, &word), IndexRecordOption::WithFreqs);
                clauses.push((Occur::Should, Box::new(BoostQuery::new(Box::new(term), boost))));
            }
        }
        Ok(clauses)
    }
}

fn fill(index: &tantivy::Index, fields: Fields, documents: &[SearchDocument<'_>]) -> tantivy::Result<Searcher> {
    // One thread, so that documents keep their order and two builds are alike.
    let mut writer = index.writer_with_num_threads(1, MEMORY)?;
    for (number, document) in documents.iter().enumerate() {
        let mut entry = TantivyDocument::default();
        entry.add_u64(fields.number, number as u64);
        entry.add_text(fields.title, document.title);
        for text in [document.title, &document.about, &document.headings, &document.body] {
            entry.add_text(fields.text, text);
        }
        writer.add_document(entry)?;
    }
    writer.commit()?;
    Ok(index.reader()?.searcher())
}

/// Words in lower case, stemmed where tantivy has a stemmer.
fn analyzer(language: &Language) -> TextAnalyzer {
    let words = TextAnalyzer::builder(SimpleTokenizer::default()).filter(LowerCaser);
    match stemming(language) {
        Some(stemming) => words.filter(Stemmer::new(stemming)).build(),
        None => words.build(),
    }
}

fn stemming(language: &Language) -> Option<Stemming> {
    Some(match language.primary() {
        "ar" => Stemming::Arabic,
        "da" => Stemming::Danish,
        "de" => Stemming::German,
        "el" => Stemming::Greek,
        "en" => Stemming::English,
        "es" => Stemming::Spanish,
        "fi" => Stemming::Finnish,
        "fr" => Stemming::French,
        "hu" => Stemming::Hungarian,
        "it" => Stemming::Italian,
        "nb" | "nn" | "no" => Stemming::Norwegian,
        "nl" => Stemming::Dutch,
        "pt" => Stemming::Portuguese,
        "ro" => Stemming::Romanian,
        "ru" => Stemming::Russian,
        "sv" => Stemming::Swedish,
        "ta" => Stemming::Tamil,
        "tr" => Stemming::Turkish,
        _ => return None,
    })
}
