//! `answerbook.lock.yaml`: every address and every question's anchor that was ever published.
//!
//! One entry a line, sorted, so that two branches seldom change the same place. It is YAML whose lines are each a key and a
//! table in JSON; it is read line by line, since a large site has more lines than a YAML document of a writer's may have.

mod sketch;

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::diag::{Diagnostic, Diagnostics, Rule, Source, Span};
use crate::source::LEDGER;
pub(super) use sketch::Sketch;

/// What the file begins with, for people.
const HEAD: &str = "\
# Every address ever published, written by `answerbook build`. Commit it: old addresses keep working by it.
";

/// The ledger of a project.
#[derive(Debug, Clone, Default)]
pub struct Ledger {
    /// By address from the site's root: `/billing/refund/`, and of a question `/billing/questions/#by-card`.
    pub(super) entries: BTreeMap<String, Known>,
    /// The file and where each line starts in it; none for a ledger that was never written.
    read_from: Option<(Arc<Source>, BTreeMap<String, usize>)>,
}

/// What is known of an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Known {
    /// What stands there, or stood there when it was last seen.
    Here(Here),
    /// It leads to another address.
    Moved(String),
}

/// What stands at an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Here {
    /// The file from the content folder; of a question, its page says it.
    pub(super) file: Option<String>,
    pub(super) title: String,
    pub(super) sketch: Sketch,
}

/// What became of the addresses where nothing stands any more.
#[derive(Debug, Default)]
pub(super) struct Compared {
    /// Where they lead: addresses of pages and questions that stand.
    pub(super) moved: BTreeMap<String, String>,
    /// Those that lead nowhere.
    pub(super) lost: Vec<String>,
}

/// A line's value as it is written.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
}

impl Ledger {
    /// Reads the file. A line that can't be read is reported.
    pub fn parse(source: &Arc<Source>, diagnostics: &mut Diagnostics) -> Self {
        let mut ledger = Self::default();
        let mut places = BTreeMap::new();
        let mut at = 0;
        for line in source.text.split_inclusive('\n') {
            let range = at..at + line.trim_end().len();
            at += line.len();
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            match entry(line.trim_end()) {
                Some((address, known)) => {
                    places.insert(address.clone(), range.start);
                    ledger.entries.insert(address, known);
                }
                None => diagnostics.add(unreadable(Span::new(source, range), line)),
            }
        }
        ledger.read_from = Some((Arc::clone(source), places));
        ledger
    }

    /// The text of the file.
    pub fn text(&self) -> String {
        let mut text = HEAD.to_owned();
        for (address, known) in &self.entries {
            let line = match known {
                Known::Moved(to) => Line { to: Some(to.clone()), file: None, title: None, text: None },
                Known::Here(Here { file, title, sketch }) => {
                    Line { to: None, file: file.clone(), title: Some(title.clone()), text: Some(sketch.to_string()) }
                }
            };
            // Texts alone can always be written as JSON.
            let line = serde_json::to_string(&line).unwrap_or_default();
            let address = serde_json::Value::from(address.as_str());
            text.push_str(&format!("{address}: {line}\n"));
        }
        text
    }

    /// Whether its file would say the same.
    pub fn is_written(&self) -> bool {
        self.read_from.as_ref().map_or(self.entries.is_empty(), |(source, _)| *source.text == self.text())
    }

    /// What stood at an address, where that has not moved.
    pub(super) fn here(&self, address: &str) -> Option<&Here> {
        match self.entries.get(address)? {
            Known::Here(here) => Some(here),
            Known::Moved(_) => None,
        }
    }

    /// The title that what stood at an address had.
    pub(super) fn title(&self, address: &str) -> Option<&str> {
        self.here(address).map(|here| here.title.as_str())
    }

    /// Where an address stands in the file.
    pub(super) fn span(&self, address: &str) -> Span {
        match &self.read_from {
            None => Span::start_of(&Source::unread(LEDGER)),
            Some((source, places)) => {
                let start = places.get(address).copied().unwrap_or_default();
                let quoted = serde_json::Value::from(address).to_string();
                let end = start + if source.text[start..].starts_with(&quoted) { quoted.len() } else { 0 };
                Span::new(source, start..end)
            }
        }
    }
}

fn entry(line: &str) -> Option<(String, Known)> {
    let mut values = serde_json::Deserializer::from_str(line).into_iter::<String>();
    let address = values.next()?.ok()?;
    let rest = line[values.byte_offset()..].strip_prefix(':')?;
    let Line { to, file, title, text } = serde_json::from_str(rest).ok()?;
    let known = match (to, title, text) {
        (Some(to), None, None) if file.is_none() => Known::Moved(to),
        (None, Some(title), Some(text)) => Known::Here(Here { file, title, sketch: text.parse().ok()? }),
        _ => return None,
    };
    is_address(&address).then_some((address, known))
}

/// Whether a text can be an address of ours. Files are made at old addresses, so none may lead out of the site.
fn is_address(text: &str) -> bool {
    let page = text.split('#').next().unwrap_or_default();
    let Some(inner) = page.strip_prefix('/') else { return false };
    let is_name = |part: &str| !part.is_empty() && !part.starts_with('.') && part.len() <= 255;
    let names = inner.strip_suffix('/').map(|names| names.split('/').all(is_name));
    let is_plain = !page.contains(['\\', ':', '\0']) && !page.contains(char::is_control);
    is_plain && (inner.is_empty() || names == Some(true))
}

fn unreadable(span: Span, line: &str) -> Diagnostic {
    let is_conflict = ["<<<<<<<", "=======", ">>>>>>>", "|||||||"].iter().any(|mark| line.starts_with(mark));
    let (message, hint) = match is_conflict {
        true => ("two branches changed this place", "keep the lines of both, without the marks between them"),
        false => ("this line can't be read", "take the file as it was committed last, and build again"),
    };
    Diagnostic::new(Rule::InvalidLedger, span, message).hint(hint)
}

#[cfg(test)]
mod tests {
    use super::is_address;

    #[test]
    fn addresses_stay_inside_the_site() {
        for good in ["/", "/a/", "/el/πώς/", "/a/b/#q?", "/#q", "/a.b/"] {
            assert!(is_address(good), "{good}");
        }
        let bad =
            ["", "a/", "/a", "//", "/../a/", "/a/../../b/", "/./", "/.git/", "/a//b/", "/C:/a/", "/a\\b/", "/a\0/"];
        for bad in bad {
            assert!(!is_address(bad), "{bad}");
        }
        assert!(!is_address(&format!("/{}/", "a".repeat(300))));
    }
}
