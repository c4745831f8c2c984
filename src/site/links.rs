//! Where a link leads: from its destination as written to a page, a file or another site.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::model::{Edition, Site};
use super::url::{decode, join};
use crate::content::{folder_of, is_index};
use crate::diag::Rule;
use crate::markdown::LinkKind;
use crate::markdown::sanitize::SCHEMES;
use crate::slug::{compose, slugify};
use crate::suggest::nearest;

/// Schemes that run code in the page.
const CODE_SCHEMES: [&str; 3] = ["javascript", "data", "vbscript"];

/// Beyond this many files a suggestion looks only into the link's own folder: comparing with all costs too much.
const MANY_FILES: usize = 200;

/// How many ids of a page a hint names, where none is near.
const ANCHORS_IN_HINT: usize = 5;

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// Another site, or mail, telephone and the like: the address as written.
    External(String),
    /// A place on the same page: its id.
    Anchor(String),
    /// A page of this site: its address, and `?…` or `#…`.
    Page(String, String),
    /// A file of this site: its address, and `?…` or `#…`.
    File(String, String),
}

/// Why a link doesn't lead anywhere.
#[derive(Debug, Clone)]
pub struct Problem {
    /// The rule it breaks.
    pub rule: Rule,
    /// What is wrong.
    pub message: String,
    /// How to mend it.
    pub hint: String,
    /// Where it may lead all the same: the page whose anchor is missing.
    pub instead: Option<Target>,
    /// Whether the cause has been reported already: the file is there and can't be read.
    pub known: bool,
}

impl Problem {
    fn new(rule: Rule, message: String, hint: impl Into<String>) -> Self {
        Self { rule, message, hint: hint.into(), instead: None, known: false }
    }

    /// What is given as an article is another kind of page or file.
    pub(super) fn no_article(path: &str) -> Self {
        Self::new(Rule::BrokenLink, format!("`{path}` is no article"), "give the path of its `.md` file")
    }
}

/// A file beside an article that a link leads to, to be published.
pub type Published = Option<(String, PathBuf)>;

/// A link to follow.
#[derive(Debug, Clone, Copy)]
pub struct Question<'a> {
    /// The destination as written.
    pub destination: &'a str,
    /// The file it stands in, from the project: `content/en/billing/refund.md`.
    pub base: &'a str,
    /// Path of the article it is shown on, inside its language.
    pub article: &'a str,
    /// What it is for.
    pub kind: LinkKind,
}

/// A destination in its parts.
pub(super) struct Parts<'a> {
    pub(super) path: &'a str,
    /// `?…`
    pub(super) query: &'a str,
    /// What follows `#`.
    pub(super) fragment: Option<&'a str>,
}

pub(super) fn parts(destination: &str) -> Parts<'_> {
    let (rest, fragment) = match destination.split_once('#') {
        Some((rest, fragment)) => (rest, Some(fragment)),
        None => (destination, None),
    };
    let at = rest.find('?').unwrap_or(rest.len());
    Parts { path: &rest[..at], query: &rest[at..], fragment }
}

/// The scheme of an address (RFC 3986, section 3.1), as written.
fn scheme(destination: &str) -> Option<&str> {
    let (scheme, _) = destination.split_once(':')?;
    let valid = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    valid.then_some(scheme)
}

impl Site {
    /// Follows a link of an edition. Also gives the file to publish, where it leads to one beside an article.
    ///
    /// # Errors
    /// The [`Problem`] with it.
    pub fn follow(&self, edition: &Edition, question: Question<'_>) -> Result<(Target, Published), Problem> {
        // Browsers drop these inside an address (WHATWG URL, section 4.4), so `java\nscript:` is a scheme, too.
        let plain: String = question.destination.chars().filter(|c| !matches!(c, '\t' | '\n' | '\r')).collect();
        let destination = plain.trim_matches(|c: char| c <= ' ');
        if let Some(scheme) = scheme(destination) {
            return self.external(destination, &scheme.to_ascii_lowercase()).map(|target| (target, None));
        }
        if destination.starts_with("//") {
            return Ok((Target::External(destination.to_owned()), None));
        }
        let parts = parts(destination);
        if parts.path.is_empty() {
            return match parts.fragment {
                Some(fragment) => self.same_page(edition, question.article, fragment).map(|target| (target, None)),
                None => Err(broken(question.kind, "this link has no destination".to_owned(), None)),
            };
        }
        self.inside(edition, question, &parts)
    }

