//! The visits that are under way: what each looked at and searched last.
//!
//! A visit is all events with one number, in the order of the files, as long as no two that follow each other are more than
//! an hour apart.

use std::collections::HashMap;

use super::table::Renumbered;

/// The longest time between two events of a visit, in seconds.
pub(super) const IDLE: u64 = 60 * 60;

/// What is known of a visit.
#[derive(Debug)]
pub(super) struct Visit {
    /// When it did something last.
    last: i64,
    /// The last page it saw that isn't a side page.
    pub(super) page: Option<u32>,
    /// Its last search.
    pub(super) search: Option<Search>,
}

/// The last search of a visit.
#[derive(Debug)]
pub(super) struct Search {
    /// The number of its query.
    pub(super) query: u32,
    /// The week in which it was.
    pub(super) week: i64,
    pub(super) found: bool,
    /// Whether a result was opened.
    pub(super) opened: bool,
    /// The query of the search before, if that was another one and none of its results was opened.
    pub(super) before: Option<u32>,
}

/// The visits by their numbers.
#[derive(Debug)]
pub(super) struct Visits {
    open: HashMap<u64, Visit>,
    limit: usize,
    /// How many had to be closed although they might have gone on.
    pub(super) closed_early: u64,
}

impl Visits {
    pub(super) fn new(limit: usize) -> Self {
        Self { open: HashMap::new(), limit: limit.max(2), closed_early: 0 }
    }

    /// The visit that an event is part of, and whether it begins with it.
    pub(super) fn at(&mut self, number: u64, time: i64) -> (&mut Visit, bool) {
        if self.open.len() >= self.limit {
            self.close(time);
        }
        let mut is_new = false;
        let begin = || Visit { last: time, page: None, search: None };
        let visit = self.open.entry(number).or_insert_with(|| {
            is_new = true;
            begin()
        });
        if visit.last.abs_diff(time) > IDLE {
            is_new = true;
            *visit = begin();
        }
        visit.last = time;
        (visit, is_new)
    }

    /// Closes visits that are over; where half as many as there may be are left, the oldest too.
    fn close(&mut self, time: i64) {
        self.open.retain(|_, visit| visit.last.abs_diff(time) <= IDLE);
        let left = self.open.len();
        if left > self.limit / 2 {
            let mut times: Vec<i64> = self.open.values().map(|visit| visit.last).collect();
            let middle = *times.select_nth_unstable(left / 2).1;
            self.open.retain(|_, visit| visit.last > middle);
            self.closed_early += (left - self.open.len()) as u64;
        }
    }

    /// Follows when queries have other numbers.
    pub(super) fn renumber_queries(&mut self, new: &Renumbered) {
        let number = |old: u32| new.get(old as usize).copied().flatten();
        for visit in self.open.values_mut() {
            visit.search = visit.search.take().and_then(|search| {
                let before = search.before.and_then(number);
                number(search.query).map(|query| Search { query, before, ..search })
            });
        }
    }

    /// Follows when pages have other numbers.
    pub(super) fn renumber_pages(&mut self, new: &Renumbered) {
        for visit in self.open.values_mut() {
            visit.page = visit.page.and_then(|old| new.get(old as usize).copied().flatten());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_visit_ends_after_an_hour() {
        let mut visits = Visits::new(100);
        let begins = [(1, 0), (1, 3600), (2, 3600), (1, 7201), (1, 3601), (1, 0)]
            .map(|(number, time)| visits.at(number, time).1);
        assert_eq!(begins, [true, false, true, true, false, true]);
    }

    #[test]
    fn visits_that_are_over_make_room() {
        let mut visits = Visits::new(4);
        for (number, time) in [(1, 0), (2, 0), (3, 10), (4, 9000), (5, 9000)] {
            assert!(visits.at(number, time).1);
        }
        assert_eq!((visits.open.len(), visits.closed_early), (2, 0));
        for (number, time) in [(6, 9001), (7, 9002), (8, 9003)] {
            assert!(visits.at(number, time).1);
        }
        // Of four that were under way the two oldest and what came with them.
        assert_eq!((visits.open.len(), visits.closed_early), (2, 3));
        assert!(!visits.at(8, 9004).1);
        assert!(visits.at(4, 9004).1);
    }
}
