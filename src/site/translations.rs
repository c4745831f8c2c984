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

    /// The editions that really have the page at a path, that of the page itself included; the default one first. None where
    /// there is one language. A category without a text counts where it is asked for.
    pub fn translations<'s>(&'s self, edition: &Edition, path: &str) -> Vec<Translation<'s>> {
        if self.editions.len() < 2 {
            return Vec::new();
        }
        let own = |other: &&Edition| {
            other.article(path).map_or(other.index == edition.index, |article| !other.is_fallback(article))
        };
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

    /// The editions in which we make a page that is made of no article. None where there is one language.
    pub fn own_translations<'s>(&'s self, page: impl Fn(&'s Edition) -> &'s OwnPage) -> Vec<Translation<'s>> {
        if self.editions.len() < 2 {
            return Vec::new();
        }
        let editions = self.editions.iter().map(|edition| (edition, page(edition)));
        editions.filter(|(_, page)| page.made).map(|(edition, page)| (edition, page.url.as_str())).collect()
    }

    /// Translations with their tags for `hreflang`, and `x-default` for that in the default language, as absolute addresses.
    pub fn hreflang(&self, translations: &[Translation<'_>]) -> Vec<(String, String)> {
        let mut alternates = Vec::new();
        for (edition, url) in translations {
            let Some(url) = self.absolute(url) else { continue };
            if edition.index == 0 {
                alternates.push(("x-default".to_owned(), url.clone()));
            }
            alternates.push((edition.language.tag.clone(), url));
        }
        alternates
    }
}
