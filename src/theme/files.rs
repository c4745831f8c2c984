//! Which files a theme is made of; others in its folder are reported, because nothing would come of them.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diag::{Diagnostic, Rule, Source, Span};
use crate::language::Language;
use crate::suggest::{did_you_mean, nearest};

/// The folders of a theme, each with the endings of its files.
const FOLDERS: [(&str, &[&str]); 5] = [
    ("css", &[".css"]),
    ("icons", &[".svg"]),
    ("js", &[".js", ".d.ts"]),
    ("strings", &[".yaml"]),
    ("templates", &[".html"]),
];

/// What says who made a theme and how.
const NOTES: [&str; 5] = ["readme", "license", "licence", "changelog", "copying"];

/// Whether a theme has a use for a file of this path; if not, what is to be said of it.
pub(super) fn check(path: &str, shown: &str) -> Result<(), Box<Diagnostic>> {
    let (message, hint) = match path.split_once('/') {
        None if path == super::manifest::FILE || is_note(path) => return Ok(()),
        None => (format!("a theme has no file `{path}`"), near_file(path)),
        Some((folder, name)) => match FOLDERS.iter().find(|(known, _)| *known == folder) {
            None => (format!("a theme has no folder `{folder}`"), near_folder(folder, name)),
            Some(("templates", _)) if name.starts_with("default/") => {
                let hint = "there are the built-in templates; give the folder another name";
                (format!("the name `{path}` is taken"), hint.to_owned())
            }
            Some((_, endings)) if !endings.iter().any(|ending| name.ends_with(ending)) => {
                let hint = format!("files in `{folder}/` end in `{}`", endings[0]);
                (format!("`{path}` is not used: its ending is another"), hint)
            }
            Some(("strings", _)) if Language::parse(name.trim_end_matches(".yaml")).is_none() => {
                let hint = "name it by the language's tag, for example `strings/el.yaml`";
                (format!("`{path}` is not named by a language"), hint.to_owned())
            }
            _ => return Ok(()),
        },
    };
    let span = Span::start_of(&Source::unread(shown));
    Err(Box::new(Diagnostic::new(Rule::UnknownThemeFile, span, message).hint(hint)))
}

fn is_note(name: &str) -> bool {
    let lower = name.to_lowercase();
    NOTES.iter().any(|note| lower.split('.').next() == Some(note))
}

fn near_file(name: &str) -> String {
    let folder = FOLDERS.iter().find(|(_, endings)| endings.iter().any(|ending| name.ends_with(ending)));
    did_you_mean(name, [super::manifest::FILE]).unwrap_or_else(|| match folder {
        Some((folder, _)) => format!("did you mean `{folder}/{name}`?"),
        None => elsewhere(),
    })
}

fn near_folder(folder: &str, name: &str) -> String {
    match nearest(folder, FOLDERS.map(|(known, _)| known)) {
        Some(near) => format!("did you mean `{near}/{name}`?"),
        None => elsewhere(),
    }
}

fn elsewhere() -> String {
    let folders = FOLDERS.map(|(folder, _)| format!("`{folder}`")).join(", ");
    format!("a theme has the folders {folders}; images and fonts lie in the project's `static`")
}

/// Reports the theme's own templates that make no page and stand in no other template.
pub(super) fn unused_templates(
    own: &BTreeMap<String, Arc<Source>>,
    built_in: &BTreeMap<String, Arc<Source>>,
) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (name, source) in own.iter().filter(|(name, _)| !built_in.contains_key(*name)) {
        let others = own.iter().chain(built_in.iter().filter(|(name, _)| !own.contains_key(*name)));
        let used = others.filter(|(other, _)| *other != name).any(|(_, other)| names(&other.text, name));
        // Components are known by their own names, wherever they stand.
        if !used && !source.text.contains("{% component") && !source.text.contains("{%- component") {
            let message = format!("no page is made from `{name}`, and no template names it");
            let hint = did_you_mean(name, built_in.keys().map(String::as_str))
                .unwrap_or_else(|| format!("insert it in another template: `{{% include \"{name}\" %}}`"));
            let span = Span::start_of(source);
            found.push(Diagnostic::new(Rule::UnknownThemeFile, span, message).hint(hint));
        }
    }
    found
}

/// Whether a text has a name in quotes.
fn names(text: &str, name: &str) -> bool {
    [format!("\"{name}\""), format!("'{name}'")].iter().any(|quoted| text.contains(quoted))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_that_a_theme_has_a_use_for() {
        for path in [
            "theme.yaml",
            "README.md",
            "LICENSE",
            "templates/article.html",
            "templates/partials/mine.html",
            "css/a/b.css",
            "js/a.js",
            "js/types.d.ts",
            "icons/a.svg",
            "strings/zh-Hant.yaml",
        ] {
            assert_eq!(check(path, path), Ok(()), "{path}");
        }
    }

    #[test]
    fn others_are_reported_with_the_nearest() {
        for (path, hint) in [
            ("template/article.html", "did you mean `templates/article.html`?"),
            ("theme.yml", "did you mean `theme.yaml`?"),
            ("article.html", "did you mean `templates/article.html`?"),
            ("mine.css", "did you mean `css/mine.css`?"),
            ("css/mine.scss", "files in `css/` end in `.css`"),
            ("icons/a.png", "files in `icons/` end in `.svg`"),
            ("strings/en.yml", "files in `strings/` end in `.yaml`"),
            ("strings/greek_.yaml", "name it by the language's tag, for example `strings/el.yaml`"),
            ("templates/default/a.html", "there are the built-in templates; give the folder another name"),
        ] {
            assert_eq!(check(path, path).expect_err(path).hint.as_deref(), Some(hint), "{path}");
        }
        let hint = check("fonts/a.woff2", "").expect_err("a font").hint.unwrap_or_default();
        assert!(hint.ends_with("lie in the project's `static`"), "{hint}");
    }
}
