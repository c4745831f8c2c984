//! A block of lines -> its events, packed: their texts stand in one string, so that blocks are read side by side and
//! counted in their order.

use super::event::{self, Bad, Event, What};
use super::log;
use super::script;

/// The events of a block.
#[derive(Debug, Default)]
pub(super) struct Batch {
    texts: String,
    pub(super) events: Vec<Packed>,
    /// How many lines it has.
    pub(super) lines: u64,
    /// Requests in access logs that are no events.
    pub(super) others: u64,
    /// How many lines can't be read.
    pub(super) bad: u64,
    /// The first of them: the number of the line, from 0, and why.
    pub(super) first_bad: Option<(u64, Bad)>,
}

/// A text of a batch.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Slice(u32, u32);

/// An event whose texts are in its batch.
#[derive(Debug)]
pub(super) struct Packed {
    pub(super) time: i64,
    pub(super) visit: u64,
    pub(super) lang: Slice,
    pub(super) page: Slice,
    pub(super) what: PackedWhat,
}

/// What happened.
#[derive(Debug)]
pub(super) enum PackedWhat {
    View,
    /// The key has the language and the query.
    Search {
        key: Slice,
        found: bool,
        script: Option<u8>,
    },
    Open,
    /// The key has the page and the question.
    Helpful {
        value: bool,
        key: Slice,
        reason: Slice,
        comment: Slice,
    },
    Contact,
    Troubleshooter,
    Deflected,
}

impl Batch {
    /// Reads a block.
    pub(super) fn read(block: &[u8]) -> Self {
        let mut batch = Self::default();
        let block = block.strip_suffix(b"\n").unwrap_or(block);
        for line in block.split(|byte| *byte == b'\n') {
            batch.add(line.strip_suffix(b"\r").unwrap_or(line));
            batch.lines += 1;
        }
        batch
    }

    fn add(&mut self, line: &[u8]) {
        match read(line) {
            Ok(Line::Event(event)) => self.pack(event),
            Ok(Line::Other) => self.others += 1,
            Ok(Line::Empty) => {}
            Err(bad) => {
                self.bad += 1;
                self.first_bad.get_or_insert((self.lines, bad));
            }
        }
    }

    fn pack(&mut self, event: Event<'_>) {
        let (lang, page) = (self.text(&event.lang), self.text(&event.page));
        let what = match event.what {
            What::View => PackedWhat::View,
            What::Search { query, found } => {
                let script = script::foreign(&query, &event.lang);
                PackedWhat::Search { key: self.key(&event.lang, &query), found, script }
            }
            What::Open => PackedWhat::Open,
            What::Helpful { value, question, reason, comment } => PackedWhat::Helpful {
                value,
                key: self.key(&event.page, &question),
                reason: self.text(&reason),
                comment: self.text(&comment),
            },
            What::Contact => PackedWhat::Contact,
            What::Troubleshooter => PackedWhat::Troubleshooter,
            What::Deflected => PackedWhat::Deflected,
        };
        self.events.push(Packed { time: event.time, visit: event.visit, lang, page, what });
    }

    fn text(&mut self, text: &str) -> Slice {
        let start = self.texts.len();
        self.texts.push_str(text);
        self.since(start)
    }

    /// Two texts in one, with a tabulator between them, which neither has.
    fn key(&mut self, first: &str, second: &str) -> Slice {
        let start = self.texts.len();
        self.texts.push_str(first);
        self.texts.push('\t');
        self.texts.push_str(second);
        self.since(start)
    }

    /// Texts of a block are no longer than the block, which is far from this limit; beyond it they would be empty.
    fn since(&self, start: usize) -> Slice {
        let (start, end) = (u32::try_from(start), u32::try_from(self.texts.len()));
        start.ok().zip(end.ok()).map(|(start, end)| Slice(start, end)).unwrap_or_default()
    }

    /// A text of this batch.
    pub(super) fn get(&self, Slice(start, end): Slice) -> &str {
        self.texts.get(start as usize..end as usize).unwrap_or_default()
    }
}

/// What a line is.
enum Line<'a> {
    Event(Event<'a>),
    Other,
    Empty,
}

fn read(line: &[u8]) -> Result<Line<'_>, Bad> {
    let text = std::str::from_utf8(line).map_err(|_| Bad::Encoding);
    let trimmed = line.trim_ascii_start();
    if trimmed.is_empty() {
        return Ok(Line::Empty);
    }
    if trimmed.starts_with(b"{") {
        return event::of_json(text?).map(Line::Event);
    }
    // What browsers say of themselves, at the end of a line of a log, may be in any encoding.
    let lossy = String::from_utf8_lossy(line);
    match (text, log::event(&lossy)?) {
        (_, None) => Ok(Line::Other),
        (Ok(text), Some(_)) => log::event(text).map(|event| event.map_or(Line::Other, Line::Event)),
        (Err(bad), Some(_)) => Err(bad),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_a_block_are_told_apart() {
        const VIEW: &str = r#"{"v":1,"type":"view","t":"2026-11-21T10:00:00Z","lang":"en","page":"/a/","s":1}"#;
        const REQUEST: &str = "h - - [21/Nov/2026:10:00:00 +0000] \"GET /a/ HTTP/1.1\" 200 1 \"-\" ";
        let mut block = format!("{VIEW}\r\n\n \n{REQUEST}\"-\"\n{REQUEST}").into_bytes();
        block.extend(b"\"\xff\"\n{\"v\":1\n\0\n  ");
        block.extend(VIEW.as_bytes());
        let batch = Batch::read(&block);
        assert_eq!((batch.lines, batch.others, batch.bad), (8, 2, 2));
        assert_eq!(batch.first_bad, Some((5, Bad::Json)));
        let pages: Vec<_> = batch.events.iter().map(|event| batch.get(event.page)).collect();
        assert_eq!(pages, ["/a/", "/a/"]);
    }
}
