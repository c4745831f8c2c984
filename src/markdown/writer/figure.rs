//! Images and what is played: inside a line, or as a figure where one stands alone.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::{Events, Writer, matching_end, plain_text};
use crate::markdown::html::Hole;
use crate::markdown::link::LinkKind;
use crate::markdown::player::{Player, embed};

/// Image targets that are played, by their ending.
const VIDEO: [&str; 5] = ["m4v", "mov", "mp4", "ogv", "webm"];
const AUDIO: [&str; 5] = ["flac", "m4a", "mp3", "oga", "wav"];

impl Writer<'_> {
    /// Whether a paragraph is one image and nothing else.
    pub(super) fn is_figure(&self, events: &Events<'_>, at: usize) -> bool {
        let alone = |image: usize| matching_end(events, image) + 1 == matching_end(events, at);
        !self.options.plain && matches!(events[at + 1].0, Event::Start(Tag::Image { .. })) && alone(at + 1)
    }

    /// An image by itself, with its title as caption and a link that enlarges it.
    pub(super) fn figure(&mut self, events: &Events<'_>, at: usize) -> usize {
        let end = matching_end(events, at);
        let Event::Start(Tag::Image { dest_url, title, .. }) = &events[at + 1].0 else { return end + 1 };
        let alternative = plain_text(&events[at + 2..end - 1]);
        self.fresh_line();
        self.out.push("<figure class=\"ab-figure\">");
        let players = self.document.players.len();
        self.enlargeable(dest_url, &alternative, title, &events[at + 1].1);
        if !title.is_empty() {
            self.section.text.push('\n');
            self.section.text.push_str(title);
            self.out.push("<figcaption>");
            self.out.push_text(title);
            self.out.push("</figcaption>");
        }
        if let Some(player) = self.document.players.get_mut(players) {
            player.alone = true;
            // A caption has to be the last in its figure.
            self.close_block("</figure>\n");
            self.out.push_hole(Hole::Transcript(players));
            return end + 1;
        }
        self.close_block("</figure>\n");
        end + 1
    }

    fn enlargeable(&mut self, destination: &str, alternative: &str, title: &str, range: &Range<usize>) {
        let name = if alternative.is_empty() { title } else { alternative };
        if self.played(destination).is_some() || self.is_embedded(destination) || name.is_empty() {
            return self.image(destination, "", alternative, range);
        }
        let link = self.document.links.len(); // the one that the image adds
        self.out.push_hole(Hole::Zoom { link, name: name.to_owned() });
        self.image(destination, "", alternative, range);
        self.out.push_hole(Hole::ZoomEnd(link));
    }

    pub(super) fn image(&mut self, destination: &str, title: &str, alternative: &str, range: &Range<usize>) {
        self.section.text.push_str(alternative);
        match self.played(destination) {
            Some("video") => return self.video(destination, alternative, LinkKind::Media, range),
            Some(element) => return self.player(element, destination, alternative, range),
            None => {}
        }
        if self.is_embedded(destination) {
            return self.video(destination, alternative, LinkKind::Link, range);
        }
        let link = self.add_link(destination.to_owned(), LinkKind::Image, range);
        self.note_described(link, alternative);
        self.out.push("<img src=\"");
        self.out.push_hole(Hole::Address(link));
        self.out.push("\"");
        self.attribute("alt", alternative);
        if !title.is_empty() {
            self.attribute("title", title);
        }
        if !self.options.plain {
            self.out.push_hole(Hole::Size(link));
            self.out.push(" loading=\"lazy\"");
        }
        self.end_void();
    }

    /// The element that plays a file.
    fn played(&self, destination: &str) -> Option<&'static str> {
        let path = destination.split(['?', '#']).next().unwrap_or_default();
        let ending = path.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
        match ending.as_str() {
            _ if self.options.plain => None,
            ending if VIDEO.contains(&ending) => Some("video"),
            ending if AUDIO.contains(&ending) => Some("audio"),
            _ => None,
        }
    }

    /// Whether another site has a player for it that we know.
    fn is_embedded(&self, destination: &str) -> bool {
        !self.options.plain && embed(destination).is_some()
    }

    /// A video, whose player depends on the files beside it.
    fn video(&mut self, destination: &str, alternative: &str, kind: LinkKind, range: &Range<usize>) {
        let link = self.add_link(destination.to_owned(), kind, range);
        self.note_described(link, alternative);
        self.out.push_hole(Hole::Player(self.document.players.len()));
        self.document.players.push(Player {
            link,
            name: alternative.to_owned(),
            section: self.document.sections.len(),
            alone: false,
            embed: if kind == LinkKind::Link { embed(destination) } else { None },
            film: None,
        });
    }

    fn player(&mut self, element: &str, destination: &str, alternative: &str, range: &Range<usize>) {
        let link = self.add_link(destination.to_owned(), LinkKind::Media, range);
        self.note_described(link, alternative);
        self.out.push(&format!("<{element} controls preload=\"none\""));
        self.attribute("aria-label", alternative);
        self.out.push(" src=\"");
        self.out.push_hole(Hole::Address(link));
        self.out.push("\"><a");
        self.out.push_hole(Hole::Href(link));
        self.out.push(">");
        self.out.push_text(alternative);
        self.out.push(&format!("</a></{element}>"));
    }
}
