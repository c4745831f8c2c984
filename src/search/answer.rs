//! What `search.js` answers, typed, and how its reasons are said to people.

use serde::Deserialize;
use serde_json::{Value, json};

use crate::content::notices::Level;
use crate::date::Date;

/// How to ask.
#[derive(Debug, Clone, Copy)]
pub struct Asking<'a> {
    /// How many results to give.
    pub limit: u16,
    /// Take the last word as still being typed.
    pub prefix: bool,
    /// Say why.
    pub explain: bool,
    /// The customer's platform, by its name in the settings.
    pub platform: Option<&'a str>,
}

impl Asking<'_> {
    /// The options of `search.query`. As on the results page, the texts of all results are read. Without notices, which come and go;
    /// [`Asking::on`] has them.
    pub fn options(self) -> Value {
        let Self { limit, prefix, explain, platform } = self;
        let mut options = json!({"limit": limit, "prefix": prefix, "texts": limit, "explain": explain, "today": ""});
        if let Some(platform) = platform {
            options["platform"] = platform.into();
        }
        options
    }

    /// The same on a day, whose notices are found.
    pub fn on(self, today: Date) -> Value {
        let mut options = self.options();
        options["today"] = today.iso().into();
        options
    }
}

/// An answer.
#[derive(Debug, Deserialize)]
pub struct Answer {
    /// The results, best first.
    pub results: Vec<Found>,
    /// How many have any of the words.
    pub total: usize,
    /// The query that was searched, where a word was mended.
    pub corrected: Option<String>,
    /// What was searched too.
    pub synonyms: Vec<String>,
}

/// A result.
#[derive(Debug, Deserialize)]
pub struct Found {
    /// The title of its page, or a question.
    pub title: String,
    /// Its address from the site's root, encoded, with the anchor of the best place.
    pub url: String,
    /// The heading of the best place.
    pub heading: Option<String>,
    /// Titles of the categories that it is in.
    pub breadcrumb: Vec<String>,
    /// The tag of its language.
    pub language: String,
    /// How much it matters, where it is a notice.
    #[serde(default)]
    pub level: Option<Level>,
    /// A piece of its text.
    pub excerpt: Vec<Piece>,
    score: f64,
    /// Whether it is for other platforms alone than the one that was asked for.
    #[serde(default)]
    other: bool,
    #[serde(default)]
    explain: Vec<Reason>,
}

/// A part of an excerpt.
#[derive(Debug, Deserialize)]
pub struct Piece {
    /// The text.
    pub text: String,
    /// Whether it is a word that was looked for.
    #[serde(rename = "match")]
    pub matches: bool,
}

/// What a word contributed to a result.
#[derive(Debug, Deserialize)]
struct Reason {
    word: String,
    form: String,
    kind: String,
    weight: f64,
    contribution: f64,
}

impl Answer {
    /// Reads an answer.
    ///
    /// # Errors
    /// What is wrong with it, in words.
    pub fn read(answer: Value) -> Result<Self, String> {
        serde_json::from_value(answer).map_err(|error| format!("`search.js` gave an answer of another form: {error}"))
    }

    /// How the query was understood, a line each; nothing where it was searched as it is.
    pub fn understood(&self) -> Vec<String> {
        let corrected = self.corrected.iter().map(|corrected| format!("searched for: {corrected}"));
        let synonyms = (!self.synonyms.is_empty()).then(|| format!("also searched: {}", self.synonyms.join(", ")));
        corrected.chain(synonyms).collect()
    }
}

impl Found {
    /// Its title and heading; with its language, where that is another one than was `asked`.
    pub fn name(&self, asked: &str) -> String {
        let other = if self.language == asked { String::new() } else { format!(" ({})", self.language) };
        let heading = self.heading.as_ref().map(|heading| format!(" – {heading}")).unwrap_or_default();
        let notice = self.level.map_or("", said);
        format!("{notice}{}{heading}{other}", self.title)
    }

    /// The words of the query that it has, each with the form in which it has it: with another ending, mended, or a synonym.
    pub fn matched(&self) -> impl Iterator<Item = (&str, &str)> {
        let matched = self.explain.iter().filter(|reason| reason.contribution > 0.0);
        matched.map(|reason| (reason.word.as_str(), reason.form.as_str()))
    }

    /// Its score and what each word contributed to it, a line each.
    pub fn reasons(&self) -> Vec<String> {
        let reasons = self.explain.iter().map(|reason| format!("  {}  {}", reason.word, reason.said()));
        let other = if self.other { ", lowered: for other platforms" } else { "" };
        std::iter::once(format!("score {:.2}{other}", self.score)).chain(reasons).collect()
    }
}

impl Reason {
    fn said(&self) -> String {
        let Self { form, kind, weight, contribution, .. } = self;
        match kind.as_str() {
            "none" => "–".to_owned(),
            "exact" => format!("{contribution:.2}"),
            _ => format!("{contribution:.2}  {kind} {form} × {weight}"),
        }
    }
}

/// What a notice is, before its title.
fn said(level: Level) -> &'static str {
    match level {
        Level::Info => "announcement: ",
        Level::Warning => "known issue: ",
        Level::Critical => "major problem: ",
    }
}
