//! The notices of an edition: its own and, where it has none, those of the languages that stand in; newest first, each with its
//! anchors and the pages that it touches.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::links::{Problem, Question, Target};
use super::model::{Edition, PlacedNotice, Scope, Site, Touched};
use super::url::join;
use crate::content::notices::{EVERY_PAGE, Notice};
use crate::content::{Article, folder_of, is_index};
use crate::diag::{Diagnostic, Diagnostics, Span};
use crate::language::collation::Collation;
use crate::markdown::LinkKind;
use crate::slug::{UniqueIds, file_slug};
use crate::source::NOTICES;
use crate::suggest::did_you_mean;
use crate::yaml::Located;

/// The notices that a language's customers may see. `stand_ins` are the languages that stand in for it, the nearest first.
pub(super) fn placed(
    notices: &[Arc<Notice>],
    language: usize,
    stand_ins: &[usize],
    scope: Scope,
    collation: &Collation,
) -> Vec<PlacedNotice> {
    let of = |language: usize| -> BTreeMap<&str, &Arc<Notice>> {
        let own = notices.iter().filter(|notice| notice.article.language == language);
        own.map(|notice| (notice.article.path.as_str(), notice)).collect()
    };
    let default = of(0);
    let chain: Vec<_> = std::iter::once(&language).chain(stand_ins).map(|language| of(*language)).collect();
    let paths: BTreeSet<&str> = chain.iter().flat_map(BTreeMap::keys).copied().collect();
    let mut ids = UniqueIds::default();
    let mut placed: Vec<PlacedNotice> = paths
        .into_iter()
        .filter_map(|path| {
            // A translation of an internal notice is internal, whether it says so or not.
            default.get(path).is_none_or(|notice| notice.article.front.audience <= scope.audience).then_some(())?;
            let mut seen = chain.iter().filter_map(|notices| notices.get(path));
            let notice = seen.find(|notice| !notice.article.is_hidden(scope.drafts, scope.audience))?;
            let (updates, touched) = (Vec::new(), Touched::default());
            Some(PlacedNotice { notice: Arc::clone(notice), id: ids.take(id(path)), updates, touched })
        })
        .collect();
    for placed in &mut placed {
        // The oldest first, so that an update of the same day leaves the others' anchors as they are.
        let updates = placed.notice.updates.iter().rev();
        placed.updates = updates.map(|update| ids.take(format!("{}-{}", placed.id, update.date.iso()))).collect();
        placed.updates.reverse();
    }
    placed.sort_by_cached_key(|placed| {
        let notice = &placed.notice;
        // Those without a date come last.
        (Reverse(notice.from), Reverse(notice.level), collation.key(&notice.article.title), notice.article.path.clone())
    });
    placed
}

/// `_notices/2026/outage.md` -> `2026-outage`. Ids that begin with `ab-` are the theme's.
fn id(path: &str) -> String {
    let name = path.trim_start_matches(NOTICES).trim_matches('/').trim_end_matches(".md").replace('/', "-");
    let id = file_slug(&name);
    if id.starts_with("ab-") { format!("x-{id}") } else { id }
}

/// What the notices of each edition touch.
pub(super) fn touched(site: &Site) -> Vec<Vec<Touched>> {
    let of =
        |edition: &Edition| edition.notices.iter().map(|placed| touched_by(site, edition, &placed.notice)).collect();
    site.editions.iter().map(of).collect()
}

/// What leads nowhere, or to what this build leaves out, touches nothing.
fn touched_by(site: &Site, edition: &Edition, notice: &Notice) -> Touched {
    let platforms = notice.article.front.platforms.iter().flat_map(|platforms| &platforms.value);
    let mut touched =
        Touched { named: notice.pages.is_some(), platforms: platforms.cloned().collect(), ..Touched::default() };
    for path in notice.pages.iter().flat_map(|pages| &pages.value) {
        match place(site, edition, &notice.article, path) {
            Ok(Place::Folder(folder)) => touched.folders.push(folder),
            Ok(Place::Page(path)) => drop(touched.pages.insert(path)),
            Ok(Place::Hidden) | Err(_) => {}
        }
    }
    touched
}

