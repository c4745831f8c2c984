//! `answerbook replay`: which real requests the help centre answers, and what would answer the others.

use std::process::{Command, Stdio};

use serde_json::Value;
use snapbox::str;

use crate::support::{ANSWERBOOK, Project};

/// A help centre with a few answers.
fn project() -> Project {
    Project::new()
        .article("billing/refund.md", "title: Get a refund", "You get your money within 14 days.")
        .article("billing/cancel.md", "title: Cancel your subscription", "Stop it whenever you like.")
        .article("billing/renew.md", "title: Renew your subscription", "It is renewed each year.")
        .article("billing/invoice.md", "title: Download an invoice", "Each order has one.")
        .article("account/password.md", "title: Reset your password", "Ask for a link. The parcel of links is late.")
        .article("account/email.md", "title: Change your email address\nkeywords: [inbox]", "Under your name.")
        .article("account/questions.md", "title: Questions\nkind: faq", "## Can I have two accounts?\n\nYes.\n")
}

/// Requests of which a part is answered.
const TICKETS: &str = "\
subject,count
Re: How do I get a refund?,5
cancel subscription,4
renew my subscription,3
cancel membership,2
renew membership,2
Where is my parcel,3
parcel delivery late,2
delivery of parcel late,1
Can I have two accounts?,2
inbox,1
Hello,1
";

/// The report as JSON.
fn report(project: &Project, arguments: &[&str]) -> Value {
    let run = project.run(&[&["replay", "--format", "json"], arguments].concat());
    run.code(0);
    serde_json::from_str(&run.output()).expect("JSON")
}

/// The report on a table.
fn report_on(table: impl AsRef<[u8]>) -> Value {
    report(&project().file("t.csv", table), &["t.csv"])
}

/// The texts of all groups and answered requests, in order.
fn asked(report: &Value) -> Vec<String> {
    let groups = report["groups"].as_array().expect("groups").iter();
    let examples = groups.flat_map(|group| group["examples"].as_array().expect("examples"));
    let answered = report["answered"].as_array().expect("answered").iter();
    examples.chain(answered).map(|row| row["text"].as_str().expect("a text").to_owned()).collect()
}

