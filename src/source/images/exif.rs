//! Whether a photo lies on its side: the orientation that the camera wrote into a JPEG, which browsers obey.

/// The tag of the orientation; 5 to 8 of its values turn the picture by a quarter.
const ORIENTATION: u16 = 0x0112;

/// Whether width and height change places when a JPEG, whose beginning this is, is shown.
pub(super) fn is_turned(head: &[u8]) -> bool {
    orientation(head).is_some_and(|value| (5..=8).contains(&value))
}

fn orientation(head: &[u8]) -> Option<u16> {
    let mut at = 2; // after the mark that begins every JPEG
    loop {
        let (mark, kind) = (*head.get(at)?, *head.get(at + 1)?);
        let length = usize::from(u16::from_be_bytes([*head.get(at + 2)?, *head.get(at + 3)?]));
        // The picture itself begins: there is nothing more about it.
        if mark != 0xFF || kind == 0xDA || length < 2 {
            return None;
        }
        let segment = head.get(at + 4..at + 2 + length)?;
        if let Some(tiff) = segment.strip_prefix(b"Exif\0\0").filter(|_| kind == 0xE1) {
            return in_tiff(tiff);
        }
        at += 2 + length;
    }
}

/// The orientation in the first directory of a TIFF.
fn in_tiff(tiff: &[u8]) -> Option<u16> {
    let big = tiff.starts_with(b"MM");
    let short = |at: usize| {
        let bytes = [*tiff.get(at)?, *tiff.get(at + 1)?];
        Some(if big { u16::from_be_bytes(bytes) } else { u16::from_le_bytes(bytes) })
    };
    let (high, low) = if big { (short(4)?, short(6)?) } else { (short(6)?, short(4)?) };
    let directory = usize::from(high) << 16 | usize::from(low);
    let count = usize::from(short(directory)?);
    let entry = (0..count).map(|index| directory + 2 + 12 * index).find(|at| short(*at) == Some(ORIENTATION))?;
    short(entry + 8)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn jpeg(tiff: &[u8]) -> Vec<u8> {
        let length = u16::try_from(2 + 6 + tiff.len()).expect("short").to_be_bytes();
        let comment = [0xFF, 0xFE, 0, 3, b'x'];
        [&[0xFF, 0xD8][..], &comment, &[0xFF, 0xE1], &length, b"Exif\0\0", tiff, &[0xFF, 0xDA, 0, 2]].concat()
    }

    #[test]
    fn photos_on_their_side_are_known() {
        let little =
            |value: u8| jpeg(&[b'I', b'I', 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, value, 0, 0, 0]);
        let big = |value: u8| jpeg(&[b'M', b'M', 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, value, 0, 0]);
        for value in 1..=8 {
            assert_eq!(is_turned(&little(value)), value >= 5, "{value}");
            assert_eq!(is_turned(&big(value)), value >= 5, "{value}");
        }
    }

    #[test]
    fn broken_heads_are_not_turned() {
        let whole = jpeg(&[b'I', b'I', 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0]);
        for end in 0..whole.len() - 6 {
            assert!(!is_turned(&whole[..end]), "{end}");
        }
        assert!(!is_turned(&jpeg(&[b'I', b'I', 42, 0, 255, 255, 255, 255])));
        assert!(!is_turned(b"no picture"));
    }
}
