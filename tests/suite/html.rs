//! Questions about a page: which links it has, what its text is, where a link leads.
//!
//! Not an HTML parser: it reads what Answerbook writes, where attributes are always quoted.

use std::collections::{BTreeMap, BTreeSet};

/// The tags of a page: what stands between `<` and `>`, where a `>` in quotes doesn't count.
fn tags(page: &str) -> Vec<&str> {
    let mut tags = Vec::new();
    let mut rest = page;
    while let Some(open) = rest.find('<') {
        let mut quoted = false;
        let end = rest[open..].find(|character| {
            quoted ^= character == '"';
            character == '>' && !quoted
        });
        let end = end.map_or(rest.len(), |end| open + end);
        tags.push(&rest[open + 1..end]);
        rest = &rest[end..];
    }
    tags
}

/// The values of an attribute, in the order of the page, with character references resolved.
pub(crate) fn attributes(page: &str, name: &str) -> Vec<String> {
    let start = format!("{name}=\"");
    let value = |tag: &&str| {
        let at = tag.match_indices(&start).find(|(at, _)| tag[..*at].ends_with(char::is_whitespace))?.0;
        tag[at + start.len()..].split('"').next().map(unescape)
    };
    tags(page).iter().filter_map(value).collect()
}

/// The text of a page as a reader sees it, with white space folded.
pub(crate) fn text(page: &str) -> String {
    let mut text = String::new();
    let mut rest = page;
    while let Some(open) = rest.find('<') {
        text.push_str(&rest[..open]);
        rest = &rest[open..];
        let end = ["script", "style"]
            .into_iter()
            .find(|name| rest[1..].starts_with(name))
            .and_then(|name| rest.find(&format!("</{name}")));
        rest = &rest[end.unwrap_or(0)..];
        let close = rest.find('>').map_or(rest.len(), |at| at + 1);
        let name = rest[1..close].trim_start_matches('/');
        let inline = ["a>", "a ", "em", "strong", "code", "mark", "span", "sup"];
        if !inline.iter().any(|start| name.starts_with(start)) {
            text.push(' ');
        }
        rest = &rest[close..];
    }
    text.push_str(rest);
    unescape(&text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What stands between the first `<name …>` and its last closing tag.
pub(crate) fn element<'a>(page: &'a str, name: &str) -> &'a str {
    let open = page.find(&format!("<{name}")).unwrap_or_else(|| panic!("no <{name}> in\n{page}"));
    let close = page.rfind(&format!("</{name}>")).expect("a closing tag");
    let start = page[open..close].find('>').expect("the end of the tag");
    &page[open + start + 1..close]
}

/// The `id` attributes of a page that occur more than once.
pub(crate) fn duplicate_ids(page: &str) -> Vec<String> {
    let mut seen = BTreeSet::new();
    attributes(page, "id").into_iter().filter(|id| !seen.insert(id.clone())).collect()
}

/// Resolves character references.
pub(crate) fn unescape(text: &str) -> String {
    let mut result = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        result.push_str(&rest[..at]);
        rest = &rest[at..];
        let Some(end) = rest.find(';').filter(|end| *end < 12) else {
            result.push('&');
            rest = &rest[1..];
            continue;
        };
        match character(&rest[1..end]) {
            Some(character) => result.push(character),
            None => result.push_str(&rest[..=end]),
        }
        rest = &rest[end + 1..];
    }
    result + rest
}

fn character(name: &str) -> Option<char> {
    let code = match name.strip_prefix('#') {
        Some(number) => match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok(),
            None => number.parse().ok(),
        },
        None => None,
    };
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some('\u{a0}'),
        _ => code.and_then(char::from_u32),
    }
}

