//! `_search-tests.yaml`: what customers must find, tested by `check`.

use serde_json::Value;
use snapbox::str;

use crate::run::Run;
use crate::support::Project;

/// A shop in English and, in part, Greek, with search tests in the English folder.
fn shop(tests: &str) -> Project {
    articles().file("content/en/_search-tests.yaml", tests)
}

fn articles() -> Project {
    Project::bare()
        .settings("title: Help\nlanguages: [en, el]\n")
        .article("en/billing/index.md", "title: Billing\ndescription: Bills.", "Text.")
        .article("en/billing/refund.md", "title: Get a refund\ndescription: Your money.", "Ask within 14 days.")
        .article(
            "en/billing/questions.md",
            "title: Questions about bills\ndescription: Answers.\nkind: faq",
            "## Can I get a refund?\n\nYes, all of your money.\n\n## Can I pay by invoice?\n\nNot yet.",
        )
        .article("en/parcels.md", "title: Parcels\ndescription: Where they are.", "## Track a parcel\n\nBy its number.")
        .article("el/billing/refund.md", "title: Επιστροφή χρημάτων\ndescription: Τα χρήματά σας.", "Σε 14 μέρες.")
}

fn check(project: &Project) -> Run<'_> {
    project.run(&["check", "--only", "failed-search-test"])
}

/// Whether a test alone, in an English folder, holds.
fn holds(test: &str) -> bool {
    let project = shop(&format!("- {{{test}}}\n"));
    let run = project.run(&["check"]);
    let found = run.diagnostics();
    assert!(found.iter().all(|line| line.contains("failed-search-test")), "{test}: {found:?}");
    assert!(run.output().contains(" and 1 search test in 2 languages"), "{test}: it was not run");
    found.is_empty()
}

#[test]
fn a_test_holds_or_fails() {
    for (test, expected) in [
        ("query: refund, expect: billing/refund.md, within: 1", true),
        ("query: refund, expect: billing/questions.md, within: 1", false),
        ("query: refund, expect: billing/questions.md, within: 2", true),
        ("query: refund, expect: billing/questions.md", true),
        ("query: refund, expect: parcels.md, within: 100", false),
        // A question has an address of its own, and so has a section.
        ("query: can i get my money, expect: billing/questions.md#can-i-get-a-refund, within: 1", true),
        ("query: can i get my money, expect: billing/questions.md#can-i-pay-by-invoice, within: 1", false),
        ("query: track parcel, expect: parcels.md#track-a-parcel, within: 1", true),
        ("query: track parcel, expect: parcels.md, within: 1", true),
        // As customers type, and as paths may be written.
        ("query: REFUNDS plaese, expect: ./billing/refund.md, within: 1", true),
        ("query: bills, expect: billing/index.md, within: 3", true),
        ("query: 14, expect: billing/refund.md, within: 1", true),
        // In another language; what is not translated is found in the default language.
        ("query: επιστροφη, expect: billing/refund.md, within: 1, lang: el", true),
        ("query: επιστροφη, expect: billing/refund.md, within: 1", false),
        ("query: refund, expect: billing/refund.md, within: 1, lang: EL", false),
        ("query: parcel, expect: parcels.md, within: 1, lang: el", true),
        ("query: invoice, expect: billing/questions.md#can-i-pay-by-invoice, within: 1, lang: el", true),
    ] {
        assert_eq!(holds(test), expected, "{test}");
    }
}

