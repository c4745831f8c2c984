//! The commands: what each prints and how it ends.
//!
//! The only place that prints. Problems go to standard error, results to standard output.

mod build;
mod check;
mod graph;
mod input;
mod insights;
mod new;
mod printer;
mod progress_line;
mod project;
mod publishing;
mod rebuild;
mod replay;
mod search;
mod serve;
mod today;
mod translate;
mod watch;

use crate::cli::{Cli, Command};
pub use printer::Outcome;

/// Runs a command.
pub fn run(cli: &Cli) -> Outcome {
    match &cli.command {
        Command::New(args) => new::run(args),
        Command::Build(args) => build::run(args),
        Command::Check(args) => check::run(args),
        Command::Search(args) => search::run(args),
        Command::Translate(args) => translate::run(args),
        Command::Watch(args) => watch::run(args),
        Command::Serve(args) => serve::run(args),
        Command::Insights(args) => insights::run(args),
        Command::Replay(args) => replay::run(args),
    }
}
