//! Real requests -> which of them the help centre answers, and what would answer the others.
//!
//! 1. `rows` and `columns`: tables as rows; `subject` and `mask`: a subject as what it asks, with nothing personal;
//! 2. `requests`: the same requests once, with their counts;
//! 3. `weights`: which words matter; `judge`: whether the search's first result answers them;
//! 4. `groups`: those that ask the same; `synonyms`: words that mean other words;
//! 5. `report` and `text`: what was found out; `edits` and `patch`: the proposals as a patch.
//!
//! Pure: what is read is handed in.

pub mod columns;
pub mod edits;
mod groups;
pub mod judge;
mod mask;
pub mod patch;
pub mod report;
pub mod requests;
mod rows;
mod subject;
mod synonyms;
pub mod text;
mod weights;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::language::Language;
use crate::output::OutputSet;
use crate::pipeline::SearchOnly;
use crate::progress::Progress;
use crate::search::answer::{Answer, Asking};
use crate::search::cost::read;
use crate::search::script::Script;
use crate::site::{Edition, Site};
use crate::slug::file_slug;
use judge::{Best, Class, Judged, judge};
use mask::without_masks;
use report::{AnsweredRequest, Example, Group, LanguageSynonym, LanguageTotals, Proposal, Report, Totals};
use requests::{Request, Requests};
use synonyms::Synonym;
use weights::{Weighed, Weights};

/// How many requests one engine answers, so that what it keeps stays small.
const CHUNK: usize = 1000;

/// How many ways of asking the same are kept.
const EXAMPLES: usize = 5;

/// How long the title of a draft and the name of its file may be, in characters.
const LONGEST_TITLE: usize = 80;
const LONGEST_NAME: usize = 60;

/// What to replay requests on.
pub struct Replay<'a> {
    /// The project.
    pub site: &'a Site,
    /// Its search.
    pub search: SearchOnly,
    /// The language of requests that name none, where it was said; then others are left out.
    pub language: Option<usize>,
    /// How many rows each list has.
    pub rows: usize,
    /// A project's file by its path.
    pub read: &'a (dyn Fn(&str) -> Option<String> + Sync),
}

/// Searches for every request.
///
/// # Errors
/// Why the search gave no answer.
pub fn replay(on: &Replay<'_>, requests: Requests, progress: &Progress) -> Result<Report, String> {
    let (mut read, requests) = requests.finish();
    let weights: Vec<Weights> = on.site.editions.iter().map(|edition| Weights::new(on.site, edition)).collect();
    let mut by_language: BTreeMap<usize, Vec<(Request, Vec<Weighed>)>> = BTreeMap::new();
    for request in requests {
        let Some(language) = on.language_of(&request, &weights) else {
            read.other_languages += request.requests;
            continue;
        };
        let words = weights[language].weigh(&request.text);
        match words.iter().any(|word| word.weight > 0.0) {
            true => by_language.entry(language).or_default().push((request, words)),
            false => read.without_question += request.requests,
        }
    }
    // The same words may come once with the name of the language and once without.
    read.different = by_language.values().map(Vec::len).sum();
    progress.start("searching", read.different);
    let mut report = Report {
        read,
        totals: Totals::default(),
        languages: Vec::new(),
        groups: Vec::new(),
        all_groups: 0,
        synonyms: Vec::new(),
        answered: Vec::new(),
    };
    for (language, requests) in by_language {
        let edition = &on.site.editions[language];
        let judged = on.judge_all(edition, &weights[language], requests, progress)?;
        on.add_language(edition, &judged, &mut report);
    }
    on.finish(&mut report);
    Ok(report)
}

