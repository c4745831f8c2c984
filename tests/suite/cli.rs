//! The command line: help, wrong use, finding the project, how much is said.

use snapbox::str;

#[cfg(target_os = "linux")]
use crate::support::shell;
use crate::support::{Project, command};

fn one_article() -> Project {
    Project::new().article("refund.md", "title: Refunds", "Within 14 days.")
}

fn one_warning() -> Project {
    Project::new().article("refund.md", "title: Refunds\ncolour: red", "Within 14 days.")
}

#[test]
fn help_goes_to_standard_output() {
    let project = Project::bare();
    let run = project.run(&["--help"]);
    run.ok().stdout_has("Usage: answerbook").stdout_has("new").stdout_has("build");
    project.run(&["build", "--help"]).ok().stdout_has("--base-url").stdout_has("--strict");
}

#[test]
fn version_is_the_packages() {
    let version = format!("answerbook {}", env!("CARGO_PKG_VERSION"));
    Project::bare().run(&["--version"]).ok().stdout_has(&version);
}

#[test]
fn wrong_use_is_status_2() {
    let cases: [&[&str]; 7] = [
        &[],
        &["bulid"],
        &["build", "--bse-url", "https://example.org/"],
        &["build", "unexpected"],
        &["build", "--audience", "everybody"],
        &["build", "--color", "sometimes"],
        &["new"],
    ];
    for arguments in cases {
        let project = one_article();
        let run = project.run(arguments);
        run.code(2).stdout(str![""]);
        assert!(!run.errors().is_empty(), "{arguments:?} said nothing");
    }
}

#[test]
fn a_misspelt_option_is_suggested() {
    one_article().build_with(&["--darfts"]).code(2).stderr_has("--drafts");
}

