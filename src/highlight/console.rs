//! What a terminal shows: lines that begin with `$ ` are commands, the others what they print.

use super::parts::{Part, Role};

const PROMPT: &str = "$ ";

/// The parts of a terminal's text. `shell` gives those of a command at an offset. Without any prompt all is commands.
pub(super) fn parts(text: &str, shell: impl Fn(&str, usize) -> Vec<Part>) -> Vec<Part> {
    if !text.lines().any(|line| line.starts_with(PROMPT)) {
        return shell(text, 0);
    }
    let mut parts = Vec::new();
    let mut at = 0;
    let mut lines = text.split_inclusive('\n');
    while let Some(line) = lines.next() {
        let start = at;
        at += line.len();
        if !line.starts_with(PROMPT) {
            continue;
        }
        // A command goes on in the next line after a backslash.
        let mut last = line;
        while last.trim_end().ends_with('\\')
            && let Some(next) = lines.next()
        {
            at += next.len();
            last = next;
        }
        parts.push((start..start + 1, Role::Comment));
        parts.extend(shell(&text[start + PROMPT.len()..at], start + PROMPT.len()));
    }
    parts
}
