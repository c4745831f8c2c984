//! YAML -> typed values, key by key, so that one run finds every wrong key and each has its own line.
//!
//! It and its parts are the only modules that name `serde_yaml`. Its values carry no positions, so `locate` finds them in
//! the text; a text is checked for size and depth before it is given to the parser.

mod load;
mod locate;
mod origin;
mod root;
mod typed;
mod wording;

use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

use serde::de::DeserializeOwned;
use serde_yaml::Value;

use crate::diag::{Diagnostic, Diagnostics, Lines, Rule, Source, Span};
use crate::suggest::{did_you_mean, slip};
use origin::{Document, Origin, Step};
pub use root::MAX_BYTES;
pub use typed::Located;
use typed::{texts, typed, written, wrong_type};
pub use wording::quote;

/// A YAML mapping whose keys are taken one by one; what is left is unknown.
#[derive(Debug)]
pub struct Table {
    entries: Vec<Entry>,
    origin: Origin,
}

#[derive(Debug)]
struct Entry {
    /// Its number in the text.
    at: usize,
    key: String,
    /// `None` once it is taken.
    value: Option<Value>,
}

/// A list of texts; each has its place, and so has the list.
pub type Texts = Located<Vec<Located<String>>>;

/// What [`Table::take_text_or_table`] and its like found.
#[derive(Debug)]
pub enum TextOrTable {
    /// A text.
    Text(Located<String>),
    /// A mapping.
    Table(Table),
}

/// What [`Table::take_list_or_table`] found.
#[derive(Debug)]
pub enum ListOrTable {
    /// A list of texts.
    List(Vec<Located<String>>),
    /// A mapping.
    Table(Table),
}

/// Parses a mapping. An empty text is an empty mapping; anything else than a mapping is reported and gives `None`.
pub fn parse(source: &Arc<Source>, range: Range<usize>, diagnostics: &mut Diagnostics) -> Option<Table> {
    let (value, origin) = root::root(&Document::new(source, range), diagnostics)?;
    match value {
        Value::Null => Some(Table { entries: Vec::new(), origin }),
        Value::Mapping(mapping) => Some(table(mapping, origin, diagnostics)),
        other => {
            let message = format!("expected `key: value` lines, not {}", wording::describe(&other, None));
            let hint = "write for example `title: Refunds`, with a space after the colon";
            diagnostics.add(Diagnostic::new(Rule::InvalidYaml, origin.value_span(), message).hint(hint));
            None
        }
    }
}

/// Parses a list of mappings. An empty text is an empty list; what isn't a mapping is reported and left out. `example` is an item
/// as one may write it.
pub fn parse_list(source: &Arc<Source>, example: &str, diagnostics: &mut Diagnostics) -> Vec<Table> {
    let document = Document::new(source, 0..source.text.len());
    let Some((value, origin)) = root::root(&document, diagnostics) else { return Vec::new() };
    match value {
        Value::Null => Vec::new(),
        Value::Sequence(items) => tables(items, &origin, diagnostics),
        other => {
            let message = format!("expected a list, not {}", wording::describe(&other, None));
            let hint = format!("begin each item with a hyphen, for example `- {example}`");
            diagnostics.add(Diagnostic::new(Rule::InvalidYaml, origin.value_span(), message).hint(hint));
            Vec::new()
        }
    }
}

fn table(mapping: serde_yaml::Mapping, origin: Origin, diagnostics: &mut Diagnostics) -> Table {
    let mut entries: Vec<Entry> = Vec::with_capacity(mapping.len());
    let mut seen = HashSet::new();
    for (at, (key, value)) in mapping.into_iter().enumerate() {
        let place = || origin.then(Step::Key(at, String::new()));
        let key = match key {
            Value::String(key) => key,
            Value::Number(number) => key_as_written(&place()).unwrap_or_else(|| number.to_string()),
            Value::Bool(flag) => flag.to_string(),
            other => {
                let message = format!("a key must be text, not {}", wording::describe(&other, None));
                let hint = "write a name before the colon, in quotes where it isn't a plain word";
                diagnostics.add(Diagnostic::new(Rule::InvalidYaml, place().key_span(), message).hint(hint));
                continue;
            }
        };
        if !seen.insert(key.clone()) {
            // `5` and `"5"`, which the parser keeps apart.
            let first = entries.iter().find(|entry| entry.key == key).map_or(at, |entry| entry.at);
            let first = origin.then(Step::Key(first, String::new())).key_span();
            diagnostics.add(root::given_twice(&first, place().key_span(), &mut Lines::default()));
            continue;
        }
        entries.push(Entry { at, key, value: Some(value) });
    }
    Table { entries, origin }
}

