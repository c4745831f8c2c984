//! Contact channels: what the settings say about the ways to reach a person.

use serde::Deserialize;

use super::localized::{self, Localized};
use crate::diag::{Diagnostic, Diagnostics, Rule};
use crate::language::Language;
use crate::yaml::Table;

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
    /// When an answer may be expected.
    pub reply_time: Option<Localized>,
    /// When somebody is there, in words. Hours by weekday are kept for what is to come.
    pub hours: Option<Localized>,
    /// What it costs.
    pub cost: Option<Localized>,
}

/// The types of channels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum ChannelKind {
    Email,
    Phone,
    Chat,
    Form,
    Whatsapp,
    Telegram,
    Messenger,
    Sms,
    Community,
    Social,
    Url,
}

impl ChannelKind {
    /// The name in settings.
    pub fn name(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Chat => "chat",
            Self::Form => "form",
            Self::Whatsapp => "whatsapp",
            Self::Telegram => "telegram",
            Self::Messenger => "messenger",
            Self::Sms => "sms",
            Self::Community => "community",
            Self::Social => "social",
            Self::Url => "url",
        }
    }

    /// The link of an address: `mailto:` (RFC 6068), `tel:` (RFC 3966), `sms:` (RFC 5724) or the address itself.
    pub fn link(self, address: &str) -> Option<String> {
        let number = || address.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect::<String>();
        match self {
            Self::Email => Some(format!("mailto:{address}")),
            Self::Phone => Some(format!("tel:{}", number())),
            Self::Sms => Some(format!("sms:{}", number())),
            Self::Whatsapp if !address.contains('/') => Some(format!("https://wa.me/{}", number().replace('+', ""))),
            _ => (address.starts_with("https://") || address.starts_with("http://")).then(|| address.to_owned()),
        }
    }
}

/// Keys of a channel.
const KEYS: &[&str] = &[
    "type",
    "label",
    "address",
    "languages",
    "reply_time",
    "hours",
    "cost",
    "time_zone",
    "holidays",
    "platforms",
    "text",
];

/// Those of them that are kept for what is to come.
const LATER: &[&str] = &["time_zone", "holidays", "platforms", "text"];

pub(super) fn channels(tables: Vec<Table>, default: &Language, diagnostics: &mut Diagnostics) -> Vec<Channel> {
    tables.into_iter().filter_map(|table| channel(table, default, diagnostics)).collect()
}

fn channel(mut table: Table, default: &Language, diagnostics: &mut Diagnostics) -> Option<Channel> {
    if !table.has_value("type") || !table.has_value("address") {
        let message = "a contact channel needs `type` and `address`";
        let hint = "for example `type: email` and `address: help@example.org`";
        diagnostics.add(Diagnostic::new(Rule::InvalidValue, table.span(), message).hint(hint));
    }
    let kind = table.take::<ChannelKind>("type", diagnostics);
    let label = localized::take(&mut table, "label", default, diagnostics);
    let address = localized::take(&mut table, "address", default, diagnostics);
    let languages = table.take_texts("languages", diagnostics).map(|tags| tags.value).unwrap_or_default();
    let reply_time = localized::take(&mut table, "reply_time", default, diagnostics);
    let hours = localized::take_if_text(&mut table, "hours", default, diagnostics);
    let cost = localized::take(&mut table, "cost", default, diagnostics);
    for key in LATER {
        table.skip(key);
    }
    table.finish(KEYS, diagnostics);
    Some(Channel { kind: kind?.value, label, address: address?, languages, reply_time, hours, cost })
}
