//! The types of contact channels: which addresses each of them takes, and where these lead.

use serde::Deserialize;

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

/// What an address must be, and an example.
type Problem = (&'static str, &'static str);

const MAIL: Problem = ("must be one mail address", "for example `help@example.org`");
const NUMBER: Problem = ("must be a phone number", "for example `\"+30 210 000 0000\"`, in quotes");
const INTERNATIONAL: Problem =
    ("must be an international number", "for example `\"+30 690 000 0000\"`, with the country's code and in quotes");
const TELEGRAM: Problem = ("must be a name, a number or an address", "for example `\"@example\"`");
const MESSENGER: Problem =
    ("must be the name of a page or an address", "for example `example`, as in `https://m.me/example`");
const ADDRESS: Problem =
    ("must be an address", "begin with `https://`, or with `/` for a page of the site's own server");

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

    /// The link of an address: `mailto:` (RFC 6068), `tel:` (RFC 3966), `sms:` (RFC 5724), a messenger's or the address itself.
    /// None for a form, which stands on the contact page.
    pub fn link(self, address: &str) -> Option<String> {
        let digits = || address.chars().filter(char::is_ascii_digit).collect::<String>();
        let number = || format!("{}{}", if address.trim_start().starts_with('+') { "+" } else { "" }, digits());
        let name = || address.trim_start_matches('@');
        Some(match self {
            Self::Form => return None,
            Self::Email => format!("mailto:{address}"),
            Self::Phone => format!("tel:{}", number()),
            Self::Sms => format!("sms:{}", number()),
            _ if is_web(address) => address.to_owned(),
            Self::Whatsapp => format!("https://wa.me/{}", digits()),
            Self::Telegram if is_number(address, 7) => format!("https://t.me/+{}", digits()),
            Self::Telegram => format!("https://t.me/{}", name()),
            Self::Messenger => format!("https://m.me/{}", name()),
            _ => return None,
        })
    }

    /// What is wrong with an address; a form's is checked where votes' and events' are.
    pub(super) fn check(self, address: &str) -> Result<(), Problem> {
        let name = address.strip_prefix('@').unwrap_or(address);
        let (good, problem) = match self {
            Self::Form => (true, ADDRESS),
            Self::Email => (is_mail(address), MAIL),
            Self::Phone | Self::Sms => (is_number(address, 2), NUMBER),
            Self::Whatsapp => {
                let number = is_number(address, 7) && !address.starts_with('0');
                (number || address.starts_with("https://") && is_web(address), INTERNATIONAL)
            }
            Self::Telegram => {
                let named = is_name(name, 4..=32, "_") || is_number(address, 7);
                (named || address.starts_with("https://") && is_web(address), TELEGRAM)
            }
            Self::Messenger => {
                (is_name(name, 2..=64, ".-") || address.starts_with("https://") && is_web(address), MESSENGER)
            }
            Self::Chat | Self::Community | Self::Social | Self::Url => (is_web(address), ADDRESS),
        };
        if good { Ok(()) } else { Err(problem) }
    }
}

/// An address that links can hold: of the web, or a path of the site's own host.
fn is_web(address: &str) -> bool {
    let rest = ["https://", "http://", "/"].iter().find_map(|start| address.strip_prefix(start));
    let clean = |rest: &str| !rest.contains(|c: char| c.is_control() || c.is_whitespace() || "\"<>\\".contains(c));
    rest.is_some_and(|rest| clean(rest) && !rest.starts_with('/') && (!rest.is_empty() || address == "/"))
}

fn is_mail(address: &str) -> bool {
    let Some((name, host)) = address.split_once('@') else { return false };
    let plain =
        |text: &str| !text.contains(|c: char| c.is_whitespace() || c.is_control() || "@<>()\"?#,;:&%\\".contains(c));
    let labels = host.split('.').all(|label| !label.is_empty());
    !name.is_empty() && plain(name) && plain(host) && labels && host.contains('.')
}

/// Digits with what people write between them.
fn is_number(address: &str, least: usize) -> bool {
    let rest = address.strip_prefix('+').unwrap_or(address);
    let digits = rest.bytes().filter(u8::is_ascii_digit).count();
    digits >= least && rest.chars().all(|c| c.is_ascii_digit() || " \u{a0}-–.()/".contains(c))
}

fn is_name(text: &str, length: std::ops::RangeInclusive<usize>, others: &str) -> bool {
    length.contains(&text.len()) && text.chars().all(|c| c.is_ascii_alphanumeric() || others.contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use ChannelKind::*;

    #[test]
    fn addresses_and_their_links() {
        for (kind, address, link) in [
            (Email, "help@example.org", "mailto:help@example.org"),
            (Phone, "+30 210 000-0000", "tel:+302100000000"),
            (Phone, "(210) 000 0000", "tel:2100000000"),
            (Sms, "54321", "sms:54321"),
            (Whatsapp, "+30 690 000 0000", "https://wa.me/306900000000"),
            (Whatsapp, "https://wa.me/message/ABC", "https://wa.me/message/ABC"),
            (Telegram, "@orchard_help", "https://t.me/orchard_help"),
            (Telegram, "+30 690 000 0000", "https://t.me/+306900000000"),
            (Telegram, "https://t.me/orchard", "https://t.me/orchard"),
            (Messenger, "orchard.help", "https://m.me/orchard.help"),
            (Community, "https://example.org/forum/", "https://example.org/forum/"),
            (Social, "http://example.org", "http://example.org"),
            (Chat, "/chat/", "/chat/"),
        ] {
            assert_eq!(kind.check(address), Ok(()), "{address}");
            assert_eq!(kind.link(address).as_deref(), Some(link), "{address}");
        }
    }

    #[test]
    fn addresses_that_lead_nowhere() {
        for (kind, address) in [
            (Email, "help at example.org"),
            (Email, "help@example"),
            (Email, "help@example.org?cc=a@example.org"),
            (Email, "a@example.org, b@example.org"),
            (Phone, "call us"),
            (Phone, "help@example.org"),
            (Sms, "1"),
            (Whatsapp, "0690 000 0000"),
            (Whatsapp, "http://wa.me/30"),
            (Telegram, "@or chard"),
            (Telegram, "t.me/orchard"),
            (Messenger, "orchard help"),
            (Url, "example.org"),
            (Url, "//example.org"),
            (Url, "https://"),
            (Social, "javascript:alert(1)"),
            (Chat, "https://example.org/a b"),
        ] {
            assert!(kind.check(address).is_err(), "{address}");
        }
    }
}
