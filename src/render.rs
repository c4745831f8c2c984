//! Site -> pages: every HTML file, stylesheet and script, made one by one when it is asked for.
//!
//! 1. `kit`: what is made once, with `assets`, the theme's stylesheet and scripts, named by their content;
//! 2. `view`: what the pages of one edition share;
//! 3. `article`, `lists`, `notices` and `contact`; `agent` for those who answer the phone, `answers` for programs, `pictures` for link previews: the site's values as the structs of [`context`], with `body` for texts,
//!    `head` and `summary` for what every page begins with;
//! 4. `templates`: the theme turns them into HTML.
//!
//! Pure: no disk, no search. What a page is doesn't depend on which others are made, or when.

mod agent;
mod answers;
mod article;
mod assets;
mod body;
mod contact;
pub mod context;
mod contract;
mod feedback;
mod head;
mod kit;
mod lists;
mod minify;
mod notices;
mod opening;
mod outdated;
mod pictures;
mod player;
mod structured;
mod templates;
mod view;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::Serialize;

use crate::content::Kind;
use crate::diag::{Diagnostic, Diagnostics, Rule};
use crate::output::Contents;
use crate::site::url::{fragment, page_file};
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
    Answers,
    Agent,
    AgentData,
}

impl Job<'_> {
    /// Its template; of what is made without one, its name.
    fn template(&self) -> &'static str {
        match self {
            Job::Category(category) if category.folder.is_empty() => "home.html",
            Job::Category(_) => "category.html",
            Job::Article(page) => match page.article.front.kind {
                Kind::Faq => "faq.html",
                Kind::HowTo => "how-to.html",
                Kind::Troubleshooter => "troubleshooter.html",
                Kind::Article => "article.html",
            },
            Job::Search => "search.html",
            Job::Contact => "contact.html",
            Job::Updates => "updates.html",
            Job::NotFound => "404.html",
            Job::Answers => "answers.json",
            Job::Agent => "agent.html",
            Job::AgentData => "agent.json",
        }
    }
}

/// The paths of a site's files. `kit` is that of the site and its theme.
pub fn paths(site: &Site, kit: &Kit) -> BTreeSet<String> {
    let pages = site.editions.iter().flat_map(|edition| pages(site, edition));
    let old = site.redirects.iter().map(|redirect| &*redirect.file).chain(site.retired.iter().map(|page| &*page.file));
    let files = kit.files.iter().map(|(path, _)| path).chain(old);
    let files = files.chain(site.published_files.keys().map(String::as_str));
    let files = files.chain(site.files.statics.keys().map(String::as_str));
    files.map(ToOwned::to_owned).chain(pages).chain(pictures::paths(site, kit)).collect()
}

/// The addresses of files that are named by all that they are made of, for hosts; a final `*` stands for any ending.
pub fn lasting(site: &Site, kit: &Kit) -> Vec<String> {
    let pictures = pictures::folder(site, kit).map(|folder| format!("{folder}*"));
    kit.lasting().into_iter().chain(pictures).collect()
}

/// Whether a path of a site's is that of a picture, with which nothing can be wrong, and whose name says all that is in it.
pub fn is_picture(site: &Site, kit: &Kit, path: &str) -> bool {
    let is_own = || !site.has_file(path);
    path.starts_with(pictures::FOLDER)
        && is_own()
        && pictures::folder(site, kit).is_some_and(|folder| path.starts_with(&folder))
}

/// The paths of an edition's pages.
fn pages(site: &Site, edition: &Edition) -> impl Iterator<Item = String> {
    let OwnPages { contact, updates, agent } = &edition.own_pages;
    let own = [contact, updates, agent].into_iter().filter(|page| page.made).map(|page| page_file(&page.url));
    let own = own.chain(agent::data_file(edition));
    let others = ["404.html", "search/index.html"].map(|file| format!("{}{file}", edition.prefix));
    let answers = site.answers(edition);
    let articles = edition.pages.values().map(|page| page_file(&page.url));
    let categories = edition.categories.values().map(|category| page_file(&category.url));
    articles.chain(categories).chain(own).chain(others).chain(answers)
}

/// The paths of some pages: of each kind that there are the first one.
pub fn samples(site: &Site) -> BTreeSet<String> {
    let mut samples: BTreeMap<&str, String> = BTreeMap::new();
    for redirect in &site.redirects {
        samples.entry("redirect.html").or_insert_with(|| redirect.file.clone());
    }
    for edition in &site.editions {
        for file in pages(site, edition) {
            if let Some(job) = job(site, edition, &file) {
                samples.entry(job.template()).or_insert(file);
            }
        }
    }
    samples.into_values().collect()
}

/// Reports what is wrong with the theme and the brand for this site. Then gives what its pages share; `None` where the
/// theme's templates have errors.
pub fn prepare(site: &Site, theme: &Theme, memory: &Memory, diagnostics: &mut Diagnostics) -> Option<Arc<Kit>> {
    check_icons(site, theme, diagnostics);
    palette::check(&site.config.brand, diagnostics);
    memory.kit(site, theme, diagnostics)
}

