//! Which requests are answered: those for our own host names, and for the reload channel those of our own pages.
//!
//! A foreign page can make its own name lead to this machine (DNS rebinding) and then read everything as its own. Its requests
//! still say its name in `Host`. And it can ask for our addresses, but browsers then say where the request comes from.

use std::net::{IpAddr, SocketAddr};

use hyper::Request;
use hyper::header::{HOST, HeaderMap, ORIGIN};

/// Whether a request names us. `local` is our side of its connection, `name` what `--host` says where that is a name.
pub(super) fn is_for_us<B>(request: &Request<B>, local: SocketAddr, name: Option<&str>) -> bool {
    let mut hosts = request.headers().get_all(HOST).iter();
    let (Some(host), None) = (hosts.next(), hosts.next()) else { return false };
    let is_ours = |host: &str| is_our_host(host, local, name);
    host.to_str().is_ok_and(is_ours)
        // `GET http://host/path`, as proxies are asked, must not say another host than the header.
        && request.uri().authority().is_none_or(|authority| is_ours(authority.as_str()))
}

/// Whether a `Host` header is one of ours, with our port.
fn is_our_host(host: &str, local: SocketAddr, name: Option<&str>) -> bool {
    let Some((host, port)) = split(host) else { return false };
    if port != local.port() {
        return false;
    }
    if let Some(literal) = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')) {
        return literal.parse::<IpAddr>().is_ok_and(|ip| ip.to_canonical() == local.ip().to_canonical());
    }
    // Only literals as they are meant to be written: browsers know `127.1`, and rewrite it.
    if let Ok(ip) = host.parse::<IpAddr>() {
        return ip == local.ip().to_canonical();
    }
    let host = host.strip_suffix('.').unwrap_or(host).to_ascii_lowercase();
    // Names below `localhost` are nobody's but this machine's: RFC 6761.
    let is_local = host == "localhost" || host.strip_suffix(".localhost").is_some_and(is_name);
    is_local || name.is_some_and(|name| name == host)
}

fn is_name(text: &str) -> bool {
    let is_label = |label: &str| {
        !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
    };
    text.split('.').all(is_label)
}

/// `host:port` -> both; without a port HTTP's own.
fn split(host: &str) -> Option<(&str, u16)> {
    let end = if host.starts_with('[') { host.find(']')? + 1 } else { host.find(':').unwrap_or(host.len()) };
    let (name, port) = host.split_at(end);
    match port.strip_prefix(':') {
        None if port.is_empty() => Some((name, 80)),
        Some(digits) if digits.bytes().all(|byte| byte.is_ascii_digit()) => Some((name, digits.parse().ok()?)),
        _ => None,
    }
}

/// Whether a request that [`is_for_us`] comes from a page of ours, as far as the browser says.
pub(super) fn is_from_us(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    let host = text(HOST.as_str()).unwrap_or_default();
    let own = |origin: &str| {
        origin.strip_prefix("http://").is_some_and(|origin| !host.is_empty() && origin.eq_ignore_ascii_case(host))
    };
    let site = text("sec-fetch-site");
    text(ORIGIN.as_str()).is_none_or(own) && site.is_none_or(|site| site == "same-origin")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts() {
        let v4 = "127.0.0.1:4000".parse().unwrap();
        let v6 = "[::1]:4000".parse().unwrap();
        let lan = "192.168.1.20:4000".parse().unwrap();
        let mapped = "[::ffff:192.168.1.20]:4000".parse().unwrap();
        let ours = [
            ("localhost:4000", v4),
            ("LOCALHOST:4000", v4),
            ("localhost.:4000", v4),
            ("help.localhost:4000", v4),
            ("a.b-c.localhost:4000", v4),
            ("127.0.0.1:4000", v4),
            ("[::1]:4000", v6),
            ("localhost:4000", v6),
            ("192.168.1.20:4000", lan),
            ("192.168.1.20:4000", mapped),
            ("[::ffff:192.168.1.20]:4000", mapped),
            ("writer.lan:4000", lan),
            ("Writer.LAN.:4000", lan),
        ];
        for (host, local) in ours {
            assert!(is_our_host(host, local, Some("writer.lan")), "{host}");
        }
        let foreign = [
            "",
            "evil.example",
            "evil.example:4000",
            "localhost.evil.example:4000",
            "localhost:4000.evil.example",
            "127.0.0.1.evil.example:4000",
            "127.0.0.1.nip.io:4000",
            "notlocalhost:4000",
            ".localhost:4000",
            "a..localhost:4000",
            "evil.example@a.localhost:4000",
            "evil/a.localhost:4000",
            "localhost",
            "localhost:",
            "localhost:80",
            "localhost:4001",
            "localhost:04000x",
            "localhost:+4000",
            "localhost:4000:4000",
            "localhost:69536",
            "127.0.0.1",
            "127.0.0.2:4000",
            "0.0.0.0:4000",
            "127.1:4000",
            "127.0.0.01:4000",
            "0x7f.0.0.1:4000",
            "2130706433:4000",
            "192.168.1.20:4000",
            "[::1]:4000",
            "[::]:4000",
            "[::1:4000",
            "::1:4000",
            "[localhost]:4000",
            "[::1]4000",
            "writer.lan:4000",
            "user@localhost:4000",
            "localhost:4000/",
            " localhost:4000",
            "localhost :4000",
        ];
        for host in foreign {
            assert!(!is_our_host(host, v4, None), "{host}");
        }
        let standard = "127.0.0.1:80".parse().unwrap();
        assert!(is_our_host("localhost", standard, None) && is_our_host("127.0.0.1:80", standard, None));
    }

    #[test]
    fn origins() {
        let from_us = |origin: Option<&str>, site: Option<&str>| {
            let mut headers = HeaderMap::new();
            headers.insert(HOST, "localhost:4000".parse().unwrap());
            origin.map(|origin| headers.insert(ORIGIN, origin.parse().unwrap()));
            site.map(|site| headers.insert("sec-fetch-site", site.parse().unwrap()));
            is_from_us(&headers)
        };
        let own = Some("http://localhost:4000");
        for (origin, site) in [(None, None), (own, None), (None, Some("same-origin")), (own, Some("same-origin"))] {
            assert!(from_us(origin, site), "{origin:?} {site:?}");
        }
        for origin in [
            "http://evil.example",
            "http://localhost",
            "http://localhost:3000",
            "https://localhost:4000",
            "http://127.0.0.1:4000",
            "http://localhost:4000.evil.example",
            "http://evil.example/http://localhost:4000",
            "null",
            "",
        ] {
            assert!(!from_us(Some(origin), None), "{origin}");
        }
        for site in ["cross-site", "same-site", "none", "Same-Origin", ""] {
            assert!(!from_us(None, Some(site)) && !from_us(own, Some(site)), "{site}");
        }
    }
}
