//! Article pages: text, contents, questions, neighbours.

use crate::content::faq::Faq;
use crate::content::{Article, Kind, reading_time, summary};
use crate::date::Date;
use crate::markdown::Section;
use crate::site::troubleshooter::{Step, Troubleshooter};
use crate::site::url::fragment;
use crate::site::{OldQuestion, Page, mermaid};

use super::body::{Body, SWITCH};
use super::context::{
    ArticlePage, Card, DateContext, LinkContext, NavEntry, OldQuestionContext, QuestionContext, QuestionGroup,
    ReviewContext, StepContext, TocEntry,
};
use super::feedback;
use super::head::Subject;
use super::notices;
use super::outdated;
use super::pictures;
use super::structured;
use super::view::{Place, View};

/// An article with fewer sections needs no list of them.
const SECTIONS_FOR_CONTENTS: usize = 3;

/// An FAQ with more questions begins with a list of them (UX.md: up to about seven stand open by themselves).
const QUESTIONS_WITHOUT_LIST: usize = 7;

/// An article that takes as many minutes says how many.
const LONG_TO_READ: usize = 3;

/// How many articles of its category are listed beside an article.
const SIBLINGS: usize = 24;

/// How many related articles are shown.
const RELATED: usize = 3;

/// The page of an article.
pub(super) fn article(view: &View<'_>, page: &Page, place: &Place) -> ArticlePage {
    let article = &page.article;
    let (outdated, remarks) = outdated::lag(view, article, place).map(|lag| (lag.notice, lag.remarks)).unzip();
    let body = Body { remarks: remarks.unwrap_or_default(), ..Body::new(view, place, article) };
    let sections = &article.document.sections;
    let faq = (article.front.kind == Kind::Faq).then(|| Faq::new(&article.document));
    let graph = (article.front.kind == Kind::Troubleshooter).then(|| Troubleshooter::new(&article.document));
    let intro = faq.as_ref().map(|faq| &faq.intro).or(graph.as_ref().map(|graph| &graph.intro));
    let subject = Subject {
        title: &article.title,
        description: &article.description,
        url: &page.url,
        path: Some(&article.path),
        folder: Some(article.folder()),
        fallback: view.edition.is_fallback(article),
    };
    let mut head = view.head(&subject, place);
    head.picture = pictures::of_page(view.site, view.kit, view.edition, &article.path);
    // Nobody reads it in a page that search engines leave out.
    if !head.noindex {
        head.structured_data = structured::article(view, page, faq.as_ref(), &head);
    }
    head.preview_type = "article";
    if head.summary.is_empty() {
        head.summary = summary::of_text(sections);
    }
    notices::above(view, &article.path, Some(article), place, &mut head);
    let siblings = siblings(view, page, place);
    let old = view.site.old_questions.get(&page.url).map(Vec::as_slice).unwrap_or_default();
    let category = view.edition.category(article.folder()).filter(|category| !category.folder.is_empty());
    let mut page = ArticlePage {
        head,
        kind: article.front.kind.name(),
        fallback: view.fallback(article),
        outdated,
        body_html: body.sections(intro.map_or(sections, |intro| &sections[intro.clone()])),
        toc: if intro.is_some() { Vec::new() } else { contents(&body, sections) },
        list_questions: faq.as_ref().is_some_and(|faq| faq.questions().count() > QUESTIONS_WITHOUT_LIST),
        groups: faq.map(|faq| groups(&body, &faq, old)).unwrap_or_default(),
        tree: graph.as_ref().filter(|_| !view.site.is_public()).map(mermaid),
        steps: graph.iter().flat_map(|graph| &graph.steps).map(|one| step(&body, one)).collect(),
        old_questions: old_questions(page, old, place),
        updated: article.front.updated.as_ref().map(|date| date_context(view, date.value)),
        review: article.front.review_by.as_ref().and_then(|date| review(view, date.value)),
        time: article.front.time.clone(),
        reading_time: reading_time(view, article),
        platforms: platforms(view, article),
        platform_switch: false,
        edit_url: edit_url(view, article),
        feedback: feedback::question(view, page),
        report_url: feedback::report(view, page, place),
        category: category.map(|category| view.category_link(category, place)),
        all_siblings_text: siblings.all.map(|all| view.texts.count("article_count", all)),
        siblings: siblings.entries,
        previous: siblings.previous,
        next: siblings.next,
        related: related(view, article, place),
    };
    page.platform_switch = has_switch(&page);
    page
}

/// Whether any of the page's texts has a switch.
fn has_switch(page: &ArticlePage) -> bool {
    let mut groups = page.groups.iter();
    page.body_html.contains(SWITCH)
        || page.steps.iter().any(|step| step.body_html.contains(SWITCH))
        || groups.any(|group| {
            let mut questions = group.questions.iter();
            group.intro_html.contains(SWITCH) || questions.any(|question| question.answer_html.contains(SWITCH))
        })
}

fn date_context(view: &View<'_>, date: Date) -> DateContext {
    DateContext { iso: date.iso(), text: view.texts.format().date(date) }
}

