//! What an article asks at its end: whether it helped, and what is wrong with it. Where nobody would read the answer, nothing.

use super::context::FeedbackContext;
use super::view::{Place, View};
use crate::config::ChannelKind;
use crate::site::Page;
use crate::site::url::encode;

/// The question whether a page helped: votes go to the endpoint of the settings, or else into a mail.
pub(super) fn question(view: &View<'_>, page: &Page) -> Option<FeedbackContext> {
    let url = view.site.config.feedback.clone();
    let mail_url = mail(view, page, "helpful");
    (url.is_some() || mail_url.is_some()).then(|| FeedbackContext { url, mail_url, page: path(view, page) })
}

/// The way to say that something is wrong with a page: a mail, or else the contact page, which is told the page.
pub(super) fn report(view: &View<'_>, page: &Page, place: &Place) -> Option<String> {
    let contact = || view.contact_url(place).map(|url| format!("{url}?page={}", encode(&path(view, page))));
    mail(view, page, "report_problem").or_else(contact)
}

/// A page's path as browsers know it.
fn path(view: &View<'_>, page: &Page) -> String {
    format!("{}{}", view.site.config.base_path(), encode(&page.url))
}

/// A mail about a page, to the first address of the page's language, that begins with the interface text `key`.
fn mail(view: &View<'_>, page: &Page, key: &str) -> Option<String> {
    let channels = view.channels();
    let channel = channels.iter().find(|channel| channel.kind == ChannelKind::Email)?;
    let to = channel.kind.link(channel.address.get(&view.edition.language))?;
    let address = view.absolute(&page.url).unwrap_or_else(|| path(view, page));
    let subject = format!("{} – {}", view.texts.get(key), page.article.title);
    let body = view.texts.fill("contact_page", &[("page", &address)]);
    Some(format!("{to}?subject={}&body={}", part(&subject), part(&(body + "\n\n"))))
}

/// Text as a part of an address (RFC 6068): line breaks are `\r\n`.
fn part(text: &str) -> String {
    encode(&text.replace('\n', "\r\n")).replace('/', "%2F")
}
