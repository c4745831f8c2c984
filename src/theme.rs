//! The theme: the built-in one, with the files of the project's own laid over it one by one.

mod files;
mod fonts;
mod manifest;
pub mod palette;
mod texts;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use rust_embed::RustEmbed;

use crate::config::Config;
use crate::diag::{Diagnostic, Diagnostics, Rule, Source};
use crate::language::Language;
use crate::picture::FontFile;
use crate::suggest::did_you_mean;
use crate::{fs, source, text};
pub use fonts::Memory;
pub use manifest::CONTEXT;
pub use texts::Texts;

/// The largest file of a theme, in bytes.
const MAX_BYTES: u64 = 1 << 20;

#[derive(RustEmbed)]
#[folder = "themes/default/"]
struct BuiltIn;

/// The language of the texts that stand in where another has none.
const ENGLISH: &str = "en";

/// What a template of the project puts before a name to mean the built-in one: `{% extends "default/article.html" %}`.
const DEFAULT: &str = "default/";

/// Where the stylesheets are that few pages need.
const FOR_PAGES: &str = "css/pages/";

/// A theme's files by their paths: `css/base.css`.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Theme {
    files: BTreeMap<String, Arc<Source>>,
    /// The templates by name: `base.html`, `default/base.html`.
    templates: BTreeMap<String, Arc<Source>>,
    /// Paths of files of the project's own theme.
    own: BTreeSet<String>,
    /// Interface texts of the project's own theme, which go over the built-in ones key by key.
    own_texts: BTreeMap<String, Arc<Source>>,
    /// The project's own fonts for link previews.
    fonts: Vec<Arc<FontFile>>,
}

/// What the interface lacks in a language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissingTexts {
    /// The keys, sorted.
    pub keys: Vec<String>,
    /// Whether that is all of them: the language has no file.
    pub all: bool,
    /// The project's own file for the language.
    pub own: Option<Arc<Source>>,
}

/// Reads the theme that the settings name, and the fonts. Problems are reported; the built-in theme stands in for what is
/// missing. `memory` may be that of an earlier build.
pub fn read(root: &Path, config: &Config, memory: &Memory, diagnostics: &mut Diagnostics) -> Theme {
    let mut theme = built_in();
    theme.fonts = fonts::read(root, &config.brand, memory, diagnostics);
    let Some(name) = &config.theme else { return theme };
    let folder = root.join("themes").join(&name.value);
    if !is_name(&name.value) || !fs::is_dir(&folder) {
        if name.value != "default" {
            let (message, hint) = missing(root, &folder, &name.value);
            diagnostics.add(Diagnostic::new(Rule::InvalidValue, name.span(), message).hint(hint));
        }
        return theme;
    }
    let mut templates = BTreeMap::new();
    for (path, file) in source::theme_files(root, &folder, diagnostics) {
        let shown = format!("themes/{}/{path}", name.value);
        let text = files::check(&path, &shown).and_then(|()| text::read(&file, &shown, MAX_BYTES));
        match text {
            Ok(source) if path == manifest::FILE => manifest::check(&source, diagnostics),
            Ok(source) if path.starts_with("strings/") => drop(theme.own_texts.insert(path, source)),
            Ok(source) => match path.strip_prefix("templates/") {
                Some(name) => drop(templates.insert(name.to_owned(), source)),
                None => {
                    theme.files.insert(path.clone(), source);
                    theme.own.insert(path);
                }
            },
            Err(problem) => diagnostics.add(*problem),
        }
    }
    for unused in files::unused_templates(&templates, &theme.templates) {
        diagnostics.add(unused);
    }
    theme.lay_over(templates);
    theme
}

/// The theme inside the program.
fn built_in() -> Theme {
    let mut theme = Theme::default();
    for path in BuiltIn::iter() {
        let content = BuiltIn::get(&path).map(|file| String::from_utf8_lossy(&file.data).into_owned());
        let shown = format!("themes/default/{path}");
        let source = Arc::new(Source { path: shown, text: content.unwrap_or_default() });
        match path.strip_prefix("templates/") {
            Some(name) => theme.templates.insert(name.to_owned(), source),
            None => theme.files.insert(path.into_owned(), source),
        };
    }
    theme
}

fn is_name(name: &str) -> bool {
    !name.trim().is_empty() && !name.starts_with('.') && !name.contains(['/', '\\'])
}

/// Why there is no theme, and what may help.
fn missing(root: &Path, folder: &Path, name: &str) -> (String, String) {
    if !is_name(name) {
        let message = format!("a theme is the name of a folder in `themes/`, not `{name}`");
        return (message, "for example `mine`, for the folder `themes/mine`".to_owned());
    }
    let themes = root.join("themes");
    for (path, shown) in [(themes.as_path(), "themes".to_owned()), (folder, format!("themes/{name}"))] {
        match fs::canonical(path).and_then(|_| fs::list(path)) {
            Err(error) if !matches!(fs::entry(path), Ok(None)) => {
                let message = format!("can't read the folder `{shown}`: {}", error.cause());
                return (message, "it must be a folder that you may read".to_owned());
            }
            _ => {}
        }
    }
    let names = names(root);
    let hint = did_you_mean(name, names.iter().map(String::as_str));
    (format!("there is no theme `{name}`"), hint.unwrap_or_else(|| format!("make the folder `themes/{name}`")))
}

