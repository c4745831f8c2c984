//! `answerbook.yaml`: every key, wrong values, projects without settings.

use snapbox::str;

use crate::support::Project;

/// A project with one article that uses little, and these settings.
fn with_settings(text: &str) -> Project {
    Project::bare().settings(text).article("index.md", "title: Welcome", "Hello.").article(
        "refund.md",
        "title: Refunds",
        "## When\n\nWithin 14 days.",
    )
}

#[test]
fn title_names_the_help_centre() {
    let project = with_settings("title: Acme & Sons help\n");
    project.build().ok().has("refund/index.html", "Acme &amp; Sons help");
}

#[test]
fn texts_may_be_numbers() {
    let project = with_settings("title: 2024\nvariables: {days: 14}\n").article("a.md", "title: A", "{{ days }} days");
    project.build().ok().has("a/index.html", "14 days").has("a/index.html", "2024");
}

#[test]
fn title_may_differ_by_language() {
    let project = Project::bare()
        .settings("title: {en: Help, el: Βοήθεια}\nlanguages: [en, el]\n")
        .article("en/a.md", "title: A", "")
        .article("el/a.md", "title: Α", "");
    project.build().ok().has("el/a/index.html", "Βοήθεια").lacks("a/index.html", "Βοήθεια");
}

#[test]
fn base_url_gives_canonical_addresses() {
    let link = r#"<link rel="canonical" href="https://example.org/help/refund/">"#;
    let project = with_settings("base_url: https://example.org/help/\n");
    project.build().ok().has("refund/index.html", link);
    with_settings("title: Help").build().ok().lacks("refund/index.html", "canonical");
}

#[test]
fn base_url_may_lack_the_last_slash() {
    let link = r#"href="https://example.org/help/refund/""#;
    with_settings("base_url: https://example.org/help").build().ok().has("refund/index.html", link);
}

#[test]
fn base_url_can_be_given_for_one_build() {
    let project = with_settings("base_url: https://example.org/\n");
    let run = project.build_with(&["--base-url", "https://preview.example.org/7/"]);
    run.ok().has("refund/index.html", "https://preview.example.org/7/refund/");
}

