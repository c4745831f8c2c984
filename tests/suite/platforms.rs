//! Sections for platforms: the switch between them, steps of their own, what search makes of them.

use crate::support::Project;

const SETTINGS: &str = "title: Help\nplatforms: {ios: iPhone and iPad, android: Android, web: Browser}\n";

fn text(kind: &str, body: &str) -> Project {
    Project::new().settings(SETTINGS).article("a.md", &format!("title: A\nkind: {kind}"), body)
}

const SWITCH: &str = "<div class=\"ab-platforms\"";

/// A script that only pages with a switch have.
const SCRIPT: &str =
    "/platform.js\" data-platforms=\"ios&#9;iPhone and iPad&#10;android&#9;Android&#10;web&#9;Browser&#10;\"";

#[test]
fn neighbouring_headings_are_a_switch() {
    let project = text(
        "article",
        "Before.\n\n## iPhone {platform=ios}\n\nTap.\n\n### Deeper\n\nMore.\n\n## Android {platform=android}\n\nPress.\n\n## After\n\nDone.",
    );
    let parts = [
        SCRIPT,
        "data-label=\"Your platform\"",
        "data-all=\"All platforms\"",
        "href=\"#iphone\"",
        "href=\"#deeper\"",
        "href=\"#android\"",
        "<p>Before.</p>\n<div class=\"ab-platforms\" data-platforms=\"ios android\">",
        "<section class=\"ab-platform\" data-platform=\"ios\">\n<h2 id=\"iphone\">",
        "<h3 id=\"deeper\">",
        "</section>\n<section class=\"ab-platform\" data-platform=\"android\">\n<h2 id=\"android\">",
        "<p>Press.</p>\n</section>\n</div>\n<h2 id=\"after\">",
    ];
    project.build().ok().has_in_order("a/index.html", &parts);
}

#[test]
fn one_platform_alone_is_no_switch() {
    for body in ["## iPhone {platform=ios}\n\nTap.", "## A {platform=ios}\n\n## B\n\n## C {platform=android}\n\nx"] {
        text("article", body).build().ok().lacks("a/index.html", SWITCH).lacks("a/index.html", SCRIPT);
    }
}

#[test]
fn raw_html_leaves_the_switch_as_it_is() {
    let project = text("article", "## A {platform=ios}\n\n<div><b>bold\n\n## B {platform=web}\n\n<i>x</i>");
    let parts =
        ["data-platforms=\"ios web\">", "data-platform=\"ios\">", "</section>", "data-platform=\"web\">", "</section>"];
    project.build().has_in_order("a/index.html", &parts);
}

#[test]
fn questions_and_steps_have_switches_too() {
    let body = "## How?\n\n### iPhone {platform=ios}\n\nTap.\n\n### Android {platform=android}\n\nPress.\n\n- [On](#why)\n\n## Why?\n\nSo.";
    for kind in ["faq", "troubleshooter"] {
        let project = text(kind, body);
        project.build().has_in_order("a/index.html", &[SCRIPT, "id=\"how\"", SWITCH, "Tap.", "Press.", "id=\"why\""]);
    }
}

#[test]
fn footnotes_are_for_all_platforms() {
    let project = text("article", "## A {platform=ios}\n\nx[^1]\n\n## B {platform=web}\n\ny\n\n[^1]: Note.");
    project
        .build()
        .ok()
        .has_in_order("a/index.html", &["</section>\n</div>\n<section class=\"ab-footnotes\"", "Note."]);
}

#[test]
fn each_platform_has_its_steps() {
    let steps = "\n\nYou need:\n\n- a cable\n\n1. One.\n2. Two.\n\n";
    let project = text(
        "how-to",
        &format!(
            "## iPhone {{platform=ios}}{steps}Then:\n\n1. No step.\n\n## Android {{platform=android}}{steps}## Then\n\n1. Last."
        ),
    );
    let run = project.build();
    let parts = [
        "data-platform=\"ios\">\n<section class=\"ab-before\">\n<h2 id=\"iphone\">",
        "<ol class=\"ab-steps\">\n<li id=\"step-1\"",
        "<li id=\"step-2\"",
        "data-platform=\"android\">\n<section class=\"ab-before\">\n<h2 id=\"android\">",
        "<ol class=\"ab-steps\">\n<li id=\"android-step-1\" class=\"ab-step\"><a class=\"ab-step__link\" href=\"#android-step-1\" aria-label=\"Link to step 1\">",
        "<li id=\"android-step-2\"",
        "<ol>\n<li>Last.",
    ];
    run.ok().has_in_order("a/index.html", &parts).lacks("a/index.html", "step-3");
}

