//! `answerbook serve`: what is answered to whom, by a client that says exactly what a test wants.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, ErrorKind, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use crate::support::{Project, command};

/// Long enough for a machine that does much else.
const PATIENCE: Duration = Duration::from_secs(30);

/// A running preview; it is killed when the test ends.
struct Preview {
    child: Child,
    port: u16,
    /// What it prints.
    out: Lines,
    errors: Lines,
}

type Lines = Arc<Mutex<String>>;

fn gather(pipe: impl Read + Send + 'static) -> Lines {
    let lines = Lines::default();
    let gathered = Arc::clone(&lines);
    std::thread::spawn(move || {
        for line in BufReader::new(pipe).lines().map_while(Result::ok) {
            *gathered.lock().unwrap() += &format!("{line}\n");
        }
    });
    lines
}

/// Asks again and again.
#[track_caller]
fn wait<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let start = Instant::now();
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(start.elapsed() < PATIENCE, "waited in vain for {what}");
        std::thread::sleep(Duration::from_millis(10));
    }
}

impl Preview {
    fn of(project: &Project) -> Self {
        Self::with(project, &[])
    }

    #[track_caller]
    fn with(project: &Project, options: &[&str]) -> Self {
        let port = ["--port", "0"];
        let port = if options.contains(&"--port") { &port[..0] } else { &port };
        let mut child = command()
            .arg("serve")
            .args(port)
            .args(options)
            .current_dir(project.path(""))
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let out = gather(child.stdout.take().expect("a pipe"));
        let errors = gather(child.stderr.take().expect("a pipe"));
        let mut preview = Self { child, port: 0, out, errors };
        preview.port = wait("the address", || {
            let out = preview.out();
            let address = out.lines().find_map(|line| line.strip_prefix("the site is at http://"))?;
            address.split('/').next()?.rsplit(':').next()?.parse().ok()
        });
        preview
    }

    fn out(&self) -> String {
        self.out.lock().unwrap().clone()
    }

    fn errors(&self) -> String {
        self.errors.lock().unwrap().clone()
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).expect("a connection");
        stream.set_read_timeout(Some(PATIENCE)).expect("a time limit");
        stream
    }

    /// Sends a request as it is, but for its line ends and its own port, which it names `PORT`.
    fn raw(&self, request: &str) -> Answer {
        let mut stream = self.connect();
        let request = request.replace('\n', "\r\n").replace("PORT", &self.port.to_string());
        stream.write_all(request.as_bytes()).expect("a request");
        let mut answer = Vec::new();
        match stream.read_to_end(&mut answer) {
            Err(error) if error.kind() != ErrorKind::ConnectionReset => panic!("{error}"),
            _ => Answer::read(&answer),
        }
    }

    fn ask(&self, method: &str, path: &str, headers: &str) -> Answer {
        self.raw(&format!("{method} {path} HTTP/1.1\nHost: localhost:PORT\nConnection: close\n{headers}\n"))
    }

    fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, "")
    }

    /// Waits until a page has a text.
    #[track_caller]
    fn shows(&self, path: &str, text: &str) -> Answer {
        wait(text, || Some(self.get(path)).filter(|answer| answer.text().contains(text)))
    }

    /// The reload channel; each item is the JSON of an event.
    fn events(&self) -> impl Iterator<Item = serde_json::Value> + use<> {
        let mut stream = self.connect();
        let request = format!("GET /_answerbook/events HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", self.port);
        stream.write_all(request.as_bytes()).expect("a request");
        let lines = BufReader::new(stream).lines().map_while(Result::ok);
        lines.filter_map(|line| Some(serde_json::from_str(line.strip_prefix("data: ")?).expect("JSON")))
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[derive(Debug)]
struct Answer {
    status: u16,
    headers: BTreeMap<String, String>,
    body: Vec<u8>,
}

impl Answer {
    fn read(bytes: &[u8]) -> Self {
        let end = bytes.windows(4).position(|window| window == b"\r\n\r\n").unwrap_or(bytes.len());
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let mut lines = head.lines();
        let status = lines.next().and_then(|line| line.split(' ').nth(1)?.parse().ok()).unwrap_or(0);
        let headers = lines.filter_map(|line| line.split_once(": "));
        let headers = headers.map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned())).collect();
        Self { status, headers, body: bytes.get(end + 4..).unwrap_or_default().to_vec() }
    }

    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }

    fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

