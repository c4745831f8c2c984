//! What the parts of a watcher tell each other.

use std::path::PathBuf;

/// A sign that something changed. What it is now only a look at the files can tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Hint {
    /// Something came, went, or changed here.
    Changed(PathBuf),
    /// A file is being written: its end comes as [`Hint::Closed`].
    Writing(PathBuf),
    /// A program closed a file that it may have written.
    Closed(PathBuf),
    /// Some changes were lost, or belong to no path.
    Anything,
    /// The system's limit is reached, so that some changes will not be told.
    Limited(String),
    /// Nobody waits any more.
    Stop,
}
