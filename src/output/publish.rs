//! The swap: new site beside the old one, then one rename.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::set::{Contents, MARKER, OutputSet};
use super::target::{Refusal, Target};
use crate::fs;

/// What a build changed.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct WriteSummary {
    /// New or changed files.
    pub written: usize,
    /// Files that stayed as they were.
    pub unchanged: usize,
    /// Files of the last build that are no more.
    pub removed: usize,
    /// Bytes of the whole site.
    pub bytes: u64,
    /// Files in the folder that Answerbook didn't write; they stay.
    pub foreign: Vec<String>,
}

/// Why a site was not put in place; the old one is as it was.
#[derive(Debug)]
pub enum PublishError {
    /// A file that we did not write is where one of ours must go.
    Refused(Refusal),
    /// The file system failed.
    Failed(fs::Error),
}

impl From<fs::Error> for PublishError {
    fn from(error: fs::Error) -> Self {
        Self::Failed(error)
    }
}

/// Puts a site in place.
///
/// # Errors
/// The file system's, or that a file of somebody else is in the way.
pub fn publish(set: &OutputSet, target: &Target) -> Result<WriteSummary, PublishError> {
    let scratch = Scratch::new(&target.folder)?;
    let old = Old::read(&target.folder)?;
    if let Some(path) = old.in_the_way(set) {
        let message =
            format!("`{}` is where a page must go, and Answerbook did not make it", target.folder.join(path).display());
        return Err(PublishError::Refused(Refusal { message, hint: "move it away, or rename the page".to_owned() }));
    }
    let mut summary = WriteSummary { foreign: old.foreign(set), ..WriteSummary::default() };
    summary.removed = old.ours.iter().filter(|path| !set.files.contains_key(*path) && old.exists(path)).count();
    for path in &summary.foreign {
        carry(&target.folder.join(path), &scratch.site.join(path))?;
    }
    for folder in &old.empty_folders {
        fs::create_dir_all(&scratch.site.join(folder))?;
    }
    let results: Vec<(bool, u64)> = set
        .files
        .par_iter()
        .map(|(path, contents)| place(contents, &target.folder.join(path), &scratch.site.join(path)))
        .collect::<fs::Result<_>>()?;
    let marker: String = set.files.keys().map(|path| format!("{path}\n")).collect();
    place(&Contents::Bytes(marker.into_bytes()), &target.folder.join(MARKER), &scratch.site.join(MARKER))?;
    summary.unchanged = results.iter().filter(|(unchanged, _)| *unchanged).count();
    summary.written = results.len() - summary.unchanged;
    summary.bytes = results.iter().map(|(_, bytes)| bytes).sum();
    scratch.swap(&target.folder)?;
    Ok(summary)
}

/// Puts one file into the new site: the old file itself where its bytes are the same. Gives whether it was, and the size.
fn place(contents: &Contents, old: &Path, new: &Path) -> fs::Result<(bool, u64)> {
    let size = match contents {
        Contents::Bytes(bytes) => bytes.len() as u64,
        Contents::Copy(file) => fs::size(file)?,
    };
    let may_be_same = fs::entry(old)?.is_some_and(|metadata| metadata.is_file() && metadata.len() == size);
    let unchanged = may_be_same
        && match contents {
            Contents::Bytes(bytes) => fs::read(old)? == *bytes,
            Contents::Copy(file) => fs::same_bytes(file, old)?,
        };
    match contents {
        _ if unchanged => fs::link_or_copy(old, new)?,
        Contents::Bytes(bytes) => fs::write(new, bytes)?,
        Contents::Copy(file) => fs::copy(file, new)?,
    }
    Ok((unchanged, size))
}

fn carry(old: &Path, new: &Path) -> fs::Result<()> {
    match fs::entry(old)? {
        Some(metadata) if metadata.is_symlink() => fs::copy_symlink(old, new),
        Some(_) => fs::link_or_copy(old, new),
        None => Ok(()),
    }
}

/// What is in the output folder now.
#[derive(Default)]
struct Old {
    /// What the last build wrote, by its own list.
    ours: BTreeSet<String>,
    /// Every file there is.
    files: BTreeSet<String>,
    /// Folders with nothing in them.
    empty_folders: Vec<String>,
}

