//! Requests -> groups of those that ask the same, by the words that matter.
//!
//! The most frequent request of a group leads it; others join the leader that they are nearest to. A request is compared only with
//! leaders that share one of its rarest words, so the work grows with the number of requests alone.

use std::collections::{BTreeMap, HashMap};

/// Two requests ask the same where they share this much of the weight of both.
const NEAR: f32 = 0.5;

/// How many words of a request are asked for leaders: its rarest ones.
const RAREST: usize = 4;

/// How many leaders of a word are compared: the most frequent.
const LEADERS: usize = 200;

/// Groups requests, given by their stems that matter, the most frequent first. Gives the members of each group, its leader first.
pub(super) fn groups(requests: &[Vec<&str>]) -> Vec<Vec<usize>> {
    let weight = weights(requests);
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut leaders: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, stems) in requests.iter().enumerate() {
        let mut rarest = stems.clone();
        rarest.sort_by(|a, b| weight(b).total_cmp(&weight(a)).then_with(|| a.cmp(b)));
        let near = rarest.iter().take(RAREST).flat_map(|stem| leaders.get(stem).into_iter().flatten());
        let mut best: Option<(f32, usize)> = None;
        for group in near.copied() {
            let nearness = nearness(&requests[groups[group][0]], stems, &weight);
            let is_better = |(most, first): (f32, usize)| nearness > most || (nearness == most && group < first);
            if nearness >= NEAR && best.is_none_or(is_better) {
                best = Some((nearness, group));
            }
        }
        if let Some((_, group)) = best {
            groups[group].push(at);
            continue;
        }
        for stem in stems {
            let known = leaders.entry(stem).or_default();
            if known.len() < LEADERS {
                known.push(groups.len());
            }
        }
        groups.push(vec![at]);
    }
    groups
}

/// How much each stem tells among requests.
fn weights(requests: &[Vec<&str>]) -> impl Fn(&str) -> f32 {
    let mut frequencies: BTreeMap<String, u32> = BTreeMap::new();
    for stem in requests.iter().flatten() {
        *frequencies.entry((*stem).to_owned()).or_default() += 1;
    }
    let all = requests.len() as f32;
    move |stem| (1.0 + all / frequencies.get(stem).copied().unwrap_or(1) as f32).ln()
}

/// How near a request is to a leader: the weight of what both have beside that of what either has. One that asks all that a leader of
/// several words asks, and more, is as near as can be.
fn nearness(leader: &[&str], stems: &[&str], weight: &impl Fn(&str) -> f32) -> f32 {
    let sum = |stems: &mut dyn Iterator<Item = &&str>| stems.map(|stem| weight(stem)).sum::<f32>();
    let shared = sum(&mut leader.iter().filter(|stem| stems.contains(stem)));
    let whole = leader.len() > 1 && leader.iter().all(|stem| stems.contains(stem));
    let either = sum(&mut leader.iter()) + sum(&mut stems.iter()) - shared;
    if whole { 1.0 } else { shared / either }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_that_ask_the_same_are_together() {
        let requests = [
            "export data",
            "export",
            "parcel late",
            "parcel late third time again",
            "export data csv please",
            "membership cancel",
            "gift card",
            "late",
            "gift voucher",
        ];
        let stems: Vec<Vec<&str>> = requests.iter().map(|request| request.split(' ').collect()).collect();
        let found: Vec<Vec<&str>> =
            groups(&stems).iter().map(|group| group.iter().map(|at| requests[*at]).collect()).collect();
        assert_eq!(
            found,
            [
                vec!["export data", "export data csv please"],
                vec!["export"],
                vec!["parcel late", "parcel late third time again"],
                vec!["membership cancel"],
                vec!["gift card"],
                vec!["late"],
                vec!["gift voucher"],
            ]
        );
    }
}
