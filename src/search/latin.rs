//! A language's own letters as people type them where the keyboard has Latin ones only.

/// What is typed for which letters: the longest first, of one length by alphabet; the letters folded, the likeliest first.
pub(super) type Latin = &'static [(&'static str, &'static str)];

/// Greek in Latin letters has no rule that people keep to: some write what they hear, others what looks alike (ELOT 743 and
/// ISO 843 are the official ones; Tseliga, "Some cross-linguistic and cross-cultural variation in the use of Greeklish", 2007,
/// has the habits). All are there, since the known words tell which was meant; diphthongs are their letters one by one.
const GREEK: Latin = &[
    ("ch", "χ"),
    ("dh", "δ"),
    ("gh", "γ"),
    ("kh", "χ"),
    ("ks", "ξ"),
    ("mb", "μπ"),
    ("nd", "ντ"),
    ("ng", "γγ γκ"),
    ("nk", "γκ"),
    ("nx", "γχ γξ"),
    ("ou", "ου"),
    ("ph", "φ"),
    ("ps", "ψ"),
    ("th", "θ"),
    ("0", "θ ο"),
    ("3", "ξ"),
    ("4", "ψ"),
    ("8", "θ"),
    ("9", "θ"),
    ("a", "α"),
    ("b", "β μπ ββ"),
    ("c", "κ σ ψ"),
    ("d", "δ ντ"),
    ("e", "ε αι"),
    ("f", "φ υ"),
    ("g", "γ γκ γγ"),
    ("h", "η χ"),
    ("i", "ι η υ ει οι υι"),
    ("j", "ξ τζ ζ"),
    ("k", "κ κκ"),
    ("l", "λ λλ"),
    ("m", "μ μμ"),
    ("n", "ν νν"),
    ("o", "ο ω"),
    ("p", "π ππ"),
    ("q", "θ κ"),
    ("r", "ρ ρρ"),
    ("s", "σ σσ"),
    ("t", "τ ττ"),
    ("u", "υ ου θ"),
    ("v", "β υ"),
    ("w", "ω"),
    ("x", "χ ξ"),
    ("y", "υ ι γι"),
    ("z", "ζ"),
];

/// The letters of a language by its primary tag; none where nobody types others.
pub(super) fn latin(language: &str) -> Latin {
    match language {
        "el" => GREEK,
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::GREEK;
    use crate::search::words::fold;

    #[test]
    fn the_longest_come_first_and_letters_are_folded() {
        let order: Vec<_> = GREEK.iter().map(|(typed, _)| (usize::MAX - typed.len(), *typed)).collect();
        assert!(order.is_sorted(), "{order:?}");
        assert!(GREEK.iter().all(|(_, letters)| fold(letters) == *letters));
    }
}
