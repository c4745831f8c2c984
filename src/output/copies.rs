//! Compressed copies beside texts (`index.html.br`), for servers that send them as they are.
//!
//! Which copies there may be is known by their paths alone; whether one is worth it, only when it is made.

use std::collections::BTreeSet;

use super::set::Contents;
use crate::config::Compression;
use crate::{compress, fs};

/// What is worth a copy, by its ending: what is not compressed by its own format.
const TEXTS: [&str; 12] = ["atom", "css", "csv", "htm", "html", "js", "json", "md", "svg", "txt", "webmanifest", "xml"];

/// Texts up to this size fit into a packet, compressed or not.
const SMALL: usize = 1_000;

/// The paths of the copies that may stand beside these files.
pub fn copies(paths: &BTreeSet<String>, kinds: &[Compression]) -> Vec<String> {
    let texts = paths.iter().filter(|path| !kinds.is_empty() && is_text(path));
    let copies = texts.flat_map(|path| kinds.iter().map(move |kind| format!("{path}{}", ending(*kind))));
    copies.filter(|copy| !paths.contains(copy)).collect()
}

/// The file that a path is a copy of, and how it is compressed; `None` where it is no copy.
pub fn copied<'p>(path: &'p str, kinds: &[Compression]) -> Option<(&'p str, Compression)> {
    let original = kinds.iter().find_map(|kind| Some((path.strip_suffix(ending(*kind))?, *kind)));
    original.filter(|(original, _)| is_text(original))
}

/// Makes a copy; [`Contents::Nothing`] where the text is small or doesn't shrink. `None` where it can't be read.
pub fn compressed(original: &Contents, kind: Compression) -> Option<Contents> {
    let read;
    let bytes: &[u8] = match original {
        Contents::Bytes(bytes) => bytes,
        Contents::Copy(file) => {
            read = fs::read(file).ok()?;
            &read
        }
        Contents::Nothing => &[],
    };
    if bytes.len() <= SMALL {
        return Some(Contents::Nothing);
    }
    let smaller = match kind {
        Compression::Gzip => compress::gzip(bytes)?,
        Compression::Brotli => compress::brotli(bytes)?,
    };
    Some(if smaller.len() < bytes.len() { Contents::Bytes(smaller.into()) } else { Contents::Nothing })
}

fn ending(kind: Compression) -> &'static str {
    match kind {
        Compression::Gzip => ".gz",
        Compression::Brotli => ".br",
    }
}

fn is_text(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    name.rsplit_once('.').is_some_and(|(_, ending)| TEXTS.iter().any(|text| ending.eq_ignore_ascii_case(text)))
}
