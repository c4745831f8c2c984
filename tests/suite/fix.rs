//! `answerbook check --fix`: what is mended, what is left to the writer, and how files are written.

use std::fs;
use std::sync::Arc;

use answerbook::diag::{Diagnostic, Diagnostics, Rule, Source, Span};
use answerbook::mend::mend;

use crate::support::{Project, names};

/// A project with an article, and others that it may link to.
fn linking(text: &str) -> Project {
    Project::new()
        .article("a.md", "title: A\ndescription: B", text)
        .article("guides/first.md", "title: First\ndescription: B", "## Before you begin\n\n## Step 1\n\n## Step 2")
        .article("billing/refund.md", "title: Refund\ndescription: B", "## By card")
        .article("old/terms.md", "title: Old\ndescription: B", "")
        .article("new/terms.md", "title: New\ndescription: B", "")
        .article("billing/index.md", "title: Billing\ndescription: B", "")
}

fn text_of(project: &Project, path: &str) -> String {
    let text = fs::read_to_string(project.path("content").join(path)).expect("the article");
    text.splitn(3, "---\n").nth(2).unwrap_or_default().trim_end_matches('\n').to_owned()
}

#[test]
fn what_nothing_else_can_mean_is_mended() {
    for (text, expected) in [
        // Moved: the only article of that name.
        ("[x](refund.md)", "[x](billing/refund.md)"),
        ("[x](help/refund.md?a=b#by-card \"title\")", "[x](billing/refund.md?a=b#by-card \"title\")"),
        ("![x](../x.png) [refund.md](refund.md)", "![x](../x.png) [refund.md](billing/refund.md)"),
        // Capital letters.
        ("[x](billing/Refund.md)", "[x](billing/refund.md)"),
        // A slip in an anchor.
        ("[x](guides/first.md#befor-you-begin)", "[x](guides/first.md#before-you-begin)"),
        ("## Here\n\n[x](#heer)", "## Here\n\n[x](#here)"),
    ] {
        let project = linking(text);
        project.run(&["check", "--fix"]);
        assert_eq!(text_of(&project, "a.md"), expected, "{text}");
    }
}

#[test]
fn what_may_mean_something_else_is_left_to_the_writer() {
    for text in [
        "[x](terms.md)",                     // two of that name
        "[x](refnd.md)",                     // a slip in a name: may be an article that was deleted
        "[x](lost/index.md)",                // each category has one
        "[x](guides/first.md#step-3)",       // another step
        "[x](guides/first.md#something)",    // nothing near
        "[x](refund.md#by-cash)",            // moved, but then another mistake
        "[refund.md][r]\n\n[r]: refund.md",  // written elsewhere
        "<a href=\"refund.md\">x</a>",       // HTML
        "`[x](refund.md)` and [x](gone.md)", // code is no link
        "![x](refund.png)",
    ] {
        let project = linking(text);
        let before = project.tree("content");
        project.run(&["check", "--fix"]);
        assert_eq!(project.tree("content"), before, "{text}");
    }
}

#[test]
fn what_is_left_is_reported_with_how_many_were_mended() {
    let project = linking("[x](refund.md), [y](gone.md), [z](refund.md)");
    project.run(&["check"]).code(1).stdout("checked 5 articles in 1 language: 3 errors; `--fix` mends 2\n");
    let run = project.run(&["check", "--fix"]);
    run.code(1).stdout("checked 5 articles in 1 language: 1 error; 2 mended\n");
    assert_eq!(run.diagnostics(), ["error[broken-link] content/a.md:5:29"]);
    project.run(&["check", "--fix"]).code(1).stdout("checked 5 articles in 1 language: 1 error\n");
    project.write("content/a.md", "---\ntitle: A\ndescription: B\n---\n[x](refund.md)\n");
    let json = project.run(&["check", "--fix", "--format", "json"]).code(0).output();
    assert!(json.contains("\"problems\":[]") && json.contains("\"mended\":1"), "{json}");
}

#[test]
fn misspelt_keys_are_mended() {
    let project = Project::new().settings("titel: Help\nnavigation: []\nnavigatoin: []\n").article(
        "a.md",
        "title: A\ndescrption: B\nkyewords: [c]\ntime: 5 minutes\ntine: 4 minutes\ncolour: red",
        "Text.",
    );
    let run = project.run(&["check", "--fix"]);
    let expected = [
        "warning[unknown-key] answerbook.yaml:3:1", // the right one is there
        "warning[unknown-key] content/a.md:6:1",
        "warning[unknown-key] content/a.md:7:1",
    ];
    assert_eq!(run.code(0).diagnostics(), expected);
    let text = fs::read_to_string(project.path("content/a.md")).expect("the article");
    assert!(text.starts_with("---\ntitle: A\ndescription: B\nkeywords: [c]\n"), "{text}");
}

