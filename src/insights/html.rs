//! The report as one page that needs nothing else: no script, no other file, light and dark.

use std::fmt::Write;

use super::chart;
use super::project::ProjectReport;
use super::report::{AnswerRow, Report, SearchRow, Totals};

/// The page's style.
const STYLE: &str = include_str!("html/style.css");

/// A list: its title, what it is good for, the heads of its columns and its rows. The last column is text.
struct List<'a> {
    id: &'a str,
    title: &'a str,
    about: &'a str,
    heads: &'a [&'a str],
    rows: Vec<Vec<String>>,
    /// Which columns are numbers.
    numbers: usize,
    /// Which number the bars show.
    bar: usize,
}

/// The page.
pub fn page(report: &Report) -> String {
    let lists = lists(report).into_iter().chain(report.project.iter().flat_map(of_project));
    let lists: Vec<List<'_>> = lists.filter(|list| !list.rows.is_empty()).collect();
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"robots\" content=\"noindex\">\n\
         <title>What customers look for</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n\
         <h1>What customers look for</h1>\n"
    );
    page.push_str(&head(report));
    if !report.weeks.is_empty() {
        page.push_str(&charts(report));
    }
    if lists.len() > 1 {
        let links = lists.iter().map(|list| format!("<li><a href=\"#{}\">{}</a></li>\n", list.id, list.title));
        let _ = write!(page, "<nav aria-label=\"Lists\">\n<ul>\n{}</ul>\n</nav>\n", links.collect::<String>());
    }
    if report.project.is_none() {
        page.push_str("<p>No project was read, so words that occur nowhere, missing translations and stale articles are left out.</p>\n");
    }
    lists.iter().for_each(|list| page.push_str(&section(list)));
    page + "</main>\n</body>\n</html>\n"
}

/// What was read, and the sums.
fn head(report: &Report) -> String {
    let read = &report.read;
    let mut text = match (&read.from, &read.to) {
        (Some(from), Some(to)) => {
            format!("<p>{} events from {} to {}.", grouped(read.events), time(from), time(to))
        }
        _ => "<p>There are no events.".to_owned(),
    };
    if read.bad_lines > 0 {
        let _ = write!(text, " {} lines could not be read.", grouped(read.bad_lines));
    }
    if read.other_requests > 0 {
        let _ = write!(text, " {} other requests were left out.", grouped(read.other_requests));
    }
    if !read.low_by.is_exact() {
        text.push_str(
            " There were too many different texts to count all: rare ones may be missing or counted too low.",
        );
    }
    text.push_str("</p>\n<dl class=\"totals\">\n");
    for (name, number) in totals(&report.totals) {
        let _ = writeln!(text, "<div><dt>{name}</dt><dd>{}</dd></div>", grouped(number));
    }
    text + "</dl>\n"
}

