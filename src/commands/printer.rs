//! How a command prints and ends: results on standard output, problems on standard error.
//!
//! Names of files come from anywhere, so control characters in them are shown, never sent to the terminal.

use std::cell::RefCell;
use std::io::{self, ErrorKind, IsTerminal, Write};
use std::process::ExitCode;

use serde::Serialize;

use crate::cli::{ColorArg, PrintArgs};
use crate::diag::Diagnostics;
use crate::fs;
use crate::report::Report;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Done.
    Done,
    /// The content has errors.
    ContentErrors,
    /// Wrong usage, invalid settings, or a refused output folder.
    Usage,
    /// The machine failed.
    Machine,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        Self::from(match outcome {
            Outcome::Done => 0,
            Outcome::ContentErrors => 1,
            Outcome::Usage => 2,
            Outcome::Machine => 3,
        })
    }
}

/// How to print.
pub(super) struct Printer {
    quiet: bool,
    pub(super) color: bool,
    /// Why a result could not be printed.
    failure: RefCell<Option<io::Error>>,
}

impl Printer {
    pub(super) fn new(args: &PrintArgs) -> Self {
        let color = match args.color {
            ColorArg::Always => true,
            ColorArg::Never => false,
            // https://no-color.org
            ColorArg::Auto => {
                io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
            }
        };
        Self { quiet: args.quiet, color, failure: RefCell::new(None) }
    }

    /// A line of the result.
    pub(super) fn result(&self, line: &str) {
        self.line(&shown(line));
    }

    fn line(&self, line: &str) {
        if !self.quiet {
            self.always(line);
        }
    }

    fn always(&self, line: &str) {
        match writeln!(io::stdout().lock(), "{line}") {
            // Who closes the pipe, as `head` does, has read enough.
            Err(cause) if cause.kind() != ErrorKind::BrokenPipe => drop(self.failure.replace(Some(cause))),
            _ => {}
        }
    }

    /// A result for scripts, in a line.
    pub(super) fn json(&self, value: &serde_json::Value) {
        self.line(&plain_json(&value.to_string()));
    }

    /// What a command is run for, as JSON in a line; it is said to whoever wants nothing else, too.
    pub(super) fn whole_json(&self, value: &impl Serialize) {
        match serde_json::to_string(value) {
            Ok(json) => self.always(&plain_json(&json)),
            Err(cause) => drop(self.failure.replace(Some(cause.into()))),
        }
    }

    /// A line of what a command is run for.
    pub(super) fn whole_line(&self, line: &str) {
        self.always(&shown(line));
    }

    /// A problem for scripts, in a line of its own.
    pub(super) fn problem_line(&self, line: &str) {
        self.always(&shown(line));
    }

    /// The problems in files.
    pub(super) fn report(&self, diagnostics: &Diagnostics) {
        self.problem(&shown_report(&Report::new(self.color).render(diagnostics)));
    }

    /// A problem that has no place in a file.
    pub(super) fn error(&self, message: &str, hint: Option<&str>) {
        let (on, off) = if self.color { ("\x1b[1m\x1b[91m", "\x1b[0m") } else { ("", "") };
        let hint = hint.map(|hint| format!("  = help: {}\n", shown(hint))).unwrap_or_default();
        self.problem(&format!("{on}error{off}: {}\n{hint}", shown(message)));
    }

    pub(super) fn warning(&self, message: &str) {
        let (on, off) = if self.color { ("\x1b[1m\x1b[33m", "\x1b[0m") } else { ("", "") };
        self.problem(&format!("{on}warning{off}: {}\n", shown(message)));
    }

    /// What the machine could not do, in words.
    pub(super) fn failed(&self, message: &str) -> Outcome {
        self.error(message, None);
        Outcome::Machine
    }

    pub(super) fn machine_failed(&self, error: &fs::Error) -> Outcome {
        self.error(&error.to_string(), None);
        Outcome::Machine
    }

    /// How a command ends that did its work: not well where its results could not be printed.
    pub(super) fn done(&self) -> Outcome {
        match self.failure.take() {
            None => Outcome::Done,
            Some(cause) => self.machine_failed(&fs::Error::new("write", "standard output".as_ref(), cause)),
        }
    }

    fn problem(&self, text: &str) {
        // Where standard error fails there is no place left to say so; the exit status still tells.
        let _ = io::stderr().lock().write_all(text.as_bytes());
    }
}

/// JSON fit for a terminal: what acts on one can only stand in texts, where it is spelled out.
fn plain_json(json: &str) -> String {
    let mut line = String::new();
    for character in json.chars() {
        match character {
            _ if acts(character) => line.push_str(&format!("\\u{:04x}", u32::from(character))),
            _ => line.push(character),
        }
    }
    line
}

/// Text of one line, fit for a terminal: an escape sequence or a line end in a file's name is spelled out.
fn shown(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            _ if acts(character) => shown.extend(character.escape_default()),
            _ => shown.push(character),
        }
    }
    shown
}

/// A report fit for a terminal: its own line ends and colours stay.
fn shown_report(text: &str) -> String {
    let mut lines = Vec::new();
    for line in text.split('\n') {
        let mut parts = line.split("\x1b[");
        let mut shown_line = parts.next().map(shown).unwrap_or_default();
        for part in parts {
            let digits = part.trim_start_matches(|character: char| character.is_ascii_digit() || character == ';');
            shown_line.push_str(if digits.starts_with('m') { "\x1b[" } else { "\\u{1b}[" });
            shown_line.push_str(&shown(part));
        }
        lines.push(shown_line);
    }
    lines.join("\n")
}

/// Whether a terminal does something on a character instead of showing it, such as writing the other way round.
fn acts(character: char) -> bool {
    character.is_control() || matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::{shown, shown_report};

    #[test]
    fn what_acts_on_a_terminal_is_spelled_out() {
        let cases = [
            ("Ωραία, 終わり", "Ωραία, 終わり"),
            ("a\nb\tc\r", "a\\nb\\tc\\r"),
            ("\u{1b}[31mred\u{7}\u{9b}2J", "\\u{1b}[31mred\\u{7}\\u{9b}2J"),
            ("gpj.\u{202e}exe", "gpj.\\u{202e}exe"),
        ];
        for (text, expected) in cases {
            assert_eq!(shown(text), expected);
        }
    }

    #[test]
    fn a_report_keeps_its_lines_and_colours_and_nothing_else() {
        let report = "\u{1b}[1m\u{1b}[38;5;9merror\u{1b}[0m: x\n \u{1b}[2J\u{1b}]0;title\u{7}\u{1b}\n";
        let expected = "\u{1b}[1m\u{1b}[38;5;9merror\u{1b}[0m: x\n \\u{1b}[2J\\u{1b}]0;title\\u{7}\\u{1b}\n";
        assert_eq!(shown_report(report), expected);
    }
}
