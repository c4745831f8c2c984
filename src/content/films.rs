//! A text's videos, and what lies beside them: captions, chapters and posters become links of the text, so that they are
//! published with it, and the paragraphs of a transcript become anchors.

use std::sync::Arc;

use crate::film::Film;
use crate::markdown::expand::Reuse;
use crate::markdown::player::Attached;
use crate::markdown::{Document, Link, LinkKind};
use crate::slug::slugify;

/// Attaches to each video of a text what lies beside it. A `fragment` stands on a page with others and gets no anchors.
pub(super) fn attach(document: &mut Document, fragment: bool, reuse: &dyn Reuse) {
    for at in 0..document.players.len() {
        let player = &document.players[at];
        if player.embed.is_some() {
            continue;
        }
        let link = document.links[player.link].clone();
        let Some(film) = reuse.film(&link.span.source.path, &link.destination) else { continue };
        let id = free_id(document, &link.destination);
        if player.alone && !fragment {
            let ids = film.moments.iter().map(|moment| format!("{id}{}", moment.second));
            document.anchors.extend(ids);
        }
        let links = document.links.len();
        document.links.extend(files(&film, &link));
        document.players[at].film = Some(Attached { film: Arc::clone(&film), links, id });
    }
}

/// What the ids of a video's moments begin with: nothing else on the page does.
fn free_id(document: &Document, destination: &str) -> String {
    let path = path_of(destination);
    let name = path.rsplit('/').next().and_then(|name| name.rsplit_once('.')).map_or(path, |(stem, _)| stem);
    let name = slugify(name);
    let taken = |id: &String| document.anchors.iter().any(|anchor| anchor.starts_with(id.as_str()));
    let mut id = format!("t-{name}-");
    for number in 2.. {
        if !taken(&id) {
            break;
        }
        id = format!("t-{name}-{number}-");
    }
    id
}

fn path_of(destination: &str) -> &str {
    destination.split(['?', '#']).next().unwrap_or_default()
}

/// The links to what lies beside a video.
fn files(film: &Film, link: &Link) -> Vec<Link> {
    let path = path_of(&link.destination);
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    let to = |ending: &str, kind| Link { destination: format!("{stem}.{ending}"), kind, ..link.clone() };
    let tracks = film.captions.iter().chain(&film.chapters).map(|track| to(&track.ending, LinkKind::Track));
    tracks.chain(film.poster.iter().map(|poster| to(poster, LinkKind::Image))).collect()
}
