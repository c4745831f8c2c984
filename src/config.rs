//! The settings: `answerbook.yaml` -> [`Config`], with defaults, every problem reported with its line.
//!
//! Knows the names and types of the settings and nothing of what is done with them.

mod contact;
mod localized;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use crate::diag::{Diagnostic, Diagnostics, Level, Rule, Source, Span};
use crate::language::Language;
use crate::suggest::did_you_mean;
use crate::yaml::{self, ListOrTable, Located, Table};
pub use contact::{Channel, ChannelKind};
pub use localized::Localized;

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
    /// Logo, colours and fonts.
    pub brand: Brand,
    /// Links of the header.
    pub navigation: Vec<NavigationLink>,
    /// Platforms by id, with their labels.
    pub platforms: Vec<(String, Localized)>,
    /// What `{{ name }}` inserts.
    pub variables: BTreeMap<String, Localized>,
    /// The ways to reach a person, in the order to show.
    pub contact: Vec<Channel>,
    /// How Markdown is read.
    pub markup: Markup,
    /// A folder in `themes/`; `None` for the built-in theme.
    pub theme: Option<Located<String>>,
    /// Where an article's source can be edited; `{path}` stands for its path.
    pub edit_url: Option<String>,
    /// Rules whose level is not their default.
    pub levels: BTreeMap<Rule, Level>,
}

/// Logo, colours and fonts. Paths lie in `static/`.
#[derive(Debug, Clone, Default)]
pub struct Brand {
    /// The logo for light backgrounds.
    pub logo: Option<Located<String>>,
    /// The logo for dark backgrounds.
    pub logo_dark: Option<Located<String>>,
    /// The icon of the browser's tab.
    pub favicon: Option<Located<String>>,
    /// The accent colour as `#rrggbb`.
    pub accent: Option<String>,
    /// A CSS font list.
    pub font: Option<String>,
    /// Radius of corners in pixels.
    pub radius: Option<u32>,
}

/// A link of the header.
#[derive(Debug, Clone)]
pub struct NavigationLink {
    /// Its text.
    pub label: Localized,
    /// An address, or a path from the content folder (`billing/index.md`).
    pub link: Located<String>,
}

/// How Markdown is read.
#[derive(Debug, Clone, Default)]
pub struct Markup {
    /// Raw HTML passes unsanitised.
    pub trusted_html: bool,
    /// Whether quotes and dashes are set typographically, where the language does it as English does.
    pub smart_punctuation: bool,
    /// Link schemes allowed besides the usual ones.
    pub schemes: Vec<String>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            title: None,
            base_url: None,
            languages: Language::parse("en").into_iter().collect(),
            brand: Brand::default(),
            navigation: Vec::new(),
            platforms: Vec::new(),
            variables: BTreeMap::new(),
            contact: Vec::new(),
            markup: Markup { smart_punctuation: true, ..Markup::default() },
            theme: None,
            edit_url: None,
            levels: BTreeMap::new(),
        }
    }
}

impl Config {
    /// The level of a rule under these settings.
    pub fn level(&self, rule: Rule) -> Level {
        self.levels.get(&rule).copied().unwrap_or_else(|| rule.default_level())
    }

    /// The path of `base_url`, with a slash at both ends: `/help/`; `/` without one.
    pub fn base_path(&self) -> String {
        let path = self.base_url.as_deref().and_then(|url| url.splitn(4, '/').nth(3)).unwrap_or_default();
        if path.is_empty() { "/".to_owned() } else { format!("/{path}/") }
    }

    /// Whether there is a folder for each language.
    pub fn multilingual(&self) -> bool {
        self.languages.len() > 1
    }
}

/// Reads the settings of a project's folder; defaults where it has none.
pub fn read(root: &Path, diagnostics: &mut Diagnostics) -> Config {
    let path = root.join(FILE);
    if !matches!(crate::fs::entry(&path), Ok(None)) {
        return match crate::text::read(&path, FILE, yaml::MAX_BYTES as u64) {
            Ok(source) => parse(&source, diagnostics),
            Err(problem) => {
                diagnostics.add(*problem);
                Config::default()
            }
        };
    }
    Config::default()
}

