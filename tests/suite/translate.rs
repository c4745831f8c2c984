//! Translations followed section by section: what `translate` lists and writes, and what pages say of it.

use std::fs;

use serde_json::Value;

use crate::html;
use crate::support::Project;

const SOURCE: &str =
    "Within 14 days.\n\n## By card\n\nIt takes 5 days.\n\n## By cash\n\nAt once. See [above](#by-card).";
const GREEK: &str = "Σε 14 ημέρες.\n\n## Με κάρτα\n\nΔιαρκεί 5 ημέρες.\n\n## Με μετρητά\n\nΑμέσως.";
const FILE: &str = "content/el/refund.md";
const PAGE: &str = "el/refund/index.html";

/// A translation that is marked, and an article without one.
fn project() -> Project {
    let project = unmarked();
    project.run(&["translate", "mark", FILE]).ok();
    project
}

fn unmarked() -> Project {
    Project::new()
        .settings("languages: [en, el, ar]\n")
        .article("en/refund.md", "title: Refunds", SOURCE)
        .article("el/refund.md", "title: Επιστροφές   # a remark\nowner: Άννα", GREEK)
        .article("en/hours.md", "title: Opening hours", "From 9 to 5.")
}

/// Writes the source anew.
fn edit(project: &Project, from: &str, to: &str) {
    let file = project.path("content/en/refund.md");
    let text = fs::read_to_string(&file).expect("the source");
    assert!(text.contains(from), "{text}");
    fs::write(file, text.replace(from, to)).expect("the source is written");
}

fn text(project: &Project) -> String {
    fs::read_to_string(project.path(FILE)).expect("the translation")
}

/// What `translate status --format json` says of the Greek file: state of the file, states of its sections.
fn state(project: &Project) -> Vec<String> {
    let run = project.run(&["translate", "status", "--lang", "el", "--format", "json"]);
    let answer: Value = serde_json::from_str(&run.ok().output()).expect("JSON");
    let work = answer["languages"][0]["work"].as_array().expect("a list").iter();
    let Some(work) = work.into_iter().find(|work| work["file"] == FILE) else { return Vec::new() };
    let sections = work["sections"].as_array().expect("a list").iter();
    sections
        .map(|section| format!("{} {}", section["state"].as_str().unwrap(), section["id"].as_str().unwrap()))
        .collect()
}

#[test]
fn marking_adds_lines_and_leaves_all_others_as_they_are() {
    for (eol, bom) in [("\n", ""), ("\r\n", ""), ("\n", "\u{FEFF}")] {
        let project = unmarked();
        let before = format!("{bom}{}", text(&project).replace('\n', eol));
        project.write(FILE, &before);
        project.run(&["translate", "mark", FILE]).ok().stdout_has("marked as up to date");
        let after = text(&project);
        let (start, rest) = after.split_once("translated_from:").expect("the key");
        let (block, end) = rest.split_once(&format!("---{eol}")).expect("the end of the front matter");
        assert_eq!(format!("{start}---{eol}{end}"), before);
        let lines: Vec<_> = block.trim().split(eol).map(|line| line.trim().split(':').next().unwrap()).collect();
        assert_eq!(lines, ["\"\"", "\"by-card\"", "\"by-cash\""], "{block}");
        assert_eq!(block.contains('\r'), eol == "\r\n");
        project.run(&["translate", "mark", FILE]).ok().stdout_has("already");
        assert_eq!(text(&project), after);
    }
}

#[test]
fn a_page_says_which_sections_changed_and_quotes_them() {
    let project = project();
    project.build().ok().lacks(PAGE, "ab-outdated");
    edit(&project, "5 days", "7 days {#x}");
    let run = project.build();
    run.ok().has(PAGE, "<p class=\"ab-notice\" role=\"note\">");
    let page = run.page(PAGE);
    assert_eq!(page.matches("class=\"ab-outdated\"").count(), 1, "{page}");
    let parts = [
        "Με κάρτα",
        "class=\"ab-outdated\"",
        "<details",
        "lang=\"en\" dir=\"ltr\"",
        "7 days",
        "Διαρκεί 5",
        "Με μετρητά",
    ];
    run.has_in_order(PAGE, &parts);
    run.lacks("refund/index.html", "ab-outdated").lacks("ar/refund/index.html", "ab-outdated");
    assert_eq!(html::dead_links(&project.tree("site")), Vec::<String>::new());
}

#[test]
fn what_is_quoted_brings_no_second_id_and_its_links_lead_somewhere() {
    let project = project();
    edit(&project, "At once.", "At once[^1].\n\n[^1]: Or later.\n\n1. ### Step {#with-id}\n\n");
    let run = project.build();
    let page = run.ok().page(PAGE);
    assert!(!page.contains("id=\"with-id\"") && !page.contains("id=\"fn"), "{page}");
    assert!(page.contains("href=\"../../refund/#by-card\"") && page.contains("href=\"../../refund/#fn-1\""), "{page}");
    let ids = html::attributes(&page, "id");
    let mut once = ids.clone();
    once.sort();
    once.dedup();
    assert_eq!(once.len(), ids.len(), "{ids:?}");
    assert_eq!(html::dead_links(&project.tree("site")), Vec::<String>::new());
}

