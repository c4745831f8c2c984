//! Articles -> [`Site`]: one [`Edition`] for each language, with its categories, addresses and links.
//!
//! Pure. An article that a language lacks stands in its edition in the default language, so that no reader meets
//! a dead end. What may not be seen (drafts, internal articles) leaves here, before anything is made of it.

mod addresses;
mod aliases;
mod categories;
mod check;
pub mod links;
pub mod url;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use crate::config::Config;
use crate::content::{Article, Audience, folder_of, is_index};
use crate::diag::Diagnostics;
use crate::language::Language;

pub use aliases::Redirect;
pub use categories::Category;

/// What a build includes.
#[derive(Debug, Clone, Copy, Default)]
pub struct Scope {
    /// Drafts too.
    pub drafts: bool,
    /// Whom it is for.
    pub audience: Audience,
}

/// The project's files besides articles, by their paths from the content folder and from `static/`.
#[derive(Debug, Default)]
pub struct Files {
    /// Files beside articles.
    pub content: BTreeMap<String, PathBuf>,
    /// Files of `static/`.
    pub statics: BTreeMap<String, PathBuf>,
    /// The content folder's path from the project, with a final slash.
    pub content_prefix: String,
}

/// A help centre.
#[derive(Debug)]
pub struct Site {
    /// The settings.
    pub config: Config,
    /// One for each language, the default one first.
    pub editions: Vec<Edition>,
    /// Old addresses.
    pub redirects: Vec<Redirect>,
    /// Files beside articles that a published page refers to: address and file.
    pub published_files: BTreeMap<String, PathBuf>,
    /// The project's other files.
    pub files: Files,
    /// Paths (with the language's folder) of articles that this build leaves out.
    hidden: BTreeSet<String>,
}

/// A help centre in one language.
#[derive(Debug)]
pub struct Edition {
    /// Index of the language.
    pub index: usize,
    /// The language.
    pub language: Language,
    /// What its addresses begin with: nothing for the default language, `el/` for Greek.
    pub prefix: String,
    /// Every article but categories' and the home page's, by path.
    pub pages: BTreeMap<String, Page>,
    /// Every category by its folder; the outermost one, `""`, is the home page.
    pub categories: BTreeMap<String, Category>,
}

/// An article at its address.
#[derive(Debug)]
pub struct Page {
    /// The article; in the default language where this one has none.
    pub article: Arc<Article>,
    /// Its address from the site's root: `el/billing/refund/`.
    pub url: String,
}

impl Edition {
    /// Whether an article shown here is in another language.
    pub fn is_fallback(&self, article: &Article) -> bool {
        article.language != self.index
    }

    /// The category of a folder.
    pub fn category(&self, folder: &str) -> Option<&Category> {
        self.categories.get(folder)
    }

    /// The categories from the outermost one to a folder's own, the home page left out.
    pub fn trail(&self, folder: &str) -> Vec<&Category> {
        let ends = folder.match_indices('/').map(|(at, _)| at).chain((!folder.is_empty()).then_some(folder.len()));
        ends.filter_map(|end| self.category(&folder[..end])).collect()
    }

    /// The address of an article or category by its path.
    pub fn url_of(&self, path: &str) -> Option<&str> {
        match is_index(path) {
            true => self.category(folder_of(path)).map(|category| category.url.as_str()),
            false => self.pages.get(path).map(|page| page.url.as_str()),
        }
    }

    /// The article at a path, a category's text included.
    pub fn article(&self, path: &str) -> Option<&Arc<Article>> {
        match is_index(path) {
            true => self.category(folder_of(path)).and_then(|category| category.text.as_ref()),
            false => self.pages.get(path).map(|page| &page.article),
        }
    }

    /// The articles of its own language, categories' texts included.
    fn own_articles(&self) -> impl Iterator<Item = &Arc<Article>> {
        let pages = self.pages.values().map(|page| &page.article);
        let texts = self.categories.values().filter_map(|category| category.text.as_ref());
        pages.chain(texts).filter(|article| !self.is_fallback(article))
    }
}

impl Site {
    /// Puts articles into their places and checks addresses and links.
    pub fn new(articles: Vec<Article>, config: Config, files: Files, scope: Scope, found: &mut Diagnostics) -> Self {
        let articles: Vec<Arc<Article>> = articles.into_iter().map(Arc::new).collect();
        let by_language: Vec<BTreeMap<&str, &Arc<Article>>> = (0..config.languages.len())
            .map(|index| {
                let own = articles.iter().filter(|article| article.language == index);
                own.map(|article| (article.path.as_str(), article)).collect()
            })
            .collect();
        let mut hidden = BTreeSet::new();
        let mut editions = Vec::with_capacity(config.languages.len());
        for (index, language) in config.languages.iter().enumerate() {
            let (visible, left_out) = visible(&by_language[index], &by_language[0], scope);
            let folder = if config.multilingual() { format!("{}/", language.tag) } else { String::new() };
            hidden.extend(left_out.into_iter().map(|path| format!("{folder}{path}")));
            let prefix = if index == 0 { String::new() } else { folder };
            editions.push(categories::edition(index, language.clone(), prefix, visible));
        }
        let mut site =
            Self { config, editions, redirects: Vec::new(), published_files: BTreeMap::new(), files, hidden };
        site.published_files = check::check(&site, found);
        site.redirects = aliases::redirects(&site, found);
        addresses::check(&site, found);
        site
    }

    /// The edition in the default language.
    pub fn default_edition(&self) -> &Edition {
        &self.editions[0]
    }

    /// An article's path from the content folder: `en/billing/refund.md`.
    fn content_path(&self, article: &Article) -> String {
        if self.config.multilingual() {
            format!("{}/{}", self.config.languages[article.language].tag, article.path)
        } else {
            article.path.clone()
        }
    }
}

/// The articles of an edition: its own and, where it has none, the default language's; then the paths left out.
/// A hidden category hides all that is in it.
fn visible(
    own: &BTreeMap<&str, &Arc<Article>>,
    default: &BTreeMap<&str, &Arc<Article>>,
    scope: Scope,
) -> (Vec<Arc<Article>>, Vec<String>) {
    let is_hidden = |article: &Article| article.is_hidden(scope.drafts, scope.audience);
    let hidden_folder = |articles: &BTreeMap<&str, &Arc<Article>>, folder: &str| {
        let index = if folder.is_empty() { "index.md".to_owned() } else { format!("{folder}/index.md") };
        articles.get(index.as_str()).map(|article| is_hidden(article))
    };
    let in_hidden_folder = |path: &str| {
        let folder = folder_of(path);
        let ends = folder.match_indices('/').map(|(at, _)| at).chain((!folder.is_empty()).then_some(folder.len()));
        ends.into_iter().any(|end| {
            let folder = &folder[..end];
            hidden_folder(own, folder).or_else(|| hidden_folder(default, folder)).unwrap_or(false)
        })
    };
    let (mut shown, mut left_out) = (Vec::new(), Vec::new());
    let paths: BTreeSet<&str> = own.keys().chain(default.keys()).copied().collect();
    for path in paths {
        let candidates = [own.get(path), default.get(path)];
        let seen = candidates.into_iter().flatten().find(|article| !is_hidden(article));
        match seen.filter(|_| !in_hidden_folder(path)) {
            Some(article) => shown.push(Arc::clone(article)),
            None => left_out.push(path.to_owned()),
        }
    }
    (shown, left_out)
}
