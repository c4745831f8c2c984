//! Text -> words: the one Rust definition of a word, mirrored by `themes/default/js/search.js`.
//!
//! 1. A text is cut into pieces: runs of letters, marks and digits; in scripts written without spaces, single
//!    characters with what hangs on them.
//! 2. Each piece is folded (`fold`); the words of the folded piece have the piece's place. Mostly there is one;
//!    `½` folds to `1⁄2` and has two, a lone accent none.
//! 3. Characters of scripts without spaces that touch make overlapping pairs: `パスワード` -> `パス`, `スワ`, `ワー`,
//!    `ード`. In Thai and its neighbours, pairs of consonants with their vowels and tones find more than pairs
//!    of code points do (headings looked for in their articles: .61 against .58).
//!
//! `stem` is for Rust alone: the browser gets a dictionary. `tests/fixtures/words.json` and a test with random
//! texts hold the two definitions equal.

mod fold;
mod stem;

use unicode_normalization::char::is_combining_mark;

pub(crate) use fold::fold;
use fold::is_ignored;
pub(crate) use stem::Stemmer;

/// How many characters of a word count; the others are dropped.
const LONGEST: usize = 64;

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Word {
    /// The word, folded.
    pub(crate) text: String,
    /// Where it begins in the text as written, in bytes.
    pub(crate) start: usize,
    /// Where it ends there.
    pub(crate) end: usize,
}

/// The words of a text, in order. Overlapping pairs have overlapping places.
pub(crate) fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    each_word(text, |word, start, end| words.push(Word { text: word.to_owned(), start, end }));
    words
}

/// Calls with each of [`words`]: the word, folded, and where it begins and ends.
pub(super) fn each_word(text: &str, mut call: impl FnMut(&str, usize, usize)) {
    // Characters of a script without spaces, as long as they touch.
    let mut run: Vec<Word> = Vec::new();
    let mut folded = String::new();
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        let start = at;
        // Most words of most sites: letters and digits of ASCII alone. The result is that of the longer way.
        if first.is_ascii() {
            let bytes = &text.as_bytes()[start..];
            let length = bytes.iter().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(bytes.len());
            if length == 0 {
                at += 1;
                continue;
            }
            if bytes.get(length).is_none_or(u8::is_ascii) {
                at += length;
                pairs(&mut run, &mut call);
                folded.clear();
                folded.extend(bytes[..length.min(LONGEST)].iter().map(|byte| char::from(byte.to_ascii_lowercase())));
                call(&folded, start, at);
                continue;
            }
        } else if !continues_piece(None, first) {
            at += first.len_utf8();
            continue;
        }
        let rest = start + first.len_utf8();
        at = text[rest..].find(|c| !continues_piece(Some(first), c)).map_or(text.len(), |length| rest + length);
        let unspaced = is_unspaced(first);
        if !unspaced || run.last().is_some_and(|last| last.end < start) {
            pairs(&mut run, &mut call);
        }
        let continues = if unspaced { continues_character } else { continues_word };
        for (_, part) in pieces(&fold(&text[start..at]), continues) {
            let part: String = part.chars().take(LONGEST).collect();
            if unspaced {
                run.push(Word { text: part, start, end: at });
            } else {
                call(&part, start, at);
            }
        }
    }
    pairs(&mut run, &mut call);
}

/// Calls with the overlapping pairs of a run, which is left empty; one character alone is a word.
fn pairs(run: &mut Vec<Word>, call: &mut impl FnMut(&str, usize, usize)) {
    if let [only] = &run[..] {
        call(&only.text, only.start, only.end);
    }
    for two in run.windows(2) {
        call(&format!("{}{}", two[0].text, two[1].text), two[0].start, two[1].end);
    }
    run.clear();
}

/// Cuts pieces out of a text, each with its place. `continues` says of a piece's first character and another
/// one whether that goes on with the piece, and of none and a character whether that begins a piece.
fn pieces(text: &str, continues: fn(Option<char>, char) -> bool) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(|c| continues(None, c))?;
        let first = text[start..].chars().next();
        let rest = text[start..].char_indices().skip(1).find(|(_, c)| !continues(first, *c));
        at = rest.map_or(text.len(), |(length, _)| start + length);
        Some((start, &text[start..at]))
    })
}

fn continues_piece(first: Option<char>, c: char) -> bool {
    match first {
        Some(first) if is_unspaced(first) => is_combining_mark(c) || is_ignored(c) || hangs(c),
        Some(_) => (is_letter(c) || is_ignored(c)) && !is_unspaced(c),
        None => is_letter(c) || is_ignored(c),
    }
}

fn continues_word(_: Option<char>, c: char) -> bool {
    is_letter(c)
}

fn continues_character(first: Option<char>, c: char) -> bool {
    first.is_none() || is_combining_mark(c)
}

/// Letters, marks and digits: `[\p{Alphabetic}\p{M}\p{N}]`.
fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c)
}

/// Letters that fold to a mark, or begin with one: halfwidth voicing marks, Thai and Lao AM.
fn hangs(c: char) -> bool {
    matches!(c, '\u{FF9E}' | '\u{FF9F}' | '\u{E33}' | '\u{EB3}')
}

/// Letters of scripts written without spaces.
pub fn is_unspaced(c: char) -> bool {
    let script = matches!(c,
        '\u{E00}'..='\u{EFF}' // Thai, Lao
        | '\u{1000}'..='\u{109F}' // Myanmar
        | '\u{1780}'..='\u{17FF}' // Khmer
        | '\u{3005}'..='\u{312F}' | '\u{FF66}'..='\u{FF9F}' // kana, Bopomofo, `々`
        | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}' // Han
    );
    script && is_letter(c)
}

