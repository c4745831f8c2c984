//! The story of a build: the stages by name, in order.
//!
//! Knows no command line and no terminal. Stops before [`output`](crate::output) where anything is an error.

mod articles;
mod memory;
mod notices;
mod preview;
mod reuse;
mod synonyms;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::config::{self, Config};
use crate::content::Reading;
use crate::diag::{Diagnostics, Severity};
use crate::highlight::Highlighter;
use crate::output::OutputSet;
use crate::progress::Progress;
use crate::site::{Files, Scope, Site};
use crate::source;
use crate::theme::Theme;
use crate::{render, search, theme};
pub use memory::{Indexed, Memory, Model};
pub use preview::Preview;
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
pub struct SearchOnly {
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
pub fn build(request: &Request, memory: &Memory, progress: &Progress) -> Built {
    let model = read(request, memory, progress);
    let indexed = search(&model, request, memory, progress);
    render(&model, &indexed, memory, progress)
}

/// Reads a project; `memory` may be that of an earlier build.
pub fn read(request: &Request, memory: &Memory, progress: &Progress) -> Model {
    model(request, memory, true, progress)
}

/// Makes the search of what was read.
pub fn search(model: &Model, request: &Request, memory: &Memory, progress: &Progress) -> Indexed {
    let mut found = Diagnostics::default();
    let searched = search::index(&model.site, request.all_postings, &memory.search, progress, &mut found);
    let searched = Arc::new(searched);
    memory.keep_searched(Arc::clone(&searched));
    Indexed { searched, found }
}

/// Makes every page of what was read; only some where `progress` was cancelled meanwhile.
pub fn render(model: &Model, indexed: &Indexed, memory: &Memory, progress: &Progress) -> Built {
    let Model { site, theme, articles, .. } = model;
    let searched = &indexed.searched;
    let mut found = indexed.diagnostics(model);
    let kit = render::prepare(site, theme, &memory.kit, &mut found);
    let pages = kit.map(|kit| render::site(site, theme, &kit, &searched.neighbours, progress, &mut found));
    let mut output = pages.unwrap_or_default();
    output.append(searched.output.clone());
    found.settle(|rule| site.config.level(rule));
    Built {
        articles: *articles,
        pages: site.editions.iter().map(|edition| edition.pages.len() + edition.categories.len()).sum(),
        languages: languages(site),
        shards: searched.output.len(),
        titles: searched.titles.clone(),
        script: script(theme),
        invalid_settings: has_settings_error(&found),
        diagnostics: found,
        output,
    }
}

/// Makes the search of a project, and no pages.
pub fn index(request: &Request, progress: &Progress) -> SearchOnly {
    let memory = Memory::default();
    let model = model(request, &memory, false, progress);
    let indexed = search(&model, request, &memory, progress);
    let mut found = indexed.diagnostics(&model);
    found.settle(|rule| model.site.config.level(rule));
    SearchOnly {
        output: indexed.searched.output.clone(),
        script: script(&model.theme),
        languages: languages(&model.site),
        invalid_settings: has_settings_error(&found),
        diagnostics: found,
    }
}

/// Reads a project. Code is `coloured` for pages.
fn model(request: &Request, memory: &Memory, coloured: bool, progress: &Progress) -> Model {
    let mut found = Diagnostics::default();
    let found = &mut found;
    let mut config = config::read(&request.root, found);
    if request.base_url.is_some() {
        config.base_url.clone_from(&request.base_url);
    }
    let theme = theme::read(&request.root, &config, found);
    let sources = source::read(&request.root, &request.out, &memory.files, progress, found);
    let reuses = LanguageReuse::all(&config, &sources.snippets);
    let highlighter = coloured.then_some(&memory.highlighter);
    let reading = |language| reading(&config, language, highlighter);
    let (articles, unread) = articles::read(&sources, &config, &reuses, reading, &memory.articles, progress, found);
    let count = articles.iter().filter(|article| !article.is_index()).count();
    let synonyms = synonyms::read(&sources, &config, found);
    let notices = notices::read(&sources, &config, &reuses, reading, found);
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
    let site = Site::new(&articles, config, files, request.scope, &memory.site, found);
    Model { site, theme, articles: count, found: std::mem::take(found) }
}

fn languages(site: &Site) -> Vec<(String, String)> {
    site.editions.iter().map(|edition| (edition.language.tag.clone(), edition.prefix.clone())).collect()
}

fn script(theme: &Theme) -> String {
    theme.scripts().find(|(name, _)| *name == search::SCRIPT).map_or("", |(_, text)| text).to_owned()
}

fn has_settings_error(found: &Diagnostics) -> bool {
    found.iter().any(|problem| problem.severity == Severity::Error && problem.span.source.path == config::FILE)
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

/// The nearest folder upwards with settings; the folder itself where there is none.
pub fn find_root(start: &Path) -> PathBuf {
    let found = start.ancestors().find(|folder| crate::fs::is_file(&folder.join(config::FILE)));
    found.unwrap_or(start).to_owned()
}
