//! Events -> how often each page was looked at.

use std::collections::HashMap;

use serde::Deserialize;

use crate::site::Site;
use crate::site::url::decode;

/// How often pages were looked at.
#[derive(Debug, Default)]
pub struct Views {
    /// By edition, and by the path of the article or the folder of the category.
    counts: HashMap<(usize, String), u64>,
    /// How many lines were read.
    pub lines: usize,
    /// How many lines are no events.
    pub bad: usize,
}

/// What we ask of an event.
#[derive(Deserialize)]
struct Event {
    #[serde(rename = "type")]
    kind: String,
    page: String,
}

impl Views {
    /// Takes a line of an event log. An empty one is nothing.
    pub fn add(&mut self, site: &Site, line: &str) {
        if line.trim().is_empty() {
            return;
        }
        self.lines += 1;
        let Ok(event) = serde_json::from_str::<Event>(line) else {
            self.bad += 1;
            return;
        };
        if let Some(key) = (event.kind == "view").then(|| page(site, &event.page)).flatten() {
            *self.counts.entry(key).or_default() += 1;
        }
    }

    /// How often an edition's page of an article was looked at, or of a category by its folder.
    pub fn of(&self, edition: usize, path: &str) -> u64 {
        self.counts.get(&(edition, path.to_owned())).copied().unwrap_or_default()
    }
}

/// The page at an address of the site: its edition, and what [`Edition::by_url`](crate::site::Edition::by_url) has for it.
fn page(site: &Site, address: &str) -> Option<(usize, String)> {
    let address = address.split(['?', '#']).next().unwrap_or_default();
    let base = site.config.base_path();
    let inner = address.strip_prefix(&base).or_else(|| address.strip_prefix('/')).unwrap_or(address);
    let mut url = decode(inner.strip_suffix("index.html").unwrap_or(inner));
    if !url.is_empty() && !url.ends_with('/') {
        url.push('/');
    }
    site.editions.iter().find_map(|edition| Some((edition.index, edition.by_url.get(&url)?.clone())))
}