#[test]
fn what_only_a_writer_sees_is_no_change() {
    let project = project();
    edit(&project, "Within 14 days.", "Within\n  14 days.\n\n");
    assert_eq!(state(&project), [""; 0]);
    edit(&project, "14 days", "15 days");
    assert_eq!(state(&project), ["changed "]);
}

#[test]
fn sections_are_followed_through_new_ones_new_words_and_removal() {
    for (from, to, expected) in [
        ("## By cash", "## By cheque\n\nNever.\n\n## By cash", vec!["missing by-cheque"]),
        ("## By card", "## With your card", vec!["changed with-your-card"]),
        ("title: Refunds", "title: Money back", vec!["changed "]),
        ("## By cash\n\nAt once. See [above](#by-card).", "", vec!["removed by-cash"]),
    ] {
        let project = project();
        edit(&project, from, to);
        assert_eq!(state(&project), expected, "{to}");
    }
}

#[test]
fn a_new_section_is_said_to_be_missing_at_its_place_and_a_removed_one_beside_its_translation() {
    let project = project();
    edit(&project, "## By cash", "## By cheque\n\nNever.\n\n## By cash");
    let run = project.build();
    let parts = ["Διαρκεί 5", "<bdi lang=\"en\">By cheque</bdi>", "Never.", "Με μετρητά"];
    run.ok().has_in_order(PAGE, &parts);
    edit(&project, "## By card\n\nIt takes 5 days.\n\n## By cheque\n\nNever.\n", "");
    edit(&project, " See [above](#by-card).", "");
    let run = project.build();
    run.ok().has_in_order(PAGE, &["id=\"με-κάρτα\"", "class=\"ab-outdated\"", "Διαρκεί 5"]);
}

#[test]
fn sections_with_the_same_id_belong_together_where_the_order_differs() {
    let project = unmarked();
    project.write(FILE, "---\ntitle: Α\n---\n## Μετρητά {#by-cash}\n\nΑμέσως.\n");
    project.run(&["translate", "mark", FILE]).ok();
    edit(&project, "At once", "Today");
    let run = project.build();
    run.ok().has_in_order(PAGE, &["id=\"by-cash\"", "class=\"ab-outdated\"", "Today", "Αμέσως"]);
}

#[test]
fn an_answer_of_an_faq_has_its_remark_inside() {
    let project = Project::new()
        .settings("languages: [en, el]\n")
        .article("en/a.md", "title: A\nkind: faq", "## Why?\n\nSo.\n\n## How?\n\nThus.")
        .article("el/a.md", "title: Α\nkind: faq", "## Γιατί;\n\nΈτσι.\n\n## Πώς;\n\nΜε αυτό.");
    project.run(&["translate", "mark", "content/el/a.md"]).ok();
    project.write("content/en/a.md", "---\ntitle: A\nkind: faq\n---\n## Why?\n\nSo.\n\n## How?\n\nOtherwise.\n");
    let run = project.build();
    let parts = ["Έτσι", "id=\"πώς\"", "ab-question__answer", "class=\"ab-outdated\"", "Otherwise.", "Με αυτό"];
    run.ok().has_in_order("el/a/index.html", &parts);
}

#[test]
fn raw_html_keeps_the_remark() {
    let project = unmarked();
    project.write(FILE, "---\ntitle: Α\n---\n<div>Άνοιξε\n\n## Κάρτα\n\n5\n\n## Μετρητά\n\nΑμέσως.</div>\n");
    project.run(&["translate", "mark", FILE]).ok();
    edit(&project, "5 days", "<b>7 days");
    let run = project.build();
    run.ok().has_in_order(PAGE, &["Κάρτα", "<details class=\"ab-outdated__source\"", "<b>7 days.</b>", "Μετρητά"]);
}

#[test]
fn one_section_is_marked_alone() {
    let project = project();
    edit(&project, "5 days", "7 days");
    edit(&project, "At once", "Today");
    let before = text(&project);
    project.run(&["translate", "mark", FILE, "--section", "by-card"]).ok();
    assert_eq!(state(&project), ["changed by-cash"]);
    let after = text(&project);
    let changed = before.lines().zip(after.lines()).filter(|(before, after)| before != after).count();
    assert_eq!((changed, before.lines().count()), (1, after.lines().count()), "{after}");
    project.run(&["translate", "waive", FILE]).ok();
    assert_eq!(state(&project), [""; 0]);
    project.run(&["translate", "mark", FILE, "--section", "by-crad"]).code(2).stderr_has("did you mean `by-card`");
}