    fn external(&self, destination: &str, scheme: &str) -> Result<Target, Problem> {
        if CODE_SCHEMES.contains(&scheme) {
            let message = format!("a link must not run code: `{scheme}:`");
            return Err(Problem::new(Rule::UnsafeLink, message, "take it out"));
        }
        if SCHEMES.contains(&scheme) || self.config.markup.schemes.iter().any(|known| known == scheme) {
            return Ok(Target::External(destination.to_owned()));
        }
        let message = format!("links with `{scheme}:` are not allowed, so this one is shown as text");
        let hint = format!("allow it in the settings: `markup: {{ schemes: [{scheme}] }}`");
        Err(Problem::new(Rule::UnknownScheme, message, hint))
    }

    fn same_page(&self, edition: &Edition, article: &str, fragment: &str) -> Result<Target, Problem> {
        let anchor = decode(fragment);
        let known = edition.article(article).map(|article| article.document.anchors.as_slice()).unwrap_or_default();
        match find_anchor(known, &anchor) {
            Some(id) => Ok(Target::Anchor(id)),
            None => Err(missing_anchor(&anchor, "this page", known, None)),
        }
    }

    /// A link to a page or file of this site.
    fn inside(
        &self,
        edition: &Edition,
        question: Question<'_>,
        parts: &Parts<'_>,
    ) -> Result<(Target, Published), Problem> {
        let path = decode(parts.path);
        let suffix = suffix(parts);
        let base = question.base.strip_prefix(&self.files.content_prefix).unwrap_or(question.base);
        let base_folder = folder_of(base);
        if let Some(rooted) = path.strip_prefix('/') {
            return self.rooted(edition, question, rooted, parts);
        }
        let Some(target) = join(base_folder, &path) else {
            let message = format!("`{path}` leads out of the content folder");
            return Err(broken(question.kind, message, None));
        };
        let (language, inner) = self.split_language(&target);
        let base_language = self.split_language(base).0;
        // A link within a language stays in the edition that shows it, also where the text is a fallback.
        let seen_in =
            if language == base_language { Some(edition) } else { language.map(|index| &self.editions[index]) };
        if let Some(seen_in) = seen_in
            && let Some(found) = self.page(seen_in, inner, parts)
        {
            return found.map(|target| (target, None));
        }
        if let Some((url, file)) = self.file_beside(&target, language, inner) {
            return Ok((Target::File(url.clone(), suffix), Some((url, file))));
        }
        Err(self.not_found(&target, &path, base_folder, question.kind))
    }

    /// A link from the root of the site: a file of `static/`, an article by its path, or a page by its address.
    fn rooted(
        &self,
        edition: &Edition,
        question: Question<'_>,
        path: &str,
        parts: &Parts<'_>,
    ) -> Result<(Target, Published), Problem> {
        let path =
            join("", path).map(|joined| if path.ends_with('/') { joined + "/" } else { joined }).unwrap_or_default();
        if self.files.statics.contains_key(&path) {
            return Ok((Target::File(path, suffix(parts)), None));
        }
        if let Some(found) = self.page(edition, path.trim_end_matches('/'), parts) {
            return found.map(|target| (target, None));
        }
        let slashed = if path.is_empty() { String::new() } else { format!("{}/", path.trim_end_matches('/')) };
        for edition in &self.editions {
            let path = edition.by_url.get(&slashed);
            if let Some(found) = path.and_then(|path| self.page(edition, path, parts)) {
                return found.map(|target| (target, None));
            }
        }
        if let Some(url) = self.own_page(edition, &slashed).filter(|_| parts.fragment.is_none_or(str::is_empty)) {
            return Ok((Target::Page(url, suffix(parts)), None));
        }
        let statics = self.files.statics.keys().map(String::as_str);
        let base = question.base.strip_prefix(&self.files.content_prefix).unwrap_or(question.base);
        let file = format!("{}.md", path.trim_end_matches('/').rsplit('/').next().unwrap_or_default());
        let hint = nearest(&path, statics).map(|near| format!("did you mean `/{near}`?"));
        let hint = hint.or_else(|| self.suggestion(&file, folder_of(base)).filter(|_| question.kind == LinkKind::Link));
        let message = match question.kind {
            LinkKind::Link if path.ends_with('/') => format!("there is no page `/{path}`"),
            LinkKind::Link => format!("there is no page `/{path}` and no file `static/{path}`"),
            LinkKind::Image | LinkKind::Media | LinkKind::Track => format!("there is no file `static/{path}`"),
        };
        Err(broken(question.kind, message, hint))
    }

