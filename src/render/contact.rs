//! The contact page: every way to reach a person, with opening hours and a form, below what is known to be wrong.

use super::context::{ChannelContext, ContactPage, FieldContext, FormContext, PlatformContext, WaysContext};
use super::head::Subject;
use super::notices;
use super::opening::opening;
use super::view::{Place, View};
use crate::config::contact::Field;
use crate::config::{Channel, ChannelKind, Localized, Opening};
use crate::site::url::encode;

/// The contact page. Its channels are those of every page, in the same order.
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
    let (notices, notices_when, dated) = notices::first(view, place);
    head.dated = dated;
    let categories = top.map(|top| view.category_link(top, place)).collect();
    ContactPage {
        head,
        ways: ways(view, place),
        categories,
        platform_names: platform_names(view),
        notices,
        notices_when,
    }
}

fn platform_names(view: &View<'_>) -> Vec<PlatformContext> {
    let platforms = view.site.config.platforms.iter();
    let named = |id: &str, label: &Localized| PlatformContext {
        id: id.to_owned(),
        label: label.get(&view.edition.language).to_owned(),
    };
    platforms.map(|(id, label)| named(id, label)).collect()
}

fn ways(view: &View<'_>, place: &Place) -> WaysContext {
    let channels = view.channels();
    WaysContext {
        channels: channels.iter().map(|channel| card(view, channel, place)).collect(),
        form: form(view, &channels, place),
        platforms: channels.iter().any(|channel| !channel.platforms.is_empty()),
        hours: channels.iter().any(|channel| matches!(channel.hours, Some(Opening::Hours(_)))),
    }
}

fn card(view: &View<'_>, channel: &Channel, place: &Place) -> ChannelContext {
    let hours = channel.hours.as_ref().and_then(|opening| match opening {
        Opening::Hours(hours) => Some(hours),
        Opening::Words(_) => None,
    });
    ChannelContext { channel: view.contact(channel, place), opening: hours.map(|hours| opening(hours, view.texts)) }
}

/// The form of the first channel that is one.
fn form(view: &View<'_>, channels: &[&Channel], place: &Place) -> Option<FormContext> {
    let channel = channels.iter().find(|channel| channel.kind == ChannelKind::Form)?;
    let language = &view.edition.language;
    let shown = view.contact(channel, place);
    let mail = channels.iter().find(|channel| channel.kind == ChannelKind::Email);
    let field = |field: &Field| FieldContext {
        name: field.name.clone(),
        label: field.label.get(language).to_owned(),
        required: field.required,
    };
    Some(FormContext {
        url: channel.address.get(language).to_owned(),
        title: shown.label,
        fields: channel.fields.iter().map(field).collect(),
        reply_time: shown.reply_time,
        mail_url: mail.and_then(|mail| mail.kind.link(mail.address.get(language))),
        page: format!("{}{}", view.site.config.base_path(), encode(&view.edition.own_pages.contact.url)),
    })
}
