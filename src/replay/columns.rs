//! The names of a table's columns -> which of them says what.

use crate::search::fold;
use crate::suggest::did_you_mean;

/// What a column with the subject is called in exports, the surest first; without case and signs.
const SUBJECTS: &[&str] = &[
    "subject",
    "ticket subject",
    "raw subject",
    "email subject",
    "message subject",
    "conversation subject",
    "title",
    "ticket title",
    "conversation title",
    "summary",
    "issue summary",
    "short description",
    "question",
    "query",
    "topic",
    "initial message",
    "first message",
    "θέμα",
    "betreff",
    "objet",
    "sujet",
    "asunto",
    "oggetto",
    "assunto",
    "subiect",
    "onderwerp",
    "тема",
    "temat",
    "konu",
    "件名",
    "主题",
    "제목",
    "موضوع",
];
const LANGUAGES: &[&str] = &[
    "lang",
    "language",
    "locale",
    "ticket language",
    "requester language",
    "requester locale",
    "customer language",
    "contact language",
    "sprache",
    "γλώσσα",
];
const COUNTS: &[&str] = &["count", "times", "tickets", "requests", "number of tickets", "ticket count", "frequency"];
const CREATED: &[&str] = &[
    "created",
    "created at",
    "created time",
    "creation date",
    "date created",
    "ticket created date",
    "started at",
    "conversation started at",
    "conversation created at",
    "opened at",
    "date",
];

/// Which column says what, from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Columns {
    /// What was asked.
    pub subject: usize,
    /// In which language.
    pub language: Option<usize>,
    /// How often.
    pub count: Option<usize>,
    /// When.
    pub created: Option<usize>,
}

/// Why a table has no column with subjects: a message and a hint.
pub type Missing = (String, String);

/// Finds the columns of a file. `wanted` is the subject's, where it was named.
///
/// # Errors
/// There is no such column, or none that is usually called so.
pub fn columns(file: &str, heads: &[String], wanted: Option<&str>) -> Result<Columns, Missing> {
    let keys: Vec<String> = heads.iter().map(|head| key(head)).collect();
    let at = |name: &str| keys.iter().position(|key| *key == self::key(name));
    let first = |names: &[&str]| names.iter().find_map(|name| at(name));
    let list = || heads.iter().map(|head| format!("`{head}`")).collect::<Vec<_>>().join(", ");
    let subject = match wanted {
        Some(name) => at(name).ok_or_else(|| {
            let hint = did_you_mean(name, heads.iter().map(String::as_str));
            let hint = hint.unwrap_or_else(|| format!("its columns: {}", list()));
            (format!("`{file}` has no column `{name}`"), hint)
        })?,
        None => first(SUBJECTS).or((heads.len() == 1).then_some(0)).ok_or_else(|| {
            let message = format!("`{file}` has no column that is called as subjects usually are, such as `subject`");
            (message, format!("name the one with the subjects by `--column`: {}", list()))
        })?,
    };
    Ok(Columns { subject, language: first(LANGUAGES), count: first(COUNTS), created: first(CREATED) })
}

/// A name without case, accents and signs.
fn key(name: &str) -> String {
    let folded = fold(name);
    folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(heads: &str, wanted: Option<&str>) -> Result<[Option<usize>; 4], Missing> {
        let heads: Vec<String> = heads.split(',').map(str::to_owned).collect();
        let found = columns("t.csv", &heads, wanted)?;
        Ok([Some(found.subject), found.language, found.count, found.created])
    }

    #[test]
    fn columns_of_exports() {
        for (heads, wanted, expected) in [
            ("Ticket ID,Subject,Status,Created time", None, [Some(1), None, None, Some(3)]),
            ("Id,Raw subject,Locale,Created at,Subject", None, [Some(4), Some(2), None, Some(3)]),
            ("conversation_id,conversation_title,conversation_started_at", None, [Some(1), None, None, Some(2)]),
            ("Schlüssel,Betreff,Sprache", None, [Some(1), Some(2), None, None]),
            ("ID,ΘΕΜΑ", None, [Some(1), None, None, None]),
            ("what they wrote", None, [Some(0), None, None, None]),
            ("subject,Wish,count", Some("wish"), [Some(1), None, Some(2), None]),
        ] {
            assert_eq!(found(heads, wanted), Ok(expected), "{heads}");
        }
    }

    #[test]
    fn a_missing_column_is_suggested() {
        let (message, hint) = found("id,subject", Some("subjct")).expect_err("a slip");
        assert_eq!((message.as_str(), hint.as_str()), ("`t.csv` has no column `subjct`", "did you mean `subject`?"));
        let (_, hint) = found("id,words", None).expect_err("unknown names");
        assert_eq!(hint, "name the one with the subjects by `--column`: `id`, `words`");
    }
}