    /// The page at a path inside a language: an article's file, a category's `index.md` or folder.
    fn page(&self, edition: &Edition, path: &str, parts: &Parts<'_>) -> Option<Result<Target, Problem>> {
        let as_index =
            |folder: &str| if folder.is_empty() { "index.md".to_owned() } else { format!("{folder}/index.md") };
        let candidate = match path {
            _ if is_index(path) => path.to_owned(),
            _ if same_name(&edition.pages, path).is_some() => same_name(&edition.pages, path)?.to_owned(),
            _ if path == "README.md" || path.ends_with("/README.md") => as_index(folder_of(path)),
            folder => as_index(folder),
        };
        let url = edition.url_of(&candidate)?.to_owned();
        let Some(fragment) = parts.fragment.filter(|fragment| !fragment.is_empty()) else {
            return Some(Ok(Target::Page(url, suffix(parts))));
        };
        let anchor = decode(fragment);
        let known = edition.article(&candidate).map(|article| article.document.anchors.as_slice()).unwrap_or_default();
        if let Some(id) = find_anchor(known, &anchor) {
            return Some(Ok(Target::Page(url, format!("{}#{}", parts.query, super::url::encode(&id)))));
        }
        let instead = Target::Page(url, parts.query.to_owned());
        Some(Err(missing_anchor(&anchor, &format!("`{candidate}`"), known, Some(instead))))
    }

    /// A file beside an article, or that of a language that stands in where this one has none.
    fn file_beside(&self, target: &str, language: Option<usize>, inner: &str) -> Option<(String, PathBuf)> {
        let default_prefix = self.config.multilingual().then(|| format!("{}/", self.config.languages[0].tag));
        let own = same_name(&self.files.content, target).map(|target| {
            let file = &self.files.content[target];
            let url = default_prefix.as_ref().and_then(|prefix| target.strip_prefix(prefix)).unwrap_or(target);
            (url.to_owned(), file.clone())
        });
        let fallback = || {
            self.config.stand_ins(language?).into_iter().find_map(|language| {
                let target = format!("{}/{inner}", self.config.languages[language].tag);
                let file = self.files.content.get(&target)?;
                Some((if language == 0 { inner.to_owned() } else { target }, file.clone()))
            })
        };
        own.or_else(fallback)
    }

    /// The language's index and the path inside its folder.
    pub(super) fn split_language<'a>(&self, content_path: &'a str) -> (Option<usize>, &'a str) {
        if !self.config.multilingual() {
            return (Some(0), content_path);
        }
        let (folder, inner) = content_path.split_once('/').unwrap_or((content_path, ""));
        let index = self.config.languages.iter().position(|language| language.tag.eq_ignore_ascii_case(folder));
        (index, if index.is_some() { inner } else { content_path })
    }

    fn not_found(&self, target: &str, written: &str, base_folder: &str, kind: LinkKind) -> Problem {
        if self.hidden.contains(target) {
            let message = format!("`{target}` is a draft or internal, so this page must not link to it");
            let hint = "take the link out, or make this page internal or a draft too";
            return Problem::new(Rule::LinkToHidden, message, hint);
        }
        let message = format!("there is no file `{target}`");
        if self.files.unread.contains(target) {
            return Problem { known: true, ..broken(kind, message, None) };
        }
        let problem = broken(kind, message, self.suggestion(target, base_folder));
        let with_ending = format!("{}.md", target.trim_end_matches('/'));
        if kind == LinkKind::Link && self.paths.all.contains(&with_ending) {
            let hint = format!("link to the file: `{}.md`", written.trim_end_matches('/'));
            return Problem { hint, ..problem };
        }
        problem
    }

    /// The file that a broken link may mean: of the same name elsewhere, or of nearly the same path. Only few
    /// candidates are compared letter by letter: a renamed folder breaks thousands of links at once.
    fn suggestion(&self, target: &str, base_folder: &str) -> Option<String> {
        let (folder, name) = target.rsplit_once('/').unwrap_or(("", target));
        let same_name = || self.paths.by_name.get(name).and_then(|paths| nearest_folder(folder, paths));
        let inside = |folder: &str| {
            let prefix = if folder.is_empty() { String::new() } else { format!("{folder}/") };
            let found = self.paths.all.range(prefix.clone()..).take_while(move |path| path.starts_with(&prefix));
            found.take(MANY_FILES).map(String::as_str)
        };
        let slip = || {
            let everywhere = (self.paths.all.len() <= MANY_FILES).then(|| nearest(target, inside(""))).flatten();
            everywhere.or_else(|| nearest(target, inside(folder)))
        };
        let found = slip().or_else(same_name)?;
        Some(format!("did you mean `{}`?", way(base_folder, found)))
    }
}

