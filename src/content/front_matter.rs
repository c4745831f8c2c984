//! The front matter: its lines in a file, and its keys.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use serde::Deserialize;
use serde::de::value::SeqAccessDeserializer;
use serde::de::{self, Deserializer, SeqAccess, Visitor};

use crate::date::Date;
use crate::diag::{Diagnostic, Diagnostics, Rule, Source, Span};
use crate::slug::slugify;
use crate::yaml::{self, Located, Table};

/// Every key, in the order of the documentation.
pub const KEYS: &[&str] = &[
    "title",
    "description",
    "kind",
    "keywords",
    "order",
    "featured",
    "icon",
    "related",
    "aliases",
    "slug",
    "platforms",
    "audience",
    "draft",
    "updated",
    "review_by",
    "owner",
    "time",
    "video",
    "translated_from",
];

/// The key that says what a translation was made of.
pub const TRANSLATED_FROM: &str = "translated_from";

/// What kind of page an article is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Text.
    #[default]
    Article,
    /// Questions with their answers.
    Faq,
    /// A procedure.
    HowTo,
    /// Steps with choices.
    Troubleshooter,
}

impl Kind {
    /// The name in front matter.
    pub fn name(self) -> &'static str {
        match self {
            Self::Article => "article",
            Self::Faq => "faq",
            Self::HowTo => "how-to",
            Self::Troubleshooter => "troubleshooter",
        }
    }
}

/// Whom an article, or a build, is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Audience {
    /// Customers.
    #[default]
    Public,
    /// Support agents.
    Internal,
}

/// An article's front matter.
#[derive(Debug, Clone, Default)]
pub struct FrontMatter {
    /// The question or task.
    pub title: Option<Located<String>>,
    /// Whether a title is given that can't be used, which has been reported.
    pub title_is_wrong: bool,
    /// The one-sentence answer.
    pub description: Option<Located<String>>,
    /// What kind of page it is.
    pub kind: Kind,
    /// The customers' own words, searched but not shown.
    pub keywords: Vec<String>,
    /// Place in its category; those without come after those with.
    pub order: Option<i64>,
    /// Shown on the home page.
    pub featured: bool,
    /// The category's icon.
    pub icon: Option<Located<String>>,
    /// Paths of related articles.
    pub related: Option<Located<Vec<String>>>,
    /// Old addresses that lead here.
    pub aliases: Option<Located<Vec<String>>>,
    /// The last part of the address.
    pub slug: Option<Located<String>>,
    /// Ids of the platforms it applies to.
    pub platforms: Option<Located<Vec<String>>>,
    /// Whom it is for.
    pub audience: Audience,
    /// Left out unless drafts are asked for.
    pub draft: bool,
    /// The date shown.
    pub updated: Option<Located<Date>>,
    /// After this date it wants a review.
    pub review_by: Option<Located<Date>>,
    /// Who looks after it.
    pub owner: Option<String>,
    /// How long it takes.
    pub time: Option<String>,
    /// Its main video.
    pub video: Option<Located<String>>,
    /// What it is a translation of.
    pub translated_from: Option<TranslatedFrom>,
}

/// What a translation was made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TranslatedFrom {
    /// Id and fingerprint of each part of the source, in order.
    pub parts: Vec<(String, String)>,
    /// The key.
    pub span: Span,
}

impl FrontMatter {
    /// The day given as `updated`.
    pub fn updated_on(&self) -> Option<Date> {
        self.updated.as_ref().map(|date| date.value)
    }
}

/// Keywords as a list, or as one text with commas.
pub(super) struct Keywords(pub(super) Vec<String>);

/// By hand, since an untagged enum doesn't say which word is wrong.
impl<'de> Deserialize<'de> for Keywords {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(KeywordsVisitor)
    }
}

struct KeywordsVisitor;

impl<'de> Visitor<'de> for KeywordsVisitor {
    type Value = Keywords;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of words; for example `[refund, money back]`")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Keywords, E> {
        Ok(Keywords(text.split(',').map(|word| word.trim().to_owned()).collect()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, words: A) -> Result<Keywords, A::Error> {
        Deserialize::deserialize(SeqAccessDeserializer::new(words)).map(Keywords)
    }
}

/// Finds the front matter: the ranges of its YAML, if there is any, and of the text after it.
/// `None` where it isn't closed, which is reported.
pub fn split(source: &Arc<Source>, diagnostics: &mut Diagnostics) -> Option<(Option<Range<usize>>, Range<usize>)> {
    let text = &source.text;
    let first = text.split('\n').next().unwrap_or_default();
    if first.trim_end() != "---" {
        return Some((None, 0..text.len()));
    }
    let start = (first.len() + 1).min(text.len());
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        if matches!(line.trim_end(), "---" | "...") {
            return Some((Some(start..at), at + line.len()..text.len()));
        }
        at += line.len();
    }
    let message = "the front matter has no closing `---` line";
    let hint = "end it by a line of its own with `---`; a horizontal rule at the top is written `***`";
    diagnostics.add(Diagnostic::new(Rule::UnclosedFrontMatter, Span::new(source, 0..first.len()), message).hint(hint));
    None
}

