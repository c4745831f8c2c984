//! Site -> for each language but the default one, which articles are to be translated, and which sections anew.

use std::cmp::Reverse;

use crate::content::compare::{Comparison, compare};
use crate::content::parts::{Part, parts};
use crate::content::{Article, folder_of, is_index};
use crate::date::Date;
use crate::site::{Edition, Site};

use super::views::Views;

/// What a language lacks.
#[derive(Debug)]
pub struct Queue {
    /// The language's tag.
    pub language: String,
    /// The language's own name.
    pub name: String,
    /// What is to be done: what is looked at most comes first, then in the order of the articles.
    pub work: Vec<Work>,
    /// How many translations are up to date.
    pub done: usize,
    /// Files of translations that don't say what they were made of.
    pub untracked: Vec<String>,
}

/// An article to be translated, as a whole or in parts.
#[derive(Debug)]
pub struct Work {
    /// The file, which is missing or lags behind.
    pub file: String,
    /// The file in the default language.
    pub source: String,
    /// The title there.
    pub title: String,
    /// The sections to be done; none where the file is missing.
    pub sections: Vec<Section>,
    /// Whether there is no translation at all.
    pub missing: bool,
    /// How many words are to be translated.
    pub words: usize,
    /// How often its page was looked at in this language, and in the default one.
    pub views: (u64, u64),
    /// When the source was last updated, as it says.
    pub updated: Option<Date>,
}

/// A section of the source beside its translation.
#[derive(Debug)]
pub struct Section {
    /// The heading's id; empty for what stands before the first heading.
    pub id: String,
    /// The heading.
    pub title: String,
    /// `same`, `changed`, `missing` or `removed`.
    pub state: &'static str,
    /// What its text is known by; empty where it is removed.
    pub fingerprint: String,
}

/// The queues of a site.
pub fn queues(site: &Site, views: &Views) -> Vec<Queue> {
    let order = in_order(site.default_edition());
    site.editions.iter().skip(1).map(|edition| queue(site, edition, &order, views)).collect()
}

fn queue(site: &Site, edition: &Edition, order: &[&Article], views: &Views) -> Queue {
    let mut queue = Queue {
        language: edition.language.tag.clone(),
        name: edition.language.name().to_owned(),
        work: Vec::new(),
        done: 0,
        untracked: Vec::new(),
    };
    for source in order {
        let Some(shown) = edition.article(&source.path) else { continue };
        // A regional variant lacks nothing that its language has.
        if edition.is_fallback(shown) && shown.language != source.language {
            continue;
        }
        if edition.is_fallback(shown) {
            let words = parts(source).iter().map(|part| words(source, part)).sum();
            let file = format!("{}{}/{}", site.files.content_prefix, edition.language.tag, source.path);
            queue.work.push(work(site, edition, source, file, views, (Vec::new(), words)));
            continue;
        }
        match compare(source, shown) {
            None => queue.untracked.push(shown.source.path.clone()),
            Some(comparison) if comparison.count() == 0 => queue.done += 1,
            Some(comparison) => {
                let words = comparison.lagging().map(|compared| words(source, &compared.part)).sum();
                let mut sections = sections(&comparison);
                sections.retain(|section| section.state != "same");
                queue.work.push(work(site, edition, source, shown.source.path.clone(), views, (sections, words)));
            }
        }
    }
    queue.work.sort_by_key(|work| Reverse(work.views));
    queue
}

fn work(
    site: &Site,
    edition: &Edition,
    source: &Article,
    file: String,
    views: &Views,
    (sections, words): (Vec<Section>, usize),
) -> Work {
    let key = if is_index(&source.path) { folder_of(&source.path) } else { &source.path };
    Work {
        file,
        source: source.source.path.clone(),
        title: source.title.clone(),
        missing: sections.is_empty(),
        sections,
        words,
        views: (views.of(edition.index, key), views.of(site.default_edition().index, key)),
        updated: source.front.updated_on(),
    }
}

/// Every section of a translation's source, then those that are gone.
pub fn sections(comparison: &Comparison<'_>) -> Vec<Section> {
    let source = comparison.source.iter().map(|compared| Section {
        id: compared.part.id.to_owned(),
        title: compared.part.title.to_owned(),
        state: compared.state.name(),
        fingerprint: compared.part.fingerprint.clone(),
    });
    let removed = comparison.removed.iter().map(|removed| Section {
        id: removed.id.to_owned(),
        title: removed.place.map_or_else(String::new, |at| comparison.translation[at].title.to_owned()),
        state: "removed",
        fingerprint: String::new(),
    });
    source.chain(removed).collect()
}

/// An edition's own articles as its readers meet them: the home page, then each category with its articles.
fn in_order(edition: &Edition) -> Vec<&Article> {
    let mut articles = Vec::new();
    let mut folders = vec![""];
    while let Some(folder) = folders.pop() {
        let Some(category) = edition.category(folder) else { continue };
        let pages = category.articles.iter().filter_map(|path| edition.pages.get(path)).map(|page| &*page.article);
        articles.extend(category.text.as_deref().into_iter().chain(pages));
        folders.extend(category.children.iter().rev().map(String::as_str));
    }
    articles
}

/// How many words a part has. Scripts without spaces count by letter, as translators count them.
fn words(article: &Article, part: &Part<'_>) -> usize {
    let sections = article.document.sections.get(part.sections.clone()).unwrap_or_default();
    let headings = sections.iter().filter_map(|section| section.heading.as_ref()).map(|heading| heading.text.as_str());
    let beginning = [article.title.as_str(), article.description.as_str()];
    let beginning = if part.id.is_empty() { &beginning[..] } else { &[] };
    let texts = sections.iter().map(|section| section.text.as_str()).chain(headings);
    texts.chain(beginning.iter().copied()).map(words_of).sum()
}

fn words_of(text: &str) -> usize {
    let words = text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric));
    words.map(|word| word.chars().filter(|c| is_unspaced(*c)).count().max(1)).sum()
}

/// Chinese and Japanese.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
mod tests {
    use super::words_of;

    #[test]
    fn words_are_counted() {
        for (text, count) in [("", 0), ("a b-c — d", 3), ("返金の方法", 5), ("Wi-Fi を使う", 4)] {
            assert_eq!(words_of(text), count, "{text}");
        }
    }
}
