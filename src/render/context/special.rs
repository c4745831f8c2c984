//! What the templates of pages see that few people come to: old addresses, and the page of those who answer the phone.

use serde::Serialize;

use super::parts::PageHead;

/// `agent.html`: what a customer did, from the code that they read out on the phone. Only in an internal edition.
#[derive(Debug, Clone, Serialize)]
pub struct AgentPage {
    /// Head, breadcrumbs, languages.
    #[serde(flatten)]
    pub head: PageHead,
    /// The addresses and titles of this language's pages with the steps of troubleshooters, as JSON.
    pub data_url: String,
}

/// `retired.html`: what became of a page that is no longer there.
#[derive(Debug, Clone, Serialize)]
pub struct RetiredPage {
    /// Head, breadcrumbs, languages. The title is that of the page which was there.
    #[serde(flatten)]
    pub head: PageHead,
    /// What became of it, as plain text.
    pub text: String,
}

/// `redirect.html`: an old address that leads to a new one.
#[derive(Debug, Clone, Serialize)]
pub struct RedirectPage {
    /// Title of the page it leads to.
    pub title: String,
    /// Where it leads.
    pub url: String,
    /// The absolute address, where the settings give a `base_url`.
    pub canonical_url: Option<String>,
}
