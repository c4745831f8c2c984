//! Structured data (schema.org, as JSON-LD): Article, FAQPage and BreadcrumbList.

use serde_json::{Value, json};

use crate::content::Kind;
use crate::content::faq::Faq;
use crate::site::Page;
use crate::site::url::encode;

use super::view::View;

/// The structured data of an article's page; `canonical` is the absolute address of its text.
pub(super) fn article(view: &View<'_>, page: &Page, faq: Option<&Faq>, canonical: Option<&str>) -> Option<String> {
    let article = &page.article;
    let language = &view.site.config.languages[article.language].tag;
    let mut main = json!({ "@type": "Article", "headline": article.title, "inLanguage": language });
    if let Some(faq) = faq {
        main = json!({ "@type": "FAQPage", "name": article.title, "inLanguage": language, "mainEntity": questions(page, faq, canonical) });
    }
    let fields = [
        ("description", Some(article.description.clone()).filter(|text| !text.is_empty())),
        ("dateModified", article.front.updated.as_ref().map(|date| date.value.iso())),
        ("url", canonical.map(ToOwned::to_owned)),
    ];
    for (key, value) in fields {
        if let Some(value) = value {
            main[key] = Value::String(value);
        }
    }
    debug_assert_eq!(article.front.kind == Kind::Faq, faq.is_some());
    let graph: Vec<Value> = std::iter::once(main).chain(breadcrumbs(view, page)).collect();
    Some(script_safe(&json!({ "@context": "https://schema.org", "@graph": graph })))
}

fn questions(page: &Page, faq: &Faq, canonical: Option<&str>) -> Vec<Value> {
    let sections = &page.article.document.sections;
    let questions = faq.questions().filter_map(|range| {
        let heading = sections[range.start].heading.as_ref()?;
        let mut answer = String::new();
        for (index, section) in sections[range.clone()].iter().enumerate() {
            let heading = section.heading.as_ref().filter(|_| index > 0).map(|heading| heading.text.as_str());
            for text in heading.into_iter().chain([section.text.as_str()]) {
                answer.push_str(text.trim());
                answer.push('\n');
            }
        }
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
