//! Real requests -> which of them the help centre answers, and what would answer the others.
//!
//! 1. `rows` and `columns`: tables as rows; `subject` and `mask`: a subject as what it asks, with nothing personal;
//! 2. `requests`: the same requests once, with their counts;
//! 3. `weights`: which words matter; `judge`: whether the search's first result answers them;
//! 4. `groups`: those that ask the same; `synonyms`: words that mean other words;
//! 5. `proposals`: what may help; `report` and `text`: what was found out; `edits` and `patch`: the proposals as a patch.
//!
//! Pure: what is read is handed in.

pub mod columns;
pub mod edits;
mod groups;
pub mod judge;
mod mask;
pub mod patch;
mod proposals;
pub mod report;
pub mod requests;
mod rows;
mod subject;
mod synonyms;
pub mod text;
mod weights;

use std::collections::BTreeMap;
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
use judge::{Judged, judge};
use mask::without_masks;
use report::Report;
use requests::{Request, Requests};
use weights::Weights;

/// How many requests one engine answers, so that what it keeps stays small.
const CHUNK: usize = 1000;

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
    let mut by_language: BTreeMap<usize, Vec<Request>> = BTreeMap::new();
    for request in requests {
        match on.language_of(&request, &weights) {
            None => read.other_languages += request.requests,
            Some(language) if !weights[language].has_any(&request.text) => read.without_question += request.requests,
            Some(language) => by_language.entry(language).or_default().push(request),
        }
    }
    read.different = by_language.values().map(Vec::len).sum();
    progress.start("searching", read.different);
    let mut report = Report::new(read);
    for (language, requests) in by_language {
        let edition = &on.site.editions[language];
        let judged = on.judge_all(edition, &weights[language], &requests, progress)?;
        proposals::add(&mut report, &edition.language.tag, &judged);
    }
    proposals::finish(&mut report, on.site, on.rows, &|path| (on.read)(path).is_some());
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
        requests: &[Request],
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
        requests: &[Request],
        files: &Arc<OutputSet>,
        progress: &Progress,
    ) -> Result<Vec<Judged>, String> {
        let files = Arc::clone(files);
        let base = format!("/{}search/", edition.prefix);
        let script = Script::open(&self.search.script, move |path| read(&files, path), &base);
        let script = script.map_err(|error| error.to_string())?;
        let options = Asking { limit: 1, prefix: false, explain: true, platform: None }.options();
        let mut judged = Vec::with_capacity(requests.len());
        for request in requests {
            let words = weights.weigh(&request.text);
            let answer = script.query(&without_masks(&request.text), &options).map_err(|error| error.to_string())?;
            let (class, best) = judge(self.site, edition, weights, &words, &Answer::read(answer)?);
            let Request { text, requests, .. } = request.clone();
            judged.push(Judged { text, requests, words, class, best });
            progress.step();
        }
        Ok(judged)
    }
}
