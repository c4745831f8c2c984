//! Where a problem stands, as other programs want to know it: lines, columns and the offending text.

use serde::Serialize;

use crate::diag::{Lines, Span};

/// The longest offending text that is repeated, in bytes: a span may reach over a whole file.
const MOST: usize = 2000;

/// A part of a file. Lines and columns begin at 1, columns count Unicode code points, and the end is the first place after
/// the part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Place {
    /// The path from the project.
    pub(super) file: String,
    /// Where it begins.
    pub(super) line: usize,
    /// Where it begins in that line.
    pub(super) column: usize,
    /// Where it ends.
    pub(super) end_line: usize,
    /// Where it ends in that line.
    pub(super) end_column: usize,
    /// What stands there.
    pub(super) text: String,
}

impl Place {
    /// The place of a span. `lines` is faster for spans in their order.
    pub(super) fn new(span: &Span, lines: &mut Lines) -> Self {
        let text = &span.source.text;
        let start = text.floor_char_boundary(span.range.start);
        let end = text.ceil_char_boundary(span.range.end).max(start);
        let (line, column) = lines.position(&span.source, start);
        // Not by `lines`, so that the next place is counted from this one's start.
        let (more, tail) = match text[start..end].rsplit_once('\n') {
            Some((before, tail)) => (before.matches('\n').count() + 1, tail),
            None => (0, &text[start..end]),
        };
        let width = tail.chars().count();
        Self {
            file: span.source.path.clone(),
            line,
            column,
            end_line: line + more,
            end_column: if more == 0 { column + width } else { width + 1 },
            text: text[start..text.floor_char_boundary(end.min(start + MOST))].to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::diag::Source;

    #[test]
    fn ends_are_after_the_part() {
        let source = Arc::new(Source { path: "a.md".into(), text: "αβγ\nδ x\n".into() });
        for (range, expected) in [
            (0..0, (1, 1, 1, 1)),
            (2..6, (1, 2, 1, 4)),
            (4..9, (1, 3, 2, 2)),
            (2..7, (1, 2, 2, 1)),
            (10..99, (2, 3, 3, 1)),
        ] {
            let place = Place::new(&Span::new(&source, range.clone()), &mut Lines::default());
            assert_eq!((place.line, place.column, place.end_line, place.end_column), expected, "{range:?}");
        }
    }
}
