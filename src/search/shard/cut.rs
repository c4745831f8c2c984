//! Which words have a file together.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::search::terms::IndexTerm;

/// The most frequent words that fit into so many bytes.
pub(super) fn common(terms: &[Arc<IndexTerm>], bytes: &[usize], most: usize) -> BTreeSet<usize> {
    let mut by_frequency: Vec<usize> = (0..terms.len()).collect();
    by_frequency.sort_by_key(|at| (std::cmp::Reverse(terms[*at].term.0), *at));
    let mut total = 0;
    by_frequency
        .into_iter()
        .take_while(|at| {
            total += bytes[*at];
            total <= most
        })
        .collect()
}

/// Cuts words (with indexes of their terms) into parts of about `most` bytes, each with a key that its words begin with:
/// the largest groups by the next character go by themselves, until the rest fits.
pub(super) fn cut<'w>(
    key: String,
    words: BTreeMap<&'w str, usize>,
    bytes: &[usize],
    most: usize,
    parts: &mut Vec<(String, BTreeMap<&'w str, usize>)>,
) {
    let mut rest = words;
    let mut left = size(&rest, bytes);
    if left > most {
        let mut uses: BTreeMap<usize, usize> = BTreeMap::new();
        let mut groups: BTreeMap<char, BTreeMap<&str, usize>> = BTreeMap::new();
        for (word, at) in &rest {
            *uses.entry(*at).or_default() += 1;
            if let Some(next) = word[key.len()..].chars().next() {
                groups.entry(next).or_default().insert(word, *at);
            }
        }
        let mut groups: Vec<_> = groups.into_iter().map(|(next, words)| (size(&words, bytes), next, words)).collect();
        groups.sort_by_key(|(size, next, _)| (std::cmp::Reverse(*size), *next));
        for (_, next, words) in groups {
            if left <= most {
                break;
            }
            for (word, at) in &words {
                rest.remove(word);
                // A term leaves with the last of its forms.
                if let Some(uses) = uses.get_mut(at) {
                    *uses -= 1;
                    left -= if *uses == 0 { bytes[*at] } else { 0 };
                }
            }
            cut(format!("{key}{next}"), words, bytes, most, parts);
        }
    }
    if !rest.is_empty() {
        parts.push((key, rest));
    }
}

/// The size of the terms that some words have.
pub(super) fn size(words: &BTreeMap<&str, usize>, bytes: &[usize]) -> usize {
    words.values().collect::<BTreeSet<_>>().into_iter().map(|at| bytes[*at]).sum()
}
