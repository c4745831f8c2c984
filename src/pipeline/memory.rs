//! What a build reads, and what it works out that the next may use again.

use std::sync::{Arc, Mutex, PoisonError};

use super::articles;
use crate::diag::Diagnostics;
use crate::highlight::Highlighter;
use crate::search::Searched;
use crate::site::{self, Site};
use crate::theme::{self, Theme};
use crate::{render, search, source};

/// What builds work out and later ones may use again. A build with it gives the same bytes as one without.
#[derive(Debug, Default)]
pub struct Memory {
    pub(super) files: source::Memory,
    pub(super) fonts: theme::Memory,
    pub(super) highlighter: Highlighter,
    pub(super) articles: articles::Memory,
    pub(super) site: site::Memory,
    pub(super) kit: render::Memory,
    pub(super) search: search::Memory,
    searched: Mutex<Option<Arc<Searched>>>,
    once: bool,
}

impl Memory {
    /// For one build alone: what only a later one could use is let go of on the way.
    pub fn for_one_build() -> Self {
        Self { once: true, ..Self::default() }
    }

    /// Lets go of what reading texts needs, where nothing will be read again.
    pub(super) fn has_read(&self) {
        if self.once {
            self.files.clear();
            self.highlighter.clear();
            self.articles.clear();
        }
    }

    /// What was made last to search by; `None` before the first time.
    pub(super) fn searched(&self) -> Option<Arc<Searched>> {
        self.searched.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Keeps what is searched by.
    pub(super) fn keep_searched(&self, searched: Arc<Searched>) {
        *self.searched.lock().unwrap_or_else(PoisonError::into_inner) = Some(searched);
    }
}

/// A project that was read: all that its pages and its search are made of.
#[derive(Debug)]
pub struct Model {
    /// The site.
    pub site: Site,
    /// Its theme.
    pub theme: Theme,
    /// Articles over all languages.
    pub(super) articles: usize,
    /// All problems so far.
    pub(super) found: Diagnostics,
}

impl Model {
    /// What reading found, at the final levels.
    pub fn diagnostics(&self) -> Diagnostics {
        let mut found = self.found.clone();
        found.settle(|problem| self.site.config.level_of(problem));
        found
    }
}

/// The search of what was read.
#[derive(Debug)]
pub struct Indexed {
    pub(super) searched: Arc<Searched>,
    /// Problems that only the search finds.
    pub(super) found: Diagnostics,
}

impl Indexed {
    /// All problems so far, not yet at their levels.
    pub(super) fn diagnostics(&self, model: &Model) -> Diagnostics {
        let mut found = model.found.clone();
        found.extend(&self.found);
        found
    }
}
