//! Logo, colours and fonts in the settings.

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
    /// The accent colour as `#rrggbb`.
    pub accent: Option<String>,
    /// A CSS font list.
    pub font: Option<String>,
    /// Radius of corners in pixels.
    pub radius: Option<u32>,
}

pub(super) fn parse(mut table: Table, diagnostics: &mut Diagnostics) -> Brand {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours() {
        assert_eq!(hex_color("#0BF").as_deref(), Some("#00bbff"));
        assert_eq!(hex_color("#0b5cad").as_deref(), Some("#0b5cad"));
        assert_eq!(hex_color("red"), None);
        assert_eq!(hex_color("#ééé"), None);
    }
}
