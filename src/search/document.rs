//! Edition -> what is found: one document for each question of an FAQ, one for any other page and for each notice with symptoms.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::analysis::{Analysed, AnalysedQuestion};
use super::format::json;
use super::text::page_passages;
use crate::content::notices::Notice;
use crate::content::{Article, folder_of};
use crate::site::url::encode;
use crate::site::{Edition, Page, PlacedNotice};

/// The kind of a notice.
const NOTICE: &str = "notice";

/// What may be found: a page, or a question with its answer.
#[derive(Debug)]
pub(super) struct SearchDocument<'a> {
    /// Its article.
    pub(super) article: &'a Arc<Article>,
    /// Its address from the site's root, encoded; a question's has its anchor.
    pub(super) url: String,
    /// The title or question.
    pub(super) title: String,
    /// Titles of what it is in, outermost first.
    pub(super) breadcrumb: Vec<String>,
    /// The front matter's kind, `category` or [`NOTICE`].
    pub(super) kind: &'static str,
    /// The notice that it is.
    pub(super) notice: Option<&'a Notice>,
    /// What it says.
    pub(super) text: Arc<Analysed>,
}

/// An article that is searched, and what only the site knows of it.
pub(super) struct Entry<'a> {
    /// The article.
    pub(super) article: &'a Arc<Article>,
    /// The title it has here.
    pub(super) title: &'a str,
    /// Keywords besides its own.
    pub(super) keywords: &'a [String],
    /// Whether it is the text of a category.
    pub(super) is_category: bool,
    notice: Option<&'a PlacedNotice>,
    url: &'a str,
    breadcrumb: Vec<String>,
}

/// What is searched of an edition, in the order of the paths, numbers in them as numbers: so what belongs together is in one
/// file, and of two results that are equally good the first comes first. Articles that stand in for missing translations
/// are left to their own language. `keywords` are further ones, by the article's path.
pub(super) fn entries<'a>(edition: &'a Edition, keywords: &'a BTreeMap<String, Vec<String>>) -> Vec<Entry<'a>> {
    let mut pages: Vec<&Page> = edition.pages.values().filter(|page| !edition.is_fallback(&page.article)).collect();
    pages.sort_by_cached_key(|page| natural_key(&page.article.path));
    let pages = pages.into_iter().map(|page| Entry {
        article: &page.article,
        title: &page.article.title,
        keywords: &[],
        url: &page.url,
        breadcrumb: breadcrumb(edition, page.article.folder()),
        is_category: false,
        notice: None,
    });
    let categories = edition.categories.values().filter(|category| !category.folder.is_empty());
    let categories = categories.filter_map(|category| {
        let article = category.text.as_ref().filter(|text| !edition.is_fallback(text))?;
        Some(Entry {
            article,
            title: &category.title,
            keywords: &[],
            url: &category.url,
            breadcrumb: breadcrumb(edition, folder_of(&category.folder)),
            is_category: true,
            notice: None,
        })
    });
    let entry = |entry: Entry<'a>| {
        let keywords = keywords.get(&entry.article.path).map_or(&[][..], Vec::as_slice);
        Entry { keywords, ..entry }
    };
    pages.chain(categories).map(entry).chain(notices(edition)).collect()
}

/// The notices that customers' words may find. They come last, so the numbers of all others are the same without them.
fn notices(edition: &Edition) -> impl Iterator<Item = Entry<'_>> {
    let mut placed: Vec<_> = edition.own_notices().filter(|placed| !placed.notice.symptoms().is_empty()).collect();
    placed.sort_by_cached_key(|placed| natural_key(&placed.notice.article.path));
    placed.into_iter().map(|placed| Entry {
        article: &placed.notice.article,
        title: &placed.notice.article.title,
        keywords: &[],
        url: &edition.own_pages.updates.url,
        breadcrumb: Vec::new(),
        is_category: false,
        notice: Some(placed),
    })
}

impl SearchDocument<'_> {
    /// Path of its article, inside the language.
    pub(super) fn path(&self) -> &str {
        &self.article.path
    }

    /// The platforms that it is for; none where it is for all.
    pub(super) fn platforms(&self) -> Vec<&str> {
        let own = self.text.question.as_ref().and_then(|question| question.asked.platform.as_deref());
        let all = self.article.front.platforms.iter().flat_map(|platforms| &platforms.value);
        own.map_or_else(|| all.map(String::as_str).collect(), |platform| vec![platform])
    }

    /// Its passages as JSON: a list of [`Passage`](super::format::Passage).
    pub(super) fn passages(&self) -> Cow<'_, str> {
        match &self.text.question {
            Some(question) => Cow::Borrowed(&question.passages),
            None => Cow::Owned(json(&page_passages(self.article))),
        }
    }
}

impl<'a> Entry<'a> {
    /// Its documents: itself, and the questions of an FAQ.
    pub(super) fn documents(self, texts: &[Arc<Analysed>]) -> impl Iterator<Item = SearchDocument<'a>> {
        let kind = match self.notice {
            Some(_) => NOTICE,
            None if self.is_category => "category",
            None => self.article.front.kind.name(),
        };
        let anchor = self.notice.map(|placed| format!("#{}", encode(&placed.id))).unwrap_or_default();
        let url = encode(self.url) + &anchor;
        texts.iter().map(move |text| {
            let text = Arc::clone(text);
            let (article, breadcrumb) = (self.article, self.breadcrumb.iter().cloned());
            match &text.question {
                Some(AnalysedQuestion { asked, .. }) => SearchDocument {
                    article,
                    url: format!("{url}#{}", asked.id),
                    title: asked.text.clone(),
                    breadcrumb: breadcrumb.chain([self.title.to_owned()]).collect(),
                    kind,
                    notice: None,
                    text,
                },
                None => SearchDocument {
                    article,
                    url: url.clone(),
                    title: self.title.to_owned(),
                    breadcrumb: breadcrumb.collect(),
                    kind,
                    notice: self.notice.map(|placed| &*placed.notice),
                    text,
                },
            }
        })
    }
}

/// `step-2` before `step-10`: every run of digits as wide as any.
fn natural_key(path: &str) -> String {
    let mut key = String::new();
    let mut rest = path;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let length = rest[start..].find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len() - start);
        key += &format!("{}{:0>20}", &rest[..start], &rest[start..start + length]);
        rest = &rest[start + length..];
    }
    key + rest
}

fn breadcrumb(edition: &Edition, folder: &str) -> Vec<String> {
    edition.trail(folder).iter().map(|category| category.title.clone()).collect()
}
