//! Where a site may be written: never over the project, never over others' files.

use std::fmt;
use std::path::{Component, Path, PathBuf};

use super::set::MARKER;
use crate::fs;

/// An output folder that may be written.
#[derive(Debug, Clone)]
pub struct Target {
    /// The folder itself, links resolved; it need not exist yet.
    pub(super) folder: PathBuf,
}

/// Why a folder is refused, and what to do.
#[derive(Debug)]
pub struct Refusal {
    /// What is wrong.
    pub message: String,
    /// What to do instead.
    pub hint: String,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

/// Checks an output folder against the folders it must leave alone.
///
/// # Errors
/// A [`Refusal`] where it is, contains or lies in one of them, or has files that we did not write.
pub fn check_target(out: &Path, root: &Path, content: &Path) -> Result<Target, Refusal> {
    let folder = resolve(out);
    let refuse = |message: String, hint: &str| Err(Refusal { message, hint: hint.to_owned() });
    let shown = out.display();
    let elsewhere = "choose a folder of its own, such as `site`";
    let root = resolve(root);
    let content = resolve(content);
    if folder == root || root.starts_with(&folder) {
        return refuse(format!("the output folder `{shown}` is, or contains, the project"), elsewhere);
    }
    let mut kept = vec![root.join("static"), root.join("themes"), root.join(".git")];
    if content != root {
        kept.push(content);
    }
    for kept in kept.iter().map(|path| resolve(path)) {
        if folder.starts_with(&kept) || kept.starts_with(&folder) {
            let name = kept.strip_prefix(&root).unwrap_or(&kept).display();
            return refuse(
                format!("the output folder `{shown}` is, contains or lies in the project's `{name}`"),
                elsewhere,
            );
        }
    }
    match fs::entry(&folder) {
        Ok(Some(metadata)) if !metadata.is_dir() => refuse(format!("the output `{shown}` is not a folder"), elsewhere),
        Ok(Some(_)) if fs::entry(&folder.join(MARKER)).is_ok_and(|marker| marker.is_none()) => {
            match fs::list(&folder) {
                Ok(entries) if entries.is_empty() => Ok(Target { folder }),
                Ok(_) => refuse(
                    format!("the output folder `{shown}` has files, and Answerbook did not make it"),
                    "choose another folder, or empty this one yourself",
                ),
                Err(error) => refuse(error.to_string(), elsewhere),
            }
        }
        Ok(_) => Ok(Target { folder }),
        Err(error) => refuse(error.to_string(), elsewhere),
    }
}

/// The path with links resolved as far as it exists, and without `.` and `..`.
fn resolve(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut resolved = PathBuf::new();
    for component in absolute.components() {
        match component {
            Component::ParentDir => drop(resolved.pop()),
            Component::CurDir => {}
            other => resolved.push(other),
        }
        if let Ok(canonical) = fs::canonical(&resolved) {
            resolved = canonical;
        }
    }
    resolved
}
