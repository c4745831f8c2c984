//! Which files are published besides pages, and their addresses: pages name them, and others make them.

use super::model::{Edition, Site};

impl Site {
    /// Whether a file of the project's is published at an address.
    pub fn has_file(&self, url: &str) -> bool {
        self.files.statics.contains_key(url) || self.published_files.contains_key(url)
    }

    /// The feed of an edition's articles: where one has a date, since a feed has one.
    pub fn feed(&self, edition: &Edition) -> Option<String> {
        let made = self.config.publish.feeds && self.config.base_url.is_some() && edition.newest.article.is_some();
        made.then(|| format!("{}feed.xml", edition.prefix))
    }

    /// The feed of an edition's notices, beside our page of them.
    pub fn updates_feed(&self, edition: &Edition) -> Option<String> {
        let updates = &edition.own_pages.updates;
        let made = self.config.publish.feeds && self.config.base_url.is_some() && edition.newest.notice.is_some();
        (made && updates.made).then(|| format!("{}feed.xml", updates.url))
    }

    /// The notices of an edition for other programs: always there, so that whoever asks for it gets an answer.
    pub fn notices_file(&self, edition: &Edition) -> String {
        format!("{}notices.json", edition.prefix)
    }

    /// The description of an edition's search for browsers.
    pub fn search_description(&self, edition: &Edition) -> Option<String> {
        let made = self.config.publish.opensearch && self.config.base_url.is_some();
        made.then(|| format!("{}opensearch.xml", edition.prefix))
    }

    /// The answers of an edition for programs.
    pub fn answers(&self, edition: &Edition) -> Option<String> {
        self.config.publish.answers.then(|| format!("{}answers.json", edition.prefix))
    }

    /// The Markdown beside a page, by the page's address.
    pub fn twin(&self, url: &str) -> Option<String> {
        self.config.publish.markdown.then(|| format!("{url}index.md"))
    }

    /// The web app manifest of an edition.
    pub fn web_manifest(&self, edition: &Edition) -> Option<String> {
        self.config.publish.manifest.then(|| format!("{}site.webmanifest", edition.prefix))
    }
}
