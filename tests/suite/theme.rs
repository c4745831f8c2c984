//! Themes: overriding one file, errors in templates.

use snapbox::str;

use crate::support::Project;

/// A project with a theme of its own that holds this file.
fn theme(file: &str, text: &str) -> Project {
    Project::new()
        .settings("title: Help\ntheme: mine\n")
        .article("a.md", "title: A", "| a |\n| - |\n| b |")
        .file(&format!("themes/mine/{file}"), text)
}

#[test]
fn one_template_can_be_replaced() {
    let project = theme("templates/article.html", "<p>Mine: {{ page.title }}, {{ page.body_html | safe }}</p>");
    let run = project.build();
    run.ok().has("a/index.html", "<p>Mine: A, ").has("search/index.html", "<html");
}

#[test]
fn templates_escape_what_is_not_marked_safe() {
    let project = theme("templates/article.html", "{{ page.title }}");
    project.write("content/a.md", "---\ntitle: <b>\n---\n");
    project.build().ok().has("a/index.html", "&lt;b&gt;");
}

#[test]
fn a_template_can_extend_the_built_in_one() {
    let project = theme("templates/404.html", "{% extends \"base.html\" %}{# nothing changed #}");
    project.build().ok().has("404.html", "<html");
}

#[test]
fn a_stylesheet_can_be_added() {
    let project = theme("css/zz-mine.css", ".canary-rule { color: red }");
    let run = project.build();
    run.ok();
    let site = project.tree("site");
    let styles: Vec<_> = site.iter().filter(|(path, _)| path.ends_with(".css")).collect();
    let found = styles.iter().any(|(_, text)| String::from_utf8_lossy(text).contains("canary-rule"));
    assert!(found, "{:?}", styles.iter().map(|(path, _)| path).collect::<Vec<_>>());
}

#[test]
fn a_changed_stylesheet_changes_its_address() {
    let styles = |text: &str| {
        let project = theme("css/zz-mine.css", text);
        project.build().ok();
        let names = project.tree("site").into_keys();
        names.filter(|path| path.ends_with(".css")).collect::<Vec<_>>()
    };
    assert_ne!(styles(".a { color: red }"), styles(".a { color: blue }"));
    assert_eq!(styles(".a { color: red }"), styles(".a { color: red }"));
}

#[test]
fn scripts_are_in_one_folder_so_that_they_can_import_each_other() {
    let scripts = |text: &str| -> Vec<String> {
        let project = theme("js/mine.js", text);
        project.build().ok();
        project.tree("site").into_keys().filter(|path| path.starts_with("assets/scripts.")).collect()
    };
    let one = scripts("import \"./search-view.js\";");
    let (folder, _) = one[0].rsplit_once('/').expect("a folder");
    for name in ["mine", "search", "search-view"] {
        assert!(one.contains(&format!("{folder}/{name}.js")), "{one:?}");
    }
    assert!(one.iter().all(|path| path.starts_with(folder)), "{one:?}");
    assert_ne!(one, scripts("import \"./search.js\";"), "a changed script changes the address");
}

#[test]
fn templates_know_where_search_results_lead() {
    let template = "{{ site.root_url }} {{ site.search_url }} \
                    {% if site.fallback_language %}{{ site.fallback_language.name }}{% endif %}";
    let project = Project::new()
        .settings("title: Help\ntheme: mine\nlanguages: [en, el]\n")
        .file("themes/mine/templates/article.html", template)
        .article("en/a/b.md", "title: A", "")
        .article("el/a/b.md", "title: A", "");
    let run = project.build();
    run.ok().has("a/b/index.html", "../../ ../../search/ ").has("el/a/b/index.html", "../../../ ../../search/ English");
}

#[test]
fn one_text_can_be_replaced() {
    let project = theme("strings/en.yaml", "table: Our wonderful table\n");
    let run = project.build();
    run.ok().has("a/index.html", "aria-label=\"Our wonderful table\"");
}

#[test]
fn an_icon_can_be_added() {
    let svg = "<svg viewBox=\"0 0 24 24\"><path d=\"M0 0h7v7z\"/></svg>";
    let project = theme("icons/parcel.svg", svg)
        .article("x/index.md", "title: X\nicon: parcel", "")
        .article("x/y.md", "title: Y", "");
    project.build().ok().has("index.html", "M0 0h7v7z");
}

