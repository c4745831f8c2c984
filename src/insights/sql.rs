//! The report's queries for database engines, for more events than one machine should hold.

use std::fmt::Write;

use super::normal::LONGEST;
use super::script::{SCRIPTS, Script};
use super::visits::IDLE;

/// An engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// DuckDB.
    DuckDb,
    /// ClickHouse.
    ClickHouse,
}

/// The script that makes the report out of files of JSON lines, with so many rows in each list.
pub fn script(engine: Engine, files: &[String], rows: usize) -> String {
    let filled = [
        ("files", engine.sources(files)),
        ("limit", rows.to_string()),
        ("longest", LONGEST.to_string()),
        ("idle", IDLE.to_string()),
        ("scripts", SCRIPTS.iter().map(|script| engine.case(script)).collect::<Vec<_>>().join("\n")),
        ("own", own()),
    ];
    let template = match engine {
        Engine::DuckDb => include_str!("sql/duckdb.sql"),
        Engine::ClickHouse => include_str!("sql/clickhouse.sql"),
    };
    let mut parts = template.split("{{");
    let mut script = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (name, rest) = part.split_once("}}").unwrap_or((part, ""));
        script.extend(filled.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str()));
        script.push_str(rest);
    }
    script
}

impl Engine {
    /// A text as a literal.
    fn quoted(self, text: &str) -> String {
        match self {
            Self::DuckDb => format!("'{}'", text.replace('\'', "''")),
            Self::ClickHouse => format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'")),
        }
    }

    /// What the lines are read from. ClickHouse numbers the lines of each file by itself.
    fn sources(self, files: &[String]) -> String {
        let quoted = files.iter().map(|file| self.quoted(file));
        if self == Self::DuckDb {
            return quoted.collect::<Vec<_>>().join(", ");
        }
        let lines = |(place, file): (usize, String)| {
            let number = format!("bitShiftLeft(toUInt64({place}), 40) + rowNumberInAllBlocks()");
            format!("select {number} as n, line as event from file({file}, LineAsString)")
        };
        quoted.enumerate().map(lines).collect::<Vec<_>>().join("\nunion all\n")
    }

    /// `when` a query has a letter of a writing system.
    fn case(self, script: &Script) -> String {
        let mut letters = String::new();
        for (first, last) in script.ranges {
            let _ = write!(letters, "\\x{{{:x}}}-\\x{{{:x}}}", u32::from(*first), u32::from(*last));
        }
        let function = if self == Self::DuckDb { "regexp_matches" } else { "match" };
        format!("    when {function}(q, {}) then '{}'", self.quoted(&format!("[{letters}]")), script.name)
    }
}

/// Writing systems with the languages that are written in them.
fn own() -> String {
    let pairs = SCRIPTS
        .iter()
        .flat_map(|script| script.languages.iter().map(move |language| format!("('{}', '{language}')", script.name)));
    pairs.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_of_a_script_is_filled() {
        for engine in [Engine::DuckDb, Engine::ClickHouse] {
            let script = script(engine, &["it's.jsonl".into(), "b\\c".into()], 7);
            assert!(!script.contains("{{") && script.contains("limit 7;"), "{script}");
        }
        let duckdb = script(Engine::DuckDb, &["it's.jsonl".into(), "b\\c".into()], 7);
        assert!(duckdb.contains(r"['it''s.jsonl', 'b\c']"), "{duckdb}");
        assert!(duckdb.contains(r"when regexp_matches(q, '[\x{370}-\x{3ff}\x{1f00}-\x{1fff}]') then 'Greek'"));
    }
}
