//! `answerbook check`: what is wrong with a project, or could be better, without a site.

use std::path::Path;
use std::sync::Arc;

use super::graph;
use super::printer::{Outcome, Printer};
use super::progress_line::ProgressLine;
use super::project;
use super::publishing::plural;
use super::today::today;
use crate::cli::{CheckArgs, FormatArg};
use crate::config::{self, facts, rule_hint};
use crate::date::Date;
use crate::diag::{Diagnostics, Level, Rule, Severity};
use crate::external::Limits;
use crate::fs;
use crate::mend::{self, Mended};
use crate::pipeline::{self, Built, Request};
use crate::progress::Progress;
use crate::report::{counts, github, json, sarif};

pub(super) fn run(args: &CheckArgs) -> Outcome {
    let printer = Printer::new(&args.output);
    if let Some(file) = &args.graph {
        return graph::run(&args.project, file, &printer);
    }
    let asked = match Asked::of(args, &printer) {
        Ok(asked) => asked,
        Err(outcome) => return outcome,
    };
    let mut checked = check(args, &asked, &printer);
    let mut mended = 0;
    if args.fix {
        match mend(&asked, &checked, &printer) {
            Ok(0) => {}
            Ok(problems) => {
                mended = problems;
                std::mem::forget(std::mem::replace(&mut checked, check(args, &asked, &printer)));
            }
            Err(error) => return printer.machine_failed(&error),
        }
    }
    asked.warn_of_rules_off(&checked, &printer);
    let found = asked.wanted(&checked.diagnostics);
    say(args, &asked.request, &checked, (&found, mended), &printer);
    let outcome = match printer.done() {
        Outcome::Done if checked.invalid_settings => Outcome::Usage,
        Outcome::Done if found.errors() > 0 || (args.project.strict && found.warnings() > 0) => Outcome::ContentErrors,
        outcome => outcome,
    };
    // The program ends here; to free a large site piece by piece would take it a while.
    std::mem::forget(checked);
    outcome
}

/// What is to be done.
struct Asked {
    request: Request,
    /// The only rules to show; all where there are none.
    only: Vec<Rule>,
    today: Date,
}

impl Asked {
    fn of(args: &CheckArgs, printer: &Printer) -> Result<Self, Outcome> {
        let mut only = Vec::new();
        for name in &args.only {
            let Some(rule) = Rule::from_name(name) else {
                printer.error(&format!("there is no rule `{name}`"), Some(&rule_hint(name)));
                return Err(Outcome::Usage);
            };
            only.push(rule);
        }
        Ok(Self {
            only,
            today: today(args.today.as_ref(), printer)?,
            request: project::request(&args.project, printer)?,
        })
    }

    /// A rule that is off finds nothing, which would read as if all were well.
    fn warn_of_rules_off(&self, checked: &Built, printer: &Printer) {
        for rule in self.only.iter().filter(|rule| checked.level(**rule) == Level::Off) {
            printer.warning(&format!(
                "`{rule}` is off; `check: {{ rules: {{ {rule}: warning }} }}` in the settings turns it on"
            ));
        }
    }

    /// What is to be shown. Settings and facts that can't be used are always.
    fn wanted(&self, found: &Diagnostics) -> Diagnostics {
        let mut found = found.clone();
        found.retain(|problem| {
            let path = &*problem.span.source.path;
            let basis = problem.severity == Severity::Error && [config::FILE, facts::FILE].contains(&path);
            basis || self.only.is_empty() || self.only.contains(&problem.rule)
        });
        found
    }
}

fn check(args: &CheckArgs, asked: &Asked, printer: &Printer) -> Built {
    let progress = Arc::new(Progress::default());
    let line = ProgressLine::start(&progress, args.output.quiet);
    let mut checked = pipeline::check(&asked.request, asked.today, &progress);
    let not_asked = if args.external { checked.check_external(Limits::default(), &progress) } else { 0 };
    drop(line);
    if not_asked > 0 {
        let count = plural(not_asked, "address", "addresses");
        printer
            .warning(&format!("{count} of other sites were not asked for: there are too many, or the time was over"));
    }
    checked
}

/// Mends what is to be shown; gives how many problems.
fn mend(asked: &Asked, checked: &Built, printer: &Printer) -> fs::Result<usize> {
    let Mended { problems, left } = mend::mend(&asked.request.root, &asked.wanted(&checked.diagnostics))?;
    for path in left {
        printer.warning(&format!("`{path}` was changed meanwhile, so nothing in it was mended"));
    }
    Ok(problems)
}

/// Says what was found, and how many problems were mended before.
fn say(
    args: &CheckArgs,
    request: &Request,
    checked: &Built,
    (found, mended): (&Diagnostics, usize),
    printer: &Printer,
) {
    let languages = checked.languages.len();
    match args.format {
        FormatArg::Human => {
            printer.report(found);
            let mut what = plural(checked.articles, "article", "articles");
            if checked.search_tests > 0 {
                what += &format!(" and {}", plural(checked.search_tests, "search test", "search tests"));
            }
            let languages = plural(languages, "language", "languages");
            let count = found.errors() + found.warnings();
            let result = if count == 0 { "nothing found".to_owned() } else { counts(found) };
            let fixable = found.iter().filter(|problem| problem.fix.is_some()).count();
            let more = match (mended, fixable) {
                (0, 0) => String::new(),
                (0, _) => format!("; `--fix` mends {fixable}"),
                (_, _) => format!("; {mended} mended"),
            };
            printer.result(&format!("checked {what} in {languages}: {result}{more}"));
        }
        FormatArg::Json => printer.whole_json(&json::findings(found, checked.articles, languages, mended)),
        FormatArg::Github => {
            let lines = github::annotations(found, &prefix(&request.root));
            lines.iter().for_each(|line| printer.problem_line(line));
        }
        FormatArg::Sarif => printer.whole_json(&sarif::log(found, &prefix(&request.root))),
    }
}

/// The way from the current folder to the project, with a final slash: code hosts know files by their paths from the
/// repository's folder, in which their programs run.
fn prefix(root: &Path) -> String {
    let here = std::env::current_dir().and_then(|here| fs::canonical(&here).map_err(std::io::Error::other));
    let inside = here.ok().and_then(|here| Some(root.strip_prefix(here).ok()?.to_string_lossy().replace('\\', "/")));
    inside.filter(|inside| !inside.is_empty()).map(|inside| inside + "/").unwrap_or_default()
}
