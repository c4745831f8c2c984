//! `answerbook build`: content -> site.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use super::printer::{Outcome, Printer};
use super::progress_line::ProgressLine;
use crate::cli::{AudienceArg, BuildArgs};
use crate::config::base_url;
use crate::content::Audience;
use crate::fs;
use crate::output::{PublishError, Target, WriteSummary, check_target, publish};
use crate::pipeline::{self, Built, Request};
use crate::progress::Progress;
use crate::report::counts;
use crate::site::Scope;
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
    let built = pipeline::build(&request, &progress);
    let failed = built.diagnostics.errors() > 0 || (args.strict && built.diagnostics.warnings() > 0);
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
            printer.done()
        }
    }
}

/// Raw arguments -> what they mean, or why they can't be used.
fn prepare(args: &BuildArgs, printer: &Printer) -> Result<(Request, Target), Outcome> {
    let usage = |message: &str, hint: Option<&str>| {
        printer.error(message, hint);
        Outcome::Usage
    };
    let here =
        std::env::current_dir().map_err(|error| usage(&format!("can't find the current folder: {error}"), None))?;
    let root = match &args.root {
        None => pipeline::find_root(&here),
        Some(root) if fs::is_dir(root) => root.clone(),
        Some(root) => return Err(usage(&format!("there is no folder `{}`", root.display()), None)),
    };
    let root = fs::canonical(&root).map_err(|error| printer.machine_failed(&error))?;
    let out = args.out.clone().unwrap_or_else(|| root.join("site"));
    let out = std::path::absolute(&out).unwrap_or(out);
    let base_url = match args.base_url.as_deref().map(base_url).transpose() {
        Ok(url) => url,
        Err(message) => return Err(usage(&message.replace("`base_url`", "`--base-url`"), None)),
    };
    let content = content_dir(&root);
    let shown = match out.strip_prefix(&here) {
        Ok(inside) if inside != Path::new("") => inside,
        _ => &out,
    };
    let target = match check_target(shown, &root, &content) {
        Ok(target) => target,
        Err(refusal) => return Err(usage(&refusal.message, Some(&refusal.hint))),
    };
    if !has_content(&root, &content) {
        let message = format!("there is nothing to build in `{}`", root.display());
        return Err(usage(&message, Some("`answerbook new DIR` makes a project; or give its folder by `--root`")));
    }
    let audience = match args.audience {
        AudienceArg::Public => Audience::Public,
        AudienceArg::Internal => Audience::Internal,
    };
    Ok((Request { root, out, base_url, scope: Scope { drafts: args.drafts, audience } }, target))
}

/// Whether a folder looks like a project: it has settings, a content folder or Markdown files.
fn has_content(root: &Path, content: &Path) -> bool {
    let is_markdown = |path: &PathBuf| path.extension().is_some_and(|ending| ending == "md");
    content != root
        || fs::is_file(&root.join(crate::config::FILE))
        || fs::list(root).is_ok_and(|entries| entries.iter().any(|path| is_markdown(path) || holds_markdown(path)))
}

/// Whether a folder has Markdown files of its own.
fn holds_markdown(folder: &Path) -> bool {
    fs::is_dir(folder)
        && fs::list(folder)
            .is_ok_and(|entries| entries.iter().any(|path| path.extension().is_some_and(|ending| ending == "md")))
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
        "built {} from {} in {}: {} files, {:.1} kB",
        plural(built.pages, "page", "pages"),
        plural(built.articles, "article", "articles"),
        plural(built.languages, "language", "languages"),
        built.output.len(),
        summary.bytes as f64 / 1000.0,
    ));
    printer.result(&format!(
        "{} written, {} unchanged, {} removed; {seconds:.2} s",
        summary.written, summary.unchanged, summary.removed
    ));
    let here = std::env::current_dir().unwrap_or_default();
    printer.result(&format!("the site is in {}", out.strip_prefix(&here).unwrap_or(out).display()));
}
