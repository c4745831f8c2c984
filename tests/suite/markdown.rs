//! What Markdown becomes: callouts, ids, tables, raw HTML, variables, snippets.

use snapbox::str;

use crate::html;
use crate::support::Project;

/// A project with one article of this text.
fn text(body: &str) -> Project {
    Project::new().article("a.md", "title: A", body)
}

/// Fails unless the text becomes this piece of HTML, without a complaint.
#[track_caller]
fn becomes(body: &str, expected: &str) {
    text(body).build().ok().has("a/index.html", expected);
}

#[test]
fn plain_markdown() {
    becomes("One *two* **three** `four`.", "<p>One <em>two</em> <strong>three</strong> <code>four</code>.</p>");
    becomes("~~gone~~", "<del>gone</del>");
    becomes("a  \nb", "<p>a<br>\nb</p>");
}

#[test]
fn callouts() {
    let cases = ["note", "tip", "important", "warning", "caution"];
    for kind in cases {
        let title = kind[..1].to_uppercase() + &kind[1..];
        let parts = [
            format!("<div class=\"ab-callout ab-callout--{kind}\" role=\"note\">"),
            format!("<p class=\"ab-callout__title\">{title}</p>"),
            "<p>Read <em>this</em>.</p>".to_owned(),
            "</div>".to_owned(),
        ];
        let project = text(&format!("> [!{}]\n> Read *this*.", kind.to_uppercase()));
        project.build().ok().has_in_order("a/index.html", &parts.each_ref().map(String::as_str));
    }
    becomes("> Only a quotation.", "<blockquote>");
}

#[test]
fn callouts_hold_anything() {
    let project = text("> [!NOTE]\n> - one\n> - two\n>\n> ```\n> code\n> ```");
    let parts = ["ab-callout--note", "<li>one</li>", "<pre", "code", "</div>"];
    project.build().ok().has_in_order("a/index.html", &parts);
}

#[test]
fn headings_have_ids_and_links() {
    let anchor = r##"<a class="ab-anchor" href="#how-long" aria-label="Link to “How long?”">#</a>"##;
    becomes("## How long?", &format!("<h2 id=\"how-long\">How long? {anchor}</h2>"));
}

#[test]
fn heading_ids_keep_letters_of_every_script() {
    let cases = [
        ("## Πώς παίρνω επιστροφή χρημάτων;", "πώς-παίρνω-επιστροφή-χρημάτων"),
        ("## كيف أسترد أموالي؟", "كيف-أسترد-أموالي"),
        ("## 退款要多久？", "退款要多久"),
        ("## ¿Cómo pago?", "cómo-pago"),
        ("## `code` & *more*", "code-more"),
        ("## Fixed {#my-id}", "my-id"),
    ];
    for (heading, id) in cases {
        becomes(heading, &format!("<h2 id=\"{id}\""));
    }
}

#[test]
fn headings_without_letters_have_an_id_too() {
    let project = text("## ???\n\n## 🎉\n\n## !!!");
    let run = project.build();
    let page = run.ok().page("a/index.html");
    assert!(!page.contains("<h2 id=\"\"") && !page.contains("<h2>"), "{page}");
    assert_eq!(html::duplicate_ids(&page), Vec::<String>::new());
}

#[test]
fn repeated_headings_get_numbers() {
    let project = text("## Why\n\n## Why\n\n## Why\n\n## Why 2");
    let run = project.build();
    run.ok().has_in_order("a/index.html", &["id=\"why\"", "id=\"why-2\"", "id=\"why-3\""]);
    assert_eq!(html::duplicate_ids(&run.page("a/index.html")), Vec::<String>::new());
}

