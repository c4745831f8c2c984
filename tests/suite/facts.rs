//! `facts.yaml`: what it may hold, what `{{ fact.NAME }}` inserts, and numbers in texts that disagree with it.

use snapbox::str;

use crate::support::Project;

const FACTS: &str = "refund_window: 14 days\n";

fn project(text: &str) -> Project {
    Project::new().file("facts.yaml", FACTS).article("a.md", "title: A\ndescription: B", text)
}

#[test]
fn a_fact_is_inserted_wherever_a_variable_is() {
    let project = Project::new()
        .file("facts.yaml", "refund_window: 14 days\nsize: {value: 20 MB, words: [attachment]}\nprice: 1.50\n")
        .article(
            "a.md",
            "title: Refunds in {{ fact.refund_window }}\ndescription: Within {{fact.refund_window}}.",
            "Up to **{{ fact.size }}** for {{ fact.price }}, `{{ fact.size }}`.\n\n{{ snippet \"s\" }}",
        )
        .file("content/_snippets/s.md", "In a snippet: {{ fact.refund_window }}.\n")
        .file("content/_notices/n.md", "---\ntitle: News of {{ fact.size }}\n---\nFor {{ fact.price }}.\n");
    project
        .build_with(&["--strict"])
        .ok()
        .has("a/index.html", "Refunds in 14 days</h1>")
        .has("a/index.html", "content=\"Within 14 days.\"")
        .has("a/index.html", "<strong>20 MB</strong> for 1.50, <code>{{ fact.size }}</code>")
        .has("a/index.html", "In a snippet: 14 days.")
        .has("updates/index.html", "News of 20 MB")
        .has("updates/index.html", "For 1.50.");
}

#[test]
fn a_fact_may_differ_by_language() {
    let facts =
        "window:\n  en: 14 days\n  el: 14 ημέρες\nlimit:\n  value: {en: two files, el: δύο αρχεία}\nsame: 20 MB\n";
    let text = "title: A\ndescription: B\n---\n{{ fact.window }}, {{ fact.limit }}, {{ fact.same }}.\n";
    let project = Project::bare()
        .settings("title: Help\nlanguages: [en, el, ro]\n")
        .file("facts.yaml", facts)
        .file("content/en/a.md", format!("---\n{text}"))
        .file("content/el/a.md", format!("---\n{text}"))
        .file("content/ro/a.md", format!("---\n{text}"));
    project
        .build()
        .ok()
        .has("a/index.html", "14 days, two files, 20 MB.")
        .has("el/a/index.html", "14 ημέρες, δύο αρχεία, 20 MB.")
        .has("ro/a/index.html", "14 days, two files, 20 MB.");
}

#[test]
fn customers_find_what_was_inserted() {
    let project = Project::new().file("facts.yaml", "refund_window: fourteen days\n").article(
        "questions.md",
        "title: Questions\nkind: faq",
        "## Can I get a refund?\n\nWithin {{ fact.refund_window }}.\n\n## Do you deliver?\n\nNo.",
    );
    project.build().ok();
    let found = project.run(&["search", "fourteen", "--json"]).output();
    assert!(found.contains("questions/#can-i-get-a-refund"), "{found}");
}

#[test]
fn an_unknown_fact_is_an_error() {
    project("{{ fact.refund_windw }} and {{ fact.x }}")
        .build()
        .code(1)
        .error("unknown-fact", "content/a.md:5:1")
        .stderr_has("did you mean `refund_window`?")
        .error("unknown-fact", "content/a.md:5:29")
        .stderr_has("add it to `facts.yaml`");
    Project::new()
        .article("a.md", "title: A {{ fact.x }}", "")
        .build()
        .code(1)
        .error("unknown-fact", "content/a.md:2:8");
    // A variable may begin with the word.
    Project::new()
        .settings("title: Help\nvariables: {fact: \"yes\", facts: \"no\"}\n")
        .article("a.md", "title: A", "{{ fact }}, {{ facts }}.")
        .build()
        .ok()
        .has("a/index.html", "<p>yes, no.</p>");
}

