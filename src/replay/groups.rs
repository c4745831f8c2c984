//! Requests -> groups of those that ask the same, by the words that matter.
//!
//! The most frequent request of a group leads it; others join the leader that they are nearest to. A request is compared only with
//! leaders that share one of its rarest words, so the work grows with the number of requests alone.

use std::collections::HashMap;

/// Two requests ask the same where they share this much of the weight of both.
const NEAR: f32 = 0.5;

/// How many words of a request are asked for leaders: its rarest ones.
const RAREST: usize = 4;

/// How many leaders of a word are compared: the most frequent.
const LEADERS: usize = 100;

/// The stems of requests by numbers, in the order in which they come.
struct Numbered {
    requests: Vec<Vec<usize>>,
    /// How much each stem tells among requests.
    weights: Vec<f32>,
}

/// Groups requests, given by their stems that matter, the most frequent first. Gives the members of each group, its leader first.
pub(super) fn groups(requests: &[Vec<&str>]) -> Vec<Vec<usize>> {
    let numbered = Numbered::new(requests);
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut leaders: Vec<Vec<usize>> = vec![Vec::new(); numbered.weights.len()];
    for (at, stems) in numbered.requests.iter().enumerate() {
        if let Some(group) = numbered.nearest(stems, &leaders, &groups) {
            groups[group].push(at);
            continue;
        }
        for stem in stems {
            if leaders[*stem].len() < LEADERS {
                leaders[*stem].push(groups.len());
            }
        }
        groups.push(vec![at]);
    }
    groups
}

impl Numbered {
    fn new(requests: &[Vec<&str>]) -> Self {
        let mut numbers: HashMap<&str, usize> = HashMap::new();
        let mut frequencies: Vec<u32> = Vec::new();
        let mut numbered = Vec::with_capacity(requests.len());
        for stems in requests {
            let mut request = Vec::with_capacity(stems.len());
            for stem in stems {
                let number = *numbers.entry(stem).or_insert(frequencies.len());
                if number == frequencies.len() {
                    frequencies.push(0);
                }
                frequencies[number] += 1;
                request.push(number);
            }
            numbered.push(request);
        }
        let all = requests.len() as f32;
        let weights = frequencies.into_iter().map(|frequency| (1.0 + all / frequency as f32).ln()).collect();
        Self { requests: numbered, weights }
    }

    /// The group whose leader a request is nearest to, where one is near enough; of several the first.
    fn nearest(&self, stems: &[usize], leaders: &[Vec<usize>], groups: &[Vec<usize>]) -> Option<usize> {
        let mut rarest = stems.to_vec();
        rarest.sort_by(|a, b| self.weights[*b].total_cmp(&self.weights[*a]));
        let mut best: Option<(f32, usize)> = None;
        for group in rarest.iter().take(RAREST).flat_map(|stem| leaders[*stem].iter().copied()) {
            let nearness = self.nearness(&self.requests[groups[group][0]], stems);
            let is_better = |(most, first): (f32, usize)| nearness > most || (nearness == most && group < first);
            if nearness >= NEAR && best.is_none_or(is_better) {
                best = Some((nearness, group));
            }
        }
        best.map(|(_, group)| group)
    }

    /// How near a request is to a leader: the weight of what both have beside that of what either has. One that asks all that a leader
    /// of several words asks, and more, is as near as can be.
    fn nearness(&self, leader: &[usize], stems: &[usize]) -> f32 {
        let sum = |stems: &mut dyn Iterator<Item = &usize>| stems.map(|stem| self.weights[*stem]).sum::<f32>();
        if leader.len() > 1 && leader.iter().all(|stem| stems.contains(stem)) {
            return 1.0;
        }
        let shared = sum(&mut leader.iter().filter(|stem| stems.contains(stem)));
        shared / (sum(&mut leader.iter()) + sum(&mut stems.iter()) - shared)
    }
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
