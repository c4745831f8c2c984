//! What is proposed -> lines for the project's files: synonyms, search tests, drafts of articles.
//!
//! Every text is read again with its new lines; where they would not be understood, such as in a list in brackets, they are left out,
//! and it is said.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::mask::without_masks;
use super::patch::Insertion;
use super::proposals::folder;
use super::report::{AnsweredRequest, Group, LanguageSynonym, Proposal, Report};
use crate::content::{search_tests, synonyms};
use crate::diag::{Diagnostics, Source};
use crate::search::words;
use crate::site::{Edition, Site};
use crate::{source, text};

/// What is asked so often is worth a draft or a search test.
const OFTEN: u64 = 2;

/// Plain words that YAML reads as something else.
const NO_WORDS: [&str; 9] = ["y", "n", "yes", "no", "on", "off", "true", "false", "null"];

/// The lines of a patch, and what is in it.
#[derive(Debug, Default)]
pub struct Edits {
    /// One a file.
    pub insertions: Vec<Insertion>,
    /// How many synonyms, search tests and drafts they have.
    pub synonyms: usize,
    /// Search tests.
    pub tests: usize,
    /// Drafts.
    pub drafts: usize,
    /// Files that can't be added to.
    pub left: Vec<String>,
}

/// The edits that a report proposes. `read` gives a file by its path from the project's folder.
pub fn edits(report: &Report, site: &Site, read: &dyn Fn(&str) -> Option<String>) -> Edits {
    let mut edits = Edits::default();
    for edition in &site.editions {
        let tag = &edition.language.tag;
        let found: Vec<_> = report.synonyms.iter().filter(|found| found.lang == *tag).collect();
        edits.add_synonyms(site, edition, &found, read);
        let new: BTreeSet<&str> = found.iter().map(|found| found.synonym.word.as_str()).collect();
        let answered = report.answered.iter().filter(|answered| answered.lang == *tag);
        edits.add_tests(site, edition, &untested(site, answered, &new), read);
    }
    for group in report.groups.iter().filter(|group| group.requests >= OFTEN) {
        if let Proposal::Article { title, file, there: false } = &group.proposal {
            edits.drafts += 1;
            edits.insertions.push(Insertion {
                path: file.clone(),
                original: None,
                after: 0,
                lines: draft(group, title),
            });
        }
    }
    edits
}

/// Requests that are asked often and that no search test has yet. What a new synonym changes isn't tested: it may find something else.
fn untested<'r>(
    site: &Site,
    answered: impl Iterator<Item = &'r AnsweredRequest>,
    new: &BTreeSet<&str>,
) -> Vec<&'r AnsweredRequest> {
    let mut tested: BTreeSet<Vec<String>> = site.search_tests().map(|(test, _)| folded(&test.query.value)).collect();
    let mut untested = Vec::new();
    for answered in answered.filter(|answered| answered.requests >= OFTEN && answered.best.file.is_some()) {
        let words = folded(&without_masks(&answered.text));
        if !words.iter().any(|word| new.contains(word.as_str())) && tested.insert(words) {
            untested.push(answered);
        }
    }
    untested
}

fn folded(text: &str) -> Vec<String> {
    words(text).into_iter().map(|word| word.text).collect()
}

impl Edits {
    fn add_synonyms(
        &mut self,
        site: &Site,
        edition: &Edition,
        found: &[&LanguageSynonym],
        read: &dyn Fn(&str) -> Option<String>,
    ) {
        if found.is_empty() {
            return;
        }
        let file = site.files.synonyms.get(&edition.index).map(|file| file.source.path.clone());
        let path = file.unwrap_or_else(|| format!("{}{}", folder(site, edition), source::SYNONYMS));
        let original = read(&path);
        let (after, indent, head) = one_way(original.as_deref().unwrap_or_default());
        let entries = found
            .iter()
            .map(|found| format!("{indent}{}: [{}]", scalar(&found.synonym.word), scalar(&found.synonym.means)));
        let lines = head.into_iter().chain(entries).collect();
        let insertion = Insertion { path, original, after, lines };
        let mut problems = Diagnostics::default();
        let parsed = synonyms::parse(&source_of(&insertion), &mut problems);
        let has = |word: &str| parsed.synonyms.one_way.iter().any(|one| one.typed == word);
        if problems.iter().next().is_none() && found.iter().all(|found| has(&found.synonym.word)) {
            self.synonyms += found.len();
            self.insertions.push(insertion);
        } else {
            self.left.push(insertion.path);
        }
    }

