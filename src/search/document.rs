//! Article -> what is searched and shown of it: one document for each question of an FAQ, one for any other page.

use std::collections::BTreeMap;

use crate::content::faq::{Faq, Group};
use crate::content::{Article, Kind, folder_of};
use crate::markdown::Section;
use crate::site::url::encode;
use crate::site::{Edition, Page};

/// How many fields a document has.
pub(super) const FIELDS: usize = 4;

/// The fields that are searched, each weighted by itself. The values are indexes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    /// The title or question.
    Title,
    /// The customers' own words.
    Keywords,
    /// Headings; of a question, those it stands under.
    Headings,
    /// Description and text.
    Body,
}

/// What may be found: a page, or a question with its answer.
#[derive(Debug, Default)]
pub(super) struct SearchDocument<'a> {
    /// Path of its article, inside the language.
    pub(super) path: &'a str,
    /// The texts that are searched, by [`Field`].
    pub(super) fields: [String; FIELDS],
    /// Its address from the site's root; a question's has its anchor.
    pub(super) url: String,
    /// The title or question.
    pub(super) title: String,
    /// Titles of what it is in, outermost first.
    pub(super) breadcrumb: Vec<String>,
    /// The front matter's kind, or `category`.
    pub(super) kind: &'static str,
    /// Its texts, for anchors and excerpts.
    pub(super) passages: Vec<Passage>,
}

/// A section of a document, as results show it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Passage {
    /// Its heading; empty for what stands before the first one.
    pub(super) heading: String,
    /// The heading's id, encoded; empty for the document itself.
    pub(super) anchor: String,
    /// Its text in one line.
    pub(super) text: String,
}

/// The documents of an edition, in the order of their paths, numbers in them as numbers: so what belongs together is in one
/// file, and of two results that are equally good the first comes first. Articles that stand in for missing translations
/// are left to their own language. `keywords` are further ones, by the article's path.
pub(super) fn documents<'a>(edition: &'a Edition, keywords: &BTreeMap<String, Vec<String>>) -> Vec<SearchDocument<'a>> {
    let mut documents = Vec::new();
    let mut pages: Vec<&Page> = edition.pages.values().filter(|page| !edition.is_fallback(&page.article)).collect();
    pages.sort_by_cached_key(|page| natural_key(&page.article.path));
    for page in pages {
        let article = &*page.article;
        let trail = breadcrumb(edition, article.folder());
        documents.push(whole(article, &page.url, &article.title, trail.clone()));
        if article.front.kind == Kind::Faq {
            questions(article, &page.url, &trail, &mut documents);
        }
    }
    for category in edition.categories.values().filter(|category| !category.folder.is_empty()) {
        if let Some(text) = category.text.as_deref().filter(|text| !edition.is_fallback(text)) {
            let trail = breadcrumb(edition, folder_of(&category.folder));
            let mut document = whole(text, &category.url, &category.title, trail);
            document.kind = "category";
            documents.push(document);
        }
    }
    for document in documents.iter_mut().filter(|document| !document.url.contains('#')) {
        for more in keywords.get(document.path).into_iter().flatten() {
            document.fields[Field::Keywords as usize].extend([" ", more]);
        }
    }
    documents
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

/// A page; of an FAQ all but its questions.
fn whole<'a>(article: &'a Article, url: &str, title: &str, breadcrumb: Vec<String>) -> SearchDocument<'a> {
    let sections = &article.document.sections;
    let shown: Vec<&Section> = match article.front.kind {
        Kind::Faq => {
            let faq = Faq::new(&article.document);
            let intros = faq.groups.iter().map(|group| group.intro.clone());
            std::iter::once(faq.intro.clone()).chain(intros).flatten().map(|at| &sections[at]).collect()
        }
        _ => sections.iter().collect(),
    };
    let mut passages = passages(&shown);
    if !article.description.is_empty() {
        match passages.first_mut().filter(|passage| passage.anchor.is_empty()) {
            Some(first) => {
                first.text = format!("{} {}", one_line(&article.description), first.text).trim_end().to_owned();
            }
            None => passages.insert(0, Passage { text: one_line(&article.description), ..Passage::default() }),
        }
    }
    let headings: Vec<&str> = passages.iter().map(|passage| passage.heading.as_str()).collect();
    SearchDocument {
        path: &article.path,
        fields: [title.to_owned(), article.front.keywords.join(" "), headings.join(" "), texts(&passages)],
        url: encode(url),
        title: title.to_owned(),
        breadcrumb,
        kind: article.front.kind.name(),
        passages,
    }
}

/// A document for each question, which its page's title and its group's heading help to find.
fn questions<'a>(article: &'a Article, url: &str, trail: &[String], documents: &mut Vec<SearchDocument<'a>>) {
    let sections = &article.document.sections;
    let heading_of = |at: usize| sections[at].heading.as_ref();
    let faq = Faq::new(&article.document);
    for (Group { heading, .. }, range) in
        faq.groups.iter().flat_map(|group| group.questions.iter().map(move |range| (group, range)))
    {
        let Some(question) = heading_of(range.start) else { continue };
        let mut passages = passages(&sections[range.clone()].iter().collect::<Vec<_>>());
        if let Some(answer) = passages.first_mut() {
            // The document's own address leads there, and its title says it.
            *answer = Passage { text: std::mem::take(&mut answer.text), ..Passage::default() };
        }
        let group = heading.and_then(heading_of).map(|heading| heading.text.as_str());
        let inner = passages.iter().map(|passage| passage.heading.as_str());
        let headings: Vec<&str> = [article.title.as_str()].into_iter().chain(group).chain(inner).collect();
        documents.push(SearchDocument {
            path: &article.path,
            fields: [question.text.clone(), String::new(), headings.join(" "), texts(&passages)],
            url: format!("{}#{}", encode(url), encode(&question.id)),
            title: question.text.clone(),
            breadcrumb: trail.iter().cloned().chain([article.title.clone()]).collect(),
            kind: article.front.kind.name(),
            passages,
        });
    }
}

fn passages(sections: &[&Section]) -> Vec<Passage> {
    let passage = |section: &&Section| Passage {
        heading: section.heading.as_ref().map(|heading| one_line(&heading.text)).unwrap_or_default(),
        anchor: section.heading.as_ref().map(|heading| encode(&heading.id)).unwrap_or_default(),
        text: one_line(&section.text),
    };
    let passages = sections.iter().map(passage);
    passages.filter(|passage| !passage.text.is_empty() || !passage.heading.is_empty()).collect()
}

fn texts(passages: &[Passage]) -> String {
    passages.iter().map(|passage| passage.text.as_str()).collect::<Vec<_>>().join("\n")
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
