//! The notices of an edition: its own and, where it has none, those of the languages that stand in; newest first, each with its anchor.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::model::{PlacedNotice, Scope};
use crate::content::notices::Notice;
use crate::language::collation::Collation;
use crate::slug::{UniqueIds, file_slug};
use crate::source::NOTICES;

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
            Some(PlacedNotice { notice: Arc::clone(notice), id: ids.take(id(path)) })
        })
        .collect();
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
