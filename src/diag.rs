//! Diagnostics as values: what is wrong, where, and how to mend it.
//!
//! Every stage adds to a [`Diagnostics`] collector and goes on, so that one run reports all problems.
//! Nothing here prints; [`crate::report`] does.

mod rule;

use std::ops::Range;
use std::sync::Arc;

pub use rule::{Level, Rule};

/// A text that diagnostics can point into.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Path relative to the project, with `/` on every system.
    pub path: String,
    /// The text: UTF-8 without a byte order mark, lines ended by `\n`.
    pub text: String,
}

impl Source {
    /// A source for a file that has no readable text.
    pub fn unread(path: impl Into<String>) -> Arc<Self> {
        Arc::new(Self { path: path.into(), text: String::new() })
    }

    /// Line and column of a byte offset, both from 1; columns count Unicode scalar values.
    pub fn position(&self, offset: usize) -> (usize, usize) {
        let before = &self.text[..self.text.floor_char_boundary(offset)];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
    }

    /// Byte offset of a line and column, both from 1; positions outside are moved to the nearest one inside.
    pub fn offset(&self, line: usize, column: usize) -> usize {
        let start = self.text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum::<usize>();
        let rest = self.text[start..].split('\n').next().unwrap_or_default();
        start + rest.char_indices().nth(column.saturating_sub(1)).map_or(rest.len(), |(at, _)| at)
    }
}

/// A place in a source, in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// The text it is in.
    pub source: Arc<Source>,
    /// Byte range inside [`Source::text`].
    pub range: Range<usize>,
}

impl Span {
    /// The span of a whole file: its first position.
    pub fn start_of(source: &Arc<Source>) -> Self {
        Self { source: Arc::clone(source), range: 0..0 }
    }

    /// A span for a byte range.
    pub fn new(source: &Arc<Source>, range: Range<usize>) -> Self {
        Self { source: Arc::clone(source), range }
    }

    /// Line and column, both from 1.
    pub fn position(&self) -> (usize, usize) {
        self.source.position(self.range.start)
    }
}

/// The lines of many places: each is counted from the one before, so that places in their order take one pass.
#[derive(Debug, Default)]
pub struct Lines {
    last: Option<(Arc<Source>, usize, usize)>,
}

impl Lines {
    /// Line and column of a byte offset in a source, both from 1.
    pub fn position(&mut self, source: &Arc<Source>, offset: usize) -> (usize, usize) {
        let line = self.line(&Span::new(source, offset..offset));
        let before = &source.text[..source.text.floor_char_boundary(offset)];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        (line, before[line_start..].chars().count() + 1)
    }

    /// The line of a place, from 1.
    pub fn line(&mut self, span: &Span) -> usize {
        let start = span.source.text.floor_char_boundary(span.range.start);
        let (from, line) = match &self.last {
            Some((source, from, line)) if Arc::ptr_eq(source, &span.source) && *from <= start => (*from, *line),
            _ => (0, 1),
        };
        let line = line + span.source.text[from..start].matches('\n').count();
        self.last = Some((Arc::clone(&span.source), start, line));
        line
    }
}

/// How bad a diagnostic is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Keeps `build` from publishing.
    Error,
    /// Is reported; fails only under `--strict`.
    Warning,
}

/// One problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind of problem.
    pub rule: Rule,
    /// How bad it is.
    pub severity: Severity,
    /// One line, lower case, no full stop, values in backticks.
    pub message: String,
    /// Where.
    pub span: Span,
    /// How to mend it.
    pub hint: Option<String>,
    /// The edit that surely mends it.
    pub fix: Option<Fix>,
}

/// An edit that mends a problem: what to write instead of a part of the text that the problem is in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// The part of the problem's [`Source::text`].
    pub range: Range<usize>,
    /// What belongs there.
    pub replacement: String,
}

impl Diagnostic {
    /// A diagnostic at the rule's default level.
    pub fn new(rule: Rule, span: Span, message: impl Into<String>) -> Self {
        let severity = match rule.default_level() {
            Level::Error => Severity::Error,
            Level::Warning | Level::Off => Severity::Warning,
        };
        Self { rule, severity, message: message.into(), span, hint: None, fix: None }
    }

    /// The same with a hint.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The same with what surely mends it, written instead of its span.
    #[must_use]
    pub fn mended_by(mut self, replacement: Option<String>) -> Self {
        self.fix = replacement.map(|replacement| Fix { range: self.span.range.clone(), replacement });
        self
    }
}

/// All problems of a run.
#[derive(Debug, Default, Clone)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
}

impl Diagnostics {
    /// Adds one.
    pub fn add(&mut self, diagnostic: Diagnostic) {
        self.list.push(diagnostic);
    }

    /// Adds another collector's.
    pub fn append(&mut self, mut other: Diagnostics) {
        self.list.append(&mut other.list);
    }

    /// Adds copies of another collector's.
    pub fn extend(&mut self, other: &Diagnostics) {
        self.list.extend(other.list.iter().cloned());
    }

    /// Sets the levels that the settings ask for, drops what is off, sorts by place and drops repetitions
    /// (a snippet's broken link is found once for each page that uses it).
    pub fn settle(&mut self, level_of: impl Fn(&Diagnostic) -> Level) {
        self.list.retain_mut(|diagnostic| match level_of(diagnostic) {
            Level::Off => false,
            Level::Warning => {
                diagnostic.severity = Severity::Warning;
                true
            }
            Level::Error => {
                diagnostic.severity = Severity::Error;
                true
            }
        });
        self.list.sort_by(|a, b| {
            let key = |d: &Diagnostic| (d.span.range.start, d.rule, d.span.range.end);
            a.span.source.path.cmp(&b.span.source.path).then_with(|| key(a).cmp(&key(b)))
        });
        self.list.dedup();
    }

    /// Drops those that aren't wanted.
    pub fn retain(&mut self, wanted: impl FnMut(&Diagnostic) -> bool) {
        self.list.retain(wanted);
    }

    /// The diagnostics, in the order added or, after [`settle`](Self::settle), of their places.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.list.iter()
    }

    /// How many errors.
    pub fn errors(&self) -> usize {
        self.list.iter().filter(|d| d.severity == Severity::Error).count()
    }

    /// How many warnings.
    pub fn warnings(&self) -> usize {
        self.list.len() - self.errors()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_those_of_positions() {
        let text = "a\nβ\n\nγδ\n";
        let sources = [text, "x\ny"].map(|text| Arc::new(Source { path: String::new(), text: text.into() }));
        let mut lines = Lines::default();
        for (source, at) in [(0, 0), (0, 2), (0, 3), (0, 8), (0, 1), (1, 3), (0, 99)] {
            let span = Span::new(&sources[source], at..at);
            assert_eq!(lines.position(&span.source, at), span.position(), "{at}");
        }
    }

    #[test]
    fn positions_count_characters() {
        let source = Source { path: "a.md".into(), text: "αβγ\nδ x\n".into() };
        for (offset, position) in [(0, (1, 1)), (2, (1, 2)), (7, (2, 1)), (9, (2, 2)), (10, (2, 3)), (99, (3, 1))] {
            assert_eq!(source.position(offset), position, "offset {offset}");
        }
        assert_eq!(source.offset(2, 2), 9);
        assert_eq!(source.offset(9, 9), source.text.len());
    }
}
