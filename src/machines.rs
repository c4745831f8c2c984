//! Site -> the files for programs that answer questions: the Markdown beside each page, and lists of it, made one by one when
//! they are asked for.
//!
//! Pure, like [`crate::render`]. Of a text is kept what to edit in it; its links are followed when a file is made.

mod llms;
mod twin;

use crate::discover::Front;
use crate::output::Contents;
use crate::site::{Edition, Site};
use twin::Twin;

/// A file to make.
enum Job<'s> {
    Twin(&'s Edition, Twin<'s>),
    Llms(&'s Edition),
    LlmsFull(&'s Edition),
}

/// The paths of a site's files.
pub fn paths(site: &Site) -> impl Iterator<Item = String> {
    let lists = site.editions.iter().flat_map(|edition| ["llms.txt", "llms-full.txt"].map(|name| (edition, name)));
    let lists = lists.map(|(edition, name)| format!("{}{name}", edition.prefix)).filter(|path| has(site, path));
    let twins = site.editions.iter().flat_map(|edition| twin::all(edition).map(Twin::url));
    lists.chain(twins.filter_map(|url| site.twin(url)))
}

/// Whether [`file()`] gives one for a path.
pub fn has(site: &Site, path: &str) -> bool {
    job(site, path).is_some()
}

/// One file of a site: `None` where it has none with that path.
pub fn file(front: &Front<'_>, path: &str) -> Option<Contents> {
    let text = match job(front.site, path)? {
        Job::Twin(edition, twin) => twin.text(front, edition),
        Job::Llms(edition) => llms::list(front, edition),
        Job::LlmsFull(edition) => llms::full(front, edition),
    };
    Some(Contents::Bytes(text.into_bytes().into()))
}

/// What a path stands for.
fn job<'s>(site: &'s Site, path: &str) -> Option<Job<'s>> {
    let publish = &site.config.publish;
    if let Some(url) = path.strip_suffix("index.md") {
        let twins = site.editions.iter().filter(|_| publish.markdown);
        return twins.filter_map(|edition| Some(Job::Twin(edition, twin::at(edition, url)?))).next();
    }
    let name = path.rsplit('/').next().filter(|name| name.starts_with("llms"))?;
    let edition = site.editions.iter().find(|edition| path.strip_suffix(name) == Some(&edition.prefix))?;
    match name {
        _ if !publish.llms || site.config.base_url.is_none() => None,
        "llms.txt" => Some(Job::Llms(edition)),
        "llms-full.txt" if llms::is_readable_at_once(edition) => Some(Job::LlmsFull(edition)),
        _ => None,
    }
}
