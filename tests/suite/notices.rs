//! `_notices`, the updates page, the contact page, and the pages that a writer puts in their place.

use snapbox::str;

use crate::support::Project;

const NOTICE: &str = "title: Card payments fail\nlevel: critical\nfrom: 2026-11-20\nuntil: 2026-11-24";

fn notice(project: Project, name: &str, front_matter: &str, body: &str) -> Project {
    project.article(&format!("_notices/{name}"), front_matter, body)
}

#[test]
fn a_notice_is_on_the_home_page_and_the_updates_page() {
    let project = notice(Project::new().article("a.md", "title: A", ""), "cards.md", NOTICE, "It *fails*.\n\nLater.");
    let run = project.build();
    run.ok()
        .has("index.html", "href=\"updates/#cards\">Card payments fail</a>")
        .has("index.html", "<p>It <em>fails</em>.</p></div>")
        .has("index.html", "data-when=\"2026-11-20/2026-11-24\"")
        .lacks("index.html", "Later.")
        .has("updates/index.html", "id=\"cards\"")
        .has("updates/index.html", "<p>Later.</p>")
        .has("updates/index.html", "<time datetime=\"2026-11-24\">24 November 2026</time>")
        .has("updates/index.html", "data-when=\"2026-11-25/..\" hidden>Over")
        .has("a/index.html", "href=\"../updates/\">Updates and known issues</a>");
}

#[test]
fn no_page_for_a_notice() {
    let project = notice(Project::new(), "cards.md", NOTICE, "");
    project.build().ok();
    let site = project.tree("site");
    assert!(!site.keys().any(|path| path.contains("cards") || path.contains("_notices")), "{:?}", site.keys());
}

#[test]
fn without_notices_the_updates_page_says_so_and_nothing_leads_there() {
    let project = Project::new().article("a.md", "title: A", "");
    project
        .build()
        .ok()
        .has("updates/index.html", "There are no known issues and no announcements at the moment.")
        .has("updates/index.html", "<meta name=\"robots\" content=\"noindex\">")
        .lacks("a/index.html", "updates/")
        .lacks("index.html", "ab-notices");
}

/// Where texts begin in a page, in the order given.
fn places(page: &[u8], texts: &[&str]) -> Vec<usize> {
    let page = String::from_utf8_lossy(page);
    texts.iter().map(|text| page.find(text).unwrap_or_else(|| panic!("no {text} in {page}"))).collect()
}

#[test]
fn newest_first_and_on_the_home_page_what_matters_most() {
    let project = [
        ("old", "title: Old\nlevel: critical\nfrom: 2026-01-01"),
        ("new", "title: New\nfrom: 2026-11-01"),
        ("always", "title: Always"),
        ("later", "title: Later\nlevel: warning\nfrom: 2026-11-01"),
    ]
    .into_iter()
    .fold(Project::new(), |project, (name, front)| notice(project, &format!("{name}.md"), front, ""));
    project.build().ok();
    let site = project.tree("site");
    let updates = places(&site["updates/index.html"], &[">Later<", ">New<", ">Old<", ">Always<"]);
    assert!(updates.is_sorted(), "{updates:?}");
    let home = places(&site["index.html"], &[">Old<", ">Later<", ">New<", ">Always<"]);
    assert!(home.is_sorted(), "{home:?}");
}

#[test]
fn only_pages_with_dated_notices_load_the_script() {
    let project = Project::new().article("due.md", "title: Due\nreview_by: 2026-11-20", "");
    let project = notice(project, "always.md", "title: Always", "");
    let run = project.build();
    run.ok()
        .has("due/index.html", "data-when=\"2026-11-21/..\">This page was due for a review on <time")
        .lacks("due/index.html", "dates.js")
        .lacks("index.html", "dates.js")
        .lacks("updates/index.html", "dates.js");
}

