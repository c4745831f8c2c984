//! Which documents are for other platforms than a customer's, as runs of numbers.

use crate::search::document::SearchDocument;
use crate::search::format::{OthersShard, number};

/// The documents that are for other platforms alone. What names no platform is for all.
pub(super) fn others(documents: &[SearchDocument<'_>], platform: &str) -> OthersShard {
    let is_other = documents.iter().map(|document| {
        let platforms = document.platforms();
        !platforms.is_empty() && !platforms.contains(&platform)
    });
    runs(is_other)
}

/// Runs of `true`: how many are not, then how many are, and so on.
fn runs(flags: impl Iterator<Item = bool>) -> OthersShard {
    let mut runs = Vec::new();
    let (mut gap, mut length) = (0, 0);
    for flag in flags.chain([false]) {
        if flag {
            length += 1;
            continue;
        }
        if length > 0 {
            runs.extend([number(gap), number(length)]);
            (gap, length) = (0, 0);
        }
        gap += 1;
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::runs;

    #[test]
    fn runs_alternate() {
        for (flags, expected) in
            [("", vec![]), ("..", vec![]), ("##", vec![0, 2]), ("..#.##", vec![2, 1, 1, 2]), ("#...", vec![0, 1])]
        {
            assert_eq!(runs(flags.chars().map(|flag| flag == '#')), expected, "{flags}");
        }
    }
}
