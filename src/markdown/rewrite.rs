//! Markdown -> Markdown for other readers than ours: addresses as the site has them, and nothing that pages don't show.
//!
//! The text stays as it is written but for a list of edits, noted when the text is parsed (`editor.rs`). Where its links
//! lead is asked when the new text is written.

use std::ops::Range;

use super::link::{Link, LinkKind};
use crate::diag::Source;

/// Where a link leads: its destination, the file it stands in, and what it is for -> the address to write; `None` for nowhere.
pub type Follow<'f> = dyn FnMut(&str, &str, LinkKind) -> Option<String> + 'f;

/// A text that waits for its addresses.
#[derive(Debug, Clone)]
pub struct Rewriting {
    pub(super) text: Text,
    /// By their beginnings. Of two that overlap the first and longest counts.
    pub(super) edits: Box<[Edit]>,
    /// Links that are not among the document's, whose indexes go on after theirs.
    pub(super) more: Box<[Link]>,
}

/// What is edited.
#[derive(Debug, Clone)]
pub(super) enum Text {
    /// This part of the article's file.
    Written(Range<usize>),
    /// A text with variables and snippets in it.
    Expanded(Box<str>),
}

/// A part of the text, in bytes (no text has more than 32 bits can say), and what stands there instead.
#[derive(Debug, Clone)]
pub(super) struct Edit {
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) new: New,
}

#[derive(Debug, Clone)]
pub(super) enum New {
    /// Nothing.
    Cut,
    /// Nothing where this first heading is the title, otherwise what is there.
    Heading(Box<str>),
    /// What opens a link, by its index: nothing where that leads nowhere.
    Opening(u32),
    /// `](…)` of a link, by its index, with its title.
    Closing(u32, Option<Box<str>>),
    /// A tag of raw HTML.
    Tag(Box<[Piece]>),
}

/// A part of a tag.
#[derive(Debug, Clone)]
pub(super) enum Piece {
    Text(String),
    /// An attribute of this name with the address of a link, by its index.
    Address(String, u32),
}

impl Rewriting {
    /// The new text. `links` are the document's, `source` is the article's file; a first heading that says the title is left
    /// out.
    pub fn write(&self, links: &[Link], source: &Source, title: &str, follow: &mut Follow<'_>) -> String {
        let text = match &self.text {
            Text::Written(range) => source.text.get(range.clone()).unwrap_or_default(),
            Text::Expanded(text) => text,
        };
        let follow = |link: &Link| follow(&link.destination, &link.span.source.path, link.kind);
        let addresses: Vec<Option<String>> = links.iter().chain(&self.more).map(follow).collect();
        let address = |link: u32| addresses.get(link as usize).and_then(Option::as_deref);
        let mut out = String::with_capacity(text.len() + addresses.iter().flatten().map(String::len).sum::<usize>());
        let mut done = 0;
        for Edit { start, end, new } in &self.edits {
            let range = *start as usize..*end as usize;
            let stays = match new {
                New::Heading(words) => **words != *title.trim(),
                New::Opening(link) => address(*link).is_some(),
                _ => false,
            };
            if stays || range.start < done {
                continue;
            }
            out.push_str(text.get(done..range.start).unwrap_or_default());
            done = range.end;
            match new {
                New::Cut | New::Heading(_) | New::Opening(_) => {}
                New::Closing(link, title) => {
                    let title = title.as_ref().map(|title| title_of(title)).unwrap_or_default();
                    out.extend(address(*link).map(|address| format!("]({}{title})", written(address))));
                }
                New::Tag(pieces) => pieces.iter().for_each(|piece| match piece {
                    Piece::Text(text) => out.push_str(text),
                    Piece::Address(name, link) => {
                        let address = address(*link).map(|address| address.replace('"', "%22"));
                        out.extend(address.map(|address| format!(" {name}=\"{address}\"")));
                    }
                }),
            }
        }
        out.push_str(text.get(done..).unwrap_or_default());
        out
    }
}

/// An address as a link's destination.
fn written(address: &str) -> String {
    if !address.is_empty() && !address.contains(|c: char| c.is_whitespace() || c.is_control() || "()<>".contains(c)) {
        return address.to_owned();
    }
    let plain: String = address.chars().filter(|c| !c.is_control()).collect();
    format!("<{}>", plain.replace('<', "%3C").replace('>', "%3E"))
}

/// ` "…"` for a link's title.
fn title_of(title: &str) -> String {
    let lines: Vec<&str> = title.split_whitespace().collect();
    format!(" \"{}\"", lines.join(" ").replace('\\', "\\\\").replace('"', "\\\""))
}
