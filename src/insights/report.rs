//! What was counted -> the report, as it is printed and as other programs read it.

use std::collections::HashMap;

use serde::Serialize;

use super::project::ProjectReport;
use super::tally::{Query, Sums, Tally};
use super::time;

/// The version of the report's shape.
const VERSION: u32 = 1;

/// What customers looked for and didn't find. Every list is in the order of what counts most, then of the texts.
#[derive(Debug, Serialize)]
pub struct Report {
    /// The version of this shape.
    pub version: u32,
    /// What was read.
    pub read: Read,
    /// The sums of all weeks.
    pub totals: Totals,
    /// Searches that came most often.
    pub top_searches: Vec<SearchRow>,
    /// Searches that found nothing.
    pub searches_without_results: Vec<SearchRow>,
    /// Searches of which no result was opened.
    pub searches_without_opened_result: Vec<SearchRow>,
    /// Searches that led nowhere, and what was searched instead.
    pub reworded_searches: Vec<Rewording>,
    /// Answers that readers did not find helpful.
    pub low_rated_answers: Vec<AnswerRow>,
    /// Pages that were seen last before a contact.
    pub pages_before_contact: Vec<PageRow>,
    /// Languages that were read and searched in.
    pub languages: Vec<LanguageRow>,
    /// Searches in letters that the page's language is not written in.
    pub searches_in_other_scripts: Vec<ScriptRow>,
    /// The sums of each week, the oldest first.
    pub weeks: Vec<WeekRow>,
    /// What the project says to it, where there is one.
    pub project: Option<ProjectReport>,
}

/// What was read.
#[derive(Debug, Default, Clone, Serialize)]
pub struct Read {
    /// Events that are counted.
    pub events: u64,
    /// The time of the first one.
    pub from: Option<String>,
    /// The time of the last one.
    pub to: Option<String>,
    /// All lines.
    pub lines: u64,
    /// Requests in access logs that are no events.
    pub other_requests: u64,
    /// Lines that can't be read.
    pub bad_lines: u64,
    /// The first of them.
    pub first_bad_line: Option<BadLine>,
    /// By how much counts of rare texts may be too low, since there were too many of them to count all.
    pub low_by: LowBy,
}

/// A line that can't be read.
#[derive(Debug, Clone, Serialize)]
pub struct BadLine {
    /// The file, as it was named.
    pub file: String,
    /// The number of the line, from 1.
    pub line: u64,
    /// What is wrong with it.
    pub reason: &'static str,
}

/// By how much counts may be too low; 0 where all is exact.
#[derive(Debug, Default, Clone, Serialize)]
pub struct LowBy {
    /// Of searches.
    pub searches: u64,
    /// Of searches in other words.
    pub reworded_searches: u64,
    /// Of pages.
    pub pages: u64,
    /// Of answers and reasons.
    pub answers: u64,
    /// How many visits were taken for two.
    pub visits: u64,
}

impl LowBy {
    /// Whether every count is exact.
    pub fn is_exact(&self) -> bool {
        self.searches + self.reworded_searches + self.pages + self.answers + self.visits == 0
    }
}

/// Sums.
#[derive(Debug, Default, Serialize)]
pub struct Totals {
    /// Visits, counted where they begin.
    pub visits: u64,
    /// Pages that were seen.
    pub views: u64,
    /// Searches.
    pub searches: u64,
    /// Those that found nothing.
    pub without_results: u64,
    /// Those that found something of which nothing was opened.
    pub unopened: u64,
    /// Results that were opened.
    pub opens: u64,
    /// "Yes" to "Was this helpful?".
    pub helpful: u64,
    /// "No" to it.
    pub not_helpful: u64,
    /// Contacts with support.
    pub contacts: u64,
    /// Troubleshooters that came to an end.
    pub troubleshooters: u64,
    /// Contacts that an answer made needless.
    pub deflected: u64,
}

/// The sums of a week.
#[derive(Debug, Serialize)]
pub struct WeekRow {
    /// Its Monday.
    pub week: String,
    /// Its sums.
    #[serde(flatten)]
    pub totals: Totals,
}

