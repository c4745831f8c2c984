//! Events -> [`Rewriting`]: what to edit in a text. Links are followed anew (also those by reference, whose definitions go);
//! comments, scripts and attributes of raw HTML, ids of headings, and a first heading that is the title go.

mod definitions;

use std::cmp::Reverse;
use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};

use super::expand::Expanded;
use super::link::{Link, LinkKind};
use super::raw_html::{self, Part};
use super::rewrite::{Edit, New, Piece, Rewriting, Text};
use super::sanitize::{Fate, fate};
use definitions::definitions;

type Events<'t> = [(Event<'t>, Range<usize>)];

/// Attributes of raw HTML that stay as they are.
const KEPT: [&str; 7] = ["alt", "colspan", "dir", "lang", "rowspan", "start", "title"];

/// Those that hold addresses.
const ADDRESSES: [&str; 3] = ["href", "poster", "src"];

/// How far ahead a link is looked for among those that are known: both lists are in the order of the text.
const AHEAD: usize = 16;

/// Notes what to edit in a text of which these are the events, and `known` the links that were found in it.
pub(super) fn rewriting(text: &Expanded, events: &Events<'_>, known: &[Link]) -> Rewriting {
    let mut editor = Editor { text, events, known, next: 0, edits: Vec::new(), more: Vec::new() };
    editor.heading();
    editor.inside();
    for range in definitions(&text.text, events) {
        editor.edit(range, New::Cut);
    }
    let (mut edits, more) = (editor.edits, editor.more);
    edits.sort_by_key(|edit| (edit.start, Reverse(edit.end)));
    let text = text.written().map_or_else(|| Text::Expanded(text.text.as_str().into()), Text::Written);
    Rewriting { text, edits: edits.into(), more: more.into() }
}

/// Collects edits and links.
struct Editor<'a> {
    text: &'a Expanded,
    events: &'a Events<'a>,
    known: &'a [Link],
    /// The first link of those that may come now.
    next: usize,
    edits: Vec<Edit>,
    /// Links that are not among the known ones.
    more: Vec<Link>,
}

/// A link or image whose end is to come.
struct Open {
    /// Where its text begins.
    inside: usize,
    /// Where the last thing in it ends.
    end: usize,
    /// Where the whole ends.
    to: usize,
    /// What ends it.
    closing: New,
}

