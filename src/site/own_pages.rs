//! The pages that Answerbook makes besides articles and categories, and which of them a writer's page takes the place of.

use std::collections::BTreeSet;

use super::model::{Edition, OwnPage, OwnPages, Site};
use super::url::page_file;
use crate::slug::file_key;

/// The contact, updates and agents' pages of every edition. A page, alias or file of the writer's at the same address is meant to
/// be it, also where our folder would be: ours is not made then, and links lead to the writer's.
pub(super) fn find(site: &Site) -> Vec<OwnPages> {
    let urls = |edition: &Edition| ["contact", "updates", "agent"].map(|name| format!("{}{name}/", edition.prefix));
    let keys = |url: &str| [file_key(&page_file(url)), file_key(url.trim_end_matches('/'))];
    let wanted: BTreeSet<String> = site.editions.iter().flat_map(urls).flat_map(|url| keys(&url)).collect();
    let pages = site.editions.iter().flat_map(|edition| edition.by_url.keys()).map(|url| file_key(&page_file(url)));
    let aliases = site.redirects.iter().map(|redirect| file_key(&redirect.file));
    let files = site.published_files.keys().chain(site.files.statics.keys()).map(|file| file_key(file));
    let taken: BTreeSet<String> = pages.chain(aliases).chain(files).filter(|key| wanted.contains(key)).collect();
    let own = |url: String| OwnPage { made: !keys(&url).iter().any(|key| taken.contains(key)), url };
    let pages = |edition: &Edition| {
        let [contact, updates, mut agent] = urls(edition).map(own);
        agent.made &= !site.is_public();
        OwnPages { contact, updates, agent }
    };
    site.editions.iter().map(pages).collect()
}

impl Site {
    /// The address in an edition of one of our pages, by its address in the default language: `contact/`.
    pub(super) fn own_page(&self, edition: &Edition, url: &str) -> Option<String> {
        let inner = url.strip_prefix(&edition.prefix).unwrap_or(url);
        ["contact/", "search/", "updates/"].contains(&inner).then(|| format!("{}{inner}", edition.prefix))
    }
}
