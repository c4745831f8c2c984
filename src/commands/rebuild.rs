//! The loop of the commands that build again and again: wait for changes, build, hand the site on.
//!
//! The same pipeline runs each time. What changed is only said, never used to build less; the pipeline's
//! [`Memory`] finds out by itself what is as it was.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::printer::{Outcome, Printer};
use super::progress_line::ProgressLine;
use super::project::has_content;
use super::publishing::{Failure, plural};
use crate::cli::PrintArgs;
use crate::diag::Diagnostics;
use crate::pipeline::{self, Built, Memory, Model, Plan, Request};
use crate::progress::Progress;
use crate::report::counts;
use crate::source::content_dir;
use crate::watcher::{Changed, Wake, Watcher};

/// How often the one who waits for changes looks whether the site is made.
const GLANCE: Duration = Duration::from_millis(10);

/// What to build again and again.
pub(super) struct Rebuild {
    /// What to build.
    pub(super) request: Request,
    /// Warnings count as errors.
    pub(super) strict: bool,
    /// Changes are looked for, not told.
    pub(super) poll: bool,
}

/// What was shown of a build before its site was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Early {
    Nothing,
    Pages,
    Problems,
}

impl Early {
    /// The watcher, where a change may end the rest of the build.
    fn watched(self, watcher: &mut Watcher) -> Option<&mut Watcher> {
        (self != Self::Nothing).then_some(watcher)
    }
}

/// Works; with a watcher as long as nothing changes. Gives what came of it, and what came meanwhile: then the work was told
/// to end early.
fn interruptible<T: Send>(
    work: impl FnOnce() -> T + Send,
    progress: &Progress,
    watcher: Option<&mut Watcher>,
) -> (T, Option<Wake>) {
    let Some(watcher) = watcher else { return (work(), None) };
    std::thread::scope(|scope| {
        let working = scope.spawn(work);
        let mut wake = None;
        while wake.is_none() && !working.is_finished() {
            wake = watcher.wait_for(GLANCE);
        }
        if wake.is_some() {
            progress.cancel();
        }
        (working.join().unwrap_or_else(|fault| resume_unwind(fault)), wake)
    })
}

/// Where the sites go.
pub(super) trait Sink: Send + 'static {
    /// What came of taking a site.
    type Taken: Send;

    /// Makes a site and takes it. `None` where it is wrong: then all its problems are known, and the last good site stays;
    /// or where `progress` is cancelled. With `strict`, warnings count as errors.
    ///
    /// The inner error is why it can't be taken. The first time that ends the command.
    fn take(&mut self, built: &mut Built, strict: bool, progress: &Progress) -> Option<Result<Self::Taken, Failure>>;

    /// What came of it in a few words: "2 written". That is printed, but for the first build; what is to be said of that
    /// one, it prints itself. `seconds` is what reading and making took.
    fn describe(&mut self, built: &Built, taken: &Self::Taken, printer: &Printer, seconds: f64) -> String;

    /// Whether it shows pages before the whole site is made. Then a change while that is made ends the making.
    const EARLY: bool = false;

    /// Shows pages until it is known whether the whole site can be made; `again` where those of this build are shown
    /// already, with an older search.
    fn preview(&mut self, _plan: Plan, _again: bool) {}

    /// Is told of errors, which are or will be printed. The last good site stays; where pages of this very build were
    /// `shown` already, that is the one before.
    fn problems(&mut self, _found: &Diagnostics, _shown: bool) {}

    /// Is told why there was no build, which is printed already. The last good site stays.
    fn not_built(&mut self, _why: &str) {}
}

/// Builds, and builds again after each change, until the user ends it.
pub(super) fn run(rebuild: Rebuild, print: &PrintArgs, sink: impl Sink) -> Outcome {
    // It stands before the first build, so that no change is lost.
    let watcher = Watcher::new(&rebuild.request.root, &rebuild.request.out, rebuild.poll);
    let stopper = watcher.stopper();
    let (ended, end) = channel();
    on_interrupt(ended.clone());
    let taking = Arc::new(Taking::default());
    let mut rounds = Rounds {
        rebuild,
        printer: Printer::new(print),
        quiet: print.quiet,
        memory: Memory::default(),
        taking: Arc::clone(&taking),
        sink,
        failed: false,
    };
    std::thread::spawn(move || {
        // A fault of the program must end it, not leave it waiting for nothing.
        let outcome = catch_unwind(AssertUnwindSafe(|| rounds.run(watcher))).unwrap_or(Some(Outcome::Machine));
        // Who ended it listens no more.
        let _ = ended.send(outcome);
    });
    let outcome = end.recv().unwrap_or(None);
    stopper.stop();
    // A site that is just being put in place gets there; one that is still being made is given up.
    taking.end();
    let _last = taking.lock.lock().unwrap_or_else(PoisonError::into_inner);
    let printer = Printer::new(print);
    match outcome {
        Some(outcome) => outcome,
        None => {
            printer.result("stopped");
            printer.done()
        }
    }
}

/// Sends a message when the user ends the program, by Ctrl-C or otherwise.
fn on_interrupt(ended: Sender<Option<Outcome>>) {
    // Where that can't be asked for, or a signal is to be ignored as under `nohup`, the system's ways stay.
    let _ = ctrlc::try_set_handler(move || {
        let _ = ended.send(None);
    });
}

/// What whoever ends the program must know of.
#[derive(Default)]
struct Taking {
    /// Held while a site is made and taken.
    lock: Mutex<()>,
    /// That of the newest round.
    progress: Mutex<Arc<Progress>>,
    /// Whether the program ends.
    ended: AtomicBool,
}

