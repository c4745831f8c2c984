//! Several languages: the switch, missing translations, direction.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use crate::html;
use crate::support::{Project, repository};

/// English, Greek and Arabic; one article in all, one in English alone.
fn three_languages() -> Project {
    Project::new()
        .settings("title: Help\nbase_url: https://example.org/\nlanguages: [en, el, ar]\n")
        .article("en/billing/refund.md", "title: Refunds", "Within 14 days.")
        .article("el/billing/refund.md", "title: Επιστροφές\nslug: επιστροφές", "Σε 14 ημέρες.")
        .article("ar/billing/refund.md", "title: استرداد", "خلال 14 يوما.")
        .article("en/hours.md", "title: Opening hours", "From 9 to 5.")
}

#[test]
fn the_default_language_is_at_the_root() {
    let run_in = three_languages();
    let run = run_in.build();
    run.ok().has("billing/refund/index.html", "<html lang=\"en\"");
    run.has("el/billing/επιστροφές/index.html", "<html lang=\"el\"");
    run.missing("en/billing/refund/index.html");
}

#[test]
fn the_switch_leads_to_the_same_article() {
    let project = three_languages();
    let run = project.build();
    let page = "billing/refund/index.html";
    let links = html::attributes(&run.ok().page(page), "href");
    let targets: Vec<_> = links.iter().filter_map(|link| html::target(page, link)).collect();
    for target in ["el/billing/επιστροφές/index.html", "ar/billing/refund/index.html"] {
        assert!(targets.contains(&target.to_owned()), "no {target} in {targets:?}");
    }
    run.has(page, "Ελληνικά").has(page, "العربية");
    let back = "el/billing/επιστροφές/index.html";
    let links = html::attributes(&run.page(back), "href");
    assert!(links.iter().any(|link| html::target(back, link).as_deref() == Some(page)));
}

#[test]
fn one_language_needs_no_switch() {
    let project = Project::new().article("a.md", "title: A", "");
    project.build().ok().lacks("a/index.html", "hreflang");
}

#[test]
fn arabic_runs_from_right_to_left() {
    let project = three_languages();
    let run = project.build();
    run.ok().has("ar/billing/refund/index.html", "<html lang=\"ar\" dir=\"rtl\"");
    run.lacks("el/hours/index.html", "<html lang=\"el\" dir=\"rtl\"");
}

#[test]
fn a_missing_translation_shows_the_default_language_and_says_so() {
    let project = three_languages();
    let run = project.build();
    run.ok().has("el/hours/index.html", "<html lang=\"el\"");
    let page = run.page("el/hours/index.html");
    let main = html::element(&page, "main");
    assert!(main.contains("From 9 to 5.") && main.contains("lang=\"en\""), "{main}");
    let direction = run.page("ar/hours/index.html");
    let main = html::element(&direction, "main");
    assert!(main.contains("lang=\"en\" dir=\"ltr\"") || main.contains("dir=\"ltr\" lang=\"en\""), "{main}");
}

#[test]
fn an_article_in_one_other_language_only_is_not_lost() {
    let project = three_languages().article("el/local.md", "title: Τοπικά", "Μόνο εδώ.");
    project.build().ok().has("el/local/index.html", "Μόνο εδώ.");
    let site = project.tree("site");
    assert!(html::reachable(&site, "el/index.html").contains("el/local/index.html"));
    assert_eq!(html::dead_links(&site), Vec::<String>::new());
}

#[test]
fn alternates_are_absolute_mutual_and_have_a_default() {
    let project = three_languages();
    let run = project.build();
    let alternates = |page: &str| {
        let mut links: Vec<_> = run
            .page(page)
            .split('<')
            .filter(|tag| tag.starts_with("link rel=\"alternate\" hreflang="))
            .map(str::trim)
            .map(str::to_owned)
            .collect();
        links.sort();
        links
    };
    let english = alternates("billing/refund/index.html");
    assert_eq!(english.len(), 4, "{english:#?}");
    assert_eq!(english, alternates("el/billing/επιστροφές/index.html"));
    assert!(english.iter().all(|link| link.contains("href=\"https://example.org/")), "{english:#?}");
    assert!(english.iter().any(|link| link.contains("x-default")), "{english:#?}");
}

