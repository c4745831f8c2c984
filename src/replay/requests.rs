//! Rows -> requests: what was asked, how often, in bounded memory however long the tables are.

use std::io::{self, Read};

use serde::Serialize;

use super::columns::{Columns, Missing, columns};
use super::mask::without_masks;
use super::rows::Rows;
use super::subject::{is_vague, subject};
use crate::date::Date;
use crate::insights::table::{Count, Table};
use crate::search::words;

/// How many different requests are kept.
const DIFFERENT: usize = 1 << 18;

/// What was read of the tables.
#[derive(Debug, Default, Clone, Serialize)]
pub struct TablesRead {
    /// Rows below the names of the columns.
    pub rows: u64,
    /// Requests in them.
    pub requests: u64,
    /// Requests without a question, such as `Re: help`.
    pub without_question: u64,
    /// Rows that can't be read.
    pub bad_rows: u64,
    /// The first of them.
    pub first_bad_row: Option<BadRow>,
    /// Different requests.
    pub different: usize,
    /// By how much the count of a request may be too low, where there were too many different ones.
    pub low_by: u64,
    /// Requests in languages that the project doesn't have, or that were not asked for.
    pub other_languages: u64,
    /// The first day.
    pub from: Option<String>,
    /// The last day.
    pub to: Option<String>,
}

/// A row that can't be read.
#[derive(Debug, Clone, Serialize)]
pub struct BadRow {
    /// Its file.
    pub file: String,
    /// The line that it begins on.
    pub line: u64,
    /// What is wrong with it.
    pub reason: String,
}

/// What was asked in the same words.
#[derive(Debug, Clone)]
pub struct Request {
    /// The language that its row names, perhaps empty.
    pub language: String,
    /// How it was first written, with masks.
    pub text: String,
    /// How often it was asked.
    pub requests: u64,
}

#[derive(Debug, Default)]
struct Asked {
    requests: u64,
    text: Box<str>,
}

impl Count for Asked {
    fn total(&self) -> u64 {
        self.requests
    }
}

/// Why a file could not be used.
#[derive(Debug)]
pub enum Error {
    /// It can't be read.
    Io(io::Error),
    /// It has no column with subjects.
    Missing(Missing),
}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// The requests of tables.
#[derive(Debug)]
pub struct Requests {
    asked: Table<Asked>,
    read: TablesRead,
    days: Option<(Date, Date)>,
}

impl Default for Requests {
    fn default() -> Self {
        Self { asked: Table::new(DIFFERENT), read: TablesRead::default(), days: None }
    }
}

impl Requests {
    /// Adds the rows of a table. `column` is that of the subjects, where it was named.
    ///
    /// # Errors
    /// It can't be read, or has no such column.
    pub fn add(&mut self, file: &str, input: impl Read, column: Option<&str>) -> Result<(), Error> {
        let mut rows = Rows::open(input)?;
        let columns = columns(file, &rows.heads, column).map_err(Error::Missing)?;
        while let Some((line, values)) = rows.next()? {
            self.read.rows += 1;
            if let Err(reason) = values.and_then(|values| self.add_row(&values, columns)) {
                self.read.bad_rows += 1;
                let first = || BadRow { file: file.to_owned(), line, reason };
                self.read.first_bad_row.get_or_insert_with(first);
            }
        }
        Ok(())
    }

    fn add_row(&mut self, values: &[String], columns: Columns) -> Result<(), String> {
        let value = |at: Option<usize>| at.and_then(|at| values.get(at)).map(|value| value.trim()).unwrap_or_default();
        let Some(raw) = values.get(columns.subject) else {
            return Err(format!(
                "it has {} values, and the subject is in column {}",
                values.len(),
                columns.subject + 1
            ));
        };
        let count = match value(columns.count) {
            "" => 1,
            count => count.parse().map_err(|_| format!("`{count}` is no count"))?,
        };
        if count > 0 {
            self.add_day(value(columns.created));
            self.add_request(raw, value(columns.language), count);
        }
        Ok(())
    }

    fn add_day(&mut self, time: &str) {
        if let Some(day) = time.get(..10).and_then(Date::parse) {
            let (first, last) = self.days.unwrap_or((day, day));
            self.days = Some((first.min(day), last.max(day)));
        }
    }

    fn add_request(&mut self, raw: &str, language: &str, count: u64) {
        self.read.requests += count;
        let text = subject(raw);
        let words: Vec<String> = words(&without_masks(&text)).into_iter().map(|word| word.text).collect();
        if words.iter().all(|word| is_vague(word)) {
            self.read.without_question += count;
            return;
        }
        let asked = self.asked.of(&format!("{}\t{}", language.to_lowercase(), words.join(" ")));
        if asked.text.is_empty() {
            asked.text = text.into();
        }
        asked.requests += count;
        if self.asked.is_full() {
            self.asked.forget();
        }
    }

    /// What was read, and every request, the most frequent first.
    pub fn finish(mut self) -> (TablesRead, Vec<Request>) {
        let mut requests: Vec<(&str, &Asked)> = self.asked.iter().collect();
        requests.sort_unstable_by(|a, b| b.1.requests.cmp(&a.1.requests).then_with(|| a.0.cmp(b.0)));
        let request = |(key, asked): (&str, &Asked)| Request {
            language: key.split('\t').next().unwrap_or_default().to_owned(),
            text: asked.text.to_string(),
            requests: asked.requests,
        };
        let requests: Vec<Request> = requests.into_iter().map(request).collect();
        self.read.different = requests.len();
        self.read.low_by = self.asked.low_by();
        (self.read.from, self.read.to) = self.days.map(|(from, to)| (from.iso(), to.iso())).unzip();
        (self.read, requests)
    }
}
