//! What `check` and `build` hold an article to, in the settings: levels of rules, files that are exempt, and limits.
//!
//! The only module that names `globset`.

use std::collections::BTreeMap;
use std::fmt;

use globset::{Glob, GlobBuilder, GlobSet, GlobSetBuilder};
use serde::de::value::MapAccessDeserializer;
use serde::de::{self, Deserialize, Deserializer, MapAccess, Visitor};

use crate::diag::{Diagnostic, Diagnostics, Level, Rule, Span};
use crate::language::Language;
use crate::suggest::did_you_mean;
use crate::yaml::{Located, Table};

/// The keys of `check`.
const KEYS: [&str; 5] = ["rules", "exempt", "title_length", "answer_words", "reading_level"];

/// How hard a text may be to read where the rule is turned on without a limit: harder than a newspaper.
const USUAL_READING_LEVEL: f64 = 50.0;

/// What an article is held to.
#[derive(Debug, Clone)]
pub struct Check {
    /// Rules whose level is not their default.
    levels: BTreeMap<Rule, Level>,
    /// The files in which a rule is not looked at.
    exempt: BTreeMap<Rule, GlobSet>,
    /// How wide a title may be: letters, of which those of Chinese, Japanese and Korean count twice.
    pub title_length: u16,
    /// How many words an answer may have.
    pub answer_words: u16,
    /// `None` where the settings say nothing.
    reading: Option<ReadingLevel>,
}

impl Default for Check {
    fn default() -> Self {
        let (levels, exempt) = Default::default();
        Self { levels, exempt, title_length: 60, answer_words: 250, reading: None }
    }
}

impl Check {
    /// The level of a rule, whatever the file.
    pub(super) fn level(&self, rule: Rule) -> Level {
        self.levels.get(&rule).copied().unwrap_or_else(|| rule.default_level())
    }

    /// Whether a rule is not looked at in a file, given by its path from the project.
    pub(super) fn exempts(&self, rule: Rule, path: &str) -> bool {
        self.exempt.get(&rule).is_some_and(|files| files.is_match(path))
    }

    /// How hard a text in a language may be to read; `None` where there is no limit.
    pub fn reading_level(&self, language: &Language) -> Option<f64> {
        if self.level(Rule::HardToRead) == Level::Off {
            return None;
        }
        let Some(ReadingLevel { by_tag, otherwise }) = &self.reading else { return Some(USUAL_READING_LEVEL) };
        by_tag.get(&language.tag).or_else(|| by_tag.get(language.primary())).copied().or(*otherwise)
    }
}

/// A limit for all languages, or one for each.
#[derive(Debug, Clone, Default)]
struct ReadingLevel {
    by_tag: BTreeMap<String, f64>,
    otherwise: Option<f64>,
}

/// By hand, since an untagged enum doesn't say which number is wrong.
impl<'de> Deserialize<'de> for ReadingLevel {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ReadingLevelVisitor)
    }
}

struct ReadingLevelVisitor;

impl<'de> Visitor<'de> for ReadingLevelVisitor {
    type Value = ReadingLevel;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number, or one for each language; for example `45`, or `{en: 40, de: 50}`")
    }

    fn visit_u64<E: de::Error>(self, limit: u64) -> Result<ReadingLevel, E> {
        self.visit_f64(limit as f64)
    }

    fn visit_f64<E: de::Error>(self, limit: f64) -> Result<ReadingLevel, E> {
        Ok(ReadingLevel { otherwise: Some(limit), ..ReadingLevel::default() })
    }

    fn visit_map<A: MapAccess<'de>>(self, limits: A) -> Result<ReadingLevel, A::Error> {
        let by_tag = Deserialize::deserialize(MapAccessDeserializer::new(limits))?;
        Ok(ReadingLevel { by_tag, otherwise: None })
    }
}

pub(super) fn parse(mut table: Table, diagnostics: &mut Diagnostics) -> Check {
    let mut check = Check::default();
    if let Some(rules) = table.take_table("rules", diagnostics) {
        check.levels = levels(rules, diagnostics);
    }
    if let Some(files) = table.take_table("exempt", diagnostics) {
        check.exempt = exempt(files, diagnostics);
    }
    for (key, limit) in [("title_length", &mut check.title_length), ("answer_words", &mut check.answer_words)] {
        match table.take::<u16>(key, diagnostics) {
            Some(given) if given.value == 0 => diagnostics.add(not_a_limit(key, &given)),
            Some(given) => *limit = given.value,
            None => {}
        }
    }
    if let Some(given) = table.take::<ReadingLevel>("reading_level", diagnostics) {
        // A limit is there to be held.
        check.levels.entry(Rule::HardToRead).or_insert(Level::Warning);
        check.reading = Some(given.value);
    }
    table.finish(&KEYS, diagnostics);
    check
}

