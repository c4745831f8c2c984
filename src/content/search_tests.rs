//! A language's `_search-tests.yaml`: what customers type, and what they must find.
//!
//! Pure. Whether the page is there, and whether it is found, is seen later.

use std::sync::Arc;

use crate::config::Config;
use crate::diag::{Diagnostic, Diagnostics, Rule, Source};
use crate::suggest::did_you_mean;
use crate::yaml::{self, Located, Table};

/// The keys of a test.
pub const KEYS: [&str; 4] = ["query", "expect", "within", "lang"];

/// The lowest rank that a test may ask for.
pub const MOST: u16 = 100;

/// Among how many results it must be where the test says nothing.
const USUAL: u16 = 3;

const EXAMPLE: &str = "{query: get my money back, expect: billing/refund.md}";

/// What a `_search-tests.yaml` says.
#[derive(Debug)]
pub struct SearchTestFile {
    /// Its text.
    pub source: Arc<Source>,
    /// The tests.
    pub tests: Vec<SearchTest>,
}

/// What a customer types, and what must be found.
#[derive(Debug)]
pub struct SearchTest {
    /// What is typed.
    pub query: Located<String>,
    /// The path of the page from the language's folder, with an anchor where a place on it is meant.
    pub expect: Located<String>,
    /// Among so many results it must be.
    pub within: u16,
    /// The index of the language that is searched.
    pub language: usize,
}

/// Reads the file of a language. What is wrong is reported and left out.
pub fn parse(source: &Arc<Source>, language: usize, config: &Config, found: &mut Diagnostics) -> SearchTestFile {
    let tables = yaml::parse_list(source, EXAMPLE, found);
    let tests = tables.into_iter().filter_map(|table| test(table, language, config, found)).collect();
    SearchTestFile { source: Arc::clone(source), tests }
}

fn test(mut table: Table, language: usize, config: &Config, found: &mut Diagnostics) -> Option<SearchTest> {
    if !table.has_value("query") || !table.has_value("expect") {
        let message = "a search test needs `query` and `expect`";
        found.add(Diagnostic::new(Rule::InvalidValue, table.span(), message).hint(format!("for example `{EXAMPLE}`")));
    }
    let query = table.take_written::<String>("query", found);
    let expect = table.take::<String>("expect", found);
    let within = if table.has_value("within") { within(&mut table, found) } else { Some(USUAL) };
    let language = if table.has_value("lang") { asked(&mut table, config, found) } else { Some(language) };
    table.finish(&KEYS, found);
    let query = query.filter(|query| !is_empty(query, "query", found));
    let expect = expect.filter(|expect| !is_empty(expect, "expect", found));
    Some(SearchTest { query: query?, expect: expect?, within: within?, language: language? })
}

fn is_empty(text: &Located<String>, key: &str, found: &mut Diagnostics) -> bool {
    let empty = text.value.trim().is_empty();
    if empty {
        let message = format!("`{key}` is empty");
        found.add(Diagnostic::new(Rule::InvalidValue, text.span(), message).hint(format!("for example `{EXAMPLE}`")));
    }
    empty
}

fn within(table: &mut Table, found: &mut Diagnostics) -> Option<u16> {
    let rank = table.take::<i64>("within", found)?;
    let known = u16::try_from(rank.value).ok().filter(|rank| (1..=MOST).contains(rank));
    if known.is_none() {
        let message = format!("`within` can't be `{}`", rank.value);
        let hint = format!("a whole number from 1 to {MOST}: among so many results it must be");
        found.add(Diagnostic::new(Rule::InvalidValue, rank.span(), message).hint(hint));
    }
    known
}

fn asked(table: &mut Table, config: &Config, found: &mut Diagnostics) -> Option<usize> {
    let tag = table.take::<String>("lang", found)?;
    let known = config.languages.iter().position(|language| language.tag.eq_ignore_ascii_case(&tag.value));
    // The languages may be lost with the settings.
    if known.is_none() && !config.unreadable {
        let tags = || config.languages.iter().map(|language| language.tag.as_str());
        let list = || format!("its languages: {}", tags().collect::<Vec<_>>().join(", "));
        let hint = did_you_mean(&tag.value, tags()).unwrap_or_else(list);
        let message = format!("this project has no language `{}`", tag.value);
        found.add(Diagnostic::new(Rule::InvalidValue, tag.span(), message).hint(hint));
    }
    known
}
