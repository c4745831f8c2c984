//! Whether addresses on other sites are there: the only module that asks the network for anything, and only `check --external`
//! calls it.
//!
//! Bounded in number and time. A site is asked for one address at a time, so that nobody is bothered by a check.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use ureq::tls::{RootCerts, TlsConfig};
use ureq::{Agent, Error};

use crate::progress::Progress;

/// What a check may cost.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// How many addresses are asked for; the first ones by their order.
    pub addresses: usize,
    /// How long all of it may take.
    pub all: Duration,
    /// How long one answer may take.
    pub each: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self { addresses: 2_000, all: Duration::from_secs(300), each: Duration::from_secs(15) }
    }
}

/// What became of an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// It is there; or its site doesn't tell programs.
    There,
    /// It isn't, in words: `404`, or why there was no answer.
    Dead(String),
    /// There were too many, or no time was left.
    NotAsked,
}

/// How many sites are asked at the same time.
const AT_ONCE: usize = 8;

/// Asks for addresses that begin with `http:` or `https:`; an answer for each, in their order.
pub fn ask(addresses: &[&str], limits: Limits, progress: &Progress) -> Vec<Answer> {
    let deadline = Instant::now() + limits.all;
    let mut by_host: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, address) in addresses.iter().enumerate().take(limits.addresses) {
        by_host.entry(host(address)).or_default().push(at);
    }
    let hosts: Vec<Vec<usize>> = by_host.into_values().collect();
    let answers = Mutex::new(vec![Answer::NotAsked; addresses.len()]);
    let next = AtomicUsize::new(0);
    let agent = agent();
    progress.start("asking other sites", addresses.len().min(limits.addresses));
    std::thread::scope(|scope| {
        for _ in 0..AT_ONCE.min(hosts.len()) {
            scope.spawn(|| {
                while let Some(of_host) = hosts.get(next.fetch_add(1, Ordering::Relaxed)) {
                    for at in of_host {
                        let left = deadline.saturating_duration_since(Instant::now());
                        if left.is_zero() || progress.is_cancelled() {
                            return;
                        }
                        let answer = answer(&agent, addresses[*at], left.min(limits.each));
                        progress.step();
                        if let Some(place) = answers.lock().ok().as_deref_mut().and_then(|all| all.get_mut(*at)) {
                            *place = answer;
                        }
                    }
                }
            });
        }
    });
    answers.into_inner().unwrap_or_default()
}

fn agent() -> Agent {
    let tls = TlsConfig::builder().root_certs(RootCerts::PlatformVerifier).build();
    let config = Agent::config_builder().tls_config(tls).http_status_as_error(false).max_redirects(8);
    config.user_agent(concat!("answerbook/", env!("CARGO_PKG_VERSION"))).build().into()
}

/// `https://example.org:8080/a` -> `example.org:8080`
fn host(address: &str) -> &str {
    let rest = address.split_once("//").map_or(address, |(_, rest)| rest);
    rest.split(['/', '?', '#']).next().unwrap_or_default()
}

fn answer(agent: &Agent, address: &str, patience: Duration) -> Answer {
    let without_fragment = address.split('#').next().unwrap_or_default();
    match status(agent, without_fragment, patience, true) {
        // Some sites don't know `HEAD`, or answer it otherwise.
        Ok(status) if status >= 400 => match status_meaning(status) {
            Answer::There => Answer::There,
            dead => status_or(dead, self::status(agent, without_fragment, patience, false)),
        },
        Ok(_) => Answer::There,
        Err(why) => Answer::Dead(why),
    }
}

fn status_or(dead: Answer, status: Result<u16, String>) -> Answer {
    status.map_or(dead, status_meaning)
}

/// 401, 403, 407, 429 and 451 say that something is there, or that programs aren't told (RFC 9110, section 15.5; RFC 6585).
fn status_meaning(status: u16) -> Answer {
    match status {
        0..=399 | 401 | 403 | 407 | 429 | 451 => Answer::There,
        _ => Answer::Dead(status.to_string()),
    }
}

fn status(agent: &Agent, address: &str, patience: Duration, head: bool) -> Result<u16, String> {
    let response = match head {
        true => agent.head(address).config().timeout_global(Some(patience)).build().call(),
        false => agent.get(address).config().timeout_global(Some(patience)).build().call(),
    };
    response.map(|response| response.status().as_u16()).map_err(|error| reason(&error))
}

/// Why there was no answer.
fn reason(error: &Error) -> String {
    match error {
        Error::HostNotFound => "there is no such site".to_owned(),
        Error::Timeout(_) => "no answer in time".to_owned(),
        Error::TooManyRedirects => "it leads in circles".to_owned(),
        Error::ConnectionFailed => "no connection".to_owned(),
        Error::Io(cause) => cause.to_string().split(" (os error").next().unwrap_or_default().to_lowercase(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_go_by_their_hosts() {
        for (address, expected) in [
            ("https://example.org", "example.org"),
            ("http://example.org:8080/a/b?c#d", "example.org:8080"),
            ("https://example.org?x", "example.org"),
        ] {
            assert_eq!(host(address), expected);
        }
    }

    #[test]
    fn what_a_status_says() {
        for (status, there) in
            [(200, true), (304, true), (403, true), (404, false), (410, false), (429, true), (503, false)]
        {
            assert_eq!(status_meaning(status) == Answer::There, there, "{status}");
        }
    }
}
