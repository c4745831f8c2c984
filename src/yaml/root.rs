//! A YAML text -> its value, or what is wrong with the whole of it: size, depth, syntax, keys given twice.

use std::sync::Arc;

use serde_yaml::Value;

use super::origin::{Document, Origin};
use super::{load, locate, wording};
use crate::diag::{Diagnostic, Diagnostics, Lines, Rule, Span};

/// The largest YAML text that is read, in bytes.
pub const MAX_BYTES: usize = 1 << 20;

/// The deepest nesting of `[` and `{`.
const MAX_DEPTH: usize = 100;

/// The value of a document. What is wrong is reported and gives `None`.
pub(super) fn root(document: &Arc<Document>, diagnostics: &mut Diagnostics) -> Option<(Value, Origin)> {
    if let Some(problem) = refuse(document) {
        diagnostics.add(problem);
        return None;
    }
    match load::load(document.text()) {
        Ok(value) => return Some((value, Origin::of(document))),
        Err(error) if error.to_string().contains(load::TWICE) => report_twice(document, &error, diagnostics),
        Err(error) => diagnostics.add(syntax_error(&error, document)),
    }
    None
}

/// What must not reach the parser: texts too large or too deep.
fn refuse(document: &Document) -> Option<Diagnostic> {
    if document.text().len() > MAX_BYTES {
        return Some(
            Diagnostic::new(Rule::FileTooLarge, document.span(0..0), "this YAML is larger than 1 MiB")
                .hint("move long texts into the article"),
        );
    }
    let at = locate::too_deep(document.text(), MAX_DEPTH)?;
    let message = format!("YAML nested more than {MAX_DEPTH} deep");
    Some(Diagnostic::new(Rule::TooDeep, document.span(at..at + 1), message).hint("close the brackets before this one"))
}

/// The parser knows that there is a key given twice; the places say which and where.
fn report_twice(document: &Document, error: &serde_yaml::Error, diagnostics: &mut Diagnostics) {
    let meaning = |key: &str, plain: bool| match load::load(key) {
        Ok(value) if plain => value,
        _ => Value::String(key.to_owned()),
    };
    let found = document.places().twice(document.text(), meaning);
    if found.is_empty() {
        diagnostics.add(syntax_error(error, document));
    }
    let mut lines = Lines::default();
    for twice in found {
        diagnostics.add(given_twice(&document.span(twice.first), document.span(twice.second), &mut lines));
    }
}

pub(super) fn given_twice(first: &Span, second: Span, lines: &mut Lines) -> Diagnostic {
    let message = format!("the key `{}` is given twice", &second.source.text[second.range.clone()]);
    let hint = format!("it stands in line {} already: keep one of them", lines.line(first));
    Diagnostic::new(Rule::DuplicateKey, second, message).hint(hint)
}

fn syntax_error(error: &serde_yaml::Error, document: &Document) -> Diagnostic {
    let text = document.text();
    let at = error.location().map_or(0, |location| location.index().min(text.len()));
    let at = (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    // The parser notices the end of a text after its last line: point at the last line that says something.
    let at = if text[at..].trim().is_empty() { text.trim_end().len() } else { at };
    let end = text[at..].find('\n').map_or(text.len(), |end| at + end);
    let (message, hint) = wording::syntax(&error.to_string());
    let rule = if message.contains(load::TWICE) { Rule::DuplicateKey } else { Rule::InvalidYaml };
    Diagnostic::new(rule, document.span(at..end), message).hint(hint)
}
