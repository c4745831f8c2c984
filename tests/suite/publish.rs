//! Files besides pages: for search engines, feed readers, browsers and hosts.

use std::io::Read;

use crate::figures::png;
use crate::html;
use crate::support::Project;

/// A site with an address, two languages and every kind of page.
fn two_languages() -> Project {
    Project::new()
        .settings("title: Orchard Help\nbase_url: https://example.org/\nlanguages: [en, el]\ncontact:\n  - {type: email, label: Mail, address: a@example.org}\n")
        .article("en/billing/index.md", "title: Billing\nupdated: 2026-10-01", "Money.")
        .article("en/billing/refund.md", "title: Refunds & <more>\ndescription: Within 14 days.\nupdated: 2026-11-01\naliases: [/old/refund/]", "Text.")
        .article("el/billing/refund.md", "title: Επιστροφές\nslug: επιστροφές\nupdated: 2026-11-02", "Κείμενο.")
        .article("en/hours.md", "title: Opening hours\naliases: [/ώρες.html]", "From 9 to 5.")
}

/// The texts of all elements of a name.
fn texts<'a>(xml: &'a str, name: &str) -> Vec<&'a str> {
    let (open, close) = (format!("<{name}>"), format!("</{name}>"));
    let parts = xml.split(&open).skip(1);
    parts.map(|part| part.split(&close).next().unwrap_or_default()).collect()
}

#[test]
fn the_sitemap_has_every_page_that_search_engines_may_show() {
    let project = two_languages();
    let run = project.build();
    let sitemap = run.ok().page("sitemap.xml");
    let site = project.tree("site");
    let mut expected: Vec<String> = site
        .iter()
        .filter(|(path, _)| path.ends_with("index.html"))
        .filter(|(_, bytes)| !String::from_utf8_lossy(bytes).contains("content=\"noindex\""))
        .map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned())
        .filter(|page| !page.contains("http-equiv=\"refresh\""))
        .filter_map(|page| Some(page.split_once("rel=\"canonical\" href=\"")?.1.split('"').next()?.to_owned()))
        .collect();
    expected.sort();
    let mut found = texts(&sitemap, "loc");
    found.sort_unstable();
    assert_eq!(found, expected);
    assert!(
        found.contains(&"https://example.org/el/billing/%CE%B5%CF%80%CE%B9%CF%83%CF%84%CF%81%CE%BF%CF%86%CE%AD%CF%82/")
    );
    assert!(!sitemap.contains("/search/") && !sitemap.contains("/el/hours/") && !sitemap.contains("404"), "{sitemap}");
    assert_eq!(texts(&sitemap, "lastmod"), ["2026-10-01", "2026-11-01", "2026-11-02"]);
}

/// What follows each `hreflang`: language and address.
fn hreflang(text: &str) -> Vec<(&str, &str)> {
    let value = |text: &'_ str| text.split('"').next().unwrap_or_default().len();
    let links = text.split("rel=\"alternate\" hreflang=\"").skip(1).filter_map(|link| link.split_once("\" href=\""));
    links.map(|(language, rest)| (language, &rest[..value(rest)])).collect()
}

#[test]
fn the_sitemap_and_the_pages_name_the_same_translations() {
    let project = two_languages();
    let run = project.build();
    let sitemap = run.ok().page("sitemap.xml");
    for entry in texts(&sitemap, "url") {
        let url = texts(entry, "loc")[0];
        let path = answerbook::site::url::decode(url.strip_prefix("https://example.org/").expect("our address"));
        let page = run.page(&format!("{path}index.html"));
        assert_eq!(hreflang(entry), hreflang(&page), "{path}");
    }
    let refund = texts(&sitemap, "url")
        .into_iter()
        .find(|entry| entry.contains("<loc>https://example.org/billing/refund/"))
        .expect("the article");
    for part in [
        "hreflang=\"x-default\" href=\"https://example.org/billing/refund/\"",
        "hreflang=\"en\" href=\"https://example.org/billing/refund/\"",
        "hreflang=\"el\" href=\"https://example.org/el/billing/%CE%B5",
    ] {
        assert!(refund.contains(part), "{refund}");
    }
}

