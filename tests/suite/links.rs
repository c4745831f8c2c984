//! Links between articles, to headings and to files, and what is said about broken ones.

use snapbox::str;

use crate::html;
use crate::support::Project;

/// A home page with this text beside an article about refunds.
fn home(body: &str) -> Project {
    Project::new().article("index.md", "title: Welcome", body).article(
        "billing/refund.md",
        "title: Refunds",
        "## How long?\n\n14 days.",
    )
}

#[track_caller]
fn leads_to(body: &str, link: &str) {
    let project = home(body);
    let run = project.build();
    let links = html::attributes(&run.ok().page("index.html"), "href");
    assert!(links.contains(&link.to_owned()), "no `{link}` in {links:?}");
    assert_eq!(html::dead_links(&project.tree("site")), Vec::<String>::new());
}

#[test]
fn links_lead_to_articles() {
    leads_to("[x](billing/refund.md)", "billing/refund/");
    leads_to("[x](./billing/../billing/refund.md)", "billing/refund/");
    leads_to("[x][r]\n\n[r]: billing/refund.md 'Title'", "billing/refund/");
    leads_to("<a href=\"billing/refund.md\">x</a>", "billing/refund/");
}

#[test]
fn links_lead_to_headings() {
    leads_to("[x](billing/refund.md#how-long)", "billing/refund/#how-long");
    leads_to("[x](#below)\n\n## Below", "#below");
}

#[test]
fn links_lead_to_headings_in_other_scripts() {
    for link in ["#πώς-πληρώνω", "#%CF%80%CF%8E%CF%82-%CF%80%CE%BB%CE%B7%CF%81%CF%8E%CE%BD%CF%89"] {
        let project = home(&format!("[x]({link})\n\n## Πώς πληρώνω;"));
        project.build().ok();
        assert_eq!(html::dead_links(&project.tree("site")), Vec::<String>::new());
    }
}

#[test]
fn links_lead_upwards_and_sideways() {
    let project = Project::new()
        .article("index.md", "title: Welcome", "")
        .article("a/b/c.md", "title: C", "[home](../../index.md) [d](d.md) [a](../index.md)")
        .article("a/b/d.md", "title: D", "")
        .article("a/index.md", "title: A", "");
    let run = project.build();
    let page = run.ok().page("a/b/c/index.html");
    for link in ["../../../", "../d/", "../../"] {
        assert!(html::attributes(&page, "href").contains(&link.to_owned()), "no {link} in\n{page}");
    }
    assert_eq!(html::dead_links(&project.tree("site")), Vec::<String>::new());
}

#[test]
fn links_to_the_web_are_left_alone() {
    leads_to("[x](https://example.org/a?b=c&d=e#f)", "https://example.org/a?b=c&d=e#f");
    leads_to("<https://example.org/>", "https://example.org/");
    leads_to("[x](mailto:help@example.org)", "mailto:help@example.org");
    leads_to("[x](tel:+302101234567)", "tel:+302101234567");
}

#[test]
fn names_with_spaces_can_be_linked() {
    for link in ["my%20file.md", "<my file.md>"] {
        let project = home(&format!("[x]({link})")).article("my file.md", "title: Mine", "");
        project.build().ok();
        assert_eq!(html::dead_links(&project.tree("site")), Vec::<String>::new());
    }
}

#[test]
fn names_in_any_script_can_be_linked() {
    let project = home("[x](χρεώσεις/επιστροφή.md)").article("χρεώσεις/επιστροφή.md", "title: Α", "");
    project.build().ok().exists("χρεώσεις/επιστροφή/index.html");
    assert_eq!(html::dead_links(&project.tree("site")), Vec::<String>::new());
}

#[test]
fn linked_files_and_images_are_published() {
    let project = home("[terms](files/terms.pdf) ![box](img/box.png)")
        .file("content/files/terms.pdf", "pdf")
        .file("content/img/box.png", "png")
        .file("content/img/unused.png", "png");
    let run = project.build();
    run.ok().no_trace("unused");
    assert_eq!(html::dead_links(&project.tree("site")), Vec::<String>::new());
}

