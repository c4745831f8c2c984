//! The files of a site in memory, by their paths.

use std::collections::BTreeMap;
use std::path::PathBuf;

/// The file that marks an output folder as ours and lists what we wrote, a path a line, sorted.
pub const MARKER: &str = ".answerbook";

/// What a file of the site holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Contents {
    /// These bytes.
    Bytes(Vec<u8>),
    /// A copy of this file.
    Copy(PathBuf),
}

/// The files of a site by their paths, with `/`.
#[derive(Debug, Default)]
pub struct OutputSet {
    pub(super) files: BTreeMap<String, Contents>,
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
