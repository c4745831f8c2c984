//! What links say.

use super::language::is_vague;
use super::subject::Subject;
use crate::diag::{Diagnostic, Diagnostics, Rule};

pub(super) fn look(subject: &Subject<'_>, found: &mut Diagnostics) {
    let document = &subject.article.document;
    let texts = document.notes.iter().flat_map(|notes| &notes.link_texts);
    for (link, text) in texts.filter_map(|(at, text)| Some((document.links.get(*at)?, text))) {
        if text.is_empty() {
            let hint = "write between the brackets what is found there";
            found.add(Diagnostic::new(Rule::EmptyLink, link.span.clone(), "this link has no text").hint(hint));
        } else if is_vague(text, subject.language()) {
            let message = format!("`{text}` doesn't say where the link leads");
            let hint = "name what is found there, such as the other article's title: many readers go from link to link";
            found.add(Diagnostic::new(Rule::VagueLink, link.span.clone(), message).hint(hint));
        }
    }
}
