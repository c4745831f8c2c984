//! YAML in front matter and settings: what is wrong is found where it stands, and what is right isn't changed.

use std::time::{Duration, Instant};

use crate::support::Project;

/// A project with one article of this front matter.
fn article(front_matter: &str) -> Project {
    Project::new().article("a.md", front_matter, "Text.")
}

/// A project with these settings and one article of this text.
fn with_settings(settings: &str, text: &str) -> Project {
    Project::bare().settings(settings).article("a.md", "title: A", text)
}

/// The places of all problems, in order.
fn places(project: &Project) -> Vec<String> {
    let errors = project.build().errors();
    let places = errors.lines().filter_map(|line| line.trim_start().strip_prefix("--> "));
    places.map(|place| place.rsplit_once('/').map_or(place, |(_, place)| place).to_owned()).collect()
}

/// Each report has a line of help.
#[track_caller]
fn all_have_help(project: &Project) {
    let errors = project.build().errors();
    let reports = errors.split("\n\n").filter(|report| report.contains("-->"));
    for report in reports {
        assert!(report.contains("= help: "), "no help in\n{report}");
    }
}

#[test]
fn the_same_words_in_texts_and_inner_tables_are_no_key_given_twice() {
    for front_matter in [
        "{ \"title\": \"x\", \"time\": \"a,\n\"\n}",
        "title: \"x\ntitle: y\"",
        "title: 'x\n\ntitle: y'",
        "title: A\ndescription: |\n  title: x\n  title: y",
        "title: A\ndescription: {\n\"title\": x}\nkeywords: [\ntitle, \"\ntitle: z\"]",
    ] {
        let errors = article(front_matter).build().errors();
        assert!(!errors.contains("duplicate-key"), "{front_matter}\n{errors}");
    }
}

#[test]
fn every_key_given_twice_is_found_where_it_stands_again() {
    for (front_matter, expected) in [
        ("title: A\ntitle: B\norder: 1\norder: 2", vec!["a.md:3:1", "a.md:5:1"]),
        ("title: A\nvideo: {a: 1, a: 2}", vec!["a.md:3:15"]),
        ("title: A\nx:\n- b: 1\n  b: 2", vec!["a.md:5:3"]),
        ("{\"title\": A,\n\"title\": B}", vec!["a.md:3:1"]),
        ("title: A\n~: x\nnull: y", vec!["a.md:4:1"]),
        ("title: A\n5: x\n\"5\": y", vec!["a.md:4:1"]),
        ("title: \"x\nb: y\"\nb: 1\nb: 2", vec!["a.md:5:1"]),
    ] {
        let project = article(front_matter);
        let found = places(&project);
        let twice: Vec<_> = found.iter().map(String::as_str).filter(|place| expected.contains(place)).collect();
        assert_eq!(twice, expected, "{front_matter}");
        project.build().code(1).stderr_has("duplicate-key").stderr_has("keep one of them");
    }
}

#[test]
fn numbers_are_inserted_as_they_are_written() {
    let settings = "variables: {price: 1.50, ver: 2.10, tel: +302101234567, h: 0x10, big: 99999999999999999999,\n\
                    each: {en: 3.0}, again: &n 1.0e3, alias: *n}\n";
    let names = ["price", "ver", "tel", "h", "big", "each", "again", "alias"];
    let text: String = names.iter().map(|name| format!("{name}={{{{ {name} }}}};\n")).collect();
    let project = with_settings(settings, &text);
    let run = project.build();
    for expected in
        ["price=1.50;", "ver=2.10;", "tel=+302101234567;", "h=0x10;", "big=99999999999999999999;", "each=3.0;"]
    {
        run.ok().has("a/index.html", expected);
    }
    run.has("a/index.html", "again=1.0e3;").has("a/index.html", "alias=1.0e3;");
}

#[test]
fn a_phone_number_keeps_its_plus() {
    let project = with_settings("contact: [{type: phone, label: Call, address: +302101234567}]\n", "Text.");
    project.build().ok().has("a/index.html", "tel:+302101234567");
}

