//! What following an article's links gave, for the next build.
//!
//! Where a link leads depends on the link and on the site's [`shape`]: its addresses, anchors, files and a few settings.
//! While that is the same, an article that is the same has the same problems.

use std::collections::HashMap;
use std::fmt;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use super::model::Site;
use crate::content::Article;
use crate::diag::Diagnostics;

/// What the last build found.
#[derive(Default)]
pub struct Memory(Mutex<Known>);

#[derive(Default)]
struct Known {
    shape: Option<blake3::Hash>,
    checked: Checks,
}

/// What was found in articles.
type Checks = HashMap<Key, (Arc<Article>, Arc<Checked>)>;

/// An edition, and the place of an article in memory, which is no other's as long as the article is kept beside it.
type Key = (usize, usize);

/// The key of an article in an edition.
pub(super) fn key(edition: usize, article: &Arc<Article>) -> Key {
    (edition, Arc::as_ptr(article).addr())
}

/// What following the links of an article gave.
#[derive(Debug)]
pub(super) struct Checked {
    pub(super) found: Diagnostics,
    /// Files that the links lead to.
    pub(super) published: Vec<(String, PathBuf)>,
}

impl fmt::Debug for Memory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Memory").finish_non_exhaustive()
    }
}

impl Memory {
    /// What is known of the articles of a site like this one. It is taken out of the memory.
    pub(super) fn recall(&self, shape: blake3::Hash) -> Recalled {
        let known = std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner));
        Recalled { checked: if known.shape == Some(shape) { known.checked } else { HashMap::new() } }
    }

    /// Keeps what was found in the articles of a site.
    pub(super) fn keep(&self, shape: blake3::Hash, checked: Checks) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Known { shape: Some(shape), checked };
    }
}

/// What is known of the articles of a site.
pub(super) struct Recalled {
    checked: Checks,
}

impl Recalled {
    pub(super) fn get(&self, edition: usize, article: &Arc<Article>) -> Option<Arc<Checked>> {
        self.checked.get(&key(edition, article)).map(|(_, checked)| Arc::clone(checked))
    }
}

/// A digest of all that [`Site::follow`] and the checks beside it read of a site but the article itself.
pub(super) fn shape(site: &Site) -> blake3::Hash {
    let mut shape = Shape(blake3::Hasher::new());
    let config = &site.config;
    shape.all(config.languages.iter().map(|language| language.tag.as_str()));
    shape.all(config.markup.schemes.iter().map(String::as_str));
    shape.all(config.platforms.iter().map(|(id, _)| id.as_str()));
    shape.all([if config.unreadable { "unreadable" } else { "" }, &site.files.content_prefix]);
    for edition in &site.editions {
        for category in edition.categories.values() {
            shape.all([category.folder.as_str(), &category.url]);
            shape.article(category.text.as_deref());
        }
        for (path, page) in &edition.pages {
            shape.all([path.as_str(), &page.url]);
            shape.article(Some(&page.article));
        }
        shape.all([]);
    }
    for (path, file) in &site.files.content {
        shape.text(path);
        shape.text(&file.to_string_lossy());
    }
    shape.all(site.files.statics.keys().map(String::as_str));
    shape.all(site.files.unread.iter().map(String::as_str));
    shape.all(site.hidden.iter().map(String::as_str));
    shape.0.finalize()
}

struct Shape(blake3::Hasher);

impl Shape {
    fn text(&mut self, text: &str) {
        self.0.update(&text.len().to_le_bytes());
        self.0.update(text.as_bytes());
    }

    /// A list of any length.
    fn all<'t>(&mut self, texts: impl IntoIterator<Item = &'t str>) {
        for text in texts {
            self.text(text);
        }
        self.0.update(&usize::MAX.to_le_bytes());
    }

    fn article(&mut self, article: Option<&Article>) {
        if let Some(article) = article {
            self.0.update(&article.language.to_le_bytes());
            self.0.update(article.anchors.as_bytes());
        }
    }
}
