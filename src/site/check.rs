//! Follows every link of every article once, and reports those that lead nowhere.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

use rayon::prelude::*;

use super::expected;
use super::links::Question;
use super::memory::{Checked, Memory, key};
use super::mend;
use super::model::{Edition, Site};
use super::notices;
use super::troubleshooter;
use crate::config::Events;
use crate::content::{Article, Kind};
use crate::diag::{Diagnostic, Diagnostics, Rule, Span};
use crate::markdown::{Link, LinkKind};
use crate::suggest::did_you_mean;

/// Checks the links, related articles and platforms of every article. Gives the files that links lead to.
/// `shape` is the site's.
pub(super) fn check(
    site: &Site,
    shape: blake3::Hash,
    memory: &Memory,
    found: &mut Diagnostics,
) -> BTreeMap<String, PathBuf> {
    let known = memory.recall(shape);
    let articles =
        site.editions.iter().flat_map(|edition| edition.own_articles().map(move |article| (edition, article)));
    let articles: Vec<_> = articles.collect();
    let checked: Vec<Arc<Checked>> = articles
        .par_iter()
        .map(|(edition, article)| {
            let known = known.get(edition.index, article);
            known.unwrap_or_else(|| Arc::new(check_article(site, edition, article)))
        })
        .collect();
    let notices = site.editions.iter().flat_map(|edition| edition.own_notices().map(move |notice| (edition, notice)));
    let notices = notices.map(|(edition, placed)| {
        let mut checked = check_article(site, edition, &placed.notice.article);
        notices::check(site, edition, &placed.notice, &mut checked.found);
        Arc::new(checked)
    });
    let mut files = BTreeMap::new();
    for checked in checked.iter().cloned().chain(notices) {
        found.extend(&checked.found);
        files.extend(checked.published.iter().cloned());
    }
    let checked = articles
        .into_iter()
        .zip(checked)
        .map(|((edition, article), checked)| (key(edition.index, article), (Arc::clone(article), checked)));
    memory.keep(shape, checked.collect());
    // A fallback page may show an image that its own language has, too.
    for edition in &site.editions {
        let pages = edition.pages.values().map(|page| &*page.article);
        let articles = pages.chain(edition.notices.iter().map(|placed| &*placed.notice.article));
        for article in articles.filter(|article| edition.is_fallback(article)) {
            let links = article.document.links.iter().map(|link| question(link, article));
            files.extend(links.filter_map(|question| site.follow(edition, question).ok()?.1));
        }
    }
    check_settings(site, found);
    check_synonyms(site, found);
    expected::check(site, found);
    files
}

/// The question that a link of an article asks.
pub fn question<'a>(link: &'a Link, article: &'a Article) -> Question<'a> {
    Question { destination: &link.destination, base: &link.span.source.path, article: &article.path, kind: link.kind }
}

fn check_article(site: &Site, edition: &Edition, article: &Article) -> Checked {
    let mut diagnostics = Diagnostics::default();
    let mut published = Vec::new();
    for link in &article.document.links {
        match site.follow(edition, question(link, article)) {
            Ok((_, file)) => published.extend(file),
            Err(problem) if problem.known => {}
            Err(problem) => {
                let is_break = matches!(problem.rule, Rule::BrokenLink | Rule::BrokenAnchor | Rule::MissingImage);
                let rule = if link.raw && is_break { Rule::BrokenHtmlLink } else { problem.rule };
                let fix = mend::destination(site, (edition, article), link, &problem);
                let span = destination_span(link);
                diagnostics.add(Diagnostic::new(rule, span, problem.message).hint(problem.hint).mended_by(fix));
            }
        }
    }
    for (index, path) in article.front.related.iter().flat_map(|related| related.value.iter().enumerate()) {
        // A related article that this build leaves out is just not shown.
        if let (Err(problem), Some(related)) = (site.related(edition, article, path), &article.front.related)
            && problem.rule != Rule::LinkToHidden
            && !problem.known
        {
            let span = related.item_span(index);
            diagnostics.add(Diagnostic::new(problem.rule, span, problem.message).hint(problem.hint));
        }
    }
    check_platforms(site, article, &mut diagnostics);
    if article.front.kind == Kind::Troubleshooter && !article.is_index() {
        troubleshooter::check(&article.document, &mut diagnostics);
    }
    Checked { found: diagnostics, published }
}

impl Site {
    /// The path of a related article, given from the article's folder or from its language's.
    ///
    /// # Errors
    /// The problem of the link, where neither is there.
    pub fn related(&self, edition: &Edition, article: &Article, path: &str) -> Result<String, super::links::Problem> {
        let from_folder = super::url::join(article.folder(), path);
        self.path_of(edition, from_folder, (&article.source.path, &article.path), path)
    }

    /// The path of an article that a language's synonyms name, which is given from the language's folder.
    ///
    /// # Errors
    /// The problem of the path, where there is no such article.
    pub fn synonyms_lead_to(&self, edition: &Edition, path: &str) -> Result<String, super::links::Problem> {
        let base = self.files.synonyms.get(&edition.index).map_or("", |file| file.source.path.as_str());
        self.path_of(edition, super::url::join("", path), (base, "index.md"), path)
    }

