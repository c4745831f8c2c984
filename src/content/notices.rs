//! File -> [`Notice`]: a known issue or an announcement, from `_notices/NAME.md`.
//!
//! Pure. Whether it holds today is no question of the build, which has no clock: the browser asks it.

mod updates;

use std::ops::Range;
use std::sync::Arc;

use serde::Deserialize;

use super::front_matter::{self, FrontMatter, Keywords, value};
use super::{Article, Reading, compose};
use crate::date::Date;
use crate::diag::{Diagnostic, Diagnostics, Rule, Source};
use crate::markdown::expand::Reuse;
use crate::source::SourceFile;
use crate::yaml::{self, Located, Table};
pub use updates::Update;

/// Every key of a notice's front matter, in the order of the documentation.
pub const KEYS: &[&str] =
    &["title", "level", "symptoms", "pages", "platforms", "workaround", "from", "until", "audience", "draft"];

/// What `pages` says of a notice that touches every page.
pub const EVERY_PAGE: &str = "all";

/// How much a notice matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// An announcement.
    #[default]
    Info,
    /// A known issue: something doesn't work as it should.
    Warning,
    /// Something that many customers need doesn't work.
    Critical,
}

impl Level {
    /// The name in front matter.
    pub fn name(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Critical => "critical",
        }
    }
}

/// A known issue or an announcement.
#[derive(Debug)]
pub struct Notice {
    /// Its title and text; its keywords are the symptoms, in customers' words. It has no page of its own.
    pub article: Arc<Article>,
    /// How much it matters.
    pub level: Level,
    /// The first day on which it holds.
    pub from: Option<Date>,
    /// The last day on which it holds.
    pub until: Option<Date>,
    /// Paths of the articles and folders that it touches, or [`EVERY_PAGE`].
    pub pages: Option<Located<Vec<String>>>,
    /// Where customers read what they can do meanwhile: a link, as an article has them.
    pub workaround: Option<Located<String>>,
    /// What was said later on, newest first.
    pub updates: Vec<Update>,
}

impl Notice {
    /// Its symptoms, in customers' words.
    pub fn symptoms(&self) -> &[String] {
        &self.article.front.keywords
    }

    /// The day on which it was last added to; `None` where nothing in it has a date.
    pub fn updated(&self) -> Option<Date> {
        self.updates.first().map(|update| update.date).max(self.from)
    }
}

/// What only notices have.
#[derive(Default)]
struct Keys {
    level: Level,
    from: Option<Date>,
    until: Option<Date>,
    pages: Option<Located<Vec<String>>>,
    workaround: Option<Located<String>>,
}

/// Reads a notice. `None` where nothing can be made of it, which is reported.
pub fn read(
    file: &SourceFile,
    path: &str,
    reading: Reading,
    reuse: &dyn Reuse,
    found: &mut Diagnostics,
) -> Option<Notice> {
    let (yaml, body) = front_matter::split(&file.source, found)?;
    let (front, keys) = yaml.map(|yaml| parse(&file.source, yaml, found)).unwrap_or_default();
    let reading = Reading { fragment: true, ..reading };
    let article = compose(&file.source, path, front, body, (reading, reuse), found);
    let updates = updates::updates(&article.document.sections, keys.from, found);
    let Keys { level, from, until, pages, workaround } = keys;
    Some(Notice { article: Arc::new(article), level, from, until, pages, workaround, updates })
}

/// Parses the front matter. What is wrong is reported and left at its default.
fn parse(source: &Arc<Source>, range: Range<usize>, found: &mut Diagnostics) -> (FrontMatter, Keys) {
    let Some(mut table) = yaml::parse(source, range, found) else {
        return (FrontMatter { title_is_wrong: true, ..FrontMatter::default() }, Keys::default());
    };
    let has_title = table.has_value("title");
    let title = table.take("title", found);
    let level = value(table.take("level", found)).unwrap_or_default();
    let symptoms = value(table.take_written("symptoms", found)).map(|Keywords(phrases)| phrases).unwrap_or_default();
    let pages: Option<Located<Keywords>> = table.take("pages", found);
    let pages = pages.map(|pages| pages.map(|Keywords(paths)| paths));
    let platforms = table.take_texts("platforms", found);
    let workaround = table.take("workaround", found);
    let (from, until) = days(&mut table, found);
    let front = FrontMatter {
        title_is_wrong: has_title && title.is_none(),
        title,
        keywords: symptoms.into_iter().filter(|phrase| !phrase.trim().is_empty()).collect(),
        platforms,
        audience: value(table.take("audience", found)).unwrap_or_default(),
        draft: value(table.take("draft", found)).unwrap_or_default(),
        ..FrontMatter::default()
    };
    table.finish(KEYS, found);
    (front, Keys { level, from, until, pages, workaround })
}

/// The first and the last day.
fn days(table: &mut Table, found: &mut Diagnostics) -> (Option<Date>, Option<Date>) {
    let from = front_matter::date(table, "from", found);
    let until = front_matter::date(table, "until", found);
    if let (Some(from), Some(until)) = (&from, &until)
        && until.value < from.value
    {
        let message = format!("this notice would end before it begins: `until` is before `{}`", from.value.iso());
        let hint = "`until` is the last day it is shown";
        found.add(Diagnostic::new(Rule::InvalidValue, until.span(), message).hint(hint));
    }
    (value(from), value(until))
}
