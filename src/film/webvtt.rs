//! WebVTT -> cues: when something is said, and what. Styles, regions and positions are left to browsers; tags are taken out.
//!
//! Each problem is reported with its line, and what can be read is read all the same.

use std::ops::Range;
use std::sync::Arc;

use crate::diag::{Diagnostic, Diagnostics, Rule, Source, Span};

/// How many problems of one file are reported.
const MAX_PROBLEMS: usize = 20;

/// A text with its time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cue {
    /// When it begins, in milliseconds.
    pub start: u64,
    /// When it ends.
    pub end: u64,
    /// Who says it, where that is given.
    pub voice: Option<String>,
    /// One line of plain text.
    pub text: String,
}

struct Reader<'a> {
    source: &'a Arc<Source>,
    found: &'a mut Diagnostics,
    problems: usize,
    cues: Vec<Cue>,
}

/// Reads a file.
pub fn read(source: &Arc<Source>, found: &mut Diagnostics) -> Vec<Cue> {
    let mut reader = Reader { source, found, problems: 0, cues: Vec::new() };
    let mut blocks = blocks(&source.text).into_iter();
    let head = blocks.next().unwrap_or_default();
    let first = head.first().map_or(0..0, Range::clone);
    if !is_named(&source.text[first.clone()], "WEBVTT") || first.start > 0 {
        reader.report(first, "a WebVTT file begins with `WEBVTT`".to_owned(), "make `WEBVTT` its first line");
        return reader.cues;
    }
    if head.iter().any(|line| source.text[line.clone()].contains("-->")) {
        reader.block(&head[1..]);
    }
    blocks.for_each(|block| reader.block(&block));
    reader.cues.sort_by_key(|cue| cue.start);
    reader.cues
}

/// The lines between blank ones.
fn blocks(text: &str) -> Vec<Vec<Range<usize>>> {
    let mut blocks = vec![Vec::new()];
    let mut start = 0;
    for line in text.split('\n') {
        match (line.trim().is_empty(), blocks.last_mut()) {
            (false, Some(block)) => block.push(start..start + line.trim_end().len()),
            (true, Some(block)) if !block.is_empty() => blocks.push(Vec::new()),
            _ => {}
        }
        start += line.len() + 1;
    }
    blocks.retain(|block| !block.is_empty());
    blocks
}

/// Whether a line is a word, alone or with more behind it.
fn is_named(line: &str, word: &str) -> bool {
    line.strip_prefix(word).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t']))
}

impl Reader<'_> {
    fn report(&mut self, range: Range<usize>, message: String, hint: &str) {
        self.problems += 1;
        if self.problems <= MAX_PROBLEMS {
            let span = Span::new(self.source, range);
            self.found.add(Diagnostic::new(Rule::BrokenCaptions, span, message).hint(hint));
        }
    }

    fn block(&mut self, lines: &[Range<usize>]) {
        let text = |line: &Range<usize>| &self.source.text[line.clone()];
        let Some(at) = lines.iter().take(2).position(|line| text(line).contains("-->")) else {
            let Some(first) = lines.first() else { return };
            if !["NOTE", "STYLE", "REGION"].iter().any(|word| is_named(text(first), word)) {
                let hint = "put its time above it: `00:01.000 --> 00:04.000`; a text has no blank lines";
                self.report(first.clone(), "this text has no time".to_owned(), hint);
            }
            return;
        };
        let Some((start, end)) = self.times(&lines[at]) else { return };
        let (mut voice, mut plain) = (None, String::new());
        for line in &lines[at + 1..] {
            push_words(&mut plain, &without_tags(&self.source.text[line.clone()], &mut voice));
        }
        if !plain.is_empty() {
            self.cues.push(Cue { start, end, voice, text: plain });
        }
    }

    /// The times of a line such as `00:01.000 --> 00:04.000 align:start`.
    fn times(&mut self, line: &Range<usize>) -> Option<(u64, u64)> {
        let text = &self.source.text[line.clone()];
        let (from, to) = text.split_once("-->")?;
        let to = to.split_whitespace().next().unwrap_or_default();
        let times = [from.trim(), to].map(|text| time(text).ok_or(text));
        if let Some(wrong) = times.iter().find_map(|time| time.err()) {
            let at = if times[0].is_err() { text.find(wrong) } else { text.rfind(wrong) };
            let start = line.start + at.unwrap_or_default();
            let message =
                if wrong.is_empty() { "a time is missing".to_owned() } else { format!("`{wrong}` is no time") };
            self.report(
                start..start + wrong.len(),
                message,
                "write `minutes:seconds.thousandths`, such as `01:15.000`, with all digits",
            );
        }
        let [Ok(start), Ok(end)] = times else { return None };
        if end <= start {
            self.report(line.clone(), "this text ends before it begins".to_owned(), "mend its times");
            return None;
        }
        if self.cues.last().is_some_and(|before| start < before.start) {
            let hint = "put the texts in the order of their times";
            self.report(line.clone(), "this text begins before the one above it".to_owned(), hint);
        }
        Some((start, end))
    }
}

