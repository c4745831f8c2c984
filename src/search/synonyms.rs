//! Synonyms -> entries of the index's files of words, by the word that a phrase begins with.
//!
//! `check` says what is wrong with them.

mod check;

use std::collections::{BTreeMap, BTreeSet};

pub(super) use check::Unused;

use super::analysis::Forms;
use super::format::{Synonym, Term};
use super::words::{Stemmer, words};
use crate::config;
use crate::diag::Diagnostics;
use crate::site::{Edition, Site};

/// The phrases that begin with a word, by that word.
pub(super) type Entries = BTreeMap<String, Vec<Synonym>>;

/// The words that lead to an article besides its own keywords, by the article's path.
pub(super) fn keywords(site: &Site, edition: &Edition) -> BTreeMap<String, Vec<String>> {
    let mut keywords: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for entry in site.files.synonyms.get(&edition.index).iter().flat_map(|file| &file.articles) {
        if let Ok(path) = site.synonyms_lead_to(edition, &entry.path) {
            keywords.entry(path).or_default().extend(entry.words.value.iter().map(|word| word.value.clone()));
        }
    }
    keywords
}

/// What the checks and the entries need to know of an edition.
pub(super) struct Vocabulary<'a> {
    stemmer: Stemmer,
    forms: &'a mut Forms,
}

impl<'a> Vocabulary<'a> {
    /// The words of an edition's documents.
    pub(super) fn new(edition: &Edition, forms: &'a mut Forms) -> Self {
        Self { stemmer: Stemmer::new(&edition.language), forms }
    }

    /// Whether documents have every word of a phrase. One of which they have only a part would find that part alone:
    /// `back` for `money back`.
    fn has(&self, phrase: &str) -> bool {
        let mut words = words(phrase).into_iter().peekable();
        words.peek().is_some() && words.all(|word| self.forms.contains_key(&*self.stemmer.stem(&word.text)))
    }

    /// A word of synonyms is a further form of its stem, so that it is found where documents have others.
    fn learn(&mut self, phrase: &str) {
        for word in words(phrase) {
            if let Some(forms) = self.forms.get_mut(&*self.stemmer.stem(&word.text)) {
                forms.insert(word.text);
            }
        }
    }

    /// A word with the other forms of its stem.
    fn forms(&self, word: String) -> BTreeSet<String> {
        let mut forms = self.forms.get(&*self.stemmer.stem(&word)).cloned().unwrap_or_default();
        forms.insert(word);
        forms
    }
}

/// The synonyms of an edition: those of the settings, then its language's own.
fn lists<'a>(site: &'a Site, edition: &Edition) -> impl Iterator<Item = &'a config::Synonyms> + use<'a> {
    let own = site.files.synonyms.get(&edition.index).map(|file| &file.synonyms);
    std::iter::once(&site.config.search.synonyms).chain(own)
}

/// The entries of an edition. Its words become forms of the stems that documents have.
pub(super) fn entries(site: &Site, edition: &Edition, vocabulary: &mut Vocabulary<'_>) -> Entries {
    let mut pairs: Vec<(&str, &str)> = Vec::new();
    for list in lists(site, edition) {
        for group in &list.groups {
            let members = || group.value.iter().map(|member| member.value.as_str());
            pairs.extend(members().flat_map(|typed| members().map(move |also| (typed, also))));
        }
        for one in &list.one_way {
            pairs.extend(one.also.value.iter().map(|also| (one.typed.as_str(), also.value.as_str())));
        }
    }
    for (typed, also) in &pairs {
        vocabulary.learn(typed);
        vocabulary.learn(also);
    }
    let mut entries = Entries::new();
    for (typed, also) in pairs {
        if vocabulary.has(also) {
            add(typed, also, vocabulary, &mut entries);
        }
    }
    entries
}

/// A single word stands for all forms of its stem, a phrase for itself.
fn add(typed: &str, also: &str, vocabulary: &Vocabulary<'_>, entries: &mut Entries) {
    let mut typed = words(typed).into_iter().map(|word| word.text);
    let Some(first) = typed.next() else { return };
    let rest: Vec<String> = typed.collect();
    let found: Vec<String> = words(also).into_iter().map(|word| word.text).collect();
    let forms = if rest.is_empty() { vocabulary.forms(first) } else { BTreeSet::from([first]) };
    // What finds the same without being a synonym.
    let same = match &found[..] {
        [only] if rest.is_empty() => forms.contains(only),
        [one, others @ ..] => forms.contains(one) && *others == rest,
        [] => true,
    };
    let synonym = Synonym(rest.join(" "), also.to_owned());
    for form in forms.into_iter().filter(|_| !same) {
        let known = entries.entry(form).or_default();
        if !known.contains(&synonym) {
            known.push(synonym.clone());
        }
    }
}

