//! YAML -> typed values, key by key, so that one run finds every wrong key and each has its own line.
//!
//! The only module that names `serde_yaml`. Its errors carry few positions, so `locate` finds them in the text;
//! it is checked for size and depth before it is given to the parser.

mod locate;
mod wording;

use std::ops::Range;
use std::sync::Arc;

use serde::de::DeserializeOwned;
use serde_yaml::Value;

use crate::diag::{Diagnostic, Diagnostics, Rule, Source, Span};
use crate::suggest::did_you_mean;
use locate::Step;

/// The largest YAML text that is read, in bytes.
pub const MAX_BYTES: usize = 1 << 20;

/// The deepest nesting of `[` and `{`.
const MAX_DEPTH: usize = 100;

/// A YAML mapping whose keys are taken one by one; what is left is unknown.
#[derive(Debug)]
pub struct Table {
    entries: Vec<(String, Value)>,
    origin: Origin,
}

/// Where a value stands: its document and the way to it.
#[derive(Debug, Clone)]
struct Origin {
    source: Arc<Source>,
    range: Range<usize>,
    path: Vec<Step>,
}

impl Origin {
    fn then(&self, step: Step) -> Self {
        let mut path = self.path.clone();
        path.push(step);
        Self { source: Arc::clone(&self.source), range: self.range.clone(), path }
    }

    fn key_span(&self) -> Span {
        self.span(locate::find(&self.source.text[self.range.clone()], &self.path).key)
    }

    fn value_span(&self) -> Span {
        self.span(locate::find(&self.source.text[self.range.clone()], &self.path).value)
    }

    fn span(&self, range: Range<usize>) -> Span {
        Span::new(&self.source, self.range.start + range.start..self.range.start + range.end)
    }

    /// `contact[0].label`
    fn name(&self) -> String {
        let mut name = String::new();
        for step in &self.path {
            match step {
                Step::Key(key) if name.is_empty() => name.push_str(key),
                Step::Key(key) => name.extend([".", key]),
                Step::Index(index) => name.push_str(&format!("[{index}]")),
            }
        }
        name
    }
}

/// A value that was taken, with the place it came from.
#[derive(Debug, Clone)]
pub struct Located<T> {
    /// The value.
    pub value: T,
    origin: Origin,
}

impl<T> Located<T> {
    /// Where the value stands.
    pub fn span(&self) -> Span {
        self.origin.value_span()
    }

    /// Where the item of a list stands.
    pub fn item_span(&self, index: usize) -> Span {
        self.origin.then(Step::Index(index)).value_span()
    }
}

/// What [`Table::take_list_or_table`] found.
#[derive(Debug)]
pub enum ListOrTable {
    /// A list of texts.
    List(Located<Vec<String>>),
    /// A mapping.
    Table(Table),
}

/// Parses a mapping. An empty text is an empty mapping; anything else than a mapping is reported and gives `None`.
pub fn parse(source: &Arc<Source>, range: Range<usize>, diagnostics: &mut Diagnostics) -> Option<Table> {
    let text = &source.text[range.clone()];
    let origin = Origin { source: Arc::clone(source), range: range.clone(), path: Vec::new() };
    if let Some(problem) = refuse(text, &origin) {
        diagnostics.add(problem);
        return None;
    }
    let value = match serde_yaml::from_str::<Value>(text) {
        Ok(value) => value,
        Err(error) => {
            diagnostics.add(syntax_error(&error, text, &origin));
            return None;
        }
    };
    match value {
        Value::Null => Some(Table { entries: Vec::new(), origin }),
        Value::Mapping(_) => table(value, origin, diagnostics),
        other => {
            let message = format!("expected `key: value` lines, not {}", wording::describe(&other));
            let start = range.start..range.start + text.lines().next().map_or(0, str::len);
            diagnostics.add(Diagnostic::new(Rule::InvalidYaml, Span::new(source, start), message));
            None
        }
    }
}

