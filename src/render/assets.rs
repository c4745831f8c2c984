//! Stylesheets, scripts and the icon: files named by their content, so that browsers may keep them for ever.
//!
//! Scripts import each other by name (`./search.js`), so it is their folder that is named by the content of all of them.

use std::collections::BTreeMap;

use crate::config::Brand;
use crate::output::{Contents, OutputSet};
use crate::site::Site;
use crate::theme::palette::Palette;
use crate::theme::{Texts, Theme};

use super::minify;

/// Addresses of the assets, from the site's root.
#[derive(Debug)]
pub(super) struct Assets {
    pub(super) stylesheet: String,
    /// What few pages need besides, by name.
    pub(super) styles: BTreeMap<String, String>,
    pub(super) scripts: BTreeMap<String, String>,
    pub(super) favicon: String,
    pub(super) logo: Option<String>,
    pub(super) logo_dark: Option<String>,
    /// What readers of other languages are offered, where there are several.
    pub(super) offers: Option<String>,
}

impl Assets {
    /// The addresses of files that are named by their content; a final `*` stands for all files of a folder.
    pub(super) fn lasting(&self, files: &OutputSet) -> Vec<String> {
        let icon = files.get(&self.favicon).map(|_| self.favicon.clone());
        let script = self.scripts.values().next().and_then(|url| url.rsplit_once('/'));
        let scripts = script.map(|(folder, _)| format!("{folder}/*"));
        let offers = self.offers.iter().cloned();
        let styles = std::iter::once(&self.stylesheet).chain(self.styles.values()).cloned();
        styles.chain(icon).chain(offers).chain(scripts).collect()
    }
}

/// The script that searches.
const SEARCH: &str = "search";

/// Scripts and stylesheets of pages that only an internal edition has.
const STAFF: [&str; 2] = ["agent", "agent-code"];

/// Makes the assets: their addresses and files.
pub(super) fn make(site: &Site, theme: &Theme) -> (Assets, OutputSet) {
    let mut output = OutputSet::default();
    let is_for_them = |name: &str| !site.is_public() || !STAFF.contains(&name);
    let mut published = published_scripts(theme);
    published.retain(|(name, _)| is_for_them(name));
    let all_scripts: String = published.iter().map(|(name, text)| format!("{name}\n{text}\n")).collect();
    let folder = format!("assets/scripts.{}", fingerprint(&all_scripts));
    let mut scripts = BTreeMap::new();
    for (name, text) in published {
        // Others than our pages need an address that stays.
        if name == SEARCH {
            output.add("assets/search.js", Contents::Bytes(text.clone().into()));
        }
        let path = format!("{folder}/{name}.js");
        output.add(&path, Contents::Bytes(text.into()));
        scripts.insert(name.to_owned(), path);
    }
    let mut add = |name: &str, ending: &str, text: &str| {
        let path = format!("assets/{name}.{}.{ending}", fingerprint(text));
        output.add(&path, Contents::Bytes(text.to_owned().into()));
        path
    };
    let styles = theme.page_styles().filter(|(name, _)| is_for_them(name)).map(|(name, css)| {
        let css = minify::stylesheet(css) + "\n";
        (name.to_owned(), add(name, "css", &css))
    });
    let styles = styles.collect();
    let brand = &site.config.brand;
    let in_static = |path: &str| path.trim_start_matches('/').trim_start_matches("static/").to_owned();
    let chosen = |path: &Option<crate::yaml::Located<String>>| path.as_ref().map(|path| in_static(&path.value));
    let assets = Assets {
        stylesheet: add("style", "css", &stylesheet(theme, brand)),
        styles,
        scripts,
        favicon: chosen(&brand.favicon)
            .unwrap_or_else(|| add("favicon", "svg", theme.icon("favicon").unwrap_or_default())),
        logo: chosen(&brand.logo),
        logo_dark: chosen(&brand.logo_dark),
        offers: None,
    };
    (assets, output)
}

/// What readers of each language are offered in its own words, as a file; none where there is one language.
pub(super) fn offers(site: &Site, texts: &[&Texts], output: &mut OutputSet) -> Option<String> {
    if site.editions.len() < 2 {
        return None;
    }
    let offers = site.editions.iter().zip(texts).map(|(edition, texts)| {
        let filled = |key| texts.fill(key, &[("language", edition.language.name())]);
        let (text, read, stay) = (filled("language_suggestion"), filled("language_switch"), filled("language_dismiss"));
        (edition.language.tag.clone(), serde_json::json!({ "text": text, "read": read, "stay": stay }))
    });
    let text = serde_json::Value::from(offers.collect::<serde_json::Map<_, _>>()).to_string();
    let path = format!("assets/languages.{}.json", fingerprint(&text));
    output.add(&path, Contents::Bytes(text.into()));
    Some(path)
}

/// The scripts as pages load them: the built-in ones short, the project's own as they are.
fn published_scripts(theme: &Theme) -> Vec<(&str, String)> {
    let scripts = theme.scripts().map(|(name, text)| {
        let own = theme.is_own(&format!("js/{name}.js"));
        (name, if own { text.to_owned() } else { minify::script(text) })
    });
    scripts.collect()
}

fn fingerprint(text: &str) -> String {
    blake3::hash(text.as_bytes()).to_hex()[..12].to_owned()
}

/// The theme's stylesheet, and after it the brand's custom properties. Those stand outside the theme's layers, so they win.
fn stylesheet(theme: &Theme, brand: &Brand) -> String {
    let mut properties = String::new();
    if let Some(accent) = &brand.accent {
        for (name, colour) in Palette::new(accent.value).properties() {
            properties += &format!("{name}: {colour};");
        }
    }
    if let Some(font) = &brand.font {
        properties += &format!("--ab-font: {font};");
    }
    if let Some(radius) = brand.radius {
        properties += &format!("--ab-radius: {radius}px;");
    }
    let brand = if properties.is_empty() { properties } else { format!(":root {{{properties}}}") };
    minify::stylesheet(&(theme.stylesheet() + &brand)) + "\n"
}
