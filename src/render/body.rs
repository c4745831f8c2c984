//! An article's text as HTML: the holes filled, headings with their links, raw HTML sanitised.

use std::collections::HashMap;

use crate::content::{Article, platforms};
use crate::markdown::html::{Hole, Html, Label, escape, write_address, write_href};
use crate::markdown::player::Attached;
use crate::markdown::{Heading, Section, sanitize};
use crate::site::links::{Question, Target};

use super::player::{self, Shown};
use super::view::{Place, View};

/// The widest image that needs no enlarging, in pixels: narrower than the text's column.
const SMALL: u32 = 480;

/// How a switch between platforms begins.
pub(super) const SWITCH: &str = "<div class=\"ab-platforms\"";

/// Writes texts of one article.
pub(super) struct Body<'a> {
    pub(super) view: &'a View<'a>,
    pub(super) place: &'a Place,
    pub(super) article: &'a Article,
    /// What we say of sections.
    pub(super) remarks: Remarks,
}

/// What we say of sections, as finished HTML.
#[derive(Debug, Default)]
pub(super) struct Remarks {
    all: Vec<String>,
    before: HashMap<*const Section, Vec<usize>>,
    after: HashMap<*const Section, Vec<usize>>,
}

impl Remarks {
    /// Says something under a section's heading.
    pub(super) fn before(&mut self, section: &Section, html: String) {
        self.before.entry(section).or_default().push(self.all.len());
        self.all.push(html);
    }

    /// Says something at the end of a section.
    pub(super) fn after(&mut self, section: &Section, html: String) {
        self.after.entry(section).or_default().push(self.all.len());
        self.all.push(html);
    }

    /// Holds the place of remarks while a writer's HTML is cleaned: private characters, which mean nothing.
    fn hold(places: Option<&Vec<usize>>, out: &mut String) {
        for place in places.into_iter().flatten() {
            out.push_str(&format!("<p>\u{E0AB}{place}\u{E0AC}</p>\n"));
        }
    }

    /// Puts the remarks into their places.
    fn fill(&self, html: &str) -> String {
        let mut pieces = html.split("<p>\u{E0AB}");
        let mut filled = pieces.next().unwrap_or_default().to_owned();
        for piece in pieces {
            let (place, rest) = piece.split_once("\u{E0AC}</p>").unwrap_or((piece, ""));
            filled.push_str(place.parse().ok().and_then(|place: usize| self.all.get(place)).map_or("", String::as_str));
            filled.push_str(rest);
        }
        filled
    }
}

impl<'a> Body<'a> {
    /// A text of which nothing is said.
    pub(super) fn new(view: &'a View<'a>, place: &'a Place, article: &'a Article) -> Self {
        Self { view, place, article, remarks: Remarks::default() }
    }
}

