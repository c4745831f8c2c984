//! Site -> pages: every HTML file, stylesheet and script as [`OutputSet`].
//!
//! 1. `kit`: what is made once, with `assets`, the theme's stylesheet and scripts, named by their content;
//! 2. `view`: what the pages of one edition share;
//! 3. `article`, `lists`, `notices` and `contact`: the site's values as the structs of [`context`], with `body` for texts,
//!    `head` and `summary` for what every page begins with;
//! 4. `templates`: the theme turns them into HTML.
//!
//! Pure: no disk, no search. Pages are made in parallel; the result doesn't depend on it.

mod article;
mod assets;
mod body;
mod contact;
pub mod context;
mod contract;
mod head;
mod kit;
mod lists;
mod minify;
mod notices;
mod structured;
mod summary;
mod templates;
mod view;

use std::sync::Arc;

use rayon::prelude::*;
use serde::Serialize;

use crate::diag::{Diagnostic, Diagnostics, Rule};
use crate::output::{Contents, OutputSet};
use crate::progress::Progress;
use crate::site::url::page_file;
use crate::site::{Category, Edition, OwnPages, Page, Redirect, Site};
use crate::suggest::did_you_mean;
use crate::theme::{Theme, palette};
use context::{HomePage, RedirectPage};
pub use kit::{Kit, Memory};
pub use view::Neighbours;
use view::View;

/// A page to make.
enum Job<'a> {
    Category(&'a Category),
    Article(&'a Page),
    Search,
    Contact,
    Updates,
    NotFound,
}

/// Renders the whole site; only some of it where the run is cancelled. `kit` is that of the site and the theme.
pub fn site(
    site: &Site,
    theme: &Theme,
    kit: &Kit,
    neighbours: &Neighbours,
    progress: &Progress,
    diagnostics: &mut Diagnostics,
) -> OutputSet {
    let mut output = kit.files.clone();
    let views: Vec<View<'_>> =
        site.editions.iter().map(|edition| View::new(site, edition, theme, kit, neighbours)).collect();
    let jobs: Vec<(&View<'_>, Job<'_>)> = views.iter().flat_map(jobs).collect();
    progress.start("rendering", jobs.len());
    let pages: Vec<Result<(String, String), Box<Diagnostic>>> = jobs
        .into_par_iter()
        .filter(|_| !progress.is_cancelled())
        .map(|(view, job)| {
            let page = render(view, &job);
            progress.step();
            page
        })
        .collect();
    let redirects: Vec<_> = site.redirects.par_iter().map(|from| redirect(&views[from.edition], from)).collect();
    for page in pages.into_iter().chain(redirects) {
        match page {
            Ok((file, html)) => output.add(file, Contents::Bytes(html.into())),
            Err(problem) => diagnostics.add(*problem),
        }
    }
    for (url, file) in &site.published_files {
        output.add(url, Contents::Copy(file.clone()));
    }
    for (path, file) in &site.files.statics {
        output.add(path, Contents::Copy(file.clone()));
    }
    output
}

/// Reports what is wrong with the theme and the brand for this site. Then gives what its pages share; `None` where the
/// theme's templates have errors.
pub fn prepare(site: &Site, theme: &Theme, memory: &Memory, diagnostics: &mut Diagnostics) -> Option<Arc<Kit>> {
    check_icons(site, theme, diagnostics);
    palette::check(&site.config.brand, diagnostics);
    memory.kit(site, theme, diagnostics)
}

/// One file of the site that [`site`] renders whole: `None` where it has none with that path.
///
/// # Errors
/// The template's error.
pub fn file(
    site: &Site,
    theme: &Theme,
    kit: &Kit,
    neighbours: &Neighbours,
    path: &str,
) -> Result<Option<Contents>, Box<Diagnostic>> {
    // As `site` adds them: the later ones lie over the earlier.
    if let Some(file) = site.files.statics.get(path).or_else(|| site.published_files.get(path)) {
        return Ok(Some(Contents::Copy(file.clone())));
    }
    let view = |edition: usize| View::new(site, &site.editions[edition], theme, kit, neighbours);
    let page = if let Ok(at) = site.redirects.binary_search_by(|redirect| redirect.file.as_str().cmp(path)) {
        let from = &site.redirects[at];
        Some(redirect(&view(from.edition), from)?)
    } else {
        let jobs = site.editions.iter().find_map(|edition| Some((edition.index, job(edition, path)?)));
        jobs.map(|(edition, job)| render(&view(edition), &job)).transpose()?
    };
    let page = page.map(|(_, html)| Contents::Bytes(html.into()));
    Ok(page.or_else(|| kit.files.get(path).cloned()))
}

/// Whether [`file()`] gives one for a path.
pub fn has(site: &Site, kit: &Kit, path: &str) -> bool {
    let is_page = || site.editions.iter().any(|edition| job(edition, path).is_some());
    let is_old = || site.redirects.binary_search_by(|redirect| redirect.file.as_str().cmp(path)).is_ok();
    let is_file = || site.files.statics.contains_key(path) || site.published_files.contains_key(path);
    kit.files.get(path).is_some() || is_page() || is_old() || is_file()
}

/// The page of an edition that a file is.
fn job<'s>(edition: &'s Edition, file: &str) -> Option<Job<'s>> {
    let inner = file.strip_prefix(&edition.prefix)?;
    if inner == "404.html" {
        return Some(Job::NotFound);
    }
    let url = file.strip_suffix("index.html")?;
    let OwnPages { contact, updates } = &edition.own_pages;
    match edition.by_url.get(url) {
        Some(path) => match edition.pages.get(path) {
            Some(page) => Some(Job::Article(page)),
            None => edition.categories.get(path).map(Job::Category),
        },
        None if inner == "search/index.html" => Some(Job::Search),
        None if contact.made && contact.url == url => Some(Job::Contact),
        None if updates.made && updates.url == url => Some(Job::Updates),
        None => None,
    }
}

