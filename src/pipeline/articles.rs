//! Files -> articles, in parallel, as far as they are not remembered.
//!
//! An article is made of its file, of how its language's texts are read, and of the variables, facts and snippets that it asked
//! for. All of these are remembered beside it, answers included; the article is taken again where all are the same.

use std::collections::HashMap;
use std::fmt;
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;

use crate::config::Config;
use crate::content::{self, Article, Reading};
use crate::diag::{Diagnostic, Diagnostics, Rule, Source, Span};
use crate::film::Film;
use crate::language::quotes::Quotes;
use crate::markdown::expand::Reuse;
use crate::progress::Progress;
use crate::source::{SourceFile, Sources};

/// The articles of the last build, by the paths of their files.
#[derive(Default)]
pub(super) struct Memory(Mutex<HashMap<String, Entry>>);

impl fmt::Debug for Memory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Memory").finish_non_exhaustive()
    }
}

impl Memory {
    /// Forgets everything.
    pub(super) fn clear(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

/// An article with all that it was made of.
struct Entry {
    source: Arc<Source>,
    path: String,
    how: How,
    asked: Vec<Asked>,
    article: Option<Arc<Article>>,
    found: Diagnostics,
}

/// The part of a [`Reading`] that differs between builds.
#[derive(Clone, Copy, PartialEq, Eq)]
struct How {
    language: usize,
    quotes: Option<&'static Quotes>,
    trusted_html: bool,
    coloured: bool,
    rewritable: bool,
    noted: bool,
}

impl How {
    fn of(reading: &Reading<'_>) -> Self {
        Self {
            language: reading.language,
            quotes: reading.quotes,
            trusted_html: reading.trusted_html,
            coloured: reading.highlighter.is_some(),
            rewritable: reading.rewritable,
            noted: reading.noted,
        }
    }
}

/// What a text asked for, and what it got.
#[derive(PartialEq)]
enum Asked {
    Variable(String, Option<String>),
    Fact(String, Option<String>),
    Snippet(String, Option<(Arc<Source>, Range<usize>)>),
    Film((String, String), Option<Arc<Film>>),
    /// Every name, for a hint: such an article has a mistake, and is read again.
    Names,
}

/// Notes what a text asks for.
struct Recorder<'a, R> {
    reuse: &'a R,
    asked: Mutex<Vec<Asked>>,
}

impl<R> Recorder<'_, R> {
    fn note(&self, asked: Asked) {
        let mut all = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        if !all.contains(&asked) {
            all.push(asked);
        }
    }
}

impl<R: Reuse> Reuse for Recorder<'_, R> {
    fn variable(&self, name: &str) -> Option<&str> {
        let value = self.reuse.variable(name);
        self.note(Asked::Variable(name.to_owned(), value.map(ToOwned::to_owned)));
        value
    }

    fn fact(&self, name: &str) -> Option<&str> {
        let value = self.reuse.fact(name);
        self.note(Asked::Fact(name.to_owned(), value.map(ToOwned::to_owned)));
        value
    }

    fn snippet(&self, name: &str) -> Option<(Arc<Source>, Range<usize>)> {
        let snippet = self.reuse.snippet(name);
        self.note(Asked::Snippet(name.to_owned(), snippet.clone()));
        snippet
    }

    fn film(&self, file: &str, destination: &str) -> Option<Arc<Film>> {
        let film = self.reuse.film(file, destination);
        self.note(Asked::Film((file.to_owned(), destination.to_owned()), film.clone()));
        film
    }

    fn variable_names(&self) -> Vec<&str> {
        self.note(Asked::Names);
        self.reuse.variable_names()
    }

    fn fact_names(&self) -> Vec<&str> {
        self.note(Asked::Names);
        self.reuse.fact_names()
    }

    fn snippet_names(&self) -> Vec<&str> {
        self.note(Asked::Names);
        self.reuse.snippet_names()
    }
}

