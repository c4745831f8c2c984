//! A procedure: its steps, what one should see after one, and what one needs before it.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::{Events, Writer};
use crate::markdown::html::{Hole, Label};

impl Writer<'_> {
    /// Takes the ids of the steps. A text without a list has no procedure.
    pub(super) fn reserve_steps(&mut self, events: &Events<'_>) {
        if !self.options.steps {
            return;
        }
        let count = steps(events);
        self.options.steps = count > 0;
        self.note_procedure(count > 0);
        for number in 1..=count {
            let id = format!("step-{number}");
            self.ids.reserve(&id);
            self.document.anchors.push(id);
        }
    }

    /// Only the first list is the procedure. What is needed for it ends before it, though its section goes on.
    pub(super) fn begin_procedure(&mut self) {
        self.options.steps = false;
        if let Some(at) = self.needed.take() {
            self.section.before = true;
            self.out.insert(at, "</section>\n");
        }
    }

    pub(super) fn step(&mut self, number: usize) {
        self.out.push(&format!("<li id=\"step-{number}\" class=\"ab-step\">"));
        self.out.push(&format!("<a class=\"ab-step__link\" href=\"#step-{number}\" aria-label=\""));
        self.out.push_hole(Hole::Label(Label::Step(number)));
        self.out.push("\"></a>\n");
    }

    /// Whether what begins now stands directly in a step, just entered.
    pub(super) fn in_step(&self) -> bool {
        self.depth == 2 && matches!(self.lists.as_slice(), [list] if list.step.is_some())
    }

    /// A quote in a step says what one should see there.
    pub(super) fn see(&mut self) {
        self.quotes.push("</div>\n");
        self.out.push("<div class=\"ab-see\">\n<p class=\"ab-see__title\">");
        self.out.push_hole(Hole::Label(Label::Key("what_you_should_see")));
        self.out.push("</p>\n");
    }

    /// A list of bullets that ends under a heading before the procedure: what one needs for it.
    pub(super) fn note_needed(&mut self) {
        let headed = self.section.heading.as_ref().is_some_and(|heading| heading.level > 1);
        if self.options.steps && self.depth == 0 && headed {
            self.needed = Some(self.out.len());
        }
    }

    /// Before a section ends: where it says what is needed, all of it does.
    pub(super) fn end_needed(&mut self) {
        if self.needed.take().is_some() {
            self.section.before = true;
            self.out.push("</section>\n");
        }
    }
}

/// How many items the first ordered list outside other blocks has.
fn steps(events: &Events<'_>) -> usize {
    let (mut depth, mut inside, mut items) = (0usize, false, 0);
    for (event, _) in events {
        match event {
            Event::Start(Tag::List(Some(_))) if depth == 0 => inside = true,
            Event::Start(Tag::Item) if inside && depth == 1 => items += 1,
            Event::End(TagEnd::List(_)) if inside && depth == 1 => return items,
            _ => {}
        }
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    items
}
