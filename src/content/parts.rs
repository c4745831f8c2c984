//! Article -> its parts, which translations follow one by one: what stands before the first heading, then each section.
//!
//! A part is known by its heading's id, and its text by a fingerprint. This is made of the Markdown as it was written, so
//! it is the same whatever a variable, a fact or a snippet says, and whatever later versions make of the Markdown.

use std::ops::Range;

use super::{Article, front_matter};
use crate::diag::{Diagnostics, Span};
use crate::yaml::Located;

/// How many hexadecimal digits a fingerprint has.
const DIGITS: usize = 10;

/// A part of an article.
#[derive(Debug, Clone)]
pub struct Part<'a> {
    /// The heading's id; empty for what stands before the first heading.
    pub id: &'a str,
    /// The heading's level; 0 for what stands before the first heading.
    pub level: u8,
    /// The heading; the article's title for what stands before the first one.
    pub title: &'a str,
    /// Which of the document's sections it is. More than one where a snippet has headings.
    pub sections: Range<usize>,
    /// Its Markdown, with the heading.
    pub text: &'a str,
    /// What its text is known by.
    pub fingerprint: String,
    /// Its heading, or the start of the file.
    pub span: Span,
}

/// The parts of an article, in order; always at least one.
pub fn parts(article: &Article) -> Vec<Part<'_>> {
    let source = &article.source;
    let sections = &article.document.sections;
    let body = front_matter::split(source, &mut Diagnostics::default()).map_or(0, |(_, body)| body.start);
    // A heading that a snippet brings belongs to the part that inserts it.
    let own = sections.iter().enumerate().filter_map(|(index, section)| {
        let heading = section.heading.as_ref()?;
        let here = heading.span.source.path == source.path && heading.span.range.start >= body;
        here.then_some((index, heading))
    });
    let own: Vec<_> = own.collect();
    let end = |next: usize| {
        own.get(next).map_or((sections.len(), source.text.len()), |(index, heading)| (*index, heading.span.range.start))
    };
    let (last, to) = end(0);
    let title = article.front.title.as_ref().map_or("", |title| &title.value);
    let description = article.front.description.as_ref().map_or("", |text| &text.value);
    let mut parts = vec![Part {
        id: "",
        level: 0,
        title: &article.title,
        sections: 0..last,
        text: text(&source.text, body, to),
        fingerprint: fingerprint(&[title, description, text(&source.text, body, to)]),
        span: article.front.title.as_ref().map_or_else(|| Span::start_of(source), Located::span),
    }];
    for (at, (first, heading)) in own.iter().enumerate() {
        let (last, to) = end(at + 1);
        let text = text(&source.text, heading.span.range.start, to);
        parts.push(Part {
            id: &heading.id,
            level: heading.level,
            title: &heading.text,
            sections: *first..last,
            text,
            fingerprint: fingerprint(&[text]),
            span: heading.span.clone(),
        });
    }
    parts
}

/// A piece of a text; empty where its ends are out of order.
fn text(text: &str, from: usize, to: usize) -> &str {
    text.get(from..to).unwrap_or_default()
}

/// What texts are known by, as far as it matters to a reader.
fn fingerprint(texts: &[&str]) -> String {
    let mut hasher = blake3::Hasher::new();
    for text in texts {
        hasher.update(plain(text).as_bytes()).update(b"\n");
    }
    hasher.finalize().to_hex()[..DIGITS].to_owned()
}

/// A text without what only its writer sees: how lines are broken and indented, which of several marks were chosen.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for line in text.lines() {
        for (at, word) in line.split_whitespace().enumerate() {
            if !plain.is_empty() {
                plain.push(' ');
            }
            match word {
                "*" | "+" if at == 0 => plain.push('-'),
                // The line below a table's head, and lines across the page.
                _ if word.len() >= 3 && word.bytes().all(|byte| matches!(byte, b'-' | b'|' | b':')) => {
                    plain.push_str("---");
                }
                _ => plain.extend(word.chars().map(|c| if c == '_' { '*' } else { c })),
            }
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_only_the_writer_sees_does_not_count() {
        for (a, b, same) in [
            ("a b\nc", "a  b c\n\n", true),
            ("* a\n* b", "- a\n- b\n", true),
            ("_a_ __b__", "*a* **b**", true),
            ("| a | b |\n| --- | --- |", "| a   | b |\n|  ---- | -------- |", true),
            ("a b", "a c", false),
            ("a b", "ab", false),
            ("[a](b.md)", "[a](c.md)", false),
            ("", "a", false),
        ] {
            assert_eq!(fingerprint(&[a]) == fingerprint(&[b]), same, "{a:?} {b:?}");
        }
        assert_ne!(fingerprint(&["a", "b"]), fingerprint(&["b", "a"]));
    }
}
