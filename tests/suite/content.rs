//! Article files: front matter, titles, encodings, sizes.

use std::time::{Duration, Instant};

use snapbox::str;

use crate::html;
use crate::support::Project;

/// A project with one article of this front matter, built.
fn article(front_matter: &str) -> Project {
    Project::new().article("a.md", front_matter, "Text.")
}

#[test]
fn title_is_heading_and_head() {
    let project = article("title: Refunds & returns");
    let run = project.build();
    run.ok().has_in_order("a/index.html", &["<title>Refunds &amp; returns", "</title>", "<h1"]);
    run.has("a/index.html", "Refunds &amp; returns</h1>");
}

#[test]
fn description_is_in_head_and_lists() {
    let project = article("title: A\ndescription: Within 14 days & free.");
    let run = project.build();
    run.ok().has("a/index.html", r#"<meta name="description" content="Within 14 days &amp; free.">"#);
    run.has("index.html", "Within 14 days &amp; free.");
}

#[test]
fn keywords_are_searched_but_not_shown() {
    let project = article("title: A\nkeywords: [cashback, chargeback]");
    let run = project.build();
    run.ok().has("search/index.json", "cashback");
    for page in ["a/index.html", "search/index.html"] {
        run.lacks(page, "cashback");
    }
}

#[test]
fn updated_is_shown_as_a_date() {
    let project = article("title: A\nupdated: 2026-11-01");
    project.build().ok().has("a/index.html", r#"<time datetime="2026-11-01">"#);
    article("title: A").build().ok().lacks("a/index.html", "<time");
}

#[test]
fn keys_for_later_versions_are_accepted() {
    let project =
        article("title: A\nreview_by: 2027-01-01\nowner: Support\nvideo: https://example.org/v\ntime: 5 minutes");
    project.build().ok();
}

#[test]
fn an_unknown_key_is_a_warning_with_a_suggestion() {
    article("title: A\ndescripton: B").build().code(0).stderr(str![[r#"
warning[unknown-key]: unknown key `descripton`
 --> content/a.md:3:1
  |
3 | descripton: B
  | ^^^^^^^^^^
  |
  = help: did you mean `description`?

warning: 1 warning

"#]]);
}

#[test]
fn wrong_types_are_errors_where_they_stand() {
    let cases = [
        ("title: 2024", "content/a.md:2:8"),
        ("title: A\ndescription: [a]", "content/a.md:3:14"),
        ("title: A\nkeywords: {a: b}", "content/a.md:3:11"),
        ("title: A\norder: first", "content/a.md:3:8"),
        ("title: A\nfeatured: maybe", "content/a.md:3:11"),
        ("title: A\ndraft: 1", "content/a.md:3:8"),
        ("title: A\naliases: {a: b}", "content/a.md:3:10"),
        ("title: {en: A}", "content/a.md:2:8"),
    ];
    for (front_matter, place) in cases {
        article(front_matter).build().code(1).error("wrong-type", place);
    }
}

#[test]
fn a_number_as_title_says_how_to_quote_it() {
    article("title: 2024").build().code(1).stderr(str![[r#"
error[wrong-type]: `title` must be text, not the number `2024`
 --> content/a.md:2:8
  |
2 | title: 2024
  |        ^^^^
  |
  = help: put it in quotes

error: 1 error; the site was not changed

"#]]);
}

#[test]
fn impossible_values_are_errors() {
    let cases = [
        ("title: A\nkind: essay", "content/a.md:3:7"),
        ("title: A\nupdated: 2026-13-45", "content/a.md:3:10"),
        ("title: A\nreview_by: soon", "content/a.md:3:12"),
        ("title: A\naudience: nobody", "content/a.md:3:11"),
    ];
    for (front_matter, place) in cases {
        article(front_matter).build().code(1).error("invalid-value", place);
    }
}

#[test]
fn a_wrong_kind_is_suggested() {
    article("title: A\nkind: howto").build().code(1).stderr(str![[r#"
error[invalid-value]: `kind` can't be `howto`
 --> content/a.md:3:7
  |
3 | kind: howto
  |       ^^^^^
  |
  = help: did you mean `how-to`?

error: 1 error; the site was not changed

"#]]);
}

#[test]
fn unknown_platforms_and_icons_are_warnings() {
    let project = Project::new()
        .settings("platforms: [ios, android]\n")
        .article("a/index.md", "title: A\nicon: no-such-icon", "")
        .article("a/b.md", "title: B\nplatforms: [iso]", "");
    let run = project.build();
    run.code(0).warning("unknown-icon", "content/a/index.md:3:7");
    run.warning("unknown-platform", "content/a/b.md:3:13").stderr_has("`ios`");
}

#[test]
fn an_emoji_is_an_icon() {
    let project = Project::new().article("a/index.md", "title: A\nicon: 🚚", "").article("a/b.md", "title: B", "");
    project.build().ok().has("index.html", "🚚");
}

#[test]
fn a_key_given_twice_is_an_error() {
    article("title: A\ntitle: B").build().code(1).error("duplicate-key", "content/a.md:3:1");
}

#[test]
fn bad_yaml_is_an_error_where_it_breaks() {
    article("title: A\nkeywords: [a, b").build().code(1).stderr(str![[r#"
error[invalid-yaml]: did not find expected ',' or ']'
 --> content/a.md:3:16
  |
3 | keywords: [a, b
  |                ^
  |
  = help: check quotes, indentation (spaces, not tabs) and the `: ` after each key

error: 1 error; the site was not changed

"#]]);
    article("title: \"A").build().code(1).error("invalid-yaml", "content/a.md");
    article("title: A: B").build().code(1).error("invalid-yaml", "content/a.md:2");
    article("\ttitle: A").build().code(1).error("invalid-yaml", "content/a.md:2");
}

#[test]
fn front_matter_that_is_no_mapping_is_an_error() {
    article("- a\n- b").build().code(1).error("invalid-yaml", "content/a.md:2:1");
}

#[test]
fn front_matter_must_end() {
    let project = Project::new().file("content/a.md", "---\ntitle: A\n\nText.\n");
    project.build().code(1).stderr(str![[r#"
error[unclosed-front-matter]: the front matter has no closing `---` line
 --> content/a.md:1:1
  |
1 | ---
  | ^^^
  |
  = help: end it by a line of its own with `---`; a horizontal rule at the top is written `***`

error: 1 error; the site was not changed

"#]]);
}

#[test]
fn a_missing_title_is_an_error() {
    article("order: 1").build().code(1).stderr(str![[r#"
error[missing-title]: this article has no title
 --> content/a.md:1:1
  |
1 | ---
  | ^
  |
  = help: add `title: …` to the front matter, or begin the text with a `# Heading`

error: 1 error; the site was not changed

"#]]);
    let project = Project::new().file("content/a.md", "Only text.\n");
    project.build().code(1).error("missing-title", "content/a.md:1:1");
}

#[test]
fn a_blank_title_is_missing() {
    article("title: \"  \"").build().code(1).error("missing-title", "content/a.md");
}

#[test]
fn the_first_heading_serves_as_title() {
    let project = Project::new().file("content/a.md", "# Money *back*\n\nText.\n");
    let run = project.build();
    run.ok().has("a/index.html", "<title>Money back");
    let page = run.page("a/index.html");
    assert_eq!(page.matches("<h1").count(), 1, "{page}");
    assert_eq!(html::text(html::element(&page, "main")).matches("Money back").count(), 1, "{page}");
}

#[test]
fn the_same_heading_is_not_repeated() {
    let project = Project::new().article("a.md", "title: Refunds", "# Refunds\n\nText.");
    let page = project.build().ok().page("a/index.html");
    assert_eq!(page.matches("<h1").count(), 1, "{page}");
}

#[test]
fn a_bom_is_no_text() {
    let project = Project::new()
        .file("content/a.md", "\u{feff}---\ntitle: A\n---\nText.\n")
        .file("content/b.md", "\u{feff}# B\n\nText.\n");
    let run = project.build();
    run.ok().no_trace("\u{feff}").exists("a/index.html").has("b/index.html", "<title>B");
}

#[test]
fn line_ends_do_not_matter() {
    let text = "---\ntitle: A\n---\n\nOne\ntwo.\n\n- a\n- b\n\n```\nx\ny\n```\n\n> [!NOTE]\n> Text.\n";
    let unix = Project::new().file("content/a.md", text);
    let windows = Project::new().file("content/a.md", text.replace('\n', "\r\n"));
    unix.build().ok();
    windows.build().ok();
    assert_eq!(unix.tree("site"), windows.tree("site"));
}

#[test]
fn positions_are_right_in_files_with_crlf_and_bom() {
    let text = "\u{feff}---\r\ntitle: A\r\n---\r\n\r\nSee [b](b.md).\r\n";
    let project = Project::new().file("content/a.md", text);
    project.build().code(1).error("broken-link", "content/a.md:5:9");
}

#[test]
fn columns_count_characters_not_bytes() {
    let project = Project::new().article("a.md", "title: A", "Δείτε το [β](b.md).");
    project.build().code(1).error("broken-link", "content/a.md:4:14");
}

#[test]
fn an_empty_file_lacks_a_title() {
    let project = Project::new().file("content/a.md", "");
    project.build().code(1).error("missing-title", "content/a.md");
}

#[test]
fn text_that_is_not_utf_8_is_an_error() {
    let project = Project::new().file("content/a.md", b"---\ntitle: A\n---\nCaf\xe9 au lait\n");
    project.build().code(1).stderr(str![[r#"
error[invalid-encoding]: byte 0xE9 can't be read: it isn't UTF-8
 --> content/a.md:4:4
  |
4 | Caf�
  |    ^
  |
  = help: save the file as UTF-8

error: 1 error; the site was not changed

"#]]);
}

#[test]
fn utf_16_is_an_error_with_advice() {
    let text: Vec<u8> = "\u{feff}# A\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let project = Project::new().file("content/a.md", text);
    project.build().code(1).error("invalid-encoding", "content/a.md").stderr_has("UTF-8");
}

#[test]
fn control_characters_do_no_harm() {
    let project = Project::new().file("content/a.md", "---\ntitle: A\n---\nOne\0two\u{1b}[31m\n");
    let run = project.build();
    assert!(!run.errors().contains('\u{1b}'));
    assert!(!run.errors().contains("panicked"));
}

#[test]
fn a_huge_file_is_refused_quickly() {
    let project = Project::new().file("content/a.md", "# A\n".to_owned() + &"x ".repeat(25 << 20));
    let start = Instant::now();
    project.build().code(1).error("file-too-large", "content/a.md");
    let took = start.elapsed();
    assert!(took < Duration::from_secs(5), "took {took:?}");
}

#[test]
fn a_large_file_is_an_article() {
    let text = "# A\n\n".to_owned() + &"Some text in a line.\n\n".repeat(20_000) + "The end.\n";
    Project::new().file("content/a.md", text).build().ok().has("a/index.html", "The end.");
}

#[test]
fn deep_nesting_is_refused_quickly() {
    let cases = [">".repeat(20_000), "1. ".repeat(20_000), "<div>".repeat(20_000)];
    for body in cases {
        let start = Instant::now();
        let project = Project::new().article("a.md", "title: A", &body);
        project.build().code(1).error("too-deep", "content/a.md");
        let took = start.elapsed();
        assert!(took < Duration::from_secs(10), "took {took:?}");
    }
}

#[test]
fn all_problems_are_reported_in_one_run() {
    let project = Project::new()
        .article("a.md", "title: A\norder: x", "[b](nope.md) ![c](nope.png) {{ nope }}")
        .article("b.md", "order: 1", "[c](a.md#nope)");
    let run = project.build();
    run.code(1).error("wrong-type", "content/a.md").error("broken-link", "content/a.md");
    run.error("missing-image", "content/a.md").error("unknown-variable", "content/a.md");
    run.error("missing-title", "content/b.md").error("broken-anchor", "content/b.md");
}

#[test]
fn problems_come_in_the_order_of_files_and_lines() {
    let project = Project::new()
        .article("b.md", "title: B", "[x](first-missing.md)\n\n[x](second-missing.md)")
        .article("a.md", "title: A", "[x](third-missing.md)");
    project.build().code(1).stderr(str![[r#"
error[broken-link]: there is no file `third-missing.md`
 --> content/a.md:4:5
  |
4 | [x](third-missing.md)
  |     ^^^^^^^^^^^^^^^^
  |
  = help: a path starts at the folder of the file it stands in, and ends in `.md` for an article

error[broken-link]: there is no file `first-missing.md`
 --> content/b.md:4:5
  |
4 | [x](first-missing.md)
  |     ^^^^^^^^^^^^^^^^
  |
  = help: a path starts at the folder of the file it stands in, and ends in `.md` for an article

error[broken-link]: there is no file `second-missing.md`
 --> content/b.md:6:5
  |
6 | [x](second-missing.md)
  |     ^^^^^^^^^^^^^^^^^
  |
  = help: a path starts at the folder of the file it stands in, and ends in `.md` for an article

error: 3 errors; the site was not changed

"#]]);
}

#[test]
fn a_folder_named_like_an_article_is_a_category() {
    let project = Project::new().article("x.md/b.md", "title: B", "Text.");
    let run = project.build();
    run.code(0).warning("folder-named-md", "content/x.md").exists("x-md/b/index.html");
}

#[test]
fn names_with_an_underscore_or_dot_are_no_pages() {
    let project = Project::new()
        .file("content/_drafts/a.md", "no title, no page")
        .file("content/_a.md", "no title, no page")
        .file("content/.hidden/a.md", "no title, no page")
        .article("b.md", "title: B", "");
    project.build().ok().no_trace("no title, no page");
}

#[test]
fn long_articles_say_how_long_they_take_to_read() {
    let project = Project::new()
        .article("long.md", "title: A", &"Twelve letters. ".repeat(250))
        .article("short.md", "title: B", &"Twelve letters. ".repeat(100))
        .article("steps.md", "title: C\nkind: how-to", &format!("1. {}", "Twelve letters. ".repeat(250)));
    let run = project.build();
    run.ok().has("long/index.html", "Reading time</dt><dd class=\"ab-facts__value\">3 min</dd>");
    run.lacks("short/index.html", "Reading time").lacks("steps/index.html", "Reading time");
}
