//! What templates see, as `src/render/context.rs` declares it: its list for the program, its page in the help centre, its version.
//!
//! `SNAPSHOTS=overwrite cargo test --test suite contract` writes `src/render/context.txt` and
//! `content/en/look/template-{variables,types}.md` anew. What may break a theme is not blessed by itself: see [`CHANGES`].

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use answerbook::theme::CONTEXT;

use crate::support::{Project, repository, tree};

/// The versions of the contract, oldest first: version, fingerprint of its names and types, what changed. A change needs a row
/// of its own once its last row was published; until then, that row gets the new fingerprint.
const CHANGES: [(u32, &str, &str); 1] = [(1, "9100123e", "The first version.")];

/// A struct of `context.rs`.
#[derive(Debug)]
struct Struct {
    name: String,
    about: String,
    fields: Vec<Field>,
}

#[derive(Debug)]
struct Field {
    name: String,
    kind: String,
    about: String,
    flat: bool,
}

/// Reads the structs of `context.rs`.
fn structs(code: &str) -> Vec<Struct> {
    let (mut structs, mut about, mut flat) = (Vec::<Struct>::new(), String::new(), false);
    for line in code.lines().map(str::trim) {
        if let Some(text) = line.strip_prefix("/// ") {
            about = format!("{about} {text}").trim().to_owned();
        } else if let Some(name) = line.strip_prefix("pub struct ") {
            let name = name.trim_end_matches(" {").to_owned();
            structs.push(Struct { name, about: std::mem::take(&mut about), fields: Vec::new() });
        } else if line == "#[serde(flatten)]" {
            flat = true;
        } else if let (Some((name, kind)), Some(last)) = (
            line.strip_prefix("pub ").and_then(|field| field.trim_end_matches(',').split_once(": ")),
            structs.last_mut(),
        ) {
            let kind = in_template_terms(kind, name);
            let about = std::mem::take(&mut about);
            last.fields.push(Field { name: name.to_owned(), kind, about, flat: std::mem::take(&mut flat) });
        } else if !line.starts_with("#[derive") {
            about.clear();
        }
    }
    structs
}

/// `Option<Vec<Card>>` -> `list of Card or nothing`.
fn in_template_terms(kind: &str, name: &str) -> String {
    let inside = |outer: &str| kind.strip_prefix(outer).and_then(|rest| rest.strip_suffix('>'));
    if let Some(kind) = inside("Option<") {
        return format!("{} or nothing", in_template_terms(kind, name));
    }
    if let Some(kind) = inside("Vec<") {
        return format!("list of {}", in_template_terms(kind, name.trim_end_matches('s')));
    }
    match kind {
        "String" | "&'static str" if name.ends_with("html") => "HTML".to_owned(),
        "String" | "&'static str" if name == "url" || name.ends_with("_url") => "address".to_owned(),
        "String" | "&'static str" => "text".to_owned(),
        "bool" => "yes or no".to_owned(),
        "u8" | "u32" | "u64" | "usize" | "i64" | "f64" => "number".to_owned(),
        "BTreeMap<String, String>" => "text by name".to_owned(),
        other => other.to_owned(),
    }
}

/// The templates that a struct is the `page` of: its description begins with them.
fn templates(about: &str) -> Vec<&str> {
    let first = about.split(". ").next().unwrap_or_default();
    first.split('`').filter(|word| word.ends_with(".html")).collect()
}

/// The fields of a struct, with those of the structs it is made from.
fn fields<'a>(one: &'a Struct, all: &'a [Struct]) -> Vec<&'a Field> {
    let mut list = Vec::new();
    for field in &one.fields {
        match all.iter().find(|other| field.flat && other.name == field.kind) {
            Some(other) => list.extend(fields(other, all)),
            None => list.push(field),
        }
    }
    list
}

