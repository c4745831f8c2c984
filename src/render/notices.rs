//! Known issues and announcements: those on the home page, and the page of all of them.
//!
//! Nothing here knows today's date. What holds, and what is over, goes into the page as time intervals in ISO 8601's form
//! with open ends (`2026-11-01/2026-11-24`, `../2026-11-24`), which a script compares with the reader's day.

use std::cmp::Reverse;

use crate::date::Date;
use crate::site::PlacedNotice;

use super::body::Body;
use super::context::{DateContext, NoticeContext, UpdatesPage};
use super::head::Subject;
use super::view::{Place, View};

/// The page of all notices.
pub(super) fn updates(view: &View<'_>, place: &Place) -> UpdatesPage {
    let url = &view.edition.own_pages.updates.url;
    let is_empty = view.edition.notices.is_empty();
    let title = view.texts.get("updates");
    let description = view.texts.get(if is_empty { "updates_none" } else { "updates_lead" });
    let subject = Subject { title, description, url, path: None, folder: Some(""), fallback: false };
    let mut head = view.head(&subject, place);
    let notices: Vec<_> = view.edition.notices.iter().map(|placed| notice(view, placed, place)).collect();
    head.noindex |= is_empty;
    head.dated = is_dated(&notices);
    if !is_empty {
        head.alternates = view.alternates_at(&view.site.updates_translations());
    }
    UpdatesPage { head, notices }
}

/// The notices for the home page: what matters most first, then what is newest.
pub(super) fn on_home(view: &View<'_>, place: &Place) -> Vec<NoticeContext> {
    let mut placed: Vec<&PlacedNotice> = view.edition.notices.iter().collect();
    placed.sort_by_key(|placed| Reverse(placed.notice.level));
    placed.into_iter().map(|placed| notice(view, placed, place)).collect()
}

/// Whether a script has to decide what is shown.
pub(super) fn is_dated(notices: &[NoticeContext]) -> bool {
    notices.iter().any(|notice| notice.when.is_some())
}

/// When any of them holds; `None` where one always does.
pub(super) fn any_of(notices: &[NoticeContext]) -> Option<String> {
    let intervals: Option<Vec<&str>> = notices.iter().map(|notice| notice.when.as_deref()).collect();
    intervals.map(|intervals| intervals.join(" ")).filter(|intervals| !intervals.is_empty())
}

fn notice(view: &View<'_>, placed: &PlacedNotice, place: &Place) -> NoticeContext {
    let notice = &*placed.notice;
    let article = &notice.article;
    let body = Body::new(view, place, article);
    let updates = &view.edition.own_pages.updates;
    let date = |date: Date| DateContext { iso: date.iso(), text: view.texts.format().date(date) };
    let level = notice.level.name();
    NoticeContext {
        url: match updates.made {
            true => format!("{}#{}", place.to(&updates.url), crate::site::url::encode(&placed.id)),
            false => place.to(&updates.url),
        },
        id: placed.id.clone(),
        title: article.title.clone(),
        level,
        level_text: view.texts.get(&format!("notice_{level}")).to_owned(),
        lead_html: body.lead(),
        body_html: body.fragment(),
        from: notice.from.map(date),
        until: notice.until.map(date),
        when: interval(notice.from, notice.until),
        over_when: notice.until.and_then(Date::next).and_then(|next| interval(Some(next), None)),
        language: view.foreign_language(article),
    }
}

/// The days from one to another; `None` for always.
fn interval(from: Option<Date>, until: Option<Date>) -> Option<String> {
    let end = |date: Option<Date>| date.map_or_else(|| "..".to_owned(), Date::iso);
    (from.is_some() || until.is_some()).then(|| format!("{}/{}", end(from), end(until)))
}
