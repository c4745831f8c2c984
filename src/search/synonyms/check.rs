//! What is wrong with synonyms: words that stand twice, words that find nothing.

use std::collections::BTreeMap;

use super::vocabulary::Vocabulary;
use crate::config::Synonyms;
use crate::content::synonyms::ArticleWords;
use crate::diag::{Diagnostic, Diagnostics, Rule, Span};
use crate::search::words::words;
use crate::yaml::Texts;

/// Reports the words and phrases that stand in two groups, or twice in one list.
pub(super) fn repeated(lists: &[&Synonyms], found: &mut Diagnostics) {
    let mut seen: BTreeMap<String, (usize, Span)> = BTreeMap::new();
    for (number, group) in lists.iter().flat_map(|list| &list.groups).enumerate() {
        repeated_in(group, number, &mut seen, found);
    }
    for one in lists.iter().flat_map(|list| &list.one_way) {
        let typed = (key(&one.typed), (0, one.also.key_span()));
        repeated_in(&one.also, 0, &mut BTreeMap::from([typed]), found);
    }
}

fn repeated_in(list: &Texts, number: usize, seen: &mut BTreeMap<String, (usize, Span)>, found: &mut Diagnostics) {
    for text in &list.value {
        let key = key(&text.value);
        let Some((other, first)) = seen.get(&key) else {
            seen.insert(key, (number, text.span()));
            continue;
        };
        let span = text.span();
        let mut place = format!("line {}", first.position().0);
        if first.source.path != span.source.path {
            place += &format!(" of `{}`", first.source.path);
        }
        let (message, hint) = if *other == number {
            (format!("`{}` stands twice here", text.value), format!("it is in {place} already: keep one of them"))
        } else {
            let hint = format!("the other is in {place}: make one group of both, if all of it means the same");
            (format!("`{}` stands in two groups", text.value), hint)
        };
        found.add(Diagnostic::new(Rule::RepeatedSynonym, span, message).hint(hint));
    }
}

/// What is the same in two ways of writing it.
fn key(phrase: &str) -> String {
    words(phrase).into_iter().map(|word| word.text).collect::<Vec<_>>().join(" ")
}

/// Reports the groups and one-way entries that find nothing.
pub(super) fn unused(list: &Synonyms, vocabulary: &Vocabulary<'_, '_>, found: &mut Diagnostics) {
    let finds_nothing = |also: &Texts| !also.value.iter().any(|text| vocabulary.has(&text.value));
    for group in list.groups.iter().filter(|group| finds_nothing(group)) {
        found.add(nowhere(group, "no article has any of these words".to_owned()));
    }
    for one in list.one_way.iter().filter(|one| finds_nothing(&one.also)) {
        let message = format!("`{}` finds nothing more, since no article has any of these words", one.typed);
        found.add(nowhere(&one.also, message));
    }
}

fn nowhere(list: &Texts, message: String) -> Diagnostic {
    let hint = "add a word that the articles use, or take this away";
    Diagnostic::new(Rule::UnusedSynonym, list.span(), message).hint(hint)
}

/// Words for a page that this language's search doesn't have: the home page, or one that isn't translated.
pub(super) fn not_searched(entry: &ArticleWords) -> Diagnostic {
    let path = &entry.path;
    let (message, hint) = if path == "index.md" {
        ("the home page is not searched".to_owned(), "give the words to an article")
    } else {
        let message = format!("this language has no `{path}`, so its words find nothing");
        (message, "write or translate the article, or take its words away")
    };
    Diagnostic::new(Rule::UnusedSynonym, entry.words.key_span(), message).hint(hint)
}

/// The synonyms of all languages that no language has used so far.
#[derive(Debug, Default)]
pub(crate) struct Unused {
    so_far: Option<Vec<Diagnostic>>,
}

impl Unused {
    /// Asks a further language.
    pub(super) fn check_shared(&mut self, shared: &Synonyms, vocabulary: &Vocabulary<'_, '_>) {
        let mut found = Diagnostics::default();
        unused(shared, vocabulary, &mut found);
        let unused = |before: &Diagnostic| found.iter().any(|now| now == before);
        self.so_far = Some(match self.so_far.take() {
            Some(before) => before.into_iter().filter(unused).collect(),
            None => found.iter().cloned().collect(),
        });
    }

    /// Reports what no language uses.
    pub(crate) fn report(self, found: &mut Diagnostics) {
        self.so_far.into_iter().flatten().for_each(|problem| found.add(problem));
    }
}
