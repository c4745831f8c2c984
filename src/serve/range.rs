//! The `Range` header -> which bytes are asked for.

use std::ops::Range;

/// What is to be sent of a file.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// All of it: nothing is asked for that we understand.
    Whole,
    /// These bytes.
    Bytes(Range<u64>),
    /// What is asked for lies outside.
    Outside,
}

/// Reads a header for a file of this length. Several ranges at once, which no video player asks for, get the whole file.
pub(super) fn parse(header: &str, length: u64) -> Part {
    let Some((first, last)) = header.strip_prefix("bytes=").and_then(|range| range.trim().split_once('-')) else {
        return Part::Whole;
    };
    let range = match (number(first), number(last)) {
        (Some(first), None) if last.is_empty() => first..length,
        (Some(first), Some(last)) if first <= last => first..last.saturating_add(1).min(length),
        (None, Some(last)) if first.is_empty() => length.saturating_sub(last)..length,
        _ => return Part::Whole,
    };
    if range.is_empty() { Part::Outside } else { Part::Bytes(range) }
}

fn number(digits: &str) -> Option<u64> {
    // What is larger than any file lies outside of all.
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| digits.parse().unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    use super::{Part, parse};

    #[test]
    fn ranges_of_ten_bytes() {
        let bytes = [
            ("bytes=0-", 0..10),
            ("bytes=0-0", 0..1),
            ("bytes=2-4", 2..5),
            ("bytes= 2-4 ", 2..5),
            ("bytes=9-", 9..10),
            ("bytes=0-99", 0..10),
            ("bytes=-3", 7..10),
            ("bytes=-99", 0..10),
            ("bytes=5-99999999999999999999999", 5..10),
        ];
        for (header, range) in bytes {
            assert_eq!(parse(header, 10), Part::Bytes(range), "{header}");
        }
        for header in ["bytes=10-", "bytes=-0", "bytes=99999999999999999999-", "bytes=11-12"] {
            assert_eq!(parse(header, 10), Part::Outside, "{header}");
        }
        for header in
            ["", "bytes", "bytes=", "bytes=-", "bytes=4-2", "bytes=0-1,3-4", "bytes=a-b", "bytes=+1-2", "items=0-1"]
        {
            assert_eq!(parse(header, 10), Part::Whole, "{header}");
        }
        assert_eq!(parse("bytes=0-", 0), Part::Outside);
    }
}
