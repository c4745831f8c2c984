//! A finished run of the program: assertions about its exit status, what it said, and the site it made.

use std::collections::BTreeMap;
use std::fs;
use std::process::Output;

use snapbox::assert::DEFAULT_ACTION_ENV;
use snapbox::{Assert, IntoData};

use crate::support::Project;

/// One finished run of the program.
pub(crate) struct Run<'a> {
    project: &'a Project,
    output: Output,
}

impl<'a> Run<'a> {
    pub(crate) fn new(project: &'a Project, output: Output) -> Self {
        Self { project, output }
    }

    /// What went to standard error.
    pub(crate) fn errors(&self) -> String {
        String::from_utf8(self.output.stderr.clone()).expect("standard error is UTF-8")
    }

    /// What went to standard output.
    pub(crate) fn output(&self) -> String {
        String::from_utf8(self.output.stdout.clone()).expect("standard output is UTF-8")
    }

    /// What went to standard output, with `[TIME]` in place of how long it took.
    pub(crate) fn output_without_time(&self) -> String {
        let words = self.output();
        let mut masked = String::new();
        for line in words.lines() {
            masked.push_str(&mask_time(line));
            masked.push('\n');
        }
        masked
    }

    /// The exit status is `code`.
    #[track_caller]
    pub(crate) fn code(&self, code: i32) -> &Self {
        let status = self.output.status;
        assert_eq!(status.code(), Some(code), "wrong exit status ({status})\n{}", self.said());
        self
    }

    /// All went well and there was nothing to complain about.
    #[track_caller]
    pub(crate) fn ok(&self) -> &Self {
        self.code(0);
        assert_eq!(self.errors(), "", "expected no complaint\n{}", self.said());
        self
    }

    /// The whole of standard error is this.
    #[track_caller]
    pub(crate) fn stderr(&self, expected: impl IntoData) -> &Self {
        assert_snapshot(&self.errors(), expected);
        self
    }

    /// The whole of standard output is this, but for the time it took.
    #[track_caller]
    pub(crate) fn stdout(&self, expected: impl IntoData) -> &Self {
        assert_snapshot(&self.output_without_time(), expected);
        self
    }

    /// Standard output contains `part`.
    #[track_caller]
    pub(crate) fn stdout_has(&self, part: &str) -> &Self {
        assert!(self.output().contains(part), "no `{part}` in standard output\n{}", self.said());
        self
    }

    /// Standard error contains `part`.
    #[track_caller]
    pub(crate) fn stderr_has(&self, part: &str) -> &Self {
        assert!(self.errors().contains(part), "no `{part}` in standard error\n{}", self.said());
        self
    }

    /// Standard error doesn't contain `part`.
    #[track_caller]
    pub(crate) fn stderr_lacks(&self, part: &str) -> &Self {
        assert!(!self.errors().contains(part), "`{part}` is in standard error\n{}", self.said());
        self
    }

    /// An error of rule `rule` was reported at `place`: `file`, `file:line` or `file:line:column`.
    #[track_caller]
    pub(crate) fn error(&self, rule: &str, place: &str) -> &Self {
        self.diagnostic("error", rule, place)
    }

    /// A warning of rule `rule` was reported at `place`, as for [`Run::error`].
    #[track_caller]
    pub(crate) fn warning(&self, rule: &str, place: &str) -> &Self {
        self.diagnostic("warning", rule, place)
    }

    #[track_caller]
    fn diagnostic(&self, level: &str, rule: &str, place: &str) -> &Self {
        let found = self.diagnostics();
        let wanted = format!("{level}[{rule}] {place}");
        let there = found.iter().any(|found| match found.strip_prefix(&wanted) {
            Some(rest) => rest.is_empty() || rest.starts_with(':'),
            None => false,
        });
        assert!(there, "no {wanted}, but {found:#?}\n{}", self.said());
        self
    }

    /// Every diagnostic as `error[rule] file:line:column`, in the order of the report.
    pub(crate) fn diagnostics(&self) -> Vec<String> {
        let mut found = Vec::new();
        let mut heading = String::new();
        for line in self.errors().lines() {
            let is_heading = ["error[", "warning["].iter().any(|start| line.starts_with(start));
            if is_heading && let Some((rule, _)) = line.split_once("]:") {
                heading = format!("{rule}]");
            }
            if let Some(place) = line.trim_start().strip_prefix("--> ") {
                found.push(format!("{heading} {place}"));
            }
        }
        found
    }

