//! How far a run has come, for whoever shows it: counters that the stages turn and a terminal may read. Also whether it
//! is still wanted.

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// Shared between the pipeline and the one who shows it.
#[derive(Debug, Default)]
pub struct Progress {
    stage: Mutex<&'static str>,
    done: AtomicUsize,
    total: AtomicUsize,
    cancelled: AtomicBool,
}

impl Progress {
    /// A new stage begins, with this many pieces of work (0 where unknown).
    pub fn start(&self, stage: &'static str, total: usize) {
        self.done.store(0, Ordering::Relaxed);
        self.total.store(total, Ordering::Relaxed);
        if let Ok(mut current) = self.stage.lock() {
            *current = stage;
        }
    }

    /// One piece of work is done.
    pub fn step(&self) {
        self.done.fetch_add(1, Ordering::Relaxed);
    }

    /// Nobody wants the result any more: the run may end early, without one.
    pub fn cancel(&self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }

    /// Whether the result is wanted no more.
    pub fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }

    /// "rendering pages 120/10000".
    pub fn text(&self) -> String {
        let stage = self.stage.lock().map(|stage| *stage).unwrap_or_default();
        let (done, total) = (self.done.load(Ordering::Relaxed), self.total.load(Ordering::Relaxed));
        if total == 0 { stage.to_owned() } else { format!("{stage} {done}/{total}") }
    }
}
