//! What templates see: the contract between Answerbook and themes.
//!
//! Plain data, made by [`crate::render`] from the [`Site`](crate::site::Site), read by the theme's
//! templates. Every text is already in the page's language, every `url` is ready for an `href`
//! (relative to the page, so that a site works under any sub-path), and every field named `html`
//! or `…_html` is safe to print with `| safe`; all others are plain text that the template engine escapes.
//!
//! A template gets three variables: `site` ([`SiteContext`]), `t` (the interface texts of the
//! language, by key) and `page` (one of the page structs below, chosen by the template's name).

mod contact;
mod parts;
mod special;

use std::collections::BTreeMap;

use serde::Serialize;

pub use contact::{ChannelContext, FieldContext, FormContext, OpeningContext, OpeningDay, WaysContext};
pub use parts::{
    Alternate, BannerContext, ContactContext, DateContext, Entry, Fallback, FeedbackContext, LanguageContext,
    LanguageLink, Letter, LinkContext, NoticeContext, OldQuestionContext, Outdated, PageHead, PictureContext,
    PlatformContext, ReviewContext, Size, StepContext, UpdateContext,
};
pub use special::{AgentPage, RedirectPage, RetiredPage};

/// Interface texts by key, from `strings/LANG.yaml` of the theme.
pub type Strings = BTreeMap<String, String>;

/// What every page of one language shares.
#[derive(Debug, Clone, Serialize)]
pub struct SiteContext {
    /// The help centre's name.
    pub title: String,
    /// The language of the interface.
    pub language: LanguageContext,
    /// The home page of this language.
    pub home_url: String,
    /// The search page of this language, target of the search form (`GET`, field `q`). Its folder has the search index.
    pub search_url: String,
    /// The root of the site, from which addresses in the search index go.
    pub root_url: String,
    /// The language that stands in where a translation is missing; nothing in that language itself.
    pub fallback_language: Option<LanguageContext>,
    /// The platforms of the settings.
    pub platforms: Vec<PlatformContext>,
    /// The theme's stylesheet, with the brand's colours.
    pub stylesheet_url: String,
    /// The stylesheets of the theme's `css/pages/` by name without `.css`, for the pages that need them.
    pub styles: BTreeMap<String, String>,
    /// The theme's scripts by name without `.js`. They are in one folder, so that they may import each other.
    pub scripts: BTreeMap<String, String>,
    /// The brand's logo for light backgrounds.
    pub logo_url: Option<String>,
    /// How large that is, for its `width` and `height`, so that nothing moves when it comes.
    pub logo_size: Option<Size>,
    /// The brand's logo for dark backgrounds.
    pub logo_dark_url: Option<String>,
    /// How large that is.
    pub logo_dark_size: Option<Size>,
    /// The icon shown in the browser's tab.
    pub favicon_url: String,
    /// Links of the header.
    pub navigation: Vec<LinkContext>,
    /// The ways to reach a person, in the settings' order.
    pub contact: Vec<ContactContext>,
    /// The contact page; `None` where the settings name no channels.
    pub contact_url: Option<String>,
    /// The page that decodes what customers read out on the phone; only in an internal edition.
    pub agent_url: Option<String>,
    /// Where it is sent what customers look for and open, as the body of a request; `None` where the settings name no such address.
    pub events_url: Option<String>,
    /// The same as the query of a request for a file of the site, for its server's access log.
    pub events_file_url: Option<String>,
    /// The page of all notices; `None` where there are none.
    pub updates_url: Option<String>,
    /// The feed of the articles in this language; needs a `base_url`, and an article with `updated`.
    pub feed_url: Option<String>,
    /// The feed of the notices; needs a `base_url`, and a notice with `from`.
    pub updates_feed_url: Option<String>,
    /// The description of the search for browsers (OpenSearch); needs a `base_url`.
    pub search_description_url: Option<String>,
    /// What the script `language` says to readers of each other language; nothing with one language.
    pub offers_url: Option<String>,
    /// The web app manifest.
    pub manifest_url: Option<String>,
    /// An image for link previews, absolute: the brand's logo, where that is no drawing and there is a `base_url`.
    pub preview_image_url: Option<String>,
}

/// An article in a list.
#[derive(Debug, Clone, Serialize)]
pub struct Card {
    /// Title or question.
    pub title: String,
    /// The page.
    pub url: String,
    /// The one-sentence answer; may be empty.
    pub description: String,
    /// `article`, `faq`, `how-to` or `troubleshooter`.
    pub kind: &'static str,
    /// Where the text is in another language than the page: that language.
    pub language: Option<LanguageContext>,
    /// The first questions of an FAQ.
    pub questions: Vec<LinkContext>,
    /// "5 more questions", where the FAQ has more than those.
    pub more_questions_text: Option<String>,
}