fn key_as_written(origin: &Origin) -> Option<String> {
    let span = origin.key_span();
    Some(span.source.text[span.range].to_owned()).filter(|key| !key.is_empty())
}

impl Table {
    fn entry(&self, entry: &Entry) -> Origin {
        self.origin.then(Step::Key(entry.at, entry.key.clone()))
    }

    fn remove(&mut self, key: &str) -> Option<(Value, Origin)> {
        let at = self.entries.iter().position(|entry| entry.key == key)?;
        let value = self.entries[at].value.take()?;
        (!value.is_null()).then(|| (value, self.entry(&self.entries[at])))
    }

    /// Every key that was not taken.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().filter(|entry| entry.value.is_some()).map(|entry| &*entry.key)
    }

    /// Whether a key is there and has a value.
    pub fn has_value(&self, key: &str) -> bool {
        self.entries.iter().any(|entry| entry.key == key && entry.value.as_ref().is_some_and(|value| !value.is_null()))
    }

    /// Takes a key's value. A key that is missing or has no value gives `None`; a wrong type is reported.
    pub fn take<T: DeserializeOwned>(&mut self, key: &str, diagnostics: &mut Diagnostics) -> Option<Located<T>> {
        let (value, origin) = self.remove(key)?;
        typed(&value, origin, diagnostics)
    }

    /// As [`take`](Self::take), where a number is the text that it is written as: `1.50`, `+302101234567`.
    pub fn take_written<T: DeserializeOwned>(
        &mut self,
        key: &str,
        diagnostics: &mut Diagnostics,
    ) -> Option<Located<T>> {
        let (value, origin) = self.remove(key)?;
        typed(&written(value, &origin), origin, diagnostics)
    }

    /// Takes a key whose value is a list of texts. Every item that isn't one is reported, and costs the list.
    pub fn take_texts(&mut self, key: &str, diagnostics: &mut Diagnostics) -> Option<Located<Vec<String>>> {
        let (value, origin) = self.remove(key)?;
        let Value::Sequence(items) = value else { return typed(&value, origin, diagnostics) };
        let count = items.len();
        let texts: Vec<String> = texts(&items, &origin, diagnostics).into_iter().map(|text| text.value).collect();
        (texts.len() == count).then_some(Located { value: texts, origin })
    }

    /// Takes a key whose value is a list.
    fn take_list(&mut self, key: &str, diagnostics: &mut Diagnostics) -> Option<(Vec<Value>, Origin)> {
        match self.remove(key)? {
            (Value::Sequence(items), origin) => Some((items, origin)),
            (other, origin) => {
                diagnostics.add(wrong_type(&origin, "a list", &other));
                None
            }
        }
    }

    /// Takes a key whose value is a list of texts, with the list's place. An item that isn't one is reported and left out.
    pub fn take_items(&mut self, key: &str, diagnostics: &mut Diagnostics) -> Option<Texts> {
        let (items, origin) = self.take_list(key, diagnostics)?;
        Some(Located { value: texts(&items, &origin, diagnostics), origin })
    }

    /// Takes a key whose value is a list of lists of texts, where a number is the text that it is written as. An item
    /// that isn't text is reported, and costs its list.
    pub fn take_lists(&mut self, key: &str, diagnostics: &mut Diagnostics) -> Vec<Texts> {
        let Some((lists, origin)) = self.take_list(key, diagnostics) else { return Vec::new() };
        let lists = lists.into_iter().enumerate();
        lists.filter_map(|(index, list)| written_texts(list, origin.then(Step::Index(index)), diagnostics)).collect()
    }

    /// Takes a key whose value is a mapping.
    pub fn take_table(&mut self, key: &str, diagnostics: &mut Diagnostics) -> Option<Table> {
        let (value, origin) = self.remove(key)?;
        mapping(value, origin, diagnostics)
    }

    /// Takes a key whose value is a list of mappings.
    pub fn take_tables(&mut self, key: &str, diagnostics: &mut Diagnostics) -> Vec<Table> {
        let Some((items, origin)) = self.take_list(key, diagnostics) else { return Vec::new() };
        tables(items, &origin, diagnostics)
    }

    /// Takes a key whose value is a list of texts or a mapping.
    pub fn take_list_or_table(&mut self, key: &str, diagnostics: &mut Diagnostics) -> Option<ListOrTable> {
        let (value, origin) = self.remove(key)?;
        match value {
            Value::Mapping(mapping) => Some(ListOrTable::Table(table(mapping, origin, diagnostics))),
            Value::Sequence(items) => Some(ListOrTable::List(texts(&items, &origin, diagnostics))),
            other => {
                diagnostics.add(wrong_type(&origin, "a list", &other));
                None
            }
        }
    }

    /// Takes every key there is, each with a value of the same type. A wrong one is reported and left out.
    pub fn take_all<T: DeserializeOwned>(&mut self, diagnostics: &mut Diagnostics) -> Vec<(String, Located<T>)> {
        let taken = self.take_each(
            diagnostics,
            |value, origin, found| {
                if value.is_null() { None } else { typed(&value, origin, found) }
            },
        );
        taken.into_iter().filter_map(|(key, value)| Some((key, value?))).collect()
    }

    /// Takes every key there is, as [`take_written`](Self::take_written) does, but that a key without a value is reported too.
    /// What can't be used is `None`.
    pub fn take_all_written<T: DeserializeOwned>(
        &mut self,
        diagnostics: &mut Diagnostics,
    ) -> Vec<(String, Option<Located<T>>)> {
        self.take_each(diagnostics, |value, origin, found| {
            if value.is_null() { no_value(&origin, found) } else { typed(&written(value, &origin), origin, found) }
        })
    }

    /// Takes every key there is, each with a list of texts as in [`take_lists`](Self::take_lists).
    pub fn take_all_lists(&mut self, diagnostics: &mut Diagnostics) -> Vec<(String, Texts)> {
        let taken = self.take_each(diagnostics, written_texts);
        taken.into_iter().filter_map(|(key, list)| Some((key, list?))).collect()
    }

    /// Takes every key there is, each with a mapping or a text; a number is the text that it is written as. A key without a
    /// value is reported, as are other values; both are `None`.
    pub fn take_all_texts_or_tables(&mut self, diagnostics: &mut Diagnostics) -> Vec<(String, Option<TextOrTable>)> {
        self.take_each(diagnostics, text_or_table)
    }

    /// Takes a key whose value is a mapping or a text; a number is the text that it is written as.
    pub fn take_text_or_table(&mut self, key: &str, diagnostics: &mut Diagnostics) -> Option<TextOrTable> {
        let (value, origin) = self.remove(key)?;
        text_or_table(value, origin, diagnostics)
    }

    /// Takes a key whose value is a list of mappings and texts. What is neither is reported and left out.
    pub fn take_texts_or_tables(&mut self, key: &str, diagnostics: &mut Diagnostics) -> Vec<TextOrTable> {
        let Some((items, origin)) = self.take_list(key, diagnostics) else { return Vec::new() };
        let items = items.into_iter().enumerate();
        items.filter_map(|(at, item)| text_or_table(item, origin.then(Step::Index(at)), diagnostics)).collect()
    }

    fn take_each<T>(
        &mut self,
        diagnostics: &mut Diagnostics,
        read: impl Fn(Value, Origin, &mut Diagnostics) -> Option<T>,
    ) -> Vec<(String, Option<T>)> {
        let mut taken = Vec::with_capacity(self.entries.len());
        for at in 0..self.entries.len() {
            let Some(value) = self.entries[at].value.take() else { continue };
            let origin = self.entry(&self.entries[at]);
            taken.push((self.entries[at].key.clone(), read(value, origin, diagnostics)));
        }
        taken
    }

    /// Takes a key without looking at its value.
    pub fn skip(&mut self, key: &str) {
        self.remove(key);
    }

    /// Reports every key that was not taken as unknown, with the nearest known one.
    pub fn finish(self, known: &[&str], diagnostics: &mut Diagnostics) {
        let mut present = None;
        for entry in self.entries.iter().filter(|entry| entry.value.is_some()) {
            let key = &entry.key;
            if known.contains(&key.as_str()) {
                continue;
            }
            let hint =
                did_you_mean(key, known.iter().copied()).unwrap_or_else(|| format!("known keys: {}", known.join(", ")));
            let message = format!("unknown key `{key}`");
            let span = self.entry(entry).key_span();
            let as_written = span.source.text.get(span.range.clone()) == Some(key);
            // Where the table has the right key already, there would be two.
            let present =
                present.get_or_insert_with(|| self.entries.iter().map(|entry| &*entry.key).collect::<HashSet<_>>());
            let meant = slip(key, known.iter().copied()).filter(|meant| as_written && !present.contains(meant));
            let fix = meant.map(ToOwned::to_owned);
            diagnostics.add(Diagnostic::new(Rule::UnknownKey, span, message).hint(hint).mended_by(fix));
        }
    }

    /// Where the key of the table stands.
    pub fn key_span(&self) -> Span {
        self.origin.key_span()
    }

    /// Where the table itself stands.
    pub fn span(&self) -> Span {
        self.origin.value_span()
    }
}

