//! What is shown now: the last good site, and what is wrong since. Exchanged in one step; who sends an old site goes on with it.

use std::path::PathBuf;
use std::sync::Arc;

use bytes::Bytes;
use serde_json::json;
use tokio::sync::watch;

use super::pages::Pages;
use super::problem::Problem;
use super::route::plain;
use crate::output::Files;

/// What is shown at one time.
#[derive(Debug, Clone)]
pub(super) struct Shown {
    /// What pages come from: the last good site, where there ever was one, or one of which that is not known yet.
    pub(super) site: Option<Site>,
    /// The last good site whose pages can all be made.
    whole: Option<Site>,
    /// Why there is no newer one.
    pub(super) problems: Vec<Problem>,
    /// Whether the pages that were shown last fail.
    back: bool,
    /// What the reload channel says of it.
    pub(super) event: Bytes,
}

/// A site and where it stands.
#[derive(Debug, Clone)]
pub(super) struct Site {
    pub(super) files: Arc<Pages>,
    /// What every address begins with after the first slash: empty or `help/`, without percent-encoding.
    pub(super) base: String,
}

impl Shown {
    /// A good site. `path` is that of its base URL, as `/help/`.
    pub(super) fn site(files: Arc<dyn Files>, path: &str) -> Self {
        let path = plain(path.trim_matches('/')).unwrap_or_default();
        let base = if path.is_empty() { path } else { format!("{path}/") };
        let site = Site { files: Arc::new(Pages::new(files)), base };
        Self { site: Some(site), whole: None, problems: Vec::new(), back: false, event: event(&[]) }
    }

    /// Nothing yet: the first build is being made.
    pub(super) fn nothing() -> Self {
        Self::problems(Vec::new())
    }

    /// No site, or an older one.
    pub(super) fn problems(problems: Vec<Problem>) -> Self {
        Self { site: None, whole: None, back: false, event: event(&problems), problems }
    }

    /// No site, and the pages that are shown are not one, either.
    pub(super) fn failed(problems: Vec<Problem>) -> Self {
        Self { back: true, ..Self::problems(problems) }
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

    /// What is shown is a good site. Nobody needs to be told.
    pub(super) fn settle(&self) {
        self.sender.send_if_modified(|shown| {
            let settled = Shown::clone(shown);
            *shown = Arc::new(Shown { whole: settled.site.clone(), ..settled });
            false
        });
    }

    /// Shows something else; the last good site stays where the new one isn't.
    pub(super) fn exchange(&self, mut next: Shown) {
        {
            let last = self.sender.borrow();
            if next.whole.is_none() {
                next.whole.clone_from(&last.whole);
            }
            if next.site.is_none() {
                next.site.clone_from(if next.back { &next.whole } else { &last.site });
            }
        }
        // The old one is dropped after the new one is shown: freeing a large site takes a while.
        drop(self.sender.send_replace(Arc::new(next)));
    }
}