/// Parses settings. What is wrong is reported and left at its default.
pub fn parse(source: &Arc<Source>, diagnostics: &mut Diagnostics) -> Config {
    let mut config = Config::default();
    let Some(mut table) = yaml::parse(source, 0..source.text.len(), diagnostics) else { return config };
    if let Some(url) = table.take::<String>("base_url", diagnostics) {
        config.base_url = base_url(&url.value).map_err(|message| invalid(url.span(), message, diagnostics)).ok();
    }
    if let Some(tags) = table.take::<Vec<String>>("languages", diagnostics) {
        let languages = languages(&tags, diagnostics);
        if !languages.is_empty() {
            config.languages = languages;
        }
    }
    let default = config.languages[0].clone();
    config.title = localized::take(&mut table, "title", &default, diagnostics);
    if let Some(brand) = table.take_table("brand", diagnostics) {
        config.brand = parse_brand(brand, diagnostics);
    }
    config.navigation = navigation(table.take_tables("navigation", diagnostics), &default, diagnostics);
    config.platforms = platforms(&mut table, &default, diagnostics);
    if let Some(variables) = table.take_table("variables", diagnostics) {
        config.variables = localized::take_all(variables, &default, diagnostics).into_iter().collect();
    }
    config.contact = contact::channels(table.take_tables("contact", diagnostics), &default, diagnostics);
    if let Some(markup) = table.take_table("markup", diagnostics) {
        config.markup = parse_markup(markup, diagnostics);
    }
    config.theme = table.take("theme", diagnostics);
    config.edit_url = table.take("edit_url", diagnostics).map(|url: Located<String>| url.value);
    if let Some(check) = table.take_table("check", diagnostics) {
        config.levels = levels(check, diagnostics);
    }
    for key in ["feedback", "events", "search"] {
        table.skip(key);
    }
    table.finish(KEYS, diagnostics);
    config
}

fn invalid(span: Span, message: impl Into<String>, diagnostics: &mut Diagnostics) {
    diagnostics.add(Diagnostic::new(Rule::InvalidValue, span, message));
}

/// Checks a base URL and takes off its final slash.
///
/// # Errors
/// What is wrong with it, for people.
pub fn base_url(url: &str) -> Result<String, String> {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    match rest {
        None => Err(format!("`base_url` must begin with `https://` or `http://`, not `{url}`")),
        Some(rest) if rest.is_empty() || rest.starts_with('/') => Err(format!("`base_url` has no host: `{url}`")),
        Some(rest) if rest.contains(['?', '#', ' ', '"', '<', '>', '\\']) => {
            Err(format!("`base_url` must be an address without query, fragment or spaces, not `{url}`"))
        }
        Some(_) => Ok(url.trim_end_matches('/').to_owned()),
    }
}

fn languages(tags: &Located<Vec<String>>, diagnostics: &mut Diagnostics) -> Vec<Language> {
    let mut languages: Vec<Language> = Vec::new();
    for (index, tag) in tags.value.iter().enumerate() {
        match Language::parse(tag) {
            None => {
                let message = format!("`{tag}` is not a language tag");
                let hint = "a BCP 47 tag such as `en`, `el` or `pt-BR`";
                diagnostics.add(Diagnostic::new(Rule::InvalidValue, tags.item_span(index), message).hint(hint));
            }
            Some(language) if languages.contains(&language) => {
                invalid(tags.item_span(index), format!("the language `{tag}` is listed twice"), diagnostics);
            }
            Some(language) => languages.push(language),
        }
    }
    if tags.value.is_empty() {
        invalid(tags.span(), "`languages` must list at least one language", diagnostics);
    }
    languages
}

fn parse_brand(mut table: Table, diagnostics: &mut Diagnostics) -> Brand {
    let accent = table.take::<String>("accent", diagnostics).and_then(|accent| {
        let color = hex_color(&accent.value);
        if color.is_none() {
            let message = format!("`{}` is not a colour", accent.value);
            let hint = "write it as `\"#0b5cad\"`, in quotes";
            diagnostics.add(Diagnostic::new(Rule::InvalidValue, accent.span(), message).hint(hint));
        }
        color
    });
    let font = table.take::<String>("font", diagnostics).and_then(|font| {
        let safe = !font.value.contains(['{', '}', ';', '<', '>', '/', '\\', '@', '(', ')']);
        if !safe {
            invalid(font.span(), "`brand.font` must be a list of font names", diagnostics);
        }
        safe.then_some(font.value)
    });
    let brand = Brand {
        logo: table.take("logo", diagnostics),
        logo_dark: table.take("logo_dark", diagnostics),
        favicon: table.take("favicon", diagnostics),
        accent,
        font,
        radius: table.take("radius", diagnostics).map(|radius: Located<u32>| radius.value),
    };
    table.finish(&["logo", "logo_dark", "accent", "font", "radius", "favicon"], diagnostics);
    brand
}

/// `#abc` and `#aabbcc` -> `#aabbcc`.
fn hex_color(text: &str) -> Option<String> {
    let digits = text.strip_prefix('#')?;
    let hex = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    match digits.len() {
        6 if hex => Some(text.to_ascii_lowercase()),
        3 if hex => Some(format!("#{}", digits.chars().flat_map(|c| [c, c]).collect::<String>().to_ascii_lowercase())),
        _ => None,
    }
}

