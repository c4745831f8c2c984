//! What is left when the machine fails: a killed build, a full disk, a folder without permission.

use std::collections::BTreeMap;
use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::support::{ANSWERBOOK, Project, clean, is_root, names, shell, skip, tree};

/// How often a build is killed; more with `ANSWERBOOK_TEST_KILLS=200`.
fn kills() -> u32 {
    let wanted = std::env::var("ANSWERBOOK_TEST_KILLS").ok();
    wanted.and_then(|number| number.parse().ok()).unwrap_or(24)
}

type Site = BTreeMap<String, Vec<u8>>;

/// The judge: a site is whole when it is the one from before or the one to come.
fn is_whole(site: &Site, old: &Site, new: &Site) -> bool {
    site == old || site == new
}

/// An edition of 60 articles in which every page differs from the other edition's.
fn edition(name: &str) -> Vec<(String, String)> {
    let text = format!("Text of edition {name}.\n\n").repeat(40);
    let page = |number| format!("---\ntitle: Article {number} {name}\n---\n{text}");
    let mut files: Vec<_> = (0..60).map(|number| (format!("content/a{number}.md"), page(number))).collect();
    files.push((format!("content/only-{name}.md"), page(99)));
    files
}

fn write(project: &Project, name: &str) {
    let _ = fs::remove_dir_all(project.path("content"));
    for (path, text) in edition(name) {
        project.write(&path, text);
    }
}

/// The site of an edition, built where nothing disturbs it, and how long that took.
fn site_of(name: &str) -> (Site, Duration) {
    let project = Project::new();
    write(&project, name);
    let start = Instant::now();
    project.build().ok();
    let took = start.elapsed();
    (project.tree("site"), took)
}

fn kill_after(mut child: Child, time: Duration) {
    std::thread::sleep(time);
    child.kill().expect("a child can be killed");
    child.wait().expect("a child ends");
}

#[test]
fn a_killed_build_leaves_the_old_site_or_the_new_one() {
    let sites = BTreeMap::from(["one", "two"].map(|name| (name, site_of(name))));
    let project = Project::new();
    write(&project, "one");
    project.build().ok();
    let around = names(&project.path(""));
    let (mut before, mut cut_short) = ("one", 0);
    for round in 0..kills() {
        let next = if before == "one" { "two" } else { "one" };
        let (old, new) = (&sites[before].0, &sites[next].0);
        write(&project, next);
        let mut command = clean(Command::new(ANSWERBOOK));
        command.arg("build").current_dir(project.path(""));
        command.stdout(Stdio::null()).stderr(Stdio::null());
        let moment = sites[next].1.mul_f64(1.1 * f64::from(round + 1) / f64::from(kills()));
        kill_after(command.spawn().expect("the program starts"), moment);
        let site = project.tree("site");
        assert!(is_whole(&site, old, new), "torn when killed after {moment:?}");
        match site == *new {
            true => before = next,
            false => cut_short += 1,
        }
    }
    assert!(cut_short > 0, "no build was killed before its end: the test proved nothing");
    project.build().ok();
    assert_eq!(names(&project.path("")), around, "a killed build left something behind");
}

/// Shows that the judge above can tell: a program that writes in place is caught.
#[test]
fn a_program_that_writes_in_place_is_caught() {
    let (old, _) = site_of("one");
    let project = Project::new();
    write(&project, "two");
    project.build().ok();
    let new = project.tree("site");
    let script = "cd site && find . -type f | while read file; do \
                  mkdir -p \"../old/${file%/*}\"; cat \"$file\" > \"../old/$file\"; done; \
                  rm -r ../old/only-one";
    let writer = || {
        let _ = fs::remove_dir_all(project.path("old"));
        for (path, bytes) in &old {
            project.write(&format!("old/{path}"), bytes);
        }
        let mut command = clean(Command::new("sh"));
        command.args(["-c", script]).current_dir(project.path(""));
        command.stderr(Stdio::null()).spawn().expect("a shell")
    };
    let start = Instant::now();
    writer().wait().expect("the shell ends");
    let took = start.elapsed();
    assert_eq!(tree(&project.path("old")), new, "left alone, it writes the new site");
    let torn = (1..=8).filter(|round| {
        kill_after(writer(), took.mul_f64(0.9 * f64::from(*round) / 8.0));
        !is_whole(&tree(&project.path("old")), &old, &new)
    });
    assert!(torn.count() > 0, "not once torn");
}

/// A full disk, as a limit on the size of files: writing fails, as it does there.
#[test]
fn a_full_disk_leaves_the_old_site() {
    let project = Project::new();
    write(&project, "one");
    project.build().ok();
    let (before, around) = (project.tree("site"), names(&project.path("")));
    write(&project, "two");
    let mut command = shell("trap '' XFSZ; ulimit -f 4; exec \"$0\" build", &[]);
    command.current_dir(project.path(""));
    project.finish(command).code(3).stderr_has("site");
    assert_eq!(project.tree("site"), before);
    assert_eq!(names(&project.path("")), around, "a failed build left something behind");
    project.build().ok();
    assert_ne!(project.tree("site"), before, "without the limit, the new site is written");
}

#[test]
fn a_folder_that_cannot_be_written_is_the_machines_failure() {
    let project = Project::new();
    write(&project, "one");
    let mut command = clean(Command::new(ANSWERBOOK));
    command.arg("build").current_dir(project.path(""));
    if is_root() {
        command.uid(65534).gid(65534);
    }
    fs::set_permissions(project.outside(), Permissions::from_mode(0o755)).expect("permissions");
    fs::set_permissions(project.path(""), Permissions::from_mode(0o555)).expect("permissions");
    match command.output() {
        Ok(output) => {
            let errors = String::from_utf8_lossy(&output.stderr);
            assert_eq!(output.status.code(), Some(3), "{errors}");
            assert!(errors.contains("ermission denied") && errors.contains("site"), "{errors}");
        }
        Err(error) => skip(&format!("another user cannot start the program: {error}")),
    }
    fs::set_permissions(project.path(""), Permissions::from_mode(0o755)).expect("permissions");
    assert!(!project.path("site").exists());
}
