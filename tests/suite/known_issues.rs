//! What known issues do: on the pages that they touch, above the ways to contact, in the search, in the feed and in `notices.json`; and
//! what was said of them later on.

use serde_json::{Value, json};
use snapbox::str;

use crate::run::Run;
use crate::support::Project;

const CARDS: &str = "title: Some card payments fail\nlevel: critical\nsymptoms: [my card was declined, charged twice]\n\
                     pages: [billing/]\nworkaround: ../billing/bank.md#how\nfrom: 2026-11-20\nuntil: 2026-11-24";

const STORY: &str = "Payments by card may fail.\n\n## 2026-11-20 16:40 UTC We look into it\n\nSome banks refuse.\n\n\
                     ## 2026-11-21: We found the cause\n\nA certificate.\n\n### Is it safe?\n\nIt is.\n\n\
                     ## What went wrong\n\nWe forgot it. We are sorry.\n";

const SETTINGS: &str = "title: Help\nplatforms: {ios: iPhone, android: Android}\n";

fn bare() -> Project {
    Project::bare()
        .settings(SETTINGS)
        .article("index.md", "title: Help", "")
        .article("billing/index.md", "title: Billing", "")
        .article("billing/bank.md", "title: Pay by bank transfer", "Send the money.\n\n## How\n\nLike this.")
        .article("billing/card.md", "title: Change your card", "Your old card is deleted.")
        .article("orders/cancel.md", "title: Cancel an order", "Choose it in the list.")
        .article("app.md", "title: The app\nplatforms: [ios]", "Open it.")
        .article("watch.md", "title: The watch\nplatforms: [android]", "Wear it.")
}

fn shop(front_matter: &str, body: &str) -> Project {
    bare().article("_notices/cards.md", front_matter, body)
}

/// The pages with a banner for a notice.
fn with_banner(project: &Project) -> Vec<String> {
    project.build().ok();
    let pages = project.tree("site").into_iter().filter(|(path, page)| {
        path.ends_with(".html") && String::from_utf8_lossy(page).contains("<section class=\"ab-banner")
    });
    let mut pages: Vec<String> = pages.map(|(path, _)| path.trim_end_matches("index.html").to_owned()).collect();
    pages.sort();
    pages
}

#[test]
fn a_notice_stands_above_the_pages_that_it_touches() {
    let project = shop(CARDS, STORY);
    assert_eq!(with_banner(&project), ["billing/", "billing/bank/", "billing/card/"]);
    project
        .build()
        .ok()
        .has(
            "billing/card/index.html",
            "<section class=\"ab-banner ab-dated\" aria-label=\"Current notices\" data-when=\"2026-11-20/2026-11-24\">",
        )
        .has("billing/card/index.html", "href=\"../../updates/#cards\">Some card payments fail</a>")
        .has("billing/card/index.html", "href=\"../bank/#how\">What you can do</a>")
        .has("billing/card/index.html", "<script src=\"../../assets/scripts")
        .lacks("billing/card/index.html", "We forgot it")
        .lacks("orders/cancel/index.html", "dates.js");
    let site = project.tree("site");
    let page = String::from_utf8_lossy(&site["billing/card/index.html"]);
    assert!(page.find("ab-banner") < page.find("<h1"), "{page}");
}

#[test]
fn pages_and_platforms_say_which() {
    let of = |keys: &str| with_banner(&shop(&format!("title: N\n{keys}"), ""));
    assert_eq!(of("level: info"), [""; 0]);
    assert_eq!(
        of("pages: all"),
        ["app/", "billing/", "billing/bank/", "billing/card/", "orders/", "orders/cancel/", "watch/"]
    );
    assert_eq!(of("pages: ../app.md"), ["app/"]);
    assert_eq!(of("pages: [app.md, orders]"), ["app/", "orders/", "orders/cancel/"]);
    assert_eq!(of("pages: [billing/index.md]"), ["billing/", "billing/bank/", "billing/card/"]);
    assert_eq!(of("platforms: [ios]"), ["app/"]);
    assert_eq!(of("pages: [app.md, watch.md, orders/cancel.md]\nplatforms: [ios]"), ["app/", "orders/cancel/"]);
}

#[test]
fn the_gravest_stands_first_and_undated_ones_need_no_script() {
    let project = bare().article("_notices/a.md", "title: Slow\nlevel: warning\npages: all", "").article(
        "_notices/b.md",
        "title: Broken\nlevel: critical\npages: all",
        "",
    );
    let run = project.build();
    run.ok().lacks("app/index.html", "dates.js").has("app/index.html", "<section class=\"ab-banner\" aria-label");
    let page = run.page("app/index.html");
    assert!(page.find(">Broken</a>") < page.find(">Slow</a>"), "{page}");
}

