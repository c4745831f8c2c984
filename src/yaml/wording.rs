//! Serde's and the YAML parser's messages in a writer's words.

use serde_yaml::Value;

use crate::diag::Rule;
use crate::suggest::did_you_mean;

/// What is wrong with a value.
pub(super) struct Complaint {
    pub(super) rule: Rule,
    pub(super) message: String,
    pub(super) hint: Option<String>,
}

/// A value in a few words.
pub(super) fn describe(value: &Value) -> String {
    match value {
        Value::Null => "nothing".to_owned(),
        Value::Bool(flag) => format!("`{flag}`"),
        Value::Number(number) => format!("the number `{number}`"),
        Value::String(text) => format!("the text `{}`", shortened(text)),
        Value::Sequence(_) => "a list".to_owned(),
        Value::Mapping(_) => "a table".to_owned(),
        Value::Tagged(_) => "a tagged value".to_owned(),
    }
}

fn shortened(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    if line.chars().count() > 40 { line.chars().take(39).chain(['…']).collect() } else { line.to_owned() }
}

/// Rewords `invalid type: integer `5`, expected a string` and the like. A message of another shape is what an
/// `untagged` type says it expects; `value` is what was found.
pub(super) fn complaint(serde: &str, name: &str, value: &str) -> Complaint {
    let serde = serde.split(" at line ").next().unwrap_or(serde);
    if let Some((found, expected)) =
        serde.strip_prefix("invalid type: ").and_then(|rest| rest.split_once(", expected "))
    {
        let (found, expected) = (found_words(found), expected_words(expected));
        let hint = (expected == "text" && !found.starts_with("a ")).then(|| "put it in quotes".to_owned());
        let message = format!("`{name}` must be {expected}, not {found}");
        return Complaint { rule: Rule::WrongType, message, hint };
    }
    if let Some((found, expected)) =
        serde.strip_prefix("invalid value: ").and_then(|rest| rest.split_once(", expected "))
    {
        let message = format!("`{name}` must be {}, not {}", expected_words(expected), found_words(found));
        return Complaint { rule: Rule::InvalidValue, message, hint: None };
    }
    if let Some((found, expected)) =
        serde.strip_prefix("unknown variant `").and_then(|rest| rest.split_once("`, expected "))
    {
        let known: Vec<&str> = expected.split('`').skip(1).step_by(2).collect();
        let hint =
            did_you_mean(found, known.iter().copied()).unwrap_or_else(|| format!("one of: {}", known.join(", ")));
        let message = format!("`{name}` can't be `{found}`");
        return Complaint { rule: Rule::InvalidValue, message, hint: Some(hint) };
    }
    Complaint { rule: Rule::WrongType, message: format!("`{name}` must be {serde}, not {value}"), hint: None }
}

fn found_words(found: &str) -> String {
    let value = found.split_once(' ').map_or(found, |(_, value)| value).trim_matches(['`', '"']);
    match found.split(' ').next().unwrap_or_default() {
        "integer" => format!("the number `{value}`"),
        "floating" => format!("the number `{}`", value.trim_start_matches("point `")),
        "string" => format!("the text `{}`", shortened(value)),
        "boolean" => format!("`{value}`"),
        "sequence" => "a list".to_owned(),
        "map" => "a table".to_owned(),
        "unit" => "nothing".to_owned(),
        _ => found.to_owned(),
    }
}

fn expected_words(expected: &str) -> String {
    match expected {
        "a string" | "string" => "text".to_owned(),
        "a boolean" => "`true` or `false`".to_owned(),
        "a sequence" => "a list".to_owned(),
        "a map" => "a table of `key: value` lines".to_owned(),
        "i8" | "i16" | "i32" | "i64" => "a whole number".to_owned(),
        "u8" | "u16" | "u32" | "u64" | "usize" => "a whole number, 0 or more".to_owned(),
        "f32" | "f64" => "a number".to_owned(),
        _ if expected.starts_with("struct ") || expected.starts_with("a map ") => {
            "a table of `key: value` lines".to_owned()
        }
        _ => expected.to_owned(),
    }
}

/// The YAML parser's message without its positions, and what usually helps.
pub(super) fn syntax(message: &str) -> (String, &'static str) {
    let plain = message.split(" at line ").next().unwrap_or(message).split(", while ").next().unwrap_or(message);
    let hint = match plain {
        _ if plain.contains("mapping values are not allowed") => "a value with `: ` in it must be put in quotes",
        _ if plain.contains("cannot start any token") => {
            "a value must not begin with this character: put it in quotes, and indent with spaces"
        }
        _ if plain.contains("duplicate entry") => "keep one of them",
        _ if plain.contains("repetition limit") => "write the repeated values out",
        _ => "check quotes, indentation (spaces, not tabs) and the `: ` after each key",
    };
    (plain.to_owned(), hint)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn complaints_are_in_plain_words() {
        for (serde, message, hint) in [
            (
                "invalid type: integer `2024`, expected a string",
                "`k` must be text, not the number `2024`",
                Some("put it in quotes"),
            ),
            ("invalid type: string \"x\", expected i64", "`k` must be a whole number, not the text `x`", None),
            ("invalid type: sequence, expected a string", "`k` must be text, not a list", None),
            ("a list of words", "`k` must be a list of words, not the number `5`", None),
            (
                "unknown variant `fak`, expected one of `faq`, `how-to`",
                "`k` can't be `fak`",
                Some("did you mean `faq`?"),
            ),
        ] {
            let complaint = complaint(serde, "k", "the number `5`");
            assert_eq!((complaint.message.as_str(), complaint.hint.as_deref()), (message, hint));
        }
    }
}