fn totals(totals: &Totals) -> [(&'static str, u64); 8] {
    [
        ("Visits", totals.visits),
        ("Pages seen", totals.views),
        ("Searches", totals.searches),
        ("Found nothing", totals.without_results),
        ("Nothing opened", totals.unopened),
        ("Helpful", totals.helpful),
        ("Not helpful", totals.not_helpful),
        ("Contacts", totals.contacts),
    ]
}

fn charts(report: &Report) -> String {
    let week = |of: fn(&Totals) -> (u64, u64)| {
        let rows = report.weeks.iter().map(move |row| (row.week.as_str(), of(&row.totals).0, of(&row.totals).1));
        rows.collect::<Vec<_>>()
    };
    let figure = |title: &str, weeks: &[(&str, u64, u64)], whole: &str, part: &str| {
        let chart = chart::bars(title, weeks, whole, part);
        format!(
            "<figure>\n<figcaption>{title} <span class=\"key whole\">{whole}</span> \
             <span class=\"key part\">{part}</span></figcaption>\n{chart}</figure>\n"
        )
    };
    let searches = week(|totals| (totals.searches, totals.without_results + totals.unopened));
    let answers = week(|totals| (totals.helpful + totals.not_helpful, totals.not_helpful));
    let visits = week(|totals| (totals.visits, totals.contacts));
    let figures = [
        figure("Searches by week", &searches, "all", "led nowhere"),
        figure("Ratings by week", &answers, "all", "not helpful"),
        figure("Visits by week", &visits, "visits", "contacts"),
    ];
    format!("<div class=\"charts\">\n{}</div>\n", figures.concat())
}

fn lists(report: &Report) -> Vec<List<'_>> {
    let queries = |rows: &[SearchRow], id, title, about, bar| List {
        id,
        title,
        about,
        heads: &["Searches", "Found nothing", "Nothing opened", "Language", "Query"],
        rows: rows.iter().map(query).collect(),
        numbers: 3,
        bar,
    };
    let list = |id, title, about, heads, numbers, rows| List { id, title, about, heads, rows, numbers, bar: 0 };
    vec![
        queries(&report.top_searches, "top", "Top searches", "What customers want to know most.", 0),
        queries(
            &report.searches_without_results,
            "no-results",
            "Searches without results",
            "An article is missing, or customers use other words.",
            1,
        ),
        queries(
            &report.searches_without_opened_result,
            "unopened",
            "Searches without an opened result",
            "Something was found, but nothing that looked like the answer.",
            2,
        ),
        list(
            "reworded",
            "Searched in other words",
            "The first search led nowhere, the next one to a result: the words of both may be synonyms.",
            &["Times", "Language", "First", "Then"],
            1,
            report.reworded_searches.iter().map(|row| cells([&row.times, &row.lang, &row.q, &row.then])).collect(),
        ),
        list(
            "answers",
            "Low-rated answers",
            "How many readers said no, and why.",
            &["No", "Yes", "Why", "Answer"],
            2,
            report.low_rated_answers.iter().map(answer).collect(),
        ),
        list(
            "contact",
            "Pages before contact",
            "The last page that customers saw before they contacted support.",
            &["Contacts", "Views", "Page"],
            2,
            report.pages_before_contact.iter().map(|row| cells([&row.contacts, &row.views, &row.page])).collect(),
        ),
        list(
            "languages",
            "Languages",
            "What is read and searched in each language.",
            &["Views", "Searches", "Language"],
            2,
            report.languages.iter().map(|row| cells([&row.views, &row.searches, &row.lang])).collect(),
        ),
        list(
            "scripts",
            "Searches in other scripts",
            "Customers who searched in letters that the page’s language is not written in want another language.",
            &["Searches", "Language of the page", "Script"],
            1,
            report.searches_in_other_scripts.iter().map(|row| cells([&row.searches, &row.lang, &row.script])).collect(),
        ),
        list(
            "weeks",
            "By week",
            "The numbers of the charts.",
            &["Searches", "Found nothing", "Nothing opened", "Yes", "No", "Visits", "Contacts", "Week"],
            7,
            report.weeks.iter().rev().map(|row| week(&row.week, &row.totals)).collect(),
        ),
    ]
}

fn of_project(project: &ProjectReport) -> [List<'_>; 3] {
    let list = |id, title, about, heads, rows| List { id, title, about, heads, rows, numbers: 1, bar: 0 };
    let words = project.unknown_words.iter();
    let missing = project.missing_translations.iter();
    let stale = project.stale_articles.iter();
    let date = |date: &Option<String>| date.clone().unwrap_or_else(|| "–".to_owned());
    [
        list(
            "words",
            "Words that occur nowhere",
            "Customers search for them, and no article has them. What they tried next, with success, may be a synonym.",
            &["Searches", "Language", "Perhaps a synonym of", "Word"],
            words.map(|row| cells([&row.searches, &row.lang, &row.synonyms.join(", "), &row.word])).collect(),
        ),
        list(
            "translations",
            "Missing translations",
            "Pages that customers saw in another language than they had chosen.",
            &["Views", "Language", "File"],
            missing.map(|row| cells([&row.views, &row.lang, &row.file])).collect(),
        ),
        list(
            "stale",
            "Stale articles",
            "Their review is due, or they were not updated for a year.",
            &["Views", "Updated", "Review by", "Language", "File"],
            stale
                .map(|row| cells([&row.views, &date(&row.updated), &date(&row.review_by), &row.lang, &row.file]))
                .collect(),
        ),
    ]
}

fn query(row: &SearchRow) -> Vec<String> {
    cells([&row.searches, &row.without_results, &row.unopened, &row.lang, &row.q])
}

fn answer(row: &AnswerRow) -> Vec<String> {
    let name = if row.question.is_empty() { row.page.clone() } else { format!("{}#{}", row.page, row.question) };
    let reasons = row.reasons.iter().map(|reason| format!("{} × {}", reason.times, reason.reason));
    let comments = row.comments.iter().map(|comment| format!("“{comment}”"));
    let why: Vec<_> = reasons.chain(comments).collect();
    cells([&row.not_helpful, &row.helpful, &why.join("\n"), &name])
}

