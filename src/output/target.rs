//! Where a site may be written: never over the project, never over others' files. And what is there already.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::fs::Metadata;
use std::path::{Component, Path, PathBuf};

use super::set::{MARKER, Paths, read_marker, slashed};
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

fn refuse<T>(message: String, hint: impl Into<String>) -> Result<T, Refusal> {
    Err(Refusal { message, hint: hint.into() })
}

const ELSEWHERE: &str = "choose a folder of its own, such as `site`";

/// Checks an output folder against the folders it must leave alone.
///
/// # Errors
/// A [`Refusal`] where it is, contains or lies in one of them, has files that we did not write, or can't be replaced.
pub fn check_target(out: &Path, root: &Path, content: &Path) -> Result<Target, Refusal> {
    let folder = resolve(out);
    let shown = out.display();
    let root = resolve(root);
    let content = resolve(content);
    if folder == root || root.starts_with(&folder) {
        return refuse(format!("the output folder `{shown}` is, or contains, the project"), ELSEWHERE);
    }
    let mut kept = vec![root.join("static"), root.join("themes"), root.join(".git")];
    if content != root {
        kept.push(content);
    }
    for kept in kept.iter().map(|path| resolve(path)) {
        if folder.starts_with(&kept) || kept.starts_with(&folder) {
            let name = kept.strip_prefix(&root).unwrap_or(&kept).display();
            let message = format!("the output folder `{shown}` is, contains or lies in the project's `{name}`");
            return refuse(message, ELSEWHERE);
        }
    }
    match check_what_is_there(&folder, out) {
        Ok(checked) => checked.map(|()| Target { folder }),
        Err(error) => refuse(error.to_string(), ELSEWHERE),
    }
}

fn check_what_is_there(folder: &Path, out: &Path) -> fs::Result<Result<(), Refusal>> {
    let shown = out.display();
    let Some(metadata) = fs::entry(folder)? else {
        return check_above(folder, out);
    };
    if !metadata.is_dir() {
        return Ok(refuse(format!("the output `{shown}` is not a folder"), ELSEWHERE));
    }
    if fs::is_mount(folder)? {
        let hint = format!("choose a folder inside it, such as `--out {}`", out.join("help").display());
        let message = format!("the output folder `{shown}` is mounted, so that a new one can't be put in its place");
        return Ok(refuse(message, hint));
    }
    let is_ours = fs::entry(&folder.join(MARKER))?.is_some_and(|marker| marker.is_file());
    if !is_ours && !fs::list(folder)?.is_empty() {
        let message = format!("the output folder `{shown}` has files, and Answerbook did not make it");
        return Ok(refuse(message, "choose another folder, or empty this one yourself"));
    }
    Ok(Ok(()))
}

/// A folder can't be made in a file.
fn check_above(folder: &Path, out: &Path) -> fs::Result<Result<(), Refusal>> {
    for above in folder.ancestors().skip(1) {
        match fs::entry(above)? {
            Some(metadata) if metadata.is_dir() => break,
            Some(_) => {
                let (shown, above) = (out.display(), above.display());
                let message = format!("the output folder `{shown}` can't be made: `{above}` is not a folder");
                return Ok(refuse(message, ELSEWHERE));
            }
            None => {}
        }
    }
    Ok(Ok(()))
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

/// What is in the output folder now, by paths relative to it.
#[derive(Debug, Default)]
pub(super) struct Old {
    /// What the last build wrote, by its own list.
    ours: BTreeSet<String>,
    /// Every file there is, but not the list.
    files: BTreeSet<PathBuf>,
    /// The folder itself, by the empty path, and every folder in it.
    pub(super) folders: BTreeMap<PathBuf, Metadata>,
    /// Folders with nothing in them.
    pub(super) empty_folders: BTreeSet<PathBuf>,
    /// Where something is mounted; what is in there was not looked at.
    mounts: Vec<PathBuf>,
}

impl Old {
    pub(super) fn read(folder: &Path) -> fs::Result<Self> {
        let list = || fs::entry(&folder.join(MARKER))?.map(|_| fs::read(&folder.join(MARKER))).transpose();
        let mut attempts = 0;
        loop {
            attempts += 1;
            let before = list()?;
            let found = Self::look(folder, before.as_deref().unwrap_or_default());
            // Where another build puts its site in place meanwhile, this would be a bit of both.
            if attempts == 10 || list()? == before {
                return found;
            }
        }
    }

    fn look(folder: &Path, list: &[u8]) -> fs::Result<Self> {
        let mut old = Self { ours: read_marker(&String::from_utf8_lossy(list)), ..Self::default() };
        if let Some(metadata) = fs::entry(folder)? {
            old.folders.insert(PathBuf::new(), metadata);
            old.walk(folder, Path::new(""))?;
        }
        old.files.remove(Path::new(MARKER));
        Ok(old)
    }

    fn walk(&mut self, folder: &Path, prefix: &Path) -> fs::Result<()> {
        let entries = fs::list(folder)?;
        if entries.is_empty() && prefix != Path::new("") {
            self.empty_folders.insert(prefix.to_owned());
        }
        for path in entries {
            let relative = prefix.join(path.file_name().unwrap_or_default());
            let Some(metadata) = fs::entry(&path)? else { continue };
            if fs::is_mount(&path)? {
                self.mounts.push(relative);
            } else if metadata.is_dir() {
                self.walk(&path, &relative)?;
                self.folders.insert(relative, metadata);
            } else {
                self.files.insert(relative);
            }
        }
        Ok(())
    }

    /// Files that the last build did not write.
    pub(super) fn foreign(&self) -> impl Iterator<Item = &PathBuf> {
        self.files.iter().filter(|path| !self.is_ours(path))
    }

    fn is_ours(&self, path: &Path) -> bool {
        slashed(path).is_some_and(|path| self.ours.contains(&path))
    }

    /// The files of the last build that this one doesn't have.
    pub(super) fn removed(&self, paths: &Paths) -> Vec<String> {
        let gone = self.ours.iter().filter(|path| !paths.0.contains(*path));
        gone.filter(|path| self.files.contains(Path::new(path))).cloned().collect()
    }

    /// Checks that a new site can take the folder's place without harm to what others put there.
    pub(super) fn check(&self, paths: &Paths, target: &Target) -> Result<(), Refusal> {
        if let Some(path) = self.mounts.first() {
            let shown = target.folder.join(path);
            let message = format!("`{}` in the output folder is mounted from elsewhere", shown.display());
            return refuse(message, "unmount it, or choose another output folder by `--out`");
        }
        if let Some(path) = self.in_the_way(paths) {
            let shown = target.folder.join(path);
            let message = format!("`{}` is where a page must go, and Answerbook did not make it", shown.display());
            return refuse(message, "move it away, or rename the page");
        }
        Ok(())
    }

    /// What somebody else put where one of our files must go, or where the folder of one must be.
    fn in_the_way(&self, paths: &Paths) -> Option<PathBuf> {
        let foreign: BTreeSet<&Path> = self.foreign().map(PathBuf::as_path).collect();
        let mut others = foreign.iter().copied().chain(self.empty_folders.iter().map(PathBuf::as_path));
        // A file at a page's place, or a folder there with files in it.
        let at_a_page = others.find_map(|path| path.ancestors().find(|place| paths.has(place)));
        let above_a_page =
            || paths.0.iter().find_map(|path| Path::new(path).ancestors().find(|place| foreign.contains(place)));
        at_a_page.or_else(above_a_page).map(Path::to_owned)
    }
}
