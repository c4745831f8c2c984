//! Files for programs that answer questions: Markdown beside pages, lists of it, answers as JSON; and that nothing leaks into
//! any file.

use serde_json::Value;

use crate::publish::decompressed;
use crate::support::Project;

/// A site with an address, an FAQ, a snippet and two languages.
fn help() -> Project {
    Project::new()
        .settings("title: Orchard Help\nbase_url: https://example.org/help/\nlanguages: [en, el]\nvariables: {product: Orchard}\n")
        .article("en/index.md", "title: Welcome\ndescription: Answers about Orchard.", "Hello.")
        .article("en/billing/index.md", "title: Billing", "About money.")
        .article(
            "en/billing/refund.md",
            "title: \"Refunds: \\\"all\\\"\"\ndescription: Within 14 days.\nupdated: 2026-11-01",
            "{{ product }} pays. {{ snippet \"more\" }}\n\n## When {#when}\n\nSee [questions](questions.md#why-so-long), [when](#when) and ![box](box.png).",
        )
        .article("en/billing/questions.md", "title: Questions\nkind: faq", "Before.\n\n## Why so long?\n\nIt is *far*. See [refunds](refund.md).\n\n### Deeper\n\nMore.\n\n## Group {.group}\n\n## And now?\n\nWait.")
        .article("el/billing/refund.md", "title: Επιστροφές", "Κείμενο.")
        .file("content/en/_snippets/more.md", "See [billing](../billing/index.md).")
        .file("content/en/billing/box.png", crate::figures::png(10, 10))
}

