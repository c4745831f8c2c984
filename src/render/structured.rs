//! Structured data (schema.org, as JSON-LD): Article, FAQPage, VideoObject and BreadcrumbList; of the home page WebSite and
//! Organization with its contact channels.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::content::Kind;
use crate::content::faq::Faq;
use crate::markdown::player::{Attached, Player};
use crate::markdown::{Link, LinkKind, Section};
use crate::site::Page;
use crate::site::links::{Question, Target};
use crate::site::url::encode;

use super::context::{ContactContext, PageHead};
use super::view::View;

/// Videos by their ending.
const VIDEO: [&str; 5] = [".m4v", ".mov", ".mp4", ".ogv", ".webm"];

/// The structured data of an article's page, which has this head.
pub(super) fn article(view: &View<'_>, page: &Page, faq: Option<&Faq>, head: &PageHead) -> Option<String> {
    let (article, canonical) = (&page.article, head.canonical_url.as_deref());
    let language = &view.site.config.languages[article.language].tag;
    let mut main = json!({ "@type": "Article", "headline": article.title, "inLanguage": language });
    if let Some(faq) = faq {
        main = json!({ "@type": "FAQPage", "name": article.title, "inLanguage": language, "mainEntity": questions(page, faq, canonical) });
    }
    let fields = [
        ("description", Some(article.description.clone()).filter(|text| !text.is_empty())),
        ("dateModified", article.front.updated.as_ref().map(|date| date.value.iso())),
        ("url", canonical.map(ToOwned::to_owned)),
        ("image", head.picture.as_ref().map(|picture| picture.url.clone())),
    ];
    for (key, value) in fields {
        if let Some(value) = value {
            main[key] = Value::String(value);
        }
    }
    debug_assert_eq!(article.front.kind == Kind::Faq, faq.is_some());
    let videos = videos(view, page);
    let graph: Vec<Value> = std::iter::once(main).chain(videos).chain(breadcrumbs(view, page)).collect();
    Some(graph_of(&graph))
}

fn graph_of(graph: &[Value]) -> String {
    script_safe(&json!({ "@context": "https://schema.org", "@graph": graph }))
}

/// The structured data of the home page: the site, and who can be reached how. Absolute addresses are required, so there is
/// none without a base URL.
pub(super) fn home(view: &View<'_>, description: &str) -> Option<String> {
    let (name, url) = (view.site_title(), view.absolute(&view.edition.prefix)?);
    let organization = format!("{}#organization", view.absolute("")?);
    let mut site = json!({
        "@type": "WebSite", "name": name, "url": url, "inLanguage": view.edition.language.tag,
        "publisher": { "@id": organization },
    });
    if !description.is_empty() {
        site["description"] = Value::String(description.to_owned());
    }
    let mut publisher = json!({ "@type": "Organization", "@id": organization, "name": name, "url": view.absolute("") });
    if let Some(logo) = view.logo() {
        publisher["logo"] = Value::String(logo);
    }
    let points: Vec<Value> = view.contacts(&view.rooted()).iter().filter_map(contact_point).collect();
    if !points.is_empty() {
        publisher["contactPoint"] = Value::Array(points);
    }
    Some(graph_of(&[site, publisher]))
}

/// A channel that leads somewhere.
fn contact_point(channel: &ContactContext) -> Option<Value> {
    let url = channel.url.as_deref()?;
    let (key, value) = match url.split_once(':')? {
        ("mailto", address) => ("email", address),
        ("tel" | "sms", number) => ("telephone", number),
        _ => ("url", url),
    };
    let mut point = json!({ "@type": "ContactPoint", "contactType": "customer support", "name": channel.label });
    point[key] = Value::String(value.to_owned());
    let languages: Vec<&str> = channel.languages.iter().map(|language| language.tag.as_str()).collect();
    if !languages.is_empty() {
        point["availableLanguage"] = json!(languages);
    }
    Some(point)
}

/// The videos of an article: its main one, and those it shows. One elsewhere that is no file is a page about it.
fn videos(view: &View<'_>, page: &Page) -> Vec<Value> {
    let article = &page.article;
    let document = &article.document;
    let of_link = |link: usize| {
        let Link { destination, span, .. } = &document.links[link];
        address(view, page, destination, &span.source.path)
    };
    let players = document.players.iter().filter_map(|player| Some((player.link, player, of_link(player.link)?)));
    let players: Vec<(usize, &Player, String)> = players.collect();
    let raw = document.links.iter().enumerate().filter(|(_, link)| link.raw && link.kind == LinkKind::Media);
    let raw = raw.filter_map(|(at, _)| Some((at, of_link(at)?))).filter(|(_, url)| is_video(url));
    let mut shown: Vec<(usize, String)> = players.iter().map(|(at, _, url)| (*at, url.clone())).chain(raw).collect();
    shown.sort_unstable();
    let shown = shown.into_iter().map(|(_, url)| url);
    let main = article.front.video.as_ref();
    let main = main.and_then(|video| address(view, page, &video.value, &article.source.path));
    let page_url = view.absolute(&page.url);
    let mut seen = BTreeSet::new();
    let urls = main.into_iter().chain(shown).filter(|url| seen.insert(url.clone()));
    let video = |url: String| {
        let mut video = json!({ "@type": "VideoObject", "name": article.title });
        let key = if is_video(&url) { "contentUrl" } else { "url" };
        video[key] = Value::String(url);
        let description = Some(article.description.clone()).filter(|text| !text.is_empty());
        if let Some(description) = description {
            video["description"] = Value::String(description);
        }
        if let Some(updated) = article.front.updated_on() {
            video["uploadDate"] = Value::String(updated.iso());
        }
        if let Some((_, player, url)) = players.iter().find(|(_, _, known)| video[key] == **known) {
            describe(&mut video, player, url, page_url.as_deref(), of_link);
        }
        video
    };
    urls.map(video).collect()
}

