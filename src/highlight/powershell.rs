//! PowerShell, whose grammar in the library asks for more than its regular expressions in pure Rust can do.
//!
//! Goes over the text once, character by character.

use super::parts::{Part, Parts, Role};

const KEYWORDS: [&str; 26] = [
    "begin", "break", "catch", "class", "continue", "do", "else", "elseif", "end", "enum", "exit", "filter", "finally",
    "for", "foreach", "function", "if", "in", "param", "process", "return", "switch", "throw", "try", "using", "while",
];

/// The parts of a script.
pub(super) fn parts(text: &str) -> Vec<Part> {
    let mut parts = Parts::new(text, 0);
    let (mut at, mut command) = (0, true);
    while let Some(first) = text[at..].chars().next() {
        let (length, role) = token(&text[at..], command);
        parts.add(at..at + length, role);
        // A command may stand at the beginning of a line, after `|`, `=`, `;` and opening brackets.
        command = match first {
            '\n' | '|' | ';' | '=' | '(' | '{' | '&' => true,
            c if c.is_whitespace() => command,
            _ => role == Some(Role::Keyword),
        };
        at += length;
    }
    parts.found
}

/// The length of what a text begins with, and its role. `command` says that a command may stand there.
fn token(rest: &str, command: bool) -> (usize, Option<Role>) {
    let until = |end: &str| rest[2..].find(end).map_or(rest.len(), |at| 2 + at + end.len());
    let mut letters = rest.chars();
    let (first, second) = (letters.next().unwrap_or_default(), letters.next().unwrap_or_default());
    match first {
        '<' if second == '#' => (until("#>"), Some(Role::Comment)),
        '#' => (rest.find('\n').unwrap_or(rest.len()), Some(Role::Comment)),
        '@' if second == '"' => (until("\n\"@"), Some(Role::String)),
        '@' if second == '\'' => (until("\n'@"), Some(Role::String)),
        '"' | '\'' => (quoted(rest, first), Some(Role::String)),
        '`' => (1 + second.len_utf8().min(rest.len() - 1), None),
        '$' => (1 + variable(&rest[1..]), Some(Role::Attribute)),
        '-' if second.is_ascii_alphabetic() => (1 + word(&rest[1..]), Some(Role::Attribute)),
        '0'..='9' => (word(rest), Some(Role::Number)),
        _ if first.is_alphabetic() => {
            let length = word(rest);
            (length, name(&rest[..length], command))
        }
        _ => (first.len_utf8(), None),
    }
}

fn name(word: &str, command: bool) -> Option<Role> {
    let keyword = KEYWORDS.iter().any(|keyword| keyword.eq_ignore_ascii_case(word));
    match (keyword, command) {
        (true, _) => Some(Role::Keyword),
        (false, true) => Some(Role::Function),
        (false, false) => None,
    }
}

/// The length of a word: letters, digits, and signs inside names such as `Get-Item` and `C:\Users`.
fn word(text: &str) -> usize {
    let inside = |c: char| c.is_alphanumeric() || "-_.:\\/".contains(c);
    text.find(|c| !inside(c)).unwrap_or(text.len())
}

/// The length of a variable's name after its `$`: `{…}`, or letters with a scope before a colon.
fn variable(text: &str) -> usize {
    if text.starts_with('{') {
        return text.find('}').map_or(text.len(), |end| end + 1);
    }
    text.find(|c: char| !(c.is_alphanumeric() || "_:?".contains(c))).unwrap_or(text.len())
}

/// The length of a text in quotes: a doubled quote or, in double ones, one after a backtick doesn't end it.
fn quoted(text: &str, quote: char) -> usize {
    let mut letters = text.char_indices().skip(1).peekable();
    while let Some((at, c)) = letters.next() {
        if c == '`' && quote == '"' {
            letters.next();
        } else if c == quote && letters.next_if(|(_, next)| *next == quote).is_none() {
            return at + 1;
        }
    }
    text.len()
}
