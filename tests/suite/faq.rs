//! `kind: faq`: questions with permanent ids.

use serde_json::Value;

use crate::html;
use crate::support::Project;

fn faq(body: &str) -> Project {
    Project::new().article("questions.md", "title: Questions\nkind: faq", body)
}

/// The structured data of a page, as JSON.
fn structured_data(page: &str) -> Vec<Value> {
    page.split("<script type=\"application/ld+json\">")
        .skip(1)
        .map(|rest| rest.split("</script>").next().expect("an end"))
        .map(|json| serde_json::from_str(json).unwrap_or_else(|error| panic!("{error} in {json}")))
        .collect()
}

/// The questions of an FAQPage, wherever it is in the structured data.
fn questions(value: &Value, found: &mut Vec<(String, String)>) {
    if value["@type"] == "Question" {
        let answer = value["acceptedAnswer"]["text"].as_str().expect("an answer");
        found.push((value["name"].as_str().expect("a name").to_owned(), answer.to_owned()));
    }
    match value {
        Value::Array(values) => values.iter().for_each(|value| questions(value, found)),
        Value::Object(values) => values.values().for_each(|value| questions(value, found)),
        _ => {}
    }
}

#[test]
fn questions_have_ids_and_answers() {
    let project = faq(
        "Before all.\n\n## Can I get a refund?\n\nYes.\n\n### When\n\nSoon.\n\n## Πώς παίρνω επιστροφή χρημάτων;\n\nΕδώ.",
    );
    let run = project.build();
    let parts = [
        "Before all.",
        "id=\"can-i-get-a-refund\"",
        "Can I get a refund?",
        "Yes.",
        "When",
        "Soon.",
        "id=\"πώς-παίρνω-επιστροφή-χρημάτων\"",
        "Εδώ.",
    ];
    run.ok().has_in_order("questions/index.html", &parts);
}

#[test]
fn ids_can_be_fixed() {
    faq("## Can I get a refund? {#refund}\n\nYes.").build().ok().has("questions/index.html", "id=\"refund\"");
}

#[test]
fn ids_are_unique_on_the_page() {
    let project = faq("## Why?\n\nA.\n\n## Why?\n\nB.\n\n## ???\n\nC.\n\n## !!!\n\nD.");
    let page = project.build().ok().page("questions/index.html");
    assert_eq!(html::duplicate_ids(&page), Vec::<String>::new());
    assert!(page.contains("id=\"why\"") && page.contains("id=\"why-2\""), "{page}");
}

#[test]
fn an_id_given_twice_is_an_error() {
    let project = faq("## Why? {#x}\n\nA.\n\n## How? {#x}\n\nB.");
    project.build().code(1).error("duplicate-anchor", "content/questions.md:9");
}

#[test]
fn every_question_has_its_own_link() {
    let project = faq("## Can I get a refund?\n\nYes.");
    let links = html::attributes(&project.build().ok().page("questions/index.html"), "href");
    assert!(links.contains(&"#can-i-get-a-refund".to_owned()), "{links:?}");
}

#[test]
fn seven_questions_stand_open_without_a_list() {
    for (count, links) in [(7, 1), (8, 2)] {
        let body: String = (1..=count).map(|n| format!("## Question {n}?\n\nAnswer {n}.\n\n")).collect();
        let page = faq(&body).build().ok().page("questions/index.html");
        let found = html::attributes(&page, "href").iter().filter(|link| *link == "#question-3").count();
        assert_eq!(found, links, "{count} questions: one link at the question, one in the list");
        assert!(!page.contains("<details"), "answers are never hidden");
    }
}

#[test]
fn groups_hold_questions() {
    let project =
        faq("## Money {.group}\n\nAbout money.\n\n## Refund?\n\nYes.\n\n## Travel {.group}\n\n## Train?\n\nNo.");
    let run = project.build();
    let parts = ["Money", "About money.", "Refund?", "Yes.", "Travel", "Train?", "No."];
    let page = run.ok().page("questions/index.html");
    run.has_in_order("questions/index.html", &parts);
    let mut found = Vec::new();
    structured_data(&page).iter().for_each(|value| questions(value, &mut found));
    let names: Vec<_> = found.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["Refund?", "Train?"]);
}

#[test]
fn structured_data_has_every_question() {
    let project = faq("## A `\"quoted\"` one?\n\nYes & **no**.\n\n## </script><script>alert(1)</script>\n\nSafe.");
    let run = project.build();
    let page = run.code(0).page("questions/index.html");
    let mut found = Vec::new();
    structured_data(&page).iter().for_each(|value| questions(value, &mut found));
    assert_eq!(found.len(), 2, "{found:?}");
    assert_eq!(found[0].0, "A \"quoted\" one?");
    assert!(found[0].1.contains("no"), "{found:?}");
    assert!(!page.contains("<script>alert"), "{page}");
}

#[test]
fn questions_can_be_linked_from_elsewhere() {
    let project =
        faq("## Can I get a refund?\n\nYes.").article("a.md", "title: A", "[x](questions.md#can-i-get-a-refund)");
    project.build().ok().has("a/index.html", "href=\"../questions/#can-i-get-a-refund\"");
}

#[test]
fn the_search_page_lists_every_question() {
    let project = faq("## Can I get a refund?\n\nYes.\n\n## When?\n\nSoon.");
    let run = project.build();
    run.ok().has("search/index.html", "../questions/#can-i-get-a-refund").has("search/index.html", "When?");
}

#[test]
fn a_faq_without_questions_loses_no_text() {
    faq("Only *text*.").build().ok().has("questions/index.html", "Only <em>text</em>.");
}

#[test]
fn variables_work_in_questions() {
    let project = faq("## What is {{ product }}?\n\n{{ product }} is good.").settings("variables: {product: Acme}\n");
    project.build().ok().has("questions/index.html", "id=\"what-is-acme\"");
}
