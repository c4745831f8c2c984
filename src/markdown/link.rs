//! A link or image as written.

use crate::diag::Span;

/// What a link is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkKind {
    /// To a page or file that the reader goes to.
    Link,
    /// An image shown on the page.
    Image,
    /// A video or sound file played on the page.
    Media,
    /// Captions or chapters of what is played.
    Track,
}

/// A link as written.
#[derive(Debug, Clone)]
pub struct Link {
    /// The destination, entities decoded.
    pub destination: String,
    /// What it is for.
    pub kind: LinkKind,
    /// Whether it is an attribute of raw HTML.
    pub raw: bool,
    /// Where it stands; relative destinations start at the file it stands in, which may be a snippet.
    pub span: Span,
}