    /// The path of an article: of the first of two that is there. `base` is a file and the article shown there.
    fn path_of(
        &self,
        edition: &Edition,
        from_folder: Option<String>,
        (base, article): (&str, &str),
        path: &str,
    ) -> Result<String, super::links::Problem> {
        let known = |path: &String| edition.url_of(path).is_some();
        if let Some(found) = from_folder.filter(known).or_else(|| Some(path.to_owned()).filter(known)) {
            return Ok(found);
        }
        match self.follow(edition, Question { destination: path, base, article, kind: LinkKind::Link }) {
            Err(problem) => Err(problem),
            Ok(_) => Err(super::links::Problem::no_article(path)),
        }
    }
}

/// The platforms of the front matter, and those of headings.
fn check_platforms(site: &Site, article: &Article, diagnostics: &mut Diagnostics) {
    if site.config.unreadable {
        return;
    }
    let known = || site.config.platforms.iter().map(|(id, _)| id.as_str());
    let mut check = |id: &str, span: Span| {
        if known().all(|known| known != id) {
            let message = format!("the settings have no platform `{id}`");
            let hint = did_you_mean(id, known()).unwrap_or_else(|| "add it to `platforms` in the settings".to_owned());
            diagnostics.add(Diagnostic::new(Rule::UnknownPlatform, span, message).hint(hint));
        }
    };
    if let Some(platforms) = &article.front.platforms {
        platforms.value.iter().enumerate().for_each(|(index, id)| check(id, platforms.item_span(index)));
    }
    let headings = article.document.sections.iter().filter_map(|section| section.heading.as_ref());
    for platform in headings.filter_map(|heading| heading.platform.as_deref()) {
        check(&platform.id, platform.span.clone());
    }
}

/// The articles that synonyms lead to. One that this build leaves out is just not found.
fn check_synonyms(site: &Site, diagnostics: &mut Diagnostics) {
    for (language, file) in &site.files.synonyms {
        let Some(edition) = site.editions.get(*language) else { continue };
        for entry in &file.articles {
            if let Err(problem) = site.synonyms_lead_to(edition, &entry.path)
                && problem.rule != Rule::LinkToHidden
                && !problem.known
            {
                let span = entry.words.key_span();
                diagnostics.add(Diagnostic::new(problem.rule, span, problem.message).hint(problem.hint));
            }
        }
    }
}

/// Paths in the settings: the brand's files and the header's links.
fn check_settings(site: &Site, diagnostics: &mut Diagnostics) {
    let brand = &site.config.brand;
    for path in [&brand.logo, &brand.logo_dark, &brand.favicon].into_iter().flatten() {
        let name = path.value.trim_start_matches('/').trim_start_matches("static/");
        if !site.files.statics.contains_key(name) {
            let message = format!("there is no file `static/{name}`");
            let hint = did_you_mean(name, site.files.statics.keys().map(String::as_str));
            let hint = hint.unwrap_or_else(|| "the path starts at `static/`".to_owned());
            diagnostics.add(Diagnostic::new(Rule::MissingImage, path.span(), message).hint(hint));
        }
    }
    if let Some(Events::File(path)) = &site.config.events
        && !site.files.statics.contains_key(&path.value)
    {
        let message = format!("there is no file `static/{}` whose requests the access log could note", path.value);
        let hint = did_you_mean(&path.value, site.files.statics.keys().map(String::as_str));
        let hint = hint.unwrap_or_else(|| "make one; it may be empty".to_owned());
        diagnostics.add(Diagnostic::new(Rule::BrokenLink, path.span(), message).hint(hint));
    }
    let edition = site.default_edition();
    for link in &site.config.navigation {
        if let Err(problem) = site.navigation_target(edition, &link.link.value) {
            diagnostics.add(Diagnostic::new(problem.rule, link.link.span(), problem.message).hint(problem.hint));
        }
    }
}

impl Site {
    /// Where a link of the header leads in an edition; its paths start at the language's folder.
    ///
    /// # Errors
    /// The problem with it.
    pub fn navigation_target(
        &self,
        edition: &Edition,
        link: &str,
    ) -> Result<super::links::Target, super::links::Problem> {
        let folder = if self.config.multilingual() { format!("{}/", edition.language.tag) } else { String::new() };
        let base = format!("{}{folder}index.md", self.files.content_prefix);
        let question = Question { destination: link, base: &base, article: "index.md", kind: LinkKind::Link };
        self.follow(edition, question).map(|(target, _)| target)
    }
}

/// The destination inside a link's span, for the caret; the whole link where it isn't written there in one piece.
pub fn destination_span(link: &Link) -> Span {
    let text = link.span.source.text.get(link.span.range.clone()).unwrap_or_default();
    let at = (!link.destination.is_empty()).then(|| text.rfind(&link.destination)).flatten();
    match at {
        None => link.span.clone(),
        Some(at) => {
            let start = link.span.range.start + at;
            let range: Range<usize> = start..start + link.destination.len();
            Span::new(&link.span.source, range)
        }
    }
}
