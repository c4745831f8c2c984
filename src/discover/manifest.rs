//! `site.webmanifest` (W3C Web Application Manifest): name, icons and colour for a help centre kept on a home screen.

use serde_json::{Value, json};

use super::front::{Front, cut};
use crate::site::Edition;
use crate::site::url::relative;
use crate::theme::palette::Palette;

/// As much of a name as is seen below an icon.
const SHORT: usize = 12;

/// The manifest of an edition. Its addresses are relative, so that it works under any path.
pub(super) fn manifest(front: &Front<'_>, edition: &Edition, path: &str) -> String {
    let title = front.title(edition);
    let brand = &front.site.config.brand;
    let logo = brand.logo.as_ref().map(|logo| logo.value.trim_start_matches('/').trim_start_matches("static/"));
    // A logo that is no square would be cut off or squeezed.
    let is_square = |url: &str| front.image(url).1.is_some_and(|(width, height)| width == height);
    let icons = std::iter::once(front.icon).chain(logo.filter(|logo| *logo != front.icon && is_square(logo)));
    let icons: Vec<Value> = icons.map(|icon| self::icon(front, icon, path)).collect();
    let mut manifest = json!({
        "name": title,
        "short_name": cut(title, SHORT),
        "start_url": "./",
        "scope": "./",
        "display": "minimal-ui",
        "lang": edition.language.tag,
        "dir": edition.language.direction(),
        "background_color": "#ffffff",
        "icons": icons,
    });
    if let Some(accent) = &brand.accent {
        manifest["theme_color"] = Value::String(Palette::new(accent.value).accent.to_string());
    }
    format!("{manifest:#}\n")
}

fn icon(front: &Front<'_>, url: &str, from: &str) -> Value {
    let (kind, size) = front.image(url);
    let mut icon = json!({ "src": relative(from, url), "type": kind });
    match size {
        _ if kind == "image/svg+xml" => icon["sizes"] = Value::String("any".to_owned()),
        Some((width, height)) => icon["sizes"] = Value::String(format!("{width}x{height}")),
        None => {}
    }
    icon
}
