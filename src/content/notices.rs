//! File -> [`Notice`]: a known issue or an announcement, from `_notices/NAME.md`.
//!
//! Pure. Whether it holds today is no question of the build, which has no clock: the browser asks it.

use std::ops::Range;
use std::sync::Arc;

use serde::Deserialize;

use super::front_matter::{self, FrontMatter, value};
use super::{Article, Reading, compose};
use crate::date::Date;
use crate::diag::{Diagnostic, Diagnostics, Rule, Source};
use crate::markdown::expand::Reuse;
use crate::source::SourceFile;
use crate::yaml;

/// Every key of a notice's front matter, in the order of the documentation.
pub const KEYS: &[&str] = &["title", "level", "from", "until", "audience", "draft"];

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
    /// Its title and text. It has no page of its own.
    pub article: Article,
    /// How much it matters.
    pub level: Level,
    /// The first day on which it holds.
    pub from: Option<Date>,
    /// The last day on which it holds.
    pub until: Option<Date>,
}

/// Level and dates.
type When = (Level, Option<Date>, Option<Date>);

/// Reads a notice. `None` where nothing can be made of it, which is reported.
pub fn read(
    file: &SourceFile,
    path: &str,
    reading: Reading,
    reuse: &dyn Reuse,
    found: &mut Diagnostics,
) -> Option<Notice> {
    let (yaml, body) = front_matter::split(&file.source, found)?;
    let (front, (level, from, until)) = yaml.map(|yaml| parse(&file.source, yaml, found)).unwrap_or_default();
    let reading = Reading { fragment: true, ..reading };
    let article = compose(&file.source, path, front, body, (reading, reuse), found);
    Some(Notice { article, level, from, until })
}

/// Parses the front matter. What is wrong is reported and left at its default.
fn parse(source: &Arc<Source>, range: Range<usize>, found: &mut Diagnostics) -> (FrontMatter, When) {
    let Some(mut table) = yaml::parse(source, range, found) else {
        return (FrontMatter { title_is_wrong: true, ..FrontMatter::default() }, When::default());
    };
    let has_title = table.has_value("title");
    let title = table.take("title", found);
    let level = value(table.take("level", found)).unwrap_or_default();
    let from = front_matter::date(&mut table, "from", found);
    let until = front_matter::date(&mut table, "until", found);
    if let (Some(from), Some(until)) = (&from, &until)
        && until.value < from.value
    {
        let message = format!("this notice would end before it begins: `until` is before `{}`", from.value.iso());
        let hint = "`until` is the last day it is shown";
        found.add(Diagnostic::new(Rule::InvalidValue, until.span(), message).hint(hint));
    }
    let front = FrontMatter {
        title_is_wrong: has_title && title.is_none(),
        title,
        audience: value(table.take("audience", found)).unwrap_or_default(),
        draft: value(table.take("draft", found)).unwrap_or_default(),
        ..FrontMatter::default()
    };
    table.finish(KEYS, found);
    (front, (level, value(from), value(until)))
}
