//! Other bytes for a file, all or none.

use std::path::Path;

use super::{Error, Result, canonical, keep_permissions, rename};

/// Puts other bytes into a file: they are written beside it, then take its place. It keeps its permissions; a symbolic link is
/// followed.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<()> {
    let path = canonical(path)?;
    let wrap = |cause| Error::new("write", &path, cause);
    let metadata = std::fs::metadata(&path).map_err(wrap)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let scratch = path.with_file_name(format!(".{name}.answerbook-{}", std::process::id()));
    let written = std::fs::write(&scratch, bytes).map_err(wrap).and_then(|()| {
        keep_permissions(&metadata, &scratch)?;
        rename(&scratch, &path)
    });
    if written.is_err() {
        // What went wrong is said; that a file is left over besides is of no use.
        let _ = std::fs::remove_file(&scratch);
    }
    written
}
