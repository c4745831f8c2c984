//! Diagnostic -> text: the source line with a caret, the rule's name and the hint.

use annotate_snippets::renderer::DEFAULT_TERM_WIDTH;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use crate::diag::{Diagnostic, Diagnostics, Lines, Severity};

/// Renders diagnostics for people, with or without colour.
pub struct Report {
    renderer: Renderer,
}

impl Report {
    /// A report in colour or plain.
    pub fn new(color: bool) -> Self {
        let renderer = if color { Renderer::styled() } else { Renderer::plain() };
        Self { renderer: renderer.term_width(DEFAULT_TERM_WIDTH) }
    }

    /// Every diagnostic with an empty line after each.
    pub fn render(&self, diagnostics: &Diagnostics) -> String {
        let mut lines = Lines::default();
        diagnostics
            .iter()
            .map(|diagnostic| self.render_one(diagnostic, lines.line(&diagnostic.span)) + "\n\n")
            .collect()
    }

    fn render_one(&self, diagnostic: &Diagnostic, line_number: usize) -> String {
        let level = match diagnostic.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        let span = &diagnostic.span;
        let text = &span.source.text;
        let start = span.range.start.min(text.len());
        let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
        // One line is enough to find the place; a span over several lines is marked to the first one's end.
        let marked = start - line_start..span.range.end.clamp(start, line_end) - line_start;
        let snippet = Snippet::source(&text[line_start..line_end])
            .line_start(line_number)
            .path(span.source.path.as_str())
            .annotation(AnnotationKind::Primary.span(marked));
        let title = level.primary_title(diagnostic.message.as_str()).id(diagnostic.rule.name());
        let mut group: Group<'_> = title.element(snippet);
        if let Some(hint) = &diagnostic.hint {
            group = group.element(Level::HELP.message(hint.as_str()));
        }
        self.renderer.render(&[group])
    }
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
