//! Logo, colours and fonts in the settings.

use crate::colour::Colour;
use crate::diag::{Diagnostic, Diagnostics, Rule};
use crate::yaml::{Located, Table};

/// Logo, colours and fonts. Paths lie in `static/`.
#[derive(Debug, Clone, Default)]
pub struct Brand {
    /// The logo for light backgrounds.
    pub logo: Option<Located<String>>,
    /// The logo for dark backgrounds.
    pub logo_dark: Option<Located<String>>,
    /// The icon of the browser's tab.
    pub favicon: Option<Located<String>>,
    /// The accent colour.
    pub accent: Option<Located<Colour>>,
    /// A CSS font list.
    pub font: Option<String>,
    /// Radius of corners in pixels.
    pub radius: Option<u32>,
    /// Font files for link previews, by their paths from the project's folder; the first that has a letter is taken.
    pub picture_fonts: Vec<Located<String>>,
}

/// The roundest corners, in pixels: beyond, they cut into texts.
const MAX_RADIUS: u32 = 32;

pub(super) fn parse(mut table: Table, diagnostics: &mut Diagnostics) -> Brand {
    let accent = table.take::<String>("accent", diagnostics).and_then(|accent| {
        let colour = Colour::parse(&accent.value).map(|colour| accent.with(colour));
        if colour.is_none() {
            let message = format!("`{}` is not a colour", accent.value);
            let hint = "write it as `\"#0b5cad\"`, in quotes";
            diagnostics.add(Diagnostic::new(Rule::InvalidValue, accent.span(), message).hint(hint));
        }
        colour
    });
    let font = table.take::<String>("font", diagnostics).and_then(|font| {
        let safe = !font.value.contains(['{', '}', ';', '<', '>', '/', '\\', '@', '(', ')']);
        if !safe {
            let message = format!("`brand.font` must be a list of font names, not `{}`", font.value);
            let hint = "for example `Inter, Arial, sans-serif`";
            diagnostics.add(Diagnostic::new(Rule::InvalidValue, font.span(), message).hint(hint));
        }
        safe.then_some(font.value)
    });
    let brand = Brand {
        logo: table.take("logo", diagnostics),
        logo_dark: table.take("logo_dark", diagnostics),
        favicon: table.take("favicon", diagnostics),
        accent,
        font,
        radius: table.take("radius", diagnostics).and_then(|radius| checked_radius(&radius, diagnostics)),
        picture_fonts: table.take_items("picture_fonts", diagnostics).map(|fonts| fonts.value).unwrap_or_default(),
    };
    table.finish(&["logo", "logo_dark", "accent", "font", "radius", "favicon", "picture_fonts"], diagnostics);
    brand
}

fn checked_radius(radius: &Located<u32>, diagnostics: &mut Diagnostics) -> Option<u32> {
    if radius.value > MAX_RADIUS {
        let message = format!("`brand.radius` may be {MAX_RADIUS} at most, not {}", radius.value);
        let hint = "it is the radius of corners in pixels; `0` makes them square";
        diagnostics.add(Diagnostic::new(Rule::InvalidValue, radius.span(), message).hint(hint));
        return None;
    }
    Some(radius.value)
}
