//! What a translated page says of parts that have changed in the source since: beside each, its text as it is now.

use crate::content::Article;
use crate::content::compare::{Compared, Comparison, Place as Where, State, compare};
use crate::content::parts::Part;
use crate::language::Language;
use crate::markdown::html::escape;

use super::body::{Body, Remarks};
use super::context::Outdated;
use super::view::{Place, View, language_context};

/// What is said of a translation that lags behind.
pub(super) struct Lag {
    /// At the top of the page.
    pub(super) notice: Outdated,
    /// Beside the parts.
    pub(super) remarks: Remarks,
}

/// What is to be said of an article on its page; nothing of one that is no translation, or is up to date.
pub(super) fn lag(view: &View<'_>, article: &Article, place: &Place) -> Option<Lag> {
    let site = view.site;
    let (source, url) = site.source_of(view.edition, article)?;
    let comparison = compare(source, article).filter(|comparison| comparison.count() > 0)?;
    let language = &site.config.languages[source.language];
    // Links in the quoted text lead from this page; its anchors are on the source's.
    let quoted_from = match place {
        Place::At(here) => Place::Away { from: None, at: here.clone(), page: url.to_owned() },
        other => other.clone(),
    };
    let quote = Quote { view, body: Body::new(view, &quoted_from, source), language, page: place.to(url) };
    let text = view.texts.fill("outdated_notice", &[("language", language.name())]);
    let notice = Outdated { language: language_context(language), notice: text };
    Some(Lag { notice, remarks: quote.remarks(article, &comparison) })
}

/// Quotes the source on a page of the translation.
struct Quote<'a> {
    view: &'a View<'a>,
    body: Body<'a>,
    language: &'a Language,
    /// The way to the source's page.
    page: String,
}

impl Quote<'_> {
    fn remarks(&self, article: &Article, comparison: &Comparison<'_>) -> Remarks {
        let sections = &article.document.sections;
        let first = |part: usize| sections.get(comparison.translation[part].sections.start);
        let last = |part: usize| sections.get(comparison.translation[part].sections.end.checked_sub(1)?);
        let mut remarks = Remarks::default();
        for removed in &comparison.removed {
            if let Some(section) = removed.place.and_then(first) {
                let text = self.view.texts.fill("section_removed", &[("language", self.language.name())]);
                remarks.before(section, remark(&escaped(&text), ""));
            }
        }
        for compared in comparison.lagging() {
            let (html, part) = (self.remark(compared), compared.place.part());
            match compared.place {
                Where::At(_) => first(part).map(|section| remarks.before(section, html)),
                Where::After(_) => last(part).map(|section| remarks.after(section, html)),
            };
        }
        remarks
    }

    fn remark(&self, compared: &Compared<'_>) -> String {
        let Part { title, sections, id, .. } = &compared.part;
        let texts = &self.view.texts;
        let name = self.language.name();
        let (tag, direction) = (&self.language.tag, self.language.direction());
        let text = match compared.state {
            State::Missing => {
                let title = format!("<bdi lang=\"{tag}\">{}</bdi>", escaped(title));
                escaped(texts.get("section_missing")).replace("{title}", &title)
            }
            _ => escaped(&texts.fill("section_changed", &[("language", name)])),
        };
        let quoted = self.body.quoted(&self.body.article.document.sections[sections.clone()]);
        let opening = if id.is_empty() { self.beginning() } else { String::new() };
        let source = escaped(&texts.fill("section_source", &[("language", name)]));
        let quoted = detached(&quoted, &self.page);
        let details = format!(
            "<details class=\"ab-outdated__source\"><summary class=\"ab-outdated__summary\">{source}</summary>\n\
             <div class=\"ab-outdated__text\" lang=\"{tag}\" dir=\"{direction}\">\n{opening}{quoted}</div></details>\n"
        );
        remark(&text, &details)
    }

    /// Title and description, which belong to what stands before the first heading.
    fn beginning(&self) -> String {
        let article = self.body.article;
        let description = Some(&article.description).filter(|text| !text.is_empty());
        let description = description.map(|text| format!("<p>{}</p>\n", escaped(text)));
        format!("<p><strong>{}</strong></p>\n{}", escaped(&article.title), description.unwrap_or_default())
    }
}

fn remark(text: &str, details: &str) -> String {
    format!("<div class=\"ab-outdated\" role=\"note\">\n<p class=\"ab-outdated__notice\">{text}</p>\n{details}</div>")
}

fn escaped(text: &str) -> String {
    let mut out = String::new();
    escape(&mut out, text);
    out
}

/// HTML in which nothing can be led to, since the page may have the same ids: its own anchors lead to `page`, where they are.
fn detached(html: &str, page: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        let (tag, after) = rest[at..].split_at(tag_end(&rest[at..]));
        detached_tag(tag, page, &mut out);
        rest = after;
    }
    out + rest
}

/// Where a tag ends; what stands in quotes doesn't end it.
fn tag_end(html: &str) -> usize {
    let mut quoted = false;
    let end = html.bytes().position(|byte| {
        quoted ^= byte == b'"';
        byte == b'>' && !quoted
    });
    end.map_or(html.len(), |end| end + 1)
}

fn detached_tag(tag: &str, page: &str, out: &mut String) {
    let mut rest = tag;
    while let Some((before, (value, after))) =
        rest.split_once('"').and_then(|(before, rest)| Some((before, rest.split_once('"')?)))
    {
        let (start, name) = before.rsplit_once(' ').unwrap_or((before, ""));
        match name {
            "id=" | "aria-labelledby=" | "aria-describedby=" => out.push_str(start),
            "href=" if value.starts_with('#') => out.push_str(&format!("{before}\"{page}{value}\"")),
            _ => out.push_str(&format!("{before}\"{value}\"")),
        }
        rest = after;
    }
    out.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::detached;

    #[test]
    fn nothing_can_be_led_to() {
        for (html, expected) in [
            ("<p>id=\"a\"</p>", "<p>id=\"a\"</p>"),
            ("<li id=\"step-1\" class=\"b\"><a href=\"#step-1\">x</a>", "<li class=\"b\"><a href=\"../#step-1\">x</a>"),
            ("<a title=\"> id=\" href=\"b/#c\" id=\"d\">", "<a title=\"> id=\" href=\"b/#c\">"),
            ("a < b", "a < b"),
            ("<br", "<br"),
        ] {
            assert_eq!(detached(html, "../"), expected);
        }
    }
}