/// What must not reach the parser: texts too large or too deep, and keys given twice (for which it knows no line).
fn refuse(text: &str, origin: &Origin) -> Option<Diagnostic> {
    if text.len() > MAX_BYTES {
        return Some(
            Diagnostic::new(Rule::FileTooLarge, origin.span(0..0), "this YAML is larger than 1 MiB")
                .hint("move long texts into the article"),
        );
    }
    if let Some(at) = locate::too_deep(text, MAX_DEPTH) {
        let message = format!("YAML nested more than {MAX_DEPTH} deep");
        return Some(Diagnostic::new(Rule::TooDeep, origin.span(at..at + 1), message));
    }
    let (first, second) = locate::duplicate_key(text)?;
    let key = &text[second.clone()];
    let (line, _) = origin.source.position(origin.range.start + first.start);
    let message = format!("the key `{key}` is given twice");
    let hint = format!("it stands in line {line} already: keep one of them");
    Some(Diagnostic::new(Rule::DuplicateKey, origin.span(second), message).hint(hint))
}

fn syntax_error(error: &serde_yaml::Error, text: &str, origin: &Origin) -> Diagnostic {
    let at = error.location().map_or(0, |location| location.index().min(text.len()));
    let at = (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    // The parser notices the end of a text after its last line: point at the last line that says something.
    let at = if text[at..].trim().is_empty() { text.trim_end().len() } else { at };
    let end = text[at..].find('\n').map_or(text.len(), |end| at + end);
    let (message, hint) = wording::syntax(&error.to_string());
    let rule = if message.contains("duplicate entry") { Rule::DuplicateKey } else { Rule::InvalidYaml };
    Diagnostic::new(rule, origin.span(at..end), message).hint(hint)
}

fn table(value: Value, origin: Origin, diagnostics: &mut Diagnostics) -> Option<Table> {
    let Value::Mapping(mapping) = value else { return None };
    let mut entries = Vec::with_capacity(mapping.len());
    for (key, value) in mapping {
        match key {
            Value::String(key) => entries.push((key, value)),
            Value::Number(number) => entries.push((number.to_string(), value)),
            Value::Bool(flag) => entries.push((flag.to_string(), value)),
            other => {
                let message = format!("a key must be text, not {}", wording::describe(&other));
                diagnostics.add(Diagnostic::new(Rule::InvalidYaml, origin.key_span(), message));
            }
        }
    }
    Some(Table { entries, origin })
}

impl Table {
    fn remove(&mut self, key: &str) -> Option<(Value, Origin)> {
        let at = self.entries.iter().position(|(known, _)| known == key)?;
        let (key, value) = self.entries.remove(at);
        (!value.is_null()).then(|| (value, self.origin.then(Step::Key(key))))
    }

    /// Whether a key is there and has a value.
    pub fn has_value(&self, key: &str) -> bool {
        self.entries.iter().any(|(known, value)| known == key && !value.is_null())
    }

    /// Takes a key's value. A key that is missing or has no value gives `None`; a wrong type is reported.
    pub fn take<T: DeserializeOwned>(&mut self, key: &str, diagnostics: &mut Diagnostics) -> Option<Located<T>> {
        let (value, origin) = self.remove(key)?;
        typed(&value, origin, diagnostics)
    }

    /// Takes a key whose value is a mapping.
    pub fn take_table(&mut self, key: &str, diagnostics: &mut Diagnostics) -> Option<Table> {
        let (value, origin) = self.remove(key)?;
        mapping(value, origin, diagnostics)
    }

    /// Takes a key whose value is a list of mappings.
    pub fn take_tables(&mut self, key: &str, diagnostics: &mut Diagnostics) -> Vec<Table> {
        let Some((value, origin)) = self.remove(key) else { return Vec::new() };
        let Value::Sequence(items) = value else {
            diagnostics.add(wrong_type(&origin, "a list", &wording::describe(&value)));
            return Vec::new();
        };
        let items = items.into_iter().enumerate();
        items.filter_map(|(index, item)| mapping(item, origin.then(Step::Index(index)), diagnostics)).collect()
    }

    /// Takes a key whose value is a list of texts or a mapping.
    pub fn take_list_or_table(&mut self, key: &str, diagnostics: &mut Diagnostics) -> Option<ListOrTable> {
        let (value, origin) = self.remove(key)?;
        if value.is_mapping() {
            return table(value, origin, diagnostics).map(ListOrTable::Table);
        }
        typed(&value, origin, diagnostics).map(ListOrTable::List)
    }

    /// Takes every key there is, each with a value of the same type.
    pub fn take_all<T: DeserializeOwned>(&mut self, diagnostics: &mut Diagnostics) -> Vec<(String, Located<T>)> {
        let keys: Vec<String> = self.entries.iter().map(|(key, _)| key.clone()).collect();
        let mut taken = Vec::with_capacity(keys.len());
        for key in keys {
            if let Some(value) = self.take(&key, diagnostics) {
                taken.push((key, value));
            }
        }
        taken
    }

    /// Takes a key without looking at its value; whether it was there.
    pub fn skip(&mut self, key: &str) -> bool {
        self.remove(key).is_some()
    }

    /// Reports every key that was not taken as unknown, with the nearest known one.
    pub fn finish(self, known: &[&str], diagnostics: &mut Diagnostics) {
        for (key, _) in &self.entries {
            if known.contains(&key.as_str()) {
                continue; // a known key without a value
            }
            let span = self.origin.then(Step::Key(key.clone())).key_span();
            let hint =
                did_you_mean(key, known.iter().copied()).unwrap_or_else(|| format!("known keys: {}", known.join(", ")));
            diagnostics.add(Diagnostic::new(Rule::UnknownKey, span, format!("unknown key `{key}`")).hint(hint));
        }
    }

    /// Where the table itself stands.
    pub fn span(&self) -> Span {
        self.origin.value_span()
    }

    /// Where a key of it stands, taken or not.
    pub fn key_span(&self, key: &str) -> Span {
        self.origin.then(Step::Key(key.to_owned())).key_span()
    }
}

fn mapping(value: Value, origin: Origin, diagnostics: &mut Diagnostics) -> Option<Table> {
    if !value.is_mapping() {
        diagnostics.add(wrong_type(&origin, "a table of `key: value` lines", &wording::describe(&value)));
        return None;
    }
    table(value, origin, diagnostics)
}

fn typed<T: DeserializeOwned>(value: &Value, origin: Origin, diagnostics: &mut Diagnostics) -> Option<Located<T>> {
    match serde_path_to_error::deserialize(value) {
        Ok(value) => Some(Located { value, origin }),
        Err(error) => {
            let (mut origin, mut found) = (origin, Some(value));
            for segment in error.path() {
                match segment {
                    serde_path_to_error::Segment::Seq { index } => {
                        found = found.and_then(|found| found.get(index));
                        origin = origin.then(Step::Index(*index));
                    }
                    serde_path_to_error::Segment::Map { key } => {
                        found = found.and_then(|found| found.get(key));
                        origin = origin.then(Step::Key(key.clone()));
                    }
                    _ => {}
                }
            }
            let found = found.map(wording::describe).unwrap_or_default();
            let complaint = wording::complaint(&error.into_inner().to_string(), &origin.name(), &found);
            diagnostics.add(
                Diagnostic::new(complaint.rule, origin.value_span(), complaint.message).maybe_hint(complaint.hint),
            );
            None
        }
    }
}

fn wrong_type(origin: &Origin, expected: &str, found: &str) -> Diagnostic {
    let message = format!("`{}` must be {expected}, not {found}", origin.name());
    Diagnostic::new(Rule::WrongType, origin.value_span(), message)
}

/// Writes a text as a YAML scalar that reads back as the same text.
pub fn quote(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\n' => quoted.push_str("\\n"),
            _ => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}
