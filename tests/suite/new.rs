//! `answerbook new`: a first project that builds.

use serde_yaml::Value;
use snapbox::str;

use crate::html;
use crate::support::{Project, repository};

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
        [("en", " 3 search tests"), ("ja", " 3 search tests"), ("en,el,ro,ms,fil,ar", " 15 search tests")]
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

/// The file that a step of an article tells the reader to write, with the path in its line.
fn file_of_step(article: &str, path: &str) -> String {
    let article =
        std::fs::read_to_string(repository().join("content/en/publishing").join(article)).expect("an article");
    let step = article.split(&format!("Create the file `{path}`:\n")).nth(1).expect("a step");
    let code = step.split("   ```yaml\n").nth(1).and_then(|code| code.split("   ```\n").next()).expect("a block");
    code.lines().map(|line| line.strip_prefix("   ").unwrap_or(line).to_owned() + "\n").collect()
}

#[test]
fn a_pipeline_is_the_one_of_the_help_centre() {
    for (host, path, article) in [
        ("github", ".github/workflows/help-centre.yml", "github-pages.md"),
        ("gitlab", ".gitlab-ci.yml", "gitlab-pages.md"),
    ] {
        let project = Project::bare();
        project.run(&["new", "help", "--ci", host]).ok().stdout_has(path).stdout_has("ANSWERBOOK_REPOSITORY");
        let text = std::fs::read_to_string(project.path("help").join(path)).expect("a pipeline");
        assert_eq!(text, file_of_step(article, path), "{article} shows another one");
        assert!(!text.contains('\t') && text.ends_with('\n'), "{text}");
        project.run_in("help", &["check", "--strict"]).ok();
        for command in commands_of(&text) {
            // A pipeline that asks for an option that is not there would be noticed on the host only.
            let arguments: Vec<&str> = command.split(' ').skip(1).collect();
            project.run_in("help", &arguments).ok();
        }
    }
}

/// The commands of the program in a pipeline.
fn commands_of(text: &str) -> Vec<String> {
    fn collect(value: &Value, commands: &mut Vec<String>) {
        match value {
            Value::String(text) if text.starts_with("answerbook ") => commands.push(text.clone()),
            Value::Sequence(items) => items.iter().for_each(|item| collect(item, commands)),
            Value::Mapping(entries) => entries.values().for_each(|value| collect(value, commands)),
            _ => {}
        }
    }
    let mut commands = Vec::new();
    collect(&serde_yaml::from_str(text).expect("YAML"), &mut commands);
    assert!(commands.len() >= 3, "{commands:?}");
    commands
}

#[test]
fn a_pipeline_checks_changes_and_publishes_the_default_branch() {
    let pipeline = |host: &str, path: &str| -> Value {
        let project = Project::bare();
        project.run(&["new", "help", "--ci", host]).ok();
        let text = std::fs::read_to_string(project.path("help").join(path)).expect("a pipeline");
        serde_yaml::from_str(&text).expect("YAML")
    };
    let github = pipeline("github", ".github/workflows/help-centre.yml");
    let has = |job: &str, part: &str| {
        let text = serde_yaml::to_string(&github["jobs"][job]).expect("a job");
        assert!(text.contains(part), "{job} lacks {part}: {text}");
    };
    has("check", "pull_request");
    has("check", "answerbook check --format github");
    has("publish", "default_branch");
    for action in ["actions/cache@v", "actions/upload-pages-artifact@v", "actions/deploy-pages@v"] {
        has("publish", action);
    }
    let gitlab = pipeline("gitlab", ".gitlab-ci.yml");
    assert_eq!(gitlab["pages"]["artifacts"]["paths"][0], "public");
    assert_eq!(gitlab["pages"]["rules"][0]["if"], "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH");
    assert_eq!(gitlab["check"]["rules"][0]["if"], "$CI_PIPELINE_SOURCE == \"merge_request_event\"");
    assert_eq!(gitlab["default"]["cache"]["paths"][0], ".program");
}

#[test]
fn no_pipeline_is_written_unasked() {
    let project = Project::bare();
    project.run(&["new", "help"]).ok();
    project.run(&["new", "other", "--ci", "none"]).ok();
    assert_eq!(project.tree("help"), project.tree("other"));
    let names: Vec<String> = project.tree("help").into_keys().collect();
    assert!(names.iter().all(|name| !name.ends_with(".yml")), "{names:?}");
    project.run(&["new", "third", "--ci", "jenkins"]).code(2);
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