#[test]
fn what_is_wrong_with_the_file_is_said_all_at_once() {
    let facts = "a: [1, 2]\nb:\n  valeu: 14 days\nc: {value: x, words: refund}\n\"d e\": x\nf:\ng: {value: x, words: [\"!\"]}\n";
    let text = "{{ fact.a }} {{ fact.b }} {{ fact.c }} {{ fact.f }} {{ fact.g }}";
    Project::new()
        .file("facts.yaml", facts)
        .article("a.md", "title: A", text)
        .build()
        .code(1)
        .error("wrong-type", "facts.yaml:1:4")
        .error("invalid-value", "facts.yaml:2:1")
        .warning("unknown-key", "facts.yaml:3:3")
        .error("wrong-type", "facts.yaml:4:22")
        .error("invalid-value", "facts.yaml:5:1")
        .error("invalid-value", "facts.yaml:6:1")
        .error("invalid-value", "facts.yaml:7:23")
        .stderr_lacks("unknown-fact");
}

#[test]
fn a_file_that_cannot_be_read_is_one_error() {
    for facts in ["a: [", "- a\n", "a: 1\na: 2\n"] {
        let project = Project::new().file("facts.yaml", facts).article("a.md", "title: A", "{{ fact.x }}");
        let run = project.build();
        run.code(1);
        assert_eq!(run.diagnostics().len(), 1, "{facts}: {:?}", run.diagnostics());
    }
    Project::new()
        .file("facts.yaml", "x".repeat((1 << 20) + 1))
        .article("a.md", "title: A", "{{ fact.x }}")
        .build()
        .code(1)
        .error("file-too-large", "facts.yaml:1:1");
}

#[cfg(unix)]
#[test]
fn the_file_is_not_read_from_elsewhere() {
    let project = Project::new().article("a.md", "title: A", "");
    std::fs::write(project.outside().join("secret.yaml"), "key: secret\n").expect("a file");
    std::os::unix::fs::symlink("../secret.yaml", project.path("facts.yaml")).expect("a link");
    project.build().code(1).error("symlink-outside", "facts.yaml:1:1").stderr_lacks("key: secret");
}

/// What `check` finds in an article with a text, in a project of one language.
fn found(language: &str, facts: &str, text: &str) -> Vec<String> {
    let project = Project::bare()
        .settings(&format!("title: Help\nlanguages: [{language}]\n"))
        .file("facts.yaml", facts)
        .article("a.md", "title: A\ndescription: B", text);
    let run = project.run(&["check", "--only", "contradicting-fact"]);
    run.code(0);
    let prefix = "warning[contradicting-fact] content/a.md:";
    run.diagnostics().iter().map(|line| line.strip_prefix(prefix).unwrap_or(line).to_owned()).collect()
}

