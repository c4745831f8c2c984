//! `answerbook build`: content -> site.

use std::io::ErrorKind;
use std::path::Path;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Instant;

use super::printer::{Outcome, Printer};
use super::progress_line::ProgressLine;
use super::project;
use crate::cli::BuildArgs;
use crate::output::{PublishError, Target, WriteSummary, check_target, publish};
use crate::pipeline::{self, Built, Memory, Request};
use crate::progress::Progress;
use crate::report::counts;
use crate::search::cost::{Cost, first_query};
use crate::source::content_dir;

pub(super) fn run(args: &BuildArgs) -> Outcome {
    let started = Instant::now();
    let printer = Printer::new(&args.output);
    let (request, target) = match prepare(args, &printer) {
        Ok(prepared) => prepared,
        Err(outcome) => return outcome,
    };
    let progress = Arc::new(Progress::default());
    let line = ProgressLine::start(&progress, args.output.quiet);
    let built = match pipeline::build(&request, &Memory::default(), &progress) {
        Ok(built) => built,
        Err(message) => return printer.failed(&message),
    };
    let failed = built.diagnostics.errors() > 0 || (args.project.strict && built.diagnostics.warnings() > 0);
    let written = if failed {
        None
    } else {
        progress.start("writing", 0);
        Some(publish(&built.output, &target))
    };
    drop(line);
    printer.report(&built.diagnostics);
    match written {
        None => {
            printer.error(&format!("{}; the site was not changed", counts(&built.diagnostics)), None);
            if built.invalid_settings { Outcome::Usage } else { Outcome::ContentErrors }
        }
        Some(Err(error)) => not_published(&printer, &error, &request.out),
        Some(Ok(summary)) => {
            let seconds = started.elapsed().as_secs_f64();
            summarize(&printer, &built, &summary, &request.out, seconds);
            match if args.stats { report_costs(&printer, built) } else { Ok(()) } {
                Ok(()) => printer.done(),
                Err(error) => printer.failed(&error),
            }
        }
    }
}

/// The request, and the folder to publish to, or why it can't be one.
fn prepare(args: &BuildArgs, printer: &Printer) -> Result<(Request, Target), Outcome> {
    let request = Request { all_postings: args.all_postings, ..project::request(&args.project, printer)? };
    let here = std::env::current_dir().unwrap_or_default();
    let shown = match request.out.strip_prefix(&here) {
        Ok(inside) if inside != Path::new("") => inside,
        _ => &request.out,
    };
    match check_target(shown, &request.root, &content_dir(&request.root)) {
        Ok(target) => Ok((request, target)),
        Err(refusal) => {
            printer.error(&refusal.message, Some(&refusal.hint));
            Err(Outcome::Usage)
        }
    }
}

fn not_published(printer: &Printer, error: &PublishError, out: &Path) -> Outcome {
    match error {
        PublishError::Refused(refusal) => {
            printer.error(&refusal.message, Some(&refusal.hint));
            Outcome::Usage
        }
        PublishError::NothingBeside(error) => {
            let message =
                format!("{error}; the new site is made beside the old one, so the folder above must be writable");
            let inside = out.join("help");
            let hint = format!("make it writable, or choose a folder inside one that is: `--out {}`", inside.display());
            printer.error(&message, Some(&hint));
            Outcome::Machine
        }
        PublishError::Failed(error) if error.kind() == ErrorKind::CrossesDevices => {
            // So overlays answer where a folder of a lower layer is to be renamed.
            let hint = "is the output folder part of a container's image? choose another one by `--out`";
            printer.error(&error.to_string(), Some(hint));
            Outcome::Machine
        }
        PublishError::Failed(error) => printer.machine_failed(error),
    }
}

fn summarize(printer: &Printer, built: &Built, summary: &WriteSummary, out: &Path, seconds: f64) {
    for path in &summary.foreign {
        let path = path.display();
        printer.warning(&format!("`{path}` in the output folder was not made by Answerbook; it stays"));
    }
    if built.diagnostics.warnings() > 0 {
        printer.warning(&counts(&built.diagnostics));
    }
    let plural = |count: usize, one: &str, many: &str| format!("{count} {}", if count == 1 { one } else { many });
    printer.result(&format!(
        "built {} from {} in {}: {} files ({} of the search), {:.1} kB",
        plural(built.pages, "page", "pages"),
        plural(built.articles, "article", "articles"),
        plural(built.languages.len(), "language", "languages"),
        built.output.len(),
        built.shards,
        summary.bytes as f64 / 1000.0,
    ));
    printer.result(&format!(
        "{} written, {} unchanged, {} removed; {seconds:.2} s",
        summary.written, summary.unchanged, summary.removed
    ));
    let here = std::env::current_dir().unwrap_or_default();
    printer.result(&format!("the site is in {}", out.strip_prefix(&here).unwrap_or(out).display()));
}

/// What the first search of a customer loads, for each language.
fn report_costs(printer: &Printer, built: Built) -> Result<(), String> {
    let files = Rc::new(built.output);
    for ((language, prefix), titles) in built.languages.iter().zip(&built.titles) {
        let cost = first_query(&built.script, &files, &format!("{prefix}search/"), titles);
        let Some(Cost { requests, bytes }) = cost.map_err(|error| error.to_string())? else { continue };
        let [bytes, most_bytes] = bytes.map(|bytes| bytes as f64 / 1000.0);
        let [requests, most_requests] = requests;
        printer.result(&format!(
            "first search ({language}): {requests} requests, {bytes:.1} kB with gzip; at most {most_requests} and \
             {most_bytes:.1} kB in 95 of 100"
        ));
    }
    Ok(())
}
