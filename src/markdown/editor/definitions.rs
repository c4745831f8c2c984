//! The definitions of links by reference, which stand in a text and on no page.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

/// The places of definitions, also of those that nothing refers to: they serve as comments. They are
/// the lines that begin with a bracket and are no part of any block.
pub(super) fn definitions(text: &str, events: &[(Event<'_>, Range<usize>)]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    if !text.contains("]:") {
        return found;
    }
    let blocks: Vec<Range<usize>> =
        events.iter().filter(|(event, _)| is_shown(event)).map(|(_, range)| range.clone()).collect();
    let (mut start, mut block, mut shown_to, mut inside) = (0, 0, 0, false);
    for line in text.split_inclusive('\n') {
        let range = start..start + line.len();
        start = range.end;
        while blocks.get(block).is_some_and(|block| block.start < range.end) {
            shown_to = shown_to.max(blocks[block].end);
            block += 1;
        }
        let bare = line.trim_start_matches(|c: char| c.is_whitespace() || c.is_ascii_digit() || "->*+.)".contains(c));
        let is_shown = shown_to > range.start + (line.len() - line.trim_start().len());
        let begins = bare.starts_with('[') && !bare.starts_with("[!") && !bare.starts_with("[^");
        inside = !is_shown && !bare.trim().is_empty() && (begins || inside);
        if inside {
            found.push(range.end - bare.len()..range.end - usize::from(line.ends_with('\n')));
        }
    }
    found
}

/// Whether an event is text or a block of its own, and no container of others.
fn is_shown(event: &Event<'_>) -> bool {
    match event {
        Event::Start(tag) => matches!(
            tag,
            Tag::Paragraph
                | Tag::Heading { .. }
                | Tag::CodeBlock(_)
                | Tag::HtmlBlock
                | Tag::Table(_)
                | Tag::DefinitionListTitle
        ),
        Event::End(_) => false,
        _ => true,
    }
}
