//! Code blocks: their elements, colours and the button that copies.

use std::fs;

use crate::html;
use crate::support::{Project, repository};

/// A project with one article of this text.
fn text(body: &str) -> Project {
    Project::new().article("a.md", "title: A", body)
}

/// Fails unless the text becomes this piece of HTML, without a complaint.
#[track_caller]
fn becomes(body: &str, expected: &str) {
    text(body).build().ok().has("a/index.html", expected);
}

#[test]
fn code_that_may_need_it_can_be_scrolled() {
    becomes(
        "```sh\necho \"<&>\" | sort | uniq\n```",
        "<div class=\"ab-code\"><pre role=\"group\" tabindex=\"0\" aria-label=\"Code\"><code class=\"language-sh\">",
    );
    becomes("    indented", "<div class=\"ab-code\"><pre><code>indented\n</code></pre>");
}

#[test]
fn code_is_shown_as_it_is_written() {
    let page = text("```sh\necho \"<&>\"  $(date)\n```").build().ok().page("a/index.html");
    assert!(html::text(&page).contains("echo \"<&>\" $(date)"), "{page}");
}

#[test]
fn code_has_a_button_for_a_script() {
    becomes(
        "```\na\n```",
        "</code></pre><button class=\"ab-code__copy\" type=\"button\" hidden data-copied=\"Copied\">Copy</button></div>",
    );
}

#[test]
fn code_that_the_button_would_cover_makes_room() {
    let long = "a ".repeat(30);
    becomes(&format!("```\n{long}\n```"), "<div class=\"ab-code ab-code--wide\"><pre role");
    becomes(&format!("```\na\n{long}\n```"), "<div class=\"ab-code\"><pre role");
}

#[test]
fn code_is_coloured_by_classes() {
    becomes(
        "```yaml\ntitle: \"A\" # b\n```",
        "<span class=\"ab-c-a\">title</span>: <span class=\"ab-c-s\">\"A\"</span> <span class=\"ab-c-c\"># b</span>\n</code>",
    );
    becomes("```JS\nlet x = 1;\n```", "<span class=\"ab-c-k\">let</span>");
    becomes("```rust,ignore\nfn f() {}\n```", "<code class=\"language-rust,ignore\"><span class=\"ab-c-k\">fn</span>");
}

#[test]
fn code_of_a_language_that_nobody_knows_is_plain() {
    becomes("```nosuch\nlet x = \"1\";\n```", "<code class=\"language-nosuch\">let x = \"1\";\n</code>");
    becomes("```\nlet x = 1;\n```", "<code>let x = 1;\n</code>");
}

#[test]
fn code_beside_raw_html_keeps_its_parts() {
    let page = text("Press <kbd>F1</kbd>.\n\n```sh\necho 1\n```\n").build().ok().page("a/index.html");
    assert!(page.contains("<span class=\"ab-c-f\">echo</span>"), "{page}");
    assert!(
        page.contains("<button class=\"ab-code__copy\" type=\"button\" hidden=\"\" data-copied=\"Copied\">"),
        "{page}"
    );
}

#[test]
fn raw_buttons_go() {
    let run_of = text("a <button class=\"ab-code__copy\">Buy</button> b\n\n<button>\nSell\n</button>\n");
    let run = run_of.build();
    run.code(0).warning("unsafe-html", "content/a.md:4:3");
    let page = run.page("a/index.html");
    assert!(!html::element(&page, "main").contains("<button"), "{page}");
    assert!(html::text(&page).contains("a Buy b"), "{page}");
}

#[test]
fn code_is_searched_as_it_is_written() {
    let project = text("```sh\necho zanzibar --flag\n```");
    project.build().ok();
    let found = project.run(&["search", "zanzibar"]).output();
    assert!(found.contains("echo **zanzibar** --flag"), "{found}");
}

#[test]
fn code_in_a_fallback_edition_is_coloured_too() {
    let project = Project::new()
        .settings("title: Help\nlanguages: [en, el]\n")
        .article("en/a.md", "title: A", "```sh\necho 1\n```")
        .article("el/b.md", "title: B", "x");
    let run = project.build();
    let page = run.page("el/a/index.html");
    assert!(page.contains("<span class=\"ab-c-f\">echo</span>") && page.contains(">Αντιγραφή</button>"), "{page}");
}

#[test]
fn every_role_has_a_colour() {
    let css = fs::read_to_string(repository().join("themes/default/css/components/code.css")).expect("code.css");
    for letter in "cksnftaoid".chars() {
        assert!(css.contains(&format!(".ab-c-{letter} {{ color: var(--ab-code-")), "{letter}");
    }
}
