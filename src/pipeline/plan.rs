//! A site whose files are made one by one, when they are asked for: by the one who puts them into the output folder, or by a
//! writer who looks at a page. So no more of a large site is in memory than what it is made of.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;

use super::memory::{Memory, Model};
use crate::config::Compression;
use crate::diag::{Diagnostic, Diagnostics};
use crate::discover::{self, Front};
use crate::machines;
use crate::output::{Contents, Files, compressed, copied, copies};
use crate::progress::Progress;
use crate::render::{self, Kit};
use crate::search::Searched;

/// What was read, with its theme and its search.
#[derive(Debug, Clone)]
pub struct Plan {
    model: Arc<Model>,
    kit: Arc<Kit>,
    searched: Arc<Searched>,
}

impl Plan {
    pub(super) fn new(model: &Arc<Model>, kit: Arc<Kit>, searched: &Arc<Searched>) -> Self {
        Self { model: Arc::clone(model), kit, searched: Arc::clone(searched) }
    }

    /// What a writer sees at once after a change: with the search, and the related articles, that `memory` has from before.
    /// `None` where it has none.
    ///
    /// # Errors
    /// All problems so far, where one is an error; or a warning, and there should be none.
    pub fn early(model: &Arc<Model>, memory: &Memory, strict: bool) -> Result<Option<Self>, Diagnostics> {
        let mut found = model.found.clone();
        let kit = render::prepare(&model.site, &model.theme, &memory.kit, &mut found);
        found.settle(|problem| model.site.config.level_of(problem));
        if found.errors() > 0 || (strict && found.warnings() > 0) {
            return Err(found);
        }
        Ok(kit.zip(memory.searched()).map(|(kit, searched)| Self::new(model, kit, &searched)))
    }

    /// The path of the site's base URL, with slashes at both ends.
    pub fn base_path(&self) -> String {
        self.model.site.config.base_path()
    }

    /// Makes one page of each template, and says what is wrong with them.
    pub(super) fn check_samples(&self) -> Diagnostics {
        let mut found = Diagnostics::default();
        for path in render::samples(&self.model.site) {
            if let Err(problem) = self.file(&path) {
                found.add(*problem);
            }
        }
        found
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
        // A file of the writer's wins over one that we would make.
        let page = render::file(site, theme, &self.kit, &self.searched.neighbours, path)?;
        Ok(page.or_else(|| self.besides(path)))
    }

    /// A file that is no page, and not for pages.
    fn besides(&self, path: &str) -> Option<Contents> {
        let site = &self.model.site;
        if discover::has(site, path) {
            return discover::file(&self.front(), path);
        }
        machines::file(&self.front(), path)
    }

    /// Whether a path is that of a picture for link previews.
    fn is_picture(&self, path: &str) -> bool {
        render::is_picture(&self.model.site, &self.kit, path)
    }

    /// How compressed copies are made.
    fn compressions(&self) -> &[Compression] {
        &self.model.site.config.publish.compress
    }

    /// What the files besides pages share with these.
    fn front(&self) -> Front<'_> {
        let (site, kit) = (&self.model.site, &self.kit);
        Front { site, texts: kit.texts().collect(), icon: kit.icon(), lasting: render::lasting(site, kit) }
    }
}

impl Files for Plan {
    fn has(&self, path: &str) -> bool {
        let site = &self.model.site;
        self.searched.output.get(path).is_some()
            || render::has(site, &self.kit, path)
            || discover::has(site, path)
            || machines::has(site, path)
    }

    fn paths(&self) -> BTreeSet<String> {
        let mut paths = render::paths(&self.model.site, &self.kit);
        paths.extend(discover::paths(&self.model.site));
        paths.extend(machines::paths(&self.model.site));
        paths.extend(self.searched.output.iter().map(|(path, _)| path.to_owned()));
        paths
    }

    /// What can't be made is reported by a [`Making`].
    fn contents(&self, path: &str) -> Option<Contents> {
        self.file(path).ok().flatten()
    }
}

/// The making of a whole site: notes what goes wrong.
#[derive(Debug)]
pub struct Making<'a> {
    plan: &'a Plan,
    progress: &'a Progress,
    /// Whether an earlier site of this program is in the output folder.
    again: bool,
    found: Mutex<Diagnostics>,
}

impl<'a> Making<'a> {
    /// Ends early, without a whole site, where `progress` is cancelled.
    pub fn new(plan: &'a Plan, progress: &'a Progress) -> Self {
        Self { plan, progress, again: false, found: Mutex::default() }
    }

    /// With `again`, this program wrote the site that is in the output folder: then pictures, whose names say all that is in
    /// them, are not made once more.
    #[must_use]
    pub fn again(self, again: bool) -> Self {
        Self { again, ..self }
    }

    /// Makes every file and keeps none: what is wrong is known then. Compressed copies and pictures have nothing that may be
    /// wrong.
    pub fn check(&self) {
        let mut paths = self.plan.paths();
        paths.retain(|path| !self.plan.is_picture(path));
        self.progress.start("rendering", paths.len());
        paths.par_iter().for_each(|path| drop(self.contents(path)));
    }

    /// What went wrong.
    pub fn found(self) -> Diagnostics {
        self.found.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Files for Making<'_> {
    fn has(&self, path: &str) -> bool {
        self.plan.has(path)
    }

    fn paths(&self) -> BTreeSet<String> {
        let mut paths = self.plan.paths();
        paths.extend(copies(&paths, self.plan.compressions()));
        self.progress.start("rendering", paths.len());
        paths
    }

    fn contents(&self, path: &str) -> Option<Contents> {
        if self.progress.is_cancelled() {
            return None;
        }
        let copied = copied(path, self.plan.compressions()).filter(|_| !self.plan.has(path));
        let file = match copied {
            // Made once more, so that no text has to wait for its copies. What is wrong with it is found where it is made for itself.
            Some((original, kind)) => Ok(self.plan.contents(original).and_then(|original| compressed(&original, kind))),
            None => self.plan.file(path),
        };
        self.progress.step();
        file.unwrap_or_else(|problem| {
            self.found.lock().unwrap_or_else(PoisonError::into_inner).add(*problem);
            None
        })
    }

    fn is_there(&self, path: &str) -> bool {
        self.again && self.plan.is_picture(path)
    }
}
