//! `answers.json`: every question with its answer, and every article, for chat programs and the like.
//!
//! What stands in for a missing translation is in the file of the other language.

use serde::Serialize;

use crate::content::faq::Faq;
use crate::content::{Kind, summary};
use crate::site::Page;
use crate::site::url::encode;

use super::body::Body;
use super::structured::answer_text;
use super::view::{Place, View};

/// Raised where a field goes or becomes something else.
const VERSION: u32 = 1;

/// How much of a hash is given.
const HASH: usize = 16;

/// What the file begins with.
#[derive(Serialize)]
struct Head<'a> {
    version: u32,
    title: &'a str,
    language: &'a str,
    url: &'a str,
}

/// A question, or an article.
#[derive(Serialize)]
struct Answer<'a> {
    question: &'a str,
    answer_text: &'a str,
    /// Only of questions.
    #[serde(skip_serializing_if = "Option::is_none")]
    answer_html: Option<&'a str>,
    url: &'a str,
    language: &'a str,
    /// Of question and answer: another one where they changed.
    hash: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    updated: Option<String>,
    kind: &'static str,
}

/// The answers of an edition, one a line, in the order of their pages' addresses.
pub(super) fn answers(view: &View<'_>) -> String {
    let language = &view.edition.language.tag;
    let home = address(view, &view.edition.prefix);
    let mut pages: Vec<&Page> = view.edition.pages.values().collect();
    pages.retain(|page| !view.edition.is_fallback(&page.article));
    pages.sort_by_key(|page| &page.url);
    let head = Head { version: VERSION, title: &view.site_title(), language, url: &home };
    let mut out = json(&head);
    out.pop(); // its brace
    // Of a large site these are many bytes: no more of them are asked for than it takes.
    out.reserve(pages.iter().map(|page| page.article.source.text.len() + 512).sum());
    out.push_str(",\"answers\":[");
    let mut separator = "\n";
    let mut add = |answer: &Answer<'_>| {
        out.push_str(separator);
        out.push_str(&json(answer));
        separator = ",\n";
    };
    for page in pages {
        article(view, page, &mut add);
        if page.article.front.kind == Kind::Faq {
            questions(view, page, &mut add);
        }
    }
    out + "\n]}\n"
}

/// An article: its title, its description and its text; of an FAQ the description alone, since its questions follow.
fn article(view: &View<'_>, page: &Page, add: &mut dyn FnMut(&Answer<'_>)) {
    let article = &page.article;
    let sections = &article.document.sections;
    let text = match article.front.kind {
        Kind::Faq if article.description.is_empty() => summary::of_text(sections),
        Kind::Faq => String::new(),
        _ => answer_text(sections),
    };
    let parts: Vec<&str> =
        [article.description.trim(), text.trim()].into_iter().filter(|part| !part.is_empty()).collect();
    let text = parts.join("\n\n");
    add(&Answer {
        question: &article.title,
        answer_text: &text,
        answer_html: None,
        url: &address(view, &page.url),
        language: &view.edition.language.tag,
        hash: &hash(&[&article.title, &text]),
        updated: article.front.updated_on().map(crate::date::Date::iso),
        kind: article.front.kind.name(),
    });
}

/// The questions of an FAQ.
fn questions(view: &View<'_>, page: &Page, add: &mut dyn FnMut(&Answer<'_>)) {
    let article = &*page.article;
    let sections = &article.document.sections;
    let url = address(view, &page.url);
    let place = Place::Away { from: base(view), at: view.edition.prefix.clone(), page: page.url.clone() };
    let body = Body::new(view, &place, article);
    for range in Faq::new(&article.document).questions() {
        let Some(heading) = &sections[range.start].heading else { continue };
        let (text, html) = (answer_text(&sections[range.clone()]), body.plain_answer(&sections[range.clone()]));
        let (text, html) = (text.trim(), html.trim());
        add(&Answer {
            question: &heading.text,
            answer_text: text,
            answer_html: Some(html),
            url: &format!("{url}#{}", encode(&heading.id)),
            language: &view.edition.language.tag,
            hash: &hash(&[&heading.text, text, html]),
            updated: article.front.updated_on().map(crate::date::Date::iso),
            kind: "question",
        });
    }
}

/// The base URL with its final slash.
fn base(view: &View<'_>) -> Option<String> {
    view.site.config.base_url.as_ref().map(|base| format!("{base}/"))
}

/// An absolute address; without a base URL that from the file itself.
fn address(view: &View<'_>, url: &str) -> String {
    view.absolute(url).unwrap_or_else(|| crate::site::url::relative(&view.edition.prefix, url))
}

fn hash(parts: &[&str]) -> String {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(&(part.len() as u64).to_le_bytes()).update(part.as_bytes());
    }
    hasher.finalize().to_hex()[..HASH].to_owned()
}

/// These structs are texts and numbers, which always become JSON. Without `<` it is never taken for HTML.
fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default().replace('<', "\\u003c")
}
