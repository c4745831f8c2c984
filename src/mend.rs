//! Problems with a fix -> files in which they are mended.
//!
//! A file is changed as a whole or not at all, and only where it still is what was read.

use std::collections::BTreeMap;
use std::path::Path;

use crate::diag::{Diagnostics, Fix, Source};
use crate::{fs, text};

/// What came of it.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Mended {
    /// How many problems were mended.
    pub problems: usize,
    /// The files that were changed by somebody else meanwhile, and left as they are.
    pub left: Vec<String>,
}

/// Mends what can be mended in the files of a project's folder.
///
/// # Errors
/// The first file that can't be written. Those before it are mended.
pub fn mend(root: &Path, found: &Diagnostics) -> fs::Result<Mended> {
    let mut files: BTreeMap<&str, (&Source, Vec<&Fix>)> = BTreeMap::new();
    for problem in found.iter() {
        if let Some(fix) = &problem.fix {
            let source = &problem.span.source;
            files.entry(&source.path).or_insert_with(|| (source, Vec::new())).1.push(fix);
        }
    }
    let mut mended = Mended::default();
    for (path, (source, fixes)) in files {
        let file = root.join(path);
        match original(root, &file, source) {
            Some(original) => {
                let (text, count) = edited(&original, fixes);
                fs::replace(&file, text.as_bytes())?;
                mended.problems += count;
            }
            None => mended.left.push(path.to_owned()),
        }
    }
    Ok(mended)
}

/// Edits one file of a project's folder. Gives whether it was still what was read; otherwise it is left as it is. Line ends are the
/// file's own.
///
/// # Errors
/// It can't be written.
pub fn edit(root: &Path, source: &Source, fix: &Fix) -> fs::Result<bool> {
    let file = root.join(&source.path);
    let Some(original) = original(root, &file, source) else { return Ok(false) };
    let line_end = if original.contains("\r\n") { "\r\n" } else { "\n" };
    let fix = Fix { replacement: fix.replacement.replace('\n', line_end), ..fix.clone() };
    fs::replace(&file, edited(&original, vec![&fix]).0.as_bytes()).map(|()| true)
}

/// A file's text with its byte order mark and line ends; `None` where it isn't in the project, or is not what was read.
fn original(root: &Path, file: &Path, source: &Source) -> Option<String> {
    let inside = fs::canonical(file).ok()?.starts_with(fs::canonical(root).ok()?);
    let original = String::from_utf8(fs::read(file).ok()?).ok()?;
    (inside && text::plain(original.clone()) == source.text).then_some(original)
}

/// The text with the fixes, and how many there are. Of two that overlap the first one counts.
fn edited(original: &str, mut fixes: Vec<&Fix>) -> (String, usize) {
    fixes.sort_by_key(|fix| (fix.range.start, fix.range.end));
    fixes.dedup();
    let places = text::places(original);
    let mut text = String::with_capacity(original.len());
    let (mut done, mut count) = (0, 0);
    for fix in fixes {
        let (Some(start), Some(end)) = (places.get(fix.range.start), places.get(fix.range.end)) else { continue };
        if *start >= done {
            text.push_str(&original[done..*start]);
            text.push_str(&fix.replacement);
            done = *end;
            count += 1;
        }
    }
    text.push_str(&original[done..]);
    (text, count)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fix(range: std::ops::Range<usize>, replacement: &str) -> Fix {
        Fix { range, replacement: replacement.into() }
    }

    #[test]
    fn what_is_not_mended_stays_byte_for_byte() {
        for (original, expected) in [
            ("one two\nthree two\n", "one 2\nthree 2\n"),
            ("\u{FEFF}one two\r\nthree two\r\n", "\u{FEFF}one 2\r\nthree 2\r\n"),
            ("one two\rthree two\r\n", "one 2\rthree 2\r\n"),
        ] {
            // Given out of order, and one of them twice: a snippet's problem is found wherever it stands.
            let fixes = [fix(14..17, "2"), fix(4..7, "2"), fix(4..7, "2"), fix(6..7, "overlaps")];
            assert_eq!(edited(original, fixes.iter().collect()), (expected.to_owned(), 2), "{original:?}");
        }
    }
}
