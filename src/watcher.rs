//! The file system -> "something that a build reads has changed".
//!
//! Events are only hints: a build looks at the files itself. So what matters here is that no change stays without a hint
//! (folders are watched before a build looks into them), and that what a build itself does is none.

mod hint;
mod poll;
mod scope;
mod system;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use crate::fs;
use hint::Hint;
use poll::Poller;
use scope::Scope;
use system::System;

/// A burst of changes is over when nothing changed for so long: editors that rename, write and remove need about a
/// millisecond between the steps, and a writer shouldn't wait.
const QUIET: Duration = Duration::from_millis(10);

/// As long as a program has a file open that it writes to, it may be half-written, or empty.
const QUIET_WHILE_WRITING: Duration = Duration::from_millis(100);

/// A burst is waited for no longer than this, so that a program that writes all the time doesn't keep others waiting.
const LONGEST: Duration = Duration::from_millis(300);

/// How often new folders are looked for again, while others make them faster than they can be watched.
const MAX_LOOKS: usize = 20;

/// What changed.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Changed {
    /// Where, from the project's folder; empty where the system could not tell.
    pub paths: BTreeSet<PathBuf>,
}

/// How waiting ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wake {
    /// Something changed.
    Changed(Changed),
    /// A [`Stopper`] was used.
    Stopped,
}

/// Ends waiting, from another thread.
#[derive(Debug, Clone)]
pub struct Stopper(Sender<Hint>);

impl Stopper {
    /// Ends it.
    pub fn stop(&self) {
        // Who waits no more has ended.
        let _ = self.0.send(Hint::Stop);
    }
}

/// Watches what a build of a project reads.
#[derive(Debug)]
pub struct Watcher {
    scope: Scope,
    hints: Receiver<Hint>,
    sender: Sender<Hint>,
    /// `None` where it is polled.
    system: Option<System>,
    poller: Option<Poller>,
    notice: Option<String>,
}

impl Watcher {
    /// Watches a project from now on: by the system's news, or by looking again and again where it has none or where
    /// that is asked for. `root` has its symbolic links resolved; `out` is left out.
    pub fn new(root: &Path, out: &Path, poll: bool) -> Self {
        let (sender, hints) = channel();
        let scope = Scope::new(root, out);
        let mut watcher = Self { scope, hints, sender, system: None, poller: None, notice: None };
        if poll {
            watcher.poller = Some(Poller::start(watcher.scope.clone(), watcher.sender.clone()));
            return watcher;
        }
        match System::new(watcher.sender.clone()) {
            Ok(system) => watcher.system = Some(system),
            Err(why) => watcher.fall_back(&why),
        }
        watcher.watch_folders(&BTreeSet::new());
        watcher
    }

    /// What a user should know about how changes are noticed; said once.
    pub fn take_notice(&mut self) -> Option<String> {
        self.notice.take()
    }

    /// A way to end [`Watcher::wait`].
    pub fn stopper(&self) -> Stopper {
        Stopper(self.sender.clone())
    }

    /// Waits for changes since the last time, or since the start, and until they are over.
    pub fn wait(&mut self) -> Wake {
        loop {
            match self.hints.recv() {
                Ok(hint) => {
                    if let Some(wake) = self.follow(hint) {
                        return wake;
                    }
                }
                Err(_) => return Wake::Stopped,
            }
        }
    }

    /// As [`Watcher::wait`], but no longer than `time`; `None` where nothing changed.
    pub fn wait_for(&mut self, time: Duration) -> Option<Wake> {
        match self.hints.recv_timeout(time) {
            Ok(hint) => self.follow(hint),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => Some(Wake::Stopped),
        }
    }

    /// The changes that begin with a hint, when they are over; `None` where it doesn't matter.
    fn follow(&mut self, hint: Hint) -> Option<Wake> {
        let mut burst = Burst::default();
        self.add(&mut burst, hint);
        burst.matters.then(|| self.settle(burst))
    }

