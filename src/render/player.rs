//! A video on its page: the player with captions, chapters and poster, and the transcript below it; or a link that
//! becomes another site's player when it is clicked.
//!
//! Without scripts all links lead to the video: those with a time to the file from that second on.

use crate::language::Language;
use crate::markdown::html::{escape, write_address, write_href};
use crate::markdown::player::{Attached, Embed, Player};
use crate::theme::Texts;

/// A video with the addresses of all that belongs to it.
pub(super) struct Shown<'a> {
    pub(super) player: &'a Player,
    pub(super) texts: &'a Texts,
    /// Tag of the article's language.
    pub(super) language: &'a str,
    /// Of the video.
    pub(super) address: Option<String>,
    /// Of each of [`tracks`].
    pub(super) tracks: Vec<Option<String>>,
    /// Of the poster, and its size.
    pub(super) poster: Option<(String, Option<(u32, u32)>)>,
}

/// The links to captions and chapters.
pub(super) fn tracks(player: &Player) -> impl Iterator<Item = usize> {
    let count = |film: &Attached| film.film.captions.len() + film.film.chapters.iter().len();
    player.film.iter().flat_map(move |film| film.links..film.links + count(film))
}

impl Shown<'_> {
    /// The player itself.
    pub(super) fn player(&self, out: &mut String) {
        match &self.player.embed {
            Some(embed) => self.embed(embed, out),
            None => self.video(out),
        }
    }

    fn embed(&self, embed: &Embed, out: &mut String) {
        let Some(address) = &self.address else { return };
        out.push_str("<a class=\"ab-embed\"");
        write_href(out, address);
        attribute(out, "data-embed", &embed.address);
        out.push_str("><span class=\"ab-embed__play\">");
        escape(out, &self.texts.fill("video_play", &[("title", &self.player.name)]));
        out.push_str("</span> <span class=\"ab-embed__from\">");
        let host = embed.host.strip_prefix("www.").unwrap_or(&embed.host);
        escape(out, &self.texts.fill("video_from", &[("host", host)]));
        out.push_str("</span></a>");
    }

    fn video(&self, out: &mut String) {
        let name = &self.player.name;
        out.push_str("<video controls preload=\"none\"");
        attribute(out, "aria-label", name);
        if let Some((poster, size)) = &self.poster {
            out.push_str(" poster=\"");
            write_address(out, poster);
            out.push('"');
            if let Some((width, height)) = size {
                out.push_str(&format!(" width=\"{width}\" height=\"{height}\""));
            }
        }
        if let Some(address) = &self.address {
            out.push_str(" src=\"");
            write_address(out, address);
            out.push('"');
        }
        out.push('>');
        self.write_tracks(out);
        out.push_str("<a");
        if let Some(address) = &self.address {
            write_href(out, address);
        }
        out.push('>');
        escape(out, name);
        out.push_str("</a></video>");
    }

    fn write_tracks(&self, out: &mut String) {
        let Some(Attached { film, .. }) = &self.player.film else { return };
        for (at, (track, address)) in film.captions.iter().chain(&film.chapters).zip(&self.tracks).enumerate() {
            let Some(address) = address else { continue };
            let is_chapters = at == film.captions.len();
            out.push_str(if is_chapters { "<track kind=\"chapters\"" } else { "<track kind=\"captions\"" });
            attribute(out, "srclang", &track.language);
            let language = Language::parse(&track.language);
            attribute(out, "label", language.as_ref().map_or(track.language.as_str(), Language::name));
            out.push_str(" src=\"");
            write_address(out, address);
            // Only captions in the page's language show unasked.
            let default = !is_chapters && at == 0 && track.language == self.language;
            out.push_str(if default { "\" default>" } else { "\">" });
        }
    }

    /// The chapters and the transcript.
    pub(super) fn transcript(&self, out: &mut String) {
        let Some(film) = &self.player.film else { return };
        let Some(address) = &self.address else { return };
        let spoken = film.has_transcript();
        let chapters = film.film.moments.iter().filter(|moment| moment.title.is_some());
        for (at, moment) in chapters.clone().enumerate() {
            if at == 0 {
                out.push_str("<p class=\"ab-chapters__title\">");
                escape(out, self.texts.get("video_chapters"));
                out.push_str("</p>\n<ol class=\"ab-chapters\"");
                self.write_language(out, film.film.chapters.as_ref().map(|track| track.language.as_str()));
                out.push_str(">\n");
            }
            out.push_str("<li");
            if !spoken {
                attribute(out, "id", &film.id_of(moment.second));
            }
            out.push('>');
            self.time(out, address, moment.second, moment.title.as_deref().unwrap_or_default());
            out.push_str("</li>\n");
        }
        if chapters.count() > 0 {
            out.push_str("</ol>\n");
        }
        if spoken {
            self.paragraphs(film, address, out);
        }
    }

    fn paragraphs(&self, film: &Attached, address: &str, out: &mut String) {
        out.push_str("<details class=\"ab-transcript\"><summary>");
        escape(out, self.texts.get("video_transcript"));
        out.push_str("</summary>\n<div class=\"ab-transcript__text\"");
        self.write_language(out, film.film.captions.first().map(|track| track.language.as_str()));
        out.push_str(">\n");
        for moment in &film.film.moments {
            out.push_str("<p");
            attribute(out, "id", &film.id_of(moment.second));
            out.push('>');
            self.time(out, address, moment.second, "");
            if let Some(title) = &moment.title {
                out.push_str(" <strong>");
                escape(out, title);
                out.push_str("</strong>");
            }
            out.push(' ');
            escape(out, &moment.text);
            out.push_str("</p>\n");
        }
        out.push_str("</div>\n</details>\n");
    }

    /// A link to a second of the video.
    fn time(&self, out: &mut String, address: &str, second: u64, title: &str) {
        let path = address.split('#').next().unwrap_or_default();
        out.push_str("<a class=\"ab-time\"");
        write_href(out, &format!("{path}#t={second}"));
        out.push('>');
        escape(out, &self.clock(second));
        if !title.is_empty() {
            out.push(' ');
            escape(out, title);
        }
        out.push_str("</a>");
    }

    /// `1:05`, `1:00:05`, in the language's digits.
    fn clock(&self, second: u64) -> String {
        let (hours, minutes, seconds) = (second / 3600, second / 60 % 60, second % 60);
        let clock =
            if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") };
        let format = self.texts.format();
        let digit = |c: char| c.to_digit(10).map_or_else(|| c.to_string(), |digit| format.number(digit as usize));
        clock.chars().map(digit).collect()
    }

    /// The language of a text, where it isn't the article's.
    fn write_language(&self, out: &mut String, tag: Option<&str>) {
        let Some(tag) = tag.filter(|tag| *tag != self.language) else { return };
        attribute(out, "lang", tag);
        if let Some(language) = Language::parse(tag) {
            attribute(out, "dir", language.direction());
        }
    }
}

fn attribute(out: &mut String, name: &str, value: &str) {
    if !value.is_empty() {
        out.push_str(&format!(" {name}=\""));
        escape(out, value);
        out.push('"');
    }
}
