//! `answerbook translate`: what translations lack, and the note that they don't.

use std::io::BufRead;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::printer::{Outcome, Printer};
use super::progress_line::ProgressLine;
use super::project;
use super::publishing::plural;
use crate::cli::{
    PrintArgs, ProjectArgs, TranslateArgs, TranslateCommand, TranslateFormatArg, TranslateMarkArgs, TranslateStatusArgs,
};
use crate::content::Article;
use crate::content::compare::compare;
use crate::pipeline::{self, Request};
use crate::progress::Progress;
use crate::report::counts;
use crate::site::Site;
use crate::suggest::did_you_mean;
use crate::translate::json;
use crate::translate::mark::{self, Refusal};
use crate::translate::queue::{self, Queue, Section, Work};
use crate::translate::views::Views;
use crate::{fs, mend};

pub(super) fn run(args: &TranslateArgs) -> Outcome {
    let ended = match &args.command {
        TranslateCommand::Status(args) => status(args),
        TranslateCommand::Mark(args) => mark(args),
    };
    ended.unwrap_or_else(|outcome| outcome)
}

/// The project's texts.
fn read(project: &ProjectArgs, output: &PrintArgs, printer: &Printer) -> Result<(Request, Site), Outcome> {
    let request = project::request(project, printer)?;
    let progress = Arc::new(Progress::default());
    let line = ProgressLine::start(&progress, output.quiet);
    let read = pipeline::texts(&request, &progress);
    drop(line);
    let site = read.map_err(|(found, invalid_settings)| {
        printer.report(&found);
        printer.error(&format!("{}; not every text could be read", counts(&found)), None);
        if invalid_settings { Outcome::Usage } else { Outcome::ContentErrors }
    })?;
    if site.editions.len() < 2 {
        printer.error(
            "this project has one language, so nothing is translated",
            Some("`languages: [en, el]` in the settings names two"),
        );
        return Err(Outcome::Usage);
    }
    Ok((request, site))
}

fn status(args: &TranslateStatusArgs) -> Result<Outcome, Outcome> {
    let printer = Printer::new(&args.output);
    let (request, site) = read(&args.project, &args.output, &printer)?;
    if !args.files.is_empty() {
        return files(args, &request, &site, &printer);
    }
    let views = views(&args.events, &site, &printer)?;
    let mut queues = queue::queues(&site, &views);
    if let Some(wanted) = &args.lang {
        let tags: Vec<String> = queues.iter().map(|queue| queue.language.clone()).collect();
        queues.retain(|queue| queue.language.eq_ignore_ascii_case(wanted));
        if queues.is_empty() {
            let hint = did_you_mean(wanted, tags.iter().map(String::as_str));
            let hint = hint.unwrap_or_else(|| format!("its other languages: {}", tags.join(", ")));
            printer.error(&format!("nothing is translated into `{wanted}` in this project"), Some(&hint));
            return Err(Outcome::Usage);
        }
    }
    match args.format {
        TranslateFormatArg::Json => printer.json(&json::queues(&queues, &views)),
        TranslateFormatArg::Human => {
            queues.iter().for_each(|queue| show(queue, !args.events.is_empty(), &printer));
        }
    }
    Ok(printer.done())
}

/// What event logs say, read line by line.
fn views(files: &[PathBuf], site: &Site, printer: &Printer) -> Result<Views, Outcome> {
    let mut views = Views::default();
    for file in files {
        let wrap = |error: std::io::Error| printer.machine_failed(&fs::Error::new("read", file, error));
        let mut lines = fs::open(file).map_err(|error| printer.machine_failed(&error))?;
        let mut line = Vec::new();
        while lines.read_until(b'\n', &mut line).map_err(wrap)? > 0 {
            views.add(site, &String::from_utf8_lossy(&line));
            line.clear();
        }
    }
    if views.bad > 0 {
        let (bad, all) = (views.bad, plural(views.lines, "line", "lines"));
        printer.warning(&format!("{bad} of {all} are no events, and were left out"));
    }
    Ok(views)
}

fn show(queue: &Queue, viewed: bool, printer: &Printer) {
    let missing = queue.work.iter().filter(|work| work.missing).count();
    let outdated = queue.work.len() - missing;
    let Queue { name, language, done, untracked, .. } = queue;
    let more = match untracked.len() {
        0 => String::new(),
        count => format!(", {count} not tracked"),
    };
    printer.result(&format!("{name} ({language}): {missing} missing, {outdated} outdated, {done} up to date{more}"));
    for work in &queue.work {
        printer.result(&format!("  {}", line(work, viewed)));
        work.sections.iter().for_each(|section| printer.result(&format!("    {}", section_line(section))));
    }
    if let Some(first) = untracked.first() {
        printer.result(&format!("  not tracked: `{first}`{}", and_others(untracked.len() - 1)));
        printer.result("    `answerbook translate mark FILE` notes which text each was made of");
    }
}

