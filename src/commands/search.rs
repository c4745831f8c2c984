//! `answerbook search`: what a customer finds, by the script that the customer's browser runs.

use std::io;
use std::sync::Arc;

use super::printer::{Outcome, Printer};
use super::progress_line::ProgressLine;
use super::project;
use super::today::today;
use crate::cli::SearchArgs;
use crate::date::Date;
use crate::pipeline::{self, SearchOnly};
use crate::progress::Progress;
use crate::report::counts;
use crate::search::answer::{Answer, Asking, Found};
use crate::search::cost::read;
use crate::search::script::Script;
use crate::suggest::did_you_mean;

pub(super) fn run(args: &SearchArgs) -> Outcome {
    let printer = Printer::new(&args.output);
    let request = match project::request(&args.project, &printer) {
        Ok(request) => request,
        Err(outcome) => return outcome,
    };
    let today = match today(args.today.as_ref(), &printer) {
        Ok(today) => today,
        Err(outcome) => return outcome,
    };
    let progress = Arc::new(Progress::default());
    let line = ProgressLine::start(&progress, args.output.quiet);
    let indexed = pipeline::index(&request, &progress);
    drop(line);
    printer.report(&indexed.diagnostics);
    if indexed.diagnostics.errors() > 0 || (args.project.strict && indexed.diagnostics.warnings() > 0) {
        printer.error(&format!("{}; nothing was searched", counts(&indexed.diagnostics)), None);
        return if indexed.invalid_settings { Outcome::Usage } else { Outcome::ContentErrors };
    }
    let Some(language) = language(args, &indexed, &printer) else { return Outcome::Usage };
    if !platform_is_known(args, &indexed, &printer) {
        return Outcome::Usage;
    }
    match queries(args).and_then(|queries| answer_all(args, indexed, &language, (queries, today), &printer)) {
        Ok(()) => printer.done(),
        Err(message) => printer.failed(&message),
    }
}

/// The query, or those of standard input.
fn queries(args: &SearchArgs) -> Result<Vec<String>, String> {
    if args.query != "-" {
        return Ok(vec![args.query.clone()]);
    }
    let lines: Result<Vec<String>, io::Error> = io::stdin().lines().collect();
    lines.map_err(|error| format!("can't read the queries from standard input: {error}"))
}

fn answer_all(
    args: &SearchArgs,
    indexed: SearchOnly,
    (tag, prefix): &(String, String),
    (queries, today): (Vec<String>, Date),
    printer: &Printer,
) -> Result<(), String> {
    let files = indexed.output;
    let read = move |path: &str| read(&files, path);
    let script =
        Script::open(&indexed.script, read, &format!("/{prefix}search/")).map_err(|error| error.to_string())?;
    let platform = args.platform.as_deref();
    let asking = Asking { limit: args.limit, prefix: args.prefix, explain: args.explain, platform };
    for query in queries {
        let mut answer = script.query(&query, &asking.on(today)).map_err(|error| error.to_string())?;
        if args.json {
            answer["query"] = query.into();
            printer.json(&answer);
            continue;
        }
        if args.query == "-" {
            printer.result(&format!("> {query}"));
        }
        show(args, &Answer::read(answer)?, tag, printer);
    }
    Ok(())
}

/// The language's tag, and what its addresses begin with.
fn language(args: &SearchArgs, indexed: &SearchOnly, printer: &Printer) -> Option<(String, String)> {
    let tags = indexed.languages.iter().map(|(tag, _)| tag.as_str());
    let Some(wanted) = &args.lang else { return indexed.languages.first().cloned() };
    if let Some(found) = indexed.languages.iter().find(|(tag, _)| tag.eq_ignore_ascii_case(wanted)) {
        return Some(found.clone());
    }
    let list = tags.clone().collect::<Vec<_>>().join(", ");
    let hint = did_you_mean(wanted, tags).unwrap_or_else(|| format!("its languages: {list}"));
    printer.error(&format!("this project has no language `{wanted}`"), Some(&hint));
    None
}

/// Whether the settings have the platform that is asked for; where they don't, that is said.
fn platform_is_known(args: &SearchArgs, indexed: &SearchOnly, printer: &Printer) -> bool {
    let known = || indexed.platforms.iter().map(String::as_str);
    let Some(wanted) = args.platform.as_deref().filter(|wanted| known().all(|platform| platform != *wanted)) else {
        return true;
    };
    let list = known().collect::<Vec<_>>().join(", ");
    let all = if list.is_empty() { "its settings have none".to_owned() } else { format!("its platforms: {list}") };
    let hint = did_you_mean(wanted, known()).unwrap_or(all);
    printer.error(&format!("this project has no platform `{wanted}`"), Some(&hint));
    false
}

/// `language` is the one that was asked; results of another one say theirs.
fn show(args: &SearchArgs, answer: &Answer, language: &str, printer: &Printer) {
    answer.understood().iter().for_each(|line| printer.result(line));
    if answer.results.is_empty() {
        printer.result("nothing found");
    }
    for (found, number) in answer.results.iter().zip(1..) {
        printer.result(&format!("{number}. {}", found.name(language)));
        if !found.breadcrumb.is_empty() {
            printer.result(&format!("   {}", found.breadcrumb.join(" › ")));
        }
        printer.result(&format!("   {}", found.url));
        if !found.excerpt.is_empty() {
            printer.result(&format!("   {}", excerpt(found)));
        }
        if args.explain {
            found.reasons().iter().for_each(|line| printer.result(&format!("   {line}")));
        }
    }
    if answer.total > answer.results.len() {
        printer.result(&format!("{} of {} that have any of the words", answer.results.len(), answer.total));
    }
}

/// Matches are marked as Markdown marks what matters.
fn excerpt(found: &Found) -> String {
    let pieces = found.excerpt.iter();
    pieces.map(|piece| if piece.matches { format!("**{}**", piece.text) } else { piece.text.clone() }).collect()
}
