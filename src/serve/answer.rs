//! A request -> its answer.

use std::net::SocketAddr;

use bytes::Bytes;
use hyper::header::{
    ACCEPT_RANGES, ALLOW, CACHE_CONTROL, CONTENT_LENGTH, CONTENT_RANGE, CONTENT_TYPE, ETAG, HeaderMap, HeaderName,
    HeaderValue, IF_NONE_MATCH, IF_RANGE, LOCATION, RANGE,
};
use hyper::{Method, Request, Response, StatusCode};

use super::body::Sent;
use super::events;
use super::file::{Sendable, is_page};
use super::guard::{is_for_us, is_from_us};
use super::page::{fingerprint, script};
use super::problem;
use super::range::{self, Part};
use super::route::{self, Route};
use super::state::{Context, Shown, Site};

/// What every answer says. Scripts and styles may only be the site's own, as on a host that sends the policy that pages are made for;
/// pictures, videos and frames may come from elsewhere and votes go there, since a host can allow them.
const HEADERS: [(&str, &str); 5] = [
    ("cache-control", "no-cache"),
    ("content-security-policy", "default-src 'self'; connect-src *; img-src * data:; media-src *; frame-src *"),
    ("cross-origin-resource-policy", "same-origin"),
    ("referrer-policy", "same-origin"),
    ("x-content-type-options", "nosniff"),
];

/// The preview's own files: their names after `/_answerbook/`, with their types.
const OWN: [(&str, &str, &str); 3] = [
    ("reload.js", "text/javascript; charset=utf-8", include_str!("client/reload.js")),
    ("overlay.js", "text/javascript; charset=utf-8", include_str!("client/overlay.js")),
    ("overlay.css", "text/css; charset=utf-8", include_str!("client/overlay.css")),
];

/// Answers a request.
pub(super) async fn answer<B>(request: &Request<B>, local: SocketAddr, context: &Context) -> Response<Sent> {
    let mut response = respond(request, local, context).await;
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers.entry(HeaderName::from_static(name)).or_insert(HeaderValue::from_static(value));
    }
    if request.method() == Method::HEAD {
        *response.body_mut() = Sent::nothing();
    }
    response
}

async fn respond<B>(request: &Request<B>, local: SocketAddr, context: &Context) -> Response<Sent> {
    if !is_for_us(request, local, context.name.as_deref()) {
        let port = local.port();
        let message = format!(
            "This preview answers only to `localhost:{port}`, to its own address, and to the name that `--host` gives it.\n"
        );
        return text(StatusCode::FORBIDDEN, message);
    }
    if request.method() != Method::GET && request.method() != Method::HEAD {
        let mut response = text(StatusCode::METHOD_NOT_ALLOWED, "Only GET and HEAD are answered.\n");
        response.headers_mut().insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
        return response;
    }
    if let Some(name) = request.uri().path().strip_prefix("/_answerbook/") {
        return own(name, request, context);
    }
    let Some(shown) = context.state.now().await else {
        return text(StatusCode::SERVICE_UNAVAILABLE, "The preview ends.\n");
    };
    match &shown.site {
        Some(site) => from_site(site, request, context).await,
        None => no_site(&shown),
    }
}

async fn from_site<B>(site: &Site, request: &Request<B>, context: &Context) -> Response<Sent> {
    let uri = request.uri();
    match route::find(uri.path(), uri.query(), &site.base, |path| site.files.has(path)) {
        Route::Redirect(to) => redirect(&to),
        Route::File(path) => match Sendable::find(&site.files, &path, &context.root).await {
            Some(file) => send(file, content_type(&path), request.headers()),
            None => missing(site, context).await,
        },
        Route::Missing => missing(site, context).await,
    }
}

