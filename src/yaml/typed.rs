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
    /// What was made of the value, with its place.
    pub fn with<U>(&self, value: U) -> Located<U> {
        Located { value, origin: self.origin.clone() }
    }

    /// What was made of the value, in its place.
    pub fn map<U>(self, made: impl FnOnce(T) -> U) -> Located<U> {
        Located { value: made(self.value), origin: self.origin }
    }

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

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::diag::Source;
    use crate::yaml::origin::Document;

    /// Every number in a value, with its text as it is written.
    fn numbers(value: &Value, origin: &Origin, found: &mut Vec<(Value, Option<String>)>) {
        match value {
            Value::Sequence(items) => {
                items.iter().enumerate().for_each(|(at, item)| numbers(item, &origin.then(Step::Index(at)), found));
            }
            Value::Mapping(entries) => {
                let step = |at| origin.then(Step::Key(at, String::new()));
                entries.values().enumerate().for_each(|(at, value)| numbers(value, &step(at), found));
            }
            Value::Number(_) => found.push((value.clone(), origin.written().map(str::to_owned))),
            _ => {}
        }
    }

    /// Texts of random pieces: what is taken for a number's text means that number, or nothing is taken.
    #[test]
    fn the_two_parsers_never_disagree() {
        let pieces =
            "a: ·b: ·- ·\n·\n  ·{·}·[·]·, ·1.50·+3·0x10·\"·'·x·? ·:·|\n ·# c·&a ·*a·!t ·\t·ώ·~·<<: ·a: 1\n·---·%";
        let pieces: Vec<&str> = pieces.split('·').collect();
        let (mut seed, mut compared) = (1_usize, 0);
        for _ in 0..20_000 {
            let piece = |_| {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                pieces[(seed >> 33) % pieces.len()]
            };
            let text: String = (0..12).map(piece).collect();
            let Ok(value) = load::load(&text) else { continue };
            let source = Arc::new(Source { path: String::new(), text: text.clone() });
            let mut found = Vec::new();
            numbers(&value, &Origin::of(&Document::new(&source, 0..text.len())), &mut found);
            for (value, written) in found.into_iter().filter_map(|(value, written)| Some((value, written?))) {
                assert_eq!(load::load(&written).unwrap(), value, "{text:?}");
                compared += 1;
            }
        }
        assert!(compared > 100, "only {compared} numbers compared");
    }
}
