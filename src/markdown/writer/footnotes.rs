//! Footnotes: numbered in the order of their references, written at the end of the text.

use std::collections::HashMap;

use super::Writer;
use crate::markdown::html::{Hole, Html, Label};

#[derive(Default)]
pub(super) struct Footnotes {
    pub(super) numbers: HashMap<String, usize>,
    pub(super) definitions: Vec<(usize, Html)>,
    pub(super) referred: Vec<usize>,
}

impl Footnotes {
    pub(super) fn number(&mut self, name: &str) -> usize {
        let next = self.numbers.len() + 1;
        *self.numbers.entry(name.to_owned()).or_insert(next)
    }
}

impl Writer<'_> {
    /// The footnotes, in the order of their numbers, at the end of the text.
    pub(super) fn write_footnotes(&mut self) {
        let mut definitions = std::mem::take(&mut self.footnotes.definitions);
        if definitions.is_empty() {
            return;
        }
        definitions.sort_by_key(|(number, _)| *number);
        if self.has_platforms() {
            // They are for all, not for the platform of the last heading.
            self.end_section();
        }
        self.fresh_line();
        self.out.push("<section class=\"ab-footnotes\" role=\"doc-endnotes\" aria-label=\"");
        self.out.push_hole(Hole::Label(Label::Key("footnotes")));
        self.out.push("\"><ol>\n");
        for (number, content) in definitions {
            self.document.anchors.push(format!("fn-{number}"));
            self.out.push(&format!("<li id=\"fn-{number}\" value=\"{number}\">"));
            self.out.append(&content);
            if self.footnotes.referred.contains(&number) {
                self.out.push(&format!("<a class=\"ab-footnote-back\" href=\"#fnref-{number}\" aria-label=\""));
                self.out.push_hole(Hole::Label(Label::Key("back_to_reference")));
                self.out.push("\">↩</a>");
            }
            self.out.push("</li>\n");
        }
        self.out.push("</ol></section>\n");
    }
    fn has_platforms(&self) -> bool {
        let sections = self.document.sections.iter().chain([&self.section]);
        sections.filter_map(|section| section.heading.as_ref()).any(|heading| heading.platform.is_some())
    }
}