fn help() -> Project {
    Project::new().article("refund.md", "title: Refunds", "Within 14 days.")
}

#[test]
fn what_is_served_is_what_is_built() {
    let project = help()
        .article("ωραία.md", "title: Ωραία", "Ναι. ![x](a%20b.png)")
        .file("content/a b.png", [7; 300_000])
        .file("static/plain.html", "<!DOCTYPE html><title>x</title><BODY>Hi</BODY>")
        .file("static/empty.txt", "");
    let preview = Preview::of(&project);
    assert!(!project.path("site").exists(), "nothing is written");
    project.build().ok();
    let mut seen = 0;
    for (path, bytes) in project.tree("site") {
        if path == ".answerbook" {
            continue;
        }
        let address: String = path.bytes().map(|byte| format!("%{byte:02x}")).collect();
        let answer = preview.get(&format!("/{}", address.replace("%2f", "/")));
        assert_eq!((answer.status, answer.header("content-length")), (200, &*answer.body.len().to_string()), "{path}");
        let mut served = answer.body;
        if path.ends_with(".html") {
            let text = String::from_utf8(served).expect("a page");
            let at = text.find("<script type=\"module\" src=\"/_answerbook/reload.js\"").expect("the script");
            let end = at + text[at..].find("</script>").expect("its end") + "</script>".len();
            assert!(text[end..].to_lowercase().starts_with("</body>"), "{path}");
            served = [&text[..at], &text[end..]].concat().into_bytes();
        }
        assert!(served == bytes, "{path} differs");
        seen += 1;
    }
    assert!(seen > 20, "{seen} files");
}

#[test]
fn only_its_own_names_are_answered() {
    let project = help();
    let preview = Preview::of(&project);
    for host in ["localhost:PORT", "127.0.0.1:PORT", "LocalHost:PORT", "acme.localhost:PORT", "localhost.:PORT"] {
        let answer = preview.raw(&format!("GET /refund/ HTTP/1.1\nHost: {host}\nConnection: close\n\n"));
        assert_eq!(answer.status, 200, "{host}");
    }
    for host in [
        "evil.example",
        "evil.example:PORT",
        "localhost.evil.example:PORT",
        "127.0.0.1.nip.io:PORT",
        "127.0.0.2:PORT",
        "0.0.0.0:PORT",
        "2130706433:PORT",
        "0x7f000001:PORT",
        "127.1:PORT",
        "[::1]:PORT",
        "192.168.0.1:PORT",
        "localhost",
        "localhost:1",
        "xlocalhost:PORT",
        "",
    ] {
        for path in ["/refund/", "/_answerbook/events", "/_answerbook/reload.js", "/search/index.json"] {
            let answer = preview.raw(&format!("GET {path} HTTP/1.1\nHost: {host}\nConnection: close\n\n"));
            assert_eq!(answer.status, 403, "{host} {path}");
            assert!(answer.text().starts_with("This preview answers only to"), "{host} {path}");
        }
    }
    for request in [
        "GET / HTTP/1.1\nConnection: close\n\n",
        "GET / HTTP/1.0\n\n",
        "GET / HTTP/1.1\nHost: localhost:PORT\nHost: evil.example\nConnection: close\n\n",
        "GET http://evil.example/ HTTP/1.1\nHost: localhost:PORT\nConnection: close\n\n",
        "GET http://localhost:PORT/ HTTP/1.1\nHost: evil.example\nConnection: close\n\n",
    ] {
        let answer = preview.raw(request);
        assert!(matches!(answer.status, 400 | 403), "{request}: {answer:?}");
    }
}