/// A query.
#[derive(Debug, Serialize)]
pub struct SearchRow {
    /// The language of the page.
    pub lang: String,
    /// The query.
    pub q: String,
    /// How often it was searched.
    pub searches: u64,
    /// How often that found nothing.
    pub without_results: u64,
    /// How often nothing of what was found was opened.
    pub unopened: u64,
}

/// A search after another one.
#[derive(Debug, Serialize)]
pub struct Rewording {
    /// The language of the pages.
    pub lang: String,
    /// What was searched first, without opening a result.
    pub q: String,
    /// What was searched next, with a result that was opened.
    pub then: String,
    /// How often.
    pub times: u64,
}

/// An answer: a page, or a question on it.
#[derive(Debug, Serialize)]
pub struct AnswerRow {
    /// The page.
    pub page: String,
    /// The question; empty where the whole page was meant.
    pub question: String,
    /// "Yes" to "Was this helpful?".
    pub helpful: u64,
    /// "No" to it.
    pub not_helpful: u64,
    /// Why not.
    pub reasons: Vec<Reason>,
    /// What readers wrote about it last.
    pub comments: Vec<String>,
}

/// Why an answer didn't help.
#[derive(Debug, Serialize)]
pub struct Reason {
    /// The reason.
    pub reason: String,
    /// How often.
    pub times: u64,
}

/// A page.
#[derive(Debug, Serialize)]
pub struct PageRow {
    /// Its address.
    pub page: String,
    /// How often it was the last one before a contact.
    pub contacts: u64,
    /// How often it was seen.
    pub views: u64,
}

/// A language.
#[derive(Debug, Serialize)]
pub struct LanguageRow {
    /// Its tag.
    pub lang: String,
    /// Pages that were seen in it.
    pub views: u64,
    /// Searches in it.
    pub searches: u64,
}

/// A writing system.
#[derive(Debug, Serialize)]
pub struct ScriptRow {
    /// The language of the pages.
    pub lang: String,
    /// The writing system.
    pub script: String,
    /// Searches in it.
    pub searches: u64,
}

/// The report, with so many rows in each list; `read` says what was read besides events.
pub(super) fn of(tally: &Tally, read: Read, rows: usize) -> Report {
    Report {
        version: VERSION,
        read: Read {
            events: tally.events,
            from: tally.span.map(|(first, _)| time::iso(first)),
            to: tally.span.map(|(_, last)| time::iso(last)),
            low_by: low_by(tally),
            ..read
        },
        totals: totals(&tally.totals()),
        top_searches: searches(tally, rows, |query| query.searches),
        searches_without_results: searches(tally, rows, |query| query.without_results),
        searches_without_opened_result: searches(tally, rows, Query::unopened),
        reworded_searches: rewordings(tally, rows),
        low_rated_answers: answers(tally, rows),
        pages_before_contact: pages(tally, rows),
        languages: languages(tally, rows),
        searches_in_other_scripts: scripts(tally, rows),
        weeks: tally
            .weeks
            .iter()
            .map(|(week, sums)| WeekRow { week: time::day(*week), totals: totals(sums) })
            .collect(),
        project: None,
    }
}

fn low_by(tally: &Tally) -> LowBy {
    LowBy {
        searches: tally.queries.low_by(),
        reworded_searches: tally.rewordings_low_by,
        pages: tally.pages.low_by(),
        answers: tally.answers.low_by().max(tally.reasons.low_by()),
        visits: tally.visits.closed_early,
    }
}

fn totals(sums: &Sums) -> Totals {
    Totals {
        visits: sums.visits,
        views: sums.views,
        searches: sums.searches.searches,
        without_results: sums.searches.without_results,
        unopened: sums.searches.unopened(),
        opens: sums.opens,
        helpful: sums.helpful,
        not_helpful: sums.not_helpful,
        contacts: sums.contacts,
        troubleshooters: sums.troubleshooters,
        deflected: sums.deflected,
    }
}

/// The texts of most weight that have any, the heaviest first, then in the order of their bytes.
fn top<'a, C: 'a>(
    counts: impl Iterator<Item = (&'a str, &'a C)>,
    rows: usize,
    weight: impl Fn(&C) -> u64,
) -> Vec<(&'a str, &'a C)> {
    let mut rest: Vec<_> =
        counts.map(|(text, count)| (weight(count), text, count)).filter(|(weight, ..)| *weight > 0).collect();
    let order = |a: &(u64, &str, &C), b: &(u64, &str, &C)| b.0.cmp(&a.0).then_with(|| a.1.cmp(b.1));
    if rows < rest.len() {
        rest.select_nth_unstable_by(rows, order);
        rest.truncate(rows);
    }
    rest.sort_unstable_by(order);
    rest.into_iter().map(|(_, text, count)| (text, count)).collect()
}

