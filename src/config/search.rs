//! How customers search, in the settings.

use super::synonyms::{self, Synonyms};
use crate::diag::{Diagnostic, Diagnostics, Rule};
use crate::yaml::Table;

/// The highest weight.
const MOST: f32 = 100.0;

/// How customers search.
#[derive(Debug, Clone, Default)]
pub struct Search {
    /// How much the parts of an article count.
    pub weights: Weights,
    /// Synonyms of every language.
    pub synonyms: Synonyms,
}

/// How much a word counts by where it stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Weights {
    /// In the title or question.
    pub title: f32,
    /// Among the keywords.
    pub keywords: f32,
    /// In a heading.
    pub headings: f32,
    /// In the description or the text.
    pub body: f32,
}

impl Default for Weights {
    fn default() -> Self {
        Self { title: 3.0, keywords: 3.0, headings: 1.5, body: 1.0 }
    }
}

pub(super) fn parse(mut table: Table, diagnostics: &mut Diagnostics) -> Search {
    let mut search = Search::default();
    if let Some(weights) = table.take_table("weights", diagnostics) {
        search.weights = parse_weights(weights, diagnostics);
    }
    if let Some(mut words) = table.take_table("synonyms", diagnostics) {
        search.synonyms = synonyms::take(&mut words, diagnostics);
        words.finish(&synonyms::KEYS, diagnostics);
    }
    table.finish(&["weights", "synonyms"], diagnostics);
    search
}

fn parse_weights(mut table: Table, diagnostics: &mut Diagnostics) -> Weights {
    let mut weights = Weights::default();
    let Weights { title, keywords, headings, body } = &mut weights;
    for (key, weight) in [("title", title), ("keywords", keywords), ("headings", headings), ("body", body)] {
        let Some(given) = table.take::<f32>(key, diagnostics) else { continue };
        if given.value > 0.0 && given.value <= MOST {
            *weight = given.value;
        } else {
            let message = format!("`search.weights.{key}` can't be `{}`", given.value);
            let hint = format!("a number above 0, and at most {MOST}");
            diagnostics.add(Diagnostic::new(Rule::InvalidValue, given.span(), message).hint(hint));
        }
    }
    table.finish(&["title", "keywords", "headings", "body"], diagnostics);
    weights
}
