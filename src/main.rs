//! The program: arguments in, exit status out. Everything else is the library's.

use std::process::ExitCode;

use answerbook::cli::Cli;

fn main() -> ExitCode {
    answerbook::commands::run(&Cli::read()).into()
}
