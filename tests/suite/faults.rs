//! What is left when the machine fails or something else meddles: a killed build, a full disk, a folder without
//! permission, mounted folders, several builds at once, others who write into the site.

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
    let gone: String =
        old.keys().filter(|path| !new.contains_key(*path)).map(|path| format!(" ../old/{path}")).collect();
    let script = format!(
        "cd site && find . -type f | while read file; do \
         mkdir -p \"../old/${{file%/*}}\"; cat \"$file\" > \"../old/$file\"; done; rm{gone}"
    );
    let writer = || {
        let _ = fs::remove_dir_all(project.path("old"));
        for (path, bytes) in &old {
            project.write(&format!("old/{path}"), bytes);
        }
        let mut command = clean(Command::new("sh"));
        command.args(["-c", &script]).current_dir(project.path(""));
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

#[test]
fn a_folder_that_alone_can_be_written_is_explained() {
    let project = Project::new();
    write(&project, "one");
    fs::create_dir(project.path("site")).expect("a folder");
    let mut command = clean(Command::new(ANSWERBOOK));
    command.arg("build").current_dir(project.path(""));
    if is_root() {
        command.uid(65534).gid(65534);
    }
    for (folder, mode) in [(project.path("site"), 0o777), (project.outside().to_owned(), 0o755)] {
        fs::set_permissions(folder, Permissions::from_mode(mode)).expect("permissions");
    }
    fs::set_permissions(project.path(""), Permissions::from_mode(0o555)).expect("permissions");
    match command.output() {
        Ok(output) => {
            let errors = String::from_utf8_lossy(&output.stderr);
            assert_eq!(output.status.code(), Some(3), "{errors}");
            assert!(errors.contains("the folder above must be writable"), "{errors}");
            assert!(errors.contains("/site/help`"), "no hint: {errors}");
        }
        Err(error) => skip(&format!("another user cannot start the program: {error}")),
    }
    fs::set_permissions(project.path(""), Permissions::from_mode(0o755)).expect("permissions");
}

/// Runs a script that may mount; what it mounts is gone when it ends. The program is `$0`.
#[cfg(target_os = "linux")]
fn mounting<'a>(project: &'a Project, script: &str) -> Option<crate::run::Run<'a>> {
    let ways: [&[&str]; 2] = [&["unshare", "-rm"], &["sudo", "-n", "unshare", "-m"]];
    let start = |way: &[&str]| {
        let mut command = clean(Command::new(way[0]));
        command.args(&way[1..]).current_dir(project.path(""));
        command
    };
    let works = |way: &&&[&str]| {
        let tried = start(way).args(["mount", "-t", "tmpfs", "none", "."]).stderr(Stdio::null()).status();
        tried.is_ok_and(|status| status.success())
    };
    let Some(way) = ways.iter().find(works) else {
        skip("nothing can be mounted");
        return None;
    };
    let mut command = start(way);
    command.args(["sh", "-ec", script, ANSWERBOOK]);
    Some(project.finish(command))
}

