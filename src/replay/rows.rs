//! Bytes -> rows of a table: CSV with commas, semicolons, tabs or bars, or JSON lines; in little memory whatever is in them.
//!
//! The only module that names `csv_core`.

use std::io::{self, BufRead, BufReader, Chain, Cursor, Read};

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};
use serde_json::{Map, Value};

/// How much is looked at to see what is in a file.
const START: u64 = 64 << 10;

/// How long a row may be.
const LONGEST: usize = 1 << 20;

/// How many columns a row may have.
const MOST_COLUMNS: usize = 4096;

/// The signs between values, the usual first.
const DELIMITERS: [u8; 4] = *b",;\t|";

/// A row: where it begins, and its values, or what is wrong with it.
pub(super) type Row = (u64, Result<Vec<String>, String>);

/// A table that is read.
pub(super) struct Rows<R: Read> {
    input: BufReader<Chain<Cursor<Vec<u8>>, R>>,
    /// The names of the columns.
    pub(super) heads: Vec<String>,
    format: Format,
}

enum Format {
    Csv(Box<Csv>),
    /// The line that comes next.
    JsonLines(u64),
}

impl<R: Read> Rows<R> {
    /// Reads what the columns are called.
    pub(super) fn open(mut input: R) -> io::Result<Self> {
        let mut start = Vec::new();
        (&mut input).take(START).read_to_end(&mut start)?;
        if start.starts_with(&[0xff, 0xfe]) || start.starts_with(&[0xfe, 0xff]) {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "it is UTF-16: save it as UTF-8"));
        }
        if start.starts_with("\u{feff}".as_bytes()) {
            start.drain(..3);
        }
        let named = start.strip_prefix(b"sep=").and_then(|rest| rest.first().copied());
        if named.is_some() {
            // Its end stays, so that lines have their numbers.
            let end = start.iter().position(|byte| *byte == b'\n').unwrap_or(start.len());
            start.drain(..end);
        }
        let is_json = start.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'{');
        let delimiter = named.unwrap_or_else(|| delimiter(&start));
        let heads = if is_json { keys(&start) } else { Vec::new() };
        let input = BufReader::with_capacity(1 << 16, Cursor::new(start).chain(input));
        let format = if is_json { Format::JsonLines(1) } else { Format::Csv(Box::new(Csv::new(delimiter))) };
        let mut rows = Self { input, heads, format };
        if let Format::Csv(csv) = &mut rows.format
            && let Some((_, Ok(heads))) = csv.next(&mut rows.input)?
        {
            rows.heads = heads.iter().map(|head| head.trim().to_owned()).collect();
        }
        Ok(rows)
    }

    /// The next row; `None` at the end.
    pub(super) fn next(&mut self) -> io::Result<Option<Row>> {
        let Some((line, values)) = (match &mut self.format {
            Format::Csv(csv) => csv.next(&mut self.input)?,
            Format::JsonLines(line) => next_object(&mut self.input, line, &self.heads)?,
        }) else {
            return Ok(None);
        };
        let columns = self.heads.len();
        let values = values.and_then(|values| match values.len() {
            count if count > columns => Err(format!("it has {count} values for {columns} columns")),
            // All that came after it became its last value.
            count if count < columns && values.last().is_some_and(|last| last.contains('\n')) => {
                Err("a quotation mark is missing".to_owned())
            }
            _ => Ok(values),
        });
        Ok(Some((line, values)))
    }
}

/// The sign that stands most often in the first line, outside of quotation marks.
fn delimiter(start: &[u8]) -> u8 {
    let mut counts = [0_usize; DELIMITERS.len()];
    let mut quoted = false;
    for byte in start {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => break,
            _ if quoted => {}
            _ => counts.iter_mut().zip(DELIMITERS).for_each(|(count, sign)| *count += usize::from(*byte == sign)),
        }
    }
    let most = counts.iter().max().copied().unwrap_or_default();
    counts.iter().position(|count| *count == most).map_or(b',', |at| DELIMITERS[at])
}

/// The keys of the first object.
fn keys(start: &[u8]) -> Vec<String> {
    let lines = start.split(|byte| *byte == b'\n');
    let object = lines.filter_map(|line| serde_json::from_slice::<Map<String, Value>>(line).ok()).next();
    object.map(|object| object.keys().cloned().collect()).unwrap_or_default()
}

fn next_object(input: &mut impl BufRead, line: &mut u64, heads: &[String]) -> io::Result<Option<Row>> {
    loop {
        let mut text = Vec::new();
        if input.take(LONGEST as u64).read_until(b'\n', &mut text)? == 0 {
            return Ok(None);
        }
        let too_long = !text.ends_with(b"\n") && text.len() >= LONGEST;
        if too_long {
            input.skip_until(b'\n')?;
        }
        let at = *line;
        *line += 1;
        if text.trim_ascii().is_empty() {
            continue;
        }
        let object = serde_json::from_slice::<Map<String, Value>>(&text);
        let values =
            object.map_err(|error| if too_long { too_long_row() } else { format!("it is no JSON object: {error}") });
        return Ok(Some((at, values.map(|object| heads.iter().map(|head| value(object.get(head))).collect()))));
    }
}

fn value(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    }
}

fn line_ends(bytes: &[u8]) -> u64 {
    bytes.iter().map(|byte| u64::from(*byte == b'\n')).sum()
}

fn too_long_row() -> String {
    format!("it is longer than {} MiB; perhaps a quotation mark is missing", LONGEST >> 20)
}

