//! The choices of a troubleshooter: lists whose items are links within the page.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::{Events, Writer, matching_end, plain_text};
use crate::markdown::document::Way;

impl Writer<'_> {
    /// Whether the list at an index is a choice: an item of it is a link within the page and nothing else, or all items begin
    /// with one. Where it is, items without a link are noted; links are, when they are written.
    pub(super) fn begin_choices(&mut self, events: &Events<'_>, at: usize) -> bool {
        if !self.options.choices || self.depth > 0 {
            return false;
        }
        let items = items(events, at);
        let firsts: Vec<Option<First>> = items.iter().map(|item| First::of(&events[item.clone()])).collect();
        let inside = |first: &Option<First>| first.as_ref().is_some_and(|first| first.inside);
        let alone = |first: &Option<First>| first.as_ref().is_some_and(|first| first.inside && first.alone);
        if !firsts.iter().any(alone) && !firsts.iter().all(inside) {
            return false;
        }
        for (item, first) in items.into_iter().zip(firsts) {
            match first {
                Some(first) => drop(self.choices.insert(first.start)),
                None => self.note_dead_choice(&events[item.start - 1].1, &events[item]),
            }
        }
        true
    }

    /// An item among choices that begins with no link.
    fn note_dead_choice(&mut self, range: &Range<usize>, item: &Events<'_>) {
        let text = &self.text.text[range.clone()];
        let line = range.start..range.start + text.lines().next().unwrap_or_default().trim_end().len();
        let span = self.text.span(line);
        self.push_way(None, plain_text(item), true, span);
    }

    /// Notes a link of a troubleshooter by which its reader goes on.
    pub(super) fn note_way(&mut self, link: usize, inner: &Events<'_>, range: &Range<usize>) {
        let choice = self.choices.contains(&range.start);
        if self.options.choices && (choice || self.document.links[link].destination.starts_with('#')) {
            self.push_way(Some(link), plain_text(inner), choice, self.text.span(range.clone()));
        }
    }

    fn push_way(&mut self, link: Option<usize>, label: String, choice: bool, span: crate::diag::Span) {
        let section = self.document.sections.len();
        self.document.ways.push(Way { section, link, label, choice, span });
    }
}

/// The link that an item begins with.
struct First {
    /// Where it begins in the text.
    start: usize,
    /// Whether it leads to a place on the same page.
    inside: bool,
    /// Whether there is nothing else in the item.
    alone: bool,
}

impl First {
    fn of(item: &Events<'_>) -> Option<Self> {
        let wraps = |event: &Event<'_>| matches!(event, Event::Start(Tag::Paragraph | Tag::Strong | Tag::Emphasis));
        let at = item.iter().position(|(event, _)| !wraps(event))?;
        let (Event::Start(Tag::Link { dest_url, .. }), range) = &item[at] else { return None };
        let after = &item[matching_end(item, at) + 1..];
        let alone = after.iter().all(|(event, _)| matches!(event, Event::End(_)));
        Some(Self { start: range.start, inside: dest_url.starts_with('#'), alone })
    }
}

/// What is inside each item of the list at an index.
fn items(events: &Events<'_>, list: usize) -> Vec<Range<usize>> {
    let mut items = Vec::new();
    let mut at = list + 1;
    while let Some((Event::Start(Tag::Item), _)) = events.get(at) {
        let end = matching_end(events, at);
        items.push(at + 1..end);
        at = end + 1;
    }
    items
}
