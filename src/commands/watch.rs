//! `answerbook watch`: builds, and builds again whenever something changes.

use super::printer::{Outcome, Printer};
use super::project;
use super::publishing::{Failure, not_published, summarize, target};
use super::rebuild::{self, Rebuild, Sink};
use crate::cli::WatchArgs;
use crate::diag::Diagnostics;
use crate::output::publish;
use crate::pipeline::{Built, Request};

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
    fn publish(&mut self, built: Built, printer: &Printer, seconds: f64) -> Result<String, Failure> {
        // Looked at anew, since anything may have happened to the folder meanwhile.
        let target = target(&self.request)?;
        let summary = publish(&built.output, &target).map_err(|error| not_published(error, &self.request.out))?;
        if !std::mem::replace(&mut self.written, true) {
            summarize(printer, &built, &summary, &self.request.out, seconds);
        }
        Ok(match (summary.written, summary.removed) {
            (0, 0) => "nothing to write".to_owned(),
            (written, 0) => format!("{written} written"),
            (written, removed) => format!("{written} written, {removed} removed"),
        })
    }

    fn problems(&mut self, _found: &Diagnostics, _shown: bool) {}
}
