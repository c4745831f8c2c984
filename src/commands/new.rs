//! `answerbook new`: a project with sample content that shows every kind of article.

use std::path::Path;

use rust_embed::RustEmbed;

use super::printer::{Outcome, Printer};
use crate::cli::{CiArg, NewArgs};
use crate::fs;
use crate::language::Language;

#[derive(RustEmbed)]
#[folder = "src/commands/new/sample/"]
struct Sample;

/// A pipeline of a code host.
struct Pipeline {
    path: &'static str,
    text: &'static str,
    /// What else is to be ignored by Git.
    ignored: &'static str,
    /// What is to be done on the host.
    next: &'static str,
}

const GITHUB: Pipeline = Pipeline {
    path: ".github/workflows/help-centre.yml",
    text: include_str!("new/ci/github.yml"),
    ignored: "",
    next: "on GitHub, choose GitHub Actions under Settings, Pages, and set the variable ANSWERBOOK_REPOSITORY",
};

const GITLAB: Pipeline = Pipeline {
    path: ".gitlab-ci.yml",
    text: include_str!("new/ci/gitlab.yml"),
    ignored: "/public/\n",
    next: "on GitLab, set the variable ANSWERBOOK_REPOSITORY under Settings, CI/CD, Variables",
};

/// The settings' line that says the languages.
const LANGUAGES: &str = "languages: [en]";

pub(super) fn run(args: &NewArgs) -> Outcome {
    let printer = Printer::new(&args.output);
    let mut languages = Vec::new();
    for tag in &args.languages {
        match Language::parse(tag.trim()) {
            Some(language) if !languages.contains(&language) => languages.push(language),
            Some(_) => {}
            None => {
                let hint = "a BCP 47 tag such as `en`, `el` or `pt-BR`";
                printer.error(&format!("`{tag}` is not a language tag"), Some(hint));
                return Outcome::Usage;
            }
        }
    }
    let shown = args.dir.display();
    if !is_free(&args.dir) {
        printer.error(&format!("`{shown}` is there already, and is not an empty folder"), Some("choose another name"));
        return Outcome::Usage;
    }
    let pipeline = match args.ci {
        CiArg::Github => Some(GITHUB),
        CiArg::Gitlab => Some(GITLAB),
        CiArg::None => None,
    };
    let written = write(&args.dir, &languages).and_then(|()| pipeline.iter().try_for_each(|it| it.write(&args.dir)));
    if let Err(error) = written {
        return printer.machine_failed(&error);
    }
    printer.result(&format!("made a help centre in {shown}"));
    printer.result(&format!("build it: answerbook build --root {shown}"));
    if let Some(pipeline) = pipeline {
        printer.result(&format!("publish it by {}: {}", pipeline.path, pipeline.next));
    }
    printer.done()
}

impl Pipeline {
    fn write(&self, dir: &Path) -> fs::Result<()> {
        let ignore = dir.join(".gitignore");
        let mut ignored = fs::read(&ignore)?;
        ignored.extend(self.ignored.bytes());
        fs::write(&ignore, &ignored)?;
        fs::write(&dir.join(self.path), self.text.as_bytes())
    }
}

fn is_free(dir: &Path) -> bool {
    match fs::entry(dir) {
        Ok(None) => true,
        Ok(Some(_)) => fs::is_dir(dir) && fs::list(dir).is_ok_and(|entries| entries.is_empty()),
        Err(_) => false,
    }
}

/// Writes the settings and, for each language that there is one in, the sample content. The first language has an English one
/// where there is none in it; the others fall back to the first.
fn write(dir: &Path, languages: &[Language]) -> fs::Result<()> {
    let tags = languages.iter().map(|language| language.tag.as_str()).collect::<Vec<_>>().join(", ");
    fs::create_dir_all(dir)?;
    for path in Sample::iter() {
        let Some(file) = Sample::get(&path) else { continue };
        if let Some(inner) = path.strip_prefix("content/") {
            let Some((sample, inner)) = inner.split_once('/') else { continue };
            let has_own = |language: &Language| sample_of(language) != "en" || language.primary() == "en";
            let written = languages.iter().enumerate().filter(|(at, language)| *at == 0 || has_own(language));
            for (_, language) in written.filter(|(_, language)| sample_of(language) == sample) {
                let folder = if languages.len() > 1 { format!("{}/", language.tag) } else { String::new() };
                fs::write(&dir.join(format!("content/{folder}{inner}")), &file.data)?;
            }
        } else if path == crate::config::FILE {
            let settings = String::from_utf8_lossy(&file.data).replace(LANGUAGES, &format!("languages: [{tags}]"));
            fs::write(&dir.join(crate::config::FILE), settings.as_bytes())?;
        } else {
            // Cargo would leave out a file of the name `.gitignore`, or obey it.
            let name = if path == "gitignore" { ".gitignore" } else { &*path };
            fs::write(&dir.join(name), &file.data)?;
        }
    }
    Ok(())
}

/// The folder of the sample content for a language.
fn sample_of(language: &Language) -> &str {
    let primary = language.primary();
    let known = Sample::iter().any(|path| path.starts_with(&format!("content/{primary}/")));
    if known { primary } else { "en" }
}
