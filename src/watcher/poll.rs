//! Looking again and again, where the system can't tell of changes.
//!
//! `notify` has a watcher that polls, too, but it only knows files by a time that grows, so it misses an older file
//! put in the place of a newer one.

use std::collections::BTreeMap;
use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::time::{Duration, SystemTime};

use super::hint::Hint;
use super::scope::{Scope, Tree};
use crate::fs;

/// The time between two looks: short enough to wait for, and long enough that a large project costs little.
const PERIOD: Duration = Duration::from_secs(1);

/// A file changed so shortly before the look may change once more without a new time, since some file systems only
/// count seconds; of those the bytes are compared.
const FRESH: Duration = Duration::from_secs(3);

/// Looks at a project until dropped.
#[derive(Debug)]
pub(super) struct Poller {
    _alive: Sender<()>,
}

impl Poller {
    /// Begins to look; what differs from the look before is sent.
    pub(super) fn start(mut scope: Scope, hints: Sender<Hint>) -> Self {
        let (alive, ended) = channel::<()>();
        let mut seen = see(&scope.look());
        std::thread::spawn(move || {
            while ended.recv_timeout(PERIOD) == Err(RecvTimeoutError::Timeout) {
                let now = see(&scope.look());
                for path in differences(&seen, &now) {
                    if hints.send(Hint::Changed(path)).is_err() {
                        return;
                    }
                }
                seen = now;
            }
        });
        Self { _alive: alive }
    }
}

/// What is there; folders have nothing to compare.
type Look = BTreeMap<PathBuf, Option<Seen>>;

/// A file as it was at a look.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Seen {
    size: u64,
    modified: Option<SystemTime>,
    /// Changes with every change of the file on Unix, also where a copy kept an older time.
    changed: Option<(i64, i64)>,
    /// The hash of a fresh file's bytes.
    hash: Option<blake3::Hash>,
}

fn see(tree: &Tree) -> Look {
    // Only how fresh a file is depends on it, nothing in the site.
    #[allow(clippy::disallowed_methods)]
    let now = SystemTime::now();
    let folders = tree.folders.iter().map(|path| (path.clone(), None));
    let files = tree.files.iter().map(|(path, metadata)| (path.clone(), Some(Seen::new(path, metadata, now))));
    folders.chain(files).collect()
}

impl Seen {
    fn new(path: &Path, metadata: &Metadata, now: SystemTime) -> Self {
        let modified = metadata.modified().ok();
        // A time to come is no older than now.
        let fresh = modified.is_none_or(|time| now.duration_since(time).map_or(true, |age| age < FRESH));
        let hash = if fresh { hash(path) } else { None };
        Self { size: metadata.len(), modified, changed: changed(metadata), hash }
    }

    fn differs(&self, now: &Self, path: &Path) -> bool {
        (self.size, self.modified, self.changed) != (now.size, now.modified, now.changed)
            || self.hash.is_some_and(|before| now.hash.or_else(|| hash(path)) != Some(before))
    }
}

fn hash(path: &Path) -> Option<blake3::Hash> {
    fs::read(path).ok().map(|bytes| blake3::hash(&bytes))
}

#[cfg(unix)]
fn changed(metadata: &Metadata) -> Option<(i64, i64)> {
    use std::os::unix::fs::MetadataExt;
    Some((metadata.ctime(), metadata.ctime_nsec()))
}

#[cfg(not(unix))]
fn changed(_metadata: &Metadata) -> Option<(i64, i64)> {
    None
}

/// The paths that came, went or changed.
fn differences(before: &Look, now: &Look) -> Vec<PathBuf> {
    let gone = before.keys().filter(|path| !now.contains_key(*path));
    let others = now.iter().filter(|(path, now)| match (before.get(*path), now) {
        (Some(Some(before)), Some(now)) => before.differs(now, path),
        (Some(None), None) => false,
        _ => true,
    });
    gone.chain(others.map(|(path, _)| path)).cloned().collect()
}
