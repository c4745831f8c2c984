//! What customers find, as `answerbook search` shows it, and what the search costs them.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::Write;
use std::process::Command;

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::Value;
use snapbox::str;

use crate::run::Run;
use crate::support::{Project, command, repository};

/// A small shop: eight articles in English, three of them in Greek.
fn shop() -> Project {
    Project::bare()
        .settings("title: Help\nlanguages: [en, el]\n")
        .article("en/orders/index.md", "title: Orders", "From the basket to your door.")
        .article(
            "en/orders/cancel.md",
            "title: Cancel an order\nkeywords: [stop, abort]",
            "You can cancel until we ship it.\n\n## After shipping\n\nRefuse the parcel, and we send the money back.",
        )
        .article("en/orders/track.md", "title: Track a parcel", "The tracking number is in the e-mail that we sent.")
        .article(
            "en/money/refund.md",
            "title: Get a refund\ndescription: Money back within 14 days.\nkeywords: [reimbursement]",
            "Send the goods back first.\n\n## How long it takes\n\nA refund takes three working days.",
        )
        .article("en/money/gift-cards.md", "title: Gift cards", "A gift card is valid for three years.")
        .article(
            "en/account/password.md",
            "title: Reset your password\nkind: how-to",
            "1. Open the page of your account.\n2. Choose *Forgot password*.",
        )
        .article("en/account/passkey.md", "title: Sign in with a passkey", "Passkeys need no password.")
        .article(
            "en/questions.md",
            "title: Questions\nkind: faq",
            "## Do you ship abroad?\n\nYes, to all of Europe.\n\n## Can I pay by invoice?\n\nNot yet.",
        )
        .article("el/orders/index.md", "title: Παραγγελίες", "Από το καλάθι στην πόρτα σας.")
        .article("el/orders/cancel.md", "title: Ακύρωση παραγγελίας", "Ακυρώστε με το refund πριν από την αποστολή.")
        .article("el/money/refund.md", "title: Επιστροφή χρημάτων", "Τα χρήματά σας πίσω σε 14 μέρες.")
}

fn search<'a>(project: &'a Project, arguments: &[&str]) -> Run<'a> {
    let arguments: Vec<&str> = ["search"].into_iter().chain(arguments.iter().copied()).collect();
    project.run(&arguments)
}

/// A search for the lines of standard input.
fn search_lines<'a>(project: &'a Project, arguments: &[&str], lines: &[u8]) -> Run<'a> {
    let path = project.outside().join("queries");
    fs::write(&path, lines).expect("a file");
    let mut command: Command = command();
    command
        .args(["search", "-"])
        .args(arguments)
        .current_dir(project.path(""))
        .stdin(File::open(&path).expect("a file"));
    project.finish(command)
}

