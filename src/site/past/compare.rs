//! What was ever published beside what stands there now: what has moved, and what is lost.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Bound;

use super::standing::{Standing, standing};
use crate::site::ledger::{Compared, Here, Known, Ledger};
use crate::site::model::{Edition, Site};

/// Compares a site with what was ever published. `elsewhere` has the addresses of which the writer says where they lead; itself,
/// where the page there says what became of it.
pub(super) fn compare(site: &Site, ledger: &Ledger, elsewhere: &BTreeMap<String, String>) -> Compared {
    // What is said of a page is said of its questions.
    let is_told = |address: &str| {
        let page = address.split('#').next().unwrap_or_default();
        elsewhere.contains_key(address) || (elsewhere.contains_key(page) && !site.stands(page))
    };
    let gone = ledger.entries.keys().filter(|address| !site.stands(address) && !is_told(address));
    let gone: Vec<&str> = gone.map(String::as_str).collect();
    let mut found = Compared::default();
    if gone.is_empty() {
        return found;
    }
    let mut ways = Ways { site, ledger, elsewhere, found: BTreeMap::new() };
    let candidates = Candidates::new(site, ledger);
    // Pages first: a question may have moved with its page.
    let (questions, pages): (Vec<&str>, Vec<&str>) = gone.iter().partition(|address| address.contains('#'));
    for (address, here) in pages.iter().filter_map(|address| Some((address, ledger.here(address)?))) {
        ways.found.extend(candidates.page(site, address, here).map(|to| ((*address).to_owned(), to)));
    }
    ways.move_folders(&pages);
    for (address, here) in questions.iter().filter_map(|address| Some((address, ledger.here(address)?))) {
        let Some((page, id)) = address.split_once('#') else { continue };
        let page = ways.target(page).unwrap_or_else(|| page.to_owned());
        let same = format!("{page}#{id}");
        let to = if site.stands(&same) { Some(same) } else { candidates.question(site, &page, here) };
        ways.found.extend(to.map(|to| ((*address).to_owned(), to)));
    }
    for address in gone {
        match ways.target(address) {
            Some(to) => drop(found.moved.insert(address.to_owned(), to)),
            None => found.lost.push(address.to_owned()),
        }
    }
    found
}

/// Where old addresses lead, by the ledger and by what was found since.
struct Ways<'s> {
    site: &'s Site,
    ledger: &'s Ledger,
    elsewhere: &'s BTreeMap<String, String>,
    found: BTreeMap<String, String>,
}

impl Ways<'_> {
    /// The address that stands where an old one leads, however many it leads over.
    fn target(&self, address: &str) -> Option<String> {
        let mut at = address;
        let mut seen = BTreeSet::new();
        while !self.site.stands(at) {
            let page = at.split('#').next().unwrap_or_default();
            let told = self.elsewhere.get(at).or_else(|| self.elsewhere.get(page));
            let to = match (told, self.ledger.entries.get(at)) {
                (Some(to), _) if to == at || to == page => return Some(to.clone()),
                (Some(to), _) | (None, Some(Known::Moved(to))) => Some(to),
                _ => self.found.get(at),
            };
            at = to.filter(|_| seen.insert(at))?;
        }
        Some(at.to_owned())
    }

    /// A page that is gone while every page below it has moved to one place has moved there, too: a folder has another name.
    fn move_folders(&mut self, gone: &[&str]) {
        // The innermost first, so that a folder finds what became of those in it.
        for address in gone.iter().rev() {
            if self.target(address).is_some() {
                continue;
            }
            let below = self
                .ledger
                .entries
                .range::<str, _>((Bound::Included(*address), Bound::Unbounded))
                .map(|(below, _)| below.as_str())
                .skip(1);
            let below = below.take_while(|below| below.starts_with(*address)).filter(|below| !below.contains('#'));
            let folders: BTreeSet<Option<String>> = below
                .map(|below| Some(self.target(below)?.strip_suffix(&below[address.len()..])?.to_owned()))
                .collect();
            let mut folders = folders.into_iter();
            if let (Some(Some(folder)), None) = (folders.next(), folders.next())
                && self.site.stands(&folder)
            {
                self.found.insert((*address).to_owned(), folder);
            }
        }
    }
}

/// What is new, to be found by what it has in common with what is gone.
struct Candidates {
    new: Vec<Standing>,
    by_title: HashMap<String, Vec<usize>>,
    by_hash: HashMap<u32, Vec<usize>>,
}

impl Candidates {
    fn new(site: &Site, ledger: &Ledger) -> Self {
        let mut all = Self { new: standing(site, Some(ledger)), by_title: HashMap::new(), by_hash: HashMap::new() };
        for (at, Standing { here, .. }) in all.new.iter().enumerate() {
            all.by_title.entry(here.title.clone()).or_default().push(at);
            for hash in here.sketch.hashes() {
                all.by_hash.entry(*hash).or_default().push(at);
            }
        }
        all
    }

    /// The page that was at an address: the one of its file, or a new one that says the same.
    fn page(&self, site: &Site, address: &str, gone: &Here) -> Option<String> {
        let (edition, ..) = site.place_of(address);
        if let Some(same) = gone.file.as_deref().and_then(|file| site.address_of(edition, file)) {
            return Some(same);
        }
        let name = |here: &Here| here.file.as_deref().and_then(|file| file.rsplit('/').next()).map(ToOwned::to_owned);
        let gone_name = name(gone);
        self.best(gone, edition, |new| {
            let same_words = new.here.title == gone.title || (gone_name.is_some() && name(&new.here) == gone_name);
            !new.address.contains('#') && new.here.is_of(gone, same_words)
        })
    }

    /// The question that was on a page, which may be another one now: there, or else on any other page.
    fn question(&self, site: &Site, page: &str, gone: &Here) -> Option<String> {
        let (edition, ..) = site.place_of(page);
        let is_there = |new: &Standing| new.address.split_once('#').is_some_and(|(address, _)| address == page);
        let here = self
            .best(gone, edition, |new| is_there(new) && (new.here.title == gone.title || new.here.is_of(gone, false)));
        let elsewhere = || {
            self.best(gone, edition, |new| {
                new.address.contains('#') && new.here.is_of(gone, new.here.title == gone.title)
            })
        };
        here.or_else(elsewhere)
    }

    /// The new address in an edition that has most in common with what is gone; of several the first.
    fn best(&self, gone: &Here, edition: &Edition, is_same: impl Fn(&Standing) -> bool) -> Option<String> {
        let by_title = self.by_title.get(&gone.title).into_iter().flatten();
        let by_hash = gone.sketch.hashes().iter().filter_map(|hash| self.by_hash.get(hash)).flatten();
        let found: BTreeSet<usize> = by_title.chain(by_hash).copied().collect();
        let found = found.into_iter().map(|at| &self.new[at]);
        let found = found.filter(|new| new.edition == edition.index && is_same(new));
        let common = |here: &Here| (here.sketch.resemblance(&gone.sketch), here.title == gone.title);
        // The last of the greatest, so the order is turned.
        let best = found.rev().max_by_key(|new| common(&new.here))?;
        Some(best.address.clone())
    }
}

impl Here {
    /// Whether this is another text mended; where title or name are the same, the least in common is enough.
    fn is_of(&self, other: &Self, same_words: bool) -> bool {
        self.sketch.is_near(&other.sketch) || (same_words && self.sketch.resemblance(&other.sketch) > 0)
    }
}
