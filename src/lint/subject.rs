//! What a rule looks at: an article or notice, with the site it is in.

use crate::content::Article;
use crate::diag::{Diagnostic, Rule, Span};
use crate::language::Language;
use crate::markdown::Link;
use crate::site::links::Target;
use crate::site::{Edition, Site, question};
use crate::yaml::Located;
use std::path::PathBuf;

/// An article or notice of an edition's own language.
#[derive(Debug, Clone, Copy)]
pub(super) struct Subject<'a> {
    pub(super) site: &'a Site,
    pub(super) edition: &'a Edition,
    pub(super) article: &'a Article,
    /// Whether it is a notice, which stands on a page with others.
    pub(super) notice: bool,
}

/// Every article and notice of a site, in the edition of its own language.
pub(super) fn subjects(site: &Site) -> Vec<Subject<'_>> {
    let of_edition = |edition| {
        let articles = Edition::own_articles(edition).map(|article| (&**article, false));
        let notices = edition.own_notices().map(|placed| (&*placed.notice.article, true));
        articles.chain(notices).map(move |(article, notice)| Subject { site, edition, article, notice })
    };
    site.editions.iter().flat_map(of_edition).collect()
}

impl<'a> Subject<'a> {
    /// The language it is written in.
    pub(super) fn language(&self) -> &'a Language {
        &self.site.config.languages[self.article.language]
    }

    /// Where its title stands; the start of the file, where that is a heading of the text.
    pub(super) fn title(&self) -> Span {
        let title = self.article.front.title.as_ref().map(Located::span);
        title.unwrap_or_else(|| Span::start_of(&self.article.source))
    }

    /// A problem at its title.
    pub(super) fn at_title(&self, rule: Rule, message: impl Into<String>, hint: impl Into<String>) -> Diagnostic {
        Diagnostic::new(rule, self.title(), message).hint(hint)
    }

    /// The file of this site that a link leads to.
    pub(super) fn file(&self, link: &Link) -> Option<PathBuf> {
        match self.site.follow(self.edition, question(link, self.article)).ok()? {
            (_, Some((_, file))) => Some(file),
            (Target::File(path, _), None) => self.site.files.statics.get(&path).cloned(),
            _ => None,
        }
    }
}
