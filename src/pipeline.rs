//! The story of a build: the stages by name, in order.
//!
//! Knows no command line and no terminal. Stops before [`output`](crate::output) where anything is an error.

mod articles;
mod films;
mod lists;
mod memory;
mod notices;
mod plan;
mod reuse;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::config::{self, Config};
use crate::content::{Reading, retired, search_tests, synonyms};
use crate::date::Date;
use crate::diag::{Diagnostics, Level, Rule, Severity};
use crate::output::OutputSet;
use crate::progress::Progress;
use crate::search::{Searched, Wish};
use crate::site::{Files, Ledger, Scope, Site};
use crate::source;
use crate::theme::Theme;
use crate::{contracts, external, lint, render, search, theme};
use films::Films;
pub use memory::{Indexed, Memory, Model};
pub use plan::{Making, Plan};
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
    /// The site, as far as its pages can be made; `None` where the theme's templates have errors.
    pub plan: Option<Plan>,
    /// Articles over all languages.
    pub articles: usize,
    /// Pages of each language.
    pub pages: Vec<usize>,
    /// The languages' tags, the default one first, each with what its addresses begin with.
    pub languages: Vec<(String, String)>,
    /// The search.
    pub searched: Arc<Searched>,
    /// The theme's `search.js`.
    pub script: String,
    /// How many search tests were run.
    pub search_tests: usize,
    /// All problems but those of making the files, at their final levels.
    pub diagnostics: Diagnostics,
    /// Whether the settings have an error.
    pub invalid_settings: bool,
    model: Arc<Model>,
}

impl Built {
    /// Whether the site may not be taken, because of errors; or of warnings, where there should be none.
    pub fn is_wrong(&self, strict: bool) -> bool {
        self.diagnostics.errors() > 0 || (strict && self.diagnostics.warnings() > 0)
    }

    /// Whether a file is the page of an article or a category.
    pub fn is_page(&self, path: &str) -> bool {
        let url = path.strip_suffix("index.html");
        url.is_some_and(|url| self.model.site.editions.iter().any(|edition| edition.by_url.contains_key(url)))
    }

    /// The level of a rule under the settings.
    pub fn level(&self, rule: Rule) -> Level {
        self.model.site.config.level(rule)
    }

    /// What `answerbook.lock.yaml` is to say from now on; `None` where it says it already.
    pub fn ledger(&self) -> Option<String> {
        let ledger = self.model.site.ledger();
        (!ledger.is_written()).then(|| ledger.text())
    }

    /// Adds what making the files found.
    pub fn add(&mut self, found: Diagnostics) {
        self.diagnostics.append(found);
        let config = &self.model.site.config;
        self.diagnostics.settle(|problem| config.level_of(problem));
        self.invalid_settings = has_settings_error(&self.diagnostics);
    }

    /// Asks other sites for every address that is linked to. Gives how many were not asked for, since there were too many or no
    /// time was left.
    pub fn check_external(&mut self, limits: external::Limits, progress: &Progress) -> usize {
        let links = lint::external_links(&self.model.site);
        let addresses: Vec<&str> = links.keys().map(String::as_str).collect();
        let answers = external::ask(&addresses, limits, progress);
        self.add(lint::dead_links(&links, &answers));
        answers.iter().filter(|answer| **answer == external::Answer::NotAsked).count()
    }

    /// Makes every file and keeps none, to find all that is wrong.
    pub fn check(&mut self, progress: &Progress) {
        if let Some(plan) = &self.plan {
            let making = Making::new(plan, progress);
            making.check();
            let found = making.found();
            self.add(found);
        }
    }
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
    /// The settings' platforms by name.
    pub platforms: Vec<String>,
    /// All problems, at their final levels.
    pub diagnostics: Diagnostics,
    /// Whether the settings have an error.
    pub invalid_settings: bool,
}

/// Reads a project and makes all but its pages, which are made when they are asked for. `memory` may be that of an earlier
/// build.
pub fn build(request: &Request, memory: &Memory, progress: &Progress) -> Built {
    let model = Arc::new(read(request, memory, progress));
    let indexed = search(&model, request, memory, progress);
    plan(&model, &indexed, memory)
}

/// Reads a project; `memory` may be that of an earlier build.
pub fn read(request: &Request, memory: &Memory, progress: &Progress) -> Model {
    model(request, memory, Purpose::Pages, progress)
}

/// Reads a project for its texts alone. What is wrong is left to [`check`], but for what keeps an article from being read, or the
/// settings: then the errors, and whether they are the settings'.
///
/// # Errors
/// Some articles can't be read, or the settings are invalid.
pub fn texts(request: &Request, progress: &Progress) -> Result<Site, (Diagnostics, bool)> {
    let memory = Memory::default();
    let Model { site, mut found, .. } = model(request, &memory, Purpose::Search, progress);
    found.settle(|problem| site.config.level_of(problem));
    let invalid_settings = has_settings_error(&found);
    if site.files.unread.is_empty() && !invalid_settings {
        return Ok(site);
    }
    found.retain(|problem| problem.severity == Severity::Error);
    Err((found, invalid_settings))
}

