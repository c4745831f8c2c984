//! How a command prints and ends: results on standard output, problems on standard error.
#![allow(clippy::print_stdout, clippy::print_stderr)]

use std::io::IsTerminal;
use std::process::ExitCode;

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
}

impl Printer {
    pub(super) fn new(args: &PrintArgs) -> Self {
        let color = match args.color {
            ColorArg::Always => true,
            ColorArg::Never => false,
            // https://no-color.org
            ColorArg::Auto => {
                std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
            }
        };
        Self { quiet: args.quiet, color }
    }

    /// A line of the result.
    pub(super) fn result(&self, line: &str) {
        if !self.quiet {
            println!("{line}");
        }
    }

    /// The problems in files.
    pub(super) fn report(&self, diagnostics: &Diagnostics) {
        eprint!("{}", Report::new(self.color).render(diagnostics));
    }

    /// A problem that has no place in a file.
    pub(super) fn error(&self, message: &str, hint: Option<&str>) {
        let (on, off) = if self.color { ("\x1b[1m\x1b[91m", "\x1b[0m") } else { ("", "") };
        eprintln!("{on}error{off}: {message}");
        if let Some(hint) = hint {
            eprintln!("  = help: {hint}");
        }
    }

    pub(super) fn warning(&self, message: &str) {
        let (on, off) = if self.color { ("\x1b[1m\x1b[33m", "\x1b[0m") } else { ("", "") };
        eprintln!("{on}warning{off}: {message}");
    }

    pub(super) fn machine_failed(&self, error: &fs::Error) -> Outcome {
        self.error(&error.to_string(), None);
        Outcome::Machine
    }
}