#[test]
fn only_its_own_pages_may_listen() {
    let project = help();
    let preview = Preview::of(&project);
    for headers in [
        "Origin: http://evil.example\n",
        "Origin: http://localhost:3000\n",
        "Origin: http://127.0.0.1:PORT\n",
        "Origin: null\n",
        "Sec-Fetch-Site: cross-site\n",
        "Sec-Fetch-Site: same-site\n",
        "Origin: http://localhost:PORT\nSec-Fetch-Site: cross-site\n",
    ] {
        let answer = preview.ask("GET", "/_answerbook/events", headers);
        assert_eq!(answer.status, 403, "{headers}");
        assert!(!answer.text().contains("data:"));
    }
    for headers in ["", "Origin: http://localhost:PORT\n", "Sec-Fetch-Site: same-origin\n"] {
        assert_eq!(preview.ask("HEAD", "/_answerbook/events", headers).status, 200, "{headers}");
    }
    let evil = "Origin: http://evil.example\nAccess-Control-Request-Method: GET\nSec-Fetch-Site: cross-site\n";
    for (method, status) in
        [("GET", 200), ("OPTIONS", 405), ("POST", 405), ("PUT", 405), ("DELETE", 405), ("TRACE", 405)]
    {
        let answer = preview.ask(method, "/search/index.json", evil);
        assert_eq!(answer.status, status, "{method}");
        assert!(!answer.headers.keys().any(|name| name.starts_with("access-control")), "{method}: {answer:?}");
        assert_eq!(answer.header("cross-origin-resource-policy"), "same-origin");
    }
}

/// Ways out of a folder that servers have fallen for; `CANARY` is a file beside the project.
const WAYS_OUT: [&str; 64] = [
    "/../CANARY",
    "/../../CANARY",
    "/../project/answerbook.yaml",
    "/../answerbook.yaml",
    "/..",
    "/../",
    "/./../CANARY",
    "/refund/../../CANARY",
    "/refund/../../../CANARY",
    "/refund/..%2f..%2fCANARY",
    "/%2e%2e/CANARY",
    "/%2E%2E/CANARY",
    "/%2e%2e%2fCANARY",
    "/%2e%2e%2f%2e%2e%2fCANARY",
    "/.%2e/CANARY",
    "/%2e./CANARY",
    "/..%2fCANARY",
    "/..%5cCANARY",
    "/..\\CANARY",
    "/..%c0%afCANARY",
    "/..%c1%9cCANARY",
    "/%c0%ae%c0%ae/CANARY",
    "/%e0%80%ae%e0%80%ae/CANARY",
    "/%252e%252e/CANARY",
    "/%252e%252e%252fCANARY",
    "/..%252fCANARY",
    "/%uff0e%uff0e/CANARY",
    "/．．/CANARY",
    "/....//CANARY",
    "/..././CANARY",
    "/..;/CANARY",
    "/.;/../CANARY",
    "/..%00/CANARY",
    "/..%0d/CANARY",
    "/%00../CANARY",
    "/static/../../CANARY",
    "/static/CANARY",
    "/assets/../../CANARY",
    "/assets/..%2f..%2fCANARY",
    "/_answerbook/../CANARY",
    "/_answerbook/../../CANARY",
    "/_answerbook/..%2f..%2fCANARY",
    "/_answerbook/%2e%2e/CANARY",
    "//CANARY",
    "///etc/passwd",
    "//etc/passwd",
    "/etc/passwd",
    "/%2fetc%2fpasswd",
    "/file:///etc/passwd",
    "/C:/Windows/win.ini",
    "/C:%5cWindows%5cwin.ini",
    "/%5c%5cserver%5cshare",
    "/proc/self/environ",
    "/~root/CANARY",
    "/answerbook.yaml",
    "/content/refund.md",
    "/refund.md",
    "/.git/config",
    "/.answerbook",
    "/.env",
    "/secret",
    "/linked/CANARY",
    "/linked",
    "/draft/",
];

