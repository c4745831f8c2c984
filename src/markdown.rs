//! Markdown text -> [`Document`]: sections with their HTML, headings, links and anchors.
//!
//! 1. [`expand`]: variables and snippets are put in, each character remembering its file;
//! 2. [`parse`]: pulldown-cmark's events become sections of HTML;
//! 3. [`html`]: the HTML has holes for what only the site knows (addresses of links, interface texts),
//!    which [`crate::render`] fills; so a text is parsed once and its HTML is written once;
//! 4. [`sanitize`]: raw HTML is cleaned where the settings don't trust it.
//!
//! The only place that names `pulldown_cmark` and `ammonia`. It knows no articles, addresses or themes.

mod code;
pub mod expand;
pub mod html;
pub mod parse;
mod raw_html;
pub mod sanitize;
mod writer;

use crate::diag::Span;
use html::Html;

/// A parsed text.
#[derive(Debug, Clone, Default)]
pub struct Document {
    /// What stands before the first heading, then a section for each heading outside lists and quotes.
    pub sections: Vec<Section>,
    /// Every link and image.
    pub links: Vec<Link>,
    /// Every id that a link may lead to.
    pub anchors: Vec<String>,
    /// Whether there is raw HTML, which must be sanitised unless it is trusted.
    pub raw_html: bool,
}

/// A heading with what follows it, up to the next heading of any level.
#[derive(Debug, Clone, Default)]
pub struct Section {
    /// The heading; `None` for the text before the first one.
    pub heading: Option<Heading>,
    /// What follows the heading.
    pub html: Html,
    /// The same as plain text, for search.
    pub text: String,
}

/// A heading outside lists and quotes.
#[derive(Debug, Clone)]
pub struct Heading {
    /// 1 to 6 as written.
    pub level: u8,
    /// Unique on the page.
    pub id: String,
    /// Its content.
    pub html: Html,
    /// Its content without links, for lists of contents.
    pub label: Html,
    /// Its content as plain text.
    pub text: String,
    /// Classes given as `{.class}`.
    pub classes: Vec<String>,
    /// Where it stands.
    pub span: Span,
}

/// What a link is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkKind {
    /// To a page or file that the reader goes to.
    Link,
    /// An image shown on the page.
    Image,
    /// A video or sound file played on the page.
    Media,
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

/// How to parse.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// Set quotes and dashes as English typography does.
    pub smart_punctuation: bool,
    /// Make the first ordered list a procedure, each step with its anchor.
    pub steps: bool,
    /// Only what CommonMark has: no ids, classes or attributes of our own.
    pub plain: bool,
    /// Let raw HTML through as it is.
    pub trusted_html: bool,
}

/// Renders Markdown by itself: no site, links as written, raw HTML trusted, headings without ids.
/// What CommonMark's examples are held against.
pub fn render_fragment(text: &str) -> String {
    let source = std::sync::Arc::new(crate::diag::Source { path: "fragment.md".into(), text: text.into() });
    let expanded = expand::Expanded::verbatim(&source, 0..text.len());
    let options = Options { plain: true, trusted_html: true, ..Options::default() };
    let document = parse::parse(&expanded, options, &mut crate::diag::Diagnostics::default());
    let plain = |hole: &html::Hole, out: &mut String| {
        if let html::Hole::Address(index) = hole {
            html::write_address(out, &document.links[*index].destination);
        }
        if let html::Hole::Href(index) = hole {
            html::write_href(out, &document.links[*index].destination);
        }
        if let html::Hole::RawAddress { original, .. } = hole {
            out.push_str(original);
        }
    };
    let mut out = String::new();
    for section in &document.sections {
        if let Some(heading) = &section.heading {
            out.push_str(&format!("<h{}>", heading.level));
            heading.html.fill(&mut out, plain);
            out.push_str(&format!("</h{}>\n", heading.level));
        }
        section.html.fill(&mut out, plain);
    }
    out
}
