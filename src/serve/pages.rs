//! Where the files of a shown site come from: all are in memory, or each page is made when it is asked for.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use bytes::Bytes;
use tokio::task::spawn_blocking;

use crate::output::{Contents, OutputSet};

/// Makes the files of a site when they are asked for.
pub trait Pages: fmt::Debug + Send + Sync {
    /// Whether the site has a file with that path.
    fn has(&self, path: &str) -> bool;

    /// The file; `None` where the site has none with that path, or it can't be made, which is reported elsewhere.
    fn make(&self, path: &str) -> Option<Contents>;
}

/// The files of a site.
#[derive(Debug, Clone)]
pub(super) enum Files {
    Whole(Arc<OutputSet>),
    Made(Arc<dyn Pages>),
}

/// A file as it was found.
pub(super) enum Found {
    Bytes(Bytes),
    /// On disk.
    Copy(PathBuf),
}

impl Files {
    pub(super) fn has(&self, path: &str) -> bool {
        match self {
            Self::Whole(files) => files.get(path).is_some(),
            Self::Made(pages) => pages.has(path),
        }
    }

    pub(super) async fn find(&self, path: &str) -> Option<Found> {
        match self {
            Self::Whole(files) => Some(match files.get(path)? {
                Contents::Bytes(bytes) => Found::Bytes(bytes.clone()),
                Contents::Copy(file) => Found::Copy(file.clone()),
            }),
            Self::Made(pages) => {
                let (pages, path) = (Arc::clone(pages), path.to_owned());
                Some(match spawn_blocking(move || pages.make(&path)).await.ok()?? {
                    Contents::Bytes(bytes) => Found::Bytes(bytes),
                    Contents::Copy(file) => Found::Copy(file),
                })
            }
        }
    }
}
