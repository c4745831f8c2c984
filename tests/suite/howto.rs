//! `kind: how-to`: numbered steps with anchors.

use crate::html;
use crate::support::Project;

fn how_to(body: &str) -> Project {
    Project::new().article("reset.md", "title: Reset it\nkind: how-to\ntime: 5 minutes", body)
}

#[test]
fn steps_have_anchors() {
    let project = how_to("Before.\n\n1. Open it.\n2. Press *reset*.\n\nAfter.");
    let parts = [
        "Before.",
        "<ol class=\"ab-steps\">",
        "<li id=\"step-1\" class=\"ab-step\">",
        "<a class=\"ab-step__link\" href=\"#step-1\" aria-label=\"",
        "Open it.",
        "<li id=\"step-2\" class=\"ab-step\">",
        "Press <em>reset</em>.",
        "</ol>",
        "After.",
    ];
    project.build().ok().has_in_order("reset/index.html", &parts);
}

#[test]
fn anything_may_stand_in_a_step() {
    let project = how_to(
        "1. Open it.\n\n   > [!TIP]\n   > Gently.\n\n   ```\n   code\n   ```\n\n   1. Inner.\n\n2. Press ![box](box.png)\n\n   | a | b |\n   | - | - |\n   | c | d |",
    )
    .file("content/box.png", "png");
    let run = project.build();
    let parts =
        ["id=\"step-1\"", "ab-callout--tip", "<code>code", "<ol>", "Inner.", "id=\"step-2\"", "<img", "<td>d</td>"];
    run.ok().has_in_order("reset/index.html", &parts).lacks("reset/index.html", "step-3");
}

#[test]
fn only_the_first_numbered_list_is_the_procedure() {
    let project = how_to("- not\n- this\n\nText.\n\n1. This.\n\nMore.\n\n1. Not this.");
    let run = project.build();
    let page = run.ok().page("reset/index.html");
    assert_eq!(page.matches("ab-steps").count(), 1, "{page}");
    run.has_in_order("reset/index.html", &["id=\"step-1\"", "This.", "Not this."]);
}

#[test]
fn steps_can_be_linked() {
    let project = how_to("1. Open it.\n2. Press it.").article("a.md", "title: A", "[x](reset.md#step-2)");
    project.build().ok().has("a/index.html", "href=\"../reset/#step-2\"");
    project.write("content/a.md", "---\ntitle: A\n---\n[x](reset.md#step-3)\n");
    project.build().code(1).error("broken-anchor", "content/a.md:4");
}

#[test]
fn a_heading_named_like_a_step_keeps_ids_unique() {
    let project = how_to("## Step 1\n\nText.\n\n1. Open it.");
    let page = project.build().ok().page("reset/index.html");
    assert_eq!(html::duplicate_ids(&page), Vec::<String>::new());
    assert!(page.contains("<li id=\"step-1\""), "{page}");
}

#[test]
fn a_procedure_may_begin_with_another_number() {
    let project = how_to("3. Third.\n4. Fourth.");
    let run = project.build();
    run.ok().has_in_order("reset/index.html", &["start=\"3\"", "Third.", "Fourth."]);
}

#[test]
fn the_time_is_shown() {
    how_to("1. Open it.").build().ok().has("reset/index.html", "5 minutes");
}

#[test]
fn articles_of_other_kinds_have_plain_lists() {
    let project = Project::new().article("a.md", "title: A", "1. One.");
    project.build().ok().lacks("a/index.html", "ab-step");
}

#[test]
fn a_how_to_without_a_list_loses_no_text() {
    how_to("Only *text*.").build().ok().has("reset/index.html", "Only <em>text</em>.");
}

#[test]
fn a_quote_in_a_step_says_what_one_should_see() {
    let project =
        how_to("1. Open it.\n\n   > The *first* page.\n\n   > [!TIP]\n   > Gently.\n\n2. Press.\n\n> A quotation.");
    let parts = [
        "id=\"step-1\"",
        "<div class=\"ab-see\">\n<p class=\"ab-see__title\">What you should see</p>\n<p>The <em>first</em> page.</p>\n</div>",
        "ab-callout--tip",
        "id=\"step-2\"",
        "<blockquote>\n<p>A quotation.</p>\n</blockquote>",
    ];
    let run = project.build();
    run.ok().has_in_order("reset/index.html", &parts);
    assert_eq!(run.page("reset/index.html").matches("ab-see__title").count(), 1);
    let plain = Project::new().article("a.md", "title: A", "1. Open it.\n\n   > The page.");
    plain.build().ok().lacks("a/index.html", "ab-see").has("a/index.html", "<blockquote>");
}

#[test]
fn deeper_quotes_in_a_step_are_quotations() {
    let project =
        how_to("1. Open it.\n\n   - Read:\n\n     > A quotation.\n\n   > [!NOTE]\n   > Note:\n   >\n   > > Another.");
    project.build().ok().lacks("reset/index.html", "ab-see");
}

#[test]
fn what_one_needs_stands_in_a_box() {
    let project = how_to(
        "Intro.\n\n## Before you begin\n\n- A phone\n\nBoth.\n\n## Steps\n\nGo.\n\n1. Open it.\n\n## Later\n\n- not",
    );
    let parts = [
        "<p>Intro.</p>\n<section class=\"ab-before\">\n<h2 id=\"before-you-begin\">",
        "<li>A phone</li>\n</ul>\n<p>Both.</p>\n</section>\n<h2 id=\"steps\">",
        "<ol class=\"ab-steps\">",
    ];
    let run = project.build();
    run.ok().has_in_order("reset/index.html", &parts);
    assert_eq!(run.page("reset/index.html").matches("<section class=\"ab-before\"").count(), 1);
}

#[test]
fn the_box_ends_before_the_steps_of_its_section() {
    let project = how_to("## You need\n\n- A phone\n\n- A [link](#step-1)\n\nReady?\n\n1. Open [it](#you-need).");
    let parts = [
        "<section class=\"ab-before\">\n<h2 id=\"you-need\">",
        "A phone",
        "<a href=\"#step-1\">link</a>",
        "</ul>\n</section>\n<p>Ready?</p>\n<ol class=\"ab-steps\">",
        "<a href=\"#you-need\">it</a>",
    ];
    project.build().ok().has_in_order("reset/index.html", &parts);
}

#[test]
fn other_lists_stand_in_no_box() {
    for body in [
        "## A\n\n- a\n\n## B\n\nText.",
        "- a\n\n1. Open it.",
        "# A\n\n- a\n\n1. Open it.",
        "## A\n\n1. Open it.\n   - a",
    ] {
        how_to(body).build().ok().lacks("reset/index.html", "ab-before");
    }
    let project = Project::new().article("a.md", "title: A", "## You need\n\n- A phone\n\n1. Open it.");
    project.build().ok().lacks("a/index.html", "ab-before");
}