#[test]
fn without_an_address_nothing_is_made_that_needs_one() {
    let project = Project::new().article("a.md", "title: A\nupdated: 2026-11-01", "");
    let run = project.build();
    for path in ["sitemap.xml", "robots.txt", "feed.xml", "opensearch.xml"] {
        run.ok().missing(path);
    }
    run.exists("site.webmanifest").exists("_headers").lacks("a/index.html", "atom+xml");
}

#[test]
fn robots_stand_at_the_root_of_a_host_alone() {
    let project =
        Project::new().settings("title: Help\nbase_url: https://example.org/\n").article("a.md", "title: A", "");
    assert_eq!(
        project.build().ok().page("robots.txt"),
        "User-agent: *\nAllow: /\n\nSitemap: https://example.org/sitemap.xml\n"
    );
    project.build_with(&["--base-url", "https://example.org/help/"]).ok().missing("robots.txt").exists("sitemap.xml");
}

#[test]
fn a_site_for_the_staff_is_found_by_nobody() {
    let project = two_languages();
    let run = project.build_with(&["--audience", "internal"]);
    run.ok().missing("sitemap.xml").has("robots.txt", "Disallow: /\n").has("_headers", "X-Robots-Tag: noindex");
    for (path, bytes) in project.tree("site").iter().filter(|(path, _)| path.ends_with(".html")) {
        let page = String::from_utf8_lossy(bytes);
        let hidden = page.contains("content=\"noindex\"") || page.contains("http-equiv=\"refresh\"");
        assert!(hidden, "{path} may be found");
    }
}

#[test]
fn the_feed_has_the_articles_with_a_date_newest_first() {
    let project =
        two_languages().article("en/billing/invoice.md", "title: Invoices\nupdated: 2026-11-03", "First words.");
    let run = project.build();
    let feed = run.ok().page("feed.xml");
    let entries = texts(&feed, "entry");
    assert_eq!(entries.len(), 2, "{feed}");
    assert_eq!(texts(entries[0], "id"), ["https://example.org/billing/invoice/"]);
    assert_eq!(texts(entries[0], "updated"), ["2026-11-03T00:00:00Z"]);
    assert_eq!(texts(entries[0], "summary"), ["First words."]);
    assert_eq!(texts(entries[1], "title"), ["Refunds &amp; &lt;more&gt;"]);
    assert!(entries[1].contains("<category term=\"billing\" label=\"Billing\"/>"), "{feed}");
    assert_eq!(texts(&feed, "updated")[0], "2026-11-03T00:00:00Z");
    let greek = run.page("el/feed.xml");
    assert_eq!(texts(&greek, "entry").len(), 1, "what stands in is no news in Greek: {greek}");
    run.has(
        "billing/refund/index.html",
        "type=\"application/atom+xml\" title=\"Orchard Help\" href=\"../../feed.xml\"",
    );
}

#[test]
fn a_feed_has_at_most_fifty_entries() {
    let mut project = Project::new().settings("title: Help\nbase_url: https://example.org/\n");
    for number in 0..60 {
        project = project.article(
            &format!("a{number}.md"),
            &format!("title: A {number}\nupdated: 2026-10-{:02}", number % 28 + 1),
            "",
        );
    }
    let feed = project.build().ok().page("feed.xml");
    let dates: Vec<&str> = texts(&feed, "entry").into_iter().map(|entry| texts(entry, "updated")[0]).collect();
    assert_eq!(dates.len(), 50);
    assert!(dates.windows(2).all(|pair| pair[0] >= pair[1]), "{dates:?}");
}

#[test]
fn notices_with_dates_have_a_feed() {
    let notice = |front: &str| format!("---\n{front}\n---\nMail comes late.\n");
    let project = Project::new()
        .settings("title: Help\nbase_url: https://example.org/\n")
        .article("a.md", "title: A", "")
        .file("content/_notices/mail.md", notice("title: Mail\nfrom: 2026-11-20"))
        .file("content/_notices/late.md", notice("title: Later\nfrom: 2026-11-21"))
        .file("content/_notices/always.md", notice("title: No date"));
    let run = project.build();
    let feed = run.ok().page("updates/feed.xml");
    assert_eq!(texts(&feed, "id")[1..], ["https://example.org/updates/#late", "https://example.org/updates/#mail"]);
    assert_eq!(texts(&feed, "summary"), ["Mail comes late."; 2]);
    run.has("updates/index.html", "atom+xml").has("index.html", "href=\"updates/feed.xml\"").missing("feed.xml");
    run.lacks("a/index.html", "atom+xml");
}

