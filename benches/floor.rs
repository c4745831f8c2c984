//! What a build can't do without, by itself: a floor to compare it with.
//!
//!     cargo bench --bench floor -- pages FOLDER OUT
//!     cargo bench --bench floor -- index FOLDER
//!
//! `pages` walks a folder, parses each article with pulldown-cmark and writes its HTML, in parallel. `index` indexes the
//! same texts with tantivy, in memory, in one thread, with English stems and term frequencies.
#![allow(missing_docs, clippy::print_stdout, clippy::unwrap_used, clippy::disallowed_methods)]

use std::path::{Path, PathBuf};

use pulldown_cmark::{Options, Parser, html};
use rayon::prelude::*;
use tantivy::schema::{IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{Language, LowerCaser, SimpleTokenizer, Stemmer, TextAnalyzer};
use tantivy::{Index, TantivyDocument};
use walkdir::WalkDir;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["pages", folder, out] => pages(Path::new(folder), Path::new(out)),
        ["index", folder] => index(Path::new(folder)),
        _ => println!("cargo bench --bench floor -- pages FOLDER OUT, or: index FOLDER"),
    }
}

fn articles(folder: &Path) -> Vec<PathBuf> {
    let files = WalkDir::new(folder).sort_by_file_name().into_iter().map(|entry| entry.unwrap().into_path());
    files.filter(|file| file.extension().is_some_and(|ending| ending == "md")).collect()
}

/// The text below the front matter.
fn text(file: &Path) -> String {
    let text = std::fs::read_to_string(file).unwrap();
    text.strip_prefix("---\n")
        .and_then(|rest| rest.split_once("\n---\n"))
        .map_or(text.clone(), |(_, body)| body.to_owned())
}

fn pages(folder: &Path, out: &Path) {
    let articles = articles(folder);
    articles.par_iter().for_each(|file| {
        let text = text(file);
        let mut page = String::with_capacity(text.len() * 3 / 2);
        html::push_html(&mut page, Parser::new_ext(&text, Options::all()));
        let page_folder = out.join(file.strip_prefix(folder).unwrap().with_extension(""));
        std::fs::create_dir_all(&page_folder).unwrap();
        std::fs::write(page_folder.join("index.html"), page).unwrap();
    });
    println!("{} pages", articles.len());
}

fn index(folder: &Path) {
    let mut schema = Schema::builder();
    let indexing = TextFieldIndexing::default().set_tokenizer("words").set_index_option(IndexRecordOption::WithFreqs);
    let body = schema.add_text_field("body", TextOptions::default().set_indexing_options(indexing));
    let index = Index::create_in_ram(schema.build());
    let words =
        TextAnalyzer::builder(SimpleTokenizer::default()).filter(LowerCaser).filter(Stemmer::new(Language::English));
    index.tokenizers().register("words", words.build());
    let mut writer = index.writer_with_num_threads(1, 256 << 20).unwrap();
    for file in articles(folder) {
        let mut document = TantivyDocument::default();
        document.add_text(body, text(&file));
        writer.add_document(document).unwrap();
    }
    writer.commit().unwrap();
    println!("{} documents", index.reader().unwrap().searcher().num_docs());
}
