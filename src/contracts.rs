//! The project's search tests, run: by the script that answers customers, over the files that they load.
//!
//! Pure. In go the site, its search and the script; out come the tests that fail, with what was found instead, and why.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::content::search_tests::{MOST, SearchTest};
use crate::diag::{Diagnostic, Diagnostics, Level, Rule};
use crate::search::Searched;
use crate::search::answer::{Answer, Asking, Found};
use crate::search::cost::read;
use crate::search::script::Script;
use crate::site::{Expected, Site};

/// How many results an explanation shows.
const SHOWN: usize = 3;

/// Runs all tests. Gives how many were run, and those that fail, not yet at their level.
pub fn run(site: &Site, searched: &Searched, script: &str) -> (usize, Diagnostics) {
    let mut found = Diagnostics::default();
    // Articles that can't be read may be what is expected.
    if site.config.level(Rule::FailedSearchTest) == Level::Off
        || !site.files.unread.is_empty()
        || site.config.unreadable
    {
        return (0, found);
    }
    let mut by_language: BTreeMap<usize, Vec<(&SearchTest, Expected)>> = BTreeMap::new();
    for (test, file) in site.search_tests() {
        if let Ok(expected) = site.expected(test, file) {
            by_language.entry(test.language).or_default().push((test, expected));
        }
    }
    let run: Vec<Diagnostics> = by_language
        .par_iter()
        .map(|(language, tests)| run_language(site, *language, tests, searched, script))
        .collect();
    run.into_iter().for_each(|failed| found.append(failed));
    (by_language.values().map(Vec::len).sum(), found)
}

fn run_language(
    site: &Site,
    language: usize,
    tests: &[(&SearchTest, Expected)],
    searched: &Searched,
    script: &str,
) -> Diagnostics {
    let mut found = Diagnostics::default();
    let edition = &site.editions[language];
    let files = searched.output.clone();
    let search = Script::open(script, move |path| read(&files, path), &format!("/{}search/", edition.prefix));
    for (test, expected) in tests {
        let result = match &search {
            Ok(search) => run_one(search, test, expected, &edition.language.tag),
            Err(error) => Err(error.to_string()),
        };
        match result {
            Ok(failed) => failed.into_iter().for_each(|failed| found.add(failed)),
            Err(error) => {
                // What the script can't do once, it can't do for the next test either.
                found.add(not_searched(test, &error));
                break;
            }
        }
    }
    found
}

fn not_searched(test: &SearchTest, error: &str) -> Diagnostic {
    let message = format!("the search for `{}` gave no answer: {error}", test.query.value);
    let hint = "mend `js/search.js` of the theme, or take it out of the theme: the built-in one is used then";
    Diagnostic::new(Rule::FailedSearchTest, test.query.span(), message).hint(hint)
}

/// What is wrong where a test fails.
fn run_one(
    search: &Script,
    test: &SearchTest,
    expected: &Expected,
    language: &str,
) -> Result<Option<Diagnostic>, String> {
    let ask = |limit, explain| {
        let options = Asking { limit, prefix: false, explain, platform: None }.options();
        let answer = search.query(&test.query.value, &options).map_err(|error| error.to_string());
        answer.and_then(Answer::read)
    };
    if ask(test.within, false)?.results.iter().any(|found| expected.is(&found.url)) {
        return Ok(None);
    }
    let answer = ask(MOST, true)?;
    let message = format!(
        "a search for `{}` should find `{}` {}, and {}",
        test.query.value.trim(),
        test.expect.value,
        among(test.within),
        outcome(&answer, expected),
    );
    let hint = explanation(&answer, expected, language);
    Ok(Some(Diagnostic::new(Rule::FailedSearchTest, test.query.span(), message).hint(hint)))
}

fn among(within: u16) -> String {
    if within == 1 { "as the first result".to_owned() } else { format!("among the first {within} results") }
}

/// The place of a result, from 1.
fn rank(answer: &Answer, wanted: impl Fn(&str) -> bool) -> Option<usize> {
    answer.results.iter().position(|found| wanted(&found.url)).map(|at| at + 1)
}

fn outcome(answer: &Answer, expected: &Expected) -> String {
    let page = rank(answer, |url| expected.has_page(url));
    match (rank(answer, |url| expected.is(url)), page) {
        (Some(rank), _) => format!("it is number {rank}"),
        (None, Some(page)) => format!("only another place on its page is found, as number {page}"),
        (None, None) if answer.total > answer.results.len() => format!("it is not among the first {MOST}"),
        (None, None) => "it is not found".to_owned(),
    }
}

/// What was found instead, and why; and why what was expected came later.
fn explanation(answer: &Answer, expected: &Expected, language: &str) -> String {
    let advice =
        "put the customer's words into the title, a heading or the `keywords` of the page, or into the synonyms";
    if answer.results.is_empty() {
        return format!("no page has any of these words: {advice}");
    }
    let wanted = rank(answer, |url| expected.is(url)).or_else(|| rank(answer, |url| expected.has_page(url)));
    let mut lines = vec![format!("{advice}; what was found, and what each word contributed:")];
    lines.extend(answer.understood());
    for (found, number) in answer.results.iter().zip(1..) {
        if number <= SHOWN || Some(number) == wanted {
            lines.extend(result(found, number, language));
        }
    }
    lines.join("\n")
}

fn result(found: &Found, number: usize, language: &str) -> impl Iterator<Item = String> {
    let head = [format!("{number}. {}", found.name(language)), format!("   {}", found.url)];
    head.into_iter().chain(found.reasons().into_iter().map(|line| format!("   {line}")))
}
