//! Markdown -> Markdown for other readers than ours: addresses as the site has them, and nothing that pages don't show.
//!
//! The text stays as it is written but for a list of edits: links that are followed anew (also those by reference, whose
//! definitions go), comments, scripts and attributes of raw HTML, ids of headings, and a first heading that is the title.

mod definitions;

use std::cmp::Reverse;
use std::ops::Range;

use pulldown_cmark::{CowStr, Event, LinkType, Options as Extensions, Parser, Tag, TagEnd};

use super::document::LinkKind;
use super::expand::Expanded;
use super::quotes;
use super::raw_html::{self, Part};
use super::sanitize::{Fate, fate};
use super::syntax::extensions;
use crate::language::quotes::Quotes;
use definitions::definitions;

/// Attributes of raw HTML that stay as they are.
const KEPT: [&str; 7] = ["alt", "colspan", "dir", "lang", "rowspan", "start", "title"];

/// Those that hold addresses.
const ADDRESSES: [&str; 3] = ["href", "poster", "src"];

/// Where a link leads: its destination, the file it stands in, and what it is for -> the address to write; `None` for nowhere.
pub type Follow<'f> = dyn FnMut(&str, &str, LinkKind) -> Option<String> + 'f;

type Events<'t> = Vec<(Event<'t>, Range<usize>)>;

/// Rewrites a text. `title` is the article's, `marks` those that its quotes are set with.
pub fn rewrite(text: &Expanded, title: &str, marks: Option<&Quotes>, follow: &mut Follow<'_>) -> String {
    let mut enabled = extensions();
    enabled.set(Extensions::ENABLE_SMART_PUNCTUATION, marks.is_some());
    let mut events: Events<'_> = Parser::new_ext(&text.text, enabled).into_offset_iter().collect();
    if let Some(marks) = marks {
        quotes::set(&mut events, &text.text, marks);
    }
    let mut editor = Editor { text, events: &events, follow, edits: Vec::new() };
    editor.title(title);
    editor.inside();
    for range in definitions(&text.text, &events) {
        editor.edit(range, "");
    }
    let edits = editor.edits;
    apply(&text.text, edits)
}

/// Makes the edits. Of two that overlap the first and longest counts.
fn apply(text: &str, mut edits: Vec<(Range<usize>, String)>) -> String {
    edits.sort_by_key(|(range, _)| (range.start, Reverse(range.end)));
    let mut out = String::with_capacity(text.len() + 256);
    let mut done = 0;
    for (range, new) in edits {
        if range.start < done {
            continue;
        }
        out.push_str(&text[done..range.start]);
        out.push_str(&new);
        done = range.end;
    }
    out.push_str(&text[done..]);
    out
}

struct Editor<'a, 'f> {
    text: &'a Expanded,
    events: &'a Events<'a>,
    follow: &'a mut Follow<'f>,
    edits: Vec<(Range<usize>, String)>,
}

/// A link or image whose end is to come.
struct Open {
    /// Where its text begins.
    inside: usize,
    /// Where the last thing in it ends.
    end: usize,
    /// Where the whole ends.
    to: usize,
    /// What follows the text: `](…)`; empty for a link that leads nowhere.
    closing: String,
}

impl Editor<'_, '_> {
    fn edit(&mut self, range: Range<usize>, new: impl Into<String>) {
        self.edits.push((range, new.into()));
    }

