//! Bytes -> fewer bytes, always the same for the same: gzip and Brotli. And back, for gzip.

use std::io::{self, BufRead, Read, Write};

use brotli::enc::BrotliEncoderParams;
use brotli::enc::backward_references::BrotliEncoderMode;
use flate2::bufread::MultiGzDecoder;
use flate2::{Compression, GzBuilder};

/// How hard Brotli tries, of 11. Measured on pages: less saves no time, and the last step takes twice the time for 2 % of the bytes.
const QUALITY: i32 = 10;

/// The smallest and the largest window.
const WINDOWS: (i32, i32) = (16, 22);

/// What gzip begins with.
const GZIP: &[u8] = &[0x1f, 0x8b];

/// The operating system in a gzip header: unknown (RFC 1952), so that all machines write the same.
const UNKNOWN_SYSTEM: u8 = 255;

/// As gzip (RFC 1952), without time or name.
pub fn gzip(bytes: &[u8]) -> Option<Vec<u8>> {
    let builder = GzBuilder::new().mtime(0).operating_system(UNKNOWN_SYSTEM);
    let mut encoder = builder.write(Vec::new(), Compression::best());
    encoder.write_all(bytes).and_then(|()| encoder.finish()).ok()
}

/// What a stream holds, whether it is gzip or not.
pub fn plain<'a>(mut input: impl BufRead + Send + 'a) -> io::Result<Box<dyn Read + Send + 'a>> {
    match input.fill_buf()?.starts_with(GZIP) {
        true => Ok(Box::new(MultiGzDecoder::new(input))),
        false => Ok(Box::new(input)),
    }
}

/// As Brotli (RFC 7932), set for text.
pub fn brotli(bytes: &[u8]) -> Option<Vec<u8>> {
    let mode = BrotliEncoderMode::BROTLI_MODE_TEXT;
    let lgwin = window(bytes.len());
    let params = BrotliEncoderParams { quality: QUALITY, mode, lgwin, size_hint: bytes.len(), ..Default::default() };
    let mut out = Vec::new();
    brotli::BrotliCompress(&mut &*bytes, &mut out, &params).ok().map(|_| out)
}

/// The window that a text needs, as a power of two: tables for a larger one are memory for nothing.
fn window(length: usize) -> i32 {
    let bits = usize::BITS - length.leading_zeros();
    i32::try_from(bits).unwrap_or(WINDOWS.1).clamp(WINDOWS.0, WINDOWS.1)
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn what_is_compressed_comes_back() {
        let text = "Refunds take up to 14 days. ".repeat(200);
        let mut back = String::new();
        let zipped = gzip(text.as_bytes()).unwrap();
        flate2::read::GzDecoder::new(&*zipped).read_to_string(&mut back).unwrap();
        assert_eq!(back, text);
        assert_eq!(zipped[4..10], [0, 0, 0, 0, 2, 255], "no time, no system");
        back.clear();
        brotli::Decompressor::new(&*brotli(text.as_bytes()).unwrap(), 4096).read_to_string(&mut back).unwrap();
        assert_eq!(back, text);
    }
}
