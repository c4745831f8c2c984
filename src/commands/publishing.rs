//! A built site -> the output folder, and what is said of it.

use std::io::ErrorKind;
use std::path::Path;

use super::printer::{Outcome, Printer};
use crate::output::{PublishError, Refusal, Target, WriteSummary, check_target, publish};
use crate::pipeline::{Built, Making, Request};
use crate::progress::Progress;
use crate::report::counts;
use crate::source::content_dir;

/// Why a site was not put in place, in a user's words.
pub(super) struct Failure {
    message: String,
    hint: Option<String>,
    /// How a command ends by it.
    pub(super) outcome: Outcome,
}

impl Failure {
    /// Prints it; gives how the command ends.
    pub(super) fn print(&self, printer: &Printer) -> Outcome {
        printer.error(&self.message, self.hint.as_deref());
        self.outcome
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self { message: refusal.message, hint: Some(refusal.hint), outcome: Outcome::Usage }
    }
}

/// The folder to publish to.
///
/// # Errors
/// Why it can't be one.
pub(super) fn target(request: &Request) -> Result<Target, Failure> {
    let here = std::env::current_dir().unwrap_or_default();
    let shown = match request.out.strip_prefix(&here) {
        Ok(inside) if inside != Path::new("") => inside,
        _ => &request.out,
    };
    Ok(check_target(shown, &request.root, &content_dir(&request.root))?)
}

/// Makes a site and puts it in place, where one of this program's is in it with `again`. `None` where it isn't one: then all
/// its problems are known.
pub(super) fn make(
    built: &mut Built,
    strict: bool,
    (target, again): (&Target, bool),
    progress: &Progress,
) -> Option<Result<WriteSummary, PublishError>> {
    let Some(plan) = built.plan.clone().filter(|_| !built.is_wrong(strict)) else {
        built.check(progress);
        return None;
    };
    let making = Making::new(&plan, progress).again(again);
    let written = publish(&making, target);
    built.add(making.found());
    match written {
        Err(PublishError::NotMade) => None,
        written => Some(written),
    }
}

/// What it means that a site was not put into `out`.
pub(super) fn not_published(error: PublishError, out: &Path) -> Failure {
    match error {
        PublishError::Refused(refusal) => refusal.into(),
        PublishError::NothingBeside(error) => {
            let message =
                format!("{error}; the new site is made beside the old one, so the folder above must be writable");
            let inside = out.join("help");
            let hint = format!("make it writable, or choose a folder inside one that is: `--out {}`", inside.display());
            Failure { message, hint: Some(hint), outcome: Outcome::Machine }
        }
        // Whoever makes the files has reported it.
        PublishError::NotMade => {
            Failure { message: "not every page could be made".to_owned(), hint: None, outcome: Outcome::ContentErrors }
        }
        PublishError::Failed(error) => {
            // So overlays answer where a folder of a lower layer is to be renamed.
            let hint = "is the output folder part of a container's image? choose another one by `--out`";
            let hint = (error.kind() == ErrorKind::CrossesDevices).then(|| hint.to_owned());
            Failure { message: error.to_string(), hint, outcome: Outcome::Machine }
        }
    }
}

/// Says what was built and where it is.
pub(super) fn summarize(printer: &Printer, built: &Built, summary: &WriteSummary, out: &Path, seconds: f64) {
    for path in &summary.foreign {
        let path = path.display();
        printer.warning(&format!("`{path}` in the output folder was not made by Answerbook; it stays"));
    }
    if built.diagnostics.warnings() > 0 {
        printer.warning(&counts(&built.diagnostics));
    }
    printer.result(&format!("{}; {}", pages(built), changes(built, summary)));
    printer.result(&format!(
        "{} files ({} of the search), {:.1} kB: {} written, {} unchanged, {} removed; {seconds:.2} s",
        summary.written() + summary.unchanged,
        built.searched.output.len(),
        summary.bytes as f64 / 1000.0,
        summary.written(),
        summary.unchanged,
        summary.removed.len(),
    ));
    let here = std::env::current_dir().unwrap_or_default();
    printer.result(&format!("the site is in {}", out.strip_prefix(&here).unwrap_or(out).display()));
}

/// "built 12 pages from 9 articles in 2 languages (en 8, el 4)".
fn pages(built: &Built) -> String {
    let languages = built.languages.iter().zip(&built.pages);
    let each: Vec<String> = languages.map(|((tag, _), pages)| format!("{tag} {pages}")).collect();
    let each = if each.len() > 1 { format!(" ({})", each.join(", ")) } else { String::new() };
    format!(
        "built {} from {} in {}{each}",
        plural(built.pages.iter().sum(), "page", "pages"),
        plural(built.articles, "article", "articles"),
        plural(built.languages.len(), "language", "languages"),
    )
}

/// What became of the pages since the last build. Of one that is gone, only its file's name is known.
fn changes(built: &Built, summary: &WriteSummary) -> String {
    let count = |paths: &[String]| paths.iter().filter(|path| built.is_page(path)).count();
    let removed = summary.removed.iter().filter(|path| path.rsplit('/').next() == Some("index.html")).count();
    match (count(&summary.new), count(&summary.changed), removed) {
        (0, 0, 0) => "all as before".to_owned(),
        (new, changed, removed) => format!("{new} new, {changed} changed, {removed} removed"),
    }
}

/// "1 page", "2 pages".
pub(super) fn plural(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
