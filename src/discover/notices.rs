//! `notices.json`: the notices of an edition for other programs, such as a window of help in a product.
//!
//! It has all of them, with their days: which of them hold is for the one who reads it, since a build has no clock.

use serde::Serialize;

use crate::content::summary;
use crate::date::Date;
use crate::site::links::Target;
use crate::site::url::{encode, relative};
use crate::site::{Edition, PlacedNotice, Site};

/// Raised where a field goes or becomes something else.
const VERSION: u32 = 1;

/// The file.
#[derive(Serialize)]
struct File<'a> {
    version: u32,
    language: &'a str,
    url: String,
    notices: Vec<Notice<'a>>,
}

#[derive(Serialize)]
struct Notice<'a> {
    id: &'a str,
    title: &'a str,
    level: &'static str,
    from: Option<String>,
    until: Option<String>,
    updated: Option<String>,
    summary: String,
    symptoms: &'a [String],
    pages: Vec<String>,
    platforms: Vec<&'a str>,
    workaround: Option<String>,
    url: String,
    language: &'a str,
}

/// The notices of an edition, what matters most first, then the newest.
pub(super) fn notices(site: &Site, edition: &Edition) -> String {
    let mut placed: Vec<&PlacedNotice> = edition.notices.iter().collect();
    placed.sort_by_key(|placed| std::cmp::Reverse(placed.notice.level));
    let file = File {
        version: VERSION,
        language: &edition.language.tag,
        url: address(site, edition, &edition.own_pages.updates.url),
        notices: placed.into_iter().map(|placed| notice(site, edition, placed)).collect(),
    };
    // Texts and numbers always become JSON. Without `<` it is never taken for HTML.
    serde_json::to_string_pretty(&file).unwrap_or_default().replace('<', "\\u003c") + "\n"
}

fn notice<'a>(site: &'a Site, edition: &Edition, placed: &'a PlacedNotice) -> Notice<'a> {
    let notice = &*placed.notice;
    let article = &*notice.article;
    let day = |day: Option<Date>| day.map(Date::iso);
    let updates = address(site, edition, &edition.own_pages.updates.url);
    let anchor = if edition.own_pages.updates.made { format!("#{}", encode(&placed.id)) } else { String::new() };
    Notice {
        id: &placed.id,
        title: &article.title,
        level: notice.level.name(),
        from: day(notice.from),
        until: day(notice.until),
        updated: day(notice.updated()),
        summary: summary::of_text(&article.document.sections),
        symptoms: notice.symptoms(),
        pages: pages(site, edition, placed),
        platforms: placed.touched.platforms.iter().map(String::as_str).collect(),
        workaround: site.workaround(edition, notice).map(|target| match target {
            Target::External(address) => address,
            Target::Anchor(id) => format!("{updates}#{}", encode(&id)),
            Target::Page(url, suffix) | Target::File(url, suffix) => address(site, edition, &url) + &suffix,
        }),
        url: updates.clone() + &anchor,
        language: &site.config.languages[article.language].tag,
    }
}

/// What the addresses of all pages begin with that the notice touches.
fn pages(site: &Site, edition: &Edition, placed: &PlacedNotice) -> Vec<String> {
    let folders = placed.touched.folders.iter().filter_map(|folder| edition.category(folder));
    let pages = placed.touched.pages.iter().filter_map(|path| edition.url_of(path));
    let urls = folders.map(|category| category.url.as_str()).chain(pages);
    urls.map(|url| address(site, edition, url)).collect()
}

/// An absolute address; without a base URL the way from the file.
fn address(site: &Site, edition: &Edition, url: &str) -> String {
    site.absolute(url).unwrap_or_else(|| relative(&edition.prefix, url))
}