impl Old {
    fn read(folder: &Path) -> fs::Result<Self> {
        let mut old = Self::default();
        if fs::entry(folder)?.is_none() {
            return Ok(old);
        }
        if fs::entry(&folder.join(MARKER))?.is_some() {
            let list = fs::read(&folder.join(MARKER))?;
            old.ours = String::from_utf8_lossy(&list).lines().map(ToOwned::to_owned).collect();
        }
        old.walk(folder, "")?;
        old.files.remove(MARKER);
        Ok(old)
    }

    fn walk(&mut self, folder: &Path, prefix: &str) -> fs::Result<()> {
        let entries = fs::list(folder)?;
        if entries.is_empty() && !prefix.is_empty() {
            self.empty_folders.push(prefix.trim_end_matches('/').to_owned());
        }
        for path in entries {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let relative = format!("{prefix}{name}");
            match fs::entry(&path)? {
                Some(metadata) if metadata.is_dir() => self.walk(&path, &format!("{relative}/"))?,
                _ => drop(self.files.insert(relative)),
            }
        }
        Ok(())
    }

    fn exists(&self, path: &str) -> bool {
        self.files.contains(path)
    }

    /// A file or link that somebody else put where one of ours must go, or where the folder of one must be.
    fn in_the_way<'a>(&'a self, set: &OutputSet) -> Option<&'a String> {
        let foreign: BTreeSet<&String> = self.files.iter().filter(|path| !self.ours.contains(*path)).collect();
        if foreign.is_empty() {
            return None;
        }
        set.files.keys().find_map(|path| {
            let above = path.match_indices('/').map(|(at, _)| &path[..at]);
            above.chain([path.as_str()]).find_map(|place| foreign.get(&place.to_owned()).copied())
        })
    }

    /// Files that neither the last build nor this one wrote.
    fn foreign(&self, set: &OutputSet) -> Vec<String> {
        self.files.iter().filter(|path| !self.ours.contains(*path) && !set.files.contains_key(*path)).cloned().collect()
    }
}

/// A folder beside the target in which the new site grows; removed when dropped, and by a later build where
/// this one is killed.
struct Scratch {
    folder: PathBuf,
    site: PathBuf,
    /// Held as long as the build lives, so that another one knows it from a dead one's.
    _lock: Option<std::fs::File>,
}

const LOCK: &str = "lock";

impl Scratch {
    fn new(target: &Path) -> fs::Result<Self> {
        let parent = target.parent().unwrap_or(target);
        let name = target.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let prefix = format!(".{name}.answerbook-");
        fs::create_dir_all(parent)?;
        for path in fs::list(parent)? {
            let stale = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(&prefix));
            if stale && fs::is_dir(&path) {
                remove_dead(&path);
            }
        }
        let mut number = std::process::id();
        let folder = loop {
            let folder = parent.join(format!("{prefix}{number}"));
            match fs::create_dir(&folder) {
                Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => number = number.wrapping_add(1),
                made => break made.map(|()| folder)?,
            }
        };
        let lock = fs::lock(&folder.join(LOCK))?;
        let site = folder.join("site");
        let scratch = Self { folder, site, _lock: lock };
        fs::create_dir(&scratch.site)?;
        Ok(scratch)
    }

    /// Puts the new site where the old one is. On Linux and macOS the two are exchanged in one step.
    fn swap(self, target: &Path) -> fs::Result<()> {
        if fs::entry(target)?.is_none() {
            return fs::rename(&self.site, target);
        }
        if exchange(&self.site, target) {
            return Ok(()); // the old site is in the scratch folder now and goes with it
        }
        let old = self.folder.join("old");
        fs::rename(target, &old)?;
        if let Err(error) = fs::rename(&self.site, target) {
            fs::rename(&old, target)?;
            return Err(error);
        }
        Ok(())
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // What can't be removed now is removed by the next build.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// Removes what a killed build left, unless a living one holds it.
fn remove_dead(folder: &Path) {
    if let Ok(Some(_lock)) = fs::lock(&folder.join(LOCK)) {
        // The next build tries again.
        let _ = fs::remove_dir_all(folder);
    }
}

/// Exchanges two folders atomically; `false` where the system can't.
#[cfg(any(target_os = "linux", target_os = "macos"))]
fn exchange(new: &Path, old: &Path) -> bool {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, new, CWD, old, RenameFlags::EXCHANGE).is_ok()
}

/// Exchanges two folders atomically; `false` where the system can't.
#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn exchange(_new: &Path, _old: &Path) -> bool {
    false
}