/// `src/render/context.txt`.
fn list(structs: &[Struct]) -> String {
    let mut text = format!("version {CONTEXT}\n");
    for one in structs {
        let pages = templates(&one.about);
        if !pages.is_empty() {
            writeln!(text, "{} = {}", one.name, pages.join(", ")).expect("a line");
        }
        for field in fields(one, structs) {
            writeln!(text, "{}.{} {}", one.name, field.name, field.kind).expect("a line");
        }
    }
    text
}

/// `LinkContext` -> `Link`.
fn shown(name: &str) -> String {
    name.replace("Context", "")
}

/// The article of the types, from that of the variables.
const TYPES: &str = "template-types.md";

/// The table of a struct's fields; those of every page are named, not repeated. `types` is the article that has the types,
/// empty in that itself.
fn table(one: &Struct, prefix: &str, types: &str, structs: &[Struct]) -> String {
    let mut text = String::from("| variable | type | what it is |\n| --- | --- | --- |\n");
    for field in &one.fields {
        if field.flat && field.kind == "PageHead" {
            continue;
        }
        let flat = structs.iter().find(|other| field.flat && other.name == field.kind);
        for field in flat.map_or(vec![field], |other| fields(other, structs)) {
            let kind = structs.iter().fold(field.kind.clone(), |kind, other| {
                let link = format!("[{}]({types}#type-{})", shown(&other.name), shown(&other.name).to_lowercase());
                match kind.split(' ').any(|word| word == other.name) {
                    true => kind.replace(&other.name, &link),
                    false => kind,
                }
            });
            writeln!(text, "| `{prefix}{}` | {kind} | {} |", field.name, field.about.replace('|', "\\|"))
                .expect("a row");
        }
    }
    text
}

/// `content/en/look/template-variables.md`.
fn article(structs: &[Struct]) -> String {
    let by_name: BTreeMap<&str, &Struct> = structs.iter().map(|one| (one.name.as_str(), one)).collect();
    let pages: Vec<&Struct> = structs.iter().filter(|one| !templates(&one.about).is_empty()).collect();
    let mut text = format!(
        "---\ntitle: Template variables\n\
         description: Every variable that a template gets, with its type, and what changed between versions.\n\
         order: 47\nkeywords: [context, contract, reference, tera, data, site, page, fields]\n\
         related:\n  - {TYPES}\n  - templates.md\n  - make-a-theme.md\n---\n\n\
         This is version {CONTEXT} of the variables. A theme says in its [`theme.yaml`](theme-files.md#theme-yaml) for which version it is made.\n\n\
         A template gets three variables: [`site`](#site), [`t`](#texts) and `page`. What `page` holds depends on the template:\n\n\
         | template | page |\n| --- | --- |\n"
    );
    for page in &pages {
        for template in templates(&page.about) {
            let name = page.name.trim_end_matches("Page").to_lowercase();
            writeln!(text, "| `{template}` | [its variables](#page-{name}) |").expect("a row");
        }
    }
    text += "\n`base.html`, `article-layout.html` and the partials get the `page` of the template that uses them.\n\n\
             Types: **text** is made safe for HTML when it is printed; **HTML** is finished and printed with `| safe`; an **address** \
             is ready for `href`; **or nothing** means that an `if` should ask first.\n\n";
    write!(
        text,
        "## site: what all pages share {{#site}}\n\n{}\n",
        table(by_name["SiteContext"], "site.", TYPES, structs)
    )
    .expect("text");
    text += "## t: the interface texts {#texts}\n\n`t.NAME` is the text of that name in the language of the page: see \
             [interface texts](../languages/interface-texts.md). A text with plural forms has one name for each, such as \
             `t.article_count_one` and `t.article_count_other`.\n\n";
    write!(
        text,
        "## page: on every page {{#every-page}}\n\nOn all but `redirect.html`.\n\n{}\n",
        table(by_name["PageHead"], "page.", TYPES, structs)
    )
    .expect("text");
    for page in &pages {
        let name = page.name.trim_end_matches("Page").to_lowercase();
        let head = if page.fields.iter().any(|field| field.kind == "PageHead") {
            "All of [every page](#every-page), and:\n\n"
        } else {
            ""
        };
        write!(
            text,
            "## {} {{#page-{name}}}\n\n{}\n\n{head}{}\n",
            page.name,
            page.about,
            table(page, "page.", TYPES, structs)
        )
        .expect("text");
    }
    text += "## Changes {#changes}\n\nThe version is raised where a variable goes or becomes something else. New variables break no theme and \
             are listed under the version they came to.\n\n";
    for (version, _, what) in CHANGES.iter().rev() {
        writeln!(text, "Version {version}\n: {what}\n").expect("text");
    }
    text.trim_end().to_owned() + "\n"
}

