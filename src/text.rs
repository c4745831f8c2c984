//! File -> text: UTF-8, without byte order mark, lines ended by `\n`; or the diagnostic that says why not.

use std::path::Path;
use std::sync::Arc;

use crate::diag::{Diagnostic, Rule, Source, Span};
use crate::fs;

/// Reads a text file of at most `limit` bytes. `name` is its path as people see it.
///
/// # Errors
/// A diagnostic of `unreadable-file`, `file-too-large` or `invalid-encoding`.
pub fn read(path: &Path, name: &str, limit: u64) -> Result<Arc<Source>, Box<Diagnostic>> {
    match fs::read_limited(path, limit) {
        Ok(Some(bytes)) => decode(bytes, name),
        Ok(None) => {
            let message = format!("this file is larger than {} MiB", limit >> 20);
            let hint = "split it into several articles; other files belong in `static/`";
            Err(at_start(Rule::FileTooLarge, name, message, hint))
        }
        Err(error) => {
            let message = format!("can't read this file: {}", error.cause());
            Err(at_start(Rule::UnreadableFile, name, message, "check that it is a file and that you may read it"))
        }
    }
}

fn at_start(rule: Rule, name: &str, message: String, hint: &str) -> Box<Diagnostic> {
    Box::new(Diagnostic::new(rule, Span::start_of(&Source::unread(name)), message).hint(hint))
}

/// Where each byte of a decoded text, and its end, stands in the text as the file has it.
pub fn places(original: &str) -> Vec<usize> {
    let bytes = original.as_bytes();
    let start = if original.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
    let line_end = |at: usize| bytes[at] == b'\n' && at > start && bytes[at - 1] == b'\r';
    (start..bytes.len()).filter(|at| !line_end(*at)).chain([bytes.len()]).collect()
}

/// Decodes a text: no byte order mark, lines ended by `\n`.
pub fn plain(text: String) -> String {
    let text = match text.strip_prefix('\u{FEFF}') {
        Some(rest) => rest.to_owned(),
        None => text,
    };
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text }
}

/// Decodes a file's bytes.
fn decode(bytes: Vec<u8>, name: &str) -> Result<Arc<Source>, Box<Diagnostic>> {
    let utf16 = bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]);
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let valid = error.utf8_error().valid_up_to();
            let bytes = error.into_bytes();
            let bad = bytes[valid];
            // The line up to the bad byte and one mark for it, so that line, column and caret are right.
            let mut readable = String::from_utf8_lossy(&bytes[..valid]).into_owned();
            readable.push('\u{FFFD}');
            let source = source(readable, name);
            let end = source.text.len();
            let what = if utf16 { "it looks like UTF-16" } else { "it isn't UTF-8" };
            let message = format!("byte 0x{bad:02X} can't be read: {what}");
            return Err(Box::new(
                Diagnostic::new(Rule::InvalidEncoding, Span::new(&source, end - 3..end), message)
                    .hint("save the file as UTF-8"),
            ));
        }
    };
    let source = source(text, name);
    if let Some(at) = source.text.find('\0') {
        let message = "a NUL character: this isn't a text file";
        return Err(Box::new(
            Diagnostic::new(Rule::InvalidEncoding, Span::new(&source, at..at + 1), message)
                .hint("save the file as UTF-8 text"),
        ));
    }
    Ok(source)
}

fn source(text: String, name: &str) -> Arc<Source> {
    Arc::new(Source { path: name.to_owned(), text: plain(text) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_line_ends_are_normal() {
        let source = decode(b"\xEF\xBB\xBFa\r\nb\rc\n".to_vec(), "x.md").unwrap();
        assert_eq!(source.text, "a\nb\nc\n");
    }

    #[test]
    fn bad_bytes_have_a_place() {
        for (bytes, place, words) in [
            (b"ok\nbad \xFF here".as_slice(), (2, 5), "UTF-8"),
            (b"\xFF\xFEa\0", (1, 1), "UTF-16"),
            (b"a\n\0", (2, 1), "NUL"),
        ] {
            let problem = decode(bytes.to_vec(), "x.md").unwrap_err();
            assert_eq!(problem.span.position(), place);
            assert!(problem.message.contains(words), "{}", problem.message);
        }
    }
}
