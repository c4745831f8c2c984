//! The story of a build: the stages by name, in order.
//!
//! Knows no command line and no terminal. Stops before [`output`](crate::output) where anything is an error.

mod notices;
mod reuse;
mod synonyms;

use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::config::{self, Config};
use crate::content::{self, Article, Reading};
use crate::diag::{Diagnostic, Diagnostics, Rule, Span};
use crate::highlight::Highlighter;
use crate::output::OutputSet;
use crate::progress::Progress;
use crate::site::{Files, Scope, Site};
use crate::source::{self, SourceFile, Sources};
use crate::theme::Theme;
use crate::{render, search, theme};
use reuse::LanguageReuse;

/// What to build.
#[derive(Debug, Clone)]
pub struct Request {
    /// The project's folder.
    pub root: PathBuf,
    /// The output folder, left out of the content.
    pub out: PathBuf,
    /// Instead of the settings' base URL; checked by [`config::base_url`].
    pub base_url: Option<String>,
    /// What to include.
    pub scope: Scope,
    /// Keep every posting of the index, to measure what leaving some out costs.
    pub all_postings: bool,
}

/// What one build works out and the next may use again.
#[derive(Debug, Default)]
pub struct Memory {
    highlighter: Highlighter,
}

/// What came of it.
#[derive(Debug)]
pub struct Built {
    /// The files of the site; whole only if there is no error.
    pub output: OutputSet,
    /// Articles over all languages.
    pub articles: usize,
    /// Pages, over all languages.
    pub pages: usize,
    /// The languages' tags, the default one first, each with what its addresses begin with.
    pub languages: Vec<(String, String)>,
    /// Files of the search, manifests included.
    pub shards: usize,
    /// Titles that stand for customers' queries, by language.
    pub titles: Vec<Vec<String>>,
    /// The theme's `search.js`.
    pub script: String,
    /// All problems, at their final levels.
    pub diagnostics: Diagnostics,
    /// Whether the settings have an error.
    pub invalid_settings: bool,
}

/// A site of which only the search was made.
#[derive(Debug)]
pub struct Indexed {
    /// The files of the indexes.
    pub output: OutputSet,
    /// The theme's `search.js`.
    pub script: String,
    /// The languages' tags, the default one first, each with what its addresses begin with.
    pub languages: Vec<(String, String)>,
    /// All problems, at their final levels.
    pub diagnostics: Diagnostics,
    /// Whether the settings have an error.
    pub invalid_settings: bool,
}

/// Builds a site in memory. `memory` may be that of an earlier build.
///
/// # Errors
/// Where the machine has no memory or threads for it.
pub fn build(request: &Request, memory: &Memory, progress: &Progress) -> Result<Built, String> {
    let mut found = Diagnostics::default();
    let (site, theme, articles) = read(request, Some(&memory.highlighter), progress, &mut found);
    let searched = search::index(&site, request.all_postings, progress, &mut found)?;
    let mut output = render::site(&site, &theme, &searched.neighbours, progress, &mut found);
    let shards = searched.output.len();
    output.append(searched.output);
    found.settle(|rule| site.config.level(rule));
    let invalid_settings = found.iter().any(is_settings_error);
    Ok(Built {
        articles,
        pages: site.editions.iter().map(|edition| edition.pages.len() + edition.categories.len()).sum(),
        languages: languages(&site),
        shards,
        titles: searched.titles,
        script: script(&theme),
        invalid_settings,
        diagnostics: found,
        output,
    })
}

/// Makes the search of a site, and no pages.
///
/// # Errors
/// Where the machine has no memory or threads for it.
pub fn index(request: &Request, progress: &Progress) -> Result<Indexed, String> {
    let mut found = Diagnostics::default();
    let (site, theme, _) = read(request, None, progress, &mut found);
    let searched = search::index(&site, request.all_postings, progress, &mut found)?;
    found.settle(|rule| site.config.level(rule));
    let invalid_settings = found.iter().any(is_settings_error);
    Ok(Indexed {
        output: searched.output,
        script: script(&theme),
        languages: languages(&site),
        invalid_settings,
        diagnostics: found,
    })
}

