//! What a broken link surely means, for `check --fix`: only where nothing else can be meant, and where it then leads somewhere.

use super::links::{Problem, Question, Target, parts, way};
use super::model::{Edition, Site};
use super::url::{decode, join};
use crate::content::{Article, folder_of};
use crate::diag::Rule;
use crate::markdown::{Link, LinkKind};
use crate::suggest::slip;

/// The destination that a link of an article surely means; `None` where that isn't plain. Writers are told the same by the
/// problem's hint.
pub(super) fn destination(
    site: &Site,
    (edition, article): (&Edition, &Article),
    link: &Link,
    problem: &Problem,
) -> Option<String> {
    if link.raw || !stands_alone(link) {
        return None;
    }
    let meant = match problem.rule {
        Rule::BrokenLink if link.kind == LinkKind::Link => moved(site, link, problem),
        Rule::BrokenAnchor => anchor(site, edition, article, link, problem),
        _ => None,
    }?;
    let question =
        Question { destination: &meant, base: &link.span.source.path, article: &article.path, kind: link.kind };
    // Brackets and spaces would end it.
    let plain = !meant.contains(|c: char| c.is_whitespace() || "()<>\\\"'&*_[]".contains(c));
    (plain && site.follow(edition, question).is_ok()).then_some(meant)
}

/// Whether the destination is written in the link as it is, behind the text: `[text](destination)`.
fn stands_alone(link: &Link) -> bool {
    let written = link.span.source.text.get(link.span.range.clone()).unwrap_or_default();
    let Some(at) = written.rfind(&link.destination).filter(|_| !link.destination.is_empty()) else { return false };
    let after = written[at + link.destination.len()..].chars().next();
    written[..at].ends_with("](") && after.is_some_and(|c| c == ')' || c.is_whitespace())
}

/// An article that is elsewhere now, the only one of its name in its language; or of the same name with other capital letters.
fn moved(site: &Site, link: &Link, problem: &Problem) -> Option<String> {
    let parts = parts(&link.destination);
    let base = link.span.source.path.strip_prefix(&site.files.content_prefix)?;
    let target = join(folder_of(base), &decode(parts.path))?;
    let name = target.rsplit('/').next()?;
    if !name.ends_with(".md") || ["index.md", "README.md"].contains(&name) {
        return None;
    }
    let found = match site.paths.by_name.get(name).map(Vec::as_slice) {
        Some([only]) => only,
        Some(_) => return None,
        None => same_but_for_case(site, &target)?,
    };
    let path = way(folder_of(base), found);
    let same_language = site.split_language(found).0 == site.split_language(base).0;
    let said = problem.hint == format!("did you mean `{path}`?");
    let fragment = parts.fragment.map(|fragment| format!("#{fragment}")).unwrap_or_default();
    (same_language && said).then(|| format!("{path}{}{fragment}", parts.query))
}

/// The only file of a folder that is written otherwise in capital letters alone. Of large folders only the first are looked at.
fn same_but_for_case<'a>(site: &'a Site, target: &str) -> Option<&'a String> {
    const MANY: usize = 200;
    let folder = format!("{}/", folder_of(target));
    let prefix = folder.trim_start_matches('/');
    let inside = site.paths.all.range(prefix.to_owned()..).take_while(|path| path.starts_with(prefix)).take(MANY);
    let mut same = inside.filter(|path| path.to_lowercase() == target.to_lowercase());
    same.next().filter(|_| same.next().is_none())
}

/// The heading whose id differs by a slip.
fn anchor(site: &Site, edition: &Edition, article: &Article, link: &Link, problem: &Problem) -> Option<String> {
    let (before, fragment) = link.destination.split_once('#')?;
    let page = match &problem.instead {
        None => edition.article(&article.path),
        Some(Target::Page(url, _)) => site.editions.iter().find_map(|edition| {
            let path = edition.by_url.get(url)?;
            edition.article(path).or_else(|| edition.category(path)?.text.as_ref())
        }),
        Some(_) => None,
    };
    let known = page?.document.anchors.iter().map(String::as_str);
    let meant = slip(&decode(fragment), known)?;
    (problem.hint == format!("did you mean `#{meant}`?")).then(|| format!("{before}#{meant}"))
}