    /// The file of the site as text.
    #[track_caller]
    pub(crate) fn page(&self, path: &str) -> String {
        let bytes = fs::read(self.project.path("site").join(path));
        let bytes = bytes.unwrap_or_else(|error| {
            let files: Vec<_> = self.project.tree("site").into_keys().collect();
            panic!("no site/{path} ({error}), but {files:#?}\n{}", self.said())
        });
        String::from_utf8(bytes).expect("pages are UTF-8")
    }

    /// Every file of the site, with its bytes.
    pub(crate) fn site(&self) -> BTreeMap<String, Vec<u8>> {
        self.project.tree("site")
    }

    /// The site has this file.
    #[track_caller]
    pub(crate) fn exists(&self, path: &str) -> &Self {
        self.page(path);
        self
    }

    /// The site lacks this file.
    #[track_caller]
    pub(crate) fn missing(&self, path: &str) -> &Self {
        let there = self.project.path("site").join(path).exists();
        assert!(!there, "site/{path} should not be there\n{}", self.said());
        self
    }

    /// The page contains this piece of HTML.
    #[track_caller]
    pub(crate) fn has(&self, path: &str, part: &str) -> &Self {
        let page = self.page(path);
        assert!(page.contains(part), "no `{part}` in site/{path}:\n{page}\n{}", self.said());
        self
    }

    /// The page contains these pieces, one after the other.
    #[track_caller]
    pub(crate) fn has_in_order(&self, path: &str, parts: &[&str]) -> &Self {
        let page = self.page(path);
        let mut rest = page.as_str();
        for part in parts {
            let Some(at) = rest.find(part) else { panic!("no `{part}` in its place in site/{path}:\n{page}") };
            rest = &rest[at + part.len()..];
        }
        self
    }

    /// The page lacks this piece of HTML.
    #[track_caller]
    pub(crate) fn lacks(&self, path: &str, part: &str) -> &Self {
        let page = self.page(path);
        assert!(!page.contains(part), "`{part}` should not be in site/{path}:\n{page}");
        self
    }

    /// No file of the site contains this, nor does a file's name.
    #[track_caller]
    pub(crate) fn no_trace(&self, canary: &str) -> &Self {
        for (path, bytes) in self.project.tree("site") {
            assert!(!path.contains(canary), "`{canary}` is in the name site/{path}");
            let inside = bytes.windows(canary.len()).any(|part| part == canary.as_bytes());
            assert!(!inside, "`{canary}` is in site/{path}");
        }
        self
    }

    fn said(&self) -> String {
        format!("--- stdout\n{}--- stderr\n{}---", self.output(), self.errors())
    }
}

/// Replaces every duration of a line (`12 ms`, `1.2 s`, `0.34s`) by `[TIME]`.
fn mask_time(line: &str) -> String {
    let mut masked: Vec<String> = Vec::new();
    for word in line.split(' ') {
        let bare = word.trim_end_matches([',', '.', ')', ';']);
        let number = bare.trim_end_matches(|character: char| character.is_alphabetic());
        let unit = &bare[number.len()..];
        let is_number = number.trim_start_matches('(').parse::<f64>().is_ok();
        let is_time = ["ms", "s", "µs", "seconds"].contains(&unit);
        if is_time && is_number {
            masked.push(word.replace(bare, "[TIME]"));
        } else if is_time && number.is_empty() && ends_in_number(&masked) {
            masked.pop();
            masked.push(word.replace(bare, "[TIME]"));
        } else {
            masked.push(word.to_owned());
        }
    }
    masked.join(" ")
}

fn ends_in_number(words: &[String]) -> bool {
    words.last().is_some_and(|word| word.trim_start_matches('(').parse::<f64>().is_ok())
}

/// Compares a text with an inline snapshot; `SNAPSHOTS=overwrite` rewrites the snapshot.
#[track_caller]
fn assert_snapshot(actual: &str, expected: impl IntoData) {
    Assert::new().action_env(DEFAULT_ACTION_ENV).eq(actual, expected);
}

#[test]
fn durations_are_masked() {
    let cases = [
        ("12 pages in 34 ms", "12 pages in [TIME]"),
        ("built in 1.25s.", "built in [TIME]."),
        ("3 pages, 2 languages, 14 kB", "3 pages, 2 languages, 14 kB"),
        ("(0.3 s)", "[TIME])"),
    ];
    for (line, expected) in cases {
        assert_eq!(mask_time(line), expected);
    }
}
