//! Which paths matter to a build, and which folders have to be watched for them.
//!
//! Mirrors what `source`, `theme` and `config` read: the settings, the facts, the content, `fonts/`, `static/` and `themes/`, and files
//! elsewhere in the project to which a symbolic link leads. Never the output folder.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::Metadata;
use std::path::{Path, PathBuf};

use crate::config;
use crate::fs;
use crate::source::{LEDGER, NO_CONTENT, content_dir, is_of_an_editor};

/// Folders of a project that are read besides the content.
const OTHERS: [&str; 3] = ["fonts", "static", "themes"];

/// How deep symbolic links may lead into each other.
const MAX_DEPTH: usize = 64;

/// The paths of a project that matter.
#[derive(Debug, Clone)]
pub(super) struct Scope {
    root: PathBuf,
    out: PathBuf,
    /// The content lies in the project's folder itself.
    plain: bool,
    /// Files elsewhere in the project to which symbolic links lead, and folders.
    linked: BTreeSet<PathBuf>,
}

/// What is there now.
#[derive(Debug, Default)]
pub(super) struct Tree {
    /// The folders to watch.
    pub(super) folders: BTreeSet<PathBuf>,
    /// The files, links followed.
    pub(super) files: BTreeMap<PathBuf, Metadata>,
}

impl Scope {
    /// The scope of a project whose root has its links resolved.
    pub(super) fn new(root: &Path, out: &Path) -> Self {
        let out = match (out.parent().map(fs::canonical), out.file_name()) {
            (Some(Ok(parent)), Some(name)) => parent.join(name),
            _ => out.to_owned(),
        };
        let plain = content_dir(root) == root;
        Self { root: root.to_owned(), out, plain, linked: BTreeSet::new() }
    }

    /// The project's folder.
    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// Whether a change at this path may change the site.
    pub(super) fn wants(&self, path: &Path) -> bool {
        let inner = path.strip_prefix(&self.root).unwrap_or(path);
        if inner.iter().any(|name| is_of_an_editor(&name.to_string_lossy())) {
            return false;
        }
        path == self.root || self.is_read(path) || self.linked.iter().any(|linked| path.starts_with(linked))
    }

    /// Whether a path is one of those that are read by their place in the project.
    fn is_read(&self, path: &Path) -> bool {
        let Ok(inner) = path.strip_prefix(&self.root) else { return false };
        let names: Vec<_> = inner.iter().map(|name| name.to_string_lossy()).collect();
        let Some(first) = names.first().map(|name| &**name) else { return false };
        if path.starts_with(&self.out) {
            return false;
        }
        if first == "static" {
            // `.well-known` is for the host.
            return !names.iter().any(|name| [".git", ".DS_Store"].contains(&&**name));
        }
        let known = if self.plain {
            OTHERS.contains(&first) || !NO_CONTENT.contains(&first)
        } else {
            first == "content"
                || OTHERS.contains(&first)
                || [config::FILE, config::facts::FILE, LEDGER].contains(&first)
        };
        known && !names.iter().any(|name| name.starts_with('.'))
    }

    /// Looks at the project: what is to be watched, and what is there.
    pub(super) fn look(&mut self) -> Tree {
        self.plain = content_dir(&self.root) == self.root;
        self.linked.clear();
        let mut tree = Tree::default();
        // What may appear later: the settings, the facts, the content, a theme.
        tree.folders.insert(self.root.clone());
        for path in fs::list(&self.root).unwrap_or_default() {
            self.enter(&path, &mut tree, 0);
        }
        tree
    }

    fn enter(&mut self, path: &Path, tree: &mut Tree, depth: usize) {
        if depth > MAX_DEPTH || !self.wants(path) {
            return;
        }
        // What vanished meanwhile has an event of its own.
        let Ok(Some(mut metadata)) = fs::entry(path) else { return };
        if metadata.is_symlink() {
            let Some(target) = self.linked_target(path) else { return };
            let Ok(Some(of_target)) = fs::entry(&target) else { return };
            metadata = of_target;
            // The link stays the same when its target changes or is replaced.
            tree.folders.extend(target.parent().map(Path::to_owned));
            self.linked.insert(target);
        }
        if !metadata.is_dir() {
            tree.files.insert(path.to_owned(), metadata);
            return;
        }
        tree.folders.insert(path.to_owned());
        for inner in fs::list(path).unwrap_or_default() {
            self.enter(&inner, tree, depth + 1);
        }
    }

    /// Where a symbolic link leads, if that is in the project and not a folder that the link lies in.
    fn linked_target(&self, path: &Path) -> Option<PathBuf> {
        let target = fs::canonical(path).ok()?;
        let folder = path.parent().and_then(|folder| fs::canonical(folder).ok())?;
        let inside = target.starts_with(&self.root) && !target.starts_with(&self.out);
        (inside && !folder.starts_with(&target)).then_some(target)
    }
}

#[cfg(test)]
#[allow(clippy::disallowed_methods)]
mod tests {
    use super::*;

    #[test]
    fn what_matters_in_a_project() {
        let mut scope = Scope {
            root: "/p".into(),
            out: "/p/site".into(),
            plain: false,
            linked: BTreeSet::from(["/p/shared/a.md".into()]),
        };
        let both = [
            ("answerbook.yaml", true),
            ("answerbook.lock.yaml", true),
            ("facts.yaml", true),
            ("content", true),
            ("content/en/a.md", true),
            ("content/.hidden/a.md", false),
            ("content/a.md~", false),
            ("content/old~/a.md", false),
            ("static/.well-known/x", true),
            ("static/.git/x", false),
            ("themes/mine/css/a.css", true),
            ("fonts/a.ttf", true),
            ("shared/a.md", true),
            ("site", false),
            ("site/index.html", false),
            (".site.answerbook-12/site/index.html", false),
            (".git/index", false),
            ("node_modules/x/y.md", false),
            ("target/debug/x", false),
        ];
        for (path, expected) in both {
            assert_eq!(scope.wants(&Path::new("/p").join(path)), expected, "{path}");
        }
        assert!(!scope.wants(Path::new("/p/README.md")));
        assert!(!scope.wants(Path::new("/other/content/a.md")));
        scope.plain = true;
        for (path, expected) in both {
            assert_eq!(scope.wants(&Path::new("/p").join(path)), expected, "{path}");
        }
        assert!(scope.wants(Path::new("/p/README.md")));
    }
}
