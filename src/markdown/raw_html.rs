//! Reads the tags of a piece of raw HTML, to find its links, images, ids and unknown elements.
//!
//! It decides nothing about safety: [`super::sanitize`] does, on the finished page.

use std::ops::Range;

/// A part of raw HTML.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Part<'a> {
    /// Text between tags.
    Text(Range<usize>),
    /// A comment, declaration or processing instruction.
    Comment(Range<usize>),
    /// The content of a script or stylesheet.
    Code(Range<usize>),
    /// A comment, or the content of a script or stylesheet, that isn't closed.
    Unclosed(Range<usize>),
    /// A tag.
    Tag(Tag<'a>),
}

/// A start or end tag.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Tag<'a> {
    pub(super) range: Range<usize>,
    /// In lower case.
    pub(super) name: String,
    pub(super) closing: bool,
    pub(super) attributes: Vec<Attribute<'a>>,
}

/// An attribute with a value.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Attribute<'a> {
    /// In lower case.
    pub(super) name: String,
    pub(super) value: &'a str,
    /// Where the value is, without quotes.
    pub(super) range: Range<usize>,
    /// Where the whole attribute is.
    pub(super) whole: Range<usize>,
}

/// Elements whose content is no HTML.
const RAW_TEXT: [&str; 2] = ["script", "style"];

/// Elements without content.
const VOID: [&str; 13] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

/// Elements that the next of their kind closes, where their own end tag is left out (HTML, section 13.1.2.4).
const SELF_CLOSING: [&[&str]; 5] = [&["p"], &["li"], &["dt", "dd"], &["td", "th"], &["tr", "td", "th"]];

/// The elements that are open at a place in raw HTML.
#[derive(Debug, Default)]
pub(super) struct OpenElements {
    names: Vec<String>,
}

impl OpenElements {
    /// Goes past a tag; gives how many elements are open then.
    pub(super) fn pass(&mut self, tag: &Tag<'_>) -> usize {
        if tag.closing {
            if let Some(at) = self.names.iter().rposition(|name| *name == tag.name) {
                self.names.truncate(at);
            }
        } else if !VOID.contains(&tag.name.as_str()) {
            for group in
                SELF_CLOSING.iter().filter(|group| group[0] == tag.name || (group.len() == 2 && group[1] == tag.name))
            {
                while self.names.last().is_some_and(|name| group.contains(&name.as_str())) {
                    self.names.pop();
                }
            }
            self.names.push(tag.name.clone());
        }
        self.names.len()
    }
}

/// Cuts raw HTML into its parts.
pub(super) fn parts(html: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut at = 0;
    let mut text_start = 0;
    while let Some(found) = html[at..].find('<') {
        let start = at + found;
        let (end, part) = match comment_end(html, start) {
            Some(Some(end)) => (end, Part::Comment(start..end)),
            Some(None) => (html.len(), Part::Unclosed(start..html.len())),
            None if !is_tag_start(html, start) => {
                at = start + 1;
                continue;
            }
            None => match tag(html, start) {
                Some(tag) => (tag.range.end, Part::Tag(tag)),
                None => break, // the text ends inside the tag
            },
        };
        if text_start < start {
            parts.push(Part::Text(text_start..start));
        }
        at = end;
        text_start = end;
        let code = match &part {
            Part::Tag(tag) if !tag.closing && is_code(&tag.name) => {
                let code_end = raw_text_end(html, end, &tag.name);
                at = code_end.unwrap_or(html.len());
                text_start = at;
                Some(if code_end.is_some() { Part::Code(end..at) } else { Part::Unclosed(end..html.len()) })
            }
            _ => None,
        };
        parts.push(part);
        parts.extend(code);
    }
    if text_start < html.len() {
        parts.push(Part::Text(text_start..html.len()));
    }
    parts
}

fn is_tag_start(html: &str, start: usize) -> bool {
    let rest = &html[start + 1..];
    rest.strip_prefix('/').unwrap_or(rest).starts_with(|c: char| c.is_ascii_alphabetic())
}

/// Where a comment ends; `Some(None)` where one begins that isn't closed.
fn comment_end(html: &str, start: usize) -> Option<Option<usize>> {
    let rest = &html[start..];
    let close = match rest {
        _ if rest.starts_with("<!--") => "-->",
        _ if rest.starts_with("<![CDATA[") => "]]>",
        _ if rest.starts_with("<!") => ">",
        _ if rest.starts_with("<?") => "?>",
        _ => return None,
    };
    Some(rest.find(close).map(|end| start + end + close.len()))
}

/// Where the content of `<script>` or `<style>` ends: at its closing tag.
fn raw_text_end(html: &str, from: usize, name: &str) -> Option<usize> {
    let close = format!("</{name}");
    let rest = &html.as_bytes()[from..];
    let found = rest.windows(close.len()).position(|window| window.eq_ignore_ascii_case(close.as_bytes()));
    found.map(|at| from + at)
}