/// The two texts of a key.
fn parts(key: &str) -> (String, String) {
    let (first, second) = key.split_once('\t').unwrap_or((key, ""));
    (first.to_owned(), second.to_owned())
}

fn searches(tally: &Tally, rows: usize, weight: impl Fn(&Query) -> u64) -> Vec<SearchRow> {
    let row = |(key, query): (&str, &Query)| {
        let ((lang, q), unopened) = (parts(key), query.unopened());
        SearchRow { lang, q, searches: query.searches, without_results: query.without_results, unopened }
    };
    top(tally.queries.iter(), rows, weight).into_iter().map(row).collect()
}

fn rewordings(tally: &Tally, rows: usize) -> Vec<Rewording> {
    let texts = tally.queries.texts();
    let mut all: Vec<Rewording> = Vec::new();
    for ((from, to), times) in &tally.rewordings {
        let (Some(from), Some(to)) = (texts.get(*from as usize), texts.get(*to as usize)) else { continue };
        let ((lang, q), (other, then)) = (parts(from), parts(to));
        if lang == other {
            all.push(Rewording { lang, q, then, times: *times });
        }
    }
    all.sort_unstable_by(|a, b| {
        b.times.cmp(&a.times).then_with(|| (&a.lang, &a.q, &a.then).cmp(&(&b.lang, &b.q, &b.then)))
    });
    all.truncate(rows);
    all
}

fn answers(tally: &Tally, rows: usize) -> Vec<AnswerRow> {
    // How many said no, times their share.
    let weight = |no: u64, yes: u64| (no * no * 1000).checked_div(no + yes).unwrap_or_default();
    let chosen = top(tally.answers.iter(), rows, |answer| weight(answer.not_helpful, answer.helpful));
    let mut reasons: HashMap<&str, Vec<(&str, &u64)>> = chosen.iter().map(|(key, _)| (*key, Vec::new())).collect();
    for (text, times) in tally.reasons.iter() {
        let Some((key, reason)) = text.rsplit_once('\t') else { continue };
        if let Some(list) = reasons.get_mut(key) {
            list.push((reason, times));
        }
    }
    let row = |(key, answer): (&str, &super::tally::Answer)| {
        let (page, question) = parts(key);
        let list = reasons.get(key).map(Vec::as_slice).unwrap_or_default();
        let list = top(list.iter().copied(), rows, |times| *times);
        AnswerRow {
            page,
            question,
            helpful: answer.helpful,
            not_helpful: answer.not_helpful,
            reasons: list.into_iter().map(|(reason, times)| Reason { reason: reason.into(), times: *times }).collect(),
            comments: answer.comments.iter().rev().map(ToString::to_string).collect(),
        }
    };
    chosen.iter().map(|chosen| row(*chosen)).collect()
}

fn pages(tally: &Tally, rows: usize) -> Vec<PageRow> {
    let chosen = top(tally.pages.iter(), rows, |page| page.contacts);
    let row = |(page, counts): (&str, &super::tally::Page)| PageRow {
        page: page.to_owned(),
        contacts: counts.contacts,
        views: counts.views,
    };
    chosen.into_iter().map(row).collect()
}

fn languages(tally: &Tally, rows: usize) -> Vec<LanguageRow> {
    let chosen = top(tally.languages.iter(), rows, |language| language.views + language.searches);
    let row = |(lang, counts): (&str, &super::tally::Language)| LanguageRow {
        lang: lang.to_owned(),
        views: counts.views,
        searches: counts.searches,
    };
    chosen.into_iter().map(row).collect()
}

fn scripts(tally: &Tally, rows: usize) -> Vec<ScriptRow> {
    let row = |(key, times): (&str, &u64)| {
        let (lang, script) = parts(key);
        ScriptRow { lang, script, searches: *times }
    };
    top(tally.scripts.iter(), rows, |times| *times).into_iter().map(row).collect()
}
