//! The project's files: which there are, in sorted order, and the text of the articles.
//!
//! The only module that names `walkdir`. It knows names and places, not what is in the files.
//! Symbolic links are followed inside the project and refused where they leave it.

pub mod images;
mod memory;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use walkdir::{DirEntry, WalkDir};

use crate::diag::{Diagnostic, Diagnostics, Rule, Source, Span};
use crate::progress::Progress;
use crate::{fs, text, yaml};
pub use memory::Memory;

/// The largest article, in bytes.
pub const MAX_BYTES: u64 = 2 << 20;

/// The name of the files with a language's synonyms.
pub const SYNONYMS: &str = "_synonyms.yaml";

/// The name of the files that say what became of a language's pages.
pub const RETIRED: &str = "_retired.yaml";

/// The project's file with every address ever published.
pub const LEDGER: &str = "answerbook.lock.yaml";

/// The largest such file, in bytes: some hundred thousand addresses.
const MAX_LEDGER: u64 = 64 << 20;

/// The name of the files with a language's search tests.
pub const SEARCH_TESTS: &str = "_search-tests.yaml";

/// The name of the folders with a language's notices.
pub const NOTICES: &str = "_notices";

/// Folders of a project that are no content, where the content has no folder of its own.
pub(crate) const NO_CONTENT: [&str; 4] = ["node_modules", "static", "target", "themes"];

/// What a project holds.
#[derive(Debug, Default)]
pub struct Sources {
    /// The articles and categories, sorted by path.
    pub articles: Vec<SourceFile>,
    /// Snippets by their path from the content folder, without `.md`: `en/_snippets/refund-window`.
    pub snippets: BTreeMap<String, Arc<Source>>,
    /// The files of every `_notices` folder, wherever it is, sorted by path.
    pub notices: Vec<SourceFile>,
    /// Every `_synonyms.yaml`, `_search-tests.yaml` and `_retired.yaml`, wherever it is, by its name and its path from the content folder; also those
    /// with nearly that name.
    pub lists: BTreeMap<&'static str, BTreeMap<String, Arc<Source>>>,
    /// The project's [`LEDGER`], where there is one.
    pub ledger: Option<Arc<Source>>,
    /// Every other file of the content folder, by its path there.
    pub files: BTreeMap<String, PathBuf>,
    /// Articles that can't be read, which has been reported.
    pub unread: BTreeSet<String>,
    /// Every file of `static/`, by its path there.
    pub statics: BTreeMap<String, PathBuf>,
    /// The text of every file of captions or chapters among both.
    pub captions: BTreeMap<PathBuf, Arc<Source>>,
    /// Width and height of the images among the other files.
    pub image_sizes: BTreeMap<PathBuf, images::Size>,
    /// The content folder's path from the project, with a final slash: `content/`, or nothing.
    pub content_prefix: String,
}

/// An article's file.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// Path from the content folder: `en/billing/refund.md`.
    pub path: String,
    /// Its text.
    pub source: Arc<Source>,
}

/// The folder of the articles: `content/`, or the project's folder where it has none.
pub fn content_dir(root: &Path) -> PathBuf {
    let content = root.join("content");
    if fs::is_dir(&content) { content } else { root.to_owned() }
}

/// Reads a project, as far as `memory` doesn't know it. `out` is left out where it lies among the content.
pub fn read(root: &Path, out: &Path, memory: &Memory, progress: &Progress, diagnostics: &mut Diagnostics) -> Sources {
    let content = content_dir(root);
    let plain = content == root;
    let walk = Walk { root, skip: out, plain, copied: false, diagnostics: RefCell::default() };
    let copy = Walk { root, skip: out, plain: false, copied: true, diagnostics: RefCell::default() };
    let mut sources = Sources {
        content_prefix: if plain { String::new() } else { "content/".to_owned() },
        statics: copy.files(&root.join("static")).into_iter().collect(),
        ..Sources::default()
    };
    let mut pages = Vec::new();
    for (path, file) in walk.files(&content) {
        if is_markdown(&path) {
            pages.push((format!("{}{path}", sources.content_prefix), file));
        } else if let Some(name) = list_name(&path) {
            sources.read_list(name, path, &file, diagnostics);
        } else if !plain || path != LEDGER {
            walk.check_ending(&path, &file);
            sources.files.insert(path, file);
        }
    }
    sources.read_ledger(&walk, diagnostics);
    diagnostics.append(copy.diagnostics.into_inner());
    diagnostics.append(walk.diagnostics.into_inner());
    progress.start("reading", pages.len());
    let articles = pages.len();
    pages.extend(sources.caption_files());
    let mut texts = memory.texts(&pages, MAX_BYTES, || progress.step());
    for ((_, file), text) in pages.drain(articles..).zip(texts.drain(articles..)) {
        match text {
            Ok(source) => drop(sources.captions.insert(file, source)),
            Err(problem) => diagnostics.add(*problem),
        }
    }
    for ((name, _), text) in pages.into_iter().zip(texts) {
        sources.add_page(name[sources.content_prefix.len()..].to_owned(), text, diagnostics);
    }
    let images = sources.files.values().chain(sources.statics.values()).filter(|file| images::is_image(file));
    let images: Vec<&PathBuf> = images.collect();
    let sizes = memory.sizes(&images);
    sources.image_sizes =
        images.into_iter().zip(sizes).filter_map(|(file, size)| Some((file.clone(), size?))).collect();
    sources
}

