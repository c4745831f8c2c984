//! The settings: `answerbook.yaml` and `facts.yaml` -> [`Config`], with defaults, every problem reported with its line.
//!
//! Knows the names and types of the settings and nothing of what is done with them.

mod address;
mod brand;
mod check;
pub mod contact;
mod endpoints;
pub mod facts;
mod localized;
mod markup;
mod publish;
mod search;
pub mod synonyms;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use crate::diag::{Diagnostic, Diagnostics, Level, Rule, Source, Span};
use crate::language::Language;
use crate::yaml::{self, ListOrTable, Located, Table};
use crate::{fs, text};
pub use address::base_url;
pub use brand::Brand;
pub use check::{Check, rule_hint};
pub use contact::{Channel, ChannelKind, Opening};
pub use endpoints::Events;
pub use facts::Facts;
pub use localized::Localized;
pub use markup::Markup;
pub use publish::{Compression, Publish};
pub use search::{Search, Weights};
pub use synonyms::Synonyms;

/// The settings file's name.
pub const FILE: &str = "answerbook.yaml";

/// Every key of the settings, in the order of the documentation.
pub const KEYS: &[&str] = &[
    "title",
    "base_url",
    "languages",
    "brand",
    "navigation",
    "platforms",
    "variables",
    "contact",
    "feedback",
    "events",
    "search",
    "markup",
    "theme",
    "edit_url",
    "publish",
    "check",
];

/// A project's settings.
#[derive(Debug, Clone)]
pub struct Config {
    /// The help centre's name.
    pub title: Option<Localized>,
    /// Where the site is published, without a final slash: `https://example.org/help`.
    pub base_url: Option<String>,
    /// The default language first; never empty.
    pub languages: Vec<Language>,
    /// Where the settings list each of them; empty where they don't.
    pub language_tags: Vec<Located<String>>,
    /// Logo, colours and fonts.
    pub brand: Brand,
    /// Links of the header.
    pub navigation: Vec<NavigationLink>,
    /// Platforms by id, with their labels.
    pub platforms: Vec<(String, Localized)>,
    /// What `{{ name }}` inserts.
    pub variables: BTreeMap<String, Localized>,
    /// What `{{ fact.name }}` inserts.
    pub facts: Facts,
    /// The ways to reach a person, in the order to show.
    pub contact: Vec<Channel>,
    /// Where customers' votes on articles are sent.
    pub feedback: Option<String>,
    /// Where it is sent what customers look for and open.
    pub events: Option<Events>,
    /// How customers search.
    pub search: Search,
    /// How Markdown is read.
    pub markup: Markup,
    /// A folder in `themes/`; `None` for the built-in theme.
    pub theme: Option<Located<String>>,
    /// Where an article's source can be edited; `{path}` stands for its path.
    pub edit_url: Option<String>,
    /// What articles are held to.
    pub check: Check,
    /// What is published besides pages.
    pub publish: Publish,
    /// Whether languages or variables are lost, which has been reported: then an unknown name in an article is no mistake
    /// of its own.
    pub unreadable: bool,
}

/// A link of the header.
#[derive(Debug, Clone)]
pub struct NavigationLink {
    /// Its text.
    pub label: Localized,
    /// An address, or a path from the content folder (`billing/index.md`).
    pub link: Located<String>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            title: None,
            base_url: None,
            languages: Language::parse("en").into_iter().collect(),
            language_tags: Vec::new(),
            brand: Brand::default(),
            navigation: Vec::new(),
            platforms: Vec::new(),
            variables: BTreeMap::new(),
            facts: Facts::default(),
            contact: Vec::new(),
            feedback: None,
            events: None,
            search: Search::default(),
            markup: Markup::default(),
            theme: None,
            edit_url: None,
            check: Check::default(),
            publish: Publish::default(),
            unreadable: false,
        }
    }
}

impl Config {
    /// The level of a rule under these settings.
    pub fn level(&self, rule: Rule) -> Level {
        self.check.level(rule)
    }

    /// The level of a problem: nobody is told of one in a file that is exempt from its rule.
    pub fn level_of(&self, problem: &Diagnostic) -> Level {
        let exempt = self.check.exempts(problem.rule, &problem.span.source.path);
        if exempt { Level::Off } else { self.level(problem.rule) }
    }

