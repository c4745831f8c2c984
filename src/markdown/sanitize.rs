//! What raw HTML may hold, and the sanitiser that makes it so.
//!
//! An allow-list, applied by ammonia to the finished HTML of every text that has raw HTML (so that an unclosed
//! element can't break out of the article). No `style` and no event handlers: the site's Content-Security-Policy
//! forbids them anyway.

use std::collections::{HashMap, HashSet};

use ammonia::Builder;

/// Elements that stay.
const ALLOWED: &[&str] = &[
    "a",
    "abbr",
    "article",
    "aside",
    "audio",
    "b",
    "bdi",
    "bdo",
    "blockquote",
    "br",
    "caption",
    "cite",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "input",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "picture",
    "pre",
    "q",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "section",
    "small",
    "source",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "time",
    "tr",
    "track",
    "u",
    "ul",
    "var",
    "video",
    "wbr",
];

/// Elements that only our own writer makes: the button that copies code. Raw ones have gone when texts are cleaned.
const OURS: &[&str] = &["button"];

/// Other elements of HTML, SVG and MathML: they go, and the writer is told.
const REMOVED: &[&str] = &[
    "acronym",
    "address",
    "applet",
    "area",
    "base",
    "big",
    "body",
    "button",
    "canvas",
    "center",
    "data",
    "datalist",
    "dialog",
    "embed",
    "fieldset",
    "font",
    "footer",
    "form",
    "frame",
    "frameset",
    "head",
    "header",
    "hgroup",
    "html",
    "iframe",
    "label",
    "legend",
    "link",
    "main",
    "map",
    "marquee",
    "math",
    "menu",
    "meta",
    "meter",
    "nav",
    "noembed",
    "noframes",
    "noscript",
    "object",
    "optgroup",
    "option",
    "output",
    "param",
    "path",
    "circle",
    "rect",
    "line",
    "polyline",
    "polygon",
    "ellipse",
    "g",
    "defs",
    "use",
    "plaintext",
    "portal",
    "progress",
    "script",
    "search",
    "select",
    "slot",
    "strike",
    "style",
    "svg",
    "template",
    "textarea",
    "title",
    "tt",
    "xmp",
];

/// Attributes of every element.
const ATTRIBUTES: &[&str] = &[
    "aria-describedby",
    "aria-hidden",
    "aria-label",
    "aria-labelledby",
    "class",
    "dir",
    "id",
    "lang",
    "role",
    "tabindex",
    "title",
    "translate",
];

/// Attributes of single elements.
const ATTRIBUTES_OF: &[(&str, &[&str])] = &[
    ("a", &["data-embed", "href", "hreflang", "name"]),
    ("button", &["data-copied", "hidden", "type"]),
    ("audio", &["controls", "loop", "muted", "preload", "src"]),
    ("col", &["span"]),
    ("colgroup", &["span"]),
    ("del", &["datetime"]),
    ("div", &["data-platforms"]),
    ("details", &["name", "open"]),
    ("img", &["alt", "height", "loading", "src", "width"]),
    ("input", &["checked", "disabled"]),
    ("ins", &["datetime"]),
    ("li", &["value"]),
    ("ol", &["reversed", "start", "type"]),
    ("section", &["data-platform"]),
    ("source", &["media", "src", "type"]),
    ("td", &["colspan", "headers", "rowspan"]),
    ("th", &["abbr", "colspan", "headers", "rowspan", "scope"]),
    ("time", &["datetime"]),
    ("track", &["default", "kind", "label", "src", "srclang"]),
    ("video", &["controls", "height", "loop", "muted", "playsinline", "poster", "preload", "src", "width"]),
];

/// Schemes of links that are always allowed (others come from the settings).
pub const SCHEMES: &[&str] = &["http", "https", "mailto", "sms", "tel"];

/// What becomes of an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// It stays.
    Kept,
    /// HTML knows it, but it may not stand in an article.
    Removed,
    /// No element of HTML: most likely text such as `<your name>`.
    Unknown,
}

/// What becomes of an element of this name, in lower case.
pub(super) fn fate(name: &str) -> Fate {
    match name {
        _ if ALLOWED.contains(&name) => Fate::Kept,
        _ if REMOVED.contains(&name) => Fate::Removed,
        _ => Fate::Unknown,
    }
}

/// The HTML with only what may stand in an article, every element closed. Links may have `more_schemes` besides [`SCHEMES`].
pub fn clean(html: &str, more_schemes: &[String]) -> String {
    let attributes: HashMap<_, HashSet<_>> =
        ATTRIBUTES_OF.iter().map(|(name, attributes)| (*name, attributes.iter().copied().collect())).collect();
    let checkbox = HashMap::from([("input", HashMap::from([("type", HashSet::from(["checkbox"]))]))]);
    let schemes = SCHEMES.iter().copied().chain(more_schemes.iter().map(String::as_str)).collect();
    Builder::empty()
        .tags(ALLOWED.iter().chain(OURS).copied().collect())
        .clean_content_tags(HashSet::from(["script", "style"]))
        .generic_attributes(ATTRIBUTES.iter().copied().collect())
        .tag_attributes(attributes)
        .tag_attribute_values(checkbox)
        .url_schemes(schemes)
        .url_relative(ammonia::UrlRelative::PassThrough)
        .link_rel(None)
        .strip_comments(true)
        .clean(html)
        .to_string()
}

#[cfg(test)]
mod tests {
    use super::{ALLOWED, Fate, REMOVED, fate};

    #[test]
    fn code_and_handlers_go_and_text_stays() {
        let more = ["obsidian".to_owned()];
        for (html, clean) in [
            ("<script>alert(1)</script>a", "a"),
            ("<a href=\"java&#x73;cript:alert(1)\">a</a>", "<a>a</a>"),
            ("<a href=\"obsidian://open\">a</a>", "<a href=\"obsidian://open\">a</a>"),
            ("<img src=\"a.png\" onerror=\"alert(1)\" alt=\"x\">", "<img src=\"a.png\" alt=\"x\">"),
            ("<div><p>open", "<div><p>open</p></div>"),
            ("<iframe src=\"//x\"></iframe>b", "b"),
            ("</div></main><p style=\"x\">a", "<p>a</p>"),
            ("<svg><style><img src=x onerror=alert(1)></style></svg>", "<img src=\"x\">"),
            ("<input type=\"text\"><input type=\"checkbox\">", "<input><input type=\"checkbox\">"),
        ] {
            assert_eq!(super::clean(html, &more), clean, "{html}");
        }
    }

    #[test]
    fn fates_are_distinct() {
        assert!(ALLOWED.iter().all(|name| !REMOVED.contains(name)));
        assert_eq!(fate("user"), Fate::Unknown);
    }
}
