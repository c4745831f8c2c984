//! What is shown now: the last good site, and what is wrong since. Exchanged in one step; who sends an old site goes on with it.

use std::path::PathBuf;
use std::sync::Arc;

use bytes::Bytes;
use serde_json::json;
use tokio::sync::watch;

use super::pages::Files;
use super::problem::Problem;
use super::route::plain;

/// What is shown at one time.
#[derive(Debug)]
pub(super) struct Shown {
    /// The last good site, where there ever was one.
    pub(super) site: Option<Site>,
    /// Why there is no newer one.
    pub(super) problems: Vec<Problem>,
    /// What the reload channel says of it.
    pub(super) event: Bytes,
}

/// A site and where it stands.
#[derive(Debug, Clone)]
pub(super) struct Site {
    pub(super) files: Files,
    /// What every address begins with after the first slash: empty or `help/`, without percent-encoding.
    pub(super) base: String,
}

impl Shown {
    /// A good site. `path` is that of its base URL, as `/help/`.
    pub(super) fn site(files: Files, path: &str) -> Self {
        let path = plain(path.trim_matches('/')).unwrap_or_default();
        let base = if path.is_empty() { path } else { format!("{path}/") };
        Self { site: Some(Site { files, base }), problems: Vec::new(), event: event(&[]) }
    }

    /// Nothing yet: the first build is being made.
    pub(super) fn nothing() -> Self {
        Self::problems(Vec::new())
    }

    /// No site, or an older one.
    pub(super) fn problems(problems: Vec<Problem>) -> Self {
        Self { site: None, event: event(&problems), problems }
    }

    /// Whether there is something to show.
    pub(super) fn is_something(&self) -> bool {
        self.site.is_some() || !self.problems.is_empty()
    }
}

fn event(problems: &[Problem]) -> Bytes {
    // JSON in one line: a line end would end the event.
    format!("data: {}\n\n", json!({ "problems": problems })).into()
}

/// What every request needs to know.
pub(super) struct Context {
    pub(super) state: State,
    /// The project's folder, links resolved.
    pub(super) root: PathBuf,
    /// The host's name, where it was given by one.
    pub(super) name: Option<String>,
}

/// Shared between the one who builds, the requests and the reload channels.
#[derive(Debug, Clone)]
pub(super) struct State {
    sender: Arc<watch::Sender<Arc<Shown>>>,
}

impl State {
    pub(super) fn new() -> Self {
        Self { sender: Arc::new(watch::Sender::new(Arc::new(Shown::nothing()))) }
    }

    /// What is shown now, as soon as that is anything; `None` where it never will.
    pub(super) async fn now(&self) -> Option<Arc<Shown>> {
        let now = Arc::clone(&self.sender.borrow());
        if now.is_something() {
            return Some(now);
        }
        let mut changes = self.sender.subscribe();
        changes.wait_for(|shown| shown.is_something()).await.ok().map(|shown| Arc::clone(&shown))
    }

    /// Who waits for what is shown next.
    pub(super) fn watch(&self) -> watch::Receiver<Arc<Shown>> {
        self.sender.subscribe()
    }

    /// Shows something else; the last good site stays where the new one isn't.
    pub(super) fn exchange(&self, mut next: Shown) {
        if next.site.is_none() {
            next.site.clone_from(&self.sender.borrow().site);
        }
        // The old one is dropped after the new one is shown: freeing a large site takes a while.
        drop(self.sender.send_replace(Arc::new(next)));
    }
}
