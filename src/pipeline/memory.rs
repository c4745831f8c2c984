//! What a build reads, and what it works out that the next may use again.

use std::sync::{Arc, Mutex, PoisonError};

use super::articles;
use crate::diag::Diagnostics;
use crate::highlight::Highlighter;
use crate::search::Searched;
use crate::site::{self, Site};
use crate::theme::Theme;
use crate::{render, source};

/// What builds work out and later ones may use again. A build with it gives the same bytes as one without.
#[derive(Debug, Default)]
pub struct Memory {
    pub(super) files: source::Memory,
    pub(super) highlighter: Highlighter,
    pub(super) articles: articles::Memory,
    pub(super) site: site::Memory,
    pub(super) kit: render::Memory,
    searched: Mutex<Option<Arc<Searched>>>,
}

impl Memory {
    /// What the last whole site is searched by; `None` before the first one.
    pub(super) fn searched(&self) -> Option<Arc<Searched>> {
        self.searched.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Keeps what the last whole site is searched by.
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
