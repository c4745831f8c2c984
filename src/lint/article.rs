//! What an article says of itself: description, title, owner.

use unicode_width::UnicodeWidthStr;

use super::subject::Subject;
use crate::diag::{Diagnostics, Rule};

pub(super) fn look(subject: &Subject<'_>, found: &mut Diagnostics) {
    let article = subject.article;
    // The home page's description may be the site's title.
    if article.description.trim().is_empty() && article.path != "index.md" {
        let what = if article.is_index() { "category" } else { "article" };
        let message = format!("this {what} has no description");
        let hint = "add `description: …`: one sentence with the answer, which lists and search results show";
        found.add(subject.at_title(Rule::MissingDescription, message, hint));
    }
    if article.front.owner.as_ref().is_none_or(|owner| owner.trim().is_empty()) && !article.is_index() {
        let hint = "add `owner: …`: the person or team that keeps it true";
        found.add(subject.at_title(Rule::MissingOwner, "nobody looks after this article", hint));
    }
    long_title(subject, found);
}

fn long_title(subject: &Subject<'_>, found: &mut Diagnostics) {
    let (width, most) = (subject.article.title.width(), usize::from(subject.site.config.check.title_length));
    if width > most {
        let message = format!("this title is {width} characters long; more than {most} are cut off in search results");
        let hint = "say the task or question in fewer words; the description has room for the rest";
        found.add(subject.at_title(Rule::LongTitle, message, hint));
    }
}