impl Body<'_> {
    /// Sections one after the other, with their headings.
    pub(super) fn sections(&self, sections: &[Section]) -> String {
        let mut html = String::new();
        self.switched(sections, &mut html);
        self.safe(html)
    }

    /// Sections, those for different platforms in switches.
    fn switched(&self, sections: &[Section], html: &mut String) {
        let mut done = 0;
        for switch in platforms::switches(sections) {
            self.headed(&sections[done..switch.start()], html);
            html.push_str(&format!("{SWITCH} data-platforms=\""));
            escape(html, &switch.platforms().join(" "));
            html.push_str("\">\n");
            for (range, platform) in switch.parts {
                html.push_str("<section class=\"ab-platform\" data-platform=\"");
                escape(html, platform);
                html.push_str("\">\n");
                done = range.end;
                self.headed(&sections[range], html);
                html.push_str("</section>\n");
            }
            html.push_str("</div>\n");
        }
        self.headed(&sections[done..], html);
    }

    fn headed(&self, sections: &[Section], html: &mut String) {
        for section in sections {
            if section.before {
                html.push_str("<section class=\"ab-before\">\n");
            }
            if let Some(heading) = &section.heading {
                self.heading(heading, html);
            }
            self.section(section, html);
        }
    }

    /// The same for use inside of another page's text: headings at the level of text, nothing that can be led to.
    pub(super) fn quoted(&self, sections: &[Section]) -> String {
        let mut html = String::new();
        for section in sections {
            if section.before {
                html.push_str("<section class=\"ab-before\">\n");
            }
            if let Some(heading) = &section.heading {
                html.push_str("<p><strong>");
                self.fill(&heading.label, &mut html);
                html.push_str("</strong></p>\n");
            }
            self.fill(&section.html, &mut html);
        }
        let markup = &self.view.site.config.markup;
        if self.article.document.raw_html { sanitize::clean(&html, &markup.schemes) } else { html }
    }

    /// A section's text with what we say of it.
    fn section(&self, section: &Section, html: &mut String) {
        let key = std::ptr::from_ref(section);
        Remarks::hold(self.remarks.before.get(&key), html);
        self.fill(&section.html, html);
        Remarks::hold(self.remarks.after.get(&key), html);
    }

    /// A section's text without its heading, then further sections.
    pub(super) fn answer(&self, sections: &[Section]) -> String {
        let Some((first, rest)) = sections.split_first() else { return String::new() };
        let mut html = String::new();
        self.section(first, &mut html);
        self.switched(rest, &mut html);
        self.safe(html)
    }

    /// Sections as a part of a page: headings from the third level on, without ids, since others may have the same.
    pub(super) fn fragment<'s>(&self, sections: impl IntoIterator<Item = &'s Section>) -> String {
        let mut html = String::new();
        for section in sections {
            let level = section.heading.as_ref().map_or(0, |heading| heading.level.max(2) + 1);
            self.plain(section, level, &mut html);
        }
        self.safe(html)
    }

    /// The same without the first one's heading.
    pub(super) fn fragment_below(&self, sections: &[Section]) -> String {
        let Some((first, rest)) = sections.split_first() else { return String::new() };
        let mut html = String::new();
        self.plain(first, 0, &mut html);
        self.safe(html) + &self.fragment(rest)
    }

    /// As [`Body::answer`], for use outside of pages: headings without ids and links.
    pub(super) fn plain_answer(&self, sections: &[Section]) -> String {
        let mut html = String::new();
        for (index, section) in sections.iter().enumerate() {
            let level = section.heading.as_ref().filter(|_| index > 0).map_or(0, |heading| heading.level);
            self.plain(section, level, &mut html);
        }
        self.safe(html)
    }

    /// A section, with its heading at a level; without it at level 0.
    fn plain(&self, section: &Section, level: u8, html: &mut String) {
        if let Some(heading) = section.heading.as_ref().filter(|_| level > 0) {
            let level = level.min(6);
            html.push_str(&format!("<h{level}>"));
            self.fill(&heading.html, html);
            html.push_str(&format!("</h{level}>\n"));
        }
        self.fill_with(&section.html, html, Self::bare_player);
    }

    /// The first paragraph; empty where the text begins with something else.
    pub(super) fn lead(&self) -> String {
        let first = self.article.document.sections.first();
        let first = first.and_then(|section| section.html.first_paragraph());
        first.map(|paragraph| self.phrase(&paragraph)).unwrap_or_default()
    }

    /// A piece of a line: a heading's content.
    pub(super) fn phrase(&self, content: &Html) -> String {
        let mut html = String::new();
        self.fill(content, &mut html);
        self.safe(html)
    }

    fn heading(&self, heading: &Heading, out: &mut String) {
        // The page's title is its only `h1`.
        let level = heading.level.max(2);
        out.push_str(&format!("<h{level} id=\""));
        escape(out, &heading.id);
        out.push_str("\">");
        self.fill(&heading.html, out);
        out.push_str(" <a class=\"ab-anchor\"");
        write_href(out, &format!("#{}", crate::site::url::encode(&heading.id)));
        out.push_str(" aria-label=\"");
        let label = self.view.texts.fill("link_to_section", &[("title", &heading.text)]);
        escape(out, &label);
        out.push_str(&format!("\">#</a></h{level}>\n"));
    }

    fn fill(&self, html: &Html, out: &mut String) {
        self.fill_with(html, out, Self::player);
    }

    /// A video, or what follows it, on its page.
    fn player(&self, hole: &Hole, out: &mut String) {
        match hole {
            Hole::Player(at) => self.shown(*at).player(out),
            Hole::Transcript(at) => self.shown(*at).transcript(out),
            _ => {}
        }
    }

    /// A video elsewhere than on its page: without ids, which might be another's.
    fn bare_player(&self, hole: &Hole, out: &mut String) {
        if let Hole::Player(at) = hole {
            self.shown(*at).player(out);
        }
    }

    fn shown(&self, at: usize) -> Shown<'_> {
        let player = &self.article.document.players[at];
        let poster = player.film.as_ref().and_then(Attached::poster);
        Shown {
            player,
            texts: self.view.texts,
            language: &self.view.site.config.languages[self.article.language].tag,
            address: self.address(player.link),
            tracks: player::tracks(player).map(|link| self.address(link)).collect(),
            poster: poster.and_then(|link| Some((self.address(link)?, self.size(link)))),
        }
    }

    /// Fills the holes; `player` those of videos.
    fn fill_with(&self, html: &Html, out: &mut String, player: fn(&Self, &Hole, &mut String)) {
        html.fill(out, |hole, out| match hole {
            Hole::Href(link) => {
                if let Some(address) = self.address(*link) {
                    write_href(out, &address);
                }
            }
            Hole::Address(link) => match self.address(*link) {
                Some(address) => write_address(out, &address),
                None => write_address(out, &self.article.document.links[*link].destination),
            },
            Hole::RawAddress { link, original } => match self.address(*link) {
                // An address in single quotes or none must not end there.
                Some(address) => escape(out, &address.replace('\'', "%27").replace(' ', "%20")),
                None => out.push_str(original),
            },
            Hole::Size(link) => {
                if let Some((width, height)) = self.size(*link) {
                    out.push_str(&format!(" width=\"{width}\" height=\"{height}\""));
                }
            }
            Hole::Zoom { link, name } => self.zoom(*link, name, out),
            Hole::ZoomEnd(link) => out.push_str(if self.zooms(*link) { "</a>" } else { "" }),
            Hole::Label(label) => escape(out, &self.label(label)),
            Hole::Player(_) | Hole::Transcript(_) => player(self, hole, out),
        });
    }

    fn label(&self, label: &Label) -> String {
        let texts = &self.view.texts;
        match label {
            Label::Key(key) => texts.get(key).to_owned(),
            Label::Step(number) => texts.fill("link_to_step", &[("number", &texts.format().number(*number))]),
        }
    }

    /// The link around an image, which opens the file by itself.
    fn zoom(&self, link: usize, name: &str, out: &mut String) {
        if let Some(address) = self.address(link).filter(|_| self.zooms(link)) {
            out.push_str("<a class=\"ab-figure__zoom\"");
            write_href(out, &address);
            out.push_str(" aria-label=\"");
            escape(out, &self.view.texts.fill("zoom_image", &[("alt", name)]));
            out.push_str("\">");
        }
    }

    /// Whether an image is larger than the page shows it: a file of the site that isn't known to be small.
    fn zooms(&self, link: usize) -> bool {
        let is_file = matches!(self.target(link), Some(Target::File(..)));
        is_file && self.size(link).is_none_or(|(width, _)| width > SMALL)
    }

    /// Width and height of the image that a link leads to.
    fn size(&self, link: usize) -> Option<(u32, u32)> {
        let Some(Target::File(url, _)) = self.target(link) else { return None };
        let site = self.view.site;
        let file = site.files.statics.get(&url).or_else(|| site.published_files.get(&url))?;
        site.files.image_sizes.get(file).copied()
    }

    /// Where a link of the article leads, as its address; `None` for nowhere.
    fn address(&self, link: usize) -> Option<String> {
        self.target(link).map(|target| self.place.to_target(&target))
    }

    /// Where a link of the article leads; `None` for nowhere (which has been reported, if it isn't allowed).
    fn target(&self, link: usize) -> Option<Target> {
        let link = &self.article.document.links[link];
        let question = Question {
            destination: &link.destination,
            base: &link.span.source.path,
            article: &self.article.path,
            kind: link.kind,
        };
        let site = self.view.site;
        let own = &site.editions[self.article.language];
        match site.follow(self.view.edition, question) {
            Ok((target, _)) => Some(target),
            // A heading that only the text's own language has.
            Err(problem) if own.index != self.view.edition.index => {
                site.follow(own, question).map_or(problem.instead, |(target, _)| Some(target))
            }
            Err(problem) => problem.instead,
        }
    }

    fn safe(&self, html: String) -> String {
        let markup = &self.view.site.config.markup;
        let safe = markup.trusted_html || !self.article.document.raw_html;
        let html = if safe { html } else { sanitize::clean(&html, &markup.schemes) };
        if self.remarks.all.is_empty() { html } else { self.remarks.fill(&html) }
    }
}
