//! The theme's own colours have enough contrast, in light and dark (WCAG 2.2, 1.4.3 and 1.4.11).

use std::collections::BTreeMap;
use std::fs;

use answerbook::colour::Colour;

use crate::support::repository;

/// What texts stand on.
const BACKGROUNDS: [&str; 4] = ["background", "surface", "raised", "tint"];

/// The light and the dark values of the tokens that have both: `--ab-text: var(--ab-light, #18202c) var(--ab-dark, #e4e9f0);`.
fn schemes() -> [BTreeMap<String, Colour>; 2] {
    let css = fs::read_to_string(repository().join("themes/default/css/tokens.css")).expect("the tokens");
    let mut schemes = [BTreeMap::new(), BTreeMap::new()];
    for line in css.lines().map(str::trim) {
        let Some((name, value)) = line.strip_prefix("--ab-").and_then(|line| line.split_once(": ")) else { continue };
        for (scheme, start) in schemes.iter_mut().zip(["var(--ab-light, ", "var(--ab-dark, "]) {
            let colour = value.split_once(start).and_then(|(_, rest)| Colour::parse(rest.split(')').next()?));
            scheme.extend(colour.map(|colour| (name.to_owned(), colour)));
        }
    }
    schemes
}

#[test]
fn texts_can_be_read_on_every_background() {
    for (scheme, tokens) in ["light", "dark"].iter().zip(schemes()) {
        assert!(tokens.len() > 20, "{scheme}: {tokens:?}");
        let code: Vec<&str> = tokens.keys().map(String::as_str).filter(|name| name.starts_with("code-")).collect();
        assert_eq!(code.len(), 10, "{scheme}: {code:?}");
        let on_all = ["text", "muted", "note", "tip", "important", "warning", "caution"];
        let texts = on_all.iter().flat_map(|text| BACKGROUNDS.map(|background| (*text, background, 4.5)));
        let code = code.into_iter().map(|part| (part, "surface", 4.5));
        let edges = BACKGROUNDS.map(|background| ("border-strong", background, 3.0));
        for (text, background, needed) in texts.chain(code).chain(edges).chain([("text", "mark", 4.5)]) {
            let contrast = tokens[text].contrast(tokens[background]);
            assert!(contrast >= needed, "{scheme}: {text} on {background} has {contrast:.2}");
        }
    }
}
