//! The dates of an article, held against today's.

use super::subject::Subject;
use crate::date::Date;
use crate::diag::{Diagnostic, Diagnostics, Rule};

pub(super) fn look(subject: &Subject<'_>, today: Date, found: &mut Diagnostics) {
    let front = &subject.article.front;
    match &front.review_by {
        Some(date) if date.value < today => {
            let message = format!("this article was to be reviewed by {}", date.value.iso());
            let hint = "read it, correct what is no longer true, and set the next date";
            found.add(Diagnostic::new(Rule::ReviewOverdue, date.span(), message).hint(hint));
        }
        None if !subject.article.is_index() => {
            let hint = "add `review_by:` with the day until which it is surely true, such as `2027-11-01`";
            let message = "this article has no date for its next review";
            found.add(subject.at_title(Rule::MissingReviewDate, message, hint));
        }
        _ => {}
    }
    if let Some(date) = front.updated.as_ref().filter(|date| date.value > today) {
        let message = format!("`updated` is in the future: {}", date.value.iso());
        let hint = format!("it is the day of the last change, at most {}", today.iso());
        found.add(Diagnostic::new(Rule::FutureUpdate, date.span(), message).hint(hint));
    }
}
