//! Synonyms -> entries of the index's files of words, by the word that a phrase begins with.
//!
//! 1. `vocabulary`: which words an edition's documents have;
//! 2. `check`: what is wrong with synonyms;
//! 3. here: the entries.

mod check;
mod vocabulary;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

pub(super) use check::Unused;
pub(super) use vocabulary::Vocabulary;

use super::format::Synonym;
use super::terms::IndexTerm;
use super::words::words;
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

/// The synonyms of an edition: those of the settings, then its language's own.
fn lists<'a>(site: &'a Site, edition: &Edition) -> impl Iterator<Item = &'a config::Synonyms> + use<'a> {
    let own = site.files.synonyms.get(&edition.index).map(|file| &file.synonyms);
    std::iter::once(&site.config.search.synonyms).chain(own)
}

/// The entries of an edition. The words of its synonyms become forms of the stems that documents have.
pub(super) fn entries(site: &Site, edition: &Edition, vocabulary: &mut Vocabulary<'_, '_>) -> Entries {
    let lists: Vec<_> = lists(site, edition).collect();
    let groups = || lists.iter().flat_map(|list| &list.groups);
    let one_way = || lists.iter().flat_map(|list| &list.one_way);
    let texts = groups().chain(one_way().map(|one| &one.also)).flat_map(|list| &list.value);
    let texts = texts.map(|text| &text.value).chain(one_way().map(|one| &one.typed));
    texts.for_each(|text| vocabulary.learn(text));
    let mut entries = Entries::new();
    for group in groups() {
        for also in group.value.iter().filter(|also| vocabulary.has(&also.value)) {
            group.value.iter().for_each(|typed| add(&typed.value, &also.value, vocabulary, &mut entries));
        }
    }
    for one in one_way() {
        for also in one.also.value.iter().filter(|also| vocabulary.has(&also.value)) {
            add(&one.typed, &also.value, vocabulary, &mut entries);
        }
    }
    entries
}

/// A single word stands for all forms of its stem, a phrase for itself.
fn add(typed: &str, also: &str, vocabulary: &Vocabulary<'_, '_>, entries: &mut Entries) {
    let mut typed = words(typed).into_iter().map(|word| word.text);
    let Some(first) = typed.next() else { return };
    let rest: Vec<String> = typed.collect();
    let found: Vec<String> = words(also).into_iter().map(|word| word.text).collect();
    let forms = if rest.is_empty() { vocabulary.forms(&first) } else { BTreeSet::from([first]) };
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
pub(super) fn strangers(entries: &Entries, terms: &[Arc<IndexTerm>]) -> Vec<Arc<IndexTerm>> {
    if entries.is_empty() {
        return Vec::new();
    }
    let known: BTreeSet<&str> = terms.iter().flat_map(|term| term.term.forms()).collect();
    let strangers = entries.keys().filter(|word| !known.contains(word.as_str()));
    strangers.map(|word| Arc::new(IndexTerm::stranger(word))).collect()
}

/// Reports what is wrong with the synonyms of an edition.
pub(super) fn check(
    site: &Site,
    edition: &Edition,
    vocabulary: &Vocabulary<'_, '_>,
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
    use crate::search::analysis::Forms;
    use crate::search::words::Stemmer;

    /// The entries of one pair, where documents have some words.
    fn pair(language: &str, documents: &str, typed: &str, also: &str) -> Vec<[String; 3]> {
        let language = Language::parse(language).unwrap();
        let stemmer = Stemmer::new(&language);
        let mut forms = Forms::new();
        for word in words(documents) {
            let stem = stemmer.stem(&word.text).into_owned();
            forms.entry(stem.into()).or_default().insert(word.text.into());
        }
        let mut vocabulary = Vocabulary::new(&language, &mut forms);
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