#[test]
fn the_default_theme_can_be_changed_under_its_own_name() {
    let project = Project::new()
        .settings("title: Help\ntheme: default\n")
        .article("a.md", "title: A", "")
        .file("themes/default/templates/article.html", "<p>Mine: {{ page.title }}</p>");
    project.build().ok().has("a/index.html", "<p>Mine: A</p>");
}

#[test]
fn a_theme_that_is_not_there_is_refused() {
    let project = theme("css/a.css", "").settings("title: Help\ntheme: mien\n");
    project.build().code(2).stderr(str![[r#"
error[invalid-value]: there is no theme `mien`
 --> answerbook.yaml:2:8
  |
2 | theme: mien
  |        ^^^^
  |
  = help: did you mean `mine`?

error: 1 error; the site was not changed

"#]]);
}

#[test]
fn a_syntax_error_names_file_and_line() {
    let project = theme("templates/404.html", "<h1>{{ page.title }}</h1>\n{% if page.toc %}\n<p>\n");
    project.build().code(1).error("template-error", "themes/mine/templates/404.html");
}

#[test]
fn a_stray_tag_names_file_and_line() {
    let project = theme("templates/404.html", "<h1>A</h1>\n<p>{{ page.title | }}</p>\n");
    project.build().code(1).stderr(str![[r#"
error[template-error]: Found `}}` but expected identifier
 --> themes/mine/templates/404.html:2:20
  |
2 | <p>{{ page.title | }}</p>
  |                    ^^
  |
  = help: the theme's templates are written in Tera 2; its variables are listed in our help centre

error: 1 error; the site was not changed

"#]]);
}

#[test]
fn an_unknown_variable_names_file_and_reason() {
    let project = theme("templates/404.html", "<h1>A</h1>\n<p>{{ page.titel }}</p>\n");
    project.build().code(1).stderr(str![[r#"
error[template-error]: there is no variable `page.titel`
 --> themes/mine/templates/404.html:2:12
  |
2 | <p>{{ page.titel }}</p>
  |            ^^^^^
  |
  = help: did you mean `page.title`?

error: 1 error; the site was not changed

"#]]);
}

#[test]
fn a_misspelt_variable_in_a_condition_is_an_error() {
    let project = theme(
        "templates/partials/footer.html",
        "{% if page.titel %}x{% endif %}{% if site.nope is defined %}{% endif %}",
    );
    let run = project.build();
    run.code(1).error("template-error", "themes/mine/templates/partials/footer.html:1:12");
    run.stderr_has("did you mean `page.title`?");
    assert_eq!(run.diagnostics().len(), 1);
}

#[test]
fn a_misspelt_member_of_a_list_is_an_error() {
    let project =
        theme("templates/404.html", "{% for way in site.contact %}{{ way.adress }}{% endfor %}{{ pge.title }}");
    let run = project.build();
    run.code(1).error("template-error", "themes/mine/templates/404.html:1:61").stderr_has("did you mean `page`?");
    let project = project.settings("title: Help\ntheme: mine\ncontact: [{type: email, address: a@example.org}]\n");
    let run = project.build();
    run.code(1)
        .error("template-error", "themes/mine/templates/404.html:1:37")
        .stderr_has("there are: cost, hours, kind, label, languages, languages_html, note, platforms, platforms_text, reply_time, text, url");
}

#[test]
fn one_block_of_a_built_in_template_can_be_replaced() {
    let block = "{% extends \"default/article.html\" %}{% block before_article %}<p>Mine</p>{% endblock %}";
    let project = theme("templates/article.html", block);
    project.build().ok().has_in_order("a/index.html", &["<p>Mine</p>", "<h1", "</html>"]);
    // The built-in template builds on the layout, which is the project's where it has one.
    let layout =
        "{% extends \"default/article-layout.html\" %}{% block article_header %}<b>B</b>{{ super() }}{% endblock %}";
    project.write("themes/mine/templates/article-layout.html", layout);
    let base = "{% extends \"default/base.html\" %}{% block end %}<i>End</i>{% endblock %}";
    project.write("themes/mine/templates/base.html", base);
    project.build().ok().has_in_order("a/index.html", &["<p>Mine</p>", "<b>B</b>", "<h1", "<i>End</i>"]);
    project.build().ok().has("404.html", "<i>End</i>");
}

#[test]
fn a_partial_can_hold_the_built_in_one() {
    let project = theme("templates/partials/footer.html", "{% include \"default/partials/footer.html\" %}<p>Mine</p>");
    project.build().ok().has_in_order("a/index.html", &["ab-footer", "<p>Mine</p>"]);
}

#[test]
fn a_circle_by_way_of_a_built_in_template_is_found() {
    let project = theme("templates/base.html", "\n{% extends \"default/404.html\" %}");
    project.build().code(1).error("template-error", "themes/mine/templates/base.html:2:13");
}

#[test]
fn a_file_that_no_theme_has_is_reported() {
    let project = theme("templates/artcle.html", "<p>Mine</p>");
    project.build().stderr(str![[r#"
warning[unknown-theme-file]: no page is made from `artcle.html`, and no template names it
 --> themes/mine/templates/artcle.html:1:1
  |
1 | <p>Mine</p>
  | ^
  |
  = help: did you mean `article.html`?

warning: 1 warning

"#]]);
}

#[test]
fn files_of_a_theme_lie_in_its_folders() {
    let project = theme("template/article.html", "")
        .file("themes/mine/css/mine.scss", "")
        .file("themes/mine/logo.png", [0xff, 0xfe])
        .file("themes/mine/README.md", "# Mine")
        .file("themes/mine/templates/partials/offer.html", "Offer")
        .file("themes/mine/templates/partials/footer.html", "{% include 'partials/offer.html' %}")
        .file("themes/mine/templates/card.html", "{% component card() %}a{% endcomponent card %}")
        .file("themes/mine/icons/new.svg", "<svg></svg>");
    let run = project.build();
    for place in ["css/mine.scss", "logo.png", "template/article.html"] {
        run.code(0).warning("unknown-theme-file", &format!("themes/mine/{place}:1:1"));
    }
    assert_eq!(run.diagnostics().len(), 3);
}

#[test]
fn a_theme_says_for_which_version_of_the_variables_it_is_made() {
    theme("theme.yaml", "name: Mine\ncontext: 1\n").build().ok();
    theme("theme.yaml", "name: Mine\n").build().ok();
    let project = theme("theme.yaml", "name: Mine\ncontext: 99\n");
    project
        .build()
        .code(0)
        .warning("theme-version", "themes/mine/theme.yaml:2:10")
        .stderr_has("use a newer Answerbook");
    project.write("themes/mine/theme.yaml", "context: 0\n");
    project.build().code(0).warning("theme-version", "themes/mine/theme.yaml:1:10").stderr_has("Template variables");
    project.write("themes/mine/theme.yaml", "contxt: 1\n");
    project.build().code(0).warning("unknown-key", "themes/mine/theme.yaml:1:1").stderr_has("`context`");
}

/// The text of the stylesheet that all pages load.
fn stylesheet(project: &Project) -> String {
    let site = project.tree("site");
    let mut sheets = site.iter().filter(|(path, _)| path.starts_with("assets/style.") && path.ends_with(".css"));
    let (_, sheet) = sheets.next().expect("a stylesheet");
    assert!(sheets.next().is_none(), "more than one stylesheet");
    String::from_utf8(sheet.clone()).expect("UTF-8")
}

#[test]
fn the_brand_is_in_the_stylesheet_of_all_pages() {
    let project = theme("css/zz-mine.css", "/* canary */\n.mine::after {\n  content: \"/* */  a\";\n}\n");
    let project = project.settings("theme: mine\nbrand: {accent: \"#2f4bb8\", font: 'Georgia, serif', radius: 8}\n");
    project.build().ok();
    let sheet = stylesheet(&project);
    assert!(sheet.contains(".mine::after{content:\"/* */  a\"}"), "{sheet}");
    assert!(!sheet.contains("canary"), "{sheet}");
    let brand = ":root{--ab-accent:#2f4bb8;--ab-on-accent:#ffffff;--ab-accent-text:#2f4bb8;--ab-accent-dark:#3f5fcd;\
                 --ab-on-accent-dark:#ffffff;--ab-accent-text-dark:#7ea0ff;--ab-font:Georgia,serif;--ab-radius:8px}\n";
    assert!(sheet.ends_with(brand), "{sheet}");
}

#[test]
fn a_stylesheet_for_few_pages_stays_a_file_of_its_own() {
    let project = theme("css/pages/mine.css", ".mine {\n  color: red;\n}\n");
    let home = "{% extends \"default/home.html\" %}\n{% block styles %}<link rel=\"stylesheet\" href=\"{{ site.styles['mine'] }}\">{% endblock styles %}";
    project.write("themes/mine/templates/home.html", home);
    let run = project.build();
    run.ok().has("index.html", "<link rel=\"stylesheet\" href=\"assets/mine.");
    assert!(!stylesheet(&project).contains(".mine"));
    let site = project.tree("site");
    let own = site.iter().find(|(path, _)| path.starts_with("assets/mine.")).expect("a stylesheet");
    assert_eq!(String::from_utf8_lossy(own.1), ".mine{color:red}\n");
    run.has("_headers", own.0);
}

#[test]
fn an_accent_that_is_hard_to_read_is_reported_with_the_colour_used_instead() {
    let project = theme("css/a.css", "").settings("brand:\n  accent: \"#fc0\"\n");
    project.build().code(0).stderr(str![[r##"
warning[low-contrast]: `#ffcc00` is too light for text: its contrast on `#f6f7f9` is 1.41:1, and 4.5:1 is needed
 --> answerbook.yaml:2:11
  |
2 |   accent: "#fc0"
  |           ^^^^^^
  |
  = help: links are shown in `#886c00`, and buttons in your colour; or take `#886c00` as the accent

warning: 1 warning

"##]]);
    assert!(stylesheet(&project).contains("--ab-accent:#ffcc00;--ab-on-accent:#0d1420;--ab-accent-text:#886c00;"));
    let project = project.settings("brand: {accent: \"#fc0\"}\ncheck: {rules: {low-contrast: off}}\n");
    project.build().ok();
    let project = project.settings("brand: {accent: \"#2f4bb8\"}\n");
    project.build().ok();
}

/// `tests/golden/theme` has the pages; this is its stylesheet, which those don't show.
#[test]
fn a_small_theme_changes_what_it_says_and_nothing_else() {
    let project = Project::bare();
    for (path, bytes) in crate::support::tree(&crate::support::repository().join("tests/golden/theme")) {
        project.write(&path, bytes);
    }
    let run = project.build();
    run.ok()
        .has("pears/index.html", "<body class=\"plain\">")
        .has("pears/keep/index.html", "For everyone who grows fruit");
    run.has("index.html", "M12 3c2 4 6 7").has("pears/keep/index.html", ">Orchard</a>").has("index.html", "ab-hero");
    run.has("404.html", "Orchard Ltd, 1 Apple Road");
    assert!(stylesheet(&project).contains(".plain-note{color:var(--ab-muted)}"));
}

#[test]
fn a_template_that_includes_itself_is_an_error() {
    let project = theme("templates/404.html", "{% include \"404.html\" %}");
    project.build().code(1).error("template-error", "themes/mine/templates/404.html");
}

#[test]
fn a_missing_include_is_an_error() {
    let project = theme("templates/404.html", "\n{% include \"partials/nope.html\" %}");
    project.build().code(1).error("template-error", "themes/mine/templates/404.html");
}

#[test]
fn every_unknown_name_in_templates_is_found_where_it_stands() {
    let project = theme(
        "templates/404.html",
        "<p>\n{{ page.title | shout }}\n{% if page.title is loud %}x{% endif %}\n{{ <Nope /> }}{{ nofn() }}\n\
         {% include \"partials/nope.html\" %}\n",
    )
    .file(
        "themes/mine/templates/search.html",
        "\n{% extends \"nope.html\" %}{% block main %}{{ 1 | loud }}{% endblock %}",
    );
    let run = project.build();
    for place in ["404.html:2:17", "404.html:3:21", "404.html:4:4", "404.html:4:18", "404.html:5:12"] {
        run.code(1).error("template-error", &format!("themes/mine/templates/{place}"));
    }
    run.error("template-error", "themes/mine/templates/search.html:2:13");
    assert_eq!(run.diagnostics().len(), 6);
    let project = theme("templates/404.html", "{% extends \"base.html\" %}\n{% block nonsense %}{% endblock %}");
    project.build().code(1).error("template-error", "themes/mine/templates/404.html:2:10");
}

#[test]
fn a_circle_of_templates_is_found_in_the_projects_own_file() {
    let project = theme("templates/base.html", "\n{% extends \"404.html\" %}");
    project.build().code(1).error("template-error", "themes/mine/templates/base.html:2:13");
    let project = theme("templates/404.html", "\n{% include \"partials/a.html\" %}")
        .file("themes/mine/templates/partials/a.html", "\n\n{% include \"partials/b.html\" %}")
        .file("themes/mine/templates/partials/b.html", "{% include \"partials/a.html\" %}");
    project.build().code(1).error("template-error", "themes/mine/templates/partials/a.html:3:13");
}

#[test]
fn a_component_defined_twice_is_found() {
    let component = "\n{% component card() %}a{% endcomponent card %}";
    let project = theme("templates/y.html", component).file("themes/mine/templates/z.html", component);
    project.build().code(1).error("template-error", "themes/mine/templates/y.html:2:14");
}

#[test]
fn a_theme_is_named_by_a_folder_in_themes() {
    for name in ["../x", "/etc", ".hidden", "a/b", "\" \""] {
        let project = theme("css/a.css", "").settings(&format!("theme: {name}\n"));
        project.build().code(2).error("invalid-value", "answerbook.yaml:1:8").stderr_has("a folder in `themes/`");
    }
    let project = theme("css/a.css", "").settings("theme: other\n").file("themes/other", "no folder");
    project.build().code(2).stderr_has("can't read the folder `themes/other`: not a directory");
}

#[cfg(unix)]
#[test]
fn a_themes_folder_that_leads_astray_is_called_so() {
    let project = Project::new().settings("theme: mine\n").article("a.md", "title: A", "Text.");
    std::os::unix::fs::symlink("../outside", project.path("themes")).expect("a link");
    project.build().code(2).error("invalid-value", "answerbook.yaml:1:8").stderr_has("can't read the folder `themes`");
    std::fs::create_dir_all(project.outside().join("outside/mine")).expect("a folder outside");
    project.build().code(1).error("symlink-outside", "themes/mine");
}

#[test]
fn a_wrong_text_file_is_an_error() {
    let project = theme("strings/en.yaml", "note: Note\ntable: 5\n");
    project.build().code(1).error("wrong-type", "themes/mine/strings/en.yaml:2:8");
    project.write("themes/mine/strings/en.yaml", "table: [a\n");
    project.build().code(1).error("invalid-yaml", "themes/mine/strings/en.yaml:1");
}

#[test]
fn a_theme_error_leaves_the_site_alone() {
    let project = theme("css/a.css", "");
    project.build().ok();
    let before = project.tree("site");
    project.write("themes/mine/templates/404.html", "{{ nope");
    project.build().code(1);
    assert_eq!(project.tree("site"), before);
}

/// Declarations that name a side of the screen, which would be the wrong one in languages written from right to left.
fn sided(css: &str) -> Vec<String> {
    let css: String = css
        .split("/*")
        .enumerate()
        .map(|(at, part)| match at {
            0 => part,
            _ => part.split_once("*/").map_or("", |(_, rest)| rest),
        })
        .collect();
    let declarations = css.split([';', '{', '}']).map(str::trim).filter_map(|text| text.split_once(':'));
    let sided = declarations.filter(|(name, value)| {
        let parts = name.split('-').chain(value.split([' ', ',', '(', ')']));
        parts.map(str::trim).any(|part| part == "left" || part == "right")
    });
    sided.map(|(name, value)| format!("{name}:{value}")).collect()
}

#[test]
fn no_style_names_a_side_of_the_screen() {
    for (path, bytes) in crate::support::tree(&crate::support::repository().join("themes/default/css")) {
        let mut found = sided(&String::from_utf8_lossy(&bytes));
        // Browsers that don't know `inline-end` take the line before it.
        found.retain(|declaration| declaration != "float: right");
        assert!(found.is_empty(), "{path}: {found:?}");
    }
    let wrong = "a { margin-left: 1em; /* left: 1 */ left: 0 } b { text-align: right; margin-inline: 0 } c { inset: 0; content: \"left\" }";
    assert_eq!(sided(wrong), ["margin-left: 1em", "left: 0", "text-align: right"]);
}
