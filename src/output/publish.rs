//! The swap: new site beside the old one, then one rename.
//!
//! What others put into the output folder is in the new site before the swap, and what they put there while
//! the new site was made moves along after it. Nothing is removed that is not in the new site, made by us, or both.

use std::ffi::OsString;
use std::fs::Metadata;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;

use super::set::{Contents, Files, MARKER, Paths};
use super::target::{Old, Refusal, Target};
use crate::fs;

/// What a build changed.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct WriteSummary {
    /// Files that were not there.
    pub new: Vec<String>,
    /// Files that were others.
    pub changed: Vec<String>,
    /// How many files stayed as they were.
    pub unchanged: usize,
    /// Files of the last build that are no more.
    pub removed: Vec<String>,
    /// Bytes of the whole site.
    pub bytes: u64,
    /// Files in the folder that Answerbook didn't write; they stay.
    pub foreign: Vec<PathBuf>,
}

impl WriteSummary {
    /// How many files are new or changed.
    pub fn written(&self) -> usize {
        self.new.len() + self.changed.len()
    }

    fn add(&mut self, path: &str, placed: Placed, bytes: u64) {
        self.bytes += bytes;
        match placed {
            Placed::New => self.new.push(path.to_owned()),
            Placed::Changed => self.changed.push(path.to_owned()),
            Placed::Unchanged => self.unchanged += 1,
        }
    }
}

/// How a file came into the new site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Placed {
    New,
    Changed,
    Unchanged,
}

/// Why a site was not put in place; the old one is as it was.
#[derive(Debug)]
pub enum PublishError {
    /// Something that we did not make is in the way.
    Refused(Refusal),
    /// Nothing can be made in the folder above.
    NothingBeside(fs::Error),
    /// The file system failed.
    Failed(fs::Error),
    /// Not every file could be made, which is reported elsewhere.
    NotMade,
}

impl From<fs::Error> for PublishError {
    fn from(error: fs::Error) -> Self {
        Self::Failed(error)
    }
}

impl From<Refusal> for PublishError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

/// Puts a site in place. Each file is asked for once, also where others can't be made.
///
/// # Errors
/// The file system's, that something of somebody else is in the way, or that a file can't be made.
pub fn publish(files: &dyn Files, target: &Target) -> Result<WriteSummary, PublishError> {
    clear_dead(&target.folder)?;
    let paths = Paths(files.paths());
    let old = Old::read(&target.folder)?;
    old.check(&paths, target)?;
    let scratch = Scratch::new(&target.folder)?;
    let summary = fill(&scratch.site, files, &paths, &old, &target.folder)?;
    scratch.swap(&paths, &target.folder)?;
    Ok(summary)
}

/// Makes the new site in a folder: what is of others, then ours.
fn fill(site: &Path, files: &dyn Files, paths: &Paths, old: &Old, target: &Path) -> Result<WriteSummary, PublishError> {
    if let Some(metadata) = old.folders.get(Path::new("")) {
        // At once, since what is made in a folder may take its group.
        fs::keep_permissions(metadata, site)?;
    }
    let foreign: Vec<PathBuf> = old.foreign().cloned().collect();
    for path in &foreign {
        carry(&target.join(path), &site.join(path))?;
    }
    for folder in &old.empty_folders {
        fs::create_dir_all(&site.join(folder))?;
    }
    let complete = AtomicBool::new(true);
    let make = |path: &String| {
        if files.is_there(path)
            && let Some(kept) = keep(&target.join(path), &site.join(path))
        {
            return Ok(Some(kept));
        }
        let contents = files.contents(path);
        if contents.is_none() {
            complete.store(false, Ordering::Relaxed);
        }
        let contents = contents.filter(|_| complete.load(Ordering::Relaxed));
        let contents = contents.filter(|contents| *contents != Contents::Nothing);
        contents.map(|contents| place(&contents, &target.join(path), &site.join(path))).transpose()
    };
    let results: Vec<Option<(Placed, u64)>> = paths.0.par_iter().map(make).collect::<fs::Result<_>>()?;
    if !complete.into_inner() {
        return Err(PublishError::NotMade);
    }
    let made = paths.0.iter().zip(&results).filter(|(_, result)| result.is_some());
    let made = Paths(made.map(|(path, _)| path.clone()).collect());
    place(&Contents::Bytes(made.marker().into()), &target.join(MARKER), &site.join(MARKER))?;
    // Inner folders first: an outer one may forbid to go on.
    for (folder, metadata) in old.folders.iter().rev() {
        if fs::is_dir(&site.join(folder)) {
            fs::keep_permissions(metadata, &site.join(folder))?;
        }
    }
    let mut summary = WriteSummary { removed: old.removed(&made), foreign, ..WriteSummary::default() };
    for (path, result) in paths.0.iter().zip(results) {
        if let Some((placed, bytes)) = result {
            summary.add(path, placed, bytes);
        }
    }
    Ok(summary)
}

