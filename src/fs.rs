//! `std::fs` with the path in every error, so that "permission denied" says where.
//!
//! The only module that calls `std::fs`, which `clippy.toml` keeps so, and `rustix` for what `std` lacks.
//! Nothing here removes what is mounted in a folder.
#![allow(clippy::disallowed_methods)]

mod replace;
mod stamp;

use std::fmt;
use std::fs::{File, Metadata};
use std::io::{self, BufRead, Read};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

pub use replace::replace;
pub use stamp::Stamp;

/// An operation of the file system that failed.
#[derive(Debug)]
pub struct Error {
    action: &'static str,
    path: PathBuf,
    cause: io::Error,
}

impl Error {
    /// The error of an action on a path.
    pub fn new(action: &'static str, path: &Path, cause: io::Error) -> Self {
        Self { action, path: path.to_owned(), cause }
    }

    /// What kind of failure it was.
    pub fn kind(&self) -> io::ErrorKind {
        self.cause.kind()
    }

    /// The system's message without the path, for diagnostics that name the file themselves.
    pub fn cause(&self) -> String {
        plain_cause(&self.cause)
    }
}

/// `No such file or directory (os error 2)` -> `no such file or directory`.
fn plain_cause(cause: &io::Error) -> String {
    let text = cause.to_string();
    let text = text.split(" (os error").next().unwrap_or_default();
    let mut letters = text.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "can't {} `{}`: {}", self.action, self.path.display(), plain_cause(&self.cause))
    }
}

impl std::error::Error for Error {}

/// The result of an operation here.
pub type Result<T> = std::result::Result<T, Error>;

/// The bytes of a file, at most `limit` of them: `None` where it is larger (it isn't read then).
/// Anything but a regular file is an error: a pipe would wait for ever.
pub fn read_limited(path: &Path, limit: u64) -> Result<Option<Vec<u8>>> {
    let wrap = |cause| Error::new("read", path, cause);
    let metadata = std::fs::metadata(path).map_err(wrap)?;
    if !metadata.is_file() {
        return Err(wrap(io::Error::other("not a regular file")));
    }
    if metadata.len() > limit {
        return Ok(None);
    }
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or(0));
    File::open(path).map_err(wrap)?.take(limit + 1).read_to_end(&mut bytes).map_err(wrap)?;
    Ok((bytes.len() as u64 <= limit).then_some(bytes))
}

/// The bytes of a file.
pub fn read(path: &Path) -> Result<Vec<u8>> {
    std::fs::read(path).map_err(|cause| Error::new("read", path, cause))
}

/// A file to read pieces of.
pub fn open(path: &Path) -> Result<io::BufReader<File>> {
    File::open(path).map(io::BufReader::new).map_err(|cause| Error::new("read", path, cause))
}

/// Writes a new file, with the folders above it.
pub fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    create_parent(path)?;
    std::fs::write(path, bytes).map_err(|cause| Error::new("write", path, cause))
}

/// Copies a file's bytes, with the folders above the target.
pub fn copy(from: &Path, to: &Path) -> Result<()> {
    create_parent(to)?;
    let mut source = File::open(from).map_err(|cause| Error::new("read", from, cause))?;
    let mut target = File::create(to).map_err(|cause| Error::new("write", to, cause))?;
    io::copy(&mut source, &mut target).map(drop).map_err(|cause| Error::new("write", to, cause))
}

/// Whether two files have the same bytes; read piece by piece, since a video may be large.
pub fn same_bytes(a: &Path, b: &Path) -> Result<bool> {
    let (mut a_bytes, mut b_bytes) = (open(a)?, open(b)?);
    loop {
        let a_part = a_bytes.fill_buf().map_err(|cause| Error::new("read", a, cause))?;
        let b_part = b_bytes.fill_buf().map_err(|cause| Error::new("read", b, cause))?;
        let length = a_part.len().min(b_part.len());
        if length == 0 || a_part[..length] != b_part[..length] {
            return Ok(a_part.is_empty() && b_part.is_empty());
        }
        a_bytes.consume(length);
        b_bytes.consume(length);
    }
}

/// Gives a file a second name, so that content and modification time stay; copies where the file system can't.
pub fn link_or_copy(from: &Path, to: &Path) -> Result<()> {
    create_parent(to)?;
    match std::fs::hard_link(from, to) {
        Ok(()) => return Ok(()),
        // Copying a pipe would wait for ever.
        Err(cause) if !is_file(from) => return Err(Error::new("link", from, cause)),
        Err(_) => {}
    }
    std::fs::copy(from, to).map_err(|cause| Error::new("write", to, cause))?;
    if let Some(modified) = modified(from) {
        let file = File::options().write(true).open(to).map_err(|cause| Error::new("write", to, cause))?;
        file.set_modified(modified).map_err(|cause| Error::new("write", to, cause))?;
    }
    Ok(())
}

fn modified(path: &Path) -> Option<SystemTime> {
    std::fs::metadata(path).and_then(|metadata| metadata.modified()).ok()
}

