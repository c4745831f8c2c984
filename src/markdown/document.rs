//! A parsed text: its sections, headings and links.

use super::html::Html;
use super::link::Link;
use super::player::Player;
use super::rewrite::Rewriting;
use super::statement::Statement;
use crate::diag::Span;
use crate::highlight::Highlighter;
use crate::language::quotes::Quotes;

/// A parsed text.
#[derive(Debug, Clone, Default)]
pub struct Document {
    /// What stands before the first heading, then a section for each heading outside lists and quotes.
    pub sections: Vec<Section>,
    /// Every link and image.
    pub links: Vec<Link>,
    /// Every video that is played on the page.
    pub players: Vec<Player>,
    /// Every id that a link may lead to.
    pub anchors: Vec<String>,
    /// The choices of a troubleshooter, and its links within the page. Only where the options ask for them.
    pub ways: Vec<Way>,
    /// Whether there is raw HTML, which must be sanitised unless it is trusted.
    pub raw_html: bool,
    /// What it takes to write it as Markdown again, where it is asked for.
    pub rewriting: Option<Box<Rewriting>>,
    /// What only `check` asks of a text, where it is asked for.
    pub notes: Option<Box<Notes>>,
}

/// What only `check` asks of a text.
#[derive(Debug, Clone, Default)]
pub struct Notes {
    /// The text of each link that is no image: its index in the document's links, and what it says.
    pub link_texts: Vec<(usize, String)>,
    /// Images and what is played without a description, by their indexes in the document's links. In raw HTML `alt=""` says that an
    /// image needs none.
    pub undescribed: Vec<usize>,
    /// Whether there is a procedure.
    pub procedure: bool,
    /// The text without headings, tables and code, a block a line.
    pub prose: String,
    /// The paragraphs, headings, items and rows with a number.
    pub statements: Vec<Statement>,
    /// The paragraphs, headings and items that are long enough to be compared with those of another language.
    pub paragraphs: Vec<Paragraph>,
}

/// A paragraph, or what else a block holds.
#[derive(Debug, Clone)]
pub struct Paragraph {
    /// Its words, without code.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

impl Document {
    /// Gives back what was reserved while it grew: all of a site's texts stay in memory together.
    pub(super) fn shrink(&mut self) {
        for section in &mut self.sections {
            section.html.shrink();
            section.text.shrink_to_fit();
        }
        self.sections.shrink_to_fit();
        self.links.shrink_to_fit();
        self.players.shrink_to_fit();
        self.anchors.shrink_to_fit();
        self.ways.shrink_to_fit();
    }
}

/// A heading with what follows it, up to the next heading of any level.
#[derive(Debug, Clone, Default)]
pub struct Section {
    /// The heading; `None` for the text before the first one.
    pub heading: Option<Heading>,
    /// What follows the heading.
    pub html: Html,
    /// Whether heading and text begin a box of what one needs before a procedure. The text closes it: `</section>`.
    pub before: bool,
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
    /// The platform that its section is for, given as `{platform=ios}`.
    pub platform: Option<Box<Platform>>,
    /// Where it stands.
    pub span: Span,
}

/// A platform as a heading names it.
#[derive(Debug, Clone)]
pub struct Platform {
    /// Its id in the settings.
    pub id: String,
    /// Where it stands.
    pub span: Span,
}

/// How a reader of a troubleshooter goes on from a section.
#[derive(Debug, Clone)]
pub struct Way {
    /// Index of the section that it stands in.
    pub section: usize,
    /// Index in the document's links; `None` for an item among choices that begins with no link.
    pub link: Option<usize>,
    /// What it says.
    pub label: String,
    /// Whether it is a choice, and not a link in the text.
    pub choice: bool,
    /// Where it stands.
    pub span: Span,
}

/// How to parse.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options<'a> {
    /// Set dashes and these quotation marks typographically.
    pub quotes: Option<&'static Quotes>,
    /// Make the first ordered list a procedure, each step with its anchor.
    pub steps: bool,
    /// Make lists of links within the page choices, and note them.
    pub choices: bool,
    /// Only what CommonMark has: no ids, classes or attributes of our own.
    pub plain: bool,
    /// Let raw HTML through as it is.
    pub trusted_html: bool,
    /// Finds what to colour in code; without it code is plain.
    pub highlighter: Option<&'a Highlighter>,
    /// Keep what it takes to write it as Markdown again.
    pub rewritable: bool,
    /// Note what only `check` asks for.
    pub noted: bool,
    /// A piece of a page that has others beside it: no ids, which might be another's, and so no footnotes.
    pub fragment: bool,
}
