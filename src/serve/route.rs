//! The path of a request -> a file of the site.
//!
//! A path is only ever looked up among the site's own paths, never in a file system, so there is no way out of the site.

use crate::site::url::{decode, encode, page_file};

/// Where a request leads.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Route {
    /// The file with this path.
    File(String),
    /// Another address.
    Redirect(String),
    /// Nowhere.
    Missing,
}

/// Finds the file for a path. `base` is what every address of the site begins with, such as `help/`, decoded; `has` knows its files.
pub(super) fn find(path: &str, query: Option<&str>, base: &str, has: impl Fn(&str) -> bool) -> Route {
    let Some(path) = path.strip_prefix('/').and_then(plain) else { return Route::Missing };
    let to = |path: &str| {
        let query = query.map(|query| format!("?{query}")).unwrap_or_default();
        Route::Redirect(format!("/{}{query}", encode(path)))
    };
    if path.is_empty() && !base.is_empty() || format!("{path}/") == base {
        return to(base);
    }
    let Some(inside) = path.strip_prefix(base) else { return Route::Missing };
    if inside.is_empty() || inside.ends_with('/') {
        let file = page_file(inside);
        return if has(&file) { Route::File(file) } else { Route::Missing };
    }
    if has(inside) {
        return Route::File(inside.to_owned());
    }
    // With an empty part at its front, this would be the address of another host.
    if has(&page_file(&format!("{inside}/"))) && !path.starts_with('/') {
        to(&format!("{path}/"))
    } else {
        Route::Missing
    }
}

/// A path without its encoding; `None` where a slash was encoded, which is never the one between folders.
pub(super) fn plain(path: &str) -> Option<String> {
    let parts: Vec<String> = path.split('/').map(decode).collect();
    let whole = parts.iter().all(|part| !part.contains(['/', '\0']));
    whole.then(|| parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::{Route, find};

    const FILES: [&str; 7] =
        ["index.html", "404.html", "refund/index.html", "επιστροφή/index.html", "a b.png", "50%.png", "assets/x.css"];

    fn look(path: &str, base: &str) -> Route {
        let (path, query) = path.split_once('?').map_or((path, None), |(path, query)| (path, Some(query)));
        find(path, query, base, |file| FILES.contains(&file))
    }

    #[test]
    fn files_and_redirects() {
        let file = |path: &str| Route::File(path.to_owned());
        let to = |path: &str| Route::Redirect(path.to_owned());
        for (path, base, expected) in [
            ("/", "", file("index.html")),
            ("/index.html", "", file("index.html")),
            ("/refund/", "", file("refund/index.html")),
            ("/refund/?q=1", "", file("refund/index.html")),
            ("/refund", "", to("/refund/")),
            ("/refund?q=a%20b&x", "", to("/refund/?q=a%20b&x")),
            ("/a%20b.png", "", file("a b.png")),
            ("/50%25.png", "", file("50%.png")),
            ("/%ce%b5πιστροφή/", "", file("επιστροφή/index.html")),
            ("/επιστροφή", "", to("/%CE%B5%CF%80%CE%B9%CF%83%CF%84%CF%81%CE%BF%CF%86%CE%AE/")),
            ("/", "help/", to("/help/")),
            ("/?q=1", "help/", to("/help/?q=1")),
            ("/help", "help/", to("/help/")),
            ("/help/", "help/", file("index.html")),
            ("/help/refund", "help/", to("/help/refund/")),
            ("/a/b/refund/", "a/b/", file("refund/index.html")),
            ("/a/b", "a/b/", to("/a/b/")),
            ("/refund/", "help/", Route::Missing),
            ("/helprefund/", "help/", Route::Missing),
        ] {
            assert_eq!(look(path, base), expected, "{path} under /{base}");
        }
    }
}
