//! File -> [`Article`]: front matter and Markdown, read once.
//!
//! Pure: text in, article and diagnostics out. It knows nothing of other articles, so that articles are read in parallel.

pub mod compare;
pub mod faq;
mod films;
pub mod front_matter;
pub mod notices;
pub mod parts;
pub mod platforms;
pub mod reading_time;
pub mod retired;
pub mod search_tests;
pub mod summary;
pub mod synonyms;

use std::ops::Range;
use std::sync::Arc;

use crate::diag::{Diagnostic, Diagnostics, Rule, Source, Span};
use crate::highlight::Highlighter;
use crate::language::quotes::Quotes;
use crate::markdown::expand::{self, Reuse};
use crate::markdown::{Document, Options, parse};
use crate::source::{NOTICES, SourceFile};
use crate::yaml::Located;
pub use front_matter::{Audience, FrontMatter, Kind};

/// An article, or a category's or the home page's `index.md`.
#[derive(Debug)]
pub struct Article {
    /// Path inside its language's folder: `billing/refund.md`.
    pub path: String,
    /// Index of its language in the settings.
    pub language: usize,
    /// Its file.
    pub source: Arc<Source>,
    /// Its front matter.
    pub front: FrontMatter,
    /// Its title: the front matter's, or its first `#` heading. Empty only where a title is not needed.
    pub title: String,
    /// The one-sentence answer; may be empty.
    pub description: String,
    /// Its text.
    pub document: Document,
    /// Hash of every id in it that a link may lead to.
    pub anchors: blake3::Hash,
}

impl Article {
    /// Whether it is a category's or the home page's text.
    pub fn is_index(&self) -> bool {
        is_index(&self.path)
    }

    /// The folder it is in: `billing`; empty for the outermost one.
    pub fn folder(&self) -> &str {
        folder_of(&self.path)
    }

    /// Whether it is the text of a notice.
    pub fn is_notice(&self) -> bool {
        folder_of(&self.path).split('/').next() == Some(NOTICES)
    }

    /// Whether customers may see it in this build.
    pub fn is_hidden(&self, drafts: bool, audience: Audience) -> bool {
        (self.front.draft && !drafts) || (self.front.audience == Audience::Internal && audience == Audience::Public)
    }
}

/// Whether a path is a folder's `index.md`.
pub fn is_index(path: &str) -> bool {
    path == "index.md" || path.ends_with("/index.md")
}

/// The folder of a path; empty for the outermost one.
pub fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// How to read articles.
#[derive(Debug, Clone, Copy, Default)]
pub struct Reading<'a> {
    /// Index of the article's language.
    pub language: usize,
    /// Set dashes and these quotation marks typographically.
    pub quotes: Option<&'static Quotes>,
    /// Let raw HTML through.
    pub trusted_html: bool,
    /// Finds what to colour in code; without it code is plain.
    pub highlighter: Option<&'a Highlighter>,
    /// It stands on a page with others.
    pub fragment: bool,
    /// Keep what it takes to write it as Markdown again.
    pub rewritable: bool,
    /// Note what only `check` asks for.
    pub noted: bool,
}

/// Reads an article. `None` where nothing can be made of it, which is reported.
pub fn read(
    file: &SourceFile,
    path: &str,
    reading: Reading<'_>,
    reuse: &dyn Reuse,
    found: &mut Diagnostics,
) -> Option<Article> {
    let (yaml, body) = front_matter::split(&file.source, found)?;
    let front = yaml.map(|yaml| front_matter::parse(&file.source, yaml, found)).unwrap_or_default();
    Some(compose(&file.source, path, front, body, (reading, reuse), found))
}

/// An article of its front matter and text.
fn compose(
    source: &Arc<Source>,
    path: &str,
    front: FrontMatter,
    body: Range<usize>,
    (reading, reuse): (Reading, &dyn Reuse),
    found: &mut Diagnostics,
) -> Article {
    let options = Options {
        quotes: reading.quotes,
        steps: front.kind == Kind::HowTo,
        choices: front.kind == Kind::Troubleshooter,
        plain: false,
        trusted_html: reading.trusted_html,
        highlighter: reading.highlighter,
        rewritable: reading.rewritable,
        noted: reading.noted,
        fragment: reading.fragment,
    };
    let expanded = expand::expand(source, body.clone(), reuse, found);
    let mut document = parse::parse(&expanded, options, found);
    films::attach(&mut document, reading.fragment, reuse);
    let title = front.title.as_ref().map(|title| expand::expand_line(&title.value, &title.span(), reuse, found));
    let title = title_of(title, &mut document);
    if title.is_none() && path != "index.md" && !front.title_is_wrong {
        found.add(missing_title(source, &body, front.title.as_ref().map(Located::span)));
    }
    let description = front.description.as_ref();
    let description = description.map(|text| expand::expand_line(&text.value, &text.span(), reuse, found));
    Article {
        anchors: hash_of(&document.anchors),
        path: path.to_owned(),
        language: reading.language,
        source: Arc::clone(source),
        front,
        title: title.unwrap_or_default(),
        description: description.unwrap_or_default(),
        document,
    }
}

fn hash_of(texts: &[String]) -> blake3::Hash {
    let mut hasher = blake3::Hasher::new();
    for text in texts {
        hasher.update(&text.len().to_le_bytes()).update(text.as_bytes());
    }
    hasher.finalize()
}

/// The title: the given one, or the first heading where that is a `#`. A `#` heading that says the title leaves the text,
/// since the page shows the title above it.
fn title_of(given: Option<String>, document: &mut Document) -> Option<String> {
    let given = given.filter(|title| !title.trim().is_empty());
    let Some(section) = document.sections.iter_mut().find(|section| section.heading.is_some()) else { return given };
    let heading = section
        .heading
        .take_if(|heading| heading.level == 1 && given.as_ref().is_none_or(|title| title.trim() == heading.text));
    let Some(heading) = heading else { return given };
    document.anchors.retain(|anchor| *anchor != heading.id);
    given.or(Some(heading.text)).filter(|title| !title.is_empty())
}

/// `blank` is the place of a title that says nothing.
fn missing_title(source: &Arc<Source>, body: &Range<usize>, blank: Option<Span>) -> Diagnostic {
    if source.text.trim().is_empty() {
        let hint = "write `title: …` between two `---` lines, or delete the file";
        return Diagnostic::new(Rule::MissingTitle, Span::start_of(source), "this file is empty").hint(hint);
    }
    let line_end = source.text[body.start..].find('\n').map_or(source.text.len(), |end| body.start + end);
    let start = if body.start == 0 { Span::new(source, 0..line_end) } else { Span::start_of(source) };
    Diagnostic::new(Rule::MissingTitle, blank.unwrap_or(start), "this article has no title")
        .hint("add `title: …` to the front matter, or begin the text with a `# Heading`")
}
