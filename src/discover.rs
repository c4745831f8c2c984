//! Site -> the files that tell search engines, feed readers, browsers and hosts what is there, made one by one when they
//! are asked for.
//!
//! Pure, like [`crate::render`], beside which it stands: it knows no templates, and takes what it shares with pages from a
//! [`Front`]. What needs absolute addresses is only made where the settings give a base URL.

mod feed;
mod front;
mod hosts;
mod manifest;
mod notices;
mod opensearch;
mod robots;
mod sitemap;
mod xml;

use crate::output::Contents;
use crate::site::{Edition, Site};
pub use front::Front;

/// A file to make.
enum Job<'s> {
    Sitemap,
    SitemapPart(usize),
    Robots,
    Feed(&'s Edition),
    UpdatesFeed(&'s Edition),
    SearchDescription(&'s Edition),
    Manifest(&'s Edition),
    Notices(&'s Edition),
    Headers,
    Redirects,
    NoJekyll,
    Domain,
}

/// The paths of a site's files.
pub fn paths(site: &Site) -> Vec<String> {
    let ours = ["robots.txt", "_headers", "_redirects", ".nojekyll", "CNAME"];
    let ours = ours.into_iter().filter(|path| job(site, path).is_some()).map(ToOwned::to_owned);
    let of_editions = site.editions.iter().flat_map(|edition| of_edition(site, edition)).map(|(path, _)| path);
    ours.chain(of_editions).chain(sitemap::paths(site)).collect()
}

/// Whether [`file()`] gives one for a path.
pub fn has(site: &Site, path: &str) -> bool {
    job(site, path).is_some()
}

/// One file of a site: `None` where it has none with that path.
pub fn file(front: &Front<'_>, path: &str) -> Option<Contents> {
    let site = front.site;
    let text = match job(site, path)? {
        Job::Sitemap => sitemap::whole(site),
        Job::SitemapPart(part) => sitemap::part(site, part),
        Job::Robots => robots::robots(site),
        Job::Feed(edition) => feed::articles(front, edition, path)?,
        Job::UpdatesFeed(edition) => feed::notices(front, edition, path)?,
        Job::SearchDescription(edition) => opensearch::description(front, edition, path)?,
        Job::Manifest(edition) => manifest::manifest(front, edition, path),
        Job::Notices(edition) => notices::notices(site, edition),
        Job::Headers => hosts::headers(front),
        Job::Redirects => hosts::redirects(site),
        Job::NoJekyll => String::new(),
        Job::Domain => format!("{}\n", site.config.publish.domain.as_deref()?),
    };
    Some(Contents::Bytes(text.into_bytes().into()))
}

/// What a path stands for.
fn job<'s>(site: &'s Site, path: &str) -> Option<Job<'s>> {
    let publish = &site.config.publish;
    match path {
        "robots.txt" => robots::is_made(site).then_some(Job::Robots),
        "_headers" => publish.hosts.then_some(Job::Headers),
        "_redirects" => (publish.hosts && !site.redirects.is_empty()).then_some(Job::Redirects),
        ".nojekyll" => publish.hosts.then_some(Job::NoJekyll),
        "CNAME" => publish.domain.is_some().then_some(Job::Domain),
        "sitemap.xml" => sitemap::is_made(site).then_some(Job::Sitemap),
        _ => sitemap::number(site, path).map(Job::SitemapPart).or_else(|| {
            // Of thousands of paths few end like this.
            let wanted = path.ends_with(".xml") || path.ends_with(".webmanifest") || path.ends_with("notices.json");
            let mut jobs = site.editions.iter().filter(|_| wanted).flat_map(|edition| of_edition(site, edition));
            jobs.find(|(other, _)| other == path).map(|(_, job)| job)
        }),
    }
}

/// The files of an edition with their paths.
fn of_edition<'s>(site: &'s Site, edition: &'s Edition) -> impl Iterator<Item = (String, Job<'s>)> {
    let files = [
        site.feed(edition).map(|path| (path, Job::Feed(edition))),
        site.updates_feed(edition).map(|path| (path, Job::UpdatesFeed(edition))),
        site.search_description(edition).map(|path| (path, Job::SearchDescription(edition))),
        site.web_manifest(edition).map(|path| (path, Job::Manifest(edition))),
        Some((site.notices_file(edition), Job::Notices(edition))),
    ];
    files.into_iter().flatten()
}
