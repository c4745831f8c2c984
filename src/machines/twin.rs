//! The Markdown beside a page: a few lines about it, its title, and its text with the site's addresses.

use super::desk::Desk;
use crate::content::{Article, front_matter};
use crate::diag::Diagnostics;
use crate::markdown::LinkKind;
use crate::markdown::expand::expand;
use crate::markdown::rewrite::rewrite;
use crate::site::links::{Question, Target};
use crate::site::url::relative;
use crate::site::{Category, Edition, Page, Site};

/// A page that has Markdown beside it.
#[derive(Clone, Copy)]
pub(super) enum Twin<'s> {
    Article(&'s Page),
    Category(&'s Category),
}

/// Those of an edition: what stands in for a missing translation has its own in its language.
pub(super) fn all(edition: &Edition) -> impl Iterator<Item = Twin<'_>> {
    let categories = edition.categories.values().map(Twin::Category);
    categories.chain(edition.pages.values().map(Twin::Article)).filter(|twin| twin.is_own(edition))
}

/// That of a page, by the page's address.
pub(super) fn at<'s>(edition: &'s Edition, url: &str) -> Option<Twin<'s>> {
    let path = edition.by_url.get(url)?;
    let article = edition.pages.get(path).map(Twin::Article);
    let twin = article.or_else(|| edition.categories.get(path).map(Twin::Category))?;
    twin.is_own(edition).then_some(twin)
}

impl<'s> Twin<'s> {
    /// The page's address.
    pub(super) fn url(self) -> &'s str {
        match self {
            Self::Article(page) => &page.url,
            Self::Category(category) => &category.url,
        }
    }

    /// Its text; a category may have none.
    pub(super) fn article(self) -> Option<&'s Article> {
        match self {
            Self::Article(page) => Some(&page.article),
            Self::Category(category) => category.text.as_deref(),
        }
    }

    fn is_own(self, edition: &Edition) -> bool {
        self.article().is_none_or(|article| !edition.is_fallback(article))
    }

    fn title<'d>(self, desk: &'d Desk<'_>, edition: &'d Edition) -> &'d str
    where
        's: 'd,
    {
        match self {
            Self::Article(page) => &page.article.title,
            Self::Category(category) if category.title.is_empty() => desk.front.title(edition),
            Self::Category(category) => &category.title,
        }
    }

    /// The whole file.
    pub(super) fn text(self, desk: &Desk<'_>, edition: &Edition) -> String {
        let (site, article) = (desk.front.site, self.article());
        let title = self.title(desk, edition);
        let mut out = String::from("---\n");
        let mut field = |name: &str, value: Option<&str>| {
            if let Some(value) = value.filter(|value| !value.is_empty()) {
                // A JSON text is a YAML text; without `<` it is never taken for HTML.
                let value = serde_json::Value::from(value).to_string().replace('<', "\\u003c");
                out.push_str(&format!("{name}: {value}\n"));
            }
        };
        field("title", Some(title));
        field("description", article.map(|article| article.description.as_str()));
        field("url", site.absolute(self.url()).as_deref());
        field("language", Some(&edition.language.tag));
        field("updated", article.and_then(|article| article.front.updated_on()).map(crate::date::Date::iso).as_deref());
        out.push_str(&format!("---\n\n# {}\n", plain(title)));
        if let Some(article) = article {
            let body = body(desk, edition, article, self.url());
            let body = body.trim_matches('\n').trim_end();
            if !body.is_empty() {
                out.push_str(&format!("\n{body}\n"));
            }
        }
        if let Self::Category(category) = self {
            contents(&mut out, site, edition, category);
        }
        out
    }
}

/// The text of an article that is shown at an address.
fn body(desk: &Desk<'_>, edition: &Edition, article: &Article, at: &str) -> String {
    let site = desk.front.site;
    // What is wrong was reported when it was read.
    let mut known = Diagnostics::default();
    let Some((_, range)) = front_matter::split(&article.source, &mut known) else { return String::new() };
    let text = expand(&article.source, range, desk.reuses[article.language], &mut known);
    let mut follow = |destination: &str, base: &str, kind: LinkKind| {
        let question = Question { destination, base, article: &article.path, kind };
        let target = match site.follow(edition, question) {
            Ok((target, _)) => target,
            Err(problem) => problem.instead?,
        };
        Some(match target {
            Target::External(address) => address,
            Target::Anchor(id) => format!("{}#{}", address(site, at, at), crate::site::url::encode(&id)),
            Target::Page(url, suffix) | Target::File(url, suffix) => address(site, at, &url) + &suffix,
        })
    };
    let markup = &site.config.markup;
    let quotes = markup.smart_punctuation.then(|| site.config.languages[article.language].quotes()).flatten();
    rewrite(&text, &article.title, quotes, &mut follow)
}

/// The address of a page or file: absolute, or from where it is named.
fn address(site: &Site, from: &str, to: &str) -> String {
    site.absolute(to).unwrap_or_else(|| relative(from, to))
}

/// What is directly in a category.
fn contents(out: &mut String, site: &Site, edition: &Edition, category: &Category) {
    let categories = category.children.iter().filter_map(|folder| edition.category(folder));
    let categories = categories.map(|child| (child.title.as_str(), child.description(), child.url.as_str()));
    let articles = category.articles.iter().filter_map(|path| edition.pages.get(path));
    let articles =
        articles.map(|page| (page.article.title.as_str(), page.article.description.as_str(), page.url.as_str()));
    for (at, (title, description, url)) in categories.chain(articles).enumerate() {
        out.push_str(if at == 0 { "\n" } else { "" });
        entry(out, title, &address(site, &category.url, url), description);
    }
}

/// A line of a list: a link, and what it leads to.
pub(super) fn entry(out: &mut String, title: &str, address: &str, description: &str) {
    out.push_str(&format!("- [{}]({address})", plain(title)));
    let description = plain(description);
    if !description.is_empty() {
        out.push_str(&format!(": {description}"));
    }
    out.push('\n');
}

/// Plain text as Markdown that shows it, in one line.
pub(super) fn plain(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut out = String::with_capacity(line.len());
    for (at, c) in line.char_indices() {
        match c {
            // Never a tag, not even for those who don't read escapes.
            '<' => out.push_str("&lt;"),
            '&' if is_reference(&line[at..]) => out.push_str("&amp;"),
            '[' | ']' | '*' | '`' | '\\' => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
    out
}

/// Whether a text begins like `&lt;`.
fn is_reference(text: &str) -> bool {
    let name = text[1..].split(';').next().unwrap_or_default();
    name.len() < text.len() - 1 && !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '#')
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn plain_text_stays_plain() {
        for (text, markdown) in [
            ("Refunds & more", "Refunds & more"),
            ("a &lt; b &#60;", "a &amp;lt; b &amp;#60;"),
            ("<script> [x] *y* `z` \\", "&lt;script> \\[x\\] \\*y\\* \\`z\\` \\\\"),
            (" two\n lines ", "two lines"),
            ("&", "&"),
        ] {
            assert_eq!(plain(text), markdown);
        }
    }
}
