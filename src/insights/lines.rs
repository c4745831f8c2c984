//! A stream of bytes -> blocks of whole lines, in little memory whatever the length of a line.

use std::io::{self, Read};

/// How long a line may be; of a longer one this much is kept, which is no whole event.
const LONGEST: usize = 256 << 10;

/// Cuts a stream.
pub(super) struct Blocks<R> {
    input: R,
    /// How many bytes are read at a time.
    size: usize,
    /// The begin of a line whose end was not read yet.
    rest: Vec<u8>,
    /// Whether the end of a line is dropped that is too long.
    dropping: bool,
    ended: bool,
}

impl<R: Read> Blocks<R> {
    pub(super) fn new(input: R, size: usize) -> Self {
        Self { input, size, rest: Vec::new(), dropping: false, ended: false }
    }

    /// The next block: whole lines, the last of a stream perhaps without its end. `None` at the end.
    pub(super) fn next(&mut self) -> io::Result<Option<Vec<u8>>> {
        let mut block = std::mem::take(&mut self.rest);
        while !self.ended {
            let start = block.len();
            block.reserve(self.size);
            let read = (&mut self.input).take(self.size as u64).read_to_end(&mut block)?;
            self.ended = read == 0;
            if self.dropping {
                self.drop_rest_of_line(&mut block, start);
            }
            if let Some(end) = block[start..].iter().rposition(|byte| *byte == b'\n') {
                self.rest = block.split_off(start + end + 1);
                return Ok(Some(block));
            }
            if block.len() > LONGEST {
                block.truncate(LONGEST);
                self.dropping = true;
            }
        }
        Ok((!block.is_empty()).then_some(block))
    }

    /// Takes out what belongs to the line that is too long: all until its end.
    fn drop_rest_of_line(&mut self, block: &mut Vec<u8>, start: usize) {
        let end = block[start..].iter().position(|byte| *byte == b'\n');
        block.drain(start..end.map_or(block.len(), |end| start + end));
        self.dropping = end.is_none();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All blocks, joined.
    fn cut(text: &[u8], size: usize) -> Vec<u8> {
        let mut blocks = Blocks::new(text, size);
        let mut joined = Vec::new();
        while let Some(block) = blocks.next().expect("a text can be read") {
            assert!(block.ends_with(b"\n") || text.len() == joined.len() + block.len() || !text.ends_with(b"\n"));
            assert!(!block.is_empty());
            joined.extend(block);
        }
        joined
    }

    #[test]
    fn nothing_is_lost_whatever_the_size() {
        for text in ["", "\n", "a", "a\nb\n\nccc\n", "a\r\nb", "\n\n\n", "long line without an end"] {
            for size in [1, 2, 3, 7, 100] {
                assert_eq!(cut(text.as_bytes(), size), text.as_bytes(), "{text:?} {size}");
            }
        }
    }

    #[test]
    fn a_long_line_is_cut_and_those_after_it_are_kept() {
        let text = format!("a\n{}\nb\n{}", "x".repeat(2 * LONGEST), "y".repeat(3 * LONGEST));
        let expected = format!("a\n{}\nb\n{}", "x".repeat(LONGEST), "y".repeat(LONGEST));
        for size in [1000, LONGEST / 2 + 1] {
            assert!(cut(text.as_bytes(), size) == expected.as_bytes(), "{size}");
        }
    }
}
