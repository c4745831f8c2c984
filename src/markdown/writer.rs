//! pulldown-cmark's events -> HTML with holes, cut into sections.
//!
//! Follows pulldown-cmark's own HTML writer (so that CommonMark's examples come out alike, which a test holds)
//! and adds what a help centre needs: headings with ids and links, callouts with titles, tables that scroll,
//! steps with anchors, videos.

mod inline;
mod raw;

use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{Alignment, BlockQuoteKind, CodeBlockKind, Event, HeadingLevel, Tag, TagEnd};

use super::expand::Expanded;
use super::html::{Hole, Html, Label};
use super::{Document, Heading, Options, Section};
use crate::diag::{Diagnostic, Diagnostics, Rule};
use crate::slug::{UniqueIds, slugify};

/// The deepest nesting of lists, quotes and raw HTML: no reader follows deeper, and tree builders grow slow.
const MAX_DEPTH: usize = 100;

pub(super) type Events<'e> = [(Event<'e>, Range<usize>)];

pub(super) struct Writer<'a> {
    text: &'a Expanded,
    options: Options,
    diagnostics: &'a mut Diagnostics,
    document: Document,
    section: Section,
    /// Where HTML goes now: the section's, or a heading's or footnote's own.
    out: Html,
    /// Buffers put aside while a heading or footnote is written.
    aside: Vec<Html>,
    ids: UniqueIds,
    lists: Vec<List>,
    /// How many lists, quotes and the like are open.
    depth: usize,
    table: Table,
    footnotes: Footnotes,
    /// Writing a heading's label: no links, images or footnotes.
    label: bool,
    /// Open elements of raw HTML.
    raw_depth: isize,
    too_deep: bool,
}

struct List {
    ordered: bool,
    /// The number of the step last begun, in the procedure of a how-to.
    step: Option<usize>,
}

#[derive(Default)]
struct Table {
    alignments: Vec<Alignment>,
    column: usize,
    head: bool,
}

#[derive(Default)]
struct Footnotes {
    numbers: HashMap<String, usize>,
    definitions: Vec<(usize, Html)>,
    referred: Vec<usize>,
}

impl Footnotes {
    fn number(&mut self, name: &str) -> usize {
        let next = self.numbers.len() + 1;
        *self.numbers.entry(name.to_owned()).or_insert(next)
    }
}

impl<'a> Writer<'a> {
    pub(super) fn new(text: &'a Expanded, options: Options, diagnostics: &'a mut Diagnostics) -> Self {
        Self {
            text,
            options,
            diagnostics,
            document: Document::default(),
            section: Section::default(),
            out: Html::default(),
            aside: Vec::new(),
            ids: UniqueIds::default(),
            lists: Vec::new(),
            depth: 0,
            table: Table::default(),
            footnotes: Footnotes::default(),
            label: false,
            raw_depth: 0,
            too_deep: false,
        }
    }

    pub(super) fn write(mut self, events: &Events<'_>) -> Document {
        self.reserve_ids(events);
        let mut at = 0;
        while at < events.len() && !self.too_deep {
            at = self.block(events, at);
        }
        self.write_footnotes();
        self.end_section();
        self.document
    }

    /// Ids that are fixed go first, so that ids made from texts give way to them.
    fn reserve_ids(&mut self, events: &Events<'_>) {
        let mut seen = Vec::new();
        for (event, range) in events {
            if let Event::Start(Tag::Heading { id: Some(id), .. }) = event
                && !self.ids.reserve(id)
            {
                let span = self.text.span(range.clone());
                let message = format!("the id `{id}` is given twice on this page");
                let hint = "an id must be unique on its page: change one of them";
                self.diagnostics.add(Diagnostic::new(Rule::DuplicateAnchor, span, message).hint(hint));
            } else if let Event::Start(Tag::List(first)) = event {
                seen.push(first.is_some());
            }
        }
        if self.options.steps && seen.contains(&true) {
            for number in 1..=steps(events) {
                let id = format!("step-{number}");
                if self.ids.reserve(&id) {
                    self.document.anchors.push(id);
                }
            }
        }
    }

    /// Writes the event at an index, or several; gives the index of the next.
    fn block(&mut self, events: &Events<'_>, at: usize) -> usize {
        let (event, range) = &events[at];
        match event {
            Event::Start(tag) => return self.start(tag, events, at),
            Event::End(tag) => self.end(*tag),
            Event::Rule => {
                self.fresh_line();
                self.out.push("<hr />\n");
            }
            Event::TaskListMarker(checked) => {
                self.out.push("<input type=\"checkbox\" disabled=\"\"");
                self.out.push(if *checked { " checked=\"\" aria-label=\"" } else { " aria-label=\"" });
                self.out.push_hole(Hole::Label(Label::Key(if *checked { "task_done" } else { "task_open" })));
                self.out.push("\" /> ");
            }
            Event::Html(html) => self.raw(html, &[(0, range.start)]),
            _ => self.inline(event, range),
        }
        at + 1
    }