impl Sources {
    /// The files of captions, as people see their paths, and where they are.
    fn caption_files(&self) -> Vec<(String, PathBuf)> {
        let content = self.files.iter().map(|(path, file)| (self.content_prefix.as_str(), path, file));
        let all = content.chain(self.statics.iter().map(|(path, file)| ("static/", path, file)));
        let captions = all.filter(|(_, path, _)| path.ends_with(".vtt"));
        captions.map(|(folder, path, file)| (format!("{folder}{path}"), file.clone())).collect()
    }

    fn read_list(&mut self, name: &'static str, path: String, file: &Path, diagnostics: &mut Diagnostics) {
        match text::read(file, &format!("{}{path}", self.content_prefix), yaml::MAX_BYTES as u64) {
            Ok(source) => drop(self.lists.entry(name).or_default().insert(path, source)),
            Err(problem) => diagnostics.add(*problem),
        }
    }

    fn read_ledger(&mut self, walk: &Walk<'_>, diagnostics: &mut Diagnostics) {
        let file = walk.root.join(LEDGER);
        if matches!(fs::entry(&file), Ok(None)) || !walk.inside(&file) {
            return;
        }
        match text::read(&file, LEDGER, MAX_LEDGER) {
            Ok(source) => self.ledger = Some(source),
            Err(problem) => diagnostics.add(*problem),
        }
    }

    fn add_page(&mut self, path: String, text: Result<Arc<Source>, Box<Diagnostic>>, diagnostics: &mut Diagnostics) {
        match text {
            Err(problem) => {
                diagnostics.add(*problem);
                self.unread.insert(path);
            }
            Ok(source) if path.split('/').any(|part| part == "_snippets") => {
                self.snippets.insert(path.trim_end_matches(".md").to_owned(), source);
            }
            Ok(source) if path.split('/').any(|part| part == NOTICES) => self.notices.push(SourceFile { path, source }),
            Ok(_) if path.split('/').any(|part| part.starts_with('_')) => {}
            Ok(source) => self.articles.push(SourceFile { path, source }),
        }
    }
}

/// The files of a theme's folder with their paths from it, sorted.
pub fn theme_files(root: &Path, folder: &Path, diagnostics: &mut Diagnostics) -> Vec<(String, PathBuf)> {
    let walk = Walk { root, skip: Path::new(""), plain: false, copied: false, diagnostics: RefCell::default() };
    let files = walk.files(folder);
    diagnostics.append(walk.diagnostics.into_inner());
    files
}

fn is_markdown(path: &str) -> bool {
    path.ends_with(".md")
}

/// The name that a file has, or nearly has, if it is that of a list which each language has: `_synonyms.yml`,
/// `_Search_Tests.yaml`.
fn list_name(path: &str) -> Option<&'static str> {
    let name = path.rsplit('/').next().unwrap_or_default().to_lowercase();
    let stem = name.strip_suffix(".yaml").or_else(|| name.strip_suffix(".yml"))?;
    let plain = |stem: &str| stem.replace('_', "-");
    let is_meant = |known: &&str| name.starts_with('_') && known.strip_suffix(".yaml").map(plain) == Some(plain(stem));
    [SYNONYMS, SEARCH_TESTS, RETIRED].into_iter().find(is_meant)
}

/// Whether an editor keeps a file of this name for itself while it has another one open: a swap file, a backup, a lock.
/// They may hold what was not saved, so they are no part of a project.
pub(crate) fn is_of_an_editor(name: &str) -> bool {
    let swap = name.starts_with('.') && [".swp", ".swo", ".swx", ".kate-swp"].iter().any(|end| name.ends_with(end));
    let lock = name.starts_with(".#") || name.starts_with(".~lock.") || name.starts_with(".goutputstream-");
    let unsaved = name.len() > 1 && name.starts_with('#') && name.ends_with('#');
    swap || lock || unsaved || name.contains("___jb_") || name.ends_with('~')
}

struct Walk<'a> {
    root: &'a Path,
    skip: &'a Path,
    /// The content lies in the project's folder itself.
    plain: bool,
    /// The folder is copied as it is: names with a dot too, but no links to the content.
    copied: bool,
    diagnostics: RefCell<Diagnostics>,
}

