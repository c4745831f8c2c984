//! Site -> pages: every HTML file, stylesheet and script as [`OutputSet`].
//!
//! 1. `assets`: the theme's stylesheet and scripts, named by their content;
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
mod lists;
mod minify;
mod notices;
mod structured;
mod summary;
mod templates;
mod view;

use rayon::prelude::*;
use serde::Serialize;

use crate::diag::{Diagnostic, Diagnostics, Rule};
use crate::output::{Contents, OutputSet};
use crate::progress::Progress;
use crate::site::url::page_file;
use crate::site::{Category, Page, Site};
use crate::suggest::did_you_mean;
use crate::theme::{Theme, palette};
use context::{HomePage, RedirectPage};
use templates::Templates;
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

/// Renders the whole site.
pub fn site(
    site: &Site,
    theme: &Theme,
    neighbours: &Neighbours,
    progress: &Progress,
    diagnostics: &mut Diagnostics,
) -> OutputSet {
    check_icons(site, theme, diagnostics);
    palette::check(&site.config.brand, diagnostics);
    let (assets, mut output) = assets::make(site, theme);
    let Some(templates) = Templates::new(theme, diagnostics) else { return output };
    let views: Vec<View<'_>> = site
        .editions
        .iter()
        .map(|edition| {
            let texts = theme.texts(&edition.language, diagnostics);
            View::new(site, edition, theme, texts, &templates, &assets, neighbours)
        })
        .collect();
    let jobs: Vec<(&View<'_>, Job<'_>)> = views.iter().flat_map(jobs).collect();
    progress.start("rendering", jobs.len());
    let pages: Vec<Result<(String, String), Box<Diagnostic>>> = jobs
        .into_par_iter()
        .map(|(view, job)| {
            let page = render(view, &job);
            progress.step();
            page
        })
        .collect();
    let redirects = site.redirects.par_iter().map(|redirect| {
        let view = &views[redirect.edition];
        let place = view.place(&redirect.file);
        let page = RedirectPage {
            title: redirect.title.clone(),
            url: place.to(&redirect.to),
            canonical_url: view.absolute(&redirect.to),
        };
        Ok((redirect.file.clone(), view.page("redirect.html", &place, &page)?))
    });
    let redirects: Vec<Result<_, Box<Diagnostic>>> = redirects.collect();
    for page in pages.into_iter().chain(redirects) {
        match page {
            Ok((file, html)) => output.add(file, Contents::Bytes(html.into_bytes())),
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
