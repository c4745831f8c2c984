//! The program: arguments in, exit status out. Everything else is the library's.

use std::process::ExitCode;

use answerbook::cli::Cli;
use clap::Parser;

fn main() -> ExitCode {
    answerbook::commands::run(&Cli::parse()).into()
}
