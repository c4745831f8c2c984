//! What translations lack -> JSON for scripts. The names of its fields are a promise.

use serde_json::{Value, json};

use super::queue::{Queue, Section, Work};
use super::views::Views;

/// The work of every language, and what was read of event logs.
pub fn queues(queues: &[Queue], views: &Views) -> Value {
    let languages = queues.iter().map(|queue| {
        json!({
            "language": queue.language,
            "up_to_date": queue.done,
            "not_tracked": queue.untracked,
            "work": queue.work.iter().map(work).collect::<Vec<_>>(),
        })
    });
    json!({
        "languages": languages.collect::<Vec<_>>(),
        "events": { "lines": views.lines, "bad": views.bad },
    })
}

fn work(work: &Work) -> Value {
    json!({
        "state": if work.missing { "missing" } else { "outdated" },
        "file": work.file,
        "source": work.source,
        "title": work.title,
        "sections": work.sections.iter().map(section).collect::<Vec<_>>(),
        "words": work.words,
        "views": work.views.0,
        "source_views": work.views.1,
        "source_updated": work.updated.map(crate::date::Date::iso),
    })
}

fn section(section: &Section) -> Value {
    json!({
        "id": section.id,
        "title": section.title,
        "state": section.state,
        "hash": section.fingerprint,
    })
}

/// Every section of some files; `null` where a file isn't tracked.
pub fn files(files: &[(&str, Option<Vec<Section>>)]) -> Value {
    let files = files.iter().map(|(file, sections)| {
        let sections = sections.as_ref().map(|sections| sections.iter().map(section).collect::<Vec<_>>());
        json!({ "file": file, "sections": sections })
    });
    json!({ "files": files.collect::<Vec<_>>() })
}
