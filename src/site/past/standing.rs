//! What stands at the addresses of a site now.

use rayon::prelude::*;

use crate::content::faq::Faq;
use crate::content::{Article, Kind};
use crate::site::ledger::{Here, Ledger, Sketch};
use crate::site::model::{Edition, Site};
use crate::site::url::page_file;

/// Something at an address.
#[derive(Debug, Clone)]
pub(super) struct Standing {
    pub(super) address: String,
    /// The index of its edition.
    pub(super) edition: usize,
    pub(super) here: Here,
}

impl Site {
    /// The edition that an address belongs to, the page's address as the site has it, and the anchor.
    pub(super) fn place_of<'a>(&self, address: &'a str) -> (&Edition, &'a str, Option<&'a str>) {
        let address = address.trim_start_matches('/');
        let (url, anchor) = address.split_once('#').map_or((address, None), |(url, anchor)| (url, Some(anchor)));
        let inside = |edition: &&Edition| !edition.prefix.is_empty() && url.starts_with(&edition.prefix);
        (self.editions.iter().find(inside).unwrap_or(&self.editions[0]), url, anchor)
    }

    /// Whether there is a page at an address, and the anchor on it.
    pub(super) fn stands(&self, address: &str) -> bool {
        let (edition, url, anchor) = self.place_of(address);
        match (edition.by_url.get(url), anchor) {
            (None, None) => self.is_file(&page_file(url)) || self.own_page_at(edition, url),
            (None, Some(_)) => false,
            (Some(_), None) => true,
            (Some(path), Some(anchor)) => edition
                .article_at(path)
                .is_some_and(|article| article.document.anchors.iter().any(|known| known == anchor)),
        }
    }

    /// Whether a writer's file is published at a path.
    fn is_file(&self, file: &str) -> bool {
        self.files.statics.contains_key(file) || self.published_files.contains_key(file)
    }

    /// Whether one of our pages is there where no writer's takes its place.
    fn own_page_at(&self, edition: &Edition, url: &str) -> bool {
        url.starts_with(&edition.prefix) && self.own_page(edition, url).is_some_and(|own| own == url)
    }

    /// The address of the page that is made of a file of the content folder, in an edition.
    pub(super) fn address_of(&self, edition: &Edition, file: &str) -> Option<String> {
        let path = match self.config.multilingual() {
            true => file.split_once('/').map(|(_, path)| path)?,
            false => file,
        };
        edition.url_of(path).map(|url| format!("/{url}"))
    }
}

impl Edition {
    /// The article at a path of `by_url`: an article's, or a category's folder.
    pub(super) fn article_at(&self, path: &str) -> Option<&Article> {
        let category = || self.category(path)?.text.as_deref();
        self.pages.get(path).map(|page| &*page.article).or_else(category)
    }
}

/// What stands at every address, or at those that a ledger hasn't: pages, and questions in their own language.
pub(super) fn standing(site: &Site, but: Option<&Ledger>) -> Vec<Standing> {
    let is_wanted = |address: &str| but.is_none_or(|ledger| !ledger.entries.contains_key(address));
    let pages = site.editions.par_iter().flat_map(|edition| {
        let pages: Vec<(&String, &String)> = edition.by_url.iter().collect();
        pages.into_par_iter().flat_map_iter(move |(url, path)| of_page(site, edition, url, path, &is_wanted))
    });
    pages.collect()
}

fn of_page(site: &Site, edition: &Edition, url: &str, path: &str, is_wanted: &impl Fn(&str) -> bool) -> Vec<Standing> {
    let article = edition.article_at(path);
    let stands = |address: String, here: Here| Standing { address, edition: edition.index, here };
    let mut all = Vec::new();
    let address = format!("/{url}");
    if is_wanted(&address) {
        all.push(stands(address, article.map_or_else(|| of_folder(edition, path), |article| whole(site, article))));
    }
    let faq = article.filter(|article| article.front.kind == Kind::Faq && !edition.is_fallback(article));
    for (article, range) in faq.into_iter().flat_map(|article| {
        let questions: Vec<_> = Faq::new(&article.document).questions().cloned().collect();
        questions.into_iter().map(move |range| (article, range))
    }) {
        let sections = &article.document.sections[range];
        let Some(heading) = sections.first().and_then(|section| section.heading.as_ref()) else { continue };
        let address = format!("/{url}#{}", heading.id);
        if is_wanted(&address) {
            let sketch = Sketch::of(sections.iter().map(|section| section.text.as_str()));
            all.push(stands(address, Here { file: None, title: heading.text.clone(), sketch }));
        }
    }
    all
}

/// A page with its whole text.
fn whole(site: &Site, article: &Article) -> Here {
    let texts = article.document.sections.iter().flat_map(|section| {
        let heading = section.heading.as_ref().map(|heading| heading.text.as_str());
        heading.into_iter().chain([section.text.as_str()])
    });
    Here { file: Some(site.content_path(article)), title: article.title.clone(), sketch: Sketch::of(texts) }
}

/// A category without a text.
fn of_folder(edition: &Edition, folder: &str) -> Here {
    let title = edition.category(folder).map(|category| category.title.clone()).unwrap_or_default();
    Here { file: None, title, sketch: Sketch::default() }
}
