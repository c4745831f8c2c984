//! A translation and its source -> the edit that says: made of the source as it is now.
//!
//! Only the lines of `translated_from` are written. All others stay byte for byte.

use std::ops::Range;
use std::sync::Arc;

use crate::content::Article;
use crate::content::compare::matched;
use crate::content::front_matter::{self, FrontMatter, TRANSLATED_FROM};
use crate::content::parts::parts;
use crate::diag::{Diagnostics, Fix, Source};
use crate::suggest::did_you_mean;
use crate::yaml::quote;

/// Why a translation can't be marked: what is wrong, and what may help.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// What is wrong.
    pub message: String,
    /// What may help.
    pub hint: String,
}

type Entries = Vec<(String, String)>;

/// The edit of a translation's file; `None` where it says so already.
///
/// # Errors
/// There is no such section, or the front matter can't be edited.
pub fn mark(source: &Article, translation: &Article, section: Option<&str>) -> Result<Option<Fix>, Refusal> {
    let entries = match section {
        None => parts(source).into_iter().map(|part| (part.id.to_owned(), part.fingerprint)).collect(),
        Some(id) => with_one(source, translation, id)?,
    };
    if translation.front.translated_from.as_ref().is_some_and(|from| from.parts == entries) {
        return Ok(None);
    }
    let text = &translation.source;
    let (range, replacement) = edit(text, &entries);
    let fix = Fix { range, replacement };
    if reads_back(text, &fix, &entries, translation) {
        return Ok(Some(fix));
    }
    Err(Refusal {
        message: format!("the front matter of `{}` is written in a way that can't be edited", text.path),
        hint: format!("write each key on a line of its own, and delete `{TRANSLATED_FROM}`"),
    })
}

/// The entries of before, with one of them as the source is now.
fn with_one(source: &Article, translation: &Article, id: &str) -> Result<Entries, Refusal> {
    let Some(marked) = &translation.front.translated_from else {
        return Err(Refusal {
            message: format!("`{}` doesn't say yet what it was made of", translation.source.path),
            hint: "mark the whole file first, without `--section`".to_owned(),
        });
    };
    let (mut entries, parts) = (marked.parts.clone(), parts(source));
    let matched = matched(&entries, &parts);
    let Some(part) = parts.iter().position(|part| part.id == id) else {
        let gone = entries.iter().zip(&matched).position(|((known, _), part)| known == id && part.is_none());
        let Some(gone) = gone else { return Err(unknown(source, id, parts.iter().map(|part| part.id))) };
        entries.remove(gone);
        return Ok(entries);
    };
    let entry = (id.to_owned(), parts[part].fingerprint.clone());
    match matched.iter().position(|at| *at == Some(part)) {
        Some(at) => entries[at] = entry,
        None => {
            let before = matched.iter().rposition(|at| at.is_some_and(|at| at < part));
            entries.insert(before.map_or(0, |before| before + 1), entry);
        }
    }
    Ok(entries)
}

fn unknown<'a>(source: &Article, id: &str, ids: impl Iterator<Item = &'a str> + Clone) -> Refusal {
    let list = ids.clone().filter(|id| !id.is_empty()).map(|id| format!("`{id}`")).collect::<Vec<_>>().join(", ");
    let hint = did_you_mean(id, ids.filter(|id| !id.is_empty()));
    let all = format!("its sections: {list}; `--section \"\"` is what stands before the first heading");
    Refusal { message: format!("`{}` has no section `{id}`", source.source.path), hint: hint.unwrap_or(all) }
}

/// What to write, and where.
fn edit(source: &Arc<Source>, entries: &Entries) -> (Range<usize>, String) {
    let lines = entries.iter().map(|(id, print)| format!("  {}: {}\n", quote(id), quote(print)));
    let block = format!("{TRANSLATED_FROM}:\n{}", lines.collect::<String>());
    match front_matter::split(source, &mut Diagnostics::default()) {
        Some((Some(yaml), _)) => (place(&source.text, yaml), block),
        _ => (0..0, format!("---\n{block}---\n")),
    }
}

/// Where the key stands with its value; otherwise the end of the front matter.
fn place(text: &str, yaml: Range<usize>) -> Range<usize> {
    let mut at = yaml.start;
    let mut found: Option<Range<usize>> = None;
    for line in text[yaml.clone()].split_inclusive('\n') {
        let end = at + line.len();
        match &mut found {
            None if is_key(line) => found = Some(at..end),
            None => {}
            Some(_) if line.trim().is_empty() => {}
            Some(found) if line.starts_with([' ', '\t']) => found.end = end,
            Some(_) => break,
        }
        at = end;
    }
    found.unwrap_or(yaml.end..yaml.end)
}

/// Whether a line begins with the key.
fn is_key(line: &str) -> bool {
    let name = line.split(':').next().unwrap_or_default().trim_end();
    name.trim_matches(['"', '\'']) == TRANSLATED_FROM && line.contains(':')
}

/// Whether the edited front matter says what it was to say, and its title.
fn reads_back(source: &Source, fix: &Fix, entries: &Entries, translation: &Article) -> bool {
    let mut text = source.text.clone();
    text.replace_range(fix.range.clone(), &fix.replacement);
    let source = Arc::new(Source { path: source.path.clone(), text });
    let ignored = &mut Diagnostics::default();
    let Some((Some(yaml), _)) = front_matter::split(&source, ignored) else { return false };
    let front = front_matter::parse(&source, yaml, ignored);
    let title = |front: &FrontMatter| front.title.as_ref().map(|title| title.value.clone());
    title(&front) == title(&translation.front) && front.translated_from.is_some_and(|from| from.parts == *entries)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_keys_own_lines_are_replaced() {
        let entries: Entries = vec![(String::new(), "1a".into()), ("b".into(), "2b".into())];
        let block = "translated_from:\n  \"\": \"1a\"\n  \"b\": \"2b\"\n";
        for (before, after) in [
            ("---\ntitle: A\n---\nText", format!("---\ntitle: A\n{block}---\nText")),
            ("Text", format!("---\n{block}---\nText")),
            ("---\n---\nText", format!("---\n{block}---\nText")),
            ("---\ntranslated_from: {}\ntitle: A # x\n---\n", format!("---\n{block}title: A # x\n---\n")),
            (
                "---\ntitle: A\ntranslated_from:\n  \"\": x\n\n  y: z\n\n# why\norder: 1\n---\n",
                format!("---\ntitle: A\n{block}\n# why\norder: 1\n---\n"),
            ),
            ("---\n\"translated_from\" :\n---\n", format!("---\n{block}---\n")),
        ] {
            let source = Arc::new(Source { path: String::new(), text: before.to_owned() });
            let (range, replacement) = edit(&source, &entries);
            let mut text = before.to_owned();
            text.replace_range(range, &replacement);
            assert_eq!(text, after, "{before}");
        }
    }
}