#[test]
fn interface_texts_are_in_the_pages_language() {
    let project = Project::new()
        .settings("languages: [en, el, ms, ro, fil]\n")
        .article("en/a.md", "title: A", "> [!WARNING]\n> x")
        .article("el/a.md", "title: A", "> [!WARNING]\n> x")
        .article("ms/a.md", "title: A", "> [!WARNING]\n> x")
        .article("ro/a.md", "title: A", "> [!WARNING]\n> x")
        .article("fil/a.md", "title: A", "> [!WARNING]\n> x");
    let run = project.build();
    let mut titles: Vec<_> = ["a", "el/a", "ms/a", "ro/a", "fil/a"]
        .iter()
        .map(|page| {
            let page = run.page(&format!("{page}/index.html"));
            let rest = page.split("ab-callout__title\">").nth(1).expect("a title").to_owned();
            rest.split('<').next().expect("its text").to_owned()
        })
        .collect();
    titles.sort();
    titles.dedup();
    assert!(titles.len() >= 4, "{titles:?}");
}

/// The keys of a file of interface texts, and the values to be filled into each, which stand in braces.
fn texts(file: &Path) -> BTreeMap<String, BTreeSet<String>> {
    let text = fs::read_to_string(file).expect("a file of texts");
    let entries = text.lines().filter(|line| !line.starts_with(['#', ' '])).filter_map(|line| line.split_once(':'));
    let values = |text: &str| {
        let braced = text.split('{').skip(1).filter_map(|rest| rest.split_once('}'));
        braced.map(|(name, _)| name.to_owned()).filter(|name| name.chars().all(char::is_alphabetic)).collect()
    };
    entries.map(|(key, text)| (key.to_owned(), values(text))).collect()
}

#[test]
fn every_interface_language_has_every_text_and_fills_in_the_same() {
    let folder = repository().join("themes/default/strings");
    let english = texts(&folder.join("en.yaml"));
    assert!(english["search_found"].contains("query"), "{:?}", english["search_found"]);
    let listed = fs::read_to_string(repository().join("content/en/languages/interface-texts.md")).expect("our article");
    for entry in fs::read_dir(&folder).expect("the strings") {
        let file = entry.expect("an entry").path();
        let tag = file.file_stem().expect("a name").to_string_lossy().into_owned();
        assert!(listed.contains(&format!("| `{tag}` |\n")), "our help centre doesn't list {tag}");
        let own = texts(&file);
        assert!(own.keys().eq(english.keys()), "{}: other keys than English", file.display());
        for (key, values) in &own {
            assert_eq!(values, &english[key], "{}: {key}", file.display());
        }
    }
}

#[test]
fn a_language_without_interface_texts_gets_english_ones() {
    let project =
        Project::new().settings("languages: [cy]\n").article("a.md", "title: Ad-daliadau", "> [!WARNING]\n> x");
    project.build().ok().has("a/index.html", "<html lang=\"cy\"").has("a/index.html", "Warning");
}

#[test]
fn links_lead_to_the_same_language() {
    let project = three_languages().article("el/a.md", "title: Α", "[x](billing/refund.md) [y](hours.md)");
    let run = project.build();
    let links = html::attributes(&run.ok().page("el/a/index.html"), "href");
    let targets: Vec<_> = links.iter().filter_map(|link| html::target("el/a/index.html", link)).collect();
    for target in ["el/billing/επιστροφές/index.html", "el/hours/index.html"] {
        assert!(targets.contains(&target.to_owned()), "no {target} in {targets:?}");
    }
}

#[test]
fn pages_outside_the_language_folders_are_warned_of() {
    let project = three_languages().file("content/lost.md", "# Lost\n");
    project.build().code(1).error("stray-file", "content/lost.md");
}

#[test]
fn snippets_and_images_are_found_in_the_language() {
    let project = Project::new()
        .settings("languages: [en, el]\n")
        .article("en/a.md", "title: A", "{{ snippet \"x\" }} ![i](i.png)")
        .article("el/a.md", "title: Α", "{{ snippet \"x\" }}")
        .file("content/en/_snippets/x.md", "English words")
        .file("content/el/_snippets/x.md", "Ελληνικές λέξεις")
        .file("content/en/i.png", "png");
    let run = project.build();
    run.ok().has("a/index.html", "English words").has("el/a/index.html", "Ελληνικές λέξεις");
    assert_eq!(html::dead_links(&project.tree("site")), Vec::<String>::new());
}