#[test]
fn a_word_of_the_title_comes_first_and_says_why() {
    search(&shop(), &["refund", "--explain"]).ok().stdout(str![[r#"
1. Get a refund
   Money
   money/refund/
   Money back within 14 days. Send the goods back first.
   score 10.50
     refund  10.50

"#]]);
}

#[test]
fn a_slip_is_mended_and_an_inflection_understood() {
    search(&shop(), &["refnd tracked", "--explain"]).ok().stdout(str![[r#"
searched for: refund tracked
1. Track a parcel
   Orders
   orders/track/
   The **tracking** number is in the e-mail that we sent.
   score 9.79
     refnd  –
     tracked  9.79  inflection track × 0.9
2. Get a refund
   Money
   money/refund/
   Money back within 14 days. Send the goods back first.
   score 9.45
     refnd  9.45  correction refund × 0.9
     tracked  –

"#]]);
}

#[test]
fn a_word_that_is_still_typed_stands_for_longer_ones() {
    let project = shop();
    search(&project, &["reset pass", "--prefix", "--explain"]).ok().stdout(str![[r#"
1. Reset your password
   Account
   account/password/
   Open the page of your account. Choose Forgot **password**.
   score 17.20
     reset  8.88
     pass  8.33  completion password × 0.9
2. Sign in with a passkey
   Account
   account/passkey/
   **Passkeys** need no **password**.
   score 9.22
     reset  –
     pass  9.22  inflection passkey × 0.9

"#]]);
    search(&project, &["pass"]).ok().stdout(str![[r#"
1. Sign in with a passkey
   Account
   account/passkey/
   **Passkeys** need no password.

"#]]);
}

#[test]
fn customers_own_words_find_what_the_article_calls_otherwise() {
    search(&shop(), &["reimbursement", "--explain"]).ok().stdout(str![[r#"
1. Get a refund
   Money
   money/refund/
   Money back within 14 days. Send the goods back first.
   score 5.25
     reimbursement  5.25

"#]]);
}

#[test]
fn a_question_is_found_by_its_answer() {
    search(&shop(), &["europe", "--explain"]).ok().stdout(str![[r#"
1. Do you ship abroad?
   Questions
   questions/#do-you-ship-abroad
   Yes, to all of **Europe**.
   score 4.38
     europe  4.38

"#]]);
}

#[test]
fn nothing_found_says_so() {
    search(&shop(), &["zebra"]).ok().stdout(str![[r#"
nothing found

"#]]);
}

#[test]
fn another_language_is_searched_without_accents() {
    search(&shop(), &["ΑΚΥΡΩΣΗ παραγγελια", "--lang", "el", "--explain"]).ok().stdout(str![[r#"
1. Ακύρωση παραγγελίας
   Παραγγελίες
   el/orders/cancel/
   Ακυρώστε με το refund πριν από την αποστολή.
   score 4.50
     ακυρωση  3.38
     παραγγελια  1.12  correction παραγγελιασ × 0.9
2. Παραγγελίες
   el/orders/
   Από το καλάθι στην πόρτα σας.
   score 1.46
     ακυρωση  –
     παραγγελια  1.46  correction παραγγελιασ × 0.9

"#]]);
}

#[test]
fn results_of_the_default_language_say_their_language() {
    search(&shop(), &["refund", "--lang", "EL", "--explain"]).ok().stdout(str![[r#"
1. Ακύρωση παραγγελίας
   Παραγγελίες
   el/orders/cancel/
   Ακυρώστε με το **refund** πριν από την αποστολή.
   score 1.50
     refund  1.50
2. Get a refund (en)
   Money
   money/refund/
   Money back within 14 days. Send the goods back first.
   score 10.50
     refund  10.50

"#]]);
}

#[test]
fn a_language_that_the_project_lacks_is_wrong_use() {
    let project = shop();
    search(&project, &["refund", "--lang", "ell"]).code(2).stdout(str![""]).stderr(str![[r#"
error: this project has no language `ell`
  = help: did you mean `el`?

"#]]);
    search(&project, &["refund", "--lang", "japanese"]).code(2).stdout(str![""]).stderr(str![[r#"
error: this project has no language `japanese`
  = help: its languages: en, el

"#]]);
}

#[test]
fn the_limit_says_how_many_are_left() {
    let project = shop();
    search(&project, &["password money parcel", "--limit", "2"]).ok().stdout(str![[r#"
1. Reset your password
   Account
   account/password/
   Open the page of your account. Choose Forgot **password**.
2. Track a parcel
   Orders
   orders/track/
   The tracking number is in the e-mail that we sent.
2 of 5 that have any of the words

"#]]);
    for limit in ["0", "1001", "-1", "many"] {
        search(&project, &["refund", "--limit", limit]).code(2).stdout(str![""]);
    }
}

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().expect("an object").keys().map(String::as_str).collect()
}

#[test]
fn json_is_a_line_with_the_promised_keys() {
    let project = shop();
    let output = search(&project, &["refund", "--json", "--explain"]).ok().output();
    assert_eq!(output.lines().count(), 1, "{output}");
    let answer: Value = serde_json::from_str(&output).expect("JSON");
    assert_eq!(keys(&answer), ["corrected", "query", "results", "synonyms", "total"]);
    let result = &answer["results"][0];
    let all = ["breadcrumb", "excerpt", "explain", "heading", "kind", "language", "score", "title", "url"];
    assert_eq!(keys(result), all);
    assert_eq!(keys(&result["excerpt"][0]), ["match", "text"]);
    assert_eq!(keys(&result["explain"][0]), ["contribution", "form", "kind", "weight", "word"]);
    let plain: Value = serde_json::from_str(&search(&project, &["refund", "--json"]).ok().output()).expect("JSON");
    assert_eq!(plain["results"][0].get("explain"), None);
}

#[test]
fn queries_may_come_a_line_each() {
    let project = shop();
    let run = search_lines(&project, &["--json", "--limit", "1"], "refund\r\n\nπαραγγελία\nship abroad".as_bytes());
    let answers = run.ok().output();
    let answers: Vec<Value> = answers.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let urls: Vec<&Value> = answers.iter().map(|answer| &answer["results"][0]["url"]).collect();
    assert_eq!(urls[0], "money/refund/");
    assert_eq!((urls[1], urls[2]), (&Value::Null, &Value::Null));
    assert_eq!(urls[3], "questions/#do-you-ship-abroad");
    search_lines(&project, &["--json"], b"").ok().stdout(str![""]);
}

#[test]
fn lines_that_are_no_text_are_the_machines_failure() {
    search_lines(&shop(), &[], b"refund\n\xff\xfe\n").code(3).stderr(str![[r#"
error: can't read the queries from standard input: stream did not contain valid UTF-8

"#]]);
}

#[test]
fn odd_queries_are_answered() {
    let project = shop();
    let long = "refund ".repeat(1500)[..10_000].to_owned();
    let different: String = (0..500).map(|number| format!("word{number} ")).collect();
    let queries = [
        "👍",
        "?!…",
        "",
        "\0",
        "a\0b",
        "__proto__",
        "constructor",
        "toString",
        "\u{301}",
        "\u{200f}refund\u{200e}",
        "<b>",
        &long,
        &different,
    ];
    for arguments in [&["--json"][..], &["--json", "--prefix", "--explain"], &["--json", "--lang", "el"]] {
        let run = search_lines(&project, arguments, queries.join("\n").as_bytes());
        let output = run.ok().output();
        assert_eq!(output.lines().count(), queries.len());
        for (query, line) in queries.iter().zip(output.lines()) {
            let answer: Value = serde_json::from_str(line).expect("JSON");
            let found = answer["results"].as_array().expect("results").len();
            assert!(found > 0 || !query.contains("refund"), "{query:?}: {answer}");
        }
    }
    for query in queries.iter().filter(|query| !query.contains('\0')) {
        search(&project, &[query]).ok();
    }
}

#[test]
fn an_article_with_errors_is_not_searched() {
    let project = shop().article("en/broken.md", "title: Broken", "[x](nowhere.md)");
    let run = search(&project, &["refund"]);
    run.code(1).stdout(str![""]).error("broken-link", "content/en/broken.md").stderr_has("nothing was searched");
}

/// The text of every file of a site's search.
fn search_files(project: &Project) -> String {
    let files =
        project.tree("site").into_iter().filter(|(path, _)| path.contains("search/") && path.ends_with(".json"));
    files.map(|(path, bytes)| format!("{path}\n{}\n", String::from_utf8_lossy(&bytes))).collect()
}

#[test]
fn what_is_not_public_leaves_no_trace_in_the_search() {
    const CANARIES: [&str; 9] = [
        "canarydraft",
        "canarytitle",
        "canaryword",
        "canaryheading",
        "canarybody",
        "canaryhidden",
        "canaryquestion",
        "canarycategory",
        "canaryid",
    ];
    let project = shop()
        .article("en/draft.md", "title: Canarydraft\ndraft: true", "More.")
        .article(
            "en/inside.md",
            "title: Canarytitle\naudience: internal\nkeywords: [canaryword]\ndescription: More canarybody.",
            "Text canarybody.\n\n## Canaryheading {#canaryid}\n\nMore.",
        )
        .article("en/inside-questions.md", "title: Q\naudience: internal\nkind: faq", "## Canaryquestion?\n\nYes.")
        .article("en/hidden/index.md", "title: Canarycategory\naudience: internal", "Text.")
        .article("en/hidden/a.md", "title: A", "Text canaryhidden.");
    project.build().ok();
    let public = search_files(&project);
    let left: Vec<_> = CANARIES.iter().filter(|canary| public.to_lowercase().contains(**canary)).collect();
    assert!(left.is_empty(), "{left:?}");
    // The same words are there where they may be.
    project.build_with(&["--drafts", "--audience", "internal"]).ok();
    let all = search_files(&project).to_lowercase();
    let missing: Vec<_> = CANARIES.iter().filter(|canary| !all.contains(**canary)).collect();
    assert!(missing.is_empty(), "{missing:?}");
    search(&project, &["canarytitle canarydraft"]).ok().stdout(str![[r#"
nothing found

"#]]);
    search(&project, &["canarytitle", "--audience", "internal", "--limit", "1"]).ok().stdout_has("inside/");
}

#[test]
fn a_stand_in_is_indexed_in_its_own_language_alone() {
    let project = shop();
    project.build().ok().has("el/money/gift-cards/index.html", "valid for three years");
    let files = project.tree("site");
    let with = |folder: &str, word: &str| {
        let mut texts = files.iter().filter(|(path, _)| path.starts_with(folder) && path.ends_with(".json"));
        texts.any(|(_, bytes)| String::from_utf8_lossy(bytes).contains(word))
    };
    assert!(with("search/", "valid for three years") && with("search/", "gift"));
    assert!(!with("el/search/", "valid for three years") && !with("el/search/", "gift"));
    search(&project, &["gift", "--lang", "el", "--json"]).ok().stdout_has("\"language\":\"en\"");
}

/// What `build --stats` says of a language: requests and kB, at the median and in 95 of 100.
fn costs(line: &str) -> [f64; 4] {
    let numbers = line.split([' ', ';']).filter_map(|word| word.parse().ok()).collect::<Vec<f64>>();
    [numbers[0], numbers[1], numbers[2], numbers[3]]
}

#[test]
fn the_cost_of_a_first_search_is_said_of_each_language() {
    let project = shop();
    let output = project.build_with(&["--stats"]).ok().output();
    let lines: Vec<&str> = output.lines().filter(|line| line.starts_with("first search")).collect();
    assert_eq!(lines.len(), 2, "{output}");
    for (line, tag) in lines.iter().zip(["en", "el"]) {
        assert!(line.starts_with(&format!("first search ({tag}): ")), "{line}");
        let [requests, bytes, most_requests, most_bytes] = costs(line);
        // The script, the manifest, the texts; in Greek the English ones too.
        assert!((3.0..=6.0).contains(&requests), "{line}");
        assert!(requests <= most_requests && bytes <= most_bytes && most_bytes < 20.0, "{line}");
        assert!(bytes > 8.0, "less than the script: {line}");
    }
    assert!(!project.build().ok().output().contains("first search"));
}

#[test]
fn a_first_search_of_our_help_centre_is_small() {
    let project = Project::bare();
    let mut command = command();
    command.args(["build", "--stats", "--out", "site", "--root"]).arg(repository()).current_dir(project.path(""));
    let output = project.finish(command).ok().output();
    let lines: Vec<&str> = output.lines().filter(|line| line.starts_with("first search")).collect();
    let tags: BTreeSet<&str> = lines.iter().filter_map(|line| line.split(['(', ')']).nth(1)).collect();
    assert_eq!(tags, BTreeSet::from(["el", "en", "fil", "ms", "ro"]), "{output}");
    for line in lines {
        let [_, _, requests, bytes] = costs(line);
        assert!(requests <= 12.0 && bytes <= 50.0, "{line}");
    }
}

#[test]
fn the_script_is_at_most_8_kb_as_gzip_sends_it() {
    let project = shop();
    project.build().ok();
    let script = &project.tree("site")["assets/search.js"];
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(script).expect("memory");
    let bytes = encoder.finish().expect("memory").len();
    assert!(bytes <= 8192, "{bytes} bytes");
}

#[test]
fn greek_is_found_in_latin_letters() {
    let project = shop();
    let first = |query: &str| {
        let output = search(&project, &[query, "--lang", "el", "--json"]).ok().output();
        let answer: Value = serde_json::from_str(&output).expect("JSON");
        answer["results"][0]["url"].as_str().map(|url| url.split('#').next().unwrap_or_default().to_owned())
    };
    for (query, url) in [
        ("epistrofi xrimaton", "el/money/refund/"),
        ("epistrofh xrhmatwn", "el/money/refund/"),
        ("epistrophe chrimaton", "el/money/refund/"),
        ("akurwsh paraggelias", "el/orders/cancel/"),
        ("akyro", "el/orders/cancel/"),
        // What the Greek articles have in Latin letters is found as before, and English stays English.
        ("refund", "el/orders/cancel/"),
        ("to reset the password", "account/password/"),
    ] {
        assert_eq!(first(query).as_deref(), Some(url), "{query}");
    }
    let run = search(&project, &["epistrofi xrimaton", "--lang", "el"]);
    assert_eq!(run.output().lines().next(), Some("searched for: επιστροφη χρηματων"));
}

#[test]
fn a_word_mistyped_twice_is_mended_in_both_places() {
    let project = shop();
    let run = search(&project, &["refnd gfit refnd"]);
    assert_eq!(run.output().lines().next(), Some("searched for: refund gift refund"));
}

#[test]
fn scripts_without_spaces_have_no_slips() {
    let project = Project::new().article("a.md", "title: ผู้รู้ที่นี้", "สู้");
    let run = search(&project, &["ผู้รู่ที่"]);
    assert!(!run.output().contains("searched for"), "{}", run.output());
}

#[test]
fn a_slip_of_a_word_that_is_there_too_takes_nothing_away() {
    let project = shop();
    let score = |query: &str| {
        let output = search(&project, &[query, "--json"]).ok().output();
        serde_json::from_str::<Value>(&output).expect("JSON")["results"][0]["score"].as_f64().expect("a score")
    };
    assert!(score("refund refnd") >= score("refund"), "{} < {}", score("refund refnd"), score("refund"));
}

#[test]
fn excerpts_have_whole_characters() {
    for before in ["", "x", "xy", "xyz"] {
        for text in [format!("{before} needle {}", "🎉".repeat(150)), format!("{before}{}needle", "🎉".repeat(60))]
        {
            let project = Project::new().article("a.md", "title: Party", &text).article("b.md", "title: B", "B.");
            let output = search(&project, &["needle"]).ok().output();
            assert!(!output.contains('\u{fffd}'), "{output}");
        }
    }
}

#[test]
fn a_language_that_finds_nothing_itself_says_whose_results_these_are() {
    let project = shop();
    search(&project, &["gift", "--lang", "el"]).ok().stdout_has("1. Gift cards (en)");
    search(&project, &["gfit", "--lang", "el"]).ok().stdout_has("searched for: gift");
}