#[test]
fn drafts_and_internal_notices_leave_no_trace() {
    let project = notice(Project::new(), "draft.md", "title: Secret draft\ndraft: true", "x");
    let project = notice(project, "internal.md", "title: Secret inside\naudience: internal", "x");
    project.build().ok().has("updates/index.html", "no known issues");
    for (path, bytes) in project.tree("site") {
        assert!(!String::from_utf8_lossy(&bytes).contains("Secret"), "{path}");
    }
    project.build_with(&["--audience", "internal"]).ok().has("updates/index.html", "Secret inside");
    project.build_with(&["--drafts"]).ok().has("updates/index.html", "Secret draft");
}

#[test]
fn a_language_without_a_notice_shows_the_default_one() {
    let project = Project::bare()
        .settings("languages: [en, el]\n")
        .article("en/_notices/a.md", "title: English notice\nfrom: 2026-11-20", "Text.")
        .article("en/_notices/b.md", "title: Both\naudience: internal", "Text.")
        .article("el/_notices/b.md", "title: Μόνο μέσα", "Κείμενο.")
        .article("el/_notices/c.md", "title: Ελληνικά", "Κείμενο.")
        .article("en/x.md", "title: X", "");
    project
        .build()
        .ok()
        .has("el/updates/index.html", "lang=\"en\" dir=\"ltr\">English notice</h2>")
        .has("el/updates/index.html", "Από <time datetime=\"2026-11-20\">20 Νοεμβρίου 2026</time>")
        .has("el/updates/index.html", ">Ελληνικά</h2>")
        .lacks("el/updates/index.html", "Μόνο μέσα")
        .lacks("updates/index.html", "Ελληνικά</h2>")
        .has("el/updates/index.html", "href=\"../../updates/\" lang=\"en\"");
}