/// The tag at an offset where one starts; `None` where the text ends inside it.
fn tag(html: &str, start: usize) -> Option<Tag<'_>> {
    let mut at = start + 1;
    let closing = html[at..].starts_with('/');
    at += usize::from(closing);
    let name_end = at + html[at..].find(|c: char| c.is_whitespace() || c == '/' || c == '>')?;
    let name = html[at..name_end].to_ascii_lowercase();
    at = name_end;
    let mut attributes = Vec::new();
    loop {
        at += html[at..].find(|c: char| !c.is_whitespace() && c != '/')?;
        if html[at..].starts_with('>') {
            return Some(Tag { range: start..at + 1, name, closing, attributes });
        }
        let (attribute, end) = attribute(html, at)?;
        attributes.extend(attribute);
        at = end;
    }
}

/// The attribute at an offset, `None` for one without a value, and where it ends.
fn attribute(html: &str, start: usize) -> Option<(Option<Attribute<'_>>, usize)> {
    // The first character belongs to the name whatever it is.
    let ends_name = |c: char| c.is_whitespace() || matches!(c, '=' | '/' | '>');
    let name_end = start + html[start..].char_indices().skip(1).find(|(_, c)| ends_name(*c))?.0;
    let name = html[start..name_end].to_ascii_lowercase();
    let mut at = name_end + (html[name_end..].len() - html[name_end..].trim_start().len());
    if !html[at..].starts_with('=') {
        return Some((None, name_end));
    }
    at += 1;
    at += html[at..].len() - html[at..].trim_start().len();
    let (range, end) = match html[at..].chars().next()? {
        quote @ ('"' | '\'') => {
            let close = at + 1 + html[at + 1..].find(quote)?;
            (at + 1..close, close + 1)
        }
        _ => {
            let close = at + html[at..].find(|c: char| c.is_whitespace() || c == '>')?;
            (at..close, close)
        }
    };
    Some((Some(Attribute { name, value: &html[range.clone()], range, whole: start..end }), end))
}

/// An attribute's value with its character references put in: those by number, and those that addresses use.
pub(super) fn decoded(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    let mut rest = value.trim();
    while let Some(at) = rest.find('&') {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.bytes().take(12).position(|byte| byte == b';').unwrap_or(0);
        match reference(&rest[..end]) {
            Some(c) => {
                text.push(c);
                rest = &rest[end + 1..];
            }
            None => {
                text.push('&');
                rest = &rest[1..];
            }
        }
    }
    text + rest
}

/// The character of `&amp`, `&#58` or `&#x3a`.
fn reference(reference: &str) -> Option<char> {
    let number = reference.strip_prefix("&#");
    match (reference, number) {
        (_, Some(number)) => {
            let hex = number.strip_prefix(['x', 'X']);
            let code = hex.map_or_else(|| number.parse(), |hex| u32::from_str_radix(hex, 16)).ok()?;
            char::from_u32(code)
        }
        ("&amp", _) => Some('&'),
        ("&colon", _) => Some(':'),
        ("&Tab", _) => Some('\t'),
        ("&NewLine", _) => Some('\n'),
        ("&quot", _) => Some('"'),
        ("&apos", _) => Some('\''),
        _ => None,
    }
}

/// Whether an element's content is no HTML: of scripts and stylesheets.
pub(super) fn is_code(name: &str) -> bool {
    RAW_TEXT.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(html: &str) -> Vec<String> {
        parts(html)
            .into_iter()
            .map(|part| match part {
                Part::Text(range) => format!("text {}", &html[range]),
                Part::Comment(range) => format!("comment {}", &html[range]),
                Part::Code(range) => format!("code {}", &html[range]),
                Part::Unclosed(range) => format!("unclosed {}", &html[range]),
                Part::Tag(tag) => {
                    let attributes: Vec<_> =
                        tag.attributes.iter().map(|a| format!(" {}={}", a.name, a.value)).collect();
                    format!("{}{}{}", if tag.closing { "/" } else { "" }, tag.name, attributes.concat())
                }
            })
            .collect()
    }

    #[test]
    fn tags_and_attributes_are_found() {
        for (html, expected) in [
            ("<a HREF='x.md' title=\"a > b\">", vec!["a href=x.md title=a > b"]),
            ("<img src=a.png alt>x", vec!["img src=a.png", "text x"]),
            ("<!-- <a> --></p >", vec!["comment <!-- <a> -->", "/p"]),
            ("<script>if (a<b) {}</script>", vec!["script", "code if (a<b) {}", "/script"]),
            ("<style>a", vec!["style", "unclosed a"]),
            ("x<!-- a", vec!["text x", "unclosed <!-- a"]),
            ("a < b <1> <é>", vec!["text a < b <1> <é>"]),
            ("<br/><p", vec!["br", "text <p"]),
            ("<p é=\"x\">", vec!["p é=x"]),
        ] {
            assert_eq!(seen(html), expected, "{html}");
        }
    }

    #[test]
    fn references_in_attributes_are_put_in() {
        for (value, text) in [
            ("a?b=1&amp;c=2", "a?b=1&c=2"),
            ("java&#115;cript&#x3A;x", "javascript:x"),
            ("java&Tab;script&colon;x", "java\tscript:x"),
            ("a&b&nosuch;&#xFFFFFFFF;&é", "a&b&nosuch;&#xFFFFFFFF;&é"),
        ] {
            assert_eq!(decoded(value), text);
        }
    }
}