fn tables(items: Vec<Value>, origin: &Origin, diagnostics: &mut Diagnostics) -> Vec<Table> {
    let items = items.into_iter().enumerate();
    items.filter_map(|(index, item)| mapping(item, origin.then(Step::Index(index)), diagnostics)).collect()
}

fn mapping(value: Value, origin: Origin, diagnostics: &mut Diagnostics) -> Option<Table> {
    match value {
        Value::Mapping(mapping) => Some(table(mapping, origin, diagnostics)),
        other => {
            diagnostics.add(wrong_type(&origin, "a map", &other));
            None
        }
    }
}

fn text_or_table(value: Value, origin: Origin, diagnostics: &mut Diagnostics) -> Option<TextOrTable> {
    match value {
        Value::Mapping(mapping) => Some(TextOrTable::Table(table(mapping, origin, diagnostics))),
        Value::Null => no_value(&origin, diagnostics),
        other => typed(&written(other, &origin), origin, diagnostics).map(TextOrTable::Text),
    }
}

fn no_value<T>(origin: &Origin, diagnostics: &mut Diagnostics) -> Option<T> {
    let message = format!("`{}` has no value", origin.name());
    let hint = "write one after the colon, or `\"\"` for none";
    diagnostics.add(Diagnostic::new(Rule::InvalidValue, origin.key_span(), message).hint(hint));
    None
}

