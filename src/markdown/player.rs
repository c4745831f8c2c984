//! Videos of a text: files that are played on its page, and addresses at sites whose players we know.

use std::sync::Arc;

use crate::film::Film;

/// A video of a text.
#[derive(Debug, Clone)]
pub struct Player {
    /// The link to it, by its index in the document's links.
    pub link: usize,
    /// What it shows.
    pub name: String,
    /// The section it is in, by its index.
    pub section: usize,
    /// Whether it stands alone, so that a transcript may follow it.
    pub alone: bool,
    /// The player of another site.
    pub embed: Option<Embed>,
    /// What lies beside the file.
    pub film: Option<Attached>,
}

/// What lies beside a video, with its links: to each file of captions, to the chapters and to the poster, in this order.
#[derive(Debug, Clone)]
pub struct Attached {
    /// What it is.
    pub film: Arc<Film>,
    /// The index of the first link.
    pub links: usize,
    /// What the ids of its moments begin with: `t-reset-`.
    pub id: String,
}

impl Attached {
    /// The id of a moment.
    pub fn id_of(&self, second: u64) -> String {
        format!("{}{second}", self.id)
    }

    /// The link to the chapters.
    pub fn chapters(&self) -> Option<usize> {
        self.film.chapters.as_ref().map(|_| self.links + self.film.captions.len())
    }

    /// The link to the poster.
    pub fn poster(&self) -> Option<usize> {
        let before = self.film.captions.len() + usize::from(self.film.chapters.is_some());
        self.film.poster.as_ref().map(|_| self.links + before)
    }

    /// Whether anything is said.
    pub fn has_transcript(&self) -> bool {
        self.film.moments.iter().any(|moment| !moment.text.is_empty())
    }
}

/// The player of another site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Embed {
    /// The host that it is loaded from.
    pub host: String,
    /// Its address.
    pub address: String,
}

/// The player of a video at an address, where that is a site we know: YouTube, Vimeo, a PeerTube server.
pub fn embed(address: &str) -> Option<Embed> {
    let rest = address.trim().strip_prefix("https://")?;
    let (host, path) = rest.split_once('/')?;
    let host = host.to_ascii_lowercase();
    let (path, fragment) = path.split_once('#').unwrap_or((path, ""));
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let parts: Vec<&str> = path.trim_end_matches('/').split('/').collect();
    match host.strip_prefix("www.").or_else(|| host.strip_prefix("m.")).unwrap_or(&host) {
        "youtu.be" => youtube(parts.first()?, query),
        "youtube.com" | "youtube-nocookie.com" => match *parts {
            ["watch"] => youtube(parameter(query, "v")?, query),
            ["embed" | "shorts" | "live", id] => youtube(id, query),
            _ => None,
        },
        "vimeo.com" => vimeo(&parts, fragment),
        "player.vimeo.com" if parts.first() == Some(&"video") => vimeo(&parts[1..], fragment),
        _ => peertube(&host, &parts),
    }
}

fn parameter<'a>(query: &'a str, name: &str) -> Option<&'a str> {
    query.split('&').find_map(|part| part.strip_prefix(name)?.strip_prefix('='))
}

fn is_id(id: &str) -> bool {
    (5..=40).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
}

fn youtube(id: &str, query: &str) -> Option<Embed> {
    let start = parameter(query, "t").or_else(|| parameter(query, "start")).map(|time| time.trim_end_matches('s'));
    let start = start.filter(|time| (1..=6).contains(&time.len()) && time.bytes().all(|byte| byte.is_ascii_digit()));
    let start = start.map(|start| format!("?start={start}")).unwrap_or_default();
    let address = format!("https://www.youtube-nocookie.com/embed/{id}{start}");
    is_id(id).then(|| Embed { host: "www.youtube-nocookie.com".to_owned(), address })
}

/// A number; of an unlisted video also a hash.
fn vimeo(parts: &[&str], fragment: &str) -> Option<Embed> {
    let (id, hash) = match *parts {
        [id] => (id, None),
        [id, hash] if is_id(hash) => (id, Some(hash)),
        _ => return None,
    };
    let hash = hash.map(|hash| format!("&h={hash}")).unwrap_or_default();
    let start = Some(fragment)
        .filter(|time| time.starts_with("t=") && time.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'='));
    let start = start.map(|start| format!("#{start}")).unwrap_or_default();
    let address = format!("https://player.vimeo.com/video/{id}?dnt=1{hash}{start}");
    let number = id.len() >= 5 && id.bytes().all(|byte| byte.is_ascii_digit());
    number.then(|| Embed { host: "player.vimeo.com".to_owned(), address })
}

/// Any host may be one, so only addresses that nothing else has are taken for its.
fn peertube(host: &str, parts: &[&str]) -> Option<Embed> {
    let id = match *parts {
        ["w", id] if id.len() == 22 => id,
        ["videos", "watch" | "embed", id] if id.len() == 36 || id.len() == 22 => id,
        _ => return None,
    };
    let plain = host.contains('.') && host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-:".contains(&byte));
    let address = format!("https://{host}/videos/embed/{id}");
    (plain && is_id(id)).then(|| Embed { host: host.to_owned(), address })
}

#[cfg(test)]
mod tests {
    use super::embed;

    #[test]
    fn players_of_known_sites() {
        let uuid = "9c9de5e8-0a1e-484a-b099-e80766180a6d";
        for (address, expected) in [
            ("https://www.youtube.com/watch?v=aqz-KE-bpKQ", Some("https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ")),
            ("https://youtu.be/aqz-KE-bpKQ?t=42s", Some("https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ?start=42")),
            ("https://youtube.com/shorts/aqz-KE-bpKQ/", Some("https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ")),
            ("https://vimeo.com/76979871#t=10s", Some("https://player.vimeo.com/video/76979871?dnt=1#t=10s")),
            (
                "https://vimeo.com/76979871/abcdef1234",
                Some("https://player.vimeo.com/video/76979871?dnt=1&h=abcdef1234"),
            ),
            ("https://player.vimeo.com/video/76979871", Some("https://player.vimeo.com/video/76979871?dnt=1")),
            (
                "https://tube.example/w/kkGMgK9ZtnKfYAgnEtQxbv",
                Some("https://tube.example/videos/embed/kkGMgK9ZtnKfYAgnEtQxbv"),
            ),
            (
                &format!("https://tube.example/videos/watch/{uuid}"),
                Some(&*format!("https://tube.example/videos/embed/{uuid}")),
            ),
            ("https://www.youtube.com/@someone", None),
            ("https://www.youtube.com/watch?v=\"><script>", None),
            ("https://vimeo.com/about", None),
            ("https://example.org/w/short", None),
            ("http://youtu.be/aqz-KE-bpKQ", None),
            ("youtu.be/aqz-KE-bpKQ", None),
            ("https://a.example; script-src */w/kkGMgK9ZtnKfYAgnEtQxbv", None),
        ] {
            assert_eq!(embed(address).map(|embed| embed.address).as_deref(), expected, "{address}");
        }
    }
}
