//! Articles -> [`Site`]: one [`Edition`] for each language, with its categories, addresses and links.
//!
//! Pure. An article that a language lacks stands in its edition in the language that it is a variant of, or in the default
//! one, so that no reader meets a dead end. What may not be seen (drafts, internal articles) leaves here, before anything is made of it.

mod addresses;
mod aliases;
mod besides;
mod categories;
mod check;
mod expected;
mod ledger;
pub mod links;
mod memory;
mod mend;
mod mermaid;
mod model;
mod notices;
mod own_pages;
mod past;
mod translations;
pub mod troubleshooter;
pub mod url;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use model::Paths;

use crate::config::Config;
use crate::content::{Article, folder_of};
use crate::diag::Diagnostics;
use crate::language::collation::Collation;

pub use check::{destination_span, question};
pub use expected::Expected;
pub use ledger::Ledger;
pub use memory::Memory;
pub use mermaid::mermaid;
pub use model::{
    Category, Edition, Files, Newest, OldQuestion, OwnPage, OwnPages, Page, PlacedNotice, Redirect, RetiredPage, Scope,
    Site, Touched,
};
pub use translations::Translation;

impl Site {
    /// Puts articles into their places and checks addresses and links. `memory` may be that of an earlier site.
    pub fn new(
        articles: &[Arc<Article>],
        config: Config,
        files: Files,
        scope: Scope,
        memory: &Memory,
        found: &mut Diagnostics,
    ) -> Self {
        let by_language: Vec<BTreeMap<&str, &Arc<Article>>> = (0..config.languages.len())
            .map(|index| {
                let own = articles.iter().filter(|article| article.language == index);
                own.map(|article| (article.path.as_str(), article)).collect()
            })
            .collect();
        let mut hidden = BTreeSet::new();
        let mut editions = Vec::with_capacity(config.languages.len());
        for (index, language) in config.languages.iter().enumerate() {
            let chain = std::iter::once(index).chain(config.stand_ins(index));
            let chain: Vec<_> = chain.map(|language| &by_language[language]).collect();
            let (visible, left_out) = visible(&chain, &by_language[0], scope);
            let folder = if config.multilingual() { format!("{}/", language.tag) } else { String::new() };
            hidden.extend(left_out.into_iter().map(|path| format!("{folder}{path}")));
            let prefix = if index == 0 { String::new() } else { folder };
            let collation = Collation::new(language);
            let mut edition = categories::edition(index, language.clone(), prefix, visible, &collation);
            edition.notices = notices::placed(&files.notices, index, &config.stand_ins(index), scope, &collation);
            edition.newest = Newest::of(&edition);
            editions.push(edition);
        }
        let mut site = Self {
            config,
            editions,
            redirects: Vec::new(),
            retired: Vec::new(),
            old_questions: BTreeMap::new(),
            published_files: BTreeMap::new(),
            files,
            audience: scope.audience,
            paths: Paths::default(),
            hidden,
            compared: ledger::Compared::default(),
        };
        let (paths, shape) = rayon::join(|| paths(&site), || memory::shape(&site));
        site.paths = paths;
        let touched = notices::touched(&site);
        for (edition, touched) in site.editions.iter_mut().zip(touched) {
            edition.notices.iter_mut().zip(touched).for_each(|(placed, touched)| placed.touched = touched);
        }
        site.published_files = check::check(&site, shape, memory, found);
        site.redirects = aliases::redirects(&site, found);
        past::keep(&mut site, found);
        let own_pages = own_pages::find(&site);
        site.editions.iter_mut().zip(own_pages).for_each(|(edition, pages)| edition.own_pages = pages);
        addresses::check(&site, found);
        site
    }
}

/// Every file of the content folder that this build may show.
fn paths(site: &Site) -> Paths {
    let articles = site.editions.iter().flat_map(model::Edition::own_articles);
    let articles = articles.map(|article| site.content_path(article));
    let all: BTreeSet<String> = articles.chain(site.files.content.keys().cloned()).collect();
    let mut by_name: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for path in &all {
        let name = path.rsplit('/').next().unwrap_or_default();
        by_name.entry(name.to_owned()).or_default().push(path.clone());
    }
    Paths { all, by_name }
}

/// The articles of an edition: of the languages in `chain`, its own first, then those that stand in; then the paths left out.
/// A hidden category hides all that is in it.
fn visible(
    chain: &[&BTreeMap<&str, &Arc<Article>>],
    default: &BTreeMap<&str, &Arc<Article>>,
    scope: Scope,
) -> (Vec<Arc<Article>>, Vec<String>) {
    let is_hidden = |article: &Article| article.is_hidden(scope.drafts, scope.audience);
    let hidden_folder = |articles: &BTreeMap<&str, &Arc<Article>>, folder: &str| {
        let index = if folder.is_empty() { "index.md".to_owned() } else { format!("{folder}/index.md") };
        articles.get(index.as_str()).map(|article| is_hidden(article))
    };
    let is_hidden_folder = |folder: &str| {
        let ends = folder.match_indices('/').map(|(at, _)| at).chain((!folder.is_empty()).then_some(folder.len()));
        ends.into_iter().any(|end| {
            let folder = &folder[..end];
            let index = default.get(format!("{folder}/index.md").as_str());
            let internal = index.is_some_and(|article| article.front.audience > scope.audience);
            internal || chain.iter().find_map(|articles| hidden_folder(articles, folder)).unwrap_or(false)
        })
    };
    let mut folders: HashMap<String, bool> = HashMap::new();
    let mut in_hidden_folder = |path: &str| match folders.get(folder_of(path)) {
        Some(hidden) => *hidden,
        None => *folders.entry(folder_of(path).to_owned()).or_insert_with(|| is_hidden_folder(folder_of(path))),
    };
    let (mut shown, mut left_out) = (Vec::new(), Vec::new());
    let paths: BTreeSet<&str> = chain.iter().flat_map(|articles| articles.keys()).copied().collect();
    for path in paths {
        // A translation of an internal article is internal, whether it says so or not.
        let internal = default.get(path).is_some_and(|article| article.front.audience > scope.audience);
        let seen = chain.iter().filter_map(|articles| articles.get(path)).find(|article| !is_hidden(article));
        match seen.filter(|_| !internal && !in_hidden_folder(path)) {
            Some(article) => shown.push(Arc::clone(article)),
            None => left_out.push(path.to_owned()),
        }
    }
    (shown, left_out)
}
