//! Files as the file system has them: symbolic links, pipes, files without permission.

use std::fs::{self, Permissions};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::process::CommandExt;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::support::{ANSWERBOOK, Project, clean, is_root, skip};

#[test]
fn links_that_leave_the_project_are_refused() {
    let project = Project::new().article("b.md", "title: B", "");
    let secret = project.outside().join("secret.md");
    fs::write(&secret, "# The canary-secret\n").expect("a file outside");
    symlink(&secret, project.path("content/a.md")).expect("a link");
    let run = project.build();
    run.code(1).error("symlink-outside", "content/a.md").stderr_lacks("canary-secret");
}

#[test]
fn linked_folders_that_leave_the_project_are_refused() {
    let project = Project::new().article("b.md", "title: B", "");
    let folder = project.outside().join("secrets");
    fs::create_dir(&folder).expect("a folder outside");
    fs::write(folder.join("a.md"), "# The canary-secret\n").expect("a file outside");
    symlink(&folder, project.path("content/linked")).expect("a link");
    project.build().code(1).error("symlink-outside", "content/linked");
}

#[test]
fn linked_images_and_static_files_are_refused_too() {
    let project = Project::new().article("a.md", "title: A", "![x](x.png)");
    let secret = project.outside().join("secret.png");
    fs::write(&secret, "canary-secret").expect("a file outside");
    symlink(&secret, project.path("content/x.png")).expect("a link");
    let run = project.build();
    run.code(1).error("symlink-outside", "content/x.png");

    let project = Project::new().file("static/b.txt", "b");
    symlink(&secret, project.path("static/x.png")).expect("a link");
    project.build().code(1).error("symlink-outside", "static/x.png");
}

#[test]
fn links_inside_the_project_are_followed() {
    let project = Project::new().file("shared/terms.md", "# Terms\n\nThe terms.\n");
    fs::create_dir_all(project.path("content")).expect("a folder");
    symlink("../shared/terms.md", project.path("content/terms.md")).expect("a link");
    project.build().ok().has("terms/index.html", "The terms.");
}

#[test]
fn links_in_a_circle_come_to_an_end() {
    let project = Project::new().article("a/b.md", "title: B", "");
    symlink("..", project.path("content/a/up")).expect("a link");
    let run = project.build();
    let site = project.tree("site");
    let published = site.contains_key("a/b/index.html") && site.len() < 100;
    let reported = run.errors().contains("content/a/up");
    assert!(published || reported, "{}", run.errors());
}

#[test]
fn links_to_nothing_are_reported() {
    let project = Project::new().article("b.md", "title: B", "");
    symlink("nowhere.md", project.path("content/a.md")).expect("a link");
    project.build().code(1).error("unreadable-file", "content/a.md");
}

#[test]
fn a_pipe_is_no_article() {
    let project = Project::new().article("b.md", "title: B", "");
    let made = Command::new("mkfifo").arg(project.path("content/a.md")).status();
    assert!(made.expect("mkfifo").success());
    let mut command = clean(Command::new(ANSWERBOOK));
    command.arg("build").current_dir(project.path(""));
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("the program starts");
    let start = Instant::now();
    while child.try_wait().expect("a child").is_none() {
        if start.elapsed() > Duration::from_secs(20) {
            child.kill().expect("the program can be stopped");
            panic!("the program waits for the pipe");
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    let output = child.wait_with_output().expect("its output");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{errors}");
    assert!(errors.contains("error[unreadable-file]"), "{errors}");
    assert!(errors.contains("content/a.md"), "{errors}");
}

#[test]
fn a_file_without_permission_is_reported() {
    let project = Project::new().article("a.md", "title: A", "").article("b.md", "title: B", "");
    let deny = Permissions::from_mode(0o000);
    fs::set_permissions(project.path("content/a.md"), deny).expect("permissions");
    let mut command = clean(Command::new(ANSWERBOOK));
    command.arg("build").current_dir(project.path(""));
    if is_root() {
        for folder in [project.outside().to_owned(), project.path("")] {
            fs::set_permissions(folder, Permissions::from_mode(0o777)).expect("permissions");
        }
        command.uid(65534).gid(65534);
    }
    match command.output() {
        Ok(output) => {
            let errors = String::from_utf8_lossy(&output.stderr);
            assert_eq!(output.status.code(), Some(1), "{errors}");
            assert!(errors.contains("error[unreadable-file]"), "{errors}");
            assert!(errors.contains("content/a.md"), "{errors}");
        }
        Err(error) => skip(&format!("another user cannot start the program: {error}")),
    }
}
