//! Addresses: paths from the site's root with Unicode letters, percent-encoded only where they are written.
//!
//! A page's address ends in `/`; the root is the empty one.

/// Percent-encodes a path for an `href`: everything but RFC 3986's unreserved characters and `/`.
pub fn encode(path: &str) -> String {
    let mut encoded = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => encoded.push(byte.into()),
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded
}

/// Takes percent-encoding off; what isn't valid stays as it is.
pub fn decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let digits = bytes.get(at + 1..at + 3).filter(|digits| digits.iter().all(u8::is_ascii_hexdigit));
        let value =
            digits.and_then(|digits| std::str::from_utf8(digits).ok()).and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match (bytes[at], value) {
            (b'%', Some(value)) => {
                decoded.push(value);
                at += 3;
            }
            (byte, _) => {
                decoded.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8(decoded).unwrap_or_else(|_| text.to_owned())
}

/// The way from one page to another page or file, encoded: `../refund/`.
pub fn relative(from: &str, to: &str) -> String {
    let from_folder = &from[..from.rfind('/').map_or(0, |at| at + 1)];
    let shared = from_folder
        .char_indices()
        .zip(to.chars())
        .take_while(|((_, a), b)| a == b)
        .filter(|((_, a), _)| *a == '/')
        .last()
        .map_or(0, |((at, _), _)| at + 1);
    let up = "../".repeat(from_folder[shared..].matches('/').count());
    let way = up + &encode(&to[shared..]);
    if way.is_empty() { "./".to_owned() } else { way }
}

/// The file that holds a page: its address and `index.html`.
pub fn page_file(url: &str) -> String {
    format!("{url}index.html")
}

/// An anchor as the end of an address: `#…`, or nothing.
pub fn fragment(anchor: Option<&str>) -> String {
    anchor.map(|anchor| format!("#{}", encode(anchor))).unwrap_or_default()
}

/// Joins a relative path to a folder and resolves `.` and `..`; `None` where it leads above the root.
pub fn join(folder: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_between_pages() {
        for (from, to, way) in [
            ("", "", "./"),
            ("", "billing/refund/", "billing/refund/"),
            ("billing/refund/", "", "../../"),
            ("billing/refund/", "billing/", "../"),
            ("billing/refund/", "billing/refund/", "./"),
            ("billing/refund/", "billing/refunds/", "../refunds/"),
            ("el/a/", "el/β/", "../%CE%B2/"),
            ("a/", "assets/style.css", "../assets/style.css"),
            ("", "a:b/", "a%3Ab/"),
        ] {
            assert_eq!(relative(from, to), way, "{from} -> {to}");
        }
    }

    #[test]
    fn encoding_round_trips() {
        for text in ["πώς/a b?#%", "100%", "%zz", ""] {
            assert_eq!(decode(&encode(text)), text);
        }
        assert_eq!(decode("a%20b%"), "a b%");
        assert_eq!(decode("%FF"), "%FF");
    }

    #[test]
    fn joining() {
        assert_eq!(join("a/b", "../c.md").as_deref(), Some("a/c.md"));
        assert_eq!(join("", "./c.md").as_deref(), Some("c.md"));
        assert_eq!(join("a", "../../c.md"), None);
    }
}