#[test]
fn regional_tags_work() {
    let project = Project::new()
        .settings("languages: [en, pt-BR, zh-Hant]\n")
        .article("en/a.md", "title: A", "")
        .article("pt-BR/a.md", "title: Á", "")
        .article("zh-Hant/a.md", "title: 甲", "");
    let run = project.build();
    run.ok();
    let pages: Vec<_> = project.tree("site").into_keys().collect();
    let found = |tag: &str| pages.iter().any(|page| page.eq_ignore_ascii_case(&format!("{tag}/a/index.html")));
    assert!(found("pt-BR") && found("zh-Hant"), "{pages:?}");
}

/// A tag of the settings, and what a page in it says of the day on which it was updated.
const DATES: [(&str, &str); 8] = [
    ("en", "Updated 21 November 2026"),
    ("en-US", "Updated November 21, 2026"),
    ("en-GB", "Updated 21 November 2026"),
    ("el", "Ενημερώθηκε στις 21 Νοεμβρίου 2026"),
    ("el-CY", "Ενημερώθηκε στις 21 Νοεμβρίου 2026"),
    ("tl", "Nobyembre 21, 2026"),
    ("ar-EG", "٢١ نوفمبر ٢٠٢٦"),
    ("ja", "2026年11月21日"),
];

#[test]
fn dates_are_written_as_the_language_writes_them() {
    for (tag, text) in DATES {
        let project = Project::new().settings(&format!("languages: [{tag}]\n")).article(
            "a.md",
            "title: A\nupdated: 2026-11-21",
            "",
        );
        let page = project.build().ok().page("a/index.html");
        let shown = html::text(&page);
        assert!(shown.contains(text), "{tag}: no {text} in {shown}");
        assert!(page.contains("<time datetime=\"2026-11-21\">"), "{tag}");
    }
}

#[test]
fn counts_are_written_as_the_language_writes_them() {
    let mut project = Project::new().settings("languages: [en, el, ar-EG]\n");
    for number in 0..1234 {
        project = project.article(&format!("en/all/{number}.md"), "title: A", "");
    }
    let run = project.build();
    run.ok().has("all/index.html", "1,234 articles");
    run.has("el/all/index.html", "1.234 άρθρα").has("ar-EG/all/index.html", "١٬٢٣٤");
}

#[test]
fn languages_of_a_channel_are_a_list() {
    let project = Project::new()
        .settings(
            "languages: [en, el, ja]\ncontact:\n  - {type: email, address: a@example.org, languages: [en, el, ja]}\n  - {type: phone, address: \"+30 210 1\", languages: [el]}\n",
        )
        .article("en/a.md", "title: A", "");
    let names = ["<bdi lang=\"en\" dir=\"ltr\">English</bdi>", "<bdi lang=\"el\" dir=\"ltr\">Ελληνικά</bdi>"];
    let last = "<bdi lang=\"ja\" dir=\"ltr\">日本語</bdi>";
    let run = project.build();
    run.ok().has("contact/index.html", &format!("{}, {} and {last}", names[0], names[1]));
    run.has("el/contact/index.html", &format!("{}, {} και {last}", names[0], names[1]));
    run.has("ja/contact/index.html", &format!("{}、{}、{last}", names[0], names[1]));
    run.has("el/contact/index.html", &format!("<dd>{}</dd>", names[1]));
}

#[test]
fn texts_of_the_parent_language_serve_where_a_region_has_none() {
    let project = Project::new()
        .settings("theme: mine\nlanguages: [zh-TW, sw-KE]\n")
        .file("themes/mine/strings/zh-Hant.yaml", "updated: 更新日期 {date}\n")
        .file("themes/mine/strings/zh-Hans.yaml", "updated: 更新于 {date}\n")
        .file("themes/mine/strings/sw.yaml", "updated: Ilisasishwa {date}\nhome: Mwanzo\n")
        .file("themes/mine/strings/sw-KE.yaml", "home: Nyumbani\n")
        .article("zh-TW/a.md", "title: A\nupdated: 2026-11-21", "")
        .article("sw-KE/a.md", "title: A\nupdated: 2026-11-21", "");
    let run = project.build();
    run.ok().has("a/index.html", "更新日期");
    run.has("sw-KE/a/index.html", "Ilisasishwa").has("sw-KE/a/index.html", "Nyumbani");
    // English, where no language on the way has a text.
    run.has("sw-KE/a/index.html", "Skip to content").lacks("sw-KE/a/index.html", "Mwanzo");
}

