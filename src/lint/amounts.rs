//! Text -> amounts: numbers with their units, such as `14 days`, `€5`, `20 %`, `9:00`.

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;

use super::numbers::{Number, numbers};
use crate::language::Language;
use crate::search::{Stemmer, fold, is_unspaced, words};

/// The unit of times of day.
const CLOCK: &str = ":";

/// Signs, codes and names of currencies that are written in more than one way. Codes are in capitals.
const CURRENCIES: [(&str, &str); 9] = [
    ("EUR", "€,EUR,euro,euros,ευρω,يورو"),
    ("GBP", "£,GBP"),
    ("INR", "₹,INR"),
    ("JPY", "¥,￥,JPY,円"),
    ("KRW", "₩,KRW,원"),
    ("MYR", "RM,MYR,ringgit"),
    ("PHP", "₱,PHP,piso"),
    ("RON", "RON,lei,leu"),
    ("USD", "$,US$,USD,dollar,dollars"),
];

/// Words between a number and what is counted, by language.
const LINKS: [(&str, &str); 3] = [("fil", "na"), ("ro", "de"), ("tl", "na")];

/// How many words may stand between the numbers of a range.
const BETWEEN: usize = 2;

/// A number with its unit.
#[derive(Debug)]
pub(super) struct Amount {
    /// Its place, with the unit.
    pub(super) range: Range<usize>,
    /// The values that it may have.
    pub(super) values: Vec<String>,
    /// What follows it, or stands before it.
    pub(super) unit: Option<String>,
    /// The unit of the number next to it, where they may be a range: `10 to 14 days`.
    pub(super) shared: Option<String>,
}

impl Amount {
    /// Whether it may be the same number of the same thing.
    pub(super) fn agrees(&self, other: &Self) -> bool {
        self.values.iter().any(|value| other.values.contains(value))
    }
}

/// How words of a language are read.
pub(super) struct Reader {
    stemmer: Stemmer,
    link: Option<&'static str>,
}

impl Reader {
    pub(super) fn new(language: &Language) -> Self {
        let link = LINKS.iter().find(|(tag, _)| *tag == language.primary()).map(|(_, word)| *word);
        Self { stemmer: Stemmer::new(language), link }
    }

    /// The stems of a text's words; in scripts without spaces, pairs of characters.
    pub(super) fn stems(&self, text: &str) -> HashSet<String> {
        words(text).into_iter().map(|word| self.stemmer.stem(&word.text).into_owned()).collect()
    }

    /// The amounts of a text.
    pub(super) fn amounts(&self, text: &str) -> Vec<Amount> {
        let mut amounts: Vec<Amount> = Vec::new();
        for Number { range, values, clock, lettered } in numbers(text) {
            let (range, unit) = match currency_before(text, range.start) {
                _ if clock => (range, Some(CLOCK.to_owned())),
                Some((start, currency)) => (start..range.end, Some(currency.into_owned())),
                None if lettered => continue,
                None => self.unit_after(text, range),
            };
            amounts.push(Amount { range, values, unit, shared: None });
        }
        share_units(text, &mut amounts);
        amounts
    }

    fn unit_after(&self, text: &str, number: Range<usize>) -> (Range<usize>, Option<String>) {
        let Some((unit, end)) = self.unit(text, number.end, self.link) else { return (number, None) };
        (number.start..end, Some(unit))
    }

    /// The unit after a number, perhaps with a word between them, and where it ends.
    fn unit(&self, text: &str, number_end: usize, link: Option<&str>) -> Option<(String, usize)> {
        let rest = text[number_end..].trim_start_matches(['-', '\u{2011}']);
        let rest = rest.trim_start_matches(|c: char| c.is_whitespace());
        let start = text.len() - rest.len();
        let first = rest.chars().next().filter(|_| start - number_end <= 4)?;
        if is_sign(first) {
            return Some((unit_of_sign(first), start + first.len_utf8()));
        }
        let word = word(rest);
        if word.is_empty() {
            return None;
        }
        let end = start + word.len();
        if let Some(currency) = currency(word) {
            return Some((currency.to_owned(), end));
        }
        let folded = fold(word);
        if link == Some(&*folded) {
            return self.unit(text, end, None);
        }
        Some((self.stemmer.stem(&folded).into_owned(), end))
    }
}

/// The word at the start of a text. Of Chinese and Japanese it is one character, or `時間`, which isn't `時`; other scripts without
/// spaces have no end of a word that could be seen, so it is three.
fn word(text: &str) -> &str {
    let first = text.chars().next().filter(|c| c.is_alphabetic());
    let length = match first {
        Some(first) if is_unspaced(first) => {
            let count =
                if ('\u{E00}'..='\u{17FF}').contains(&first) { 3 } else { 1 + usize::from(text.starts_with("時間")) };
            text.chars().take(count).map(char::len_utf8).sum()
        }
        Some(_) => text.find(|c: char| !c.is_alphanumeric() && !is_mark(c)).unwrap_or(text.len()),
        None => 0,
    };
    &text[..length]
}

/// Marks on letters that aren't letters themselves.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{64B}'..='\u{65F}' | '\u{93C}'..='\u{94D}')
}

/// Signs of percent and currencies.
fn is_sign(c: char) -> bool {
    matches!(c, '%' | '٪' | '％' | '‰' | '$' | '£' | '¥' | '￥' | '₹' | '\u{20A0}'..='\u{20CF}')
}

fn unit_of_sign(sign: char) -> String {
    match sign {
        '%' | '٪' | '％' => "%".to_owned(),
        sign => currency(sign.encode_utf8(&mut [0; 4])).map_or_else(|| sign.to_string(), ToOwned::to_owned),
    }
}

