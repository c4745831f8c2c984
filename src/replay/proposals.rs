//! Judged requests -> the lists of the report, with what may help.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::groups;
use super::judge::{Best, Class, Judged};
use super::mask::without_masks;
use super::report::{AnsweredRequest, Example, Group, LanguageSynonym, LanguageTotals, Proposal, Report, Totals};
use super::synonyms::{Synonym, synonyms};
use crate::site::{Edition, Site};
use crate::slug::file_slug;

/// How many ways of asking the same are kept.
const EXAMPLES: usize = 5;

/// How long the title of a draft and the name of its file may be, in characters.
const LONGEST_TITLE: usize = 80;
const LONGEST_NAME: usize = 60;

/// Adds what was asked in a language.
pub(super) fn add(report: &mut Report, lang: &str, judged: &[Judged]) {
    let mut totals = Totals::default();
    for request in judged {
        totals.add(request.class, request.requests);
        report.totals.add(request.class, request.requests);
    }
    let lang = || lang.to_owned();
    report.languages.push(LanguageTotals { lang: lang(), totals });
    let synonyms = synonyms(judged);
    let open = judged.iter().filter(|request| request.class != Class::Answered);
    report.groups.extend(groups_of(open, &synonyms).iter().map(|members| group(&lang(), members, &synonyms)));
    report.synonyms.extend(synonyms.into_values().map(|synonym| LanguageSynonym { lang: lang(), synonym }));
    for request in judged.iter().filter(|request| request.class == Class::Answered) {
        let Some(best) = request.best.clone() else { continue };
        let (text, requests) = (request.text.clone(), request.requests);
        report.answered.push(AnsweredRequest { lang: lang(), text, requests, best });
    }
}

/// Sorts and cuts the lists, and names the files of drafts. `is_there` says whether the project has a file.
pub(super) fn finish(report: &mut Report, site: &Site, rows: usize, is_there: &dyn Fn(&str) -> bool) {
    let all = report.totals.all() as f64;
    report.all_groups = report.groups.len();
    report.groups.sort_by_key(|group| Reverse((group.requests, group.unanswered)));
    report.groups.truncate(rows);
    report.synonyms.sort_by_key(|found| Reverse(found.synonym.requests));
    report.synonyms.truncate(rows);
    report.answered.sort_by_key(|answered| Reverse(answered.requests));
    report.answered.truncate(rows);
    let mut taken = BTreeSet::new();
    for group in &mut report.groups {
        group.share = group.requests as f64 / all;
        if let Proposal::Article { title, file, there } = &mut group.proposal
            && let Some(edition) = site.editions.iter().find(|edition| edition.language.tag == group.lang)
        {
            let path = new_path(site, edition, (file, title), &mut taken, is_there);
            *file = format!("{}{path}", folder(site, edition));
            *there = is_there(file);
        }
    }
}

/// The folder of a language's files, from the project's folder, with a final slash.
pub(super) fn folder(site: &Site, edition: &Edition) -> String {
    let language = if site.config.multilingual() { format!("{}/", edition.language.tag) } else { String::new() };
    format!("{}{language}", site.files.content_prefix)
}

/// A path for a new article in a folder of its language. No other language has it, since then it would be a translation; a draft of this
/// language may.
fn new_path(
    site: &Site,
    edition: &Edition,
    (within, title): (&str, &str),
    taken: &mut BTreeSet<String>,
    is_there: &dyn Fn(&str) -> bool,
) -> String {
    let slug: String = file_slug(title).chars().take(LONGEST_NAME).collect();
    let slug = slug.trim_start_matches('_').trim_end_matches('-');
    let start = if within.is_empty() { slug.to_owned() } else { format!("{within}/{slug}") };
    let others = || site.editions.iter().filter(|other| other.index != edition.index);
    let is_foreign = |path: &str| others().any(|other| is_there(&format!("{}{path}", folder(site, other))));
    let mut path = format!("{start}.md");
    let mut number = 2;
    while is_foreign(&path) || !taken.insert(path.clone()) {
        path = format!("{start}-{number}.md");
        number += 1;
    }
    path
}

