//! The output folder: what is written, kept, removed, refused.

use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};

use snapbox::str;

use crate::support::{Project, names};

fn two_articles() -> Project {
    Project::new()
        .article("a.md", "title: A", "Alpha.")
        .article("b.md", "title: B", "Beta.")
        .file("static/logo.txt", "logo")
}

fn modified(path: &Path) -> SystemTime {
    fs::metadata(path).and_then(|file| file.modified()).expect("a modification time")
}

/// Makes every file of the site look an hour old.
fn age(project: &Project) -> SystemTime {
    let hour_ago = SystemTime::now() - Duration::from_secs(3600);
    for path in project.tree("site").keys() {
        let file = fs::File::options().write(true).open(project.path("site").join(path));
        file.and_then(|file| file.set_modified(hour_ago)).expect("a new time");
    }
    hour_ago
}

#[test]
fn unchanged_files_keep_their_time() {
    let project = two_articles();
    project.build().ok();
    let then = age(&project);
    project.write("content/a.md", "---\ntitle: A\n---\nAlpha, changed.\n");
    project.build().ok();
    let old = |path: &str| {
        let time = modified(&project.path("site").join(path));
        time.duration_since(then).unwrap_or_default() < Duration::from_secs(2)
    };
    assert!(old("b/index.html"), "b did not change");
    assert!(old("logo.txt"), "logo.txt did not change");
    assert!(!old("a/index.html"), "a changed");
}

#[test]
fn a_file_changed_by_hand_is_put_right() {
    let project = two_articles();
    project.build().ok();
    let before = project.tree("site");
    project.write("site/a/index.html", "changed by hand");
    project.remove("site/b/index.html");
    project.build().ok();
    assert_eq!(project.tree("site"), before);
}

#[test]
fn pages_of_removed_articles_go() {
    let project = two_articles();
    project.build().ok();
    project.remove("content/b.md");
    project.remove("static/logo.txt");
    project.build().ok().exists("a/index.html").missing("logo.txt").missing("b");
}

#[test]
fn a_renamed_article_leaves_no_page_behind() {
    let project = two_articles();
    project.build().ok();
    project.remove("content/b.md");
    project.write("content/c/b.md", "---\ntitle: B\n---\n");
    project.build().ok().missing("b").exists("c/b/index.html");
    project.remove("content/c/b.md");
    project.write("content/c.md", "---\ntitle: C\n---\n");
    project.build().ok().missing("c/b").exists("c/index.html");
}

#[test]
fn foreign_files_stay_and_are_named() {
    let project = two_articles();
    project.build().ok();
    project.write("site/CNAME", "help.example.org");
    project.write("site/.git/config", "precious");
    project.write("site/b/notes.txt", "mine");
    project.remove("content/b.md");
    let run = project.build();
    run.code(0).exists("CNAME").exists(".git/config").exists("b/notes.txt").missing("b/index.html");
    let said = run.output() + &run.errors();
    assert!(said.contains("CNAME"), "{said}");
}

#[test]
fn a_foreign_file_in_the_way_of_a_page_is_not_overwritten() {
    let project = two_articles();
    project.build().ok();
    project.write("site/c/index.html", "mine");
    project.write("content/c.md", "---\ntitle: C\n---\n");
    let run = project.build();
    run.code(2).stderr_has("site/c/index.html");
    assert_eq!(fs::read_to_string(project.path("site/c/index.html")).expect("a file"), "mine");
}

#[test]
fn a_foreign_folder_is_refused() {
    let project = two_articles().file("site/thesis.txt", "precious");
    project.build().code(2).stderr(str![[r#"
error: the output folder `[..]site` has files, and Answerbook did not make it
  = help: choose another folder, or empty this one yourself

"#]]);
    assert_eq!(project.tree("site").len(), 1);
}

#[test]
fn an_empty_folder_will_do() {
    let project = two_articles();
    fs::create_dir(project.path("site")).expect("a folder");
    project.build().ok().exists("a/index.html");
}

#[test]
fn a_file_in_the_way_is_refused() {
    let project = two_articles().file("site", "precious");
    project.build().code(2);
    assert_eq!(fs::read_to_string(project.path("site")).expect("a file"), "precious");
}

#[test]
fn folders_that_hold_the_project_or_its_parts_are_refused() {
    let outs = [
        "/",
        ".",
        "..",
        "../..",
        "content",
        "content/new",
        "static",
        "static/new",
        "themes",
        "themes/new",
        "../project",
        "content/../.",
        "./site/..",
        "site/../content",
    ];
    for out in outs {
        let project = two_articles().file("themes/default/css/x.css", "");
        let before = project.tree("");
        let run = project.build_with(&["--out", out]);
        assert_eq!(run.code(2).output(), "", "--out {out}");
        assert_eq!(project.tree(""), before, "--out {out}");
    }
}

#[cfg(unix)]
#[test]
fn links_to_such_folders_are_refused_too() {
    for target in ["..", "../content", "../..", "/"] {
        let project = two_articles();
        fs::create_dir(project.path("links")).expect("a folder");
        std::os::unix::fs::symlink(target, project.path("links/out")).expect("a link");
        let before = project.tree("content");
        project.build_with(&["--out", "links/out"]).code(2);
        assert_eq!(project.tree("content"), before, "--out -> {target}");
        let still = fs::symlink_metadata(project.path("links/out")).expect("the link");
        assert!(still.is_symlink());
    }
}

#[cfg(unix)]
#[test]
fn a_link_inside_the_site_is_not_followed() {
    let project = two_articles();
    project.build().ok();
    let outside = project.outside().join("precious");
    fs::create_dir(&outside).expect("a folder");
    fs::write(outside.join("index.html"), "mine").expect("a file");
    fs::remove_dir_all(project.path("site/b")).expect("the page's folder");
    std::os::unix::fs::symlink(&outside, project.path("site/b")).expect("a link");
    project.build();
    assert_eq!(fs::read_to_string(outside.join("index.html")).expect("a file"), "mine");
    project.remove("content/b.md");
    project.build();
    assert_eq!(fs::read_to_string(outside.join("index.html")).expect("a file"), "mine");
}

#[test]
fn a_failed_build_leaves_the_old_site() {
    let project = two_articles();
    project.build().ok();
    let then = age(&project);
    let before = project.tree("site");
    project.write("content/a.md", "---\ntitle: A\n---\n[x](nope.md)\n");
    project.write("content/c.md", "---\ntitle: C\n---\n");
    project.build().code(1).stderr_has("the site was not changed");
    assert_eq!(project.tree("site"), before);
    let same = modified(&project.path("site/b/index.html")).duration_since(then).unwrap_or_default();
    assert!(same < Duration::from_secs(2));
}

#[test]
fn a_failed_first_build_leaves_nothing() {
    let project = Project::new().article("a.md", "title: A", "[x](nope.md)");
    let before = names(&project.path(""));
    project.build().code(1);
    assert_eq!(names(&project.path("")), before);
}

#[test]
fn nothing_but_the_site_is_written() {
    let project = two_articles();
    let mut before = names(&project.path(""));
    let around = names(project.outside());
    project.build().ok();
    project.build().ok();
    before.push("site".to_owned());
    before.sort();
    assert_eq!(names(&project.path("")), before);
    assert_eq!(names(project.outside()), around);
}