#[test]
fn numbers_that_disagree_with_a_fact() {
    let refund = "refund_window: {value: 14 days, words: [refund, money back]}\n";
    for (language, facts, text, at) in [
        ("en", FACTS, "Refunds are paid within 30 days.", "5:25"),
        ("en", refund, "You get your *money* back\nwithin **30 days**. Not 5 days later.", "6:10"),
        ("en", refund, "## Refunded within 30-day limits", "5:20"),
        ("en", refund, "- Item\n- A refund needs one day. The refund takes 1 day.", "6:44"),
        ("en", refund, "| What | When |\n| --- | --- |\n| Refund | 30 days |", "7:12"),
        ("en", refund, "The **refund**&nbsp;takes 30&nbsp;days.", "5:27"),
        ("en", refund, "> [!NOTE]\n> A refund takes 30 days.", "6:18"),
        ("en", "upload: 20 MB\n", "Uploads of more than 25 MB fail.", "5:22"),
        ("en", "price: €1,000.50\n", "The price is EUR 1 000,60 in all.", "5:14"),
        ("en", "price: €5 a month\n", "A lower price: 4 € each month.", "5:16"),
        ("en", "support: {value: \"9:00–17:00\", words: [open]}\n", "We are open from 9:00 to 18:00.", "5:18"),
        ("en", "delivery: 10 to 14 days\n", "Delivery takes 10 to 12 days.", "5:16"),
        ("en", "fee: 2.5 %\n", "The fee is 3%.", "5:12"),
        ("el", "x: {value: 14 ημέρες, words: [επιστροφή]}\n", "Οι επιστροφές γίνονται μέσα σε 30 ημερών.", "5:32"),
        ("ro", "x: {value: 14 zile, words: [rambursare]}\n", "Rambursarea durează 30 de zile.", "5:21"),
        ("ar", "x: {value: 14 يومًا, words: [استرداد]}\n", "استرداد المال خلال ٣٠ يومًا.", "5:20"),
        ("ja", "x: {value: 14日, words: [返金]}\n", "返金は30日以内です。", "5:4"),
    ] {
        assert_eq!(found(language, facts, text), [at], "{language}: {text}");
    }
}

#[test]
fn numbers_that_may_mean_something_else() {
    let refund = "refund_window: {value: 14 days, words: [refund, money back]}\n";
    let plans = "basic_price: €5\npro_price: €9\n";
    for (language, facts, text) in [
        ("en", refund, "Refunds are paid within 14 days, or 14-day periods."),
        ("en", refund, "Deliveries take 30 days. You get a refund."), // another sentence
        ("en", refund, "You get a refund\n\nwithin 30 days."),
        ("en", refund, "A refund costs 30 euros, and 3 hours."), // other units
        ("en", refund, "A refund takes 10 to 30 days."),         // a range
        ("en", refund, "A refund takes 10–30 days."),
        ("en", refund, "A refund takes 30 days, not 10 days."), // several
        ("en", refund, "A refund takes {{ fact.refund_window }}."),
        ("en", refund, "A refund takes {{ fact.refund_window }}, which is less than 30 days."),
        ("en", refund, "A refund takes `30 days`.\n\n    refund: 30 days\n\n~~A refund takes~~ 30 days."),
        ("en", refund, "Get the money in 30 days."), // half of a phrase
        ("en", refund, "The refund of item A30 days."),
        ("en", "fee: 1.5 %\n", "The fee is 1,50 %."), // written otherwise
        ("en", "fee: €1000\n", "The fee is €1.000, €1,000, or €1 000."),
        ("en", "price: €5 a month\n", "The price is €50 a year."),
        ("en", plans, "The price of Pro is €9, of Basic €5."),
        ("en", plans, "The price is €9."),                      // that of the other one
        ("en", "open: \"9:00\"\n", "We are open from 21:00."),  // nine, too
        ("en", "users: 6 users\n", "Up to 20 users can sync."), // no word but the unit
        ("en", "open: daily\n", "We are open 5 days."),         // no number
        ("en", "size: 5 GB for 30 days\n", "The size is 6 GB."), // two units
        ("el", "x: {value: {en: 14 days}, words: [refund]}\n", "Το refund σε 30 days."), // another language's
        ("ja", "x: {value: 14日, words: [返金]}\n", "返金は14日以内、または10日から30日です。"),
        ("ar", "x: {value: 14 يومًا, words: [استرداد]}\n", "استرداد المال خلال ١٤ يومًا."),
    ] {
        assert_eq!(found(language, facts, text), [""; 0], "{language}: {text}");
    }
}

