//! What was counted, beside the project that it was counted on.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::Insights;
use super::project::{MissingTranslation, ProjectReport, StaleArticle, UnknownWord};
use super::report::Report;
use crate::content::FrontMatter;
use crate::date::Date;
use crate::search::KnownWords;
use crate::site::url::encode;
use crate::site::{Edition, Page, Site};

/// How many synonyms are proposed for a word.
const PROPOSED: usize = 3;

/// Adds to a report what the project says to it, with at most so many rows in each list.
pub fn add(report: &mut Report, insights: &Insights, site: &Site, rows: usize) {
    let views: HashMap<&str, u64> = insights.tally.pages.iter().map(|(page, counts)| (page, counts.views)).collect();
    let today = report.read.to.as_deref().and_then(|time| Date::parse(time.get(..10)?));
    let mut project = ProjectReport { unknown_words: unknown_words(insights, site, rows), ..Default::default() };
    for edition in &site.editions {
        for page in edition.pages.values() {
            let views = views_of(site, page, &views);
            match edition.is_fallback(&page.article) {
                true if views > 0 => project.missing_translations.push(missing(edition, page, views)),
                false if today.is_some_and(|today| is_stale(&page.article.front, today)) => {
                    project.stale_articles.push(stale(edition, page, views));
                }
                _ => {}
            }
        }
    }
    project.missing_translations.sort_by_key(|row| Reverse(row.views));
    project.missing_translations.truncate(rows);
    project.stale_articles.sort_by_key(|row| Reverse(row.views));
    project.stale_articles.truncate(rows);
    report.project = Some(project);
}

/// How often a page was seen, whether browsers told its address encoded or not.
fn views_of(site: &Site, page: &Page, views: &HashMap<&str, u64>) -> u64 {
    let base = site.config.base_path();
    let addresses = BTreeSet::from([format!("{base}{}", page.url), format!("{base}{}", encode(&page.url))]);
    addresses.iter().filter_map(|address| views.get(address.as_str())).sum()
}

fn missing(edition: &Edition, page: &Page, views: u64) -> MissingTranslation {
    MissingTranslation { lang: edition.language.tag.clone(), file: page.article.path.clone(), views }
}

fn stale(edition: &Edition, page: &Page, views: u64) -> StaleArticle {
    let front = &page.article.front;
    StaleArticle {
        lang: edition.language.tag.clone(),
        file: page.article.path.clone(),
        updated: front.updated_on().map(Date::iso),
        review_by: front.review_by.as_ref().map(|date| date.value.iso()),
        views,
    }
}

fn is_stale(front: &FrontMatter, today: Date) -> bool {
    let year_after = |date: Date| {
        let (year, month, day) = date.gregorian();
        (year.saturating_add(1), month, day)
    };
    match &front.review_by {
        Some(review) => review.value < today,
        None => front.updated_on().is_some_and(|updated| year_after(updated) < today.gregorian()),
    }
}

/// The words of searches that occur nowhere, and what may mean the same.
fn unknown_words(insights: &Insights, site: &Site, rows: usize) -> Vec<UnknownWord> {
    let known: BTreeMap<&str, KnownWords> =
        site.editions.iter().map(|edition| (edition.language.tag.as_str(), KnownWords::new(site, edition))).collect();
    let look_up = |key: &str| {
        let (lang, query) = key.split_once('\t')?;
        let (lang, known) = known.get_key_value(lang)?;
        Some((*lang, known.look_up(query)))
    };
    let mut counts: HashMap<(&str, String), u64> = HashMap::new();
    for (key, query) in insights.tally.queries.iter() {
        let Some((lang, words)) = look_up(key) else { continue };
        let unknown: BTreeSet<String> = words.into_iter().filter(|(_, known)| !known).map(|(word, _)| word).collect();
        unknown.into_iter().for_each(|word| *counts.entry((lang, word)).or_default() += query.searches);
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    counts.truncate(rows);
    let mut proposed = proposed(insights, look_up);
    let mut rows = Vec::new();
    for ((lang, word), searches) in counts {
        let mut synonyms: Vec<_> = proposed.remove(&(lang, word.clone())).unwrap_or_default().into_iter().collect();
        synonyms.sort_by_key(|(_, times)| Reverse(*times));
        let synonyms = synonyms.into_iter().take(PROPOSED).map(|(word, _)| word).collect();
        rows.push(UnknownWord { lang: lang.to_owned(), word, searches, synonyms });
    }
    rows
}

/// How often customers who had searched for an unknown word then tried a known one, and opened what they found.
fn proposed<'a>(
    insights: &Insights,
    look_up: impl Fn(&str) -> Option<(&'a str, Vec<(String, bool)>)>,
) -> HashMap<(&'a str, String), BTreeMap<String, u64>> {
    let texts = insights.tally.queries.texts();
    let mut proposed: HashMap<(&str, String), BTreeMap<String, u64>> = HashMap::new();
    for ((from, to), times) in &insights.tally.rewordings {
        let query = |number: &u32| look_up(texts.get(*number as usize)?);
        let (Some((lang, first)), Some((other, then))) = (query(from), query(to)) else { continue };
        let new = |word: &&(String, bool)| word.1 && !first.contains(word);
        for (word, _) in first.iter().filter(|(_, known)| !known && lang == other) {
            let synonyms = proposed.entry((lang, word.clone())).or_default();
            then.iter().filter(new).for_each(|(word, _)| *synonyms.entry(word.clone()).or_default() += times);
        }
    }
    proposed
}
