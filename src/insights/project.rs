//! What a project says to the events, as it is printed and as other programs read it.

use serde::Serialize;

/// What customers miss in a project.
#[derive(Debug, Default, Serialize)]
pub struct ProjectReport {
    /// Words of searches that occur in no article and no list of synonyms.
    pub unknown_words: Vec<UnknownWord>,
    /// Pages that are seen in a language into which they aren't translated.
    pub missing_translations: Vec<MissingTranslation>,
    /// Articles whose review is due, or that were not updated in the year before the last event.
    pub stale_articles: Vec<StaleArticle>,
}

/// A word that customers use and articles don't.
#[derive(Debug, Serialize)]
pub struct UnknownWord {
    /// The language of the pages.
    pub lang: String,
    /// The word.
    pub word: String,
    /// Searches that have it.
    pub searches: u64,
    /// Words of articles that customers tried next, with success: perhaps its synonyms.
    pub synonyms: Vec<String>,
}

/// A page that is missing in a language.
#[derive(Debug, Serialize)]
pub struct MissingTranslation {
    /// The language.
    pub lang: String,
    /// The article's file, from the language's folder.
    pub file: String,
    /// How often it was seen in another language instead.
    pub views: u64,
}

/// An article that may no longer hold.
#[derive(Debug, Serialize)]
pub struct StaleArticle {
    /// The language.
    pub lang: String,
    /// Its file, from the language's folder.
    pub file: String,
    /// When it was updated.
    pub updated: Option<String>,
    /// Until when it was to be reviewed.
    pub review_by: Option<String>,
    /// How often it was seen.
    pub views: u64,
}