    /// The path of `base_url`, with a slash at both ends: `/help/`; `/` without one.
    pub fn base_path(&self) -> String {
        let path = self.base_url.as_deref().and_then(|url| url.splitn(4, '/').nth(3)).unwrap_or_default();
        if path.is_empty() { "/".to_owned() } else { format!("/{path}/") }
    }

    /// The languages that stand in for what a language lacks, by their indexes: those that it is a variant of, the nearest first
    /// (`pt` for `pt-BR`), then the default one, which itself has none.
    pub fn stand_ins(&self, language: usize) -> Vec<usize> {
        if language == 0 {
            return Vec::new();
        }
        let tag = &self.languages[language].tag;
        let wider = tag.rmatch_indices('-').filter_map(|(end, _)| {
            let known = |language: &Language| language.tag == tag[..end];
            self.languages.iter().position(known).filter(|index| *index != 0)
        });
        wider.chain([0]).collect()
    }

    /// Whether there is a folder for each language.
    pub fn multilingual(&self) -> bool {
        self.languages.len() > 1
    }
}

/// Reads the settings and the facts of a project's folder; defaults where it has none.
pub fn read(root: &Path, diagnostics: &mut Diagnostics) -> Config {
    let mut config = match read_file(root, FILE) {
        None => Config::default(),
        Some(Ok(source)) => parse(&source, diagnostics),
        Some(Err(problem)) => {
            diagnostics.add(*problem);
            Config { unreadable: true, ..Config::default() }
        }
    };
    config.facts = facts::of_file(read_file(root, facts::FILE), &config.languages[0], diagnostics);
    config
}

/// Reads a file in a project's folder; `None` where it isn't there.
fn read_file(root: &Path, name: &str) -> Option<Result<Arc<Source>, Box<Diagnostic>>> {
    let path = root.join(name);
    if matches!(fs::entry(&path), Ok(None)) {
        return None;
    }
    Some(inside(root, &path, name).and_then(|()| text::read(&path, name, yaml::MAX_BYTES as u64)))
}

/// The file may not be a link to one elsewhere: its lines would be shown.
fn inside(root: &Path, path: &Path, name: &str) -> Result<(), Box<Diagnostic>> {
    match (fs::canonical(root), fs::canonical(path)) {
        (Ok(root), Ok(target)) if !target.starts_with(&root) => {
            let message = "this symbolic link leads out of the project";
            let span = Span::start_of(&Source::unread(name));
            let problem = Diagnostic::new(Rule::SymlinkOutside, span, message);
            Err(Box::new(problem.hint("copy the file into the project")))
        }
        _ => Ok(()), // what can't be read says so itself
    }
}

/// Parses settings. What is wrong is reported and left at its default.
pub fn parse(source: &Arc<Source>, diagnostics: &mut Diagnostics) -> Config {
    let mut config = Config::default();
    let Some(mut document) = yaml::parse(source, 0..source.text.len(), diagnostics) else {
        return Config { unreadable: true, ..config };
    };
    let table = &mut document;
    let url = table.take("base_url", diagnostics);
    config.base_url = url.and_then(|url| address::checked_base_url(&url, diagnostics));
    articles_rest_on(&mut config, table, diagnostics);
    let default = config.languages[0].clone();
    config.title = localized::take(table, "title", &default, diagnostics);
    if let Some(brand) = table.take_table("brand", diagnostics) {
        config.brand = brand::parse(brand, diagnostics);
    }
    config.navigation = navigation(table.take_tables("navigation", diagnostics), &default, diagnostics);
    let around = contact::Around { default: &default, platforms: &config.platforms };
    config.contact = contact::channels(table.take_tables("contact", diagnostics), &around, diagnostics);
    if let Some(search) = table.take_table("search", diagnostics) {
        config.search = search::parse(search, diagnostics);
    }
    if let Some(markup) = table.take_table("markup", diagnostics) {
        config.markup = markup::parse(markup, diagnostics);
    }
    config.theme = table.take("theme", diagnostics);
    let url = table.take("edit_url", diagnostics);
    config.edit_url = url.and_then(|url| address::checked_edit_url(url, diagnostics));
    if let Some(publish) = table.take_table("publish", diagnostics) {
        config.publish = publish::parse(publish, diagnostics);
    }
    if let Some(check) = table.take_table("check", diagnostics) {
        config.check = check::parse(check, diagnostics);
    }
    let url = table.take("feedback", diagnostics);
    config.feedback = url.and_then(|url| endpoints::feedback(url, diagnostics));
    let url = table.take("events", diagnostics);
    config.events = url.and_then(|url| endpoints::events(url, diagnostics));
    document.finish(KEYS, diagnostics);
    config
}