#[test]
fn nothing_outside_of_the_site_can_be_read() {
    let project = help()
        .article("draft.md", "title: Draft\ndraft: true", "CANARY-OUT")
        .file("answerbook.yaml", "title: Help # CANARY-OUT\n")
        .file(".env", "CANARY-OUT")
        .file(".git/config", "CANARY-OUT")
        .file("secret", "CANARY-OUT")
        .file("static/inside.txt", "CANARY-IN");
    fs::write(project.outside().join("CANARY"), "CANARY-OUT").expect("a file outside");
    let preview = Preview::of(&project);
    // A canary is found where there is one.
    assert!(preview.get("/inside.txt").text().contains("CANARY-IN"));
    assert!(preview.get("/%69nside%2etxt").text().contains("CANARY-IN"));
    for path in WAYS_OUT {
        let answer = preview.get(path);
        let (status, text) = (answer.status, answer.text());
        assert!(matches!(status, 400 | 404), "{path}: {status}");
        assert!(!text.contains("CANARY-OUT") && !text.contains("root:"), "{path}: {text}");
        assert!(!text.contains(project.outside().to_str().expect("a path")), "{path} names a folder of the machine");
    }
}

#[test]
#[cfg(unix)]
fn a_link_that_takes_a_files_place_is_not_followed_out() {
    let project = help().file("static/a.txt", "inside");
    fs::write(project.outside().join("CANARY"), "CANARY-OUT").expect("a file outside");
    let preview = Preview::of(&project);
    assert_eq!(preview.get("/a.txt").text(), "inside");
    project.remove("static/a.txt");
    std::os::unix::fs::symlink(project.outside().join("CANARY"), project.path("static/a.txt")).expect("a link");
    let answer = preview.get("/a.txt");
    assert!(answer.status == 404 && !answer.text().contains("CANARY-OUT"), "{answer:?}");
}

