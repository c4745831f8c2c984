//! Whether a file is as it was: what the file system says of it without its being read.
#![allow(clippy::disallowed_methods)]

use std::fs::Metadata;
use std::path::Path;
use std::time::{Duration, SystemTime};

/// A file that was written a moment ago may be written again without its times' changing: file systems count in steps,
/// of milliseconds on Linux, of two seconds on FAT.
const STEP: Duration = Duration::from_secs(2);

/// Size, times and identity of a file, links followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    length: u64,
    modified: Option<SystemTime>,
    identity: Identity,
    /// Whether its last change lay far enough back when this was taken.
    settled: bool,
}

/// Device, number, and time of the last change of anything about it, which no program can set.
#[cfg(unix)]
type Identity = (u64, u64, i64, i64);
#[cfg(not(unix))]
type Identity = ();

impl Stamp {
    /// The stamp of what is at a path; `None` where nothing can be seen there.
    pub fn of(path: &Path) -> Option<Self> {
        let metadata = std::fs::metadata(path).ok()?;
        let modified = metadata.modified().ok();
        let past = |time: SystemTime| time.elapsed().is_ok_and(|passed| passed > STEP);
        let settled = modified.is_some_and(past) && changed(&metadata).is_some_and(past);
        Some(Self { length: metadata.len(), modified, identity: identity(&metadata), settled })
    }

    /// Whether a file that had this stamp before it was read, and has `now`, is the same in all its bytes.
    pub fn proves(&self, now: &Self) -> bool {
        self.settled && *self == *now
    }
}

/// When anything about it last changed, also where a program set another time of its modification.
#[cfg(unix)]
fn changed(metadata: &Metadata) -> Option<SystemTime> {
    use std::os::unix::fs::MetadataExt;
    let since = Duration::new(metadata.ctime().try_into().ok()?, metadata.ctime_nsec().try_into().ok()?);
    SystemTime::UNIX_EPOCH.checked_add(since)
}

#[cfg(not(unix))]
fn changed(metadata: &Metadata) -> Option<SystemTime> {
    metadata.modified().ok()
}

#[cfg(unix)]
fn identity(metadata: &Metadata) -> Identity {
    use std::os::unix::fs::MetadataExt;
    (metadata.dev(), metadata.ino(), metadata.ctime(), metadata.ctime_nsec())
}

#[cfg(not(unix))]
fn identity(_metadata: &Metadata) -> Identity {}
