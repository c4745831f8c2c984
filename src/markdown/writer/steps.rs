//! A procedure: its steps, what one should see after one, and what one needs before it.
//!
//! The first numbered list is the procedure. Where it stands in a section for one platform, the first list of each other
//! platform's section is one, too: `#step-2`, but `#android-step-2`.

use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};

use super::{Events, Writer};
use crate::markdown::html::{Hole, Label};
use crate::slug::slugify;

impl Writer<'_> {
    /// Takes the ids of the steps. A text without a list has no procedure.
    pub(super) fn reserve_steps(&mut self, events: &Events<'_>) {
        if !self.options.steps {
            return;
        }
        self.procedures = procedures(events);
        self.options.steps = !self.procedures.is_empty();
        self.note_procedure(self.options.steps);
        for Procedure { prefix, steps, .. } in &self.procedures {
            for number in 1..=*steps {
                let id = format!("{prefix}step-{number}");
                self.ids.reserve(&id);
                self.document.anchors.push(id);
            }
        }
    }

    /// Another platform's section, whose procedure is still to come, begins.
    pub(super) fn expect_procedure(&mut self, heading: usize) {
        self.options.steps |= self.procedures.iter().any(|procedure| procedure.heading == Some(heading));
    }

    /// The procedure that is a list.
    pub(super) fn procedure_at(&self, list: usize) -> Option<Steps> {
        let procedure = self.procedures.iter().find(|procedure| procedure.list == list)?;
        Some(Steps { prefix: procedure.prefix.clone(), last: 0 })
    }

    /// What is needed for a procedure ends before it, though its section goes on.
    pub(super) fn begin_procedure(&mut self) {
        self.options.steps = false;
        if let Some(at) = self.needed.take() {
            self.section.before = true;
            self.out.insert(at, "</section>\n");
        }
    }

    pub(super) fn step(&mut self, Steps { prefix, last: number }: Steps) {
        let id = format!("{prefix}step-{number}");
        self.out.push("<li");
        self.attribute("id", &id);
        self.out.push(" class=\"ab-step\"><a class=\"ab-step__link\"");
        self.attribute("href", &format!("#{id}"));
        self.out.push(" aria-label=\"");
        self.out.push_hole(Hole::Label(Label::Step(number)));
        self.out.push("\"></a>\n");
    }

    /// Whether what begins now stands directly in a step, just entered.
    pub(super) fn in_step(&self) -> bool {
        self.depth == 2 && matches!(self.lists.as_slice(), [list] if list.steps.is_some())
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

/// A list whose items are steps.
#[derive(Debug)]
pub(super) struct Procedure {
    /// The index of its first event.
    list: usize,
    /// That of the heading of the platform's section that it stands in.
    heading: Option<usize>,
    /// What the ids of its steps begin with.
    prefix: String,
    steps: usize,
}

/// The steps of a procedure that is being written.
#[derive(Debug, Clone)]
pub(super) struct Steps {
    prefix: String,
    /// The number of the one last begun.
    pub(super) last: usize,
}

/// A heading for a platform: its event, level and the platform.
type Section<'e> = (usize, HeadingLevel, &'e str);

/// The first ordered list outside other blocks; where that is for one platform, the first one for each of the others, too.
fn procedures(events: &Events<'_>) -> Vec<Procedure> {
    let mut found: Vec<Procedure> = Vec::new();
    let mut platforms: Vec<&str> = Vec::new();
    let (mut section, mut depth) = (None::<Section<'_>>, 0usize);
    for (at, (event, _)) in events.iter().enumerate() {
        match event {
            Event::Start(Tag::Heading { level, attrs, .. }) if depth == 0 => {
                let platform = attrs.iter().find(|(name, _)| &**name == "platform").and_then(|(_, id)| id.as_deref());
                match platform {
                    Some(platform) => section = Some((at, *level, platform)),
                    None => section = section.filter(|(_, above, _)| level > above),
                }
            }
            Event::Start(Tag::List(Some(_))) if depth == 0 && (found.is_empty() || section.is_some()) => {
                let platform = section.map_or("", |(_, _, platform)| platform);
                let is_first = found.is_empty();
                if is_first || (!platforms.contains(&"") && !platforms.contains(&platform)) {
                    let prefix = if is_first { String::new() } else { format!("{}-", slugify(platform)) };
                    let heading = section.map(|(heading, ..)| heading);
                    found.push(Procedure { list: at, heading, prefix, steps: steps(&events[at..]) });
                    platforms.push(platform);
                }
            }
            _ => {}
        }
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    found
}

/// How many items the list has that begins here.
fn steps(events: &Events<'_>) -> usize {
    let (mut depth, mut items) = (0usize, 0);
    for (event, _) in events {
        match event {
            Event::Start(tag) => {
                items += usize::from(depth == 1 && matches!(tag, Tag::Item));
                depth += 1;
            }
            Event::End(TagEnd::List(_)) if depth == 1 => return items,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    items
}
