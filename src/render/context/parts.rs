//! The parts of what templates see: a page's head, languages, links, dates, contact channels, notices.

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
    /// `mailto:`, `tel:` or `https:` address; of a form its place on the contact page.
    pub url: Option<String>,
    /// The address as people read it; empty for a form.
    pub text: String,
    /// A sentence about it, in the settings' words.
    pub note: Option<String>,
    /// The languages it is for; empty for all.
    pub languages: Vec<LanguageContext>,
    /// The same as the page's language writes a list.
    pub languages_html: String,
    /// The ids of the platforms it is for, with spaces between; empty for all.
    pub platforms: String,
    /// Their labels, as the page's language writes a list.
    pub platforms_text: String,
    /// When an answer may be expected, in the settings' words.
    pub reply_time: Option<String>,
    /// When somebody is there, in the settings' words.
    pub hours: Option<String>,
    /// What it costs, in the settings' words.
    pub cost: Option<String>,
}

/// A platform of the settings.
#[derive(Debug, Clone, Serialize)]
pub struct PlatformContext {
    /// Its name in the settings and in front matter.
    pub id: String,
    /// What customers call it, in this language.
    pub label: String,
}

/// The question whether a page helped.
#[derive(Debug, Clone, Serialize)]
pub struct FeedbackContext {
    /// Where votes are sent (`POST`); `None` where they can only be written in a mail.
    pub url: Option<String>,
    /// A mail that is begun, for where there is no `url`, or where the browser asks not to be tracked.
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
    /// Its text, with headings from the third level on; without its updates and what follows them.
    pub body_html: String,
    /// What was said later on, newest first.
    pub updates: Vec<UpdateContext>,
    /// The text that follows the updates.
    pub after_html: String,
    /// Where customers read what they can do meanwhile.
    pub workaround_url: Option<String>,
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

/// What was said of a notice later on.
#[derive(Debug, Clone, Serialize)]
pub struct UpdateContext {
    /// Its anchor on the updates page.
    pub id: String,
    /// Its day.
    pub date: DateContext,
    /// What its heading says after the date; may be empty.
    pub title: String,
    /// Its text, with headings from the fourth level on.
    pub body_html: String,
}

/// A notice above a page that it touches.
#[derive(Debug, Clone, Serialize)]
pub struct BannerContext {
    /// The notice on the updates page, or that page where it is a writer's own.
    pub url: String,
    /// Its title.
    pub title: String,
    /// `info`, `warning` or `critical`.
    pub level: &'static str,
    /// "Known issue", in the page's language.
    pub level_text: String,
    /// Where customers read what they can do meanwhile.
    pub workaround_url: Option<String>,
    /// The first day on which it holds.
    pub from: Option<DateContext>,
    /// The last day on which it holds.
    pub until: Option<DateContext>,
    /// When it holds, for `data-when`; `None` for always.
    pub when: Option<String>,
    /// Where the title is in another language than the page: that language.
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

/// The articles whose titles begin with one letter.
#[derive(Debug, Clone, Serialize)]
pub struct Letter {
    /// The letter, or `#` for titles that begin with none.
    pub letter: String,
    /// An id for links to it.
    pub id: String,
    /// The articles and questions.
    pub entries: Vec<Entry>,
}

/// A line of the A–Z list: an article, or a question of an FAQ.
#[derive(Debug, Clone, Serialize)]
pub struct Entry {
    /// Title or question.
    pub title: String,
    /// Its page, with the question's anchor.
    pub url: String,
    /// Titles of its categories, outermost first, joined for reading.
    pub path: String,
    /// Where the text is in another language than the page: that language.
    pub language: Option<LanguageContext>,
}

/// What every page has: head, breadcrumbs and language switch.
#[derive(Debug, Clone, Serialize)]
pub struct PageHead {
    /// The page's own title, for its `h1`.
    pub title: String,
    /// The text for `<title>`.
    pub head_title: String,
    /// The one-sentence answer; may be empty.
    pub description: String,
    /// For search engines and link previews: the description, or else what the page begins with; may be empty.
    pub summary: String,
    /// Absolute address, where the settings give a `base_url`.
    pub canonical_url: Option<String>,
    /// The same page in the other languages, absolute, for `link rel=alternate`; empty without a `base_url` or with one language.
    pub alternates: Vec<Alternate>,
    /// The page's text as Markdown, where there is one of its own.
    pub markdown_url: Option<String>,
    /// Whether search engines should leave the page out.
    pub noindex: bool,
    /// What it is for link previews (Open Graph): `article` or `website`.
    pub preview_type: &'static str,
    /// From the home page to the parent; empty on the home page.
    pub breadcrumbs: Vec<LinkContext>,
    /// The language switch; empty with one language.
    pub languages: Vec<LanguageLink>,
    /// The picture of the page for link previews, where there is a `base_url` and the fonts for its texts.
    pub picture: Option<PictureContext>,
    /// JSON-LD, safe inside a `script` element.
    pub structured_data: Option<String>,
    /// Whether the page has notices that depend on the day on which it is read, so that it needs the script `dates`.
    pub dated: bool,
    /// The notices that touch this page, those that matter most first. Which of them hold today is decided in the browser; one shows.
    pub banners: Vec<BannerContext>,
    /// When any of them holds, for `data-when`; `None` for always.
    pub banners_when: Option<String>,
}