/// `content/en/look/template-types.md`.
fn types_article(structs: &[Struct]) -> String {
    let mut text = "---\ntitle: Types of template variables\n\
         description: What the lists and objects among the template variables hold.\n\
         order: 47\nkeywords: [context, contract, reference, tera, data, fields]\n\
         related:\n  - template-variables.md\n  - templates.md\n---\n\n\
         [Template variables](template-variables.md) has the variables of each page. Where one is a list or has parts, its type is here.\n\n"
        .to_owned();
    for one in structs.iter().filter(|one| templates(&one.about).is_empty()) {
        if !["SiteContext", "PageHead"].contains(&one.name.as_str()) {
            let name = shown(&one.name);
            write!(
                text,
                "## {name} {{#type-{}}}\n\n{}\n\n{}\n",
                name.to_lowercase(),
                one.about,
                table(one, "", "", structs)
            )
            .expect("text");
        }
    }
    text.trim_end().to_owned() + "\n"
}

fn ours() -> Vec<Struct> {
    let files =
        ["context", "context/parts", "context/contact", "context/special"].map(|name| format!("src/render/{name}.rs"));
    let code = files.map(|file| fs::read_to_string(repository().join(file)).expect("the structs"));
    structs(&code.concat())
}

/// Compares a file with what it should be, or writes it.
fn agrees(path: &str, expected: &str) {
    let path: PathBuf = repository().join(path);
    if std::env::var_os("SNAPSHOTS").is_some_and(|action| action == "overwrite") {
        fs::write(&path, expected).expect("a file that may be written");
    }
    let found = fs::read_to_string(&path).unwrap_or_default();
    assert!(found == expected, "{} is not what context.rs says: run once with SNAPSHOTS=overwrite", path.display());
}

/// The lines of an old list that a new one of the same version lacks: themes may rely on them.
fn lost<'a>(old: &'a str, new: &str) -> Vec<&'a str> {
    if old.lines().next() != new.lines().next() {
        return Vec::new();
    }
    old.lines().filter(|line| !new.lines().any(|other| other == *line)).collect()
}

#[test]
fn the_list_and_the_article_say_what_templates_see() {
    let structs = ours();
    let list = list(&structs);
    let old = fs::read_to_string(repository().join("src/render/context.txt")).unwrap_or_default();
    assert_eq!(
        lost(&old, &list),
        [""; 0],
        "themes may rely on these: raise CONTEXT in src/theme/manifest.rs (or, while this version is unpublished, delete the lines)"
    );
    agrees("src/render/context.txt", &list);
    agrees("content/en/look/template-variables.md", &article(&structs));
    agrees("content/en/look/template-types.md", &types_article(&structs));
    assert!(structs.iter().all(|one| one.fields.iter().all(|field| !field.about.is_empty())), "each has a description");
}

