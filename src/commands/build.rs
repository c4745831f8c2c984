//! `answerbook build`: content -> site.

use std::rc::Rc;
use std::sync::Arc;
use std::time::Instant;

use super::printer::{Outcome, Printer};
use super::progress_line::ProgressLine;
use super::project;
use super::publishing::{make, not_published, summarize, target};
use crate::cli::BuildArgs;
use crate::content::Audience;
use crate::fs;
use crate::output::Target;
use crate::pipeline::{self, Built, Memory, Request};
use crate::progress::Progress;
use crate::report::counts;
use crate::search::cost::{Cost, first_query};
use crate::site::Scope;
use crate::source::LEDGER;

pub(super) fn run(args: &BuildArgs) -> Outcome {
    let started = Instant::now();
    let printer = Printer::new(&args.output);
    let (request, target) = match prepare(args, &printer) {
        Ok(prepared) => prepared,
        Err(outcome) => return outcome,
    };
    let progress = Arc::new(Progress::default());
    let line = ProgressLine::start(&progress, args.output.quiet);
    let mut built = pipeline::build(&request, &Memory::for_one_build(), &progress);
    let written = make(&mut built, args.project.strict, (&target, false), &progress);
    drop(line);
    printer.report(&built.diagnostics);
    let outcome = match written {
        None => {
            printer.error(&format!("{}; the site was not changed", counts(&built.diagnostics)), None);
            if built.invalid_settings { Outcome::Usage } else { Outcome::ContentErrors }
        }
        Some(Err(error)) => not_published(error, &request.out).print(&printer),
        Some(Ok(summary)) => {
            if let Err(error) = keep_addresses(&request, &built) {
                // The site is in place, and a project may be there to be read only.
                printer.warning(&format!("{error}; addresses that are new are not noted"));
            }
            let seconds = started.elapsed().as_secs_f64();
            summarize(&printer, &built, &summary, &request.out, seconds);
            match if args.stats { report_costs(&printer, &built) } else { Ok(()) } {
                Ok(()) => printer.done(),
                Err(error) => printer.failed(&error),
            }
        }
    };
    // The program ends here; to free a large site piece by piece would take it a while.
    std::mem::forget(built);
    outcome
}

/// Notes in the project which addresses the site has. Those of drafts and internal pages were never the customers'.
fn keep_addresses(request: &Request, built: &Built) -> fs::Result<()> {
    let Scope { drafts, audience } = request.scope;
    if drafts || audience != Audience::Public {
        return Ok(());
    }
    built.ledger().map_or(Ok(()), |text| fs::replace(&request.root.join(LEDGER), text.as_bytes()))
}

/// The request, and the folder to publish to, or why it can't be one.
fn prepare(args: &BuildArgs, printer: &Printer) -> Result<(Request, Target), Outcome> {
    let request = Request { all_postings: args.all_postings, ..project::request(&args.project, printer)? };
    match target(&request) {
        Ok(target) => Ok((request, target)),
        Err(failure) => Err(failure.print(printer)),
    }
}

/// What the first search of a customer loads, for each language.
fn report_costs(printer: &Printer, built: &Built) -> Result<(), String> {
    let files = Rc::new(built.searched.output.clone());
    for ((language, prefix), titles) in built.languages.iter().zip(&built.searched.titles) {
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
