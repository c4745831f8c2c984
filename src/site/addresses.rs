//! Every address is one file's: no two pages, aliases or files in one place, also where letter case or the
//! Unicode form is all that differs (many file systems hold those equal).

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::model::{Category, Redirect, Site};
use super::url::page_file;
use crate::content::Article;
use crate::diag::{Diagnostic, Diagnostics, Rule, Source, Span};
use crate::output::MARKER;
use crate::slug::file_key;

/// Who wants an address.
#[derive(Clone, Copy)]
enum Owner<'a> {
    /// Answerbook itself, with this file.
    Own(&'a str, &'static str),
    Article(&'a Article),
    /// A category without a text: it is made of the folder, so its first article speaks for it.
    Folder(&'a Category, Option<&'a Article>),
    Alias(&'a Redirect),
    /// A file beside an article.
    Beside(&'a str),
    Static(&'a str),
}

impl Owner<'_> {
    /// The owner, for people.
    fn name(&self) -> String {
        match self {
            Self::Own(_, name) => (*name).to_owned(),
            Self::Article(article) => format!("`{}`", article.source.path),
            Self::Folder(category, _) => format!("the folder `{}`", category.folder),
            Self::Alias(redirect) => format!("an alias of `{}`", redirect.span.source.path),
            Self::Beside(path) => format!("`{path}`"),
            Self::Static(path) => format!("`static/{path}`"),
        }
    }

    fn span(&self) -> Span {
        let file = |path: &str| Span::start_of(&Source::unread(path));
        match self {
            Self::Own(path, _) | Self::Beside(path) => file(path),
            Self::Article(article) | Self::Folder(_, Some(article)) => Span::start_of(&article.source),
            Self::Folder(category, None) => file(&category.folder),
            Self::Alias(redirect) => redirect.span.clone(),
            Self::Static(path) => file(&format!("static/{path}")),
        }
    }
}

/// The owners of addresses by the keys of their files.
struct Claims<'a> {
    owners: HashMap<String, Owner<'a>>,
    found: &'a mut Diagnostics,
}

impl<'a> Claims<'a> {
    fn claim(&mut self, file: &str, owner: Owner<'a>) {
        match self.owners.entry(file_key(file)) {
            Entry::Vacant(free) => drop(free.insert(owner)),
            Entry::Occupied(first) => self.found.add(conflict(file, first.get(), &owner)),
        }
    }
}

/// Reports addresses that are wanted twice.
pub(super) fn check(site: &Site, diagnostics: &mut Diagnostics) {
    let own: Vec<(String, &'static str)> = own_files(site);
    let mut claims = Claims { owners: HashMap::new(), found: diagnostics };
    for (file, name) in &own {
        claims.claim(file, Owner::Own(file, name));
    }
    for edition in &site.editions {
        for category in edition.categories.values() {
            let first = category.articles.first().and_then(|path| edition.pages.get(path)).map(|page| &*page.article);
            let owner = category.text.as_deref().map_or(Owner::Folder(category, first), Owner::Article);
            claims.claim(&page_file(&category.url), owner);
        }
        for page in edition.pages.values() {
            claims.claim(&page_file(&page.url), Owner::Article(&page.article));
        }
    }
    for redirect in &site.redirects {
        claims.claim(&redirect.file, Owner::Alias(redirect));
    }
    for page in &site.retired {
        claims.claim(&page.file, Owner::Own(&page.file, "a page that says what became of another"));
    }
    for path in site.published_files.keys() {
        claims.claim(path, Owner::Beside(path));
    }
    for path in site.files.statics.keys() {
        claims.claim(path, Owner::Static(path));
    }
    check_folders(&claims.owners, claims.found);
}

/// The files that are there on every site, and whose they are.
fn own_files(site: &Site) -> Vec<(String, &'static str)> {
    let mut files = vec![(MARKER.to_owned(), "the list that Answerbook keeps")];
    for edition in &site.editions {
        let own = &edition.own_pages;
        let made = [&own.contact, &own.updates, &own.agent]
            .into_iter()
            .filter(|page| page.made)
            .map(|page| page_file(&page.url));
        let fixed = ["search/index.html", "404.html"].map(|name| format!("{}{name}", edition.prefix));
        files.extend(fixed.into_iter().chain(made).map(|file| (file, "a page of Answerbook's own")));
    }
    files
}

/// A file can't be where the folder of another must be: `static/billing` and the page `billing/index.html`.
fn check_folders(claims: &HashMap<String, Owner<'_>>, diagnostics: &mut Diagnostics) {
    let mut clashes: Vec<(&str, &str)> = claims
        .keys()
        .filter_map(|file| {
            let mut above = file.match_indices('/').map(|(at, _)| &file[..at]);
            Some((file.as_str(), above.find(|folder| claims.contains_key(*folder))?))
        })
        .collect();
    clashes.sort_unstable();
    for (file, folder) in clashes {
        let (first, claim) = (&claims[folder], &claims[file]);
        let message = format!("{} would be a file where {} needs the folder `/{folder}/`", first.name(), claim.name());
        let diagnostic = Diagnostic::new(Rule::DuplicateUrl, first.span(), message);
        diagnostics.add(diagnostic.hint("rename one of them"));
    }
}

fn conflict(file: &str, first: &Owner<'_>, second: &Owner<'_>) -> Diagnostic {
    let address = file.strip_suffix("index.html").unwrap_or(file);
    let message = format!("{} and {} would both be at `/{address}`", first.name(), second.name());
    let (rule, hint) = if [first, second].iter().any(|owner| matches!(owner, Owner::Alias(_))) {
        (Rule::DuplicateAlias, "take the alias out of one of them")
    } else {
        (Rule::DuplicateUrl, "rename one of them, or give it another `slug`")
    };
    Diagnostic::new(rule, second.span(), message).hint(hint)
}
