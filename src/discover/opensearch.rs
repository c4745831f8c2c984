//! `opensearch.xml` (OpenSearch 1.1): lets a browser search the help centre from its address bar.

use super::front::{Front, cut};
use super::xml::{DECLARATION, element, empty};
use crate::site::Edition;

/// The longest `ShortName` and `LongName`.
const SHORT: usize = 16;
const LONG: usize = 48;

/// The description of an edition's search.
pub(super) fn description(front: &Front<'_>, edition: &Edition, path: &str) -> Option<String> {
    let title = front.title(edition);
    let search = front.site.absolute(&format!("{}search/", edition.prefix))?;
    let icon = front.site.absolute(front.icon)?;
    let (kind, size) = front.image(front.icon);
    let mut out = format!("{DECLARATION}<OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">\n");
    element(&mut out, 2, "ShortName", &cut(title, SHORT));
    let about = front.texts[edition.index].fill("search_summary", &[("title", title)]);
    element(&mut out, 2, "Description", &cut(&about, 1024));
    let template = format!("{search}?q={{searchTerms}}");
    empty(&mut out, 2, "Url", &[("type", "text/html"), ("method", "get"), ("template", &template)]);
    let this = front.site.absolute(path)?;
    let own = [("type", "application/opensearchdescription+xml"), ("rel", "self"), ("template", this.as_str())];
    empty(&mut out, 2, "Url", &own);
    element(&mut out, 2, "LongName", &cut(title, LONG));
    let image = match size {
        Some((width, height)) => format!("Image width=\"{width}\" height=\"{height}\" type=\"{kind}\""),
        None => format!("Image type=\"{kind}\""),
    };
    element(&mut out, 2, &image, &icon);
    element(&mut out, 2, "Language", &edition.language.tag);
    element(&mut out, 2, "InputEncoding", "UTF-8");
    element(&mut out, 2, "OutputEncoding", "UTF-8");
    Some(out + "</OpenSearchDescription>\n")
}
