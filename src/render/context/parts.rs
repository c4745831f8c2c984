//! The small parts of what templates see: languages, links, dates, contact channels, notices.

use serde::Serialize;

/// A language: its tag, direction and name.
#[derive(Debug, Clone, Serialize)]
pub struct LanguageContext {
    /// BCP 47 tag, for `lang` attributes.
    pub tag: String,
    /// `ltr` or `rtl`, for `dir` attributes.
    pub dir: &'static str,
    /// The language's own name for itself.
    pub name: String,
}

/// How large an image is.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Size {
    /// In CSS pixels.
    pub width: u32,
    /// In CSS pixels.
    pub height: u32,
}

/// A picture for link previews.
#[derive(Debug, Clone, Serialize)]
pub struct PictureContext {
    /// Its absolute address.
    pub url: String,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// What is written on it.
    pub alt: String,
}

/// A platform of the settings.
#[derive(Debug, Clone, Serialize)]
pub struct PlatformContext {
    /// Its name in front matter and headings.
    pub name: String,
    /// Its label in this language.
    pub label: String,
}

/// A text with an address.
#[derive(Debug, Clone, Serialize)]
pub struct LinkContext {
    /// The visible text.
    pub title: String,
    /// Where it leads.
    pub url: String,
    /// Where the text is in another language than the page: that language.
    pub language: Option<LanguageContext>,
}

/// A way to reach a person.
#[derive(Debug, Clone, Serialize)]
pub struct ContactContext {
    /// `email`, `phone`, `chat`, …
    pub kind: String,
    /// The channel's label in this language.
    pub label: String,
    /// `mailto:`, `tel:` or `https:` address.
    pub url: Option<String>,
    /// The address as people read it.
    pub text: String,
    /// The languages it is for; empty for all.
    pub languages: Vec<LanguageContext>,
    /// The same as the page's language writes a list.
    pub languages_html: String,
    /// When an answer may be expected, in the settings' words.
    pub reply_time: Option<String>,
    /// When somebody is there, in the settings' words.
    pub hours: Option<String>,
    /// What it costs, in the settings' words.
    pub cost: Option<String>,
}

/// The question whether a page helped.
#[derive(Debug, Clone, Serialize)]
pub struct FeedbackContext {
    /// Where votes are sent (`POST`); `None` where they can only be written in a mail.
    pub url: Option<String>,
    /// A mail that is begun, where there is no `url`.
    pub mail_url: Option<String>,
    /// What a vote says of the page: the path of its address.
    pub page: String,
}

/// One entry of the language switch.
#[derive(Debug, Clone, Serialize)]
pub struct LanguageLink {
    /// The language.
    #[serde(flatten)]
    pub language: LanguageContext,
    /// The same page in that language.
    pub url: String,
    /// Whether the page shown is in this language.
    pub current: bool,
    /// Whether there is really one in it, which no other language stands in for.
    pub translated: bool,
}

/// An alternate address of a page in another language.
#[derive(Debug, Clone, Serialize)]
pub struct Alternate {
    /// BCP 47 tag or `x-default`.
    pub hreflang: String,
    /// Absolute address.
    pub url: String,
}

/// Says that the text below is in another language, because there is no translation yet.
#[derive(Debug, Clone, Serialize)]
pub struct Fallback {
    /// The language of the text.
    pub language: LanguageContext,
    /// The notice, in the page's language.
    pub notice: String,
}

/// Says that parts of the text have changed in the language that it was translated from.
#[derive(Debug, Clone, Serialize)]
pub struct Outdated {
    /// The language that it was translated from.
    pub language: LanguageContext,
    /// The notice, in the page's language. What is said of each part stands in the text.
    pub notice: String,
}

/// A date.
#[derive(Debug, Clone, Serialize)]
pub struct DateContext {
    /// `2026-11-01`.
    pub iso: String,
    /// The date as the page's language writes it.
    pub text: String,
}

/// A known issue or an announcement.
#[derive(Debug, Clone, Serialize)]
pub struct NoticeContext {
    /// Its anchor on the updates page.
    pub id: String,
    /// Its place on the updates page, or that page where it is a writer's own.
    pub url: String,
    /// Its title.
    pub title: String,
    /// `info`, `warning` or `critical`.
    pub level: &'static str,
    /// "Known issue", in the page's language.
    pub level_text: String,
    /// Its first paragraph; empty where it begins with something else.
    pub lead_html: String,
    /// Its whole text, with headings from the third level on.
    pub body_html: String,
    /// The first day on which it holds.
    pub from: Option<DateContext>,
    /// The last day on which it holds.
    pub until: Option<DateContext>,
    /// When it holds, for `data-when`; `None` for always.
    pub when: Option<String>,
    /// When it is over, for `data-when`; `None` for never.
    pub over_when: Option<String>,
    /// Where the text is in another language than the page: that language.
    pub language: Option<LanguageContext>,
}

/// The day by which an article should have been read again.
#[derive(Debug, Clone, Serialize)]
pub struct ReviewContext {
    /// That day.
    pub date: DateContext,
    /// The time after it, for `data-when`.
    pub when: String,
}

/// A step of a troubleshooter.
#[derive(Debug, Clone, Serialize)]
pub struct StepContext {
    /// Its permanent id.
    pub id: String,
    /// Its heading as HTML of phrasing content.
    pub title_html: String,
    /// Its heading as plain text.
    pub title: String,
    /// Its text, with the list of its choices: `ul` or `ol` of the class `ab-choices`.
    pub body_html: String,
    /// Whether it is an outcome: a step without choices.
    pub outcome: bool,
}

/// A question that was once on a page.
#[derive(Debug, Clone, Serialize)]
pub struct OldQuestionContext {
    /// Its id.
    pub id: String,
    /// The question as plain text.
    pub title: String,
    /// What became of it, where it is answered nowhere.
    pub text: Option<String>,
    /// Where it is answered now.
    pub url: Option<String>,
}
