//! The command line as typed: commands, options and their help.

mod common;
mod replay;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

pub use common::{AudienceArg, ColorArg, NoticingArgs, PrintArgs, ProjectArgs};
pub use replay::{ReplayArgs, ReplayFormatArg};

/// Turns a folder of Markdown into a help centre.
#[derive(Debug, Parser)]
#[command(name = "answerbook", version, max_term_width = 100, after_help = EXIT_STATUS)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

const EXIT_STATUS: &str = "Exit status: 0 done; 1 the content has errors (or warnings under --strict); \
2 wrong usage, invalid settings or a refused output folder; 3 the machine failed (disk, permission).";

impl Cli {
    /// Reads the command line; help and wrong usage (status 2) end the program here.
    pub fn read() -> Self {
        Self::parse()
    }
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Makes a new project with sample content
    New(NewArgs),
    /// Builds the site from the content
    Build(BuildArgs),
    /// Looks for mistakes and for what could be better, and writes no site
    Check(CheckArgs),
    /// Shows what a customer finds who searches
    Search(SearchArgs),
    /// Shows what translations lack, and notes what they were made of
    Translate(TranslateArgs),
    /// Builds the site, and again whenever something changes
    Watch(WatchArgs),
    /// Shows the site in the browser while you write
    Serve(ServeArgs),
    /// Reports what customers look for and don't find, out of events and access logs
    Insights(InsightsArgs),
    /// Searches for what customers really asked, and reports which of it is answered
    Replay(ReplayArgs),
}

/// Options of `new`.
#[derive(Debug, Args)]
pub struct NewArgs {
    /// The folder to make
    pub dir: PathBuf,
    /// Languages of the help centre, the default one first
    #[arg(long, value_name = "TAGS", value_delimiter = ',', default_value = "en")]
    pub languages: Vec<String>,
    /// Also write a pipeline that checks each change and publishes the site
    #[arg(long, value_enum, value_name = "HOST", default_value_t = CiArg::None)]
    pub ci: CiArg,
    /// How to print.
    #[command(flatten)]
    pub output: PrintArgs,
}

/// Values of `--ci`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CiArg {
    /// GitHub Actions and GitHub Pages
    Github,
    /// GitLab CI/CD and GitLab Pages
    Gitlab,
    /// None
    None,
}

/// Options of `build`.
#[derive(Debug, Args)]
pub struct BuildArgs {
    /// What to build.
    #[command(flatten)]
    pub project: ProjectArgs,
    /// Also report what a customer's first search loads: requests and bytes
    #[arg(long)]
    pub stats: bool,
    /// Keep every posting of the index, to measure what leaving some out costs
    #[arg(long, hide = true)]
    pub all_postings: bool,
    /// How to print.
    #[command(flatten)]
    pub output: PrintArgs,
}

/// Options of `check`.
#[derive(Debug, Args)]
pub struct CheckArgs {
    /// How to say what is found
    #[arg(long, value_enum, default_value_t = FormatArg::Human)]
    pub format: FormatArg,
    /// Show only what this rule finds; may be given again for further ones
    #[arg(long, value_name = "RULE")]
    pub only: Vec<String>,
    /// Mend what is surely wrong, such as the path of an article that was moved, and check again
    #[arg(long)]
    pub fix: bool,
    /// Also ask other sites whether the pages that articles link to are there
    #[arg(long)]
    pub external: bool,
    /// Instead of checking all, print the steps of this troubleshooter as Mermaid text
    #[arg(long, value_name = "FILE", conflicts_with_all = ["format", "only", "fix", "external"])]
    pub graph: Option<PathBuf>,
    /// What day it is, such as `2026-11-01`, instead of today
    #[arg(long, value_name = "DATE", hide = true)]
    pub today: Option<String>,
    /// What to check.
    #[command(flatten)]
    pub project: ProjectArgs,
    /// How to print.
    #[command(flatten)]
    pub output: PrintArgs,
}

/// Values of `--format`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FormatArg {
    /// A report with the lines of the files
    Human,
    /// JSON for scripts
    Json,
    /// Annotations of GitHub Actions
    Github,
    /// SARIF 2.1.0, for code hosts and editors
    Sarif,
}

/// Options of `search`.
#[derive(Debug, Args)]
pub struct SearchArgs {
    /// What the customer types; `-` reads a query a line from standard input
    pub query: String,
    /// The language to search in, by its tag [default: the project's first]
    #[arg(long, value_name = "TAG")]
    pub lang: Option<String>,
    /// How many results to show
    #[arg(long, value_name = "N", default_value_t = 10, value_parser = clap::value_parser!(u16).range(1..=1000))]
    pub limit: u16,
    /// Take the last word as still being typed, as the search box does
    #[arg(long)]
    pub prefix: bool,
    /// The customer's platform, by its name in the settings: what is for others comes later
    #[arg(long, value_name = "NAME")]
    pub platform: Option<String>,
    /// Say what each word contributed to each result
    #[arg(long)]
    pub explain: bool,
    /// Print JSON for scripts, an answer a line
    #[arg(long)]
    pub json: bool,
    /// The day whose known issues are found, such as `2026-11-01`, instead of today's
    #[arg(long, value_name = "DATE")]
    pub today: Option<String>,
    /// What to search.
    #[command(flatten)]
    pub project: ProjectArgs,
    /// How to print.
    #[command(flatten)]
    pub output: PrintArgs,
}