#[test]
fn browsers_can_search_and_keep_the_site() {
    let project = two_languages()
        .file("static/icon.png", png(1, 1))
        .file("answerbook.yaml", "title: The Orchard Help Centre\nbase_url: https://example.org/help/\nlanguages: [en, el]\nbrand: {favicon: icon.png, logo: icon.png, accent: \"#0b5cad\"}\npublish: {pictures: false}\n");
    let run = project.build();
    run.ok()
        .has("opensearch.xml", "<ShortName>The Orchard Help</ShortName>")
        .has("el/opensearch.xml", "template=\"https://example.org/help/el/search/?q={searchTerms}\"")
        .has("opensearch.xml", "<Image width=\"1\" height=\"1\" type=\"image/png\">https://example.org/help/icon.png</Image>")
        .has("el/hours/index.html", "<link rel=\"search\" type=\"application/opensearchdescription+xml\" title=\"The Orchard Help Centre\" href=\"../opensearch.xml\">")
        .has("el/hours/index.html", "<link rel=\"manifest\" href=\"../site.webmanifest\">")
        .has("hours/index.html", "<meta property=\"og:image\" content=\"https://example.org/help/icon.png\">");
    let manifest: serde_json::Value = serde_json::from_str(&run.page("el/site.webmanifest")).expect("JSON");
    assert_eq!(manifest["icons"][0], serde_json::json!({ "src": "../icon.png", "type": "image/png", "sizes": "1x1" }));
    assert_eq!(manifest["icons"].as_array().map(Vec::len), Some(1), "the same image once");
    assert_eq!((manifest["lang"].as_str(), manifest["theme_color"].as_str()), (Some("el"), Some("#0b5cad")));
    assert_eq!(manifest["short_name"], "The Orchard");
}

#[test]
fn link_previews_say_type_and_language() {
    let project = Project::new()
        .settings("title: Help\nbase_url: https://example.org/\nlanguages: [pt-BR, en]\n")
        .article("pt-BR/a.md", "title: A", "")
        .article("en/a.md", "title: A", "");
    let run = project.build();
    run.ok()
        .has("a/index.html", "<meta property=\"og:type\" content=\"article\">")
        .has("index.html", "<meta property=\"og:type\" content=\"website\">")
        .has("a/index.html", "<meta property=\"og:locale\" content=\"pt_BR\">")
        .has("a/index.html", "<meta property=\"og:locale:alternate\" content=\"en\">");
}

/// The structured data of a page, its parts by type.
pub(crate) fn structured(page: &str, kind: &str) -> Option<serde_json::Value> {
    let text = page.split_once("application/ld+json\">")?.1.split_once("</script>")?.0;
    let data: serde_json::Value = serde_json::from_str(text).expect("JSON");
    data["@graph"].as_array().expect("a graph").iter().find(|part| part["@type"] == kind).cloned()
}

#[test]
fn the_home_page_says_who_answers() {
    let project = two_languages();
    let run = project.build();
    let page = run.ok().page("index.html");
    let organization = structured(&page, "Organization").expect("an organization");
    assert_eq!(organization["contactPoint"][0]["email"], "a@example.org");
    assert_eq!(structured(&run.page("el/index.html"), "WebSite").expect("a site")["inLanguage"], "el");
}

#[test]
fn videos_of_an_article_are_in_its_structured_data() {
    let settings = "title: Help\nbase_url: https://example.org/\n";
    let project = Project::new()
        .settings(settings)
        .article("a.md", "title: A\ndescription: How.\nupdated: 2026-11-01", "![Reset](reset.mp4)")
        .article("b.md", "title: B\nvideo: https://video.example/watch?v=1", "")
        .article("c.md", "title: C", "![Sound](ring.mp3)")
        .file("content/reset.mp4", "video")
        .file("content/ring.mp3", "sound");
    let run = project.build();
    let video = structured(&run.ok().page("a/index.html"), "VideoObject").expect("a video");
    let expected = serde_json::json!({
        "@type": "VideoObject", "name": "Reset", "description": "How.", "uploadDate": "2026-11-01",
        "contentUrl": "https://example.org/reset.mp4",
    });
    assert_eq!(video, expected);
    let main = structured(&run.page("b/index.html"), "VideoObject").expect("a video");
    assert_eq!(main["url"], "https://video.example/watch?v=1");
    assert_eq!(structured(&run.page("c/index.html"), "VideoObject"), None);
}

