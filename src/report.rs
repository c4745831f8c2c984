//! Diagnostic -> text: the source line with a caret, the rule's name and the hint. For other programs: `json`, `github` and
//! `sarif`.

pub mod github;
pub mod json;
mod place;
pub mod sarif;

use std::ops::Range;

use annotate_snippets::renderer::DEFAULT_TERM_WIDTH;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use crate::diag::{Diagnostic, Diagnostics, Lines, Severity, Span};

/// Renders diagnostics for people, with or without colour.
pub struct Report {
    renderer: Renderer,
}

/// A longer line is shown only around the place, since drawing it takes time with its square.
const LONG_LINE: usize = 500;

impl Report {
    /// A report in colour or plain.
    pub fn new(color: bool) -> Self {
        let renderer = if color { Renderer::styled() } else { Renderer::plain() };
        Self { renderer: renderer.term_width(DEFAULT_TERM_WIDTH) }
    }

    /// Every diagnostic with an empty line after each.
    pub fn render(&self, diagnostics: &Diagnostics) -> String {
        let mut lines = Lines::default();
        diagnostics.iter().map(|diagnostic| self.render_one(diagnostic, &mut lines) + "\n\n").collect()
    }

    fn render_one(&self, diagnostic: &Diagnostic, lines: &mut Lines) -> String {
        let level = match diagnostic.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        let Span { source, range } = &diagnostic.span;
        let text = source.text.as_str();
        let start = text.floor_char_boundary(range.start);
        let number = lines.line(&diagnostic.span);
        let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let line = line_start..text[start..].find('\n').map_or(text.len(), |at| start + at);
        // One line is enough to find the place; a span over several lines is marked to the first one's end.
        let end = text.ceil_char_boundary(range.end).clamp(start, line.end.max(start));
        let window = window(text, &line, start);
        let end = end.min(window.end.max(start));
        let snippet = Snippet::source(&text[window.clone()])
            .line_start(number)
            .annotation(AnnotationKind::Primary.span(start - window.start..end - window.start));
        let title = level.primary_title(diagnostic.message.as_str()).id(diagnostic.rule.name());
        let mut group: Group<'_>;
        if window == line {
            group = title.element(snippet.path(source.path.as_str()));
        } else {
            let column = text[line.start..start].chars().count() + 1;
            let origin = Origin::path(source.path.as_str()).line(number).char_column(column);
            group = title.element(origin).element(snippet);
        }
        if let Some(hint) = &diagnostic.hint {
            group = group.element(Level::HELP.message(hint.as_str()));
        }
        self.renderer.render(&[group])
    }
}

/// The part of a line to show: all of it, or what is around the place in a long one.
fn window(text: &str, line: &Range<usize>, start: usize) -> Range<usize> {
    if line.len() <= LONG_LINE {
        return line.clone();
    }
    let from = text.floor_char_boundary(start.saturating_sub(LONG_LINE / 4)).max(line.start);
    from..text.ceil_char_boundary(from + LONG_LINE).min(line.end).max(start)
}

/// "2 errors, 1 warning".
pub fn counts(diagnostics: &Diagnostics) -> String {
    let count = |number: usize, noun: &str| format!("{number} {noun}{}", if number == 1 { "" } else { "s" });
    match (diagnostics.errors(), diagnostics.warnings()) {
        (errors, 0) => count(errors, "error"),
        (0, warnings) => count(warnings, "warning"),
        (errors, warnings) => format!("{}, {}", count(errors, "error"), count(warnings, "warning")),
    }
}
