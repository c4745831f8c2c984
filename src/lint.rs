//! Site -> what could be better in its articles: the rules that only `check` looks at.
//!
//! Pure: the day is given, and so are the questions that the search found twice. Articles are looked at in parallel, each by
//! itself; what comes out is in their order.

mod amounts;
mod article;
mod dates;
mod external;
mod facts;
mod faq;
mod files;
mod images;
mod interface;
mod language;
mod links;
mod numbers;
mod outdated;
mod subject;
mod text;
mod translation;
mod twins;

use rayon::prelude::*;

use crate::date::Date;
use crate::diag::Diagnostics;
use crate::search::Twins;
use crate::site::Site;
use crate::theme::Theme;
pub use external::{dead_links, external_links};
use facts::Facts;
use images::Captions;
use subject::{Subject, subjects};
use translation::Recogniser;

/// What could be better, not yet at its levels. Texts were read with notes.
pub fn lint(site: &Site, theme: &Theme, asked_twice: &[Twins], today: Date) -> Diagnostics {
    let captions = Captions::of(site);
    let facts = Facts::of(site);
    let recogniser = Recogniser::of(&site.config);
    let articles = subjects(site);
    let look = |subject| look(subject, &captions, &facts, &recogniser, today);
    let found: Vec<Diagnostics> = articles.par_iter().map(look).collect();
    let mut all = Diagnostics::default();
    found.into_iter().for_each(|found| all.append(found));
    twins::look(site, asked_twice, &mut all);
    files::look(site, &mut all);
    interface::look(&site.config, theme, &mut all);
    site.report_lost(&mut all);
    all
}

fn look(
    subject: &Subject<'_>,
    captions: &Captions,
    facts: &Facts<'_>,
    recogniser: &Recogniser,
    today: Date,
) -> Diagnostics {
    let mut found = Diagnostics::default();
    links::look(subject, &mut found);
    images::look(subject, captions, &mut found);
    facts::look(subject, facts, &mut found);
    if !subject.notice {
        article::look(subject, &mut found);
        dates::look(subject, today, &mut found);
        faq::look(subject, &mut found);
        text::look(subject, &mut found);
        outdated::look(subject, &mut found);
        translation::look(subject, recogniser, &mut found);
    }
    found
}
