//! `answerbook check --graph FILE`: the steps of a troubleshooter as Mermaid text, and what is wrong with that file.

use std::path::Path;

use super::printer::{Outcome, Printer};
use super::project;
use crate::cli::ProjectArgs;
use crate::content::{Article, Kind};
use crate::fs;
use crate::pipeline::{self, Memory, Request};
use crate::progress::Progress;
use crate::site::troubleshooter::Troubleshooter;
use crate::site::{Edition, Site, mermaid};
use crate::suggest::did_you_mean;

pub(super) fn run(args: &ProjectArgs, file: &Path, printer: &Printer) -> Outcome {
    let request = match project::request(args, printer) {
        Ok(request) => request,
        Err(outcome) => return outcome,
    };
    let model = pipeline::read(&request, &Memory::for_one_build(), &Progress::default());
    let path = in_project(&request, file);
    let mut found = model.diagnostics();
    found.retain(|problem| problem.span.source.path == path);
    printer.report(&found);
    let Some(article) = articles(&model.site).find(|article| article.source.path == path) else {
        let known: Vec<&str> = troubleshooters(&model.site).map(|article| article.source.path.as_str()).collect();
        let hint = did_you_mean(&path, known)
            .unwrap_or_else(|| "give the path of its file; `--drafts` has drafts, too".to_owned());
        printer.error(&format!("there is no article `{path}`"), Some(&hint));
        return Outcome::Usage;
    };
    if !is_troubleshooter(article) {
        printer.error(&format!("`{path}` is no troubleshooter"), Some("its front matter needs `kind: troubleshooter`"));
        return Outcome::Usage;
    }
    mermaid(&Troubleshooter::new(&article.document)).lines().for_each(|line| printer.result(line));
    match printer.done() {
        Outcome::Done if found.errors() > 0 || (args.strict && found.warnings() > 0) => Outcome::ContentErrors,
        outcome => outcome,
    }
}

/// The path of a file from the project's folder. It is given from the current folder, or from the project's.
fn in_project(request: &Request, file: &Path) -> String {
    let real = fs::canonical(file).ok();
    let inside = real.as_ref().and_then(|file| file.strip_prefix(&request.root).ok()).unwrap_or(file);
    inside.to_string_lossy().replace('\\', "/")
}

fn articles(site: &Site) -> impl Iterator<Item = &Article> {
    site.editions.iter().flat_map(Edition::own_articles).map(|article| &**article)
}

fn troubleshooters(site: &Site) -> impl Iterator<Item = &Article> {
    articles(site).filter(|article| is_troubleshooter(article))
}

fn is_troubleshooter(article: &Article) -> bool {
    article.front.kind == Kind::Troubleshooter && !article.is_index()
}
