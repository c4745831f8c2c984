//! The site as a whole: categories, order, addresses, redirects, hidden articles.

use snapbox::str;

use crate::html;
use crate::support::Project;

#[test]
fn an_empty_project_has_a_home_page() {
    let project = Project::new();
    std::fs::create_dir(project.path("content")).expect("a folder");
    project.build().ok().exists("index.html").exists("search/index.html").exists("404.html");
}

#[test]
fn the_home_page_shows_text_categories_and_articles() {
    let project = Project::new()
        .article("index.md", "title: Welcome", "How can we *help*?")
        .article("billing/index.md", "title: Billing\ndescription: Money matters.", "")
        .article("billing/refund.md", "title: Refunds", "")
        .article("hours.md", "title: Opening hours", "");
    let run = project.build();
    let page = run.ok().page("index.html");
    for part in ["Welcome", "How can we <em>help</em>?", "Billing", "Money matters.", "Opening hours"] {
        assert!(page.contains(part), "no {part} in\n{page}");
    }
}

#[test]
fn categories_nest_to_any_depth() {
    let project = Project::new()
        .article("a/index.md", "title: Alpha", "Text of alpha.")
        .article("a/b/index.md", "title: Beta", "")
        .article("a/b/c/index.md", "title: Gamma", "")
        .article("a/b/c/d/index.md", "title: Delta", "")
        .article("a/b/c/d/e.md", "title: Epsilon", "");
    let run = project.build();
    run.ok().has("a/index.html", "Text of alpha.");
    let crumbs = ["Alpha", "Beta", "Gamma", "Delta", "<h1"];
    run.has_in_order("a/b/c/d/e/index.html", &crumbs);
    let site = project.tree("site");
    assert!(html::reachable(&site, "index.html").contains("a/b/c/d/e/index.html"));
    assert_eq!(html::dead_links(&site), Vec::<String>::new());
}

#[test]
fn a_folder_without_an_index_is_named_after_itself() {
    let project = Project::new().article("getting-started/a.md", "title: A", "");
    project.build().ok().has("getting-started/index.html", "Getting started</h1>");
}

#[test]
fn articles_come_by_order_then_title() {
    let project = Project::new()
        .article("x/a.md", "title: Alpha\norder: 2", "")
        .article("x/b.md", "title: Zeta\norder: 1", "")
        .article("x/c.md", "title: Delta", "")
        .article("x/d.md", "title: Beta", "")
        .article("x/e.md", "title: Éclair", "")
        .article("x/f.md", "title: -first?\norder: -1", "");
    let page = project.build().ok().page("x/index.html");
    let text = html::text(html::element(&page, "main"));
    let at = |title: &str| text.find(title).unwrap_or_else(|| panic!("no {title} in {text}"));
    let order = ["-first?", "Zeta", "Alpha", "Beta", "Delta", "Éclair"].map(at);
    assert!(order.is_sorted(), "{text}");
}

#[test]
fn numbers_in_titles_sort_as_numbers_or_letters_but_always_the_same() {
    let titles = ["Step 10", "Step 9", "step 1"];
    let build = |order: [usize; 3]| {
        let project = order.iter().fold(Project::new(), |project, number| {
            let title = titles[*number];
            project.article(&format!("x/{}.md", title.replace(' ', "-")), &format!("title: {title}"), "")
        });
        project.build().ok();
        project.tree("site")
    };
    assert_eq!(build([0, 1, 2]), build([2, 1, 0]));
}

#[test]
fn categories_come_by_order_then_title() {
    let project = Project::new()
        .article("a/index.md", "title: Last\norder: 3", "")
        .article("a/x.md", "title: X1", "")
        .article("b/index.md", "title: First\norder: 1", "")
        .article("b/x.md", "title: X2", "")
        .article("c/index.md", "title: Second\norder: 2", "")
        .article("c/x.md", "title: X3", "");
    let page = project.build().ok().page("index.html");
    let main = html::text(html::element(&page, "main"));
    let at = |title: &str| main.find(title).unwrap_or_else(|| panic!("no {title} in {main}"));
    assert!(["First", "Second", "Last"].map(at).is_sorted(), "{main}");
}

