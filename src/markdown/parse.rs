//! Text -> [`Document`], by pulldown-cmark's events.

use pulldown_cmark::{Options as Extensions, Parser};

use super::document::{Document, Options};
use super::editor::rewriting;
use super::expand::Expanded;
use super::prose;
use super::quotes;
use super::runs;
use super::syntax::extensions;
use super::writer::Writer;
use crate::diag::Diagnostics;

/// Parses a text. Problems are reported; the document is complete as far as it goes.
pub fn parse(text: &Expanded, options: Options<'_>, diagnostics: &mut Diagnostics) -> Document {
    let mut enabled = extensions();
    enabled.set(Extensions::ENABLE_SMART_PUNCTUATION, options.quotes.is_some());
    enabled.set(Extensions::ENABLE_FOOTNOTES, !options.fragment);
    let mut events: Vec<_> = Parser::new_ext(&text.text, enabled).into_offset_iter().collect();
    if let Some(marks) = options.quotes {
        quotes::set(&mut events, &text.text, marks);
    }
    let mut document = Writer::new(text, options, diagnostics).write(&events);
    document.rewriting = options.rewritable.then(|| Box::new(rewriting(text, &events, &document.links)));
    if let Some(notes) = &mut document.notes {
        notes.statements = prose::statements(text, &events);
        notes.paragraphs = runs::paragraphs(text, &events);
    }
    document
}
