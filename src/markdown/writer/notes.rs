//! What only `check` asks of a text: noted where the options ask for it.

use pulldown_cmark::{Event, Tag};

use super::{Events, Writer, plain_text};

impl Writer<'_> {
    /// Notes the text of a link. One around an image has the image's description.
    pub(super) fn note_link(&mut self, link: usize, inner: &Events<'_>) {
        let Some(notes) = &mut self.document.notes else { return };
        let text = plain_text(inner);
        let has_image = inner.iter().any(|(event, _)| matches!(event, Event::Start(Tag::Image { .. })));
        // What is missing there is the description.
        if !text.is_empty() || !has_image {
            notes.link_texts.push((link, text));
        }
    }

    /// Notes an image, or what is played, without a description.
    pub(super) fn note_described(&mut self, link: usize, description: &str) {
        if let Some(notes) = self.document.notes.as_mut().filter(|_| description.trim().is_empty()) {
            notes.undescribed.push(link);
        }
    }

    /// Notes whether there is a procedure.
    pub(super) fn note_procedure(&mut self, there: bool) {
        if let Some(notes) = &mut self.document.notes {
            notes.procedure = there;
        }
    }

    /// Notes the prose of a section that ends.
    pub(super) fn note_prose(&mut self) {
        let no_prose = std::mem::take(&mut self.no_prose);
        let Some(notes) = &mut self.document.notes else { return };
        let text = &self.section.text;
        let mut done = 0;
        // A code block in a cell would be no prose twice.
        for range in no_prose.into_iter().filter(|range| range.end <= text.len()) {
            notes.prose.push_str(text.get(done..range.start).unwrap_or_default());
            notes.prose.push('\n');
            done = done.max(range.end);
        }
        notes.prose.push_str(text.get(done..).unwrap_or_default());
        notes.prose.push('\n');
    }
}