/// Makes a symbolic link again at another place, with the same target text.
#[cfg(unix)]
pub fn copy_symlink(from: &Path, to: &Path) -> Result<()> {
    create_parent(to)?;
    let target = std::fs::read_link(from).map_err(|cause| Error::new("read", from, cause))?;
    std::os::unix::fs::symlink(target, to).map_err(|cause| Error::new("write", to, cause))
}

/// Makes a symbolic link again at another place; elsewhere than on Unix the file it leads to is copied.
#[cfg(not(unix))]
pub fn copy_symlink(from: &Path, to: &Path) -> Result<()> {
    copy(from, to)
}

fn create_parent(path: &Path) -> Result<()> {
    path.parent().map_or(Ok(()), create_dir_all)
}

/// Makes a folder and those above it.
pub fn create_dir_all(path: &Path) -> Result<()> {
    std::fs::create_dir_all(path).map_err(|cause| Error::new("make the folder", path, cause))
}

/// Makes a folder that must not exist yet.
pub fn create_dir(path: &Path) -> Result<()> {
    std::fs::create_dir(path).map_err(|cause| Error::new("make the folder", path, cause))
}

/// Makes a folder that must not exist yet, and that other users can't look into.
pub fn create_private_dir(path: &Path) -> Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path).map_err(|cause| Error::new("make the folder", path, cause))
}

/// Removes a folder with all that is in it; an error where something is mounted in it.
pub fn remove_dir_all(path: &Path) -> Result<()> {
    prepare_removal(path)?;
    std::fs::remove_dir_all(path).map_err(|cause| Error::new("remove", path, cause))
}

fn prepare_removal(folder: &Path) -> Result<()> {
    make_writable(folder);
    for path in list(folder)? {
        if is_mount(&path)? {
            return Err(Error::new("remove", &path, io::ErrorKind::ResourceBusy.into()));
        }
        if entry(&path)?.is_some_and(|metadata| metadata.is_dir()) {
            prepare_removal(&path)?;
        }
    }
    Ok(())
}

/// Nothing can be removed from a folder that its owner may not write.
fn make_writable(folder: &Path) {
    #[cfg(unix)]
    if let Ok(metadata) = std::fs::metadata(folder) {
        use std::os::unix::fs::PermissionsExt;
        let mut permissions = metadata.permissions();
        if permissions.mode() & 0o700 != 0o700 {
            permissions.set_mode(permissions.mode() | 0o700);
            // Removing will say what is wrong.
            let _ = std::fs::set_permissions(folder, permissions);
        }
    }
    #[cfg(not(unix))]
    let _ = folder;
}

/// Removes an empty folder.
pub fn remove_dir(path: &Path) -> Result<()> {
    std::fs::remove_dir(path).map_err(|cause| Error::new("remove", path, cause))
}

/// Gives a file or folder another name.
pub fn rename(from: &Path, to: &Path) -> Result<()> {
    std::fs::rename(from, to).map_err(|cause| Error::new("rename", from, cause))
}

/// Exchanges two folders in one step; `false` where the system can't.
#[cfg(any(target_os = "linux", target_os = "macos"))]
pub fn exchange(a: &Path, b: &Path) -> bool {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE).is_ok()
}

/// Exchanges two folders in one step; `false` where the system can't.
#[cfg(not(any(target_os = "linux", target_os = "macos")))]
pub fn exchange(_a: &Path, _b: &Path) -> bool {
    false
}

/// Gives a folder the mode of another, and its owner and group where the system allows it.
#[cfg(unix)]
pub fn keep_permissions(from: &Metadata, to: &Path) -> Result<()> {
    use std::os::unix::fs::{MetadataExt, chown};
    let wrap = |cause| Error::new("set the permissions of", to, cause);
    let now = std::fs::metadata(to).map_err(wrap)?;
    if (now.uid(), now.gid()) != (from.uid(), from.gid()) && chown(to, Some(from.uid()), Some(from.gid())).is_err() {
        // Only root gives files away, but a member of a group may give them to it.
        let _ = chown(to, None, Some(from.gid()));
    }
    let now = std::fs::metadata(to).map_err(wrap)?;
    if now.mode() == from.mode() {
        return Ok(());
    }
    std::fs::set_permissions(to, from.permissions()).map_err(wrap)
}

/// Gives a folder the permissions of another; they are those of the folder above elsewhere than on Unix.
#[cfg(not(unix))]
pub fn keep_permissions(_from: &Metadata, _to: &Path) -> Result<()> {
    Ok(())
}

/// Whether something is mounted at a path: another file system, or another folder or file of the same one.
pub fn is_mount(path: &Path) -> Result<bool> {
    Ok(is_mount_root(path) || is_on_another_device(path)?)
}

/// What the kernel says, since 5.8; links not followed.
#[cfg(target_os = "linux")]
fn is_mount_root(path: &Path) -> bool {
    use rustix::fs::{AtFlags, CWD, StatxAttributes, StatxFlags, statx};
    let flags = AtFlags::SYMLINK_NOFOLLOW | AtFlags::NO_AUTOMOUNT;
    statx(CWD, path, flags, StatxFlags::empty())
        .is_ok_and(|found| found.stx_attributes.contains(StatxAttributes::MOUNT_ROOT))
}

