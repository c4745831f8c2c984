//! `_redirects` and `_headers`, which Netlify, Cloudflare Pages and others read.

use std::collections::BTreeSet;

use super::front::Front;
use crate::config::{ChannelKind, Events};
use crate::content::Article;
use crate::markdown::LinkKind;
use crate::site::Site;
use crate::site::url::{encode, fragment};

/// How many rules Cloudflare Pages reads. Files that have none are asked for again, which is slower and not wrong.
const RULES: usize = 100;

/// `_redirects`: a line for each old address.
pub(super) fn redirects(site: &Site) -> String {
    let base = site.config.base_path();
    let lines = site.redirects.iter().map(|redirect| {
        let from = redirect.file.strip_suffix("index.html").unwrap_or(&redirect.file);
        let fragment = fragment(redirect.anchor.as_deref());
        format!("{base}{} {base}{}{fragment} 301\n", encode(from), encode(&redirect.to))
    });
    lines.collect()
}

/// `_headers`: what may be kept for ever, and what a page may load.
///
/// Where several rules fit, hosts join values of one name by commas. So each name stands in rules that don't overlap, and
/// nothing is said about how long pages are kept: what these hosts do by themselves is right (`max-age=0, must-revalidate`).
pub(super) fn headers(front: &Front<'_>) -> String {
    let site = front.site;
    let base = site.config.base_path();
    let mut out =
        format!("{base}*\n  X-Content-Type-Options: nosniff\n  Referrer-Policy: strict-origin-when-cross-origin\n");
    if let Some(policy) = policy(site) {
        out.push_str(&format!("  Content-Security-Policy: {policy}\n"));
    }
    if !site.is_public() {
        out.push_str("  X-Robots-Tag: noindex\n");
    }
    let shards = site.editions.iter().flat_map(|edition| {
        // Their names begin with a digit of a hash, and no other file there does.
        "0123456789abcdef".chars().map(|digit| format!("{}search/{digit}*", edition.prefix))
    });
    for path in front.lasting.iter().cloned().chain(shards).take(RULES - 1) {
        let path = path.strip_suffix('*').map_or_else(|| encode(&path), |start| encode(start) + "*");
        out.push_str(&format!("\n{base}{path}\n  Cache-Control: public, max-age=31536000, immutable\n"));
    }
    out
}

/// The Content-Security-Policy: the strict one, the hosts from which articles show images, videos and players, and those to
/// which votes and events are sent. None where HTML
/// or a theme of the project's own may need more, which nobody but the project knows.
fn policy(site: &Site) -> Option<String> {
    if site.config.markup.trusted_html || site.config.theme.is_some() {
        return None;
    }
    let (mut images, mut media, mut frames) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for link in articles(site).flat_map(|article| &article.document.links) {
        let origins = match link.kind {
            LinkKind::Link | LinkKind::Track => continue,
            LinkKind::Image => &mut images,
            LinkKind::Media => &mut media,
        };
        origins.extend(origin(&link.destination));
    }
    for embed in articles(site).flat_map(|article| &article.document.players).filter_map(|player| player.embed.as_ref())
    {
        frames.insert(format!("https://{}", embed.host));
    }
    let others = [("frame-src", frames), ("img-src", images), ("media-src", media), ("connect-src", endpoints(site))];
    let others = others.into_iter().filter(|(_, origins)| !origins.is_empty()).map(|(name, origins)| {
        let origins: Vec<String> = origins.into_iter().collect();
        format!("; {name} 'self' {}", origins.join(" "))
    });
    Some(format!("default-src 'self'{}", others.collect::<String>()))
}

/// The hosts to which the settings let pages send something: votes, events, forms.
fn endpoints(site: &Site) -> BTreeSet<String> {
    let events = match &site.config.events {
        Some(Events::Endpoint(url)) => Some(url),
        _ => None,
    };
    let forms = site.config.contact.iter().filter(|channel| channel.kind == ChannelKind::Form);
    let forms = forms.flat_map(|form| site.config.languages.iter().map(|language| form.address.get(language)));
    let others = site.config.feedback.iter().chain(events).map(String::as_str);
    others.chain(forms).filter_map(origin).collect()
}

/// Every text of the site.
fn articles(site: &Site) -> impl Iterator<Item = &Article> {
    site.editions.iter().flat_map(|edition| {
        let pages = edition.pages.values().map(|page| &*page.article);
        let texts = edition.categories.values().filter_map(|category| category.text.as_deref());
        pages.chain(texts).chain(edition.notices.iter().map(|placed| &*placed.notice.article))
    })
}

/// Scheme and host of an address elsewhere, where a policy can hold them.
fn origin(address: &str) -> Option<String> {
    let lower = address.trim().to_ascii_lowercase();
    let (scheme, rest) = match lower.strip_prefix("//") {
        Some(rest) => ("https://", rest),
        None => ["https://", "http://"].iter().find_map(|scheme| Some((*scheme, lower.strip_prefix(scheme)?)))?,
    };
    let host = rest.split(['/', '?', '#', '\\']).next().unwrap_or_default();
    let plain = |c: char| c.is_ascii_alphanumeric() || ".-:[]".contains(c);
    (!host.is_empty() && host.chars().all(plain)).then(|| format!("{scheme}{host}"))
}

#[cfg(test)]
mod tests {
    use super::origin;

    #[test]
    fn origins() {
        for (address, expected) in [
            ("https://cdn.example/a.png", Some("https://cdn.example")),
            ("HTTP://Cdn.example:8080?x", Some("http://cdn.example:8080")),
            ("//cdn.example/a", Some("https://cdn.example")),
            ("a.png", None),
            ("/a.png", None),
            ("https://", None),
            ("https://a.example; script-src *", None),
            ("https://me@evil.example/", None),
        ] {
            assert_eq!(origin(address).as_deref(), expected, "{address}");
        }
    }
}