#[test]
fn a_failing_test_says_what_came_instead_and_why() {
    let project = shop("- query: how do i get my mony\n  expect: billing/refund.md\n  within: 1\n");
    check(&project)
        .code(1)
        .stdout(str![[r#"
checked 4 articles and 1 search test in 2 languages: 1 error

"#]])
        .stderr(str![[r#"
error[failed-search-test]: a search for `how do i get my mony` should find `billing/refund.md` as the first result, and it is number 2
 --> content/en/_search-tests.yaml:1:10
  |
1 | - query: how do i get my mony
  |          ^^^^^^^^^^^^^^^^^^^^
  |
  = help: put the customer's words into the title, a heading or the `keywords` of the page, or into the synonyms; what was found, and what each word contributed:
          searched for: how do i get my money
          1. Can I get a refund?
             billing/questions/#can-i-get-a-refund
             score 7.60
               how  –
               do  –
               i  3.12
               get  3.12
               my  –
               mony  1.35  correction money × 0.9
          2. Get a refund
             billing/refund/
             score 5.10
               how  –
               do  –
               i  –
               get  3.75
               my  –
               mony  1.35  correction money × 0.9
          3. Can I pay by invoice?
             billing/questions/#can-i-pay-by-invoice
             score 3.12
               how  –
               do  –
               i  3.12
               get  –
               my  –
               mony  –


"#]]);
}

#[test]
fn the_outcome_is_told_in_words() {
    for (test, words) in [
        ("query: parcel, expect: billing/refund.md", "among the first 3 results, and it is not found"),
        ("query: refund, expect: billing/questions.md, within: 1", "as the first result, and it is number 2"),
        (
            "query: invoice, expect: billing/questions.md#can-i-get-a-refund",
            "and only another place on its page is found, as number 1",
        ),
    ] {
        check(&shop(&format!("- {{{test}}}\n"))).code(1).stderr_has(words);
    }
    check(&shop("- {query: zebra, expect: parcels.md}\n")).code(1).stderr_has("no page has any of these words");
}

/// What a failing test shows is what `answerbook search` shows, which is what customers see.
#[test]
fn the_order_is_that_of_the_search() {
    let query = "can i get money for a parcel";
    let project = shop(&format!("- {{query: {query}, expect: billing/refund.md#nowhere}}\n"));
    project.write("content/en/billing/refund.md", "---\ntitle: R\ndescription: R.\n---\n## Nowhere\n");
    let search = project.run(&["search", query, "--json", "--limit", "3"]).output();
    let answer: Value = serde_json::from_str(search.lines().next().expect("an answer")).expect("JSON");
    let results = answer["results"].as_array().expect("results");
    assert_eq!(results.len(), 3, "{search}");
    let urls = results.iter().zip(1..).map(|(result, number)| {
        let title = result["title"].as_str().expect("a title");
        (format!("{number}. {title}"), result["url"].as_str().expect("an address").to_owned())
    });
    let shown = check(&project).code(1).errors();
    let mut rest = shown.as_str();
    for (title, url) in urls {
        for part in [title, url] {
            rest = rest.split_once(&part).unwrap_or_else(|| panic!("no `{part}` in {shown}")).1;
        }
    }
    let explained = project.run(&["search", query, "--limit", "3", "--explain"]).output();
    for line in explained.lines().filter(|line| line.starts_with("     ") || line.contains("score ")) {
        assert!(shown.contains(line.trim_start()), "no `{line}` in {shown}");
    }
}

#[test]
fn the_base_url_changes_nothing() {
    let project = shop("- {query: refund, expect: billing/refund.md, within: 1}\n");
    project.run(&["check", "--base-url", "https://example.org/help/"]).ok();
    project.run(&["check"]).ok();
}

#[test]
fn a_greek_address_is_the_same_encoded() {
    let project = Project::new()
        .settings("title: Βοήθεια\nlanguages: [el]\n")
        .article(
            "πληρωμές/επιστροφή.md",
            "title: Επιστροφή\ndescription: Χρήματα.",
            "## Πότε έρχονται τα χρήματα\n\nΣε 14 μέρες.",
        )
        .file(
            "content/_search-tests.yaml",
            "- {query: ποτε ερχονται, expect: πληρωμές/επιστροφή.md#πότε-έρχονται-τα-χρήματα, within: 1}\n\
             - {query: επιστροφη, expect: πληρωμές/επιστροφή.md, within: 1}\n",
        );
    project.run(&["check"]).ok().stdout_has(" and 2 search tests ");
}

#[test]
fn tests_run_in_check_alone() {
    let project = shop("- {query: refund, expect: parcels.md}\n");
    check(&project).code(1).error("failed-search-test", "content/en/_search-tests.yaml:1:11");
    project.build_with(&["--strict"]).ok();
}

#[test]
fn the_level_can_be_changed() {
    let project = shop("- {query: refund, expect: parcels.md}\n");
    let level =
        |level: &str| format!("title: Help\nlanguages: [en, el]\ncheck: {{rules: {{failed-search-test: {level}}}}}\n");
    project.write("answerbook.yaml", level("warning"));
    check(&project).code(0).warning("failed-search-test", "content/en/_search-tests.yaml:1:11");
    project.write("answerbook.yaml", level("off"));
    project.run(&["check"]).ok().stdout(str![[r#"
checked 4 articles in 2 languages: nothing found

"#]]);
}

/// What is wrong with the tests of the next test.
const EXPECTED: [(&str, &str); 11] = [
    ("error[broken-link]", "1:27"),
    ("error[broken-anchor]", "2:27"),
    ("error[invalid-value]", "3:47"),
    ("error[invalid-value]", "4:47"),
    ("error[wrong-type]", "5:47"),
    ("error[invalid-value]", "6:45"),
    ("error[invalid-value]", "7:3"),
    ("warning[unknown-key]", "7:19"),
    ("error[invalid-value]", "8:11"),
    ("error[wrong-type]", "9:3"),
    ("error[broken-link]", "10:27"),
];

#[test]
fn mistakes_are_reported_at_their_places_in_a_build_too() {
    let project = shop(
        "- {query: refund, expect: billing/refnd.md}\n\
         - {query: refund, expect: billing/questions.md#can-i-get-refund}\n\
         - {query: refund, expect: parcels.md, within: 0}\n\
         - {query: refund, expect: parcels.md, within: 101}\n\
         - {query: refund, expect: parcels.md, within: often}\n\
         - {query: refund, expect: parcels.md, lang: fr}\n\
         - {query: refund, expects: parcels.md}\n\
         - {query: \" \", expect: parcels.md}\n\
         - refund\n\
         - {query: refund, expect: \"https://example.org/\"}\n",
    );
    for command in ["check", "build"] {
        let run = project.run(&[command]);
        run.code(1);
        let expected: Vec<_> =
            EXPECTED.iter().map(|(rule, at)| format!("{rule} content/en/_search-tests.yaml:{at}")).collect();
        assert_eq!(run.diagnostics(), expected, "{command}");
    }
}

#[test]
fn the_nearest_path_and_anchor_are_suggested() {
    let project = shop(
        "- {query: refund, expect: billing/refnd.md}\n\
         - {query: refund, expect: billing/questions.md#get-a-refund}\n",
    );
    project
        .build()
        .code(1)
        .stderr_has("did you mean `billing/refund.md`?")
        .stderr_has("did you mean `#can-i-get-a-refund`?");
}

#[test]
fn a_file_that_is_no_list_says_how_to_write_one() {
    let project = shop("query: refund\nexpect: parcels.md\n");
    project
        .build()
        .code(1)
        .error("invalid-yaml", "content/en/_search-tests.yaml:1:1")
        .stderr_has("begin each item with a hyphen");
    project.write("content/en/_search-tests.yaml", "# none yet\n");
    project.run(&["check"]).ok();
}

#[test]
fn a_file_at_a_wrong_place_is_reported() {
    for path in ["content/_search-tests.yaml", "content/en/billing/_search-tests.yaml", "content/en/_search_tests.yml"]
    {
        let project = articles().file(path, "- {query: refund, expect: parcels.md}\n");
        project.build().code(0).warning("misplaced-file", path).stderr_has("`content/en/_search-tests.yaml`");
    }
    let project = Project::new().article("a.md", "title: A", "").file("content/_search-tests.yml", "");
    project
        .build()
        .code(0)
        .stderr_has("search tests are not read from this file")
        .stderr_has("`content/_search-tests.yaml`");
}

/// A test of an article that is left out is neither a mistake nor a test.
#[test]
fn what_is_left_out_is_tested_where_it_is_not() {
    let project = shop("- {query: refund, expect: draft.md, within: 1}\n").article(
        "en/draft.md",
        "title: Secret\ndescription: D.\ndraft: true",
        "Nothing.",
    );
    project.run(&["check"]).ok().stdout_has("checked 5 articles in 2 languages");
    project.run(&["check", "--drafts"]).code(1).error("failed-search-test", "content/en/_search-tests.yaml:1:11");
}

#[test]
fn an_article_that_cannot_be_read_fails_no_test() {
    let project = shop("- {query: refund, expect: billing/refund.md}\n").file("content/en/billing/refund.md", b"\xff");
    project.run(&["check"]).code(1).stderr_lacks("search").error("invalid-encoding", "content/en/billing/refund.md");
}

#[test]
fn a_script_that_fails_is_said_once() {
    let project = shop("- {query: refund, expect: parcels.md}\n- {query: parcel, expect: parcels.md}\n")
        .settings("title: Help\nlanguages: [en, el]\ntheme: mine\n")
        .file("themes/mine/js/search.js", "export async function openSearch() { throw new Error(\"broken\"); }\n");
    let run = check(&project);
    run.code(1).stderr_has("gave no answer: Error: broken");
    assert_eq!(run.diagnostics().len(), 1, "{:?}", run.diagnostics());
}