#[test]
fn ids_given_twice_are_an_error() {
    text("## One {#x}\n\n## Two {#x}").build().code(1).stderr(str![[r#"
error[duplicate-anchor]: the id `x` is given twice on this page
 --> content/a.md:6:1
  |
6 | ## Two {#x}
  | ^^^^^^^^^^^
  |
  = help: an id must be unique on its page: change one of them

error: 1 error; the site was not changed

"#]]);
}

#[test]
fn tables_can_be_scrolled() {
    let table = "| Plan | Price |\n| --- | ---: |\n| Free | 0 |";
    becomes(table, r#"<div class="ab-table" role="group" tabindex="0" aria-label="Table"><table>"#);
    becomes(table, "<td>Free</td>");
}

#[test]
fn footnotes_are_linked_both_ways() {
    let project = text("Text[^1] and more[^note].\n\n[^1]: First.\n[^note]: Second.");
    let run = project.build();
    let parts = [
        "<sup class=\"ab-footnote-ref\"",
        "<section class=\"ab-footnotes\" role=\"doc-endnotes\"",
        "<ol>",
        "First.",
        "Second.",
    ];
    run.ok().has_in_order("a/index.html", &parts);
    assert_eq!(html::dead_links(&project.tree("site")), Vec::<String>::new());
}

#[test]
fn task_lists_show_boxes() {
    let project = text("- [x] done\n- [ ] open");
    let run = project.build();
    run.ok().has("a/index.html", "<li class=\"ab-task\"><input type=\"checkbox\" disabled");
    assert_eq!(run.page("a/index.html").matches("checked").count(), 1);
}

#[test]
fn definition_lists() {
    becomes("Refund\n: Your money back.", "<dt>Refund</dt>");
}

#[test]
fn harmless_html_stays() {
    let cases = [
        "Press <kbd>Ctrl</kbd>.",
        "H<sub>2</sub>O and x<sup>2</sup>",
        "<details><summary>More</summary><p>Text</p></details>",
        "<mark>this</mark>",
    ];
    for body in cases {
        let page = text(body).build().ok().page("a/index.html");
        assert!(page.contains(body), "{body} is not in\n{page}");
    }
}

#[test]
fn harmful_html_goes_with_a_warning() {
    let cases = [
        "<script>alert(1)</script>",
        "<iframe src=\"https://example.org/\"></iframe>",
        "<style>body { display: none }</style>",
        "<object data=\"x\"></object>",
        "<form action=\"https://example.org/\"><input name=\"q\"></form>",
        "<svg onload=\"alert(1)\"></svg>",
        "<base href=\"https://example.org/\">",
        "<meta http-equiv=\"refresh\" content=\"0\">",
        "<link rel=\"stylesheet\" href=\"https://example.org/x.css\">",
    ];
    for body in cases {
        let project = text(&format!("Before.\n\n{body}\n\nAfter."));
        let run = project.build();
        run.code(0).warning("unsafe-html", "content/a.md:6:1").has("a/index.html", "After.");
        let page = run.page("a/index.html");
        let main = html::element(&page, "main");
        for word in ["alert(1)", "src=", "action=", "display: none", "onload", "http-equiv", "stylesheet"] {
            assert!(!main.contains(word), "{body} became\n{main}");
        }
    }
}

#[test]
fn harmful_attributes_go() {
    let project =
        text("<p onclick=\"alert(1)\" style=\"color: red\" id=\"x\">Text</p> <a href=\"javascript:alert(1)\">x</a>");
    let run = project.build();
    let page = std::fs::read_to_string(project.path("site/a/index.html")).unwrap_or_default();
    assert!(!page.contains("onclick") && !page.contains("alert(1)"), "{page}");
    assert!(!page.contains("style="), "{page}");
    assert!(!run.errors().is_empty(), "nothing was said");
}

#[test]
fn trusted_html_is_left_alone() {
    let project = text("<iframe src=\"https://example.org/\"></iframe>").settings("markup: {html: trusted}\n");
    project.build().ok().has("a/index.html", "<iframe src=\"https://example.org/\"></iframe>");
}

#[test]
fn comments_are_not_published() {
    text("<!-- canary-comment -->\n\nText.").build().ok().no_trace("canary-comment");
}

#[test]
fn words_in_angle_brackets_are_shown() {
    let project = text("Type <user> and <your name here>, then `<code>`.");
    let run = project.build();
    run.code(0).warning("unknown-html", "content/a.md:4:6");
    let text = html::text(&run.page("a/index.html"));
    assert!(text.contains("Type <user> and <your name here>, then <code>."), "{text}");
}

#[test]
fn text_is_always_escaped() {
    becomes("1 < 2 & 3 > 2 \"quoted\"", "1 &lt; 2 &amp; 3 &gt; 2");
    let project = Project::new().article("a.md", "title: \"<script>alert(1)</script>\"", "x");
    let run = project.build();
    run.ok().no_trace("<script>alert(1)");
}

#[test]
fn variables_are_inserted() {
    let settings = "variables: {product: \"Acme & One\", days: \"14\"}\n";
    let project = text("{{ product }} and {{days}} in **{{ days }}** days").settings(settings);
    project.build().ok().has("a/index.html", "Acme &amp; One and 14 in <strong>14</strong> days");
}

#[test]
fn variables_work_wherever_text_is() {
    let project = Project::new().settings("variables: {product: Acme}\n").article(
        "a.md",
        "title: About {{ product }}\ndescription: What {{ product }} does",
        "## Why {{ product }}\n\n[{{ product }}](https://example.org/)\n\n> [!NOTE]\n> {{ product }}!",
    );
    let run = project.build();
    run.ok().has("a/index.html", "<title>About Acme").has("a/index.html", "id=\"why-acme\"");
    run.has("index.html", "What Acme does").lacks("index.html", "{{").lacks("a/index.html", "{{");
}

#[test]
fn variables_may_differ_by_language() {
    let project = Project::new()
        .settings("languages: [en, el]\nvariables: {support: {en: Support, el: Υποστήριξη}}\n")
        .article("en/a.md", "title: A", "Ask {{ support }}.")
        .article("el/a.md", "title: Α", "Ρωτήστε: {{ support }}.");
    let run = project.build();
    run.ok().has("a/index.html", "Ask Support.").has("el/a/index.html", "Ρωτήστε: Υποστήριξη.");
}

#[test]
fn braces_in_code_are_code() {
    becomes("`{{ product }}`", "<code>{{ product }}</code>");
    becomes("```\n{{ product }}\n```", "{{ product }}\n</code>");
    becomes("    {{ product }}", "{{ product }}\n</code>");
}

#[test]
fn escaped_braces_are_braces() {
    becomes(r"Write \{{ product }}.", "Write {{ product }}.");
}

#[test]
fn an_unknown_variable_is_an_error_with_a_suggestion() {
    let project = text("About {{ prodct }}.").settings("variables: {product: Acme}\n");
    project.build().code(1).stderr(str![[r#"
error[unknown-variable]: there is no variable `prodct`
 --> content/a.md:4:7
  |
4 | About {{ prodct }}.
  |       ^^^^^^^^^^^^
  |
  = help: did you mean `product`?

error: 1 error; the site was not changed

"#]]);
}

#[test]
fn snippets_are_inserted() {
    let project = text("Before.\n\n{{ snippet \"window\" }}\n\nAfter.")
        .file("content/_snippets/window.md", "Within *14* days.\n\n- a\n- b\n");
    let parts = ["<p>Before.</p>", "<p>Within <em>14</em> days.</p>", "<li>b</li>", "<p>After.</p>"];
    project.build().ok().has_in_order("a/index.html", &parts);
}

#[test]
fn snippets_fit_into_sentences_and_lists() {
    let project = text("It takes {{ snippet \"days\" }} at most.\n\n1. Wait {{ snippet \"days\" }}.\n2. Call.")
        .file("content/_snippets/days.md", "**14** days\n");
    let run = project.build();
    run.ok().has("a/index.html", "<p>It takes <strong>14</strong> days at most.</p>");
    run.has("a/index.html", "Wait <strong>14</strong> days.");
}

#[test]
fn snippets_hold_variables_and_snippets() {
    let project = text("{{ snippet \"outer\" }}")
        .settings("variables: {days: \"14\"}\n")
        .file("content/_snippets/outer.md", "Outer, {{ snippet \"inner\" }}\n")
        .file("content/_snippets/inner.md", "{{ days }} days.\n");
    project.build().ok().has("a/index.html", "Outer, 14 days.");
}

#[test]
fn links_in_snippets_lead_from_the_snippets_place() {
    let project = Project::new()
        .article("deep/down/a.md", "title: A", "{{ snippet \"see\" }}")
        .article("refund.md", "title: Refunds", "")
        .file("content/_snippets/see.md", "See [refunds](../refund.md).\n");
    project.build().ok().has("deep/down/a/index.html", "href=\"../../../refund/\"");
}

#[test]
fn problems_in_snippets_are_reported_in_the_snippet_once() {
    let project = Project::new()
        .article("a.md", "title: A", "{{ snippet \"see\" }}")
        .article("b.md", "title: B", "{{ snippet \"see\" }}")
        .file("content/_snippets/see.md", "See [refunds](../refnd.md).\n");
    let run = project.build();
    run.code(1);
    assert_eq!(run.diagnostics(), ["error[broken-link] content/_snippets/see.md:1:15"]);
}

#[test]
fn snippets_in_code_are_code() {
    becomes("`{{ snippet \"x\" }}`", "<code>{{ snippet \"x\" }}</code>");
}

#[test]
fn an_unknown_snippet_is_an_error_with_a_suggestion() {
    let project = text("{{ snippet \"refund-windw\" }}").file("content/_snippets/refund-window.md", "14 days");
    project.build().code(1).stderr(str![[r#"
error[unknown-snippet]: there is no snippet `refund-windw`
 --> content/a.md:4:1
  |
4 | {{ snippet "refund-windw" }}
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: did you mean `refund-window`?

error: 1 error; the site was not changed

"#]]);
}

#[test]
fn a_snippet_that_includes_itself_is_an_error() {
    let project = text("{{ snippet \"a\" }}")
        .file("content/_snippets/a.md", "{{ snippet \"b\" }}\n")
        .file("content/_snippets/b.md", "{{ snippet \"a\" }}\n");
    project.build().code(1).stderr(str![[r#"
error[snippet-cycle]: the snippet `a` includes itself: `a` -> `b` -> `a`
 --> content/_snippets/b.md:1:1
  |
1 | {{ snippet "a" }}
  | ^^^^^^^^^^^^^^^^^
  |
  = help: take one of them out

error: 1 error; the site was not changed

"#]]);
}

#[test]
fn a_snippet_cannot_leave_its_folder() {
    let project = text("{{ snippet \"../secret\" }}").file("content/secret.md", "# Canary\n");
    project.build().code(1).error("unknown-snippet", "content/a.md:4");
}

#[test]
fn platform_headings_lose_no_text() {
    let project = text("## iPhone {platform=ios}\n\nTap.\n\n## Android {platform=android}\n\nPress.")
        .settings("platforms: [ios, android]\n");
    project.build().ok().has_in_order("a/index.html", &["iPhone", "Tap.", "Android", "Press."]);
}
