//! Stylesheets, scripts and the icon: files named by their content, so that browsers may keep them for ever.
//!
//! Scripts import each other by name (`./search.js`), so it is their folder that is named by the content of all of them.

use std::collections::BTreeMap;

use crate::config::Brand;
use crate::output::{Contents, OutputSet};
use crate::site::Site;
use crate::theme::Theme;

/// Addresses of the assets, from the site's root.
#[derive(Debug)]
pub(super) struct Assets {
    pub(super) stylesheet: String,
    pub(super) brand_stylesheet: Option<String>,
    pub(super) scripts: BTreeMap<String, String>,
    pub(super) favicon: String,
    pub(super) logo: Option<String>,
    pub(super) logo_dark: Option<String>,
}

/// The script that searches.
const SEARCH: &str = "search";

/// Makes the assets: their addresses and files.
pub(super) fn make(site: &Site, theme: &Theme) -> (Assets, OutputSet) {
    let mut output = OutputSet::default();
    let all_scripts: String = theme.scripts().map(|(name, text)| format!("{name}\n{text}\n")).collect();
    let folder = format!("assets/scripts.{}", fingerprint(&all_scripts));
    let mut scripts = BTreeMap::new();
    for (name, text) in theme.scripts() {
        let path = format!("{folder}/{name}.js");
        output.add(&path, Contents::Bytes(text.as_bytes().to_vec()));
        scripts.insert(name.to_owned(), path);
    }
    let mut add = |name: &str, ending: &str, text: &str| {
        let path = format!("assets/{name}.{}.{ending}", fingerprint(text));
        output.add(&path, Contents::Bytes(text.as_bytes().to_vec()));
        path
    };
    let brand = &site.config.brand;
    let in_static = |path: &str| path.trim_start_matches('/').trim_start_matches("static/").to_owned();
    let chosen = |path: &Option<crate::yaml::Located<String>>| path.as_ref().map(|path| in_static(&path.value));
    let brand_sheet = brand_sheet(brand);
    let assets = Assets {
        stylesheet: add("style", "css", &theme.stylesheet()),
        brand_stylesheet: brand_sheet.map(|sheet| add("brand", "css", &sheet)),
        scripts,
        favicon: chosen(&brand.favicon)
            .unwrap_or_else(|| add("favicon", "svg", theme.icon("favicon").unwrap_or_default())),
        logo: chosen(&brand.logo),
        logo_dark: chosen(&brand.logo_dark),
    };
    // Others than our pages need an address that stays.
    if let Some((_, text)) = theme.scripts().find(|(name, _)| *name == SEARCH) {
        output.add("assets/search.js", Contents::Bytes(text.as_bytes().to_vec()));
    }
    (assets, output)
}

fn fingerprint(text: &str) -> String {
    blake3::hash(text.as_bytes()).to_hex()[..12].to_owned()
}

/// The brand's custom properties. They stand outside the theme's layers, so they win.
fn brand_sheet(brand: &Brand) -> Option<String> {
    let mut sheet = String::new();
    if let Some(accent) = &brand.accent {
        sheet += &format!(" --ab-accent: {accent}; --ab-accent-dark: color-mix(in oklab, {accent} 55%, white);");
    }
    if let Some(font) = &brand.font {
        sheet += &format!(" --ab-font: {font};");
    }
    if let Some(radius) = brand.radius {
        sheet += &format!(" --ab-radius: {radius}px;");
    }
    (!sheet.is_empty()).then(|| format!(":root {{{sheet} }}\n"))
}
