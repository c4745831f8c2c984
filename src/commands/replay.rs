//! `answerbook replay`: real requests in, what the help centre answers of them out; and a patch with what would help.

use std::path::Path;
use std::sync::Arc;

use super::input;
use super::printer::{Outcome, Printer};
use super::progress_line::ProgressLine;
use super::project;
use super::publishing::plural;
use crate::cli::{ReplayArgs, ReplayFormatArg};
use crate::fs;
use crate::pipeline::{self, Model, SearchOnly};
use crate::progress::Progress;
use crate::replay::edits::{Edits, edits};
use crate::replay::patch::patch;
use crate::replay::report::Report;
use crate::replay::requests::{Error, Requests};
use crate::replay::{Replay, replay, text};
use crate::report::counts;
use crate::suggest::did_you_mean;

pub(super) fn run(args: &ReplayArgs) -> Outcome {
    let printer = Printer::new(&args.output);
    run_with(args, &printer).unwrap_or_else(|outcome| outcome)
}

fn run_with(args: &ReplayArgs, printer: &Printer) -> Result<Outcome, Outcome> {
    can_write(args, printer)?;
    let request = project::request(&args.project, printer)?;
    let requests = requests(args, printer)?;
    let progress = Arc::new(Progress::default());
    let line = ProgressLine::start(&progress, args.output.quiet);
    let read = pipeline::read_and_index(&request, &progress);
    drop(line);
    let (model, search) = usable(args, read, printer)?;
    let language = args.lang.as_ref().map(|wanted| language(wanted, &search, printer)).transpose()?;
    let read = |path: &str| fs::read(&request.root.join(path)).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    let on = Replay { site: &model.site, search, language, rows: usize::from(args.limit), read: &read };
    let line = ProgressLine::start(&progress, args.output.quiet);
    let report = replay(&on, requests, &progress);
    drop(line);
    let report = report.map_err(|message| printer.failed(&message))?;
    warn(&report, printer);
    match args.format {
        ReplayFormatArg::Human => text::lines(&report).iter().for_each(|line| printer.result(line)),
        ReplayFormatArg::Json => printer.whole_json(&report),
    }
    if let Some(file) = &args.write {
        write(file, &edits(&report, &model.site, &read), args, printer)?;
    }
    Ok(printer.done())
}

/// Whether all files are there, and the patch isn't yet.
fn can_write(args: &ReplayArgs, printer: &Printer) -> Result<(), Outcome> {
    if let Some(missing) = args.files.iter().find(|file| !input::is_input(file)) {
        printer.error(&format!("there is no file `{}`", missing.display()), None);
        return Err(Outcome::Usage);
    }
    let there = args.write.as_ref().filter(|file| fs::entry(file).is_ok_and(|entry| entry.is_some()));
    if let Some(there) = there {
        let message = format!("`{}` is there already, and is not written over", there.display());
        printer.error(&message, Some("name another file by `--write`, or remove this one"));
        return Err(Outcome::Usage);
    }
    Ok(())
}

fn requests(args: &ReplayArgs, printer: &Printer) -> Result<Requests, Outcome> {
    let mut requests = Requests::default();
    for file in &args.files {
        let input = input::open(file).map_err(|error| printer.machine_failed(&error))?;
        let added = requests.add(&file.display().to_string(), input, args.column.as_deref());
        added.map_err(|error| match error {
            Error::Io(cause) => printer.machine_failed(&fs::Error::new("read", file, cause)),
            Error::Missing((message, hint)) => {
                printer.error(&message, Some(&hint));
                Outcome::Usage
            }
        })?;
    }
    Ok(requests)
}

/// The project, where it has no errors.
fn usable(
    args: &ReplayArgs,
    (model, search): (Model, SearchOnly),
    printer: &Printer,
) -> Result<(Model, SearchOnly), Outcome> {
    printer.report(&search.diagnostics);
    if search.diagnostics.errors() > 0 || (args.project.strict && search.diagnostics.warnings() > 0) {
        printer.error(&format!("{}; nothing was searched", counts(&search.diagnostics)), None);
        return Err(if search.invalid_settings { Outcome::Usage } else { Outcome::ContentErrors });
    }
    Ok((model, search))
}

fn language(wanted: &str, search: &SearchOnly, printer: &Printer) -> Result<usize, Outcome> {
    let tags = || search.languages.iter().map(|(tag, _)| tag.as_str());
    tags().position(|tag| tag.eq_ignore_ascii_case(wanted)).ok_or_else(|| {
        let list = || format!("its languages: {}", tags().collect::<Vec<_>>().join(", "));
        let hint = did_you_mean(wanted, tags()).unwrap_or_else(list);
        printer.error(&format!("this project has no language `{wanted}`"), Some(&hint));
        Outcome::Usage
    })
}

/// What is wrong with the input, which fails nothing.
fn warn(report: &Report, printer: &Printer) {
    let read = &report.read;
    if let Some(bad) = &read.first_bad_row {
        let rows = if read.bad_rows == 1 { "row" } else { "rows" };
        printer.warning(&format!(
            "{} {rows} can't be read; the first is in `{}`, line {}: {}",
            read.bad_rows, bad.file, bad.line, bad.reason
        ));
    }
    if report.totals.all() == 0 {
        printer.warning("there are no requests in it that could be searched");
    }
}

fn write(file: &Path, edits: &Edits, args: &ReplayArgs, printer: &Printer) -> Result<(), Outcome> {
    for left in &edits.left {
        printer.warning(&format!(
            "nothing is proposed for `{left}`: it isn't written as a list to which lines can be added"
        ));
    }
    let say = |line: &str| {
        if args.format == ReplayFormatArg::Human {
            printer.result(line);
        }
    };
    say("");
    if edits.insertions.is_empty() {
        say("nothing to propose, so no patch was written");
        return Ok(());
    }
    fs::write(file, patch(&edits.insertions).as_bytes()).map_err(|error| printer.machine_failed(&error))?;
    let (synonyms, tests, drafts) = (
        plural(edits.synonyms, "synonym", "synonyms"),
        plural(edits.tests, "search test", "search tests"),
        plural(edits.drafts, "draft", "drafts"),
    );
    say(&format!("{} proposes {synonyms}, {tests} and {drafts}; after a look at it:", file.display()));
    say(&format!("  git apply {}", file.display()));
    Ok(())
}