    /// Takes out a first heading that says the title: it stands above the text anyway.
    fn title(&mut self, title: &str) {
        let mut depth = 0_usize;
        for (at, (event, range)) in self.events.iter().enumerate() {
            match event {
                Event::Start(Tag::Heading { level, .. }) if depth == 0 => {
                    let inside = self.events[at + 1..].iter();
                    let inside = inside.take_while(|(event, _)| !matches!(event, Event::End(TagEnd::Heading(_))));
                    let words: String = inside.filter_map(|(event, _)| words(event)).collect();
                    if *level as usize == 1 && words.trim() == title.trim() {
                        self.edit(range.clone(), "");
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
                Event::End(TagEnd::Heading(_)) => self.heading(at, &range),
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
        let bracket = if kind == LinkKind::Image { "![" } else { "[" };
        let inside = range.start + bracket.len();
        let base = self.text.span(range.clone()).source.path.clone();
        let address = (self.follow)(destination, &base, kind);
        if address.is_none() {
            self.edit(range.start..inside, "");
        }
        let closing = address.map(|address| format!("]({}{})", written(&address), title_of(title)));
        // The parser gives `[text][]` without its second pair of brackets.
        let after = &self.text.text[range.end..];
        let more = if link_type == LinkType::Collapsed && after.starts_with("[]") { 2 } else { 0 };
        Some(Open { inside, end: inside, to: range.end + more, closing: closing.unwrap_or_default() })
    }

    /// Takes `{#id .class}` off a heading.
    fn heading(&mut self, end: usize, range: &Range<usize>) {
        let last = self.events[..end].last().map_or(range.start, |(_, last)| last.end.min(range.end));
        let line = self.text.text[last..range.end].split('\n').next().unwrap_or_default();
        if line.trim_start().starts_with('{') && line.trim_end().ends_with('}') {
            self.edit(last..last + line.trim_end().len(), "");
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
                        self.edit(start..range.end, "");
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
    fn part(&mut self, html: &str, part: &Part<'_>, place: &dyn Fn(usize) -> usize) -> Option<(Range<usize>, String)> {
        match part {
            Part::Text(_) => None,
            Part::Comment(range) | Part::Code(range) | Part::Unclosed(range) => Some((range.clone(), String::new())),
            Part::Tag(tag) => match fate(&tag.name) {
                Fate::Unknown => None,
                Fate::Removed => Some((tag.range.clone(), String::new())),
                Fate::Kept => Some((tag.range.clone(), self.tag(html, tag, place(tag.range.start)))),
            },
        }
    }

    /// A tag with its addresses as the site has them, and only what says something.
    fn tag(&mut self, html: &str, tag: &raw_html::Tag<'_>, at: usize) -> String {
        if tag.closing {
            return format!("</{}>", tag.name);
        }
        let mut out = format!("<{}", tag.name);
        for attribute in &tag.attributes {
            let value = match attribute.name.as_str() {
                name if KEPT.contains(&name) => Some(attribute.value.replace('"', "&quot;")),
                name if ADDRESSES.contains(&name) => {
                    let kind = if tag.name == "a" { LinkKind::Link } else { LinkKind::Image };
                    let base = self.text.span(at..at).source.path.clone();
                    let address = (self.follow)(&raw_html::decoded(attribute.value), &base, kind);
                    address.map(|address| address.replace('"', "%22"))
                }
                _ => None,
            };
            if let Some(value) = value {
                out.push_str(&format!(" {}=\"{}\"", attribute.name, value));
            }
        }
        out + if html[tag.range.clone()].ends_with("/>") { " />" } else { ">" }
    }
}

fn words<'e>(event: &'e Event<'_>) -> Option<&'e str> {
    match event {
        Event::Text(text) | Event::Code(text) => Some(text),
        Event::SoftBreak | Event::HardBreak => Some(" "),
        _ => None,
    }
}

/// An address as a link's destination.
fn written(address: &str) -> String {
    if !address.is_empty() && !address.contains(|c: char| c.is_whitespace() || c.is_control() || "()<>".contains(c)) {
        return address.to_owned();
    }
    let plain: String = address.chars().filter(|c| !c.is_control()).collect();
    format!("<{}>", plain.replace('<', "%3C").replace('>', "%3E"))
}

/// ` "…"` for a link's title; nothing without one.
fn title_of(title: &str) -> String {
    if title.is_empty() {
        return String::new();
    }
    let lines: Vec<&str> = title.split_whitespace().collect();
    format!(" \"{}\"", lines.join(" ").replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::diag::Source;

    fn rewritten(text: &str) -> String {
        let source = Arc::new(Source { path: "a.md".into(), text: text.into() });
        let expanded = Expanded::verbatim(&source, 0..text.len());
        let mut follow = |destination: &str, base: &str, _: LinkKind| {
            assert_eq!(base, "a.md");
            (destination != "gone.md").then(|| destination.replace("b.md", "https://x.example/b/"))
        };
        rewrite(&expanded, "Title", crate::language::Language::parse("en").unwrap().quotes(), &mut follow)
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