/// Parses the front matter. What is wrong is reported and left at its default.
pub fn parse(source: &Arc<Source>, range: Range<usize>, diagnostics: &mut Diagnostics) -> FrontMatter {
    let Some(mut document) = yaml::parse(source, range, diagnostics) else {
        return FrontMatter { title_is_wrong: true, ..FrontMatter::default() };
    };
    let table = &mut document;
    let has_title = table.has_value("title");
    let title = table.take("title", diagnostics);
    let front = FrontMatter {
        title_is_wrong: has_title && title.is_none(),
        title,
        description: table.take("description", diagnostics),
        kind: value(table.take("kind", diagnostics)).unwrap_or_default(),
        keywords: value(table.take_written("keywords", diagnostics)).map(|Keywords(words)| words).unwrap_or_default(),
        order: value(table.take("order", diagnostics)),
        featured: value(table.take("featured", diagnostics)).unwrap_or_default(),
        icon: table.take("icon", diagnostics),
        related: table.take_texts("related", diagnostics),
        aliases: table.take_texts("aliases", diagnostics),
        slug: slug(table, diagnostics),
        platforms: table.take_texts("platforms", diagnostics),
        audience: value(table.take("audience", diagnostics)).unwrap_or_default(),
        draft: value(table.take("draft", diagnostics)).unwrap_or_default(),
        updated: date(table, "updated", diagnostics),
        review_by: date(table, "review_by", diagnostics),
        owner: value(table.take("owner", diagnostics)),
        time: value(table.take("time", diagnostics)),
        video: table.take("video", diagnostics),
        translated_from: translated_from(table, diagnostics),
    };
    document.finish(KEYS, diagnostics);
    front
}

pub(super) fn value<T>(located: Option<Located<T>>) -> Option<T> {
    located.map(|located| located.value)
}

fn translated_from(table: &mut Table, diagnostics: &mut Diagnostics) -> Option<TranslatedFrom> {
    let mut parts = table.take_table(TRANSLATED_FROM, diagnostics)?;
    let span = parts.key_span();
    let parts = parts.take_all_written::<String>(diagnostics).into_iter();
    Some(TranslatedFrom { parts: parts.filter_map(|(id, text)| Some((id, text?.value))).collect(), span })
}

fn slug(table: &mut Table, diagnostics: &mut Diagnostics) -> Option<Located<String>> {
    let mut slug: Located<String> = table.take("slug", diagnostics)?;
    if slug.value.contains(['/', '\\']) || !slug.value.contains(char::is_alphanumeric) || slug.value.len() > 200 {
        let message = format!("`slug` can't be `{}`", slug.value);
        let hint = "the last part of the address: letters, digits and `-`, no `/`";
        diagnostics.add(Diagnostic::new(Rule::InvalidValue, slug.span(), message).hint(hint));
        return None;
    }
    slug.value = slugify(&slug.value);
    Some(slug)
}

/// Takes a date, with its place; what is none is reported.
pub(super) fn date(table: &mut Table, key: &str, diagnostics: &mut Diagnostics) -> Option<Located<Date>> {
    let text: Located<String> = table.take_written(key, diagnostics)?;
    let date = Date::parse(&text.value);
    if date.is_none() {
        let message = format!("`{key}` is not a date: `{}`", text.value);
        let hint = format!("write it as `{}`", near_date(&text.value).unwrap_or("2026-11-01".to_owned()));
        diagnostics.add(Diagnostic::new(Rule::InvalidValue, text.span(), message).hint(hint));
    }
    date.map(|date| text.with(date))
}

/// The date that was meant by `20261101`, `2026/11/1` and the like; `None` where that isn't plain.
fn near_date(text: &str) -> Option<String> {
    let parts: Vec<&str> = match text.len() {
        8 if text.bytes().all(|byte| byte.is_ascii_digit()) => vec![&text[..4], &text[4..6], &text[6..]],
        _ => text.split(['-', '/', '.']).map(str::trim).collect(),
    };
    let [year, month, day] = parts[..] else { return None };
    Date::parse(&format!("{year}-{month:0>2}-{day:0>2}")).map(Date::iso)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_that_were_meant() {
        for (text, meant) in [
            ("20261101", Some("2026-11-01")),
            ("2026/11/1", Some("2026-11-01")),
            ("2026-1-1", Some("2026-01-01")),
            ("20261301", None),
            ("01.11.2026", None),
            ("κκκκ", None),
            ("soon", None),
        ] {
            assert_eq!(near_date(text).as_deref(), meant, "{text}");
        }
    }
}
