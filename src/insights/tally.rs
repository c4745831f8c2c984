//! Events in their order -> all that is counted of them, in bounded memory.

use std::collections::{BTreeMap, HashMap, VecDeque};

use super::batch::{Batch, Packed, PackedWhat, Slice};
use super::normal::is_side_page;
use super::script::SCRIPTS;
use super::table::{Count, Table};
use super::time;
use super::visits::{Search, Visits};

/// How many comments on an answer are kept: the last ones.
const COMMENTS: usize = 3;

/// How many different texts are counted.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    pub(super) queries: usize,
    pub(super) rewordings: usize,
    pub(super) pages: usize,
    pub(super) answers: usize,
    pub(super) visits: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { queries: 1_000_000, rewordings: 500_000, pages: 200_000, answers: 50_000, visits: 400_000 }
    }
}

/// What was counted.
#[derive(Debug)]
pub(super) struct Tally {
    limits: Limits,
    pub(super) visits: Visits,
    /// By language and query.
    pub(super) queries: Table<Query>,
    /// How often a search came after another one that led nowhere, and led somewhere.
    pub(super) rewordings: HashMap<(u32, u32), u64>,
    /// How much the rare of those lack.
    pub(super) rewordings_low_by: u64,
    pub(super) pages: Table<Page>,
    /// By page and question.
    pub(super) answers: Table<Answer>,
    /// By page, question and reason.
    pub(super) reasons: Table<u64>,
    pub(super) languages: Table<Language>,
    /// Searches by language and writing system.
    pub(super) scripts: Table<u64>,
    pub(super) weeks: BTreeMap<i64, Sums>,
    /// The first and the last time.
    pub(super) span: Option<(i64, i64)>,
    pub(super) events: u64,
}

/// How searches for a query ended.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct Query {
    pub(super) searches: u64,
    pub(super) without_results: u64,
    /// Searches with results of which one was opened.
    pub(super) opened: u64,
}

impl Count for Query {
    fn total(&self) -> u64 {
        self.searches
    }
}

impl Query {
    /// Searches with results of which none was opened.
    pub(super) fn unopened(&self) -> u64 {
        self.searches.saturating_sub(self.without_results + self.opened)
    }
}

/// What happened on a page.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) views: u64,
    /// How often it was the last one before a contact.
    pub(super) contacts: u64,
}

impl Count for Page {
    fn total(&self) -> u64 {
        self.views + self.contacts
    }
}

/// What readers said of an answer.
#[derive(Debug, Default)]
pub(super) struct Answer {
    pub(super) helpful: u64,
    pub(super) not_helpful: u64,
    pub(super) comments: VecDeque<Box<str>>,
}

impl Count for Answer {
    fn total(&self) -> u64 {
        self.helpful + self.not_helpful
    }
}

/// What happened on the pages of a language.
#[derive(Debug, Default)]
pub(super) struct Language {
    pub(super) views: u64,
    pub(super) searches: u64,
}

impl Count for Language {
    fn total(&self) -> u64 {
        self.views + self.searches
    }
}

/// Sums over all events, or those of a week.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Sums {
    pub(super) visits: u64,
    pub(super) views: u64,
    pub(super) searches: Query,
    pub(super) opens: u64,
    pub(super) helpful: u64,
    pub(super) not_helpful: u64,
    pub(super) contacts: u64,
    pub(super) troubleshooters: u64,
    pub(super) deflected: u64,
}

/// An event at its place.
struct At<'a> {
    batch: &'a Batch,
    event: &'a Packed,
    week: i64,
}

impl Tally {
    pub(super) fn new(limits: Limits) -> Self {
        Self {
            limits,
            visits: Visits::new(limits.visits),
            queries: Table::new(limits.queries),
            rewordings: HashMap::new(),
            rewordings_low_by: 0,
            pages: Table::new(limits.pages),
            answers: Table::new(limits.answers),
            reasons: Table::new(limits.answers),
            languages: Table::new(limits.answers),
            scripts: Table::new(limits.answers),
            weeks: BTreeMap::new(),
            span: None,
            events: 0,
        }
    }

    /// Counts a batch.
    pub(super) fn add(&mut self, batch: &Batch) {
        for event in &batch.events {
            self.make_room();
            self.count(&At { batch, event, week: time::week(event.time) });
        }
    }

    fn count(&mut self, at: &At<'_>) {
        let At { batch, event, week } = *at;
        self.events += 1;
        let (first, last) = self.span.unwrap_or((event.time, event.time));
        self.span = Some((first.min(event.time), last.max(event.time)));
        let is_new = self.visits.at(event.visit, event.time).1;
        let sums = self.weeks.entry(week).or_default();
        sums.visits += u64::from(is_new);
        match event.what {
            PackedWhat::View => {
                sums.views += 1;
                self.view(at);
            }
            PackedWhat::Search { key, found, script } => self.search(at, (key, found, script)),
            PackedWhat::Open => {
                sums.opens += 1;
                self.open(at);
            }
            PackedWhat::Helpful { value, key, reason, comment } => {
                let side = if value { &mut sums.helpful } else { &mut sums.not_helpful };
                *side += 1;
                self.rate(batch, value, key, (reason, comment));
            }
            PackedWhat::Contact => {
                sums.contacts += 1;
                self.contact(at);
            }
            PackedWhat::Troubleshooter => sums.troubleshooters += 1,
            PackedWhat::Deflected => sums.deflected += 1,
        }
    }

