//! `answerbook insights`: what is read, what is counted, and how it is shown.

use serde_json::Value;
use snapbox::str;

use crate::support::Project;

/// Lines of events: `10:00 7 search {"q":"refund"}` is what visit 7 did at ten o'clock.
fn events(script: &str) -> String {
    let lines = script.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(|line| event(line).to_string() + "\n").collect()
}

fn event(line: &str) -> Value {
    let mut words = line.splitn(4, ' ');
    let mut word = || words.next().unwrap_or_default();
    let (time, visit, kind, rest) = (word(), word(), word(), word());
    let mut event: Value = serde_json::from_str(if rest.is_empty() { "{}" } else { rest }).expect("fields");
    event["v"] = 1.into();
    event["type"] = kind.into();
    event["s"] = visit.parse::<u64>().expect("a number").into();
    let day = if time.contains('T') { "" } else { "2026-11-21T" };
    event["t"] = format!("{day}{time}:00Z").into();
    for (field, usual) in [("lang", "en"), ("page", "/")] {
        if event.get(field).is_none() {
            event[field] = usual.into();
        }
    }
    event
}

/// What three visitors did.
const SAMPLE: &str = r#"
    10:00 1 view {"page":"/"}
    10:00 1 search {"q":"Money  back","results":0}
    10:01 1 search {"q":"refund","results":4}
    10:01 1 open {"q":"refund","rank":1,"to":"/billing/refund/"}
    10:01 1 view {"page":"/billing/refund/"}
    10:02 1 helpful {"page":"/billing/refund/","value":false,"reason":"unclear","comment":"Which days?"}
    10:02 2 search {"q":"refund","results":4}
    10:03 2 view {"page":"/billing/refund/#how"}
    10:04 2 view {"page":"/contact/"}
    10:05 2 contact {"page":"/contact/","channel":"email"}
    10:06 2 contact {"page":"/delivery/","channel":"phone"}
    2026-11-23T09:00 3 search {"q":"возврат","results":0}
    2026-11-23T09:01 3 helpful {"page":"/faq/","question":"when","value":true}
    2026-11-23T09:01 3 helpful {"page":"/faq/","question":"when","value":false}
    2026-11-23T09:02 3 deflected {"q":"x","to":"/faq/"}
    2026-11-23T11:02 3 troubleshooter {"path":["a"],"outcome":"b"}
"#;

/// The report as JSON.
fn report(project: &Project, files: &[&str]) -> Value {
    let arguments = [&["insights", "--format", "json"], files].concat();
    let run = project.run(&arguments);
    run.code(0);
    serde_json::from_str(&run.output()).expect("JSON")
}

