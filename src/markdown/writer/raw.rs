//! Raw HTML inside Markdown: its links and ids are found, unknown elements are shown as the text they are.

use std::ops::Range;

use pulldown_cmark::Event;

use super::{Events, Writer, matching_end};
use crate::diag::{Diagnostic, Rule};
use crate::markdown::html::Hole;
use crate::markdown::link::LinkKind;
use crate::markdown::raw_html::{Attribute, Part, Tag, decoded, parts};
use crate::markdown::sanitize::{Fate, fate};

/// Attributes that hold an address, and what for.
const ADDRESSES: [(&str, &str, LinkKind); 6] = [
    ("a", "href", LinkKind::Link),
    ("img", "src", LinkKind::Image),
    ("video", "src", LinkKind::Media),
    ("audio", "src", LinkKind::Media),
    ("source", "src", LinkKind::Media),
    ("video", "poster", LinkKind::Image),
];

/// Attributes of widgets, which mislead screen readers where the widget's script is gone.
const SCRIPTED: [&str; 4] = ["aria-hidden", "aria-labelledby", "role", "tabindex"];

impl Writer<'_> {
    /// A block of HTML: its lines are read as one text, since a tag may go over several.
    pub(super) fn html_block(&mut self, events: &Events<'_>, at: usize) -> usize {
        let end = matching_end(events, at);
        let mut html = String::new();
        let mut origins = Vec::new();
        for (event, range) in &events[at + 1..end] {
            if let Event::Html(line) | Event::Text(line) = event {
                origins.push((html.len(), range.start));
                html.push_str(line);
            }
        }
        self.fresh_line();
        self.raw(&html, &origins, true);
        end + 1
    }

    /// Writes raw HTML; `origins` says where in the text each part of it begins. Inside a line each tag comes by itself,
    /// so that only a block can lack an end.
    pub(super) fn raw(&mut self, html: &str, origins: &[(usize, usize)], block: bool) {
        let place = |at: usize| {
            let line = origins.partition_point(|(start, _)| *start <= at).saturating_sub(1);
            origins.get(line).map_or(0, |(start, origin)| origin + at - start)
        };
        let mut last_tag = 0..0;
        for part in parts(html) {
            if self.too_deep {
                return;
            }
            match part {
                Part::Text(range) => {
                    self.document.raw_html = true;
                    self.section.text.push_str(&html[range.clone()]);
                    self.out.push(&html[range]);
                }
                // A comment is for the writers' eyes.
                Part::Comment(range) if self.options.trusted_html => self.out.push(&html[range]),
                Part::Comment(_) => {}
                Part::Code(range) => self.out.push(&html[range]),
                Part::Unclosed(range) if self.options.trusted_html => self.out.push(&html[range]),
                Part::Unclosed(_) if !block => {}
                Part::Unclosed(range) => {
                    let start = if range.start == last_tag.end { last_tag.start } else { range.start };
                    self.unclosed(&html[start..], place(start));
                }
                Part::Tag(tag) => {
                    last_tag = tag.range.clone();
                    let at = place(tag.range.start)..place(tag.range.end.saturating_sub(1)) + 1;
                    self.tag(html, &tag, &at);
                }
            }
        }
    }

    fn tag(&mut self, html: &str, tag: &Tag<'_>, at: &Range<usize>) {
        let written = &html[tag.range.clone()];
        if !self.options.trusted_html {
            match self.report(tag, written, at) {
                Fate::Unknown => {
                    self.out.push_text(written);
                    self.section.text.push_str(written);
                    return;
                }
                // The sanitiser would take it for one of ours.
                Fate::Removed if tag.name == "button" => return,
                Fate::Removed | Fate::Kept => {}
            }
            if tag.name == "iframe" {
                return self.frame(tag, at);
            }
        }
        self.document.raw_html = true;
        if !self.options.trusted_html {
            let depth = self.open_elements.pass(tag);
            self.check_depth(depth, at);
        }
        let mut done = tag.range.start;
        if tag.name == "h1" && !self.options.trusted_html {
            // The page's title is its only `h1`.
            self.out.push(if tag.closing { "</h2" } else { "<h2" });
            done += if tag.closing { "</h1".len() } else { "<h1".len() };
        }
        for attribute in &tag.attributes {
            if self.drops(tag, attribute) {
                self.out.push(html[done..attribute.whole.start].trim_end());
                done = attribute.whole.end;
                continue;
            }
            let address = ADDRESSES.iter().find(|(element, name, _)| *element == tag.name && *name == attribute.name);
            let Some((_, _, kind)) = address else { continue };
            let link = self.raw_link(attribute.value, *kind, at);
            if tag.name == "img" && !tag.attributes.iter().any(|other| other.name == "alt") {
                self.note_described(link, "");
            }
            if tag.name == "img" && !tag.attributes.iter().any(|other| ["height", "width"].contains(&&*other.name)) {
                self.out.push(html[done..attribute.whole.start].trim_end());
                self.out.push_hole(Hole::Size(link));
                done = attribute.whole.start;
                self.out.push(" ");
            }
            self.out.push(&html[done..attribute.range.start]);
            self.out.push_hole(Hole::RawAddress { link, original: attribute.value.to_owned() });
            done = attribute.range.end;
        }
        self.out.push(&html[done..tag.range.end]);
    }

    /// Whether an attribute goes: an id that is taken, or a role that only a script would give a meaning.
    fn drops(&mut self, tag: &Tag<'_>, attribute: &Attribute<'_>) -> bool {
        if is_id(tag, attribute) {
            let first = self.raw_ids.remove(attribute.value);
            if first {
                self.document.anchors.push(attribute.value.to_owned());
            }
            return !first && !self.options.trusted_html;
        }
        !self.options.trusted_html && SCRIPTED.contains(&attribute.name.as_str())
    }

    /// Takes the ids of raw HTML, so that ids made from headings give way to them.
    pub(super) fn reserve_raw_ids(&mut self, html: &str) {
        for part in parts(html) {
            let Part::Tag(tag) = part else { continue };
            for attribute in tag.attributes.iter().filter(|attribute| is_id(&tag, attribute)) {
                if self.ids.reserve(attribute.value) {
                    self.raw_ids.insert(attribute.value.to_owned());
                }
            }
        }
    }

    /// A comment ends at an empty line where Markdown's HTML block does: what follows would be published.
    fn unclosed(&mut self, html: &str, at: usize) {
        let written = first_line(html);
        let span = self.text.span(at..at + written.len().max(1));
        let message = format!("`{written}` isn't closed, so it would hide or show text by mistake");
        let hint = "close it; inside other HTML a comment must not have an empty line";
        self.diagnostics.add(Diagnostic::new(Rule::UnclosedHtml, span, message).hint(hint));
    }

    fn raw_link(&mut self, value: &str, kind: LinkKind, at: &Range<usize>) -> usize {
        let link = self.add_link(decoded(value), kind, at);
        self.document.links[link].raw = true;
        link
    }

    /// A frame would load another site's page: a link to that page stands for it.
    fn frame(&mut self, tag: &Tag<'_>, at: &Range<usize>) {
        let value =
            |name: &str| tag.attributes.iter().find(|attribute| attribute.name == name).map(|found| found.value);
        let Some(address) = value("src").filter(|_| !tag.closing) else { return };
        let link = self.raw_link(address, LinkKind::Link, at);
        let label = decoded(value("title").unwrap_or(address));
        self.out.push("<a");
        self.out.push_hole(Hole::Href(link));
        self.out.push(">");
        self.out.push_text(&label);
        self.out.push("</a>");
        self.section.text.push_str(&label);
    }

    /// Tells the writer about an element that goes or that is no element.
    fn report(&mut self, tag: &Tag<'_>, written: &str, at: &Range<usize>) -> Fate {
        let fate = fate(&tag.name);
        let name = &tag.name;
        let span = self.text.span(at.start..(at.start + 1 + name.len()).min(at.end));
        match fate {
            _ if tag.closing => {}
            Fate::Kept => {}
            Fate::Removed => {
                let hint = match name.as_str() {
                    "iframe" => {
                        "a link to its address is shown instead; `markup: { html: trusted }` in the settings lets all HTML through"
                    }
                    "script" | "style" => {
                        "it is left out; `markup: { html: trusted }` in the settings lets all HTML through"
                    }
                    _ => "its text stays; `markup: { html: trusted }` in the settings lets all HTML through",
                };
                let message = format!("`<{name}>` may not stand in an article");
                self.diagnostics.add(Diagnostic::new(Rule::UnsafeHtml, span, message).hint(hint));
            }
            Fate::Unknown => {
                let message = format!("`{}` is no HTML element: it is shown as text", first_line(written));
                let hint = format!("write it as code, `` `{0}` ``, or as `\\{0}`", first_line(written));
                self.diagnostics.add(Diagnostic::new(Rule::UnknownHtml, span, message).hint(hint));
            }
        }
        fate
    }
}

/// Whether an attribute is one that links lead to.
fn is_id(tag: &Tag<'_>, attribute: &Attribute<'_>) -> bool {
    !tag.closing && (attribute.name == "id" || (attribute.name == "name" && tag.name == "a"))
}

fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}
