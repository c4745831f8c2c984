//! What every page begins with: title, breadcrumbs, language switch, alternates.

use crate::content::folder_of;
use crate::site::{Edition, Translation};

use super::context::{Alternate, LanguageLink, LinkContext, PageHead};
use super::view::{Place, View, language_context};

/// A page of the site as its head needs it.
pub(super) struct Subject<'a> {
    pub(super) title: &'a str,
    pub(super) description: &'a str,
    /// Its address.
    pub(super) url: &'a str,
    /// Its path inside the language, for the same page in others; `None` for the search and 404 pages.
    pub(super) path: Option<&'a str>,
    /// The folders above it have their breadcrumbs; `None` for pages outside the tree.
    pub(super) folder: Option<&'a str>,
    /// Whether its text is not in the page's language.
    pub(super) fallback: bool,
}

impl View<'_> {
    /// The head of a page.
    pub(super) fn head(&self, subject: &Subject<'_>, place: &Place) -> PageHead {
        let site_title = self.site_title();
        let head_title = match subject.title {
            "" => site_title,
            title if title == site_title => site_title,
            title => format!("{title} – {site_title}"),
        };
        let original = subject.path.filter(|_| subject.fallback).and_then(|path| {
            let article = self.edition.article(path)?;
            self.site.editions[article.language].url_of(path)
        });
        PageHead {
            title: subject.title.to_owned(),
            head_title,
            description: subject.description.to_owned(),
            summary: subject.description.to_owned(),
            canonical_url: self.absolute(original.unwrap_or(subject.url)),
            alternates: self.alternates(subject),
            markdown_url: self.twin(subject, original, place),
            preview_type: "website",
            noindex: subject.fallback || !self.site.is_public(),
            breadcrumbs: subject.folder.map(|folder| self.breadcrumbs(folder, place)).unwrap_or_default(),
            languages: self.languages(subject, place),
            picture: None,
            structured_data: None,
            dated: false,
            banners: Vec::new(),
            banners_when: None,
        }
    }

    /// The Markdown beside a page that is one of the tree; of what stands in for a translation, that beside the original.
    fn twin(&self, subject: &Subject<'_>, original: Option<&str>, place: &Place) -> Option<String> {
        let url = if subject.fallback { original } else { subject.path.map(|_| subject.url) };
        self.site.twin(url?).map(|url| place.to(&url))
    }

    /// From the home page to a folder's category.
    fn breadcrumbs(&self, folder: &str, place: &Place) -> Vec<LinkContext> {
        let title = self.texts.get("home").to_owned();
        let home = LinkContext { title, url: place.to(&self.edition.prefix), language: None };
        let above = self.edition.trail(folder).into_iter();
        let above = above.map(|category| self.category_link(category, place));
        std::iter::once(home).chain(above).collect()
    }

    /// The same page in every language.
    fn languages(&self, subject: &Subject<'_>, place: &Place) -> Vec<LanguageLink> {
        if self.site.editions.len() < 2 {
            return Vec::new();
        }
        let own = subject.path.map(|path| self.site.translations(path));
        let has = |index: usize| own.iter().flatten().any(|(edition, _)| edition.index == index);
        let links = self.site.editions.iter().map(|edition| LanguageLink {
            language: language_context(&edition.language),
            url: place.to(&self.same_page(subject, edition)),
            current: edition.index == self.edition.index,
            translated: own.is_none() || has(edition.index),
        });
        links.collect()
    }

    /// The address of the same page in another edition, or of the nearest category that it has.
    fn same_page(&self, subject: &Subject<'_>, edition: &Edition) -> String {
        let Some(path) = subject.path else {
            let inner = subject.url.strip_prefix(&self.edition.prefix).unwrap_or(subject.url);
            return format!("{}{inner}", edition.prefix);
        };
        let nearest = || {
            let mut folder = folder_of(path);
            loop {
                match edition.category(folder) {
                    Some(category) => return category.url.clone(),
                    None => folder = folder_of(folder),
                }
            }
        };
        edition.url_of(path).map_or_else(nearest, ToOwned::to_owned)
    }

    /// The translations of a page for search engines: every language that really has it, this one included.
    fn alternates(&self, subject: &Subject<'_>) -> Vec<Alternate> {
        let path = subject.path.filter(|_| !subject.fallback);
        let translations = path.map(|path| self.site.translations(path));
        self.alternates_at(&translations.unwrap_or_default())
    }

    /// Translations as search engines want to know them.
    pub(super) fn alternates_at(&self, translations: &[Translation<'_>]) -> Vec<Alternate> {
        let alternates = self.site.hreflang(translations).into_iter();
        alternates.map(|(hreflang, url)| Alternate { hreflang, url }).collect()
    }
}
