//! Links to other sites.

use std::collections::BTreeMap;

use super::subject::{Subject, subjects};
use crate::diag::{Diagnostic, Diagnostics, Rule, Span};
use crate::external::Answer;
use crate::site::links::Target;
use crate::site::{Site, destination_span, question};

/// The addresses of other sites that articles and notices link to, each with its places.
pub fn external_links(site: &Site) -> BTreeMap<String, Vec<Span>> {
    let mut links: BTreeMap<String, Vec<Span>> = BTreeMap::new();
    for Subject { edition, article, .. } in subjects(site) {
        for link in &article.document.links {
            if let Ok((Target::External(address), _)) = site.follow(edition, question(link, article))
                && ["http://", "https://"].iter().any(|scheme| address.to_ascii_lowercase().starts_with(scheme))
            {
                links.entry(address).or_default().push(destination_span(link));
            }
        }
    }
    links
}

/// Reports the links whose addresses are dead.
pub fn dead_links(links: &BTreeMap<String, Vec<Span>>, answers: &[Answer]) -> Diagnostics {
    let mut found = Diagnostics::default();
    for ((address, places), answer) in links.iter().zip(answers) {
        let Answer::Dead(why) = answer else { continue };
        for place in places {
            let message = format!("`{address}` is not there: {why}");
            let hint = "look at it in a browser; give the page's new address, or take the link out";
            found.add(Diagnostic::new(Rule::DeadExternalLink, place.clone(), message).hint(hint));
        }
    }
    found
}
