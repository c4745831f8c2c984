//! Atom feeds (RFC 4287): the articles that were updated last, and the notices.
//!
//! Their dates are the writers': a day is its beginning in UTC, and a time is read as one in UTC. Ids are the absolute addresses,
//! which are meant to stay: a notice that was added to is the same entry with another date.

use std::cmp::Reverse;

use super::front::Front;
use super::xml::{DECLARATION, element, empty, escape};
use crate::content::notices::Notice;
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
    updated: String,
    /// When it was first there, where that is known.
    published: Option<String>,
    article: &'s Article,
    summary: String,
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
        let (article, updated) = (&*page.article, time(updated, None));
        let url = front.site.absolute(&page.url)?;
        Some(Entry { url, updated, published: None, article, summary: summary_of(article), categories })
    });
    feed(front, edition, path, (front.title(edition), &edition.prefix), &entries.collect::<Vec<_>>())
}

/// The feed of an edition's notices.
pub(super) fn notices(front: &Front<'_>, edition: &Edition, path: &str) -> Option<String> {
    let page = &edition.own_pages.updates.url;
    let dated = edition.notices.iter().filter_map(|placed| Some((last_time(&placed.notice)?, placed)));
    let mut dated: Vec<_> = dated.collect();
    dated.sort_by(|one, other| other.0.cmp(&one.0));
    let entries = dated.into_iter().take(ENTRIES).filter_map(|(updated, placed)| {
        let url = format!("{}#{}", front.site.absolute(page)?, encode(&placed.id));
        let (notice, published) = (&*placed.notice, placed.notice.from.map(|day| time(day, None)));
        let (article, summary) = (&*notice.article, news(notice));
        Some(Entry { url, updated, published, article, summary, categories: Vec::new() })
    });
    let title = format!("{} – {}", front.texts[edition.index].get("updates"), front.title(edition));
    feed(front, edition, path, (&title, page), &entries.collect::<Vec<_>>())
}

/// When a notice was last added to, so that readers of feeds show it again.
fn last_time(notice: &Notice) -> Option<String> {
    let day = notice.updated()?;
    let update = notice.updates.iter().filter(|update| update.date == day);
    Some(time(day, update.filter_map(|update| update.time.as_deref()).max()))
}

/// What was said last of a notice: its newest update, or its text.
fn news(notice: &Notice) -> String {
    let Some(update) = notice.updates.first() else { return summary_of(&notice.article) };
    let text = summary::of_text(&notice.article.document.sections[update.sections.clone()]);
    [update.title.as_str(), text.as_str()].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" – ")
}

/// What an article says in a sentence.
fn summary_of(article: &Article) -> String {
    let description = Some(&article.description).filter(|text| !text.is_empty());
    description.cloned().unwrap_or_else(|| summary::of_text(&article.document.sections))
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
    element(&mut out, 2, "updated", entries.iter().map(|entry| &entry.updated).max()?);
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
    element(out, 4, "updated", &entry.updated);
    if let Some(published) = &entry.published {
        element(out, 4, "published", published);
    }
    empty(out, 4, "link", &[("rel", "alternate"), ("type", "text/html"), ("href", &entry.url)]);
    for (name, title) in &entry.categories {
        empty(out, 4, "category", &[("term", name), ("label", title)]);
    }
    if !entry.summary.is_empty() {
        out.push_str("    <summary>");
        escape(out, &entry.summary);
        out.push_str("</summary>\n");
    }
    out.push_str("  </entry>\n");
}

/// A time of a day, such as `10:00`, or its beginning (RFC 3339).
fn time(date: Date, time: Option<&str>) -> String {
    format!("{}T{}:00Z", date.iso(), time.unwrap_or("00:00"))
}