impl Editor<'_> {
    fn edit(&mut self, range: Range<usize>, new: New) {
        self.edits.push(Edit { start: range.start as u32, end: range.end as u32, new });
    }

    /// A link that stands at a place; its index.
    fn link(&mut self, destination: &str, kind: LinkKind, raw: bool, at: usize) -> u32 {
        let span = self.text.span(at..at);
        let is_it = |link: &Link| {
            link.destination == destination && link.raw == raw && Arc::ptr_eq(&link.span.source, &span.source)
        };
        let index = match self.known.iter().skip(self.next).take(AHEAD).position(is_it) {
            Some(ahead) => {
                self.next += ahead + 1;
                self.next - 1
            }
            None => {
                self.more.push(Link { destination: destination.to_owned(), kind, raw, span });
                self.known.len() + self.more.len() - 1
            }
        };
        index as u32
    }

    /// A first heading of the first level outside of everything else: it may say the title, which stands above the text anyway.
    fn heading(&mut self) {
        let mut depth = 0_usize;
        for (at, (event, range)) in self.events.iter().enumerate() {
            match event {
                Event::Start(Tag::Heading { level, .. }) if depth == 0 => {
                    let inside = self.events[at + 1..].iter();
                    let inside = inside.take_while(|(event, _)| !matches!(event, Event::End(TagEnd::Heading(_))));
                    if *level as usize == 1 {
                        let words: String = inside.filter_map(|(event, _)| words(event)).collect();
                        self.edit(range.clone(), New::Heading(words.trim().into()));
                    }
                    return;
                }
                Event::Start(_) => depth += 1,
                Event::End(_) => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
    }

    /// Links, headings and raw HTML.
    fn inside(&mut self) {
        let mut open: Vec<Option<Open>> = Vec::new();
        let mut code: Option<usize> = None;
        for (at, (event, range)) in self.events.iter().enumerate() {
            let range = range.clone();
            if let Some(Some(link)) = open.last_mut()
                && !matches!(event, Event::End(TagEnd::Link | TagEnd::Image))
            {
                link.end = link.end.max(range.end);
            }
            match event {
                Event::Start(Tag::Link { link_type, dest_url, title, .. }) => {
                    let link = self.open(*link_type, dest_url, title, range, LinkKind::Link);
                    open.push(link);
                }
                Event::Start(Tag::Image { link_type, dest_url, title, .. }) => {
                    let link = self.open(*link_type, dest_url, title, range, LinkKind::Image);
                    open.push(link);
                }
                Event::End(TagEnd::Link | TagEnd::Image) => {
                    if let Some(link) = open.pop().flatten() {
                        self.edit(link.end.max(link.inside)..link.to, link.closing);
                    }
                }
                Event::End(TagEnd::Heading(_)) => self.attributes(at, &range),
                Event::Start(Tag::HtmlBlock) => self.html_block(at),
                Event::InlineHtml(html) => self.inline_html(html, range, &mut code),
                _ => {}
            }
        }
    }

    /// The beginning of a link; `None` for one whose text is its address.
    fn open(
        &mut self,
        link_type: LinkType,
        destination: &CowStr<'_>,
        title: &CowStr<'_>,
        range: Range<usize>,
        kind: LinkKind,
    ) -> Option<Open> {
        if matches!(link_type, LinkType::Autolink | LinkType::Email) {
            return None;
        }
        let inside = range.start + if kind == LinkKind::Image { "![" } else { "[" }.len();
        let link = self.link(destination, kind, false, range.start);
        self.edit(range.start..inside, New::Opening(link));
        // The parser gives `[text][]` without its second pair of brackets.
        let after = &self.text.text[range.end..];
        let more = if link_type == LinkType::Collapsed && after.starts_with("[]") { 2 } else { 0 };
        let title = (!title.is_empty()).then(|| title.as_ref().into());
        Some(Open { inside, end: inside, to: range.end + more, closing: New::Closing(link, title) })
    }

    /// Takes `{#id .class}` off a heading.
    fn attributes(&mut self, end: usize, range: &Range<usize>) {
        let last = self.events[..end].last().map_or(range.start, |(_, last)| last.end.min(range.end));
        let line = self.text.text[last..range.end].split('\n').next().unwrap_or_default();
        if line.trim_start().starts_with('{') && line.trim_end().ends_with('}') {
            self.edit(last..last + line.trim_end().len(), New::Cut);
        }
    }

    /// The lines of a block of HTML, read as one text.
    fn html_block(&mut self, start: usize) {
        let (mut html, mut origins) = (String::new(), Vec::new());
        let lines = self.events[start + 1..].iter();
        for (event, range) in lines.take_while(|(event, _)| !matches!(event, Event::End(TagEnd::HtmlBlock))) {
            if let Event::Html(line) | Event::Text(line) = event {
                origins.push((html.len(), range.start));
                html.push_str(line);
            }
        }
        let place = |at: usize| {
            let line = origins.partition_point(|(start, _)| *start <= at).saturating_sub(1);
            origins.get(line).map_or(0, |(start, origin)| origin + at - start)
        };
        for part in raw_html::parts(&html) {
            if let Some((range, new)) = self.part(&html, &part, &place) {
                let end = place(range.end.saturating_sub(1)) + 1;
                self.edit(place(range.start)..end, new);
            }
        }
    }

    /// A tag or comment inside a line. What stands between the tags of a script or stylesheet goes with them.
    fn inline_html(&mut self, html: &str, range: Range<usize>, code: &mut Option<usize>) {
        for part in raw_html::parts(html) {
            if let Part::Tag(tag) = &part
                && raw_html::is_code(&tag.name)
            {
                match (tag.closing, *code) {
                    (false, None) => *code = Some(range.start),
                    (true, Some(start)) => {
                        self.edit(start..range.end, New::Cut);
                        *code = None;
                    }
                    _ => {}
                }
            }
            if let Some((part, new)) = self.part(html, &part, &|at| range.start + at) {
                self.edit(range.start + part.start..range.start + part.end, new);
            }
        }
    }

    /// What becomes of a part of raw HTML; `None` where it stays.
    fn part(&mut self, html: &str, part: &Part<'_>, place: &dyn Fn(usize) -> usize) -> Option<(Range<usize>, New)> {
        match part {
            Part::Text(_) => None,
            Part::Comment(range) | Part::Code(range) | Part::Unclosed(range) => Some((range.clone(), New::Cut)),
            Part::Tag(tag) => match fate(&tag.name) {
                Fate::Unknown => None,
                Fate::Removed => Some((tag.range.clone(), New::Cut)),
                Fate::Kept => Some((tag.range.clone(), self.tag(html, tag, place(tag.range.start)))),
            },
        }
    }

    /// A tag with its addresses as the site has them, and only what says something.
    fn tag(&mut self, html: &str, tag: &raw_html::Tag<'_>, at: usize) -> New {
        if tag.closing {
            return New::Tag([Piece::Text(format!("</{}>", tag.name))].into());
        }
        let mut pieces = vec![Piece::Text(format!("<{}", tag.name))];
        for attribute in &tag.attributes {
            match attribute.name.as_str() {
                name if KEPT.contains(&name) => {
                    pieces.push(Piece::Text(format!(" {name}=\"{}\"", attribute.value.replace('"', "&quot;"))));
                }
                name if ADDRESSES.contains(&name) => {
                    let kind = if tag.name == "a" { LinkKind::Link } else { LinkKind::Image };
                    let link = self.link(&raw_html::decoded(attribute.value), kind, true, at);
                    pieces.push(Piece::Address(name.to_owned(), link));
                }
                _ => {}
            }
        }
        pieces.push(Piece::Text(if html[tag.range.clone()].ends_with("/>") { " />" } else { ">" }.to_owned()));
        New::Tag(pieces.into())
    }
}

fn words<'e>(event: &'e Event<'_>) -> Option<&'e str> {
    match event {
        Event::Text(text) | Event::Code(text) => Some(text),
        Event::SoftBreak | Event::HardBreak => Some(" "),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use pulldown_cmark::{Options, Parser};

    use super::super::syntax::extensions;
    use super::*;
    use crate::diag::Source;

    fn rewritten(text: &str) -> String {
        let source = Arc::new(Source { path: "a.md".into(), text: text.into() });
        let expanded = Expanded::verbatim(&source, 0..text.len());
        let mut enabled = extensions();
        enabled.insert(Options::ENABLE_SMART_PUNCTUATION);
        let events: Vec<_> = Parser::new_ext(text, enabled).into_offset_iter().collect();
        let mut follow = |destination: &str, base: &str, _: LinkKind| {
            assert_eq!(base, "a.md");
            (destination != "gone.md").then(|| destination.replace("b.md", "https://x.example/b/"))
        };
        rewriting(&expanded, &events, &[]).write(&[], &source, "Title", &mut follow)
    }

    #[test]
    fn texts_keep_their_form() {
        for (text, expected) in [
            ("A [b](b.md) c.", "A [b](https://x.example/b/) c."),
            ("[*b* `c`](b.md#d \"T \\\"q\\\"\")!", "[*b* `c`](https://x.example/b/#d \"T \\\"q\\\"\")!"),
            (
                "[x][r] [r][] [r]\n\n[r]: b.md 'T'\n",
                "[x](https://x.example/b/ \"T\") [r](https://x.example/b/ \"T\") [r](https://x.example/b/ \"T\")\n\n\n",
            ),
            ("[![i](b.md)](b.md)", "[![i](https://x.example/b/)](https://x.example/b/)"),
            ("A [lost *one*](gone.md), ![image](gone.md).", "A lost *one*, image."),
            ("<https://y.example/> [](b.md)", "<https://y.example/> [](https://x.example/b/)"),
            ("`[b](b.md)`\n\n    [b](b.md)\n", "`[b](b.md)`\n\n    [b](b.md)\n"),
            ("[b](<a b.md>)", "[b](<a https://x.example/b/>)"),
            ("[\\]b\\]](b.md)", "[\\]b\\]](https://x.example/b/)"),
            ("> [two\n> lines](b.md)\n", "> [two\n> lines](https://x.example/b/)\n"),
            ("# Title\n\nText", "\nText"),
            ("Title\n=====\n\nText", "\nText"),
            ("# Other\n\n# Title\n", "# Other\n\n# Title\n"),
            ("## Head {#id .class}\n\n## `x` {.y}\n", "## Head\n\n## `x`\n"),
            ("> [!NOTE]\n> Mind.\n\n[^1]: Foot\n", "> [!NOTE]\n> Mind.\n\n[^1]: Foot\n"),
        ] {
            assert_eq!(rewritten(text), expected, "{text}");
        }
    }

    #[test]
    fn what_pages_hide_is_not_there() {
        for text in [
            "<!-- canary -->\n\nText",
            "Text <!-- canary -->",
            "<!--\ncanary\n\ncanary\n-->\nText",
            "[//]: # (canary)\n[//]: # (canary)\n\nText",
            "- Text\n\n  [x]: canary\n  \"canary\"\n\n> [x]: canary\n",
            "Text\n\n[x]:\n  canary\n  (canary)\n",
            "1. [//]: # (canary)\n2. Text\n",
            "Text <b data-x=\"canary\" onclick=canary>b</b>",
            "<div class=\"canary\">Text</div>",
            "<script>canary</script>\n\nText",
            "Text <style>canary</style>",
            "<a href=\"gone.md\" id=canary>Text</a>",
            "Text [x](gone.md 'canary')",
        ] {
            let result = rewritten(text);
            assert!(
                !result.contains("canary") && !result.contains("gone.md") && result.contains("Text"),
                "{text}\n{result}"
            );
        }
    }

    #[test]
    fn raw_html_keeps_what_says_something() {
        let text = "<p>See <a href='b.md' target=_blank>b</a> <img src=b.md alt=\"I\"/> <x> </p>";
        let expected =
            "<p>See <a href=\"https://x.example/b/\">b</a> <img src=\"https://x.example/b/\" alt=\"I\" /> <x> </p>";
        assert_eq!(rewritten(text), expected);
    }
}
