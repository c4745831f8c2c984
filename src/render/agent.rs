//! The page of those who answer the phone, in internal editions: a customer reads out a code, and it says what they did. And its
//! data: every page of the edition with its title, and the steps of troubleshooters as `troubleshooter.js` numbers them.

use serde::Serialize;

use crate::content::Kind;
use crate::site::troubleshooter::{Goal, Step, Troubleshooter, Way};
use crate::site::{Edition, Page};

use super::context::AgentPage;
use super::head::Subject;
use super::view::{Place, View};

/// What the script `agent` reads.
#[derive(Serialize)]
struct Data<'a> {
    /// Every language in the settings' order.
    editions: Vec<EditionData<'a>>,
    /// Labels of the settings' platforms, in their order.
    platforms: Vec<&'a str>,
    /// In the order of their addresses.
    pages: Vec<PageData<'a>>,
}

#[derive(Serialize)]
struct EditionData<'a> {
    name: &'a str,
    /// Its own data, from the site's root.
    url: String,
}

/// A page: its address from the site's root, its title; a troubleshooter's steps.
#[derive(Serialize)]
#[serde(untagged)]
enum PageData<'a> {
    Plain(&'a str, &'a str),
    Steps(&'a str, &'a str, Vec<StepData<'a>>),
}

#[derive(Serialize)]
struct StepData<'a> {
    title: &'a str,
    /// What may be answered, and the number of the step that it leads to.
    ways: Vec<(&'a str, usize)>,
}

/// The path of an edition's data, where the page is made.
pub(super) fn data_file(edition: &Edition) -> Option<String> {
    let page = &edition.own_pages.agent;
    page.made.then(|| format!("{}agent.json", page.url))
}

/// The page.
pub(super) fn page(view: &View<'_>, place: &Place) -> AgentPage {
    let url = &view.edition.own_pages.agent.url;
    let title = view.texts.get("agent_title");
    let subject = Subject { title, description: "", url, path: None, folder: Some(""), fallback: false };
    let mut head = view.head(&subject, place);
    head.noindex = true;
    head.canonical_url = None;
    AgentPage { head, data_url: place.to(&format!("{url}agent.json")) }
}

/// The data of an edition.
pub(super) fn data(view: &View<'_>) -> String {
    let language = &view.edition.language;
    let editions = view
        .site
        .editions
        .iter()
        .map(|edition| EditionData { name: edition.language.name(), url: data_file(edition).unwrap_or_default() });
    let platforms = view.site.config.platforms.iter().map(|(_, label)| label.get(language));
    let mut pages: Vec<&Page> = view.edition.pages.values().collect();
    pages.sort_by_key(|page| &page.url);
    let data = Data {
        editions: editions.collect(),
        platforms: platforms.collect(),
        pages: pages.into_iter().map(page_data).collect(),
    };
    // Texts and numbers always become JSON.
    serde_json::to_string(&data).unwrap_or_default()
}

fn page_data(page: &Page) -> PageData<'_> {
    let article = &*page.article;
    if article.front.kind != Kind::Troubleshooter {
        return PageData::Plain(&page.url, &article.title);
    }
    let graph = Troubleshooter::new(&article.document);
    let steps =
        graph.steps.iter().enumerate().map(|(at, step)| StepData { title: &step.heading.text, ways: ways(at, step) });
    PageData::Steps(&page.url, &article.title, steps.collect())
}

/// The ways to go on from a step in the order of their numbers: choices first, then other links to other steps.
fn ways<'a>(at: usize, step: &Step<'a>) -> Vec<(&'a str, usize)> {
    let way = |way: &Way<'a>| match way.goal {
        Goal::Step(goal) if way.written.choice || goal != at => Some((way.written.label.as_str(), goal)),
        _ => None,
    };
    let choices = step.ways.iter().filter(|way| way.written.choice);
    let links = step.ways.iter().filter(|way| !way.written.choice);
    choices.chain(links).filter_map(way).collect()
}
