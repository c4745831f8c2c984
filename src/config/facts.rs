//! `facts.yaml` -> [`Facts`]: prices, limits and deadlines by name, each with its value and the words it stands near.
//!
//! Knows names and types, and nothing of what a value means.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::localized::{self, Localized};
use super::synonyms;
use crate::diag::{Diagnostic, Diagnostics, Rule, Source, Span};
use crate::language::Language;
use crate::yaml::{self, ListOrTable, Located, Table, TextOrTable};

/// The file's name.
pub const FILE: &str = "facts.yaml";

/// The keys of a fact that is a table.
const KEYS: [&str; 2] = ["value", "words"];

/// The facts of a project.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    by_name: BTreeMap<String, Fact>,
    /// Whether some are lost, which has been reported: then an unknown name in an article is no mistake of its own.
    pub unreadable: bool,
}

/// A fact.
#[derive(Debug, Clone)]
pub struct Fact {
    /// What `{{ fact.NAME }}` inserts.
    pub value: Localized,
    /// The words and phrases it stands near, by language; those under no language are for all.
    words: BTreeMap<Option<String>, Vec<String>>,
}

impl Fact {
    fn new(value: Localized) -> Self {
        Self { value, words: BTreeMap::new() }
    }

    /// The words and phrases of a language that it stands near; none where the file doesn't say.
    pub fn words(&self, language: &Language) -> &[String] {
        let of = |tag: &str| self.words.get(&Some(tag.to_owned()));
        let words = of(&language.tag).or_else(|| of(language.primary())).or_else(|| self.words.get(&None));
        words.map_or(&[], Vec::as_slice)
    }
}

impl Facts {
    /// The fact of a name.
    pub fn get(&self, name: &str) -> Option<&Fact> {
        self.by_name.get(name)
    }

    /// Every fact by its name, sorted.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Fact)> {
        self.by_name.iter().map(|(name, fact)| (name.as_str(), fact))
    }
}

/// The facts of a file, if there is one and it could be read.
pub(super) fn of_file(
    file: Option<Result<Arc<Source>, Box<Diagnostic>>>,
    default: &Language,
    diagnostics: &mut Diagnostics,
) -> Facts {
    match file {
        None => Facts::default(),
        Some(Ok(source)) => parse(&source, default, diagnostics),
        Some(Err(problem)) => {
            diagnostics.add(*problem);
            Facts { unreadable: true, ..Facts::default() }
        }
    }
}

/// Parses facts. One that can't be used is reported, and stands for itself: its name is known all the same.
fn parse(source: &Arc<Source>, default: &Language, diagnostics: &mut Diagnostics) -> Facts {
    let Some(mut table) = yaml::parse(source, 0..source.text.len(), diagnostics) else {
        return Facts { unreadable: true, ..Facts::default() };
    };
    let mut facts = Facts::default();
    for (name, written) in table.take_all_texts_or_tables(diagnostics) {
        if !is_name(&name) {
            diagnostics.add(not_a_name(&name, source, written.as_ref()));
            continue;
        }
        let fact = match written {
            Some(TextOrTable::Text(text)) => Some(Fact::new(Localized::same(text.value))),
            Some(TextOrTable::Table(table)) if by_language(&table) => {
                Some(Fact::new(localized::of_table(table, default, diagnostics)))
            }
            Some(TextOrTable::Table(table)) => fact(&name, table, default, diagnostics),
            None => None,
        };
        let fact = fact.unwrap_or_else(|| Fact::new(Localized::same(name.clone())));
        facts.by_name.insert(name, fact);
    }
    facts
}

/// Whether a name can stand in `{{ fact.NAME }}`.
fn is_name(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))
}

fn not_a_name(name: &str, source: &Arc<Source>, written: Option<&TextOrTable>) -> Diagnostic {
    let span = match written {
        Some(TextOrTable::Text(text)) => text.key_span(),
        Some(TextOrTable::Table(table)) => table.key_span(),
        None => Span::start_of(source),
    };
    Diagnostic::new(Rule::InvalidValue, span, format!("a fact can't be called `{name}`"))
        .hint("a name has letters, digits, `_`, `-` and `.`, for example `refund_window`")
}

/// Whether a table has a text for each language: its keys look like `en` or `pt-BR`, which those of a fact don't.
fn by_language(table: &Table) -> bool {
    let is_tag = |key: &str| matches!(key.split('-').next(), Some(first) if (2..=3).contains(&first.len()));
    table.keys().next().is_some() && table.keys().all(|key| is_tag(key) && Language::parse(key).is_some())
}

fn fact(name: &str, mut table: Table, default: &Language, diagnostics: &mut Diagnostics) -> Option<Fact> {
    let has_value = table.has_value("value");
    let value = localized::take(&mut table, "value", default, diagnostics);
    if !has_value {
        let hint = "for example `{value: 14 days, words: [refund, money back]}`";
        let message = format!("the fact `{name}` has no `value`");
        diagnostics.add(Diagnostic::new(Rule::InvalidValue, table.key_span(), message).hint(hint));
    }
    let words = match table.take_list_or_table("words", diagnostics) {
        Some(ListOrTable::List(list)) => vec![(None, phrases_of(list, diagnostics))],
        Some(ListOrTable::Table(mut by_tag)) => words_by_language(&mut by_tag, diagnostics),
        None => Vec::new(),
    };
    table.finish(&KEYS, diagnostics);
    Some(Fact { value: value?, words: words.into_iter().collect() })
}

fn words_by_language(by_tag: &mut Table, diagnostics: &mut Diagnostics) -> Vec<(Option<String>, Vec<String>)> {
    let lists = by_tag.take_all_lists(diagnostics);
    lists.into_iter().map(|(tag, list)| (Some(tag), phrases_of(list.value, diagnostics))).collect()
}

fn phrases_of(list: Vec<Located<String>>, diagnostics: &mut Diagnostics) -> Vec<String> {
    let phrases = list.into_iter().filter_map(|text| synonyms::phrase(&text.value, || text.span(), diagnostics));
    phrases.collect()
}
