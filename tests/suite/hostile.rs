//! Input that once did harm: what hid text, showed it by mistake, or took for ever.

use std::time::{Duration, Instant};

use crate::run::Run;
use crate::support::Project;

/// Builds an article with this body, which must not take long, and looks at the result.
fn quickly(body: &str, look: impl FnOnce(&Run<'_>)) {
    let project = Project::new().article("a.md", "title: A", body);
    let start = Instant::now();
    let run = project.build();
    assert!(start.elapsed() < Duration::from_secs(10), "took {:?}", start.elapsed());
    look(&run);
}

#[test]
fn a_problem_at_a_letter_of_several_bytes_has_a_place() {
    let quotes = "> ".repeat(101);
    quickly(&format!("{quotes}Πώς;\n{quotes}: ορισμός\n"), |run| {
        run.code(1).error("too-deep", "content/a.md:4");
    });
}

#[test]
fn a_comment_that_markdown_cuts_is_an_error() {
    quickly("<div>\n<!-- a\n\nCANARY -->\n</div>\n", |run| {
        run.code(1).error("unclosed-html", "content/a.md:5:1");
    });
    quickly("<!-- a\n\nCANARY -->\n", |run| {
        run.ok().lacks("a/index.html", "CANARY");
    });
}

#[test]
fn a_script_that_is_not_closed_is_an_error() {
    quickly("<script>\n\nAll that follows.\n", |run| {
        run.code(1).error("unclosed-html", "content/a.md:4:1");
    });
}

#[test]
fn scripts_leave_no_text() {
    let body = "## Q?\n\nx <b>y</b>\n\n<style>CANARY</style>\n";
    let project = Project::new().article("a.md", "title: A\nkind: faq", body);
    project.build().code(0).lacks("a/index.html", "CANARY");
}

#[test]
fn braces_in_comments_are_left_alone() {
    quickly("<!-- a\n{{ nope }}\n-->\n", |run| {
        run.ok();
    });
}

#[test]
fn the_front_matter_of_a_snippet_is_not_shown() {
    let project = Project::new().article("a.md", "title: A", "x {{ snippet \"s\" }}");
    project.write("content/_snippets/s.md", "---\nowner: CANARY\n---\nThe snippet.\n");
    project.build().ok().has("a/index.html", "x The snippet.").lacks("a/index.html", "CANARY");
}

#[test]
fn snippets_that_multiply_come_to_an_end() {
    let project = Project::new().article("a.md", "title: A", "{{ snippet \"s30\" }}");
    project.write("content/_snippets/s0.md", "");
    for number in 1..=30 {
        let half = format!("{{{{ snippet \"s{}\" }}}}", number - 1);
        project.write(&format!("content/_snippets/s{number}.md"), format!("{half}{half}"));
    }
    project.build().code(1).error("file-too-large", "content/_snippets/s2.md");
}

#[test]
fn elements_may_leave_their_end_tags_out() {
    quickly(&"<p>a\n".repeat(300), |run| {
        run.ok();
    });
    quickly(&format!("<table>\n{}</table>\n", "<tr><td>a<td>b\n".repeat(300)), |run| {
        run.ok();
    });
    quickly(&"<div></span>\n".repeat(5_000), |run| {
        run.code(1).error("too-deep", "content/a.md");
    });
}

#[test]
fn the_same_heading_many_times_is_no_burden() {
    quickly(&"### Fixed\n\nx\n\n".repeat(20_000), |run| {
        run.ok().has("a/index.html", "id=\"fixed-20000\"");
    });
}

#[test]
fn ids_of_the_theme_are_its_own() {
    quickly("## ab main\n\n## fn 1\n\n[^1]\n\n[^1]: x\n", |run| {
        run.ok().has("a/index.html", "id=\"x-ab-main\"").has("a/index.html", "id=\"fn-1-2\"");
    });
    quickly("## A {#ab-main}\n", |run| {
        run.code(1).error("duplicate-anchor", "content/a.md:4:1");
    });
}

#[test]
fn many_broken_links_are_reported_soon() {
    let project = Project::new();
    for number in 0..300 {
        let links: String = (0..5).map(|link| format!("[x](old/page-{number}-{link}.md) ")).collect();
        project.write(&format!("content/new/page-{number}-1.md"), format!("---\ntitle: P{number}\n---\n{links}\n"));
    }
    let start = Instant::now();
    project.build().code(1).error("broken-link", "content/new/page-0-1.md:4:5");
    assert!(start.elapsed() < Duration::from_secs(20), "took {:?}", start.elapsed());
}

#[test]
fn a_long_line_is_shown_around_the_place() {
    quickly(&format!("{}[x](nope.md) {}\n", "ä ".repeat(100_000), "z ".repeat(100_000)), |run| {
        run.code(1).error("broken-link", "content/a.md:4:200005").stderr_has("](nope.md)");
    });
}

#[test]
fn a_file_with_an_error_is_not_missing_too() {
    let project = Project::new().article("a.md", "title: A", "[b](b.md)");
    project.write("content/b.md", "---\ntitle: B\n");
    project.build().code(1).error("unclosed-front-matter", "content/b.md:1:1").stderr_lacks("broken-link");
}

#[test]
fn markdown_under_another_name_is_noticed() {
    let project = Project::new().article("a.md", "title: A", "");
    project.write("content/guide.MD", "# Guide\n");
    project.build().code(0).stderr_has("warning[misnamed-markdown]").stderr_has("content/guide.MD:1:1");
}

#[test]
fn static_files_for_the_host_are_copied() {
    let project = Project::new().article("a.md", "title: A", "");
    project.write("static/.well-known/security.txt", "x");
    project.write("static/.git/config", "CANARY");
    project.build().ok().exists(".well-known/security.txt").missing(".git/config");
}

#[cfg(unix)]
#[test]
fn links_from_static_do_not_publish_the_content() {
    let project =
        Project::new().article("a.md", "title: A", "").article("i.md", "title: I\naudience: internal", "CANARY");
    project.write("static/x.txt", "x");
    std::os::unix::fs::symlink("../content", project.path("static/c")).expect("a link");
    project.build().code(1).error("symlink-outside", "static/c:1:1");
}

#[test]
fn anchors_are_checked_on_pages_linked_by_address() {
    let project = Project::new()
        .article("a.md", "title: A", "[b](/b/#nope)\n[c](/b/#yes)")
        .article("b.md", "title: B", "## Yes\n");
    project.build().code(1).error("broken-anchor", "content/a.md:4:5").stderr_lacks("content/a.md:5");
}
