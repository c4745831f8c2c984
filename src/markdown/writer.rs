//! pulldown-cmark's events -> HTML with holes, cut into sections.
//!
//! Follows pulldown-cmark's own HTML writer (so that CommonMark's examples come out alike, which a test holds)
//! and adds what a help centre needs: headings with ids and links, callouts with titles, tables that scroll,
//! steps with anchors, videos.

mod blocks;
mod choices;
mod code;
mod figure;
mod footnotes;
mod heading;
mod inline;
mod notes;
mod raw;
mod steps;

use std::collections::HashSet;
use std::ops::Range;

use footnotes::Footnotes;
use heading::Marks;
use pulldown_cmark::{Alignment, Event, Tag, TagEnd};
use steps::{Procedure, Steps};

use super::document::{Document, Options, Section};
use super::expand::Expanded;
use super::html::{Hole, Html, Label};
use super::raw_html::OpenElements;
use crate::diag::{Diagnostic, Diagnostics, Rule};
use crate::slug::UniqueIds;

/// The deepest nesting of lists, quotes and raw HTML: no reader follows deeper, and tree builders grow slow.
const MAX_DEPTH: usize = 100;

pub(super) type Events<'e> = [(Event<'e>, Range<usize>)];

pub(super) struct Writer<'a> {
    text: &'a Expanded,
    options: Options<'a>,
    diagnostics: &'a mut Diagnostics,
    document: Document,
    section: Section,
    /// Where HTML goes now: the section's, or a heading's or footnote's own.
    out: Html,
    /// Buffers put aside while a heading or footnote is written.
    aside: Vec<Html>,
    ids: UniqueIds,
    /// Ids of raw HTML that have not been met yet.
    raw_ids: HashSet<String>,
    lists: Vec<List>,
    procedures: Vec<Procedure>,
    /// What closes each open quote.
    quotes: Vec<&'static str>,
    /// Where the last list of what one needs before a procedure ends in `out`.
    needed: Option<usize>,
    /// Where links begin that are choices of a troubleshooter.
    choices: HashSet<usize>,
    /// How many lists, quotes and the like are open.
    depth: usize,
    table: Table,
    footnotes: Footnotes,
    /// Writing a heading's label: no links, images or footnotes.
    label: bool,
    /// Open elements of raw HTML.
    open_elements: OpenElements,
    too_deep: bool,
    /// Which parts of the section's text are no prose. Only where notes are taken.
    no_prose: Vec<Range<usize>>,
    /// Where the table begins in the section's text.
    table_start: usize,
}

struct List {
    ordered: bool,
    /// Where it is the procedure of a how-to.
    steps: Option<Steps>,
}

#[derive(Default)]
struct Table {
    alignments: Vec<Alignment>,
    column: usize,
    head: bool,
}