#[test]
fn what_is_wrong_in_a_notice_is_said_with_its_place() {
    let project = notice(
        Project::new(),
        "cards.md",
        "title: Cards\nlevle: critical\nfrom: 20.11.2026\nuntil: 2026-11-31",
        "[x](gone.md)",
    );
    project.build().code(1).stderr(str![[r#"
warning[unknown-key]: unknown key `levle`
 --> content/_notices/cards.md:3:1
  |
3 | levle: critical
  | ^^^^^
  |
  = help: did you mean `level`?

error[invalid-value]: `from` is not a date: `20.11.2026`
 --> content/_notices/cards.md:4:7
  |
4 | from: 20.11.2026
  |       ^^^^^^^^^^
  |
  = help: write it as `2026-11-01`

error[invalid-value]: `until` is not a date: `2026-11-31`
 --> content/_notices/cards.md:5:8
  |
5 | until: 2026-11-31
  |        ^^^^^^^^^^
  |
  = help: write it as `2026-11-01`

error[broken-link]: there is no file `_notices/gone.md`
 --> content/_notices/cards.md:7:5
  |
7 | [x](gone.md)
  |     ^^^^^^^
  |
  = help: a path starts at the folder of the file it stands in, and ends in `.md` for an article

error: 3 errors, 1 warning; the site was not changed

"#]]);
}

#[test]
fn a_level_that_is_none() {
    let project = notice(Project::new(), "cards.md", "title: Cards\nlevel: severe", "");
    project
        .build()
        .code(1)
        .error("invalid-value", "content/_notices/cards.md:3:8")
        .stderr_has("one of: info, warning, critical");
}

#[test]
fn a_notice_that_ends_before_it_begins() {
    let project = notice(Project::new(), "cards.md", "title: Cards\nfrom: 2026-11-20\nuntil: 2026-11-19", "");
    project.build().code(1).error("invalid-value", "content/_notices/cards.md:4:8").stderr_has("before it begins");
}

#[test]
fn a_notice_needs_a_title() {
    let project = notice(Project::new(), "cards.md", "level: info", "Text.");
    project.build().code(1).error("missing-title", "content/_notices/cards.md:1:1");
}

#[test]
fn a_notice_in_a_folder_that_is_not_read() {
    let project = Project::new().article("billing/_notices/a.md", "title: A", "").article("a.md", "title: A", "");
    project
        .build()
        .code(0)
        .warning("misplaced-file", "content/billing/_notices/a.md:1:1")
        .stderr_has("`content/_notices`");
    let project = Project::bare()
        .settings("languages: [en, el]\n")
        .article("_notices/a.md", "title: A", "")
        .article("en/a.md", "title: A", "");
    project.build().code(0).stderr_has("one of `content/en/_notices`, `content/el/_notices`");
}

#[test]
fn notices_share_a_page_without_sharing_ids() {
    let text = "Text.\n\n## Same heading\n\n- ### Same heading {#same}\n";
    let project = notice(Project::new(), "a.md", "title: A", text);
    let project = notice(project, "b.md", "title: B", text);
    project.build().ok().has("updates/index.html", "<h3>Same heading</h3>").lacks("updates/index.html", "same-heading");
    assert_eq!(crate::html::dead_links(&project.tree("site")), Vec::<String>::new());
}

#[test]
fn questions_of_featured_faqs_are_asked_most() {
    let faq = |count: usize| -> String { (1..=count).map(|n| format!("## Q{n}?\n\nYes.\n\n")).collect() };
    let project = Project::new()
        .article("long.md", "title: Long\nkind: faq\nfeatured: true\norder: 1", &faq(9))
        .article("short.md", "title: Short\nkind: faq\nfeatured: true\norder: 2", &faq(2))
        .article("other.md", "title: Other\nkind: faq\norder: 3", &faq(1))
        .article("a.md", "title: A\nfeatured: true", "");
    project.build().ok();
    let page = String::from_utf8(project.tree("site")["index.html"].clone()).expect("UTF-8");
    let asked: Vec<&str> =
        page.split("ab-most-asked__link\" href=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    let expected: Vec<String> =
        (1..=6).map(|n| format!("long/#q{n}")).chain((1..=2).map(|n| format!("short/#q{n}"))).collect();
    assert_eq!(asked, expected);
    assert_eq!(page.matches("ab-featured__item").count(), 1);
}

#[test]
fn every_page_leads_to_the_contact_page() {
    let settings = "title: Help\ncontact:\n".to_owned() + &"- {type: email, address: a@example.org}\n".repeat(4);
    let project = Project::bare().settings(&settings).article("b/a.md", "title: A", "");
    project.build().ok();
    for (path, bytes) in project.tree("site").iter().filter(|(path, _)| path.ends_with(".html")) {
        let page = String::from_utf8_lossy(bytes);
        let links = page.matches("contact/\"").count() + usize::from(path == "contact/index.html") * 2;
        assert!(links >= 2 && page.contains("ab-contact-link"), "{path}");
        let channels = if path == "contact/index.html" { 4 } else { 3 };
        assert_eq!(page.matches("<li class=\"ab-channel").count(), channels, "{path}");
    }
}

#[test]
fn the_contact_page_says_what_is_known_of_a_channel() {
    let project = Project::bare().settings(
        "languages: [en, el]\ncontact:\n- type: phone\n  label: Hotline\n  address: +30 210 1\n  reply_time: At once\n  \
         cost: {en: Local rate, el: Αστική χρέωση}\n  hours: 9 to 5\n  languages: [en, el]\n\
         - type: chat\n  address: https://example.org/chat/\n  hours: At night\n  languages: [el]\n\
         - type: url\n  address: https://example.org/forum/\n  hours: At noon\n",
    );
    let project = project.article("en/a.md", "title: A", "");
    project
        .build()
        .ok()
        .has("contact/index.html", "<dt>Cost</dt><dd>Local rate</dd>")
        .has("contact/index.html", "<dt>Reply</dt><dd>At once</dd>")
        .has("contact/index.html", "<dt>Hours</dt><dd>9 to 5</dd>")
        .has("contact/index.html", "<bdi lang=\"el\" dir=\"ltr\">Ελληνικά</bdi>")
        .has("contact/index.html", "<bdi>example.org/forum</bdi>")
        .has("contact/index.html", "<dd>At noon</dd>")
        .lacks("contact/index.html", "At night")
        .lacks("contact/index.html", "example.org/chat")
        .has("el/contact/index.html", "Αστική χρέωση")
        .has("el/contact/index.html", "example.org/chat");
}

#[test]
fn without_channels_the_contact_page_leads_back() {
    let project = Project::new().article("b/a.md", "title: A", "");
    project
        .build()
        .ok()
        .has("contact/index.html", "There is no way to contact us here yet.")
        .has("contact/index.html", "href=\"../b/\">B</a>")
        .has("contact/index.html", "noindex")
        .lacks("index.html", "contact/");
}

#[test]
fn a_page_of_the_writers_takes_the_place_of_ours() {
    let settings = "title: Help\ncontact: [{type: email, address: a@example.org}]\n";
    let with = |path: &str, front: &str| {
        let project = Project::bare().settings(settings).article(path, front, "Words of our own.");
        project.build().ok().has("index.html", "href=\"contact/\"");
        project.tree("site")
    };
    let text = |site: &std::collections::BTreeMap<String, Vec<u8>>, path: &str| {
        String::from_utf8_lossy(&site[path]).into_owned()
    };
    for path in ["contact.md", "contact/index.md", "Contact.md"] {
        let site = with(path, "title: Write to us");
        let file = site.keys().find(|path| path.eq_ignore_ascii_case("contact/index.html")).expect("a page");
        assert!(text(&site, file).contains("Words of our own."), "{path}");
    }
    let site = with("a.md", "title: A\naliases: [/contact/]");
    assert!(text(&site, "contact/index.html").contains("http-equiv=\"refresh\""));
    let project =
        notice(Project::new(), "a.md", "title: N\nfrom: 2026-11-01", "x").article("updates/one.md", "title: One", "");
    project.build().ok().has("index.html", "href=\"updates/\">N</a>").has("updates/index.html", "ab-page--category");
    let project = Project::new().file("static/updates/index.html", "mine").article("a.md", "title: A", "");
    project.build().ok().has("updates/index.html", "mine").has("a/index.html", "href=\"../updates/\"");
}

#[test]
fn articles_may_link_to_our_pages() {
    let project = Project::bare().settings("languages: [en, el]\n").article(
        "en/a.md",
        "title: A",
        "[c](/contact/) [u](/updates/) [s](/search/)",
    );
    project
        .build()
        .ok()
        .has("a/index.html", "href=\"../contact/\">c</a>")
        .has("el/a/index.html", "href=\"../contact/\">c</a>")
        .has("a/index.html", "href=\"../search/\">s</a>");
    Project::new().article("a.md", "title: A", "[c](/contacts/)").build().code(1).stderr_has("broken-link");
}

#[test]
fn our_pages_name_their_translations() {
    let project = Project::bare()
        .settings(
            "languages: [en, el]\nbase_url: https://example.org/\ncontact: [{type: email, address: a@example.org}]\n",
        )
        .article("en/a.md", "title: A", "")
        .article("el/contact.md", "title: Γράψτε μας", "");
    // A page that search engines leave out has none.
    project.build().ok().lacks("updates/index.html", "rel=\"alternate\" hreflang");
    project.write("content/en/_notices/n.md", "---\ntitle: N\n---\nNow.\n");
    project
        .build()
        .ok()
        .has("updates/index.html", "hreflang=\"el\" href=\"https://example.org/el/updates/\"")
        .has("updates/index.html", "hreflang=\"x-default\" href=\"https://example.org/updates/\"")
        .lacks("contact/index.html", "<link rel=\"alternate\" hreflang=\"el\"")
        .has("el/contact/index.html", "Γράψτε μας");
}
