//! Code blocks: their elements, colours and the button that copies.

use std::collections::BTreeMap;
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

/// The colours of a block of `tokens.css`: `--ab-surface: #f6f7f9;` and so on.
fn colours(css: &str) -> BTreeMap<&str, [f64; 3]> {
    let colour = |line: &'_ str| -> Option<[f64; 3]> {
        let digits = line.split_once('#')?.1.split(';').next()?;
        let digits = if digits.len() == 3 {
            digits.chars().flat_map(|digit| [digit, digit]).collect()
        } else {
            digits.to_owned()
        };
        let part =
            |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok().map(|value| f64::from(value) / 255.0);
        Some([part(0)?, part(2)?, part(4)?])
    };
    css.lines().filter_map(|line| Some((line.trim().split(':').next()?, colour(line)?))).collect()
}

/// The contrast of two colours by WCAG 2.2's formula.
fn contrast(a: [f64; 3], b: [f64; 3]) -> f64 {
    let linear = |value: f64| if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) };
    let luminance = |[r, g, b]: [f64; 3]| 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[test]
fn colours_of_code_can_be_read_in_light_and_dark() {
    assert!((contrast([0.0; 3], [1.0; 3]) - 21.0).abs() < 0.001);
    let css = fs::read_to_string(repository().join("themes/default/css/tokens.css")).expect("tokens");
    let (light, dark) = css.split_once("prefers-color-scheme: dark").expect("a dark list");
    for (name, tokens) in [("light", colours(light)), ("dark", colours(dark))] {
        let surface = tokens["--ab-surface"];
        let parts: Vec<_> = tokens.iter().filter(|(name, _)| name.starts_with("--ab-code-")).collect();
        assert_eq!(parts.len(), 10, "{name}: {parts:?}");
        for (part, colour) in parts {
            let contrast = contrast(*colour, surface);
            assert!(contrast >= 4.5, "{name}: {part} has {contrast:.2}");
        }
    }
}

#[test]
fn every_role_has_a_colour() {
    let css = fs::read_to_string(repository().join("themes/default/css/components/code.css")).expect("code.css");
    for letter in "cksnftaoid".chars() {
        assert!(css.contains(&format!(".ab-c-{letter} {{ color: var(--ab-code-")), "{letter}");
    }
}
