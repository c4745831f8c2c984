//! `robots.txt` (RFC 9309): what search engines may read, and where the sitemap is.

use super::sitemap;
use crate::site::Site;

/// Whether there is one: it is only read at the root of a host. Without a base URL a public site may stand anywhere.
pub(super) fn is_made(site: &Site) -> bool {
    let config = &site.config;
    config.publish.robots && config.base_path() == "/" && (config.base_url.is_some() || !site.is_public())
}

pub(super) fn robots(site: &Site) -> String {
    if !site.is_public() {
        return "User-agent: *\nDisallow: /\n".to_owned();
    }
    let sitemap = sitemap::is_made(site).then(|| site.absolute("sitemap.xml")).flatten();
    let sitemap = sitemap.map(|url| format!("\nSitemap: {url}\n")).unwrap_or_default();
    format!("User-agent: *\nAllow: /\n{sitemap}")
}
