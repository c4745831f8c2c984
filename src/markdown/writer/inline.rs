//! What stands inside lines: text, code, links, images, footnote references.

use pulldown_cmark::{Event, LinkType, Tag};

use super::{Events, Writer, matching_end, plain_text};
use crate::markdown::html::Hole;
use crate::markdown::link::{Link, LinkKind};

impl Writer<'_> {
    /// Writes events that stand inside one block.
    pub(super) fn inlines(&mut self, events: &Events<'_>) {
        let mut at = 0;
        while at < events.len() {
            let (event, range) = &events[at];
            at = match event {
                Event::Start(Tag::Link { .. } | Tag::Image { .. }) => self.link_or_image(events, at),
                Event::Start(tag) => self.start(tag, events, at),
                Event::End(tag) => {
                    self.end(*tag);
                    at + 1
                }
                _ => {
                    self.inline(event, range);
                    at + 1
                }
            };
        }
    }

    pub(super) fn inline(&mut self, event: &Event<'_>, range: &std::ops::Range<usize>) {
        match event {
            Event::Text(text) => {
                self.out.push_text(text);
                self.section.text.push_str(text);
            }
            Event::Code(code) => {
                self.out.push("<code>");
                self.out.push_text(code);
                self.out.push("</code>");
                self.section.text.push_str(code);
            }
            Event::SoftBreak => {
                self.out.push("\n");
                self.section.text.push(' ');
            }
            Event::HardBreak => {
                self.out.push("<br");
                self.end_void();
                self.out.push("\n");
                self.section.text.push(' ');
            }
            Event::InlineHtml(html) if !self.label => self.raw(html, &[(0, range.start)], false),
            Event::FootnoteReference(name) if !self.label => self.footnote_reference(name),
            _ => {}
        }
    }

    fn footnote_reference(&mut self, name: &str) {
        let number = self.footnotes.number(name);
        self.out.push("<sup class=\"ab-footnote-ref\"");
        if !self.footnotes.referred.contains(&number) {
            self.footnotes.referred.push(number);
            self.attribute("id", &format!("fnref-{number}"));
        }
        self.out.push(&format!("><a href=\"#fn-{number}\">{number}</a></sup>"));
    }

    pub(super) fn link_or_image(&mut self, events: &Events<'_>, at: usize) -> usize {
        let end = matching_end(events, at);
        let inner = &events[at + 1..end];
        match &events[at].0 {
            Event::Start(Tag::Image { dest_url, title, .. }) => {
                let alternative = plain_text(inner);
                if self.label {
                    self.out.push_text(&alternative);
                } else {
                    self.image(dest_url, title, &alternative, &events[at].1);
                }
            }
            Event::Start(Tag::Link { link_type, dest_url, title, .. }) if !self.label => {
                let mail = matches!(link_type, LinkType::Email).then_some("mailto:").unwrap_or_default();
                let link = self.add_link(format!("{mail}{dest_url}"), LinkKind::Link, &events[at].1);
                self.note_link(link, inner);
                self.note_way(link, inner, &events[at].1);
                self.out.push("<a");
                self.out.push_hole(Hole::Href(link));
                if !title.is_empty() {
                    self.attribute("title", title);
                }
                self.out.push(">");
                self.inlines(inner);
                self.out.push("</a>");
            }
            _ => self.inlines(inner),
        }
        end + 1
    }

    /// Notes a link and gives its index.
    pub(super) fn add_link(&mut self, destination: String, kind: LinkKind, range: &std::ops::Range<usize>) -> usize {
        let span = self.text.span(range.clone());
        self.document.links.push(Link { destination, kind, raw: false, span });
        self.document.links.len() - 1
    }
}