#[test]
fn static_files_are_copied_whole_and_can_be_linked() {
    let project = home("").file("static/files/terms.pdf", "pdf").file("static/robots.txt", "x");
    project.build().ok().exists("files/terms.pdf").exists("robots.txt");
}

#[test]
fn a_link_to_no_file_is_an_error_with_a_suggestion() {
    home("See [refunds](billing/refnd.md).").build().code(1).stderr(str![[r#"
error[broken-link]: there is no file `billing/refnd.md`
 --> content/index.md:4:15
  |
4 | See [refunds](billing/refnd.md).
  |               ^^^^^^^^^^^^^^^^
  |
  = help: did you mean `billing/refund.md`?

error: 1 error; the site was not changed

"#]]);
}

#[test]
fn the_same_name_in_another_folder_is_suggested() {
    let run_in = home("See [refunds](refund.md).");
    run_in.build().code(1).error("broken-link", "content/index.md:4").stderr_has("`billing/refund.md`");
}

#[test]
fn letter_case_matters() {
    let project = home("[x](Billing/Refund.md)");
    project.build().code(1).error("broken-link", "content/index.md:4").stderr_has("`billing/refund.md`");
}

#[test]
fn a_link_to_no_heading_is_an_error_with_a_suggestion() {
    home("See [how long](billing/refund.md#how-lon).").build().code(1).stderr(str![[r#"
error[broken-anchor]: there is no heading `#how-lon` on `billing/refund.md`
 --> content/index.md:4:16
  |
4 | See [how long](billing/refund.md#how-lon).
  |                ^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: did you mean `#how-long`?

error: 1 error; the site was not changed

"#]]);
    home("[x](#nowhere)").build().code(1).error("broken-anchor", "content/index.md:4");
}

#[test]
fn a_missing_image_is_an_error() {
    let project = home("![box](img/bax.png)").file("content/img/box.png", "png");
    project.build().code(1).stderr(str![[r#"
error[missing-image]: there is no file `img/bax.png`
 --> content/index.md:4:8
  |
4 | ![box](img/bax.png)
  |        ^^^^^^^^^^^
  |
  = help: did you mean `img/box.png`?

error: 1 error; the site was not changed

"#]]);
}

#[test]
fn links_out_of_the_project_are_errors() {
    let links = ["../../outside.md", "%2e%2e/%2e%2e/outside.md", "..\\..\\outside.md"];
    for link in links {
        let project = home(&format!("[x]({link}) ![y]({})", link.replace(".md", ".png")));
        std::fs::write(project.outside().join("outside.md"), "# Canary-outside").expect("a file");
        std::fs::write(project.outside().join("outside.png"), "canary-outside").expect("a file");
        project.build().code(1);
    }
}

#[test]
fn files_of_the_project_outside_content_are_not_published() {
    let project = home("[x](../private.txt)").file("private.txt", "canary-private");
    project.build().code(1).error("broken-link", "content/index.md:4");
}

#[test]
fn broken_links_in_raw_html_are_warnings() {
    let project = home("<a href=\"nope.md\">x</a>");
    project.build().code(0).warning("broken-html-link", "content/index.md:4");
}

#[test]
fn a_link_to_a_draft_is_an_error() {
    let project = home("See [it](new.md).").article("new.md", "title: New\ndraft: true", "");
    project.build().code(1).stderr(str![[r#"
error[link-to-hidden]: `new.md` is a draft or internal, so this page must not link to it
 --> content/index.md:4:10
  |
4 | See [it](new.md).
  |          ^^^^^^
  |
  = help: take the link out, or make this page internal or a draft too

error: 1 error; the site was not changed

"#]]);
    project.build_with(&["--drafts"]).ok().has("index.html", "href=\"new/\"");
}

#[test]
fn a_link_to_an_internal_page_is_an_error_on_public_pages_only() {
    let project = home("").article("staff.md", "title: Staff\naudience: internal", "[x](rules.md)");
    project.write("content/rules.md", "---\ntitle: Rules\naudience: internal\n---\n");
    project.build().ok().missing("staff/index.html");
    project.build_with(&["--audience", "internal"]).ok().has("staff/index.html", "../rules/");
    project.write("content/index.md", "---\ntitle: Home\n---\n[staff](staff.md)\n");
    project.build().code(1).error("link-to-hidden", "content/index.md:4");
}

#[test]
fn hidden_pages_are_checked_too_when_they_are_shown() {
    let project = home("").article("new.md", "title: New\ndraft: true", "[x](nope.md)");
    project.build_with(&["--drafts"]).code(1).error("broken-link", "content/new.md:5");
}

#[test]
fn unsafe_links_are_errors() {
    let links = [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "&#106;avascript:alert(1)",
        "data:text/html;base64,PHNjcmlwdD4=",
        "vbscript:x",
    ];
    for link in links {
        let project = home(&format!("[x]({link})"));
        let run = project.build();
        run.code(1).error("unsafe-link", "content/index.md:4");
    }
    home("![x](data:image/svg+xml;base64,PHN2Zz4=)").build().code(1);
}

#[test]
fn unsafe_links_do_not_hide_behind_what_browsers_ignore() {
    let body = "[a](<java&#10;script:alert(1)>) [b](<java&#9;script:alert(1)>) [c](<&#1;javascript:alert(1)>)\n\n\
                <a href=\"java&#10;script:alert(1)\">d</a> <a href=\" javascript&colon;alert(1)\">e</a>\n\n\
                <a href=\"java&#115;cript:alert(1)\">f</a> <img src=\"x\" alt=\"g\" onerror=\"alert(1)\">";
    let project = home(body);
    project.build().code(1);
    let rules = "broken-link: off, broken-html-link: off, missing-image: off, unknown-scheme: off, unsafe-html: off";
    project.write("answerbook.yaml", format!("check: {{rules: {{{rules}}}}}\n"));
    project.build();
    let page = std::fs::read_to_string(project.path("site/index.html")).unwrap_or_default();
    for link in html::attributes(&page, "href") {
        let visible: String = link.chars().filter(char::is_ascii_graphic).collect();
        assert!(!visible.to_lowercase().contains("script:"), "{link}");
    }
    assert!(!page.contains("onerror"), "{page}");
}

#[test]
fn unknown_schemes_are_warnings() {
    let project = home("[x](whatsup:hello)");
    let run = project.build();
    run.code(0).warning("unknown-scheme", "content/index.md:4").lacks("index.html", "href=\"whatsup");
    let project = home("[x](whatsup:hello)").settings("markup: {schemes: [whatsup]}\n");
    project.build().ok().has("index.html", "href=\"whatsup:hello\"");
}

#[test]
fn no_page_of_the_program_has_a_dead_link() {
    let project = Project::new()
        .settings("languages: [en, el, ar]\nbase_url: https://example.org/\n")
        .article("en/a/b/c.md", "title: C", "## One\n\n## Two\n\n## Three")
        .article("en/a/faq.md", "title: F\nkind: faq", "## Q?\n\nA.")
        .article("el/a/index.md", "title: Α", "")
        .article("ar/index.md", "title: أهلا", "");
    project.build().ok();
    assert_eq!(html::dead_links(&project.tree("site")), Vec::<String>::new());
}

#[test]
fn every_broken_link_says_how_to_mend_it() {
    let links = ["nope/else.md", "/nope/", "/x.pdf", "../../out.md", "b.md#nope", "#nope", "javascript:x", "app:x"];
    let body: String = links.iter().map(|link| format!("[x]({link})\n")).collect();
    let project = home(&format!("{body}![x](nope.png)\n![x](/nope.png)\n")).article("b.md", "title: B", "## Yes\n");
    let run = project.build();
    let errors = run.errors();
    let problems = errors.lines().filter(|line| line.starts_with("error[") || line.starts_with("warning[")).count();
    let hints = errors.lines().filter(|line| line.contains("= help: ")).count();
    assert_eq!((problems, hints), (links.len() + 2, links.len() + 2), "{errors}");
}
