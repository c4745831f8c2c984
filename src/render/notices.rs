//! Known issues and announcements: on the home page, above the ways to contact and the pages that they touch, and the page of all
//! of them.
//!
//! Nothing here knows today's date. What holds, and what is over, goes into the page as time intervals in ISO 8601's form
//! with open ends (`2026-11-01/2026-11-24`, `../2026-11-24`), which a script compares with the reader's day.

use std::cmp::Reverse;
use std::ops::Range;

use crate::content::Article;
use crate::content::notices::Update;
use crate::date::Date;
use crate::site::PlacedNotice;
use crate::site::url::encode;

use super::body::Body;
use super::context::{BannerContext, DateContext, NoticeContext, PageHead, UpdateContext, UpdatesPage};
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
    let notices_when = any_of(notices.iter().map(|notice| notice.when.as_deref()));
    head.dated = notices.iter().any(|notice| notice.when.is_some());
    if !is_empty {
        head.alternates = view.alternates_at(&view.site.updates_translations());
    }
    UpdatesPage { head, notices, notices_when }
}

/// Notices, when any of them holds, and whether a script has to decide what is shown.
type Dated = (Vec<NoticeContext>, Option<String>, bool);

/// The notices for the home page and above the ways to contact: what matters most first, then what is newest.
pub(super) fn first(view: &View<'_>, place: &Place) -> Dated {
    let notices: Vec<_> = by_weight(view).into_iter().map(|placed| notice(view, placed, place)).collect();
    let when = any_of(notices.iter().map(|notice| notice.when.as_deref()));
    let dated = notices.iter().any(|notice| notice.when.is_some());
    (notices, when, dated)
}

/// Puts the notices above the page of an article or category that they touch. `text` is the page's, if it has one.
pub(super) fn above(view: &View<'_>, path: &str, text: Option<&Article>, place: &Place, head: &mut PageHead) {
    let platforms = text.and_then(|text| text.front.platforms.as_ref()).map_or(&[][..], |platforms| &platforms.value);
    let touching = by_weight(view).into_iter().filter(|placed| placed.touched.has(path, platforms));
    head.banners = touching.map(|placed| banner(view, placed, place)).collect();
    head.banners_when = any_of(head.banners.iter().map(|banner| banner.when.as_deref()));
    head.dated |= head.banners.iter().any(|banner| banner.when.is_some());
}

fn by_weight<'a>(view: &View<'a>) -> Vec<&'a PlacedNotice> {
    let mut placed: Vec<&PlacedNotice> = view.edition.notices.iter().collect();
    placed.sort_by_key(|placed| Reverse(placed.notice.level));
    placed
}

/// When any of some notices holds, of which each says when it does; `None` where one always does.
fn any_of<'a>(mut when: impl Iterator<Item = Option<&'a str>>) -> Option<String> {
    let first = when.next()?;
    let intervals: Option<Vec<&str>> = std::iter::once(first).chain(when).collect();
    intervals.map(|intervals| intervals.join(" "))
}

fn notice(view: &View<'_>, placed: &PlacedNotice, place: &Place) -> NoticeContext {
    let notice = &*placed.notice;
    let body = Body::new(view, place, &notice.article);
    let sections = &notice.article.document.sections;
    let is_update = |at: &usize| notice.updates.iter().any(|update| update.sections.contains(at));
    let begin = notice.updates.iter().map(|update| update.sections.start).min().unwrap_or(sections.len());
    let text = |range: Range<usize>| body.fragment(range.filter(|at| !is_update(at)).map(|at| &sections[at]));
    let banner = banner(view, placed, place);
    NoticeContext {
        id: placed.id.clone(),
        url: banner.url,
        title: banner.title,
        level: banner.level,
        level_text: banner.level_text,
        lead_html: body.lead(),
        body_html: text(0..begin),
        updates: notice
            .updates
            .iter()
            .zip(&placed.updates)
            .map(|(update, id)| self::update(&body, update, id))
            .collect(),
        after_html: text(begin..sections.len()),
        workaround_url: banner.workaround_url,
        from: banner.from,
        until: banner.until,
        when: banner.when,
        over_when: notice.until.and_then(Date::next).and_then(|next| interval(Some(next), None)),
        language: banner.language,
    }
}

fn update(body: &Body<'_>, update: &Update, id: &str) -> UpdateContext {
    UpdateContext {
        id: id.to_owned(),
        date: date(body.view, update.date),
        title: update.title.clone(),
        body_html: body.fragment_below(&body.article.document.sections[update.sections.clone()]),
    }
}

fn banner(view: &View<'_>, placed: &PlacedNotice, place: &Place) -> BannerContext {
    let notice = &*placed.notice;
    let updates = &view.edition.own_pages.updates;
    let level = notice.level.name();
    let workaround = view.site.workaround(view.edition, notice).map(|target| place.to_target(&target));
    BannerContext {
        url: match updates.made {
            true => format!("{}#{}", place.to(&updates.url), encode(&placed.id)),
            false => place.to(&updates.url),
        },
        title: notice.article.title.clone(),
        level,
        level_text: view.texts.get(&format!("notice_{level}")).to_owned(),
        // Nobody needs a link to the page that is open.
        workaround_url: workaround.filter(|url| url != "./"),
        from: notice.from.map(|day| date(view, day)),
        until: notice.until.map(|day| date(view, day)),
        when: interval(notice.from, notice.until),
        language: view.foreign_language(&notice.article),
    }
}

fn date(view: &View<'_>, date: Date) -> DateContext {
    DateContext { iso: date.iso(), text: view.texts.format().date(date) }
}

/// The days from one to another; `None` for always.
fn interval(from: Option<Date>, until: Option<Date>) -> Option<String> {
    let end = |date: Option<Date>| date.map_or_else(|| "..".to_owned(), Date::iso);
    (from.is_some() || until.is_some()).then(|| format!("{}/{}", end(from), end(until)))
}
