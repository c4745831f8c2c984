//! Absolute addresses, and which pages are translations of each other: what search engines are told, in pages and elsewhere.

use std::sync::Arc;

use super::model::{Edition, OwnPage, Site};
use super::url::encode;
use crate::content::{Article, Audience};

/// A page in one language: its edition and address.
pub type Translation<'s> = (&'s Edition, &'s str);

impl Site {
    /// The absolute address, where the settings give a base URL.
    pub fn absolute(&self, url: &str) -> Option<String> {
        self.config.base_url.as_ref().map(|base| format!("{base}/{}", encode(url)))
    }

    /// Whether search engines may show it: not where it is for the staff.
    pub fn is_public(&self) -> bool {
        self.audience == Audience::Public
    }

    /// The editions that really have the page at a path, the default one first. None where there is one language. A category
    /// without a text is every language's own.
    pub fn translations<'s>(&'s self, path: &str) -> Vec<Translation<'s>> {
        if self.editions.len() < 2 {
            return Vec::new();
        }
        let own = |other: &&Edition| other.article(path).is_none_or(|article| !other.is_fallback(article));
        self.editions.iter().filter(own).filter_map(|other| Some((other, other.url_of(path)?))).collect()
    }

    /// What an edition's own article may be a translation of, and its address: the default language's article at the same
    /// path.
    pub fn source_of<'s>(&'s self, edition: &Edition, article: &Article) -> Option<(&'s Arc<Article>, &'s str)> {
        let default = self.default_edition();
        let translated = edition.index != default.index && !edition.is_fallback(article);
        let source = translated.then(|| default.article(&article.path)).flatten()?;
        Some((source, default.url_of(&article.path)?))
    }

    /// The contact pages that we make and search engines may show. None where there is one language.
    pub fn contact_translations(&self) -> Vec<Translation<'_>> {
        self.own_translations(|edition| &edition.own_pages.contact, |_| !self.config.contact.is_empty())
    }

    /// The same of the pages of notices.
    pub fn updates_translations(&self) -> Vec<Translation<'_>> {
        self.own_translations(|edition| &edition.own_pages.updates, |edition| !edition.notices.is_empty())
    }

    fn own_translations<'s>(
        &'s self,
        page: impl Fn(&'s Edition) -> &'s OwnPage,
        is_shown: impl Fn(&Edition) -> bool,
    ) -> Vec<Translation<'s>> {
        if self.editions.len() < 2 {
            return Vec::new();
        }
        let editions = self.editions.iter().filter(|edition| is_shown(edition));
        let pages = editions.map(|edition| (edition, page(edition)));
        pages.filter(|(_, page)| page.made).map(|(edition, page)| (edition, page.url.as_str())).collect()
    }

    /// Translations with their tags for `hreflang`, and `x-default` for the first one, as absolute addresses: that in the default
    /// language, where there is one.
    pub fn hreflang(&self, translations: &[Translation<'_>]) -> Vec<(String, String)> {
        let mut alternates = Vec::new();
        for (edition, url) in translations {
            let Some(url) = self.absolute(url) else { continue };
            if alternates.is_empty() {
                alternates.push(("x-default".to_owned(), url.clone()));
            }
            alternates.push((edition.language.tag.clone(), url));
        }
        alternates
    }
}
