//! Options of `replay`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::common::{PrintArgs, ProjectArgs};

/// Options of `replay`.
#[derive(Debug, Args)]
pub struct ReplayArgs {
    /// Tables of requests: CSV with the names of its columns in the first row, or JSON lines; also compressed by gzip. `-` reads
    /// standard input
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// The column with what was asked [default: one that is called `subject`, `title`, `summary` or so]
    #[arg(long, value_name = "NAME")]
    pub column: Option<String>,
    /// Only requests in this language, by its tag; those of which the language isn't known are taken to be in it
    #[arg(long, value_name = "TAG")]
    pub lang: Option<String>,
    /// How to say what is found
    #[arg(long, value_enum, default_value_t = ReplayFormatArg::Human)]
    pub format: ReplayFormatArg,
    /// Also write a patch that adds what is proposed: synonyms, search tests and drafts of articles
    #[arg(long, value_name = "PATCH")]
    pub write: Option<PathBuf>,
    /// How many rows each list has
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u16).range(1..=10_000))]
    pub limit: u16,
    /// What to search.
    #[command(flatten)]
    pub project: ProjectArgs,
    /// How to print.
    #[command(flatten)]
    pub output: PrintArgs,
}

/// Values of `--format` of `replay`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ReplayFormatArg {
    /// Text for the terminal
    Human,
    /// JSON for scripts
    Json,
}
