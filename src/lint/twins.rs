//! Questions that are asked twice.

use std::collections::HashMap;

use crate::diag::{Diagnostic, Diagnostics, Rule, Span};
use crate::search::{Asked, Twins};
use crate::site::url::encode;
use crate::site::{Edition, Site};
use crate::yaml::Located;

pub(super) fn look(site: &Site, asked_twice: &[Twins], found: &mut Diagnostics) {
    let mut places = Places::default();
    for Twins { edition, first, second, contradict } in asked_twice {
        let edition = &site.editions[*edition];
        let (Some(span), Some(other)) = (places.of(edition, second), edition.article(&first.path)) else { continue };
        let file = &other.source.path;
        found.add(if *contradict {
            let message = format!("this question is answered differently in `{file}`");
            let hint = "keep one of them, and link to it, so that customers get one answer";
            Diagnostic::new(Rule::ContradictingAnswer, span, message).hint(hint)
        } else {
            let message = format!("this question is asked in `{file}`, too: `{}`", first.text);
            let hint = "keep one of them, and link to it; or say in both what makes them different";
            Diagnostic::new(Rule::RepeatedQuestion, span, message).hint(hint)
        });
    }
}

/// Where the questions of an FAQ stand, by edition, path and id.
#[derive(Default)]
struct Places(HashMap<(usize, String), HashMap<String, Span>>);

impl Places {
    fn of(&mut self, edition: &Edition, asked: &Asked) -> Option<Span> {
        let article = edition.article(&asked.path)?;
        let Some(id) = &asked.id else {
            let title = article.front.title.as_ref().map(Located::span);
            return Some(title.unwrap_or_else(|| Span::start_of(&article.source)));
        };
        let headings = || article.document.sections.iter().filter_map(|section| section.heading.as_ref());
        let read = || headings().map(|heading| (encode(&heading.id), heading.span.clone())).collect();
        self.0.entry((edition.index, asked.path.clone())).or_insert_with(read).get(id).cloned()
    }
}
