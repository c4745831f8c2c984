//! A site whose pages are made when they are asked for: what a writer sees at once after a change, while the whole site is
//! still being made.

use std::sync::Arc;

use super::memory::{Memory, Model};
use crate::diag::{Diagnostic, Diagnostics};
use crate::output::Contents;
use crate::render::{self, Kit};
use crate::search::Searched;

/// The pages of what was read. Its search, and which articles are related, are those of the last whole site.
#[derive(Debug)]
pub struct Preview {
    model: Arc<Model>,
    kit: Arc<Kit>,
    searched: Arc<Searched>,
}

impl Preview {
    /// `None` where there was no whole site yet.
    ///
    /// # Errors
    /// All problems so far, where one is an error; or a warning, and there should be none.
    pub fn new(model: &Arc<Model>, memory: &Memory, strict: bool) -> Result<Option<Self>, Diagnostics> {
        let mut found = model.found.clone();
        let kit = render::prepare(&model.site, &model.theme, &memory.kit, &mut found);
        found.settle(|rule| model.site.config.level(rule));
        if found.errors() > 0 || (strict && found.warnings() > 0) {
            return Err(found);
        }
        let preview = |(kit, searched)| Self { model: Arc::clone(model), kit, searched };
        Ok(kit.zip(memory.searched()).map(preview))
    }

    /// The path of the site's base URL, with slashes at both ends.
    pub fn base_path(&self) -> String {
        self.model.site.config.base_path()
    }

    /// One file of the site; `None` where it has none with that path.
    ///
    /// # Errors
    /// The template's error.
    pub fn file(&self, path: &str) -> Result<Option<Contents>, Box<Diagnostic>> {
        if let Some(found) = self.searched.output.get(path) {
            return Ok(Some(found.clone()));
        }
        let Model { site, theme, .. } = &*self.model;
        render::file(site, theme, &self.kit, &self.searched.neighbours, path)
    }

    /// Whether the site has a file with that path.
    pub fn has(&self, path: &str) -> bool {
        self.searched.output.get(path).is_some() || render::has(&self.model.site, &self.kit, path)
    }
}
