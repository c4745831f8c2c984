//! Where search tests want customers to get: their paths as addresses of results.

use super::links::{Problem, Question, Target};
use super::model::{Edition, Site};
use super::url::decode;
use crate::content::search_tests::SearchTest;
use crate::diag::{Diagnostic, Diagnostics, Rule};
use crate::markdown::LinkKind;

/// A page, or a place on it, as results name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expected {
    /// The page's address in its own language, not encoded.
    url: String,
    /// The place on it; any where there is none.
    anchor: Option<String>,
}

impl Expected {
    /// Whether a result leads to the page.
    pub fn has_page(&self, url: &str) -> bool {
        self.url == decode(url.split('#').next().unwrap_or_default())
    }

    /// Whether a result leads there.
    pub fn is(&self, url: &str) -> bool {
        let anchor = url.split_once('#').map(|(_, anchor)| decode(anchor));
        self.has_page(url) && self.anchor.as_ref().is_none_or(|expected| anchor.as_ref() == Some(expected))
    }
}

impl Site {
    /// Every search test, with the path of its file.
    pub fn search_tests(&self) -> impl Iterator<Item = (&SearchTest, &str)> {
        let files = self.files.search_tests.values();
        files.flat_map(|file| file.tests.iter().map(|test| (test, file.source.path.as_str())))
    }

    /// Where a test of a file wants a customer to get.
    ///
    /// # Errors
    /// The problem with its path.
    pub fn expected(&self, test: &SearchTest, file: &str) -> Result<Expected, Problem> {
        let edition = &self.editions[test.language];
        let destination = &test.expect.value;
        let question = Question { destination, base: file, article: "index.md", kind: LinkKind::Link };
        let no_article = || Problem::no_article(destination);
        let (Target::Page(url, suffix), _) = self.follow(edition, question)? else { return Err(no_article()) };
        let url = self.own_url(edition, &url).ok_or_else(no_article)?;
        let anchor = suffix.split_once('#').map(|(_, anchor)| decode(anchor));
        Ok(Expected { url: url.to_owned(), anchor: anchor.filter(|anchor| anchor != "top") })
    }

    /// The address of what stands at one of an edition, in its own language: only there it is searched.
    fn own_url(&self, edition: &Edition, url: &str) -> Option<&str> {
        let path = edition.by_url.get(url)?;
        if let Some(page) = edition.pages.get(path) {
            return self.editions[page.article.language].pages.get(path).map(|page| page.url.as_str());
        }
        let language = edition.category(path)?.text.as_ref().map_or(edition.index, |text| text.language);
        self.editions[language].category(path).map(|category| category.url.as_str())
    }
}

/// Reports tests that expect what is not there. What this build leaves out is not tested.
pub(super) fn check(site: &Site, found: &mut Diagnostics) {
    for (test, file) in site.search_tests() {
        if let Err(problem) = site.expected(test, file)
            && problem.rule != Rule::LinkToHidden
            && !problem.known
        {
            found.add(Diagnostic::new(problem.rule, test.expect.span(), problem.message).hint(problem.hint));
        }
    }
}
