//! The commands: what each prints and how it ends.
//!
//! The only place that prints. Problems go to standard error, results to standard output.
#![allow(clippy::print_stdout, clippy::print_stderr)]

mod build;
mod new;
mod progress_line;

use std::io::IsTerminal;
use std::process::ExitCode;

use crate::cli::{Cli, ColorArg, Command, PrintArgs};
use crate::fs;

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

/// Runs a command.
pub fn run(cli: &Cli) -> Outcome {
    match &cli.command {
        Command::New(args) => new::run(args),
        Command::Build(args) => build::run(args),
    }
}

/// How to print.
struct Printer {
    quiet: bool,
    color: bool,
}

impl Printer {
    fn new(args: &PrintArgs) -> Self {
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
    fn result(&self, line: &str) {
        if !self.quiet {
            println!("{line}");
        }
    }

    /// A problem that has no place in a file.
    fn error(&self, message: &str, hint: Option<&str>) {
        let (on, off) = if self.color { ("\x1b[1m\x1b[91m", "\x1b[0m") } else { ("", "") };
        eprintln!("{on}error{off}: {message}");
        if let Some(hint) = hint {
            eprintln!("  = help: {hint}");
        }
    }

    fn warning(&self, message: &str) {
        let (on, off) = if self.color { ("\x1b[1m\x1b[33m", "\x1b[0m") } else { ("", "") };
        eprintln!("{on}warning{off}: {message}");
    }

    fn machine_failed(&self, error: &fs::Error) -> Outcome {
        self.error(&error.to_string(), None);
        Outcome::Machine
    }
}