/// Resolves `%C3%A9`.
pub(crate) fn percent_decode(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        let code = (first == b'%').then(|| tail.get(..2)).flatten();
        let code = code.and_then(|pair| std::str::from_utf8(pair).ok());
        match code.and_then(|pair| u8::from_str_radix(pair, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &tail[2..];
            }
            None => {
                bytes.push(first);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The file of the site to which a link on the page at `from` leads; `None` for links that leave the site.
pub(crate) fn target(from: &str, link: &str) -> Option<String> {
    let scheme = link.split(['/', '?', '#']).next().is_some_and(|start| start.contains(':'));
    if scheme || link.starts_with("//") {
        return None;
    }
    let path = link.split(['?', '#']).next().unwrap_or_default();
    if path.is_empty() {
        return Some(from.to_owned());
    }
    let mut parts: Vec<String> = match path.strip_prefix('/') {
        Some(_) => Vec::new(),
        None => from.split('/').map(str::to_owned).collect(),
    };
    parts.pop();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            name => parts.push(percent_decode(name)),
        }
    }
    let folder = path.ends_with(['/', '.']);
    if folder {
        parts.push("index.html".to_owned());
    }
    Some(parts.join("/"))
}

/// The pages that a reader reaches by links from `start`.
pub(crate) fn reachable(site: &BTreeMap<String, Vec<u8>>, start: &str) -> BTreeSet<String> {
    let mut seen = BTreeSet::new();
    let mut waiting = vec![start.to_owned()];
    while let Some(path) = waiting.pop() {
        let Some(bytes) = site.get(&path) else { continue };
        if !seen.insert(path.clone()) || !path.ends_with(".html") {
            continue;
        }
        let page = String::from_utf8_lossy(bytes);
        waiting.extend(attributes(&page, "href").iter().filter_map(|link| target(&path, link)));
    }
    seen
}

/// Every link, image, script and stylesheet of every page that leads to no file or anchor, as `page: link`.
pub(crate) fn dead_links(site: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let pages: BTreeMap<&str, _> = site
        .iter()
        .filter(|(path, _)| path.ends_with(".html"))
        .map(|(path, bytes)| (path.as_str(), String::from_utf8_lossy(bytes)))
        .collect();
    let ids: BTreeMap<&str, BTreeSet<String>> =
        pages.iter().map(|(path, page)| (*path, attributes(page, "id").into_iter().collect())).collect();
    let leads_somewhere = |path: &str, link: &str| {
        let Some(file) = target(path, link) else { return true };
        let anchor = link.split_once('#').map_or("", |(_, anchor)| anchor);
        let there = ids.get(file.as_str()).is_none_or(|ids| ids.contains(&percent_decode(anchor)));
        site.contains_key(&file) && (anchor.is_empty() || there)
    };
    let mut dead = Vec::new();
    for (path, page) in &pages {
        for name in ["href", "src", "srcset", "poster", "action"] {
            let links = attributes(page, name).into_iter().filter(|link| !leads_somewhere(path, link));
            dead.extend(links.map(|link| format!("{path}: {link}")));
        }
    }
    dead
}

#[test]
fn links_are_followed() {
    let cases = [
        ("a/b/index.html", "../c/", Some("a/c/index.html")),
        ("a/b/index.html", "../../", Some("index.html")),
        ("index.html", "./", Some("index.html")),
        ("index.html", "a/%CE%B1/#x", Some("a/α/index.html")),
        ("a/index.html", "#x", Some("a/index.html")),
        ("a/index.html", "../assets/a.css", Some("assets/a.css")),
        ("404.html", "/a/", Some("a/index.html")),
        ("a/index.html", "https://example.org/", None),
        ("a/index.html", "mailto:a@example.org", None),
    ];
    for (from, link, expected) in cases {
        assert_eq!(target(from, link).as_deref(), expected, "{link} on {from}");
    }
}

#[test]
fn text_is_what_readers_see() {
    let page = "<p>One <em>t</em>wo &lt;3</p><script>no()</script><p>&#39;x&#x27;</p>";
    assert_eq!(text(page), "One two <3 'x'");
}

#[test]
fn dead_links_are_found() {
    let page = br#"<a href="b/">b</a> <a href="c/">c</a> <a href="b/#x">x</a> <img src="d.png">"#;
    let site = BTreeMap::from([
        ("index.html".to_owned(), page.to_vec()),
        ("b/index.html".to_owned(), b"<p id=\"y\">".to_vec()),
    ]);
    let dead = dead_links(&site);
    assert_eq!(dead, ["index.html: c/", "index.html: b/#x", "index.html: d.png"]);
}

#[test]
fn attributes_are_read_in_tags_only() {
    let page = r#"<a title="1 > 0" href="x">href="y"</a> <code> href="z"</code> <b data-href="w">"#;
    assert_eq!(attributes(page, "href"), ["x"]);
}
