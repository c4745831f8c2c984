//! `answerbook watch`: every change is built, and nothing else is.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::time::{Duration, Instant};

use crate::support::{Project, names};
use crate::watching::Watching;

fn article(title: &str, body: &str) -> String {
    format!("---\ntitle: {title}\n---\n{body}\n")
}

fn project() -> Project {
    Project::new()
        .file("content/a.md", article("A", "Alpha."))
        .file("content/b.md", article("B", "Beta."))
        .file("content/billing/refund.md", article("Refunds", "Within 14 days."))
        .file("static/logo.txt", "logo")
}

fn pause(milliseconds: u64) {
    std::thread::sleep(Duration::from_millis(milliseconds));
}

#[test]
fn it_says_what_it_did() {
    let project = project();
    let watching = Watching::start(&project, &[]);
    watching.says("built ");
    watching.says("the site is in site");
    project.write("content/a.md", article("A", "Changed."));
    watching.says("content/a.md changed: ");
    watching.shows("a/index.html", "Changed.");
    assert!(watching.said().iter().any(|line| line.contains("changed: ") && line.contains(" written")));
    project.write("content/a.md", article("A", "Changed."));
    watching.says("content/a.md changed: nothing to write; ");
}

#[test]
fn every_kind_of_file_counts() {
    let project = project()
        .file("answerbook.yaml", "title: Help\ntheme: mine\nvariables: {phone: \"1\"}\n")
        .file("themes/mine/css/own.css", ".own { color: red; }\n")
        .file("content/_snippets/s.md", "Snippet one.\n")
        .file("facts.yaml", "window: 14 days\n")
        .file("content/c.md", article("C", "{{ snippet \"s\" }}\n\nCall {{ phone }} in {{ fact.window }}."));
    let watching = Watching::start(&project, &[]);
    watching.shows("c/index.html", "Snippet one.");
    project.write("content/_snippets/s.md", "Snippet two.\n");
    watching.shows("c/index.html", "Snippet two.");
    project.write("answerbook.yaml", "title: Better help\ntheme: mine\nvariables: {phone: \"2\"}\n");
    watching.shows("index.html", "Better help");
    watching.shows("c/index.html", "Call 2 in 14 days.");
    project.write("facts.yaml", "window: 15 days\n");
    watching.shows("c/index.html", "Call 2 in 15 days.");
    project.write("static/logo.txt", "another");
    watching.shows("logo.txt", "another");
    project.write("content/_notices/down.md", "---\ntitle: We are down\nlevel: info\n---\nSorry.\n");
    watching.shows("index.html", "We are down");
    project.write("themes/mine/strings/en.yaml", "search: Look for it\n");
    watching.same_as_clean();
    project.write("themes/mine/templates/404.html", "{% extends \"default/404.html\" %}\n");
    project.write("themes/mine/css/own.css", ".own { color: blue; }\n");
    watching.same_as_clean();
    project.write("content/_synonyms.yaml", "groups:\n  - [alpha, beta]\n");
    watching.same_as_clean();
    watching.rest();
    watching.stays_quiet(1);
}

/// A way to save a text in a file.
type Save = fn(&Path, &str);

