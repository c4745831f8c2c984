//! Where the keys and values of a YAML text stand, since the parser's values carry no positions.
//!
//! The only module that names `saphyr_parser`. One pass makes a tree of places, in the order of the parsed values: a node
//! is found by the numbers of the entries on the way to it. Where the two parsers differ, the answer is the nearest place above.

use std::collections::{BTreeSet, HashMap};
use std::hash::Hash;
use std::ops::Range;

use saphyr_parser::{Event, Marker, Parser, ScalarStyle};

/// Where each node of a text stands.
#[derive(Debug, Default)]
pub(super) struct Places {
    /// The outermost node first; each before those in it.
    nodes: Vec<Node>,
}

#[derive(Debug)]
struct Node {
    range: Range<usize>,
    kind: Kind,
}

#[derive(Debug)]
enum Kind {
    Scalar {
        text: String,
        plain: bool,
    },
    List(Vec<usize>),
    /// Keys and values in turn.
    Table(Vec<usize>),
    /// The node that it stands for, if that is known.
    Alias(Option<usize>),
}

/// Where the last step's key and value stand, in bytes of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) key: Range<usize>,
    pub(super) value: Range<usize>,
}

/// A key that a table has twice.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Twice {
    pub(super) first: Range<usize>,
    pub(super) second: Range<usize>,
}

impl Places {
    /// Reads a text, as far as it can be read.
    pub(super) fn of(text: &str) -> Self {
        // The parser refuses a tab after a colon, which YAML allows; positions stay the same.
        let mut text = Indented::new(text.replace(":\t", ": "));
        loop {
            let (places, refused) = Self::read(&text);
            if !refused.is_some_and(|mark| text.indent(mark.line(), mark.col())) {
                return places;
            }
        }
    }

    /// Reads a text once, until the end or an error; where that is about indentation, it is given too.
    fn read(text: &Indented) -> (Self, Option<Marker>) {
        let mut places = Self::default();
        let (mut open, mut anchors) = (Vec::new(), HashMap::new());
        for event in Parser::new_from_str(&text.indented) {
            let (event, marks) = match event {
                Ok(event) => event,
                Err(error) => return (places, Some(*error.marker()).filter(|_| error.info().contains("indentation"))),
            };
            let start = text.byte(marks.start);
            let range = start..text.byte(marks.end).max(start);
            let (kind, anchor) = match event {
                Event::Scalar(text, style, anchor, _) => {
                    (Kind::Scalar { text: text.into_owned(), plain: style == ScalarStyle::Plain }, anchor)
                }
                Event::SequenceStart(anchor, _) => (Kind::List(Vec::new()), anchor),
                Event::MappingStart(anchor, _) => (Kind::Table(Vec::new()), anchor),
                Event::Alias(anchor) => (Kind::Alias(anchors.get(&anchor).copied()), 0),
                Event::SequenceEnd | Event::MappingEnd => {
                    places.close(&text.text, open.pop(), range.end);
                    continue;
                }
                _ => continue,
            };
            let collection = matches!(kind, Kind::List(_) | Kind::Table(_));
            let node = places.add(Node { range, kind }, open.last().copied());
            if anchor > 0 {
                anchors.insert(anchor, node);
            }
            if collection {
                open.push(node);
            }
        }
        (places, None)
    }

    fn add(&mut self, node: Node, parent: Option<usize>) -> usize {
        let at = self.nodes.len();
        self.nodes.push(node);
        if let Some(Kind::List(children) | Kind::Table(children)) = parent.map(|parent| &mut self.nodes[parent].kind) {
            children.push(at);
        }
        at
    }

    /// The end of a collection: its bracket, or that of the last node in it.
    fn close(&mut self, text: &str, node: Option<usize>, end: usize) {
        let Some(node) = node else { return };
        let start = self.nodes[node].range.start;
        let last = self.nodes.last().map_or(start, |last| last.range.end);
        let flow = text[start..].starts_with(['[', '{']);
        self.nodes[node].range.end = if flow { end } else { last }.max(start);
    }

