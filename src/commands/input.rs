//! Files that a command reads line by line: plain, compressed by gzip, or standard input.

use std::io::{self, BufReader, Read};
use std::path::Path;

use crate::{compress, fs};

/// Whether a file can be read, or is standard input.
pub(super) fn is_input(file: &Path) -> bool {
    is_stdin(file) || (fs::entry(file).is_ok_and(|entry| entry.is_some()) && !fs::is_dir(file))
}

/// What a file holds, not compressed.
pub(super) fn open(file: &Path) -> fs::Result<Box<dyn Read + Send>> {
    let plain = match is_stdin(file) {
        true => compress::plain(BufReader::new(io::stdin())),
        false => compress::plain(fs::open(file)?),
    };
    plain.map_err(|cause| fs::Error::new("read", file, cause))
}

fn is_stdin(file: &Path) -> bool {
    file.as_os_str() == "-"
}
