//! `answerbook.lock.yaml`: addresses and questions that were published keep working, or `check` says what is lost.

use snapbox::str;

use crate::support::Project;

const LEDGER: &str = "answerbook.lock.yaml";

const REFUND: &str = "Open the invoice and choose Refund, then the reason. We send the money back within fourteen days by the \
                      way you paid. For a card this takes a week more, since the bank has to book it.";

const CHEQUE: &str =
    "Yes. Make it out to Example Ltd and send it with the number of your invoice to our office in Athens.";

fn shop() -> Project {
    Project::new()
        .article("billing/refund.md", "title: Refunds", REFUND)
        .article("billing/questions.md", "kind: faq\ntitle: Paying", &faq("Can I pay by cheque?", CHEQUE))
        .article("hours.md", "title: Opening hours", "From nine to five, but not on public holidays in Greece.")
}

fn faq(question: &str, answer: &str) -> String {
    format!("## {question}\n\n{answer}\n\n## Do you take cards?\n\nAll of them, also those of small banks.\n")
}

fn ledger(project: &Project) -> String {
    std::fs::read_to_string(project.path(LEDGER)).expect("a ledger")
}

#[test]
fn a_build_notes_every_page_and_question() {
    let project = shop();
    project.build().ok();
    snapbox::assert_data_eq!(
        ledger(&project),
        str![[r#"
# Every address ever published, written by `answerbook build`. Commit it: old addresses keep working by it.
"/": {"title":"","text":""}
"/billing/": {"title":"Billing","text":""}
"/billing/questions/": {"file":"billing/questions.md","title":"Paying","text":"[..]"}
"/billing/questions/#can-i-pay-by-cheque": {"title":"Can I pay by cheque?","text":"[..]"}
"/billing/questions/#do-you-take-cards": {"title":"Do you take cards?","text":"[..]"}
"/billing/refund/": {"file":"billing/refund.md","title":"Refunds","text":"[..]"}
"/hours/": {"file":"hours.md","title":"Opening hours","text":"[..]"}

"#]]
    );
    let written = project.path(LEDGER).metadata().and_then(|file| file.modified()).expect("a time");
    project.build().ok();
    let again = project.path(LEDGER).metadata().and_then(|file| file.modified()).expect("a time");
    assert_eq!(written, again, "what says the same is not written again");
    project.run(&["check", "--only", "lost-address"]).ok();
}

#[test]
fn what_was_only_mended_changes_nothing() {
    let project = shop();
    project.build().ok();
    let before = ledger(&project);
    project.write(
        "content/billing/refund.md",
        format!("---\ntitle: Refunds\n---\n{}\n", REFUND.replace("fourteen", "30")),
    );
    project.build().ok();
    assert_eq!(ledger(&project), before);
}

#[test]
fn a_renamed_file_keeps_its_old_address() {
    let project = shop();
    project.build().ok();
    project.remove("content/billing/refund.md");
    let text = REFUND.replace("a week", "ten days");
    project.write("content/money/money-back.md", format!("---\ntitle: Get your money back\n---\n{text}\n"));
    for _ in 0..2 {
        let run = project.build();
        run.ok().has("billing/refund/index.html", r#"<a href="../../money/money-back/">Get your money back</a>"#);
        assert!(
            ledger(&project).contains(r#""/billing/refund/": {"to":"/money/money-back/"}"#),
            "{}",
            ledger(&project)
        );
        project.run(&["check", "--only", "lost-address"]).ok();
    }
    // Renamed again: the oldest address leads to the newest, at once.
    project.remove("content/money/money-back.md");
    project.write("content/back.md", format!("---\ntitle: Get your money back\n---\n{text}\n"));
    project
        .build()
        .ok()
        .has("billing/refund/index.html", r#"url=../../back/""#)
        .has("money/money-back/index.html", r#"url=../../back/""#);
    assert!(ledger(&project).contains(r#""/billing/refund/": {"to":"/back/"}"#));
}

#[test]
fn another_slug_or_folder_keeps_old_addresses() {
    let project = shop();
    project.build().ok();
    project.write("content/hours.md", "---\ntitle: Opening hours\nslug: open\n---\nEvery day.\n");
    std::fs::rename(project.path("content/billing"), project.path("content/payment")).expect("a renamed folder");
    let run = project.build();
    run.ok()
        .has("hours/index.html", r#"url=../open/""#)
        .has("billing/refund/index.html", r#"url=../../payment/refund/""#);
    run.has("billing/index.html", r#"url=../payment/""#)
        .has("billing/questions/index.html", r#"url=../../payment/questions/""#);
    project.run(&["check", "--only", "lost-address"]).ok();
}

#[test]
fn a_reworded_question_keeps_its_old_anchor() {
    let project = shop();
    project.build().ok();
    let reworded = faq("Do you accept cheques?", CHEQUE);
    project.write("content/billing/questions.md", format!("---\nkind: faq\ntitle: Paying\n---\n{reworded}"));
    for _ in 0..2 {
        let run = project.build();
        run.ok().has(
            "billing/questions/index.html",
            r#"id="do-you-accept-cheques"><span id="can-i-pay-by-cheque"></span>Do you accept cheques?"#,
        );
        project.run(&["check", "--only", "lost-address"]).ok();
    }
}

#[test]
fn a_question_that_went_to_another_page_says_where() {
    let project = shop();
    project.build().ok();
    project.write(
        "content/billing/questions.md",
        "---\nkind: faq\ntitle: Paying\n---\n## Do you take cards?\n\nAll of them, also those of small banks.\n",
    );
    project.write(
        "content/cheques.md",
        format!("---\nkind: faq\ntitle: Cheques\n---\n## Can I pay by cheque?\n\n{CHEQUE}\n"),
    );
    project.build().ok().has(
        "billing/questions/index.html",
        r#"id="can-i-pay-by-cheque">You will find it here: <a href="../../cheques/#can-i-pay-by-cheque">Can I pay by cheque?</a></p>"#,
    );
    project.run(&["check", "--only", "lost-address"]).ok();
}

#[test]
fn what_is_deleted_fails_check_until_the_writer_says_what_became_of_it() {
    let project = shop();
    project.build().ok();
    project.remove("content/hours.md");
    project.write(
        "content/billing/questions.md",
        "---\nkind: faq\ntitle: Paying\n---\n## Do you take cards?\n\nAll of them, also those of small banks.\n",
    );
    project.build().ok().missing("hours/index.html");
    project
        .run(&["check"])
        .code(1)
        .error("lost-address", "answerbook.lock.yaml:5:1")
        .error("lost-address", "answerbook.lock.yaml:8:1");
    let said = "gone:\n  /hours/: We are open day and night now.\nmoved:\n  /billing/questions/#can-i-pay-by-cheque: billing/questions.md#do-you-take-cards\n";
    project.write("content/_retired.yaml", said);
    let run = project.build();
    run.ok().has("hours/index.html", "Opening hours</h1>").has("hours/index.html", "We are open day and night now.");
    run.has("hours/index.html", r#"content="noindex""#);
    run.has("billing/questions/index.html", r#"<span id="can-i-pay-by-cheque"></span>Do you take cards?"#);
    project.run(&["check", "--only", "lost-address"]).ok();
    // An alias says it as well.
    project.write("content/_retired.yaml", "moved:\n  /billing/questions/#can-i-pay-by-cheque: billing/questions.md\n");
    project.write("content/billing/refund.md", format!("---\ntitle: Refunds\naliases: [/hours/]\n---\n{REFUND}\n"));
    project.build().ok().has("hours/index.html", r#"url=../billing/refund/""#);
    project.run(&["check", "--only", "lost-address"]).ok();
}

#[test]
fn what_is_said_of_an_address_must_be_true() {
    let project = shop()
        .file("content/_retired.yaml", "gone:\n  /hours/: Closed.\n  /never/: Gone.\nmoved:\n  /nowhere/: hours.md\n");
    let run = project.build();
    run.code(1)
        .error("unknown-address", "content/_retired.yaml:2:3")
        .error("unknown-address", "content/_retired.yaml:3:3");
    run.error("unknown-address", "content/_retired.yaml:5:3");
}

#[test]
fn drafts_and_internal_pages_are_not_noted() {
    let project = shop().article("plan.md", "title: Plans\ndraft: true", "Secret plans.").article(
        "tools.md",
        "title: Tools\naudience: internal",
        "How agents refund.",
    );
    project.build_with(&["--drafts"]).ok();
    project.build_with(&["--audience", "internal"]).ok();
    assert!(!project.path(LEDGER).exists());
    project.build().ok();
    assert!(!ledger(&project).contains("plan") && !ledger(&project).contains("tools"));
}

#[test]
fn lines_that_two_branches_left_are_reported() {
    let project = shop();
    project.build().ok();
    let text = ledger(&project);
    project.write(LEDGER, format!("{text}<<<<<<< main\n\"/a/\": {{\"to\":\"/b/\"}}\n=======\nx\n>>>>>>> other\n"));
    let run = project.run(&["check"]);
    run.code(1).error("invalid-ledger", "answerbook.lock.yaml:9:1").stderr_has("two branches changed this place");
    run.error("invalid-ledger", "answerbook.lock.yaml:12:1");
}

#[test]
fn translations_move_with_their_originals() {
    let project = Project::bare()
        .settings("title: Help\nlanguages: [en, el]\n")
        .article("en/refund.md", "title: Refunds", REFUND)
        .article("en/hours.md", "title: Hours", "From nine to five on every day of the week.")
        .article("el/hours.md", "title: Ώρες", "Από τις εννέα ως τις πέντε κάθε μέρα της εβδομάδας.");
    project.build().ok();
    for (from, to) in [("en/refund.md", "en/back.md"), ("en/hours.md", "en/open.md"), ("el/hours.md", "el/open.md")] {
        let text = std::fs::read_to_string(project.path(&format!("content/{from}"))).expect("an article");
        project.remove(&format!("content/{from}"));
        project.write(&format!("content/{to}"), text);
    }
    let run = project.build();
    run.ok().has("refund/index.html", r#"url=../back/""#).has("el/refund/index.html", r#"url=../back/""#);
    run.has("el/hours/index.html", r#"url=../open/""#).has("el/hours/index.html", "Ώρες");
    project.run(&["check", "--only", "lost-address"]).ok();
    project.remove("content/en/back.md");
    project.build().ok();
    // One line for the page and what stood in for its translation.
    let run = project.run(&["check"]);
    let lost = run.code(1).diagnostics().iter().filter(|line| line.contains("lost-address")).count();
    assert_eq!(lost, 2, "the page, and its oldest address");
}

#[test]
fn a_page_of_ours_or_a_file_may_take_an_old_address() {
    let project = shop().article("contact.md", "title: Write to us", "By mail, or by carrier pigeon.");
    project.build().ok();
    project.remove("content/contact.md");
    project.remove("content/hours.md");
    project.write("static/hours/index.html", "<title>Hours</title>");
    project.build().ok().has("contact/index.html", "Contact").has("hours/index.html", "<title>Hours");
    project.run(&["check", "--only", "lost-address"]).ok();
}

#[test]
fn hosts_learn_of_old_addresses_with_their_anchors() {
    let project = shop();
    project.build().ok();
    project.remove("content/hours.md");
    project.write("content/_retired.yaml", "moved:\n  hours: billing/questions.md#do-you-take-cards\n");
    let run = project.build();
    run.ok().has("_redirects", "/hours/ /billing/questions/#do-you-take-cards 301");
    run.has("hours/index.html", "url=../billing/questions/#do-you-take-cards");
}

#[test]
fn what_is_said_of_a_page_holds_for_its_questions_and_for_what_led_there() {
    let project = shop();
    project.build().ok();
    // Renamed, then deleted.
    std::fs::rename(project.path("content/billing/questions.md"), project.path("content/paying.md")).expect("a rename");
    project.build().ok();
    project.remove("content/paying.md");
    project.write("content/_retired.yaml", "gone:\n  /paying/: We take no money any more.\n");
    project.run(&["check", "--only", "lost-address"]).ok();
    project
        .build()
        .ok()
        .has("billing/questions/index.html", r#"url=../../paying/""#)
        .has("paying/index.html", "no money");
    // An alias instead.
    project.remove("content/_retired.yaml");
    project.write("content/hours.md", "---\ntitle: Opening hours\naliases: [/paying/]\n---\nFrom nine to five.\n");
    project.run(&["check", "--only", "lost-address"]).ok();
    project
        .build()
        .ok()
        .has("billing/questions/index.html", r#"url=../../hours/""#)
        .has("paying/index.html", "url=../hours/");
}

#[test]
fn no_line_leads_out_of_the_site() {
    let project = shop();
    for address in ["/../../outside/", "/..\\\\outside/", "/.git/hooks/", "/C:/outside/"] {
        project.write(LEDGER, format!("\"{address}\": {{\"to\":\"/hours/\"}}\n"));
        project.build().code(1).error("invalid-ledger", "answerbook.lock.yaml:1:1");
    }
    assert!(!project.outside().join("outside").exists() && !project.path("outside").exists());
}
