//! A text -> the same without what may tell who wrote it: addresses of mail and pages, numbers of phones, cards and orders.

use crate::search::is_unspaced;

/// What stands for an address of mail, for a name of a network, for an address of a page and for a number.
const EMAIL: &str = "[email]";
const NAME: &str = "[name]";
const LINK: &str = "[link]";
const NUMBER: &str = "[number]";

/// From so many digits on a number in one piece may be somebody's.
const DIGITS: usize = 5;

/// From so many digits on a number in several pieces may be one.
const SPACED_DIGITS: usize = 7;

/// The text with masks, and single spaces.
pub(super) fn masked(text: &str) -> String {
    let tokens: Vec<&str> = text.split_whitespace().collect();
    let mut masked: Vec<String> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let pieces = tokens[at..].iter().take_while(|token| is_number_piece(token)).count();
        if tokens[at..at + pieces].iter().map(|token| digits(token)).sum::<usize>() >= SPACED_DIGITS {
            masked.push(NUMBER.to_owned());
            at += pieces;
        } else {
            masked.push(token(tokens[at]));
            at += 1;
        }
    }
    masked.join(" ")
}

/// A text without its masks.
pub(super) fn without_masks(text: &str) -> String {
    let bare = [EMAIL, NAME, LINK, NUMBER].iter().fold(text.to_owned(), |text, mask| text.replace(mask, " "));
    bare.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn digits(text: &str) -> usize {
    text.chars().filter(|c| c.is_numeric()).count()
}

/// Digits, and what stands between them in numbers of phones and cards.
fn is_number_piece(token: &str) -> bool {
    token.chars().any(char::is_numeric)
        && token.chars().all(|c| c.is_numeric() || matches!(c, '+' | '-' | '.' | '/' | '(' | ')' | '\u{2013}' | ','))
}

/// A text without spaces, its runs masked one by one: in scripts without spaces a number may stand between words.
fn token(text: &str) -> String {
    let mut masked = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let inside = is_inside(first);
        let end = rest.find(|c| is_inside(c) != inside).unwrap_or(rest.len());
        let (run, after) = rest.split_at(end);
        let bare = run.trim_end_matches(['.', ':', '?']);
        match mask_of(bare).filter(|_| inside) {
            Some(mask) => masked.extend([mask, &run[bare.len()..]]),
            None => masked.push_str(run),
        }
        rest = after;
    }
    masked
}

/// What addresses and numbers are written with.
fn is_inside(c: char) -> bool {
    (c.is_alphanumeric() && !is_unspaced(c)) || "@-_.+/#:%&=?~".contains(c)
}

fn mask_of(run: &str) -> Option<&'static str> {
    let bare = run.trim_matches(|c: char| !c.is_alphanumeric() && c != '@' && c != '#');
    let lower = bare.to_ascii_lowercase();
    let is_mail = bare.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'));
    let is_order = bare.strip_prefix('#').is_some_and(|number| number.starts_with(char::is_numeric));
    if lower.contains("://") || lower.starts_with("www.") {
        Some(LINK)
    } else if is_mail {
        Some(EMAIL)
    } else if bare.len() > 1 && bare.starts_with('@') {
        Some(NAME)
    } else if is_order || digits(bare) >= DIGITS {
        Some(NUMBER)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_tells_of_people_is_masked() {
        for (text, expected) in [
            ("my mail ann.lee+x@example.co.uk, please", "my mail [email], please"),
            ("call +30 210 123-4567 now", "call [number] now"),
            ("call (0)30 1234567", "call [number]"),
            ("card 4111 1111 1111 1111 declined", "card [number] declined"),
            ("order INV-2024-00012 missing", "order [number] missing"),
            ("order #42: late", "order [number]: late"),
            ("see https://example.org/?token=abc and www.example.org", "see [link] and [link]"),
            ("thanks @ann", "thanks [name]"),
            ("注文12345678が届かない", "注文[number]が届かない"),
            ("a@b.comに送る", "[email]に送る"),
            ("κλήση ٠١٢٣٤٥٦٧", "κλήση [number]"),
            ("error 404 on iPhone 15, 2 times", "error 404 on iPhone 15, 2 times"),
            ("3 + 4 @ home", "3 + 4 @ home"),
            ("  two   spaces ", "two spaces"),
        ] {
            assert_eq!(masked(text), expected, "{text}");
        }
        assert_eq!(without_masks("order [number] of [email] late"), "order of late");
    }
}