/// `01:15.000` or `01:01:15.000` in milliseconds.
fn time(text: &str) -> Option<u64> {
    let (whole, thousandths) = text.split_once('.')?;
    let mut parts: Vec<&str> = whole.split(':').collect();
    let number =
        |text: &str| text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse::<u64>().ok()).flatten();
    let pair = |text: &str| number(text).filter(|number| text.len() == 2 && *number < 60);
    let seconds = pair(parts.pop()?)?;
    let minutes = pair(parts.pop()?)?;
    let hours = parts.pop().map_or(Some(0), |hours| number(hours).filter(|_| (2..=4).contains(&hours.len())))?;
    let thousandths = number(thousandths).filter(|_| thousandths.len() == 3 && parts.is_empty())?;
    Some(((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths)
}

/// A line without tags, entities decoded. The first voice is noted.
fn without_tags(line: &str, voice: &mut Option<String>) -> String {
    let mut plain = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find('<') {
        plain.push_str(&rest[..at]);
        let Some(end) = rest[at..].find('>') else {
            plain.push_str(&rest[at..]);
            rest = "";
            break;
        };
        let tag = &rest[at + 1..at + end];
        if voice.is_none() && (tag.starts_with("v ") || tag.starts_with("v.")) {
            *voice = tag.split_once(' ').map(|(_, name)| decoded(name.trim())).filter(|name| !name.is_empty());
        }
        rest = &rest[at + end + 1..];
    }
    plain.push_str(rest);
    decoded(&plain)
}

fn decoded(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let entities = [("&lt;", "<"), ("&gt;", ">"), ("&nbsp;", "\u{a0}"), ("&lrm;", "\u{200e}"), ("&rlm;", "\u{200f}")];
    let text = entities.iter().fold(text.to_owned(), |text, (entity, character)| text.replace(entity, character));
    text.replace("&amp;", "&")
}

/// Appends words, with a space between where the script has spaces.
pub(super) fn push_words(text: &mut String, words: &str) {
    let unspaced = |c: char| matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ff60}');
    let words = words.trim();
    let together = text.ends_with(unspaced) && words.starts_with(unspaced);
    if !text.is_empty() && !words.is_empty() && !together && !text.ends_with(' ') {
        text.push(' ');
    }
    text.push_str(words);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> (Vec<Cue>, Vec<(String, String)>) {
        let source = Arc::new(Source { path: "a.vtt".into(), text: text.into() });
        let mut found = Diagnostics::default();
        let cues = read(&source, &mut found);
        let at = |span: &Span| source.text[..span.range.start].matches('\n').count() + 1;
        (cues, found.iter().map(|problem| (at(&problem.span).to_string(), problem.message.clone())).collect())
    }

    #[test]
    fn cues_are_read() {
        for (text, expected) in [
            ("WEBVTT\n\n00:01.000 --> 00:02.500\nOne\ntwo\n", vec![(1000, 2500, "One two")]),
            (
                "WEBVTT A film\nKind: captions\n\nid 1\n01:00:01.000 --> 01:00:02.000 align:start line:0\nA",
                vec![(3_601_000, 3_602_000, "A")],
            ),
            ("WEBVTT\n00:01.000 --> 00:02.000\nA", vec![(1000, 2000, "A")]),
            (
                "WEBVTT\n\nSTYLE\n::cue { color: red }\n\nREGION\nid:a\n\nNOTE a --\nb\n\n00:00.000 --> 00:01.000\nA",
                vec![(0, 1000, "A")],
            ),
            (
                "WEBVTT\n\n00:00.000 --> 00:01.000\n<c.red>A</c> <00:00.500>&lt;b&gt; &amp;lt; < c",
                vec![(0, 1000, "A <b> &lt; < c")],
            ),
            (
                "WEBVTT\n\n00:00.000 --> 00:01.000\n\n00:01.000 --> 00:02.000\n今日は\n雨です。",
                vec![(1000, 2000, "今日は雨です。")],
            ),
            ("WEBVTT", vec![]),
        ] {
            let (cues, problems) = parse(text);
            let cues: Vec<(u64, u64, &str)> = cues.iter().map(|cue| (cue.start, cue.end, cue.text.as_str())).collect();
            assert_eq!((cues, problems), (expected, vec![]), "{text}");
        }
        let (cues, _) = parse("WEBVTT\n\n00:00.000 --> 00:01.000\n<v.loud Anna>Hi</v>");
        assert_eq!(cues[0].voice.as_deref(), Some("Anna"));
    }

    #[test]
    fn problems_have_their_line() {
        for (text, line, message) in [
            ("", "1", "a WebVTT file begins with `WEBVTT`"),
            ("1\n00:01,000 --> 00:02,000\nA", "1", "a WebVTT file begins with `WEBVTT`"),
            ("\nWEBVTT\n", "2", "a WebVTT file begins with `WEBVTT`"),
            ("WEBVTT\n\n00:01,000 --> 00:02.000\nA", "3", "`00:01,000` is no time"),
            ("WEBVTT\n\n00:61.000 --> 00:02.000\nA", "3", "`00:61.000` is no time"),
            ("WEBVTT\n\n1\n00:01.000 -->\nA", "4", "a time is missing"),
            ("WEBVTT\n\n00:02.000 --> 00:01.000\nA", "3", "this text ends before it begins"),
            (
                "WEBVTT\n\n00:02.000 --> 00:03.000\nA\n\n00:01.000 --> 00:03.000\nB",
                "6",
                "this text begins before the one above it",
            ),
            ("WEBVTT\n\n00:02.000 --> 00:03.000\nA\n\nB", "6", "this text has no time"),
        ] {
            assert_eq!(parse(text).1, [(line.to_owned(), message.to_owned())], "{text}");
        }
        assert_eq!(parse(&("WEBVTT".to_owned() + &"\n\nA".repeat(100))).1.len(), MAX_PROBLEMS);
    }
}
