//! The line that shows progress: on a terminal, for work longer than a second.

use std::io::{IsTerminal, Write};
use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use crate::progress::Progress;

/// Work shorter than this shows nothing.
const PATIENCE: Duration = Duration::from_secs(1);

/// Time between two looks.
const PERIOD: Duration = Duration::from_millis(100);

/// Shows progress until dropped.
pub(super) struct ProgressLine {
    stop: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl ProgressLine {
    /// Begins to show, unless standard error is no terminal or nothing shall be shown.
    pub(super) fn start(progress: &Arc<Progress>, quiet: bool) -> Self {
        if quiet || !std::io::stderr().is_terminal() {
            return Self { stop: None, thread: None };
        }
        let (stop, stopped) = channel();
        let progress = Arc::clone(progress);
        let thread = std::thread::spawn(move || {
            let mut wait = PATIENCE;
            let mut shown = false;
            while stopped.recv_timeout(wait) == Err(RecvTimeoutError::Timeout) {
                wait = PERIOD;
                shown = true;
                // A terminal that went away is no reason to fail.
                let _ = write!(std::io::stderr(), "\r\x1b[K{}", progress.text());
            }
            if shown {
                let _ = write!(std::io::stderr(), "\r\x1b[K");
            }
        });
        Self { stop: Some(stop), thread: Some(thread) }
    }
}

impl Drop for ProgressLine {
    fn drop(&mut self) {
        self.stop.take();
        if let Some(thread) = self.thread.take() {
            // A line that failed has nothing to say.
            let _ = thread.join();
        }
    }
}
