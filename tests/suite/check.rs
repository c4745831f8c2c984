//! `answerbook check`: what it runs, its formats and statuses, `--only`, exempt files.

use serde_json::Value;
use snapbox::str;

use crate::support::Project;

/// An article with a broken link, in a line with letters of several bytes, and a link that says nothing.
fn two_problems() -> Project {
    Project::new().article("ä b.md", "title: A\ndescription: B", "Größe: [x](nowhere.md), [here](ä%20b.md).")
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

#[test]
fn a_check_reports_as_a_build_does_and_writes_nothing() {
    let project = two_problems();
    project.run(&["check"]).code(1).stdout("checked 1 article in 1 language: 1 error, 1 warning\n").stderr(str![[r#"
error[broken-link]: there is no file `nowhere.md`
 --> content/ä b.md:5:12
  |
5 | Größe: [x](nowhere.md), [here](ä%20b.md).
  |            ^^^^^^^^^^
  |
  = help: a path starts at the folder of the file it stands in, and ends in `.md` for an article

warning[vague-link]: `here` doesn't say where the link leads
 --> content/ä b.md:5:25
  |
5 | Größe: [x](nowhere.md), [here](ä%20b.md).
  |                         ^^^^^^^^^^^^^^^^
  |
  = help: name what is found there, such as the other article's title: many readers go from link to link


"#]]);
    assert!(!project.path("site").exists());
}

#[test]
fn statuses() {
    let clean = Project::new().article("a.md", "title: A\ndescription: B", "Text.");
    clean.run(&["check", "--strict"]).ok().stdout("checked 1 article in 1 language: nothing found\n");
    let warned = Project::new().article("a.md", "title: A", "Text.");
    warned.run(&["check"]).code(0).warning("missing-description", "content/a.md:2:8");
    warned.run(&["check", "--strict"]).code(1);
    warned.run(&["check", "--quiet"]).code(0).stdout("");
    clean.run(&["check", "--only", "vage-link"]).code(2).stderr_has("did you mean `vague-link`?");
    clean.run(&["check", "--today", "tomorrow"]).code(2).stderr_has("`2026-11-01`");
    clean.run(&["check", "--format", "xml"]).code(2);
    clean.write("answerbook.yaml", "title: Help\nlanguages: [x-]\n");
    clean.run(&["check", "--only", "vague-link"]).code(2).error("invalid-value", "answerbook.yaml:2:13");
}

#[test]
fn templates_and_the_search_are_checked() {
    let project = Project::new()
        .settings("title: Help\ntheme: mine\n")
        .article("a.md", "title: A\ndescription: B", "Text.")
        .article("b.md", "title: B\ndescription: B\nkind: faq", "## Why?\n\nSo.")
        .file("content/_synonyms.yaml", "groups:\n  - [zebra, quagga]\n")
        .file("themes/mine/templates/faq.html", "{{ page.no_such_thing.at_all }}");
    let run = project.run(&["check"]);
    run.code(1)
        .error("template-error", "themes/mine/templates/faq.html")
        .warning("unused-synonym", "content/_synonyms.yaml:2");
}

#[test]
fn a_new_project_has_nothing_to_better() {
    let project = Project::bare();
    project.run(&["new", "help", "--languages", "en,el,ms,ro,fil,ar,ja"]).code(0);
    project.run(&["check", "--strict", "--root", "help"]).ok().stdout_has("7 languages: nothing found");
}

#[test]
fn only_some_rules_are_shown() {
    let project = two_problems();
    let run = project.run(&["check", "--only", "vague-link", "--only", "long-title"]);
    run.code(0).stdout("checked 1 article in 1 language: 1 warning\n");
    assert_eq!(run.diagnostics(), ["warning[vague-link] content/ä b.md:5:25"]);
    project.run(&["check", "--only", "broken-link"]).code(1);
    project.run(&["check", "--only", "missing-owner"]).code(0).stderr_has("`missing-owner` is off");
}

#[test]
fn exempt_files_are_not_reported() {
    let project = Project::new()
        .settings("title: Help\ncheck:\n  exempt:\n    vague-link: [content/legal/**]\n    broken-link: [\"content/*/b.md\"]\n")
        .article("legal/a.md", "title: A\ndescription: B", "[here](a.md), [x](nowhere.md)")
        .article("legal/b.md", "title: B\ndescription: B", "[x](nowhere.md)")
        .article("c.md", "title: C\ndescription: B", "[here](c.md)");
    let expected = ["warning[vague-link] content/c.md:5:1", "error[broken-link] content/legal/a.md:5:19"];
    assert_eq!(project.run(&["check"]).diagnostics(), expected);
    // In a build, too.
    assert_eq!(project.build().diagnostics(), expected[1..]);
}

#[test]
fn wrong_settings_of_check_are_reported() {
    let lines = [
        "  exempt:",
        "    vage-link: [content/**]",
        "    missing-title: [content/**]",
        "    long-title: [\"content/[a\"]",
        "  title_length: 0",
        "  reading_level: hard",
    ];
    let project = Project::new().settings(&format!("title: Help\ncheck:\n{}\n", lines.join("\n"))).article(
        "a.md",
        "title: A\ndescription: B",
        "",
    );
    let run = project.run(&["check"]);
    run.code(2)
        .warning("unknown-key", "answerbook.yaml:4:5")
        .error("invalid-value", "answerbook.yaml:5:5")
        .error("invalid-value", "answerbook.yaml:6:18")
        .error("invalid-value", "answerbook.yaml:7:17")
        .error("wrong-type", "answerbook.yaml:8:18")
        .stderr_has("did you mean `vague-link`?");
}

#[test]
fn json_has_every_field() {
    let run = two_problems().run(&["check", "--format", "json", "--quiet"]).output();
    let found = json(&run);
    assert_eq!(run.lines().count(), 1);
    let expected = json(
        r#"{
            "problems": [
                {
                    "rule": "broken-link", "level": "error", "message": "there is no file `nowhere.md`",
                    "file": "content/ä b.md", "line": 5, "column": 12, "end_line": 5, "end_column": 22, "text": "nowhere.md",
                    "hint": "a path starts at the folder of the file it stands in, and ends in `.md` for an article",
                    "fixable": false
                },
                {
                    "rule": "vague-link", "level": "warning", "message": "`here` doesn't say where the link leads",
                    "file": "content/ä b.md", "line": 5, "column": 25, "end_line": 5, "end_column": 41, "text": "[here](ä%20b.md)",
                    "hint": "name what is found there, such as the other article's title: many readers go from link to link",
                    "fixable": false
                }
            ],
            "errors": 1, "warnings": 1, "articles": 1, "languages": 1, "mended": 0
        }"#,
    );
    assert_eq!(found, expected);
}

#[test]
fn annotations_begin_at_the_folder_of_the_repository() {
    let project = two_problems();
    let outside = project.path("..");
    let run = |folder: &std::path::Path, arguments: &[&str]| {
        let mut command = crate::support::command();
        command.args(["check", "--format", "github"]).args(arguments).current_dir(folder);
        project.finish(command).output()
    };
    let inside = run(&project.path(""), &[]);
    let lines: Vec<&str> = inside.lines().collect();
    let first = "::error file=content/ä b.md,line=5,col=12,endColumn=21,title=broken-link::there is no file `nowhere.md`%0Aa path";
    assert!(lines.len() == 2 && lines[0].starts_with(first), "{inside}");
    assert!(run(&outside, &["--root", "project"]).starts_with("::error file=project/content/ä b.md,"));
}

#[test]
fn sarif_has_rules_and_places() {
    let project = two_problems();
    let log = json(&project.run(&["check", "--format", "sarif"]).code(1).output());
    let run = &log["runs"][0];
    let result = &run["results"][0];
    let place = &result["locations"][0]["physicalLocation"];
    let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
    assert_eq!((&log["version"], &run["columnKind"]), (&"2.1.0".into(), &"unicodeCodePoints".into()));
    assert_eq!(run["tool"]["driver"]["rules"][index]["id"], result["ruleId"]);
    assert_eq!(place["artifactLocation"]["uri"], "content/%C3%A4%20b.md");
    let region = r#"{"startLine": 5, "startColumn": 12, "endLine": 5, "endColumn": 22}"#;
    assert_eq!(place["region"], json(region));
    let prints = |log: &Value| log["runs"][0]["results"][1]["partialFingerprints"].clone();
    project.write(
        "content/ä b.md",
        "---\ntitle: A\ndescription: B\n---\nNew.\n\nMoved: [here](ä%20b.md), [x](nowhere.md).\n",
    );
    let moved = json(&project.run(&["check", "--format", "sarif"]).output());
    assert_eq!(moved["runs"][0]["results"][0]["partialFingerprints"], prints(&log));
}