/// A category in a list.
#[derive(Debug, Clone, Serialize)]
pub struct CategoryCard {
    /// Title.
    pub title: String,
    /// The category's page.
    pub url: String,
    /// What is in it; may be empty.
    pub description: String,
    /// An `svg` element or a short text such as an emoji, to be hidden from screen readers.
    pub icon_html: Option<String>,
    /// "12 articles", in the page's language.
    pub count_text: String,
    /// Where title and description are in another language than the page: that language.
    pub language: Option<LanguageContext>,
    /// The articles directly in it.
    pub articles: Vec<Card>,
    /// Its sub-categories.
    pub categories: Vec<CategoryCard>,
}

/// `home.html`.
#[derive(Debug, Clone, Serialize)]
pub struct HomePage {
    /// Head, breadcrumbs, languages.
    #[serde(flatten)]
    pub head: PageHead,
    /// Set where the welcome text is not translated.
    pub fallback: Option<Fallback>,
    /// Set where the welcome text is a translation that lags behind.
    pub outdated: Option<Outdated>,
    /// The welcome text.
    pub body_html: String,
    /// Known issues and announcements, those that matter most first. Which of them hold today is decided in the browser.
    pub notices: Vec<NoticeContext>,
    /// When any of the notices holds, for `data-when`; `None` for always.
    pub notices_when: Option<String>,
    /// Articles marked `featured`, but FAQs.
    pub featured: Vec<Card>,
    /// Questions of the FAQs marked `featured`.
    pub most_asked: Vec<LinkContext>,
    /// The top categories, each with its articles.
    pub categories: Vec<CategoryCard>,
    /// Articles outside any category.
    pub articles: Vec<Card>,
}

/// `category.html`.
#[derive(Debug, Clone, Serialize)]
pub struct CategoryPage {
    /// Head, breadcrumbs, languages.
    #[serde(flatten)]
    pub head: PageHead,
    /// Set where the category's text is not translated.
    pub fallback: Option<Fallback>,
    /// Set where the category's text is a translation that lags behind.
    pub outdated: Option<Outdated>,
    /// The text of the category's `index.md`.
    pub body_html: String,
    /// The category's icon.
    pub icon_html: Option<String>,
    /// Its address below the language's root, for the field `in` of a search form that finds what is in the category.
    pub scope: String,
    /// "12 articles", those of sub-categories too.
    pub count_text: String,
    /// The articles directly in it.
    pub articles: Vec<Card>,
    /// Its sub-categories with their articles.
    pub categories: Vec<CategoryCard>,
}

/// An entry of "On this page".
#[derive(Debug, Clone, Serialize)]
pub struct TocEntry {
    /// The heading's id.
    pub id: String,
    /// The heading as HTML of phrasing content without links.
    pub title_html: String,
    /// Headings below it.
    pub children: Vec<TocEntry>,
}

/// One entry of the list of articles beside an article.
#[derive(Debug, Clone, Serialize)]
pub struct NavEntry {
    /// Title.
    pub title: String,
    /// The page.
    pub url: String,
    /// Whether it is the page shown.
    pub current: bool,
    /// Where the text is in another language than the page: that language.
    pub language: Option<LanguageContext>,
}

