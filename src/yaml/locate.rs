//! Finds where a key or list item stands in a YAML text, since the parser's values carry no positions.
//!
//! Reads block and flow style by indentation and brackets. It never decides what a text means; where it
//! can't follow (anchors, complex keys), it answers with the nearest place above.

use std::ops::Range;

/// One step into a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    /// The value of a key.
    Key(String),
    /// An item of a list, from 0.
    Index(usize),
}

/// Where the last step's key and value stand, in bytes of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) key: Range<usize>,
    pub(super) value: Range<usize>,
}

/// Follows the path as far as it can.
pub(super) fn find(text: &str, path: &[Step]) -> Found {
    let mut region = 0..text.len();
    let mut key = 0..0;
    for step in path {
        let flow = text[region.clone()].trim_start().starts_with(['{', '[']);
        let found = match (step, flow) {
            (Step::Key(name), false) => block_key(text, region.clone(), name),
            (Step::Index(index), false) => block_item(text, region.clone(), *index),
            (Step::Key(name), true) => flow_key(text, region.clone(), name),
            (Step::Index(index), true) => flow_item(text, region.clone(), *index),
        };
        let Some((found_key, value)) = found else { break };
        key = found_key;
        region = value;
    }
    let value = visible(text, region);
    Found { value: if value.is_empty() { key.clone() } else { value }, key }
}

/// Byte offset where brackets are nested deeper than `most`.
pub(super) fn too_deep(text: &str, most: usize) -> Option<usize> {
    let mut depth = 0usize;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > most {
            return Some(at);
        }
    }
    None
}

/// The first key of the outermost mapping that is given twice: both places.
pub(super) fn duplicate_key(text: &str) -> Option<(Range<usize>, Range<usize>)> {
    let mut seen: Vec<(&str, Range<usize>)> = Vec::new();
    for line in lines(text, 0..text.len()).filter(|line| line.column == 0) {
        let Some((name, range)) = key_at(text, line.start) else { continue };
        if let Some((_, first)) = seen.iter().find(|(known, _)| *known == name) {
            return Some((first.clone(), range));
        }
        seen.push((name, range));
    }
    None
}

/// A line that says something: where its first visible character stands.
struct Line {
    start: usize,
    column: usize,
}

/// The lines of a region that are neither empty nor comments.
fn lines(text: &str, region: Range<usize>) -> impl Iterator<Item = Line> + '_ {
    let first_line = text[..region.start].rfind('\n').map_or(0, |at| at + 1);
    let mut at = region.start;
    let mut line_start = first_line;
    std::iter::from_fn(move || {
        while at < region.end {
            let end = text[at..region.end].find('\n').map_or(region.end, |end| at + end);
            let content = &text[at..end];
            let start = at + (content.len() - content.trim_start().len());
            let column = start - line_start;
            at = end + 1;
            line_start = at;
            if start < end && !text[start..].starts_with('#') {
                return Some(Line { start, column });
            }
        }
        None
    })
}

/// The key that begins at an offset: its name and place.
fn key_at(text: &str, at: usize) -> Option<(&str, Range<usize>)> {
    let line = text[at..].split('\n').next().unwrap_or_default();
    if line.starts_with(['-', '{', '[', '?']) {
        return None;
    }
    if let Some(quote @ ('"' | '\'')) = line.chars().next() {
        let end = line[1..].find(quote)? + 1;
        let after = line[end + 1..].trim_start();
        return after.starts_with(':').then(|| (&line[1..end], at..at + end + 1));
    }
    let end = line.find(": ").or_else(|| line.strip_suffix(':').map(str::len))?;
    let name = line[..end].trim_end();
    Some((name, at..at + name.len()))
}

fn block_key(text: &str, region: Range<usize>, name: &str) -> Option<(Range<usize>, Range<usize>)> {
    let column = lines(text, region.clone()).next()?.column;
    let (line, key) = lines(text, region.clone())
        .filter(|line| line.column == column)
        .find_map(|line| key_at(text, line.start).filter(|(known, _)| *known == name).map(|(_, key)| (line, key)))?;
    let value_start = key.end + text[key.end..].find(':')? + 1;
    let end = lines(text, line_after(text, value_start, &region)..region.end)
        .find(|next| next.column < column || (next.column == column && !is_item(text, next.start)))
        .map_or(region.end, |next| next.start);
    Some((line.start..key.end, value_start..end))
}