#[test]
fn titles_descriptions_snippets_and_notices_are_compared_too() {
    let project = Project::new()
        .file("facts.yaml", FACTS)
        .article("a.md", "title: Refund in 30 days\ndescription: \"Refunds: 15 days.\"", "{{ snippet \"s\" }}\n")
        .article("b.md", "title: B", "{{ snippet \"s\" }}\n")
        .file("content/_snippets/s.md", "A refund takes 16 days.\n")
        .file("content/_notices/n.md", "---\ntitle: News\n---\nA refund takes 17 days.\n");
    let run = project.run(&["check", "--only", "contradicting-fact"]);
    run.warning("contradicting-fact", "content/a.md:2:18")
        .warning("contradicting-fact", "content/a.md:3:24")
        .warning("contradicting-fact", "content/_snippets/s.md:1:16")
        .warning("contradicting-fact", "content/_notices/n.md:4:16");
    assert_eq!(run.diagnostics().len(), 4);
    project.build_with(&["--strict"]).ok();
}

#[test]
fn the_message_says_what_to_write() {
    project("Refunds are paid\nwithin 30 days.").run(&["check"]).code(0).stderr(str![[r#"
warning[contradicting-fact]: `30 days` is not what the fact `refund_window` says: `14 days`
 --> content/a.md:6:8
  |
6 | within 30 days.
  |        ^^^^^^^
  |
  = help: write `{{ fact.refund_window }}`, or correct `facts.yaml`


"#]]);
}

#[test]
fn what_repeats_a_fact_is_replaced_where_that_is_wanted() {
    let text =
        "Refunds take 14 days, a 14-day\nrefund, a refund `14 days`.\n\n- A refund in **14 days**.\n- Not in 14 days.";
    let project = Project::new()
        .file("facts.yaml", "refund_window: 14 days\n")
        .article("a.md", "title: Refund in 14 days\ndescription: B", text)
        .article("b.md", "title: B\ndescription: B", "## A refund takes 14 days\n\nA refund in 14\ndays.");
    project.run(&["check", "--strict"]).code(0).stderr_lacks("literal-fact");
    project.write("answerbook.yaml", "title: Help\ncheck: {rules: {literal-fact: warning}}\n");
    let found = project.run(&["check", "--only", "literal-fact"]).diagnostics();
    let places = ["a.md:2:18", "a.md:8:17", "b.md:5:19", "b.md:7:13"];
    assert_eq!(found, places.map(|place| format!("warning[literal-fact] content/{place}")));
    project.run(&["check", "--fix"]).code(0).stdout_has("2 mended");
    let read = |path| std::fs::read_to_string(project.path(path)).expect("the article");
    let mended = read("content/a.md");
    assert!(mended.contains("title: Refund in 14 days\n"), "{mended}");
    assert!(mended.contains("- A refund in **{{ fact.refund_window }}**.\n- Not in 14 days."), "{mended}");
    assert!(read("content/b.md").contains("## A refund takes {{ fact.refund_window }}\n\nA refund in 14\ndays."));
    project.build().ok().has("b/index.html", "id=\"a-refund-takes-14-days\"");
}

#[test]
fn facts_that_cannot_be_used_are_said_whatever_is_asked_for() {
    let project = project("").file("facts.yaml", "a: [1]\n");
    project.run(&["check", "--only", "vague-link"]).code(1).error("wrong-type", "facts.yaml:1:4");
}

#[test]
fn a_folder_of_markdown_may_have_facts() {
    let settings = "title: Help\ncheck: {rules: {unused-file: warning}}\n";
    let project = Project::bare().settings(settings).file("facts.yaml", FACTS);
    let project = project.file("a.md", "---\ntitle: A\ndescription: B\n---\nA refund in {{ fact.refund_window }}.\n");
    project.build_with(&["--strict"]).ok().has("a/index.html", "in 14 days.").missing("facts.yaml");
    project.run(&["check", "--strict"]).ok();
    project.write("a.md", "---\ntitle: A\ndescription: B\n---\nA refund in 15 days.\n");
    project.run(&["check"]).code(0).warning("contradicting-fact", "a.md:5:13");
}