impl Replay<'_> {
    /// The language that a request is searched in; `None` where the project doesn't have it, or it isn't asked for.
    fn language_of(&self, request: &Request, weights: &[Weights]) -> Option<usize> {
        let named = request.language.replace('_', "-");
        let primary = named.split('-').next().unwrap_or_default();
        let languages = || self.site.editions.iter().map(|edition| &edition.language);
        let is_tag = (2..=3).contains(&primary.len());
        let same = |language: &Language| {
            language.tag.eq_ignore_ascii_case(&named) || language.name().to_lowercase() == request.language
        };
        let nearly = |language: &Language| is_tag && language.primary() == primary;
        let found = languages().position(same).or_else(|| languages().position(nearly));
        if found.is_some() || is_tag {
            return found.filter(|found| self.language.is_none_or(|wanted| wanted == *found));
        }
        // The language that knows most of its words, the first where several do.
        let known = |index: &usize| weights[*index].known(&request.text);
        self.language.or_else(|| (0..weights.len()).rev().max_by_key(known))
    }

    fn judge_all(
        &self,
        edition: &Edition,
        weights: &Weights,
        requests: Vec<(Request, Vec<Weighed>)>,
        progress: &Progress,
    ) -> Result<Vec<Judged>, String> {
        let files = Arc::new(self.search.output.clone());
        let chunks: Result<Vec<Vec<Judged>>, String> = requests
            .par_chunks(CHUNK)
            .map(|chunk| self.judge_chunk(edition, weights, chunk, &files, progress))
            .collect();
        Ok(chunks?.into_iter().flatten().collect())
    }

    fn judge_chunk(
        &self,
        edition: &Edition,
        weights: &Weights,
        requests: &[(Request, Vec<Weighed>)],
        files: &Arc<OutputSet>,
        progress: &Progress,
    ) -> Result<Vec<Judged>, String> {
        let files = Arc::clone(files);
        let base = format!("/{}search/", edition.prefix);
        let script = Script::open(&self.search.script, move |path| read(&files, path), &base);
        let script = script.map_err(|error| error.to_string())?;
        let options = Asking { limit: 1, prefix: false, explain: true }.options();
        let mut judged = Vec::with_capacity(requests.len());
        for (request, words) in requests {
            let answer = script.query(&without_masks(&request.text), &options).map_err(|error| error.to_string())?;
            let (class, best) = judge(self.site, edition, weights, words, &Answer::read(answer)?);
            let Request { text, requests, .. } = request.clone();
            judged.push(Judged { text, requests, words: words.clone(), class, best });
            progress.step();
        }
        Ok(judged)
    }

    fn add_language(&self, edition: &Edition, judged: &[Judged], report: &mut Report) {
        let lang = edition.language.tag.clone();
        let mut totals = Totals::default();
        for request in judged {
            totals.add(request.class, request.requests);
            report.totals.add(request.class, request.requests);
        }
        report.languages.push(LanguageTotals { lang: lang.clone(), totals });
        let synonyms = synonyms::synonyms(&judged.iter().collect::<Vec<_>>());
        let open = judged.iter().filter(|request| request.class != Class::Answered);
        for members in groups_of(open, &synonyms) {
            report.groups.push(group(&lang, &members, &synonyms));
        }
        let found = synonyms.into_values().map(|synonym| LanguageSynonym { lang: lang.clone(), synonym });
        report.synonyms.extend(found);
        for request in judged.iter().filter(|request| request.class == Class::Answered) {
            let Some(best) = request.best.clone() else { continue };
            let (text, requests) = (request.text.clone(), request.requests);
            report.answered.push(AnsweredRequest { lang: lang.clone(), text, requests, best });
        }
    }

    /// Sorts and cuts the lists, and names the files of drafts.
    fn finish(&self, report: &mut Report) {
        let all = report.totals.all() as f64;
        report.all_groups = report.groups.len();
        report.groups.sort_by(|a, b| (b.requests, b.unanswered).cmp(&(a.requests, a.unanswered)));
        report.groups.truncate(self.rows);
        report.synonyms.sort_by(|a, b| b.synonym.requests.cmp(&a.synonym.requests));
        report.synonyms.truncate(self.rows);
        report.answered.sort_by(|a, b| b.requests.cmp(&a.requests));
        report.answered.truncate(self.rows);
        let mut taken = BTreeSet::new();
        for group in &mut report.groups {
            group.share = group.requests as f64 / all;
            if let Proposal::Article { title, file, there } = &mut group.proposal
                && let Some(edition) = self.site.editions.iter().find(|edition| edition.language.tag == group.lang)
            {
                *file = self.new_file(edition, file, title, &mut taken);
                *there = self.is_there(file);
            }
        }
    }

    /// A path for a new article in a folder. No other language has it, since then it would be a translation; a draft of this language may.
    fn new_file(&self, edition: &Edition, folder: &str, title: &str, taken: &mut BTreeSet<String>) -> String {
        let slug: String = file_slug(title).chars().take(LONGEST_NAME).collect();
        let slug = slug.trim_end_matches('-');
        let folder = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let start = |edition: &Edition| edits::folder(self.site, edition);
        let others = || self.site.editions.iter().filter(|other| other.index != edition.index);
        let is_foreign = |path: &str| others().any(|other| self.is_there(&format!("{}{path}", start(other))));
        let mut path = format!("{folder}{slug}.md");
        let mut number = 2;
        while is_foreign(&path) || !taken.insert(path.clone()) {
            path = format!("{folder}{slug}-{number}.md");
            number += 1;
        }
        format!("{}{path}", start(edition))
    }

    fn is_there(&self, path: &str) -> bool {
        (self.read)(path).is_some()
    }
}