fn and_others(count: usize) -> String {
    if count == 0 { String::new() } else { format!(" and {}", plural(count, "other", "others")) }
}

/// `outdated  content/el/refund.md  2 sections, 120 words, source of 2026-11-01, 340 views`
fn line(work: &Work, viewed: bool) -> String {
    let state = if work.missing { "missing " } else { "outdated" };
    let mut facts = vec![plural(work.words, "word", "words")];
    if !work.missing {
        facts.insert(0, plural(work.sections.len(), "section", "sections"));
    }
    facts.extend(work.updated.map(|date| format!("source of {}", date.iso())));
    if viewed {
        facts.push(format!("{} views", work.views.0));
    }
    format!("{state}  {}  {}", work.file, facts.join(", "))
}

/// `changed  by-card  Refunds by card`
fn section_line(section: &Section) -> String {
    let id = if section.id.is_empty() { "\"\"" } else { &section.id };
    format!("{:<8} {id}  {}", section.state, section.title).trim_end().to_owned()
}

/// Lists every section of some translations.
fn files(args: &TranslateStatusArgs, request: &Request, site: &Site, printer: &Printer) -> Result<Outcome, Outcome> {
    let mut all = Vec::new();
    for file in &args.files {
        let (source, translation) = find(site, &request.root, file, printer)?;
        let sections = compare(source, translation).map(|comparison| queue::sections(&comparison));
        all.push((translation.source.path.as_str(), sections));
    }
    if args.format == TranslateFormatArg::Json {
        printer.json(&json::files(&all));
        return Ok(printer.done());
    }
    for (file, sections) in &all {
        let untracked = if sections.is_none() { "  not tracked" } else { "" };
        printer.result(&format!("{file}{untracked}"));
        for section in sections.iter().flatten() {
            printer.result(&format!("  {}  {}", padded(&section.fingerprint), section_line(section)));
        }
    }
    Ok(printer.done())
}

fn padded(fingerprint: &str) -> String {
    format!("{fingerprint:<10}")
}

fn mark(args: &TranslateMarkArgs) -> Result<Outcome, Outcome> {
    let printer = Printer::new(&args.output);
    let (request, site) = read(&args.project, &args.output, &printer)?;
    let mut edits = Vec::new();
    // Nothing is written where one of the files is none that can be marked.
    for file in &args.files {
        let (source, translation) = find(&site, &request.root, file, &printer)?;
        let edit = mark::mark(source, translation, args.section.as_deref());
        edits.push((translation, edit.map_err(|refusal| refuse(&refusal, &printer))?));
    }
    let mut left = false;
    for (translation, edit) in edits {
        let path = &translation.source.path;
        let Some(edit) = edit else {
            printer.result(&format!("{path}: was marked so already"));
            continue;
        };
        match mend::edit(&request.root, &translation.source, &edit) {
            Ok(true) => printer.result(&format!("{path}: marked as up to date")),
            Ok(false) => {
                left = true;
                printer.warning(&format!("`{path}` was changed meanwhile, so it is left as it is"));
            }
            Err(error) => return Err(printer.machine_failed(&error)),
        }
    }
    Ok(if left { Outcome::Machine } else { printer.done() })
}

fn refuse(refusal: &Refusal, printer: &Printer) -> Outcome {
    printer.error(&refusal.message, Some(&refusal.hint));
    Outcome::Usage
}

/// The article that a file is, and what it is a translation of.
fn find<'s>(
    site: &'s Site,
    root: &Path,
    file: &Path,
    printer: &Printer,
) -> Result<(&'s Article, &'s Article), Outcome> {
    let shown = file.display();
    let refuse = |message: String, hint: &str| {
        printer.error(&message, Some(hint));
        Outcome::Usage
    };
    let place = fs::canonical(file).or_else(|_| fs::canonical(&root.join(file)));
    let place = place.map_err(|_| refuse(format!("there is no file `{shown}`"), "give the path of a translation"))?;
    let is_it = |article: &&Arc<Article>| fs::canonical(&root.join(&article.source.path)).is_ok_and(|it| it == place);
    let name = place.file_name();
    let named = |article: &&Arc<Article>| Path::new(&article.source.path).file_name() == name;
    for edition in &site.editions {
        if let Some(article) = edition.own_articles().filter(named).find(is_it) {
            let source = site.source_of(edition, article).map(|(source, _)| (&**source, &**article));
            let language = &site.default_edition().language;
            return source.ok_or_else(|| match edition.index {
                0 => refuse(
                    format!("`{shown}` is in the main language, {}", language.name()),
                    "give the path of a translation",
                ),
                _ => refuse(
                    format!("`{shown}` stands in this language alone"),
                    "it has no counterpart to follow in the main language",
                ),
            });
        }
    }
    let hint = "drafts are read with `--drafts`, internal articles with `--audience internal`";
    Err(refuse(format!("`{shown}` is no article of this project"), hint))
}
