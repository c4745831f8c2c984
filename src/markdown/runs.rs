//! pulldown-cmark's events -> the paragraphs of a text: what stands in a block, with its place. Code is left out.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::document::Paragraph;
use super::expand::Expanded;

/// How many words a paragraph has at least; shorter ones may be names, or the same in several languages.
const WORDS: usize = 8;

/// How many of them have no capital: lists of names and notes of copyright are the same in every language.
const PLAIN: usize = 5;

/// The paragraphs, headings, items and cells with enough words, in order.
pub(super) fn paragraphs(text: &Expanded, events: &[(Event<'_>, Range<usize>)]) -> Vec<Paragraph> {
    let mut found = Vec::new();
    let (mut open, mut place, mut in_code) = (String::new(), None::<Range<usize>>, false);
    for (event, range) in events {
        match event {
            Event::Text(part) if !in_code => {
                open.push_str(part);
                place = Some(place.map_or(range.start, |place| place.start)..range.end);
            }
            Event::Code(_) | Event::SoftBreak | Event::HardBreak => open.push(' '),
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(TagEnd::CodeBlock) => in_code = false,
            Event::Start(tag) if is_inline(&tag.to_end()) => {}
            Event::End(tag) if is_inline(tag) => {}
            Event::Start(_) | Event::End(_) => {
                let words = std::mem::take(&mut open);
                if let Some(place) = place.take().filter(|_| has_words(&words)) {
                    let text_of = words.split_whitespace().collect::<Vec<_>>().join(" ");
                    found.push(Paragraph { text: text_of, span: text.span(place) });
                }
            }
            _ => {}
        }
    }
    found
}

/// In scripts without spaces two letters are taken for a word.
fn has_words(text: &str) -> bool {
    let capitals = text.split_whitespace().filter_map(|word| word.chars().find(|c| c.is_alphabetic()));
    let (words, plain) =
        capitals.fold((0, 0), |(words, plain), first| (words + 1, plain + usize::from(!first.is_uppercase())));
    let unspaced = text.chars().filter(|c| ('\u{E00}'..='\u{EFF}').contains(c) || *c >= '\u{3040}').count() / 2;
    words + unspaced >= WORDS && plain + unspaced >= PLAIN
}

fn is_inline(tag: &TagEnd) -> bool {
    matches!(tag, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_no_paragraph() {
        for (text, expected) in [
            ("we pay the money back to the card that you used", true),
            ("You can pay in shops", false),
            ("MIT License Copyright (c) 2017 Example Foundation and Other Contributors", false),
            ("Ada Lovelace, Grace Hopper, Alan Turing, Edsger Dijkstra and friends", false),
            ("Sie bekommen Ihr Geld auf die Karte zurück, mit der Sie bezahlt haben", true),
            ("返金は一週間以内にカードに届きます", true),
        ] {
            assert_eq!(has_words(text), expected, "{text}");
        }
    }
}