fn block_item(text: &str, region: Range<usize>, index: usize) -> Option<(Range<usize>, Range<usize>)> {
    let column = lines(text, region.clone()).next()?.column;
    let line =
        lines(text, region.clone()).filter(|line| line.column == column && is_item(text, line.start)).nth(index)?;
    let end = lines(text, line_after(text, line.start, &region)..region.end)
        .find(|next| next.column <= column)
        .map_or(region.end, |next| next.start);
    Some((line.start..line.start + 1, line.start + 1..end))
}

fn is_item(text: &str, at: usize) -> bool {
    text[at..].starts_with("- ") || text[at..].starts_with("-\n") || &text[at..] == "-"
}

fn line_after(text: &str, at: usize, region: &Range<usize>) -> usize {
    text[at..region.end].find('\n').map_or(region.end, |end| at + end + 1)
}

/// The parts of a flow collection, split at its own commas.
fn flow_parts(text: &str, region: Range<usize>) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let (mut depth, mut quote, mut start) = (0usize, None, region.start);
    for (offset, c) in text[region.clone()].char_indices() {
        let at = region.start + offset;
        match (quote, c) {
            (Some(open), _) if c == open => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(c),
            (None, '[' | '{') => {
                depth += 1;
                if depth == 1 {
                    start = at + 1;
                }
            }
            (None, ',') if depth == 1 => {
                parts.push(start..at);
                start = at + 1;
            }
            (None, ']' | '}') => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    parts.push(start..at);
                    break;
                }
            }
            _ => {}
        }
    }
    parts
}

fn flow_key(text: &str, region: Range<usize>, name: &str) -> Option<(Range<usize>, Range<usize>)> {
    flow_parts(text, region).into_iter().find_map(|part| {
        let part = trimmed(text, part);
        let (found, key) = key_at(&text[..part.end], part.start)?;
        let value_start = key.end + text[key.end..part.end].find(':')? + 1;
        (found == name).then_some((key, value_start..part.end))
    })
}

fn flow_item(text: &str, region: Range<usize>, index: usize) -> Option<(Range<usize>, Range<usize>)> {
    let part = trimmed(text, flow_parts(text, region).into_iter().nth(index)?);
    Some((part.clone(), part))
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let content = &text[range.clone()];
    let start = range.start + content.len() - content.trim_start().len();
    start..start + content.trim().len()
}

/// The first line of a region, without spaces around it and without a comment.
fn visible(text: &str, region: Range<usize>) -> Range<usize> {
    let range = trimmed(text, region);
    let line = text[range.clone()].split('\n').next().unwrap_or_default();
    let line = if line.starts_with(['"', '\'']) { line } else { line.split(" #").next().unwrap_or_default() };
    range.start..range.start + line.trim_end().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "title: Help # comment\nlist:\n- one\n- \"two\"\ncontact:\n  - type: email\n    label: {en: Mail, el: \"Ταχ, υδρομείο\"}\n  # a comment\n  - type: phone\n'quoted': [a, [b, c], d]\n";

    fn value(path: &[Step]) -> &'static str {
        &TEXT[find(TEXT, path).value]
    }

    fn key(name: &str) -> Step {
        Step::Key(name.into())
    }

    #[test]
    fn finds_values_in_block_and_flow_style() {
        for (path, expected) in [
            (vec![key("title")], "Help"),
            (vec![key("list"), Step::Index(1)], "\"two\""),
            (vec![key("contact"), Step::Index(0), key("type")], "email"),
            (vec![key("contact"), Step::Index(0), key("label"), key("el")], "\"Ταχ, υδρομείο\""),
            (vec![key("contact"), Step::Index(1), key("type")], "phone"),
            (vec![key("quoted"), Step::Index(1)], "[b, c]"),
            (vec![key("quoted"), Step::Index(2)], "d"),
            (vec![key("missing")], "title: Help"),
        ] {
            assert_eq!(value(&path), expected, "{path:?}");
        }
    }

    #[test]
    fn finds_duplicates_and_depth() {
        let (first, second) = duplicate_key("a: 1\nb:\n  a: 2\n\"a\": 3\n").unwrap();
        assert_eq!((first, second), (0..1, 15..18));
        assert_eq!(duplicate_key("a: 1\nb:\n- {c: 1}\n- {c: 2}\n"), None);
        assert_eq!(too_deep("[[[1]]]", 3), None);
        assert_eq!(too_deep("[[[1]]]", 2), Some(2));
    }
}
