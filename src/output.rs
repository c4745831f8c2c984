//! The finished site -> the output folder: whole or not at all.
//!
//! 1. [`OutputSet`] gathers the files in memory;
//! 2. [`target`] refuses folders that must not be touched;
//! 3. [`publish`] makes the new site in a scratch folder beside the target and swaps the two in one step,
//!    so that a killed build leaves the old site. Unchanged files are carried over as they are, with their
//!    modification time; files of others are carried over too.
//!
//! With [`fs`] the only module that writes.

mod publish;
mod target;

use std::collections::BTreeMap;
use std::path::PathBuf;

pub use publish::{WriteSummary, publish};
pub use target::{Refusal, Target, check_target};

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