fn navigation(tables: Vec<Table>, default: &Language, diagnostics: &mut Diagnostics) -> Vec<NavigationLink> {
    let mut links = Vec::new();
    for mut table in tables {
        let label = localized::take(&mut table, "label", default, diagnostics);
        let link = table.take("link", diagnostics);
        let span = table.span();
        table.finish(&["label", "link"], diagnostics);
        match (label, link) {
            (Some(label), Some(link)) => links.push(NavigationLink { label, link }),
            _ => invalid(span, "an entry of `navigation` needs `label` and `link`", diagnostics),
        }
    }
    links
}

fn platforms(table: &mut Table, default: &Language, diagnostics: &mut Diagnostics) -> Vec<(String, Localized)> {
    match table.take_list_or_table("platforms", diagnostics) {
        Some(ListOrTable::List(ids)) => ids.value.into_iter().map(|id| (id.clone(), Localized::same(id))).collect(),
        Some(ListOrTable::Table(labels)) => localized::take_all(labels, default, diagnostics),
        None => Vec::new(),
    }
}

fn parse_markup(mut table: Table, diagnostics: &mut Diagnostics) -> Markup {
    let mut markup = Markup { smart_punctuation: true, ..Markup::default() };
    if let Some(html) = table.take::<String>("html", diagnostics) {
        match html.value.as_str() {
            "trusted" => markup.trusted_html = true,
            "sanitize" => {}
            other => {
                let message = format!("`markup.html` can't be `{other}`");
                let hint = did_you_mean(other, ["sanitize", "trusted"]).unwrap_or("one of: sanitize, trusted".into());
                diagnostics.add(Diagnostic::new(Rule::InvalidValue, html.span(), message).hint(hint));
            }
        }
    }
    if let Some(smart) = table.take::<bool>("smart_punctuation", diagnostics) {
        markup.smart_punctuation = smart.value;
    }
    if let Some(schemes) = table.take::<Vec<String>>("schemes", diagnostics) {
        for (index, scheme) in schemes.value.iter().enumerate() {
            // RFC 3986, section 3.1.
            let valid = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
                && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
            let lower = scheme.to_ascii_lowercase();
            if !valid || ["javascript", "data", "vbscript"].contains(&lower.as_str()) {
                let message = format!("`{scheme}` can't be a link's scheme here");
                invalid(schemes.item_span(index), message, diagnostics);
            } else {
                markup.schemes.push(lower);
            }
        }
    }
    table.finish(&["html", "smart_punctuation", "schemes"], diagnostics);
    markup
}

fn levels(mut check: Table, diagnostics: &mut Diagnostics) -> BTreeMap<Rule, Level> {
    let mut levels = BTreeMap::new();
    if let Some(mut rules) = check.take_table("rules", diagnostics) {
        let keys = rules.take_all::<String>(diagnostics);
        for (name, level) in keys {
            let wanted = match level.value.as_str() {
                "error" => Some(Level::Error),
                "warning" => Some(Level::Warning),
                "off" => Some(Level::Off),
                other => {
                    let message = format!("a rule's level can't be `{other}`");
                    let hint = "one of: error, warning, off";
                    diagnostics.add(Diagnostic::new(Rule::InvalidValue, level.span(), message).hint(hint));
                    None
                }
            };
            match Rule::from_name(&name) {
                None => {
                    let names = Rule::ALL.iter().map(|rule| rule.name());
                    let diagnostic =
                        Diagnostic::new(Rule::UnknownKey, rules.key_span(&name), format!("unknown rule `{name}`"));
                    diagnostics.add(diagnostic.maybe_hint(did_you_mean(&name, names)));
                }
                Some(rule) if !rule.adjustable() && wanted != Some(Level::Error) => {
                    let message = format!("the level of `{rule}` can't be changed");
                    let hint = "without it a page or its text would be lost";
                    diagnostics.add(Diagnostic::new(Rule::InvalidValue, level.span(), message).hint(hint));
                }
                Some(rule) => levels.extend(wanted.map(|level| (rule, level))),
            }
        }
    }
    check.finish(&["rules"], diagnostics);
    levels
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base_urls_and_their_paths() {
        for (url, stored, path) in [
            ("https://example.org", "https://example.org", "/"),
            ("https://example.org/", "https://example.org", "/"),
            ("http://localhost:8000/a/b/", "http://localhost:8000/a/b", "/a/b/"),
        ] {
            assert_eq!(base_url(url).as_deref(), Ok(stored));
            let config = Config { base_url: Some(stored.into()), ..Config::default() };
            assert_eq!(config.base_path(), path);
        }
        for url in ["example.org", "ftp://example.org", "https://", "https:///x", "https://a b"] {
            assert!(base_url(url).is_err(), "{url}");
        }
    }

    #[test]
    fn colours() {
        assert_eq!(hex_color("#0BF").as_deref(), Some("#00bbff"));
        assert_eq!(hex_color("#0b5cad").as_deref(), Some("#0b5cad"));
        assert_eq!(hex_color("red"), None);
        assert_eq!(hex_color("#ééé"), None);
    }
}