/// What the texts of articles rest on: languages, platforms and variables.
fn articles_rest_on(config: &mut Config, table: &mut Table, diagnostics: &mut Diagnostics) {
    let errors = diagnostics.errors();
    let languages = languages(table, diagnostics);
    config.unreadable = diagnostics.errors() > errors;
    if !languages.is_empty() {
        (config.language_tags, config.languages) = languages.into_iter().unzip();
    }
    let default = config.languages[0].clone();
    config.platforms = platforms(table, &default, diagnostics);
    if table.has_value("variables") {
        match table.take_table("variables", diagnostics) {
            Some(variables) => {
                config.variables = localized::take_all(variables, &default, diagnostics).into_iter().collect();
            }
            None => config.unreadable = true,
        }
    }
}

fn languages(table: &mut Table, diagnostics: &mut Diagnostics) -> Vec<(Located<String>, Language)> {
    let mut languages: Vec<(Located<String>, Language)> = Vec::new();
    let Some(tags) = table.take_items("languages", diagnostics) else { return languages };
    let found = diagnostics.errors();
    for tag in &tags.value {
        let (message, hint) = match Language::parse(&tag.value) {
            Some(language) if languages.iter().all(|(_, listed)| *listed != language) => {
                languages.push((tag.clone(), language));
                continue;
            }
            Some(_) => (format!("the language `{}` is listed twice", tag.value), "keep one of them"),
            None => {
                (format!("`{}` is not a language tag", tag.value), "write a BCP 47 tag such as `en`, `el` or `pt-BR`")
            }
        };
        diagnostics.add(Diagnostic::new(Rule::InvalidValue, tag.span(), message).hint(hint));
    }
    if languages.is_empty() && found == diagnostics.errors() {
        let message = "`languages` must list at least one language";
        let hint = "for example `[en]`; the first is the default language";
        diagnostics.add(Diagnostic::new(Rule::InvalidValue, tags.span(), message).hint(hint));
    }
    languages
}

fn navigation(tables: Vec<Table>, default: &Language, diagnostics: &mut Diagnostics) -> Vec<NavigationLink> {
    let mut links = Vec::new();
    for mut table in tables {
        let complete = table.has_value("label") && table.has_value("link");
        let label = localized::take(&mut table, "label", default, diagnostics);
        let link = table.take("link", diagnostics);
        if !complete {
            let message = "an entry of `navigation` needs `label` and `link`";
            let hint = "for example `{label: Shop, link: \"https://example.org/\"}`";
            diagnostics.add(Diagnostic::new(Rule::InvalidValue, table.span(), message).hint(hint));
        }
        table.finish(&["label", "link"], diagnostics);
        links.extend(label.zip(link).map(|(label, link)| NavigationLink { label, link }));
    }
    links
}

fn platforms(table: &mut Table, default: &Language, diagnostics: &mut Diagnostics) -> Vec<(String, Localized)> {
    match table.take_list_or_table("platforms", diagnostics) {
        Some(ListOrTable::List(ids)) => {
            ids.into_iter().map(|id| (id.value.clone(), Localized::same(id.value))).collect()
        }
        Some(ListOrTable::Table(labels)) => localized::take_all(labels, default, diagnostics),
        None => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_path_of_a_base_url() {
        for (url, path) in [("https://example.org", "/"), ("http://localhost:8000/a/b", "/a/b/")] {
            let config = Config { base_url: Some(url.into()), ..Config::default() };
            assert_eq!(config.base_path(), path);
        }
    }
}
