//! Numbers in texts that disagree with a fact of `facts.yaml`, or repeat it: the same unit, near the same words.
//!
//! Where something else may be meant nothing is said: several numbers of the unit, a range, two facts that fit alike.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

use super::amounts::{Amount, Reader};
use super::subject::Subject;
use crate::config::facts::Fact;
use crate::diag::{Diagnostic, Diagnostics, Rule, Span};
use crate::language::Language;
use crate::markdown::Statement;
use crate::site::Site;
use crate::yaml::Located;

/// Words of names that say what kind of thing a fact is, and not which.
const KINDS: [&str; 28] = [
    "amount", "cost", "count", "day", "days", "deadline", "duration", "fee", "hours", "length", "limit", "max",
    "maximum", "min", "minimum", "months", "number", "of", "per", "percent", "period", "price", "rate", "size", "term",
    "time", "total", "window",
];

/// The facts of each language, prepared for comparing.
pub(super) struct Facts<'a>(Vec<OfLanguage<'a>>);

struct OfLanguage<'a> {
    reader: Reader,
    facts: Vec<Known<'a>>,
    /// The facts of each unit that are near a word, by that word's stem.
    near: HashMap<String, HashMap<String, Vec<usize>>>,
}

/// A fact with a value that can be compared.
struct Known<'a> {
    name: &'a str,
    value: &'a str,
    amounts: Vec<Amount>,
    unit: String,
    /// What must stand in a sentence, too: the `month` of `€5 a month`.
    also: Option<String>,
    /// The stems of each word or phrase that it stands near.
    phrases: Vec<Vec<String>>,
}

impl<'a> Facts<'a> {
    pub(super) fn of(site: &'a Site) -> Self {
        Self(site.config.languages.iter().map(|language| OfLanguage::new(site, language)).collect())
    }
}

impl<'a> OfLanguage<'a> {
    fn new(site: &'a Site, language: &Language) -> Self {
        let reader = Reader::new(language);
        let known = |(name, fact): (&'a str, &'a Fact)| Known::new(name, fact, language, &reader);
        let facts: Vec<Known<'_>> = site.config.facts.iter().filter_map(known).collect();
        let mut near: HashMap<String, HashMap<String, Vec<usize>>> = HashMap::new();
        for (at, fact) in facts.iter().enumerate() {
            let by_stem = near.entry(fact.unit.clone()).or_default();
            for stem in fact.phrases.iter().filter_map(|phrase| phrase.first()) {
                by_stem.entry(stem.clone()).or_default().push(at);
            }
        }
        Self { reader, facts, near }
    }

    /// The facts of a unit that a sentence is about, with the number of words that say so.
    fn about(&self, unit: &str, stems: &HashSet<String>) -> Vec<(&Known<'a>, usize)> {
        let Some(by_stem) = self.near.get(unit) else { return Vec::new() };
        let mut at: Vec<usize> = stems.iter().filter_map(|stem| by_stem.get(stem)).flatten().copied().collect();
        at.sort_unstable();
        at.dedup();
        let facts = at.into_iter().map(|at| (&self.facts[at], self.facts[at].matches(stems)));
        facts.filter(|(_, words)| *words > 0).collect()
    }
}

impl<'a> Known<'a> {
    /// `None` where the value has no amount, or several units; or where it is another language's.
    fn new(name: &'a str, fact: &'a Fact, language: &Language, reader: &Reader) -> Option<Self> {
        let value = fact.value.own(language)?;
        let amounts = reader.amounts(value);
        let unit_of = |amount: &Amount| amount.shared.clone().or_else(|| amount.unit.clone());
        let unit = amounts.first().and_then(unit_of)?;
        if amounts.iter().any(|amount| unit_of(amount).as_ref() != Some(&unit)) {
            return None;
        }
        let rest = &value[amounts.last()?.range.end..];
        let longest = rest.split(|c: char| !c.is_alphabetic()).max_by_key(|word| word.chars().count())?;
        let also =
            Some(longest).filter(|word| word.chars().count() > 2).and_then(|word| reader.stems(word).into_iter().min());
        let phrases = match fact.words(language) {
            [] => words_of(name),
            words => words.to_vec(),
        };
        let phrases = phrases.iter().map(|phrase| sorted(reader.stems(phrase)));
        // The unit stands beside every number of it, so it says nothing.
        let phrases = phrases.filter(|phrase| phrase.iter().any(|stem| *stem != unit)).collect();
        Some(Self { name, value, amounts, unit, also, phrases })
    }

