//! Atom feeds (RFC 4287): the articles that were updated last, and the notices.
//!
//! Their dates are the writers': a day is its beginning in UTC. Ids are the absolute addresses, which are meant to stay.

use std::cmp::Reverse;

use super::front::Front;
use super::xml::{DECLARATION, element, empty, escape};
use crate::content::{Article, summary};
use crate::date::Date;
use crate::site::url::encode;
use crate::site::{Edition, Page};

/// How many entries a feed has.
const ENTRIES: usize = 50;

/// An entry.
struct Entry<'s> {
    /// Its absolute address.
    url: String,
    updated: Date,
    article: &'s Article,
    /// Names and titles of the categories it is in.
    categories: Vec<(&'s str, &'s str)>,
}

/// The feed of an edition's articles; what stands in for a missing translation is in that of the other language.
pub(super) fn articles(front: &Front<'_>, edition: &Edition, path: &str) -> Option<String> {
    let own = edition.pages.values().filter(|page| !edition.is_fallback(&page.article));
    let mut pages: Vec<(Date, &Page)> = own.filter_map(|page| Some((page.article.front.updated_on()?, page))).collect();
    pages.sort_by_key(|(updated, page)| (Reverse(*updated), &page.url));
    let entries = pages.into_iter().take(ENTRIES).filter_map(|(updated, page)| {
        let trail = edition.trail(page.article.folder()).into_iter();
        let categories = trail.map(|category| (category.folder.as_str(), category.title.as_str())).collect();
        Some(Entry { url: front.site.absolute(&page.url)?, updated, article: &page.article, categories })
    });
    feed(front, edition, path, (front.title(edition), &edition.prefix), &entries.collect::<Vec<_>>())
}

/// The feed of an edition's notices.
pub(super) fn notices(front: &Front<'_>, edition: &Edition, path: &str) -> Option<String> {
    let page = &edition.own_pages.updates.url;
    let dated = edition.notices.iter().filter_map(|placed| Some((placed.notice.from?, placed)));
    let entries = dated.take(ENTRIES).filter_map(|(updated, placed)| {
        let url = format!("{}#{}", front.site.absolute(page)?, encode(&placed.id));
        Some(Entry { url, updated, article: &placed.notice.article, categories: Vec::new() })
    });
    let title = format!("{} – {}", front.texts[edition.index].get("updates"), front.title(edition));
    feed(front, edition, path, (&title, page), &entries.collect::<Vec<_>>())
}

/// A feed at `path`, with its title and the address of its page; the newest entry comes first.
fn feed(
    front: &Front<'_>,
    edition: &Edition,
    path: &str,
    (title, page): (&str, &str),
    entries: &[Entry<'_>],
) -> Option<String> {
    let this = front.site.absolute(path)?;
    let mut out =
        format!("{DECLARATION}<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n", edition.language.tag);
    element(&mut out, 2, "id", &this);
    element(&mut out, 2, "title", title);
    element(&mut out, 2, "updated", &time(entries.iter().map(|entry| entry.updated).max()?));
    empty(&mut out, 2, "link", &[("rel", "self"), ("type", "application/atom+xml"), ("href", &this)]);
    empty(&mut out, 2, "link", &[("rel", "alternate"), ("type", "text/html"), ("href", &front.site.absolute(page)?)]);
    out.push_str("  <author>\n");
    element(&mut out, 4, "name", front.title(edition));
    out.push_str("  </author>\n");
    for one in entries {
        entry(&mut out, one);
    }
    Some(out + "</feed>\n")
}

fn entry(out: &mut String, entry: &Entry<'_>) {
    out.push_str("  <entry>\n");
    element(out, 4, "id", &entry.url);
    element(out, 4, "title", &entry.article.title);
    element(out, 4, "updated", &time(entry.updated));
    empty(out, 4, "link", &[("rel", "alternate"), ("type", "text/html"), ("href", &entry.url)]);
    for (name, title) in &entry.categories {
        empty(out, 4, "category", &[("term", name), ("label", title)]);
    }
    let description = Some(&entry.article.description).filter(|text| !text.is_empty());
    let summary = description.cloned().unwrap_or_else(|| summary::of_text(&entry.article.document.sections));
    if !summary.is_empty() {
        out.push_str("    <summary>");
        escape(out, &summary);
        out.push_str("</summary>\n");
    }
    out.push_str("  </entry>\n");
}

/// The beginning of a day (RFC 3339).
fn time(date: Date) -> String {
    format!("{}T00:00:00Z", date.iso())
}
