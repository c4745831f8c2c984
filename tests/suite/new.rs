//! `answerbook new`: a first project that builds.

use snapbox::str;

use crate::html;
use crate::support::Project;

#[test]
fn a_new_project_builds_without_a_warning() {
    let project = Project::bare();
    project.run(&["new", "help"]).ok();
    project.run_in("help", &["build", "--strict"]).ok();
    assert_eq!(html::dead_links(&project.tree("help/site")), Vec::<String>::new());
}

#[test]
fn a_new_project_tests_its_search() {
    let project = Project::bare();
    for (languages, tests) in
        [("en", " 3 search tests"), ("ja", " 3 search tests"), ("en,el,ro,ms,fil,ar", " 18 search tests")]
    {
        let folder = format!("help-{languages}");
        project.run(&["new", &folder, "--languages", languages]).ok();
        project.run(&["check", "--strict", "--root", &folder]).ok().stdout_has(tests);
    }
}

#[test]
fn a_new_project_says_what_to_do_next() {
    Project::bare().run(&["new", "help"]).ok().stdout(str![[r#"
made a help centre in help
build it: answerbook build --root help

"#]]);
}

#[test]
fn a_new_project_shows_every_kind() {
    let project = Project::bare();
    project.run(&["new", "help"]).ok();
    let content = project.tree("help/content");
    let all: String = content.values().map(|text| String::from_utf8_lossy(text)).collect();
    for kind in ["faq", "how-to", "troubleshooter"] {
        assert!(all.contains(&format!("kind: {kind}\n")), "no {kind}");
    }
    assert!(content.contains_key("index.md"));
    assert!(project.path("help/answerbook.yaml").is_file());
}

#[test]
fn languages_get_a_folder_each() {
    let project = Project::bare();
    project.run(&["new", "help", "--languages", "en,el"]).ok();
    assert!(project.path("help/content/en/index.md").is_file());
    assert!(project.path("help/content/el/index.md").is_file());
    project.run_in("help", &["build", "--strict"]).ok();
    let site = project.tree("help/site");
    assert!(site.contains_key("index.html") && site.contains_key("el/index.html"));
}

#[test]
fn every_language_with_an_interface_can_begin_a_project() {
    let project = Project::bare();
    project.run(&["new", "help", "--languages", "en,el,ms,ro,fil"]).ok();
    project.run_in("help", &["build", "--strict"]).ok();
}

#[test]
fn a_language_without_an_interface_can_too() {
    let project = Project::bare();
    project.run(&["new", "help", "--languages", "ar,de"]).ok();
    project.run_in("help", &["build", "--strict"]).ok();
}

#[test]
fn a_wrong_language_is_refused() {
    let project = Project::bare();
    project.run(&["new", "help", "--languages", "en,not a language"]).code(2);
    assert!(!project.path("help").exists());
}

#[test]
fn an_empty_folder_will_do() {
    let project = Project::bare();
    std::fs::create_dir(project.path("help")).expect("a folder");
    project.run(&["new", "help"]).ok();
    assert!(project.path("help/answerbook.yaml").is_file());
}

#[test]
fn a_folder_with_something_in_it_is_refused() {
    let project = Project::bare().file("help/mine.txt", "keep me");
    project.run(&["new", "help"]).code(2).stderr(str![[r#"
error: `help` is there already, and is not an empty folder
  = help: choose another name

"#]]);
    let left: Vec<_> = project.tree("help").into_keys().collect();
    assert_eq!(left, ["mine.txt"]);
}

#[test]
fn a_file_in_the_way_is_refused() {
    let project = Project::bare().file("help", "keep me");
    project.run(&["new", "help"]).code(2);
    assert_eq!(std::fs::read(project.path("help")).expect("still a file"), b"keep me");
}
