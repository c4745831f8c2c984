//! Site -> the files for programs that answer questions: the Markdown beside each page, and lists of it, made one by one when
//! they are asked for.
//!
//! Pure, like [`crate::render`]. Nothing of a text is kept for it: variables and snippets are put in once more, and links
//! are followed once more, when a file is made.

mod desk;
mod llms;
mod twin;

use crate::output::Contents;
use crate::site::{Edition, Site};
pub use desk::Desk;
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
pub fn file(desk: &Desk<'_>, path: &str) -> Option<Contents> {
    let text = match job(desk.front.site, path)? {
        Job::Twin(edition, twin) => twin.text(desk, edition),
        Job::Llms(edition) => llms::list(desk, edition),
        Job::LlmsFull(edition) => llms::full(desk, edition),
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
