//! The finished site over HTTP, from memory, for the one who writes it: the preview of `answerbook serve`.
//!
//! 1. `listen` takes a port;
//! 2. `connections` speaks HTTP on a thread of its own, with limits;
//! 3. `guard` answers only requests for our own host names, and the reload channel only to our own pages;
//! 4. `route` turns an address into the path of a file of the site; nothing else can be read;
//! 5. `answer` sends it, from the `state` that [`Server::show`] exchanges in one step.
//!
//! A page is sent as it was built, with one script more (`page`), which listens to `events`. Nothing is written.

mod answer;
mod body;
mod connections;
mod events;
mod file;
mod guard;
mod listen;
mod page;
mod pages;
mod problem;
mod range;
mod route;
mod state;

use std::path::Path;
use std::sync::Arc;
use std::thread::JoinHandle;

use crate::output::Files;
use connections::Stop;
use state::{Context, Shown, State};

pub use listen::{FIRST_PORT, ListenError, Listener, listen};
pub use problem::Problem;

/// A running server; dropping it closes every connection.
#[derive(Debug)]
pub struct Server {
    state: State,
    stop: Option<Stop>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    /// Accepts requests from now on, and answers them as soon as there is something to show. `root` is the project's folder, from which files may be read that the site only refers to.
    ///
    /// # Errors
    /// Where the machine gives no thread or no socket.
    pub fn start(listener: Listener, root: &Path) -> std::io::Result<Self> {
        let state = State::new();
        let context = Context { state: state.clone(), root: root.to_owned(), name: listener.name };
        let (stop, thread) = connections::start(listener.socket, context)?;
        Ok(Self { state, stop: Some(stop), thread: Some(thread) })
    }

    /// Shows a site instead of what was shown, or problems over it. What is being sent is sent to its end.
    pub fn show(&self, show: Show) {
        match show {
            Show::Pages(files, path) => self.state.exchange(Shown::site(files, &path)),
            Show::Searched(files, path) => self.state.exchange(Shown::searched(files, &path)),
            Show::Whole => self.state.settle(),
            Show::Problems(problems) => self.state.exchange(Shown::problems(problems)),
            Show::Failed(problems) => self.state.exchange(Shown::failed(problems)),
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            // It has nothing to say but that it ended.
            let _ = thread.join();
        }
    }
}

/// What a build came to.
#[derive(Debug)]
pub enum Show {
    /// A site whose pages are made when they are asked for, and the path of its base URL.
    Pages(Arc<dyn Files>, String),
    /// The same site again, with a newer search.
    Searched(Arc<dyn Files>, String),
    /// Every page of the site that was shown last can be made.
    Whole,
    /// No site, and why; what is shown stays.
    Problems(Vec<Problem>),
    /// No site, and why; the pages that were shown last fail, so the last whole site comes back.
    Failed(Vec<Problem>),
}