/// What editors do to save a file.
const WAYS: [(&str, Save); 8] = [
    ("write", |path, text| fs::write(path, text).unwrap()),
    ("truncate, then write", |path, text| {
        let mut file = fs::File::create(path).unwrap();
        pause(30);
        file.write_all(text.as_bytes()).unwrap();
    }),
    ("write in two parts", |path, text| {
        let (first, second) = text.split_at(text.len() / 2);
        let mut file = fs::File::create(path).unwrap();
        file.write_all(first.as_bytes()).unwrap();
        pause(30);
        file.write_all(second.as_bytes()).unwrap();
    }),
    ("another file, renamed over it", |path, text| {
        let new = path.with_extension("tmp123");
        fs::write(&new, text).unwrap();
        fs::rename(&new, path).unwrap();
    }),
    ("vim: a probe, a backup, a new file", |path, text| {
        let folder = path.parent().unwrap();
        fs::write(folder.join("4913"), "").unwrap();
        fs::remove_file(folder.join("4913")).unwrap();
        let backup = folder.join(format!("{}~", path.file_name().unwrap().to_string_lossy()));
        fs::rename(path, &backup).unwrap();
        fs::write(path, text).unwrap();
        fs::remove_file(backup).unwrap();
    }),
    ("emacs: a lock, a backup, a rename", |path, text| {
        let folder = path.parent().unwrap();
        let name = path.file_name().unwrap().to_string_lossy();
        let (lock, auto) = (folder.join(format!(".#{name}")), folder.join(format!("#{name}#")));
        fs::write(&auto, text).unwrap();
        fs::write(&lock, "me@here").unwrap();
        fs::rename(&auto, path).unwrap();
        fs::remove_file(lock).unwrap();
    }),
    ("JetBrains: a safe write", |path, text| {
        let temporary = path.with_extension("md___jb_tmp___");
        let old = path.with_extension("md___jb_old___");
        fs::write(&temporary, text).unwrap();
        fs::rename(path, &old).unwrap();
        fs::rename(&temporary, path).unwrap();
        fs::remove_file(old).unwrap();
    }),
    ("remove, then write", |path, text| {
        fs::remove_file(path).unwrap();
        fs::write(path, text).unwrap();
    }),
];

#[test]
fn all_ways_of_saving_are_noticed() {
    let project = project();
    let watching = Watching::start(&project, &[]);
    let mut longest = Duration::ZERO;
    for (number, (way, save)) in WAYS.iter().enumerate() {
        let text = format!("Saved in way {number}.");
        let start = Instant::now();
        save(&project.path("content/a.md"), &article("A", &text));
        longest = longest.max(start.elapsed());
        watching
            .wait(way, || fs::read_to_string(project.path("site/a/index.html")).unwrap_or_default().contains(&text));
    }
    watching.rest();
    // No way of saving showed a file that was empty, half-written or not there: each save is one build. (A machine
    // that is busy may take its time for a save.)
    if longest < Duration::from_millis(80) {
        assert_eq!(watching.rounds(), WAYS.len(), "{:#?}", watching.said());
    }
    watching.same_as_clean();
}

#[test]
fn what_editors_keep_beside_a_file_builds_nothing() {
    let project = project();
    let watching = Watching::start(&project, &[]);
    watching.rest();
    let before = watching.rounds();
    for name in [".a.md.swp", ".a.md.swx", "a.md~", ".#a.md", "#a.md#", ".goutputstream-X1", ".DS_Store"] {
        project.write(&format!("content/{name}"), "x");
        project.write(&format!("content/{name}"), "y");
        project.remove(&format!("content/{name}"));
        project.write(&format!("static/{name}"), "x");
    }
    for path in [".git/index", "node_modules/x/readme.md", "target/x.md", "notes.txt", "README.md", "drafts/a.md"] {
        project.write(path, "x");
    }
    watching.stays_quiet(2);
    assert_eq!(watching.rounds(), before);
    // Nor do they get into the site, where they lie in a folder that is copied as it is.
    watching.same_as_clean();
    assert!(!project.tree("site").keys().any(|path| path.contains("a.md")), "{:?}", names(&project.path("site")));
    // It still listens.
    project.write("content/a.md", article("A", "Changed."));
    watching.shows("a/index.html", "Changed.");
}

#[test]
fn idle_means_idle() {
    for out in ["site", "public/help", "output"] {
        let project = project();
        let watching = Watching::start(&project, &["--out", out]);
        project.write("content/a.md", article("A", "Changed."));
        watching.says("content/a.md changed: ");
        watching.rest();
        watching.stays_quiet(3);
        assert!(watching.rounds() <= 2, "{:?}", watching.said());
    }
}

