//! The order of a language's alphabet, by CLDR's collation, and the letters under which an index lists titles.

use std::fmt::{self, Debug};
use std::ops::RangeInclusive;

use icu_collator::options::{CollatorOptions, Strength};
use icu_collator::{Collator, CollatorBorrowed};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::Language;

/// What a text is sorted by.
pub type SortKey = Vec<u8>;

/// The label of characters that have no letter of their own in an index.
const HAN: &str = "漢字";

/// The initials of syllables and rows of kana under which titles stand (CLDR's index characters), and those of scripts whose
/// vowels may be written before their consonant.
const JAPANESE: &str = "あ か さ た な は ま や ら わ";
const KOREAN: &str = "ㄱ ㄴ ㄷ ㄹ ㅁ ㅂ ㅅ ㅇ ㅈ ㅊ ㅋ ㅌ ㅍ ㅎ";
const LAO: &str = "ກ ຂ ຄ ງ ຈ ສ ຊ ຍ ດ ຕ ຖ ທ ນ ບ ປ ຜ ຝ ພ ຟ ມ ຢ ຣ ລ ວ ຫ ອ ຮ";
const THAI: &str = "ก ข ฃ ค ฅ ฆ ง จ ฉ ช ซ ฌ ญ ฎ ฏ ฐ ฑ ฒ ณ ด ต ถ ท ธ น บ ป ผ ฝ พ ฟ ภ ม ย ร ฤ ล ฦ ว ศ ษ ส ห ฬ อ ฮ";

/// Marks, in CLDR's Chinese collations, where the characters of an initial or of a number of strokes begin.
const INDEX: char = '\u{FDD0}';

/// Sorts texts in one language.
pub struct Collation {
    whole: Option<CollatorBorrowed<'static>>,
    /// Without accents and case.
    letters: Option<CollatorBorrowed<'static>>,
    /// Where the letters of the index begin, in order, each with its label.
    bounds: Vec<(SortKey, String)>,
    /// Letters `i` with and without a dot are different ones.
    dotted: bool,
    initials: bool,
}

impl Debug for Collation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Collation").finish_non_exhaustive()
    }
}

impl Collation {
    /// The order of a language.
    pub fn new(language: &Language) -> Self {
        let collator = |strength| {
            let mut options = CollatorOptions::default();
            options.strength = Some(strength);
            Collator::try_new((&language.id).into(), options).ok()
        };
        let mut collation = Self {
            whole: collator(Strength::Tertiary),
            letters: collator(Strength::Primary),
            bounds: Vec::new(),
            dotted: matches!(language.primary(), "az" | "tr"),
            initials: false,
        };
        let listed = |letters: &str| letters.split(' ').map(|letter| (letter.to_owned(), letter.to_owned())).collect();
        let bounds: Vec<(String, String)> = match language.primary() {
            "ja" => listed(JAPANESE),
            "ko" => listed(KOREAN),
            "lo" => listed(LAO),
            "th" => listed(THAI),
            "zh" if language.fallbacks().iter().any(|tag| tag == "zh-Hant") => (1..=0x30_u32)
                .filter_map(|strokes| Some((marked(char::from_u32(0x2800 + strokes)?), format!("{strokes} 劃"))))
                .collect(),
            // No syllable begins with the others.
            "zh" => "ABCDEFGHJKLMNOPQRSTWXYZ".chars().map(|letter| (marked(letter), letter.to_string())).collect(),
            _ => Vec::new(),
        };
        collation.initials = bounds.first().is_some_and(|(_, label)| label == "A");
        for (start, label) in bounds {
            let key = key(&collation.letters, &start);
            // After the last number of strokes that there is, nothing is marked.
            if collation.bounds.last().is_none_or(|(last, _)| *last < key) {
                collation.bounds.push((key, label));
            }
        }
        collation
    }

    /// What a text is sorted by: letters first, then accents, then case.
    pub fn key(&self, text: &str) -> SortKey {
        key(&self.whole, text)
    }

    /// The label under which an index lists a title; `None` for digits and signs.
    pub fn letter(&self, title: &str) -> Option<String> {
        let title: String = title.nfc().collect();
        let start = title.find(char::is_alphanumeric)?;
        let rest = &title[start..];
        let first = rest.chars().next().filter(|first| first.is_alphabetic())?;
        if let Some(label) = self.bound(first, rest) {
            return Some(label.to_owned());
        }
        if is_han(first) {
            return Some(HAN.to_owned());
        }
        let letter = self.digraph(rest).unwrap_or_else(|| self.plain(first));
        Some(self.title_case(&letter))
    }

    /// Sorts the letters of an index, which are in the order of their first titles: Chinese has initials and Latin letters
    /// in one list.
    pub fn arrange<T>(&self, letters: &mut [(String, T)]) {
        if self.initials {
            letters.sort_by(|(a, _), (b, _)| a.cmp(b));
        }
    }

    /// The label of the last bound before a title in one of the scripts that have bounds.
    fn bound(&self, first: char, title: &str) -> Option<&str> {
        const KANA: RangeInclusive<char> = '\u{3041}'..='\u{30FF}';
        const THAI_AND_LAO: RangeInclusive<char> = '\u{E01}'..='\u{EDF}';
        let (_, label) = self.bounds.first()?;
        let has = match label.as_str() {
            "あ" => KANA.contains(&first),
            "ㄱ" => {
                matches!(first, '\u{1100}'..='\u{11FF}' | '\u{3131}'..='\u{318E}' | '\u{AC00}'..='\u{D7A3}')
                    || is_han(first)
            }
            "A" | "1 劃" => is_han(first),
            _ => THAI_AND_LAO.contains(&first),
        };
        let title = key(&self.letters, title);
        let before = self.bounds.partition_point(|(bound, _)| *bound <= title);
        has.then(|| before.checked_sub(1).map(|at| self.bounds[at].1.as_str())).flatten()
    }

