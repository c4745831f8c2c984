//! `answerbook watch`: builds, and builds again whenever something changes.

use super::printer::{Outcome, Printer};
use super::project;
use super::publishing::{Failure, make, not_published, summarize, target};
use super::rebuild::{self, Rebuild, Sink};
use crate::cli::WatchArgs;
use crate::output::WriteSummary;
use crate::pipeline::{Built, Request};
use crate::progress::Progress;

pub(super) fn run(args: &WatchArgs) -> Outcome {
    let printer = Printer::new(&args.output);
    let request = match project::request(&args.project, &printer) {
        Ok(request) => request,
        Err(outcome) => return outcome,
    };
    if let Err(failure) = target(&request) {
        return failure.print(&printer);
    }
    let sink = Folder { request: request.clone(), written: false };
    rebuild::run(Rebuild { request, strict: args.project.strict, poll: args.noticing.poll }, &args.output, sink)
}

/// The output folder.
struct Folder {
    request: Request,
    /// Whether a site was written already.
    written: bool,
}

impl Sink for Folder {
    type Taken = WriteSummary;

    fn take(&mut self, built: &mut Built, strict: bool, progress: &Progress) -> Option<Result<WriteSummary, Failure>> {
        // Looked at anew, since anything may have happened to the folder meanwhile.
        let target = match target(&self.request) {
            Ok(target) => target,
            Err(failure) => return Some(Err(failure)),
        };
        let written = make(built, strict, (&target, self.written), progress)?;
        Some(written.map_err(|error| not_published(error, &self.request.out)))
    }

    fn describe(&mut self, built: &Built, summary: &WriteSummary, printer: &Printer, seconds: f64) -> String {
        if !std::mem::replace(&mut self.written, true) {
            summarize(printer, built, summary, &self.request.out, seconds);
        }
        match (summary.written(), summary.removed.len()) {
            (0, 0) => "nothing to write".to_owned(),
            (written, 0) => format!("{written} written"),
            (written, removed) => format!("{written} written, {removed} removed"),
        }
    }
}
