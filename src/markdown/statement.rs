//! A paragraph, heading, item or row as plain text, each part of which knows where it was written.

use std::ops::Range;

use crate::diag::Span;

/// A text that stands together.
#[derive(Debug, Clone, Default)]
pub struct Statement {
    /// Without markup. Cells are parted by `|`; for code there is `U+FFFC`.
    pub text: String,
    parts: Vec<Part>,
}

#[derive(Debug, Clone)]
struct Part {
    /// Where it begins in the text.
    start: usize,
    /// Where it was written; `None` where it was inserted.
    span: Option<Span>,
}

impl Statement {
    /// A text that was written in one place, perhaps in quotes.
    pub fn written(text: &str, span: &Span) -> Self {
        let within = span.source.text[span.range.clone()].find(text);
        let place = within.map_or(span.range.clone(), |at| span.range.start + at..span.range.start + at + text.len());
        let mut statement = Self::default();
        statement.push(text, Some(Span::new(&span.source, place)));
        statement
    }

    /// Adds a text, and where it was written; `None` where it was inserted.
    pub fn push(&mut self, text: &str, span: Option<Span>) {
        self.parts.push(Part { start: self.text.len(), span });
        self.text.push_str(text);
    }

    /// Where a part of the text was written; `None` where some of it was inserted, or stands in another file.
    pub fn literal(&self, range: &Range<usize>) -> Option<Span> {
        let part_of = |offset: usize| self.parts.partition_point(|part| part.start <= offset).saturating_sub(1);
        let (first, last) = (part_of(range.start), part_of(range.end.saturating_sub(1)));
        let spans: Option<Vec<&Span>> = self.parts.get(first..=last)?.iter().map(|part| part.span.as_ref()).collect();
        let spans = spans?;
        let (begin, end) = (*spans.first()?, *spans.last()?);
        let shift = |part: usize, span: &Span, offset: usize| {
            (span.range.start + offset - self.parts[part].start).min(span.range.end)
        };
        let place = shift(first, begin, range.start)..shift(last, end, range.end);
        (begin.source.path == end.source.path && place.start <= place.end).then(|| Span::new(&begin.source, place))
    }
}