/// What articles of every kind share: `article.html`, `how-to.html`, `faq.html`, `troubleshooter.html`.
#[derive(Debug, Clone, Serialize)]
pub struct ArticlePage {
    /// Head, breadcrumbs, languages.
    #[serde(flatten)]
    pub head: PageHead,
    /// `article`, `faq`, `how-to` or `troubleshooter`.
    pub kind: &'static str,
    /// Set where the article is not translated.
    pub fallback: Option<Fallback>,
    /// Set where the article is a translation that lags behind.
    pub outdated: Option<Outdated>,
    /// The whole text; of an FAQ only what stands before its first question, of a troubleshooter before its first step.
    pub body_html: String,
    /// Section headings; empty where an article has fewer than three sections, and for FAQs and troubleshooters.
    pub toc: Vec<TocEntry>,
    /// An FAQ's questions in their groups; a group without a title has an empty one. Empty for other kinds.
    pub groups: Vec<QuestionGroup>,
    /// A troubleshooter's steps, the first one to begin with. Empty for other kinds.
    pub steps: Vec<StepContext>,
    /// Those as a chart in Mermaid's language; only in an internal edition.
    pub tree: Option<String>,
    /// Questions that were once on this page and are not here any more.
    pub old_questions: Vec<OldQuestionContext>,
    /// Whether the FAQ is long enough to begin with a list of its questions.
    pub list_questions: bool,
    /// The date given as `updated`.
    pub updated: Option<DateContext>,
    /// The date given as `review_by`.
    pub review: Option<ReviewContext>,
    /// How long it takes, for a how-to.
    pub time: Option<String>,
    /// How long it takes to read, for an article of three minutes or more.
    pub reading_time: Option<String>,
    /// Labels of the platforms it applies to.
    pub platforms: Vec<String>,
    /// Whether its text has sections for different platforms side by side, so that it needs the script `platform`.
    pub platform_switch: bool,
    /// Link to the article's source for editors.
    pub edit_url: Option<String>,
    /// The question whether it helped; `None` where nobody would get an answer.
    pub feedback: Option<FeedbackContext>,
    /// A mail, or else the contact page, for those who found a mistake on the page; `None` where there is neither.
    pub report_url: Option<String>,
    /// The name of the article's category, for the list beside it.
    pub category: Option<LinkContext>,
    /// The articles of the same category, those around this one where they are many; empty where there are none but this.
    pub siblings: Vec<NavEntry>,
    /// "250 articles", where not all are listed.
    pub all_siblings_text: Option<String>,
    /// The article before it in its category.
    pub previous: Option<LinkContext>,
    /// The article after it in its category.
    pub next: Option<LinkContext>,
    /// Related articles.
    pub related: Vec<Card>,
}

/// Questions under one group heading of an FAQ.
#[derive(Debug, Clone, Serialize)]
pub struct QuestionGroup {
    /// Id of the group's heading; empty where the questions have no group.
    pub id: String,
    /// The heading as HTML; empty where the questions have no group.
    pub title_html: String,
    /// The text between the group's heading and its first question.
    pub intro_html: String,
    /// The questions.
    pub questions: Vec<QuestionContext>,
}

/// A question with its answer.
#[derive(Debug, Clone, Serialize)]
pub struct QuestionContext {
    /// The question's permanent id.
    pub id: String,
    /// Ids that it had, or that questions had which it answers now.
    pub old_ids: Vec<String>,
    /// The question as HTML of phrasing content.
    pub title_html: String,
    /// The question as plain text.
    pub title: String,
    /// The answer.
    pub answer_html: String,
}

/// `search.html`: the form and every article from A to Z.
#[derive(Debug, Clone, Serialize)]
pub struct SearchPage {
    /// Head, breadcrumbs, languages.
    #[serde(flatten)]
    pub head: PageHead,
    /// Every article, by the first letter of its title.
    pub letters: Vec<Letter>,
    /// The top categories, for a way on when nothing is found.
    pub categories: Vec<LinkContext>,
}

/// `404.html`. Its addresses are absolute, because a host serves it at any depth.
#[derive(Debug, Clone, Serialize)]
pub struct NotFoundPage {
    /// Head, breadcrumbs, languages.
    #[serde(flatten)]
    pub head: PageHead,
    /// The top categories.
    pub categories: Vec<CategoryCard>,
}

/// `contact.html`: every way to reach a person.
#[derive(Debug, Clone, Serialize)]
pub struct ContactPage {
    /// Head, breadcrumbs, languages.
    #[serde(flatten)]
    pub head: PageHead,
    /// The channels, and the form.
    #[serde(flatten)]
    pub ways: WaysContext,
    /// The top categories, for a way on where there are no channels.
    pub categories: Vec<LinkContext>,
    /// The settings' platforms, in their order.
    pub platform_names: Vec<PlatformContext>,
    /// Known issues and announcements, those that matter most first. Which of them hold today is decided in the browser.
    pub notices: Vec<NoticeContext>,
    /// When any of the notices holds, for `data-when`; `None` for always.
    pub notices_when: Option<String>,
}

/// `updates.html`: every known issue and announcement.
#[derive(Debug, Clone, Serialize)]
pub struct UpdatesPage {
    /// Head, breadcrumbs, languages.
    #[serde(flatten)]
    pub head: PageHead,
    /// The notices, newest first.
    pub notices: Vec<NoticeContext>,
    /// When any of the notices holds, for `data-when`; `None` for always.
    pub notices_when: Option<String>,
}