    /// Follows a way, given by the numbers of the entries, as far as it can.
    pub(super) fn find(&self, text: &str, way: impl IntoIterator<Item = usize>) -> Found {
        let Some(mut node) = self.nodes.first() else { return Found { key: 0..0, value: 0..0 } };
        let mut key = 0..0;
        for step in way {
            let (at_key, at_value) = match &self.target(node).kind {
                Kind::List(items) => (items.get(step), items.get(step)),
                Kind::Table(entries) => (entries.get(2 * step), entries.get(2 * step + 1)),
                Kind::Scalar { .. } | Kind::Alias(_) => (None, None),
            };
            let (Some(at_key), Some(at_value)) = (at_key, at_value) else { break };
            key = self.nodes[*at_key].first_line(text);
            node = &self.nodes[*at_value];
        }
        let value = node.first_line(text);
        Found { value: if value.is_empty() { key.clone() } else { value }, key }
    }

    /// The text of the scalar at the end of a way, as it is written; `None` where it is quoted or no scalar.
    pub(super) fn plain(&self, way: impl IntoIterator<Item = usize>) -> Option<&str> {
        let mut node = self.nodes.first()?;
        for step in way {
            node = match &self.target(node).kind {
                Kind::List(items) => &self.nodes[*items.get(step)?],
                Kind::Table(entries) => &self.nodes[*entries.get(2 * step + 1)?],
                Kind::Scalar { .. } | Kind::Alias(_) => return None,
            };
        }
        match &self.target(node).kind {
            Kind::Scalar { text, plain: true } => Some(text),
            _ => None,
        }
    }

    fn target<'a>(&'a self, node: &'a Node) -> &'a Node {
        match node.kind {
            Kind::Alias(Some(target)) => &self.nodes[target],
            _ => node,
        }
    }

    /// The keys that stand twice in a table. `meaning` says of a key's text, and whether it is plain, what it means.
    pub(super) fn twice<K: Eq + Hash>(&self, text: &str, meaning: impl Fn(&str, bool) -> K) -> Vec<Twice> {
        let mut found = Vec::new();
        for node in &self.nodes {
            let Kind::Table(entries) = &node.kind else { continue };
            let mut seen = HashMap::new();
            for key in entries.iter().step_by(2).map(|key| &self.nodes[*key]) {
                let Kind::Scalar { text: name, plain } = &self.target(key).kind else { continue };
                let second = key.first_line(text);
                if let Some(first) = seen.insert(meaning(name, *plain), second.clone()) {
                    found.push(Twice { first, second });
                }
            }
        }
        found
    }
}

impl Node {
    /// The first line of it, without a comment.
    fn first_line(&self, text: &str) -> Range<usize> {
        let line = text[self.range.clone()].split('\n').next().unwrap_or_default();
        let block = matches!(self.kind, Kind::List(_) | Kind::Table(_)) && !line.starts_with(['[', '{']);
        let line = if block { line.split(" #").next().unwrap_or_default() } else { line };
        self.range.start..self.range.start + line.trim_end().len()
    }
}

/// A text in which some lines are moved to the right, and its offsets in bytes, where the parser counts characters.
///
/// YAML wants the lines of quoted texts and brackets indented deeper than their key. Our parser doesn't mind when they
/// aren't; the parser of the places does.
struct Indented {
    text: String,
    indented: String,
    /// Byte offsets of the characters; empty where they are the same.
    bytes: Vec<usize>,
    /// The lines that are moved, from 1.
    lines: BTreeSet<usize>,
    /// How many bytes may be read again.
    budget: usize,
}

impl Indented {
    const BY: &str = "                                                                ";

    fn new(text: String) -> Self {
        let bytes = if text.is_ascii() { Vec::new() } else { text.char_indices().map(|(at, _)| at).collect() };
        Self { indented: text.clone(), bytes, lines: BTreeSet::new(), budget: 4 << 20, text }
    }

    fn byte(&self, mark: Marker) -> usize {
        let moved = self.lines.range(..=mark.line()).count() * Self::BY.len();
        let character = mark.index().saturating_sub(moved);
        let byte = if self.bytes.is_empty() { Some(character) } else { self.bytes.get(character).copied() };
        byte.map_or(self.text.len(), |byte| byte.min(self.text.len()))
    }