fn written_texts(value: Value, origin: Origin, diagnostics: &mut Diagnostics) -> Option<Texts> {
    let items = match written(value, &origin) {
        Value::Sequence(items) => items,
        other => {
            diagnostics.add(wrong_type(&origin, "a list", &other));
            return None;
        }
    };
    let texts = texts(&items, &origin, diagnostics);
    (texts.len() == items.len()).then_some(Located { value: texts, origin })
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::*;

    fn parsed(text: &str) -> (Option<Table>, Diagnostics) {
        let source = Arc::new(Source { path: "a.md".into(), text: text.into() });
        let mut diagnostics = Diagnostics::default();
        (parse(&source, 0..text.len(), &mut diagnostics), diagnostics)
    }

    /// Ten times the keys take about ten times as long, not a hundred times.
    #[test]
    fn many_keys_take_little_time() {
        let took = |keys: usize| {
            let start = Instant::now();
            let text: String = (0..keys).map(|number| format!("key{number}: {number}\n")).collect();
            let (table, mut diagnostics) = parsed(&text);
            table.unwrap().finish(&["title"], &mut diagnostics);
            assert_eq!(diagnostics.iter().count(), keys);
            assert_eq!(parsed(&(text.clone() + &text)).1.errors(), keys);
            assert_eq!(parsed(&text).0.unwrap().take_all_written::<String>(&mut diagnostics).len(), keys);
            start.elapsed()
        };
        let (few, many) = (took(2_000), took(20_000));
        assert!(many < few * 40, "{few:?}, then {many:?}");
    }
}