    fn add_tests(
        &mut self,
        site: &Site,
        edition: &Edition,
        answered: &[&AnsweredRequest],
        read: &dyn Fn(&str) -> Option<String>,
    ) {
        if answered.is_empty() {
            return;
        }
        let file = site.files.search_tests.get(&edition.index);
        let known = file.map_or(0, |file| file.tests.len());
        let file = file.map(|file| file.source.path.clone());
        let path = file.unwrap_or_else(|| format!("{}{}", folder(site, edition), source::SEARCH_TESTS));
        let original = read(&path);
        let text = original.as_deref().unwrap_or_default();
        let indent = text.lines().find_map(|line| line.trim_start().starts_with("- ").then(|| indent_of(line)));
        let lines = answered.iter().map(|answered| {
            let query = quoted(&without_masks(&answered.text));
            let expect = scalar(answered.best.file.as_deref().unwrap_or_default());
            format!("{}- {{ query: {query}, expect: {expect} }}", indent.unwrap_or_default())
        });
        let after = text.split_inclusive('\n').count();
        let insertion = Insertion { path, after, lines: lines.collect(), original: original.clone() };
        let mut problems = Diagnostics::default();
        let parsed = search_tests::parse(&source_of(&insertion), edition.index, &site.config, &mut problems);
        if problems.iter().next().is_none() && parsed.tests.len() == known + answered.len() {
            self.tests += answered.len();
            self.insertions.push(insertion);
        } else {
            self.left.push(insertion.path);
        }
    }
}

fn source_of(insertion: &Insertion) -> Arc<Source> {
    Arc::new(Source { path: insertion.path.clone(), text: text::plain(insertion.text()) })
}

/// Where entries of `one_way` belong: after how many lines, with which indent, and the key where it is missing.
fn one_way(text: &str) -> (usize, String, Option<String>) {
    let lines: Vec<&str> = text.lines().collect();
    let is_key = |line: &&str| {
        let rest = line.strip_prefix("one_way:").map(str::trim);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('#'))
    };
    let Some(at) = lines.iter().position(is_key) else {
        return (text.split_inclusive('\n').count(), "  ".to_owned(), Some("one_way:".to_owned()));
    };
    let mut entries = lines[at + 1..].iter().filter(|line| !line.trim().is_empty() && !line.trim().starts_with('#'));
    let indent = entries.next().map(|line| indent_of(line)).filter(|indent| !indent.is_empty());
    (at + 1, indent.unwrap_or("  ").to_owned(), None)
}

fn indent_of(line: &str) -> &str {
    &line[..line.len() - line.trim_start().len()]
}

/// A draft in which customers' own words say what is to be answered.
fn draft(group: &Group, title: &str) -> Vec<String> {
    let head = ["---".to_owned(), format!("title: {}", quoted(title)), "draft: true".to_owned(), "---".to_owned()];
    let examples = group.examples.iter().map(|example| format!("- {}", escaped(&example.text)));
    head.into_iter().chain([String::new()]).chain(examples).collect()
}

/// A text in quotation marks: JSON's are YAML's, too. Nothing in it is inserted by name.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text.replace("{{", "{ {")).to_string()
}

/// A text as it is where YAML reads it so, otherwise in quotation marks.
fn scalar(text: &str) -> String {
    let is_plain = |c: char| c.is_alphabetic() || matches!(c, '/' | '.' | '_' | '-' | '#') || c.is_ascii_digit();
    let begins = text.starts_with(char::is_alphabetic);
    let plain = begins && text.chars().all(is_plain) && !NO_WORDS.contains(&text.to_lowercase().as_str());
    if plain { text.to_owned() } else { quoted(text) }
}

/// A text that Markdown shows as it is.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.replace("{{", "{ {").chars() {
        if "\\`*_[]<>#&|~$!".contains(c) {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_stand_where_the_others_stand() {
        for (text, expected) in [
            ("", (0, "  ", Some("one_way:"))),
            ("groups:\n  - [a, b]\n", (2, "  ", Some("one_way:"))),
            ("one_way: # typed: also\n\n    a: [b]\ngroups: []\n", (1, "    ", None)),
            ("one_way:\ngroups: []\n", (1, "  ", None)),
            ("one_way: { a: [b] }\n", (1, "  ", Some("one_way:"))),
        ] {
            let (after, indent, head) = one_way(text);
            assert_eq!((after, indent.as_str(), head.as_deref()), expected, "{text}");
        }
    }

    #[test]
    fn texts_are_written_so_that_they_are_read_as_they_are() {
        for (text, expected) in [
            ("billing/refund.md#a-b", "billing/refund.md#a-b"),
            ("no", "\"no\""),
            ("ναι", "ναι"),
            ("a b", "\"a b\""),
            ("1", "\"1\""),
        ] {
            assert_eq!(scalar(text), expected);
        }
        assert_eq!(escaped("<b> [x](y) {{ z }}"), "\\<b\\> \\[x\\](y) { { z }}");
    }
}