#[test]
fn the_output_folder_among_plain_markdown_builds_nothing() {
    let project = Project::bare().file("a.md", "# A\n\nAlpha.\n").file("docs/b.md", "# B\n\nBeta.\n");
    let watching = Watching::start(&project, &["--out", "docs/site"]);
    project.write("docs/b.md", "# B\n\nChanged.\n");
    watching.says("docs/b.md changed: ");
    watching.rest();
    let rounds = watching.rounds();
    assert!(rounds <= 2, "{:?}", watching.said());
    project.write(".git/HEAD", "x");
    project.write("node_modules/m/README.md", "# M\n");
    project.write("docs/site/mine.txt", "mine");
    watching.stays_quiet(2);
    project.write("docs/new/c.md", "# C\n\nNew.\n");
    watching.wait("the new page", || project.path("docs/site/docs/new/c/index.html").exists());
}

#[test]
fn folders_come_go_and_change_their_names() {
    let project = project();
    let watching = Watching::start(&project, &[]);
    // A whole tree at once: its files may be written before the watch stands.
    project.write("content/new/deep/er/x.md", article("X", "Deep."));
    watching.shows("new/deep/er/x/index.html", "Deep.");
    project.write("content/new/deep/er/x.md", article("X", "Deeper."));
    watching.shows("new/deep/er/x/index.html", "Deeper.");
    fs::rename(project.path("content/new"), project.path("content/renamed")).unwrap();
    watching.shows("renamed/deep/er/x/index.html", "Deeper.");
    watching.same_as_clean();
    project.write("content/renamed/deep/er/x.md", article("X", "After the rename."));
    watching.shows("renamed/deep/er/x/index.html", "After the rename.");
    // A folder of the old name is another folder.
    project.write("content/new/deep/er/x.md", article("X", "Again."));
    watching.shows("new/deep/er/x/index.html", "Again.");
    project.write("content/new/deep/er/x.md", article("X", "Once more."));
    watching.shows("new/deep/er/x/index.html", "Once more.");
    for round in 0..3 {
        fs::remove_dir_all(project.path("content/new")).unwrap();
        project.write("content/new/deep/er/x.md", article("X", &format!("Round {round}.")));
        watching.shows("new/deep/er/x/index.html", &format!("Round {round}."));
        project.write("content/new/deep/er/x.md", article("X", &format!("Changed in {round}.")));
        watching.shows("new/deep/er/x/index.html", &format!("Changed in {round}."));
    }
    fs::remove_dir_all(project.path("content/renamed")).unwrap();
    watching.wait("the end of a folder", || !project.path("site/renamed").exists());
    // Two folders exchange their names.
    project.write("content/one/p.md", article("One", "First."));
    project.write("content/two/p.md", article("Two", "Second."));
    watching.same_as_clean();
    fs::rename(project.path("content/one"), project.path("content/three")).unwrap();
    fs::rename(project.path("content/two"), project.path("content/one")).unwrap();
    fs::rename(project.path("content/three"), project.path("content/two")).unwrap();
    watching.shows("one/p/index.html", "Second.");
    project.write("content/one/p.md", article("Two", "Second, changed."));
    watching.shows("one/p/index.html", "Second, changed.");
    project.write("content/two/p.md", article("One", "First, changed."));
    watching.shows("two/p/index.html", "First, changed.");
    watching.same_as_clean();
}

#[test]
fn folders_of_the_project_may_appear_later() {
    let project = Project::new().file("content/a.md", article("A", "Alpha."));
    let watching = Watching::start(&project, &[]);
    project.write("static/x/logo.txt", "logo");
    watching.shows("x/logo.txt", "logo");
    project.write("static/x/logo.txt", "changed");
    watching.shows("x/logo.txt", "changed");
    project.write("themes/mine/css/own.css", ".own { color: red; }\n");
    project.write("answerbook.yaml", "title: Other\ntheme: mine\n");
    watching.shows("index.html", "Other");
    watching.same_as_clean();
    fs::remove_dir_all(project.path("static")).unwrap();
    watching.wait("the end of `static`", || !project.path("site/x").exists());
}