fn week(week: &str, totals: &Totals) -> Vec<String> {
    let Totals { visits, searches, without_results, unopened, helpful, not_helpful, contacts, .. } = totals;
    cells([searches, without_results, unopened, helpful, not_helpful, visits, contacts, &week])
}

fn cells<const N: usize>(values: [&dyn ToString; N]) -> Vec<String> {
    values.iter().map(|value| value.to_string()).collect()
}

/// A list as a table, the name of each row first; a bar beside the number that it is about.
fn section(list: &List<'_>) -> String {
    let number = |row: &[String]| row.get(list.bar).and_then(|cell| cell.parse::<u64>().ok()).unwrap_or(0);
    let most = list.rows.iter().map(|row| number(row)).max().unwrap_or(0).max(1);
    let mut text = format!(
        "<section id=\"{}\">\n<h2>{}</h2>\n<div class=\"table\" role=\"region\" aria-label=\"{}\" tabindex=\"0\">\n\
         <table>\n<caption>{}</caption>\n<thead><tr>",
        list.id, list.title, list.title, list.about
    );
    for column in order(list) {
        let class = if column < list.numbers { " class=\"number\"" } else { "" };
        let _ = write!(text, "<th scope=\"col\"{class}>{}</th>", list.heads.get(column).unwrap_or(&""));
    }
    text.push_str("</tr></thead>\n<tbody>\n");
    for row in &list.rows {
        text.push_str("<tr>");
        for (place, column) in order(list).enumerate() {
            let cell = row.get(column).map(String::as_str).unwrap_or_default();
            text.push_str(&match (place, column < list.numbers) {
                (0, _) => format!("<th scope=\"row\" dir=\"auto\">{}</th>", escaped(cell)),
                (_, false) => format!("<td dir=\"auto\">{}</td>", escaped(cell)),
                (_, true) if column == list.bar => {
                    let share = number(row) * 100 / most;
                    format!("<td class=\"number\">{}{}</td>", grouped(number(row)), bar(share))
                }
                (_, true) => format!("<td class=\"number\">{}</td>", cell.parse().map_or(cell.to_owned(), grouped)),
            });
        }
        text.push_str("</tr>\n");
    }
    text + "</tbody>\n</table>\n</div>\n</section>\n"
}

/// The columns as they are shown: the name, the number that the list is about, the other numbers, the other texts.
fn order(list: &List<'_>) -> impl Iterator<Item = usize> {
    let name = list.heads.len().saturating_sub(1);
    let (bar, numbers) = (list.bar, list.numbers);
    [name, bar].into_iter().chain((0..numbers).filter(move |column| *column != bar)).chain(numbers..name)
}

/// A bar under a number, which says the same.
fn bar(share: u64) -> String {
    format!(
        "<svg class=\"bar\" aria-hidden=\"true\" viewBox=\"0 0 100 4\" preserveAspectRatio=\"none\">\
         <rect class=\"rest\" width=\"100\" height=\"4\"/><rect class=\"whole\" width=\"{share}\" height=\"4\"/></svg>"
    )
}

/// `1234567` -> `1 234 567`, with narrow spaces that don't break.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push('\u{202f}');
        }
        text.push(digit);
    }
    text
}

/// A time, without its seconds.
fn time(iso: &str) -> String {
    let shown = iso.get(..16).unwrap_or(iso).replace('T', " ");
    format!("<time datetime=\"{iso}\">{shown}</time>")
}

/// A text of someone else, with nothing in it that a browser would act on.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\n' => safe.push_str("<br>"),
            letter if letter.is_control() => safe.push('\u{fffd}'),
            letter => safe.push(letter),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_of_others_stay_texts() {
        assert_eq!(escaped("<b a=\"x\">&\u{1b}[2J\n"), "&lt;b a=&quot;x&quot;&gt;&amp;\u{fffd}[2J<br>");
    }

    #[test]
    fn long_numbers_are_grouped() {
        let cases = [(0, "0"), (999, "999"), (1000, "1\u{202f}000"), (1_234_567, "1\u{202f}234\u{202f}567")];
        for (number, expected) in cases {
            assert_eq!(grouped(number), expected);
        }
    }
}