#[cfg(test)]
mod tests {
    use std::io::Write;
    use std::process::{Command, Stdio};

    use serde_json::{Value, json};
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    const ROOT: &str = env!("CARGO_MANIFEST_DIR");

    fn fixture() -> Value {
        serde_json::from_str(include_str!("../../tests/fixtures/words.json")).unwrap()
    }

    fn texts(text: &str) -> Vec<String> {
        words(text).into_iter().map(|word| word.text).collect()
    }

    #[test]
    fn examples_of_every_script() {
        for (about, examples) in fixture()["examples"].as_object().unwrap() {
            for example in examples.as_array().unwrap() {
                let text = example[0].as_str().unwrap();
                assert_eq!(json!(texts(text)), example[1], "{about}: {text}");
            }
        }
    }

    #[test]
    fn words_have_their_places_in_the_text_as_written() {
        let places = |text: &str| words(text).into_iter().map(|word| text[word.start..word.end].to_owned()).collect();
        let found: [Vec<_>; 4] = ["👍 Ça va?", "ﾊﾞｽ停", "น้ำๆ", "1½ ﷲ"].map(places);
        assert_eq!(found[0], ["Ça", "va"]);
        assert_eq!(found[1], ["ﾊﾞｽ", "ｽ停"]);
        assert_eq!(found[2], ["น้ำ", "น้ำๆ"]);
        assert_eq!(found[3], ["1½", "1½", "ﷲ"]);
    }

    /// Texts of 1 to 12 characters: half of them from one script, the others from any. All characters are
    /// Unicode 15.0's, since browsers learn newer ones later.
    struct RandomTexts {
        scripts: Vec<Vec<char>>,
        state: u64,
    }

    impl RandomTexts {
        fn new() -> Self {
            let code = |code: &str| u32::from_str_radix(code, 16).unwrap();
            let range = |range: &str| {
                let (first, last) = range.split_once('-').unwrap_or((range, range));
                (code(first)..=code(last)).filter_map(char::from_u32).collect::<Vec<_>>()
            };
            let fixture = fixture();
            let scripts = fixture["characters"].as_object().unwrap().values();
            let scripts = scripts.map(|ranges| ranges.as_str().unwrap().split(' ').flat_map(range).collect());
            Self { scripts: scripts.collect(), state: 0x9E37_79B9_7F4A_7C15 }
        }

        /// A number below another: Marsaglia's xorshift.
        fn below(&mut self, end: usize) -> usize {
            self.state ^= self.state << 13;
            self.state ^= self.state >> 7;
            self.state ^= self.state << 17;
            usize::try_from(self.state >> 33).unwrap() % end
        }
    }

    impl Iterator for RandomTexts {
        type Item = String;

        fn next(&mut self) -> Option<String> {
            let home = self.below(self.scripts.len());
            let length = 1 + self.below(12);
            let character = |_| {
                let script = if self.below(2) == 0 { home } else { self.below(self.scripts.len()) };
                let at = self.below(self.scripts[script].len());
                self.scripts[script][at]
            };
            Some((0..length).map(character).collect())
        }
    }

    #[test]
    fn rust_and_javascript_agree_on_random_texts() {
        let count = std::env::var("ANSWERBOOK_TEST_WORDS").map_or(30_000, |count| count.parse().unwrap());
        let mut node = Command::new("node");
        node.arg(format!("{ROOT}/tests/browser/words.mjs")).stdin(Stdio::piped()).stdout(Stdio::piped());
        let Ok(mut node) = node.spawn() else {
            assert!(std::env::var_os("ANSWERBOOK_TEST_ALL").is_none(), "node is missing");
            return;
        };
        let mut input = std::io::BufWriter::new(node.stdin.take().unwrap());
        for text in RandomTexts::new().take(count) {
            let units = |at: usize| text[..at].encode_utf16().count();
            let place = |word: Word| json!([word.text, units(word.start), units(word.end)]);
            let found: Vec<_> = words(&text).into_iter().map(place).collect();
            // Node.js stops reading at the first difference, which its output then shows.
            if writeln!(input, "{}", json!([text, fold(&text), found])).is_err() {
                break;
            }
        }
        drop(input);
        let output = node.wait_with_output().unwrap();
        assert_eq!(String::from_utf8_lossy(&output.stdout), format!("{count} texts agree\n"));
    }

    /// Whether folding leaves a character what it was: part of a word, of a script without spaces, or neither.
    fn keeps_its_kind(c: char) -> bool {
        let kind = |c| (is_letter(c), is_unspaced(c));
        let folded = fold(&c.to_string());
        let hangs_on = is_combining_mark(c) || is_ignored(c);
        folded.chars().all(|folded| kind(folded) == kind(c)) && (hangs_on || !folded.is_empty())
    }

    #[test]
    fn properties_of_random_texts() {
        for text in RandomTexts::new().take(20_000) {
            let found = words(&text);
            assert!(found.is_sorted_by_key(|word| word.start), "{text:?}");
            for word in &found {
                assert!(!word.text.is_empty(), "{text:?}");
                let again = texts(&text[word.start..word.end]);
                assert!(again.contains(&word.text), "{text:?}: {word:?}");
            }
            let folded = fold(&text);
            assert_eq!(fold(&folded), folded, "{text:?}");
            // Normalizing sorts marks, also those of different scripts.
            let sorted = text.nfd().eq(text.chars().flat_map(|c| c.to_string().nfd().collect::<Vec<_>>()));
            if sorted && text.chars().all(keeps_its_kind) {
                assert_eq!(texts(&folded), texts(&text), "{text:?}");
            }
        }
    }
}
