//! What the pages of a site share and is made once: templates, interface texts, stylesheet and scripts.
//!
//! It is made of the theme, the brand, the languages and the audience alone, so it serves again while those are the same.

use std::fmt;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::assets::{self, Assets};
use super::templates::{Prepared, Templates};
use crate::config::Brand;
use crate::diag::Diagnostics;
use crate::language::Language;
use crate::output::OutputSet;
use crate::picture::{Colours, FontFile, Studio};
use crate::site::{Edition, Site};
use crate::theme::palette::Palette;
use crate::theme::{Texts, Theme};

/// Templates, texts and assets, ready for pages.
pub struct Kit {
    pub(super) templates: Templates,
    pub(super) assets: Assets,
    /// The assets' files.
    pub(super) files: OutputSet,
    /// By edition.
    pub(super) texts: Vec<(Texts, Prepared)>,
    colours: Colours,
    fonts: Vec<Arc<FontFile>>,
    /// Made when the first picture is.
    studio: OnceLock<Studio>,
}

impl fmt::Debug for Kit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Kit").finish_non_exhaustive()
    }
}

/// The kit of the last build.
#[derive(Default)]
pub struct Memory(Mutex<Option<Known>>);

struct Known {
    made_of: MadeOf,
    kit: Arc<Kit>,
}

/// All that a kit is made of.
#[derive(PartialEq)]
struct MadeOf {
    theme: Theme,
    languages: Vec<Language>,
    brand: String,
    /// Other editions have scripts that a public one hasn't.
    public: bool,
}

impl fmt::Debug for Memory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Memory").finish_non_exhaustive()
    }
}

impl Memory {
    /// The kit for a site; `None` where the theme's templates have errors, which are reported.
    pub fn kit(&self, site: &Site, theme: &Theme, found: &mut Diagnostics) -> Option<Arc<Kit>> {
        let languages = site.editions.iter().map(|edition| edition.language.clone()).collect();
        let (brand, public) = (values(&site.config.brand), site.is_public());
        let made_of = MadeOf { theme: theme.clone(), languages, brand, public };
        let mut memory = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = memory.as_ref().filter(|known| known.made_of == made_of) {
            return Some(Arc::clone(&known.kit));
        }
        let mut problems = Diagnostics::default();
        let kit = Kit::new(site, theme, &mut problems).map(Arc::new);
        // One with problems is made again, so that they are reported again.
        let whole = kit.as_ref().filter(|_| problems.iter().next().is_none());
        *memory = whole.map(|kit| Known { made_of, kit: Arc::clone(kit) });
        found.append(problems);
        kit
    }
}

/// The brand's values, without their places.
fn values(brand: &Brand) -> String {
    let path = |path: &Option<crate::yaml::Located<String>>| path.as_ref().map(|path| path.value.clone());
    let paths = [path(&brand.logo), path(&brand.logo_dark), path(&brand.favicon)];
    format!("{paths:?} {:?} {:?} {:?}", brand.accent.as_ref().map(|accent| accent.value), brand.font, brand.radius)
}

impl Kit {
    /// The interface texts of each edition.
    pub fn texts(&self) -> impl Iterator<Item = &Texts> {
        self.texts.iter().map(|(texts, _)| texts)
    }

    /// The address of the icon.
    pub fn icon(&self) -> &str {
        &self.assets.favicon
    }

    /// The help centre's name in an edition.
    pub(super) fn title<'s>(&'s self, site: &'s Site, edition: &Edition) -> &'s str {
        let title = site.config.title.as_ref().map(|title| title.get(&edition.language));
        title.unwrap_or_else(|| self.texts[edition.index].0.get("help_centre"))
    }

    /// What makes the pictures for link previews.
    pub(super) fn studio(&self) -> &Studio {
        self.studio.get_or_init(|| Studio::new(self.colours, &self.fonts))
    }

    /// The addresses of files that are named by their content; a final `*` stands for all files of a folder.
    pub(super) fn lasting(&self) -> Vec<String> {
        self.assets.lasting(&self.files)
    }

    fn new(site: &Site, theme: &Theme, found: &mut Diagnostics) -> Option<Self> {
        let (mut assets, mut files) = assets::make(site, theme);
        let templates = Templates::new(theme, found);
        let texts = site.editions.iter().map(|edition| {
            let texts = theme.texts(&edition.language, found);
            let prepared = Prepared::new(texts.all());
            (texts, prepared)
        });
        let texts: Vec<(Texts, Prepared)> = texts.collect();
        let by_edition: Vec<&Texts> = texts.iter().map(|(texts, _)| texts).collect();
        assets.offers = assets::offers(site, &by_edition, &mut files);
        let Palette { accent: ground, on_accent: text, .. } = Palette::of(&site.config.brand);
        let (colours, fonts) = (Colours { ground, text }, theme.fonts().to_vec());
        Some(Self { templates: templates?, assets, files, texts, colours, fonts, studio: OnceLock::new() })
    }
}