/// A file, a part of it, or that it hasn't changed.
fn send(file: Sendable, content_type: HeaderValue, headers: &HeaderMap) -> Response<Sent> {
    let tag = format!("\"{}\"", file.tag);
    let text = |name| headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
    let known = |list: &str| {
        list.split(',').any(|known| matches!(known.trim(), "*") || known.trim().trim_start_matches("W/") == tag)
    };
    if text(IF_NONE_MATCH).is_some_and(known) {
        return with_tag(status(StatusCode::NOT_MODIFIED, Sent::nothing()), &tag);
    }
    let length = file.length;
    let asked = text(RANGE).filter(|_| text(IF_RANGE).is_none_or(|known| known == tag));
    let (code, range) = match asked.map_or(Part::Whole, |asked| range::parse(asked, length)) {
        Part::Whole => (StatusCode::OK, 0..length),
        Part::Bytes(range) => (StatusCode::PARTIAL_CONTENT, range),
        Part::Outside => {
            let mut response = self::text(StatusCode::RANGE_NOT_SATISFIABLE, "The file is shorter.\n");
            response.headers_mut().extend(header(CONTENT_RANGE, &format!("bytes */{length}")));
            return response;
        }
    };
    let part = (code == StatusCode::PARTIAL_CONTENT)
        .then(|| header(CONTENT_RANGE, &format!("bytes {}-{}/{length}", range.start, range.end - 1)));
    let mut response = with_tag(status(code, Sent::nothing()), &tag);
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, content_type);
    headers.insert(CONTENT_LENGTH, HeaderValue::from(range.end - range.start));
    headers.insert(ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    headers.extend(part.flatten());
    *response.body_mut() = file.part(range);
    response
}

/// The site's own page for wrong addresses.
async fn missing(site: &Site, context: &Context) -> Response<Sent> {
    match Sendable::find(&site.files, "404.html", &context.root).await {
        Some(file) => {
            let mut response = send(file, content_type("404.html"), &HeaderMap::new());
            *response.status_mut() = StatusCode::NOT_FOUND;
            response
        }
        None => text(StatusCode::NOT_FOUND, "There is no such page.\n"),
    }
}

/// What stands for every page until there is a site.
fn no_site(shown: &Shown) -> Response<Sent> {
    let page = |tag: &str| problem::page(&shown.problems, &script(tag));
    let tag = fingerprint(page("").as_bytes());
    let response = whole(StatusCode::INTERNAL_SERVER_ERROR, "text/html; charset=utf-8", page(&tag).into());
    with_tag(response, &format!("\"{tag}\""))
}

fn own<B>(name: &str, request: &Request<B>, context: &Context) -> Response<Sent> {
    if name == "events" {
        if !is_from_us(request.headers()) {
            return text(StatusCode::FORBIDDEN, "Only pages of this preview may listen here.\n");
        }
        let body = if request.method() == Method::HEAD { Sent::nothing() } else { events::stream(&context.state) };
        let mut response = status(StatusCode::OK, body);
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/event-stream"));
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        return response;
    }
    match OWN.into_iter().find(|(own, ..)| *own == name) {
        Some((_, content_type, text)) => whole(StatusCode::OK, content_type, Bytes::from_static(text.as_bytes())),
        None => text(StatusCode::NOT_FOUND, "There is no such file.\n"),
    }
}

fn redirect(to: &str) -> Response<Sent> {
    match header(LOCATION, to) {
        // Not for ever: browsers keep that, and the next project on this port may have other addresses.
        Some(location) => {
            let mut response = text(StatusCode::FOUND, "");
            response.headers_mut().extend([location]);
            response
        }
        None => text(StatusCode::BAD_REQUEST, "This address can't be read.\n"),
    }
}

fn status(status: StatusCode, body: Sent) -> Response<Sent> {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    response
}

fn text(code: StatusCode, text: impl Into<Bytes>) -> Response<Sent> {
    whole(code, "text/plain; charset=utf-8", text.into())
}

fn whole(code: StatusCode, content_type: &'static str, bytes: Bytes) -> Response<Sent> {
    let length = bytes.len();
    let mut response = status(code, Sent::pieces([bytes]));
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    response.headers_mut().insert(CONTENT_LENGTH, HeaderValue::from(length));
    response
}

fn with_tag(mut response: Response<Sent>, tag: &str) -> Response<Sent> {
    response.headers_mut().extend(header(ETAG, tag));
    response
}

fn header(name: HeaderName, value: &str) -> Option<(HeaderName, HeaderValue)> {
    HeaderValue::from_str(value).ok().map(|value| (name, value))
}

/// The type of a file by the end of its name. Texts are UTF-8, as everything that is built.
fn content_type(path: &str) -> HeaderValue {
    let guess = mime_guess::from_path(path).first_or_octet_stream();
    let kind = guess.essence_str();
    let is_text =
        kind.starts_with("text/") || kind.ends_with("json") || kind.ends_with("xml") || kind.ends_with("javascript");
    let value = if is_page(path) || is_text { format!("{kind}; charset=utf-8") } else { kind.to_owned() };
    HeaderValue::from_str(&value).unwrap_or(HeaderValue::from_static("application/octet-stream"))
}
