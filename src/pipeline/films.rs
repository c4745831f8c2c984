//! Which captions, chapters and posters lie beside which video, by their names: `reset.vtt`, `reset.el.vtt`,
//! `reset.chapters.vtt`, `reset.jpg` beside `reset.mp4`. Where a language has none, the default one's stand in.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::config::Config;
use crate::content::folder_of;
use crate::diag::Diagnostics;
use crate::film::webvtt::{self, Cue};
use crate::film::{Film, Track, moments};
use crate::language::Language;
use crate::site::url::{decode, join};
use crate::source::Sources;

/// Posters, the best first.
const POSTERS: [&str; 5] = ["avif", "webp", "jpg", "jpeg", "png"];

/// The project's files, and the cues of those that have some.
pub(super) struct Films<'a> {
    sources: &'a Sources,
    cues: BTreeMap<&'a PathBuf, Vec<Cue>>,
}

/// Files whose names begin alike, and their language where no name says it.
struct Beside<'a> {
    files: &'a BTreeMap<String, PathBuf>,
    stem: String,
    language: &'a str,
}

impl<'a> Films<'a> {
    /// Reads every file of captions or chapters.
    pub(super) fn read(sources: &'a Sources, found: &mut Diagnostics) -> Self {
        let cues = sources.captions.iter().map(|(file, source)| (file, webvtt::read(source, found))).collect();
        Self { sources, cues }
    }

    /// What lies beside a video, for an article of a language. `base` is the file that has the link.
    pub(super) fn find(&self, config: &Config, language: &Language, base: &str, destination: &str) -> Option<Film> {
        let path =
            destination.split(['?', '#']).next().filter(|path| !path.starts_with("//") && !path.contains(':'))?;
        let path = decode(path);
        let mut found = Film::default();
        let (mut captions, mut chapters) = (Vec::new(), Vec::new());
        for beside in self.places(config, language, base, path.rsplit_once('.')?.0)? {
            let start = format!("{}.", beside.stem);
            let files = beside.files.range(start.clone()..).take_while(|(path, _)| path.starts_with(&start));
            for (ending, file) in files.map(|(path, file)| (&path[start.len()..], file)) {
                if let Some((is_chapters, language)) = track(ending, beside.language) {
                    let tracks = if is_chapters { &mut chapters } else { &mut captions };
                    if !tracks
                        .iter()
                        .any(|(known, _): &(Track, _)| known.language == language || known.ending == ending)
                    {
                        tracks.push((Track { ending: ending.to_owned(), language }, file));
                    }
                }
            }
            let poster = POSTERS.iter().find(|ending| beside.files.contains_key(&format!("{start}{ending}")));
            found.poster = found.poster.or(poster.map(|ending| (*ending).to_owned()));
        }
        // The article's language first, then the default one.
        let default = &config.languages[0].tag;
        let rank = |tag: &str| if *tag == language.tag { 0 } else { 1 + u8::from(tag != default) };
        captions.sort_by_key(|(track, _)| rank(&track.language));
        let chapters = chapters.into_iter().min_by_key(|(track, _)| rank(&track.language));
        let cues = |file: Option<&PathBuf>| file.and_then(|file| self.cues.get(file)).map_or(&[][..], Vec::as_slice);
        found.moments =
            moments(cues(captions.first().map(|(_, file)| *file)), cues(chapters.as_ref().map(|(_, file)| *file)));
        found.captions = captions.into_iter().map(|(track, _)| track).collect();
        found.chapters = chapters.map(|(track, _)| track);
        (found != Film::default()).then_some(found)
    }

    /// Where to look for the files of a video, as its path without the ending stands in a text.
    fn places<'p>(
        &'p self,
        config: &'p Config,
        language: &'p Language,
        base: &str,
        stem: &str,
    ) -> Option<Vec<Beside<'p>>> {
        let default = &config.languages[0].tag;
        if let Some(stem) = stem.strip_prefix('/') {
            return Some(vec![Beside { files: &self.sources.statics, stem: join("", stem)?, language: default }]);
        }
        let base = base.strip_prefix(&self.sources.content_prefix).unwrap_or(base);
        let stem = join(folder_of(base), stem)?;
        let files = &self.sources.files;
        if !config.multilingual() {
            return Some(vec![Beside { files, stem, language: &language.tag }]);
        }
        let (folder, inner) = stem.split_once('/')?;
        let own = config.languages.iter().find(|language| language.tag.eq_ignore_ascii_case(folder));
        let default_stem = format!("{default}/{inner}");
        let fallback = (own.is_some() && default_stem != stem).then_some(default_stem);
        let own = Beside { files, stem: stem.clone(), language: own.map_or(default, |language| &language.tag) };
        Some([own].into_iter().chain(fallback.map(|stem| Beside { files, stem, language: default })).collect())
    }
}

/// Whether the ending of a name is that of chapters or captions, and their language.
fn track(ending: &str, language: &str) -> Option<(bool, String)> {
    let parts: Vec<&str> = ending.strip_suffix("vtt")?.split_terminator('.').collect();
    let tag = |tag: &str| Language::parse(tag).map(|language| language.tag);
    match *parts {
        [] => Some((false, language.to_owned())),
        ["chapters"] => Some((true, language.to_owned())),
        ["chapters", name] | [name, "chapters"] => Some((true, tag(name)?)),
        [name] => Some((false, tag(name)?)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::track;

    #[test]
    fn endings() {
        for (ending, expected) in [
            ("vtt", Some((false, "en"))),
            ("el.vtt", Some((false, "el"))),
            ("pt-br.vtt", Some((false, "pt-BR"))),
            ("chapters.vtt", Some((true, "en"))),
            ("el.chapters.vtt", Some((true, "el"))),
            ("chapters.el.vtt", Some((true, "el"))),
            ("draft-for-the-boss.vtt", None),
            ("jpg", None),
        ] {
            let found = track(ending, "en");
            assert_eq!(found.as_ref().map(|(chapters, language)| (*chapters, language.as_str())), expected, "{ending}");
        }
    }
}
