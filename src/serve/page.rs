//! A page as the preview sends it: as it was built, with the script that reloads it.

use bytes::Bytes;

/// A page's bytes in pieces, and its fingerprint.
pub(super) struct Page {
    pub(super) pieces: Vec<Bytes>,
    pub(super) fingerprint: String,
}

impl Page {
    /// Puts the script in. The page's own bytes are not copied.
    pub(super) fn new(html: &Bytes) -> Self {
        let fingerprint = fingerprint(html);
        let script = Bytes::from(script(&fingerprint));
        let at = end_of_body(html);
        Self { pieces: vec![html.slice(..at), script, html.slice(at..)], fingerprint }
    }
}

/// The script's element. It knows by the fingerprint which page it stands in.
pub(super) fn script(fingerprint: &str) -> String {
    format!("<script type=\"module\" src=\"/_answerbook/reload.js\" data-answerbook-page=\"{fingerprint}\"></script>")
}

/// Where `</body>` begins, seen from the end; the end where there is none.
fn end_of_body(html: &[u8]) -> usize {
    const TAG: &[u8] = b"</body";
    let starts = |at: &usize| html[*at..*at + TAG.len()].eq_ignore_ascii_case(TAG);
    (0..=html.len().saturating_sub(TAG.len()))
        .rev()
        .filter(|_| html.len() >= TAG.len())
        .find(starts)
        .unwrap_or(html.len())
}

/// `PAGE-STYLES`: a page whose stylesheets alone were named anew keeps the first half, so that they can be exchanged without a reload.
pub(super) fn fingerprint(html: &[u8]) -> String {
    let mut page = blake3::Hasher::new();
    let mut styles = blake3::Hasher::new();
    let mut rest = html;
    if let Ok(text) = str::from_utf8(html) {
        let head = text.find("</head").unwrap_or(0);
        let mut from = 0;
        while let Some(at) = text[from..head].find("<link ").map(|at| from + at) {
            let end = text[at..head].find('>').map_or(head, |end| at + end);
            if text[at..end].contains("stylesheet") {
                page.update(&html[html.len() - rest.len()..at]);
                styles.update(&html[at..end]);
                rest = &html[end..];
            }
            from = end;
        }
    }
    page.update(rest);
    let half = |hasher: &blake3::Hasher| hasher.finalize().to_hex()[..16].to_owned();
    format!("{}-{}", half(&page), half(&styles))
}

#[cfg(test)]
mod tests {
    use super::{Page, fingerprint};
    use bytes::Bytes;

    #[test]
    fn the_script_stands_at_the_end_of_the_body() {
        for (html, before) in [
            ("<body>x</body></html>", "<body>x"),
            ("<body>&lt;/body> </BODY\n>", "<body>&lt;/body> "),
            ("<pre></body></pre></body>", "<pre></body></pre>"),
            ("no end", "no end"),
            ("", ""),
            ("</b", "</b"),
        ] {
            let pieces = Page::new(&Bytes::from_static(html.as_bytes())).pieces;
            assert_eq!(pieces[0], before);
            assert!(pieces[1].starts_with(b"<script type=\"module\""));
            assert_eq!([&pieces[0][..], &pieces[2][..]].concat(), html.as_bytes());
        }
    }

    #[test]
    fn fingerprints_tell_styles_from_the_rest() {
        let page = |style: &str, icon: &str, text: &str| {
            let head =
                format!("<head><link rel=\"icon\" href=\"{icon}\"><link rel=\"stylesheet\" href=\"{style}\"></head>");
            let print = fingerprint(format!("{head}<body><link rel=stylesheet href={text}></body>").as_bytes());
            print.split_once('-').map(|(page, styles)| (page.to_owned(), styles.to_owned())).unwrap()
        };
        let (first, style) = page("a.css", "a.svg", "x");
        assert_eq!(page("a.css", "a.svg", "x"), (first.clone(), style.clone()));
        let other = page("b.css", "a.svg", "x");
        assert!(other.0 == first && other.1 != style);
        for (icon, text) in [("b.svg", "x"), ("a.svg", "y")] {
            let other = page("a.css", icon, text);
            assert!(other.0 != first && other.1 == style, "{icon} {text}");
        }
        assert_eq!(fingerprint(b"<link \xff").len(), 33);
        assert_eq!(fingerprint(b"<head><link </head").len(), 33);
    }
}
