//! The pictures for link previews: which pages have one, at which address, and what it says.
//!
//! An address is made of the look that all pictures share and of what this one says, so that a file never becomes another one
//! and may be kept for ever. It has the page's address in it, too, so that the page is found by it.

use super::context::PictureContext;
use super::kit::Kit;
use crate::output::Contents;
use crate::picture::{Card, HEIGHT, WIDTH};
use crate::site::{Edition, Site};

/// What all folders of pictures begin with.
pub(super) const FOLDER: &str = "assets/pictures.";

/// Whether the pages of a site have pictures. Previews need absolute addresses, and nobody shares what is not public.
fn are_made(site: &Site) -> bool {
    site.config.publish.pictures && site.config.base_url.is_some() && site.is_public()
}

/// The folder of the pictures, where there are any.
pub(super) fn folder(site: &Site, kit: &Kit) -> Option<String> {
    are_made(site).then(|| format!("{FOLDER}{}/", kit.studio().look()))
}

/// The paths of all pictures.
pub(super) fn paths<'s>(site: &'s Site, kit: &'s Kit) -> impl Iterator<Item = String> + 's {
    let editions = site.editions.iter().filter(|_| are_made(site));
    editions.flat_map(move |edition| edition.by_url.values().filter_map(move |path| own_path(site, kit, edition, path)))
}

/// The picture with a path; `None` where no page has it.
pub(super) fn file(site: &Site, kit: &Kit, path: &str) -> Option<Contents> {
    let card = found(site, kit, path)?;
    Some(Contents::Bytes(kit.studio().draw(&card)?.into()))
}

/// Whether [`file()`] gives one for a path.
pub(super) fn has(site: &Site, kit: &Kit, path: &str) -> bool {
    found(site, kit, path).is_some()
}

/// What the picture with a path says.
fn found<'s>(site: &'s Site, kit: &'s Kit, file: &str) -> Option<Card<'s>> {
    // Few files are asked for that are no pages, and fewer that are in this folder.
    let inner = file.strip_prefix(FOLDER).and_then(|_| file.strip_prefix(folder(site, kit)?.as_str()))?;
    let url = &inner[..inner.rfind('/').map_or(0, |at| at + 1)];
    let (edition, path) = site.editions.iter().find_map(|edition| Some((edition, edition.by_url.get(url)?)))?;
    let card = card(site, kit, edition, path)?;
    (path_of(site, kit, url, &card)? == file).then_some(card)
}

/// The picture of a page, by the path of its article or the folder of its category. Where the page is shown in another
/// language, it is that language's.
pub(super) fn of_page(site: &Site, kit: &Kit, edition: &Edition, path: &str) -> Option<PictureContext> {
    let shown = [edition, site.default_edition()].into_iter().find(|edition| !is_fallback(edition, path))?;
    let url = site.absolute(&own_path(site, kit, shown, path)?)?;
    let card = card(site, kit, shown, path)?;
    let texts: Vec<&str> = [Some(card.title), card.category, card.site].into_iter().flatten().collect();
    Some(PictureContext { url, width: WIDTH, height: HEIGHT, alt: texts.join(" – ") })
}

fn own_path(site: &Site, kit: &Kit, edition: &Edition, path: &str) -> Option<String> {
    let url = edition.pages.get(path).map(|page| &page.url);
    let url = url.or_else(|| edition.categories.get(path).map(|category| &category.url))?;
    path_of(site, kit, url, &card(site, kit, edition, path)?)
}

fn path_of(site: &Site, kit: &Kit, url: &str, card: &Card<'_>) -> Option<String> {
    Some(format!("{}{url}{}.png", folder(site, kit)?, kit.studio().name(card)?))
}

/// Whether a page is shown in another language than the edition's.
fn is_fallback(edition: &Edition, path: &str) -> bool {
    let text = match edition.pages.get(path) {
        Some(page) => Some(&page.article),
        None => edition.categories.get(path).and_then(|category| category.text.as_ref()),
    };
    text.is_some_and(|article| edition.is_fallback(article))
}

/// What the picture of a page of an edition's own says; `None` for a page that has none.
fn card<'s>(site: &'s Site, kit: &'s Kit, edition: &'s Edition, path: &str) -> Option<Card<'s>> {
    if !are_made(site) || is_fallback(edition, path) {
        return None;
    }
    let name = kit.title(site, edition);
    let titled = |folder: &str| edition.category(folder).filter(|_| !folder.is_empty()).map(|above| &*above.title);
    let (title, category) = match edition.pages.get(path) {
        Some(page) if page.article.front.draft => return None,
        Some(page) => (&*page.article.title, titled(page.article.folder())),
        None => {
            let category = edition.categories.get(path)?;
            (&*category.title, titled(crate::content::folder_of(&category.folder)))
        }
    };
    let title = if title.is_empty() { name } else { title };
    let language = &edition.language;
    Some(Card {
        site: (title != name).then_some(name),
        category,
        title,
        language: &language.tag,
        rtl: language.direction() == "rtl",
    })
}