impl<'a> Writer<'a> {
    pub(super) fn new(text: &'a Expanded, options: Options<'a>, diagnostics: &'a mut Diagnostics) -> Self {
        Self {
            text,
            options,
            diagnostics,
            document: Document { notes: options.noted.then(Box::default), ..Document::default() },
            section: Section::default(),
            out: Html::default(),
            aside: Vec::new(),
            ids: UniqueIds::default(),
            raw_ids: HashSet::new(),
            lists: Vec::new(),
            procedures: Vec::new(),
            quotes: Vec::new(),
            needed: None,
            choices: HashSet::new(),
            depth: 0,
            table: Table::default(),
            footnotes: Footnotes::default(),
            label: false,
            open_elements: OpenElements::default(),
            too_deep: false,
            no_prose: Vec::new(),
            table_start: 0,
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
        self.document.shrink();
        self.document
    }

    /// Ids that are fixed go first, so that ids made from texts give way to them.
    fn reserve_ids(&mut self, events: &Events<'_>) {
        self.reserve_steps(events);
        let footnotes = events.iter().filter(|(event, _)| matches!(event, Event::Start(Tag::FootnoteDefinition(_))));
        for number in 1..=footnotes.count() {
            self.ids.reserve(&format!("fn-{number}"));
            self.ids.reserve(&format!("fnref-{number}"));
        }
        for (event, range) in events {
            match event {
                Event::Start(Tag::Heading { id: Some(id), .. }) if id.starts_with("ab-") || !self.ids.reserve(id) => {
                    self.taken(id, range);
                }
                Event::Html(html) | Event::InlineHtml(html) => self.reserve_raw_ids(html),
                _ => {}
            }
        }
    }

    fn taken(&mut self, id: &str, range: &Range<usize>) {
        let (message, hint) = if id.starts_with("ab-") {
            (format!("the id `{id}` belongs to the theme"), "take an id that doesn't begin with `ab-`")
        } else {
            (
                format!("the id `{id}` is given twice on this page"),
                "an id must be unique on its page: change one of them",
            )
        };
        self.diagnostics.add(Diagnostic::new(Rule::DuplicateAnchor, self.text.span(range.clone()), message).hint(hint));
    }

    /// Writes the event at an index, or several; gives the index of the next.
    fn block(&mut self, events: &Events<'_>, at: usize) -> usize {
        let (event, range) = &events[at];
        match event {
            Event::Start(tag) => return self.start(tag, events, at),
            Event::End(tag) => self.end(*tag),
            Event::Rule => {
                self.fresh_line();
                self.out.push("<hr");
                self.end_void();
                self.out.push("\n");
            }
            Event::TaskListMarker(checked) => {
                self.out.push("<input type=\"checkbox\" disabled");
                self.out.push(if *checked { " checked aria-label=\"" } else { " aria-label=\"" });
                self.out.push_hole(Hole::Label(Label::Key(if *checked { "task_done" } else { "task_open" })));
                self.out.push("\"> ");
            }
            Event::Html(html) => self.raw(html, &[(0, range.start)], false),
            _ => self.inline(event, range),
        }
        at + 1
    }

    fn start(&mut self, tag: &Tag<'_>, events: &Events<'_>, at: usize) -> usize {
        match tag {
            Tag::Heading { level, id, classes, attrs } => {
                let platform = attrs.iter().find(|(name, _)| &**name == "platform");
                let marks = Marks {
                    id: id.as_deref(),
                    classes: classes.iter().map(ToString::to_string).collect(),
                    platform: platform.map(|(_, id)| id.as_deref().unwrap_or_default()),
                };
                return self.heading(*level, marks, events, at);
            }
            Tag::Image { .. } | Tag::Link { .. } => return self.link_or_image(events, at),
            Tag::HtmlBlock => return self.html_block(events, at),
            Tag::Paragraph if self.is_figure(events, at) => return self.figure(events, at),
            Tag::Paragraph => {
                self.fresh_line();
                self.out.push("<p>");
            }
            Tag::BlockQuote(kind) => self.quote(*kind, &events[at].1),
            Tag::CodeBlock(kind) => return self.code_block(kind, events, at),
            Tag::List(first) => self.list(*first, events, at),
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
                self.table_start = self.section.text.len();
                self.fresh_line();
                self.out.push("<div class=\"ab-table\" role=\"group\" tabindex=\"0\" aria-label=\"");
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
            TagEnd::BlockQuote(_) => {
                self.depth -= 1;
                let close = self.quotes.pop().unwrap_or_default();
                self.close_block(close);
            }
            TagEnd::List(_) => {
                self.depth -= 1;
                let ordered = self.lists.pop().is_some_and(|list| list.ordered);
                self.out.push(if ordered { "</ol>\n" } else { "</ul>\n" });
                if !ordered {
                    self.note_needed();
                }
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
            TagEnd::Table => {
                self.no_prose.push(self.table_start..self.section.text.len());
                self.out.push("</tbody></table></div>\n");
            }
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
            TagEnd::Heading(_) | TagEnd::CodeBlock | TagEnd::Link | TagEnd::Image => {}
            TagEnd::HtmlBlock | TagEnd::MetadataBlock(_) => {}
        }
    }

    /// Writes into a buffer of its own.
    fn aside(&mut self, write: impl FnOnce(&mut Self)) -> Html {
        self.aside.push(std::mem::take(&mut self.out));
        write(self);
        std::mem::replace(&mut self.out, self.aside.pop().unwrap_or_default())
    }

    fn attribute(&mut self, name: &str, value: &str) {
        self.out.push_attribute(name, value);
    }

    /// Ends the tag of an element without content: as CommonMark's examples do, or as HTML does.
    fn end_void(&mut self) {
        self.out.push(if self.options.plain { " />" } else { ">" });
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
            let span = self.text.span(range.start..range.start);
            let message = format!("lists, quotes or HTML nested more than {MAX_DEPTH} deep");
            let hint = "take some of them apart; in HTML, close each element";
            self.diagnostics.add(Diagnostic::new(Rule::TooDeep, span, message).hint(hint));
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