#[test]
fn notices_stand_above_the_ways_to_contact() {
    let project =
        shop(CARDS, STORY).settings(&format!("{SETTINGS}contact: [{{type: email, address: a@example.org}}]\n"));
    let run = project.build();
    let page = run.ok().page("contact/index.html");
    assert!(
        page.find(">Some card payments fail</a>").expect("the notice") < page.find("ab-channels").expect("channels")
    );
    assert!(page.contains("dates.js"), "{page}");
    bare().build().ok().lacks("contact/index.html", "ab-notices");
}

#[test]
fn updates_come_newest_first_however_they_are_written() {
    let newest_first = "Payments by card may fail.\n\n## 2026-11-21: We found the cause\n\nA certificate.\n\n\
                        ### Is it safe?\n\nIt is.\n\n## 2026-11-20 16:40 UTC We look into it\n\nSome banks refuse.\n\n\
                        ## What went wrong\n\nWe forgot it. We are sorry.\n";
    let page = |body| {
        let project = shop(CARDS, body);
        let run = project.build();
        run.ok().page("updates/index.html")
    };
    let story = page(STORY);
    assert_eq!(story, page(newest_first));
    let places = [
        "id=\"cards\"",
        "href=\"../billing/bank/#how\">What you can do</a>",
        "<p>Payments by card may fail.</p>",
        "id=\"cards-2026-11-21\"",
        "<time datetime=\"2026-11-21\">21 November 2026</time> <span>We found the cause</span></h3>",
        "<h4>Is it safe?</h4>",
        "id=\"cards-2026-11-20\"",
        "<span>16:40 UTC We look into it</span>",
        "<h3>What went wrong</h3>",
    ];
    let places = places.map(|text| story.find(text).unwrap_or_else(|| panic!("no {text} in {story}")));
    assert!(places.is_sorted(), "{places:?}");
}

#[test]
fn an_update_of_the_same_day_leaves_the_others_where_they_are() {
    let first = "## 2026-11-20\n\nFirst.\n\n";
    let ids = |body: &str| -> Vec<String> {
        let project = shop("title: N", body);
        let run = project.build();
        let page = run.ok().page("updates/index.html");
        let ids = page.split("ab-notices__update\" id=\"").skip(1);
        ids.filter_map(|rest| {
            Some(format!("{} {}", rest.split('"').next()?, rest.split("<p>").nth(1)?.split('.').next()?))
        })
        .collect()
    };
    assert_eq!(ids(first), ["cards-2026-11-20 First"]);
    assert_eq!(
        ids(&format!("{first}## 2026-11-20 Later\n\nSecond.\n")),
        ["cards-2026-11-20-2 Second", "cards-2026-11-20 First"]
    );
}

