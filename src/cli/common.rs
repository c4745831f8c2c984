//! Options that several commands have.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// Options of every command that waits for changes.
#[derive(Debug, Args)]
pub struct NoticingArgs {
    /// Look for changes once a second, where the system doesn't tell of them (network folders, some containers)
    #[arg(long)]
    pub poll: bool,
}

/// Options of every command that reads a project.
#[derive(Debug, Args)]
pub struct ProjectArgs {
    /// The project's folder [default: the nearest one upwards with `answerbook.yaml`]
    #[arg(long, value_name = "DIR")]
    pub root: Option<PathBuf>,
    /// The folder the site is written to [default: `site` in the project]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// The address the site is published at, instead of the settings' `base_url`
    #[arg(long, value_name = "URL")]
    pub base_url: Option<String>,
    /// Also build drafts
    #[arg(long)]
    pub drafts: bool,
    /// Whom the site is for; `internal` also has internal articles
    #[arg(long, value_enum, default_value_t = AudienceArg::Public)]
    pub audience: AudienceArg,
    /// Treat warnings as errors
    #[arg(long)]
    pub strict: bool,
}

/// Options of every command about what is printed.
#[derive(Debug, Args)]
pub struct PrintArgs {
    /// Print nothing but problems
    #[arg(long)]
    pub quiet: bool,
    /// Whether to use colour
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = ColorArg::Auto)]
    pub color: ColorArg,
}

/// Values of `--audience`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum AudienceArg {
    /// Customers
    Public,
    /// Support agents
    Internal,
}

/// Values of `--color`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ColorArg {
    /// On a terminal, unless `NO_COLOR` is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}
