//! pulldown-cmark's events -> the same with the quotation marks of a language, where straight ones were written.
//!
//! pulldown-cmark makes English ones; what is in code it leaves alone. A mark without its partner stays straight, as in
//! `5"`, and `'` within a word is an apostrophe everywhere.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, TagEnd};

use crate::language::quotes::Quotes;

/// Sets the marks of a text's events.
pub(super) fn set(events: &mut [(Event<'_>, Range<usize>)], text: &str, quotes: &Quotes) {
    let (mut double, mut single) = (None, None);
    for at in 0..events.len() {
        let (event, range) = &events[at];
        match event {
            Event::Start(tag) if !is_inline(&tag.to_end()) => leave(events, &mut double, &mut single),
            Event::End(tag) if !is_inline(tag) => leave(events, &mut double, &mut single),
            Event::Text(mark) => match (&**mark, text.get(range.clone())) {
                ("“", Some("\"")) if double.is_some() && closes(&text[..range.start]) => {
                    pair(events, &mut double, at, quotes.double);
                }
                ("“", Some("\"")) if double.is_some() => write(events, at, "\""),
                ("“", Some("\"")) => double = Some(at),
                ("”", Some("\"")) => pair(events, &mut double, at, quotes.double),
                ("‘", Some("'")) => single = Some(at),
                ("’", Some("'")) if !text[range.end..].starts_with(char::is_alphanumeric) => {
                    pair(events, &mut single, at, quotes.single);
                }
                _ => {}
            },
            _ => {}
        }
    }
    leave(events, &mut double, &mut single);
}

/// Whether a mark after this text closes what is open, though a letter may follow: so in scripts without spaces, which have
/// no capitals.
fn closes(before: &str) -> bool {
    before.chars().next_back().is_some_and(|last| last.is_alphabetic() && !last.is_lowercase() && !last.is_uppercase())
}

/// Writes both marks of a pair; one that closes nothing stays.
fn pair(events: &mut [(Event<'_>, Range<usize>)], open: &mut Option<usize>, at: usize, marks: [&'static str; 2]) {
    if let Some(open) = open.take() {
        write(events, open, marks[0]);
        write(events, at, marks[1]);
    }
}

/// A block ends: what was opened in it isn't closed.
fn leave(events: &mut [(Event<'_>, Range<usize>)], double: &mut Option<usize>, single: &mut Option<usize>) {
    if let Some(at) = double.take() {
        write(events, at, "\"");
    }
    if let Some(at) = single.take() {
        write(events, at, "’");
    }
}

fn write(events: &mut [(Event<'_>, Range<usize>)], at: usize, mark: &'static str) {
    events[at].0 = Event::Text(CowStr::Borrowed(mark));
}

fn is_inline(tag: &TagEnd) -> bool {
    matches!(tag, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;
    use pulldown_cmark::{Options, Parser};

    fn shown(tag: &str, text: &str) -> String {
        let parser = Parser::new_ext(text, Options::ENABLE_SMART_PUNCTUATION | Options::ENABLE_TABLES);
        let mut events: Vec<_> = parser.into_offset_iter().collect();
        set(&mut events, text, Language::parse(tag).unwrap().quotes().unwrap());
        let texts = events.iter().map(|(event, _)| match event {
            Event::Text(text) => text.to_string(),
            Event::Code(code) => format!("`{code}`"),
            Event::End(TagEnd::Paragraph | TagEnd::TableCell) => "|".to_owned(),
            _ => String::new(),
        });
        texts.collect::<String>().trim_end_matches('|').to_owned()
    }

    #[test]
    fn straight_quotes_become_those_of_the_language() {
        for (tag, text, expected) in [
            ("en", r#"the "one" and 'two'"#, "the “one” and ‘two’"),
            ("de", r#"das "eine 'und' andere""#, "das „eine ‚und‘ andere“"),
            ("de-AT", r#""a""#, "„a“"),
            ("fr", r#"dit "mot" et l'eau"#, "dit «\u{A0}mot\u{A0}» et l’eau"),
            ("fr", "'l'eau'", "“l’eau”"),
            ("fr-CH", r#""a""#, "«a»"),
            ("el", r#"το "**ένα**" και 'δύο'"#, "το «ένα» και “δύο”"),
            ("ro", r#""unu""#, "„unu”"),
            ("iw", r#""a""#, "”a”"),
            ("ja", r#"これは"引用"です"#, "これは「引用」です"),
            ("zh-TW", r#""a""#, "「a」"),
            ("zh-CN", r#""a""#, "“a”"),
            // Already set, escaped, in code, without a partner.
            ("de", "“a” »b«", "“a” »b«"),
            ("de", r#"\"a\" `"b"` &quot;c&quot;"#, r#""a" `"b"` "c""#),
            ("de", r#"5" und"#, r#"5" und"#),
            ("de", "\"a\n\nb\"", "\"a|b\""),
            ("en", "don't, the '90s", "don’t, the ’90s"),
            ("de", "    \"a\"", "\"a\""),
        ] {
            assert_eq!(shown(tag, text).trim(), expected, "{tag}: {text}");
        }
    }
}
