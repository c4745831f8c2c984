//! `kind: troubleshooter`: steps with choices, and where a customer would get stuck.

use snapbox::str;

use crate::html;
use crate::support::Project;

/// A troubleshooter; its text begins in line 5.
fn troubleshooter(body: &str) -> Project {
    Project::new().article("lamp.md", "title: No light\nkind: troubleshooter", body)
}

const LAMP: &str = "Look at the *plug*.

## Is it on? {#plug}

- [Yes, it is `on`](#red)
- [No](#socket)

## The lamp is broken {#red}

Send it to us, or [look again](#plug).

## The socket has no power {#socket}

Try another one.";

#[test]
fn all_steps_stand_on_the_page_with_links_between_them() {
    let project = troubleshooter(LAMP);
    let run = project.build();
    let parts = [
        "ab-page--troubleshooter",
        "<p>Look at the <em>plug</em>.</p>",
        "<div class=\"ab-stage\">",
        "<h2 class=\"ab-stage__title\" id=\"plug\">Is it on? <a class=\"ab-anchor\" href=\"#plug\"",
        "<ul class=\"ab-choices\">\n<li><a href=\"#red\">Yes, it is <code>on</code></a></li>\n<li><a href=\"#socket\">No</a></li>\n</ul>",
        "<div class=\"ab-stage ab-stage--outcome\">",
        "id=\"red\"",
        "or <a href=\"#plug\">look again</a>",
        "<div class=\"ab-stage ab-stage--outcome\">",
        "id=\"socket\"",
        "Try another one.",
    ];
    run.ok().has_in_order("lamp/index.html", &parts).lacks("lamp/index.html", "ab-toc");
    assert_eq!(html::duplicate_ids(&run.page("lamp/index.html")), Vec::<String>::new());
}

#[test]
fn only_troubleshooters_have_choices_and_their_script() {
    let plain = Project::new().article("a.md", "title: A", LAMP);
    plain.build().ok().lacks("a/index.html", "ab-choices").lacks("a/index.html", "troubleshooter.js");
    troubleshooter(LAMP).build().ok().has("lamp/index.html", "/troubleshooter.js\"></script>");
}

#[test]
fn which_lists_are_choices() {
    let page = |list: &str| {
        let body = format!("## Start\n\n{list}\n\n[a](#a) [b](#b)\n\n## A\n\nDone.\n\n## B\n\nDone.");
        troubleshooter(&body).article("other.md", "title: B", "").build().ok().page("lamp/index.html")
    };
    for list in [
        "- [x](#a)\n- [y](#b)",
        "1. [x](#a)\n2. [y](#b)",
        "- [x](#a)\n\n- [y](#b)",
        "- **[x](#a)**\n- [y](#b), or so",
        "- [x](#a), or so\n- [y](#b), or so",
        "- [x](#a)\n- [y](other.md)",
        "- [x](#a)\n- [y](https://example.org/)",
    ] {
        assert!(page(list).contains("l class=\"ab-choices\""), "{list}");
    }
    for list in
        ["- x\n- y", "- see [x](#a)\n- y", "- [x](other.md)\n- y", "> - [x](#a)\n> - [y](#b)", "- [x](#a), or so\n- y"]
    {
        assert!(!page(list).contains("ab-choices"), "{list}");
    }
}

/// What goes wrong, each with its place and a part of the message.
#[test]
fn each_place_where_one_would_get_stuck_is_an_error_at_its_line() {
    for (body, rule, place, words) in [
        ("## A\n\n- [x](#b)\n- No\n\n## B\n\nDone.", "dead-choice", "8:1", "the choice `No` leads nowhere"),
        ("## A\n\n- [x](#b)\n- [y]()\n\n## B\n\nDone.", "broken-link", "8:3", "no destination"),
        ("## A\n\n- [x](#b)\n- [y](#c)\n\n## B\n\nDone.", "broken-anchor", "8:7", "there is no heading `#c`"),
        (
            "### Before {#i}\n\nText.\n\n## A\n\n- [x](#b)\n- [y](#i)\n\n## B\n\nDone.",
            "dead-choice",
            "12:3",
            "the choice `y` leads to `#i`, which is in no step",
        ),
        ("## A\n\n- [x](#b)\n- [y](#top)\n\n## B\n\nDone.", "dead-choice", "8:3", "leads to `#top`"),
        (
            "- [x](#a)\n- [y](#b)\n\n## A\n\n1\n\n## B\n\n2",
            "choice-before-steps",
            "5:3",
            "the choice `x` stands before",
        ),
        ("## A\n\n- [x](#b)\n\n## B\n\nDone.\n\n## C *c*\n\nDone.", "unreachable-step", "13:1", "to the step `C c`"),
        ("## A\n\nDone.\n\n## B\n\nDone.", "unreachable-step", "9:1", "`B`"),
        ("## A\n\n- [x](#b)\n\n## B\n\n- [y](#a)", "endless-loop", "5:1", "round and round: `A` → `B` → `A`"),
        (
            "## A\n\n- [x](#b)\n- [z](#d)\n\n## B\n\n- [y](#c)\n\n## C\n\n- [y](#b)\n\n## D\n\nDone.",
            "endless-loop",
            "10:1",
            "round and round: `B` → `C` → `B`",
        ),
        ("## A\n\n- [x](#a)", "endless-loop", "5:1", "`A` → `A`"),
        ("## A\n\n- [x](#b)\n\n## B\n", "empty-outcome", "9:1", "the outcome `B` says nothing"),
        ("## A\n\n- [x](#b)\n\n## B\n\n<!-- later -->", "empty-outcome", "9:1", "`B`"),
    ] {
        let project = troubleshooter(body);
        let run = project.build();
        run.code(1).error(rule, &format!("content/lamp.md:{place}")).stderr_has(words);
        assert_eq!(run.diagnostics().len(), 1, "{}", run.errors());
    }
}

#[test]
fn what_leads_to_an_answer_is_no_error() {
    for body in [
        "Text alone.",
        "## One answer\n\nDone.",
        // A way back, and to itself, with a way out.
        "## A\n\n- [x](#b)\n\n## B\n\n- [y](#a)\n- [again](#b)\n- [z](#c)\n\n## C\n\nDone.",
        // Out of the troubleshooter.
        "## A\n\n- [x](#b)\n\n## B\n\n- [y](#a)\n- [z](/contact/)",
        // By a link in the text, also of the intro.
        "Or [this](#c).\n\n## A\n\n- [x](#b)\n\n## B\n\nDone, or [that](#d).\n\n## C\n\nDone.\n\n## D\n\nDone.",
        // Into the middle of a step.
        "## A\n\n- [x](#deep)\n\n## B\n\n### Deep\n\nDone.",
        // An image, a list or code says something.
        "## A\n\n- [x](#b)\n- [y](#c)\n- [z](#d)\n\n## B\n\n![box](box.png)\n\n## C\n\n- Restart it.\n\n## D\n\n```\nrestart\n```",
        // As the anchor of a code host, and as a browser encodes it.
        "## Α\n\n- [x](#%CE%B2)\n\n## Β\n\nDone.",
    ] {
        let project = troubleshooter(body).file("content/box.png", "png");
        assert_eq!(project.build().errors(), "", "{body}");
    }
}

#[test]
fn drafts_and_other_kinds_are_not_proved() {
    let loops = "## A\n\n- [x](#b)\n\n## B\n\n- [y](#a)";
    Project::new().article("a.md", "title: A", loops).build().ok();
    let draft = Project::new().article("a.md", "title: A\nkind: troubleshooter\ndraft: true", loops);
    draft.build().ok();
    draft.build_with(&["--drafts"]).code(1).error("endless-loop", "content/a.md:6:1");
}

#[test]
fn a_choice_in_a_snippet_is_reported_there() {
    let project = troubleshooter("## A\n\n{{ snippet \"end\" }}\n\n## B\n\nDone.");
    project.write("content/_snippets/end.md", "- [x](#b)\n- No\n");
    project.build().code(1).error("dead-choice", "content/_snippets/end.md:2:1");
}

#[test]
fn a_message_says_how_to_mend_it() {
    troubleshooter("## Is it on?\n\n- [Yes](#broken)\n- No\n\n## Broken\n\nSend it.").build().code(1).stderr(str![[
        r#"
error[dead-choice]: the choice `No` leads nowhere
 --> content/lamp.md:8:1
  |
8 | - No
  | ^^^^
  |
  = help: link it to a step: `- [No](#id-of-the-step)`

error: 1 error; the site was not changed

"#
    ]]);
}

#[test]
fn a_long_chain_takes_no_longer() {
    let steps = 5_000;
    let step = |at: usize| format!("## S{at} {{#s{at}}}\n\n- [on](#s{})\n- [back](#s{})\n\n", at + 1, at / 2);
    let body: String = (0..steps).map(step).collect();
    troubleshooter(&format!("{body}## S{steps}\n\nDone.")).build().ok();
}

#[test]
fn the_search_leads_to_an_outcome() {
    let project = troubleshooter(LAMP).article("other.md", "title: Other", "Nothing of it.");
    project.run(&["search", "socket without power"]).ok().stdout_has("lamp/#socket");
}

#[test]
fn the_steps_are_printed_as_a_flow_chart() {
    let body = "Or [straight on](#b).\n\n## Is \"it\" on?\n\n- [Yes](#b)\n- [Ask](/contact/)\n- [Ask again](/contact/)\n\n## B\n\nDone, or [back](#is-it-on).";
    let project = troubleshooter(body);
    let chart = project.run(&["check", "--graph", "content/lamp.md"]);
    chart.ok().stdout(str![[r#"
flowchart TD
  s1["Is “it” on?"]
  s2(["B"])
  s0(("…"))
  s0 -.->|"straight on"| s2
  s1 -->|"Yes"| s2
  s1 -->|"Ask"| p1[["/contact/"]]
  s1 -->|"Ask again"| p1[["/contact/"]]
  s2 -.->|"back"| s1

"#]]);
    // From another folder, and by a path from the project's.
    let same = chart.output();
    assert_eq!(project.run_in("content", &["check", "--graph", "lamp.md"]).ok().output(), same);
    assert_eq!(project.run_in("content", &["check", "--graph", "content/lamp.md"]).ok().output(), same);
}

#[test]
fn a_chart_shows_what_is_wrong_with_its_file_alone() {
    let project =
        troubleshooter("## A\n\n- [x](#b)\n- No\n\n## B\n\n- [y](#a)").article("other.md", "title: B", "[x](y.md)");
    let chart = project.run(&["check", "--graph", "content/lamp.md"]);
    chart.code(1).stdout_has("s1 -->|\"No\"| x1{{\"?\"}}").stderr_lacks("broken-link");
    chart.error("dead-choice", "content/lamp.md:8:1").error("endless-loop", "content/lamp.md:5:1");
}

#[test]
fn a_chart_of_something_else_is_wrong_usage() {
    let project = troubleshooter(LAMP).article("other.md", "title: B", "");
    for (file, message) in [
        ("content/other.md", "`content/other.md` is no troubleshooter"),
        ("content/lampe.md", "did you mean `content/lamp.md`?"),
        ("/nowhere.md", "there is no article `/nowhere.md`"),
    ] {
        project.run(&["check", "--graph", file]).code(2).stdout("").stderr_has(message);
    }
    project.run(&["check", "--graph", "content/lamp.md", "--fix"]).code(2).stderr_has("--fix");
}
