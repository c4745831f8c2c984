//! Text -> the numbers in it, each with the values that it may have: `1.000` is a thousand here and one there.

use std::ops::Range;

/// A number as written.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Number {
    /// Its place.
    pub(super) range: Range<usize>,
    /// The values that it may have, as decimals without needless noughts; of a time of day, hours are counted up to twelve.
    pub(super) values: Vec<String>,
    /// Whether it is a time of day.
    pub(super) clock: bool,
    /// Whether a letter stands right before it, as in `RM50` and `A4`.
    pub(super) lettered: bool,
}

/// Figures with what stands between them: `1`, `.`, `000`.
#[derive(Debug)]
struct Written {
    range: Range<usize>,
    groups: Vec<String>,
    separators: Vec<char>,
}

/// The numbers of a text. Dates, versions and parts of names (`COVID-19`) are none.
pub(super) fn numbers(text: &str) -> Vec<Number> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(|c| digit(c).is_some()).map(|offset| at + offset) {
        let written = written(text, start);
        at = written.range.end;
        if !hangs(text, start)
            && let Some((values, clock)) = meaning(&written)
        {
            let lettered = text[..start].chars().next_back().is_some_and(is_letter);
            found.push(Number { range: written.range, values, clock, lettered });
        }
    }
    found
}

/// The value of a figure, in the scripts of the world that have their own.
fn digit(c: char) -> Option<char> {
    let zero = match c {
        '0'..='9' => return Some(c),
        '\u{660}'..='\u{669}' => 0x660,
        '\u{6F0}'..='\u{6F9}' => 0x6F0,
        '\u{966}'..='\u{96F}' => 0x966,
        '\u{9E6}'..='\u{9EF}' => 0x9E6,
        '\u{E50}'..='\u{E59}' => 0xE50,
        '\u{FF10}'..='\u{FF19}' => 0xFF10,
        _ => return None,
    };
    char::from_digit(u32::from(c) - zero, 10)
}

/// A letter of a script with spaces between words.
fn is_letter(c: char) -> bool {
    c.is_alphabetic() && c < '\u{E00}'
}

/// Whether what begins here goes on with something else: `COVID-19`, `#3`, `-3`.
fn hangs(text: &str, start: usize) -> bool {
    let mut before = text[..start].chars().rev();
    match before.next() {
        Some('#' | '_' | '^' | '−') => true,
        Some('-' | '.' | '/') => before.next().is_none_or(|c| c.is_alphabetic() || c.is_whitespace()),
        _ => false,
    }
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\u{A0}' | '\u{2009}' | '\u{202F}')
}

fn written(text: &str, start: usize) -> Written {
    let mut number = Written { range: start..start, groups: Vec::new(), separators: Vec::new() };
    let mut at = start;
    loop {
        let group: String = text[at..].chars().map_while(digit).collect();
        at += text[at..].chars().take_while(|c| digit(*c).is_some()).map(char::len_utf8).sum::<usize>();
        number.groups.push(group);
        number.range.end = at;
        let Some(separator) = text[at..].chars().next() else { return number };
        let rest = &text[at + separator.len_utf8()..];
        let figures = rest.chars().take_while(|c| digit(*c).is_some()).count();
        let joins = match separator {
            '.' | ',' | ':' | '\'' | '’' | '٫' | '٬' => figures > 0,
            c if is_space(c) => figures == 3 && number.takes_thousands(),
            _ => false,
        };
        if !joins {
            return number;
        }
        number.separators.push(if is_space(separator) { ' ' } else { separator });
        at += separator.len_utf8();
    }
}

impl Written {
    /// Whether a further group after a space belongs to it.
    fn takes_thousands(&self) -> bool {
        self.separators.iter().all(|separator| *separator == ' ') && self.groups[0].len() <= 3
    }

    /// Whether the first groups are thousands, parted by one and the same sign.
    fn thousands(&self, groups: usize) -> bool {
        let separators = &self.separators[..groups - 1];
        let same = separators.windows(2).all(|pair| pair[0] == pair[1]);
        let leads = self.groups[0].len() <= 3 && !self.groups[0].starts_with('0');
        groups == 1
            || (same
                && leads
                && !separators.contains(&':')
                && !separators.contains(&'٫')
                && self.groups[1..groups].iter().all(|group| group.len() == 3))
    }
}

/// What a number may mean, and whether that is a time of day. `None` where it is no number.
fn meaning(written: &Written) -> Option<(Vec<String>, bool)> {
    let Written { groups, separators, .. } = written;
    if let ([hours, minutes], [':']) = (&groups[..], &separators[..]) {
        let (hour, minute): (u32, u32) = (hours.parse().ok()?, minutes.parse().ok()?);
        let clock = hour <= 24 && minute < 60 && minutes.len() == 2;
        return clock.then(|| (vec![format!("{}:{minute:02}", hour % 12)], true));
    }
    let mut values = Vec::new();
    if written.thousands(groups.len()) {
        values.push(decimal(&groups.concat(), ""));
    }
    if let (Some((last, whole)), Some((point, before))) = (groups.split_last(), separators.split_last())
        && matches!(point, '.' | ',' | '٫')
        && !before.contains(point)
        && written.thousands(whole.len())
    {
        values.push(decimal(&whole.concat(), last));
    }
    values.dedup();
    (!values.is_empty()).then_some((values, false))
}

fn decimal(whole: &str, fraction: &str) -> String {
    let (whole, fraction) = (whole.trim_start_matches('0'), fraction.trim_end_matches('0'));
    let whole = if whole.is_empty() { "0" } else { whole };
    if fraction.is_empty() { whole.to_owned() } else { format!("{whole}.{fraction}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_people_write_them() {
        for (text, expected) in [
            ("14 days", &["14"][..]),
            ("1.000,50", &["1000.5"]),
            ("1,000.50", &["1000.5"]),
            ("1 000", &["1000"]),
            ("1\u{202F}000\u{A0}000,5", &["1000000.5"]),
            ("1’000", &["1000"]),
            ("1.000", &["1000|1"]),
            ("0.500 0,5", &["0.5", "0.5"]),
            ("007", &["7"]),
            ("12.5%", &["12.5"]),
            ("١٤ يومًا", &["14"]),
            ("١٬٠٠٠٫٥", &["1000.5"]),
            ("１４日", &["14"]),
            ("in 2024 100 days", &["2024", "100"]),
            ("10-14", &["10", "14"]),
            ("9:00–17:30", &["9:00", "5:30"]),
            ("€5 and $6", &["5", "6"]),
            ("返金は14日", &["14"]),
            // No numbers: versions, dates, names, ratios.
            ("1.2.3 and 01.02.2024 and 1.20.300", &[]),
            ("COVID-19, #3, x_4, 16:9, 1:2:3", &[]),
            ("-3 or −3", &[]),
            ("", &[]),
        ] {
            let found: Vec<String> = numbers(text).into_iter().map(|number| number.values.join("|")).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
