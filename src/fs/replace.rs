//! Other bytes for a file, all or none.

use std::path::Path;

use super::{Error, Result, canonical, entry, keep_permissions, rename};

/// Puts other bytes into a file, which may be new: they are written beside it, then take its place. It keeps its permissions; a
/// symbolic link is followed.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<()> {
    let old = entry(path)?;
    let path = if old.is_some() { canonical(path)? } else { path.to_owned() };
    let wrap = |cause| Error::new("write", &path, cause);
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let scratch = path.with_file_name(format!(".{name}.answerbook-{}", std::process::id()));
    let written = std::fs::write(&scratch, bytes).map_err(wrap).and_then(|()| {
        if old.is_some() {
            keep_permissions(&std::fs::metadata(&path).map_err(wrap)?, &scratch)?;
        }
        rename(&scratch, &path)
    });
    if written.is_err() {
        // What went wrong is said; that a file is left over besides is of no use.
        let _ = std::fs::remove_file(&scratch);
    }
    written
}