#[test]
fn types_and_headers() {
    let project = help()
        .file("static/a.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>")
        .file("static/a.webmanifest", "{}")
        .file("static/a.woff2", "x")
        .file("static/a.mp4", "x")
        .file("static/a.vtt", "WEBVTT")
        .file("static/a.txt", "Ωραία")
        .file("static/CNAME", "x");
    let preview = Preview::of(&project);
    let page = preview.get("/refund/");
    let link = |page: &Answer, from: &str, to: &str| {
        let text = page.text();
        let at = text.find(from).expect("a link") + from.len();
        format!("/{}", text[at..at + text[at..].find(to).expect("its end")].trim_start_matches("../"))
    };
    let style = link(&page, "rel=\"stylesheet\" href=\"", "\"");
    let script = link(&page, "type=\"module\" src=\"", "\"");
    for (path, kind) in [
        ("/refund/", "text/html; charset=utf-8"),
        ("/search/index.json", "application/json; charset=utf-8"),
        (&style, "text/css; charset=utf-8"),
        (&script, "text/javascript; charset=utf-8"),
        ("/_answerbook/overlay.js", "text/javascript; charset=utf-8"),
        ("/_answerbook/overlay.css", "text/css; charset=utf-8"),
        ("/a.svg", "image/svg+xml; charset=utf-8"),
        ("/a.webmanifest", "application/manifest+json; charset=utf-8"),
        ("/a.woff2", "font/woff2"),
        ("/a.mp4", "video/mp4"),
        ("/a.vtt", "text/vtt; charset=utf-8"),
        ("/a.txt", "text/plain; charset=utf-8"),
        ("/CNAME", "application/octet-stream"),
    ] {
        let answer = preview.get(path);
        assert_eq!((answer.status, answer.header("content-type")), (200, kind), "{path}");
        assert_eq!(answer.header("cache-control"), "no-cache", "{path}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert!(answer.header("content-security-policy").starts_with("default-src 'self';"), "{path}");
    }
}

#[test]
fn heads_conditions_and_ranges() {
    let video: Vec<u8> = (0..1_000_000_u32).map(|at| (at % 251) as u8).collect();
    let project = help().file("static/film.mp4", &video);
    let preview = Preview::of(&project);
    for path in ["/refund/", "/film.mp4", "/search/index.json"] {
        let (get, head) = (preview.get(path), preview.ask("HEAD", path, ""));
        assert!(head.body.is_empty() && !get.body.is_empty(), "{path}");
        for name in ["content-length", "content-type", "etag"] {
            assert!(!head.header(name).is_empty() && head.header(name) == get.header(name), "{path} {name}");
        }
        let tag = get.header("etag").to_owned();
        for known in [tag.clone(), format!("W/{tag}"), format!("\"other\", {tag}"), "*".to_owned()] {
            let answer = preview.ask("GET", path, &format!("If-None-Match: {known}\n"));
            assert!(answer.status == 304 && answer.body.is_empty() && answer.header("etag") == tag, "{path} {known}");
        }
        assert_eq!(preview.ask("GET", path, "If-None-Match: \"other\"\n").status, 200, "{path}");
        let ranges = [
            ("bytes=0-99", 0..100),
            ("bytes=100-", 100..get.body.len()),
            ("bytes=-7", get.body.len() - 7..get.body.len()),
            ("bytes=20-999999999", 20..get.body.len()),
        ];
        for (range, expected) in ranges {
            let answer = preview.ask("GET", path, &format!("Range: {range}\nIf-Range: {tag}\n"));
            let said = format!("bytes {}-{}/{}", expected.start, expected.end - 1, get.body.len());
            assert_eq!((answer.status, answer.header("content-range")), (206, &*said), "{path} {range}");
            assert!(answer.body == get.body[expected], "{path} {range}");
        }
        let outside = preview.ask("GET", path, "Range: bytes=999999999-\n");
        assert_eq!(outside.status, 416, "{path}");
        assert_eq!(outside.header("content-range"), format!("bytes */{}", get.body.len()));
        for headers in ["Range: bytes=0-1,5-6\n", "Range: lines=1-2\n", "Range: bytes=0-99\nIf-Range: \"other\"\n"] {
            let answer = preview.ask("GET", path, headers);
            assert!(answer.status == 200 && answer.body == get.body, "{path} {headers}");
        }
    }
    assert!(preview.get("/film.mp4").body == video);
}

#[test]
fn a_path_in_the_base_url_is_served() {
    let project = help().settings("title: Help\nbase_url: https://acme.example/βοήθεια/help/\n");
    let preview = Preview::of(&project);
    assert!(preview.out().contains("/βοήθεια/help/"), "{}", preview.out());
    let base = "/%CE%B2%CE%BF%CE%AE%CE%B8%CE%B5%CE%B9%CE%B1/help";
    for (from, to) in [
        ("/".to_owned(), format!("{base}/")),
        (base.to_owned(), format!("{base}/")),
        (format!("{base}/refund"), format!("{base}/refund/")),
        (format!("{base}/refund?q=%20"), format!("{base}/refund/?q=%20")),
    ] {
        let answer = preview.get(&from);
        assert_eq!((answer.status, answer.header("location")), (302, &*to), "{from}");
    }
    assert!(preview.get(&format!("{base}/refund/")).text().contains("Within 14 days"));
    for path in ["/refund/".to_owned(), format!("{base}/nothing/"), "/index.html".to_owned()] {
        let answer = preview.get(&path);
        assert_eq!(answer.status, 404, "{path}");
        assert!(answer.text().contains(&format!("{base}/assets/")) || answer.text().contains("/βοήθεια/help/assets/"));
    }
    // The settings may change while it runs.
    project.write("answerbook.yaml", "title: Help\nbase_url: https://acme.example/\n");
    preview.shows("/refund/", "Within 14 days");
}

#[test]
fn a_wrong_address_shows_the_sites_own_page() {
    let project = help();
    let preview = Preview::of(&project);
    let answer = preview.get("/nothing/here");
    assert_eq!((answer.status, answer.header("content-type")), (404, "text/html; charset=utf-8"));
    assert!(
        answer.text().contains("ab-page--not-found") && answer.text().contains("/_answerbook/reload.js"),
        "{answer:?}"
    );
    assert_eq!(preview.get("/_answerbook/nothing").status, 404);
}

#[test]
fn edits_are_shown_and_errors_leave_the_last_good_site() {
    let project = help();
    let preview = Preview::of(&project);
    let mut events = preview.events();
    let none = |event: &serde_json::Value| event["problems"].as_array().is_some_and(Vec::is_empty);
    assert!(events.next().is_some_and(|event| none(&event)));

    project.write("content/refund.md", "---\ntitle: Refunds\n---\nWithin 30 days.\n");
    assert!(events.next().is_some_and(|event| none(&event)));
    assert!(preview.get("/refund/").text().contains("Within 30 days"));

    project.write("content/refund.md", "---\ntitle: Refunds\n---\nOnce [upon](a-time.md) <b>.\n");
    // What changed is shown at once, and again with the whole site.
    let event = events.find(|event| !none(event)).expect("an event");
    let problem = &event["problems"][0];
    assert_eq!(problem["rule"], "broken-link");
    assert_eq!(problem["severity"], "error");
    assert_eq!(problem["place"], "content/refund.md:4:13");
    assert_eq!(problem["line"], serde_json::json!(["Once [upon](", "a-time.md", ") <b>."]));
    assert!(problem["message"].as_str().is_some_and(|message| message.contains("a-time.md")), "{problem}");
    let page = preview.get("/refund/");
    assert!(page.status == 200 && page.text().contains("Within 30 days"));
    wait("the place", || preview.errors().contains("content/refund.md:4:13").then_some(()));

    project.write("content/refund.md", "---\ntitle: Refunds\n---\nAt once.\n");
    assert!(events.any(|event| none(&event)));
    assert!(preview.get("/refund/").text().contains("At once"));
}

#[test]
fn a_template_that_fails_on_a_page_leaves_the_last_good_site() {
    let project = help().settings("title: Help\ntheme: mine\n").file("themes/mine/css/mine.css", "");
    let preview = Preview::of(&project);
    let mut events = preview.events();
    // It can be parsed, and fails on each article only.
    let template = "{% extends \"default/article.html\" %}{% block body %}{{ page.title / 2 }}{% endblock %}";
    project.write("themes/mine/templates/article.html", template);
    let failed = events.find(|event| event["problems"][0]["rule"] == "template-error");
    assert!(failed.is_some(), "{}", preview.errors());
    let page = preview.get("/refund/");
    assert!(page.status == 200 && page.text().contains("Within 14 days"), "{page:?}");
}

#[test]
fn a_folder_that_goes_leaves_the_last_good_site() {
    let project = help();
    let preview = Preview::of(&project);
    let mut events = preview.events();
    events.next().expect("an event");
    fs::rename(project.path("content"), project.outside().join("content")).expect("a move");
    let gone = events.find(|event| event["problems"][0]["message"] == "the content is gone");
    assert!(gone.is_some_and(|event| event["problems"][0]["place"].is_null()));
    assert!(preview.get("/refund/").text().contains("Within 14 days"));
    fs::rename(project.outside().join("content"), project.path("content")).expect("a move");
    assert!(events.any(|event| event["problems"].as_array().is_some_and(Vec::is_empty)));
}

#[test]
fn without_a_first_site_the_problems_are_a_page() {
    let project = help().article("a.md", "title: A\nkind: <novel>", "x");
    let preview = Preview::of(&project);
    for path in ["/", "/refund/", "/x.png"] {
        let answer = preview.get(path);
        assert_eq!((answer.status, answer.header("content-type")), (500, "text/html; charset=utf-8"), "{path}");
        let text = answer.text();
        for part in ["content/a.md:3:7", "&lt;novel&gt;", "problem__hint", "/_answerbook/reload.js"] {
            assert!(text.contains(part), "{path}: no {part} in {text}");
        }
        assert!(!text.contains("<novel>"));
    }
    project.write("content/a.md", "---\ntitle: A\n---\nIt works.\n");
    assert_eq!(preview.shows("/a/", "It works").status, 200);
}

#[test]
fn strict_means_warnings_too() {
    let project = help().settings("title: Help\ncheck: {rules: {broken-link: warning}}\n").article(
        "a.md",
        "title: A",
        "[x](y.md)",
    );
    assert_eq!(Preview::of(&project).get("/a/").status, 200);
    let answer = Preview::with(&project, &["--strict"]).get("/a/");
    assert!(answer.status == 500 && answer.text().contains("problem--warning"), "{answer:?}");
}

#[test]
fn a_taken_port() {
    let project = help();
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("its number").port().to_string();
    let run = project.run(&["serve", "--port", &port]);
    run.code(2).stderr_has(&format!("error: port {port} is in use")).stderr_has("leave `--port` out");
    // Not asked for, the next one is taken. Other tests may have them, too.
    let _first = TcpListener::bind("127.0.0.1:4000");
    let mut child = command();
    let child = child.arg("serve").current_dir(project.path("")).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = child.spawn().expect("the program starts");
    let out = gather(child.stdout.take().expect("a pipe"));
    let address = wait("an address", || {
        let out = out.lock().unwrap().clone();
        Some(out.lines().find_map(|line| line.strip_prefix("the site is at http://127.0.0.1:"))?.to_owned())
    });
    let _ = child.kill();
    let _ = child.wait();
    let port: u16 = address.trim_end_matches('/').parse().expect("a port");
    assert!((4001..4100).contains(&port), "{port}");
}

#[test]
fn hosts_that_are_none() {
    for host in ["nothing.invalid", "192.0.2.1", "not a host"] {
        help()
            .run(&["serve", "--host", host])
            .code(2)
            .stderr_has(&format!("`{host}` is not an address of this machine"));
    }
}

#[test]
fn widening_is_said() {
    let project = help();
    let preview = Preview::with(&project, &["--host", "0.0.0.0"]);
    assert!(preview.errors().contains("warning: everyone who reaches this machine"), "{}", preview.errors());
    assert_eq!(preview.get("/refund/").status, 200);
    let rebound = preview.raw("GET /refund/ HTTP/1.1\nHost: evil.example:PORT\nConnection: close\n\n");
    assert_eq!(rebound.status, 403);
    let local = Preview::with(&project, &["--host", "localhost"]);
    assert_eq!((local.errors().as_str(), local.get("/refund/").status), ("", 200));
}

#[test]
fn idle_and_slow_connections_keep_nobody_waiting() {
    let project = help();
    let preview = Preview::of(&project);
    let _idle: Vec<_> = (0..500).map(|_| preview.connect()).collect();
    let mut slow: Vec<_> = (0..100).map(|_| preview.connect()).collect();
    for (at, stream) in slow.iter_mut().enumerate() {
        let part = &b"GET /refund/ HTTP/1.1\r\nHost: localho"[..at % 30 + 1];
        stream.write_all(part).expect("a part of a request");
    }
    let start = Instant::now();
    for _ in 0..20 {
        assert_eq!(preview.get("/refund/").status, 200);
    }
    assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
    // They are closed in the end.
    let mut bytes = Vec::new();
    let _ = slow[0].read_to_end(&mut bytes);
    assert!(start.elapsed() < PATIENCE && !String::from_utf8_lossy(&bytes).contains("200 OK"));
}

#[test]
fn nonsense_is_refused_and_harms_nothing() {
    let project = help();
    let preview = Preview::of(&project);
    let long = format!("GET /{} HTTP/1.1\nHost: localhost:PORT\n\n", "a".repeat(200_000));
    let many = format!("GET / HTTP/1.1\nHost: localhost:PORT\n{}\n", "X: y\n".repeat(10_000));
    for request in
        ["\n\n", "GET\n\n", "\u{16}\u{3}\u{1}\n\n", "GET / HTTP/9.9\n\n", "PRI * HTTP/2.0\n\nSM\n\n", &long, &many]
    {
        let mut stream = preview.connect();
        let request = request.replace('\n', "\r\n").replace("PORT", &preview.port.to_string());
        let _ = stream.write_all(request.as_bytes());
        let mut bytes = Vec::new();
        let _ = stream.read_to_end(&mut bytes);
        assert!(!String::from_utf8_lossy(&bytes).contains(" 200 "), "{request:.80}");
    }
    assert_eq!(preview.get("/refund/").status, 200);
    assert_eq!(preview.errors(), "");
}

#[test]
#[cfg(unix)]
fn it_ends_by_ctrl_c() {
    let project = help().file("site/mine.txt", "mine");
    let before = project.tree("");
    let mut preview = Preview::of(&project);
    let mut events = preview.events();
    events.next().expect("an event");
    let pid = preview.child.id().to_string();
    std::process::Command::new("kill").args(["-INT", &pid]).status().expect("a signal");
    let status = preview.child.wait().expect("an end");
    assert_eq!(status.code(), Some(0), "{}", preview.errors());
    wait("the last line", || preview.out().ends_with("stopped\n").then_some(()));
    assert!(events.next().is_none());
    assert!(project.tree("") == before, "serving changes no file");
}