    fn start(&mut self, tag: &Tag<'_>, events: &Events<'_>, at: usize) -> usize {
        match tag {
            Tag::Heading { level, id, classes, .. } => {
                return self.heading(
                    *level,
                    id.as_deref(),
                    classes.iter().map(ToString::to_string).collect(),
                    events,
                    at,
                );
            }
            Tag::Image { .. } | Tag::Link { .. } => return self.link_or_image(events, at),
            Tag::HtmlBlock => return self.html_block(events, at),
            Tag::Paragraph => {
                self.fresh_line();
                self.out.push("<p>");
            }
            Tag::BlockQuote(kind) => self.quote(*kind, &events[at].1),
            Tag::CodeBlock(kind) => self.code_block(kind),
            Tag::List(first) => self.list(*first, &events[at].1),
            Tag::Item => self.item(events, at),
            Tag::FootnoteDefinition(name) => {
                let number = self.footnotes.number(name);
                self.footnotes.definitions.push((number, Html::default()));
                self.aside.push(std::mem::take(&mut self.out));
                self.enter(&events[at].1);
            }
            Tag::DefinitionList => {
                self.enter(&events[at].1);
                self.fresh_line();
                self.out.push("<dl>\n");
            }
            Tag::DefinitionListTitle => {
                self.fresh_line();
                self.out.push("<dt>");
            }
            Tag::DefinitionListDefinition => {
                self.fresh_line();
                self.out.push("<dd>");
            }
            Tag::Table(alignments) => {
                self.table = Table { alignments: alignments.clone(), ..Table::default() };
                self.fresh_line();
                self.out.push("<div class=\"ab-table\" role=\"region\" tabindex=\"0\" aria-label=\"");
                self.out.push_hole(Hole::Label(Label::Key("table")));
                self.out.push("\"><table>");
            }
            Tag::TableHead => {
                self.table.head = true;
                self.table.column = 0;
                self.out.push("<thead><tr>");
            }
            Tag::TableRow => {
                self.table.column = 0;
                self.out.push("<tr>");
            }
            Tag::TableCell => self.cell(),
            Tag::Emphasis => self.out.push("<em>"),
            Tag::Strong => self.out.push("<strong>"),
            Tag::Strikethrough => self.out.push("<del>"),
            Tag::Superscript => self.out.push("<sup>"),
            Tag::Subscript => self.out.push("<sub>"),
            Tag::MetadataBlock(_) => {}
        }
        at + 1
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => self.close_block("</p>\n"),
            TagEnd::BlockQuote(kind) => {
                self.depth -= 1;
                self.close_block(if kind.is_some() { "</div>\n" } else { "</blockquote>\n" });
            }
            TagEnd::CodeBlock => self.close_block("</code></pre>\n"),
            TagEnd::List(_) => {
                self.depth -= 1;
                let ordered = self.lists.pop().is_some_and(|list| list.ordered);
                self.out.push(if ordered { "</ol>\n" } else { "</ul>\n" });
            }
            TagEnd::Item => self.close_block("</li>\n"),
            TagEnd::FootnoteDefinition => {
                self.depth -= 1;
                let content = std::mem::replace(&mut self.out, self.aside.pop().unwrap_or_default());
                if let Some((_, definition)) = self.footnotes.definitions.last_mut() {
                    *definition = content;
                }
            }
            TagEnd::DefinitionList => {
                self.depth -= 1;
                self.out.push("</dl>\n");
            }
            TagEnd::DefinitionListTitle => self.close_block("</dt>\n"),
            TagEnd::DefinitionListDefinition => self.close_block("</dd>\n"),
            TagEnd::Table => self.out.push("</tbody></table></div>\n"),
            TagEnd::TableHead => {
                self.table.head = false;
                self.close_block("</tr></thead><tbody>\n");
            }
            TagEnd::TableRow => self.close_block("</tr>\n"),
            TagEnd::TableCell => {
                self.table.column += 1;
                self.close_block(if self.table.head { "</th>" } else { "</td>" });
            }
            TagEnd::Emphasis => self.out.push("</em>"),
            TagEnd::Strong => self.out.push("</strong>"),
            TagEnd::Strikethrough => self.out.push("</del>"),
            TagEnd::Superscript => self.out.push("</sup>"),
            TagEnd::Subscript => self.out.push("</sub>"),
            // Written whole when they started.
            TagEnd::Heading(_) | TagEnd::Link | TagEnd::Image | TagEnd::HtmlBlock | TagEnd::MetadataBlock(_) => {}
        }
    }

    /// A heading outside lists and quotes begins a section; any other stays where it is.
    fn heading(
        &mut self,
        level: HeadingLevel,
        id: Option<&str>,
        classes: Vec<String>,
        events: &Events<'_>,
        at: usize,
    ) -> usize {
        let end = matching_end(events, at);
        let text = plain_text(&events[at + 1..end]);
        let id = id.map_or_else(|| self.ids.take(slugify(&text)), ToOwned::to_owned);
        self.document.anchors.push(id.clone());
        if self.depth == 0 {
            self.end_section();
        }
        let html = self.aside(|writer| writer.inlines(&events[at + 1..end]));
        if self.depth == 0 {
            let label = self.aside(|writer| {
                writer.label = true;
                writer.inlines(&events[at + 1..end]);
                writer.label = false;
            });
            let span = self.text.span(heading_line(&self.text.text, &events[at].1));
            self.section.text.clear();
            self.section.heading = Some(Heading { level: level as u8, id, html, label, text, classes, span });
        } else {
            self.fresh_line();
            let level = if self.options.plain { level as u8 } else { (level as u8).max(2) };
            self.out.push(&format!("<h{level}"));
            if !self.options.plain {
                self.attribute("id", &id);
            }
            self.out.push(">");
            self.out.append(&html);
            self.out.push(&format!("</h{level}>\n"));
        }
        end + 1
    }

    fn end_section(&mut self) {
        let mut section = std::mem::take(&mut self.section);
        section.html = std::mem::take(&mut self.out);
        if section.heading.is_some() || !section.html.is_empty() || self.document.sections.is_empty() {
            self.document.sections.push(section);
        }
    }

    fn quote(&mut self, kind: Option<BlockQuoteKind>, range: &Range<usize>) {
        self.enter(range);
        self.fresh_line();
        let (name, label) = match kind {
            None => return self.out.push("<blockquote>\n"),
            Some(BlockQuoteKind::Note) => ("note", Label::Key("note")),
            Some(BlockQuoteKind::Tip) => ("tip", Label::Key("tip")),
            Some(BlockQuoteKind::Important) => ("important", Label::Key("important")),
            Some(BlockQuoteKind::Warning) => ("warning", Label::Key("warning")),
            Some(BlockQuoteKind::Caution) => ("caution", Label::Key("caution")),
        };
        self.out.push(&format!("<div class=\"ab-callout ab-callout--{name}\" role=\"note\">\n"));
        self.out.push("<p class=\"ab-callout__title\">");
        self.out.push_hole(Hole::Label(label));
        self.out.push("</p>\n");
    }

    fn code_block(&mut self, kind: &CodeBlockKind<'_>) {
        self.fresh_line();
        self.out.push(if self.options.plain { "<pre>" } else { "<pre tabindex=\"0\">" });
        let language = match kind {
            CodeBlockKind::Fenced(info) => info.split(' ').next().unwrap_or_default(),
            CodeBlockKind::Indented => "",
        };
        self.out.push("<code");
        if !language.is_empty() {
            self.attribute("class", &format!("language-{language}"));
        }
        self.out.push(">");
    }

    fn list(&mut self, first: Option<u64>, range: &Range<usize>) {
        let procedure = self.options.steps && first.is_some() && self.depth == 0;
        self.options.steps &= !procedure; // only the first list is the procedure
        self.enter(range);
        self.fresh_line();
        self.lists.push(List { ordered: first.is_some(), step: procedure.then_some(0) });
        self.out.push(match (first.is_some(), procedure) {
            (false, _) => "<ul",
            (true, false) => "<ol",
            (true, true) => "<ol class=\"ab-steps\"",
        });
        if let Some(first) = first.filter(|first| *first != 1) {
            self.attribute("start", &first.to_string());
        }
        self.out.push(">\n");
    }

    fn item(&mut self, events: &Events<'_>, at: usize) {
        self.fresh_line();
        let step = self.lists.last_mut().and_then(|list| list.step.as_mut());
        if let Some(number) = step {
            *number += 1;
            let number = *number;
            self.out.push(&format!("<li id=\"step-{number}\" class=\"ab-step\">"));
            self.out.push(&format!("<a class=\"ab-step__link\" href=\"#step-{number}\" aria-label=\""));
            self.out.push_hole(Hole::Label(Label::Step(number)));
            self.out.push("\"></a>\n");
        } else if is_task(&events[at + 1..]) && !self.options.plain {
            self.out.push("<li class=\"ab-task\">");
        } else {
            self.out.push("<li>");
        }
    }

    fn cell(&mut self) {
        self.out.push(if self.table.head { "<th" } else { "<td" });
        // A class, not a style: the site's Content-Security-Policy forbids inline styles.
        match self.table.alignments.get(self.table.column) {
            Some(Alignment::Left) => self.out.push(" class=\"ab-align-left\""),
            Some(Alignment::Center) => self.out.push(" class=\"ab-align-center\""),
            Some(Alignment::Right) => self.out.push(" class=\"ab-align-right\""),
            Some(Alignment::None) | None => {}
        }
        self.out.push(">");
    }

    /// The footnotes, in the order of their numbers, at the end of the text.
    fn write_footnotes(&mut self) {
        let mut definitions = std::mem::take(&mut self.footnotes.definitions);
        if definitions.is_empty() {
            return;
        }
        definitions.sort_by_key(|(number, _)| *number);
        self.fresh_line();
        self.out.push("<section class=\"ab-footnotes\" role=\"doc-endnotes\" aria-label=\"");
        self.out.push_hole(Hole::Label(Label::Key("footnotes")));
        self.out.push("\"><ol>\n");
        for (number, content) in definitions {
            self.document.anchors.push(format!("fn-{number}"));
            self.out.push(&format!("<li id=\"fn-{number}\" value=\"{number}\">"));
            self.out.append(&content);
            if self.footnotes.referred.contains(&number) {
                self.out.push(&format!("<a class=\"ab-footnote-back\" href=\"#fnref-{number}\" aria-label=\""));
                self.out.push_hole(Hole::Label(Label::Key("back_to_reference")));
                self.out.push("\">↩</a>");
            }
            self.out.push("</li>\n");
        }
        self.out.push("</ol></section>\n");
    }

    /// Writes into a buffer of its own.
    fn aside(&mut self, write: impl FnOnce(&mut Self)) -> Html {
        self.aside.push(std::mem::take(&mut self.out));
        write(self);
        std::mem::replace(&mut self.out, self.aside.pop().unwrap_or_default())
    }

    fn attribute(&mut self, name: &str, value: &str) {
        self.out.push(&format!(" {name}=\""));
        self.out.push_text(value);
        self.out.push("\"");
    }

    fn fresh_line(&mut self) {
        if !self.out.at_line_start() {
            self.out.push("\n");
        }
    }

    fn close_block(&mut self, html: &str) {
        self.out.push(html);
        self.section.text.push('\n');
    }

    /// Goes into a list, quote or the like, unless that is too deep.
    fn enter(&mut self, range: &Range<usize>) {
        self.depth += 1;
        self.check_depth(self.depth, range);
    }

    fn check_depth(&mut self, depth: usize, range: &Range<usize>) {
        if depth > MAX_DEPTH && !self.too_deep {
            self.too_deep = true;
            let span = self.text.span(range.start..range.start + 1);
            let message = format!("lists, quotes or HTML nested more than {MAX_DEPTH} deep");
            self.diagnostics.add(Diagnostic::new(Rule::TooDeep, span, message));
        }
    }
}

