//! Old addresses of articles, which lead to the new ones.

use super::model::{Redirect, Site};
use super::url::{decode, join, page_file};
use crate::diag::{Diagnostic, Diagnostics, Rule};

/// The redirects that articles ask for by `aliases`.
pub(super) fn redirects(site: &Site, diagnostics: &mut Diagnostics) -> Vec<Redirect> {
    let mut redirects = Vec::new();
    for edition in &site.editions {
        for article in edition.own_articles() {
            let Some(aliases) = &article.front.aliases else { continue };
            let Some(to) = edition.url_of(&article.path) else { continue };
            for (index, alias) in aliases.value.iter().enumerate() {
                let span = aliases.item_span(index);
                match file(alias) {
                    Some(file) => {
                        let (to, title) = (to.to_owned(), article.title.clone());
                        redirects.push(Redirect { file, to, anchor: None, title, edition: edition.index, span });
                    }
                    None => {
                        let message = format!("`{alias}` can't be an alias");
                        let hint = "an alias is an old address on this site from its root: `/old/refund/`";
                        diagnostics.add(Diagnostic::new(Rule::InvalidValue, span, message).hint(hint));
                    }
                }
            }
        }
    }
    redirects.sort_by(|a, b| a.file.cmp(&b.file));
    redirects
}

/// The file of an old address: `/old/refund` and `/old/refund/` -> `old/refund/index.html`; `/a.html` as it is.
fn file(alias: &str) -> Option<String> {
    let plain = decode(alias);
    let path = plain.trim_start_matches('/');
    if path.is_empty()
        || path.contains([':', '?', '#', '\\', '\0'])
        || path.split('/').any(|part| part.starts_with('.') || part.len() > 200)
    {
        return None;
    }
    let path = join("", path)?;
    let is_file = path.ends_with(".html") || path.ends_with(".htm");
    Some(if is_file { path } else { page_file(&format!("{path}/")) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn aliases_become_files_inside_the_site() {
        for (alias, expected) in [
            ("/old/refund/", Some("old/refund/index.html")),
            ("old/refund", Some("old/refund/index.html")),
            ("/faq.html", Some("faq.html")),
            ("/%CF%80/", Some("π/index.html")),
            ("../x", None),
            ("/a/../../x", None),
            ("https://example.org/x", None),
            ("/", None),
            ("/.git/config", None),
        ] {
            assert_eq!(file(alias).as_deref(), expected, "{alias}");
        }
    }
}