#[test]
fn featured_articles_are_on_the_home_page() {
    let project = Project::new().article("a/b/c.md", "title: Deep but popular\nfeatured: true", "").article(
        "a/b/d.md",
        "title: Deep and lonely",
        "",
    );
    project.build().ok().has("index.html", "Deep but popular").has("index.html", "href=\"a/b/c/\"");
}

#[test]
fn related_articles_are_linked_in_their_order() {
    let project = Project::new()
        .article("a.md", "title: A\nrelated: [x/c.md, x/b.md]", "")
        .article("x/b.md", "title: Bravo", "")
        .article("x/c.md", "title: Charlie", "");
    project.build().ok().has_in_order("a/index.html", &["../x/c/", "Charlie", "../x/b/", "Bravo"]);
}

#[test]
fn related_articles_must_exist() {
    let project =
        Project::new().article("a.md", "title: A\nrelated: [x/bb.md]", "").article("x/b.md", "title: Bravo", "");
    project.build().code(1).error("broken-link", "content/a.md:3:11").stderr_has("`x/b.md`");
}

#[test]
fn aliases_redirect() {
    let project = Project::new().article("a/b.md", "title: B\naliases: [/old/b/, older.html, /a/c]", "");
    let run = project.build();
    for page in ["old/b/index.html", "older.html"] {
        let page_html = run.code(0).page(page);
        assert!(page_html.contains("http-equiv=\"refresh\""), "{page_html}");
        let links = html::attributes(&page_html, "href");
        let there = links.iter().any(|link| html::target(page, link).as_deref() == Some("a/b/index.html"));
        assert!(there, "{links:?}");
    }
    assert_eq!(html::dead_links(&project.tree("site")), Vec::<String>::new());
}

