//! `check --external`: links to other sites, held against a site of the test's own.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::support::Project;

/// A site on this machine. It notes what it was asked.
struct Site {
    port: u16,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Site {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let asked: Arc<Mutex<Vec<String>>> = Arc::default();
        let notes = Arc::clone(&asked);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.expect("a connection");
                // What speaks TLS sends no lines.
                stream.set_read_timeout(Some(Duration::from_millis(300))).expect("a time");
                let mut lines = BufReader::new(stream.try_clone().expect("the same connection")).lines();
                let request = lines.next().and_then(Result::ok).unwrap_or_default();
                while lines.next().and_then(Result::ok).is_some_and(|line| !line.is_empty()) {}
                notes.lock().expect("notes").push(request.clone());
                let status = match request.split(' ').collect::<Vec<_>>()[..] {
                    [_, "/there", _] | ["GET", "/only-get", _] => "200 OK",
                    [_, "/only-get", _] => "405 Method Not Allowed",
                    [_, "/private", _] => "403 Forbidden",
                    [_, "/moved", _] => "301 Moved Permanently\r\nLocation: /there",
                    _ => "404 Not Found",
                };
                let answer = format!("HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
                stream.write_all(answer.as_bytes()).expect("an answer");
            }
        });
        Self { port, asked }
    }

    fn asked(&self) -> Vec<String> {
        self.asked.lock().expect("notes").clone()
    }
}

fn project(port: u16) -> Project {
    let link = |path: &str| format!("[{path}](http://127.0.0.1:{port}{path})\n\n");
    let links: String = ["/there", "/only-get", "/private", "/moved#part", "/gone", "/there"].map(link).concat();
    let text = format!("{links}[nobody](http://127.0.0.1:1/)\n\n[mail](mailto:help@example.org)\n");
    Project::new().article("a.md", "title: A\ndescription: About a.", &text).article(
        "b.md",
        "title: B\ndescription: About b.",
        &link("/gone"),
    )
}

#[test]
fn dead_links_to_other_sites_are_found_where_they_stand() {
    let site = Site::start();
    let project = project(site.port);
    let run = project.run(&["check", "--external", "--only", "dead-external-link"]);
    run.code(0).warning("dead-external-link", "content/a.md:13:9").warning("dead-external-link", "content/a.md:17:10");
    run.warning("dead-external-link", "content/b.md:5:9").stderr_has("is not there: 404");
    assert_eq!(run.diagnostics().len(), 3, "{}", run.errors());
    let asked = site.asked();
    assert_eq!(
        asked.iter().filter(|line| line.contains("/there")).count(),
        2,
        "once itself, and once moved: {asked:?}"
    );
    assert_eq!(asked.iter().filter(|line| line.starts_with("HEAD /gone")).count(), 1, "{asked:?}");
    assert!(!asked.iter().any(|line| line.contains('#')), "{asked:?}");
}

#[test]
fn nobody_is_asked_unless_it_is_wished() {
    let site = Site::start();
    let project = project(site.port);
    project.run(&["check"]).code(0);
    project.build().ok();
    assert_eq!(site.asked(), [""; 0]);
}

#[test]
fn what_goes_wrong_on_the_way_is_said() {
    let site = Site::start();
    let text = format!("[no TLS](https://127.0.0.1:{}/) and [no such site](https://nowhere.invalid/)", site.port);
    let project = Project::new().article("a.md", "title: A\ndescription: About a.", &text);
    let run = project.run(&["check", "--external", "--only", "dead-external-link"]);
    run.code(0).warning("dead-external-link", "content/a.md:5:10").stderr_has("/` is not there: ");
    assert_eq!(run.diagnostics().len(), 2, "{}", run.errors());
}
