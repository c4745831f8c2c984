//! The report as text for the terminal.

use super::report::{Group, Proposal, Report, Totals};

/// How many other ways of asking the same are shown.
const OTHERS: usize = 3;

/// The lines of a report.
pub fn lines(report: &Report) -> Vec<String> {
    let mut lines = head(report);
    if !report.groups.is_empty() {
        let count = match report.all_groups.saturating_sub(report.groups.len()) {
            0 => String::new(),
            more => format!(", the {} largest of {} groups", report.groups.len(), report.groups.len() + more),
        };
        lines.extend([String::new(), format!("What would save most requests{count}")]);
    }
    let several = report.languages.len() > 1;
    for (group, number) in report.groups.iter().zip(1..) {
        lines.extend(group_lines(group, number, several));
    }
    if !report.synonyms.is_empty() {
        lines.extend([String::new(), "Words that occur nowhere, and what they mean".to_owned()]);
    }
    for found in &report.synonyms {
        let synonym = &found.synonym;
        lines.push(format!(
            "  `{}` → `{}`{}: {}",
            synonym.word,
            synonym.means,
            language(&found.lang, several),
            requests(synonym.requests)
        ));
        let pairs = synonym.evidence.iter().take(OTHERS);
        lines.extend(pairs.map(|[asked, other]| format!("    “{asked}” isn't answered, “{other}” is")));
    }
    if !report.answered.is_empty() {
        lines.extend([String::new(), "Answered most often".to_owned()]);
    }
    for answered in &report.answered {
        let language = language(&answered.lang, several);
        lines.push(format!("  {}{language}: {}", requests(answered.requests), answered.text));
        lines.push(format!("    {} – {}", answered.best.title, answered.best.url));
    }
    lines
}

/// What was read, and the sums.
fn head(report: &Report) -> Vec<String> {
    let read = &report.read;
    let days = match (&read.from, &read.to) {
        (Some(from), Some(to)) => format!(" from {from} to {to}"),
        _ => String::new(),
    };
    let mut lines = vec![format!("{}{days}, {} different", requests(read.requests), read.different)];
    let left = [
        (read.without_question, "without a question"),
        (read.other_languages, "in other languages"),
        (read.bad_rows, "in rows that can't be read"),
    ];
    let left: Vec<_> =
        left.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")).collect();
    if !left.is_empty() {
        lines.push(format!("not searched: {}", left.join(", ")));
    }
    if read.low_by > 0 {
        lines.push("there were too many different requests to keep all: rare ones are missing".to_owned());
    }
    if report.totals.all() > 0 {
        lines.push(String::new());
        lines.extend(sums(report.totals, ""));
    }
    if report.languages.len() > 1 {
        for language in &report.languages {
            lines.push(format!("  {}", language.lang));
            lines.extend(sums(language.totals, "  "));
        }
    }
    lines
}

fn sums(totals: Totals, indent: &str) -> Vec<String> {
    let all = totals.all();
    let rows = [("answered", totals.answered), ("weak", totals.weak), ("unanswered", totals.unanswered)];
    let width = all.to_string().len();
    let line = |(name, count): (&str, u64)| format!("{indent}  {name:10}  {count:width$}  {:>6}", percent(count, all));
    rows.map(line).to_vec()
}

fn percent(count: u64, all: u64) -> String {
    format!("{:.1} %", 100.0 * count as f64 / all.max(1) as f64)
}

fn requests(count: u64) -> String {
    format!("{count} {}", if count == 1 { "request" } else { "requests" })
}

fn language(lang: &str, several: bool) -> String {
    if several { format!(" ({lang})") } else { String::new() }
}

fn group_lines(group: &Group, number: usize, several: bool) -> Vec<String> {
    let mut examples = group.examples.iter();
    let first = examples.next().map(|example| example.text.as_str()).unwrap_or_default();
    let language = language(&group.lang, several);
    let share = 100.0 * group.share;
    let mut lines = vec![format!("  {number}. {} ({share:.1} %){language}: {first}", requests(group.requests))];
    let others: Vec<_> = examples.take(OTHERS).map(|other| format!("“{}” {}×", other.text, other.requests)).collect();
    if !others.is_empty() {
        lines.push(format!("     also {}", others.join(", ")));
    }
    if !group.unknown_words.is_empty() {
        lines.push(format!("     words that occur nowhere: {}", group.unknown_words.join(", ")));
    }
    if let Some(nearest) = &group.nearest {
        lines.push(format!("     nearest: {} – {}", nearest.title, nearest.url));
    }
    lines.push(match &group.proposal {
        Proposal::Synonym { word, means } => format!("     → a synonym: `{word}` finds `{means}`"),
        Proposal::Article { file, there: true, .. } => format!("     → an article that is there already, `{file}`"),
        Proposal::Article { title, file, .. } => format!("     → a new article, `{file}`: {title}"),
        Proposal::Improve { file } => format!("     → say it in the title, a heading or the `keywords` of `{file}`"),
    });
    lines
}