#[test]
fn what_is_wrong_is_said_with_its_place() {
    let front = "title: Cards\npages:\n  - ../biling/card.md\n  - biling/\n  - nowhere/\nplatforms: [iso]\nworkaround: ../bank.md\nfrom: 2026-11-20";
    let body = "## 2026-11-31\n\n## 2026-11-21\n\n## 2026-11-22\n\n## 2026-11-19 Too early\n\n## 2026 in review\n";
    shop(front, body).build().code(1).stderr(str![[r#"
error[broken-link]: there is no file `biling/card.md`
 --> content/_notices/cards.md:4:5
  |
4 |   - ../biling/card.md
  |     ^^^^^^^^^^^^^^^^^
  |
  = help: did you mean `../billing/card.md`?

error[broken-link]: there is no file `biling`
 --> content/_notices/cards.md:5:5
  |
5 |   - biling/
  |     ^^^^^^^
  |
  = help: did you mean `billing`?

error[broken-link]: there is no file `nowhere`
 --> content/_notices/cards.md:6:5
  |
6 |   - nowhere/
  |     ^^^^^^^^
  |
  = help: give the path of an article or of a folder, or `all`

warning[unknown-platform]: the settings have no platform `iso`
 --> content/_notices/cards.md:7:13
  |
7 | platforms: [iso]
  |             ^^^
  |
  = help: did you mean `ios`?

error[broken-link]: there is no file `bank.md`
 --> content/_notices/cards.md:8:13
  |
8 | workaround: ../bank.md
  |             ^^^^^^^^^^
  |
  = help: did you mean `../billing/bank.md`?

error[invalid-value]: there is no day `2026-11-31`
  --> content/_notices/cards.md:11:1
   |
11 | ## 2026-11-31
   | ^^^^^^^^^^^^^
   |
   = help: a heading that begins with a date is an update of the notice: `## 2026-11-01 10:00 What we found`

warning[update-order]: this update is older than its notice, which begins later
  --> content/_notices/cards.md:17:1
   |
17 | ## 2026-11-19 Too early
   | ^^^^^^^^^^^^^^^^^^^^^^^
   |
   = help: `from` is the first day the notice is shown

warning[update-order]: this update is out of order: `2026-11-19` stands below `2026-11-22`
  --> content/_notices/cards.md:17:1
   |
17 | ## 2026-11-19 Too early
   | ^^^^^^^^^^^^^^^^^^^^^^^
   |
   = help: write updates in the order of time: always the newest last, or always the newest first

error: 5 errors, 3 warnings; the site was not changed

"#]]);
}

#[test]
fn times_of_one_day_have_an_order_too() {
    let body = "## 2026-11-21 10:00 A\n\n## 2026-11-21 12:00 B\n\n## 2026-11-21 11:00 C\n";
    shop("title: N", body)
        .build()
        .code(0)
        .warning("update-order", "content/_notices/cards.md:8:1")
        .stderr_has("`2026-11-21 11:00` stands below `2026-11-21 12:00`");
    shop("title: N", "## 2026-11-21 10:00 A\n\n## 2026-11-21 Later\n").build().ok();
}

fn search<'a>(project: &'a Project, query: &str, options: &[&str]) -> Run<'a> {
    project.run(&[&["search", query], options].concat())
}

/// Addresses and levels of what is found on a day.
fn found(project: &Project, query: &str, today: &str) -> Vec<String> {
    let answer: Value =
        serde_json::from_str(&search(project, query, &["--json", "--today", today]).ok().output()).expect("JSON");
    let results = answer["results"].as_array().expect("results").iter();
    results
        .map(|result| {
            [&result["url"], &result["kind"], &result["level"]]
                .iter()
                .filter_map(|text| text.as_str())
                .collect::<Vec<_>>()
                .join(" ")
        })
        .collect()
}

#[test]
fn a_search_for_symptoms_finds_the_notice_first_while_it_holds() {
    let project = shop(CARDS, STORY);
    for query in ["my card was declined", "card declined", "cards declining", "charged twice", "card payments fail"] {
        assert_eq!(found(&project, query, "2026-11-20")[0], "updates/#cards notice critical", "{query}");
        assert_eq!(found(&project, query, "2026-11-24")[0], "updates/#cards notice critical", "{query}");
        for day in ["2026-11-19", "2026-11-25"] {
            let found = found(&project, query, day);
            assert!(!found.iter().any(|found| found.contains("notice")), "{query} on {day}: {found:?}");
        }
    }
    for query in ["change the old card", "cancel an order", "certificate"] {
        let found = found(&project, query, "2026-11-22");
        assert!(!found.iter().any(|found| found.contains("notice")), "{query}: {found:?}");
    }
    search(&project, "card declined", &["--today", "2026-11-22", "--limit", "1"]).ok().stdout(str![[r#"
1. major problem: Some card payments fail
   updates/#cards
   Payments by **card** may fail.
1 of 2 that have any of the words

"#]]);
    search(&project, "card", &["--today", "22.11.2026"]).code(2).stderr_has("`22.11.2026` is not a date");
}

#[test]
fn notices_without_symptoms_leave_the_search_as_it_is() {
    let index = |project: Project| {
        project.build().ok();
        let site = project.tree("site");
        site.into_iter().filter(|(path, _)| path.starts_with("search/") && path.ends_with(".json")).collect::<Vec<_>>()
    };
    assert_eq!(index(bare()), index(shop("title: Some card payments fail", STORY)));
}

#[test]
fn search_tests_and_related_articles_know_no_notices() {
    let project = shop("title: Cancel an order\nsymptoms: [cancel an order]", "")
        .file("content/_search-tests.yaml", "- {query: cancel an order, expect: orders/cancel.md, within: 1}\n")
        .article("orders/return.md", "title: Return an order", "Send it back, or cancel it.");
    assert!(!project.run(&["check"]).errors().contains("failed-search-test"));
    project.build().ok().lacks("orders/return/index.html", "updates/#cards\">Cancel");
    assert_eq!(found(&project, "cancel an order", "2026-11-22")[0], "updates/#cards notice info");
}

#[test]
fn programs_get_the_notices_with_their_days() {
    let project = shop(CARDS, STORY).settings(&format!("{SETTINGS}base_url: https://example.org/help/\n"));
    let run = project.build();
    let file: Value = serde_json::from_str(&run.ok().page("notices.json")).expect("JSON");
    assert_eq!(
        file,
        json!({
            "version": 1,
            "language": "en",
            "url": "https://example.org/help/updates/",
            "notices": [{
                "id": "cards",
                "title": "Some card payments fail",
                "level": "critical",
                "from": "2026-11-20",
                "until": "2026-11-24",
                "updated": "2026-11-21",
                "summary": "Payments by card may fail.",
                "symptoms": ["my card was declined", "charged twice"],
                "pages": ["https://example.org/help/billing/"],
                "platforms": [],
                "workaround": "https://example.org/help/billing/bank/#how",
                "url": "https://example.org/help/updates/#cards",
                "language": "en",
            }],
        })
    );
    let project = bare();
    let run = project.build();
    let none: Value = serde_json::from_str(&run.ok().page("notices.json")).expect("JSON");
    assert_eq!((&none["notices"], &none["url"]), (&json!([]), &json!("updates/")));
}

#[test]
fn what_is_hidden_leaves_no_trace_and_touches_nothing() {
    let hidden = "symptoms: [secret words]\npages: all\nworkaround: ../app.md";
    let project = bare()
        .article("_notices/draft.md", &format!("title: Secret draft\ndraft: true\n{hidden}"), "")
        .article("_notices/internal.md", &format!("title: Secret inside\naudience: internal\n{hidden}"), "")
        .article("secret/index.md", "title: Secret place\naudience: internal", "")
        .article("secret/plan.md", "title: Secret plan", "")
        .article("_notices/public.md", "title: Public\nsymptoms: [slow]\npages: [secret/plan.md, secret/, app.md]", "");
    assert_eq!(with_banner(&project), ["app/"]);
    for (path, bytes) in project.tree("site") {
        assert!(!String::from_utf8_lossy(&bytes).to_lowercase().contains("secret"), "{path}");
    }
    project.build_with(&["--audience", "internal"]).ok().has("search/index.json", "Secret inside");
}

#[test]
fn a_feed_tells_of_each_update() {
    let settings = format!("{SETTINGS}base_url: https://example.org/\n");
    let feed = |front: &str, body| {
        let project = shop(front, body).settings(&settings);
        let run = project.build();
        run.ok().page("updates/feed.xml")
    };
    let before = feed(CARDS, "Payments by card may fail.");
    assert!(
        before.contains("<updated>2026-11-20T00:00:00Z</updated>\n    <published>2026-11-20T00:00:00Z</published>"),
        "{before}"
    );
    let after = feed(CARDS, STORY);
    assert!(
        after.contains("<id>https://example.org/updates/#cards</id>")
            && before.contains("<id>https://example.org/updates/#cards</id>")
    );
    assert!(
        after.contains("<updated>2026-11-21T00:00:00Z</updated>\n    <published>2026-11-20T00:00:00Z</published>"),
        "{after}"
    );
    assert!(after.contains("<summary>We found the cause – A certificate.</summary>"), "{after}");
    let timed = feed("title: N", "## 2026-11-20 16:40\n\nA.\n\n## 2026-11-20 17:05 UTC\n\nB.\n");
    assert!(timed.contains("<updated>2026-11-20T17:05:00Z</updated>") && !timed.contains("<published>"), "{timed}");
}

#[test]
fn a_language_without_a_notice_shows_the_default_one_above_its_own_pages() {
    let project = Project::bare()
        .settings("languages: [en, el]\n")
        .article("en/billing/card.md", "title: Card", "")
        .article("el/billing/card.md", "title: Κάρτα", "")
        .article(
            "en/_notices/cards.md",
            "title: Cards fail\npages: [billing/card.md]\nworkaround: ../billing/card.md\nsymptoms: [declined]",
            "",
        );
    project
        .build()
        .ok()
        .has("el/billing/card/index.html", "<p class=\"ab-banner__title\" lang=\"en\" dir=\"ltr\"><a class=\"ab-notices__link\" href=\"../../updates/#cards\">")
        .has("el/notices.json", "\"language\": \"en\"")
        .has("search/index.json", "Cards fail")
        .lacks("el/search/index.json", "Cards fail");
}
