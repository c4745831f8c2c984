//! How long a text takes to read, by the scripts that it is written in.
//!
//! Characters a minute of adults who read short texts aloud, as the International Reading Speed Texts found (Trauzettel-Klosinski and
//! Dietz, Investigative Ophthalmology & Visual Science 53, 2012): 987 in English, 1,025 in Spanish, 986 in Russian, 612 in Arabic, 833
//! in Hebrew, 357 in Japanese, 255 in Chinese. Scripts that they did not measure are taken for the alphabets they are like.

use crate::markdown::Section;

/// Characters a minute of alphabets that write vowels.
const ALPHABET: f64 = 950.0;
const ARABIC: f64 = 612.0;
const HEBREW: f64 = 833.0;
/// Of Japanese as a whole, characters and syllables mixed, and of Hangul, whose signs are syllables too.
const SYLLABLES: f64 = 357.0;
/// Of Chinese, which has no syllabary between its characters.
const HAN: f64 = 255.0;

/// Whole minutes, rounded; 0 for less than half of one.
pub fn minutes(sections: &[Section]) -> usize {
    let headings = sections.iter().filter_map(|section| section.heading.as_ref()).map(|heading| heading.text.as_str());
    let texts = sections.iter().map(|section| section.text.as_str());
    let is_japanese = texts.clone().any(|text| text.chars().any(is_kana));
    let signs = headings.chain(texts).flat_map(str::chars).filter(|c| c.is_alphanumeric());
    let sum: f64 = signs.map(|c| 1.0 / a_minute(c, is_japanese)).sum();
    sum.round() as usize
}

/// How many characters like this one are read in a minute.
fn a_minute(c: char, is_japanese: bool) -> f64 {
    match c {
        '\u{590}'..='\u{5FF}' => HEBREW,
        '\u{600}'..='\u{6FF}' | '\u{750}'..='\u{77F}' => ARABIC,
        '\u{AC00}'..='\u{D7AF}' => SYLLABLES,
        '\u{3400}'..='\u{9FFF}' | '\u{20000}'..='\u{3134F}' if !is_japanese => HAN,
        '\u{3040}'..='\u{9FFF}' | '\u{20000}'..='\u{3134F}' => SYLLABLES,
        _ => ALPHABET,
    }
}

/// Of Hiragana or Katakana.
fn is_kana(c: char) -> bool {
    ('\u{3040}'..='\u{30FF}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_script_has_its_own_speed() {
        for (text, times, expected) in [
            ("", 1, 0),
            ("word ", 100, 0),
            ("word ", 1000, 4),
            ("слово ", 1000, 5),
            ("كلمة ", 1000, 7),
            ("מילה ", 1000, 5),
            ("漢字", 500, 4),
            ("漢字かな", 250, 3),
            ("한글", 500, 3),
        ] {
            let section = Section { text: text.repeat(times), ..Section::default() };
            assert_eq!(minutes(&[section]), expected, "{text}");
        }
    }
}
