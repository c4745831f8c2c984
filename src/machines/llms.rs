//! `llms.txt` (llmstxt.org): what the help centre is about, and every article by category; `llms-full.txt`: all of them.

use super::twin::{Twin, entry, plain};
use crate::discover::Front;
use crate::site::{Category, Edition, Page};

/// The most bytes of articles that are put into one file: more, nobody reads at once.
const MAX_FULL: usize = 8 << 20;

/// Whether an edition's texts fit into one file that a program would read.
pub(super) fn is_readable_at_once(edition: &Edition) -> bool {
    let own = edition.pages.values().filter(|page| !edition.is_fallback(&page.article));
    own.map(|page| page.article.source.text.len()).sum::<usize>() <= MAX_FULL
}

/// The list of an edition: its articles by category, with links to their Markdown.
pub(super) fn list(front: &Front<'_>, edition: &Edition) -> String {
    let site = front.site;
    let title = front.title(edition);
    let home = edition.category("");
    let about = home.map(Category::description).filter(|text| !text.is_empty());
    let about =
        about.map_or_else(|| front.texts[edition.index].fill("search_summary", &[("title", title)]), ToOwned::to_owned);
    let mut out = format!("# {}\n\n> {}\n", plain(title), plain(&about));
    for category in in_order(edition) {
        let pages = own_pages(edition, category);
        if pages.is_empty() {
            continue;
        }
        let trail: Vec<&str> = edition.trail(&category.folder).iter().map(|above| above.title.as_str()).collect();
        let heading =
            if trail.is_empty() { front.texts[edition.index].get("home").to_owned() } else { trail.join(" › ") };
        out.push_str(&format!("\n## {}\n\n", plain(&heading)));
        for page in pages {
            // Without the Markdown the page itself is better than nothing.
            let url = site.twin(&page.url).unwrap_or_else(|| page.url.clone());
            entry(&mut out, &page.article.title, &site.absolute(&url).unwrap_or(url), &page.article.description);
        }
    }
    out
}

/// All Markdown of an edition in the order of its list, each category's text before its articles.
pub(super) fn full(front: &Front<'_>, edition: &Edition) -> String {
    // Of a large site these are many bytes: no more of them are asked for than it takes.
    let texts = edition.pages.values().filter(|page| !edition.is_fallback(&page.article));
    let mut out = String::with_capacity(texts.map(|page| page.article.source.text.len() + 512).sum());
    for category in in_order(edition) {
        let text = category.text.as_ref().filter(|text| !edition.is_fallback(text));
        let text = text.map(|_| Twin::Category(category));
        for twin in text.into_iter().chain(own_pages(edition, category).into_iter().map(Twin::Article)) {
            if !out.is_empty() {
                out.push('\n');
            }
            out.push_str(&twin.text(front, edition));
        }
    }
    out
}

/// The categories as customers see them: the home page, then each with its own before the next.
fn in_order(edition: &Edition) -> Vec<&Category> {
    let mut order = Vec::with_capacity(edition.categories.len());
    let mut next: Vec<&Category> = edition.category("").into_iter().collect();
    while let Some(category) = next.pop() {
        order.push(category);
        next.extend(category.children.iter().rev().filter_map(|folder| edition.category(folder)));
    }
    order
}

/// The articles directly in a category that are in the edition's own language, in order.
fn own_pages<'s>(edition: &'s Edition, category: &'s Category) -> Vec<&'s Page> {
    let pages = category.articles.iter().filter_map(|path| edition.pages.get(path));
    pages.filter(|page| !edition.is_fallback(&page.article)).collect()
}
