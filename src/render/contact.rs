//! The contact page: every way to reach a person.

use super::context::{ContactPage, PlatformContext};
use super::head::Subject;
use super::view::{Place, View};

/// The contact page. Its channels are those of every page: `site.contact`.
pub(super) fn contact(view: &View<'_>, place: &Place) -> ContactPage {
    let url = &view.edition.own_pages.contact.url;
    let is_empty = view.site.config.contact.is_empty();
    let title = view.texts.get("contact");
    let description = if is_empty { "" } else { view.texts.get("contact_lead") };
    let subject = Subject { title, description, url, path: None, folder: Some(""), fallback: false };
    let mut head = view.head(&subject, place);
    head.noindex |= is_empty;
    if !is_empty {
        head.alternates = view.alternates_at(&view.site.contact_translations());
    }
    let top = view.edition.category("").into_iter().flat_map(|home| &home.children);
    let top = top.filter_map(|folder| view.edition.category(folder));
    let categories = top.map(|top| view.category_link(top, place)).collect();
    let platforms = view
        .site
        .config
        .platforms
        .iter()
        .map(|(id, label)| PlatformContext { id: id.clone(), label: label.get(&view.edition.language).to_owned() });
    ContactPage { head, categories, platform_names: platforms.collect() }
}
