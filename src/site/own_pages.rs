//! The pages that Answerbook makes besides articles and categories, and which of them a writer's page takes the place of.

use super::model::{Edition, OwnPage, OwnPages, Site};
use super::url::page_file;
use crate::slug::file_key;

/// The contact and updates pages of every edition. A page, alias or file of the writer's at the same address is meant to
/// be it: ours is not made then, and links lead to the writer's.
pub(super) fn find(site: &Site) -> Vec<OwnPages> {
    let own = |edition: &Edition, name: &str| {
        let url = format!("{}{name}/", edition.prefix);
        OwnPage { made: !is_taken(site, &url), url }
    };
    let editions = site.editions.iter();
    editions.map(|edition| OwnPages { contact: own(edition, "contact"), updates: own(edition, "updates") }).collect()
}

/// Whether something of the writer's is at an address, or where its folder would be.
fn is_taken(site: &Site, url: &str) -> bool {
    let (page, folder) = (file_key(&page_file(url)), file_key(url.trim_end_matches('/')));
    let is_it = |file: &str| [&page, &folder].contains(&&file_key(file));
    let pages = site.editions.iter().flat_map(|edition| edition.by_url.keys()).map(|url| page_file(url));
    let aliases = site.redirects.iter().map(|redirect| redirect.file.clone());
    let mut files = site.published_files.keys().chain(site.files.statics.keys());
    pages.chain(aliases).any(|file| is_it(&file)) || files.any(|file| is_it(file))
}

impl Site {
    /// The address in an edition of one of our pages, by its address in the default language: `contact/`.
    pub(super) fn own_page(&self, edition: &Edition, url: &str) -> Option<String> {
        let inner = url.strip_prefix(&edition.prefix).unwrap_or(url);
        ["contact/", "search/", "updates/"].contains(&inner).then(|| format!("{}{inner}", edition.prefix))
    }
}
