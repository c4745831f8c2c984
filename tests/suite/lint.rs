//! The rules that only `check` looks at: for each a small project in which it finds something, and one in which it doesn't.

use crate::support::Project;

const TODAY: &str = "2026-11-22";

/// A rule, further settings, and what is looked at.
struct Case {
    rule: &'static str,
    settings: &'static str,
    /// Files, the text of the first of which has the problem.
    wrong: &'static [(&'static str, &'static str)],
    /// Line and column of the problem.
    at: &'static str,
    right: &'static [(&'static str, &'static str)],
}

const NOTHING: Case = Case { rule: "", settings: "", wrong: &[], at: "", right: &[] };

/// An SVG that says how large it is.
const SVG: &str = r#"<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"/>"#;

const CASES: [Case; 32] = [
    Case {
        rule: "contradicting-answer",
        wrong: &[
            ("b.md", "kind: faq\n---\n## Can I pay in cash?\n\nNo.\n"),
            ("a.md", "kind: faq\n---\n## Can I pay in cash?\n\nYes.\n"),
        ],
        at: "6:1",
        right: &[
            ("b.md", "kind: faq\n---\n## Can I pay in cash?\n\nYes.\n"),
            ("a.md", "kind: faq\n---\n## Can I pay in cash?\n\n*Yes*.\n"),
        ],
        ..NOTHING
    },
    Case {
        rule: "empty-link",
        wrong: &[("a.md", "---\nSee [](b.md).\n"), ("b.md", "---\nText.\n")],
        at: "5:5",
        right: &[
            ("a.md", "---\nSee [B](b.md), [`code`](b.md) and [![B](b.svg)](b.md).\n"),
            ("b.svg", SVG),
            ("b.md", "---\n"),
        ],
        ..NOTHING
    },
    Case {
        rule: "faq-not-a-question",
        wrong: &[("a.md", "kind: faq\n---\n## Refunds\n\nWithin 14 days.\n")],
        at: "6:1",
        right: &[(
            "a.md",
            "kind: faq\n---\n## Money {.group}\n\n## How to get a refund\n\nAsk.\n\n## Refunds?\n\n### Details\n\nYes.\n",
        )],
        ..NOTHING
    },
    Case {
        rule: "faq-not-a-question",
        settings: "languages: [el]\n",
        wrong: &[("a.md", "kind: faq\n---\n## Επιστροφές\n\nΣε 14 ημέρες.\n")],
        at: "6:1",
        right: &[("a.md", "kind: faq\n---\n## Επιστρέφετε χρήματα;\n\nΝαι.\n\n## Πώς πληρώνω\n\nΜε κάρτα.\n")],
    },
    Case {
        rule: "future-update",
        wrong: &[("a.md", "updated: 2026-11-23\n---\n")],
        at: "4:10",
        right: &[("a.md", "updated: 2026-11-22\n---\n")],
        ..NOTHING
    },
    Case {
        rule: "how-to-without-steps",
        wrong: &[("a.md", "kind: how-to\n---\nOpen it.\n\n> 1. Not a procedure.\n")],
        at: "2:8",
        right: &[("a.md", "kind: how-to\n---\n1. Open it.\n")],
        ..NOTHING
    },
    Case {
        rule: "image-without-size",
        wrong: &[("a.md", "---\n![B](b.png)\n"), ("b.png", "no image")],
        at: "5:1",
        right: &[("a.md", "---\n![B](b.svg) ![C](https://example.org/c.png)\n"), ("b.svg", SVG)],
        ..NOTHING
    },
    Case {
        rule: "long-answer",
        settings: "check: {answer_words: 5}\n",
        wrong: &[("a.md", "kind: faq\n---\n## Why?\n\nOne two three.\n\n### More\n\nFour five six.\n")],
        at: "6:1",
        right: &[("a.md", "kind: faq\n---\n## Why?\n\nOne two three four – five.\n\n## How?\n\nOne two three.\n")],
    },
    Case {
        rule: "long-answer",
        settings: "languages: [ja]\ncheck: {answer_words: 5}\n",
        wrong: &[("a.md", "kind: faq\n---\n## なぜ\n\n十一文字の長い答えです\n")],
        at: "6:1",
        right: &[("a.md", "kind: faq\n---\n## なぜ\n\n十文字の短い答えです\n")],
    },
    Case {
        rule: "long-title",
        wrong: &[("a.md", "slug: a\n---\n"), ("long.md", "")],
        at: "2:8",
        right: &[("a.md", "---\n")],
        ..NOTHING
    },
    Case {
        rule: "long-title",
        settings: "check: {title_length: 3}\n",
        wrong: &[("a.md", "---\n")],
        at: "2:8",
        right: &[],
    },
    Case {
        rule: "missing-alt",
        wrong: &[("a.md", "---\nText ![](b.svg).\n"), ("b.svg", SVG)],
        at: "5:6",
        right: &[("a.md", "---\n![B](b.svg)\n\n<img src=\"b.svg\" alt=\"\">\n"), ("b.svg", SVG)],
        ..NOTHING
    },
    Case {
        rule: "missing-alt",
        wrong: &[("a.md", "---\n<img src=\"b.svg\">\n"), ("b.svg", SVG)],
        at: "5:1",
        right: &[("a.md", "---\n![Film](b.mp4)\n"), ("b.mp4", "")],
        ..NOTHING
    },
    Case {
        rule: "missing-owner",
        settings: "check: {rules: {missing-owner: warning}}\n",
        wrong: &[("a.md", "---\n")],
        at: "2:8",
        right: &[("a.md", "owner: Support\n---\n")],
    },
    // Off until it is turned on.
    Case { rule: "missing-owner", right: &[("a.md", "---\n")], ..NOTHING },
    Case {
        rule: "missing-review-date",
        settings: "check: {rules: {missing-review-date: warning}}\n",
        wrong: &[("a.md", "---\n")],
        at: "2:8",
        right: &[("a.md", "review_by: 2027-01-01\n---\n")],
    },
    Case {
        rule: "repeated-question",
        wrong: &[
            ("b.md", "kind: faq\n---\n## How do I change the card that I pay with?\n\nHere.\n"),
            (
                "a.md",
                "kind: faq\n---\n## How do I change the cards I pay with?\n\nThere.\n\n## What does it cost?\n\nA lot.\n",
            ),
            ("c.md", "---\nThe card and the change.\n"),
            ("d.md", "---\nHow can that be with a card?\n"),
        ],
        at: "6:1",
        right: &[
            ("b.md", "kind: faq\n---\n## How do I change my card?\n\nHere.\n"),
            ("a.md", "kind: faq\n---\n## How do I change my address?\n\nThere.\n"),
            (
                "c.md",
                "kind: faq\n---\n## How do I get from version 1 to 2?\n\nHere.\n\n## How do I get from version 2 to 3?\n\nThere.\n",
            ),
        ],
        ..NOTHING
    },
    Case {
        rule: "repeated-question",
        wrong: &[
            ("b.md", "kind: faq\n---\n## Can I pay in cash?\n\nYes.\n"),
            ("a.md", "kind: faq\n---\n## Can I pay in cash?\n\nYes.\n"),
        ],
        at: "6:1",
        right: &[],
        ..NOTHING
    },
    Case {
        rule: "review-overdue",
        wrong: &[("a.md", "review_by: 2026-11-21\n---\n")],
        at: "4:12",
        right: &[("a.md", "review_by: 2026-11-22\n---\n")],
        ..NOTHING
    },
    Case {
        rule: "skipped-heading",
        wrong: &[("a.md", "---\n## One\n\n#### Two\n")],
        at: "7:1",
        right: &[("a.md", "---\n## One\n\n### Two\n\n#### Three\n\n## Four\n\n- #### In a list\n")],
        ..NOTHING
    },
    Case { rule: "skipped-heading", wrong: &[("a.md", "---\n### One\n\n### Two\n")], at: "5:1", right: &[], ..NOTHING },
    Case {
        rule: "unused-file",
        settings: "check: {rules: {unused-file: warning}}\n",
        wrong: &[("b.svg", SVG), ("a.md", "---\n")],
        at: "1:1",
        right: &[
            ("a.md", "---\n![B](b.svg) ![Film](c.mp4)\n"),
            ("b.svg", SVG),
            ("c.mp4", ""),
            ("c.vtt", "WEBVTT\n"),
            ("_notes.txt", "For us."),
        ],
    },
    Case {
        rule: "vague-link",
        wrong: &[("a.md", "---\nLook [Here](a.md).\n")],
        at: "5:6",
        right: &[("a.md", "---\nLook [here first](a.md), or at [Links](a.md).\n")],
        ..NOTHING
    },
    Case {
        rule: "vague-link",
        settings: "languages: [ro]\n",
        wrong: &[("a.md", "---\nDetalii [aici](a.md).\n")],
        at: "5:9",
        right: &[("a.md", "---\nVezi [rambursările](a.md).\n")],
    },
    Case {
        rule: "vague-link",
        wrong: &[("_notices/n.md", "---\nLook [here](../a.md).\n"), ("a.md", "---\n")],
        at: "5:6",
        right: &[],
        ..NOTHING
    },
    Case {
        rule: "video-without-captions",
        wrong: &[
            ("a.md", "---\n![Film](film.mp4)\n"),
            ("film.mp4", ""),
            ("film.chapters.vtt", "WEBVTT\n"),
            ("other.vtt", "WEBVTT\n"),
        ],
        at: "5:1",
        right: &[
            ("a.md", "---\n![Film](film.mp4) ![Song](song.mp3) ![Far](https://example.org/far.mp4)\n"),
            ("film.mp4", ""),
            ("film.el.vtt", "WEBVTT\n"),
            ("song.mp3", ""),
        ],
        ..NOTHING
    },
    Case {
        rule: "video-without-captions",
        wrong: &[],
        right: &[("a.md", "---\n![Film](film.mp4)\n"), ("film.mp4", ""), ("film.vtt", "WEBVTT\n")],
        ..NOTHING
    },
    Case {
        rule: "missing-description",
        wrong: &[("billing/index.md", "DESCRIPTION"), ("a.md", "---\n")],
        at: "2:8",
        right: &[("index.md", "DESCRIPTION"), ("a.md", "---\n")],
        ..NOTHING
    },
    Case {
        rule: "hard-to-read",
        settings: "check: {reading_level: {en: 40}}\n",
        wrong: &[("a.md", "HARD")],
        at: "2:8",
        right: &[("a.md", "EASY")],
    },
    Case {
        rule: "hard-to-read",
        settings: "check: {rules: {hard-to-read: warning}}\n",
        wrong: &[("a.md", "HARD")],
        at: "2:8",
        right: &[("a.md", "EASY")],
    },
    Case {
        rule: "hard-to-read",
        settings: "check: {reading_level: {el: 40}}\n",
        right: &[("a.md", "HARD")],
        ..NOTHING
    },
    Case {
        rule: "hard-to-read",
        settings: "check: {reading_level: 40, rules: {hard-to-read: off}}\n",
        right: &[("a.md", "HARD")],
        ..NOTHING
    },
];

