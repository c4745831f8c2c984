//! Where code is in a Markdown text: nothing is replaced there.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag};

/// The byte ranges of code spans, code blocks and HTML comments, in order.
pub(super) fn ranges(text: &str) -> Vec<Range<usize>> {
    Parser::new_ext(text, super::parse::extensions())
        .into_offset_iter()
        .filter(|(event, _)| match event {
            Event::Code(_) | Event::Start(Tag::CodeBlock(_)) => true,
            Event::Html(html) | Event::InlineHtml(html) => html.starts_with("<!--"),
            _ => false,
        })
        .map(|(_, range)| range)
        .collect()
}
