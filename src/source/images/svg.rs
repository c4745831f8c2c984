//! The size of an SVG, from the attributes of its first element.
//!
//! `width` and `height` where they are lengths (a percentage is none); what is missing follows from `viewBox`, whose units
//! are pixels where nothing else says how large the picture is.

/// CSS pixels in a unit of length.
const UNITS: [(&str, f64); 7] = [
    ("px", 1.0),
    ("pt", 96.0 / 72.0),
    ("pc", 16.0),
    ("in", 96.0),
    ("cm", 96.0 / 2.54),
    ("mm", 96.0 / 25.4),
    ("q", 96.0 / 101.6),
];

/// The size of the SVG whose beginning this is.
pub(super) fn size(head: &str) -> Option<(u32, u32)> {
    let tag = root(head)?;
    let (width, height) = (attribute(tag, "width").and_then(length), attribute(tag, "height").and_then(length));
    let view = attribute(tag, "viewBox").and_then(view_box);
    let (width, height) = match (width, height, view) {
        (Some(width), Some(height), _) => (width, height),
        (Some(width), None, Some((w, h))) => (width, width * h / w),
        (None, Some(height), Some((w, h))) => (height * w / h, height),
        (None, None, Some(view)) => view,
        _ => return None,
    };
    Some((whole(width)?, whole(height)?))
}

fn whole(pixels: f64) -> Option<u32> {
    let pixels = pixels.round().max(1.0);
    // Checked against the range, so nothing is cut.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    (pixels <= f64::from(u32::MAX)).then_some(pixels as u32)
}

/// The attributes of the first element, which must be `svg`; what may stand before it is passed over.
fn root(head: &str) -> Option<&str> {
    let mut rest = head.trim_start_matches('\u{feff}').trim_start();
    loop {
        let close = match rest {
            _ if rest.starts_with("<!--") => "-->",
            _ if rest.starts_with("<?") => "?>",
            // A document type may have declarations of its own, which end in `]>`.
            _ if rest.starts_with("<!") && rest[..rest.find('>')?].contains('[') => "]>",
            _ if rest.starts_with("<!") => ">",
            _ => break,
        };
        rest = rest[rest.find(close)? + close.len()..].trim_start();
    }
    let attributes = rest.strip_prefix("<svg").or_else(|| rest.strip_prefix("<svg:svg"))?;
    attributes.starts_with(char::is_whitespace).then_some(attributes)
}

/// The value of an attribute of a tag, whose text may go on behind the tag.
fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let mut rest = tag.trim_start();
    while !rest.starts_with(['>', '/']) {
        let (key, after) = rest.split_once('=')?;
        let after = after.trim_start();
        let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let (value, next) = after[1..].split_once(quote)?;
        if key.trim_end() == name {
            return Some(value);
        }
        rest = next.trim_start();
    }
    None
}

fn length(value: &str) -> Option<f64> {
    let value = value.trim().to_ascii_lowercase();
    let unit = UNITS.iter().find_map(|(unit, pixels)| Some((value.strip_suffix(unit)?, *pixels)));
    let (number, pixels) = unit.unwrap_or((&value, 1.0));
    number.trim().parse::<f64>().ok().map(|number| number * pixels).filter(|pixels| positive(*pixels))
}

fn view_box(value: &str) -> Option<(f64, f64)> {
    let numbers: Result<Vec<f64>, _> =
        value.split([' ', ',', '\t', '\n', '\r']).filter(|part| !part.is_empty()).map(str::parse).collect();
    match numbers.ok()?.as_slice() {
        [_, _, width, height] if positive(*width) && positive(*height) => Some((*width, *height)),
        _ => None,
    }
}

fn positive(number: f64) -> bool {
    number.is_finite() && number > 0.0
}

#[cfg(test)]
mod tests {
    use super::size;

    #[test]
    fn sizes_are_read() {
        for (svg, expected) in [
            ("<svg width=\"10\" height='20'/>", Some((10, 20))),
            ("<svg width=\"1in\" height=\"72pt\">", Some((96, 96))),
            ("<svg viewBox=\"0 0 24 12\">", Some((24, 12))),
            ("<svg viewBox=\"-1,-1, 24.4 12.6\" xmlns=\"x\">", Some((24, 13))),
            ("<svg width=\"48\" viewBox=\"0 0 24 12\">", Some((48, 24))),
            ("<svg height=\"48\" viewBox=\"0 0 24 12\">", Some((96, 48))),
            ("<svg width=\"100%\" height=\"100%\" viewBox=\"0 0 24 12\">", Some((24, 12))),
            ("<svg width=\"2em\" height=\"2em\">", None),
            ("<svg width=\"0\" height=\"20\">", None),
            ("<svg width=\"inf\" height=\"20\">", None),
            ("<svg stroke-width=\"2\" width=\"5\" height=\"6\">", Some((5, 6))),
            (
                "<?xml version=\"1.0\"?>\n<!-- <svg width=\"1\" height=\"1\"> -->\n<!DOCTYPE svg>\n<svg\n width = \"10\"\n height=\"20\">",
                Some((10, 20)),
            ),
            ("<!DOCTYPE svg [ <!ENTITY a \"b\"> ]><svg width=\"10\" height=\"20\">", Some((10, 20))),
            ("<svg><rect width=\"10\" height=\"20\"/></svg>", None),
            ("<svg a=\"b\"><rect width=\"10\" height=\"20\"/></svg>", None),
            ("<html><svg width=\"10\" height=\"20\">", None),
            ("<svg width=\"10", None),
            ("", None),
        ] {
            assert_eq!(size(svg), expected, "{svg}");
        }
    }
}
