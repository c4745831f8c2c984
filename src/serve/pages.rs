//! Where the files of a shown site come from: each is made when it is asked for, and kept as long as there is room.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use tokio::task::spawn_blocking;

use crate::output::{Contents, Files};

/// How many bytes of pages are kept.
const ROOM: usize = 64 << 20;

/// The files of a site.
#[derive(Debug)]
pub(super) struct Pages {
    files: Arc<dyn Files>,
    kept: Mutex<Kept>,
}

/// Files that were made.
#[derive(Debug, Default)]
struct Kept {
    files: HashMap<String, Bytes>,
    bytes: usize,
}

/// A file as it was found.
pub(super) enum Found {
    Bytes(Bytes),
    /// On disk.
    Copy(PathBuf),
}

impl Pages {
    pub(super) fn new(files: Arc<dyn Files>) -> Self {
        Self { files, kept: Mutex::default() }
    }

    pub(super) fn has(&self, path: &str) -> bool {
        self.files.has(path)
    }

    pub(super) async fn find(&self, path: &str) -> Option<Found> {
        if let Some(kept) = self.kept().files.get(path) {
            return Some(Found::Bytes(kept.clone()));
        }
        let (files, asked) = (Arc::clone(&self.files), path.to_owned());
        match spawn_blocking(move || files.contents(&asked)).await.ok()?? {
            Contents::Bytes(bytes) => {
                self.keep(path, &bytes);
                Some(Found::Bytes(bytes))
            }
            Contents::Copy(file) => Some(Found::Copy(file)),
            Contents::Nothing => None,
        }
    }

    fn keep(&self, path: &str, bytes: &Bytes) {
        let mut kept = self.kept();
        if kept.bytes + bytes.len() <= ROOM && kept.files.insert(path.to_owned(), bytes.clone()).is_none() {
            kept.bytes += bytes.len();
        }
    }

    fn kept(&self) -> std::sync::MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
