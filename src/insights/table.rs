//! Counts by text, for at most so many texts: beyond that the rare ones are forgotten, and how much may be missing is known.
//!
//! Lossy counting: a full table loses the rarer half of its texts. A text that comes again is counted from nothing, so its
//! count is too low by at most what was lost each time ([`Table::low_by`]).

use std::collections::HashMap;

/// What is counted of a text.
pub(crate) trait Count: Default {
    /// How often the text came, by which it is kept.
    fn total(&self) -> u64;
}

impl Count for u64 {
    fn total(&self) -> u64 {
        *self
    }
}

/// The new numbers of a table's texts by their old ones; `None` for those that are gone.
pub(crate) type Renumbered = Vec<Option<u32>>;

/// Counts by text.
#[derive(Debug)]
pub(crate) struct Table<C> {
    numbers: HashMap<Box<str>, u32>,
    counts: Vec<C>,
    limit: usize,
    low_by: u64,
}

impl<C: Count> Table<C> {
    pub(crate) fn new(limit: usize) -> Self {
        Self { numbers: HashMap::new(), counts: Vec::new(), limit: limit.max(2), low_by: 0 }
    }

    /// The number of a text, which it has until [`Table::forget`] gives others.
    pub(crate) fn number(&mut self, text: &str) -> u32 {
        if let Some(number) = self.numbers.get(text) {
            return *number;
        }
        let number = u32::try_from(self.counts.len()).unwrap_or(u32::MAX);
        self.numbers.insert(text.into(), number);
        self.counts.push(C::default());
        number
    }

    /// The counts of a text.
    pub(crate) fn of(&mut self, text: &str) -> &mut C {
        let number = self.number(text);
        &mut self.counts[number as usize]
    }

    /// The counts of a text by its number.
    pub(crate) fn at(&mut self, number: u32) -> Option<&mut C> {
        self.counts.get_mut(number as usize)
    }

    pub(crate) fn is_full(&self) -> bool {
        self.counts.len() >= self.limit
    }

    /// By how much a count may be too low.
    pub(crate) fn low_by(&self) -> u64 {
        self.low_by
    }

    /// Forgets the rarer half, and with it all that came as often as the most frequent of them.
    pub(crate) fn forget(&mut self) -> Renumbered {
        let mut totals: Vec<u64> = self.counts.iter().map(Count::total).collect();
        let middle = totals.len() / 2;
        let most = *totals.select_nth_unstable(middle).1;
        self.low_by += most;
        let mut renumbered = Vec::with_capacity(self.counts.len());
        let mut kept = Vec::new();
        for count in self.counts.drain(..) {
            let stays = count.total() > most;
            renumbered.push(stays.then_some(u32::try_from(kept.len()).unwrap_or(u32::MAX)));
            if stays {
                kept.push(count);
            }
        }
        self.counts = kept;
        self.numbers.retain(|_, number| match renumbered[*number as usize] {
            Some(new) => {
                *number = new;
                true
            }
            None => false,
        });
        renumbered
    }

    /// Every text with its counts, in any order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &C)> {
        self.numbers.iter().map(|(text, number)| (&**text, &self.counts[*number as usize]))
    }

    /// The texts by their numbers.
    pub(crate) fn texts(&self) -> Vec<&str> {
        let mut texts = vec![""; self.counts.len()];
        self.numbers.iter().for_each(|(text, number)| texts[*number as usize] = text);
        texts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_table_forgets_what_is_rare() {
        let mut table = Table::<u64>::new(6);
        for (text, times) in [("a", 1), ("b", 5), ("c", 2), ("d", 9), ("e", 1), ("f", 2)] {
            *table.of(text) += times;
        }
        assert!(table.is_full());
        // The fourth of 1, 1, 2, 2, 5, 9.
        assert_eq!(table.forget(), [None, Some(0), None, Some(1), None, None]);
        assert_eq!((table.low_by(), table.counts.len(), table.is_full()), (2, 2, false));
        assert_eq!(table.texts(), ["b", "d"]);
        *table.of("c") += 1;
        *table.of("d") += 1;
        let mut rest: Vec<_> = table.iter().map(|(text, count)| (text, *count)).collect();
        rest.sort_unstable();
        assert_eq!(rest, [("b", 5), ("c", 1), ("d", 10)]);
    }
}