/// The currency that a sign, code or word stands for.
fn currency(text: &str) -> Option<&'static str> {
    let folded = fold(text);
    let is_it = |name: &str| name == text || (name == folded && name.chars().any(char::is_lowercase));
    CURRENCIES.iter().find(|(_, names)| names.split(',').any(is_it)).map(|(code, _)| *code)
}

/// The currency right before a number, and where its sign begins.
fn currency_before(text: &str, number: usize) -> Option<(usize, Cow<'static, str>)> {
    let before = text[..number].trim_end_matches([' ', '\u{A0}', '\u{202F}']);
    if number - before.len() > 2 {
        return None;
    }
    let last = before.chars().next_back()?;
    if is_sign(last) && !matches!(last, '%' | '٪' | '％' | '‰') {
        let unit = unit_of_sign(last);
        let start = before.len() - last.len_utf8();
        let start = if last == '$' && before.ends_with("US$") { start - 2 } else { start };
        return Some((start, Cow::Owned(unit)));
    }
    let code: String = before.chars().rev().take_while(char::is_ascii_uppercase).take(4).collect();
    let start = before.len() - code.len();
    let alone = !before[..start].ends_with(char::is_alphanumeric);
    currency(&before[start..]).filter(|_| alone).map(|code| (start, Cow::Borrowed(code)))
}

/// Numbers that may be a range share a unit: that of the last one, or the sign before the first one.
fn share_units(text: &str, amounts: &mut [Amount]) {
    for at in (1..amounts.len()).rev() {
        let (before, after) = amounts.split_at_mut(at);
        let (Some(first), Some(second)) = (before.last_mut(), after.first()) else { continue };
        if near(text, first, second) && !is_sure(first.unit.as_deref()) {
            first.shared = second.shared.clone().or_else(|| second.unit.clone());
        }
    }
    for at in 1..amounts.len() {
        let (before, after) = amounts.split_at_mut(at);
        let (Some(first), Some(second)) = (before.last(), after.first_mut()) else { continue };
        let unit = first.unit.as_deref().or(first.shared.as_deref());
        if is_sure(unit) && second.shared.is_none() && !is_sure(second.unit.as_deref()) && near(text, first, second) {
            second.shared = unit.map(ToOwned::to_owned);
        }
    }
    for amount in amounts.iter_mut() {
        amount.shared.take_if(|shared| amount.unit.as_ref() == Some(shared));
    }
}

/// Whether a unit can't be a word that just follows.
fn is_sure(unit: Option<&str>) -> bool {
    unit.is_some_and(|unit| {
        unit == CLOCK || CURRENCIES.iter().any(|(code, _)| *code == unit) || unit.chars().all(is_sign)
    })
}

/// Whether two numbers may be those of a range. What follows the first one may be taken for its unit and be `to`.
fn near(text: &str, first: &Amount, second: &Amount) -> bool {
    let number_end =
        text[first.range.clone()].rfind(char::is_numeric).map_or(first.range.end, |at| first.range.start + at);
    let Some(between) = text.get(number_end..second.range.start) else { return false };
    let between = between.trim_start_matches(char::is_numeric);
    let unspaced = between.chars().filter(|c| is_unspaced(*c)).count();
    let words = between.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).count();
    let parted = between.contains(['|', '\u{FFFC}', '(', ')', '.', '。', ';', '、']);
    !parted && words <= BETWEEN && unspaced <= 2 * BETWEEN
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_of_several_languages() {
        for (tag, text, expected) in [
            ("en", "30 days", "30 day"),
            ("en", "a 30-day trial", "30 day"),
            ("en", "5 GB, 5GB", "5 gb, 5 gb"),
            ("en", "€5, 5 €, EUR 5, 5 euros", "5 EUR, 5 EUR, 5 EUR, 5 EUR"),
            ("en", "$1,000 or US$ 20", "1000|1 USD, 20 USD"),
            ("en", "20 %, 20%", "20 %, 20 %"),
            ("en", "9:00", "9:00 :"),
            ("en", "try 5 try, A4 paper, v2 of it", "5 tri"),
            ("en", "it costs 5.", "5"),
            ("en", "10 to 14 days", "10 to/day, 14 day"),
            ("en", "10-14 days", "10 /day, 14 day"),
            ("en", "€10–20", "10 EUR, 20 /EUR"),
            ("en", "30 days after that, and 5 GB", "30 day, 5 gb"),
            ("en", "5 | 30 days", "5, 30 day"),
            ("el", "14 ημέρες, 14 ημερών", "14 ημερ, 14 ημερ"),
            ("el", "5 ευρώ", "5 EUR"),
            ("ro", "30 de zile", "30 zil"),
            ("ro", "50 lei", "50 RON"),
            ("ar", "١٤ يومًا", "14 يوم"),
            ("ja", "14日以内", "14 日"),
            ("ja", "3時間", "3 時間"),
            ("ja", "1,000円", "1000|1 JPY"),
            ("th", "14 วัน", "14 วัน"),
            ("ms", "RM 50, RM50", "50 MYR, 50 MYR"),
            ("fil", "14 na araw", "14 araw"),
        ] {
            let shown = |amount: Amount| {
                let unit = amount.unit.map(|unit| format!(" {unit}")).unwrap_or_default();
                let shared = amount.shared.map(|unit| format!("/{unit}")).unwrap_or_default();
                let space = if unit.is_empty() && !shared.is_empty() { " " } else { "" };
                format!("{}{unit}{space}{shared}", amount.values.join("|"))
            };
            let found = Reader::new(&Language::parse(tag).unwrap()).amounts(text).into_iter().map(shown);
            assert_eq!(found.collect::<Vec<_>>().join(", "), expected, "{tag}: {text}");
        }
    }
}