/// What a path of `pages` names.
enum Place {
    Folder(String),
    Page(String),
    /// What this build leaves out.
    Hidden,
}

/// What a path names that is given from the notice's folder or from its language's.
fn place(site: &Site, edition: &Edition, article: &Article, path: &str) -> Result<Place, Problem> {
    if path == EVERY_PAGE {
        return Ok(Place::Folder(String::new()));
    }
    let candidates = || [join(article.folder(), path), join("", path)].into_iter().flatten();
    if let Some(found) = candidates().find_map(|path| there(edition, path)) {
        return Ok(found);
    }
    let folder = match site.config.multilingual() {
        true => format!("{}/", site.config.languages[article.language].tag),
        false => String::new(),
    };
    if candidates().any(|path| is_hidden(site, &format!("{folder}{path}"))) {
        return Ok(Place::Hidden);
    }
    let base = match path.starts_with('.') {
        true => article.source.path.clone(),
        false => format!("{}{folder}index.md", site.files.content_prefix),
    };
    let question = Question { destination: path, base: &base, article: &article.path, kind: LinkKind::Link };
    let problem = site.follow(edition, question).map_or_else(|problem| problem, |_| Problem::no_article(path));
    if problem.hint.starts_with("did you mean") {
        return Err(problem);
    }
    let folders = edition.categories.keys().map(String::as_str).filter(|folder| !folder.is_empty());
    let hint = did_you_mean(path.trim_matches(['.', '/']), folders);
    let hint = hint.unwrap_or_else(|| "give the path of an article or of a folder, or `all`".to_owned());
    Err(Problem { hint, ..problem })
}

/// The article or category at a path inside an edition.
fn there(edition: &Edition, path: String) -> Option<Place> {
    if edition.pages.contains_key(&path) {
        return Some(Place::Page(path));
    }
    let folder = if is_index(&path) { folder_of(&path) } else { &path };
    edition.category(folder).map(|_| Place::Folder(folder.to_owned()))
}

/// Whether this build leaves out an article, or one in a folder.
fn is_hidden(site: &Site, path: &str) -> bool {
    let below = format!("{path}/");
    site.hidden.contains(path) || site.hidden.range(below.clone()..).next().is_some_and(|next| next.starts_with(&below))
}

impl Site {
    /// Where the workaround of a notice is.
    pub fn workaround(&self, edition: &Edition, notice: &Notice) -> Option<Target> {
        let way = notice.workaround.as_ref()?;
        self.follow(edition, workaround(notice, way)).ok().map(|(target, _)| target)
    }
}

fn workaround<'a>(notice: &'a Notice, way: &'a Located<String>) -> Question<'a> {
    let article = &notice.article;
    Question { destination: &way.value, base: &article.source.path, article: &article.path, kind: LinkKind::Link }
}

/// Reports what `pages` and `workaround` of a notice name that isn't there. Pages that this build leaves out are just not touched.
pub(super) fn check(site: &Site, edition: &Edition, notice: &Notice, found: &mut Diagnostics) {
    let mut report = |problem: Problem, span: Span| {
        if !problem.known {
            found.add(Diagnostic::new(problem.rule, span, problem.message).hint(problem.hint));
        }
    };
    for (pages, index, path) in notice
        .pages
        .iter()
        .flat_map(|pages| pages.value.iter().enumerate().map(move |(index, path)| (pages, index, path)))
    {
        if let Err(problem) = place(site, edition, &notice.article, path) {
            let alone = pages.value.len() == 1;
            report(problem, if alone { pages.span() } else { pages.item_span(index) });
        }
    }
    if let Some(way) = &notice.workaround
        && let Err(problem) = site.follow(edition, workaround(notice, way))
    {
        report(problem, way.span());
    }
}
