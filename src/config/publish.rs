//! What is published besides pages, in the settings: each kind of file can be switched off, compressed copies on.

use crate::diag::{Diagnostic, Diagnostics, Rule};
use crate::yaml::{Located, Table};

/// How a copy of a file is compressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compression {
    /// `.gz` (RFC 1952).
    Gzip,
    /// `.br` (RFC 7932).
    Brotli,
}

/// What is published besides pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publish {
    /// `sitemap.xml`.
    pub sitemap: bool,
    /// `robots.txt`.
    pub robots: bool,
    /// `feed.xml`, and that of the notices.
    pub feeds: bool,
    /// `opensearch.xml`.
    pub opensearch: bool,
    /// `site.webmanifest`.
    pub manifest: bool,
    /// `_headers`, `_redirects` and `.nojekyll`.
    pub hosts: bool,
    /// The Markdown beside each page.
    pub markdown: bool,
    /// `llms.txt` and `llms-full.txt`.
    pub llms: bool,
    /// `answers.json`.
    pub answers: bool,
    /// The pictures for link previews.
    pub pictures: bool,
    /// What `CNAME` holds.
    pub domain: Option<String>,
    /// The compressed copies beside texts.
    pub compress: Vec<Compression>,
}

impl Default for Publish {
    fn default() -> Self {
        Self {
            sitemap: true,
            robots: true,
            feeds: true,
            opensearch: true,
            manifest: true,
            hosts: true,
            markdown: true,
            llms: true,
            answers: true,
            pictures: true,
            domain: None,
            compress: Vec::new(),
        }
    }
}

impl Publish {
    fn switches(&mut self) -> [(&'static str, &mut bool); 10] {
        [
            ("sitemap", &mut self.sitemap),
            ("robots", &mut self.robots),
            ("feeds", &mut self.feeds),
            ("opensearch", &mut self.opensearch),
            ("manifest", &mut self.manifest),
            ("hosts", &mut self.hosts),
            ("markdown", &mut self.markdown),
            ("llms", &mut self.llms),
            ("answers", &mut self.answers),
            ("pictures", &mut self.pictures),
        ]
    }
}

pub(super) fn parse(mut table: Table, diagnostics: &mut Diagnostics) -> Publish {
    let mut publish = Publish::default();
    for (name, switch) in publish.switches() {
        if let Some(wanted) = table.take(name, diagnostics) {
            *switch = wanted.value;
        }
    }
    publish.domain = table.take("domain", diagnostics).and_then(|domain| checked_domain(domain, diagnostics));
    let kinds = table.take_items("compress", diagnostics).map(|kinds| kinds.value).unwrap_or_default();
    for kind in kinds.iter().filter_map(|kind| compression(kind, diagnostics)) {
        if !publish.compress.contains(&kind) {
            publish.compress.push(kind);
        }
    }
    let switches = publish.switches().map(|(name, _)| name);
    let known: Vec<&str> = switches.into_iter().chain(["domain", "compress"]).collect();
    table.finish(&known, diagnostics);
    publish
}

fn compression(name: &Located<String>, diagnostics: &mut Diagnostics) -> Option<Compression> {
    match name.value.as_str() {
        "gzip" => Some(Compression::Gzip),
        "brotli" => Some(Compression::Brotli),
        other => {
            let message = format!("`publish.compress` can't be `{other}`");
            let hint = "a list of one or both of: gzip, brotli";
            diagnostics.add(Diagnostic::new(Rule::InvalidValue, name.span(), message).hint(hint));
            None
        }
    }
}

fn checked_domain(domain: Located<String>, diagnostics: &mut Diagnostics) -> Option<String> {
    if is_domain(&domain.value) {
        return Some(domain.value);
    }
    let message = format!("`publish.domain` must be a domain alone, not `{}`", domain.value);
    let hint = "for example `help.example.org`, without `https://` and without a path";
    diagnostics.add(Diagnostic::new(Rule::InvalidValue, domain.span(), message).hint(hint));
    None
}

/// Whether a text is the name of a host (RFC 1123, section 2.1) with a dot in it.
fn is_domain(text: &str) -> bool {
    let is_label = |label: &str| {
        let plain = label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        plain && (1..=63).contains(&label.len()) && !label.starts_with('-') && !label.ends_with('-')
    };
    text.contains('.') && text.len() <= 253 && text.split('.').all(is_label)
}

#[cfg(test)]
mod tests {
    use super::is_domain;

    #[test]
    fn domains() {
        for text in ["help.example.org", "xn--mxa.example", "a.b"] {
            assert!(is_domain(text), "{text}");
        }
        for text in ["", "localhost", "https://a.b", "a.b/", "a..b", ".a.b", "a b.c", "-a.b", "a.b\nc"] {
            assert!(!is_domain(text), "{text}");
        }
    }
}
