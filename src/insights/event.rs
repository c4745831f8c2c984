//! A line of JSON or the fields of a request -> an event that can be counted, or why it can't.

use std::borrow::Cow;

use serde::Deserialize;

use super::normal;
use super::time;

/// The version of the format that is read.
const VERSION: u64 = 1;

/// The fields of an event as they are written.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Fields<'a> {
    pub(super) v: Option<u64>,
    #[serde(borrow)]
    pub(super) t: Option<Text<'a>>,
    #[serde(borrow, rename = "type")]
    pub(super) kind: Option<Text<'a>>,
    #[serde(borrow)]
    pub(super) lang: Option<Text<'a>>,
    #[serde(borrow)]
    pub(super) page: Option<Text<'a>>,
    pub(super) s: Option<u64>,
    #[serde(borrow)]
    pub(super) q: Option<Text<'a>>,
    pub(super) results: Option<u64>,
    pub(super) value: Option<bool>,
    #[serde(borrow)]
    pub(super) question: Option<Text<'a>>,
    #[serde(borrow)]
    pub(super) reason: Option<Text<'a>>,
    #[serde(borrow)]
    pub(super) comment: Option<Text<'a>>,
}

/// A text that stays in the line it was read from, where nothing in it is escaped.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Text<'a>(#[serde(borrow)] pub(super) Cow<'a, str>);

/// What is read of an event.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Event<'a> {
    /// Seconds since 1970.
    pub(super) time: i64,
    /// The number of the visit.
    pub(super) visit: u64,
    pub(super) lang: Cow<'a, str>,
    pub(super) page: Cow<'a, str>,
    pub(super) what: What<'a>,
}

/// What happened.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum What<'a> {
    View,
    /// A settled search, and whether it found anything.
    Search {
        query: Cow<'a, str>,
        found: bool,
    },
    Open,
    Helpful {
        value: bool,
        question: Cow<'a, str>,
        reason: Cow<'a, str>,
        comment: Cow<'a, str>,
    },
    Contact,
    Troubleshooter,
    Deflected,
}

/// Why a line is not counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bad {
    Json,
    Log,
    Encoding,
    Version,
    Time,
    Type,
    Visit,
    Query,
    Value,
}

impl Bad {
    /// In words.
    pub(super) fn reason(self) -> &'static str {
        match self {
            Self::Json => "no JSON object, or one with values of other types",
            Self::Log => "neither JSON nor a line of an access log",
            Self::Encoding => "not UTF-8",
            Self::Version => "`v` is not 1",
            Self::Time => "`t` is no time, such as 2026-11-21T10:00:00Z",
            Self::Type => "`type` is unknown",
            Self::Visit => "`s` is no number",
            Self::Query => "a search without `q`",
            Self::Value => "`helpful` without `value`",
        }
    }
}

/// An event in a line of JSON.
pub(super) fn of_json(line: &str) -> Result<Event<'_>, Bad> {
    serde_json::from_str::<Fields<'_>>(line).map_err(|_| Bad::Json)?.event(None)
}

impl<'a> Fields<'a> {
    /// The event; `logged` is when a web server noted it, for events that don't say when they were.
    pub(super) fn event(self, logged: Option<i64>) -> Result<Event<'a>, Bad> {
        if self.v != Some(VERSION) {
            return Err(Bad::Version);
        }
        let time = match &self.t {
            Some(text) => time::rfc3339(&text.0),
            None => logged,
        };
        let what = match self.kind.as_ref().map_or("", |kind| &kind.0) {
            "view" => What::View,
            "search" => {
                let query = counted(self.q, normal::query);
                let query = if query.is_empty() { Err(Bad::Query) } else { Ok(query) }?;
                What::Search { query, found: self.results != Some(0) }
            }
            "open" => What::Open,
            "helpful" => What::Helpful {
                value: self.value.ok_or(Bad::Value)?,
                question: counted(self.question, normal::clean),
                reason: counted(self.reason, normal::clean),
                comment: counted(self.comment, normal::clean),
            },
            "contact" => What::Contact,
            "troubleshooter" => What::Troubleshooter,
            "deflected" => What::Deflected,
            _ => return Err(Bad::Type),
        };
        Ok(Event {
            time: time.ok_or(Bad::Time)?,
            visit: self.s.ok_or(Bad::Visit)?,
            lang: counted(self.lang, normal::clean),
            page: counted(self.page, normal::page),
            what,
        })
    }
}