/// Puts an old file into the new site as it is; `None` where there is none, or it can't be done.
fn keep(old: &Path, new: &Path) -> Option<(Placed, u64)> {
    let metadata = fs::entry(old).ok()?.filter(Metadata::is_file)?;
    fs::link_or_copy(old, new).ok()?;
    Some((Placed::Unchanged, metadata.len()))
}

/// Puts one file into the new site: the old file itself where its bytes are the same. Gives its size, too.
fn place(contents: &Contents, old: &Path, new: &Path) -> fs::Result<(Placed, u64)> {
    let size = match contents {
        Contents::Bytes(bytes) => bytes.len() as u64,
        Contents::Copy(file) => fs::size(file)?,
        Contents::Nothing => 0,
    };
    let before = fs::entry(old)?.and_then(|metadata| metadata.is_file().then_some(metadata.len()));
    let may_be_same = before == Some(size);
    // An old file that can't be read, or was just replaced by another build, is made anew.
    let unchanged = may_be_same
        && match contents {
            Contents::Bytes(bytes) => fs::read(old).is_ok_and(|old| old == *bytes),
            Contents::Copy(file) => fs::same_bytes(file, old).unwrap_or(false),
            Contents::Nothing => false,
        }
        && fs::link_or_copy(old, new).is_ok();
    match contents {
        _ if unchanged => {}
        Contents::Bytes(bytes) => fs::write(new, bytes)?,
        Contents::Copy(file) => fs::copy(file, new)?,
        Contents::Nothing => {}
    }
    let placed = match before {
        _ if unchanged => Placed::Unchanged,
        Some(_) => Placed::Changed,
        None => Placed::New,
    };
    Ok((placed, size))
}

/// Puts a file or link of somebody else into the new site.
fn carry(old: &Path, new: &Path) -> fs::Result<()> {
    match fs::entry(old)? {
        Some(metadata) if metadata.is_symlink() => fs::copy_symlink(old, new),
        Some(_) => fs::link_or_copy(old, new),
        None => Err(fs::Error::new("keep", old, io::ErrorKind::NotFound.into())),
    }
}

/// Moves what others put into the old site, or replaced there, while the new one was made.
fn rescue(paths: &Paths, old_site: &Path, target: &Path) -> fs::Result<()> {
    for path in Old::read(old_site)?.foreign() {
        let (from, to) = (old_site.join(path), target.join(path));
        // What is newer in the new site came there after the swap.
        if fs::same_file(&from, &to)? || fs::is_older(&from, &to)? {
            continue;
        }
        if paths.has(path) {
            // Whoever wrote it meant it; only people can tell what is to become of it.
            return Err(fs::Error::new("keep", &from, io::Error::other("a page is in its place now")));
        }
        fs::create_dir_all(to.parent().unwrap_or(target))?;
        fs::rename(&from, &to)?;
    }
    Ok(())
}

/// A folder beside the target in which the new site grows; removed when dropped, and by a later build where
/// this one is killed. It holds nothing but what is named here.
struct Scratch {
    folder: PathBuf,
    site: PathBuf,
    /// Held as long as the build lives, so that another one knows it from a dead one's.
    _lock: std::fs::File,
    /// Whether somebody else's files are in it, so that it has to stay.
    kept: bool,
}

const LOCK: &str = "lock";
const SITE: &str = "site";
/// The old site, where the two can't be exchanged in one step.
const OLD: &str = "old";

impl Scratch {
    fn new(target: &Path) -> Result<Self, PublishError> {
        let parent = above(target);
        fs::create_dir_all(parent)?;
        let mut number = std::process::id();
        loop {
            let mut name = scratch_prefix(target);
            name.push(number.to_string());
            number = number.wrapping_add(1);
            let folder = parent.join(name);
            match fs::create_private_dir(&folder) {
                Ok(()) => {}
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => continue,
                Err(error) if is_forbidden(&error) => return Err(PublishError::NothingBeside(error)),
                Err(error) => return Err(error.into()),
            }
            // Until the lock is held, another build may take the folder for a dead one's and remove it: then once more.
            if let Some(lock) = fs::lock_new(&folder.join(LOCK))? {
                let scratch = Self { site: folder.join(SITE), folder, _lock: lock, kept: false };
                fs::create_dir(&scratch.site)?;
                return Ok(scratch);
            }
        }
    }