    fn view(&mut self, at: &At<'_>) {
        let page = at.batch.get(at.event.page);
        let number = self.pages.number(page);
        if let Some(page) = self.pages.at(number) {
            page.views += 1;
        }
        self.languages.of(at.batch.get(at.event.lang)).views += 1;
        if !is_side_page(page) {
            self.visits.at(at.event.visit, at.event.time).0.page = Some(number);
        }
    }

    fn search(&mut self, at: &At<'_>, (key, found, script): (Slice, bool, Option<u8>)) {
        let lang = at.batch.get(at.event.lang);
        self.languages.of(lang).searches += 1;
        if let Some(script) = script.and_then(|number| SCRIPTS.get(usize::from(number))) {
            *self.scripts.of(&format!("{lang}\t{}", script.name)) += 1;
        }
        let number = self.queries.number(at.batch.get(key));
        for query in [self.queries.at(number), self.weeks.get_mut(&at.week).map(|sums| &mut sums.searches)] {
            let Some(query) = query else { continue };
            query.searches += 1;
            query.without_results += u64::from(!found);
        }
        let visit = self.visits.at(at.event.visit, at.event.time).0;
        let before = visit.search.take().filter(|search| !search.opened && search.query != number);
        let before = before.map(|search| search.query);
        visit.search = Some(Search { query: number, week: at.week, found, opened: false, before });
    }

    fn open(&mut self, at: &At<'_>) {
        let visit = self.visits.at(at.event.visit, at.event.time).0;
        let Some(search) = visit.search.as_mut().filter(|search| !search.opened) else { return };
        search.opened = true;
        if let Some(before) = search.before {
            *self.rewordings.entry((before, search.query)).or_default() += 1;
        }
        if !search.found {
            return;
        }
        let sums = self.weeks.get_mut(&search.week).map(|sums| &mut sums.searches);
        for query in [self.queries.at(search.query), sums].into_iter().flatten() {
            query.opened += 1;
        }
    }

    fn rate(&mut self, batch: &Batch, value: bool, key: Slice, (reason, comment): (Slice, Slice)) {
        let key = batch.get(key);
        let answer = self.answers.of(key);
        let side = if value { &mut answer.helpful } else { &mut answer.not_helpful };
        *side += 1;
        if value {
            return;
        }
        let comment = batch.get(comment);
        if !comment.is_empty() {
            answer.comments.push_back(comment.into());
            if answer.comments.len() > COMMENTS {
                answer.comments.pop_front();
            }
        }
        let reason = batch.get(reason);
        if !reason.is_empty() {
            *self.reasons.of(&format!("{key}\t{reason}")) += 1;
        }
    }

    /// A contact belongs to the page it was asked for on, or, on a side page, to the one seen before.
    fn contact(&mut self, at: &At<'_>) {
        let page = at.batch.get(at.event.page);
        let number = match is_side_page(page) {
            true => self.visits.at(at.event.visit, at.event.time).0.page,
            false => Some(self.pages.number(page)),
        };
        if let Some(page) = number.and_then(|number| self.pages.at(number)) {
            page.contacts += 1;
        }
    }

    /// What is full forgets what is rare.
    fn make_room(&mut self) {
        if self.queries.is_full() {
            let lost = self.queries.low_by();
            let new = self.queries.forget();
            self.visits.renumber_queries(&new);
            let number = |old: u32| new.get(old as usize).copied().flatten();
            let pairs = std::mem::take(&mut self.rewordings).into_iter();
            self.rewordings =
                pairs.filter_map(|((from, to), times)| Some(((number(from)?, number(to)?), times))).collect();
            self.rewordings_low_by += self.queries.low_by() - lost;
        }
        if self.pages.is_full() {
            let new = self.pages.forget();
            self.visits.renumber_pages(&new);
        }
        if self.rewordings.len() >= self.limits.rewordings.max(2) {
            let mut totals: Vec<u64> = self.rewordings.values().copied().collect();
            let middle = totals.len() / 2;
            let most = *totals.select_nth_unstable(middle).1;
            self.rewordings.retain(|_, times| *times > most);
            self.rewordings_low_by += most;
        }
        if self.answers.is_full() {
            self.answers.forget();
        }
        for table in [&mut self.reasons, &mut self.scripts] {
            if table.is_full() {
                table.forget();
            }
        }
        if self.languages.is_full() {
            self.languages.forget();
        }
    }

    /// The sums of all weeks.
    pub(super) fn totals(&self) -> Sums {
        self.weeks.values().fold(Sums::default(), |sum, week| Sums {
            visits: sum.visits + week.visits,
            views: sum.views + week.views,
            searches: Query {
                searches: sum.searches.searches + week.searches.searches,
                without_results: sum.searches.without_results + week.searches.without_results,
                opened: sum.searches.opened + week.searches.opened,
            },
            opens: sum.opens + week.opens,
            helpful: sum.helpful + week.helpful,
            not_helpful: sum.not_helpful + week.not_helpful,
            contacts: sum.contacts + week.contacts,
            troubleshooters: sum.troubleshooters + week.troubleshooters,
            deflected: sum.deflected + week.deflected,
        })
    }
}