/// Looks for all that is wrong, or could be better, with a project on a day. Of the pages one of each template is made.
pub fn check(request: &Request, today: Date, progress: &Progress) -> Built {
    let memory = Memory::default();
    let model = Arc::new(model(request, &memory, Purpose::Check, progress));
    let wish = Wish { check: true, ..Wish::default() };
    let indexed = searched(&model, wish, &memory, progress);
    let mut built = plan(&model, &indexed, &memory);
    if let Some(plan) = &built.plan {
        let found = plan.check_samples();
        built.add(found);
    }
    progress.start("checking", 0);
    let mut found = lint::lint(&model.site, &model.theme, &indexed.searched.twins, today);
    let (run, failed) = contracts::run(&model.site, &indexed.searched, &built.script);
    built.search_tests = run;
    found.append(failed);
    built.add(found);
    built
}

/// Makes the search of what was read.
pub fn search(model: &Model, request: &Request, memory: &Memory, progress: &Progress) -> Indexed {
    searched(model, Wish { all_postings: request.all_postings, check: false }, memory, progress)
}

fn searched(model: &Model, wish: Wish, memory: &Memory, progress: &Progress) -> Indexed {
    let mut found = Diagnostics::default();
    let searched = search::index(&model.site, wish, &memory.search, progress, &mut found);
    let searched = Arc::new(searched);
    memory.keep_searched(Arc::clone(&searched));
    Indexed { searched, found }
}

/// Prepares the making of what was read.
pub fn plan(model: &Arc<Model>, indexed: &Indexed, memory: &Memory) -> Built {
    let Model { site, theme, articles, .. } = &**model;
    let mut found = indexed.diagnostics(model);
    let kit = render::prepare(site, theme, &memory.kit, &mut found);
    let mut built = Built {
        plan: kit.map(|kit| Plan::new(model, kit, &indexed.searched)),
        articles: *articles,
        pages: site.editions.iter().map(|edition| edition.pages.len() + edition.categories.len()).collect(),
        languages: languages(site),
        searched: Arc::clone(&indexed.searched),
        script: script(theme),
        search_tests: 0,
        diagnostics: Diagnostics::default(),
        invalid_settings: false,
        model: Arc::clone(model),
    };
    built.add(found);
    built
}

/// Makes the search of a project, and no pages.
pub fn index(request: &Request, progress: &Progress) -> SearchOnly {
    read_and_index(request, progress).1
}

/// Reads a project for its search, and makes that.
pub fn read_and_index(request: &Request, progress: &Progress) -> (Model, SearchOnly) {
    let memory = Memory::default();
    let model = model(request, &memory, Purpose::Search, progress);
    let indexed = search(&model, request, &memory, progress);
    let mut found = indexed.diagnostics(&model);
    found.settle(|problem| model.site.config.level_of(problem));
    let search = SearchOnly {
        output: indexed.searched.output.clone(),
        script: script(&model.theme),
        languages: languages(&model.site),
        platforms: model.site.config.platforms.iter().map(|(name, _)| name.clone()).collect(),
        invalid_settings: has_settings_error(&found),
        diagnostics: found,
    };
    (model, search)
}

/// What a project is read for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Purpose {
    /// All pages, where code is coloured.
    Pages,
    /// The search alone.
    Search,
    /// What is wrong or could be better, for which more is noted.
    Check,
}

/// Reads a project.
fn model(request: &Request, memory: &Memory, purpose: Purpose, progress: &Progress) -> Model {
    let mut found = Diagnostics::default();
    let found = &mut found;
    let mut config = config::read(&request.root, found);
    if request.base_url.is_some() {
        config.base_url.clone_from(&request.base_url);
    }
    let theme = theme::read(&request.root, &config, &memory.fonts, found);
    let sources = source::read(&request.root, &request.out, &memory.files, progress, found);
    let films = Films::read(&sources, found);
    let reuses = LanguageReuse::all(&config, &sources.snippets, &films);
    let highlighter = (purpose == Purpose::Pages).then_some(&memory.highlighter);
    let rewritable = purpose == Purpose::Pages && (config.publish.markdown || config.publish.llms);
    let noted = purpose == Purpose::Check;
    let reading = |language| Reading { rewritable, noted, highlighter, ..reading(&config, language) };
    let (articles, unread) = articles::read(&sources, &config, &reuses, reading, &memory.articles, progress, found);
    let count = articles.iter().filter(|article| !article.is_index()).count();
    let synonyms =
        lists::read(&sources, &config, lists::SYNONYMS, found, |source, _, found| synonyms::parse(source, found));
    let retired =
        lists::read(&sources, &config, lists::RETIRED, found, |source, _, found| retired::parse(source, found));
    let search_tests = lists::read(&sources, &config, lists::SEARCH_TESTS, found, |source, language, found| {
        search_tests::parse(source, language, &config, found)
    });
    let ledger = sources.ledger.as_ref().map(|source| Ledger::parse(source, found)).unwrap_or_default();
    let notices = notices::read(&sources, &config, &reuses, reading, found);
    drop(reuses);
    drop(films);
    memory.has_read();
    let files = Files {
        content: sources.files,
        statics: sources.statics,
        image_sizes: sources.image_sizes,
        unread: sources.unread.into_iter().chain(unread).collect(),
        content_prefix: sources.content_prefix,
        synonyms,
        search_tests,
        notices,
        retired,
        ledger,
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
fn reading(config: &Config, language: usize) -> Reading<'static> {
    let quotes = config.markup.smart_punctuation.then(|| config.languages[language].quotes()).flatten();
    Reading { language, quotes, trusted_html: config.markup.trusted_html, ..Reading::default() }
}

/// The nearest folder upwards with settings; the folder itself where there is none.
pub fn find_root(start: &Path) -> PathBuf {
    let found = start.ancestors().find(|folder| crate::fs::is_file(&folder.join(config::FILE)));
    found.unwrap_or(start).to_owned()
}
