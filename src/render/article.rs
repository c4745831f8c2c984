//! Article pages: text, contents, questions, neighbours.

use crate::content::faq::Faq;
use crate::content::{Article, Kind};
use crate::markdown::Section;
use crate::site::Page;

use super::body::Body;
use super::context::{ArticlePage, Card, DateContext, LinkContext, NavEntry, QuestionContext, QuestionGroup, TocEntry};
use super::head::Subject;
use super::structured;
use super::view::{Place, View};

/// An article with fewer sections needs no list of them.
const SECTIONS_FOR_CONTENTS: usize = 3;

/// An FAQ with more questions begins with a list of them (UX.md: up to about seven stand open by themselves).
const QUESTIONS_WITHOUT_LIST: usize = 7;

/// How many related articles are shown.
const RELATED: usize = 3;

/// The page of an article.
pub(super) fn article(view: &View<'_>, page: &Page, place: &Place) -> ArticlePage {
    let article = &page.article;
    let body = Body { view, place, article };
    let sections = &article.document.sections;
    let faq = (article.front.kind == Kind::Faq).then(|| Faq::new(&article.document));
    let subject = Subject {
        title: &article.title,
        description: &article.description,
        url: &page.url,
        path: Some(&article.path),
        folder: Some(article.folder()),
        fallback: view.edition.is_fallback(article),
    };
    let mut head = view.head(&subject, place);
    head.structured_data = structured::article(view, page, faq.as_ref());
    let siblings = siblings(view, article, place);
    let here = siblings.iter().position(|entry| entry.current).unwrap_or(0);
    let link = |entry: &NavEntry| LinkContext {
        title: entry.title.clone(),
        url: entry.url.clone(),
        language: entry.language.clone(),
    };
    let previous = here.checked_sub(1).and_then(|at| siblings.get(at)).map(link);
    let next = siblings.get(here + 1).map(link);
    let category = view.edition.category(article.folder()).filter(|category| !category.folder.is_empty());
    ArticlePage {
        head,
        kind: article.front.kind.name(),
        fallback: view.fallback(article),
        body_html: match &faq {
            Some(faq) => body.sections(&sections[faq.intro.clone()]),
            None => body.sections(sections),
        },
        toc: if faq.is_some() { Vec::new() } else { contents(&body, sections) },
        list_questions: faq.as_ref().is_some_and(|faq| faq.questions().count() > QUESTIONS_WITHOUT_LIST),
        groups: faq.map(|faq| groups(&body, &faq)).unwrap_or_default(),
        updated: article.front.updated.map(|date| DateContext { iso: date.iso(), text: view.texts.date(date) }),
        time: article.front.time.clone(),
        platforms: platforms(view, article),
        edit_url: edit_url(view, article),
        category: category.map(|category| view.category_link(category, place)),
        siblings: if siblings.len() > 1 { siblings } else { Vec::new() },
        previous,
        next,
        related: related(view, article, place),
    }
}

/// The headings of the second and third level.
fn contents(body: &Body<'_>, sections: &[Section]) -> Vec<TocEntry> {
    let mut entries: Vec<TocEntry> = Vec::new();
    for heading in sections.iter().filter_map(|section| section.heading.as_ref()) {
        let entry = TocEntry { id: heading.id.clone(), title_html: body.phrase(&heading.label), children: Vec::new() };
        match (heading.level, entries.last_mut()) {
            (0..=2, _) => entries.push(entry),
            (3, Some(parent)) => parent.children.push(entry),
            _ => {}
        }
    }
    if entries.len() < SECTIONS_FOR_CONTENTS { Vec::new() } else { entries }
}

fn groups(body: &Body<'_>, faq: &Faq) -> Vec<QuestionGroup> {
    let sections = &body.article.document.sections;
    let heading = |index: usize| sections.get(index).and_then(|section| section.heading.as_ref());
    let question = |range: &std::ops::Range<usize>| {
        let heading = heading(range.start)?;
        Some(QuestionContext {
            id: heading.id.clone(),
            title_html: body.phrase(&heading.label),
            title: heading.text.clone(),
            answer_html: body.answer(&sections[range.clone()]),
        })
    };
    let group = |group: &crate::content::faq::Group| {
        let heading = group.heading.and_then(heading);
        QuestionGroup {
            id: heading.map(|heading| heading.id.clone()).unwrap_or_default(),
            title_html: heading.map(|heading| body.phrase(&heading.label)).unwrap_or_default(),
            intro_html: body.answer(&sections[group.intro.clone()]),
            questions: group.questions.iter().filter_map(question).collect(),
        }
    };
    faq.groups.iter().map(group).collect()
}

fn platforms(view: &View<'_>, article: &Article) -> Vec<String> {
    let ids = article.front.platforms.iter().flat_map(|platforms| &platforms.value);
    ids.map(|id| {
        let known = view.site.config.platforms.iter().find(|(known, _)| known == id);
        known.map_or_else(|| id.clone(), |(_, label)| label.get(&view.edition.language).to_owned())
    })
    .collect()
}

fn edit_url(view: &View<'_>, article: &Article) -> Option<String> {
    let pattern = view.site.config.edit_url.as_ref()?;
    Some(pattern.replace("{path}", &crate::site::url::encode(&article.source.path)))
}

/// The articles of the same category, this one among them.
fn siblings(view: &View<'_>, article: &Article, place: &Place) -> Vec<NavEntry> {
    let category = view.edition.category(article.folder());
    let pages =
        category.into_iter().flat_map(|category| &category.articles).filter_map(|path| view.edition.pages.get(path));
    pages
        .map(|page| NavEntry {
            title: page.article.title.clone(),
            url: place.to(&page.url),
            current: page.article.path == article.path,
            language: view.foreign_language(&page.article),
        })
        .collect()
}

/// The articles that the writer names, then the nearest ones by their words.
fn related(view: &View<'_>, article: &Article, place: &Place) -> Vec<Card> {
    let named = article.front.related.iter().flat_map(|related| &related.value);
    let named = named.filter_map(|path| view.site.related(view.edition, article, path).ok());
    let key = (view.edition.index, article.path.clone());
    let near = view.neighbours.get(&key).into_iter().flatten().cloned();
    let mut paths: Vec<String> = Vec::new();
    let named: Vec<String> = named.collect();
    let most = named.len().max(RELATED);
    for path in named.into_iter().chain(near) {
        if path != article.path && !paths.contains(&path) && paths.len() < most {
            paths.push(path);
        }
    }
    paths.iter().filter_map(|path| view.card_of(path, place)).collect()
}
