//! "Was this helpful?", events and reports of problems: what pages have of them with which settings, and nothing without.

use crate::support::Project;

const ENDPOINTS: &str = "feedback: https://votes.example/v\nevents: https://events.example/e?site=1\n";
const MAIL: &str = "contact: [{type: email, address: help@example.org}]\n";

/// A project with an article and an FAQ.
fn project(settings: &str) -> Project {
    Project::new()
        .settings(&format!("title: Help\nbase_url: https://example.org/help/\n{settings}"))
        .article("refund.md", "title: Refunds & more", "Within 14 days.")
        .article("faq.md", "title: Questions\nkind: faq", "## When?\n\nSoon.\n\n## How?\n\nSo.")
}

#[test]
fn without_settings_nothing_is_asked_or_sent() {
    let project = project("");
    let run = project.build();
    run.ok().lacks("_headers", "connect-src");
    for (path, bytes) in project.tree("site").into_iter().filter(|(path, _)| path.ends_with(".html")) {
        let html = String::from_utf8(bytes).expect("UTF-8");
        for trace in ["ab-feedback", "feedback.js", "events.js", "send.js", "data-events", "data-channel", "mailto:"] {
            assert!(!html.contains(trace), "{trace} in {path}");
        }
    }
}

#[test]
fn an_article_asks_whether_it_helped() {
    let project = project(ENDPOINTS);
    let run = project.build();
    let page = run.ok().page("refund/index.html");
    for part in [
        "<form class=\"ab-feedback__form\" method=\"post\" action=\"https://votes.example/v\">",
        "name=\"type\" value=\"helpful\"",
        "name=\"lang\" value=\"en\"",
        "name=\"page\" value=\"/help/refund/\"",
        "name=\"value\" value=\"false\"",
        "aria-label=\"Was this helpful? Refunds &amp; more\"",
        "<p class=\"ab-feedback__status\" role=\"status\"></p>",
        "<template id=\"ab-feedback-more\"",
        "maxlength=\"1000\"",
        "/feedback.js\"></script>",
    ] {
        assert!(page.contains(part), "{part} in {page}");
    }
    assert_eq!(page.matches("type=\"radio\" name=\"reason\"").count(), 5);
    assert!(!page.contains("name=\"question\""));
    run.lacks("index.html", "feedback.js").lacks("search/index.html", "feedback.js");
}

#[test]
fn each_question_asks_whether_it_helped() {
    let project = project(ENDPOINTS);
    let page = project.build().ok().page("faq/index.html");
    assert_eq!(page.matches("<form class=\"ab-feedback__form\"").count(), 2);
    for id in ["when", "how"] {
        assert!(page.contains(&format!("name=\"question\" value=\"{id}\"")), "{page}");
    }
    assert!(page.contains("aria-label=\"Was this helpful? When?\""));
}

#[test]
fn without_an_endpoint_a_mail_is_begun() {
    let project = project(MAIL);
    let run = project.build();
    let subject = "mailto:help@example.org?subject=Was%20this%20helpful%3F%20%E2%80%93%20Refunds%20%26%20more&amp;";
    run.ok().has("refund/index.html", subject).has("refund/index.html", "https%3A%2F%2Fexample.org%2Fhelp%2Frefund%2F");
    for path in ["refund/index.html", "faq/index.html"] {
        run.lacks(path, "feedback.js").lacks(path, "<form class=\"ab-feedback");
        assert_eq!(run.page(path).matches("ab-feedback__mail").count(), 1, "{path}");
    }
}

#[test]
fn a_problem_is_reported_by_mail_or_on_the_contact_page() {
    let mail = project(&format!("{ENDPOINTS}{MAIL}"));
    let subject = "mailto:help@example.org?subject=Report%20a%20problem%20with%20this%20page%20%E2%80%93%20Refunds";
    mail.build().ok().has("refund/index.html", subject).lacks("refund/index.html", "ab-feedback__mail");
    let phone = project("contact: [{type: phone, address: \"+301\"}]\n");
    let run = phone.build();
    run.ok().has("refund/index.html", "href=\"../contact/?page=/help/refund/\"").lacks("refund/index.html", "mailto:");
    project("").build().ok().lacks("refund/index.html", "Report a problem");
}

#[test]
fn votes_name_pages_as_browsers_do() {
    let project = Project::new()
        .settings(&format!("title: Help\nlanguages: [en, el]\n{ENDPOINTS}"))
        .article("el/refund.md", "title: Επιστροφή\nslug: επιστροφή", "Σε 14 ημέρες.")
        .article("en/b.md", "title: Only English", "Text.");
    let run = project.build();
    let page = run.ok().page("el/επιστροφή/index.html");
    assert!(page.contains("name=\"page\" value=\"/el/%CE%B5%CF%80"), "{page}");
    // The interface of a page that is not translated keeps its own language.
    let page = run.page("el/b/index.html");
    assert!(page.contains("<div class=\"ab-feedback\" lang=\"el\" dir=\"ltr\">"), "{page}");
    assert!(page.contains("name=\"lang\" value=\"el\""), "{page}");
}

#[test]
fn events_go_to_an_endpoint_or_a_file() {
    let endpoint = project(ENDPOINTS);
    let run = endpoint.build();
    for path in ["index.html", "refund/index.html", "search/index.html", "404.html"] {
        run.has(path, "data-events=\"https://events.example/e?site=1\"").has(path, "/events.js\"></script>");
    }
    let file = project(&format!("events: /log/e.txt\n{MAIL}")).file("static/log/e.txt", "");
    let run = file.build();
    run.ok().has("refund/index.html", "data-events-file=\"../log/e.txt\"").has("404.html", "=\"/help/log/e.txt\"");
    run.has("refund/index.html", "data-channel=\"email\"").lacks("_headers", "connect-src");
    project("events: /log/e.txt\n").build().code(2).error("broken-link", "answerbook.yaml:3:9");
}

#[test]
fn the_policy_allows_the_endpoints() {
    let policy = "default-src 'self'; connect-src 'self' https://events.example https://votes.example\n";
    project(ENDPOINTS).build().ok().has("_headers", policy);
}

#[test]
fn endpoints_that_anybody_could_read_are_refused() {
    for (key, value) in [
        ("feedback", "http://votes.example/"),
        ("feedback", "/votes"),
        ("feedback", "https://me:secret@votes.example/"),
        ("events", "events.example"),
        ("events", "//events.example/e"),
        ("events", "/a/../../e.txt"),
    ] {
        let run_in = project(&format!("{key}: \"{value}\"\n"));
        run_in
            .build()
            .code(2)
            .error("invalid-value", &format!("answerbook.yaml:3:{}", key.len() + 3))
            .stderr_has("for example");
    }
    project("feedback: http://localhost:9000/\n").build().ok().has("refund/index.html", "http://localhost:9000/");
}
