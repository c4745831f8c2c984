//! Article -> the texts that are searched.

use crate::content::Article;

/// An article's fields as plain text.
#[derive(Debug)]
pub(super) struct SearchDocument<'a> {
    /// Path inside the language.
    pub(super) path: &'a str,
    pub(super) title: &'a str,
    /// What the article says it is about: description and keywords.
    pub(super) about: String,
    pub(super) headings: String,
    pub(super) body: String,
}

impl<'a> SearchDocument<'a> {
    pub(super) fn new(article: &'a Article) -> Self {
        let sections = &article.document.sections;
        let headings = sections.iter().filter_map(|section| section.heading.as_ref());
        Self {
            path: &article.path,
            title: &article.title,
            about: format!("{} {}", article.description, article.front.keywords.join(" ")),
            headings: headings.map(|heading| heading.text.as_str()).collect::<Vec<_>>().join(" "),
            body: sections.iter().map(|section| section.text.as_str()).collect::<Vec<_>>().join("\n"),
        }
    }
}
