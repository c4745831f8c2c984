//! `sitemap.xml` (sitemaps.org): every page that search engines may show, with its translations.
//!
//! A file may hold 50,000 addresses and 50 MB. A site with more has parts, and an index of them.

use super::xml::{DECLARATION, element, empty};
use crate::date::Date;
use crate::site::{Edition, Site, Translation};

/// What a file may hold.
const URLS: usize = 50_000;
const BYTES: usize = 50_000_000;

/// Kept for what stands around the addresses.
const FRAME: usize = 1_000;

/// A page with its date and its translations.
struct Entry<'s> {
    url: &'s str,
    updated: Option<Date>,
    translations: Vec<Translation<'s>>,
}

/// Whether there is one.
pub(super) fn is_made(site: &Site) -> bool {
    site.config.publish.sitemap && site.config.base_url.is_some() && site.is_public()
}

/// The paths of all its files.
pub(super) fn paths(site: &Site) -> Vec<String> {
    if !is_made(site) {
        return Vec::new();
    }
    let parts = (1..=parts(site)).map(name);
    std::iter::once("sitemap.xml".to_owned()).chain(parts).collect()
}

/// Which part a path is, from 1.
pub(super) fn number(site: &Site, path: &str) -> Option<usize> {
    let number = path.strip_prefix("sitemap-")?.strip_suffix(".xml")?.parse().ok()?;
    let there = is_made(site) && (1..=parts(site)).contains(&number) && path == name(number);
    there.then_some(number)
}

/// `sitemap.xml`: the sitemap, or the index of its parts.
pub(super) fn whole(site: &Site) -> String {
    let parts = parts(site);
    if parts == 0 {
        return urls(site, &entries(site));
    }
    let mut out = format!("{DECLARATION}<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    for url in (1..=parts).filter_map(|part| site.absolute(&name(part))) {
        out.push_str("  <sitemap>\n");
        element(&mut out, 4, "loc", &url);
        out.push_str("  </sitemap>\n");
    }
    out + "</sitemapindex>\n"
}

/// A part of it, from 1.
pub(super) fn part(site: &Site, part: usize) -> String {
    let entries = entries(site);
    let (_, size) = cut(entries.len(), longest(site, &entries));
    let start = (part.saturating_sub(1) * size).min(entries.len());
    urls(site, &entries[start..(start + size).min(entries.len())])
}

fn name(part: usize) -> String {
    format!("sitemap-{part}.xml")
}

/// How many parts there are; none where one file holds all.
fn parts(site: &Site) -> usize {
    let entries = entries(site);
    cut(entries.len(), longest(site, &entries)).0
}

/// How many parts so many entries need, and how many are in each. No part, where one file holds all.
fn cut(count: usize, longest: usize) -> (usize, usize) {
    let size = ((BYTES - FRAME) / longest.max(1)).clamp(1, URLS);
    let parts = count.div_ceil(size);
    (if parts > 1 { parts } else { 0 }, size)
}

/// The bytes of the longest entry; 0 where all are in one file in any case.
fn longest(site: &Site, entries: &[Entry<'_>]) -> usize {
    // An address has at most some 2,000 bytes where browsers are to follow it; nothing is measured on most sites.
    let few = entries.len() * (site.editions.len() + 2) * 3_000 < BYTES;
    if few { 0 } else { entries.iter().map(|entry| url(site, entry).len()).max().unwrap_or(0) }
}

/// Every page that search engines may show, sorted by its address.
fn entries(site: &Site) -> Vec<Entry<'_>> {
    let mut entries: Vec<Entry<'_>> = site.editions.iter().flat_map(|edition| of_edition(site, edition)).collect();
    entries.sort_by_key(|entry| entry.url);
    entries
}

/// An edition's own pages: what stands in for a missing translation is another edition's.
fn of_edition<'s>(site: &'s Site, edition: &'s Edition) -> impl Iterator<Item = Entry<'s>> {
    let pages = edition.pages.values().map(|page| (&page.url, Some(&page.article), page.article.path.clone()));
    let categories = edition.categories.values().map(|category| {
        let path =
            if category.folder.is_empty() { "index.md".to_owned() } else { format!("{}/index.md", category.folder) };
        (&category.url, category.text.as_ref(), path)
    });
    let own = pages.chain(categories).filter(|(_, text, _)| text.is_none_or(|text| !edition.is_fallback(text)));
    let own = own.map(|(url, text, path)| Entry {
        url,
        updated: text.and_then(|text| text.front.updated_on()),
        translations: site.translations(&path),
    });
    let contact = (edition.own_pages.contact.made && !site.config.contact.is_empty()).then(|| Entry {
        url: &edition.own_pages.contact.url,
        updated: None,
        translations: site.contact_translations(),
    });
    let updates = (edition.own_pages.updates.made && !edition.notices.is_empty()).then(|| Entry {
        url: &edition.own_pages.updates.url,
        updated: None,
        translations: site.updates_translations(),
    });
    own.chain(contact).chain(updates)
}

fn urls(site: &Site, entries: &[Entry<'_>]) -> String {
    let spaces = "xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\"";
    let mut out = format!("{DECLARATION}<urlset {spaces}>\n");
    for entry in entries {
        out.push_str(&url(site, entry));
    }
    out + "</urlset>\n"
}

fn url(site: &Site, entry: &Entry<'_>) -> String {
    let mut out = String::from("  <url>\n");
    element(&mut out, 4, "loc", &site.absolute(entry.url).unwrap_or_default());
    if let Some(date) = entry.updated {
        element(&mut out, 4, "lastmod", &date.iso());
    }
    for (language, url) in site.hreflang(&entry.translations) {
        empty(&mut out, 4, "xhtml:link", &[("rel", "alternate"), ("hreflang", &language), ("href", &url)]);
    }
    out + "  </url>\n"
}

#[cfg(test)]
mod tests {
    use super::cut;

    #[test]
    fn large_sitemaps_are_cut() {
        for (count, longest, parts, size) in [
            (0, 0, 0, 50_000),
            (50_000, 200, 0, 50_000),
            (50_001, 200, 2, 50_000),
            (120_000, 200, 3, 50_000),
            (50_000, 2_000, 3, 24_999),
        ] {
            assert_eq!(cut(count, longest), (parts, size), "{count} of {longest} bytes");
        }
    }
}