/// The groups of requests: those with a word of which the meaning is known, by that; the others by all of their words.
fn groups_of<'j>(
    requests: impl Iterator<Item = &'j Judged>,
    synonyms: &BTreeMap<String, Synonym>,
) -> Vec<Vec<&'j Judged>> {
    let mut by_word: BTreeMap<&str, Vec<&Judged>> = BTreeMap::new();
    let mut others = Vec::new();
    for request in requests {
        match request.words.iter().find(|word| synonyms.contains_key(&word.stem)) {
            Some(word) => by_word.entry(&word.stem).or_default().push(request),
            None => others.push(request),
        }
    }
    let stems = others.iter().map(|request| request.words.iter().map(|word| word.stem.as_str()).collect());
    let groups = groups::groups(&stems.collect::<Vec<_>>());
    let groups = groups.into_iter().map(|members| members.into_iter().map(|at| others[at]).collect());
    groups.chain(by_word.into_values()).collect()
}

/// A group, the leader first.
fn group(lang: &str, members: &[&Judged], synonyms: &BTreeMap<String, Synonym>) -> Group {
    let mut totals = Totals::default();
    members.iter().for_each(|request| totals.add(request.class, request.requests));
    let nearest = nearest(members);
    let mut unknown = BTreeMap::new();
    for request in members {
        for word in request.words.iter().filter(|word| !word.known) {
            *unknown.entry((word.stem.as_str(), word.word.as_str())).or_default() += request.requests;
        }
    }
    let mut unknown: Vec<((&str, &str), u64)> = unknown.into_iter().collect();
    unknown.sort_by_key(|(_, requests)| Reverse(*requests));
    let example = |request: &&Judged| Example { text: request.text.clone(), requests: request.requests };
    let synonym = members.first().and_then(|leader| leader.words.iter().find_map(|word| synonyms.get(&word.stem)));
    let own = nearest.filter(|best| best.covers).and_then(|best| best.file.as_deref());
    let proposal = match (synonym, own) {
        (Some(synonym), _) => Proposal::Synonym { word: synonym.word.clone(), means: synonym.means.clone() },
        (None, Some(file)) if totals.weak > totals.unanswered => Proposal::Improve { file: file.to_owned() },
        _ => Proposal::Article {
            title: members.first().map(|leader| title(&leader.text)).unwrap_or_default(),
            // Its folder, for now.
            file: nearest.map_or("", |best| best.folder()).to_owned(),
            there: false,
        },
    };
    Group {
        lang: lang.to_owned(),
        requests: totals.all(),
        share: 0.0,
        unanswered: totals.unanswered,
        weak: totals.weak,
        examples: members.iter().take(EXAMPLES).map(example).collect(),
        unknown_words: unknown.into_iter().take(EXAMPLES).map(|((_, word), _)| word.to_owned()).collect(),
        nearest: nearest.cloned(),
        proposal,
    }
}

/// The page that most requests of a group find weakly.
fn nearest<'j>(members: &[&'j Judged]) -> Option<&'j Best> {
    let mut pages: BTreeMap<&str, (u64, &Best)> = BTreeMap::new();
    for request in members.iter().filter(|request| request.class == Class::Weak) {
        if let Some(best) = &request.best {
            let page = best.url.split('#').next().unwrap_or_default();
            pages.entry(page).or_insert((0, best)).0 += request.requests;
        }
    }
    pages.into_values().rev().max_by_key(|(requests, _)| *requests).map(|(_, best)| best)
}

/// A title of a request: cut after a word, without masks.
fn title(text: &str) -> String {
    let text = without_masks(text);
    if text.chars().count() <= LONGEST_TITLE {
        return text;
    }
    let cut: String = text.chars().take(LONGEST_TITLE).collect();
    cut.rsplit_once(' ').map_or(cut.clone(), |(whole, _)| whole.to_owned())
}
