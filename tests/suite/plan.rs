//! Files made one by one, as they are published, and as `serve` shows them right after a change.

use std::path::Path;
use std::sync::Arc;

use answerbook::output::{Contents, Files};
use answerbook::pipeline::{self, Making, Memory, Plan, Request};
use answerbook::progress::Progress;
use answerbook::site::Scope;

use crate::support::{Project, repository};

fn request(root: &Path) -> Request {
    let out = root.join("site");
    Request { root: root.to_owned(), out, base_url: None, scope: Scope::default(), all_postings: false }
}

/// Makes every file of a site; gives how many there are.
fn make_all(root: &Path) -> usize {
    let (request, memory, progress) = (request(root), Memory::default(), Progress::default());
    let model = Arc::new(pipeline::read(&request, &memory, &progress));
    assert!(Plan::early(&model, &memory, false).expect("no errors").is_none(), "there is no search yet");
    let indexed = pipeline::search(&model, &request, &memory, &progress);
    let plan = pipeline::plan(&model, &indexed, &memory).plan.expect("a plan");
    let early = Plan::early(&model, &memory, false).expect("no errors").expect("a plan");
    let paths = plan.paths();
    for path in &paths {
        let contents = plan.file(path).expect("no error");
        assert!(plan.has(path) && contents.is_some(), "{}: {path}", root.display());
        assert!(early.file(path).expect("no error") == contents, "{}: {path}", root.display());
    }
    for path in ["nowhere/index.html", "index.htm", "el/nowhere.html", "", "/index.html", "search", "../Cargo.toml"] {
        assert!(!paths.contains(path) && !plan.has(path), "{}: {path}", root.display());
        assert!(plan.file(path).expect("no error").is_none(), "{}: {path}", root.display());
    }
    paths.len()
}

#[test]
fn every_path_of_a_site_is_that_of_a_file_and_no_other() {
    let golden = repository().join("tests/golden");
    let mut folders: Vec<_> =
        std::fs::read_dir(golden).expect("a folder").map(|entry| entry.expect("one").path()).collect();
    folders.sort();
    for folder in folders {
        assert!(make_all(&folder) > 5, "{}", folder.display());
    }
    assert!(make_all(repository()) > 300);
}

#[test]
fn what_changed_shows_before_the_whole_site_is_made() {
    let project = Project::new().article("a.md", "title: A", "Old words.");
    let (request, memory, progress) = (request(&project.path("")), Memory::default(), Progress::default());
    pipeline::build(&request, &memory, &progress);
    project.write("content/a.md", "---\ntitle: A\n---\nNew words.\n");
    project.write("content/b.md", "---\ntitle: B\n---\nMore.\n");
    let model = Arc::new(pipeline::read(&request, &memory, &progress));
    let plan = Plan::early(&model, &memory, false).expect("no errors").expect("a plan");
    let page = |path: &str| match plan.file(path) {
        Ok(Some(Contents::Bytes(bytes))) => String::from_utf8(bytes.to_vec()).expect("UTF-8"),
        other => panic!("{path}: {other:?}"),
    };
    assert!(page("a/index.html").contains("New words.") && page("b/index.html").contains("More."));
    assert!(page("search/index.html").contains(">B</a>"));
    // The search has it a moment later.
    pipeline::search(&model, &request, &memory, &progress);
    let plan = Plan::early(&model, &memory, false).expect("no errors").expect("a plan");
    let Ok(Some(Contents::Bytes(manifest))) = plan.file("search/index.json") else { panic!("no manifest") };
    assert!(String::from_utf8_lossy(&manifest).contains("more"));
    progress.cancel();
    assert!(Making::new(&plan, &progress).contents("a/index.html").is_none(), "nobody wants it any more");
    project.write("content/b.md", "---\ntitle: B\n---\nTo [nowhere](nowhere.md).\n");
    let model = Arc::new(pipeline::read(&request, &memory, &Progress::default()));
    assert_eq!(Plan::early(&model, &memory, false).expect_err("a broken link").errors(), 1);
}
