//! Diagnostics -> workflow commands, which GitHub Actions shows beside the lines of a change.

use super::json::level;
use super::place::Place;
use crate::diag::{Diagnostic, Diagnostics, Lines};

/// A line for each problem. `prefix` leads from the folder in which the program runs, which is the repository's in a
/// workflow, to the project.
pub fn annotations(found: &Diagnostics, prefix: &str) -> Vec<String> {
    let mut lines = Lines::default();
    found.iter().map(|problem| annotation(problem, &Place::new(&problem.span, &mut lines), prefix)).collect()
}

fn annotation(problem: &Diagnostic, place: &Place, prefix: &str) -> String {
    let file = property(&format!("{prefix}{}", place.file));
    let mut command = format!("::{} file={file},line={}", level(problem.severity), place.line);
    if place.end_line == place.line {
        // There the last column is one that belongs to it.
        let last = place.end_column.saturating_sub(1).max(place.column);
        command += &format!(",col={},endColumn={last}", place.column);
    } else {
        command += &format!(",endLine={}", place.end_line);
    }
    let hint = problem.hint.as_ref().map(|hint| format!("\n{hint}")).unwrap_or_default();
    let message = message(&format!("{}{hint}", problem.message));
    format!("{command},title={}::{message}", property(problem.rule.name()))
}

/// As GitHub's own toolkit escapes the text of a command.
fn message(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// As it escapes the value of a property.
fn property(text: &str) -> String {
    message(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::diag::{Rule, Source, Span};

    #[test]
    fn what_a_command_is_made_of_is_escaped() {
        let source = Arc::new(Source { path: "content/a,b:c 50%.md".into(), text: "one\ntwo [x](y)\n".into() });
        let mut found = Diagnostics::default();
        let problem = |range, message: &str| Diagnostic::new(Rule::BrokenLink, Span::new(&source, range), message);
        found.add(problem(8..14, "100%, a: b\r\nc"));
        found.add(problem(1..9, "two lines").hint("mend it"));
        found.add(problem(0..0, "whole file"));
        let expected = [
            "::error file=docs/content/a%2Cb%3Ac 50%25.md,line=2,col=5,endColumn=10,title=broken-link::100%25, a: b%0D%0Ac",
            "::error file=docs/content/a%2Cb%3Ac 50%25.md,line=1,endLine=2,title=broken-link::two lines%0Amend it",
            "::error file=docs/content/a%2Cb%3Ac 50%25.md,line=1,col=1,endColumn=1,title=broken-link::whole file",
        ];
        assert_eq!(annotations(&found, "docs/"), expected);
    }
}
