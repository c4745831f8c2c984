//! The operating system's own news of changes. The only file that names `notify`.

use std::collections::BTreeSet;
use std::io::ErrorKind as IoKind;
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;

use notify::event::{AccessKind, AccessMode, CreateKind, EventKind, ModifyKind};
use notify::{Config, Error, ErrorKind, Event, EventKindMask, RecommendedWatcher, RecursiveMode, Watcher as _};

use super::hint::Hint;

/// Whether each folder is watched by itself, so that no watch is spent on folders that nobody reads. Elsewhere a watch
/// of a whole tree costs no more than one of a folder.
pub(super) const BY_FOLDER: bool = cfg!(any(target_os = "linux", target_os = "android"));

/// The error numbers of Linux: too many open files, and no space left, which for watches means too many.
const EMFILE: i32 = 24;
const ENOSPC: i32 = 28;

/// Watches of folders.
#[derive(Debug)]
pub(super) struct System {
    watcher: RecommendedWatcher,
    watched: BTreeSet<PathBuf>,
}

impl System {
    /// A watcher without a folder yet.
    ///
    /// # Errors
    /// Why the system can't tell of changes, in words.
    pub(super) fn new(hints: Sender<Hint>) -> Result<Self, String> {
        // Without news of opened files, since a build opens all of them.
        let kinds = EventKindMask::CORE | EventKindMask::ACCESS_CLOSE;
        let handler = move |event: notify::Result<Event>| {
            for hint in read(event) {
                // Nobody listens after the end.
                let _ = hints.send(hint);
            }
        };
        match RecommendedWatcher::new(handler, Config::default().with_event_kinds(kinds)) {
            Ok(watcher) => Ok(Self { watcher, watched: BTreeSet::new() }),
            Err(error) => Err(why(&error)),
        }
    }

    /// Whether a folder is watched.
    pub(super) fn has(&self, folder: &Path) -> bool {
        self.watched.contains(folder)
    }

    /// Watches these folders and no others. Those in `renewed` and below are watched anew, since another folder may have
    /// their name now. Gives whether there was a new one.
    ///
    /// # Errors
    /// Why the system can't watch all of them, in words.
    pub(super) fn watch(&mut self, folders: &BTreeSet<PathBuf>, renewed: &BTreeSet<PathBuf>) -> Result<bool, String> {
        let is_renewed = |folder: &PathBuf| folder.ancestors().any(|above| renewed.contains(above));
        let old: Vec<_> =
            self.watched.iter().filter(|folder| !folders.contains(*folder) || is_renewed(folder)).cloned().collect();
        for folder in &old {
            self.watched.remove(folder);
            // The system may have ended the watch with its folder.
            let _ = self.watcher.unwatch(folder);
        }
        // Two names of one folder share a watch, so those that stay are asked for again, which costs little.
        let asked = if old.is_empty() { folders - &self.watched } else { folders.clone() };
        let mut new = false;
        let mode = if BY_FOLDER { RecursiveMode::NonRecursive } else { RecursiveMode::Recursive };
        for folder in asked {
            match self.watcher.watch(&folder, mode) {
                Ok(()) => new |= self.watched.insert(folder),
                Err(error) if is_gone(&error) => {}
                Err(error) => return Err(why(&error)),
            }
        }
        Ok(new)
    }
}

/// An event -> what it hints at.
fn read(event: notify::Result<Event>) -> Vec<Hint> {
    let event = match event {
        Ok(event) => event,
        Err(error) if is_gone(&error) => return error.paths.into_iter().map(Hint::Changed).collect(),
        Err(error) if is_limit(&error) => return vec![Hint::Limited(why(&error))],
        Err(_) => return vec![Hint::Anything],
    };
    if event.need_rescan() || event.paths.is_empty() {
        return vec![Hint::Anything];
    }
    let hint: fn(PathBuf) -> Hint = match event.kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => Hint::Closed,
        EventKind::Access(_) => return Vec::new(),
        EventKind::Create(CreateKind::File) | EventKind::Modify(ModifyKind::Data(_)) if BY_FOLDER => Hint::Writing,
        _ => Hint::Changed,
    };
    event.paths.into_iter().map(hint).collect()
}

/// Whether a folder vanished, or may not be read, which a build says where it matters.
fn is_gone(error: &Error) -> bool {
    match &error.kind {
        ErrorKind::PathNotFound | ErrorKind::WatchNotFound => true,
        ErrorKind::Io(cause) => {
            matches!(cause.kind(), IoKind::NotFound | IoKind::NotADirectory | IoKind::PermissionDenied)
        }
        _ => false,
    }
}

fn is_limit(error: &Error) -> bool {
    match &error.kind {
        ErrorKind::MaxFilesWatch => true,
        ErrorKind::Io(cause) => matches!(cause.raw_os_error(), Some(EMFILE | ENOSPC)),
        _ => false,
    }
}

/// Why the system can't tell of changes, with what helps.
fn why(error: &Error) -> String {
    match &error.kind {
        ErrorKind::Io(cause) if cause.raw_os_error() == Some(EMFILE) => {
            "the system's limit of programs that watch files is reached (raise `fs.inotify.max_user_instances`)"
                .to_owned()
        }
        _ if is_limit(error) => {
            "the system's limit of watched folders is reached (raise `fs.inotify.max_user_watches`)".to_owned()
        }
        ErrorKind::Io(cause) => format!("the system can't tell of changes: {cause}"),
        _ => format!("the system can't tell of changes: {error}"),
    }
}

#[cfg(test)]
mod tests {
    use std::io;

    use super::*;

    #[test]
    fn limits_say_what_to_raise() {
        let watches = [Error::new(ErrorKind::MaxFilesWatch), Error::io(io::Error::from_raw_os_error(ENOSPC))];
        for error in watches {
            assert!(why(&error).contains("max_user_watches"), "{error:?}");
            assert!(matches!(&read(Err(error))[..], [Hint::Limited(_)]));
        }
        let error = Error::io(io::Error::from_raw_os_error(EMFILE));
        assert!(why(&error).contains("max_user_instances"), "{error:?}");
        assert!(matches!(&read(Err(error))[..], [Hint::Limited(_)]));
    }

    #[test]
    fn what_vanished_is_only_a_hint() {
        let error = Error::new(ErrorKind::PathNotFound).add_path("/p/content/a".into());
        assert_eq!(read(Err(error)), [Hint::Changed("/p/content/a".into())]);
    }

    #[test]
    fn lost_events_mean_that_anything_may_have_changed() {
        use notify::event::Flag;
        let lost = Event::new(EventKind::Other).set_flag(Flag::Rescan);
        assert_eq!(read(Ok(lost)), [Hint::Anything]);
        let opened = Event::new(EventKind::Access(AccessKind::Open(AccessMode::Any))).add_path("/p/a".into());
        assert_eq!(read(Ok(opened)), []);
    }
}
