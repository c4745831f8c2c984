//! Text -> the form in which it is compared: no letter case, no accents, no variants of a letter.
//!
//! Marks are dropped where writing does without them: on Latin, Greek, Cyrillic, Hebrew and Arabic letters. In
//! other scripts they are vowels, tones or parts of a letter. `й` is a letter of its own, on every keyboard that
//! has it, and endings can't be told without it.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The folded form of a text. Folding it again changes nothing.
pub(crate) fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(text.len());
    let mut previous = ' ';
    for c in text.nfkd().flat_map(char::to_lowercase) {
        match c {
            '\u{306}' if previous == 'и' => folded.push(c),
            _ if is_ignored(c) || is_dropped(c) => {}
            _ => push_plain(&mut folded, c),
        }
        previous = c;
    }
    folded.nfc().collect()
}

/// Characters inside words that nobody types: soft hyphen, Catalan middle dot, tatweel, and what has no width.
/// (The zero-width non-joiner isn't one of them: in Persian it stands for a space.)
pub(super) fn is_ignored(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{B7}' | '\u{640}' | '\u{200B}' | '\u{200D}' | '\u{2060}' | '\u{FEFF}')
}

/// Marks that go: those of the scripts from Latin to Arabic, those of no script, variation selectors.
fn is_dropped(c: char) -> bool {
    let dropped = matches!(c,
        '\u{300}'..='\u{6FF}' | '\u{870}'..='\u{8FF}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1CD0}'..='\u{20FF}'
        | '\u{FE00}'..='\u{FE2F}' | '\u{E0100}'..='\u{E01EF}'
    );
    dropped && is_combining_mark(c)
}

/// Adds a letter, or what is typed for it.
fn push_plain(folded: &mut String, c: char) {
    let plain = match c {
        'ß' => "ss",
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'æ' => "ae",
        'œ' => "oe",
        'ı' => "i",
        'þ' => "th",
        'ħ' => "h",
        'ς' => "σ",
        // Apostrophes that count as letters: Ukrainian and Uzbek are typed with `'`.
        '\u{2BB}' | '\u{2BC}' => "'",
        // The Arabic and the Persian YEH and KAF.
        '\u{649}' | '\u{6CC}' => "\u{64A}",
        '\u{6A9}' => "\u{643}",
        // The digits of Arabic and Persian: the last four bits are their value.
        '\u{660}'..='\u{669}' | '\u{6F0}'..='\u{6F9}' => {
            return folded.extend(char::from_digit(u32::from(c) & 15, 10));
        }
        _ => return folded.push(c),
    };
    folded.push_str(plain);
}