/// Of several files with one name the one whose folder is likest, where that is clear.
fn nearest_folder<'a>(folder: &str, paths: &'a [String]) -> Option<&'a str> {
    match paths {
        [only] => Some(only),
        several if several.len() <= MANY_FILES => {
            let shared = |path: &str| folder.split('/').zip(path.split('/')).take_while(|(a, b)| a == b).count();
            several.iter().max_by_key(|path| shared(path)).map(String::as_str)
        }
        _ => None,
    }
}

/// The relative path from a folder to a file, as one writes it in Markdown.
pub(super) fn way(folder: &str, file: &str) -> String {
    let folder = if folder.is_empty() { String::new() } else { format!("{folder}/") };
    decode(&super::url::relative(&folder, file))
}

/// The key of a map that is this path, also where only the Unicode form differs: macOS decomposes the names of files.
fn same_name<'a, T>(map: &'a BTreeMap<String, T>, path: &str) -> Option<&'a str> {
    if let Some((key, _)) = map.get_key_value(path) {
        return Some(key);
    }
    let composed = compose(path);
    let mut keys = map.keys().filter(|_| !path.is_ascii());
    keys.find(|key| compose(key) == composed).map(String::as_str)
}

fn suffix(parts: &Parts<'_>) -> String {
    match parts.fragment {
        Some(fragment) if !fragment.is_empty() => format!("{}#{}", parts.query, super::url::encode(&decode(fragment))),
        _ => parts.query.to_owned(),
    }
}

/// The id that an anchor means: exactly, or as other tools make ids of headings (`hide-cards--identities`).
pub(super) fn find_anchor(known: &[String], anchor: &str) -> Option<String> {
    // HTML: an empty fragment and `top` lead to the top of the page.
    if anchor.is_empty() || anchor == "top" || known.iter().any(|id| id == anchor) {
        return Some(anchor.to_owned());
    }
    let like_ours = slugify(anchor);
    known.iter().find(|id| **id == like_ours).cloned()
}

fn missing_anchor(anchor: &str, page: &str, known: &[String], instead: Option<Target>) -> Problem {
    let message = format!("there is no heading `#{anchor}` on {page}");
    let ids = || known.iter().map(String::as_str);
    // A heading that was made longer or shorter is likelier than one that only looks alike.
    let longer = || ids().filter(|id| id.contains(anchor) && anchor.len() > 2).min_by_key(|id| id.len());
    let shorter = || ids().filter(|id| anchor.contains(id) && id.len() > anchor.len() / 2).max_by_key(|id| id.len());
    let near = longer().or_else(shorter).or_else(|| nearest(anchor, ids()));
    let hint = match near {
        Some(near) => format!("did you mean `#{near}`?"),
        None if known.is_empty() => format!("{page} has no headings"),
        None => {
            let first: Vec<String> = ids().take(ANCHORS_IN_HINT).map(|id| format!("`#{id}`")).collect();
            let more = if known.len() > first.len() { ", …" } else { "" };
            format!("{page} has {}{more}", first.join(", "))
        }
    };
    Problem { instead, ..Problem::new(Rule::BrokenAnchor, message, hint) }
}

fn broken(kind: LinkKind, message: String, hint: Option<String>) -> Problem {
    let (rule, usual) = match kind {
        LinkKind::Link => {
            (Rule::BrokenLink, "a path starts at the folder of the file it stands in, and ends in `.md` for an article")
        }
        LinkKind::Image | LinkKind::Media | LinkKind::Track => (
            Rule::MissingImage,
            "a path starts at the folder of the file it stands in; with a `/` in front, at `static/`",
        ),
    };
    Problem::new(rule, message, hint.unwrap_or_else(|| usual.to_owned()))
}
