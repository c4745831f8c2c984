//! A subject as people wrote it -> what it asks: no reply marks, no tags of ticket systems, no greetings, nothing personal.

use super::mask::masked;
use crate::search::{fold, words};

/// How many characters of a subject count.
const LONGEST: usize = 300;

/// What mail programs put before the subject of an answer or of mail that is sent on, folded.
const REPLIES: &[&str] = &[
    "re",
    "fw",
    "fwd",
    "aw",
    "antw",
    "antwort",
    "antwoord",
    "wg",
    "sv",
    "vs",
    "vb",
    "vl",
    "rv",
    "tr",
    "r",
    "rif",
    "i",
    "ynt",
    "ilt",
    "odp",
    "pd",
    "ref",
    "res",
    "enc",
    "απ",
    "πρθ",
    "σχετ",
    "απαντηση",
    "προωθηση",
    "hv",
    "atb",
    "yht",
    "doorst",
    "va",
    "tovabbitas",
    "ответ",
    "отв",
    "пересл",
    "на",
    "fs",
    "bls",
    "trs",
    "ats",
    "rsp",
    "resp",
    "回复",
    "回覆",
    "答复",
    "答覆",
    "转发",
    "轉寄",
    "返信",
    "転送",
    "답장",
    "전달",
    "회신",
    "رد",
    "השב",
    "הועבר",
    "תשובה",
    "tl",
    "nt",
    "pps",
];

/// Greetings as folded words, of those that begin alike the longest first.
const GREETINGS: &[&str] = &[
    "hi there",
    "hi team",
    "hi all",
    "hi",
    "hello there",
    "hello team",
    "hello all",
    "hello",
    "hey there",
    "hey",
    "good morning",
    "good afternoon",
    "good evening",
    "good day",
    "greetings",
    "dear sir or madam",
    "dear sir madam",
    "dear sirs",
    "dear team",
    "dear support",
    "dear all",
    "dear",
    "to whom it may concern",
    "γεια σασ",
    "γεια",
    "καλημερα σασ",
    "καλημερα",
    "καλησπερα σασ",
    "καλησπερα",
    "αγαπητοι",
    "hallo",
    "guten tag",
    "guten morgen",
    "moin",
    "sehr geehrte damen und herren",
    "bonjour",
    "bonsoir",
    "salut",
    "hola",
    "buenos dias",
    "buenas tardes",
    "ciao",
    "buongiorno",
    "buonasera",
    "salve",
    "ola",
    "bom dia",
    "boa tarde",
    "buna ziua",
    "buna",
    "здравствуйте",
    "добрый день",
    "привет",
    "dzien dobry",
    "witam",
    "hej",
    "merhaba",
    "iyi gunler",
    "selamat pagi",
    "xin chao",
];

/// Words that say that something is asked, and not what, folded.
const VAGUE: &[&str] = &[
    "help",
    "helpdesk",
    "question",
    "questions",
    "problem",
    "problems",
    "issue",
    "issues",
    "urgent",
    "important",
    "asap",
    "request",
    "support",
    "ticket",
    "case",
    "inquiry",
    "enquiry",
    "query",
    "please",
    "pls",
    "plz",
    "need",
    "needed",
    "thanks",
    "thank",
    "subject",
    "contact",
    "assistance",
    "attention",
    "untitled",
    "βοηθεια",
    "ερωτηση",
    "ερωτησεισ",
    "προβλημα",
    "επειγον",
    "αιτημα",
    "hilfe",
    "frage",
    "fragen",
    "anfrage",
    "dringend",
    "wichtig",
    "bitte",
    "aide",
    "demande",
    "probleme",
    "ayuda",
    "consulta",
    "pregunta",
    "problema",
    "urgente",
    "aiuto",
    "domanda",
    "richiesta",
    "ajuda",
    "duvida",
    "ajutor",
    "intrebare",
    "помощь",
    "вопрос",
    "проблема",
    "срочно",
    "pomoc",
    "pytanie",
    "yardim",
    "soru",
];

/// Whether a folded word says nothing of what is asked.
pub(super) fn is_vague(word: &str) -> bool {
    VAGUE.contains(&word)
}

/// What a subject asks; may be empty.
pub(super) fn subject(raw: &str) -> String {
    let line = raw.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut text: String = line.chars().filter(|c| !is_hidden(*c)).take(LONGEST).collect();
    while let Some(rest) = without_reply(&text).or_else(|| without_tag(&text)) {
        text = rest;
    }
    let mut text = masked(&without_numbers(&text));
    while let Some(rest) = without_label(&text).or_else(|| without_greeting(&text)) {
        text = rest;
    }
    without_closing(&text).to_owned()
}

