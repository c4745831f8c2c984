//! Addresses in the settings: which may become links, and which the site may be published at.

use crate::diag::{Diagnostic, Diagnostics, Rule};
use crate::yaml::Located;

/// Checks a base URL and takes off its final slash.
///
/// # Errors
/// What is wrong with it, for people.
pub fn base_url(url: &str) -> Result<String, String> {
    let Some(rest) = without_scheme(url) else {
        return Err(format!("`base_url` must begin with `https://` or `http://`, not `{url}`"));
    };
    if rest.contains(|c: char| c.is_control() || c.is_whitespace() || "?#\"<>\\".contains(c)) {
        return Err(format!("`base_url` must be an address without query, fragment or spaces, not `{url}`"));
    }
    let (host, path) = rest.trim_end_matches('/').split_once('/').unwrap_or((rest.trim_end_matches('/'), ""));
    if host.is_empty() || rest.starts_with('/') {
        return Err(format!("`base_url` has no host: `{url}`"));
    }
    if host.contains('@') {
        return Err("`base_url` must not hold a user name or password: everyone can read it in the site".to_owned());
    }
    // Browsers take `//evil.example` for a host, and climb at `..`, also where its dots are encoded.
    let plain = |part: &str| !matches!(part.to_ascii_lowercase().replace("%2e", ".").as_str(), "" | "." | "..");
    if !path.is_empty() && !path.split('/').all(plain) {
        return Err(format!("the path of `base_url` must not hold `//`, `.` or `..`: `{url}`"));
    }
    Ok(url.trim_end_matches('/').to_owned())
}

/// A settings' base URL; a wrong one is reported.
pub(super) fn checked_base_url(url: &Located<String>, diagnostics: &mut Diagnostics) -> Option<String> {
    let hint = "for example `https://example.org/help/`";
    base_url(&url.value)
        .map_err(|message| diagnostics.add(Diagnostic::new(Rule::InvalidValue, url.span(), message).hint(hint)))
        .ok()
}

/// A settings' edit address, which becomes a link; a wrong one is reported.
pub(super) fn checked_edit_url(url: Located<String>, diagnostics: &mut Diagnostics) -> Option<String> {
    let host =
        without_scheme(&url.value).is_some_and(|rest| rest.starts_with(|c: char| c.is_alphanumeric() || c == '['));
    if host && !url.value.contains(|c: char| c.is_control() || c.is_whitespace()) {
        return Some(url.value);
    }
    let message =
        format!("`edit_url` must be an address that begins with `https://` or `http://`, not `{}`", url.value);
    let hint = "for example `https://github.com/OWNER/NAME/edit/main/{path}`";
    diagnostics.add(Diagnostic::new(Rule::InvalidValue, url.span(), message).hint(hint));
    None
}

fn without_scheme(url: &str) -> Option<&str> {
    url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base_urls() {
        for (url, stored) in [
            ("https://example.org", "https://example.org"),
            ("https://example.org/", "https://example.org"),
            ("http://localhost:8000/a/b/", "http://localhost:8000/a/b"),
            ("https://example.org/~acme/v1.2/@help", "https://example.org/~acme/v1.2/@help"),
        ] {
            assert_eq!(base_url(url).as_deref(), Ok(stored));
        }
        for url in [
            "example.org",
            "ftp://example.org",
            "https://",
            "https:///x",
            "https://a b",
            "https://a\u{7}b",
            "https://h//evil.example/",
            "https://h/a//b",
            "https://h/../x",
            "https://h/a/%2E%2e/x",
            "https://h/./x",
            "https://me:secret@h/",
        ] {
            assert!(base_url(url).is_err(), "{url}");
        }
    }
}
