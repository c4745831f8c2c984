//! Pages that list articles: home, category, search, not found.

use std::collections::HashMap;

use crate::content::faq::Faq;
use crate::content::{Article, Kind, folder_of, is_index};
use crate::language::collation::Collation;
use crate::site::{Category, Page};
use crate::slug::{UniqueIds, slugify};

use super::body::Body;
use super::context::{
    Card, CategoryCard, CategoryPage, Entry, HomePage, Letter, LinkContext, NotFoundPage, Outdated, RetiredPage,
    SearchPage,
};
use super::head::Subject;
use super::notices;
use super::outdated;
use super::pictures;
use super::structured;
use super::view::{Place, View};
use crate::content::summary;

/// How many articles of a category the home page shows.
const ARTICLES_ON_HOME: usize = 4;

/// How many questions of featured FAQs the home page shows.
const MOST_ASKED: usize = 8;

/// How many questions of an FAQ a list shows.
const QUESTIONS_IN_LIST: usize = 4;

/// The home page.
pub(super) fn home(view: &View<'_>, category: &Category, place: &Place) -> HomePage {
    let text = category.text.as_deref();
    let site_title = view.site_title();
    let subject = Subject {
        title: if category.title.is_empty() { &site_title } else { &category.title },
        description: category.description(),
        url: &category.url,
        path: Some("index.md"),
        folder: None,
        fallback: text.is_some_and(|text| view.edition.is_fallback(text)),
    };
    let mut featured: Vec<&Page> = view.edition.pages.values().filter(|page| page.article.front.featured).collect();
    let collation = Collation::new(&view.edition.language);
    featured
        .sort_by_cached_key(|page| (page.article.front.order.unwrap_or(i64::MAX), collation.key(&page.article.title)));
    // An FAQ without questions has nothing but itself to show.
    let (faqs, featured): (Vec<&Page>, Vec<&Page>) =
        featured.into_iter().partition(|page| !questions(&page.article).is_empty());
    let mut head = view.head(&subject, place);
    head.picture = pictures::of_page(view.site, view.kit, view.edition, &category.folder);
    if head.summary.is_empty() {
        head.summary = list_summary(view, category);
    }
    if !head.noindex {
        head.structured_data = structured::home(view, &head.summary);
    }
    let (body_html, outdated) = text.map(|text| body(view, text, place)).unwrap_or_default();
    HomePage {
        head,
        fallback: text.and_then(|text| view.fallback(text)),
        body_html,
        outdated,
        notices_when: None,
        notices: Vec::new(),
        featured: featured.into_iter().map(|page| view.card(page, place)).collect(),
        most_asked: most_asked(view, &faqs, place),
        categories: view.category_cards(category, ARTICLES_ON_HOME, place),
        articles: view.cards(category, usize::MAX, place),
    }
}

/// The first questions of several FAQs, as many of each as there is room for.
fn most_asked(view: &View<'_>, faqs: &[&Page], place: &Place) -> Vec<LinkContext> {
    let all: Vec<_> = faqs.iter().map(|page| questions(&page.article)).collect();
    let mut shares = vec![0; all.len()];
    let mut left = MOST_ASKED;
    loop {
        let before = left;
        for (share, questions) in shares.iter_mut().zip(&all) {
            let more = usize::from(left > 0 && *share < questions.len());
            *share += more;
            left -= more;
        }
        if left == before {
            break;
        }
    }
    let questions = faqs.iter().zip(&all).zip(shares).flat_map(|((page, questions), share)| {
        questions.iter().take(share).map(|(id, text)| LinkContext {
            title: (*text).to_owned(),
            url: format!("{}#{}", place.to(&page.url), crate::site::url::encode(id)),
            language: view.foreign_language(&page.article),
        })
    });
    questions.collect()
}

/// A category's page.
pub(super) fn category(view: &View<'_>, category: &Category, place: &Place) -> CategoryPage {
    let text = category.text.as_deref();
    let path = format!("{}/index.md", category.folder);
    let subject = Subject {
        title: &category.title,
        description: category.description(),
        url: &category.url,
        path: Some(&path),
        folder: Some(folder_of(&category.folder)),
        fallback: text.is_some_and(|text| view.edition.is_fallback(text)),
    };
    let mut head = view.head(&subject, place);
    head.picture = pictures::of_page(view.site, view.kit, view.edition, &category.folder);
    if head.summary.is_empty() {
        head.summary = list_summary(view, category);
    }
    let (body_html, outdated) = text.map(|text| body(view, text, place)).unwrap_or_default();
    let path = format!("{}/index.md", category.folder);
    notices::above(view, &path, text, place, &mut head);
    CategoryPage {
        head,
        fallback: text.and_then(|text| view.fallback(text)),
        body_html,
        outdated,
        icon_html: view.category_icon(category),
        scope: category.url.strip_prefix(&view.edition.prefix).unwrap_or(&category.url).to_owned(),
        count_text: view.texts.count("article_count", view.count(category)),
        articles: view.cards(category, usize::MAX, place),
        categories: view.category_cards(category, usize::MAX, place),
    }
}

