//! Every address is one file's: no two pages, aliases or files in one place, also where letter case or the
//! Unicode form is all that differs (many file systems hold those equal).

use std::collections::BTreeMap;

use super::model::Site;
use super::url::page_file;
use crate::diag::{Diagnostic, Diagnostics, Rule, Source, Span};
use crate::output::MARKER;
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
    claim(MARKER, "the list that Answerbook keeps".to_owned(), reserved(MARKER), false);
    for edition in &site.editions {
        for name in ["search/index.html", "404.html"] {
            let file = format!("{}{name}", edition.prefix);
            claim(&file, "a page of Answerbook's own".to_owned(), reserved(&file), false);
        }
        let own = &edition.own_pages;
        for page in [&own.contact, &own.updates].into_iter().filter(|page| page.made) {
            let file = page_file(&page.url);
            claim(&file, "a page of Answerbook's own".to_owned(), reserved(&file), false);
        }
    }
    for edition in &site.editions {
        for category in edition.categories.values() {
            // A category without a text is made of the folder, so its first article speaks for it.
            let article = category.text.as_ref().or_else(|| {
                category.articles.first().and_then(|path| edition.pages.get(path)).map(|page| &page.article)
            });
            let span = article.map_or_else(|| reserved(&category.folder), |article| Span::start_of(&article.source));
            let text = category.text.as_ref().map(|text| format!("`{}`", text.source.path));
            let owner = text.unwrap_or_else(|| format!("the folder `{}`", category.folder));
            claim(&page_file(&category.url), owner, span, false);
        }
        for page in edition.pages.values() {
            let source = &page.article.source;
            claim(&page_file(&page.url), format!("`{}`", source.path), Span::start_of(source), false);
        }
    }
    for redirect in &site.redirects {
        claim(&redirect.file, format!("an alias of `{}`", redirect.span.source.path), redirect.span.clone(), true);
    }
    for path in site.published_files.keys() {
        claim(path, format!("`{path}`"), reserved(path), false);
    }
    for path in site.files.statics.keys() {
        let name = format!("static/{path}");
        claim(path, format!("`{name}`"), reserved(&name), false);
    }
    check_folders(&claims, diagnostics);
}

/// A file can't be where the folder of another must be: `static/billing` and the page `billing/index.html`.
fn check_folders(claims: &BTreeMap<String, Claim>, diagnostics: &mut Diagnostics) {
    for (file, claim) in claims {
        let above = file.match_indices('/').map(|(at, _)| &file[..at]);
        if let Some((folder, first)) = above.filter_map(|folder| claims.get_key_value(folder)).next() {
            let message =
                format!("{} would be a file where {} needs the folder `/{folder}/`", first.owner, claim.owner);
            let diagnostic = Diagnostic::new(Rule::DuplicateUrl, first.span.clone(), message);
            diagnostics.add(diagnostic.hint("rename one of them"));
        }
    }
}

fn conflict(file: &str, first: &Claim, second: Claim) -> Diagnostic {
    let address = file.strip_suffix("index.html").unwrap_or(file);
    let message = format!("{} and {} would both be at `/{address}`", first.owner, second.owner);
    let (rule, hint) = if first.alias || second.alias {
        (Rule::DuplicateAlias, "take the alias out of one of them")
    } else {
        (Rule::DuplicateUrl, "rename one of them, or give it another `slug`")
    };
    Diagnostic::new(rule, second.span, message).hint(hint)
}
