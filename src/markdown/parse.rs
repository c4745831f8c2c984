//! Text -> [`Document`], by pulldown-cmark's events.

use pulldown_cmark::{Options as Extensions, Parser};

use super::document::{Document, Options};
use super::expand::Expanded;
use super::writer::Writer;
use crate::diag::Diagnostics;

/// CommonMark with GFM's tables, task lists, strikethrough, footnotes and alerts, definition lists and heading attributes.
pub(super) fn extensions() -> Extensions {
    Extensions::ENABLE_TABLES
        | Extensions::ENABLE_FOOTNOTES
        | Extensions::ENABLE_STRIKETHROUGH
        | Extensions::ENABLE_TASKLISTS
        | Extensions::ENABLE_HEADING_ATTRIBUTES
        | Extensions::ENABLE_DEFINITION_LIST
        | Extensions::ENABLE_GFM
}

/// Parses a text. Problems are reported; the document is complete as far as it goes.
pub fn parse(text: &Expanded, options: Options, diagnostics: &mut Diagnostics) -> Document {
    let mut enabled = extensions();
    enabled.set(Extensions::ENABLE_SMART_PUNCTUATION, options.smart_punctuation);
    let events: Vec<_> = Parser::new_ext(&text.text, enabled).into_offset_iter().collect();
    Writer::new(text, options, diagnostics).write(&events)
}
