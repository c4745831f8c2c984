//! Contact channels: what the settings say about the ways to reach a person.

pub mod hours;
mod kind;

use super::endpoints;
use super::localized::{self, Localized};
use crate::diag::{Diagnostic, Diagnostics, Rule, Span};
use crate::language::Language;
use crate::suggest::did_you_mean;
use crate::yaml::{Located, Table, TextOrTable};
use hours::Hours;
pub use kind::ChannelKind;

/// A way to reach a person.
#[derive(Debug, Clone)]
pub struct Channel {
    /// Its type.
    pub kind: ChannelKind,
    /// Its name; `None` for the interface's own word.
    pub label: Option<Localized>,
    /// Mail address, number or address.
    pub address: Localized,
    /// The languages it is for; empty for all.
    pub languages: Vec<String>,
    /// The platforms it is for, by their ids; empty for all.
    pub platforms: Vec<String>,
    /// A sentence about it.
    pub text: Option<Localized>,
    /// When an answer may be expected.
    pub reply_time: Option<Localized>,
    /// When somebody is there.
    pub hours: Option<Opening>,
    /// What it costs.
    pub cost: Option<Localized>,
    /// What a form asks for besides address, subject and message.
    pub fields: Vec<Field>,
}

/// When somebody is there.
#[derive(Debug, Clone)]
pub enum Opening {
    /// In the writer's words.
    Words(Localized),
    /// By day and time.
    Hours(Hours),
}

/// A line of a form.
#[derive(Debug, Clone)]
pub struct Field {
    /// What it is called where the form is sent.
    pub name: String,
    /// What it is called on the page.
    pub label: Localized,
    /// Whether it must be filled in.
    pub required: bool,
}

/// What the settings say besides, that channels rest on.
pub(super) struct Around<'a> {
    pub(super) default: &'a Language,
    pub(super) platforms: &'a [(String, Localized)],
}

/// Keys of a channel.
const KEYS: &[&str] = &[
    "type",
    "label",
    "address",
    "languages",
    "platforms",
    "text",
    "reply_time",
    "hours",
    "time_zone",
    "holidays",
    "cost",
    "fields",
];

/// The names that a form's fields have already.
const TAKEN: &[&str] = &["email", "subject", "message", "context", "lang", "page", "website", "elapsed"];

pub(super) fn channels(tables: Vec<Table>, around: &Around<'_>, diagnostics: &mut Diagnostics) -> Vec<Channel> {
    let mut channels: Vec<Channel> = Vec::new();
    for table in tables {
        let span = table.span();
        let Some(channel) = channel(table, around, diagnostics) else { continue };
        if channel.kind == ChannelKind::Form && channels.iter().any(|other| shares_a_page(other, &channel)) {
            let hint = "give each form the `languages` that it is for, or keep one of them";
            report(span, "the contact page of a language has one form", hint, diagnostics);
        }
        channels.push(channel);
    }
    // What people write there, others may read: it comes last.
    channels.sort_by_key(|channel| channel.kind == ChannelKind::Social);
    channels
}

/// Whether two channels are forms for the same language.
fn shares_a_page(a: &Channel, b: &Channel) -> bool {
    let for_all = a.languages.is_empty() || b.languages.is_empty();
    a.kind == b.kind && (for_all || a.languages.iter().any(|language| b.languages.contains(language)))
}

fn channel(mut table: Table, around: &Around<'_>, diagnostics: &mut Diagnostics) -> Option<Channel> {
    if !table.has_value("type") || !table.has_value("address") {
        let hint = "for example `type: email` and `address: help@example.org`";
        report(table.span(), "a contact channel needs `type` and `address`", hint, diagnostics);
    }
    let default = around.default;
    let kind = table.take::<ChannelKind>("type", diagnostics).map(|kind| kind.value);
    let address = address(&mut table, kind, default, diagnostics);
    let languages = table.take_texts("languages", diagnostics).map(|tags| tags.value).unwrap_or_default();
    let platforms = platforms(&mut table, around.platforms, diagnostics);
    let hours = opening(&mut table, default, diagnostics);
    let fields = fields(&mut table, kind, default, diagnostics);
    let mut text = |key| localized::take(&mut table, key, default, diagnostics);
    let [label, text, reply_time, cost] = ["label", "text", "reply_time", "cost"].map(&mut text);
    table.finish(KEYS, diagnostics);
    let (kind, address) = (kind?, address?);
    Some(Channel { kind, label, address, languages, platforms, text, reply_time, hours, cost, fields })
}

fn address(
    table: &mut Table,
    kind: Option<ChannelKind>,
    default: &Language,
    diagnostics: &mut Diagnostics,
) -> Option<Localized> {
    let (address, written) = localized::take_with_places(table, "address", default, diagnostics)?;
    for text in &written {
        let problem = match kind {
            None => continue,
            Some(ChannelKind::Form) => endpoints::form(&text.value),
            Some(kind) => kind.check(&text.value),
        };
        if let Err((problem, hint)) = problem {
            let message = format!("the `address` of this channel {problem}: `{}`", text.value);
            report(text.span(), message, hint, diagnostics);
        }
    }
    Some(address)
}

