//! Images and videos: descriptions, sizes, captions.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::subject::Subject;
use crate::diag::{Diagnostic, Diagnostics, Rule};
use crate::markdown::{Link, LinkKind};
use crate::site::Site;

/// Files that are played and have no picture.
const SOUND: [&str; 5] = ["flac", "m4a", "mp3", "oga", "wav"];

/// The files that have captions beside them, without their endings.
pub(super) struct Captions(BTreeSet<PathBuf>);

impl Captions {
    pub(super) fn of(site: &Site) -> Self {
        let files = site.files.content.values().chain(site.files.statics.values());
        let captions = files.filter(|file| ending(file) == "vtt").map(|file| file.with_extension(""));
        let captions = captions.filter(|file| !is_chapters(file));
        // Of `reset.el.vtt` both `reset` and `reset.el`.
        Self(captions.flat_map(|file| [file.with_extension(""), file]).collect())
    }

    fn has(&self, video: &Path) -> bool {
        self.0.contains(&video.with_extension(""))
    }
}

/// Whether a file of WebVTT, without its ending, has chapters: `reset.chapters`, `reset.el.chapters`, `reset.chapters.el`.
fn is_chapters(file: &Path) -> bool {
    let chapters = |file: &Path| ending(file) == "chapters";
    chapters(file) || chapters(&file.with_extension(""))
}

fn ending(file: &Path) -> String {
    file.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default()
}

pub(super) fn look(subject: &Subject<'_>, captions: &Captions, found: &mut Diagnostics) {
    let document = &subject.article.document;
    for link in document.notes.iter().flat_map(|notes| &notes.undescribed).filter_map(|at| document.links.get(*at)) {
        found.add(undescribed(link));
    }
    for link in document.links.iter().filter(|link| !link.raw && link.kind != LinkKind::Link) {
        let Some(file) = subject.file(link) else { continue };
        let problem = match link.kind {
            LinkKind::Media if SOUND.contains(&ending(&file).as_str()) || captions.has(&file) => None,
            LinkKind::Media => Some(without_captions(link, &file)),
            LinkKind::Track => None,
            _ if subject.site.files.image_sizes.contains_key(&file) => None,
            _ => Some(without_size(link)),
        };
        problem.into_iter().for_each(|problem| found.add(problem));
    }
}

fn undescribed(link: &Link) -> Diagnostic {
    let (message, hint) = match link.kind {
        // An image is no link: this is a player of another site.
        LinkKind::Media | LinkKind::Link => {
            ("what is played here has no name", "say what it shows: `![How to reset it](reset.mp4)`")
        }
        _ => (
            "this image has no description",
            "say what it shows: `![The settings page](settings.png)`; where it shows nothing that the text doesn't say, write \
             `<img src=\"…\" alt=\"\">`",
        ),
    };
    Diagnostic::new(Rule::MissingAlt, link.span.clone(), message).hint(hint)
}

fn without_size(link: &Link) -> Diagnostic {
    let message = format!("the width and height of `{}` can't be read", link.destination);
    let hint = "save it anew as PNG, JPEG, WebP, AVIF or GIF; an SVG needs `width` and `height`, or a `viewBox`";
    Diagnostic::new(Rule::ImageWithoutSize, link.span.clone(), message).hint(hint)
}

fn without_captions(link: &Link, file: &Path) -> Diagnostic {
    let captions = file.with_extension("vtt");
    let name = captions.file_name().unwrap_or_default().to_string_lossy();
    let message = format!("the video `{}` has no captions", link.destination);
    let hint = format!("put `{name}` beside it: what is said, in WebVTT");
    Diagnostic::new(Rule::VideoWithoutCaptions, link.span.clone(), message).hint(hint)
}