#[cfg(not(target_os = "linux"))]
fn is_mount_root(_path: &Path) -> bool {
    false
}

/// Whether a folder is on another device than the one above it. (Files are asked nothing: in overlays they have
/// devices of their own.)
#[cfg(unix)]
fn is_on_another_device(path: &Path) -> Result<bool> {
    use std::os::unix::fs::MetadataExt;
    let Some(folder) = entry(path)?.filter(Metadata::is_dir) else { return Ok(false) };
    let above = path.parent().map(entry).transpose()?.flatten();
    Ok(above.is_some_and(|above| above.dev() != folder.dev()))
}

#[cfg(not(unix))]
fn is_on_another_device(_path: &Path) -> Result<bool> {
    Ok(false)
}

/// Whether two paths are names of one file; links not followed, `false` where the system can't tell.
pub fn same_file(a: &Path, b: &Path) -> Result<bool> {
    Ok(matches!((entry(a)?, entry(b)?), (Some(a), Some(b)) if is_same(&a, &b)))
}

#[cfg(unix)]
fn is_same(a: &Metadata, b: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    (a.dev(), a.ino()) == (b.dev(), b.ino())
}

#[cfg(not(unix))]
fn is_same(_a: &Metadata, _b: &Metadata) -> bool {
    false
}

/// Whether a file was written or got its name before another did; `false` where one of them is missing.
pub fn is_older(a: &Path, b: &Path) -> Result<bool> {
    Ok(matches!((entry(a)?, entry(b)?), (Some(a), Some(b)) if changed(&a) < changed(&b)))
}

#[cfg(unix)]
fn changed(metadata: &Metadata) -> (i64, i64) {
    use std::os::unix::fs::MetadataExt;
    (metadata.ctime(), metadata.ctime_nsec())
}

#[cfg(not(unix))]
fn changed(metadata: &Metadata) -> Option<SystemTime> {
    metadata.modified().ok()
}

/// The names in a folder, sorted.
pub fn list(path: &Path) -> Result<Vec<PathBuf>> {
    let wrap = |cause| Error::new("read the folder", path, cause);
    let mut paths = std::fs::read_dir(path)
        .map_err(wrap)?
        .map(|entry| entry.map(|entry| entry.path()).map_err(wrap))
        .collect::<Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}

/// What is at a path itself, links not followed; `None` where nothing is.
pub fn entry(path: &Path) -> Result<Option<Metadata>> {
    match std::fs::symlink_metadata(path) {
        Ok(metadata) => Ok(Some(metadata)),
        Err(cause) if matches!(cause.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => Ok(None),
        Err(cause) => Err(Error::new("read", path, cause)),
    }
}

/// The size of a regular file in bytes, links followed; anything else is an error, since a pipe has no end.
pub fn size(path: &Path) -> Result<u64> {
    let wrap = |cause| Error::new("read", path, cause);
    let metadata = std::fs::metadata(path).map_err(wrap)?;
    if metadata.is_file() { Ok(metadata.len()) } else { Err(wrap(io::Error::other("not a regular file"))) }
}

/// Whether a folder is at the path, links followed.
pub fn is_dir(path: &Path) -> bool {
    std::fs::metadata(path).is_ok_and(|metadata| metadata.is_dir())
}

/// Whether a file is at the path, links followed.
pub fn is_file(path: &Path) -> bool {
    std::fs::metadata(path).is_ok_and(|metadata| metadata.is_file())
}

/// The path with every symbolic link resolved.
pub fn canonical(path: &Path) -> Result<PathBuf> {
    std::fs::canonicalize(path).map_err(|cause| Error::new("find", path, cause))
}

/// A new file with an exclusive lock that ends with the process; `None` where another process was faster.
pub fn lock_new(path: &Path) -> Result<Option<File>> {
    match File::options().create_new(true).write(true).open(path) {
        Ok(file) => lock(file, path),
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(cause) => Err(Error::new("lock", path, cause)),
    }
}

/// A file that is there, with an exclusive lock; `None` where there is none or another process holds it.
pub fn lock_existing(path: &Path) -> Result<Option<File>> {
    if !entry(path)?.is_some_and(|metadata| metadata.is_file()) {
        return Ok(None);
    }
    let file = File::options().write(true).open(path).map_err(|cause| Error::new("lock", path, cause))?;
    lock(file, path)
}

/// Locks a file, and looks whether it was removed meanwhile.
fn lock(file: File, path: &Path) -> Result<Option<File>> {
    let wrap = |cause| Error::new("lock", path, cause);
    match file.try_lock() {
        Ok(()) => {}
        Err(std::fs::TryLockError::WouldBlock) => return Ok(None),
        Err(std::fs::TryLockError::Error(cause)) => return Err(wrap(cause)),
    }
    let held = file.metadata().map_err(wrap)?;
    let there = entry(path)?.is_some_and(|metadata| cfg!(not(unix)) || is_same(&metadata, &held));
    Ok(there.then_some(file))
}

/// Removes a file.
pub fn remove_file(path: &Path) -> Result<()> {
    std::fs::remove_file(path).map_err(|cause| Error::new("remove", path, cause))
}
