//! A language's `_synonyms.yaml`: words that find what other words find, and words that lead to one article.
//!
//! Pure. Whether an article has the words, and whether the article is there, is seen later.

use std::sync::Arc;

use crate::config::synonyms::{self, Synonyms};
use crate::diag::{Diagnostics, Source};
use crate::yaml::{self, Texts};

/// The keys of the file.
const KEYS: [&str; 3] = [synonyms::KEYS[0], synonyms::KEYS[1], "articles"];

/// What a `_synonyms.yaml` says.
#[derive(Debug)]
pub struct SynonymFile {
    /// Its text.
    pub source: Arc<Source>,
    /// Words that find what other words find.
    pub synonyms: Synonyms,
    /// Words that lead to one article.
    pub articles: Vec<ArticleWords>,
}

/// Words that lead to an article, as its own keywords do.
#[derive(Debug)]
pub struct ArticleWords {
    /// The article's path from the file, as written. Its place is the words' key.
    pub path: String,
    /// The words and phrases.
    pub words: Texts,
}

/// Reads a file. What is wrong is reported and left out.
pub fn parse(source: &Arc<Source>, diagnostics: &mut Diagnostics) -> SynonymFile {
    let mut file = SynonymFile { source: Arc::clone(source), synonyms: Synonyms::default(), articles: Vec::new() };
    let Some(mut table) = yaml::parse(source, 0..source.text.len(), diagnostics) else { return file };
    file.synonyms = synonyms::take(&mut table, diagnostics);
    let articles = table.take_table("articles", diagnostics);
    for (path, words) in articles.map(|mut table| table.take_all_lists(diagnostics)).unwrap_or_default() {
        file.articles.extend(synonyms::phrases(words, diagnostics).map(|words| ArticleWords { path, words }));
    }
    table.finish(&KEYS, diagnostics);
    file
}
