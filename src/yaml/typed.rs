//! A YAML value -> a Rust one, or a diagnostic at the part of it that is wrong.

use serde::de::DeserializeOwned;
use serde_yaml::Value;

use super::origin::{Origin, Step};
use super::{load, wording};
use crate::diag::{Diagnostic, Diagnostics, Span};

/// A value that was taken, with the place it came from.
#[derive(Debug, Clone)]
pub struct Located<T> {
    /// The value.
    pub value: T,
    pub(super) origin: Origin,
}

impl<T> Located<T> {
    /// Where the value stands.
    pub fn span(&self) -> Span {
        self.origin.value_span()
    }

    /// Where its key stands.
    pub fn key_span(&self) -> Span {
        self.origin.key_span()
    }

    /// Where the item of a list stands.
    pub fn item_span(&self, index: usize) -> Span {
        self.origin.then(Step::Index(index)).value_span()
    }
}

/// Each item of a list as text; those that aren't are reported and left out.
pub(super) fn texts(items: &[Value], origin: &Origin, diagnostics: &mut Diagnostics) -> Vec<Located<String>> {
    let items = items.iter().enumerate();
    items.filter_map(|(index, item)| typed(item, origin.then(Step::Index(index)), diagnostics)).collect()
}

/// A value whose numbers are the texts that they are written as. One whose text can't be found stays a number.
pub(super) fn written(value: Value, origin: &Origin) -> Value {
    match value {
        Value::Number(_) => origin.written().map_or(value, |text| Value::String(text.to_owned())),
        Value::Sequence(items) => {
            let items = items.into_iter().enumerate();
            items.map(|(index, item)| written(item, &origin.then(Step::Index(index)))).collect()
        }
        Value::Mapping(mapping) => {
            let entries = mapping.into_iter().enumerate();
            let step = |at| origin.then(Step::Key(at, String::new()));
            Value::Mapping(entries.map(|(at, (key, value))| (key, written(value, &step(at)))).collect())
        }
        other => other,
    }
}

/// A value as a type; where it isn't one, the wrong part is reported.
pub(super) fn typed<T: DeserializeOwned>(
    value: &Value,
    origin: Origin,
    diagnostics: &mut Diagnostics,
) -> Option<Located<T>> {
    let error = match serde_path_to_error::deserialize::<_, T>(value) {
        Ok(value) => return Some(Located { value, origin }),
        Err(error) => error,
    };
    let (place, found) = follow(value, origin, error.path());
    let found_words = wording::describe(found, place.written());
    let mut said = error.into_inner().to_string();
    if wording::wants_name(&said) {
        said = load::complaint_about::<T>(place.written().unwrap_or_default()).unwrap_or(said);
    }
    let complaint = wording::complaint(&said, &place.name(), found, &found_words);
    diagnostics.add(Diagnostic::new(complaint.rule, place.value_span(), complaint.message).hint(complaint.hint));
    None
}

/// The place that an error's path leads to, and what is there.
fn follow<'a>(value: &'a Value, origin: Origin, path: &serde_path_to_error::Path) -> (Origin, &'a Value) {
    let (mut origin, mut found) = (origin, value);
    for segment in path {
        let step = match (segment, found) {
            (serde_path_to_error::Segment::Seq { index }, Value::Sequence(items)) => {
                items.get(*index).map(|item| (Step::Index(*index), item))
            }
            (serde_path_to_error::Segment::Map { key }, Value::Mapping(entries)) => {
                let mut entries = entries.iter().enumerate();
                entries.find(|(_, (name, _))| *name == key).map(|(at, (_, value))| (Step::Key(at, key.clone()), value))
            }
            _ => None,
        };
        let Some((step, value)) = step else { break };
        (origin, found) = (origin.then(step), value);
    }
    (origin, found)
}

/// A value that isn't what serde calls `expected`.
pub(super) fn wrong_type(origin: &Origin, expected: &str, found: &Value) -> Diagnostic {
    let said = format!("invalid type: other, expected {expected}");
    let complaint = wording::complaint(&said, &origin.name(), found, &wording::describe(found, origin.written()));
    Diagnostic::new(complaint.rule, origin.value_span(), complaint.message).hint(complaint.hint)
}
