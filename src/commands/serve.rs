//! `answerbook serve`: the site in a browser, built again whenever something changes.

use std::sync::Arc;

use super::printer::{Outcome, Printer};
use super::project;
use super::publishing::{Failure, plural};
use super::rebuild::{self, Rebuild, Sink};
use crate::cli::ServeArgs;
use crate::config;
use crate::diag::Diagnostics;
use crate::pipeline::{Built, Plan, Request};
use crate::progress::Progress;
use crate::report::counts;
use crate::serve::{ListenError, Listener, Problem, Server, Show, listen};

pub(super) fn run(args: &ServeArgs) -> Outcome {
    let printer = Printer::new(&args.output);
    let request = match project::request(&args.project, &printer) {
        Ok(request) => request,
        Err(outcome) => return outcome,
    };
    let listener = match listen(&args.host, args.port) {
        Ok(listener) => listener,
        Err(error) => return not_listening(&error, &printer),
    };
    if !listener.is_loopback() {
        warn_of_others(&listener, &printer);
    }
    let url = listener.url();
    let server = match Server::start(listener, &request.root) {
        Ok(server) => server,
        Err(error) => return printer.failed(&format!("can't serve: {error}")),
    };
    let preview =
        Preview { server, request: request.clone(), printer, url, open: args.open, said: false, begun: false };
    rebuild::run(Rebuild { request, strict: args.project.strict, poll: args.noticing.poll }, &args.output, preview)
}

fn not_listening(error: &ListenError, printer: &Printer) -> Outcome {
    let hint = match error {
        ListenError::Taken(_) => "leave `--port` out to take the next free one, or end the program that uses it",
        ListenError::AllTaken(..) => "choose another one by `--port`",
        ListenError::UnknownHost(_) => {
            "`--host` takes an address or name of this machine; `0.0.0.0` stands for all its addresses"
        }
        ListenError::Failed(..) => {
            printer.error(
                &error.to_string(),
                Some("ports below 1024 are often the administrator's: choose another one by `--port`"),
            );
            return Outcome::Machine;
        }
    };
    printer.error(&error.to_string(), Some(hint));
    Outcome::Usage
}

fn warn_of_others(listener: &Listener, printer: &Printer) {
    printer.warning(&format!(
        "everyone who reaches this machine at port {} can read the preview, with drafts and internal pages if they are built",
        listener.port()
    ));
}

/// The site as it is shown.
struct Preview {
    server: Server,
    request: Request,
    /// Where, without a path.
    url: String,
    /// Whether to open a browser.
    open: bool,
    /// Whether the address was said.
    said: bool,
    /// Whether the first build came to an end.
    begun: bool,
    printer: Printer,
}

impl Sink for Preview {
    type Taken = ();

    const EARLY: bool = true;

    fn preview(&mut self, plan: Plan, again: bool) {
        let path = plan.base_path();
        let show = if again { Show::Searched } else { Show::Pages };
        self.server.show(show(Arc::new(plan), path.clone()));
        self.say_where(&path);
    }

    fn take(&mut self, built: &mut Built, strict: bool, progress: &Progress) -> Option<Result<(), Failure>> {
        built.check(progress);
        if built.is_wrong(strict) || progress.is_cancelled() {
            return None;
        }
        self.server.show(Show::Whole);
        Some(Ok(()))
    }

    fn describe(&mut self, built: &Built, (): &(), printer: &Printer, seconds: f64) -> String {
        let pages = plural(built.pages.iter().sum(), "page", "pages");
        if !std::mem::replace(&mut self.begun, true) {
            if built.diagnostics.warnings() > 0 {
                printer.warning(&counts(&built.diagnostics));
            }
            let articles = plural(built.articles, "article", "articles");
            printer.result(&format!("built {pages} from {articles}; {seconds:.2} s"));
        }
        format!("{pages} shown")
    }

    fn problems(&mut self, found: &Diagnostics, shown: bool) {
        self.begun = true;
        let problems = Problem::all(found);
        self.server.show(if shown { Show::Failed(problems) } else { Show::Problems(problems) });
        let path = self.path();
        self.say_where(&path);
    }

    fn not_built(&mut self, why: &str) {
        self.server.show(Show::Problems(vec![Problem::plain(why, None)]));
    }
}

impl Preview {
    /// The path of the base URL, which may have changed since.
    fn path(&self) -> String {
        // What is wrong with the settings has been said by the build.
        let mut settings = config::read(&self.request.root, &mut Diagnostics::default());
        if self.request.base_url.is_some() {
            settings.base_url.clone_from(&self.request.base_url);
        }
        settings.base_path()
    }

    /// Says where the site is, the first time.
    fn say_where(&mut self, path: &str) {
        if std::mem::replace(&mut self.said, true) {
            return;
        }
        let url = format!("{}{path}", self.url);
        self.printer.result(&format!("the site is at {url}"));
        if self.open
            && let Err(error) = open::that_detached(&url)
        {
            self.printer.warning(&format!("no browser could be opened: {error}"));
        }
    }
}