/// A file as it is written. What is an article gets a title and a description in its first lines.
fn file(path: &str, text: &str) -> String {
    let hard =
        "Internationalization considerations notwithstanding, administrators authenticate organizational memberships. ";
    let easy = "Open the app and go to the next page. Then tap the red box. ";
    match text {
        _ if !path.ends_with(".md") => text.to_owned(),
        "DESCRIPTION" => "---\ntitle: Billing\n---\n".to_owned(),
        "HARD" => format!("---\ntitle: Hard\ndescription: B.\n---\n{}", hard.repeat(15)),
        "EASY" => format!("---\ntitle: Easy\ndescription: B.\n---\n{}\n\n    {}\n", easy.repeat(10), hard.repeat(15)),
        "" => format!("---\ntitle: {}\ndescription: B.\n---\n", "Word ".repeat(13)),
        text if path.contains("_notices") => {
            format!("---\ntitle: News\n{}", text.replacen("---\n", "level: info\n---\n", 1))
        }
        text => {
            let title = path.trim_end_matches(".md").replace('/', " ");
            format!("---\ntitle: About {title}\ndescription: B.\n{text}")
        }
    }
}

fn findings(case: &Case, files: &[(&str, &str)]) -> Vec<String> {
    let mut project = Project::new().settings(&format!("title: Help\n{}", case.settings));
    for (path, text) in files {
        project = project.file(&format!("content/{path}"), file(path, text));
    }
    let run = project.run(&["check", "--only", case.rule, "--today", TODAY]);
    run.code(0);
    run.diagnostics()
}

