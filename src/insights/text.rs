//! The report as text for the terminal.

use unicode_width::UnicodeWidthStr;

use super::project::StaleArticle;
use super::report::{AnswerRow, Report, SearchRow, Totals};

/// The widest a column of text is shown; what is longer ends in `…`.
const WIDEST: usize = 48;

/// What is said where there is no project.
pub(super) const NO_PROJECT: &str = "no project was read, which would tell words that occur nowhere, missing translations and stale articles: `--root DIR`";

/// The lines of a report.
pub fn lines(report: &Report) -> Vec<String> {
    let mut lines = head(report);
    let mut section = |title: &str, heads: &[&str], rows: Vec<Vec<String>>| {
        if !rows.is_empty() {
            lines.extend([String::new(), title.to_owned()]);
            lines.extend(table(heads, &rows));
        }
    };
    let queries = |rows: &[SearchRow]| rows.iter().map(query).collect::<Vec<_>>();
    let heads = ["searches", "nothing found", "nothing opened", "lang", "query"];
    section("Top searches", &heads, queries(&report.top_searches));
    section("Searches without results", &heads, queries(&report.searches_without_results));
    section("Searches without an opened result", &heads, queries(&report.searches_without_opened_result));
    let rewordings = report.reworded_searches.iter();
    let rewordings = rewordings.map(|row| cells([&row.times, &row.lang, &row.q, &row.then])).collect();
    section("Searched in other words", &["times", "lang", "first", "then"], rewordings);
    let answers = report.low_rated_answers.iter().flat_map(answer).collect();
    section("Low-rated answers", &["no", "yes", "answer"], answers);
    let pages = report.pages_before_contact.iter();
    let pages = pages.map(|row| cells([&row.contacts, &row.views, &row.page])).collect();
    section("Pages before contact", &["contacts", "views", "page"], pages);
    let languages = report.languages.iter();
    let languages = languages.map(|row| cells([&row.views, &row.searches, &row.lang])).collect();
    section("Languages", &["views", "searches", "lang"], languages);
    let scripts = report.searches_in_other_scripts.iter();
    let scripts = scripts.map(|row| cells([&row.searches, &row.lang, &row.script])).collect();
    section("Searches in other scripts", &["searches", "lang", "script"], scripts);
    if let Some(project) = &report.project {
        let words = project.unknown_words.iter();
        let words = words.map(|row| cells([&row.searches, &row.lang, &row.word, &row.synonyms.join(", ")])).collect();
        section("Words that occur nowhere", &["searches", "lang", "word", "perhaps a synonym of"], words);
        let missing = project.missing_translations.iter();
        let missing = missing.map(|row| cells([&row.views, &row.lang, &row.file])).collect();
        section("Missing translations", &["views", "lang", "file"], missing);
        let stale = project.stale_articles.iter().map(stale).collect();
        section("Stale articles", &["views", "updated", "review by", "lang", "file"], stale);
    }
    let weeks = report.weeks.iter().map(|row| [vec![row.week.clone()], sums(&row.totals)].concat()).collect();
    section(
        "By week",
        &["week", "visits", "views", "searches", "nothing found", "nothing opened", "yes", "no", "contacts"],
        weeks,
    );
    if report.project.is_none() && report.read.events > 0 {
        lines.extend([String::new(), NO_PROJECT.to_owned()]);
    }
    lines
}

fn stale(row: &StaleArticle) -> Vec<String> {
    let date = |date: &Option<String>| date.clone().unwrap_or_else(|| "–".to_owned());
    cells([&row.views, &date(&row.updated), &date(&row.review_by), &row.lang, &row.file])
}