#[test]
fn content_that_is_gone_leaves_the_site_and_may_come_again() {
    let project = project().file("README.md", "# Read me\n");
    let watching = Watching::start(&project, &[]);
    let before = project.tree("site");
    fs::rename(project.path("content"), project.path("elsewhere")).unwrap();
    watching.says("the content is gone");
    assert_eq!(project.tree("site"), before);
    fs::rename(project.path("elsewhere"), project.path("content")).unwrap();
    watching.says("all errors are mended");
    assert_eq!(project.tree("site"), before);
    project.write("content/a.md", article("A", "Changed."));
    watching.shows("a/index.html", "Changed.");
    fs::remove_dir_all(project.path("content")).unwrap();
    project.write("content/z.md", article("Z", "Omega."));
    watching.shows("z/index.html", "Omega.");
    watching.same_as_clean();
}

#[test]
fn two_thousand_files_at_once() {
    let project = project();
    // As another branch has them: articles among many other files.
    let path = |number: usize| match number % 5 {
        0 => format!("content/f{}/{number}.md", number % 40),
        _ => format!("static/f{}/{number}.txt", number % 41),
    };
    let write = |version: usize| {
        for number in 0..2000 {
            project.write(&path(number), article(&format!("N{number}"), &format!("Version {version}.")));
        }
    };
    let watching = Watching::start(&project, &[]);
    write(1);
    watching.same_as_clean();
    watching.rest();
    let rounds = watching.rounds();
    write(2);
    for number in (0..2000).step_by(3) {
        project.remove(&path(number));
    }
    watching.same_as_clean();
    watching.rest();
    // A burst is some builds, not two thousand.
    assert!(watching.rounds() - rounds < 30, "{:?}", watching.said());
    watching.stays_quiet(1);
}

#[test]
fn the_last_state_wins_however_fast_one_types() {
    let project = project();
    for number in 0..300 {
        project.write(&format!("content/many/{number}.md"), article(&format!("N{number}"), "Text."));
    }
    let watching = Watching::start(&project, &[]);
    for round in 0..5 {
        for edit in 0..40 {
            let path = format!("content/many/{}.md", edit % 3);
            project.write(&path, article("Edited", &format!("Edit {round} {edit}.")));
            pause(7 * (edit % 5));
        }
        watching.shows("many/0/index.html", &format!("Edit {round} 39."));
        watching.same_as_clean();
    }
}

#[test]
fn files_may_vanish_between_news_and_build() {
    let project = project();
    let watching = Watching::start(&project, &[]);
    for number in 0..400 {
        let name = format!("content/passing{}/x{number}.md", number % 7);
        project.write(&name, article("Passing", "Soon gone."));
        if number % 3 == 0 {
            fs::remove_dir_all(project.path(&format!("content/passing{}", number % 7))).unwrap();
        } else {
            project.remove(&name);
        }
        pause(number % 4);
    }
    watching.same_as_clean();
}

