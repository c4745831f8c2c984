//! Where a value comes from: its document and the way to it; the place in the text only when it is asked for.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::locate::{Found, Places};
use crate::diag::{Source, Span};

/// A text, with the places in it as soon as one is asked for.
#[derive(Debug)]
pub(super) struct Document {
    source: Arc<Source>,
    range: Range<usize>,
    places: OnceLock<Places>,
}

impl Document {
    /// The document in a range of a source.
    pub(super) fn new(source: &Arc<Source>, range: Range<usize>) -> Arc<Self> {
        Arc::new(Self { source: Arc::clone(source), range, places: OnceLock::new() })
    }

    pub(super) fn text(&self) -> &str {
        &self.source.text[self.range.clone()]
    }

    pub(super) fn places(&self) -> &Places {
        self.places.get_or_init(|| Places::of(self.text()))
    }

    pub(super) fn span(&self, range: Range<usize>) -> Span {
        Span::new(&self.source, self.range.start + range.start..self.range.start + range.end)
    }
}

/// One step into a document, with the number of the entry in its table or list.
#[derive(Debug, Clone)]
pub(super) enum Step {
    Key(usize, String),
    Index(usize),
}

/// Where a value stands: its document and the way to it.
#[derive(Debug, Clone)]
pub(super) struct Origin {
    document: Arc<Document>,
    path: Vec<Step>,
}

impl Origin {
    /// The document itself.
    pub(super) fn of(document: &Arc<Document>) -> Self {
        Self { document: Arc::clone(document), path: Vec::new() }
    }

    pub(super) fn then(&self, step: Step) -> Self {
        let mut path = self.path.clone();
        path.push(step);
        Self { document: Arc::clone(&self.document), path }
    }

    fn way(&self) -> impl Iterator<Item = usize> + '_ {
        self.path.iter().map(|step| match step {
            Step::Key(at, _) | Step::Index(at) => *at,
        })
    }

    fn found(&self) -> Found {
        self.document.places().find(self.document.text(), self.way())
    }

    pub(super) fn key_span(&self) -> Span {
        self.document.span(self.found().key)
    }

    pub(super) fn value_span(&self) -> Span {
        self.document.span(self.found().value)
    }

    /// A number's text as it is written: `1.50`, `+30210`.
    pub(super) fn written(&self) -> Option<&str> {
        self.document.places().plain(self.way())
    }

    /// `contact[0].label`; where the document is a list, `item 1` or the name in that item.
    pub(super) fn name(&self) -> String {
        let (listed, path) = match &self.path[..] {
            [Step::Index(item), path @ ..] => (Some(item), path),
            path => (None, path),
        };
        let mut name = listed.filter(|_| path.is_empty()).map(|item| format!("item {}", item + 1)).unwrap_or_default();
        for step in path {
            match step {
                Step::Key(_, key) if name.is_empty() => name.push_str(key),
                Step::Key(_, key) => name.extend([".", key]),
                Step::Index(index) => name.push_str(&format!("[{index}]")),
            }
        }
        name
    }
}
