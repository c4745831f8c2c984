//! Pages made one by one, as `serve` shows them right after a change, are those of the whole site.

use std::path::Path;
use std::sync::Arc;

use answerbook::output::Contents;
use answerbook::pipeline::{self, Memory, Preview, Request};
use answerbook::progress::Progress;
use answerbook::site::Scope;

use crate::support::{Project, repository};

fn request(root: &Path) -> Request {
    let out = root.join("site");
    Request { root: root.to_owned(), out, base_url: None, scope: Scope::default(), all_postings: false }
}

/// Makes every file of a site both ways; gives how many there are.
fn compare(root: &Path) -> usize {
    let (request, memory, progress) = (request(root), Memory::default(), Progress::default());
    let model = Arc::new(pipeline::read(&request, &memory, &progress));
    assert!(Preview::new(&model, &memory, false).expect("no errors").is_none(), "there is no whole site yet");
    let built = pipeline::render(&model, &pipeline::search(&model, &request, &memory, &progress), &memory, &progress);
    let preview = Preview::new(&model, &memory, false).expect("no errors").expect("a preview");
    for (path, contents) in built.output.iter() {
        assert!(preview.has(path), "{}: {path}", root.display());
        assert!(preview.file(path).expect("a page").as_ref() == Some(contents), "{}: {path}", root.display());
    }
    for path in ["nowhere/index.html", "index.htm", "el/nowhere.html", "", "/index.html", "search", "../Cargo.toml"] {
        assert!(!preview.has(path) && preview.file(path).expect("no error").is_none(), "{}: {path}", root.display());
    }
    built.output.len()
}

#[test]
fn pages_made_alone_are_those_of_the_whole_site() {
    let golden = repository().join("tests/golden");
    let mut folders: Vec<_> =
        std::fs::read_dir(golden).expect("a folder").map(|entry| entry.expect("one").path()).collect();
    folders.sort();
    for folder in folders {
        assert!(compare(&folder) > 5, "{}", folder.display());
    }
    assert!(compare(repository()) > 300);
}

#[test]
fn what_changed_shows_before_the_whole_site_is_made() {
    let project = Project::new().article("a.md", "title: A", "Old words.");
    let (request, memory, progress) = (request(&project.path("")), Memory::default(), Progress::default());
    pipeline::build(&request, &memory, &progress);
    project.write("content/a.md", "---\ntitle: A\n---\nNew words.\n");
    project.write("content/b.md", "---\ntitle: B\n---\nMore.\n");
    let model = Arc::new(pipeline::read(&request, &memory, &progress));
    let preview = Preview::new(&model, &memory, false).expect("no errors").expect("a preview");
    let page = |path: &str| match preview.file(path) {
        Ok(Some(Contents::Bytes(bytes))) => String::from_utf8(bytes.to_vec()).expect("UTF-8"),
        other => panic!("{path}: {other:?}"),
    };
    assert!(page("a/index.html").contains("New words.") && page("b/index.html").contains("More."));
    assert!(page("search/index.html").contains(">B</a>"));
    // The search has it a moment later.
    pipeline::search(&model, &request, &memory, &progress);
    let preview = Preview::new(&model, &memory, false).expect("no errors").expect("a preview");
    let Ok(Some(Contents::Bytes(manifest))) = preview.file("search/index.json") else { panic!("no manifest") };
    assert!(String::from_utf8_lossy(&manifest).contains("more"));
    project.write("content/b.md", "---\ntitle: B\n---\nTo [nowhere](nowhere.md).\n");
    let model = Arc::new(pipeline::read(&request, &memory, &Progress::default()));
    assert_eq!(Preview::new(&model, &memory, false).expect_err("a broken link").errors(), 1);
}