    /// Waits until changes are over.
    fn settle(&mut self, mut burst: Burst) -> Wake {
        let end = Instant::now() + LONGEST;
        while !burst.stopped {
            let quiet = if burst.writing.is_empty() { QUIET } else { QUIET_WHILE_WRITING };
            match self.hints.recv_timeout(quiet.min(end.saturating_duration_since(Instant::now()))) {
                Ok(hint) => self.add(&mut burst, hint),
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => break,
            }
        }
        if burst.stopped {
            return Wake::Stopped;
        }
        if let Some(why) = burst.limited {
            self.fall_back(&why);
        }
        self.watch_folders(&burst.folders);
        let root = self.scope.root();
        let shown = burst.paths.iter().map(|path| path.strip_prefix(root).unwrap_or(path).to_owned());
        Wake::Changed(Changed { paths: if burst.anything { BTreeSet::new() } else { shown.collect() } })
    }

    fn add(&self, burst: &mut Burst, hint: Hint) {
        match hint {
            Hint::Stop => (burst.matters, burst.stopped) = (true, true),
            Hint::Limited(why) => {
                burst.limited = Some(why);
                self.add(burst, Hint::Anything);
            }
            Hint::Anything => {
                (burst.matters, burst.anything) = (true, true);
                burst.folders.insert(self.scope.root().to_owned());
            }
            Hint::Closed(path) => drop(burst.writing.remove(&path)),
            Hint::Changed(path) | Hint::Writing(path) if !self.scope.wants(&path) => drop(path),
            Hint::Writing(path) => {
                burst.writing.insert(path.clone());
                self.add(burst, Hint::Changed(path));
            }
            Hint::Changed(path) => {
                burst.matters = true;
                if !burst.paths.contains(&path) {
                    if self.changes_folders(&path) {
                        burst.folders.insert(path.clone());
                    }
                    burst.paths.insert(path);
                }
            }
        }
    }

    /// Whether a change here may change which folders are to be watched: it is one, was one, or leads to one.
    fn changes_folders(&self, path: &Path) -> bool {
        let linked = || matches!(fs::entry(path), Ok(Some(entry)) if entry.is_dir() || entry.is_symlink());
        self.system.as_ref().is_some_and(|system| system.has(path) || linked())
    }

    /// Watches the folders that there are now; those that changed anew. Nothing to do where no folder changed.
    fn watch_folders(&mut self, changed: &BTreeSet<PathBuf>) {
        let Some(system) = &mut self.system else { return };
        let first = !system.has(self.scope.root());
        if changed.is_empty() && !first {
            return;
        }
        let mut renewed = changed;
        let none = BTreeSet::new();
        for _ in 0..MAX_LOOKS {
            let folders = self.scope.look().folders;
            let folders = if system::BY_FOLDER { folders } else { BTreeSet::from([self.scope.root().to_owned()]) };
            match system.watch(&folders, renewed) {
                // A folder made in one before that was watched is found by one more look.
                Ok(true) if system::BY_FOLDER => renewed = &none,
                Ok(_) if system.has(self.scope.root()) => return,
                // A folder that takes its place would not be told.
                Ok(_) => return self.fall_back("the project's folder is gone"),
                Err(why) => return self.fall_back(&why),
            }
        }
    }

    /// From now on the files are looked at again and again.
    fn fall_back(&mut self, why: &str) {
        self.system = None;
        if self.poller.is_none() {
            self.notice = Some(format!("{why}; changes are looked for once a second instead"));
            self.poller = Some(Poller::start(self.scope.clone(), self.sender.clone()));
        }
    }
}

/// Changes that follow one another.
#[derive(Debug, Default)]
struct Burst {
    /// Whether anything of it may change the site.
    matters: bool,
    stopped: bool,
    anything: bool,
    limited: Option<String>,
    paths: BTreeSet<PathBuf>,
    /// Where folders came or went.
    folders: BTreeSet<PathBuf>,
    /// Files that are being written.
    writing: BTreeSet<PathBuf>,
}