    /// Puts the new site where the old one is, and what came into the old one meanwhile into the new one.
    fn swap(mut self, paths: &Paths, target: &Path) -> fs::Result<()> {
        let Some(old_site) = self.exchange(target)? else { return Ok(()) };
        let rescued = rescue(paths, &old_site, target);
        if rescued.is_err() {
            self.keep();
        }
        rescued
    }

    /// Exchanges the two, on Linux and macOS in one step. Gives the place of the old one where there was one.
    fn exchange(&mut self, target: &Path) -> fs::Result<Option<PathBuf>> {
        if fs::entry(target)?.is_none() {
            match fs::rename(&self.site, target) {
                Ok(()) => return Ok(None),
                Err(error) if fs::entry(target)?.is_none() => return Err(error),
                Err(_) => {} // another build was faster
            }
        }
        if fs::exchange(&self.site, target) {
            return Ok(Some(self.site.clone()));
        }
        let old = self.folder.join(OLD);
        fs::rename(target, &old)?;
        if let Err(error) = fs::rename(&self.site, target) {
            return Err(match fs::rename(&old, target) {
                Ok(()) => error,
                Err(error) => {
                    self.keep();
                    error // names the place of the old site
                }
            });
        }
        Ok(Some(old))
    }

    /// Leaves the folder to people: without its lock, no build takes it for one of a dead build.
    fn keep(&mut self) {
        self.kept = true;
        // Where even that fails, the next build removes the folder, unless the old site is not in place.
        let _ = fs::remove_file(&self.folder.join(LOCK));
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        if !self.kept {
            // What can't be removed now is removed by the next build.
            let _ = remove(&self.folder);
        }
    }
}

fn is_forbidden(error: &fs::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem)
}

fn above(target: &Path) -> &Path {
    target.parent().unwrap_or(target)
}

/// `site` -> `.site.answerbook-`; a number follows.
fn scratch_prefix(target: &Path) -> OsString {
    let mut prefix = OsString::from(".");
    prefix.push(target.file_name().unwrap_or_default());
    prefix.push(".answerbook-");
    prefix
}

/// Removes what killed builds left beside the target.
fn clear_dead(target: &Path) -> fs::Result<()> {
    let prefix = scratch_prefix(target);
    // Where the folder above can't be listed, leftovers do no harm.
    for folder in fs::list(above(target)).unwrap_or_default() {
        let name = folder.file_name().unwrap_or_default().as_encoded_bytes();
        let number = name.strip_prefix(prefix.as_encoded_bytes()).unwrap_or_default();
        if number.is_empty() || !number.iter().all(u8::is_ascii_digit) || !is_scratch(&folder)? {
            continue;
        }
        if let Ok(Some(_lock)) = fs::lock_existing(&folder.join(LOCK)) {
            clear(&folder, target)?;
        } else {
            // Killed before it had a lock, or after: then the folder is empty, and if not, this does nothing.
            let _ = fs::remove_dir(&folder);
        }
    }
    Ok(())
}

/// Whether a folder, no link to one, holds what a scratch folder holds, and nothing else.
fn is_scratch(folder: &Path) -> fs::Result<bool> {
    let known = |path: &PathBuf| [LOCK, SITE, OLD].iter().any(|name| path.ends_with(name));
    Ok(fs::entry(folder)?.is_some_and(|metadata| metadata.is_dir())
        && fs::list(folder).is_ok_and(|entries| entries.iter().all(known)))
}

/// Removes a dead build's folder, whose lock we hold.
fn clear(folder: &Path, target: &Path) -> fs::Result<()> {
    let (site, old) = (folder.join(SITE), folder.join(OLD));
    if fs::entry(&old)?.is_some() && fs::entry(&site)?.is_some() {
        // It was killed between two renames, so this is the only old site, with all that others put there.
        if fs::entry(target)?.is_some() {
            return Ok(());
        }
        fs::rename(&old, target)?;
    }
    // The next build tries again.
    let _ = remove(folder);
    Ok(())
}

/// Removes a scratch folder; its lock goes last, since without it a rest would stay for ever.
fn remove(folder: &Path) -> fs::Result<()> {
    for name in [SITE, OLD] {
        if fs::entry(&folder.join(name))?.is_some() {
            fs::remove_dir_all(&folder.join(name))?;
        }
    }
    fs::remove_file(&folder.join(LOCK))?;
    fs::remove_dir(folder)
}