#[test]
fn check_names_what_the_interface_lacks() {
    let project = Project::new()
        .settings("theme: mine\nlanguages: [en, el-CY, sw, cy]\n")
        .file("themes/mine/strings/en.yaml", "our_motto: Opening hours\n")
        .file("themes/mine/strings/el.yaml", "our_motto: Ώρες λειτουργίας\n")
        .file("themes/mine/strings/sw.yaml", "home: Nyumbani\n")
        .article("en/a.md", "title: A\ndescription: B", "");
    let run = project.run(&["check"]);
    run.code(0).warning("missing-interface-text", "answerbook.yaml:2:28");
    run.stderr_has("the interface isn't translated into `cy`, so it is in English");
    run.warning("missing-interface-text", "themes/mine/strings/sw.yaml:1:1");
    run.stderr_has("texts in `sw`, so they are in English: `agent_several`, ");
    run.stderr_lacks("`el-CY`").stderr_lacks("`en`");
    project.build().code(0).stderr_lacks("missing-interface-text");
    project.write("themes/mine/strings/el.yaml", "home: Αρχική\n");
    project
        .run(&["check"])
        .code(0)
        .stderr_has("the interface lacks a text in `el-CY`, so it is in English: `our_motto`");
}

/// The list of all articles of a language: titles as they were written, and letters with titles as they are to be shown.
const ALPHABETS: [(&str, &[&str], &[&str]); 5] = [
    (
        "el",
        &["Ώρες", "iPhone", "άλλα", "Βοήθεια", "2FA"],
        &["Α", "άλλα", "Β", "Βοήθεια", "Ω", "Ώρες", "I", "iPhone", "Other", "2FA"],
    ),
    (
        "sv",
        &["Ändra", "Zon", "Ångra", "Över", "Avsluta"],
        &["A", "Avsluta", "Z", "Zon", "Å", "Ångra", "Ä", "Ändra", "Ö", "Över"],
    ),
    (
        "cs",
        &["Chyba", "Info", "Heslo", "Čas", "Cena"],
        &["C", "Cena", "Č", "Čas", "H", "Heslo", "Ch", "Chyba", "I", "Info"],
    ),
    ("zh-CN", &["退款", "App", "返回", "安全"], &["A", "安全", "App", "F", "返回", "T", "退款"]),
    (
        "ja",
        &["返金", "がくわり", "アカウント", "かいやく"],
        &["あ", "アカウント", "か", "かいやく", "がくわり", "漢字", "返金"],
    ),
];

#[test]
fn titles_are_in_the_order_of_the_language() {
    for (tag, titles, listed) in ALPHABETS {
        let mut project = Project::new().settings(&format!("languages: [{tag}]\n"));
        for (at, title) in titles.iter().enumerate() {
            project = project.article(&format!("{at}.md"), &format!("title: {title}"), "");
        }
        let run = project.build();
        let page = run.ok().page("search/index.html");
        let list = page.split("ab-letters__list").nth(1).and_then(|rest| rest.split_once("</nav>")).expect("a list").1;
        let shown = html::text(list.split("</main>").next().expect("the main part"));
        let places: Vec<_> = listed.iter().filter(|text| **text != "Other").map(|text| shown.find(text)).collect();
        assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{tag}: {places:?} in {shown}");
        // A category's own list, too.
        let order: Vec<&str> = listed.iter().copied().filter(|text| titles.contains(text) && *text != "2FA").collect();
        run.has_in_order("index.html", &order);
    }
}

