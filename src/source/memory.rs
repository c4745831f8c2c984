//! What was read of files, for the next build: a file that has not changed isn't read again.
//!
//! A text that was read again and is the same keeps its identity, so that later stages may compare by that alone.

use std::collections::{HashMap, HashSet};
use std::ffi::{OsStr, OsString};
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;

use super::images::{self, Size};
use crate::diag::{Diagnostic, Source};
use crate::fs::Stamp;
use crate::text;

/// What earlier builds read.
#[derive(Default)]
pub struct Memory {
    texts: Mutex<Known<Arc<Source>>>,
    sizes: Mutex<Known<Option<Size>>>,
}

/// By file: its stamp before it was read, and what was read. A path as a string is found faster than one as its parts.
type Known<T> = HashMap<OsString, (Stamp, T)>;

/// What became of a file: its text, or why there is none.
type Text = Result<Arc<Source>, Box<Diagnostic>>;

impl fmt::Debug for Memory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Memory").finish_non_exhaustive()
    }
}

impl Memory {
    /// Forgets everything.
    pub fn clear(&self) {
        self.texts.lock().unwrap_or_else(PoisonError::into_inner).clear();
        self.sizes.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// Reads texts in parallel, in their order. Each has the path as people see it, and its file. What else was remembered
    /// of texts is forgotten.
    pub(super) fn texts(&self, files: &[(String, PathBuf)], limit: u64, step: impl Fn() + Sync) -> Vec<Text> {
        let read = |known: Option<&Arc<Source>>, (name, file): &(String, PathBuf)| {
            let read = text::read(file, name, limit);
            match known {
                Some(known) if read.as_ref().is_ok_and(|read| read == known) => Ok(Arc::clone(known)),
                _ => read,
            }
        };
        let keep = |known: &Arc<Source>, (name, _): &(String, PathBuf)| known.path == *name;
        renew(
            &self.texts,
            files,
            |(_, file)| file,
            keep,
            |known, file| {
                step();
                read(known, file)
            },
        )
    }

    /// The sizes of images, `None` for a file that has none. What else was remembered of images is forgotten.
    pub(super) fn sizes(&self, files: &[&PathBuf]) -> Vec<Option<Size>> {
        let sizes = renew(&self.sizes, files, |file| file, |_, _| true, |_, file| Ok::<_, ()>(images::size(file)));
        sizes.into_iter().map(|size| size.ok().flatten()).collect()
    }
}

/// Takes what is known of each file, or reads it, and remembers what could be read. `keep` says whether what is known
/// still serves; `read` gets it where it no longer does for certain.
fn renew<F: Sync, T: Clone + Send + Sync, E: Send>(
    memory: &Mutex<Known<T>>,
    files: &[F],
    path: impl Fn(&F) -> &Path + Sync,
    keep: impl Fn(&T, &F) -> bool + Sync,
    read: impl Fn(Option<&T>, &F) -> Result<T, E> + Sync,
) -> Vec<Result<T, E>> {
    let mut known = memory.lock().unwrap_or_else(PoisonError::into_inner);
    // What was read, with the new stamp where it isn't known already.
    let results: Vec<(Option<Stamp>, Result<T, E>)> = files
        .par_iter()
        .map(|file| {
            let now = Stamp::of(path(file));
            let before = known.get(path(file).as_os_str()).filter(|(_, value)| keep(value, file));
            match (before, now) {
                (Some((stamp, value)), Some(now)) if stamp.proves(&now) => (None, Ok(value.clone())),
                (before, now) => (now, read(before.map(|(_, value)| value), file)),
            }
        })
        .collect();
    for (file, (stamp, result)) in files.iter().zip(&results) {
        match (stamp, result) {
            (Some(stamp), Ok(value)) => drop(known.insert(path(file).as_os_str().to_owned(), (*stamp, value.clone()))),
            (_, Err(_)) => drop(known.remove(path(file).as_os_str())),
            (None, Ok(_)) => {}
        }
    }
    if known.len() > files.len() {
        let files: HashSet<&OsStr> = files.iter().map(|file| path(file).as_os_str()).collect();
        known.retain(|file, _| files.contains(file.as_os_str()));
    }
    results.into_iter().map(|(_, result)| result).collect()
}