/// A parser with room for a row.
struct Csv {
    reader: Reader,
    /// The line that is read.
    line: u64,
    values: Vec<u8>,
    ends: Vec<usize>,
}

impl Csv {
    fn new(delimiter: u8) -> Self {
        let reader = ReaderBuilder::new().delimiter(delimiter).build();
        Self { reader, line: 1, values: vec![0; 4096], ends: vec![0; 64] }
    }

    fn next(&mut self, input: &mut impl BufRead) -> io::Result<Option<Row>> {
        self.skip_empty_lines(input)?;
        let line = self.line;
        let (mut written, mut ended, mut too_long) = (0, 0, false);
        loop {
            let text = input.fill_buf()?;
            let (values, places) = (&mut self.values[written..], &mut self.ends[ended..]);
            let (result, read, bytes, ends) = self.reader.read_record(text, values, places);
            self.line += line_ends(&text[..read]);
            input.consume(read);
            (written, ended) = (written + bytes, ended + ends);
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull if self.values.len() < LONGEST => {
                    self.values.resize(2 * self.values.len(), 0);
                }
                ReadRecordResult::OutputEndsFull if self.ends.len() < MOST_COLUMNS => {
                    self.ends.resize(2 * self.ends.len(), 0);
                }
                // The rest is read over what nobody needs.
                ReadRecordResult::OutputFull | ReadRecordResult::OutputEndsFull => {
                    (written, ended, too_long) = (0, 0, true);
                }
                ReadRecordResult::Record if too_long => return Ok(Some((line, Err(too_long_row())))),
                ReadRecordResult::Record => return Ok(Some((line, self.row(ended)))),
                ReadRecordResult::End => return Ok(None),
            }
        }
    }

    /// The parser does so, too, without telling.
    fn skip_empty_lines(&mut self, input: &mut impl BufRead) -> io::Result<()> {
        loop {
            let text = input.fill_buf()?;
            let length = text.iter().position(|byte| !matches!(byte, b'\r' | b'\n')).unwrap_or(text.len());
            if length == 0 {
                return Ok(());
            }
            self.line += line_ends(&text[..length]);
            input.consume(length);
        }
    }

    fn row(&self, ended: usize) -> Result<Vec<String>, String> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        let places = starts.zip(&self.ends[..ended]);
        let value = |(start, end): (usize, &usize)| {
            let text = std::str::from_utf8(&self.values[start..*end]);
            text.map(str::to_owned).map_err(|_| "it isn't UTF-8".to_owned())
        };
        places.map(value).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The rows as lines, `!` before what is wrong.
    fn read(bytes: &[u8]) -> (String, Vec<String>) {
        let mut rows = Rows::open(bytes).expect("a table");
        let mut found = Vec::new();
        while let Some((line, row)) = rows.next().expect("rows") {
            found.push(match row {
                Ok(values) => format!("{line} {}", values.join("|")),
                Err(reason) => format!("{line} !{reason}"),
            });
        }
        (rows.heads.join("|"), found)
    }

    #[test]
    fn tables_of_every_kind() {
        for (text, heads, expected) in [
            ("a,b\n1,\"x, \"\"y\"\"\nz\"\n2,w\n", "a|b", vec!["2 1|x, \"y\"\nz", "4 2|w"]),
            ("\u{feff}id;subject\r\n1;one, two\r\n", "id|subject", vec!["2 1|one, two"]),
            ("sep=;\r\na;b\r\n1;2\r\n", "a|b", vec!["3 1|2"]),
            ("a\tb\n1\t2", "a|b", vec!["2 1|2"]),
            ("subject\none\n\ntwo\n", "subject", vec!["2 one", "4 two"]),
            ("a,b\n1\n1,2,3\n", "a|b", vec!["2 1", "3 !it has 3 values for 2 columns"]),
            ("{\"a\":\"x\",\"n\":2}\n\n{\"n\":null,\"z\":1}\n[1]\n", "a|n", vec!["1 x|2", "3 |"]),
            ("a,b,c\n1,\"2,3\n4,5,6\n", "a|b|c", vec!["2 !a quotation mark is missing"]),
            ("", "", vec![]),
        ] {
            let (found, rows) = read(text.as_bytes());
            assert_eq!(found, heads, "{text:?}");
            assert_eq!(rows[..expected.len()], expected, "{text:?}");
        }
        assert_eq!(read(b"a\n\xff\nok\n").1, ["2 !it isn't UTF-8", "3 ok"]);
    }

    #[test]
    fn rows_that_are_too_long_are_dropped() {
        let long = "x".repeat(3 * LONGEST);
        let (_, rows) = read(format!("a,b\n\"{long}\",1\n2,3\n").as_bytes());
        assert!(rows[0].starts_with("2 !it is longer than 1 MiB") && rows[1] == "3 2|3", "{rows:?}");
        let (_, rows) = read(format!("{{\"a\":1}}\n{{\"a\":\"{long}\"}}\n{{\"a\":3}}\n").as_bytes());
        assert!(rows[1].starts_with("2 !it is longer than 1 MiB") && rows[2] == "3 3", "{rows:?}");
        let columns = format!("a\n{}\nb\n", ",".repeat(3 * MOST_COLUMNS));
        assert_eq!(read(columns.as_bytes()).1[1], "3 b");
    }

    #[test]
    fn utf_16_is_said() {
        let error = Rows::open(&b"\xff\xfea\0"[..]).err().expect("an error");
        assert_eq!(error.to_string(), "it is UTF-16: save it as UTF-8");
    }
}