#[test]
fn quotes_are_those_of_the_language() {
    let text = "# Er sagte \"ja\"\n\n## Der \"zweite\" Teil\n\n\"Wort\" und `\"code\"`\n\n```\n\"block\"\n```\n";
    let project = Project::new()
        .settings("languages: [de, fr]\n")
        .file("content/de/a.md", text)
        .article("fr/a.md", "title: A", "\"mot\"");
    let run = project.build();
    run.ok().has("a/index.html", "„Wort“ und <code>\"code\"</code>").has("a/index.html", "„zweite“");
    run.has("a/index.html", "<h1 class=\"ab-article__title\">Er sagte „ja“</h1>").lacks("a/index.html", "„block");
    run.has("fr/a/index.html", "«\u{A0}mot\u{A0}»");
    // The Markdown beside it stays as it was written, and has the title once.
    assert_eq!(run.page("a/index.md").matches("\n# Er sagte").count(), 1);
    run.has("a/index.md", "## Der \"zweite\" Teil").lacks("a/index.md", "# Er sagte \"");
}

const ENGLISH: &str = "You can return what you bought within two weeks. Write to us with the number of your order, and we send you a label \
    for the parcel. As soon as it has arrived, we pay the money back to the card that you paid with. \
        If you have lost the label, sign in, open the list of your orders and print it again. Nobody has to call us for that.";
const GREEK: &str = "Μπορείτε να επιστρέψετε ό,τι αγοράσατε μέσα σε δύο εβδομάδες. Γράψτε μας τον αριθμό της παραγγελίας σας και θα σας \
    στείλουμε μια ετικέτα για το δέμα. Μόλις φτάσει, επιστρέφουμε τα χρήματα στην κάρτα με την οποία πληρώσατε. \
        Αν χάσατε την ετικέτα, συνδεθείτε, ανοίξτε τη λίστα με τις παραγγελίες σας και εκτυπώστε την ξανά. Δεν χρειάζεται να μας τηλεφωνήσετε.";

#[test]
fn check_finds_what_is_not_translated() {
    let list = "- Ask *us* for the [number](a.md) of your order, or look in the mail.";
    let project = Project::new()
        .settings("languages: [en, el, en-GB]\n")
        .article("en/a.md", "title: A\ndescription: B", &format!("{ENGLISH}\n\n{list}\n\nAnswerbook for iOS\n\n    answerbook one two three four five six seven eight nine"))
        .article("el/a.md", "title: Α\ndescription: Β", &format!("{GREEK}\n\n{list}\n\nAnswerbook for iOS\n\n    answerbook one two three four five six seven eight nine"))
        .article("en-GB/a.md", "title: A\ndescription: B", ENGLISH);
    let run = project.run(&["check"]);
    run.code(0).warning("untranslated-text", "content/el/a.md:7:3").stderr_has("word for word in `content/en/a.md`");
    assert_eq!(run.diagnostics().len(), 1, "{:?}", run.diagnostics());
    project.build().ok();
}

#[test]
fn check_finds_texts_in_the_wrong_folder() {
    let project = Project::new()
        .settings("languages: [en, el]\n")
        .article("en/a.md", "title: A\ndescription: B", ENGLISH)
        .article("el/a.md", "title: Α\ndescription: Β", GREEK)
        .article("el/b.md", "title: Β\ndescription: Γ", ENGLISH);
    let run = project.run(&["check"]);
    run.code(0)
        .warning("wrong-language", "content/el/b.md:5:1")
        .stderr_has("this text isn't in `el`: it looks like `en`");
    assert_eq!(run.diagnostics().len(), 1, "{:?}", run.diagnostics());
}

#[test]
fn a_regional_variant_takes_from_its_language_what_it_lacks() {
    let project = Project::new()
        .settings("base_url: https://example.org/\nlanguages: [en, pt, pt-BR]\n")
        .article("en/a.md", "title: A", "English a. {{ snippet \"s\" }}")
        .article("en/b.md", "title: B", "English b.")
        .article("en/c.md", "title: C", "English c.")
        .article("pt/a.md", "title: Á", "Português a. {{ snippet \"s\" }} ![i](i.png)")
        .article("pt/b.md", "title: Bê\nslug: bê", "Português b. [a](a.md)")
        .article("pt-BR/a.md", "title: Á", "Brasileiro a. {{ snippet \"s\" }} ![i](i.png)")
        .file("content/en/_snippets/s.md", "English s.")
        .file("content/pt/_snippets/s.md", "Português s.")
        .file("content/en/_notices/n.md", "---\ntitle: N\n---\nEnglish n.")
        .file("content/pt/_notices/n.md", "---\ntitle: N\n---\nPortuguês n.")
        .file("content/pt/i.png", "png");
    let run = project.build();
    run.ok().has("pt-BR/a/index.html", "Brasileiro a.").has("pt-BR/a/index.html", "Português s.");
    let page = run.page("pt-BR/bê/index.html");
    let main = html::element(&page, "main");
    assert!(main.contains("Português b.") && main.contains("lang=\"pt\" dir=\"ltr\""), "{main}");
    assert!(page.contains("<link rel=\"canonical\" href=\"https://example.org/pt/b%C3%AA/\">"), "{page}");
    assert!(page.contains("<meta name=\"robots\" content=\"noindex\">"), "{page}");
    run.has("pt-BR/c/index.html", "English c.").has("pt/c/index.html", "English c.");
    run.has("pt-BR/updates/index.html", "Português n.");
    assert_eq!(html::dead_links(&project.tree("site")), Vec::<String>::new());
    let queue = project.run(&["translate", "status", "--lang", "pt-BR"]);
    queue.ok().stdout_has("(pt-BR): 1 missing").stdout_has("content/pt-BR/c.md");
}