/// The groups of requests: those with a word of which the meaning is known, by that; the others by all of their words.
fn groups_of<'j>(
    requests: impl Iterator<Item = &'j Judged>,
    synonyms: &BTreeMap<String, Synonym>,
) -> Vec<Vec<&'j Judged>> {
    let mut by_word: BTreeMap<&str, Vec<&Judged>> = BTreeMap::new();
    let mut others = Vec::new();
    for request in requests {
        match request.important().find(|word| synonyms.contains_key(&word.stem)) {
            Some(word) => by_word.entry(&word.stem).or_default().push(request),
            None => others.push(request),
        }
    }
    let stems = others.iter().map(|request| request.important().map(|word| word.stem.as_str()).collect());
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
        for word in request.important().filter(|word| !word.known) {
            *unknown.entry((word.stem.as_str(), word.word.as_str())).or_default() += request.requests;
        }
    }
    let mut unknown: Vec<((&str, &str), u64)> = unknown.into_iter().collect();
    unknown.sort_by(|a, b| b.1.cmp(&a.1));
    let example = |request: &&Judged| Example { text: request.text.clone(), requests: request.requests };
    let synonym = members.first().and_then(|leader| leader.important().find_map(|word| synonyms.get(&word.stem)));
    let own = nearest.as_ref().filter(|(best, _)| best.headed).and_then(|(best, _)| best.file.as_deref());
    let proposal = match (synonym, own) {
        (Some(synonym), _) => Proposal::Synonym { word: synonym.word.clone(), means: synonym.means.clone() },
        (None, Some(file)) if totals.weak > totals.unanswered => Proposal::Improve { file: file.to_owned() },
        _ => Proposal::Article {
            title: members.first().map(|leader| title(&leader.text)).unwrap_or_default(),
            // Its folder, for now.
            file: nearest.as_ref().map_or("", |(best, _)| best.folder()).to_owned(),
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
        nearest: nearest.map(|(best, _)| best.clone()),
        proposal,
    }
}

/// The page that most requests of a group find weakly, with how many.
fn nearest<'j>(members: &[&'j Judged]) -> Option<(&'j Best, u64)> {
    let mut pages: BTreeMap<&str, (u64, &Best)> = BTreeMap::new();
    for request in members.iter().filter(|request| request.class == Class::Weak) {
        if let Some(best) = &request.best {
            let page = best.url.split('#').next().unwrap_or_default();
            pages.entry(page).or_insert((0, best)).0 += request.requests;
        }
    }
    let most = pages.into_values().rev().max_by_key(|(requests, _)| *requests)?;
    Some((most.1, most.0))
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
