//! Headings and the sections that they begin.

use std::ops::Range;

use pulldown_cmark::HeadingLevel;

use super::{Events, Writer, matching_end, plain_text};
use crate::markdown::document::{Heading, Platform};
use crate::slug::slugify;

/// What stands in braces after a heading: `{#id .class platform=ios}`.
pub(super) struct Marks<'a> {
    pub(super) id: Option<&'a str>,
    pub(super) classes: Vec<String>,
    pub(super) platform: Option<&'a str>,
}

impl Writer<'_> {
    /// A heading outside lists and quotes begins a section; any other stays where it is.
    pub(super) fn heading(
        &mut self,
        level: HeadingLevel,
        Marks { id, classes, platform }: Marks<'_>,
        events: &Events<'_>,
        at: usize,
    ) -> usize {
        let end = matching_end(events, at);
        let text = plain_text(&events[at + 1..end]);
        let id = id.map_or_else(|| self.ids.take(heading_id(&text)), ToOwned::to_owned);
        if !self.options.fragment {
            self.document.anchors.push(id.clone());
        }
        if self.depth == 0 {
            self.end_section();
            self.expect_procedure(at);
        }
        let html = self.aside(|writer| writer.inlines(&events[at + 1..end]));
        if self.depth == 0 {
            let label = self.aside(|writer| {
                writer.label = true;
                writer.inlines(&events[at + 1..end]);
                writer.label = false;
            });
            let line = heading_line(&self.text.text, &events[at].1);
            let platform = platform.map(|id| Box::new(self.platform(id, &line)));
            let span = self.text.span(line);
            self.section.text.clear();
            self.section.heading = Some(Heading { level: level as u8, id, html, label, text, classes, platform, span });
        } else {
            self.fresh_line();
            let level = if self.options.plain { level as u8 } else { (level as u8).max(2) };
            self.out.push(&format!("<h{level}"));
            if !self.options.plain && !self.options.fragment {
                self.attribute("id", &id);
            }
            self.out.push(">");
            self.out.append(&html);
            self.out.push(&format!("</h{level}>\n"));
        }
        end + 1
    }

    /// A platform, with its place in the heading's line.
    fn platform(&self, id: &str, line: &Range<usize>) -> Platform {
        let named = format!("platform={id}");
        let at = self.text.text[line.clone()].rfind(&named).map(|at| line.start + at + "platform=".len());
        let range = at.map_or(line.clone(), |start| start..start + id.len());
        Platform { id: id.to_owned(), span: self.text.span(range) }
    }

    pub(super) fn end_section(&mut self) {
        self.end_needed();
        self.note_prose();
        let mut section = std::mem::take(&mut self.section);
        section.html = std::mem::take(&mut self.out);
        if section.heading.is_some() || !section.html.is_empty() || self.document.sections.is_empty() {
            self.document.sections.push(section);
        }
    }
}

/// The id of a heading's text; those that begin with `ab-` are the theme's.
fn heading_id(text: &str) -> String {
    let id = slugify(text);
    if id.starts_with("ab-") { format!("x-{id}") } else { id }
}

/// A heading's own line: its event's range may reach over the empty lines after it.
fn heading_line(text: &str, range: &Range<usize>) -> Range<usize> {
    range.start..range.start + text[range.clone()].trim_end().len()
}