#[test]
fn a_regional_variant_of_the_main_language_takes_from_that() {
    let project = Project::new()
        .settings("languages: [en, en-GB]\n")
        .article("en/a.md", "title: A", "Color.")
        .article("en/b.md", "title: B", "Both.")
        .article("en-GB/a.md", "title: A", "Colour.");
    project.build().ok().has("en-GB/a/index.html", "Colour.").has("en-GB/b/index.html", "Both.");
}

/// A site in which everything occurs that has an address: articles that one language lacks, or has alone; a category
/// without a text; redirects, notices, feeds, contact.
fn unicode_site() -> Project {
    three_languages()
        .settings(
            "title: Help\nbase_url: https://example.org/\nlanguages: [en, el, ar, pt, pt-BR]\n\
             contact: [{type: email, label: Mail, address: a@example.org}]\n",
        )
        .article("el/μόνο/local.md", "title: Τοπικά\nslug: τοπικά\nupdated: 2026-11-01", "Μόνο εδώ.")
        .article("ar/billing/index.md", "title: الفواتير\nslug: الفواتير", "نص")
        .article(
            "ar/billing/faq.md",
            "title: أسئلة\nkind: faq\nslug: أسئلة\naliases: [/ar/قديم/]\nupdated: 2026-11-02",
            "## متى؟ {#متى}\n\nاليوم. [x](refund.md)\n\n## كيف؟\n\nهكذا.",
        )
        .article("pt/hours.md", "title: Horário", "Das 9 às 5.")
        .file("content/el/_notices/βλάβη.md", "---\ntitle: Βλάβη\nfrom: 2026-11-01\n---\nΤώρα.")
}

/// The alternates of a page, or of an entry of the sitemap.
fn alternates(text: &str) -> BTreeMap<String, String> {
    let value = |tag: &str, name: &str| {
        tag.split_once(&format!("{name}=\""))
            .and_then(|(_, rest)| rest.split_once('"'))
            .map(|(value, _)| value.to_owned())
    };
    let mut found = BTreeMap::new();
    for tag in text.split('<').filter(|tag| tag.contains("rel=\"alternate\"") && tag.contains("hreflang=")) {
        let (language, url) = (value(tag, "hreflang").expect("a language"), value(tag, "href").expect("an address"));
        assert_eq!(found.insert(language.clone(), url), None, "{language} stands twice in {text}");
    }
    found
}

/// For each page that search engines may show, by its canonical address: its alternates.
fn all_alternates(site: &BTreeMap<String, Vec<u8>>) -> BTreeMap<String, BTreeMap<String, String>> {
    let pages = site.iter().filter(|(path, _)| path.ends_with(".html"));
    let pages = pages.map(|(path, bytes)| (path, String::from_utf8_lossy(bytes)));
    let mut all = BTreeMap::new();
    for (path, page) in pages.filter(|(_, page)| !page.contains("http-equiv=\"refresh\"")) {
        let set = alternates(page.split("</head>").next().expect("a head"));
        if page.contains("content=\"noindex\"") {
            assert!(set.is_empty(), "{path} is not to be shown, and has {set:?}");
            continue;
        }
        let canonical = page.split("rel=\"canonical\" href=\"").nth(1).and_then(|rest| rest.split('"').next());
        assert_eq!(all.insert(canonical.expect("a canonical address").to_owned(), set), None, "{path}");
    }
    all
}

