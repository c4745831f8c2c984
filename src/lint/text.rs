//! How a text is made: its headings, a how-to's steps, how hard it is to read.

use super::language::{Lix, lix};
use super::subject::Subject;
use crate::content::Kind;
use crate::diag::{Diagnostic, Diagnostics, Rule};

pub(super) fn look(subject: &Subject<'_>, found: &mut Diagnostics) {
    skipped_headings(subject, found);
    let Some(notes) = &subject.article.document.notes else { return };
    if subject.article.front.kind == Kind::HowTo && !notes.procedure {
        let hint = "write its steps as a list with `1.`, or take `kind: how-to` out";
        found.add(subject.at_title(Rule::HowToWithoutSteps, "this how-to has no numbered list", hint));
    }
    if let Some(limit) = subject.site.config.check.reading_level(subject.language())
        && let Some(Lix { value, sentence, long }) = lix(&notes.prose)
        && value > limit
    {
        let message = format!("this text is hard to read: {value:.0} by LIX, more than {limit}");
        let hint = format!(
            "write shorter sentences (they have {sentence:.0} words on average) and shorter words ({long:.0} of 100 have more than \
             six letters)"
        );
        found.add(subject.at_title(Rule::HardToRead, message, hint));
    }
}

/// The title is of level 1.
fn skipped_headings(subject: &Subject<'_>, found: &mut Diagnostics) {
    let mut last = 1;
    for heading in subject.article.document.sections.iter().filter_map(|section| section.heading.as_ref()) {
        if heading.level > last + 1 {
            let before = if last == 1 { "the title" } else { "the heading before it" };
            let message = format!("this heading is of level {}, and {before} of level {last}", heading.level);
            let hint = format!("begin it with `{}`: screen readers announce levels", "#".repeat(usize::from(last) + 1));
            found.add(Diagnostic::new(Rule::SkippedHeading, heading.span.clone(), message).hint(hint));
        }
        last = heading.level;
    }
}
