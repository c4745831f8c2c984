//! `answerbook insights`: events and access logs in, a report out.

use std::path::Path;

use super::input;
use super::printer::{Outcome, Printer};
use super::project;
use crate::cli::{AudienceArg, EngineArg, InsightsArgs, ProjectArgs, ReportArg};
use crate::insights::report::Report;
use crate::insights::sql::{self, Engine};
use crate::insights::{Insights, compare, html, text};
use crate::pipeline::{self, Memory, Model};
use crate::progress::Progress;
use crate::{config, fs};

pub(super) fn run(args: &InsightsArgs) -> Outcome {
    let printer = Printer::new(&args.output);
    if let Some(engine) = args.sql {
        return print_queries(args, engine, &printer);
    }
    if let Some(missing) = args.files.iter().find(|file| !input::is_input(file)) {
        printer.error(&format!("there is no file `{}`", missing.display()), None);
        return Outcome::Usage;
    }
    let model = match model(args, &printer) {
        Ok(model) => model,
        Err(outcome) => return outcome,
    };
    let mut insights = Insights::default();
    for file in &args.files {
        if let Err(error) = add(&mut insights, file) {
            return printer.machine_failed(&error);
        }
    }
    let rows = usize::from(args.limit);
    let mut report = insights.report(rows);
    if let Some(model) = &model {
        compare::add(&mut report, &insights, &model.site, rows);
    }
    warn(&report, &printer);
    match args.format {
        ReportArg::Human => text::lines(&report).iter().for_each(|line| printer.result(line)),
        ReportArg::Json => printer.whole_json(&report),
        ReportArg::Html => html::page(&report).lines().for_each(|line| printer.whole_line(line)),
    }
    printer.done()
}

/// The files a script reads where none is named.
const USUAL: &str = "events.jsonl";

/// The report's queries. The files need not be here: the engine may run elsewhere.
fn print_queries(args: &InsightsArgs, engine: EngineArg, printer: &Printer) -> Outcome {
    let engine = match engine {
        EngineArg::Duckdb => Engine::DuckDb,
        EngineArg::Clickhouse => Engine::ClickHouse,
    };
    let mut files: Vec<String> = args.files.iter().map(|file| file.display().to_string()).collect();
    if files.is_empty() {
        files.push(USUAL.to_owned());
    }
    let script = sql::script(engine, &files, usize::from(args.limit));
    script.lines().for_each(|line| printer.whole_line(line));
    printer.done()
}

/// The project that the events are about, where there is one.
fn model(args: &InsightsArgs, printer: &Printer) -> Result<Option<Model>, Outcome> {
    let here = std::env::current_dir().map(|here| pipeline::find_root(&here)).ok();
    let here = here.filter(|root| fs::is_file(&root.join(config::FILE)));
    let Some(root) = args.root.clone().or(here) else { return Ok(None) };
    let audience = AudienceArg::Public;
    let project = ProjectArgs { root: Some(root), out: None, base_url: None, drafts: false, audience, strict: false };
    let request = project::request(&project, printer)?;
    Ok(Some(pipeline::read(&request, &Memory::default(), &Progress::default())))
}

fn add(insights: &mut Insights, file: &Path) -> fs::Result<()> {
    let name = file.display().to_string();
    let wrap = |cause| fs::Error::new("read", file, cause);
    insights.add(&name, input::open(file)?).map_err(wrap)
}

/// What is wrong with the input, which fails nothing.
fn warn(report: &Report, printer: &Printer) {
    let read = &report.read;
    if let Some(bad) = &read.first_bad_line {
        let count = read.bad_lines;
        let lines = if count == 1 { "line" } else { "lines" };
        printer.warning(&format!(
            "{count} {lines} can't be read; the first is `{}`, line {}: {}",
            bad.file, bad.line, bad.reason
        ));
    }
    if read.events == 0 {
        printer.warning("there are no events in it; `events` in the settings says where pages send them");
    }
}