/// A text in the form in which it is counted; what needs no change stays in its line.
fn counted<'a>(text: Option<Text<'a>>, form: impl Fn(&str) -> Cow<'_, str>) -> Cow<'a, str> {
    let Some(Text(text)) = text else { return Cow::Borrowed("") };
    match form(&text) {
        Cow::Borrowed(same) if same.len() == text.len() => text,
        other => Cow::Owned(other.into_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_type_is_read() {
        let line = |rest: &str| {
            format!(r#"{{"v":1,"t":"2026-11-21T10:00:00Z","lang":"el","page":"/a/#b","s":7,"x":[{{}}],{rest}}}"#)
        };
        for (rest, what) in [
            (r#""type":"view""#, What::View),
            (r#""type":"search","q":" A\u0042 ","results":0"#, What::Search { query: "ab".into(), found: false }),
            (r#""type":"search","q":"a","results":null"#, What::Search { query: "a".into(), found: true }),
            (r#""type":"open","q":"a","rank":1,"to":"/b/""#, What::Open),
            (r#""type":"contact","channel":"email""#, What::Contact),
            (r#""type":"troubleshooter","path":["a"],"outcome":"b""#, What::Troubleshooter),
            (r#""type":"deflected","q":"a","to":"/b/""#, What::Deflected),
        ] {
            let line = line(rest);
            let expected = Event { time: 1_795_255_200, visit: 7, lang: "el".into(), page: "/a/".into(), what };
            assert_eq!(of_json(&line), Ok(expected), "{rest}");
        }
        let line = line(r#""type":"helpful","value":false,"question":"q","reason":"old  text","comment":"\n""#);
        let (question, reason, comment) = ("q".into(), "old text".into(), "".into());
        let what = What::Helpful { value: false, question, reason, comment };
        assert_eq!(of_json(&line).map(|event| event.what), Ok(what));
    }

    #[test]
    fn what_is_wrong_with_a_line_is_said() {
        for (line, bad) in [
            ("{", Bad::Json),
            ("{}", Bad::Version),
            ("[1]", Bad::Json),
            (r#"{"v":2}"#, Bad::Version),
            (r#"{"v":"1"}"#, Bad::Json),
            (r#"{"v":1,"type":"buy"}"#, Bad::Type),
            (r#"{"v":1,"type":"view"}"#, Bad::Time),
            (r#"{"v":1,"type":"view","t":"now"}"#, Bad::Time),
            (r#"{"v":1,"type":"view","t":"2026-11-21T10:00:00Z"}"#, Bad::Visit),
            (r#"{"v":1,"type":"view","t":"2026-11-21T10:00:00Z","s":-1}"#, Bad::Json),
            (r#"{"v":1,"type":"view","t":"2026-11-21T10:00:00Z","s":1} x"#, Bad::Json),
            (r#"{"v":1,"type":"search","t":"2026-11-21T10:00:00Z","s":1,"q":" "}"#, Bad::Query),
            (r#"{"v":1,"type":"helpful","t":"2026-11-21T10:00:00Z","s":1}"#, Bad::Value),
            ("{\"v\":1,\"lang\":\"\0\"}", Bad::Json),
            (r#"{"v":1,"lang":"\ud800"}"#, Bad::Json),
        ] {
            assert_eq!(of_json(line), Err(bad), "{line}");
            assert!(!bad.reason().is_empty());
        }
    }
}