/// One file of a site: `None` where it has none with that path.
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
    // What a writer's own files lie over is not made.
    if let Some(file) = site.files.statics.get(path).or_else(|| site.published_files.get(path)) {
        return Ok(Some(Contents::Copy(file.clone())));
    }
    let view = |edition: usize| View::new(site, &site.editions[edition], theme, kit, neighbours);
    let page = if let Some(from) = site.redirect(path) {
        Some(redirect(&view(from.edition), from)?)
    } else if let Some(page) = site.retired(path) {
        let view = view(page.edition);
        Some(view.write(&page.url, "retired.html", |place| lists::retired(&view, page, place))?)
    } else {
        let jobs = site.editions.iter().find_map(|edition| Some((edition.index, job(site, edition, path)?)));
        jobs.map(|(edition, job)| render(&view(edition), &job)).transpose()?
    };
    let page = page.map(|html: String| Contents::Bytes(html.into_bytes().into()));
    Ok(page.or_else(|| kit.files.get(path).cloned()).or_else(|| pictures::file(site, kit, path)))
}

/// Whether [`file()`] gives one for a path.
pub fn has(site: &Site, kit: &Kit, path: &str) -> bool {
    let is_page = || site.editions.iter().any(|edition| job(site, edition, path).is_some());
    let is_old = || site.redirect(path).is_some() || site.retired(path).is_some();
    let is_file = || site.files.statics.contains_key(path) || site.published_files.contains_key(path);
    kit.files.get(path).is_some() || is_page() || is_old() || is_file() || pictures::has(site, kit, path)
}

/// The page of an edition that a file is.
fn job<'s>(site: &Site, edition: &'s Edition, file: &str) -> Option<Job<'s>> {
    let inner = file.strip_prefix(&edition.prefix)?;
    if inner == "404.html" {
        return Some(Job::NotFound);
    }
    if inner == "answers.json" {
        return site.answers(edition).map(|_| Job::Answers);
    }
    if agent::data_file(edition).is_some_and(|data| data == file) {
        return Some(Job::AgentData);
    }
    let url = file.strip_suffix("index.html")?;
    let OwnPages { contact, updates, agent } = &edition.own_pages;
    match edition.by_url.get(url) {
        Some(path) => match edition.pages.get(path) {
            Some(page) => Some(Job::Article(page)),
            None => edition.categories.get(path).map(Job::Category),
        },
        None if inner == "search/index.html" => Some(Job::Search),
        None if contact.made && contact.url == url => Some(Job::Contact),
        None if updates.made && updates.url == url => Some(Job::Updates),
        None if agent.made && agent.url == url => Some(Job::Agent),
        None => None,
    }
}

/// The page at an old address.
fn redirect(view: &View<'_>, from: &Redirect) -> Result<String, Box<Diagnostic>> {
    let place = view.place(&from.file);
    let url = format!("{}{}", place.to(&from.to), fragment(from.anchor.as_deref()));
    let page = RedirectPage { title: from.title.clone(), url, canonical_url: view.absolute(&from.to) };
    view.page("redirect.html", &place, &page)
}

/// Makes one page.
fn render(view: &View<'_>, job: &Job<'_>) -> Result<String, Box<Diagnostic>> {
    let template = job.template();
    match job {
        Job::Category(category) if category.folder.is_empty() => {
            view.write(&category.url, template, |place| home(view, category, place))
        }
        Job::Category(category) => view.write(&category.url, template, |place| lists::category(view, category, place)),
        Job::Article(page) => view.write(&page.url, template, |place| article::article(view, page, place)),
        Job::Search => {
            let url = format!("{}search/", view.edition.prefix);
            view.write(&url, template, |place| lists::search(view, &url, place))
        }
        Job::Contact => {
            let url = &view.edition.own_pages.contact.url;
            view.write(url, template, |place| contact::contact(view, place))
        }
        Job::Updates => {
            let url = &view.edition.own_pages.updates.url;
            view.write(url, template, |place| notices::updates(view, place))
        }
        Job::NotFound => {
            let place = view.rooted();
            view.page(template, &place, &lists::not_found(view, &place))
        }
        Job::Answers => Ok(answers::answers(view)),
        Job::Agent => view.write(&view.edition.own_pages.agent.url, template, |place| agent::page(view, place)),
        Job::AgentData => Ok(agent::data(view)),
    }
}

/// The home page with its notices.
fn home(view: &View<'_>, category: &Category, place: &view::Place) -> HomePage {
    let mut home = lists::home(view, category, place);
    (home.notices, home.notices_when, home.head.dated) = notices::first(view, place);
    home
}

impl View<'_> {
    /// Renders a page at its address with links relative to it.
    fn write<P: Serialize>(
        &self,
        url: &str,
        template: &str,
        page: impl FnOnce(&view::Place) -> P,
    ) -> Result<String, Box<Diagnostic>> {
        let place = self.place(url);
        self.page(template, &place, &page(&place))
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