/// What is wrong with the alternates of a site: each page has one set, with itself and a default, and every page in it has the same.
fn faults(all: &BTreeMap<String, BTreeMap<String, String>>) -> Vec<String> {
    let mut faults = Vec::new();
    for (url, set) in all {
        if !set.contains_key("x-default") || !set.values().any(|other| other == url) {
            faults.push(format!("{url}: {set:?}"));
        }
        faults
            .extend(set.values().filter(|other| all.get(*other) != Some(set)).map(|other| format!("{url} -> {other}")));
    }
    faults
}

#[test]
fn every_page_has_one_set_of_alternates_that_is_mutual_and_the_sitemap_has_the_same() {
    let project = unicode_site();
    project.build().code(0);
    let site = project.tree("site");
    let all = all_alternates(&site);
    assert!(all.len() > 15, "{all:#?}");
    assert_eq!(faults(&all), Vec::<String>::new());
    let sitemap = String::from_utf8_lossy(&site["sitemap.xml"]).into_owned();
    let entries = sitemap.split("<url>").skip(1).map(|entry| {
        let url = entry.split("<loc>").nth(1).and_then(|rest| rest.split("</loc>").next()).expect("an address");
        (url.to_owned(), alternates(entry))
    });
    assert_eq!(entries.collect::<BTreeMap<_, _>>(), all);
}

#[test]
fn alternates_that_are_not_mutual_are_noticed() {
    let set = |pairs: &[(&str, &str)]| pairs.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
    let both: BTreeMap<_, _> = set(&[("en", "/a"), ("el", "/el/a"), ("x-default", "/a")]);
    let alone: BTreeMap<_, _> = set(&[("el", "/el/a"), ("x-default", "/el/a")]);
    assert_eq!(faults(&BTreeMap::from([("/a".into(), both.clone()), ("/el/a".into(), both.clone())])).len(), 0);
    assert!(!faults(&BTreeMap::from([("/a".into(), both.clone()), ("/el/a".into(), alone)])).is_empty());
    assert!(!faults(&BTreeMap::from([("/a".into(), both)])).is_empty());
}

#[test]
fn addresses_with_letters_of_any_script_are_encoded_wherever_they_stand() {
    let project = unicode_site();
    project.build().code(0);
    let site = project.tree("site");
    let text = |path: &str| String::from_utf8_lossy(&site[path]).into_owned();
    let faq = "https://example.org/ar/%D8%A7%D9%84%D9%81%D9%88%D8%A7%D8%AA%D9%8A%D8%B1/%D8%A3%D8%B3%D8%A6%D9%84%D8%A9/";
    for file in ["sitemap.xml", "ar/feed.xml", "ar/الفواتير/أسئلة/index.html", "ar/llms.txt"] {
        assert!(text(file).contains(faq), "{file} lacks {faq}:\n{}", text(file));
    }
    assert!(
        text("ar/الفواتير/أسئلة/index.html").contains(&format!("\"url\":\"{faq}"))
            || text("ar/الفواتير/أسئلة/index.html").contains(&format!("{faq}#%D9%85%D8%AA%D9%89")),
        "{}",
        text("ar/الفواتير/أسئلة/index.html")
    );
    let path = faq.strip_prefix("https://example.org").expect("a path");
    assert!(
        text("_redirects").contains(&format!("/ar/%D9%82%D8%AF%D9%8A%D9%85/ {path} 301")),
        "{}",
        text("_redirects")
    );
    for (path, bytes) in &site {
        let bytes = String::from_utf8_lossy(bytes);
        if path.ends_with(".html") {
            for name in ["href", "src", "action"] {
                let raw: Vec<_> = html::attributes(&bytes, name).into_iter().filter(|url| !url.is_ascii()).collect();
                assert!(raw.is_empty(), "{path}: {raw:?}");
            }
        }
        let addresses = bytes.split("https://example.org/").skip(1);
        let ends = |c: char| c.is_whitespace() || "\"'<>)]".contains(c);
        for address in addresses.filter_map(|rest| rest.split(ends).next()) {
            assert!(address.is_ascii(), "{path}: {address}");
        }
    }
    assert_eq!(html::dead_links(&site), Vec::<String>::new());
}