/// The names of the project's themes.
fn names(root: &Path) -> Vec<String> {
    let folders = fs::list(&root.join("themes")).unwrap_or_default();
    let names = folders.iter().filter(|path| fs::is_dir(path)).filter_map(|path| path.file_name());
    names.map(|name| name.to_string_lossy().into_owned()).chain(["default".to_owned()]).collect()
}

impl Theme {
    /// Lays the project's templates over the built-in ones, which stay under `default/`.
    fn lay_over(&mut self, own: BTreeMap<String, Arc<Source>>) {
        if !own.is_empty() {
            let built_in = self.templates.iter();
            let kept: Vec<_> =
                built_in.map(|(name, source)| (format!("{DEFAULT}{name}"), Arc::clone(source))).collect();
            self.templates.extend(kept);
            self.own.extend(own.keys().map(|name| format!("templates/{name}")));
            self.templates.extend(own);
        }
    }

    /// The templates by name: `base.html`, `partials/header.html`; the built-in ones also as `default/base.html` where the
    /// project has templates.
    pub fn templates(&self) -> impl Iterator<Item = (&str, &Arc<Source>)> {
        self.templates.iter().map(|(name, source)| (name.as_str(), source))
    }

    /// Whether a file, by its path in the theme, is the project's own.
    pub fn is_own(&self, path: &str) -> bool {
        self.own.contains(path)
    }

    /// The stylesheets of every page joined into one: `css/layers.css` first, which orders the layers, then the others by path.
    pub fn stylesheet(&self) -> String {
        let mut sheets: Vec<_> = self.below("css/", ".css").filter(|(path, _)| !path.starts_with(FOR_PAGES)).collect();
        sheets.sort_by_key(|(path, _)| (*path != "css/layers.css", *path));
        sheets.into_iter().map(|(_, source)| source.text.trim_end().to_owned() + "\n").collect()
    }

    /// The stylesheets that few pages need, by name, without `.css`.
    pub fn page_styles(&self) -> impl Iterator<Item = (&str, &str)> {
        self.below(FOR_PAGES, ".css")
            .map(|(path, source)| (&path[FOR_PAGES.len()..path.len() - ".css".len()], source.text.as_str()))
    }

    /// The scripts by name, without `.js`.
    pub fn scripts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.below("js/", ".js")
            .map(|(path, source)| (&path["js/".len()..path.len() - ".js".len()], source.text.as_str()))
    }

    /// The project's own fonts for link previews, the first one first.
    pub fn fonts(&self) -> &[Arc<FontFile>] {
        &self.fonts
    }

    /// An icon's `svg` element.
    pub fn icon(&self, name: &str) -> Option<&str> {
        self.files.get(&format!("icons/{name}.svg")).map(|source| source.text.trim())
    }

    /// The names of all icons.
    pub fn icons(&self) -> impl Iterator<Item = &str> {
        self.below("icons/", ".svg").map(|(path, _)| &path["icons/".len()..path.len() - ".svg".len()])
    }

    /// The interface texts of a language: its own over those of the languages it falls back to, over English. For each,
    /// the project's are over the built-in.
    pub fn texts(&self, language: &Language, diagnostics: &mut Diagnostics) -> Texts {
        let mut texts = Texts::new(language);
        let mut tags = language.fallbacks();
        tags.retain(|tag| tag != ENGLISH);
        tags.push(ENGLISH.to_owned());
        for tag in tags.iter().rev() {
            for source in self.strings(tag) {
                texts.read(source, diagnostics);
            }
        }
        texts
    }

    /// What the interface lacks in a language, so that it is in English; `None` where nothing is known of English, or
    /// nothing is missing.
    pub fn missing_texts(&self, language: &Language) -> Option<MissingTexts> {
        let read = |tags: &[String]| {
            let mut keys = BTreeSet::new();
            let files = tags.iter().flat_map(|tag| self.strings(tag));
            files.for_each(|source| keys.extend(texts::keys(source)));
            keys
        };
        let tags = language.fallbacks();
        let known = read(&tags);
        let keys: Vec<String> = read(&[ENGLISH.to_owned()]).difference(&known).cloned().collect();
        let own = tags.iter().find_map(|tag| self.own_texts.get(&format!("strings/{tag}.yaml"))).cloned();
        (!keys.is_empty()).then_some(MissingTexts { keys, all: known.is_empty(), own })
    }

    /// The files of interface texts by this tag: the built-in one, and the project's.
    fn strings(&self, tag: &str) -> impl Iterator<Item = &Arc<Source>> {
        let path = format!("strings/{tag}.yaml");
        [self.files.get(&path), self.own_texts.get(&path)].into_iter().flatten()
    }

    fn below(&self, folder: &'static str, ending: &'static str) -> impl Iterator<Item = (&str, &Arc<Source>)> {
        let files = self.files.iter().map(|(path, source)| (path.as_str(), source));
        files.filter(move |(path, _)| path.starts_with(folder) && path.ends_with(ending))
    }
}
