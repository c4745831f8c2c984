//! `answerbook serve`: the site in a browser, built again whenever something changes.

use std::sync::Arc;

use super::printer::{Outcome, Printer};
use super::project;
use super::publishing::{Failure, plural};
use super::rebuild::{self, Rebuild, Sink};
use crate::cli::ServeArgs;
use crate::config;
use crate::diag::Diagnostics;
use crate::output::Contents;
use crate::pipeline::{self, Built, Request};
use crate::report::counts;
use crate::serve::{ListenError, Listener, Pages, Problem, Server, Show, listen};

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
    let preview = Preview { server, request: request.clone(), printer, url, open: args.open, said: false };
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
    printer: Printer,
}

/// Pages made when they are asked for.
#[derive(Debug)]
struct Made(pipeline::Preview);

impl Pages for Made {
    fn has(&self, path: &str) -> bool {
        self.0.has(path)
    }

    fn make(&self, path: &str) -> Option<Contents> {
        // What can't be made is reported by the build that follows.
        self.0.file(path).ok().flatten()
    }
}

impl Sink for Preview {
    const EARLY: bool = true;

    fn preview(&mut self, preview: pipeline::Preview) {
        let path = preview.base_path();
        self.server.show(Show::Pages(Arc::new(Made(preview)), path));
    }

    fn publish(&mut self, built: Built, printer: &Printer, seconds: f64) -> Result<String, Failure> {
        let path = self.path();
        self.server.show(Show::Site(built.output, path.clone()));
        let pages = plural(built.pages, "page", "pages");
        if !self.said {
            if built.diagnostics.warnings() > 0 {
                printer.warning(&counts(&built.diagnostics));
            }
            let articles = plural(built.articles, "article", "articles");
            printer.result(&format!("built {pages} from {articles}; {seconds:.2} s"));
        }
        self.say_where(&path);
        Ok(format!("{pages} shown"))
    }

    fn problems(&mut self, found: &Diagnostics, shown: bool) {
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