/// Only articles are read from beginning to end, and only long ones make readers wonder.
fn reading_time(view: &View<'_>, article: &Article) -> Option<String> {
    let minutes = (article.front.kind == Kind::Article).then(|| reading_time::minutes(&article.document.sections))?;
    let number = view.texts.format().number(minutes);
    (minutes >= LONG_TO_READ).then(|| view.texts.fill("reading_minutes", &[("count", &number)]))
}

/// Until that day there is nothing to say.
fn review(view: &View<'_>, date: Date) -> Option<ReviewContext> {
    Some(ReviewContext { date: date_context(view, date), when: format!("{}/..", date.next()?.iso()) })
}

/// The headings of the second and third level; one of the third without one above it stands by itself.
fn contents(body: &Body<'_>, sections: &[Section]) -> Vec<TocEntry> {
    let mut entries: Vec<TocEntry> = Vec::new();
    let (mut parent, mut count) = (None, 0);
    for heading in sections.iter().filter_map(|section| section.heading.as_ref()) {
        let entry = TocEntry { id: heading.id.clone(), title_html: body.phrase(&heading.label), children: Vec::new() };
        match (heading.level, parent.and_then(|at| entries.get_mut(at))) {
            (0..=2, _) => {
                parent = Some(entries.len());
                entries.push(entry);
            }
            (3, Some(parent)) => parent.children.push(entry),
            (3, None) => entries.push(entry),
            _ => continue,
        }
        count += 1;
    }
    if count < SECTIONS_FOR_CONTENTS { Vec::new() } else { entries }
}

/// `old` are the questions that were once on the page.
fn groups(body: &Body<'_>, faq: &Faq, old: &[OldQuestion]) -> Vec<QuestionGroup> {
    let sections = &body.article.document.sections;
    let heading = |index: usize| sections.get(index).and_then(|section| section.heading.as_ref());
    let question = |range: &std::ops::Range<usize>| {
        let heading = heading(range.start)?;
        Some(QuestionContext {
            id: heading.id.clone(),
            old_ids: old.iter().filter(|old| old.is_at(&heading.id)).map(|old| old.id.clone()).collect(),
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

fn step(body: &Body<'_>, step: &Step<'_>) -> StepContext {
    StepContext {
        id: step.heading.id.clone(),
        title_html: body.phrase(&step.heading.label),
        title: step.heading.text.clone(),
        body_html: body.answer(&body.article.document.sections[step.sections.clone()]),
        outcome: step.is_outcome(),
    }
}

/// Those that no question of the page answers.
fn old_questions(page: &Page, old: &[OldQuestion], place: &Place) -> Vec<OldQuestionContext> {
    let ids = || page.article.document.sections.iter().filter_map(|section| section.heading.as_ref());
    let is_elsewhere = |old: &&OldQuestion| !ids().any(|heading| old.is_at(&heading.id));
    let elsewhere = old.iter().filter(is_elsewhere).map(|old| OldQuestionContext {
        id: old.id.clone(),
        title: old.title.clone(),
        text: old.text.clone(),
        url: old.to.as_ref().map(|(url, anchor)| format!("{}{}", place.to(url), fragment(anchor.as_deref()))),
    });
    elsewhere.collect()
}

fn platforms(view: &View<'_>, article: &Article) -> Vec<String> {
    let ids = article.front.platforms.iter().flat_map(|platforms| &platforms.value);
    ids.map(|id| view.platform(id).to_owned()).collect()
}

fn edit_url(view: &View<'_>, article: &Article) -> Option<String> {
    let pattern = view.site.config.edit_url.as_ref()?;
    Some(pattern.replace("{path}", &crate::site::url::encode(&article.source.path)))
}

/// The articles of the same category around this one; all of them where they are few.
struct Siblings {
    entries: Vec<NavEntry>,
    previous: Option<LinkContext>,
    next: Option<LinkContext>,
    /// How many the category has, where not all are listed.
    all: Option<usize>,
}

fn siblings(view: &View<'_>, page: &Page, place: &Place) -> Siblings {
    let here = page.place;
    let paths =
        view.edition.category(page.article.folder()).map(|category| category.articles.as_slice()).unwrap_or_default();
    let page = |index: usize| paths.get(index).and_then(|path| view.edition.pages.get(path));
    let link = |index: usize| {
        let page = page(index)?;
        let language = view.foreign_language(&page.article);
        Some(LinkContext { title: page.article.title.clone(), url: place.to(&page.url), language })
    };
    // A list of hundreds on each of hundreds of pages would make the site grow with their square.
    let first = here.saturating_sub(SIBLINGS / 2).min(paths.len().saturating_sub(SIBLINGS));
    let last = (first + SIBLINGS).min(paths.len());
    let entries = (first..last).filter_map(|index| {
        let link = link(index)?;
        Some(NavEntry { title: link.title, url: link.url, current: index == here, language: link.language })
    });
    Siblings {
        entries: if paths.len() > 1 { entries.collect() } else { Vec::new() },
        previous: here.checked_sub(1).and_then(link),
        next: link(here + 1),
        all: (paths.len() > SIBLINGS).then_some(paths.len()),
    }
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
