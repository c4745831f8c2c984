//! The files of a site by their paths, and the list of them that is left in the output folder.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::{Path, PathBuf};

pub use bytes::Bytes;

/// The file that marks an output folder as ours and lists what we wrote, a path a line, sorted. A line end in a path is
/// written `\n`, a backslash twice.
pub const MARKER: &str = ".answerbook";

/// What a file of the site holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Contents {
    /// These bytes.
    Bytes(Bytes),
    /// A copy of this file.
    Copy(PathBuf),
    /// There is no such file after all: it would be of no use.
    Nothing,
}

/// The files of a site: known by their paths, with `/`, and made when they are asked for.
pub trait Files: fmt::Debug + Send + Sync {
    /// Whether the site has a file with this path.
    fn has(&self, path: &str) -> bool;

    /// Every path, sorted.
    fn paths(&self) -> BTreeSet<String>;

    /// The file; `None` where the site has none with this path, or where it can't be made, which is reported elsewhere.
    fn contents(&self, path: &str) -> Option<Contents>;

    /// Whether a file with this path that is in the output folder is surely the same, so that it need not be made.
    fn is_there(&self, _path: &str) -> bool {
        false
    }
}

/// Files in memory by their paths.
#[derive(Debug, Default, Clone)]
pub struct OutputSet {
    files: BTreeMap<String, Contents>,
}

impl OutputSet {
    /// Adds a file. That paths are unique is the site's business; the last one stays.
    pub fn add(&mut self, path: impl Into<String>, contents: Contents) {
        self.files.insert(path.into(), contents);
    }

    /// Adds another set's files.
    pub fn append(&mut self, mut other: OutputSet) {
        self.files.append(&mut other.files);
    }

    /// The file with this path.
    pub fn get(&self, path: &str) -> Option<&Contents> {
        self.files.get(path)
    }

    /// Every file, sorted by path.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Contents)> {
        self.files.iter().map(|(path, contents)| (path.as_str(), contents))
    }

    /// How many files.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}

/// The paths of a site's files.
pub(super) struct Paths(pub(super) BTreeSet<String>);

impl Paths {
    /// Whether a file of the site has this path, relative to the output folder.
    pub(super) fn has(&self, path: &Path) -> bool {
        slashed(path).is_some_and(|path| self.0.contains(&path))
    }

    /// The text of the [`MARKER`].
    pub(super) fn marker(&self) -> String {
        self.0.iter().map(|path| path.replace('\\', "\\\\").replace('\n', "\\n") + "\n").collect()
    }
}

/// The text of a [`MARKER`] -> the paths in it.
pub(super) fn read_marker(text: &str) -> BTreeSet<String> {
    let unescape = |line: &str| {
        let parts: Vec<_> = line.split("\\\\").map(|part| part.replace("\\n", "\n")).collect();
        parts.join("\\")
    };
    text.split_terminator('\n').map(unescape).collect()
}

/// A relative path with `/`; `None` where it isn't Unicode, as no path of a site is.
pub(super) fn slashed(path: &Path) -> Option<String> {
    let names: Option<Vec<_>> = path.iter().map(|name| name.to_str()).collect();
    names.map(|names| names.join("/"))
}

#[cfg(test)]
mod tests {
    use super::{Paths, read_marker};

    #[test]
    fn the_marker_says_every_path_as_it_is() {
        let paths = ["a\nCNAME", "a/index.html", "back\\nslash", "back\\slash", "end\\", "return\r", "ü"];
        let marker = Paths(paths.map(ToOwned::to_owned).into()).marker();
        assert_eq!(read_marker(&marker).into_iter().collect::<Vec<_>>(), paths);
        assert_eq!(marker.lines().count(), paths.len());
    }
}