/// The index of the event that ends what starts at an index.
fn matching_end(events: &Events<'_>, start: usize) -> usize {
    let mut depth = 0usize;
    for (offset, (event, _)) in events[start..].iter().enumerate() {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return start + offset;
                }
            }
            _ => {}
        }
    }
    events.len().saturating_sub(1)
}

/// The events' text, without markup.
fn plain_text(events: &Events<'_>) -> String {
    let mut text = String::new();
    for (event, _) in events {
        match event {
            Event::Text(part) | Event::Code(part) => text.push_str(part),
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            _ => {}
        }
    }
    text.trim().to_owned()
}

/// How many items the first ordered list outside other blocks has.
fn steps(events: &Events<'_>) -> usize {
    let (mut depth, mut inside, mut items) = (0usize, false, 0);
    for (event, _) in events {
        match event {
            Event::Start(Tag::List(Some(_))) if depth == 0 => inside = true,
            Event::Start(Tag::Item) if inside && depth == 1 => items += 1,
            Event::End(TagEnd::List(_)) if inside && depth == 1 => return items,
            _ => {}
        }
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    items
}

/// Whether an item begins with a task's box, in its paragraph or by itself.
fn is_task(events: &Events<'_>) -> bool {
    events.iter().take(2).any(|(event, _)| matches!(event, Event::TaskListMarker(_)))
}

/// A heading's own line: its event's range may reach over the empty lines after it.
fn heading_line(text: &str, range: &Range<usize>) -> Range<usize> {
    range.start..range.start + text[range.clone()].trim_end().len()
}