#[test]
fn hosts_know_old_addresses() {
    let project = two_languages();
    let run = project.build_with(&["--base-url", "https://example.org/help/"]);
    let redirects =
        "/help/old/refund/ /help/billing/refund/ 301\n/help/%CF%8E%CF%81%CE%B5%CF%82.html /help/hours/ 301\n";
    assert_eq!(run.ok().page("_redirects"), redirects);
    run.exists(".nojekyll").missing("CNAME");
    Project::new().article("a.md", "title: A", "").build().ok().missing("_redirects");
}

#[test]
fn the_page_at_an_old_address_works_without_scripts_and_keeps_fragments_with_them() {
    let project = two_languages();
    let run = project.build();
    let page = run.ok().page("old/refund/index.html");
    assert!(page.contains("<meta http-equiv=\"refresh\" content=\"0; url=../../billing/refund/\">"), "{page}");
    assert!(page.contains("<link rel=\"canonical\" href=\"https://example.org/billing/refund/\">"), "{page}");
    assert!(page.contains("/redirect.js\" data-to=\"../../billing/refund/\"></script>"), "{page}");
    assert!(!page.contains("noindex"), "a canonical address is enough: {page}");
    assert_eq!(html::dead_links(&project.tree("site")), Vec::<String>::new());
}

#[test]
fn hosts_keep_for_ever_what_is_named_by_its_content() {
    let project = two_languages();
    let run = project.build();
    let headers = run.ok().page("_headers");
    let patterns: Vec<&str> = headers
        .split("\n\n")
        .filter(|rule| rule.contains("immutable"))
        .filter_map(|rule| rule.trim_start().lines().next()?.strip_prefix('/'))
        .collect();
    let fits = |path: &str| {
        patterns
            .iter()
            .filter(|pattern| match pattern.strip_suffix('*') {
                Some(start) => path.starts_with(start),
                None => path == **pattern,
            })
            .count()
    };
    for path in project.tree("site").keys() {
        let name = path.rsplit('/').next().unwrap_or_default();
        let is_shard = path.contains("search/") && path.ends_with(".json") && name != "index.json";
        let hashed = is_shard || (path.starts_with("assets/") && path != "assets/search.js");
        assert_eq!(fits(path), usize::from(hashed), "{path}");
    }
}

#[test]
fn hosts_get_no_more_rules_than_they_read() {
    let tags = "en, el, ro, fil, ms, ar, ja, de";
    let settings = format!("title: Help\nlanguages: [{tags}]\n");
    let project = tags.split(", ").fold(Project::new().settings(&settings), |project, tag| {
        project.article(&format!("{tag}/a.md"), "title: A", "")
    });
    let headers = project.build().code(0).page("_headers");
    assert_eq!(headers.lines().filter(|line| line.starts_with('/')).count(), 100);
}

#[test]
fn the_policy_of_hosts_allows_what_articles_show() {
    let project = Project::new().article(
        "a.md",
        "title: A",
        "![X](https://cdn.example/x.png)\n\n![Y](https://v.example/y.mp4)\n\n[Z](https://other.example/)",
    );
    let policy = "Content-Security-Policy: default-src 'self'; img-src 'self' https://cdn.example; media-src 'self' https://v.example\n";
    project.build().ok().has("_headers", policy);
    project.write("answerbook.yaml", "title: Help\nmarkup: {html: trusted}\n");
    project.build().ok().lacks("_headers", "Content-Security-Policy").has("_headers", "nosniff");
}

#[test]
fn a_file_of_the_project_wins() {
    let project = two_languages()
        .file("static/robots.txt", "mine")
        .file("static/_headers", "mine")
        .file("static/el/feed.xml", "mine");
    let run = project.build();
    for path in ["robots.txt", "_headers", "el/feed.xml"] {
        assert_eq!(run.ok().page(path), "mine");
    }
}