#[test]
fn an_alias_that_is_taken_is_an_error() {
    let project = Project::new().article("a.md", "title: A\naliases: [/b/]", "").article("b.md", "title: B", "");
    project.build().code(1).error("duplicate-alias", "content/a.md:3").stderr_has("content/b.md");
    let project = Project::new().article("a.md", "title: A\naliases: [/old/]", "").article(
        "b.md",
        "title: B\naliases: [/old/]",
        "",
    );
    project.build().code(1).stderr(str![[r#"
error[duplicate-alias]: an alias of `content/a.md` and an alias of `content/b.md` would both be at `/old/`
 --> content/b.md:3:11
  |
3 | aliases: [/old/]
  |           ^^^^^
  |
  = help: take the alias out of one of them

error: 1 error; the site was not changed

"#]]);
}

#[test]
fn an_alias_cannot_leave_the_site() {
    for alias in ["/../x/", "../../x", "/a/%2e%2e/%2e%2e/%2e%2e/x", "https://example.org/"] {
        let project = Project::new().article("a.md", &format!("title: A\naliases: [\"{alias}\"]"), "");
        project.build().code(1).error("invalid-value", "content/a.md:3");
    }
}

#[test]
fn a_slug_replaces_the_last_part_of_the_address() {
    let project = Project::new().article("billing/7-refund-v2.md", "title: Refunds\nslug: επιστροφές", "");
    project.build().ok().exists("billing/επιστροφές/index.html").missing("billing/7-refund-v2");
}

#[test]
fn a_slug_cannot_leave_the_site() {
    for slug in ["../../x", "a/b", "..", "\"\"", "a\\b"] {
        let project = Project::new().article("a.md", &format!("title: A\nslug: {slug}"), "");
        project.build().code(1).error("invalid-value", "content/a.md:3:7");
    }
}

#[test]
fn file_names_become_readable_addresses() {
    let cases = [
        ("Refund Policy.md", "refund-policy/index.html"),
        ("C'est_la vie!.md", "cest_la-vie/index.html"),
        ("Πώς πληρώνω;.md", "πώς-πληρώνω/index.html"),
        ("退款.md", "退款/index.html"),
        ("إعادة تعيين.md", "إعادة-تعيين/index.html"),
    ];
    for (file, page) in cases {
        Project::new().article(file, "title: A", "").build().ok().exists(page);
    }
}

#[test]
fn names_without_letters_have_an_address_too() {
    let project = Project::new().article("🎉.md", "title: Party", "canary-party").article(
        "🎈.md",
        "title: Balloon",
        "canary-balloon",
    );
    project.build().ok();
    let site = project.tree("site");
    for word in ["canary-party", "canary-balloon"] {
        let found = html::reachable(&site, "index.html")
            .iter()
            .any(|path| String::from_utf8_lossy(&site[path]).contains(word) && path.ends_with("/index.html"));
        assert!(found, "{word} is not reachable");
    }
}

#[test]
fn two_files_for_one_address_are_an_error_that_names_both() {
    let project =
        Project::new().article("refund policy.md", "title: A", "").article("refund-policy.md", "title: B", "");
    project.build().code(1).stderr(str![[r#"
error[duplicate-url]: `content/refund policy.md` and `content/refund-policy.md` would both be at `/refund-policy/`
 --> content/refund-policy.md:1:1
  |
1 | ---
  | ^
  |
  = help: rename one of them, or give it another `slug`

error: 1 error; the site was not changed

"#]]);
    let project = Project::new().article("a.md", "title: A", "").article("b.md", "title: B\nslug: a", "");
    let run = project.build();
    run.code(1).error("duplicate-url", "content/b.md").stderr_has("content/a.md");
}

#[test]
fn an_article_and_a_folder_of_one_name_are_two_files_for_one_address() {
    let project = Project::new()
        .article("billing.md", "title: A", "")
        .article("billing/index.md", "title: B", "")
        .article("billing/c.md", "title: C", "");
    project.build().code(1).stderr_has("error[duplicate-url]").stderr_has("content/billing.md");
}

#[test]
fn an_article_cannot_take_the_search_page() {
    let project = Project::new().article("search.md", "title: Search tips", "");
    project.build().code(1).error("duplicate-url", "content/search.md");
}

#[cfg(target_os = "linux")]
#[test]
fn names_that_differ_by_letter_case_only_are_an_error() {
    let project = Project::new().article("Refund.md", "title: A", "").article("refund.md", "title: B", "");
    let run = project.build();
    run.code(1).stderr_has("error[duplicate-url]");
    run.stderr_has("content/Refund.md").stderr_has("content/refund.md");
}

#[cfg(target_os = "linux")]
#[test]
fn names_that_differ_by_unicode_form_only_are_an_error() {
    let project = Project::new().article("caf\u{e9}.md", "title: A", "").article("cafe\u{301}.md", "title: B", "");
    project.build().code(1).stderr_has("error[duplicate-url]");
}

#[test]
fn links_find_files_in_either_unicode_form() {
    let project =
        Project::new().article("cafe\u{301}.md", "title: A", "").article("b.md", "title: B", "[x](caf\u{e9}.md)");
    project.build().ok().exists("caf\u{e9}/index.html");
    assert_eq!(html::dead_links(&project.tree("site")), Vec::<String>::new());
}

#[test]
fn static_files_cannot_replace_pages() {
    let project = Project::new().article("a.md", "title: A", "").file("static/a/index.html", "mine");
    project.build().code(1).error("duplicate-url", "static/a/index.html");
}

#[test]
fn drafts_wait() {
    let project = Project::new().article("a.md", "title: A", "").article(
        "b.md",
        "title: Canary draft\ndraft: true",
        "canary-draft",
    );
    let run = project.build();
    run.ok().missing("b/index.html").no_trace("anary-draft").no_trace("Canary draft");
    project.build_with(&["--drafts"]).ok().has("b/index.html", "canary-draft");
    project.build().ok().missing("b/index.html");
}

#[test]
fn internal_articles_leave_no_trace_in_a_public_site() {
    let project = Project::new()
        .settings("base_url: https://example.org/\nlanguages: [en, el]\n")
        .article("en/a.md", "title: A", "")
        .article(
            "en/x/staff-canary.md",
            "title: Staff canary\naudience: internal\nfeatured: true\nkeywords: [key-canary]\n\
             description: The canary\naliases: [/old-canary/]\nslug: slug-canary",
            "## Heading canary\n\nText canary. ![x](image-canary.png)",
        )
        .article("en/faq.md", "title: Staff canary faq\nkind: faq\naudience: internal", "## Ask a canary?\n\nYes.")
        .article("el/x/staff-canary.md", "title: Το canary\naudience: internal", "canary")
        .article("en/only-canary/index.md", "title: Category canary\naudience: internal", "canary")
        .article("en/only-canary/b.md", "title: Below canary", "canary")
        .file("content/en/x/image-canary.png", "canary");
    let run = project.build();
    run.code(0).no_trace("canary");
    let run = project.build_with(&["--audience", "internal"]);
    run.code(0).has("x/slug-canary/index.html", "Text canary.").exists("x/image-canary.png");
}

#[test]
fn a_category_with_hidden_articles_only_is_hidden() {
    let project =
        Project::new().article("a.md", "title: A", "").article("canary/b.md", "title: B\naudience: internal", "");
    project.build().ok().no_trace("canary").no_trace("Canary");
}

#[test]
fn every_article_is_on_the_search_page() {
    let project = Project::new()
        .article("a/b.md", "title: Über uns", "")
        .article("c.md", "title: 24 hours", "")
        .article("d.md", "title: Ώρες", "");
    let run = project.build();
    let page = run.ok().page("search/index.html");
    for part in ["Über uns", "24 hours", "Ώρες", "../a/b/", "../c/", "../d/"] {
        assert!(page.contains(part), "no {part} in\n{page}");
    }
    assert!(page.contains("name=\"q\""), "{page}");
}

#[test]
fn pages_have_one_main_one_h1_and_a_language() {
    let project = Project::new()
        .article("index.md", "title: Welcome", "")
        .article("a/b.md", "title: B", "")
        .article("a/faq.md", "title: F\nkind: faq", "## Q?\n\nA.")
        .article("a/how.md", "title: H\nkind: how-to", "1. Do it.");
    project.build().ok();
    for (path, bytes) in project.tree("site") {
        if path.ends_with(".html") {
            let page = String::from_utf8(bytes).expect("UTF-8");
            let starts = page.to_lowercase().starts_with("<!doctype html>");
            assert!(starts, "{path}:\n{page}");
            assert_eq!(page.matches("<h1").count(), 1, "{path}:\n{page}");
            assert_eq!(page.matches("<main").count(), 1, "{path}:\n{page}");
            assert!(page.contains("<html lang=\"en\""), "{path}:\n{page}");
            assert_eq!(html::duplicate_ids(&page), Vec::<String>::new(), "{path}");
        }
    }
}

#[test]
fn pages_have_no_inline_script_or_style_and_ask_nobody_else() {
    let project = Project::new().article("index.md", "title: Welcome", "").article(
        "a/faq.md",
        "title: F\nkind: faq",
        "## Q?\n\nA.",
    );
    project.build().ok();
    for (path, bytes) in project.tree("site") {
        if path.ends_with(".html") {
            let page = String::from_utf8(bytes).expect("UTF-8");
            assert!(!page.contains("<style") && !page.contains(" style=\""), "{path}:\n{page}");
            for script in page.split("<script").skip(1) {
                let tag = script.split('>').next().expect("a tag");
                let fine = tag.contains("src=\"") || tag.contains("application/ld+json");
                assert!(fine, "{path}: <script{tag}>");
            }
            for link in html::attributes(&page, "src") {
                assert!(html::target(&path, &link).is_some(), "{path}: {link}");
            }
        }
    }
}

#[test]
fn headings_make_a_table_of_contents_from_three_on() {
    let three = Project::new().article("a.md", "title: A", "## One\n\n## Two\n\n## Three");
    let links = html::attributes(&three.build().ok().page("a/index.html"), "href");
    assert_eq!(links.iter().filter(|link| *link == "#two").count(), 2, "{links:?}");
    let two = Project::new().article("a.md", "title: A", "## One\n\n## Two");
    let links = html::attributes(&two.build().ok().page("a/index.html"), "href");
    assert_eq!(links.iter().filter(|link| *link == "#two").count(), 1, "{links:?}");
}