impl Taking {
    /// A round begins.
    fn begin(&self, progress: &Arc<Progress>) {
        *self.progress.lock().unwrap_or_else(PoisonError::into_inner) = Arc::clone(progress);
        if self.is_ended() {
            progress.cancel();
        }
    }

    fn end(&self) {
        self.ended.store(true, Ordering::SeqCst);
        self.progress.lock().unwrap_or_else(PoisonError::into_inner).cancel();
    }

    fn is_ended(&self) -> bool {
        self.ended.load(Ordering::SeqCst)
    }
}

/// One build after the other.
struct Rounds<S> {
    rebuild: Rebuild,
    printer: Printer,
    quiet: bool,
    memory: Memory,
    taking: Arc<Taking>,
    sink: S,
    /// Whether the last round had errors.
    failed: bool,
}

impl<S: Sink> Rounds<S> {
    /// Gives how the command ends, where it does so by itself.
    fn run(&mut self, mut watcher: Watcher) -> Option<Outcome> {
        let has_content_folder = content_dir(&self.rebuild.request.root) != self.rebuild.request.root;
        let mut next = None;
        if let Err(outcome) = self.round(None, &mut watcher, &mut next) {
            return Some(outcome);
        }
        if !self.taking.is_ended() {
            self.printer.result("waiting for changes; Ctrl-C ends it");
        }
        while !self.taking.is_ended() {
            if let Some(notice) = watcher.take_notice() {
                self.printer.warning(&notice);
            }
            let Wake::Changed(changed) = next.take().unwrap_or_else(|| watcher.wait()) else { return None };
            let root = &self.rebuild.request.root;
            if !has_content(root) || (has_content_folder && content_dir(root) == *root) {
                // What is left may well be a site, but nobody meant it.
                self.printer.error("the content is gone; the site was not changed", None);
                self.sink.not_built("the content is gone");
                self.failed = true;
                continue;
            }
            // It has been printed, and may be mended.
            if self.round(Some(&changed), &mut watcher, &mut next).is_err() {
                self.failed = true;
                self.printer.warning("the next change tries again; the site was not changed");
            }
        }
        None
    }

    /// Builds and hands over. Why the site was not taken is printed. What came meanwhile, and may have ended the build,
    /// is put into `next`, also where it failed.
    fn round(
        &mut self,
        changed: Option<&Changed>,
        watcher: &mut Watcher,
        next: &mut Option<Wake>,
    ) -> Result<(), Outcome> {
        let started = Instant::now();
        let progress = Arc::new(Progress::default());
        self.taking.begin(&progress);
        let mut line = ProgressLine::start(&progress, self.quiet);
        let request = self.rebuild.request.clone();
        let model = Arc::new(pipeline::read(&request, &self.memory, &progress));
        let mut early = self.show_early(&model);
        let indexed;
        let search = || pipeline::search(&model, &request, &self.memory, &progress);
        (indexed, *next) = interruptible(search, &progress, early.watched(watcher));
        if progress.is_cancelled() {
            return Ok(());
        }
        let mut built = pipeline::plan(&model, &indexed, &self.memory);
        let strict = self.rebuild.strict;
        if let Some(plan) = built.plan.clone().filter(|_| S::EARLY && !built.is_wrong(strict)) {
            // Now with what was just saved in its search. It may print something.
            drop(line);
            self.sink.preview(plan, early == Early::Pages);
            early = Early::Pages;
            line = ProgressLine::start(&progress, self.quiet);
        }
        let taken;
        let take = || {
            let _taking = self.taking.lock.lock().unwrap_or_else(PoisonError::into_inner);
            self.sink.take(&mut built, strict, &progress)
        };
        (taken, *next) = interruptible(take, &progress, early.watched(watcher));
        drop(line);
        if progress.is_cancelled() {
            return Ok(());
        }
        self.printer.report(&built.diagnostics);
        let Some(taken) = taken else {
            self.printer.error(&format!("{}; the site was not changed", counts(&built.diagnostics)), None);
            self.sink.problems(&built.diagnostics, early == Early::Pages);
            self.failed = true;
            return Ok(());
        };
        let taken = taken.map_err(|failure| failure.print(&self.printer))?;
        let mended = if std::mem::take(&mut self.failed) { "all errors are mended; " } else { "" };
        let seconds = started.elapsed().as_secs_f64();
        let taken = self.sink.describe(&built, &taken, &self.printer, seconds);
        if let Some(changed) = changed {
            self.printer.result(&format!("{}: {mended}{taken}; {seconds:.2} s", what(changed)));
        }
        Ok(())
    }

    /// Shows what was read, or what is wrong with it.
    fn show_early(&mut self, model: &Arc<Model>) -> Early {
        if !S::EARLY {
            return Early::Nothing;
        }
        match Plan::early(model, &self.memory, self.rebuild.strict) {
            Ok(Some(plan)) => {
                self.sink.preview(plan, false);
                Early::Pages
            }
            Ok(None) => Early::Nothing,
            Err(found) => {
                self.sink.problems(&found, false);
                Early::Problems
            }
        }
    }
}

/// "content/a.md and 2 more changed".
fn what(changed: &Changed) -> String {
    let Some(first) = changed.paths.first() else { return "something changed".to_owned() };
    let more = match changed.paths.len() - 1 {
        0 => String::new(),
        more => format!(" and {} more", plural(more, "path", "paths")),
    };
    format!("{}{more} changed", first.display())
}