#[test]
fn the_report_says_what_is_not_answered() {
    let project = project().file("t.csv", TICKETS);
    project.run(&["replay", "t.csv"]).ok().stdout(str![[r#"
26 requests, 10 different
not searched: 1 without a question

  answered    15  60.0 %
  weak        10  40.0 %
  unanswered   0   0.0 %

What would save most requests
  1. 4 requests (16.0 %): cancel membership
     also “renew membership” 2×
     words that occur nowhere: membership
     nearest: Cancel your subscription – billing/cancel/
     → a synonym: `membership` finds `subscription`
  2. 3 requests (12.0 %): Where is my parcel
     nearest: Reset your password – account/password/
     → a new article, `content/account/where-is-my-parcel.md`: Where is my parcel
  3. 3 requests (12.0 %): parcel delivery late
     also “delivery of parcel late” 1×
     words that occur nowhere: delivery
     nearest: Reset your password – account/password/
     → a new article, `content/account/parcel-delivery-late.md`: parcel delivery late

Words that occur nowhere, and what they mean
  `membership` → `subscription`: 4 requests
    “cancel membership” isn't answered, “cancel subscription” is
    “renew membership” isn't answered, “renew my subscription” is

Answered most often
  5 requests: How do I get a refund?
    Get a refund – billing/refund/
  4 requests: cancel subscription
    Cancel your subscription – billing/cancel/
  3 requests: renew my subscription
    Renew your subscription – billing/renew/
  2 requests: Can I have two accounts?
    Can I have two accounts? – account/questions/#can-i-have-two-accounts
  1 request: inbox
    Change your email address – account/email/

"#]]);
}

#[test]
fn tables_of_every_kind_are_read() {
    for table in [
        "id,subject\n1,get a refund\n2,\"download, an invoice\"\n",
        "\u{feff}id;Ticket Subject\r\n1;get a refund\r\n2;download, an invoice\r\n",
        "sep=;\r\nid;Betreff\r\n1;get a refund\r\n2;download, an invoice\r\n",
        "id\tSUMMARY\n1\tget a refund\n2\tdownload, an invoice\n",
        "subject\n\"get a\n refund\"\n\n\"download, an invoice\"",
        "{\"title\":\"get a refund\",\"id\":1}\n{\"title\":\"download, an invoice\"}\n",
    ] {
        let report = report_on(table);
        assert_eq!(asked(&report), ["download, an invoice", "get a refund"], "{table:?}");
        assert_eq!((&report["read"]["rows"], &report["read"]["bad_rows"]), (&2.into(), &0.into()), "{table:?}");
    }
}

#[test]
fn a_compressed_table_is_read_from_standard_input() {
    let project = project();
    let zip = Command::new("gzip").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().and_then(|mut gzip| {
        std::io::Write::write_all(&mut gzip.stdin.take().expect("a pipe"), b"subject\nget a refund\n")?;
        gzip.wait_with_output()
    });
    let Ok(zip) = zip else { return crate::support::skip("there is no gzip") };
    project.write("t.gz", zip.stdout);
    let mut command = Command::new(ANSWERBOOK);
    command.args(["replay", "-"]).current_dir(project.path(""));
    command.stdin(std::fs::File::open(project.path("t.gz")).expect("the table"));
    project.finish(command).ok().stdout_has("answered    1  100.0 %");
}

#[test]
fn bad_rows_are_counted_and_the_first_is_named() {
    let table = b"id,subject,count\n1,get a refund,2\n2,\xff,1\n3,a,b,c\n4,invoice,many\n5\n6,invoice,1\n";
    let project = project().file("t.csv", table);
    let run = project.run(&["replay", "t.csv"]);
    run.code(0).stdout_has("3 requests, 2 different").stdout_has("4 in rows that can't be read");
    run.stderr(str![[r#"
warning: 4 rows can't be read; the first is in `t.csv`, line 3: it isn't UTF-8

"#]]);
}

#[test]
fn a_missing_column_is_suggested() {
    let project = project().file("t.csv", "id,what\n1,refund\n");
    project.run(&["replay", "t.csv"]).code(2).stdout(str![""]).stderr(str![[r#"
error: `t.csv` has no column that is called as subjects usually are, such as `subject`
  = help: name the one with the subjects by `--column`: `id`, `what`

"#]]);
    let run = project.run(&["replay", "t.csv", "--column", "waht"]);
    run.code(2).stderr_has("`t.csv` has no column `waht`").stderr_has("did you mean `what`?");
    project.run(&["replay", "t.csv", "--column", "What"]).ok().stdout_has("1 request, 1 different");
    project.run(&["replay", "no.csv"]).code(2).stderr_has("there is no file `no.csv`");
}

#[test]
fn the_same_request_is_counted_once_however_it_is_written() {
    let report =
        report_on("subject\nRE: Get a refund!\nget a REFUND?\n[#12] Fwd: Get  a refund\n\"Hi team, get a refund\"\n");
    assert_eq!(asked(&report), ["Get a refund"]);
    assert_eq!(report["answered"][0]["requests"], 4);
    assert_eq!(report["answered"][0]["best"]["file"], "billing/refund.md");
}

#[test]
fn what_tells_of_people_is_nowhere() {
    let subjects = [
        "parcel for ann.lee@example.com",
        "call +30 210 1234567 about parcel",
        "card 4111 1111 1111 1111 stolen",
        "see https://example.com/?token=s3cret",
        "get a refund for order 123456789",
    ];
    let rows = subjects.map(|subject| format!("{subject}\n{subject}\n")).concat();
    let project = project().file("t.csv", format!("subject\n{rows}"));
    for format in ["human", "json"] {
        let run = project.run(&["replay", "t.csv", "--format", format, "--write", &format!("{format}.patch")]);
        let patch = std::fs::read_to_string(project.path(&format!("{format}.patch"))).expect("a patch");
        let said = run.ok().output() + &run.errors() + &patch;
        for secret in ["ann", "lee", "210", "1234567", "4111", "s3cret", "123456789"] {
            assert!(!said.contains(secret), "{secret} is in\n{said}");
        }
        assert!(said.contains("[email]") && patch.contains("query: \"get a refund for order\""), "{said}");
    }
}

#[test]
fn a_mention_in_a_text_is_no_answer() {
    let report = report_on("subject\nlate parcel\nreset password\nzanzibar\n");
    let classes = |at: usize| (&report["groups"][at]["unanswered"], &report["groups"][at]["weak"]);
    assert_eq!(asked(&report), ["zanzibar", "late parcel", "reset password"]);
    assert_eq!(classes(0), (&1.into(), &0.into()));
    assert_eq!(classes(1), (&0.into(), &1.into()));
    assert_eq!(report["totals"]["answered"], 1);
    assert_eq!(report["groups"][1]["proposal"]["file"], "content/account/late-parcel.md");
}

#[test]
fn one_pair_is_no_evidence_for_a_synonym() {
    let report = report_on(
        "subject\ncancel membership\ncancel subscription\ncancel order membership\ncancel order subscription\n",
    );
    assert_eq!(report["synonyms"], Value::Array(vec![]));
    let report = report_on(TICKETS);
    assert_eq!(report["synonyms"][0]["means"], "subscription");
    assert_eq!(report["groups"][0]["proposal"]["kind"], "synonym");
    assert_eq!(report["groups"][0]["requests"], 4);
}

/// A help centre in English and Greek.
fn bilingual() -> Project {
    Project::new()
        .settings("title: Help\nlanguages: [en, el]\n")
        .article("en/refund.md", "title: Get a refund", "You get your money within 14 days.")
        .article("el/refund.md", "title: Επιστροφή χρημάτων", "Σε 14 ημέρες.")
        .article("en/invoice.md", "title: Download an invoice", "Each order has one.")
}

#[test]
fn requests_are_searched_in_their_language() {
    let table = "subject,language\nget a refund,en-GB\nεπιστροφή χρημάτων,\nεπιστροφη χρηματων,el\nremboursement,fr\ninvoice,English\n";
    let project = bilingual().file("t.csv", table);
    let report = report(&project, &["t.csv"]);
    assert_eq!(report["languages"][0]["lang"], "en");
    assert_eq!((&report["languages"][0]["answered"], &report["languages"][1]["answered"]), (&2.into(), &2.into()));
    assert_eq!(report["read"]["other_languages"], 1);
    let greek = self::report(&project, &["t.csv", "--lang", "el"]);
    assert_eq!((&greek["read"]["other_languages"], &greek["languages"][0]["lang"]), (&3.into(), &"el".into()));
    project.run(&["replay", "t.csv", "--lang", "gr"]).code(2).stderr_has("this project has no language `gr`");
}

#[test]
fn an_answer_in_another_language_is_weak() {
    let project = bilingual().file("t.csv", "subject,lang\ninvoice,el\n");
    let report = report(&project, &["t.csv"]);
    assert_eq!((&report["totals"]["weak"], &report["totals"]["answered"]), (&1.into(), &0.into()));
}

/// Runs a program in the project; whether it did well. `None` where it isn't here.
fn tool(project: &Project, program: &str, arguments: &[&str]) -> Option<bool> {
    let mut command = Command::new(program);
    command.args(arguments).current_dir(project.path("")).stdin(Stdio::null());
    command.output().ok().map(|output| output.status.success())
}

#[test]
fn the_patch_applies_and_the_site_is_built() {
    let crlf = "one_way:\r\n    cash: [money]\r\n";
    let plain = "# Words\ngroups:\n  - [refund, money back]";
    for (synonyms, tests, applier) in [
        ("", "", ["git", "apply", "p.patch"]),
        (plain, "- {query: refund, expect: billing/refund.md}", ["patch", "-p1", "-ip.patch"]),
        (crlf, "# None yet.\r\n", ["git", "apply", "p.patch"]),
    ] {
        let mut project = project().file("t.csv", TICKETS.to_owned() + "<b>export</b> {{ data }} [x](y),2\n");
        for (name, text) in [("_synonyms.yaml", synonyms), ("_search-tests.yaml", tests)] {
            if !text.is_empty() {
                project = project.file(&format!("content/{name}"), text);
            }
        }
        let before = project.tree("content");
        project
            .run(&["replay", "t.csv", "--write", "p.patch"])
            .ok()
            .stdout_has("1 synonym, 4 search tests and 3 drafts");
        assert!(project.tree("content") == before, "the content was written to");
        let Some(done) = tool(&project, applier[0], &applier[1..]) else {
            return crate::support::skip(&format!("there is no {}", applier[0]));
        };
        let patch = std::fs::read_to_string(project.path("p.patch")).expect("a patch");
        assert!(done, "{applier:?} of\n{patch}");
        project.run(&["search", "cancel membership", "--limit", "1"]).ok().stdout_has("billing/cancel/");
        project.run(&["check"]).code(0);
        let shown = "&lt;b&gt;export&lt;/b&gt; { { data }} [x](y)</li>";
        project.build_with(&["--drafts"]).code(0).has("b-export-b-data-x-y/index.html", shown);
        project.build().code(0).missing("b-export-b-data-x-y/index.html");
        // What the synonym answers now is to stay so.
        let again = project.run(&["replay", "t.csv", "--write", "q.patch"]);
        again.ok().stdout_has("0 synonyms, 2 search tests and 0 drafts").stdout_has("an article that is there already");
    }
}

#[test]
fn the_patch_of_a_language_is_in_its_folder() {
    let project = bilingual().file("t.csv", "subject,lang,count\nεπιστροφή χρημάτων,el,2\nακύρωση συνδρομής,el,2\n");
    project.run(&["replay", "t.csv", "--write", "p.patch"]).ok();
    let patch = std::fs::read_to_string(project.path("p.patch")).expect("a patch");
    snapbox::Assert::new().action_env("SNAPSHOTS").eq(
        patch,
        str![[r#"
--- /dev/null
+++ b/content/el/_search-tests.yaml
@@ -0,0 +1,1 @@
+- { query: "επιστροφή χρημάτων", expect: refund.md }
--- /dev/null
+++ b/content/el/ακύρωση-συνδρομής.md
@@ -0,0 +1,6 @@
+---
+title: "ακύρωση συνδρομής"
+draft: true
+---
+
+- ακύρωση συνδρομής

"#]],
    );
}

#[test]
fn a_patch_is_not_written_over() {
    let project = project().file("t.csv", TICKETS).file("p.patch", "mine");
    let run = project.run(&["replay", "t.csv", "--write", "p.patch"]);
    run.code(2).stderr_has("`p.patch` is there already");
    assert_eq!(std::fs::read_to_string(project.path("p.patch")).expect("the file"), "mine");
}

#[test]
fn what_can_not_be_added_to_is_said() {
    let project = project().file("t.csv", TICKETS).file("content/_synonyms.yaml", "one_way: {cash: [money]}\n");
    let run = project.run(&["replay", "t.csv", "--write", "p.patch"]);
    run.code(0).stdout_has("0 synonyms, 4 search tests").stderr_has("nothing is proposed for `content/_synonyms.yaml`");
}

#[test]
fn without_a_proposal_there_is_no_patch() {
    let project = project().file("t.csv", "subject\nrefund\n");
    let run = project.run(&["replay", "t.csv", "--write", "p.patch"]);
    run.ok().stdout_has("nothing to propose, so no patch was written");
    assert!(!project.path("p.patch").exists());
}

#[test]
fn the_same_tables_give_the_same_bytes() {
    let rows: String = (0..1500).map(|n| format!("word{} parcel{} late{}\n", n % 701, n % 53, n % 7)).collect();
    let project = project().file("t.csv", format!("subject\n{rows}"));
    let run = |threads: &str| {
        let mut command = crate::support::command();
        command
            .args(["replay", "t.csv", "--format", "json"])
            .current_dir(project.path(""))
            .env("RAYON_NUM_THREADS", threads);
        project.finish(command).ok().output()
    };
    assert!(run("1") == run("4"), "the reports differ");
}

#[test]
fn a_project_with_errors_is_not_searched() {
    let project = project().file("t.csv", TICKETS).article("bad.md", "title: Bad", "[x](nowhere.md)");
    project.run(&["replay", "t.csv"]).code(1).stdout(str![""]).stderr_has("nothing was searched");
}