#[test]
fn only_what_is_shown_is_mended() {
    let project = linking("[x](refund.md) [y](guides/first.md#befor-you-begin)")
        .settings("title: Help\ncheck:\n  exempt:\n    broken-link: [content/a.md]\n");
    project.run(&["check", "--fix"]).code(0);
    assert_eq!(text_of(&project, "a.md"), "[x](refund.md) [y](guides/first.md#before-you-begin)");
    let project = linking("[x](refund.md) [y](guides/first.md#befor-you-begin)");
    project.run(&["check", "--fix", "--only", "broken-link"]).code(0);
    assert_eq!(text_of(&project, "a.md"), "[x](billing/refund.md) [y](guides/first.md#befor-you-begin)");
}

#[test]
fn all_else_in_a_file_stays_byte_for_byte() {
    let project = linking("").file("content/a.md", "\u{FEFF}---\r\ntitle: A\r\n---\r\nΑβγ [x](refund.md)\r\nz \r\n");
    project.run(&["check", "--fix"]);
    let text = fs::read_to_string(project.path("content/a.md")).expect("the article");
    assert_eq!(text, "\u{FEFF}---\r\ntitle: A\r\n---\r\nΑβγ [x](billing/refund.md)\r\nz \r\n");
    assert_eq!(names(&project.path("content")), ["a.md", "billing", "guides", "new", "old"]);
}

#[test]
fn a_snippet_is_mended_once() {
    let project = linking("{{ snippet \"s\" }}")
        .article("b.md", "title: B\ndescription: B", "{{ snippet \"s\" }}")
        .file("content/_snippets/s.md", "[x](../refund.md)\n");
    project.run(&["check", "--fix"]).code(0).stdout("checked 6 articles in 1 language: nothing found; 1 mended\n");
    assert_eq!(fs::read_to_string(project.path("content/_snippets/s.md")).expect("it"), "[x](../billing/refund.md)\n");
}

#[test]
fn another_languages_article_is_not_meant() {
    let project = Project::new()
        .settings("title: Help\nlanguages: [en, el]\n")
        .file("content/en/a.md", "---\ntitle: A\n---\n[x](refund.md)\n")
        .file("content/el/billing/refund.md", "---\ntitle: R\n---\n");
    project.run(&["check", "--fix"]).code(1);
    assert_eq!(
        fs::read_to_string(project.path("content/en/a.md")).expect("it"),
        "---\ntitle: A\n---\n[x](refund.md)\n"
    );
}

#[cfg(unix)]
#[test]
fn a_files_permissions_and_links_stay() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let project = linking("").file("shared/a.md", "---\ntitle: A\n---\n[x](refund.md)\n");
    let real = project.path("shared/a.md");
    fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).expect("permissions");
    project.remove("content/a.md");
    symlink("../shared/a.md", project.path("content/a.md")).expect("a link");
    project.run(&["check", "--fix"]);
    assert!(fs::symlink_metadata(project.path("content/a.md")).expect("it").is_symlink());
    assert_eq!(fs::metadata(&real).expect("it").permissions().mode() & 0o777, 0o640);
    assert!(fs::read_to_string(real).expect("it").ends_with("[x](billing/refund.md)\n"));
}

#[test]
fn a_file_that_changed_meanwhile_and_one_outside_are_left_alone() {
    let project = Project::new().file("content/a.md", "One new line.\n");
    fs::write(project.outside().join("b.md"), "One line.\n").expect("a file");
    let mut found = Diagnostics::default();
    for path in ["content/a.md", "content/gone.md", "../b.md"] {
        let source = Arc::new(Source { path: path.into(), text: "One line.\n".into() });
        let problem = Diagnostic::new(Rule::BrokenLink, Span::new(&source, 0..3), "x");
        found.add(problem.mended_by(Some("Two".into())));
    }
    let mended = mend(&project.path(""), &found).expect("nothing to write");
    assert_eq!((mended.problems, mended.left.len()), (0, 3));
    assert_eq!(fs::read_to_string(project.outside().join("b.md")).expect("it"), "One line.\n");
    project.write("content/a.md", "One line.\n");
    assert_eq!(mend(&project.path(""), &found).expect("written").problems, 1);
    assert_eq!(fs::read_to_string(project.path("content/a.md")).expect("it"), "Two line.\n");
}
