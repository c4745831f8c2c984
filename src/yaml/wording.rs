//! Serde's and the YAML parser's messages in a writer's words.

use serde_yaml::Value;

use crate::diag::Rule;
use crate::suggest::did_you_mean;

/// What is wrong with a value.
pub(super) struct Complaint {
    pub(super) rule: Rule,
    pub(super) message: String,
    pub(super) hint: String,
}

/// A value in a few words; `written` is a number's text in the source.
pub(super) fn describe(value: &Value, written: Option<&str>) -> String {
    match value {
        Value::Null => "nothing".to_owned(),
        Value::Bool(flag) => format!("`{flag}`"),
        Value::Number(number) => format!("the number `{}`", written.map_or_else(|| number.to_string(), shortened)),
        Value::String(text) => format!("the text `{}`", shortened(text)),
        Value::Sequence(_) => "a list".to_owned(),
        Value::Mapping(_) => "a table".to_owned(),
        Value::Tagged(_) => "a value with a `!` before it".to_owned(),
    }
}

fn shortened(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    if line.chars().count() > 40 { line.chars().take(39).chain(['…']).collect() } else { line.to_owned() }
}

/// Whether a message says that one of a few names was expected, but not which.
pub(super) fn wants_name(serde: &str) -> bool {
    serde.strip_prefix("invalid type: ").is_some_and(|rest| rest.contains(" enum") || rest.contains("variant"))
}

/// Rewords `invalid type: integer `5`, expected a string` and the like. A message of another shape is what an
/// `untagged` type says it expects. A type of ours gives an example after a semicolon; `found` is the value in words.
pub(super) fn complaint(serde: &str, name: &str, value: &Value, found: &str) -> Complaint {
    let serde = serde.split(" at line ").next().unwrap_or(serde);
    if let Some((_, names)) = serde.strip_prefix("unknown variant `").and_then(|rest| rest.split_once("`, expected ")) {
        return unknown_name(name, value, found, names);
    }
    let of_type = serde.strip_prefix("invalid type: ").map(|rest| (Rule::WrongType, rest));
    let of_value = serde.strip_prefix("invalid value: ").map(|rest| (Rule::InvalidValue, rest));
    let parts = of_type.or(of_value).and_then(|(rule, rest)| Some((rule, rest.split_once(", expected ")?.1)));
    let (rule, expected) = parts.unwrap_or((Rule::WrongType, serde));
    let (expected, example) = expected_words(expected);
    let hint = match value {
        Value::Number(_) | Value::Bool(_) if expected.starts_with("text") => "put it in quotes",
        Value::Null => "write a value, or take it away",
        Value::Number(_) if expected.starts_with("a whole number") && is_large(found) => "this number is too large",
        _ => example,
    };
    Complaint { rule, message: format!("`{name}` must be {expected}, not {found}"), hint: hint.to_owned() }
}

fn is_large(found: &str) -> bool {
    let digits = found.split('`').nth(1).unwrap_or_default().trim_start_matches(['+', '-']);
    digits.len() > 9 && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// `names` is serde's list of those that there are.
fn unknown_name(key: &str, value: &Value, found: &str, names: &str) -> Complaint {
    let known: Vec<&str> = names.split('`').skip(1).step_by(2).collect();
    let near = value.as_str().and_then(|text| did_you_mean(text, known.iter().copied()));
    let hint = near.unwrap_or_else(|| format!("one of: {}", known.join(", ")));
    let found = found.strip_prefix("the text ").or_else(|| found.strip_prefix("the number ")).unwrap_or(found);
    Complaint { rule: Rule::InvalidValue, message: format!("`{key}` can't be {found}"), hint }
}

/// What serde says is expected, in a writer's words, and an example.
fn expected_words(expected: &str) -> (&str, &str) {
    match expected {
        "a string" | "string" => ("text", "write one text"),
        "a boolean" => ("`true` or `false`", "write `true` or `false`, without quotes"),
        "a sequence" | "a list" => ("a list", "write `[one, two]`, or lines that begin with `- `"),
        "i8" | "i16" | "i32" | "i64" => ("a whole number", "for example `3`, without quotes"),
        "u8" | "u16" | "u32" | "u64" | "usize" => ("a whole number, 0 or more", "for example `3`, without quotes"),
        "f32" | "f64" => ("a number", "for example `1.5`, without quotes"),
        _ if expected.starts_with("struct ") || expected.starts_with("a map") => {
            ("a table of `key: value` lines", "write `key: value` lines below it, with spaces before each")
        }
        _ => expected.split_once("; ").unwrap_or((expected, "see the help centre for an example")),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn complaints_are_in_plain_words() {
        for (serde, value, message, hint) in [
            (
                "invalid type: integer `2024`, expected a string",
                Value::from(2024),
                "`k` must be text, not the number `2024`",
                "put it in quotes",
            ),
            (
                "invalid type: string \"x\", expected i64",
                Value::from("x"),
                "`k` must be a whole number, not the text `x`",
                "for example `3`, without quotes",
            ),
            (
                "invalid type: floating point `1e20`, expected i64",
                Value::from(12_345_678_901_u64),
                "`k` must be a whole number, not the number `12345678901`",
                "this number is too large",
            ),
            (
                "invalid type: sequence, expected a string",
                Value::Sequence(Vec::new()),
                "`k` must be text, not a list",
                "write one text",
            ),
            (
                "a list of words; for example `[a, b]`",
                Value::from(true),
                "`k` must be a list of words, not `true`",
                "for example `[a, b]`",
            ),
            (
                "unknown variant `fak`, expected one of `faq`, `how-to`",
                Value::from("fak"),
                "`k` can't be `fak`",
                "did you mean `faq`?",
            ),
            (
                "unknown variant `5`, expected `faq` or `how-to`",
                Value::from(5),
                "`k` can't be `5`",
                "one of: faq, how-to",
            ),
        ] {
            let complaint = complaint(serde, "k", &value, &describe(&value, None));
            assert_eq!((complaint.message.as_str(), complaint.hint.as_str()), (message, hint));
        }
    }

    #[test]
    fn a_number_is_described_as_it_is_written() {
        assert_eq!(describe(&Value::from(16), Some("0x10")), "the number `0x10`");
    }
}
