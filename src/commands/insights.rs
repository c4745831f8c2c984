//! `answerbook insights`: events and access logs in, a report out.

use std::io::{self, BufReader};
use std::path::Path;

use super::printer::{Outcome, Printer};
use crate::cli::{InsightsArgs, ReportArg};
use crate::compress;
use crate::fs;
use crate::insights::report::Report;
use crate::insights::{Insights, text};

pub(super) fn run(args: &InsightsArgs) -> Outcome {
    let printer = Printer::new(&args.output);
    if let Some(missing) = args.files.iter().find(|file| !is_input(file)) {
        printer.error(&format!("there is no file `{}`", missing.display()), None);
        return Outcome::Usage;
    }
    let mut insights = Insights::default();
    for file in &args.files {
        if let Err(error) = add(&mut insights, file) {
            return printer.machine_failed(&error);
        }
    }
    let report = insights.report(usize::from(args.limit));
    warn(&report, &printer);
    match args.format {
        ReportArg::Human => text::lines(&report).iter().for_each(|line| printer.result(line)),
        ReportArg::Json => printer.whole_json(&report),
    }
    printer.done()
}

/// Whether a file can be read, or is standard input.
fn is_input(file: &Path) -> bool {
    is_stdin(file) || (fs::entry(file).is_ok_and(|entry| entry.is_some()) && !fs::is_dir(file))
}

fn is_stdin(file: &Path) -> bool {
    file.as_os_str() == "-"
}

fn add(insights: &mut Insights, file: &Path) -> fs::Result<()> {
    let name = file.display().to_string();
    let wrap = |cause| fs::Error::new("read", file, cause);
    let plain = match is_stdin(file) {
        true => compress::plain(BufReader::new(io::stdin())),
        false => compress::plain(fs::open(file)?),
    };
    insights.add(&name, plain.map_err(wrap)?).map_err(wrap)
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
