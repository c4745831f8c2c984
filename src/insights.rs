//! Events of the site and access logs -> what customers look for and don't find.
//!
//! Lines are read in blocks side by side and counted in their order, so that memory is bounded and the report is the same
//! however the blocks are cut.

mod batch;
mod chart;
pub mod compare;
mod event;
pub mod html;
mod lines;
mod log;
mod normal;
pub mod project;
pub mod report;
mod script;
pub mod sql;
pub(crate) mod table;
mod tally;
pub mod text;
mod time;
mod visits;

use std::io::{self, Read};

use rayon::prelude::*;

use batch::Batch;
use lines::Blocks;
use report::{BadLine, Report};
use tally::{Limits, Tally};

/// How many bytes are read at a time, and how many such blocks are read side by side.
const BLOCK: usize = 1 << 20;
const BLOCKS: usize = 8;

/// What was counted so far.
#[derive(Debug)]
pub struct Insights {
    tally: Tally,
    read: report::Read,
    block: usize,
}

impl Default for Insights {
    fn default() -> Self {
        Self::new(Limits::default(), BLOCK)
    }
}

impl Insights {
    fn new(limits: Limits, block: usize) -> Self {
        Self { tally: Tally::new(limits), read: report::Read::default(), block }
    }

    /// Counts the lines of a file. `name` is how its bad lines are told.
    pub fn add(&mut self, name: &str, input: impl Read + Send) -> io::Result<()> {
        let mut blocks = Blocks::new(input, self.block);
        let (mut texts, mut batches) = (Vec::new(), Vec::new());
        let mut line = 1;
        loop {
            let read = |block: &Vec<u8>| Batch::read(block);
            let (next, read) = rayon::join(
                || {
                    self.count(name, &mut line, &batches);
                    group(&mut blocks)
                },
                || texts.par_iter().map(read).collect::<Vec<_>>(),
            );
            (texts, batches) = (next?, read);
            if texts.is_empty() && batches.is_empty() {
                return Ok(());
            }
        }
    }

    fn count(&mut self, name: &str, line: &mut u64, batches: &[Batch]) {
        for batch in batches {
            self.read.lines += batch.lines;
            self.read.other_requests += batch.others;
            self.read.bad_lines += batch.bad;
            if let (Some((at, bad)), None) = (batch.first_bad, &self.read.first_bad_line) {
                let (file, reason) = (name.to_owned(), bad.reason());
                self.read.first_bad_line = Some(BadLine { file, line: *line + at, reason });
            }
            *line += batch.lines;
            self.tally.add(batch);
        }
    }

    /// The report, with at most so many rows in each list.
    pub fn report(&self, rows: usize) -> Report {
        report::of(&self.tally, self.read.clone(), rows)
    }
}

/// The next blocks; none at the end.
fn group(blocks: &mut Blocks<impl Read>) -> io::Result<Vec<Vec<u8>>> {
    let mut group = Vec::with_capacity(BLOCKS);
    while group.len() < BLOCKS
        && let Some(block) = blocks.next()?
    {
        group.push(block);
    }
    Ok(group)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A line of a log: mostly an event of one of a few visits.
    fn line() -> impl Strategy<Value = String> {
        let event = (0..9_u8, 0..4_u8, 0..200_u32, 0..3_u8).prop_map(|(kind, visit, minute, text)| {
            let (hour, minute, text) = (minute / 60, minute % 60, ["a", "É b", "c"][usize::from(text)]);
            let head = format!(r#""v":1,"t":"2026-11-21T{hour:02}:{minute:02}:00Z","s":{visit},"lang":"en""#);
            let rest = match kind {
                0 | 1 => format!(r#""type":"search","q":"{text}","results":{visit},"page":"/""#),
                2 | 3 => r#""type":"open","q":"x","page":"/""#.to_owned(),
                4 => format!(r#""type":"view","page":"/{text}/""#),
                5 => format!(r#""type":"helpful","value":false,"reason":"{text}","comment":"{minute}","page":"/""#),
                6 => r#""type":"contact","page":"/contact/""#.to_owned(),
                7 => format!(r#""type":"view","page":"/{text}"#),
                _ => r#""type":"deflected","page":"/""#.to_owned(),
            };
            format!("{{{head},{rest}}}")
        });
        prop_oneof![9 => event, 1 => "[ -~]{0,20}"]
    }

    fn told(text: &str, limits: Limits, block: usize) -> String {
        let mut insights = Insights::new(limits, block);
        insights.add("log", text.as_bytes()).expect("a text can be read");
        serde_json::to_string(&insights.report(100)).expect("JSON")
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn the_report_is_the_same_however_a_file_is_cut(lines in prop::collection::vec(line(), 0..200), end in any::<bool>()) {
            let text = lines.join("\n") + if end { "\n" } else { "" };
            let small = Limits { queries: 2, rewordings: 2, pages: 2, answers: 2, visits: 2 };
            for limits in [Limits::default(), small] {
                let whole = told(&text, limits, BLOCK);
                for block in [1, 7, 100, 3000] {
                    prop_assert_eq!(&told(&text, limits, block), &whole);
                }
            }
        }
    }

    #[test]
    fn what_is_forgotten_is_said() {
        let search = |number: usize| {
            format!(r#"{{"v":1,"t":"2026-11-21T10:00:00Z","s":{number},"type":"search","q":"{number}","results":1}}"#)
        };
        let lines: Vec<String> = (0..100).flat_map(|number| [search(7), search(number)]).collect();
        let small = Limits { queries: 10, visits: 10, ..Limits::default() };
        let mut insights = Insights::new(small, BLOCK);
        insights.add("log", lines.join("\n").as_bytes()).expect("a text can be read");
        let report = insights.report(1);
        let low_by = &report.read.low_by;
        assert!(low_by.searches > 0 && low_by.visits > 0 && !low_by.is_exact(), "{low_by:?}");
        let first = &report.top_searches[0];
        assert_eq!((first.q.as_str(), first.searches), ("7", 101));
        assert_eq!(report.totals.searches, 200);
    }
}