#[test]
fn the_404_page_has_links_that_work_at_any_depth() {
    let project = with_settings("base_url: https://example.org/help/\n");
    let run = project.build();
    run.ok().has("404.html", r#"href="/help/"#).lacks("404.html", r#"href="assets"#);
}

#[test]
fn other_pages_have_relative_links_only() {
    let project = with_settings("title: Help\nbase_url: https://example.org/help/\n");
    let run = project.build();
    for link in crate::html::attributes(&run.ok().page("refund/index.html"), "href") {
        let absolute = link.starts_with('/');
        assert!(!absolute, "{link}");
    }
}

#[test]
fn wrong_base_url_is_refused() {
    for url in ["example.org", "ftp://example.org/", "javascript:alert(1)", "https://"] {
        let run_in = with_settings(&format!("base_url: \"{url}\"\n"));
        run_in.build().code(2).error("invalid-value", "answerbook.yaml:1:11");
    }
}

#[test]
fn brand_images_and_colour_appear() {
    let brand = "brand: {logo: logo.svg, logo_dark: dark.svg, favicon: icon.svg, accent: \"#a12b6c\"}";
    let svg = r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>"#;
    let project =
        with_settings(brand).file("static/logo.svg", svg).file("static/dark.svg", svg).file("static/icon.svg", svg);
    let run = project.build();
    run.ok().exists("logo.svg");
    run.has("refund/index.html", "../logo.svg");
    run.has("refund/index.html", "../dark.svg");
    run.has("refund/index.html", " width=\"1\" height=\"1\"");
    run.has("refund/index.html", "../icon.svg");
}

#[test]
fn a_brand_image_that_is_not_there_is_reported() {
    let project = with_settings("brand:\n  logo: logo.svg\n");
    project.build().code(2).error("missing-image", "answerbook.yaml:2:9");
}

#[test]
fn a_wrong_colour_is_reported() {
    let project = with_settings("brand:\n  accent: reddish\n");
    project.build().code(2).error("invalid-value", "answerbook.yaml:2:11");
}

#[test]
fn corners_are_not_rounder_than_texts_allow() {
    with_settings("brand: {radius: 0}\n").build().ok();
    with_settings("brand: {radius: 32}\n").build().ok();
    let project = with_settings("brand:\n  radius: 33\n");
    project.build().code(2).error("invalid-value", "answerbook.yaml:2:11").stderr_has("32 at most");
}

#[test]
fn navigation_links_to_articles_and_elsewhere() {
    let project = with_settings(
        "navigation:\n- {label: Money back, link: refund.md}\n- {label: Shop, link: \"https://example.org/\"}\n",
    );
    let run = project.build();
    run.ok().has("index.html", "Money back").has("index.html", r#"href="https://example.org/""#);
    let links = crate::html::attributes(&run.page("index.html"), "href");
    assert!(links.contains(&"refund/".to_owned()), "{links:?}");
}

#[test]
fn broken_navigation_is_reported() {
    let project = with_settings("navigation:\n- {label: Money back, link: refnd.md}\n");
    project.build().error("broken-link", "answerbook.yaml:2").stderr_has("`refund.md`");
}

#[test]
fn contact_channels_can_be_followed() {
    let project = with_settings(
        "contact:\n- {type: email, label: Write to us, address: help@example.org}\n\
         - {type: phone, label: Call us, address: \"+30 210 1234567\"}\n",
    );
    let run = project.build();
    run.ok().has("refund/index.html", "mailto:help@example.org");
    run.has("refund/index.html", "tel:+302101234567").has("refund/index.html", "Write to us");
}

#[test]
fn platforms_label_articles() {
    let project = with_settings("platforms: {ios: iPhone and iPad, android: Android}\n").article(
        "app.md",
        "title: App\nplatforms: [ios]",
        "",
    );
    let run = project.build();
    let value = |label: &str| format!("<dd class=\"ab-facts__value\">{label}</dd>");
    run.ok().has("app/index.html", &value("iPhone and iPad")).lacks("app/index.html", &value("Android"));
}

#[test]
fn platforms_may_be_a_list() {
    let project = with_settings("platforms: [ios, android]\n");
    project.write("content/app.md", "---\ntitle: App\nplatforms: [ios]\n---\n");
    project.build().ok();
}

#[test]
fn edit_url_points_at_the_source() {
    let project = with_settings("edit_url: https://example.org/edit/{path}\n");
    project.build().ok().has("refund/index.html", "https://example.org/edit/content/refund.md");
}

#[test]
fn smart_punctuation_is_a_choice() {
    let on = with_settings("markup: {smart_punctuation: true}\n");
    on.write("content/a.md", "---\ntitle: A\n---\n\"Well\" -- yes...\n");
    on.build().ok().has("a/index.html", "“Well” – yes…");
    let off = with_settings("markup: {smart_punctuation: false}\n");
    off.write("content/a.md", "---\ntitle: A\n---\nWell -- yes...\n");
    off.build().ok().has("a/index.html", "Well -- yes...");
}

#[test]
fn a_rule_can_be_a_warning_or_off() {
    for (level, code, said) in [("error", 1, "error["), ("warning", 0, "warning["), ("off", 0, "")] {
        let project = with_settings(&format!("check: {{rules: {{broken-anchor: {level}}}}}\n"));
        project.write("content/a.md", "---\ntitle: A\n---\n[x](refund.md#nope)\n");
        let run = project.build();
        run.code(code);
        let expected = if said.is_empty() { String::new() } else { format!("{said}broken-anchor]") };
        run.stderr_has(&expected);
        assert_eq!(run.diagnostics().is_empty(), said.is_empty(), "{level}");
    }
}

#[test]
fn an_unknown_rule_is_reported() {
    let project = with_settings("check:\n  rules:\n    broken-ancor: warning\n");
    project.build().stderr(str![[r#"
warning[unknown-key]: unknown rule `broken-ancor`
 --> answerbook.yaml:3:5
  |
3 |     broken-ancor: warning
  |     ^^^^^^^^^^^^
  |
  = help: did you mean `broken-anchor`?

warning: 1 warning

"#]]);
}

#[test]
fn a_rule_that_guards_pages_stays_an_error() {
    let project = with_settings("check:\n  rules:\n    missing-title: off\n");
    project.build().code(2).error("invalid-value", "answerbook.yaml:3:20");
}

#[test]
fn an_unknown_level_is_refused() {
    let project = with_settings("check:\n  rules:\n    broken-anchor: loud\n");
    project.build().code(2).stderr(str![[r#"
error[invalid-value]: a rule's level can't be `loud`
 --> answerbook.yaml:3:20
  |
3 |     broken-anchor: loud
  |                    ^^^^
  |
  = help: one of: error, warning, off

error: 1 error; the site was not changed

"#]]);
}

#[test]
fn an_unknown_key_is_a_warning_with_a_suggestion() {
    let project = with_settings("title: Help\nlanguage: [en]\n");
    project.build().code(0).stderr(str![[r#"
warning[unknown-key]: unknown key `language`
 --> answerbook.yaml:2:1
  |
2 | language: [en]
  | ^^^^^^^^
  |
  = help: did you mean `languages`?

warning: 1 warning

"#]]);
}

#[test]
fn an_unknown_key_inside_another_is_found_too() {
    let project = with_settings("brand:\n  acent: \"#123456\"\n");
    project.build().code(0).warning("unknown-key", "answerbook.yaml:2:3").stderr_has("`accent`");
}

#[test]
fn wrong_types_are_refused_where_they_stand() {
    let cases = [
        ("title: [Help]\n", "answerbook.yaml:1:8"),
        ("title: Help\nlanguages: en\n", "answerbook.yaml:2:12"),
        ("markup:\n  smart_punctuation: sometimes\n", "answerbook.yaml:2:22"),
        ("navigation: home\n", "answerbook.yaml:1:13"),
        ("variables: [a, b]\n", "answerbook.yaml:1:12"),
    ];
    for (settings, place) in cases {
        with_settings(settings).build().code(2).error("wrong-type", place);
    }
}

#[test]
fn wrong_languages_are_refused() {
    for languages in ["[\"not a tag\"]", "[en, en]", "[]", "[\"../x\"]"] {
        let project = with_settings(&format!("languages: {languages}\n"));
        project.build().code(2).error("invalid-value", "answerbook.yaml:1");
    }
}

#[test]
fn a_key_given_twice_is_refused() {
    let project = with_settings("title: Help\nbase_url: https://a.example/\ntitle: Again\n");
    project.build().code(2).error("duplicate-key", "answerbook.yaml:3:1");
}

#[test]
fn bad_yaml_is_refused_where_it_breaks() {
    with_settings("title: Help\nlanguages: [en, el\nvariables:\n").build().code(2).stderr(str![[r#"
error[invalid-yaml]: did not find expected ',' or ']'
 --> answerbook.yaml:3:10
  |
3 | variables:
  |          ^
  |
  = help: check quotes, indentation (spaces, not tabs) and the `: ` after each key

error: 1 error; the site was not changed

"#]]);
}

#[test]
fn settings_that_are_no_mapping_are_refused() {
    with_settings("just text\n").build().code(2).error("invalid-yaml", "answerbook.yaml:1:1");
}

#[test]
fn wrong_settings_leave_the_site_alone() {
    let project = with_settings("title: Help\n");
    project.build().ok();
    let before = project.tree("site");
    project.write("answerbook.yaml", "title: [");
    project.build().code(2);
    assert_eq!(project.tree("site"), before);
}

#[test]
fn all_problems_of_the_settings_are_reported_at_once() {
    let project = with_settings("title: [a]\nbase_url: nowhere\nlanguages: en\n");
    let found = project.build().diagnostics().len();
    assert_eq!(found, 3);
}

#[test]
fn empty_settings_are_fine() {
    with_settings("").build().ok();
    with_settings("# nothing yet\n").build().ok();
}

#[test]
fn settings_may_have_a_bom_and_crlf() {
    let project = with_settings("\u{feff}title: Acme\r\nlanguages: [en]\r\n");
    project.build().ok().has("refund/index.html", "Acme");
}

#[test]
fn a_content_folder_alone_is_a_project() {
    let project = Project::bare().article("billing/refund.md", "title: Refunds", "Yes.");
    project.build().ok().exists("billing/refund/index.html").exists("index.html");
}

#[test]
fn a_folder_of_markdown_alone_is_a_project() {
    let project = Project::bare()
        .file("refund.md", "# Refunds\n\nYes. See [cards](cards/visa.md).\n")
        .file("cards/visa.md", "# Visa\n\nYes.\n");
    let run = project.build();
    run.ok().has("refund/index.html", "Refunds").has("refund/index.html", "../cards/visa/");
    project.build().ok();
}

#[test]
fn yaml_bombs_are_refused_quickly() {
    let mut text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..12 {
        let items = vec![format!("*a{}", level - 1); 9].join(", ");
        text.push_str(&format!("a{level}: &a{level} [{items}]\n"));
    }
    with_settings(&text).build().code(2);
    with_settings(&format!("title: {}", "[".repeat(50_000))).build().code(2);
}

#[test]
fn settings_over_a_mebibyte_are_refused() {
    let text = format!("title: Help\n# {}\n", "x".repeat(1 << 20));
    with_settings(&text).build().code(2).error("file-too-large", "answerbook.yaml");
}