#[test]
fn a_procedure_for_all_stays_the_only_one() {
    let project = text("how-to", "1. One.\n\n## A {platform=ios}\n\n1. x\n\n## B {platform=web}\n\n1. y");
    project.build().ok().has("a/index.html", "id=\"step-1\"").lacks("a/index.html", "web-step");
}

#[test]
fn unknown_platforms_are_warnings_at_their_place() {
    let project = text("article", "## iPhone {#x platform=iso}\n\n## Android {platform=android}\n\n## No {platform}");
    let run = project.build();
    run.warning("unknown-platform", "content/a.md:5:24").stderr_has("did you mean `ios`?");
    run.warning("unknown-platform", "content/a.md:9:1");
}

const ARTICLES: [(&str, &str, &str); 3] = [
    ("b-android.md", "[android]", "Open the settings and choose a new password."),
    ("c-iphone.md", "[ios]", "Open the settings and choose a new password."),
    ("d-all.md", "", "Open the page of your profile, which has more than that, and look for the word."),
];

/// Two articles that say the same for two platforms, one for all, and an FAQ whose questions are for one each.
fn passwords() -> Project {
    let project = Project::new().settings(SETTINGS).article(
        "faq.md",
        "title: Bills\nkind: faq",
        "## Where is my bill on Android? {platform=android}\n\nIn the menu.\n\n## Where is my bill on an iPhone? {platform=ios}\n\nIn the menu.",
    );
    ARTICLES.into_iter().fold(project, |project, (path, platforms, text)| {
        let platforms = if platforms.is_empty() { String::new() } else { format!("\nplatforms: {platforms}") };
        project.article(path, &format!("title: Change your password{platforms}"), text)
    })
}

/// The addresses found, best first.
fn found(project: &Project, arguments: &[&str]) -> Vec<String> {
    let arguments: Vec<&str> = ["search", "--json"].into_iter().chain(arguments.iter().copied()).collect();
    let answer: serde_json::Value = serde_json::from_str(&project.run(&arguments).ok().output()).expect("JSON");
    let results = answer["results"].as_array().expect("results");
    results.iter().map(|result| result["url"].as_str().expect("an address").to_owned()).collect()
}

#[test]
fn what_is_for_other_platforms_is_found_later() {
    let project = passwords();
    let query = "change your password";
    assert_eq!(found(&project, &[query]), ["b-android/", "c-iphone/", "d-all/"]);
    assert_eq!(found(&project, &[query, "--platform", "android"]), ["b-android/", "d-all/", "c-iphone/"]);
    assert_eq!(found(&project, &[query, "--platform", "ios"]), ["c-iphone/", "d-all/", "b-android/"]);
    let explained = project.run(&["search", query, "--platform", "ios", "--explain"]);
    explained.ok().stdout_has(", lowered: for other platforms\n");
    // Nothing is left out, and whoever names the other platform gets it.
    assert_eq!(
        found(&project, &["where is my bill", "--platform", "ios"]).len(),
        found(&project, &["where is my bill"]).len()
    );
    assert!(found(&project, &["where is my bill", "--platform", "ios"])[0].ends_with("on-an-iphone"));
    assert!(found(&project, &["bill on android", "--platform", "ios"])[0].ends_with("on-android"));
}

#[test]
fn the_best_place_of_an_article_is_one_for_the_platform() {
    let body = "## On Android {platform=android}\n\nChoose a new password.\n\n## On an iPhone {platform=ios}\n\nChoose a new password.";
    let project = text("article", body);
    assert_eq!(found(&project, &["new password"]), ["a/#on-android"]);
    assert_eq!(found(&project, &["new password", "--platform", "ios"]), ["a/#on-an-iphone"]);
    assert_eq!(found(&project, &["new password", "--platform", "web"]), ["a/#on-android"]);
}

#[test]
fn search_knows_the_platforms_of_the_settings() {
    let project = passwords();
    project.run(&["search", "password", "--platform", "iso"]).code(2).stderr_has("did you mean `ios`?");
    project.run(&["search", "password", "--platform", "tv"]).code(2).stderr_has("its platforms: ios, android, web");
}

#[test]
fn an_index_without_platforms_has_no_word_of_them() {
    let project = Project::new().article("a.md", "title: A", "Text.");
    project.build().ok().lacks("search/index.json", "platform");
    passwords().build().ok().has("search/index.json", "\"platforms\":{\"other\":0.7,\"files\":{\"android\":");
}
