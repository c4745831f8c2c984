//! Where customers' votes, events and forms are sent, in the settings: who may be named there. Without a name nothing is ever sent.

use crate::diag::{Diagnostic, Diagnostics, Rule};
use crate::yaml::Located;

/// Where events are sent.
#[derive(Debug, Clone)]
pub enum Events {
    /// To this address, as the body of a request.
    Endpoint(String),
    /// Into the access log of the site's own server: as the query of a request for this file of `static/`.
    File(Located<String>),
}

/// The setting `feedback`; a wrong one is reported.
pub(super) fn feedback(url: Located<String>, diagnostics: &mut Diagnostics) -> Option<String> {
    match endpoint(&url.value) {
        Ok(()) => Some(url.value),
        Err(problem) => {
            let hint = "for example `https://feedback.example.org/votes`";
            report(&url, "feedback", problem, hint, diagnostics)
        }
    }
}

/// The setting `events`; a wrong one is reported.
pub(super) fn events(url: Located<String>, diagnostics: &mut Diagnostics) -> Option<Events> {
    let hint = "for example `https://events.example.org/`, or `/event.txt` for the file `static/event.txt`";
    let checked = if url.value.starts_with('/') { file(&url.value) } else { endpoint(&url.value) };
    match checked {
        Err(problem) => report(&url, "events", problem, hint, diagnostics),
        Ok(()) if url.value.starts_with('/') => {
            Some(Events::File(url.with(url.value.trim_start_matches('/').to_owned())))
        }
        Ok(()) => Some(Events::Endpoint(url.value)),
    }
}

/// The address of a contact form: what is wrong with it, and a hint.
pub(super) fn form(address: &str) -> Result<(), (&'static str, &'static str)> {
    let checked = if address.starts_with('/') { path(address) } else { endpoint(address) };
    checked.map_err(|problem| {
        (problem, "for example `https://forms.example.org/help`, or `/send` on the site's own server")
    })
}

fn report<T>(url: &Located<String>, key: &str, problem: &str, hint: &str, diagnostics: &mut Diagnostics) -> Option<T> {
    let message = format!("`{key}` {problem}: `{}`", url.value);
    diagnostics.add(Diagnostic::new(Rule::InvalidValue, url.span(), message).hint(hint));
    None
}

/// Checks an address that pages send to.
fn endpoint(url: &str) -> Result<(), &'static str> {
    let (rest, is_encrypted) = match (url.strip_prefix("https://"), url.strip_prefix("http://")) {
        (Some(rest), _) => (rest, true),
        (None, Some(rest)) => (rest, false),
        _ => return Err("must be an address that begins with `https://`"),
    };
    if url.contains(|c: char| c.is_control() || c.is_whitespace() || "\"'<>\\#,;".contains(c)) {
        return Err("must be an address without spaces, quotes or `#`");
    }
    let host = rest.split(['/', '?']).next().unwrap_or_default();
    if host.contains('@') {
        return Err("must not hold a user name or password, which everyone can read in the site");
    }
    if !host.chars().all(|c| c.is_ascii_alphanumeric() || ".-:[]".contains(c)) || host.trim_matches(':').is_empty() {
        return Err("has no host that can be asked");
    }
    let local = ["localhost", "127.0.0.1", "[::1]"];
    let is_local = local.iter().any(|name| host == *name || host.strip_prefix(name).is_some_and(is_port));
    if is_encrypted || is_local { Ok(()) } else { Err("must begin with `https://`, so that nobody reads what is sent") }
}

fn is_port(text: &str) -> bool {
    text.strip_prefix(':').is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Checks a path of the site's own host, which may have a query.
fn path(path: &str) -> Result<(), &'static str> {
    let clean = !path.contains(|c: char| c.is_control() || c.is_whitespace() || "\"'<>\\#".contains(c));
    if clean && !path.starts_with("//") { Ok(()) } else { Err("must be a path without spaces, quotes or `#`") }
}

/// Checks a path of the site.
fn file(path: &str) -> Result<(), &'static str> {
    let plain = |part: &str| !matches!(part, "" | "." | "..");
    let is_path = path.strip_prefix('/').is_some_and(|rest| rest.split('/').all(plain));
    if is_path && !path.contains(|c: char| c.is_control() || c.is_whitespace() || "?#\\".contains(c)) {
        return Ok(());
    }
    Err("must be a path from the site's root without `..`, query or spaces")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endpoints() {
        for url in [
            "https://example.org",
            "https://example.org:8443/a?site=help",
            "http://localhost:9000/e",
            "http://127.0.0.1/",
            "http://[::1]:80/",
        ] {
            assert_eq!(endpoint(url), Ok(()), "{url}");
        }
        for url in [
            "example.org",
            "http://example.org/",
            "http://localhost.example.org/",
            "http://localhost:x/",
            "//example.org/",
            "javascript:alert(1)",
            "https://",
            "https:///e",
            "https://me:secret@example.org/",
            "https://a.example; script-src *",
            "https://a.example/ b",
            "https://a.example/#b",
        ] {
            assert!(endpoint(url).is_err(), "{url}");
        }
    }

    #[test]
    fn forms() {
        for (address, good) in [
            ("https://forms.example.org/help?site=1", true),
            ("http://localhost:8000/", true),
            ("/cgi/send.php?to=help", true),
            ("//evil.example/", false),
            ("/a b", false),
            ("http://example.org/", false),
            ("help@example.org", false),
        ] {
            assert_eq!(form(address).is_ok(), good, "{address}");
        }
    }

    #[test]
    fn files() {
        for (path, good) in
            [("/e.txt", true), ("/a/b.gif", true), ("//evil.example/e", false), ("/a/../e", false), ("/e?x", false)]
        {
            assert_eq!(file(path).is_ok(), good, "{path}");
        }
    }
}
