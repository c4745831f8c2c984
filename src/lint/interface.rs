//! Languages of the settings in which the theme lacks words of the interface, so that they are in English.

use crate::config::Config;
use crate::diag::{Diagnostic, Diagnostics, Rule, Span};
use crate::language::Language;
use crate::theme::{MissingTexts, Theme};

/// How many keys a message names.
const NAMED: usize = 5;

pub(super) fn look(config: &Config, theme: &Theme, found: &mut Diagnostics) {
    for (language, tag) in config.languages.iter().zip(&config.language_tags) {
        if let Some(missing) = theme.missing_texts(language) {
            found.add(diagnostic(language, tag.span(), &missing));
        }
    }
}

/// At the project's own file for the language, where there is one; otherwise where the settings list it.
fn diagnostic(language: &Language, listed: Span, missing: &MissingTexts) -> Diagnostic {
    let tag = &language.tag;
    let message = match (missing.all, missing.keys.len()) {
        (true, _) => format!("the interface isn't translated into `{tag}`, so it is in English"),
        (false, 1) => format!("the interface lacks a text in `{tag}`, so it is in English: {}", names(&missing.keys)),
        (false, count) => {
            format!("the interface lacks {count} texts in `{tag}`, so they are in English: {}", names(&missing.keys))
        }
    };
    let file = format!("strings/{tag}.yaml");
    let hint = match &missing.own {
        Some(own) => format!("write them into `{}`", own.path),
        None => format!("write `{file}` in a theme of yours; `themes/default/strings/en.yaml` has all keys"),
    };
    let span = missing.own.as_ref().map_or(listed, Span::start_of);
    Diagnostic::new(Rule::MissingInterfaceText, span, message).hint(hint)
}

fn names(keys: &[String]) -> String {
    let named: Vec<String> = keys.iter().take(NAMED).map(|key| format!("`{key}`")).collect();
    let more = if keys.len() > NAMED { ", …" } else { "" };
    format!("{}{more}", named.join(", "))
}
