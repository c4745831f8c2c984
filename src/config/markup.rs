//! How Markdown is read, in the settings.

use crate::diag::{Diagnostic, Diagnostics, Rule};
use crate::suggest::did_you_mean;
use crate::yaml::{Located, Table};

/// How Markdown is read.
#[derive(Debug, Clone)]
pub struct Markup {
    /// Raw HTML passes unsanitised.
    pub trusted_html: bool,
    /// Whether quotes and dashes are set typographically, where the language does it as English does.
    pub smart_punctuation: bool,
    /// Link schemes allowed besides the usual ones.
    pub schemes: Vec<String>,
}

impl Default for Markup {
    fn default() -> Self {
        Self { trusted_html: false, smart_punctuation: true, schemes: Vec::new() }
    }
}

pub(super) fn parse(mut table: Table, diagnostics: &mut Diagnostics) -> Markup {
    let mut markup = Markup::default();
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
    if let Some(schemes) = table.take_items("schemes", diagnostics) {
        markup.schemes = schemes.value.iter().filter_map(|scheme| allowed(scheme, diagnostics)).collect();
    }
    table.finish(&["html", "smart_punctuation", "schemes"], diagnostics);
    markup
}

fn allowed(scheme: &Located<String>, diagnostics: &mut Diagnostics) -> Option<String> {
    let name = &scheme.value;
    let lower = name.to_ascii_lowercase();
    // RFC 3986, section 3.1.
    let valid = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    let hint = match lower.as_str() {
        "javascript" | "data" | "vbscript" => "such links could run scripts in the site",
        _ if !valid => "write it without a colon, for example `slack`",
        _ => return Some(lower),
    };
    let message = format!("`{name}` can't be a link's scheme here");
    diagnostics.add(Diagnostic::new(Rule::InvalidValue, scheme.span(), message).hint(hint));
    None
}
