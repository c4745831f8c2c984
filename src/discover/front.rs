//! What these files share with pages: names and assets, which only the theme knows.

use crate::site::{Edition, Site};
use crate::theme::Texts;

/// A site with what its theme says about it.
#[derive(Debug)]
pub struct Front<'a> {
    /// The site.
    pub site: &'a Site,
    /// The interface texts of each edition.
    pub texts: Vec<&'a Texts>,
    /// The icon's address.
    pub icon: &'a str,
    /// Addresses of files named by their content, for hosts; a final `*` stands for any ending.
    pub lasting: Vec<String>,
}

impl Front<'_> {
    /// The help centre's name in the language of an edition.
    pub fn title<'e>(&'e self, edition: &'e Edition) -> &'e str {
        let title = self.site.config.title.as_ref().map(|title| title.get(&edition.language));
        title.unwrap_or_else(|| self.texts[edition.index].get("help_centre"))
    }

    /// Media type, and size as web app manifests and search descriptions write it, of an image by its address: `any` for
    /// drawings; `None` for an unknown size.
    pub(super) fn image(&self, url: &str) -> (&'static str, Option<(u32, u32)>) {
        let ending = url.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
        let kind = match ending.as_str() {
            "svg" => "image/svg+xml",
            "png" => "image/png",
            "jpg" | "jpeg" => "image/jpeg",
            "webp" => "image/webp",
            "gif" => "image/gif",
            "avif" => "image/avif",
            _ => "image/x-icon",
        };
        let files = &self.site.files;
        let size = files.statics.get(url).and_then(|file| files.image_sizes.get(file));
        (kind, size.copied())
    }
}

/// The beginning of a text with at most so many characters, cut at a word where that is possible.
pub(super) fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let beginning: String = text.chars().take(most + 1).collect();
    match beginning.rfind(char::is_whitespace) {
        Some(end) if end > 0 => beginning[..end].trim_end().to_owned(),
        _ => text.chars().take(most).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::cut;

    #[test]
    fn long_names_are_cut() {
        for (text, most, expected) in [
            ("Orchard Help", 16, "Orchard Help"),
            ("Orchard Help Centre", 16, "Orchard Help"),
            ("Orchard Help", 7, "Orchard"),
            ("Βοήθεια", 3, "Βοή"),
            ("", 3, ""),
        ] {
            assert_eq!(cut(text, most), expected);
        }
    }
}