    /// Moves the line that the parser refused: this one where it is refused at its beginning, else the next after it that
    /// isn't moved yet. Whether there is one.
    fn indent(&mut self, line: usize, column: usize) -> bool {
        let lines: Vec<&str> = self.text.split('\n').collect();
        let begins = |line: &&str| line.chars().take(column).all(char::is_whitespace);
        let first = if lines.get(line - 1).is_some_and(begins) { line } else { line + 1 };
        let next = (first..=lines.len()).find(|line| !self.lines.contains(line));
        let (Some(next), Some(budget)) = (next, self.budget.checked_sub(self.text.len())) else { return false };
        self.budget = budget;
        self.lines.insert(next);
        let lines = lines.iter().enumerate();
        let moved = lines.map(|(at, line)| {
            let by = if self.lines.contains(&(at + 1)) { Self::BY } else { "" };
            format!("{by}{line}\n")
        });
        self.indented = moved.collect();
        true
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "title: Help # comment
list:
- one
- \"two\"
contact:
  - type: email
    label: {en: Mail, el: \"Ταχ, υδρομείο\"}
  # a comment
  - type: phone
'quoted': [a, [b, c], d]
tab:\tT
text: |
  a: b
json: {
\"x\": \"y
z: 1\", w: 1.50 }
anchor: &a {p: +30}
alias: *a
? complex
: value
empty:
last: # nothing
  - {a: 1,
     b: 2}
";

    #[test]
    fn finds_keys_and_values_in_every_style() {
        let places = Places::of(TEXT);
        for (way, key, value) in [
            (vec![0], "title", "Help"),
            (vec![1, 1], "\"two\"", "\"two\""),
            (vec![2, 0], "type: email", "type: email"),
            (vec![2, 0, 0], "type", "email"),
            (vec![2, 0, 1, 1], "el", "\"Ταχ, υδρομείο\""),
            (vec![2, 1, 0], "type", "phone"),
            (vec![3, 1], "[b, c]", "[b, c]"),
            (vec![3, 2], "d", "d"),
            (vec![4], "tab", "T"),
            (vec![5], "text", "a: b"),
            (vec![6], "json", "{"),
            (vec![6, 0], "\"x\"", "\"y"),
            (vec![6, 1], "w", "1.50"),
            (vec![7, 0], "p", "+30"),
            (vec![8], "alias", "*a"),
            (vec![8, 0], "p", "+30"),
            (vec![9], "complex", "value"),
            (vec![10], "empty", "empty"),
            (vec![11, 0], "{a: 1,", "{a: 1,"),
            (vec![11, 0, 1], "b", "2"),
            (vec![99], "", "title: Help"),
        ] {
            let found = places.find(TEXT, way.iter().copied());
            assert_eq!((&TEXT[found.key], &TEXT[found.value]), (key, value), "{way:?}");
        }
        assert_eq!(places.plain([6, 1]), Some("1.50"));
        assert_eq!(places.plain([8, 0]), Some("+30"));
        assert_eq!(places.plain([1, 1]), None);
    }

    #[test]
    fn a_text_that_breaks_off_has_the_places_before() {
        let text = "a: 1\nb: [x, y\nc: \"";
        let places = Places::of(text);
        assert_eq!(&text[places.find(text, [0]).value], "1");
        assert_eq!(Places::of("").find("", [3]), Found { key: 0..0, value: 0..0 });
    }

    #[test]
    fn finds_keys_that_stand_twice() {
        for (text, expected) in [
            ("a: 1\nb:\n  a: 2\n\"a\": 3\n", vec!["\"a\""]),
            ("a: 1\nb:\n- {c: 1}\n- {c: 2}\n", vec![]),
            ("{ \"title\": \"x\", \"video\": {\n\"title\": \"y\" } }", vec![]),
            ("a: \"x\nb: y\"\nb: |\n  a: z\n", vec![]),
            ("a: {b: 1, b: 2}\nc: {d: [{e: 1, e: 2}]}\n", vec!["b", "e"]),
            ("a: 1\na: 2\na: 3\n", vec!["a", "a"]),
            ("? [a]\n: 1\n? [b]\n: 2\n", vec![]),
        ] {
            let found = Places::of(text).twice(text, |name, _| name.to_owned());
            let keys: Vec<_> = found.into_iter().map(|twice| &text[twice.second]).collect();
            assert_eq!(keys, expected, "{text}");
        }
    }

    #[test]
    fn finds_depth() {
        assert_eq!(too_deep("[[[1]]]", 3), None);
        assert_eq!(too_deep("[[[1]]]", 2), Some(2));
    }
}
