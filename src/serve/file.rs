//! A file of the site as it can be sent: from memory, or read piece by piece from the project.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::ops::Range;
use std::path::Path;
use std::time::UNIX_EPOCH;

use bytes::Bytes;
use tokio::sync::mpsc;
use tokio::task::spawn_blocking;

use super::body::Sent;
use super::page::Page;
use super::pages::{Found, Pages};
use crate::fs;

/// How much is read at a time of a file that may be a large video.
const PIECE: u64 = 256 * 1024;

/// The largest page that a project may have beside its articles and still be reloaded.
const LARGEST_PAGE: u64 = 16 * 1024 * 1024;

/// A file that can be sent.
pub(super) struct Sendable {
    pub(super) length: u64,
    /// Changes with the bytes; without quotes.
    pub(super) tag: String,
    source: Source,
}

enum Source {
    Pieces(Vec<Bytes>),
    Disk(BufReader<File>),
}

impl Sendable {
    /// The file with this path; `None` where there is none, or it went from the project meanwhile.
    pub(super) async fn find(files: &Pages, path: &str, root: &Path) -> Option<Self> {
        let is_page = is_page(path);
        match files.find(path).await? {
            Found::Bytes(bytes) => Some(if is_page { Self::page(&bytes) } else { Self::bytes(bytes) }),
            Found::Copy(file) => {
                let root = root.to_owned();
                spawn_blocking(move || Self::from_disk(&file, &root, is_page)).await.ok().flatten()
            }
        }
    }

    fn page(html: &Bytes) -> Self {
        let Page { pieces, fingerprint } = Page::new(html);
        let length = pieces.iter().map(|piece| piece.len() as u64).sum();
        Self { length, tag: fingerprint, source: Source::Pieces(pieces) }
    }

    fn bytes(bytes: Bytes) -> Self {
        let tag = blake3::hash(&bytes).to_hex()[..32].to_owned();
        Self { length: bytes.len() as u64, tag, source: Source::Pieces(vec![bytes]) }
    }

    fn from_disk(file: &Path, root: &Path, is_page: bool) -> Option<Self> {
        // It was inside the project when the site was built; a link that leads elsewhere may have taken its place.
        let real = fs::canonical(file).ok().filter(|real| real.starts_with(root) && fs::is_file(real))?;
        if is_page && let Ok(Some(html)) = fs::read_limited(&real, LARGEST_PAGE) {
            return Some(Self::page(&html.into()));
        }
        let open = fs::open(&real).ok()?;
        let metadata = open.get_ref().metadata().ok()?;
        let modified = metadata.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        let tag = format!("{:x}-{:x}", metadata.len(), modified.unwrap_or_default().as_nanos());
        Some(Self { length: metadata.len(), tag, source: Source::Disk(open) })
    }

    /// A part of it, to be sent.
    pub(super) fn part(self, range: Range<u64>) -> Sent {
        match self.source {
            Source::Pieces(pieces) => Sent::pieces(cut(pieces, &range)),
            Source::Disk(file) => read(file, range),
        }
    }
}

/// Whether a file is a page, which gets the script.
pub(super) fn is_page(path: &str) -> bool {
    path.ends_with(".html") || path.ends_with(".htm")
}

/// The part of several pieces that lies in a range of them all.
fn cut(pieces: Vec<Bytes>, range: &Range<u64>) -> Vec<Bytes> {
    let mut start = 0;
    let mut found = Vec::with_capacity(pieces.len());
    for piece in pieces {
        let length = piece.len() as u64;
        let inside = |at: u64| usize::try_from(at.saturating_sub(start).min(length)).unwrap_or(piece.len());
        found.push(piece.slice(inside(range.start)..inside(range.end)));
        start += length;
    }
    found
}

/// Reads a part of a file while it is sent. Each piece is read by itself, so a player that waits keeps no thread.
fn read(mut file: BufReader<File>, range: Range<u64>) -> Sent {
    let (sender, receiver) = mpsc::channel(1);
    tokio::spawn(async move {
        let mut at = range.start;
        let mut seek = Some(SeekFrom::Start(at));
        while at < range.end {
            let length = PIECE.min(range.end - at);
            let (seek, last) = (seek.take(), file);
            let Ok((open, piece)) = spawn_blocking(move || read_piece(last, seek, length)).await else { return };
            file = open;
            let failed = piece.is_err();
            if sender.send(piece).await.is_err() || failed {
                return;
            }
            at += length;
        }
    });
    Sent::Stream(receiver)
}

fn read_piece(mut file: BufReader<File>, seek: Option<SeekFrom>, length: u64) -> (BufReader<File>, io::Result<Bytes>) {
    let mut read = || {
        if let Some(seek) = seek {
            file.seek(seek)?;
        }
        let mut bytes = vec![0; usize::try_from(length).unwrap_or(0)];
        // A file that became shorter ends the connection: its length was already said.
        file.read_exact(&mut bytes)?;
        Ok(Bytes::from(bytes))
    };
    let piece = read();
    (file, piece)
}

#[cfg(test)]
mod tests {
    use super::cut;
    use bytes::Bytes;

    #[test]
    fn parts_of_pieces() {
        let whole = b"abcdefgh";
        for start in 0..=8 {
            for end in start..=8 {
                let pieces = ["abc", "", "de", "fgh"].map(|text| Bytes::from_static(text.as_bytes()));
                let found = cut(pieces.to_vec(), &(start as u64..end as u64)).concat();
                assert_eq!(found, whole[start..end]);
            }
        }
    }
}