#[test]
fn broken_settings_and_articles_leave_the_site_until_they_are_mended() {
    let project = project();
    let watching = Watching::start(&project, &[]);
    let before = project.tree("site");
    let broken = [
        ("content/a.md", "---\ntitle: [A\n---\nAlpha.\n".to_owned(), "error["),
        ("content/a.md", article("A", "[x](gone.md)"), "error[broken-link]"),
        ("answerbook.yaml", "title: Help\nlanguages: []\n".to_owned(), "answerbook.yaml:2"),
        ("answerbook.yaml", "title: [Help\n".to_owned(), "answerbook.yaml:"),
        ("content/_notices/n.md", "---\nlevel: loud\n---\nText.\n".to_owned(), "content/_notices/n.md"),
    ];
    for (path, text, message) in broken {
        let whole = fs::read(project.path(path)).ok();
        let rounds = watching.rounds();
        project.write(path, text);
        watching.wait(message, || watching.rounds() > rounds);
        let new: Vec<_> = watching.said();
        assert!(new.iter().any(|line| line.contains(message)), "{new:#?}");
        assert_eq!(project.tree("site"), before, "{path}");
        let mended = |said: &[String]| said.iter().filter(|line| line.contains("all errors are mended")).count();
        let count = mended(&watching.said());
        match whole {
            Some(bytes) => project.write(path, bytes),
            None => project.remove(path),
        }
        watching.until("mended", |said| mended(said) > count);
        assert_eq!(project.tree("site"), before, "{path}");
    }
}

#[test]
fn it_may_start_with_errors_and_recover() {
    let project = project().file("content/a.md", article("A", "[x](gone.md)"));
    let watching = Watching::start(&project, &[]);
    watching.says("error[broken-link]");
    assert!(!project.path("site").exists());
    project.write("content/gone.md", article("Here", "Found."));
    watching.shows("gone/index.html", "Found.");
    watching.same_as_clean();
}

#[test]
fn warnings_are_errors_where_that_is_asked_for() {
    let project = project();
    let watching = Watching::start(&project, &["--strict"]);
    project.write("content/a.md", article("A", "# Another title\n\n![](x.png)"));
    watching.says("the site was not changed");
    project.write("content/a.md", article("A", "Good again."));
    watching.shows("a/index.html", "Good again.");
}

#[test]
fn a_refused_folder_ends_it_at_once() {
    let project = project().file("site/mine.txt", "mine");
    project.run(&["watch"]).code(2).stderr_has("Answerbook did not make it");
    project.run(&["watch", "--root", "nowhere"]).code(2).stderr_has("there is no folder");
}

#[test]
fn a_file_in_the_way_is_told_and_does_not_end_it() {
    let project = project();
    let watching = Watching::start(&project, &[]);
    project.write("site/c/index.html", "mine");
    project.write("content/c.md", article("C", "Gamma."));
    watching.says("is where a page must go");
    assert_eq!(fs::read_to_string(project.path("site/c/index.html")).unwrap(), "mine");
    watching.says("the next change tries again");
    project.remove("site/c/index.html");
    project.write("content/c.md", article("C", "Gamma!"));
    watching.shows("c/index.html", "Gamma!");
}

#[test]
fn the_output_folder_may_be_removed() {
    let project = project();
    let watching = Watching::start(&project, &[]);
    fs::remove_dir_all(project.path("site")).unwrap();
    watching.stays_quiet(1);
    project.write("content/a.md", article("A", "Changed."));
    watching.shows("a/index.html", "Changed.");
    watching.same_as_clean();
}

