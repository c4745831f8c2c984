//! Words that find what other words find, as the settings and each language's `_synonyms.yaml` list them.

use crate::diag::{Diagnostic, Diagnostics, Rule, Span};
use crate::yaml::{Table, Texts};

/// The keys of a table of synonyms.
pub const KEYS: [&str; 2] = ["groups", "one_way"];

/// The longest phrase, in words: nobody types a longer one twice in the same way.
const MOST_WORDS: usize = 6;

/// The largest group: each member is an entry for every other one.
const MOST_MEMBERS: usize = 50;

/// Words and phrases that mean the same, or nearly so.
#[derive(Debug, Clone, Default)]
pub struct Synonyms {
    /// Of each list any member finds the others.
    pub groups: Vec<Texts>,
    /// What also finds other words, which don't find it.
    pub one_way: Vec<OneWay>,
}

/// A word or phrase that also finds others.
#[derive(Debug, Clone)]
pub struct OneWay {
    /// What is typed. Its place is the list's key.
    pub typed: String,
    /// What is searched too.
    pub also: Texts,
}

/// Takes the synonyms of a table. A list in which something is wrong is reported and left out.
pub fn take(table: &mut Table, diagnostics: &mut Diagnostics) -> Synonyms {
    let mut synonyms = Synonyms::default();
    for group in table.take_lists("groups", diagnostics) {
        let (message, hint) = match group.value.len() {
            0 | 1 => ("a group needs at least two words or phrases".to_owned(), "for example `[refund, money back]`"),
            2..=MOST_MEMBERS => {
                synonyms.groups.extend(phrases(group, diagnostics));
                continue;
            }
            count => (
                format!("a group may have {MOST_MEMBERS} words and phrases, and this one has {count}"),
                "keep those that customers type, or make several groups",
            ),
        };
        diagnostics.add(Diagnostic::new(Rule::InvalidValue, group.span(), message).hint(hint));
    }
    let one_way = table.take_table("one_way", diagnostics);
    for (typed, also) in one_way.map(|mut table| table.take_all_lists(diagnostics)).unwrap_or_default() {
        let typed = phrase(&typed, || also.key_span(), diagnostics);
        let also = phrases(also, diagnostics);
        synonyms.one_way.extend(typed.zip(also).map(|(typed, also)| OneWay { typed, also }));
    }
    synonyms
}

/// The phrases of a list, which may not be empty. `None` where something is wrong, which is reported.
pub fn phrases(mut list: Texts, diagnostics: &mut Diagnostics) -> Option<Texts> {
    if list.value.is_empty() {
        let message = "this list is empty";
        let hint = "write words or phrases into it, for example `[money back]`, or take it away";
        diagnostics.add(Diagnostic::new(Rule::InvalidValue, list.span(), message).hint(hint));
        return None;
    }
    let mut wrong = 0;
    for text in &mut list.value {
        match phrase(&text.value, || text.span(), diagnostics) {
            Some(phrase) => text.value = phrase,
            None => wrong += 1,
        }
    }
    (wrong == 0).then_some(list)
}

/// A text as a phrase, with single spaces between its words; reported where nobody could type it.
pub(super) fn phrase(text: &str, span: impl FnOnce() -> Span, diagnostics: &mut Diagnostics) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let (message, hint) = if words.is_empty() {
        ("this phrase is empty".to_owned(), "write a word or phrase, or take it away")
    } else if !text.contains(char::is_alphanumeric) {
        (format!("`{}` has no letter or digit", words.join(" ")), "only words are searched: write it in words")
    } else if words.len() > MOST_WORDS {
        let message = format!("a phrase may have {MOST_WORDS} words, and this one has {}", words.len());
        (message, "keep the words that matter: customers type short phrases")
    } else {
        return Some(words.join(" "));
    };
    diagnostics.add(Diagnostic::new(Rule::InvalidValue, span(), message).hint(hint));
    None
}