/// The search page: every article and question from A to Z.
pub(super) fn search(view: &View<'_>, url: &str, place: &Place) -> SearchPage {
    let title = view.texts.get("search");
    let subject = Subject { title, description: "", url, path: None, folder: Some(""), fallback: false };
    let letters = letters(view, place);
    let top = view.edition.category("").into_iter().flat_map(|home| &home.children);
    let top = top.filter_map(|folder| view.edition.category(folder));
    let mut head = view.head(&subject, place);
    head.noindex = true;
    head.summary = view.texts.fill("search_summary", &[("title", &view.site_title())]);
    SearchPage { head, letters, categories: top.map(|top| view.category_link(top, place)).collect() }
}

/// The page for addresses that lead nowhere.
pub(super) fn not_found(view: &View<'_>, place: &Place) -> NotFoundPage {
    let title = view.texts.get("not_found_title");
    let url = format!("{}404.html", view.edition.prefix);
    let subject = Subject { title, description: "", url: &url, path: None, folder: None, fallback: false };
    let mut head = view.head(&subject, place);
    head.noindex = true;
    head.canonical_url = None;
    head.languages.iter_mut().for_each(|link| link.translated = false);
    let home = view.edition.category("");
    NotFoundPage { head, categories: home.map(|home| view.category_cards(home, 0, place)).unwrap_or_default() }
}

/// What became of a page that is no longer there.
pub(super) fn retired(view: &View<'_>, page: &crate::site::RetiredPage, place: &Place) -> RetiredPage {
    let title = &page.title;
    // It stands in no other language, so the switch leads to home pages.
    let (description, path) = (page.text.as_str(), Some("index.md"));
    let subject = Subject { title, description, url: &page.url, path, folder: None, fallback: false };
    let mut head = view.head(&subject, place);
    head.noindex = true;
    head.canonical_url = None;
    head.alternates.clear();
    head.languages.iter_mut().for_each(|link| link.translated = false);
    RetiredPage { head, text: page.text.clone() }
}

/// How a category's text begins, or what is in it.
fn list_summary(view: &View<'_>, category: &Category) -> String {
    let text = category.text.as_deref().map(|text| summary::of_text(&text.document.sections));
    text.filter(|text| !text.is_empty()).unwrap_or_else(|| {
        let categories = category.children.iter().filter_map(|folder| view.edition.category(folder));
        let articles = category.articles.iter().filter_map(|path| view.edition.pages.get(path));
        let titles = categories.map(|category| category.title.as_str());
        summary::of_titles(titles.chain(articles.map(|page| page.article.title.as_str())))
    })
}

/// A text, and what is to be said of it where it lags behind its source.
fn body(view: &View<'_>, article: &Article, place: &Place) -> (String, Option<Outdated>) {
    let (outdated, remarks) = outdated::lag(view, article, place).map(|lag| (lag.notice, lag.remarks)).unzip();
    let body = Body { remarks: remarks.unwrap_or_default(), ..Body::new(view, place, article) };
    (body.sections(&article.document.sections), outdated)
}

/// Every article and question in the order of the language's alphabet, under its letters; digits and signs last.
fn letters(view: &View<'_>, place: &Place) -> Vec<Letter> {
    let collation = Collation::new(&view.edition.language);
    let pages = view.edition.pages.values();
    let mut entries: Vec<Entry> = pages.flat_map(|page| entries_of(view, page, place)).collect();
    entries.sort_by_cached_key(|entry| (collation.key(&entry.title), entry.url.clone()));
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut letters: Vec<(String, Vec<Entry>)> = Vec::new();
    let mut other = Vec::new();
    for entry in entries {
        let Some(letter) = collation.letter(&entry.title) else {
            other.push(entry);
            continue;
        };
        let at = *places.entry(letter).or_insert_with_key(|letter| {
            letters.push((letter.clone(), Vec::new()));
            letters.len() - 1
        });
        letters[at].1.push(entry);
    }
    collation.arrange(&mut letters);
    let mut ids = UniqueIds::default();
    let letters = letters.into_iter().map(|(letter, entries)| {
        let id = ids.take(format!("ab-letter-{}", slugify(&letter)));
        Letter { letter, id, entries }
    });
    let other = Letter { letter: "#".to_owned(), id: "ab-letter-other".to_owned(), entries: other };
    letters.chain((!other.entries.is_empty()).then_some(other)).collect()
}