fn not_a_limit(key: &str, given: &Located<u16>) -> Diagnostic {
    let message = format!("`check.{key}` can't be `{}`", given.value);
    let hint = "a whole number above 0; `check: { rules: … }` turns a rule off";
    Diagnostic::new(Rule::InvalidValue, given.span(), message).hint(hint)
}

fn levels(mut rules: Table, diagnostics: &mut Diagnostics) -> BTreeMap<Rule, Level> {
    let mut levels = BTreeMap::new();
    for (name, level) in rules.take_all::<String>(diagnostics) {
        let wanted = wanted_level(&level, diagnostics);
        match Rule::from_name(&name) {
            None => diagnostics.add(unknown_rule(&name, level.key_span())),
            Some(rule) if !rule.adjustable() && wanted != Some(Level::Error) => {
                let message = format!("the level of `{rule}` can't be changed");
                diagnostics.add(fixed(level.span(), message));
            }
            Some(rule) => levels.extend(wanted.map(|level| (rule, level))),
        }
    }
    levels
}

fn fixed(span: Span, message: String) -> Diagnostic {
    Diagnostic::new(Rule::InvalidValue, span, message).hint("without it a page or its text would be lost")
}

fn wanted_level(level: &Located<String>, diagnostics: &mut Diagnostics) -> Option<Level> {
    match level.value.as_str() {
        "error" => Some(Level::Error),
        "warning" => Some(Level::Warning),
        "off" => Some(Level::Off),
        other => {
            let message = format!("a rule's level can't be `{other}`");
            let hint = "one of: error, warning, off";
            diagnostics.add(Diagnostic::new(Rule::InvalidValue, level.span(), message).hint(hint));
            None
        }
    }
}

fn unknown_rule(name: &str, span: Span) -> Diagnostic {
    Diagnostic::new(Rule::UnknownKey, span, format!("unknown rule `{name}`")).hint(rule_hint(name))
}

/// The rule that a wrong name may mean.
pub fn rule_hint(name: &str) -> String {
    let names = Rule::ALL.iter().map(|rule| rule.name());
    let usual = || "write the name that a report shows in brackets, such as `broken-anchor`".to_owned();
    did_you_mean(name, names).unwrap_or_else(usual)
}

/// The files in which each rule is not looked at.
fn exempt(mut rules: Table, diagnostics: &mut Diagnostics) -> BTreeMap<Rule, GlobSet> {
    let mut exempt = BTreeMap::new();
    for (name, patterns) in rules.take_all_lists(diagnostics) {
        match Rule::from_name(&name) {
            None => diagnostics.add(unknown_rule(&name, patterns.key_span())),
            Some(rule) if !rule.adjustable() => {
                diagnostics.add(fixed(patterns.key_span(), format!("no file can be exempt from `{rule}`")));
            }
            Some(rule) => exempt.extend(files(&patterns.value, diagnostics).map(|files| (rule, files))),
        }
    }
    exempt
}

fn files(patterns: &[Located<String>], diagnostics: &mut Diagnostics) -> Option<GlobSet> {
    let mut files = GlobSetBuilder::new();
    for pattern in patterns {
        match glob(&pattern.value) {
            Ok(glob) => drop(files.add(glob)),
            Err(error) => {
                let message = format!("`{}` is no pattern for paths: {}", pattern.value, error.kind());
                let hint = "for example `content/legal/**`, or `content/*/archive-*.md`";
                diagnostics.add(Diagnostic::new(Rule::InvalidValue, pattern.span(), message).hint(hint));
            }
        }
    }
    files.build().ok()
}

/// `*` stays in its folder, `**` goes through all below.
fn glob(pattern: &str) -> Result<Glob, globset::Error> {
    GlobBuilder::new(pattern).literal_separator(true).build()
}

#[cfg(test)]
mod tests {
    use super::glob;

    #[test]
    fn patterns_for_paths() {
        for (pattern, path, matches) in [
            ("content/legal/**", "content/legal/terms.md", true),
            ("content/legal/**", "content/legal/old/terms.md", true),
            ("content/legal/**", "content/legalese.md", false),
            ("content/*.md", "content/a.md", true),
            ("content/*.md", "content/legal/a.md", false),
            ("**/index.md", "content/en/index.md", true),
        ] {
            assert_eq!(glob(pattern).unwrap().compile_matcher().is_match(path), matches, "{pattern}: {path}");
        }
    }
}
