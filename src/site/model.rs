//! The types of a site: [`Site`], its [`Edition`]s with their [`Page`]s and [`Category`]s, and how to look things up in them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use super::ledger::{Compared, Ledger};
use crate::config::Config;
use crate::content::notices::Notice;
use crate::content::retired::Retired;
use crate::content::search_tests::SearchTestFile;
use crate::content::synonyms::SynonymFile;
use crate::content::{Article, Audience, folder_of, is_index};
use crate::date::Date;
use crate::diag::Span;
use crate::language::Language;

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
    /// Width and height of the images among both, in pixels.
    pub image_sizes: BTreeMap<PathBuf, (u32, u32)>,
    /// Articles that are there and could not be read, which has been reported.
    pub unread: BTreeSet<String>,
    /// The content folder's path from the project, with a final slash.
    pub content_prefix: String,
    /// The `_synonyms.yaml` of each language that has one, by the language's index.
    pub synonyms: BTreeMap<usize, SynonymFile>,
    /// The `_search-tests.yaml` of each language that has one, by the language's index.
    pub search_tests: BTreeMap<usize, SearchTestFile>,
    /// The notices of every language.
    pub notices: Vec<Arc<Notice>>,
    /// The `_retired.yaml` of each language that has one, by the language's index.
    pub retired: BTreeMap<usize, Retired>,
    /// Every address ever published.
    pub ledger: Ledger,
}

/// Every visible path of the content folder.
#[derive(Debug, Default)]
pub(super) struct Paths {
    pub(super) all: BTreeSet<String>,
    /// The same by the name of the file.
    pub(super) by_name: BTreeMap<String, Vec<String>>,
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
    /// Pages that say what became of others.
    pub retired: Vec<RetiredPage>,
    /// Anchors of questions that are no longer there, by the addresses of the pages that keep them.
    pub old_questions: BTreeMap<String, Vec<OldQuestion>>,
    /// Files beside articles that a published page refers to: address and file.
    pub published_files: BTreeMap<String, PathBuf>,
    /// The project's other files.
    pub files: Files,
    /// Whom it is for.
    pub audience: Audience,
    /// Every file of the content folder, for hints.
    pub(super) paths: Paths,
    /// Paths (with the language's folder) of articles that this build leaves out.
    pub(super) hidden: BTreeSet<String>,
    /// What became of addresses ever published.
    pub(super) compared: Compared,
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
    /// Paths of articles and folders of categories by their addresses.
    pub by_url: BTreeMap<String, String>,
    /// Known issues and announcements, newest first.
    pub notices: Vec<PlacedNotice>,
    /// The pages made besides articles and categories.
    pub own_pages: OwnPages,
    /// What is newest in it.
    pub newest: Newest,
}

/// The newest dates of an edition, which its feeds have; `None` where nothing has a date.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Newest {
    /// When an article of its own language was last updated.
    pub article: Option<Date>,
    /// From when a notice holds, or when it was added to.
    pub notice: Option<Date>,
}

impl Newest {
    /// The newest dates of an edition whose articles and notices are in place.
    pub(super) fn of(edition: &Edition) -> Self {
        let articles = edition.pages.values().map(|page| &page.article);
        let own = articles.filter(|article| !edition.is_fallback(article));
        Self {
            article: own.filter_map(|article| article.front.updated_on()).max(),
            notice: edition.notices.iter().filter_map(|placed| placed.notice.updated()).max(),
        }
    }
}

/// A notice with its anchor on the updates page.
#[derive(Debug)]
pub struct PlacedNotice {
    /// The notice; in the default language where this one has none.
    pub notice: Arc<Notice>,
    /// Its anchor.
    pub id: String,
    /// The anchors of its updates, in their order.
    pub updates: Vec<String>,
    /// The pages that it touches.
    pub touched: Touched,
}

/// Which pages of an edition a notice touches.
#[derive(Debug, Default)]
pub struct Touched {
    /// Whether it names pages; otherwise those for its platforms are meant.
    pub named: bool,
    /// Folders of categories, all below them included; the outermost one, `""`, stands for every page.
    pub folders: Vec<String>,
    /// Paths of articles.
    pub pages: BTreeSet<String>,
    /// Ids of the platforms; where there are none, it is not about platforms.
    pub platforms: BTreeSet<String>,
}

impl Touched {
    /// Whether the page of an article or category is touched; `platforms` are those that it applies to, none for any.
    pub fn has(&self, path: &str, platforms: &[String]) -> bool {
        let below = |folder: &String| {
            folder.is_empty() || path.strip_prefix(&**folder).is_some_and(|rest| rest.starts_with('/'))
        };
        let shares = platforms.iter().any(|platform| self.platforms.contains(platform));
        match self.named {
            true if self.platforms.is_empty() || platforms.is_empty() || shares => {
                self.pages.contains(path) || self.folders.iter().any(below)
            }
            _ => !self.named && shares,
        }
    }
}