fn entries_of(view: &View<'_>, page: &Page, place: &Place) -> Vec<Entry> {
    let article = &page.article;
    let trail: Vec<&str> =
        view.edition.trail(article.folder()).iter().map(|category| category.title.as_str()).collect();
    let entry = |title: &str, url: String, path: String| Entry {
        title: title.to_owned(),
        url,
        path,
        language: view.foreign_language(article),
    };
    let url = place.to(&page.url);
    let mut entries = vec![entry(&article.title, url.clone(), trail.join(" › "))];
    let path = trail.iter().copied().chain([article.title.as_str()]).collect::<Vec<_>>().join(" › ");
    for (id, question) in questions(article) {
        entries.push(entry(question, format!("{url}#{}", crate::site::url::encode(id)), path.clone()));
    }
    entries
}

/// Ids and texts of an FAQ's questions.
fn questions(article: &Article) -> Vec<(&str, &str)> {
    if article.front.kind != Kind::Faq {
        return Vec::new();
    }
    let faq = Faq::new(&article.document);
    let headings = faq.questions().filter_map(|range| article.document.sections[range.start].heading.as_ref());
    headings.map(|heading| (heading.id.as_str(), heading.text.as_str())).collect()
}

impl View<'_> {
    /// The card of an article or category by its path.
    pub(super) fn card_of(&self, path: &str, place: &Place) -> Option<Card> {
        if let Some(page) = self.edition.pages.get(path) {
            return Some(self.card(page, place));
        }
        let category = self.edition.category(folder_of(path)).filter(|_| is_index(path))?;
        Some(Card {
            title: category.title.clone(),
            url: place.to(&category.url),
            description: category.description().to_owned(),
            kind: Kind::Article.name(),
            language: category.text.as_ref().and_then(|text| self.foreign_language(text)),
            questions: Vec::new(),
            more_questions_text: None,
        })
    }

    fn card(&self, page: &Page, place: &Place) -> Card {
        let article = &page.article;
        let url = place.to(&page.url);
        let questions = questions(article);
        let more = questions.len().saturating_sub(QUESTIONS_IN_LIST);
        let links = questions.iter().take(QUESTIONS_IN_LIST).map(|(id, text)| LinkContext {
            title: (*text).to_owned(),
            url: format!("{url}#{}", crate::site::url::encode(id)),
            language: None, // the card's own
        });
        Card {
            title: article.title.clone(),
            description: article.description.clone(),
            kind: article.front.kind.name(),
            language: self.foreign_language(article),
            more_questions_text: (more > 0).then(|| self.texts.count("more_questions", more)),
            questions: links.collect(),
            url,
        }
    }

    /// The cards of the articles directly in a category.
    fn cards(&self, category: &Category, most: usize, place: &Place) -> Vec<Card> {
        let pages = category.articles.iter().take(most).filter_map(|path| self.edition.pages.get(path));
        pages.map(|page| self.card(page, place)).collect()
    }

    /// The cards of a category's sub-categories.
    fn category_cards(&self, category: &Category, articles: usize, place: &Place) -> Vec<CategoryCard> {
        let children = category.children.iter().filter_map(|folder| self.edition.category(folder));
        children
            .map(|child| CategoryCard {
                title: child.title.clone(),
                url: place.to(&child.url),
                description: child.description().to_owned(),
                icon_html: self.category_icon(child),
                count_text: self.texts.count("article_count", self.count(child)),
                language: child.text.as_ref().and_then(|text| self.foreign_language(text)),
                articles: self.cards(child, articles, place),
                categories: if articles == 0 { Vec::new() } else { self.category_cards(child, 0, place) },
            })
            .collect()
    }

    fn category_icon(&self, category: &Category) -> Option<String> {
        let icon = category.text.as_ref()?.front.icon.as_ref()?;
        self.icon(&icon.value)
    }

    /// How many articles are in a category and below.
    fn count(&self, category: &Category) -> usize {
        let below = category.children.iter().filter_map(|folder| self.edition.category(folder));
        category.articles.len() + below.map(|child| self.count(child)).sum::<usize>()
    }
}
