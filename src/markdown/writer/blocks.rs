//! Quotes, lists and tables.

use std::ops::Range;

use pulldown_cmark::{Alignment, BlockQuoteKind, Event};

use super::{Events, List, Writer};
use crate::markdown::html::{Hole, Label};

impl Writer<'_> {
    pub(super) fn quote(&mut self, kind: Option<BlockQuoteKind>, range: &Range<usize>) {
        self.enter(range);
        self.fresh_line();
        let (name, label) = match kind {
            None => return self.plain_quote(),
            Some(BlockQuoteKind::Note) => ("note", Label::Key("note")),
            Some(BlockQuoteKind::Tip) => ("tip", Label::Key("tip")),
            Some(BlockQuoteKind::Important) => ("important", Label::Key("important")),
            Some(BlockQuoteKind::Warning) => ("warning", Label::Key("warning")),
            Some(BlockQuoteKind::Caution) => ("caution", Label::Key("caution")),
        };
        self.quotes.push("</div>\n");
        self.out.push(&format!("<div class=\"ab-callout ab-callout--{name}\" role=\"note\">\n"));
        self.out.push("<p class=\"ab-callout__title\">");
        self.out.push_hole(Hole::Label(label));
        self.out.push("</p>\n");
    }

    fn plain_quote(&mut self) {
        if self.in_step() {
            return self.see();
        }
        self.quotes.push("</blockquote>\n");
        self.out.push("<blockquote>\n");
    }

    pub(super) fn list(&mut self, first: Option<u64>, events: &Events<'_>, at: usize) {
        let steps = self.procedure_at(at);
        let procedure = steps.is_some();
        if procedure {
            self.begin_procedure();
        }
        let choices = self.begin_choices(events, at);
        self.enter(&events[at].1);
        self.fresh_line();
        self.lists.push(List { ordered: first.is_some(), steps });
        self.out.push(match (first.is_some(), procedure) {
            (false, _) => "<ul",
            (true, false) => "<ol",
            (true, true) => "<ol class=\"ab-steps\"",
        });
        if choices {
            self.attribute("class", "ab-choices");
        }
        if let Some(first) = first.filter(|first| *first != 1) {
            self.attribute("start", &first.to_string());
        }
        self.out.push(">\n");
    }

    pub(super) fn item(&mut self, events: &Events<'_>, at: usize) {
        self.fresh_line();
        let steps = self.lists.last_mut().and_then(|list| list.steps.as_mut());
        if let Some(steps) = steps {
            steps.last += 1;
            let steps = steps.clone();
            self.step(steps);
        } else if is_task(&events[at + 1..]) && !self.options.plain {
            self.out.push("<li class=\"ab-task\">");
        } else {
            self.out.push("<li>");
        }
    }

    pub(super) fn cell(&mut self) {
        self.out.push(if self.table.head { "<th" } else { "<td" });
        // A class, not a style: the site's Content-Security-Policy forbids inline styles.
        match self.table.alignments.get(self.table.column) {
            Some(Alignment::Left) => self.out.push(" class=\"ab-align-left\""),
            Some(Alignment::Center) => self.out.push(" class=\"ab-align-center\""),
            Some(Alignment::Right) => self.out.push(" class=\"ab-align-right\""),
            Some(Alignment::None) | None => {}
        }
        self.out.push(">");
    }
}

/// Whether an item begins with a task's box, in its paragraph or by itself.
fn is_task(events: &Events<'_>) -> bool {
    events.iter().take(2).any(|(event, _)| matches!(event, Event::TaskListMarker(_)))
}
