//! HTML with holes: a text, and the places where the site's part of it goes.

use pulldown_cmark_escape::{escape_href, escape_html, escape_html_body_text};

/// A piece of HTML that misses what only the site knows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Html {
    text: String,
    holes: Vec<(usize, Hole)>,
}

/// What goes into a hole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hole {
    /// ` href="…"` for a link of the document; nothing where the link leads nowhere.
    Href(usize),
    /// The address of a link of the document, inside an attribute in double quotes.
    Address(usize),
    /// The same inside an attribute of raw HTML, whose value was `original`.
    RawAddress {
        /// Index in the document's links.
        link: usize,
        /// The attribute's value as it stands in the source.
        original: String,
    },
    /// ` width="…" height="…"` of the image that a link of the document leads to; nothing where they are not known.
    Size(usize),
    /// `<a …>` around an image that may be enlarged.
    Zoom {
        /// Index in the document's links.
        link: usize,
        /// What the image shows, for the link's name.
        name: String,
    },
    /// `</a>` where the same image has such a link.
    ZoomEnd(usize),
    /// The player of a video, by its index in the document's players.
    Player(usize),
    /// What follows the player of a video: chapters and transcript.
    Transcript(usize),
    /// An interface text.
    Label(Label),
}

/// An interface text inside an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Label {
    /// A text by its key.
    Key(&'static str),
    /// "Link to step 3".
    Step(usize),
}

impl Html {
    /// Gives back what was reserved while it grew.
    pub(super) fn shrink(&mut self) {
        self.text.shrink_to_fit();
        self.holes.shrink_to_fit();
    }

    /// Appends finished HTML.
    pub fn push(&mut self, html: &str) {
        self.text.push_str(html);
    }

    /// Appends plain text between tags, escaped.
    pub fn push_text(&mut self, text: &str) {
        // Writing to a `String` can't fail.
        let _ = escape_html_body_text(&mut self.text, text);
    }

    /// Appends ` name="value"`, the value escaped.
    pub fn push_attribute(&mut self, name: &str, value: &str) {
        self.text.extend([" ", name, "=\""]);
        escape(&mut self.text, value);
        self.text.push('"');
    }

    /// Appends a hole.
    pub fn push_hole(&mut self, hole: Hole) {
        self.holes.push((self.text.len(), hole));
    }

    /// Appends other HTML with its holes.
    pub fn append(&mut self, other: &Html) {
        let offset = self.text.len();
        self.text.push_str(&other.text);
        self.holes.extend(other.holes.iter().map(|(at, hole)| (at + offset, hole.clone())));
    }

    /// How long it is, for [`Html::insert`].
    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    /// Puts finished HTML between what is there.
    pub(super) fn insert(&mut self, at: usize, html: &str) {
        self.text.insert_str(at, html);
        for (hole, _) in self.holes.iter_mut().filter(|(hole, _)| *hole > at) {
            *hole += html.len();
        }
    }

    /// The first block, where that is a paragraph.
    pub fn first_paragraph(&self) -> Option<Html> {
        let end = self.text.starts_with("<p>").then(|| self.text.find("</p>")).flatten()? + "</p>".len();
        let holes = self.holes.iter().take_while(|(at, _)| *at < end).cloned().collect();
        Some(Html { text: self.text[..end].to_owned(), holes })
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty() && self.holes.is_empty()
    }

    /// Whether the text ends a line, or is empty.
    pub(super) fn at_line_start(&self) -> bool {
        self.text.is_empty() || self.text.ends_with('\n')
    }

    /// Whether there is an image in it, or something to play.
    pub fn has_media(&self) -> bool {
        ["<img", "<video", "<audio", "<iframe"].iter().any(|tag| self.text.contains(tag))
    }

    /// Writes the HTML, asking `filler` for what goes into each hole.
    pub fn fill(&self, out: &mut String, mut filler: impl FnMut(&Hole, &mut String)) {
        let mut done = 0;
        for (at, hole) in &self.holes {
            out.push_str(&self.text[done..*at]);
            filler(hole, out);
            done = *at;
        }
        out.push_str(&self.text[done..]);
    }
}

/// Appends plain text to HTML, escaped for text and attributes.
pub fn escape(out: &mut String, text: &str) {
    // Writing to a `String` can't fail.
    let _ = escape_html(out, text);
}

/// Appends an address inside an attribute in double quotes: percent-encoded where it must be, and escaped.
pub fn write_address(out: &mut String, address: &str) {
    // Writing to a `String` can't fail.
    let _ = escape_href(out, address);
}

/// Appends ` href="…"`.
pub fn write_href(out: &mut String, address: &str) {
    out.push_str(" href=\"");
    write_address(out, address);
    out.push('"');
}
