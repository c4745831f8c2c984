//! Diagnostics -> JSON for scripts. The names of its fields are a promise.

use serde::Serialize;

use super::place::Place;
use crate::diag::{Diagnostics, Lines, Severity};

/// What a check found.
#[derive(Debug, Serialize)]
pub struct Findings {
    problems: Vec<Problem>,
    errors: usize,
    warnings: usize,
    articles: usize,
    languages: usize,
    mended: usize,
}

#[derive(Debug, Serialize)]
struct Problem {
    rule: &'static str,
    level: &'static str,
    message: String,
    #[serde(flatten)]
    place: Place,
    hint: Option<String>,
    fixable: bool,
}

/// The problems, how much was looked at, and how many were `mended` before.
pub fn findings(found: &Diagnostics, articles: usize, languages: usize, mended: usize) -> Findings {
    let mut lines = Lines::default();
    let problems = found.iter().map(|problem| Problem {
        rule: problem.rule.name(),
        level: level(problem.severity),
        message: problem.message.clone(),
        place: Place::new(&problem.span, &mut lines),
        hint: problem.hint.clone(),
        fixable: problem.fix.is_some(),
    });
    let problems = problems.collect();
    Findings { problems, errors: found.errors(), warnings: found.warnings(), articles, languages, mended }
}

pub(super) fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}
