//! A line of an access log (the combined format and what is like it) -> the event in its request, if there is one.

use std::borrow::Cow;

use super::event::{Bad, Event, Fields, Text};
use super::time;

/// What is around the text of a log's time: `[10/Oct/2000:13:55:36 -0700]`.
const TIME_LENGTH: usize = 26;

/// The event of a line's request; none where it asked for something else.
pub(super) fn event(line: &str) -> Result<Option<Event<'_>>, Bad> {
    let (logged, rest) = time_of(line).ok_or(Bad::Log)?;
    let Some(query) = query_of(request(rest).ok_or(Bad::Log)?) else { return Ok(None) };
    let mut is_event = false;
    let mut fields = Fields::default();
    for pair in query.split('&') {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        is_event |= name == "type";
        take(&mut fields, name, value)?;
    }
    // Other requests have queries, too: only both together make an event.
    if !is_event || fields.v.is_none() {
        return Ok(None);
    }
    fields.event(Some(logged)).map(Some)
}

/// The first text in brackets that is a time, and what follows it. Before it stand the visitor's address, which may have
/// brackets of its own, and the name of a user, which may be anything.
fn time_of(line: &str) -> Option<(i64, &str)> {
    line.match_indices('[').find_map(|(at, _)| {
        let inside = line.as_bytes().get(at + 1..at + 1 + TIME_LENGTH)?;
        let rest = line.get(at + 1 + TIME_LENGTH..)?.strip_prefix(']')?;
        Some((time::of_log(inside)?, rest))
    })
}

/// The text of the first quotes, in which a quote is written as `\"` or `\x22`.
fn request(rest: &str) -> Option<&str> {
    let inside = rest.trim_start().strip_prefix('"')?;
    let mut escaped = false;
    let end = inside.bytes().position(|byte| {
        let ends = byte == b'"' && !escaped;
        escaped = byte == b'\\' && !escaped;
        ends
    })?;
    Some(&inside[..end])
}

/// `GET /e.gif?v=1 HTTP/1.1` -> `v=1`.
fn query_of(request: &str) -> Option<&str> {
    let target = request.split(' ').nth(1)?;
    let query = target.split_once('?')?.1;
    Some(query.split('#').next().unwrap_or_default())
}

/// Takes a field of a query. Names of others are none of ours.
fn take<'a>(fields: &mut Fields<'a>, name: &str, value: &'a str) -> Result<(), Bad> {
    let text = || decoded(value).map(|text| Some(Text(text)));
    match name {
        "v" => fields.v = value.parse().ok(),
        "s" => fields.s = value.parse().ok(),
        "results" => fields.results = value.parse().ok(),
        "value" => fields.value = value.parse().ok(),
        "t" => fields.t = text()?,
        "type" => fields.kind = text()?,
        "lang" => fields.lang = text()?,
        "page" => fields.page = text()?,
        "q" => fields.q = text()?,
        "question" => fields.question = text()?,
        "reason" => fields.reason = text()?,
        "comment" => fields.comment = text()?,
        _ => {}
    }
    Ok(())
}

/// A value without `+` and `%20`.
fn decoded(value: &str) -> Result<Cow<'_, str>, Bad> {
    if !value.contains(['%', '+', '\\']) {
        return Ok(value.into());
    }
    let bytes = value.as_bytes();
    let hex = |at: usize| {
        let pair = std::str::from_utf8(bytes.get(at..at + 2)?).ok()?;
        pair.bytes().all(|byte| byte.is_ascii_hexdigit()).then(|| u8::from_str_radix(pair, 16).ok()).flatten()
    };
    let mut plain = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        // Servers write bytes that are no plain ASCII as `\xCE`.
        let (byte, length) = match byte {
            b'+' => (b' ', 1),
            b'%' => hex(at + 1).map_or((b'%', 1), |byte| (byte, 3)),
            b'\\' if bytes.get(at + 1) == Some(&b'x') => hex(at + 2).map_or((b'\\', 1), |byte| (byte, 4)),
            byte => (*byte, 1),
        };
        plain.push(byte);
        at += length;
    }
    String::from_utf8(plain).map(Cow::Owned).map_err(|_| Bad::Encoding)
}

#[cfg(test)]
mod tests {
    use super::super::event::What;
    use super::*;

    const TIME: &str = "[21/Nov/2026:10:00:00 +0000]";

    fn search<'a>(query: &'a str, time: i64) -> Event<'a> {
        let what = What::Search { query: query.into(), found: false };
        Event { time, visit: 7, lang: "el".into(), page: "/a/".into(), what }
    }

    #[test]
    fn an_event_is_read_out_of_a_request() {
        const EVENT: &str = "v=1&type=search&lang=el&page=%2Fa%2F&s=7&results=0";
        let at = 1_795_255_200;
        for (before, query, after, expected) in [
            ("1.2.3.4 - - ", "q=a+b%20c", " HTTP/1.1\" 204 0 \"-\" \"curl\"", search("a b c", at)),
            ("2001:db8::1 - - ", "q=%CE%B1", " HTTP/2.0\" 404 0 \"-\" \"-\"", search("α", at)),
            ("[::1]:443 ::1 - a [b] ", "q=%CE%91", "\" 200 0", search("α", at)),
            ("h - \"x y\" ", r"q=\xce\xb1", " HTTP/1.1\"", search("α", at)),
            ("h - - ", "q=50%25%zz%", " HTTP/1.1\" 200 1 \"\\\"\" \"\\\"[]\"", search("50%%zz%", at)),
            ("h - - ", r#"q=\"a\""#, " HTTP/1.1\" 200", search(r#"\"a\""#, at)),
            ("h - - ", "t=2026-11-21T09:00:00Z&q=a&x=%FF", " HTTP/1.1\" 200", search("a", at - 3600)),
        ] {
            let line = format!("{before}{TIME} \"GET /e.gif?{EVENT}&{query}{after}");
            assert_eq!(event(&line), Ok(Some(expected)), "{line}");
        }
    }

    #[test]
    fn other_lines_are_no_events() {
        for (line, expected) in [
            (format!("h - - {TIME} \"GET / HTTP/1.1\" 200 1"), Ok(None)),
            (format!("h - - {TIME} \"GET /?type=view HTTP/1.1\" 200 1"), Ok(None)),
            (format!("h - - {TIME} \"GET /?v=x&type=view HTTP/1.1\" 200 1"), Ok(None)),
            (format!("h - - {TIME} \"-\" 400 0 \"-\" \"-\""), Ok(None)),
            (format!("h - - {TIME} \"\" 400 0"), Ok(None)),
            (format!("h - - {TIME} \"\\x16\\x03\" 400 0"), Ok(None)),
            (format!("h - - {TIME} \"GET /?v=1&type=view&s=1 HT"), Err(Bad::Log)),
            (format!("h - - {TIME}"), Err(Bad::Log)),
            ("h - - [21/Nov/2026".to_owned(), Err(Bad::Log)),
            ("h - - [21/Nov/20é6:10:00:00 +000".to_owned(), Err(Bad::Log)),
            ("\0\0\0".to_owned(), Err(Bad::Log)),
            (format!("h - - {TIME} \"GET /?v=1&type=view&s=1&page=%FF HTTP/1.1\" 200"), Err(Bad::Encoding)),
            (format!("h - - {TIME} \"GET /?v=2&type=view&s=1 HTTP/1.1\" 200"), Err(Bad::Version)),
            (format!("h - - {TIME} \"GET /?v=1&type=view HTTP/1.1\" 200"), Err(Bad::Visit)),
        ] {
            assert_eq!(event(&line), expected, "{line}");
        }
    }
}