#[test]
fn each_page_has_its_markdown_beside_it() {
    let project = help();
    let run = project.build();
    let expected = "\
---
title: \"Refunds: \\\"all\\\"\"
description: \"Within 14 days.\"
url: \"https://example.org/help/billing/refund/\"
language: \"en\"
updated: \"2026-11-01\"
---

# Refunds: \"all\"

Orchard pays. See [billing](https://example.org/help/billing/).

## When

See [questions](https://example.org/help/billing/questions/#why-so-long), [when](https://example.org/help/billing/refund/#when) and ![box](https://example.org/help/billing/box.png).
";
    assert_eq!(run.ok().page("billing/refund/index.md"), expected);
    run.has("billing/refund/index.html", "<link rel=\"alternate\" type=\"text/markdown\" href=\"index.md\">")
        .has(
            "billing/index.md",
            "# Billing\n\nAbout money.\n\n- [Questions](https://example.org/help/billing/questions/)\n",
        )
        .has("index.md", "- [Billing](https://example.org/help/billing/)")
        .has("el/billing/refund/index.md", "Κείμενο.");
}

#[test]
fn what_stands_in_for_a_translation_has_the_markdown_of_the_original() {
    let project = help();
    let run = project.build();
    run.ok().missing("el/billing/questions/index.md").has(
        "el/billing/questions/index.html",
        "<link rel=\"alternate\" type=\"text/markdown\" href=\"../../../billing/questions/index.md\">",
    );
}

#[test]
fn without_an_address_links_are_relative() {
    let project = help();
    let settings = "title: Help\nlanguages: [en, el]\nvariables: {product: Orchard}\n";
    project.write("answerbook.yaml", settings);
    let run = project.build();
    run.ok()
        .has(
            "billing/refund/index.md",
            "See [questions](../questions/#why-so-long), [when](./#when) and ![box](../box.png).",
        )
        .lacks("billing/refund/index.md", "url:")
        .missing("llms.txt")
        .has("answers.json", "\"url\":\"billing/questions/#why-so-long\"");
}

#[test]
fn every_link_of_the_markdown_leads_to_a_file() {
    let project = help();
    project.build().ok();
    let site = project.tree("site");
    let mut links = 0;
    for (path, bytes) in site.iter().filter(|(path, _)| path.ends_with(".md") || path.ends_with("llms.txt")) {
        let text = String::from_utf8_lossy(bytes).into_owned();
        for link in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let url = link.split('#').next().and_then(|url| url.strip_prefix("https://example.org/help/")).expect(link);
            let file = if url.is_empty() || url.ends_with('/') { format!("{url}index.html") } else { url.to_owned() };
            assert!(site.contains_key(&file), "{path}: {link}");
            links += 1;
        }
    }
    assert!(links > 10, "{links}");
}

#[test]
fn llms_txt_lists_the_articles_by_category() {
    let project = help().article("en/hours.md", "title: Hours [all]", "");
    let run = project.build();
    let expected = "\
# Orchard Help

> Answers about Orchard.

## Home page

- [Hours \\[all\\]](https://example.org/help/hours/index.md)

## Billing

- [Questions](https://example.org/help/billing/questions/index.md)
- [Refunds: \"all\"](https://example.org/help/billing/refund/index.md): Within 14 days.
";
    assert_eq!(run.ok().page("llms.txt"), expected);
    let full = run.page("llms-full.txt");
    let parts =
        ["index.md", "hours/index.md", "billing/index.md", "billing/questions/index.md", "billing/refund/index.md"];
    assert_eq!(full, parts.map(|path| run.page(path)).join("\n"));
    assert!(!run.page("el/llms.txt").contains("questions"), "no English in the Greek list");
}

#[test]
fn more_than_a_program_reads_at_once_is_left_out() {
    let project = Project::new().settings("title: Help\nbase_url: https://example.org\n");
    let large = format!("<!-- {} -->", "a".repeat(1_800_000));
    for name in ["a", "b", "c", "d"] {
        project.write(&format!("content/{name}.md"), format!("---\ntitle: {name}\n---\n{large}\n"));
    }
    project.build().ok().exists("llms-full.txt");
    project.write("content/e.md", format!("---\ntitle: e\n---\n{large}\n"));
    project.build().ok().missing("llms-full.txt").has("llms.txt", "[e](https://example.org/e/index.md)");
}

/// The answers of a file.
fn answers(text: &str) -> Vec<Value> {
    let file: Value = serde_json::from_str(text).expect("JSON");
    assert_eq!(file["version"], 1);
    file["answers"].as_array().expect("a list").clone()
}

#[test]
fn answers_json_has_every_question_and_article() {
    let project = help();
    let run = project.build();
    let answers = answers(&run.ok().page("answers.json"));
    let questions: Vec<&str> = answers.iter().filter_map(|answer| answer["question"].as_str()).collect();
    assert_eq!(questions, ["Questions", "Why so long?", "And now?", "Refunds: \"all\""]);
    let why = &answers[1];
    assert_eq!(why["answer_text"], "It is far. See refunds.\nDeeper\nMore.");
    let html = "<p>It is <em>far</em>. See <a href=\"https://example.org/help/billing/refund/\">refunds</a>.</p>\n<h3>Deeper</h3>\n<p>More.</p>";
    assert_eq!(why["answer_html"], html);
    assert_eq!(why["url"], "https://example.org/help/billing/questions/#why-so-long");
    assert_eq!((why["language"].as_str(), why["kind"].as_str()), (Some("en"), Some("question")));
    let refund = &answers[3];
    assert_eq!(refund["updated"], "2026-11-01");
    assert!(refund["answer_text"].as_str().is_some_and(|text| text.starts_with("Within 14 days.\n\nOrchard pays.")));
    assert!(refund["answer_html"].is_null());
}

#[test]
fn the_hash_of_an_answer_changes_with_it_alone() {
    let project = help();
    let hashes = || -> Vec<Value> {
        let run = project.build();
        answers(&run.ok().page("answers.json")).iter().map(|answer| answer["hash"].clone()).collect()
    };
    let before = hashes();
    project.write("content/en/billing/refund.md", "---\ntitle: Refunds\n---\nOther.\n");
    let after = hashes();
    assert_eq!(before[..3], after[..3]);
    assert_ne!(before[3], after[3]);
    assert_eq!(before.iter().filter_map(Value::as_str).filter(|hash| hash.len() == 16).count(), 4);
}

#[test]
fn each_file_for_machines_can_be_switched_off() {
    for (key, file) in [
        ("markdown", "billing/refund/index.md"),
        ("llms", "llms.txt"),
        ("llms", "llms-full.txt"),
        ("answers", "el/answers.json"),
    ] {
        let project = help();
        let settings = std::fs::read_to_string(project.path("answerbook.yaml")).expect("settings");
        project.build().ok().exists(file);
        project.write("answerbook.yaml", format!("{settings}publish: {{{key}: false}}\n"));
        let run = project.build();
        run.ok().missing(file);
        if key == "markdown" {
            run.lacks("billing/refund/index.html", "text/markdown")
                .has("llms.txt", "](https://example.org/help/billing/refund/)");
        }
    }
}

/// A site in which all that customers must not see has a canary.
fn secrets() -> Project {
    let text = "canary-text [canary](refund.md) <!-- canary-comment -->\n\n## canary heading\n";
    Project::new()
        .settings("title: Help\nbase_url: https://example.org/\nlanguages: [en, el]\npublish: {compress: [gzip, brotli]}\ncheck: {rules: {link-to-hidden: off, broken-link: off, missing-image: off}}\n# canary-setting\n")
        .file("content/en/refund.md", "---\ntitle: Refunds # canary-front\n# canary-front\nkind: faq\nowner: canary-owner\n---\n## Why?\n\nBecause. [hidden](internal.md) [draft](canary-draft.md)\n\n<!-- canary-comment -->\n\n[//]: # (canary-definition)\n[//]: # (canary-definition)\n")
        .file("content/el/refund.md", "---\ntitle: Επιστροφές\n---\n<p data-x=\"canary\">Κείμενο</p>\n")
        .file("content/en/canary-draft.md", format!("---\ntitle: canary draft\ndraft: true\nupdated: 2026-11-02\naliases: [/canary-old/]\nkeywords: [canary]\n---\n{text}"))
        .file("content/en/internal.md", format!("---\ntitle: canary internal\naudience: internal\nupdated: 2026-11-01\nkind: faq\ndescription: canary\naliases: [/canary-internal/]\n---\n{text}"))
        .file("content/el/internal.md", format!("---\ntitle: canary εσωτερικό\nupdated: 2026-11-01\n---\n{text}"))
        .file("content/en/secret/index.md", "---\ntitle: canary category\naudience: internal\n---\ncanary\n")
        .file("content/en/secret/plain.md", format!("---\ntitle: canary plain\nupdated: 2026-11-01\n---\n{text}"))
        .file("content/en/secret/canary.png", crate::figures::png(1, 1))
        .file("content/en/_notices/canary.md", "---\ntitle: canary notice\naudience: internal\nfrom: 2026-11-01\n---\ncanary\n")
        .file("content/en/_snippets/canary.md", "canary-snippet")
}

/// The files of a site that have the canary, in their name or, unpacked, in what they hold.
fn with_canary(project: &Project) -> Vec<String> {
    let site = project.tree("site").into_iter();
    let found = site.filter(|(path, bytes)| {
        let inside = decompressed(path, bytes).to_ascii_lowercase();
        path.contains("canary") || inside.windows(6).any(|part| part == b"canary")
    });
    found.map(|(path, _)| path).collect()
}

#[test]
fn nothing_that_customers_must_not_see_is_in_any_file() {
    let project = secrets();
    project.build().code(0);
    assert!(project.tree("site").len() > 40, "the site is there, with its copies");
    assert_eq!(with_canary(&project), [""; 0]);
}

#[test]
fn the_same_is_there_for_the_staff() {
    let project = secrets();
    project.build_with(&["--audience", "internal"]).code(0);
    let found = with_canary(&project);
    for path in [
        "internal/index.html",
        "internal/index.html.br",
        "internal/index.md",
        "secret/plain/index.md",
        "answers.json",
        "answers.json.gz",
        "llms.txt",
        "llms-full.txt",
        "feed.xml",
        "updates/feed.xml",
        "_redirects",
        "el/internal/index.md",
    ] {
        assert!(found.iter().any(|found| found == path), "no canary in {path}: {found:?}");
    }
}
