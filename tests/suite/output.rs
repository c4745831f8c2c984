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
fn a_foreign_folder_at_the_place_of_a_page_is_not_overwritten() {
    for (foreign, way) in [("site/c/index.html/x.txt", "site/c/index.html"), ("site/c", "site/c")] {
        let project = two_articles();
        project.build().ok();
        project.write(foreign, "mine");
        let before = project.tree("site");
        project.write("content/c.md", "---\ntitle: C\n---\n");
        project.build().code(2).stderr_has(&format!("{way}` is where a page must go"));
        assert_eq!(project.tree("site"), before);
    }
    let project = two_articles();
    project.build().ok();
    fs::create_dir_all(project.path("site/c/index.html")).expect("an empty folder");
    project.build().ok();
    project.write("content/c.md", "---\ntitle: C\n---\n");
    project.build().code(2).stderr_has("site/c/index.html` is where a page must go");
}

// Elsewhere than on Linux, file systems want Unicode.
#[cfg(target_os = "linux")]
#[test]
fn foreign_names_need_not_be_text() {
    use std::{ffi::OsStr, os::unix::ffi::OsStrExt};
    let project = two_articles();
    project.build().ok();
    let folder = project.path("site").join(OsStr::from_bytes(b"d\xff"));
    let files = [project.path("site").join(OsStr::from_bytes(b"caf\xe9.txt")), folder.join("y"), folder.join("z")];
    fs::create_dir(&folder).expect("a folder");
    for file in &files {
        fs::write(file, "mine").expect("a file");
    }
    for _ in 0..2 {
        project.write("content/a.md", "---\ntitle: A\n---\nAnother text.\n");
        project.build().code(0).stderr_has("it stays");
        for file in &files {
            assert_eq!(fs::read(file).expect("a file that stays"), b"mine", "{}", file.display());
        }
    }
}

#[cfg(unix)]
#[test]
fn folders_keep_their_permissions() {
    use std::os::unix::fs::PermissionsExt;
    let mode = |path: &Path| fs::metadata(path).expect("a folder").permissions().mode() & 0o7777;
    let project = two_articles();
    project.build().ok();
    project.write("site/.git/config", "precious");
    fs::create_dir_all(project.path("site/empty/inner")).expect("folders");
    let folders = [("site/empty", 0o711), ("site/empty/inner", 0o500), ("site/.git", 0o700), ("site", 0o2750)];
    for (folder, mode) in folders {
        fs::set_permissions(project.path(folder), fs::Permissions::from_mode(mode)).expect("permissions");
    }
    let around = names(&project.path(""));
    for text in ["one", "two"] {
        project.write("content/a.md", format!("---\ntitle: A\n---\n{text}\n"));
        project.build().code(0).has("a/index.html", text);
        for (folder, expected) in folders {
            assert_eq!(format!("{:o}", mode(&project.path(folder))), format!("{expected:o}"), "{folder}");
        }
    }
    assert_eq!(names(&project.path("")), around, "the old site was not removed");
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
fn a_folder_cannot_be_made_in_a_file() {
    let project = two_articles().file("file", "precious");
    for out in ["file/x", "file/x/y", "answerbook.yaml/x"] {
        let run = project.build_with(&["--out", out]);
        run.code(2).stderr_has(&format!("`{out}` can't be made: `")).stderr_has("` is not a folder");
    }
    #[cfg(unix)]
    project.build_with(&["--out", "/dev/null/x"]).code(2).stderr_has("`/dev/null` is not a folder");
}

#[test]
fn folders_with_names_like_ours_are_left_alone() {
    let project = two_articles();
    let precious = [
        ".site.answerbook-backup/lock",
        ".site.answerbook-1x/lock",
        ".site.answerbook-/lock",
        ".site.answerbook-2024/notes.txt",
        ".site.answerbook-2025/site/notes.txt",
        ".site.answerbook-2026/lock",
        ".site.answerbook-2026/notes.txt",
        ".site.answerbook-2027/lock/notes.txt",
        ".other.answerbook-1/lock",
    ];
    for path in precious {
        project.write(path, "precious");
    }
    #[cfg(unix)]
    std::os::unix::fs::symlink(".other.answerbook-1", project.path(".site.answerbook-3")).expect("a link");
    project.write("answerbook.lock.yaml", "");
    let before = (names(&project.path("")), project.tree(".site.answerbook-2026"));
    project.build().ok();
    project.build().ok();
    for path in precious {
        assert!(project.path(path).is_file(), "{path}");
    }
    fs::remove_dir_all(project.path("site")).expect("the site");
    assert_eq!((names(&project.path("")), project.tree(".site.answerbook-2026")), before);
}

#[cfg(unix)]
#[test]
fn a_pipe_among_static_files_is_not_waited_for() {
    let project = two_articles();
    let made = std::process::Command::new("mkfifo").arg(project.path("static/pipe")).status();
    assert!(made.expect("mkfifo").success());
    project.build().stderr_has("static/pipe").stderr_has("neither a file nor a folder").missing("a/index.html");
}

#[test]
fn what_a_dead_build_left_is_removed() {
    let project = two_articles().file(".site.answerbook-1/lock", "").file(".site.answerbook-1/site/x", "half");
    fs::create_dir(project.path(".site.answerbook-2")).expect("a folder that got no lock");
    project.build().ok();
    assert!(!project.path(".site.answerbook-1").exists());
    assert!(!project.path(".site.answerbook-2").exists());
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
    before.extend(["answerbook.lock.yaml", "site"].map(ToOwned::to_owned));
    before.sort();
    assert_eq!(names(&project.path("")), before);
    assert_eq!(names(project.outside()), around);
}