/// Options of `translate`.
#[derive(Debug, Args)]
pub struct TranslateArgs {
    /// What to do with translations.
    #[command(subcommand)]
    pub command: TranslateCommand,
}

/// What to do with translations.
#[derive(Debug, Subcommand)]
pub enum TranslateCommand {
    /// Lists what is to be translated: articles that a language lacks, and sections that have changed in the main language since
    Status(TranslateStatusArgs),
    /// Notes that translations fit the main language's text as it is now: because they were brought up to date, or because what
    /// changed there needs no change in them. Their own text is not touched
    #[command(visible_alias = "waive")]
    Mark(TranslateMarkArgs),
}

/// Options of `translate status`.
#[derive(Debug, Args)]
pub struct TranslateStatusArgs {
    /// Translations of which to list every section [default: the work that is to be done]
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Only this language, by its tag
    #[arg(long, value_name = "TAG")]
    pub lang: Option<String>,
    /// How to say it
    #[arg(long, value_enum, default_value_t = TranslateFormatArg::Human)]
    pub format: TranslateFormatArg,
    /// Event logs (JSON lines): pages that are looked at most come first
    #[arg(long, value_name = "FILE", num_args = 1..)]
    pub events: Vec<PathBuf>,
    /// Which project.
    #[command(flatten)]
    pub project: ProjectArgs,
    /// How to print.
    #[command(flatten)]
    pub output: PrintArgs,
}

/// Values of `translate status --format`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TranslateFormatArg {
    /// Lines for people
    Human,
    /// JSON for scripts
    Json,
}

/// Options of `translate mark`.
#[derive(Debug, Args)]
pub struct TranslateMarkArgs {
    /// The translations
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// Only the section with this id in the main language, as `translate status` shows it; "" is what stands before the first
    /// heading
    #[arg(long, value_name = "ID")]
    pub section: Option<String>,
    /// Which project.
    #[command(flatten)]
    pub project: ProjectArgs,
    /// How to print.
    #[command(flatten)]
    pub output: PrintArgs,
}

/// Options of `watch`.
#[derive(Debug, Args)]
pub struct WatchArgs {
    /// What to build.
    #[command(flatten)]
    pub project: ProjectArgs,
    /// How to notice changes.
    #[command(flatten)]
    pub noticing: NoticingArgs,
    /// How to print.
    #[command(flatten)]
    pub output: PrintArgs,
}

/// Options of `serve`.
#[derive(Debug, Args)]
pub struct ServeArgs {
    /// The port [default: 4000, or the next free one]
    #[arg(long, value_name = "N")]
    pub port: Option<u16>,
    /// The address or name to listen on; one of the network shows the preview to everyone in it
    #[arg(long, value_name = "HOST", default_value = "127.0.0.1")]
    pub host: String,
    /// Open the site in the browser
    #[arg(long)]
    pub open: bool,
    /// What to build.
    #[command(flatten)]
    pub project: ProjectArgs,
    /// How to notice changes.
    #[command(flatten)]
    pub noticing: NoticingArgs,
    /// How to print.
    #[command(flatten)]
    pub output: PrintArgs,
}

/// Options of `insights`.
#[derive(Debug, Args)]
pub struct InsightsArgs {
    /// Events as JSON lines, or access logs of a web server; also compressed by gzip. `-` reads standard input
    #[arg(required_unless_present = "sql", value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Print the report's queries for a database engine instead, to run on the same files
    #[arg(long, value_enum, value_name = "ENGINE", conflicts_with = "format")]
    pub sql: Option<EngineArg>,
    /// What to make of them; `html` is a page with charts
    #[arg(long, value_enum, default_value_t = ReportArg::Human)]
    pub format: ReportArg,
    /// The project that the events are about [default: the nearest folder upwards with `answerbook.yaml`, if there is one]
    #[arg(long, value_name = "DIR", conflicts_with = "sql")]
    pub root: Option<PathBuf>,
    /// How many rows each list has
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u16).range(1..=10_000))]
    pub limit: u16,
    /// How to print.
    #[command(flatten)]
    pub output: PrintArgs,
}

/// Values of `--sql`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum EngineArg {
    /// DuckDB
    Duckdb,
    /// ClickHouse, also `clickhouse local`
    Clickhouse,
}

/// Values of `--format` of `insights`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ReportArg {
    /// Text for the terminal
    Human,
    /// JSON for scripts
    Json,
    /// A page that needs nothing else
    Html,
}