#[test]
fn each_rule_finds_what_it_is_for_and_nothing_else() {
    for case in &CASES {
        if let Some((path, _)) = case.wrong.first() {
            let path = if case.rule == "long-title" && case.wrong.len() > 1 { "long.md" } else { path };
            let found = findings(case, case.wrong);
            assert_eq!(found, [format!("warning[{}] content/{path}:{}", case.rule, case.at)], "{}", case.rule);
        }
        assert_eq!(findings(case, case.right), [""; 0], "{}", case.rule);
    }
}

#[test]
fn builds_know_nothing_of_them() {
    let project = Project::new().article("a.md", "title: A", "Look [here](a.md).\n\n#### Deep");
    project.build_with(&["--strict"]).ok();
    project.run(&["check", "--strict"]).code(1).warning("vague-link", "content/a.md:4:6");
}

#[test]
fn every_language_is_looked_at_once() {
    let project = Project::new()
        .settings("title: Help\nlanguages: [en, el, ro]\n")
        .file("content/en/a.md", "---\ntitle: A\ndescription: B\n---\n[here](a.md)\n")
        .file("content/el/a.md", "---\ntitle: Α\ndescription: Β\n---\n[εδώ](a.md)\n");
    let found = project.run(&["check"]).diagnostics();
    assert_eq!(found, ["warning[vague-link] content/el/a.md:5:1", "warning[vague-link] content/en/a.md:5:1"]);
}

#[test]
fn a_snippets_problem_is_the_snippets() {
    let project = Project::new()
        .article("a.md", "title: A\ndescription: B", "{{ snippet \"s\" }}")
        .article("b.md", "title: B\ndescription: B", "{{ snippet \"s\" }}")
        .file("content/_snippets/s.md", "Look [here](../a.md).\n");
    assert_eq!(project.run(&["check"]).diagnostics(), ["warning[vague-link] content/_snippets/s.md:1:6"]);
}