#[test]
fn a_source_that_customers_may_not_see_is_not_quoted() {
    let project = project();
    project.write("content/en/refund.md", "---\ntitle: Refunds\ndraft: true\n---\nCANARY\n\n## By card\n\nCANARY\n");
    project.build().ok().no_trace("CANARY");
}

#[test]
fn what_cannot_be_marked_is_refused_and_nothing_is_written() {
    let project = project().article("el/local.md", "title: Τοπικά", "");
    let before = project.tree("content");
    for (arguments, problem) in [
        (vec!["content/en/refund.md"], "in the main language"),
        (vec!["content/el/local.md"], "in this language alone"),
        (vec!["content/el/none.md"], "there is no file"),
        (vec!["answerbook.yaml"], "no article"),
        (vec![FILE, "content/el/none.md"], "there is no file"),
    ] {
        let arguments: Vec<_> = ["translate", "mark"].into_iter().chain(arguments).collect();
        project.run(&arguments).code(2).stderr_has(problem);
    }
    assert_eq!(project.tree("content"), before);
    project.run(&["translate", "status", "--lang", "xx"]).code(2).stderr_has("el, ar");
    Project::new().article("a.md", "title: A", "").run(&["translate", "status"]).code(2).stderr_has("one language");
}

#[test]
fn front_matter_that_cannot_be_edited_stays_as_it_is() {
    let project = unmarked();
    project.write(FILE, "---\n{title: Α}\n---\nα\n");
    project.run(&["translate", "mark", FILE]).code(2).stderr_has("can't be edited");
    assert_eq!(text(&project), "---\n{title: Α}\n---\nα\n");
}

#[test]
fn the_work_is_in_the_order_of_articles_or_of_views() {
    let project = project();
    edit(&project, "5 days", "7 days");
    let files = |arguments: &[&str]| -> Vec<String> {
        let status = ["translate", "status", "--lang", "el"];
        let arguments: Vec<_> = status.iter().chain(arguments).copied().collect();
        let run = project.run(&arguments);
        run.code(0);
        run.output()
            .lines()
            .filter_map(|line| line.trim().split("  ").nth(1).map(str::trim).map(str::to_owned))
            .filter(|word| word.ends_with(".md"))
            .collect()
    };
    assert_eq!(files(&[]), ["content/el/hours.md", FILE]);
    let view = |page: &str| format!("{{\"v\":1,\"type\":\"view\",\"page\":\"{page}\"}}\n");
    let events = [view("/el/refund/"), view("/el/refund/index.html?x#y"), view("/el/hours/")].concat();
    project.write("a.jsonl", events + "nonsense\n\n{\"type\":\"search\",\"page\":\"/el/hours/\"}\n");
    project.write("b.jsonl", view("/hours/"));
    assert_eq!(files(&["--events", "a.jsonl", "b.jsonl"]), [FILE, "content/el/hours.md"]);
    let run = project.run(&["translate", "status", "--events", "a.jsonl"]);
    run.code(0).stderr_has("1 of 5 lines are no events").stdout_has("2 views");
    project.run(&["translate", "status", "--events", "none.jsonl"]).code(3).stderr_has("none.jsonl");
}

#[test]
fn status_says_what_is_missing_outdated_up_to_date_and_not_tracked() {
    let project = unmarked();
    project.run(&["translate", "status"]).ok().stdout_has("(el): 1 missing, 0 outdated, 0 up to date, 1 not tracked");
    project.run(&["translate", "mark", FILE]).ok();
    project.run(&["translate", "status"]).ok().stdout_has("(el): 1 missing, 0 outdated, 1 up to date");
    edit(&project, "5 days", "7 days");
    let run = project.run(&["translate", "status"]);
    run.ok().stdout_has("(el): 1 missing, 1 outdated, 0 up to date").stdout_has("1 section, 6 words");
    run.stdout_has("(ar): 2 missing");
    project.run(&["translate", "status", FILE]).ok().stdout_has("changed  by-card").stdout_has("same     by-cash");
}

#[test]
fn check_reports_it_beside_the_section() {
    let project = project();
    edit(&project, "5 days", "7 days");
    let run = project.run(&["check", "--only", "outdated-translation"]);
    run.code(0).warning("outdated-translation", "content/el/refund.md:11:1").stderr_has("answerbook translate mark");
    edit(&project, "## By card\n\nIt takes 7 days.\n", "");
    let run = project.run(&["check", "--only", "outdated-translation"]);
    run.warning("outdated-translation", "content/el/refund.md:11:1").stderr_has("is gone");
    edit(&project, " See [above](#by-card).", "");
    project.build().ok().stderr_lacks("outdated-translation");
}

#[test]
fn a_value_of_the_wrong_type_is_reported() {
    let project = unmarked();
    project.write(FILE, "---\ntitle: Α\ntranslated_from: [a]\n---\n");
    project.build().code(1).error("wrong-type", "content/el/refund.md:3:18");
}
