//! The parts of code that have a role, and the roles.
//!
//! Few roles on purpose: what has none has the text's colour, so that pages stay small and code calm to read.

use std::ops::Range;

/// What a part of code is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// A comment; a terminal's prompt.
    Comment,
    /// A word of the language.
    Keyword,
    /// Text.
    String,
    /// A number or another constant.
    Number,
    /// A function or command, where it is made or called.
    Function,
    /// A type, an element of HTML, a heading.
    Type,
    /// An attribute, option, key or variable.
    Attribute,
    /// An operator.
    Operator,
    /// A line that came in.
    Inserted,
    /// A line that went.
    Deleted,
}

impl Role {
    /// The letter that ends its class, `ab-c-k`.
    pub fn letter(self) -> char {
        match self {
            Self::Comment => 'c',
            Self::Keyword => 'k',
            Self::String => 's',
            Self::Number => 'n',
            Self::Function => 'f',
            Self::Type => 't',
            Self::Attribute => 'a',
            Self::Operator => 'o',
            Self::Inserted => 'i',
            Self::Deleted => 'd',
        }
    }
}

/// A part of a code block with one role; parts are in order and don't touch others of the same role.
pub type Part = (Range<usize>, Role);

/// Parts as they are found; neighbours of one role become one, also over white space.
pub(super) struct Parts<'t> {
    pub(super) text: &'t str,
    /// Where the text stands in the block.
    offset: usize,
    pub(super) found: Vec<Part>,
}

impl<'t> Parts<'t> {
    pub(super) fn new(text: &'t str, offset: usize) -> Self {
        Self { text, offset, found: Vec::new() }
    }

    pub(super) fn add(&mut self, range: Range<usize>, role: Option<Role>) {
        let (Some(role), Some(text)) = (role, self.text.get(range.clone())) else { return };
        let inner = text.trim();
        if inner.is_empty() {
            return;
        }
        let start = range.start + text.len() - text.trim_start().len();
        let part = self.offset + start..self.offset + start + inner.len();
        match self.found.last_mut() {
            Some((last, last_role))
                if *last_role == role && self.text[last.end - self.offset..start].trim_start().is_empty() =>
            {
                last.end = part.end;
            }
            _ => self.found.push((part, role)),
        }
    }
}