    /// How many stems of its words and phrases a sentence has; none where it has no whole one.
    fn matches(&self, stems: &HashSet<String>) -> usize {
        let has = |stem: &String| stems.contains(stem);
        if !self.also.iter().all(has) {
            return 0;
        }
        let whole = self.phrases.iter().filter(|phrase| phrase.iter().all(has));
        whole.map(Vec::len).sum()
    }

    /// Whether amounts are as many, and made alike: `10 to 14 days` is no `14 days`.
    fn is_like(&self, amounts: &[&Amount]) -> bool {
        let alike = |(own, other): (&Amount, &&Amount)| own.unit == other.unit && own.shared == other.shared;
        self.amounts.len() == amounts.len() && self.amounts.iter().zip(amounts).all(alike)
    }

    fn agrees(&self, amounts: &[&Amount]) -> bool {
        self.is_like(amounts) && self.amounts.iter().zip(amounts).all(|(own, other)| own.agrees(other))
    }
}

fn sorted(stems: HashSet<String>) -> Vec<String> {
    let mut stems: Vec<String> = stems.into_iter().collect();
    stems.sort();
    stems
}

/// The words of a name that say which fact it is: of `refund_window`, `refund`. All, where there are no others.
fn words_of(name: &str) -> Vec<String> {
    let words: Vec<&str> = name.split(['_', '-', '.']).filter(|word| word.contains(char::is_alphabetic)).collect();
    let telling: Vec<&str> = words.iter().copied().filter(|word| !KINDS.contains(&&*word.to_lowercase())).collect();
    let chosen = if telling.is_empty() { words } else { telling };
    chosen.into_iter().map(ToOwned::to_owned).collect()
}

pub(super) fn look(subject: &Subject<'_>, facts: &Facts<'_>, found: &mut Diagnostics) {
    let Some(language) = facts.0.get(subject.article.language).filter(|language| !language.facts.is_empty()) else {
        return;
    };
    let front = [&subject.article.front.title, &subject.article.front.description];
    for text in front.into_iter().flatten().filter(|text| !text.value.contains("{{")) {
        judge(&Statement::written(&text.value, &Located::span(text)), language, false, found);
    }
    for statement in subject.article.document.notes.iter().flat_map(|notes| &notes.statements) {
        judge(statement, language, true, found);
    }
}

/// `mendable` is whether braces may be written there as they are.
fn judge(statement: &Statement, language: &OfLanguage<'_>, mendable: bool, found: &mut Diagnostics) {
    let mut start = 0;
    for sentence in sentences(&statement.text) {
        for (place, verdict) in language.verdicts(sentence) {
            let place = start + place.start..start + place.end;
            // What was inserted is right by itself.
            if let Some(span) = statement.literal(&place) {
                found.add(verdict.problem(&statement.text[place], span, mendable));
            }
        }
        start += sentence.len();
    }
}

/// What there is to say of an amount.
enum Verdict<'a> {
    Contradicts(&'a Known<'a>),
    Repeats(&'a Known<'a>),
}

impl Verdict<'_> {
    fn problem(&self, written: &str, span: Span, mendable: bool) -> Diagnostic {
        match self {
            Self::Contradicts(fact) => {
                let message = format!("`{written}` is not what the fact `{}` says: `{}`", fact.name, fact.value);
                let hint = format!("write `{{{{ fact.{} }}}}`, or correct `facts.yaml`", fact.name);
                Diagnostic::new(Rule::ContradictingFact, span, message).hint(hint)
            }
            Self::Repeats(fact) => {
                let insertion = format!("{{{{ fact.{} }}}}", fact.name);
                let same = mendable && span.source.text[span.range.clone()] == *fact.value;
                let message = format!("`{written}` is the fact `{}`, and stays when that changes", fact.name);
                let problem = Diagnostic::new(Rule::LiteralFact, span, message).hint(format!("write `{insertion}`"));
                problem.mended_by(same.then_some(insertion))
            }
        }
    }
}