/// The words with entries that no document has, as terms of 0 documents.
pub(super) fn strangers(entries: &Entries, terms: &[Term]) -> Vec<Term> {
    let known: BTreeSet<&str> = terms.iter().flat_map(Term::forms).collect();
    let strangers = entries.keys().filter(|word| !known.contains(word.as_str()));
    strangers.map(|word| Term::new(0, &[word], &[])).collect()
}

/// Reports what is wrong with the synonyms of an edition.
pub(super) fn check(
    site: &Site,
    edition: &Edition,
    vocabulary: &Vocabulary<'_>,
    searched: &BTreeSet<&str>,
    unused: &mut Unused,
    found: &mut Diagnostics,
) {
    let lists: Vec<_> = lists(site, edition).collect();
    check::repeated(&lists, found);
    // What can't be read may have the words.
    if !site.files.unread.is_empty() || site.config.unreadable {
        return;
    }
    unused.check_shared(&site.config.search.synonyms, vocabulary);
    if let Some(file) = site.files.synonyms.get(&edition.index) {
        check::unused(&file.synonyms, vocabulary, found);
        for entry in &file.articles {
            let path = site.synonyms_lead_to(edition, &entry.path);
            if path.is_ok_and(|path| !searched.contains(path.as_str())) {
                found.add(check::not_searched(entry));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    /// The entries of one pair, where documents have some words.
    fn pair(language: &str, documents: &str, typed: &str, also: &str) -> Vec<[String; 3]> {
        let stemmer = Stemmer::new(&Language::parse(language).unwrap());
        let mut forms = Forms::new();
        for word in words(documents) {
            forms.entry(stemmer.stem(&word.text).into_owned()).or_default().insert(word.text);
        }
        let mut vocabulary = Vocabulary { stemmer, forms: &mut forms };
        vocabulary.learn(typed);
        vocabulary.learn(also);
        let mut entries = Entries::new();
        if vocabulary.has(also) {
            add(typed, also, &vocabulary, &mut entries);
        }
        let list = |(word, list): (String, Vec<Synonym>)| {
            list.into_iter().map(move |Synonym(rest, also)| [word.clone(), rest, also])
        };
        entries.into_iter().flat_map(list).collect()
    }

    /// Language, words of documents, what is typed, what is searched too, and the entries of it.
    type Case<'a> = (&'a str, &'a str, &'a str, &'a str, &'a [[&'a str; 3]]);

    #[test]
    fn entries_of_a_pair() {
        let cases: [Case<'_>; 12] = [
            ("en", "refund", "Money  Back", "refund", &[["money", "back", "refund"]]),
            ("en", "money back", "refund", "money back", &[["refund", "", "money back"]]),
            // Every form of a word that documents have, and a form that they have not.
            (
                "en",
                "refunds refunded money back",
                "refund",
                "Money back!",
                &[["refund", "", "Money back!"], ["refunded", "", "Money back!"], ["refunds", "", "Money back!"]],
            ),
            ("en", "reimbursements", "cashback", "reimbursement", &[["cashback", "", "reimbursement"]]),
            // Of a phrase only a part is there.
            ("en", "back", "refund", "money back", &[]),
            ("en", "", "refund", "money back", &[]),
            // It means the same already.
            ("en", "refunds", "refund", "Refunds", &[]),
            ("en", "sign in", "sign in", "Sign-in", &[]),
            ("el", "επιστροφές", "Επιστροφή", "επιστροφές", &[]),
            ("el", "επιστροφή", "Ρεφάουντ", "Επιστροφή", &[["ρεφαουντ", "", "Επιστροφή"]]),
            ("ja", "返金", "キャッシュ", "返金", &[["キャ", "ャッ ッシ シュ", "返金"]]),
            ("en", "__proto__ refund", "constructor", "__proto__", &[["constructor", "", "__proto__"]]),
        ];
        for (language, documents, typed, also, expected) in cases {
            let found = pair(language, documents, typed, also);
            let found: Vec<_> = found.iter().map(|parts| parts.each_ref().map(String::as_str)).collect();
            assert_eq!(found, expected, "{typed} -> {also}");
        }
    }
}