/// Says what a video of the text shows, and what is said in it. A chapter has its address where the page has one.
fn describe(
    video: &mut Value,
    player: &Player,
    url: &str,
    page_url: Option<&str>,
    address: impl Fn(usize) -> Option<String>,
) {
    if !player.name.is_empty() {
        video["name"] = Value::String(player.name.clone());
    }
    if let Some(embed) = &player.embed {
        video["embedUrl"] = Value::String(embed.address.clone());
    }
    let Some(film) = &player.film else { return };
    if let Some(poster) = film.poster().and_then(address) {
        video["thumbnailUrl"] = Value::String(poster);
    }
    if film.has_transcript() {
        let said = film.film.moments.iter().map(|moment| moment.text.as_str()).filter(|text| !text.is_empty());
        video["transcript"] = Value::String(said.collect::<Vec<_>>().join("\n"));
    }
    let clips = clips(film, |second| match page_url.filter(|_| player.alone) {
        Some(page) => format!("{page}#{}", encode(&film.id_of(second))),
        None => format!("{url}#t={second}"),
    });
    if !clips.is_empty() {
        video["hasPart"] = Value::Array(clips);
    }
}

/// The chapters of a video.
fn clips(film: &Attached, address: impl Fn(u64) -> String) -> Vec<Value> {
    let chapters: Vec<(u64, &String)> =
        film.film.moments.iter().filter_map(|moment| Some((moment.second, moment.title.as_ref()?))).collect();
    let clip = |(at, (second, title)): (usize, &(u64, &String))| {
        let mut clip = json!({ "@type": "Clip", "name": title, "startOffset": second, "url": address(*second) });
        if let Some((end, _)) = chapters.get(at + 1) {
            clip["endOffset"] = json!(end);
        }
        clip
    };
    chapters.iter().enumerate().map(clip).collect()
}

/// The absolute address that a video's leads to; `None` for nowhere, and without a base URL.
fn address(view: &View<'_>, page: &Page, destination: &str, base: &str) -> Option<String> {
    let question = Question { destination, base, article: &page.article.path, kind: LinkKind::Media };
    let (target, _) = view.site.follow(view.edition, question).ok()?;
    match target {
        Target::External(url) => url.starts_with("http").then_some(url),
        Target::File(url, suffix) if view.site.has_file(&url) => Some(view.absolute(&url)? + &suffix),
        _ => None,
    }
}

fn is_video(url: &str) -> bool {
    let path = url.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    VIDEO.iter().any(|ending| path.ends_with(ending))
}

fn questions(page: &Page, faq: &Faq, canonical: Option<&str>) -> Vec<Value> {
    let sections = &page.article.document.sections;
    let questions = faq.questions().filter_map(|range| {
        let heading = sections[range.start].heading.as_ref()?;
        let answer = answer_text(&sections[range.clone()]);
        let mut question = json!({
            "@type": "Question",
            "name": heading.text,
            "acceptedAnswer": { "@type": "Answer", "text": answer.trim() },
        });
        if let Some(url) = canonical {
            question["url"] = Value::String(format!("{url}#{}", encode(&heading.id)));
        }
        Some(question)
    });
    questions.collect()
}

/// Sections as plain text, without the heading of the first.
pub(super) fn answer_text(sections: &[Section]) -> String {
    let mut answer = String::new();
    for (index, section) in sections.iter().enumerate() {
        let heading = section.heading.as_ref().filter(|_| index > 0).map(|heading| heading.text.as_str());
        for text in heading.into_iter().chain([section.text.as_str()]) {
            answer.push_str(text.trim());
            answer.push('\n');
        }
    }
    answer
}

/// The way from the home page; absolute addresses are required, so there is none without a base URL.
fn breadcrumbs(view: &View<'_>, page: &Page) -> Option<Value> {
    let home = (view.texts.get("home").to_owned(), view.absolute(&view.edition.prefix)?);
    let trail = view.edition.trail(page.article.folder()).into_iter();
    let trail = trail.filter_map(|category| Some((category.title.clone(), view.absolute(&category.url)?)));
    let this = (page.article.title.clone(), view.absolute(&page.url)?);
    let items: Vec<Value> = std::iter::once(home)
        .chain(trail)
        .chain([this])
        .enumerate()
        .map(|(index, (name, url))| json!({ "@type": "ListItem", "position": index + 1, "name": name, "item": url }))
        .collect();
    Some(json!({ "@type": "BreadcrumbList", "itemListElement": items }))
}

/// JSON that can't end the `script` element it stands in: no `<`, `>` or `&`, and no line separators.
fn script_safe(value: &Value) -> String {
    let mut safe = String::new();
    for c in value.to_string().chars() {
        match c {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => safe.push_str(&format!("\\u{:04x}", c as u32)),
            c => safe.push(c),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_stays_inside_its_script() {
        let value = json!({ "a": "</script><script>alert(1)</script><!-- & \u{2028}" });
        let safe = script_safe(&value);
        assert!(!safe.contains(['<', '>', '&', '\u{2028}']));
        assert_eq!(serde_json::from_str::<Value>(&safe).unwrap(), value);
    }
}
