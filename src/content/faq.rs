//! The questions of an FAQ: which sections of its text belong to which question and group.

use std::ops::Range;

use crate::markdown::{Document, Heading};

/// An FAQ's text in groups; ranges are indexes of the document's sections.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Faq {
    /// The text before the first question or group.
    pub intro: Range<usize>,
    /// The groups; questions before the first group heading are in one without a heading.
    pub groups: Vec<Group>,
}

/// Questions under one group heading.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Group {
    /// The section with the group's heading.
    pub heading: Option<usize>,
    /// The group's text before its first question.
    pub intro: Range<usize>,
    /// The questions; the first section of each has the question as its heading.
    pub questions: Vec<Range<usize>>,
}

impl Faq {
    /// Finds the questions: each `##` is one, unless it has the class `group`. Deeper headings belong to the answer.
    pub fn new(document: &Document) -> Self {
        let mut faq = Self::default();
        for (index, section) in document.sections.iter().enumerate() {
            let next = index..index + 1;
            match &section.heading {
                Some(heading) if heading.level <= 2 && is_group(heading) => {
                    faq.groups.push(Group { heading: Some(index), intro: next, questions: Vec::new() });
                }
                Some(heading) if heading.level <= 2 => {
                    if faq.groups.is_empty() {
                        faq.groups.push(Group::default());
                    }
                    if let Some(group) = faq.groups.last_mut() {
                        group.questions.push(next);
                    }
                }
                _ => match faq.groups.last_mut() {
                    None => faq.intro.end = index + 1,
                    Some(Group { intro, questions, .. }) => match questions.last_mut() {
                        Some(question) => question.end = index + 1,
                        None => intro.end = index + 1,
                    },
                },
            }
        }
        faq
    }

    /// Every question's sections, in order.
    pub fn questions(&self) -> impl Iterator<Item = &Range<usize>> {
        self.groups.iter().flat_map(|group| &group.questions)
    }
}

fn is_group(heading: &Heading) -> bool {
    heading.classes.iter().any(|class| class == "group")
}
