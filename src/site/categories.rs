//! Folders -> categories: their tree, titles, order and addresses.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::model::{Category, Edition, Newest, OwnPages, Page};
use crate::content::{Article, folder_of};
use crate::language::Language;
use crate::language::collation::Collation;
use crate::slug::file_slug;

/// Makes an edition of its articles.
pub(super) fn edition(
    index: usize,
    language: Language,
    prefix: String,
    articles: Vec<Arc<Article>>,
    collation: &Collation,
) -> Edition {
    let mut folders = BTreeSet::from([String::new()]);
    for article in &articles {
        let folder = article.folder();
        if folders.contains(folder) {
            continue;
        }
        folders.extend(folder.match_indices('/').map(|(at, _)| folder[..at].to_owned()));
        folders.insert(folder.to_owned());
    }
    let (texts, articles): (Vec<_>, Vec<_>) = articles.into_iter().partition(|article| article.is_index());
    let mut texts: BTreeMap<String, Arc<Article>> =
        texts.into_iter().map(|text| (text.folder().to_owned(), text)).collect();
    let mut categories = BTreeMap::new();
    // Sorted, so that a folder comes after the one it is in.
    for folder in folders {
        let text = texts.remove(&folder);
        let category = category(folder, text, &categories, &prefix);
        categories.insert(category.folder.clone(), category);
    }
    let page = |article: Arc<Article>| {
        let above = categories.get(article.folder()).map_or("", |category| category.url.as_str());
        let url = format!("{above}{}/", article_slug(&article));
        (article.path.clone(), Page { article, url, place: 0 })
    };
    let pages: Vec<(String, Page)> = articles.into_par_iter().map(page).collect();
    let mut pages = pages.into_iter().collect();
    arrange(&mut categories, &mut pages, collation);
    let by_url = pages.iter().map(|(path, page)| (page.url.clone(), path.clone()));
    let by_url =
        by_url.chain(categories.values().map(|category| (category.url.clone(), category.folder.clone()))).collect();
    Edition {
        index,
        language,
        prefix,
        pages,
        categories,
        by_url,
        notices: Vec::new(),
        own_pages: OwnPages::default(),
        newest: Newest::default(),
    }
}

fn category(folder: String, text: Option<Arc<Article>>, above: &BTreeMap<String, Category>, prefix: &str) -> Category {
    let name = folder.rsplit('/').next().unwrap_or_default().to_owned();
    let url = if folder.is_empty() {
        prefix.to_owned()
    } else {
        let slug = text.as_ref().and_then(|text| text.front.slug.as_ref());
        let slug = slug.map_or_else(|| file_slug(&name), |slug| slug.value.clone());
        let parent = above.get(folder_of(&folder)).map_or("", |parent| parent.url.as_str());
        format!("{parent}{slug}/")
    };
    let title = text.as_ref().map(|text| text.title.clone()).filter(|title| !title.is_empty());
    let title = title.unwrap_or_else(|| readable(&name));
    Category { folder, text, title, url, articles: Vec::new(), children: Vec::new() }
}

/// `getting-started` -> `Getting started`
fn readable(name: &str) -> String {
    let words = name.replace(['-', '_'], " ");
    let mut letters = words.trim().chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn article_slug(article: &Article) -> String {
    let name = article.path.rsplit('/').next().unwrap_or_default();
    match &article.front.slug {
        Some(slug) => slug.value.clone(),
        None => file_slug(name.trim_end_matches(".md")),
    }
}

/// Fills in what is in each category, by `order`, then title.
fn arrange(categories: &mut BTreeMap<String, Category>, pages: &mut BTreeMap<String, Page>, collation: &Collation) {
    let place = |order: Option<i64>, title: &str| (order.unwrap_or(i64::MAX), collation.key(title));
    let article = |(path, page): (&String, &Page)| (place(page.article.front.order, &page.article.title), path.clone());
    let mut articles: Vec<_> = pages.par_iter().map(article).collect();
    articles.par_sort_unstable();
    for (_, path) in articles {
        if let (Some(category), Some(page)) = (categories.get_mut(folder_of(&path)), pages.get_mut(&path)) {
            page.place = category.articles.len();
            category.articles.push(path);
        }
    }
    let mut children: Vec<_> = categories
        .values()
        .filter(|category| !category.folder.is_empty())
        .map(|category| {
            let order = category.text.as_ref().and_then(|text| text.front.order);
            (place(order, &category.title), category.folder.clone())
        })
        .collect();
    children.sort();
    for (_, folder) in children {
        if let Some(parent) = categories.get_mut(folder_of(&folder)) {
            parent.children.push(folder);
        }
    }
}
