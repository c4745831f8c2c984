//! Which Markdown we read, and where code is in it: nothing is replaced there.

use std::ops::Range;

use pulldown_cmark::{Event, Options as Extensions, Parser, Tag};

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

/// The byte ranges of code spans, code blocks and HTML comments, in order.
pub(super) fn code(text: &str) -> Vec<Range<usize>> {
    Parser::new_ext(text, extensions())
        .into_offset_iter()
        .filter(|(event, range)| match event {
            Event::Code(_) | Event::Start(Tag::CodeBlock(_)) => true,
            Event::Start(Tag::HtmlBlock) => text[range.clone()].trim_start().starts_with("<!--"),
            Event::InlineHtml(html) => html.starts_with("<!--"),
            _ => false,
        })
        .map(|(_, range)| range)
        .collect()
}