fn platforms(table: &mut Table, known: &[(String, Localized)], diagnostics: &mut Diagnostics) -> Vec<String> {
    let Some(ids) = table.take_texts("platforms", diagnostics) else { return Vec::new() };
    let known: Vec<&str> = known.iter().map(|(id, _)| id.as_str()).collect();
    for (index, id) in ids.value.iter().enumerate().filter(|(_, id)| !known.contains(&id.as_str())) {
        let message = format!("the settings have no platform `{id}`");
        let hint = did_you_mean(id, known.iter().copied())
            .unwrap_or_else(|| "add it to `platforms` in the settings".to_owned());
        diagnostics.add(Diagnostic::new(Rule::UnknownPlatform, ids.item_span(index), message).hint(hint));
    }
    ids.value
}

/// Hours in words, or a table of days with its time zone and holidays.
fn opening(table: &mut Table, default: &Language, diagnostics: &mut Diagnostics) -> Option<Opening> {
    let hours = table.take_text_or_table("hours", diagnostics);
    let name = table.take::<String>("time_zone", diagnostics);
    let zone = name.as_ref().and_then(|name| hours::zone(name, diagnostics));
    let holidays = table.take_texts_or_tables("holidays", diagnostics);
    match hours {
        Some(TextOrTable::Table(days)) if !days.has_value(&default.tag) && hours::is_week(&days) => {
            if name.is_none() {
                let hint = "for example `time_zone: Europe/Athens`";
                report(days.key_span(), "`hours` by day need a `time_zone`", hint, diagnostics);
            }
            hours::hours(days, zone, holidays, diagnostics).map(Opening::Hours)
        }
        words => {
            if let Some(holiday) = holidays.first() {
                let hint = "for example `hours: {mon-fri: \"09:00-18:00\"}`";
                report(place(holiday), "`holidays` need `hours` by day", hint, diagnostics);
            }
            Some(Opening::Words(match words? {
                TextOrTable::Table(texts) => localized::of_table(texts, default, diagnostics),
                TextOrTable::Text(text) => Localized::same(text.value),
            }))
        }
    }
}

fn place(value: &TextOrTable) -> Span {
    match value {
        TextOrTable::Text(text) => text.span(),
        TextOrTable::Table(table) => table.span(),
    }
}

fn fields(
    table: &mut Table,
    kind: Option<ChannelKind>,
    default: &Language,
    diagnostics: &mut Diagnostics,
) -> Vec<Field> {
    let tables = table.take_tables("fields", diagnostics);
    let elsewhere = tables.first().filter(|_| kind.is_some_and(|kind| kind != ChannelKind::Form));
    if let Some(field) = elsewhere {
        report(field.span(), "only a form has `fields`", "take them out, or write `type: form`", diagnostics);
    }
    let mut fields: Vec<Field> = Vec::new();
    for table in tables {
        let others: Vec<&str> = TAKEN.iter().copied().chain(fields.iter().map(|field| field.name.as_str())).collect();
        let field = field(table, &others, default, diagnostics);
        fields.extend(field);
    }
    fields
}

fn field(mut table: Table, others: &[&str], default: &Language, diagnostics: &mut Diagnostics) -> Option<Field> {
    if !table.has_value("name") || !table.has_value("label") {
        let hint = "for example `{name: order, label: Order number, required: true}`";
        report(table.span(), "a field of a form needs `name` and `label`", hint, diagnostics);
    }
    let name = table.take_written::<String>("name", diagnostics);
    let label = localized::take(&mut table, "label", default, diagnostics);
    let required = table.take::<bool>("required", diagnostics).is_some_and(|required| required.value);
    table.finish(&["name", "label", "required"], diagnostics);
    let name = name.filter(|name| is_free(name, others, diagnostics))?.value;
    Some(Field { name, label: label?, required })
}

/// Whether a field may have a name.
fn is_free(name: &Located<String>, others: &[&str], diagnostics: &mut Diagnostics) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || "_-".contains(c);
    let problem = if others.contains(&name.value.as_str()) {
        Some(("is the name of another field", "write another name"))
    } else if name.value.is_empty() || !name.value.chars().all(plain) {
        Some(("is no name of a field", "use letters from a to z, digits, `-` and `_`"))
    } else {
        None
    };
    if let Some((problem, hint)) = problem {
        report(name.span(), format!("`{}` {problem}", name.value), hint, diagnostics);
    }
    problem.is_none()
}

fn report(span: Span, message: impl Into<String>, hint: &str, diagnostics: &mut Diagnostics) {
    diagnostics.add(Diagnostic::new(Rule::InvalidValue, span, message.into()).hint(hint));
}
