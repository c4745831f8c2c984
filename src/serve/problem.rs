//! A diagnostic as the preview shows it: for the overlay as JSON, and as a page where there is no site yet.

use std::fmt::Write;

use serde::Serialize;

use crate::diag::{Diagnostic, Diagnostics, Severity};

/// How many problems are shown; the terminal has them all.
const MOST: usize = 50;

/// How many characters of a line are shown on either side of the place.
const AROUND: usize = 80;

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// `error` or `warning`.
    severity: &'static str,
    /// The rule, where there is one.
    rule: Option<&'static str>,
    message: String,
    /// `content/refund.md:3:8`, where it has a place.
    place: Option<String>,
    /// The line before, at and after the place; the middle is empty where the place is a point.
    line: Option<[String; 3]>,
    hint: Option<String>,
}

impl Problem {
    /// One without a place.
    pub fn plain(message: impl Into<String>, hint: Option<String>) -> Self {
        Self { severity: "error", rule: None, message: message.into(), place: None, line: None, hint }
    }

    /// The problems of a build: errors first.
    pub fn all(diagnostics: &Diagnostics) -> Vec<Self> {
        let of = |severity| diagnostics.iter().filter(move |diagnostic| diagnostic.severity == severity);
        let total = diagnostics.iter().count();
        let sorted = of(Severity::Error).chain(of(Severity::Warning));
        let mut problems: Vec<Self> = sorted.take(MOST).map(Self::from).collect();
        if total > MOST {
            problems.push(Self::plain(format!("and {} more, which the terminal shows", total - MOST), None));
        }
        problems
    }

    fn write(&self, html: &mut String) {
        let part = |html: &mut String, class: &str, text: &str| {
            let _ = write!(html, "<p class=\"{class}\" dir=\"auto\">{}</p>", escape(text));
        };
        let _ = write!(html, "<li class=\"problem problem--{}\">", self.severity);
        if let Some(place) = &self.place {
            part(html, "problem__place", place);
        }
        let name = self.rule.map_or(self.severity.to_owned(), |rule| format!("{} [{rule}]", self.severity));
        let _ = write!(
            html,
            "<p class=\"problem__message\" dir=\"auto\"><strong class=\"problem__severity\">{name}</strong>: {}</p>",
            escape(&self.message)
        );
        if let Some([before, at, after]) = &self.line {
            let parts = [before, at, after].map(|text| escape(text));
            let [before, at, after] = parts;
            let _ = write!(html, "<pre class=\"problem__line\" dir=\"auto\">{before}<mark>{at}</mark>{after}</pre>");
        }
        if let Some(hint) = &self.hint {
            part(html, "problem__hint", hint);
        }
        html.push_str("</li>\n");
    }
}

impl From<&Diagnostic> for Problem {
    fn from(diagnostic: &Diagnostic) -> Self {
        let (line, column) = diagnostic.span.position();
        Self {
            severity: match diagnostic.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
            },
            rule: Some(diagnostic.rule.name()),
            message: diagnostic.message.clone(),
            place: Some(format!("{}:{line}:{column}", diagnostic.span.source.path)),
            line: excerpt(diagnostic),
            hint: diagnostic.hint.clone(),
        }
    }
}

/// The line of a diagnostic's place, cut where it is long.
fn excerpt(diagnostic: &Diagnostic) -> Option<[String; 3]> {
    let text = diagnostic.span.source.text.as_str();
    let start = text.floor_char_boundary(diagnostic.span.range.start);
    let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
    let end = text.ceil_char_boundary(diagnostic.span.range.end).clamp(start, line_end);
    if line_start == line_end {
        return None;
    }
    let before = text[line_start..start].char_indices().rev().nth(AROUND).map_or(line_start, |(at, _)| line_start + at);
    let forward =
        |from: usize, most: usize| text[from..line_end].char_indices().nth(most).map_or(line_end, |(at, _)| from + at);
    let end = end.min(forward(start, AROUND));
    let after = forward(end, AROUND);
    let cut = |is_cut: bool| if is_cut { "…" } else { "" };
    Some([
        format!("{}{}", cut(before > line_start), &text[before..start]),
        text[start..end].to_owned(),
        format!("{}{}", &text[end..after], cut(after < line_end)),
    ])
}

/// The page that is shown while there is no site.
pub(super) fn page(problems: &[Problem], script: &str) -> String {
    let mut html = String::from(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>The site can’t be built yet</title>\n\
         <link rel=\"stylesheet\" href=\"/_answerbook/overlay.css\">\n</head>\n<body class=\"page\">\n<main class=\"panel\">\n\
         <h1 class=\"title\">The site can’t be built yet</h1>\n\
         <p class=\"note\">This page becomes the site as soon as nothing is wrong any more.</p>\n<ol class=\"problems\">\n",
    );
    problems.iter().for_each(|problem| problem.write(&mut html));
    let _ = write!(html, "</ol>\n</main>\n{script}\n</body>\n</html>\n");
    html
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
