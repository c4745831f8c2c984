//! Text -> slug: the last parts of addresses and the ids of headings.
//!
//! Letters, marks and digits of every script are kept (Unicode UAX #31 has the idea: an identifier is made of
//! what a language writes words with), lower-cased and in NFC, so that a Greek title has a Greek address. The
//! usual slug libraries drop or transliterate them: `Πώς…;` would become an empty slug.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Device names that Windows keeps for itself, whatever their case.
const RESERVED_ON_WINDOWS: [&str; 22] = [
    "aux", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "con", "lpt1", "lpt2", "lpt3",
    "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9", "nul", "prn",
];

/// The slug of a text, for addresses and ids. Never empty: a text without a letter or digit (`???`, an emoji)
/// gets one made from its content, which stays the same as long as the text does.
pub fn slugify(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    let composed = compose(text);
    // A whole text in lower case has its final sigmas right; letters by themselves don't.
    for c in composed.to_lowercase().chars() {
        if c.is_alphanumeric() || is_combining_mark(c) || c == '_' {
            slug.push(c);
        } else if is_joiner(c) {
            // Zero-width (non-)joiners and apostrophes stand inside words: "can't" is one word.
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    // Lower-casing can decompose (`İ`), so compose once more.
    let slug = compose(&slug);
    if !slug.contains(char::is_alphanumeric) {
        return format!("x-{}", &blake3::hash(text.as_bytes()).to_hex()[..8]);
    }
    slug
}

fn is_joiner(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{02BC}' | '\u{00AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
}

/// The slug of a file or folder name: like [`slugify`], and safe as a file name on every system.
pub fn file_slug(name: &str) -> String {
    let slug = slugify(name);
    if RESERVED_ON_WINDOWS.contains(&slug.as_str()) { format!("{slug}-page") } else { slug }
}

/// A text in Unicode's composed form (NFC).
pub fn compose(text: &str) -> String {
    if text.is_ascii() { text.to_owned() } else { text.nfc().collect() }
}

/// A key under which names that a file system may hold equal are equal: NFC and lower case.
pub fn file_key(name: &str) -> String {
    if name.is_ascii() {
        return name.to_ascii_lowercase();
    }
    name.nfc().flat_map(char::to_lowercase).nfc().collect()
}

/// Makes ids unique on a page: repeated ones get `-2`, `-3`, …
#[derive(Debug, Default)]
pub struct UniqueIds {
    /// The ids that are taken, with the number that was last tried after each.
    taken: HashMap<String, usize>,
}

impl UniqueIds {
    /// Takes exactly this id; `false` where it is taken already.
    pub fn reserve(&mut self, id: &str) -> bool {
        let free = !self.taken.contains_key(id);
        if free {
            self.taken.insert(id.to_owned(), 1);
        }
        free
    }

    /// Takes the id, or the first of `id-2`, `id-3`, … that is free.
    pub fn take(&mut self, id: String) -> String {
        if self.reserve(&id) {
            return id;
        }
        let mut number = self.taken.get(&id).copied().unwrap_or(1);
        loop {
            number += 1;
            let candidate = format!("{id}-{number}");
            if self.reserve(&candidate) {
                self.taken.insert(id, number);
                return candidate;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_keep_every_script() {
        for (text, slug) in [
            ("Can I get a refund?", "can-i-get-a-refund"),
            ("I can't sign in", "i-cant-sign-in"),
            ("Πώς παίρνω επιστροφή χρημάτων;", "πώς-παίρνω-επιστροφή-χρημάτων"),
            ("ΟΔΗΓΟΣ ΧΡΗΣΗΣ", "οδηγος-χρησης"),
            ("Cum îmi recuperez banii?", "cum-îmi-recuperez-banii"),
            ("إعادة تعيين", "إعادة-تعيين"),
            ("パスワードを忘れた", "パスワードを忘れた"),
            ("ลืมรหัสผ่าน", "ลืมรหัสผ่าน"),
            ("គណនីរបស់អ្នក", "គណនីរបស់អ្នក"),
            ("অ্যাকাউন্ট খুলুন", "অ্যাকাউন্ট-খুলুন"),
            ("snake_case & more -- x", "snake_case-more-x"),
            ("e\u{301}te\u{301}", "été"),
            ("  C++ / C#  ", "c-c"),
        ] {
            assert_eq!(slugify(text), slug, "{text}");
        }
    }

    #[test]
    fn slugs_are_never_empty() {
        for text in ["", "???", "❓", "—"] {
            assert!(slugify(text).starts_with("x-"), "{text}");
        }
        assert_ne!(slugify("❓"), slugify("🎉"));
        assert_eq!(file_slug("CON"), "con-page");
    }

    #[test]
    fn unique_ids_number_repetitions() {
        let mut ids = UniqueIds::default();
        assert!(ids.reserve("fixed"));
        assert!(!ids.reserve("fixed"));
        let taken: Vec<_> = ["a", "a", "a-2", "fixed"].map(|id| ids.take(id.to_owned())).into();
        assert_eq!(taken, ["a", "a-2", "a-2-2", "fixed-2"]);
    }
}