#[test]
fn keywords_that_are_numbers_are_kept() {
    let project = article("title: A\nkeywords: [404, 1.50, 0x10]");
    let run = project.build();
    run.ok()
        .has("search/index.json", "\"50\"")
        .has("search/index.json", "\"0x10\"")
        .has("search/index.json", "\"404\"");
}

#[test]
fn a_number_that_is_too_large_costs_only_its_own_key() {
    let project = article("title: A\norder: 99999999999999999999\nkind: essay");
    let run = project.build();
    run.code(1).error("wrong-type", "content/a.md:3:8").stderr_has("`99999999999999999999`");
    run.error("invalid-value", "content/a.md:4:7").stderr_has("too large");
}

#[test]
fn a_tab_may_stand_after_the_colon() {
    let project = article("title:\tA\norder:\tx\nkind:\t\tessay");
    assert_eq!(places(&project), ["a.md:3:8", "a.md:4:8"]);
}

#[test]
fn what_is_no_name_is_told_the_names() {
    for (front_matter, message) in [
        ("kind: 5", "`kind` can't be `5`"),
        ("kind: [faq]", "`kind` can't be a list"),
        ("kind: {faq: x}", "`kind` can't be a table"),
    ] {
        let project = article(&format!("title: A\n{front_matter}"));
        project.build().code(1).stderr_has(message).stderr_has("one of: article, faq, how-to, troubleshooter");
    }
    let project = article("title: A\naudience: true");
    project.build().code(1).stderr_has("`audience` can't be `true`").stderr_has("one of: public, internal");
}

#[test]
fn a_date_without_hyphens_is_told_how_to_write_it() {
    let project = article("title: A\nreview_by: 20261225");
    project.build().code(1).error("invalid-value", "content/a.md:3:12").stderr_has("write it as `2026-12-25`");
}

#[test]
fn every_wrong_item_of_a_list_is_reported() {
    let project = with_settings("languages: [en, english_x, EN, 5, null]\n", "Text.");
    let lines = ["answerbook.yaml:1:17", "answerbook.yaml:1:28", "answerbook.yaml:1:32", "answerbook.yaml:1:35"];
    assert_eq!(places(&project), lines);
    let project = article("title: A\naliases: [5, /old, [x]]\nrelated: [true]");
    assert_eq!(places(&project), ["a.md:3:11", "a.md:3:20", "a.md:4:11"]);
}

#[test]
fn a_name_without_a_value_is_reported_in_the_settings_only() {
    let project = with_settings("variables: {product: , list: [a]}\n", "{{ product }} {{ list }}");
    let run = project.build();
    run.code(2).error("invalid-value", "answerbook.yaml:1:13").error("wrong-type", "answerbook.yaml:1:30");
    assert_eq!(run.diagnostics().len(), 2);
    let project = with_settings("platforms: {ios: }\n", "Text.");
    project.build().code(2).error("invalid-value", "answerbook.yaml:1:13");
    with_settings("variables: {none: \"\"}\n", "a{{ none }}b").build().ok().has("a/index.html", "ab");
}

#[test]
fn settings_that_cannot_be_read_cause_no_errors_in_articles() {
    for settings in ["title: [\nvariables: {a: b}\n", "variables: [a]\n", "languages: en\n"] {
        let project = with_settings(settings, "{{ product }} [x]({{ link }}/y) {{ snippet \"note\" }}")
            .file("content/en/_snippets/note.md", "A note.\n");
        assert_eq!(project.build().code(2).diagnostics().len(), 1, "{settings}");
    }
    let project = with_settings("variables: {a: [b]}\n", "{{ product }}");
    project.build().error("unknown-variable", "content/a.md:4:1");
}

#[test]
fn front_matter_that_cannot_be_read_is_one_error() {
    for front_matter in [
        "title: A: B",
        "title: \"A",
        "title: 'A",
        "title: [A",
        "title: {A",
        "title: @A",
        "title: *A",
        "title: A\n order: 1",
        "title: A\n\torder: 1",
        "\ttitle: A",
        "- a",
        "just text",
        "title: A\ntitle: B",
        "title: A\n]",
        "title: \"\\q\"",
    ] {
        let project = article(front_matter);
        assert_eq!(project.build().code(1).diagnostics().len(), 1, "{front_matter}\n{}", project.build().errors());
        all_have_help(&project);
    }
}

