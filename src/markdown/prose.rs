//! pulldown-cmark's events -> the statements of a text in which there is a number. Code and what is struck out state nothing.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::expand::Expanded;
use super::statement::Statement;

/// Stands for code.
const CODE: &str = "\u{FFFC}";

/// The statements with a number, in order.
pub(super) fn statements(text: &Expanded, events: &[(Event<'_>, Range<usize>)]) -> Vec<Statement> {
    let mut prose = Prose { text, open: Statement::default(), silent: 0, found: Vec::new() };
    for (event, range) in events {
        prose.take(event, range);
    }
    prose.close();
    prose.found
}

struct Prose<'a> {
    text: &'a Expanded,
    open: Statement,
    /// How many code blocks and the like are open.
    silent: usize,
    found: Vec<Statement>,
}

impl Prose<'_> {
    fn take(&mut self, event: &Event<'_>, range: &Range<usize>) {
        match event {
            Event::Start(Tag::CodeBlock(_) | Tag::Strikethrough) => self.silent += 1,
            Event::End(TagEnd::CodeBlock | TagEnd::Strikethrough) => {
                self.silent = self.silent.saturating_sub(1);
                self.open.push(CODE, None);
            }
            Event::Code(_) | Event::FootnoteReference(_) => self.open.push(CODE, None),
            Event::Text(text) if self.silent == 0 => self.push(text, range),
            Event::SoftBreak | Event::HardBreak => self.open.push(" ", Some(self.text.span(range.clone()))),
            Event::Start(Tag::TableCell) | Event::End(TagEnd::DefinitionListTitle) => self.open.push(" | ", None),
            Event::Start(Tag::DefinitionListDefinition) => {}
            Event::Start(tag) if !is_inline(&tag.to_end()) => self.close(),
            Event::End(tag) if !is_inline(tag) => self.close(),
            _ => {}
        }
    }

    /// What is written otherwise than it is read (`&nbsp;`) has its place as a whole.
    fn push(&mut self, text: &str, range: &Range<usize>) {
        if self.text.text.get(range.clone()) != Some(text) {
            return self.open.push(text, self.text.literal(range.clone()));
        }
        for part in self.text.parts(range.clone()) {
            let literal = self.text.literal(part.clone());
            self.open.push(&self.text.text[part], literal);
        }
    }

    fn close(&mut self) {
        let statement = std::mem::take(&mut self.open);
        if statement.text.contains(char::is_numeric) {
            self.found.push(statement);
        }
    }
}

fn is_inline(tag: &TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image
            | TagEnd::TableCell
    )
}