/// The pages of an edition that a writer may make instead of us.
#[derive(Debug, Default)]
pub struct OwnPages {
    /// The ways to reach a person.
    pub contact: OwnPage,
    /// Every notice.
    pub updates: OwnPage,
    /// What customers read out on the phone; made in an internal edition alone.
    pub agent: OwnPage,
}

/// A page that is made of no article.
#[derive(Debug, Default)]
pub struct OwnPage {
    /// Its address from the site's root: `el/contact/`.
    pub url: String,
    /// Whether we make it; otherwise a page of the writer's is there.
    pub made: bool,
}

/// An article at its address.
#[derive(Debug)]
pub struct Page {
    /// The article; in the default language where this one has none.
    pub article: Arc<Article>,
    /// Its address from the site's root: `el/billing/refund/`.
    pub url: String,
    /// Its place among the articles of its category, from 0.
    pub place: usize,
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

    /// The notices of its own language.
    pub fn own_notices(&self) -> impl Iterator<Item = &PlacedNotice> {
        self.notices.iter().filter(|placed| !self.is_fallback(&placed.notice.article))
    }

    /// The articles of its own language, categories' texts included.
    pub fn own_articles(&self) -> impl Iterator<Item = &Arc<Article>> {
        let pages = self.pages.values().map(|page| &page.article);
        let texts = self.categories.values().filter_map(|category| category.text.as_ref());
        pages.chain(texts).filter(|article| !self.is_fallback(article))
    }
}

/// A folder of articles.
#[derive(Debug)]
pub struct Category {
    /// The folder's path: `billing/invoices`; empty for the home page.
    pub folder: String,
    /// Its `index.md`.
    pub text: Option<Arc<Article>>,
    /// Its title: the text's, or one made of the folder's name. Empty for the home page without a title.
    pub title: String,
    /// Its address: `el/billing/`.
    pub url: String,
    /// Paths of the articles directly in it, in order.
    pub articles: Vec<String>,
    /// Folders directly in it, in order.
    pub children: Vec<String>,
}

impl Category {
    /// The one-sentence description; may be empty.
    pub fn description(&self) -> &str {
        self.text.as_ref().map_or("", |text| &text.description)
    }
}

/// A page at an old address that leads to the new one.
#[derive(Debug)]
pub struct Redirect {
    /// The old address's file: `old/refund/index.html`.
    pub file: String,
    /// The new address: `billing/refund/`.
    pub to: String,
    /// The anchor there.
    pub anchor: Option<String>,
    /// Title of the article.
    pub title: String,
    /// Index of the edition it belongs to.
    pub edition: usize,
    /// Where the alias stands.
    pub span: Span,
}

/// A page that says what became of the one that was at its address.
#[derive(Debug)]
pub struct RetiredPage {
    /// Its address: `billing/plus/`.
    pub url: String,
    /// Its file.
    pub file: String,
    /// The title of the page that was there.
    pub title: String,
    /// What became of it.
    pub text: String,
    /// Index of the edition it belongs to.
    pub edition: usize,
}

/// The anchor of a question that is no longer there.
#[derive(Debug)]
pub struct OldQuestion {
    /// The anchor.
    pub id: String,
    /// The question that it leads to, or that was there.
    pub title: String,
    /// What became of it.
    pub text: Option<String>,
    /// Where it leads: the page's address, and the anchor there.
    pub to: Option<(String, Option<String>)>,
    /// Whether that is on the page which keeps the anchor.
    pub here: bool,
}

impl OldQuestion {
    /// Whether it leads to an anchor of the page that keeps it.
    pub fn is_at(&self, id: &str) -> bool {
        self.here && self.to.as_ref().is_some_and(|(_, anchor)| anchor.as_deref() == Some(id))
    }
}

impl Site {
    /// The redirect whose file has a path.
    pub fn redirect(&self, file: &str) -> Option<&Redirect> {
        let at = self.redirects.binary_search_by(|redirect| redirect.file.as_str().cmp(file)).ok()?;
        self.redirects.get(at)
    }

    /// The page whose file has a path, of those that say what became of others.
    pub fn retired(&self, file: &str) -> Option<&RetiredPage> {
        let at = self.retired.binary_search_by(|page| page.file.as_str().cmp(file)).ok()?;
        self.retired.get(at)
    }

    /// The edition in the default language.
    pub fn default_edition(&self) -> &Edition {
        &self.editions[0]
    }

    /// An article's path from the content folder: `en/billing/refund.md`.
    pub(super) fn content_path(&self, article: &Article) -> String {
        if self.config.multilingual() {
            format!("{}/{}", self.config.languages[article.language].tag, article.path)
        } else {
            article.path.clone()
        }
    }
}