/// What was read, and the sums.
fn head(report: &Report) -> Vec<String> {
    let (read, totals) = (&report.read, &report.totals);
    let mut lines = vec![match (&read.from, &read.to) {
        (Some(from), Some(to)) => format!("{} events from {from} to {to}", read.events),
        _ => "no events".to_owned(),
    }];
    let mut left = Vec::new();
    if read.other_requests > 0 {
        left.push(format!("{} other requests", read.other_requests));
    }
    if read.bad_lines > 0 {
        left.push(format!("{} lines that can't be read", read.bad_lines));
    }
    if !left.is_empty() {
        lines.push(format!("not counted: {}", left.join(", ")));
    }
    if !read.low_by.is_exact() {
        lines.push(
            "there were too many different texts to count all: rare ones may be missing or counted too low".into(),
        );
    }
    if read.events > 0 {
        lines.push(String::new());
        let heads = ["visits", "views", "searches", "nothing found", "nothing opened", "yes", "no", "contacts"];
        lines.extend(table(&heads, &[sums(totals)]));
    }
    lines
}

fn sums(totals: &Totals) -> Vec<String> {
    let Totals { visits, views, searches, without_results, unopened, helpful, not_helpful, contacts, .. } = totals;
    cells([visits, views, searches, without_results, unopened, helpful, not_helpful, contacts])
}

fn query(row: &SearchRow) -> Vec<String> {
    cells([&row.searches, &row.without_results, &row.unopened, &row.lang, &row.q])
}

/// An answer, and below it the reasons and comments.
fn answer(row: &AnswerRow) -> Vec<Vec<String>> {
    let name = if row.question.is_empty() { row.page.clone() } else { format!("{}#{}", row.page, row.question) };
    let reasons = row.reasons.iter().map(|reason| format!("  {}× {}", reason.times, reason.reason));
    let comments = row.comments.iter().map(|comment| format!("  “{comment}”"));
    let below = reasons.chain(comments).map(|line| vec![String::new(), String::new(), line]);
    std::iter::once(cells([&row.not_helpful, &row.helpful, &name])).chain(below).collect()
}

fn cells<const N: usize>(values: [&dyn ToString; N]) -> Vec<String> {
    values.iter().map(|value| value.to_string()).collect()
}

/// Rows under their heads: numbers to the right, texts to the left.
fn table(heads: &[&str], rows: &[Vec<String>]) -> Vec<String> {
    let rows: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(|cell| cut(cell)).collect()).collect();
    let is_number = |cell: &String| cell.bytes().all(|byte| byte.is_ascii_digit());
    let width = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.width());
        cells.chain(heads.get(column).map(|head| head.width())).max().unwrap_or(0)
    };
    let columns: Vec<(usize, bool)> = (0..heads.len())
        .map(|column| (width(column), rows.iter().filter_map(|row| row.get(column)).all(is_number)))
        .collect();
    let line = |cells: Vec<&str>| {
        let padded = cells.iter().zip(&columns).map(|(cell, (width, number))| {
            let space = " ".repeat(width.saturating_sub(cell.width()));
            if *number { format!("{space}{cell}") } else { format!("{cell}{space}") }
        });
        format!("  {}", padded.collect::<Vec<_>>().join("  ")).trim_end().to_owned()
    };
    let body = rows.iter().map(|row| line(row.iter().map(String::as_str).collect()));
    std::iter::once(line(heads.to_vec())).chain(body).collect()
}

/// A text of at most [`WIDEST`] columns.
fn cut(text: &str) -> String {
    if text.width() <= WIDEST {
        return text.to_owned();
    }
    let mut shown = String::new();
    for letter in text.chars() {
        if shown.width() + 2 > WIDEST {
            break;
        }
        shown.push(letter);
    }
    shown + "…"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stand_right_and_long_texts_are_cut() {
        let rows = [vec!["5".into(), "払い戻し".into()], vec!["1234567".into(), "x".repeat(60)]];
        let lines = table(&["times", "query"], &rows);
        assert_eq!(lines[..2], ["    times  query", "        5  払い戻し"]);
        assert_eq!(lines[2], format!("  1234567  {}…", "x".repeat(47)));
    }
}