impl Walk<'_> {
    /// The files below a folder with their paths from it, sorted. None where the folder isn't there.
    fn files(&self, folder: &Path) -> Vec<(String, PathBuf)> {
        if !fs::is_dir(folder) || !self.inside(folder) {
            return Vec::new();
        }
        let entries = WalkDir::new(folder)
            .follow_links(true)
            .sort_by_file_name()
            .into_iter()
            .filter_entry(|entry| entry.depth() == 0 || self.wanted(folder, entry));
        let mut files = Vec::new();
        for entry in entries {
            match entry {
                Ok(entry) if entry.file_type().is_dir() => self.check_folder(&entry),
                Ok(entry) if !entry.file_type().is_file() => {
                    let message = "this is neither a file nor a folder";
                    self.report(Rule::UnreadableFile, entry.path(), message, "remove it");
                }
                Ok(entry) => files.extend(self.relative(folder, entry.path()).map(|path| (path, entry.into_path()))),
                Err(error) => self.unreadable(&error),
            }
        }
        files
    }

    fn wanted(&self, folder: &Path, entry: &DirEntry) -> bool {
        let name = entry.file_name().to_string_lossy();
        // `.well-known` and `.nojekyll` are for the host; `.git` and what systems leave behind are for nobody.
        let private = if self.copied { [".git", ".DS_Store"].contains(&&*name) } else { name.starts_with('.') };
        if private || is_of_an_editor(&name) || entry.path() == self.skip {
            return false;
        }
        if self.plain && entry.depth() == 1 && folder == self.root && NO_CONTENT.contains(&&*name) {
            return false;
        }
        !entry.path_is_symlink() || self.inside(entry.path())
    }

    /// Whether a link leads to a place inside the project; reported where it doesn't.
    fn inside(&self, path: &Path) -> bool {
        let content = fs::canonical(&self.root.join("content"));
        let into_content = |target: &Path| content.as_ref().is_ok_and(|content| target.starts_with(content));
        let hidden = |inner: &Path| inner.components().any(|part| part.as_os_str().to_string_lossy().starts_with('.'));
        match (fs::canonical(path), fs::canonical(self.root)) {
            (Ok(target), Ok(root)) if target.starts_with(&root) => {
                let private = target.strip_prefix(&root).is_ok_and(hidden) || (self.copied && into_content(&target));
                if private {
                    let message = "this symbolic link leads to files that must not be published";
                    self.report(Rule::SymlinkOutside, path, message, "copy the file that you mean");
                }
                !private
            }
            (Ok(_), Ok(_)) => {
                let message = "this symbolic link leads out of the project";
                self.report(Rule::SymlinkOutside, path, message, "copy the file into the project");
                false
            }
            // A link to nothing is reported by the walk itself.
            _ => true,
        }
    }

    fn check_folder(&self, entry: &DirEntry) {
        if entry.depth() > 0 && is_markdown(&entry.file_name().to_string_lossy()) {
            let message = "this is a folder, though its name ends in `.md`";
            self.report(Rule::FolderNamedMd, entry.path(), message, "it is taken for a category: rename it");
        }
    }

    /// A page that was meant to be one and isn't taken for one.
    fn check_ending(&self, path: &str, file: &Path) {
        let ending = path.rsplit('/').next().and_then(|name| name.rsplit_once('.')).map(|(_, ending)| ending);
        let known = ["md", "markdown", "mdown", "mdx"];
        if ending.is_some_and(|ending| known.contains(&ending.to_lowercase().as_str())) {
            let message = "this file becomes no page, since its name doesn't end in `.md`";
            self.report(Rule::MisnamedMarkdown, file, message, "rename it");
        }
    }

    fn unreadable(&self, error: &walkdir::Error) {
        let path = error.path().unwrap_or(self.root);
        if error.loop_ancestor().is_some() {
            let message = "this symbolic link leads to a folder that it lies in";
            self.report(Rule::UnreadableFile, path, message, "remove the link");
            return;
        }
        let cause = error.io_error().map_or_else(|| "unknown".to_owned(), ToString::to_string);
        let cause = cause.split(" (os error").next().unwrap_or_default().to_lowercase();
        self.report(Rule::UnreadableFile, path, &format!("can't read this: {cause}"), "check that you may read it");
    }

    fn relative(&self, folder: &Path, path: &Path) -> Option<String> {
        let relative = slashed(path.strip_prefix(folder).ok()?);
        if relative.is_none() {
            self.report(Rule::InvalidEncoding, path, "this file's name isn't UTF-8", "rename it");
        }
        relative
    }

    fn report(&self, rule: Rule, path: &Path, message: &str, hint: &str) {
        let name = path.strip_prefix(self.root).unwrap_or(path).to_string_lossy().replace('\\', "/");
        let span = Span::start_of(&Source::unread(name));
        self.diagnostics.borrow_mut().add(Diagnostic::new(rule, span, message).hint(hint));
    }
}

/// A relative path with `/` on every system; `None` where it isn't UTF-8.
fn slashed(path: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> = path
        .components()
        .map(|component| match component {
            Component::Normal(part) => part.to_str(),
            _ => None,
        })
        .collect();
    parts.map(|parts| parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::is_of_an_editor;

    #[test]
    fn what_editors_keep_for_themselves() {
        for name in [".a.md.swp", ".a.md.swo", "a.md~", ".#a.md", "#a.md#", "a.md___jb_tmp___", ".~lock.a.odt#"] {
            assert!(is_of_an_editor(name), "{name}");
        }
        for name in ["a.md", "#1.md", "C#", "#", "swp", "4913", "a~b.md", ".well-known", ".nojekyll", ".swap"] {
            assert!(!is_of_an_editor(name), "{name}");
        }
    }
}