/// Reads a project: the site, its theme, and how many articles there are over all languages.
fn read(
    request: &Request,
    highlighter: Option<&Highlighter>,
    progress: &Progress,
    found: &mut Diagnostics,
) -> (Site, Theme, usize) {
    let mut config = config::read(&request.root, found);
    if request.base_url.is_some() {
        config.base_url.clone_from(&request.base_url);
    }
    let theme = theme::read(&request.root, &config, found);
    let sources = source::read(&request.root, &request.out, progress, found);
    let reuses = LanguageReuse::all(&config, &sources.snippets);
    let (articles, unread) = read_articles(&sources, &config, &reuses, highlighter, progress, found);
    let count = articles.iter().filter(|article| !article.is_index()).count();
    let synonyms = synonyms::read(&sources, &config, found);
    let notices = notices::read(&sources, &config, &reuses, |language| reading(&config, language, highlighter), found);
    drop(reuses);
    let files = Files {
        content: sources.files,
        statics: sources.statics,
        image_sizes: sources.image_sizes,
        unread: sources.unread.into_iter().chain(unread).collect(),
        content_prefix: sources.content_prefix,
        synonyms,
        notices,
    };
    (Site::new(articles, config, files, request.scope, found), theme, count)
}

fn languages(site: &Site) -> Vec<(String, String)> {
    site.editions.iter().map(|edition| (edition.language.tag.clone(), edition.prefix.clone())).collect()
}

fn script(theme: &Theme) -> String {
    theme.scripts().find(|(name, _)| *name == search::SCRIPT).map_or("", |(_, text)| text).to_owned()
}

fn is_settings_error(diagnostic: &Diagnostic) -> bool {
    diagnostic.severity == crate::diag::Severity::Error && diagnostic.span.source.path == config::FILE
}

/// Reads the articles in parallel. Gives also the paths of those that could not be read, which has been reported.
fn read_articles(
    sources: &Sources,
    config: &Config,
    reuses: &[LanguageReuse<'_>],
    highlighter: Option<&Highlighter>,
    progress: &Progress,
    diagnostics: &mut Diagnostics,
) -> (Vec<Article>, Vec<String>) {
    progress.start("parsing", sources.articles.len());
    let read = |file: &SourceFile| {
        let mut found = Diagnostics::default();
        let article = match place(&file.path, config, sources) {
            None => {
                found.add(stray(file, config));
                None
            }
            Some((language, path)) => {
                content::read(file, &path, reading(config, language, highlighter), &reuses[language], &mut found)
            }
        };
        progress.step();
        (article, found)
    };
    let results: Vec<(Option<Article>, Diagnostics)> = sources.articles.par_iter().map(read).collect();
    let mut articles = Vec::with_capacity(results.len());
    let mut unread = Vec::new();
    for (file, (article, found)) in sources.articles.iter().zip(results) {
        diagnostics.append(found);
        match article {
            Some(article) => articles.push(article),
            None => unread.push(file.path.clone()),
        }
    }
    (articles, unread)
}

/// How the texts of a language are read.
fn reading<'a>(config: &Config, language: usize, highlighter: Option<&'a Highlighter>) -> Reading<'a> {
    let punctuation = config.languages[language].uses_english_punctuation();
    Reading {
        language,
        smart_punctuation: config.markup.smart_punctuation && punctuation,
        trusted_html: config.markup.trusted_html,
        highlighter,
        fragment: false,
    }
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

/// The nearest folder upwards with settings; the folder itself where there is none.
pub fn find_root(start: &Path) -> PathBuf {
    let found = start.ancestors().find(|folder| crate::fs::is_file(&folder.join(config::FILE)));
    found.unwrap_or(start).to_owned()
}
