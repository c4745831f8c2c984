//! Diagnostics -> SARIF 2.1.0 (OASIS), which code hosts and editors read.

use std::collections::HashMap;

use serde_json::{Value, json};

use super::json::level;
use super::place::Place;
use crate::diag::{Diagnostic, Diagnostics, Level, Lines, Rule};

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// Where the program is at home; empty where that isn't public.
const HOME: &str = env!("CARGO_PKG_REPOSITORY");

/// A log with one run. `prefix` leads from the folder in which the program runs to the project.
pub fn log(found: &Diagnostics, prefix: &str) -> Value {
    let mut lines = Lines::default();
    let mut seen = HashMap::new();
    let results: Vec<Value> = found
        .iter()
        .map(|problem| {
            let place = Place::new(&problem.span, &mut lines);
            let print = fingerprint(problem, &place, &mut seen);
            result(problem, &place, prefix, &print)
        })
        .collect();
    json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": driver() },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

fn driver() -> Value {
    let mut driver = json!({
        "name": "Answerbook",
        "version": env!("CARGO_PKG_VERSION"),
        "rules": Rule::ALL.iter().map(|rule| description(*rule)).collect::<Vec<_>>(),
    });
    if !HOME.is_empty() {
        driver["informationUri"] = HOME.into();
    }
    driver
}

fn description(rule: Rule) -> Value {
    let (level, enabled) = match rule.default_level() {
        Level::Error => ("error", true),
        Level::Warning => ("warning", true),
        Level::Off => ("warning", false),
    };
    json!({
        "id": rule.name(),
        "shortDescription": { "text": rule.summary() },
        "help": { "text": format!("{} The manual's page of all rules says how to mend it: `#{rule}`.", rule.summary()) },
        "defaultConfiguration": { "level": level, "enabled": enabled },
    })
}

fn result(problem: &Diagnostic, place: &Place, prefix: &str, print: &str) -> Value {
    let hint = problem.hint.as_ref().map(|hint| format!("; {hint}")).unwrap_or_default();
    json!({
        "ruleId": problem.rule.name(),
        "ruleIndex": Rule::ALL.iter().position(|rule| *rule == problem.rule),
        "level": level(problem.severity),
        "message": { "text": format!("{}{hint}", problem.message) },
        "locations": [{
            "physicalLocation": {
                "artifactLocation": { "uri": uri(&format!("{prefix}{}", place.file)) },
                "region": {
                    "startLine": place.line,
                    "startColumn": place.column,
                    "endLine": place.end_line,
                    "endColumn": place.end_column,
                },
            },
        }],
        "partialFingerprints": { "answerbook/v1": print },
    })
}

/// The same wherever in its file the text moves; of equal ones the first, the second and so on.
fn fingerprint(problem: &Diagnostic, place: &Place, seen: &mut HashMap<blake3::Hash, usize>) -> String {
    let mut hasher = blake3::Hasher::new();
    for part in [problem.rule.name(), &place.file, &place.text] {
        hasher.update(&part.len().to_le_bytes()).update(part.as_bytes());
    }
    let hash = hasher.finalize();
    let number = seen.entry(hash).or_default();
    *number += 1;
    format!("{}:{number}", &hash.to_hex()[..32])
}

/// A path as a relative reference (RFC 3986): every byte that isn't unreserved or a slash is percent-encoded.
fn uri(path: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    path.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::diag::{Source, Span};

    fn prints(text: &str) -> Vec<String> {
        let source = Arc::new(Source { path: "content/é a.md".into(), text: text.into() });
        let mut found = Diagnostics::default();
        for (at, part) in text.match_indices("(x.md)") {
            found.add(Diagnostic::new(Rule::BrokenLink, Span::new(&source, at..at + part.len()), "there is no file"));
        }
        let log = log(&found, "docs/");
        let results = log["runs"][0]["results"].as_array().unwrap();
        assert!(results.iter().all(|result| {
            let place = &result["locations"][0]["physicalLocation"];
            place["artifactLocation"]["uri"] == "docs/content/%C3%A9%20a.md"
        }));
        results.iter().map(|result| result["partialFingerprints"]["answerbook/v1"].to_string()).collect()
    }

    #[test]
    fn fingerprints_survive_a_moved_line_and_tell_equals_apart() {
        let (before, after) = (prints("[a](x.md)\n[b](x.md)\n"), prints("New.\n\n[a](x.md) and [b](x.md)\n"));
        assert_eq!(before, after);
        assert_ne!(before[0], before[1]);
    }
}