#[cfg(target_os = "linux")]
#[test]
fn what_is_mounted_in_the_site_is_not_touched() {
    let mounts = [
        "mkdir site/media; mount --bind photos site/media",
        "mkdir -p site/a0/deep; mount --bind photos site/a0/deep",
        "touch site/one.jpg; mount --bind photos/one.jpg site/one.jpg",
        "mkdir site/media; mount -t tmpfs none site/media; cp photos/one.jpg site/media/",
    ];
    for mount in mounts {
        let project = Project::new().file("photos/one.jpg", "precious").file("photos/2020/two.jpg", "precious");
        write(&project, "one");
        project.build().ok();
        let photos = project.tree("photos");
        let script = format!(
            "{mount}; ls -R site >before; status=0; \"$0\" build || status=$?; ls -R site >after; exit $status"
        );
        let Some(run) = mounting(&project, &script) else { return };
        run.code(2).stderr_has("is mounted from elsewhere").stderr_has("= help: unmount it");
        assert_eq!(project.tree("photos"), photos, "{mount}");
        assert_eq!(fs::read(project.path("before")).unwrap(), fs::read(project.path("after")).unwrap(), "{mount}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_mounted_output_folder_is_refused() {
    for mount in ["mount --bind site site", "mount -t tmpfs none site"] {
        let project = Project::new();
        write(&project, "one");
        fs::create_dir(project.path("site")).expect("a folder");
        let Some(run) = mounting(&project, &format!("{mount}; exec \"$0\" build")) else { return };
        run.code(2).stderr_has("the output folder `site` is mounted").stderr_has("`--out site/help`");
        let inside =
            format!("{mount}; \"$0\" build --out site/help --quiet; exec \"$0\" build --out site/help --quiet");
        mounting(&project, &inside).expect("as above").ok();
    }
}

/// In an overlay, as containers have, a folder of the image can't be renamed.
#[cfg(target_os = "linux")]
#[test]
fn an_output_folder_that_cannot_be_renamed_stays_as_it_was() {
    let project = Project::new();
    write(&project, "one");
    project.build().ok();
    project.write("site/CNAME", "mine");
    write(&project, "two");
    let mount = "mkdir ../t; mount -t tmpfs none ../t; mkdir ../t/up ../t/work ../t/m; \
                 layers=lowerdir=$PWD,upperdir=$PWD/../t/up,workdir=$PWD/../t/work; \
                 mount -t overlay -o $layers,userxattr overlay ../t/m 2>/dev/null || exit 77; \
                 cd ../t/m; status=0; \"$0\" build || status=$?; diff -r site ../../project/site; ls -A; exit $status";
    let Some(run) = mounting(&project, mount) else { return };
    if run.errors().is_empty() {
        return skip("there are no overlays");
    }
    run.code(3).stderr_has("can't rename").stderr_has("= help: is the output folder part of a container's image?");
    assert_eq!(run.output(), "answerbook.lock.yaml\nanswerbook.yaml\ncontent\nsite\n");
}

/// What is removed with a dead build's folder is only what is in it.
#[cfg(target_os = "linux")]
#[test]
fn what_is_mounted_in_a_dead_builds_folder_is_not_touched() {
    let project = Project::new().file("photos/one.jpg", "precious").file(".site.answerbook-1/lock", "");
    write(&project, "one");
    let script = "mkdir -p .site.answerbook-1/site/m; mount --bind photos .site.answerbook-1/site/m; exec \"$0\" build";
    let Some(run) = mounting(&project, script) else { return };
    run.ok();
    assert_eq!(project.tree("photos").len(), 1);
}

/// Where folders can't be exchanged in one step, a build can die when the old site is aside and the new one not in place.
#[test]
fn a_build_killed_between_two_renames_is_mended_by_the_next() {
    let project = Project::new();
    write(&project, "one");
    project.build().ok();
    project.write("site/CNAME", "mine");
    let scratch = project.path(".site.answerbook-1");
    fs::create_dir_all(scratch.join("site")).expect("a folder");
    fs::write(scratch.join("lock"), "").expect("a lock");
    fs::rename(project.path("site"), scratch.join("old")).expect("the old site aside");
    project.build().code(0).exists("CNAME");
    assert!(!scratch.exists());

    fs::create_dir_all(scratch.join("site")).expect("a folder");
    fs::write(scratch.join("lock"), "").expect("a lock");
    fs::rename(project.path("site"), scratch.join("old")).expect("the old site aside");
    fs::create_dir(project.path("site")).expect("a folder made by somebody");
    project.build().code(0);
    assert_eq!(fs::read(scratch.join("old/CNAME")).expect("somebody's file"), b"mine");
}

#[test]
fn builds_at_the_same_time_do_not_disturb_each_other() {
    let (expected, _) = site_of("one");
    let project = Project::new();
    write(&project, "one");
    project.write("answerbook.lock.yaml", "");
    let around = names(&project.path(""));
    for round in 0..6 {
        let builds: Vec<_> = (0..5)
            .map(|_| {
                let mut command = clean(Command::new(ANSWERBOOK));
                command.args(["build", "--quiet"]).current_dir(project.path(""));
                command.stderr(Stdio::piped()).spawn().expect("the program starts")
            })
            .collect();
        for build in builds {
            let output = build.wait_with_output().expect("the program ends");
            let errors = String::from_utf8_lossy(&output.stderr).into_owned();
            assert_eq!((output.status.code(), errors.as_str()), (Some(0), ""), "round {round}");
        }
        assert!(project.tree("site") == expected, "round {round} left something else");
        // The first three rounds make the site, the others replace it.
        if round < 3 {
            fs::remove_dir_all(project.path("site")).expect("the site");
            assert_eq!(names(&project.path("")), around);
        }
    }
}

#[test]
fn what_others_write_during_a_build_stays() {
    let project = Project::new();
    write(&project, "one");
    project.build().ok();
    project.write("site/late/0", "mine");
    let ended = std::sync::atomic::AtomicBool::new(false);
    let written = std::thread::scope(|scope| {
        let writer = scope.spawn(|| {
            let mut number = 0;
            while !ended.load(std::sync::atomic::Ordering::Relaxed) {
                number += 1;
                project.write(&format!("site/late/{number}"), "mine");
                // As careful programs replace a file.
                project.write("counter", number.to_string());
                fs::rename(project.path("counter"), project.path("site/counter")).expect("the counter");
                std::thread::sleep(Duration::from_micros(500));
            }
            number
        });
        for name in ["two", "one", "two", "one"] {
            write(&project, name);
            project.build().code(0);
        }
        ended.store(true, std::sync::atomic::Ordering::Relaxed);
        writer.join().expect("the writer")
    });
    let lost: Vec<_> = (0..=written).filter(|number| !project.path(&format!("site/late/{number}")).exists()).collect();
    assert!(written > 100 && lost.is_empty(), "lost {lost:?} of {written}");
    assert_eq!(fs::read_to_string(project.path("site/counter")).expect("the counter"), written.to_string());
}