impl Entry {
    fn serves<R: Reuse>(&self, file: &SourceFile, path: &str, how: How, reuse: &R) -> bool {
        let same = |asked: &Asked| match asked {
            Asked::Variable(name, value) => reuse.variable(name) == value.as_deref(),
            Asked::Fact(name, value) => reuse.fact(name) == value.as_deref(),
            Asked::Snippet(name, snippet) => reuse.snippet(name) == *snippet,
            Asked::Film((file, destination), film) => reuse.film(file, destination) == *film,
            Asked::Names => false,
        };
        // A source that was read again and is the same has kept its identity.
        Arc::ptr_eq(&self.source, &file.source) && self.path == path && self.how == how && self.asked.iter().all(same)
    }

    fn new<R: Reuse + Sync>(file: &SourceFile, path: String, reading: Reading<'_>, reuse: &R) -> Self {
        let recorder = Recorder { reuse, asked: Mutex::default() };
        let mut found = Diagnostics::default();
        let article = content::read(file, &path, reading, &recorder, &mut found).map(Arc::new);
        let asked = recorder.asked.into_inner().unwrap_or_else(PoisonError::into_inner);
        Self { source: Arc::clone(&file.source), path, how: How::of(&reading), asked, article, found }
    }
}

/// Reads the articles. Gives also the paths of those that could not be read, which has been reported.
pub(super) fn read<'r, R: Reuse + Sync>(
    sources: &Sources,
    config: &Config,
    reuses: &[R],
    reading: impl Fn(usize) -> Reading<'r> + Sync,
    memory: &Memory,
    progress: &Progress,
    found: &mut Diagnostics,
) -> (Vec<Arc<Article>>, Vec<String>) {
    progress.start("parsing", sources.articles.len());
    let mut memory = memory.0.lock().unwrap_or_else(PoisonError::into_inner);
    let make = |file: &SourceFile, known: Option<Entry>| {
        let (language, path) = place(&file.path, config, sources)?;
        let how = How::of(&reading(language));
        let known = known.filter(|entry| entry.serves(file, &path, how, &reuses[language]));
        Some(known.unwrap_or_else(|| Entry::new(file, path, reading(language), &reuses[language])))
    };
    let files: Vec<_> = sources.articles.iter().map(|file| (file, memory.remove(&file.path))).collect();
    let entries: Vec<(&SourceFile, Option<Entry>)> = files
        .into_par_iter()
        .map(|(file, known)| {
            let entry = make(file, known);
            progress.step();
            (file, entry)
        })
        .collect();
    memory.clear();
    let mut articles = Vec::with_capacity(entries.len());
    let mut unread = Vec::new();
    for (file, entry) in entries {
        let Some(entry) = entry else {
            found.add(stray(file, config));
            unread.push(file.path.clone());
            continue;
        };
        found.extend(&entry.found);
        match &entry.article {
            Some(article) => articles.push(Arc::clone(article)),
            None => unread.push(file.path.clone()),
        }
        memory.insert(file.path.clone(), entry);
    }
    (articles, unread)
}

/// The language of a file and its path inside it. A folder of plain Markdown may have `README.md` for `index.md`.
fn place(path: &str, config: &Config, sources: &Sources) -> Option<(usize, String)> {
    let (language, inner) = if config.multilingual() {
        let (folder, inner) = path.split_once('/')?;
        let index = config.languages.iter().position(|language| language.tag.eq_ignore_ascii_case(folder))?;
        (index, inner)
    } else {
        (0, path)
    };
    let is_readme = inner == "README.md" || inner.ends_with("/README.md");
    if is_readme && sources.content_prefix.is_empty() {
        let index = format!("{}index.md", path.trim_end_matches("README.md"));
        if !sources.articles.iter().any(|file| file.path == index) {
            return Some((language, format!("{}index.md", inner.trim_end_matches("README.md"))));
        }
    }
    Some((language, inner.to_owned()))
}

fn stray(file: &SourceFile, config: &Config) -> Diagnostic {
    let folders: Vec<String> = config.languages.iter().map(|language| format!("`content/{}`", language.tag)).collect();
    let message = "this page is outside the languages' folders, so it would be left out";
    let hint = format!("move it into one of {}", folders.join(", "));
    Diagnostic::new(Rule::StrayFile, Span::start_of(&file.source), message).hint(hint)
}
