//! Every address is one file's: no two pages, aliases or files in one place, also where letter case or the
//! Unicode form is all that differs (many file systems hold those equal).

use std::collections::BTreeMap;

use super::model::Site;
use super::url::page_file;
use crate::diag::{Diagnostic, Diagnostics, Rule, Source, Span};
use crate::slug::file_key;

struct Claim {
    /// Who wants the address, for people.
    owner: String,
    span: Span,
    alias: bool,
}

/// Reports addresses that are wanted twice.
pub(super) fn check(site: &Site, diagnostics: &mut Diagnostics) {
    let mut claims: BTreeMap<String, Claim> = BTreeMap::new();
    let mut claim = |file: &str, owner: String, span: Span, alias: bool| {
        let claim = Claim { owner, span, alias };
        match claims.get(&file_key(file)) {
            None => drop(claims.insert(file_key(file), claim)),
            Some(first) => diagnostics.add(conflict(file, first, claim)),
        }
    };
    let reserved = |name: &str| Span::start_of(&Source::unread(name));
    for edition in &site.editions {
        for name in ["search/index.html", "404.html"] {
            let file = format!("{}{name}", edition.prefix);
            claim(&file, "Answerbook itself".to_owned(), reserved(&file), false);
        }
    }
    for edition in &site.editions {
        for category in edition.categories.values() {
            // A category without a text is made of the folder, so its first article speaks for it.
            let article = category.text.as_ref().or_else(|| {
                category.articles.first().and_then(|path| edition.pages.get(path)).map(|page| &page.article)
            });
            let span = article.map_or_else(|| reserved(&category.folder), |article| Span::start_of(&article.source));
            let owner =
                category.text.as_ref().map_or_else(|| format!("{}/", category.folder), |text| text.source.path.clone());
            claim(&page_file(&category.url), owner, span, false);
        }
        for page in edition.pages.values() {
            let source = &page.article.source;
            claim(&page_file(&page.url), source.path.clone(), Span::start_of(source), false);
        }
    }
    for redirect in &site.redirects {
        claim(&redirect.file, format!("an alias of {}", redirect.span.source.path), redirect.span.clone(), true);
    }
    for path in site.published_files.keys() {
        claim(path, path.clone(), reserved(path), false);
    }
    for path in site.files.statics.keys() {
        let name = format!("static/{path}");
        claim(path, name.clone(), reserved(&name), false);
    }
}

fn conflict(file: &str, first: &Claim, second: Claim) -> Diagnostic {
    let address = file.strip_suffix("index.html").unwrap_or(file);
    let message = format!("`{}` and `{}` would both be at `/{address}`", first.owner, second.owner);
    let (rule, hint) = if first.alias || second.alias {
        (Rule::DuplicateAlias, "take the alias out of one of them")
    } else {
        (Rule::DuplicateUrl, "rename one of them, or give it another `slug`")
    };
    Diagnostic::new(rule, second.span, message).hint(hint)
}