#[test]
fn polling_notices_everything_too() {
    let project = project();
    let watching = Watching::start(&project, &["--poll"]);
    project.write("content/a.md", article("A", "Changed once."));
    watching.shows("a/index.html", "Changed once.");
    // The same size, and maybe the same time.
    project.write("content/a.md", article("A", "Changed many"));
    project.write("content/a.md", article("A", "Changed more"));
    watching.shows("a/index.html", "Changed more");
    project.write("content/new/deep/x.md", article("X", "Deep."));
    watching.shows("new/deep/x/index.html", "Deep.");
    fs::rename(project.path("content/new"), project.path("content/renamed")).unwrap();
    watching.shows("renamed/deep/x/index.html", "Deep.");
    project.write("answerbook.yaml", "title: Other\n");
    project.write("static/logo.txt", "another");
    watching.same_as_clean();
    // An older file in the place of a newer one.
    let old = project.path("old.md");
    fs::write(&old, article("A", "Changed back")).unwrap();
    let hour_ago = std::time::SystemTime::now() - Duration::from_secs(3600);
    fs::File::options().write(true).open(&old).unwrap().set_modified(hour_ago).unwrap();
    fs::rename(&old, project.path("content/a.md")).unwrap();
    watching.shows("a/index.html", "Changed back");
    watching.rest();
    watching.stays_quiet(4);
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn ctrl_c_ends_it_well() {
        for signal in ["-INT", "-TERM", "-HUP"] {
            let project = project();
            let watching = Watching::start(&project, &[]);
            project.write("content/a.md", article("A", "Changed."));
            watching.shows("a/index.html", "Changed.");
            let (status, said) = watching.end(signal);
            assert_eq!((status, said.last().map(String::as_str)), (Some(0), Some("stopped")), "{said:?}");
            assert_eq!(names(&project.path("")), ["answerbook.yaml", "content", "site", "static"]);
        }
    }

    #[test]
    fn a_project_that_moves_away_may_come_back() {
        let project = project();
        let watching = Watching::start(&project, &[]);
        let aside = project.outside().join("aside");
        fs::rename(project.path(""), &aside).unwrap();
        watching.says("the content is gone");
        fs::rename(&aside, project.path("")).unwrap();
        project.write("content/a.md", article("A", "Changed."));
        watching.shows("a/index.html", "Changed.");
    }

    /// `nohup` has a program ignore that its terminal closes; that must stay so.
    #[test]
    fn an_ignored_signal_stays_ignored() {
        let project = project();
        let mut command = crate::support::shell("trap '' HUP; exec \"$0\" watch", &[]);
        command.current_dir(project.path(""));
        let watching = Watching::start_as(&project, command);
        watching.signal("-HUP");
        project.write("content/a.md", article("A", "Changed."));
        watching.shows("a/index.html", "Changed.");
    }

    #[test]
    fn ctrl_c_at_any_time_leaves_a_whole_site() {
        let project = project();
        for number in 0..150 {
            project.write(&format!("content/many/{number}.md"), article(&format!("N{number}"), "Text."));
        }
        for round in 0..12 {
            let watching = Watching::start(&project, &[]);
            for number in 0..150 {
                let text = article(&format!("N{number}"), &format!("Round {round}."));
                project.write(&format!("content/many/{number}.md"), text);
            }
            pause(40 * round);
            let (status, said) = watching.end("-INT");
            assert_eq!((status, said.last().map(String::as_str)), (Some(0), Some("stopped")), "{said:?}");
            assert_eq!(names(&project.path("")), ["answerbook.yaml", "content", "site", "static"]);
            let pages = (0..150).map(|number| format!("site/many/{number}/index.html"));
            let new = |page: &String| {
                fs::read_to_string(project.path(page)).expect("a page").contains(&format!("Round {round}."))
            };
            let count = pages.clone().filter(new).count();
            // Builds may see some of the files; each of them is put in place as a whole.
            let listed = fs::read_to_string(project.path("site/.answerbook")).expect("the list");
            assert!(listed.lines().all(|path| project.path("site").join(path).exists()), "{count}");
        }
    }

    #[test]
    fn links_inside_the_project_count() {
        let project = Project::new()
            .file("content/a.md", article("A", "Alpha."))
            .file("shared/terms.md", article("Terms", "First."))
            .file("shared/folder/x.md", article("X", "Inside."));
        symlink("../shared/terms.md", project.path("content/terms.md")).unwrap();
        symlink("../shared/folder", project.path("content/folder")).unwrap();
        let watching = Watching::start(&project, &[]);
        watching.shows("folder/x/index.html", "Inside.");
        project.write("shared/terms.md", article("Terms", "Second."));
        watching.shows("terms/index.html", "Second.");
        project.write("shared/folder/x.md", article("X", "Changed."));
        watching.shows("folder/x/index.html", "Changed.");
        project.write("shared/folder/deep/y.md", article("Y", "Deep."));
        watching.shows("folder/deep/y/index.html", "Deep.");
        // Rename over the target, as editors do.
        project.write("shared/terms.new", article("Terms", "Third."));
        fs::rename(project.path("shared/terms.new"), project.path("shared/terms.md")).unwrap();
        watching.shows("terms/index.html", "Third.");
        symlink("../shared/later.md", project.path("content/later.md")).unwrap();
        project.write("shared/later.md", article("Later", "Now."));
        watching.shows("later/index.html", "Now.");
        fs::remove_file(project.path("content/folder")).unwrap();
        watching.wait("the end of a link", || !project.path("site/folder").exists());
        watching.same_as_clean();
    }

    /// The limits of the kernel in a namespace of the test's own; the machine's settings stay.
    #[cfg(target_os = "linux")]
    fn limited<'a>(project: &'a Project, setting: &str, value: u32) -> Option<Watching<'a>> {
        use crate::support::{ANSWERBOOK, clean, skip};
        use std::process::Command;
        let script = format!("echo {value} > /proc/sys/user/{setting} && exec \"$@\"");
        let in_namespace = |program: &str, argument: &str| {
            let mut command = clean(Command::new("unshare"));
            command.args(["-Ur", "sh", "-c", &script, "sh", program, argument]).current_dir(project.path(""));
            command
        };
        match in_namespace("true", "").output() {
            Ok(output) if output.status.success() => {
                Some(Watching::start_as(project, in_namespace(ANSWERBOOK, "watch")))
            }
            _ => {
                skip("the system gives no namespace of users");
                None
            }
        }
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn where_watches_run_out_it_polls_and_says_so() {
        for (setting, value, hint) in [
            ("max_inotify_watches", 5, "fs.inotify.max_user_watches"),
            ("max_inotify_instances", 0, "fs.inotify.max_user_instances"),
        ] {
            let project = project().file("content/x/y/z.md", article("Z", "Deep."));
            let Some(watching) = limited(&project, setting, value) else { return };
            watching.says(hint);
            watching.says("once a second");
            project.write("content/x/y/z.md", article("Z", "Changed."));
            watching.shows("x/y/z/index.html", "Changed.");
            project.write("content/n/e/w/z.md", article("Z", "New."));
            watching.shows("n/e/w/z/index.html", "New.");
            watching.same_as_clean();
            let said = watching.said();
            assert_eq!(said.iter().filter(|line| line.contains("once a second")).count(), 1, "{said:?}");
        }
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn watches_may_run_out_later() {
        let project = project();
        let Some(watching) = limited(&project, "max_inotify_watches", 8) else { return };
        assert!(!watching.said().iter().any(|line| line.contains("once a second")));
        for folder in ["p/q/r", "s/t/u", "v/w/x"] {
            project.write(&format!("content/{folder}/z.md"), article("Z", "New."));
        }
        watching.says("once a second");
        watching.same_as_clean();
        project.write("content/v/w/x/z.md", article("Z", "Changed."));
        watching.shows("v/w/x/z/index.html", "Changed.");
    }

    /// More events than the kernel keeps, while nobody reads them.
    #[cfg(target_os = "linux")]
    #[test]
    fn lost_events_are_made_good() {
        let project = project();
        let watching = Watching::start(&project, &[]);
        let limit = fs::read_to_string("/proc/sys/fs/inotify/max_queued_events").unwrap_or_default();
        let limit: usize = limit.trim().parse().unwrap_or(16384).min(40_000);
        watching.signal("-STOP");
        // Each write is at least two events that differ from the ones before.
        for number in 0..=limit / 2 {
            project.write(&format!("content/{}.txt", number % 7), number.to_string());
        }
        project.write("content/late/x.md", article("X", "At the end."));
        watching.signal("-CONT");
        watching.shows("late/x/index.html", "At the end.");
        project.write("content/late/x.md", article("X", "After that."));
        watching.shows("late/x/index.html", "After that.");
        watching.same_as_clean();
    }
}
