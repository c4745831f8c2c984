//! What a site keeps of what is no longer there: redirects, pages that say what became of others, anchors of old questions.

mod compare;
mod standing;

use std::collections::{BTreeMap, BTreeSet};

use super::ledger::{Known, Ledger};
use super::links::{Question, Target};
use super::model::{OldQuestion, Redirect, RetiredPage, Site};
use super::url::{decode, page_file};
use crate::content::retired::Retired;
use crate::diag::{Diagnostic, Diagnostics, Rule, Span};
use crate::markdown::LinkKind;
use crate::source::RETIRED;
use crate::yaml::Located;
use compare::compare;
use standing::standing;

/// Gives a site what it keeps of old addresses.
pub(super) fn keep(site: &mut Site, found: &mut Diagnostics) {
    let ledger = site.files.ledger.clone();
    let said = said(site, &ledger, found);
    let aliases = site.redirects.iter().map(|redirect| (address_of(&redirect.file), format!("/{}", redirect.to)));
    let told = said.iter().map(|(address, said)| match said {
        Said::To(to, _) => (address.clone(), to.clone()),
        Said::Gone(_) => (address.clone(), address.clone()),
    });
    let elsewhere: BTreeMap<String, String> = told.chain(aliases).collect();
    let compared = compare(site, &ledger, &elsewhere);
    let mut moved = compared.moved.clone();
    moved.extend(said.iter().filter_map(|(address, said)| match said {
        Said::To(to, _) => Some((address.clone(), to.clone())),
        Said::Gone(_) => None,
    }));
    for (address, what) in said {
        match what {
            Said::To(to, span) => lead(site, &moved, &address, &to, span),
            Said::Gone(text) => retire(site, &moved, &address, ledger.title(&address), text),
        }
    }
    for (address, to) in &compared.moved {
        lead(site, &moved, address, to, ledger.span(address));
    }
    site.redirects.sort_by(|a, b| a.file.cmp(&b.file));
    site.retired.sort_by(|a, b| a.file.cmp(&b.file));
    site.compared = compared;
}

/// What a writer says of an address.
enum Said {
    /// It leads to this one.
    To(String, Span),
    /// Nothing stands there, for this reason.
    Gone(Located<String>),
}

/// What every language's `_retired.yaml` says. An address that was never published is reported, as is one that still stands.
fn said(site: &Site, ledger: &Ledger, found: &mut Diagnostics) -> BTreeMap<String, Said> {
    let mut said = BTreeMap::new();
    for (language, retired) in &site.files.retired {
        for (address, text) in &retired.gone {
            if let Some(address) = known(site, ledger, address, &text.key_span(), found) {
                said.insert(address, Said::Gone(text.clone()));
            }
        }
        for (address, to) in &retired.moved {
            let Some(address) = known(site, ledger, address, &to.key_span(), found) else { continue };
            if let Some(target) = target(site, *language, retired, to, found) {
                said.insert(address, Said::To(target, to.key_span()));
            }
        }
    }
    said
}

/// An address as the ledger has it, with or without slashes around it.
fn known(site: &Site, ledger: &Ledger, written: &str, span: &Span, found: &mut Diagnostics) -> Option<String> {
    let (page, anchor) = written.split_once('#').map_or((written, None), |(page, anchor)| (page, Some(anchor)));
    let page = page.trim_matches('/');
    let mut address = if page.is_empty() { "/".to_owned() } else { format!("/{page}/") };
    address.extend(anchor.into_iter().flat_map(|anchor| ["#", anchor]));
    let (message, hint) = if site.stands(&address) {
        (format!("`{address}` is there"), "take this line out")
    } else if ledger.entries.contains_key(&address) {
        return Some(address);
    } else {
        (format!("`{address}` was never published"), "write an address as `answerbook.lock.yaml` has it")
    };
    found.add(Diagnostic::new(Rule::UnknownAddress, span.clone(), message).hint(hint));
    None
}

/// The address that a path of a `_retired.yaml` leads to.
fn target(
    site: &Site,
    language: usize,
    retired: &Retired,
    to: &Located<String>,
    found: &mut Diagnostics,
) -> Option<String> {
    let edition = site.editions.get(language)?;
    let base = &retired.source.path;
    let question = Question { destination: &to.value, base, article: "index.md", kind: LinkKind::Link };
    match site.follow(edition, question) {
        Ok((Target::Page(url, rest), _)) => Some(format!("/{url}{}", decode(&rest))),
        Ok(_) => {
            let message = format!("`{}` is no article of this site", to.value);
            let hint = "write an article's path from this file: `billing/refund.md`";
            found.add(Diagnostic::new(Rule::BrokenLink, to.span(), message).hint(hint));
            None
        }
        Err(problem) => {
            found.add(Diagnostic::new(problem.rule, to.span(), problem.message).hint(problem.hint));
            None
        }
    }
}

/// Where the addresses of pages lead that are no longer there.
type Moved = BTreeMap<String, String>;

