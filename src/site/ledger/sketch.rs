//! A sketch of a text: enough to recognise it after it was moved and mended.
//!
//! The smallest hashes of its runs of three words (Broder, "On the resemblance and containment of documents", 1997): two texts
//! share about as many of theirs as they share of those runs.

use std::fmt;
use std::str::FromStr;

/// How many hashes are kept.
const HASHES: usize = 8;

/// How many words are a run.
const RUN: usize = 3;

/// The bits of a hash.
const BITS: u32 = 28;

/// The share of runs, in eighths, from which two texts are one that was mended.
const SAME: usize = 4;

/// A text's sketch, as hexadecimal digits where it is written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Sketch(Vec<u32>);

impl Sketch {
    /// The sketch of a text that stands in pieces.
    pub(crate) fn of<'t>(texts: impl Iterator<Item = &'t str>) -> Self {
        let mut least = Least::default();
        let mut run = [0; RUN];
        let mut words = 0;
        let mut add = |word: u64| {
            run.rotate_left(1);
            run[RUN - 1] = word;
            words += 1;
            if words >= RUN {
                least.add(mixed(&run));
            }
        };
        texts.for_each(|text| each_word(text, &mut add));
        if (1..RUN).contains(&words) {
            least.add(mixed(&run));
        }
        Self(least.0)
    }

    /// The hashes, the least first.
    pub(crate) fn hashes(&self) -> &[u32] {
        &self.0
    }

    /// How many of their runs two texts share, in eighths.
    pub(crate) fn resemblance(&self, other: &Self) -> usize {
        // Of the least hashes of both together, those that both have.
        let (mut one, mut two) = (self.0.iter().peekable(), other.0.iter().peekable());
        let (mut seen, mut shared) = (0, 0);
        while seen < HASHES {
            let (first, second) = match (one.peek(), two.peek()) {
                (None, None) => break,
                (first, second) => (first.copied(), second.copied()),
            };
            let takes = |mine: Option<&u32>, other: Option<&u32>| mine.is_some() && (other.is_none() || mine <= other);
            let (from_one, from_two) = (takes(first, second), takes(second, first));
            shared += usize::from(from_one && from_two);
            seen += 1;
            if from_one {
                one.next();
            }
            if from_two {
                two.next();
            }
        }
        (shared * HASHES).checked_div(seen).unwrap_or(0)
    }

    /// Whether two texts are one that was mended. Texts that say nothing are not.
    pub(crate) fn is_near(&self, other: &Self) -> bool {
        self.resemblance(other) >= SAME
    }
}

/// The least hashes met so far, in order.
#[derive(Default)]
struct Least(Vec<u32>);

impl Least {
    fn add(&mut self, hash: u32) {
        if self.0.len() == HASHES && self.0.last().is_some_and(|last| *last <= hash) {
            return;
        }
        if let Err(at) = self.0.binary_search(&hash) {
            self.0.insert(at, hash);
            self.0.truncate(HASHES);
        }
    }
}

/// Calls `add` with a hash of each word (FNV-1a), whatever its letters' case. Where a script sets no spaces between words,
/// each character is one.
fn each_word(text: &str, add: &mut impl FnMut(u64)) {
    const START: u64 = 0xcbf2_9ce4_8422_2325;
    const PRIME: u64 = 0x0000_0100_0000_01b3;
    let mut word = START;
    for character in text.chars() {
        let letter = u64::from(u32::from(match character {
            'A'..='Z' => character.to_ascii_lowercase(),
            _ if character.is_ascii() => character,
            _ => character.to_lowercase().next().unwrap_or(character),
        }));
        let is_letter = character.is_alphanumeric();
        let alone = is_letter && character >= '\u{e00}';
        if (alone || !is_letter) && word != START {
            add(word);
            word = START;
        }
        if is_letter {
            word = (word ^ letter).wrapping_mul(PRIME);
        }
        if alone {
            add(word);
            word = START;
        }
    }
    if word != START {
        add(word);
    }
}

/// One hash of a run: its words' hashes, each in its place.
fn mixed(run: &[u64; RUN]) -> u32 {
    let sum = run.iter().fold(0_u64, |sum, word| (sum.rotate_left(21) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    (sum >> (u64::BITS - BITS)) as u32
}

impl fmt::Display for Sketch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|hash| write!(f, "{hash:07x}"))
    }
}

impl FromStr for Sketch {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        const DIGITS: usize = BITS as usize / 4;
        if !text.is_ascii() || !text.len().is_multiple_of(DIGITS) || text.len() > HASHES * DIGITS {
            return Err(());
        }
        let hashes = (0..text.len()).step_by(DIGITS).map(|at| u32::from_str_radix(&text[at..at + DIGITS], 16));
        Ok(Self(hashes.collect::<Result<_, _>>().map_err(|_| ())?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sketch(text: &str) -> Sketch {
        Sketch::of([text].into_iter())
    }

    #[test]
    fn what_was_mended_is_near_and_what_is_new_is_not() {
        let text = "Open the invoice. Choose Refund, then the reason. We send the money back within fourteen days, \
                    by the way you paid. For a card this takes up to a week more, since the bank has to book it.";
        let near = [
            text.to_owned(),
            text.to_uppercase(),
            text.replace("fourteen", "30"),
            format!("{text} Thank you for your patience."),
        ];
        for other in near {
            assert!(sketch(text).is_near(&sketch(&other)), "{other}");
        }
        assert!(!sketch("").is_near(&sketch(" - ")));
        let far = [
            "Open the settings. Choose Language, then yours. The pages change at once.",
            "",
            "We send the money back as soon as we can.",
        ];
        for other in far {
            assert!(!sketch(text).is_near(&sketch(other)), "{other}");
        }
        for same in ["yes", "返金はできますか。はい、十四日以内です。", "Ναι, σε 14 ημέρες"]
        {
            assert_eq!(sketch(same).resemblance(&sketch(same)), HASHES, "{same}");
            assert!(!sketch(same).is_near(&sketch(text)), "{same}");
        }
        assert!(sketch("返金は十四日以内にできます。").is_near(&sketch("返金は十四日以内にできます!詳しくは")));
    }

    #[test]
    fn a_sketch_is_read_as_it_is_written() {
        for text in ["", "one", "one two three four five six seven eight nine ten eleven twelve"] {
            assert_eq!(sketch(text).to_string().parse(), Ok(sketch(text)));
        }
        for wrong in ["x", "12345678", "gggggggg", "ää00000", &"0".repeat(63)] {
            assert_eq!(wrong.parse::<Sketch>(), Err(()), "{wrong}");
        }
    }
}