/// The page at an old address.
fn redirect(view: &View<'_>, from: &Redirect) -> Result<(String, String), Box<Diagnostic>> {
    let place = view.place(&from.file);
    let page =
        RedirectPage { title: from.title.clone(), url: place.to(&from.to), canonical_url: view.absolute(&from.to) };
    Ok((from.file.clone(), view.page("redirect.html", &place, &page)?))
}

fn jobs<'v, 's>(view: &'v View<'s>) -> impl Iterator<Item = (&'v View<'s>, Job<'s>)> {
    let categories = view.edition.categories.values().map(Job::Category);
    let articles = view.edition.pages.values().map(Job::Article);
    let own = &view.edition.own_pages;
    let contact = own.contact.made.then_some(Job::Contact);
    let updates = own.updates.made.then_some(Job::Updates);
    let others = [Job::Search, Job::NotFound].into_iter().chain(contact).chain(updates);
    categories.chain(articles).chain(others).map(move |job| (view, job))
}

/// Makes one page: its file and HTML.
fn render(view: &View<'_>, job: &Job<'_>) -> Result<(String, String), Box<Diagnostic>> {
    match job {
        Job::Category(category) if category.folder.is_empty() => {
            view.write(&category.url, "home.html", |place| home(view, category, place))
        }
        Job::Category(category) => {
            view.write(&category.url, "category.html", |place| lists::category(view, category, place))
        }
        Job::Article(page) => {
            let template = match page.article.front.kind {
                crate::content::Kind::Faq => "faq.html",
                crate::content::Kind::HowTo => "how-to.html",
                crate::content::Kind::Article | crate::content::Kind::Troubleshooter => "article.html",
            };
            view.write(&page.url, template, |place| article::article(view, page, place))
        }
        Job::Search => {
            let url = format!("{}search/", view.edition.prefix);
            view.write(&url, "search.html", |place| lists::search(view, &url, place))
        }
        Job::Contact => {
            let url = &view.edition.own_pages.contact.url;
            view.write(url, "contact.html", |place| contact::contact(view, place))
        }
        Job::Updates => {
            let url = &view.edition.own_pages.updates.url;
            view.write(url, "updates.html", |place| notices::updates(view, place))
        }
        Job::NotFound => {
            let place = view.rooted();
            let html = view.page("404.html", &place, &lists::not_found(view, &place))?;
            Ok((format!("{}404.html", view.edition.prefix), html))
        }
    }
}

/// The home page with its notices.
fn home(view: &View<'_>, category: &Category, place: &view::Place) -> HomePage {
    let mut home = lists::home(view, category, place);
    home.notices = notices::on_home(view, place);
    home.notices_when = notices::any_of(&home.notices);
    home.head.dated = notices::is_dated(&home.notices);
    home
}

impl View<'_> {
    /// Renders a page at its address with links relative to it.
    fn write<P: Serialize>(
        &self,
        url: &str,
        template: &str,
        page: impl FnOnce(&view::Place) -> P,
    ) -> Result<(String, String), Box<Diagnostic>> {
        let place = self.place(url);
        let html = self.page(template, &place, &page(&place))?;
        Ok((page_file(url), html))
    }
}

/// Reports icons that the theme doesn't have.
fn check_icons(site: &Site, theme: &Theme, diagnostics: &mut Diagnostics) {
    let texts = site
        .editions
        .iter()
        .flat_map(|edition| edition.categories.values())
        .filter_map(|category| category.text.as_ref());
    for icon in texts.filter_map(|text| text.front.icon.as_ref()) {
        if view::is_icon_name(&icon.value) && theme.icon(&icon.value).is_none() {
            let message = format!("the theme has no icon `{}`", icon.value);
            let hint = did_you_mean(&icon.value, theme.icons())
                .unwrap_or_else(|| format!("one of: {}; or an emoji", theme.icons().collect::<Vec<_>>().join(", ")));
            diagnostics.add(Diagnostic::new(Rule::UnknownIcon, icon.span(), message).hint(hint));
        }
    }
}
