//! Markdown text -> [`Document`]: sections with their HTML, headings, links and anchors.
//!
//! 1. [`expand`]: variables and snippets are put in, each character remembering its file;
//! 2. [`parse`]: pulldown-cmark's events become sections of HTML;
//! 3. [`html`]: the HTML has holes for what only the site knows (addresses of links, interface texts),
//!    which [`crate::render`] fills; so a text is parsed once and its HTML is written once;
//! 4. [`sanitize`]: raw HTML is cleaned where the settings don't trust it.
//!
//! The only place that names `pulldown_cmark` and `ammonia`. It knows no articles, addresses or themes.

mod document;
mod editor;
pub mod expand;
pub mod html;
mod link;
pub mod parse;
pub mod player;
mod prose;
mod quotes;
mod raw_html;
pub mod rewrite;
mod runs;
pub mod sanitize;
mod statement;
mod syntax;
mod writer;

pub use document::{Document, Heading, Notes, Options, Platform, Section, Way};
pub use link::{Link, LinkKind};
pub use statement::Statement;

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