#[test]
fn the_report_says_what_customers_look_for() {
    let project = Project::bare().file("events.jsonl", events(SAMPLE));
    project.run(&["insights", "events.jsonl"]).ok().stdout(str![[r#"
16 events from 2026-11-21T10:00:00Z to 2026-11-23T11:02:00Z

  visits  views  searches  nothing found  nothing opened  yes  no  contacts
       4      4         4              2               1    1   2         2

Top searches
  searches  nothing found  nothing opened  lang  query
         2              0               1  en    refund
         1              1               0  en    money back
         1              1               0  en    возврат

Searches without results
  searches  nothing found  nothing opened  lang  query
         1              1               0  en    money back
         1              1               0  en    возврат

Searches without an opened result
  searches  nothing found  nothing opened  lang  query
         2              0               1  en    refund

Searched in other words
  times  lang  first       then
      1  en    money back  refund

Low-rated answers
  no  yes  answer
   1    0  /billing/refund/
             1× unclear
             “Which days?”
   1    1  /faq/#when

Pages before contact
  contacts  views  page
         1      2  /billing/refund/
         1      0  /delivery/

Languages
  views  searches  lang
      4         4  en

Searches in other scripts
  searches  lang  script
         1  en    Cyrillic

By week
  week        visits  views  searches  nothing found  nothing opened  yes  no  contacts
  2026-11-16       2      4         3              1               1    0   1         2
  2026-11-23       2      0         1              1               0    1   1         0

no project was read, which would tell words that occur nowhere, missing translations and stale articles: `--root DIR`

"#]]);
}

#[test]
fn bad_lines_are_counted_and_the_first_is_named() {
    let text = format!("{}{{\"v\":1,\n\nnot a log\n", events("10:00 1 view"));
    let project = Project::bare().file("events.jsonl", text);
    let run = project.run(&["insights", "events.jsonl"]);
    run.code(0).stdout_has("not counted: 2 lines that can't be read");
    run.stderr(str![[r#"
warning: 2 lines can't be read; the first is `events.jsonl`, line 2: no JSON object, or one with values of other types

"#]]);
}

#[test]
fn access_logs_and_gzip_are_read_beside_lines_of_json() {
    let log = concat!(
        "::1 - - [21/Nov/2026:10:00:00 +0000] \"GET / HTTP/1.1\" 200 99 \"-\" \"Mozilla\"\n",
        "::1 - - [21/Nov/2026:10:00:00 +0000] \"GET /e?v=1&s=9&type=search&lang=en&page=%2F&q=refund&results=0 HTTP/1.1\" ",
        "404 0 \"-\" \"Mozilla\"\n",
    );
    let zipped = answerbook::compress::gzip(log.as_bytes()).expect("gzip");
    let json = events(r#"11:00 1 search {"q":"refund","results":1}"#);
    let project = Project::bare().file("a.log", log).file("a.log.gz", zipped).file("b.jsonl", json);
    let report = report(&project, &["a.log", "a.log.gz", "b.jsonl"]);
    let first = &report["top_searches"][0];
    assert_eq!((first["q"].as_str(), first["searches"].as_u64()), (Some("refund"), Some(3)));
    let read = &report["read"];
    let counts = ["events", "lines", "other_requests", "bad_lines"].map(|name| read[name].as_u64());
    assert_eq!(counts, [Some(3), Some(5), Some(2), Some(0)]);
}

#[test]
fn a_search_is_unopened_until_the_same_visit_opens_a_result() {
    let project = Project::bare().file(
        "e",
        events(
            r#"
            10:00 1 search {"q":"a","results":2}
            10:00 2 open {"q":"a"}
            10:01 1 search {"q":"b","results":2}
            10:02 1 open {"q":"b"}
            10:02 1 open {"q":"b"}
            10:03 1 search {"q":"c","results":2}
            11:04 1 open {"q":"c"}
            "#,
        ),
    );
    let report = report(&project, &["e"]);
    let unopened = report["searches_without_opened_result"].as_array().expect("a list");
    let queries: Vec<_> = unopened.iter().map(|row| row["q"].as_str().expect("a query")).collect();
    // The last open came more than an hour later, in a visit of its own.
    assert_eq!(queries, ["a", "c"]);
    assert_eq!(report["totals"]["visits"], 3);
    assert_eq!(report["reworded_searches"][0]["then"], "b");
}

#[test]
fn what_cannot_be_read_is_said() {
    let project = Project::bare().file("empty", "").file("a.gz", b"\x1f\x8b\x08broken");
    project.run(&["insights", "none.jsonl"]).code(2).stderr_has("there is no file `none.jsonl`");
    project.run(&["insights", "."]).code(2).stderr_has("there is no file `.`");
    project.run(&["insights"]).code(2);
    project.run(&["insights", "a.gz"]).code(3).stderr_has("can't read `a.gz`");
    project.run(&["insights", "empty"]).code(0).stdout_has("no events").stderr_has("there are no events");
}

#[test]
fn the_page_needs_nothing_else_and_shows_texts_as_texts() {
    let attack = r#"10:00 1 search {"q":"<script>alert(1)</script>\u001b[2J","results":0,"lang":"\"><b>"}"#;
    let project = Project::bare().file("e", events(SAMPLE) + &events(attack));
    let run = project.run(&["insights", "--format", "html", "e"]);
    let page = run.ok().output();
    for (part, there) in [
        ("<th scope=\"row\" dir=\"auto\">refund</th>", true),
        ("<td class=\"number\">2<svg class=\"bar\"", true),
        ("<title>2026-11-16: 4 all, 3 led nowhere</title>", true),
        ("1 × unclear<br>“Which days?”", true),
        ("&lt;script&gt;alert(1)", true),
        ("<script", false),
        ("<b>", false),
        ("src=", false),
        ("http", false),
        ("url(", false),
        ("style=", false),
        ("\u{1b}", false),
    ] {
        assert_eq!(page.contains(part), there, "{part}\n{page}");
    }
}

#[test]
fn queries_for_engines_name_the_files_and_need_none_of_them() {
    let project = Project::bare();
    let duckdb = project.run(&["insights", "--sql", "duckdb", "logs/*.jsonl", "it's.jsonl", "--limit", "7"]);
    duckdb
        .ok()
        .stdout_has("read_json_objects(['logs/*.jsonl', 'it''s.jsonl']")
        .stdout_has("\n-- weeks\n")
        .stdout_has("limit 7;");
    project.run(&["insights", "--sql", "clickhouse"]).ok().stdout_has("from file('events.jsonl', LineAsString)");
    project.run(&["insights", "--sql", "duckdb", "--format", "json"]).code(2);
}

#[test]
fn a_project_says_what_its_articles_lack() {
    let refund = "title: Refunds\nreview_by: 2026-11-20\nkeywords: [chargeback]";
    let project = Project::new()
        .settings("title: Help\nlanguages: [en, el]\nbase_url: https://example.org/help/\n")
        .article("en/refund.md", refund, "Within 14 days.")
        .article("en/fresh.md", "title: Fresh\nupdated: 2025-11-21", "Text.")
        .article("en/old.md", "title: Old\nupdated: 2025-11-20", "Text.")
        .file("content/en/_synonyms.yaml", "one_way:\n  voucher: [refund]\n")
        .file(
            "e",
            events(
                r#"
                10:00 1 search {"q":"moneyback refunds voucher 14","results":3}
                10:00 1 search {"q":"refund days","results":3}
                10:00 1 open {"q":"refund days"}
                10:01 1 view {"page":"/help/refund/"}
                10:02 2 search {"q":"Moneyback chargeback","results":0}
                10:03 2 view {"page":"/help/el/old/","lang":"el"}
                "#,
            ),
        );
    let report = report(&project, &["e"]);
    let found = report["project"].to_string();
    let expected = serde_json::json!({
        "unknown_words": [{ "lang": "en", "word": "moneyback", "searches": 2, "synonyms": ["days", "refund"] }],
        "missing_translations": [{ "lang": "el", "file": "old.md", "views": 1 }],
        "stale_articles": [
            { "lang": "en", "file": "refund.md", "updated": null, "review_by": "2026-11-20", "views": 1 },
            { "lang": "en", "file": "old.md", "updated": "2025-11-20", "review_by": null, "views": 0 },
        ],
    });
    assert_eq!(report["project"], expected, "{found}");
    let text = project.run(&["insights", "e"]);
    text.ok().stdout_has("Words that occur nowhere").stdout_has("Stale articles");
    let page = project.run(&["insights", "--format", "html", "e"]).output();
    assert!(page.contains("<h2>Missing translations</h2>"), "{page}");
    project.run_in("content", &["insights", "--root", "..", "../e"]).ok().stdout_has("Missing translations");
    project.run(&["insights", "--root", "none", "e"]).code(2).stderr_has("there is no folder `none`");
}