/// Lets an old address lead to one that stands.
fn lead(site: &mut Site, moved: &Moved, address: &str, to: &str, span: Span) {
    let title = site.title_at(to);
    let (_, to_url, to_anchor) = site.place_of(to);
    let (to_url, to_anchor) = (to_url.to_owned(), to_anchor.map(ToOwned::to_owned));
    let (edition, url, anchor) = site.place_of(address);
    match anchor {
        None => {
            let (file, edition) = (page_file(url), edition.index);
            site.redirects.push(Redirect { file, to: to_url, anchor: to_anchor, title, edition, span });
        }
        Some(id) => {
            let old = OldQuestion { id: id.to_owned(), title, text: None, to: Some((to_url, to_anchor)), here: false };
            remember(site, moved, &format!("/{url}"), old);
        }
    }
}

/// Lets an old address say what became of what stood there.
fn retire(site: &mut Site, moved: &Moved, address: &str, title: Option<&str>, text: Located<String>) {
    let (edition, url, anchor) = site.place_of(address);
    let (text, title) = (text.value, title.unwrap_or_default().to_owned());
    match anchor {
        None => {
            let (url, file) = (url.to_owned(), page_file(url));
            site.retired.push(RetiredPage { url, file, title, text, edition: edition.index });
        }
        Some(id) => {
            let old = OldQuestion { id: id.to_owned(), title, text: Some(text), to: None, here: false };
            remember(site, moved, &format!("/{url}"), old);
        }
    }
}

/// Puts an old question's anchor on the page that stands where its page stood, or where that leads. An anchor that the page
/// has already needs nothing.
fn remember(site: &mut Site, moved: &Moved, page: &str, mut old: OldQuestion) {
    let page = if site.stands(page) { page } else { moved.get(page).map_or(page, String::as_str) };
    if site.stands(page) && !site.stands(&format!("{page}#{}", old.id)) {
        let page = &page[1..];
        old.here = old.to.as_ref().is_some_and(|(to, _)| to == page);
        site.old_questions.entry(page.to_owned()).or_default().push(old);
    }
}

impl Site {
    /// The title of what stands at an address.
    fn title_at(&self, address: &str) -> String {
        let (edition, url, anchor) = self.place_of(address);
        let Some(path) = edition.by_url.get(url) else {
            return self.files.ledger.title(address).unwrap_or_default().to_owned();
        };
        let article = edition.article_at(path);
        let headings =
            article.iter().flat_map(|article| &article.document.sections).filter_map(|it| it.heading.as_ref());
        let question = anchor.and_then(|anchor| headings.into_iter().find(|heading| heading.id == anchor));
        let folder = || edition.category(path).map(|category| category.title.clone());
        let title =
            question.map(|heading| heading.text.clone()).or_else(|| article.map(|article| article.title.clone()));
        title.or_else(folder).unwrap_or_default()
    }
}

/// The address of a page's file.
fn address_of(file: &str) -> String {
    format!("/{}", file.strip_suffix("index.html").unwrap_or(file))
}

impl Site {
    /// What to keep in `answerbook.lock.yaml` from now on: what was ever published, and where it leads today.
    pub fn ledger(&self) -> Ledger {
        let mut updated = self.files.ledger.clone();
        let moved = self.compared.moved.iter().map(|(address, to)| (address.clone(), Known::Moved(to.clone())));
        updated.entries.extend(moved);
        for stands in standing(self, None) {
            // What was only mended stays as it is written, so that an edit seldom changes the file.
            match updated.entries.get(&stands.address) {
                Some(Known::Here(old)) if old.file == stands.here.file && old.sketch.is_near(&stands.here.sketch) => {}
                _ => drop(updated.entries.insert(stands.address, Known::Here(stands.here))),
            }
        }
        updated
    }

    /// Reports the addresses that were published and lead nowhere now.
    pub fn report_lost(&self, found: &mut Diagnostics) {
        let ledger = &self.files.ledger;
        let lost: BTreeSet<&str> = self.compared.lost.iter().map(String::as_str).collect();
        for address in &self.compared.lost {
            let (edition, url, anchor) = self.place_of(address);
            let page = format!("/{url}");
            // What stood in for a translation goes with its original, and a question with its page.
            let original = format!("/{}", url.strip_prefix(&edition.prefix).unwrap_or(url));
            let of_another = edition.index > 0 && lost.contains(original.as_str());
            if of_another || (anchor.is_some() && lost.contains(page.as_str())) {
                continue;
            }
            let title = ledger.title(address).map(|title| format!(", “{title}”,")).unwrap_or_default();
            let message = format!("`{address}`{title} was published and is gone");
            let hint = match anchor {
                None => format!(
                    "give the article that answers it now `aliases: [{address}]`, or say in `{RETIRED}` what became of it"
                ),
                Some(_) => format!("say in `{RETIRED}` where the answer is now, or what became of it"),
            };
            found.add(Diagnostic::new(Rule::LostAddress, ledger.span(address), message).hint(hint));
        }
    }
}
