//! Events of the site and access logs -> what customers look for and don't find.
//!
//! Lines are read in blocks side by side and counted in their order, so that memory is bounded and the report is the same
//! however the blocks are cut.

mod batch;
mod event;
mod lines;
mod log;
mod normal;
pub mod report;
mod script;
mod table;
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
