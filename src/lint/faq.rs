//! The questions of an FAQ: that they ask something, and how long the answers are.

use super::language::{asks, count_words};
use super::subject::Subject;
use crate::content::Kind;
use crate::content::faq::Faq;
use crate::diag::{Diagnostic, Diagnostics, Rule};

pub(super) fn look(subject: &Subject<'_>, found: &mut Diagnostics) {
    if subject.article.front.kind != Kind::Faq {
        return;
    }
    let document = &subject.article.document;
    let most = usize::from(subject.site.config.check.answer_words);
    for range in Faq::new(document).questions() {
        let Some(heading) = &document.sections[range.start].heading else { continue };
        if asks(&heading.text, subject.language()) == Some(false) {
            let message = format!("`{}` is no question", heading.text);
            let hint = "ask what a customer asks, with a question mark; the heading of a group ends in `{.group}`";
            found.add(Diagnostic::new(Rule::FaqNotAQuestion, heading.span.clone(), message).hint(hint));
        }
        let words: usize = document.sections[range.clone()].iter().map(|section| count_words(&section.text)).sum();
        if words > most {
            let message = format!("this answer has {words} words, more than {most}");
            let hint = "give the short answer here, and move the rest into an article that it links to";
            found.add(Diagnostic::new(Rule::LongAnswer, heading.span.clone(), message).hint(hint));
        }
    }
}
