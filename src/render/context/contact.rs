//! What the contact page's template sees of channels: opening hours and the form.

use serde::Serialize;

use super::parts::ContactContext;

/// The ways to reach a person, on the contact page.
#[derive(Debug, Clone, Serialize)]
pub struct WaysContext {
    /// The channels of `site.contact` with all that is known of them.
    pub channels: Vec<ChannelContext>,
    /// The form, where a channel is one.
    pub form: Option<FormContext>,
    /// Whether a channel is for some platforms alone.
    pub platforms: bool,
    /// Whether a channel has opening hours by day.
    pub hours: bool,
}

/// A way to reach a person, with all that the contact page says of it.
#[derive(Debug, Clone, Serialize)]
pub struct ChannelContext {
    /// What every page says of it.
    #[serde(flatten)]
    pub channel: ContactContext,
    /// When somebody is there, where the settings have a table of days.
    pub opening: Option<OpeningContext>,
}

/// When somebody is there.
#[derive(Debug, Clone, Serialize)]
pub struct OpeningContext {
    /// The days of a week, those with the same times together.
    pub days: Vec<OpeningDay>,
    /// Days that are not as others, the first first.
    pub holidays: Vec<OpeningDay>,
    /// The time zone's name in the page's language.
    pub zone: String,
    /// The same as JSON, for a script that says whether it is open now.
    pub rule: String,
}

/// Days with the same times.
#[derive(Debug, Clone, Serialize)]
pub struct OpeningDay {
    /// `Monday – Friday`, or a date.
    pub days: String,
    /// `9:00 am – 6:00 pm`, or that it is closed.
    pub times: String,
}

/// The form of the contact page.
#[derive(Debug, Clone, Serialize)]
pub struct FormContext {
    /// Where it is sent (`POST`).
    pub url: String,
    /// Its title.
    pub title: String,
    /// What it asks for besides address, subject and message.
    pub fields: Vec<FieldContext>,
    /// When an answer may be expected, in the settings' words.
    pub reply_time: Option<String>,
    /// Where a message can be sent when the form can't.
    pub mail_url: Option<String>,
    /// What it says of the page: the path of its address.
    pub page: String,
}

/// A line of the form.
#[derive(Debug, Clone, Serialize)]
pub struct FieldContext {
    /// What it is called where the form is sent.
    pub name: String,
    /// What it is called on the page.
    pub label: String,
    /// Whether it must be filled in.
    pub required: bool,
}