#[test]
fn a_change_of_the_contract_is_in_its_list_of_changes() {
    let fingerprint = &blake3::hash(list(&ours()).as_bytes()).to_hex()[..8];
    let (version, last, _) = CHANGES.last().expect("a version");
    assert_eq!(
        *version, CONTEXT,
        "CHANGES in tests/suite/contract.rs ends with another version than src/theme/manifest.rs"
    );
    assert_eq!(
        *last, fingerprint,
        "say in CHANGES (tests/suite/contract.rs) what changed, with the fingerprint {fingerprint}"
    );
}

#[test]
fn what_goes_needs_another_version() {
    assert_eq!(lost("version 1\nA.b text\nA.c text\n", "version 1\nA.c HTML\n"), ["A.b text", "A.c text"]);
    assert_eq!(lost("version 1\nA.b text\n", "version 1\nA.b text\nA.c text\n"), [""; 0]);
    assert_eq!(lost("version 1\nA.b text\n", "version 2\n"), [""; 0]);
}

#[test]
fn structs_are_read_as_they_are_written() {
    let code = "/// `a.html`, `b.html`. More.\npub struct A {\n    /// Head.\n    #[serde(flatten)]\n    pub head: B,\n    /// X\n    /// y.\n    \
                pub more_html: Option<Vec<String>>,\n}\n\n/// B.\npub struct B {\n    /// Z.\n    pub urls: Vec<Link>,\n}\n";
    let structs = structs(code);
    let expected = format!(
        "version {CONTEXT}\nA = a.html, b.html\nA.urls list of Link\nA.more_html list of HTML or nothing\nB.urls list of Link\n"
    );
    assert_eq!(list(&structs), expected);
    assert_eq!(structs[0].fields[1].about, "X y.");
}

/// The engine lists a value's fields beside an unknown one: so the pages themselves say what they have.
#[test]
fn pages_really_have_these_variables() {
    let structs = ours();
    let project = Project::new()
        .settings("title: Help\ntheme: mine\n")
        .article("a.md", "title: A\naliases: [/old/]", "")
        .article("b.md", "title: B\nkind: faq", "## Q?\n\nA")
        .article("c.md", "title: C\nkind: how-to", "1. D\n")
        .article("d.md", "title: D\nkind: troubleshooter", "## E\n\nF\n")
        .article("x/y.md", "title: Y", "")
        .file("answerbook.lock.yaml", "\"/gone/\": {\"title\":\"Gone\",\"text\":\"\"}\n")
        .file("content/_retired.yaml", "gone:\n  /gone/: It went.\n");
    let pages = structs.iter().flat_map(|one| templates(&one.about).into_iter().map(move |name| (name, one)));
    let pages: Vec<(&str, &Struct)> = pages.collect();
    for (template, _) in &pages {
        // By a variable of another name, so that the check of the templates' text doesn't know it.
        project.write(&format!("themes/mine/templates/{template}"), "{% set p = page %}{{ p.nope }}{% set s = site %}");
    }
    // An internal edition has a page more.
    let errors = project.build_with(&["--audience", "internal"]).code(1).errors();
    for (template, one) in pages {
        let mut names: Vec<&str> = fields(one, &structs).iter().map(|field| field.name.as_str()).collect();
        names.sort_unstable();
        let place = format!("themes/mine/templates/{template}:1:");
        let report = errors
            .split("\nerror[")
            .find(|report| report.contains(&place))
            .unwrap_or_else(|| panic!("{template}:\n{errors}"));
        assert!(report.contains(&format!("there are: {}\n", names.join(", "))), "{template}: {names:?}\n{report}");
    }
}

#[test]
fn every_page_template_has_its_variables() {
    let folder = tree(&repository().join("themes/default/templates"));
    let layouts = ["base.html", "article-layout.html"];
    let made: Vec<&str> =
        folder.keys().map(String::as_str).filter(|name| !name.contains('/') && !layouts.contains(name)).collect();
    let structs = ours();
    let mut named: Vec<&str> = structs.iter().flat_map(|one| templates(&one.about)).collect();
    named.sort_unstable();
    assert_eq!(named, made);
}