    /// Two or three characters that are one letter in this language, as Czech `ch`: they aren't sorted under their first one.
    fn digraph(&self, title: &str) -> Option<String> {
        let characters: Vec<char> =
            title.chars().take(3).take_while(|c| c.is_lowercase() || c.is_uppercase()).collect();
        let starts = |length: usize| key(&self.letters, &characters[..length].iter().collect::<String>());
        let length = (2..=characters.len()).rev().find(|length| !starts(*length).starts_with(&starts(length - 1)))?;
        let letter: String = characters[..length].iter().collect::<String>().to_lowercase();
        Some(if letter == "aa" { "å".to_owned() } else { letter })
    }

    /// A character without the marks that make no other letter of it: `ά` -> `α`, but Swedish `å` -> `å`.
    fn plain(&self, character: char) -> String {
        let parts: Vec<char> = character.to_string().nfd().collect();
        let whole = key(&self.letters, &character.to_string());
        let candidates = (1..=parts.len()).map(|length| parts[..length].iter().copied().nfc().collect::<String>());
        let same = |candidate: &String| key(&self.letters, candidate) == whole;
        candidates.into_iter().find(same).unwrap_or_else(|| character.to_string())
    }

    fn title_case(&self, letter: &str) -> String {
        let mut characters = letter.chars();
        let first: String = match characters.next() {
            Some('i') if self.dotted => "İ".to_owned(),
            // Georgian has capitals for whole words alone.
            Some(first @ '\u{10D0}'..='\u{10FF}') => first.to_string(),
            first => first.into_iter().flat_map(char::to_uppercase).collect(),
        };
        first.chars().chain(characters).collect()
    }
}

fn key(collator: &Option<CollatorBorrowed<'static>>, text: &str) -> SortKey {
    let mut key = SortKey::new();
    let written = collator.as_ref().map(|collator| collator.write_sort_key_to(text, &mut key));
    if written.is_none() {
        key.extend(
            text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect::<String>().bytes(),
        );
    }
    key
}

fn marked(character: impl Into<Option<char>>) -> String {
    [Some(INDEX), character.into()].into_iter().flatten().collect()
}

fn is_han(character: char) -> bool {
    matches!(character, '\u{3005}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_sorted_as_the_language_sorts_them() {
        for (tag, sorted) in [
            ("en", "a Á Å2 b z Ω"),
            ("el", "Άλφα αρχή βήτα Ωμέγα Z"),
            ("sv", "adress zon ålder ära öppna"),
            ("de", "Adresse ändern Azur Öl Ort"),
            ("es", "nube nzx ñandú oso"),
            ("cs", "cesta čas den heslo chyba info"),
            ("zh-Hans", "阿 返回 退款 字 app"),
            ("zh-TW", "一 字 退 龍 app"),
            ("ja", "アカウント いす か がく 返金"),
            ("th", "กา แก ขา"),
            ("tr", "çok dal ısı iş"),
        ] {
            let collation = Collation::new(&Language::parse(tag).unwrap());
            let mut texts: Vec<&str> = sorted.split(' ').collect();
            texts.reverse();
            texts.sort_by_key(|text| collation.key(text));
            assert_eq!(texts.join(" "), sorted, "{tag}");
        }
    }

    #[test]
    fn titles_stand_under_the_letters_of_the_language() {
        for (tag, titles) in [
            ("en", "“Álbum”=A ångström=A Ωμέγα=Ω 返金=漢字 iPhone=I"),
            ("el", "Άλφα=Α ώρα=Ω iPhone=I"),
            ("sv", "ålder=Å Ära=Ä ö=Ö é=E zon=Z"),
            ("da", "Aarhus=Å å=Å ø=Ø"),
            ("es", "ñandú=Ñ Ámbar=A llave=L"),
            ("cs", "Chyba=Ch cesta=C čas=Č řeka=Ř CHCI=Ch žádost=Ž"),
            ("hu", "Csomag=Cs cím=C dzseki=Dzs ár=A Gyors=Gy"),
            ("hr", "Ljeto=Lj džep=Dž"),
            ("vi", "Ẩn=Â Ảnh=A đổi=Đ"),
            ("tr", "İade=İ iptal=İ ısı=I"),
            ("ka", "ანგარიში=ა"),
            ("ru", "ёлка=Е Йод=Й"),
            ("ar", "إعادة=ا استرداد=ا أمر=ا بيت=ب"),
            ("he", "החזר=ה"),
            ("zh", "阿=A 返回=F 退款=T app=A"),
            ("zh-HK", "一=1_劃 字=6_劃 龍=16_劃"),
            ("ja", "アカウント=あ がく=か ん=わ 返金=漢字 Web=W"),
            ("ko", "가격=ㄱ 까치=ㄱ 환불=ㅎ 漢字=ㅎ Web=W"),
            ("th", "แก้ไข=ก เข้าสู่ระบบ=ข บัญชี=บ"),
            ("km", "គណនី=គ"),
            ("bn", "অ্যাকাউন্ট=অ রিফান্ড=র"),
        ] {
            let collation = Collation::new(&Language::parse(tag).unwrap());
            for (title, letter) in titles.split(' ').filter_map(|pair| pair.split_once('=')) {
                assert_eq!(collation.letter(title), Some(letter.replace('_', " ")), "{tag}: {title}");
            }
        }
        let english = Collation::new(&Language::parse("en").unwrap());
        assert_eq!([english.letter("2FA"), english.letter("???"), english.letter("")], [None, None, None]);
    }
}
