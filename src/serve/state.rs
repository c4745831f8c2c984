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
    /// What it is to what was shown before.
    change: Change,
    /// What the reload channel says of it.
    pub(super) event: Bytes,
}

/// What is new.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Change {
    /// A site.
    Site,
    /// The same site with a newer search.
    Search,
    /// Problems; what is shown stays.
    Problems,
    /// Problems; the pages that were shown last fail.
    Failure,
}

/// A site and where it stands.
#[derive(Debug, Clone)]
pub(super) struct Site {
    pub(super) files: Arc<Pages>,
    /// What every address begins with after the first slash: empty or `help/`, without percent-encoding.
    pub(super) base: String,
}

impl Shown {
    /// A good site, as far as that is known. `path` is that of its base URL, as `/help/`.
    pub(super) fn site(files: Arc<dyn Files>, path: &str) -> Self {
        let path = plain(path.trim_matches('/')).unwrap_or_default();
        let base = if path.is_empty() { path } else { format!("{path}/") };
        let site = Site { files: Arc::new(Pages::new(files)), base };
        Self { site: Some(site), whole: None, problems: Vec::new(), change: Change::Site, event: event(&[]) }
    }

    /// Nothing yet: the first build is being made.
    pub(super) fn nothing() -> Self {
        Self::problems(Vec::new())
    }

    /// No site, or an older one.
    pub(super) fn problems(problems: Vec<Problem>) -> Self {
        Self { site: None, whole: None, change: Change::Problems, event: event(&problems), problems }
    }

    /// No site, and the pages that are shown are not one, either.
    pub(super) fn failed(problems: Vec<Problem>) -> Self {
        Self { change: Change::Failure, ..Self::problems(problems) }
    }

    /// The site that is shown, with a newer search.
    pub(super) fn searched(files: Arc<dyn Files>, path: &str) -> Self {
        Self { change: Change::Search, ..Self::site(files, path) }
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
            // Where no site was ever known to be whole, one that a change came upon first is better than none.
            let unknown = || last.site.clone().filter(|_| next.change == Change::Site && last.problems.is_empty());
            next.whole = last.whole.clone().or_else(unknown);
            match next.change {
                Change::Site | Change::Search => {}
                Change::Problems => next.site.clone_from(&last.site),
                Change::Failure => next.site.clone_from(&next.whole),
            }
        }
        // The old one is dropped after the new one is shown: freeing a large site takes a while.
        drop(self.sender.send_replace(Arc::new(next)));
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::output::Contents;

    /// A site of one file.
    #[derive(Debug)]
    struct One(&'static str);

    impl Files for One {
        fn has(&self, path: &str) -> bool {
            path == self.0
        }

        fn paths(&self) -> BTreeSet<String> {
            BTreeSet::from([self.0.to_owned()])
        }

        fn contents(&self, _path: &str) -> Option<Contents> {
            None
        }
    }

    /// What is shown after some steps: `a` shows the site with that file, `A` the same with a newer search; `+` says that it
    /// is whole, `-` that it isn't, `!` that there is none.
    fn shown_after(steps: &str) -> String {
        let state = State::new();
        for step in steps.chars() {
            match step {
                '+' => state.settle(),
                '-' => state.exchange(Shown::failed(Vec::new())),
                '!' => state.exchange(Shown::problems(Vec::new())),
                'a' => state.exchange(Shown::site(Arc::new(One("a")), "/")),
                'A' => state.exchange(Shown::searched(Arc::new(One("a")), "/")),
                'b' => state.exchange(Shown::site(Arc::new(One("b")), "/")),
                _ => state.exchange(Shown::searched(Arc::new(One("b")), "/")),
            }
        }
        let shown = Arc::clone(&state.sender.borrow());
        let site = shown.site.as_ref();
        ["a", "b"].into_iter().filter(|name| site.is_some_and(|site| site.files.has(name))).collect()
    }

    #[test]
    fn the_last_good_site_is_shown() {
        for (steps, shown) in [
            ("aA+", "a"),
            ("aA+bB", "b"),
            ("aA+bB-", "a"),
            ("aA+bB+", "b"),
            ("aA+bB+!", "b"),
            ("aA+bB-!", "a"),
            ("aA-", ""),
            ("!aA-", ""),
            // The change came before it was known whether the first was whole.
            ("aAbB-", "a"),
            ("ab-", "a"),
            ("aA+bB!", "b"),
        ] {
            assert_eq!(shown_after(steps), shown, "{steps}");
        }
    }
}