impl OfLanguage<'_> {
    /// What there is to say of the amounts of a sentence, by their places.
    fn verdicts(&self, sentence: &str) -> Vec<(Range<usize>, Verdict<'_>)> {
        if !sentence.contains(char::is_numeric) {
            return Vec::new();
        }
        let amounts = self.reader.amounts(sentence);
        let mut by_unit: BTreeMap<&str, Vec<&Amount>> = BTreeMap::new();
        for amount in &amounts {
            let units = [&amount.unit, &amount.shared].into_iter().flatten();
            for unit in units.filter(|unit| self.near.contains_key(*unit)) {
                by_unit.entry(unit).or_default().push(amount);
            }
        }
        if by_unit.is_empty() {
            return Vec::new();
        }
        let stems = self.reader.stems(sentence);
        let verdicts = by_unit.into_iter().filter_map(|(unit, amounts)| {
            let verdict = verdict(&self.about(unit, &stems), &amounts)?;
            Some((amounts.first()?.range.start..amounts.last()?.range.end, verdict))
        });
        verdicts.collect()
    }
}

/// Amounts repeat the only fact that they agree with. They contradict the one that the sentence has most words of, as long as
/// they agree with none.
fn verdict<'f>(facts: &[(&'f Known<'_>, usize)], amounts: &[&Amount]) -> Option<Verdict<'f>> {
    let agreeing: Vec<&Known<'_>> = facts.iter().map(|(fact, _)| *fact).filter(|fact| fact.agrees(amounts)).collect();
    match agreeing[..] {
        [] => {}
        [fact] => return Some(Verdict::Repeats(fact)),
        _ => return None,
    }
    let most = facts.iter().map(|(_, words)| *words).max()?;
    let mut best = facts.iter().filter(|(_, words)| *words == most);
    let (fact, _) = best.next()?;
    (best.next().is_none() && fact.is_like(amounts)).then_some(Verdict::Contradicts(fact))
}

/// The sentences of a text; all of them together are the text.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let (sentence, after) = rest.split_at(end_of_sentence(rest));
        rest = after;
        (!sentence.is_empty()).then_some(sentence)
    })
}

fn end_of_sentence(text: &str) -> usize {
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let end = at + c.len_utf8();
        let next = chars.peek().map(|(_, next)| *next);
        let ends = match c {
            '。' | '！' | '？' | '؟' | '।' => true,
            '.' | '!' | '?' | ';' | '·' | '\u{37E}' | '؛' | '…' => {
                // What goes on in small letters is the same sentence: `approx. five`.
                let goes_on = || text[end..].trim_start().chars().next().is_some_and(char::is_lowercase);
                next.is_some_and(char::is_whitespace) && !goes_on()
            }
            _ => false,
        };
        if ends {
            return end;
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_of_a_text() {
        for (text, expected) in [
            ("One. Two 1.000 days! Three", &["One.", " Two 1.000 days!", " Three"][..]),
            ("Within approx. five days. Then", &["Within approx. five days.", " Then"]),
            ("一つ。二つ", &["一つ。", "二つ"]),
            ("", &[]),
        ] {
            assert_eq!(sentences(text).collect::<Vec<_>>(), expected, "{text}");
        }
    }

    #[test]
    fn words_that_say_which_fact() {
        for (name, expected) in [
            ("refund_window", &["refund"][..]),
            ("price", &["price"]),
            ("max_upload_size", &["upload"]),
            ("a.b", &["a", "b"]),
        ] {
            assert_eq!(words_of(name), expected, "{name}");
        }
    }
}