#[test]
fn a_build_says_what_it_made() {
    one_article().build().ok().stdout(str![[r#"
built 2 pages from 1 article in 1 language; 2 new, 0 changed, 0 removed
[..] files ([..] of the search), [..] kB: [..] written, 0 unchanged, 0 removed; [TIME]
the site is in site

"#]]);
}

#[test]
fn a_build_says_which_pages_changed() {
    let project = Project::new()
        .settings("title: Help\nlanguages: [en, el]\n")
        .article("en/a/one.md", "title: One", "1")
        .article("en/b/two.md", "title: Two", "2")
        .article("el/a/one.md", "title: Ένα", "1");
    // One and two with their categories and the home page, in both languages.
    project
        .build()
        .ok()
        .stdout_has("built 10 pages from 3 articles in 2 languages (en 5, el 5); 10 new, 0 changed, 0 removed\n");
    project.build().ok().stdout_has("(en 5, el 5); all as before\n").stdout_has(" 0 written, ");
    project.write("content/el/a/one.md", "---\ntitle: Ένα\n---\nΆλλο.\n");
    project.build().ok().stdout_has("; 0 new, 1 changed, 0 removed\n");
    // Two stands in for its translation, so it goes from both languages, with its category.
    project.remove("content/en/b/two.md");
    project.build().ok().stdout_has("(en 3, el 3); 0 new, ").stdout_has(" changed, 4 removed\n");
}

#[test]
fn quiet_says_nothing_when_all_is_well() {
    let project = one_article();
    project.build_with(&["--quiet"]).ok().stdout(str![""]).exists("refund/index.html");
}

#[test]
fn quiet_still_reports_problems() {
    let project = Project::new().article("a.md", "title: A", "[b](b.md)");
    project.build_with(&["--quiet"]).code(1).stdout(str![""]).error("broken-link", "content/a.md");
}

#[test]
fn the_project_is_found_upwards() {
    let project = one_article().article("billing/cards/visa.md", "title: Visa", "Yes.");
    project.run_in("content/billing/cards", &["build"]).ok();
    assert!(project.path("site/refund/index.html").is_file());
    assert!(!project.path("content/billing/cards/site").exists());
}

#[test]
fn the_project_can_be_named() {
    let project = one_article();
    let mut command = command();
    command.args(["build", "--root"]).arg(project.path("")).current_dir(project.outside());
    project.finish(command).ok().exists("refund/index.html");
}

#[test]
fn the_output_can_be_named() {
    let project = one_article();
    project.build_with(&["--out", "public"]).ok();
    assert!(project.path("public/refund/index.html").is_file());
    assert!(!project.path("site").exists());
}

#[test]
fn a_project_that_is_not_there_is_wrong_use() {
    let run_in = Project::bare();
    run_in.build_with(&["--root", "nowhere"]).code(2).stderr(str![[r#"
error: there is no folder `nowhere`

"#]]);
}

#[test]
fn an_empty_folder_is_no_project() {
    Project::bare().build().code(2).stderr(str![[r#"
error: there is nothing to build in `[..]`
  = help: `answerbook new DIR` makes a project; or give its folder by `--root`

"#]]);
}

#[test]
fn warnings_pass_unless_strict() {
    let project = one_warning();
    project.build().code(0).warning("unknown-key", "content/refund.md:3:1");
    project.build_with(&["--strict"]).code(1).warning("unknown-key", "content/refund.md:3:1");
}

#[test]
fn strict_warnings_leave_the_site_alone() {
    let project = one_article();
    project.build().ok();
    let before = project.tree("site");
    project.write("content/refund.md", "---\ntitle: Changed\ncolour: red\n---\n");
    project.build_with(&["--strict"]).code(1);
    assert_eq!(project.tree("site"), before);
}

#[test]
fn colour_is_for_terminals_or_on_demand() {
    let escape = "\u{1b}[";
    let project = one_warning();
    project.build().stderr_lacks(escape);
    project.build_with(&["--color", "never"]).stderr_lacks(escape);
    project.build_with(&["--color", "always"]).stderr_has(escape);
    project.build_with(&["--color", "always"]).stderr_has("unknown-key");
}

#[test]
fn no_color_is_honoured() {
    let project = one_warning();
    let mut command = command();
    command.arg("build").env("NO_COLOR", "1").current_dir(project.path(""));
    project.finish(command).code(0).stderr_lacks("\u{1b}[");
}

#[test]
fn progress_is_not_written_into_a_pipe() {
    let project = (0..300).fold(Project::new(), |project, number| {
        let body = "Some **text** with a [link](article-0.md).\n\n".repeat(20);
        project.article(&format!("article-{number}.md"), &format!("title: Article {number}"), &body)
    });
    project.build().ok();
}

#[test]
fn a_reader_that_went_away_is_no_failure() {
    let project = one_article();
    let (reader, writer) = std::io::pipe().expect("a pipe");
    drop(reader);
    let mut command = command();
    command.arg("build").current_dir(project.path("")).stdout(writer);
    project.finish(command).ok().exists("refund/index.html");
}

#[cfg(target_os = "linux")]
#[test]
fn results_that_cannot_be_written_are_the_machines_failure() {
    let project = one_article();
    for arguments in ["build", "new help"] {
        let mut command = shell(&format!("exec \"$0\" {arguments} >/dev/full"), &[]);
        command.current_dir(project.path(""));
        project.finish(command).code(3).stderr(str![[r#"
error: can't write `standard output`: no space left on device

"#]]);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn problems_that_cannot_be_written_keep_their_status() {
    let project = one_article();
    for (arguments, status) in [("build", 1), ("build --root nowhere", 2), ("new content", 2)] {
        project.write("content/a.md", "[b](b.md)");
        let mut command = shell(&format!("exec \"$0\" {arguments} 2>/dev/full"), &[]);
        command.current_dir(project.path(""));
        project.finish(command).code(status);
    }
}

#[cfg(unix)]
#[test]
fn names_of_files_cannot_command_the_terminal() {
    let project = one_article();
    project.build().ok();
    project.write("site/a\u{1b}[2J\nb\u{202e}", "mine");
    project.build().code(0).stderr_has("`a\\u{1b}[2J\\nb\\u{202e}`").exists("a\u{1b}[2J\nb\u{202e}");
    project.write("content/c\u{1b}[2J.md", "[x](nope.md)");
    for color in ["never", "always"] {
        let run = project.build_with(&["--color", color]);
        run.code(1).stderr_lacks("\u{1b}[2J").stderr_lacks("\u{7}");
    }
}