/// `late - thanks` -> `late`.
fn without_closing(text: &str) -> &str {
    let text = text.trim_end_matches(['!', '.', ' ']);
    let last = words(text).into_iter().next_back().filter(|word| word.end == text.len() && is_vague(&word.text));
    let before = last.map(|word| text[..word.start].trim_end());
    trimmed(before.filter(|before| before.ends_with(['-', '\u{2013}', ',', ';', '.', '!'])).unwrap_or(text))
}

/// What terminals and editors act on instead of showing it.
fn is_hidden(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// Without what joins it to something that is gone.
fn trimmed(text: &str) -> &str {
    let joins =
        |c: char| c.is_whitespace() || matches!(c, '-' | '\u{2013}' | '\u{2014}' | ':' | '|' | ',' | ';' | '*' | '>');
    text.trim_start_matches(|c| joins(c) || matches!(c, '.' | '!' | '?')).trim_end_matches(joins)
}

/// `RE[2]: late` -> `late`.
fn without_reply(text: &str) -> Option<String> {
    let (mark, rest) = text.split_once([':', '：'])?;
    let mark = mark.trim_end_matches(|c: char| c.is_ascii_digit() || "[](){}^ ".contains(c));
    (mark.len() < 32 && REPLIES.contains(&fold(mark.trim()).as_str())).then(|| trimmed(rest).to_owned())
}

/// `[Ticket #123] late` -> `late`.
fn without_tag(text: &str) -> Option<String> {
    let (_, rest) = text.strip_prefix('[')?.split_once(']').or_else(|| text.strip_prefix('【')?.split_once('】'))?;
    Some(trimmed(rest).to_owned())
}

/// Without what stands in brackets and has a number: `late [#123] (case 4)` -> `late`.
fn without_numbers(text: &str) -> String {
    let mut bare = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find(['[', '(', '{']) {
        let (before, bracket) = rest.split_at(open);
        let Some(close) = bracket.find([']', ')', '}']) else { break };
        let (inner, after) = bracket.split_at(close + 1);
        bare.push_str(before);
        if !inner.chars().any(char::is_numeric) {
            bare.push_str(inner);
        }
        rest = after;
    }
    bare + rest
}

/// `URGENT!! late`, `Ticket [number]: late` -> `late`.
fn without_label(text: &str) -> Option<String> {
    let first = words(text).into_iter().next().filter(|word| word.start == 0 && is_vague(&word.text))?;
    let rest = text[first.end..].trim_start();
    let rest = rest.strip_prefix("[number]").unwrap_or(rest).trim_start();
    rest.starts_with([':', '!', '-', '\u{2013}', '|']).then(|| trimmed(rest).to_owned())
}

fn without_greeting(text: &str) -> Option<String> {
    let found = words(text);
    let begins = |greeting: &&&str| {
        let count = greeting.split(' ').count();
        count <= found.len() && greeting.split(' ').zip(&found).all(|(word, found)| word == found.text)
    };
    let greeting = GREETINGS.iter().find(begins)?;
    let end = found.get(greeting.split(' ').count() - 1)?.end;
    Some(trimmed(&text[end..]).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_is_left() {
        for (raw, expected) in [
            ("Re: Fwd: RE[2]:  Late  parcel", "Late parcel"),
            ("AW: WG: Rechnung fehlt", "Rechnung fehlt"),
            ("Απ: ΠΡΘ: Επιστροφή χρημάτων", "Επιστροφή χρημάτων"),
            ("回复：退款", "退款"),
            ("YNT: İLT: iade", "iade"),
            ("[Ticket #123] [EXTERNAL] Re: late parcel", "late parcel"),
            ("late parcel [#123] (case 00012)", "late parcel"),
            ("Ticket #4512: can't log in", "can't log in"),
            ("URGENT!!! refund, please", "refund"),
            ("login problem!!", "login problem"),
            ("log in - thanks.", "log in"),
            ("Hi team, where is my order #12345?", "where is my order [number]"),
            ("Good morning - invoice (copy)", "invoice (copy)"),
            ("Γεια σας, πού είναι η παραγγελία μου;", "πού είναι η παραγγελία μου"),
            ("Research: how do I cite", "Research: how do I cite"),
            ("History of orders", "History of orders"),
            ("mail to ann@example.org bounced", "mail to [email] bounced"),
            ("late\u{1b}[2J \u{202e}parcel\0", "late[2J parcel"),
            ("Hello!", ""),
            ("Re:", ""),
            ("[Ticket #1]", ""),
            ("", ""),
        ] {
            assert_eq!(subject(raw).trim_end_matches(['?']), expected, "{raw}");
        }
    }

    #[test]
    fn lists_are_folded_as_words_are() {
        for phrase in [REPLIES, GREETINGS, VAGUE].concat() {
            let folded: Vec<String> = phrase.split(' ').map(fold).collect();
            assert_eq!(folded.join(" "), phrase);
        }
    }
}