#[test]
fn every_problem_of_the_settings_has_help() {
    for settings in [
        "just text\n",
        "languages: []\n",
        "languages: en\n",
        "title: [a]\n",
        "title: {en: [a]}\n",
        "base_url: nowhere\n",
        "navigation: [{label: A}]\n",
        "navigation: home\n",
        "contact: [{type: email}]\n",
        "brand: {font: \"x;y\", radius: -1, accent: red}\n",
        "brand: {radius: 1.5, logo: [a]}\n",
        "markup: {html: 5, schemes: [\"a b\", javascript], smart_punctuation: 1}\n",
        "variables: [a]\n",
        "check: {rules: {nonsense: off, broken-link: 5}}\n",
        "check: 5\n",
        "? [a]\n: b\n",
        "theme: 5\n",
        "[[[\n",
    ] {
        let project = with_settings(settings, "Text.");
        assert!(!project.build().diagnostics().is_empty(), "{settings}");
        all_have_help(&project);
    }
}

#[test]
fn a_wrong_value_is_not_called_missing_too() {
    let project = with_settings("contact: [{type: fax, address: a}]\nnavigation: [{label: A, link: [x]}]\n", "Text.");
    assert_eq!(places(&project), ["answerbook.yaml:1:18", "answerbook.yaml:2:31"]);
}

#[test]
fn addresses_in_the_settings_are_checked() {
    for (settings, place) in [
        ("edit_url: \"javascript:alert(1)//{path}\"", "answerbook.yaml:1:11"),
        ("edit_url: //example.org/{path}", "answerbook.yaml:1:11"),
        ("base_url: https://h//evil.example/", "answerbook.yaml:1:11"),
        ("base_url: https://h/a/../b", "answerbook.yaml:1:11"),
        ("base_url: https://me:secret@h/", "answerbook.yaml:1:11"),
        ("base_url: \"https://h/\\x07\"", "answerbook.yaml:1:11"),
    ] {
        with_settings(settings, "Text.").build().code(2).error("invalid-value", place);
    }
    let project = with_settings("edit_url: http://localhost:3000/{path}\n", "Text.");
    project.build().ok().has("a/index.html", "http://localhost:3000/content/a.md");
}

#[cfg(unix)]
#[test]
fn settings_that_are_a_link_out_of_the_project_are_not_read() {
    let project = Project::bare().article("a.md", "title: A", "Text.");
    std::fs::write(project.outside().join("secret"), "root:x:0:0: [\n").expect("a file outside");
    std::os::unix::fs::symlink("../secret", project.path("answerbook.yaml")).expect("a link");
    let run = project.build();
    run.code(2).error("symlink-outside", "answerbook.yaml:1:1");
    assert!(!run.errors().contains("root:x"), "{}", run.errors());
    let project = Project::bare().article("a.md", "title: A", "Text.").file("settings/real.yaml", "title: Real\n");
    std::os::unix::fs::symlink("settings/real.yaml", project.path("answerbook.yaml")).expect("a link");
    project.build().ok().has("a/index.html", "Real");
}

#[test]
fn a_blank_title_is_reported_where_it_stands() {
    article("order: 1\ntitle: \"  \"").build().code(1).error("missing-title", "content/a.md:3:8");
    article("title: ''").build().code(1).error("missing-title", "content/a.md:2:8");
}

#[test]
fn many_keys_are_read_quickly() {
    let keys: String = (0..5_000).map(|number| format!("key{number}: {number}\n")).collect();
    let start = Instant::now();
    article(&format!("title: A\n{keys}")).build().code(0);
    article(&format!("title: A\n{keys}{keys}")).build().code(1);
    let took = start.elapsed();
    assert!(took < Duration::from_secs(15), "took {took:?}");
}