#[test]
fn each_kind_of_file_can_be_switched_off() {
    for (key, files) in [
        ("sitemap", vec!["sitemap.xml"]),
        ("robots", vec!["robots.txt"]),
        ("feeds", vec!["feed.xml", "el/feed.xml"]),
        ("opensearch", vec!["opensearch.xml"]),
        ("manifest", vec!["site.webmanifest"]),
        ("hosts", vec!["_headers", "_redirects", ".nojekyll"]),
    ] {
        let project = two_languages();
        let settings = std::fs::read_to_string(project.path("answerbook.yaml")).expect("settings");
        let run = project.build();
        for file in &files {
            run.ok().exists(file);
        }
        project.write("answerbook.yaml", format!("{settings}publish: {{{key}: false}}\n"));
        let run = project.build();
        for file in &files {
            run.ok().missing(file);
        }
        let page = run.page("billing/refund/index.html");
        assert!(!files.iter().any(|file| page.contains(file)), "{key}: {page}");
    }
}

#[test]
fn wrong_settings_are_reported() {
    let project = Project::new().settings(
        "title: Help\npublish:\n  domain: https://a.example/\n  compress: [gzip, zip]\n  feed: no\n  sitemap: maybe\n",
    );
    let project = project.article("a.md", "title: A", "");
    let run = project.build();
    run.code(2)
        .error("invalid-value", "answerbook.yaml:3:11")
        .error("invalid-value", "answerbook.yaml:4:20")
        .warning("unknown-key", "answerbook.yaml:5:3")
        .error("wrong-type", "answerbook.yaml:6:12")
        .stderr_has("`feeds`");
}

#[test]
fn a_domain_is_told_to_github() {
    let project =
        Project::new().settings("title: Help\npublish: {domain: help.example.org}\n").article("a.md", "title: A", "");
    assert_eq!(project.build().ok().page("CNAME"), "help.example.org\n");
}

/// What a compressed file holds; the file itself where it isn't one.
pub(crate) fn decompressed(path: &str, bytes: &[u8]) -> Vec<u8> {
    let mut inside = Vec::new();
    match path.rsplit_once('.') {
        Some((_, "gz")) => drop(flate2::read::GzDecoder::new(bytes).read_to_end(&mut inside).expect("gzip")),
        Some((_, "br")) => drop(brotli::Decompressor::new(bytes, 4096).read_to_end(&mut inside).expect("Brotli")),
        _ => inside.extend(bytes),
    }
    inside
}

#[test]
fn texts_have_compressed_copies_where_they_are_asked_for() {
    let long = "Refunds take up to 14 days. ".repeat(100);
    let settings = "title: Help\nbase_url: https://example.org/\npublish: {compress: [gzip, brotli]}\n";
    let project = Project::new()
        .settings(settings)
        .article("a.md", "title: A", &long)
        .file("static/long.txt", &long)
        .file("static/short.txt", "Short.")
        .file("static/photo.jpg", &long)
        .file("static/own.txt", &long)
        .file("static/own.txt.gz", "mine");
    let run = project.build();
    run.ok().missing("short.txt.gz").missing("short.txt.br").missing("photo.jpg.gz");
    let site = project.tree("site");
    let mut copies = 0;
    for (path, bytes) in site.iter().filter(|(path, _)| path.ends_with(".gz") || path.ends_with(".br")) {
        if path == "own.txt.gz" {
            assert_eq!(bytes, b"mine");
            continue;
        }
        let original = &site[&path[..path.len() - 3]];
        assert_eq!(&decompressed(path, bytes), original, "{path}");
        assert!(bytes.len() < original.len() && original.len() > 1_000, "{path}");
        copies += 1;
    }
    for path in ["a/index.html.br", "a/index.html.gz", "long.txt.br", "search/index.html.gz", "own.txt.br"] {
        assert!(site.contains_key(path), "no {path}");
    }
    assert!(copies > 10, "{copies}");
    project.build().ok().stdout_has("0 written");
    assert_eq!(project.tree("site"), site);
    project.write("static/long.txt", "Short now.");
    project.build().ok().missing("long.txt.br").missing("long.txt.gz");
    project.write("answerbook.yaml", "title: Help\n");
    project.build().ok().missing("a/index.html.br").exists("a/index.html");
}

#[test]
fn without_being_asked_for_there_are_no_copies() {
    two_languages().build().ok().missing("index.html.gz").missing("index.html.br");
}
