//! README and the help centre agree with the program.

use std::collections::BTreeSet;
use std::fs;

use answerbook::config;
use answerbook::content::{front_matter, notices};
use answerbook::diag::{Diagnostics, Level, Rule};
use answerbook::language::Language;
use answerbook::{highlight, source, yaml};

use crate::support::{Project, repository, tree};

/// The keys of front matter, each with a value that is right.
const FRONT_MATTER: [(&str, &str); 18] = [
    ("title", "A"),
    ("description", "B"),
    ("kind", "article"),
    ("keywords", "[c]"),
    ("order", "1"),
    ("featured", "true"),
    ("icon", "🎉"),
    ("related", "[b.md]"),
    ("aliases", "[/old/]"),
    ("slug", "a"),
    ("platforms", "[ios]"),
    ("audience", "public"),
    ("draft", "false"),
    ("updated", "2026-11-01"),
    ("review_by", "2027-11-01"),
    ("owner", "Support"),
    ("time", "5 minutes"),
    ("translated_from", "{}"),
];

/// The keys of the settings, each with a value that is right.
const SETTINGS: [(&str, &str); 16] = [
    ("title", "Help"),
    ("base_url", "https://example.org/"),
    ("languages", "[en]"),
    ("brand", "{accent: \"#123456\", font: serif, radius: 8}"),
    ("navigation", "[{label: A, link: a.md}]"),
    ("platforms", "{ios: iPhone}"),
    ("variables", "{product: Acme}"),
    ("contact", "[{type: email, label: Mail, address: a@example.org}]"),
    ("feedback", "https://example.org/f"),
    ("events", "https://example.org/e"),
    ("search", "{weights: {title: 3}}"),
    ("markup", "{html: sanitize, smart_punctuation: false, schemes: [sms]}"),
    ("theme", "default"),
    ("edit_url", "https://example.org/edit/{path}"),
    ("publish", "{sitemap: false, domain: help.example.org, compress: [gzip]}"),
    ("check", "{rules: {broken-link: error}, exempt: {long-title: [content/a.md]}, reading_level: 40}"),
];

/// A project that uses every key.
fn every_key() -> Project {
    let yaml =
        |keys: &[(&str, &str)]| -> String { keys.iter().map(|(key, value)| format!("{key}: {value}\n")).collect() };
    Project::new().settings(&yaml(&SETTINGS)).article("a.md", &yaml(&FRONT_MATTER), "").article(
        "b.md",
        "title: B\nvideo: https://example.org/v",
        "",
    )
}

#[test]
fn every_key_is_known() {
    let used = |keys: &[(&'static str, &str)], others: &[&'static str]| -> BTreeSet<&str> {
        keys.iter().map(|(key, _)| *key).chain(others.iter().copied()).collect()
    };
    assert_eq!(used(&SETTINGS, &[]), config::KEYS.iter().copied().collect());
    assert_eq!(used(&FRONT_MATTER, &["video"]), front_matter::KEYS.iter().copied().collect());
    every_key().build().code(0).stderr_lacks("unknown-key");
}

/// The English articles of our own help centre, joined.
fn articles() -> String {
    let files = tree(&repository().join("content/en"));
    files.values().map(|text| String::from_utf8_lossy(text)).collect()
}

/// Whether a text has the key as code or in a heading.
fn explains(text: &str, key: &str) -> bool {
    let mut headings = text.lines().filter(|line| line.starts_with('#'));
    let words = |line: &str| line.split([' ', ',']).any(|word| word == key);
    text.contains(&format!("`{key}`")) || headings.any(words)
}

#[test]
fn every_key_is_documented() {
    let article = |path| fs::read_to_string(repository().join("content/en").join(path)).expect("an article");
    let missing = |path, keys: &[&'static str]| -> Vec<&str> {
        let text = article(path);
        keys.iter().filter(|key| !explains(&text, key)).copied().collect()
    };
    assert_eq!(missing("reference/settings.md", config::KEYS), [""; 0]);
    assert_eq!(missing("writing/front-matter.md", front_matter::KEYS), [""; 0]);
    assert_eq!(missing("writing/notices.md", notices::KEYS), [""; 0]);
}

#[test]
fn a_key_without_explanation_is_noticed() {
    let text = "The `title` is a text.\n\n## feedback, events and search {#later}\n";
    assert!(["title", "events", "search"].iter().all(|key| explains(text, key)));
    assert!(!explains(text, "slug") && !explains(text, "text"));
}

/// The commands that `--help` lists; those of `translate` by both words.
fn commands() -> Vec<String> {
    let inner = listed(&["translate", "--help"]).into_iter().map(|command| format!("translate {command}"));
    let outer = listed(&["--help"]).into_iter().filter(|command| command != "translate");
    outer.chain(inner).collect()
}

/// The commands that a `--help` lists.
fn listed(arguments: &[&str]) -> Vec<String> {
    let help = Project::bare().run(arguments).output();
    let list = help.split("Commands:\n").nth(1).expect("a list of commands");
    let lines = list.lines().take_while(|line| line.starts_with("  "));
    let names = lines.filter(|line| !line.starts_with("   ")).filter_map(|line| line.split_whitespace().next());
    names.filter(|name| *name != "help").map(str::to_owned).collect()
}

/// The long options that a command's `--help` lists.
fn options(command: &str) -> BTreeSet<String> {
    let arguments: Vec<_> = command.split(' ').chain(["--help"]).collect();
    let help = Project::bare().run(&arguments).output();
    help.lines()
        .filter_map(|line| {
            line.trim_start().strip_prefix("--").or_else(|| line.split_once(", --").map(|(_, rest)| rest))
        })
        .map(|rest| rest.chars().take_while(|letter| letter.is_alphanumeric() || *letter == '-').collect())
        .filter(|name: &String| !["help", "version"].contains(&name.as_str()))
        .collect()
}

fn readme() -> String {
    fs::read_to_string(repository().join("README.md")).expect("a README")
}

#[test]
fn the_readme_names_every_command() {
    let (readme, commands) = (readme(), commands());
    assert!(commands.len() >= 2, "{commands:?}");
    for command in commands {
        assert!(readme.contains(&format!("answerbook {command}")), "README lacks {command}");
    }
}

#[test]
fn the_readme_names_every_exit_status() {
    let readme = readme();
    let help = Project::bare().run(&["--help"]).output();
    let explained = help.split("Exit status:").nth(1).expect("--help explains the exit status");
    let explained = explained.split_whitespace().collect::<Vec<_>>();
    for status in 0..=3 {
        let mentioned = explained.contains(&status.to_string().as_str());
        assert!(mentioned, "--help does not explain exit status {status}:\n{help}");
        let cell = [format!("| {status} |"), format!("| `{status}` |")];
        assert!(cell.iter().any(|cell| readme.contains(cell)), "README lacks exit status {status}");
    }
}

#[test]
fn every_option_is_documented() {
    let articles = articles();
    for command in commands() {
        let options = options(&command);
        assert!(!options.is_empty(), "no option of {command} was read");
        for option in options {
            assert!(articles.contains(&format!("--{option}")), "content/en lacks --{option} of {command}");
        }
    }
}

#[test]
fn every_rule_and_its_level_is_documented() {
    let articles = articles();
    assert!(Rule::ALL.len() >= 30);
    for rule in Rule::ALL {
        let level = match rule.default_level() {
            Level::Error => "Error",
            Level::Warning => "Warning",
            Level::Off => "Off",
        };
        let fixed = match (rule.adjustable(), rule.only_check()) {
            (false, _) => ", fixed",
            (_, true) => ", only `check`",
            _ => "",
        };
        let expected = format!("\n## {rule} {{#{rule}}}\n\n**{level}{fixed}.** ");
        assert!(articles.contains(&expected), "content/en does not say `{}`", expected.trim());
    }
}

#[test]
fn every_language_of_code_is_documented() {
    let path = repository().join("content/en/writing/tables-and-code.md");
    let article = fs::read_to_string(path).expect("the article on code");
    let table = article.split("{#languages}").nth(1).and_then(|rest| rest.split("\n###").next()).expect("the table");
    let names: Vec<_> = table.split('`').skip(1).step_by(2).collect();
    let unknown: Vec<_> = names.iter().filter(|name| highlight::language(name).is_none()).collect();
    assert!(unknown.is_empty(), "no such languages: {unknown:?}");
    let listed: BTreeSet<_> = names.iter().filter_map(|name| highlight::language(name)).collect();
    let missing: Vec<_> = highlight::languages().filter(|name| !listed.contains(name)).collect();
    assert!(missing.is_empty(), "not in the table: {missing:?}");
}

#[test]
fn every_rule_has_a_test() {
    let suite = tree(&repository().join("tests/suite"));
    let tests: String = suite.values().map(|text| String::from_utf8_lossy(text)).collect();
    let untested: Vec<_> = Rule::ALL
        .iter()
        .filter(|rule| !tests.contains(&format!("\"{rule}\"")) && !tests.contains(&format!("[{rule}]")))
        .collect();
    assert!(untested.is_empty(), "no test sees {untested:?}");
}

#[test]
fn our_own_facts_are_true() {
    let facts = config::read(repository(), &mut Diagnostics::default()).facts;
    let limit = |bytes: u64| format!("{} MiB", bytes >> 20);
    let limits = [("article_limit", limit(source::MAX_BYTES)), ("yaml_limit", limit(yaml::MAX_BYTES as u64))];
    assert_eq!(facts.iter().count(), limits.len());
    for (name, expected) in limits {
        assert_eq!(
            facts.get(name).map(|fact| fact.value.get(&Language::parse("en").expect("a tag"))),
            Some(&*expected)
        );
    }
}

#[test]
fn our_own_help_centre_has_no_problem() {
    let project = Project::bare();
    for folder in ["content", "static", "themes"] {
        for (path, bytes) in tree(&repository().join(folder)) {
            project.write(&format!("{folder}/{path}"), bytes);
        }
    }
    let read = |file: &str| fs::read(repository().join(file)).unwrap_or_else(|_| panic!("no {file}"));
    for file in ["answerbook.yaml", "answerbook.lock.yaml", "facts.yaml"] {
        project.write(file, read(file));
    }
    project.build_with(&["--strict", "--base-url", "https://example.org/"]).ok();
    project.run(&["check", "--strict", "--quiet"]).ok();
    assert_eq!(crate::html::dead_links(&project.tree("site")), Vec::<String>::new());
    let ledger = fs::read(project.path("answerbook.lock.yaml")).expect("a ledger");
    assert!(ledger == read("answerbook.lock.yaml"), "addresses are new: run `answerbook build`, and commit the ledger");
}

#[test]
fn our_own_help_centre_is_checked_with_every_change() {
    let read = |path: &str| fs::read_to_string(repository().join(path)).unwrap_or_else(|_| panic!("no {path}"));
    assert!(read(".github/workflows/ci.yml").contains("run: .ci/run\n"));
    assert!(read(".ci/run").contains("exec tests/run\n"));
    assert!(read("tests/run").contains("\ntarget/debug/answerbook check --strict "));
    for (language, least) in [("en", 15), ("el", 5)] {
        let tests = read(&format!("content/{language}/_search-tests.yaml"));
        assert!(tests.lines().filter(|line| line.starts_with("- ")).count() >= least, "too few tests in {language}");
    }
}

/// The names after a prefix in a text, such as the classes of a stylesheet.
fn named(text: &str, prefix: &str) -> BTreeSet<String> {
    let is_name = |next: &char| next.is_ascii_alphanumeric() || matches!(next, '-' | '_');
    let names = text.split(prefix).skip(1).map(|rest| rest.chars().take_while(is_name).collect::<String>());
    names.filter(|name| !name.is_empty()).collect()
}

/// The built-in theme's stylesheets, without comments.
fn styles() -> String {
    let files = tree(&repository().join("themes/default/css"));
    let joined: String = files.values().map(|text| String::from_utf8_lossy(text)).collect();
    joined.split("/*").map(|part| part.split_once("*/").map_or(part, |(_, rest)| rest)).collect()
}

#[test]
fn every_part_of_the_theme_is_in_its_reference() {
    let articles = tree(&repository().join("content/en/look")).into_iter();
    let articles = articles.filter(|(path, _)| path.starts_with("theme-"));
    let reference: String = articles.map(|(_, text)| String::from_utf8_lossy(&text).into_owned()).collect();
    let parts = named(&styles(), ".ab-").into_iter().filter(|name| !name.contains("__") && !name.contains("--"));
    let parts: Vec<String> = parts.collect();
    assert!(parts.len() > 40, "{parts:?}");
    let missing: Vec<_> = parts.iter().filter(|name| !reference.contains(&format!("`ab-{name}`"))).collect();
    assert!(missing.is_empty(), "content/en/look/theme-reference.md does not name `ab-…` of {missing:?}");
}

#[test]
fn every_token_of_the_theme_is_in_its_reference_with_its_value() {
    let reference = fs::read_to_string(repository().join("content/en/look/theme-tokens.md")).expect("an article");
    let tokens = fs::read_to_string(repository().join("themes/default/css/tokens.css")).expect("the tokens");
    let missing = |name: &String| !reference.contains(&format!("`--ab-{name}`"));
    let missing: Vec<_> = named(&tokens, "--ab-").into_iter().filter(missing).collect();
    assert!(missing.is_empty(), "content/en/look/theme-tokens.md lacks {missing:?}");
    let mut wrong = Vec::new();
    for line in tokens.lines().map(str::trim).filter(|line| line.starts_with("--ab-")) {
        let (name, value) = line.trim_end_matches(';').split_once(": ").expect("a value");
        let both = value
            .strip_prefix("var(--ab-light, ")
            .and_then(|rest| rest.strip_suffix(')')?.split_once(") var(--ab-dark, "));
        let row = reference.lines().find(|row| row.starts_with(&format!("| `{name}` | `")));
        let (Some(row), false) = (row, name == "--ab-tint" || name == "--ab-tint-border") else { continue };
        let expected = match both {
            Some((light, dark)) if !light.starts_with("var(") => format!("| `{name}` | `{light}` | `{dark}` |"),
            Some(_) => continue,
            None => format!("| `{name}` | `{value}` |"),
        };
        // A token that a language or a wish for less motion changes stands with its usual value.
        if !row.starts_with(&expected) && !line.starts_with("--ab-line") {
            wrong.push(expected);
        }
    }
    assert_eq!(wrong, [""; 0]);
}

/// The files that the steps of an article tell the reader to write: `path` in backticks, then a block of code.
fn files_of(article: &str) -> Vec<(String, String)> {
    let mut files = Vec::new();
    let mut path = None;
    let mut lines = article.lines();
    while let Some(line) = lines.next() {
        let named =
            line.split('`').skip(1).step_by(2).find(|word| word.starts_with("themes/") || *word == "answerbook.yaml");
        path = named.filter(|word| word.contains('.')).map(str::to_owned).or(path);
        if line.starts_with("   ```") && line != "   ```" {
            let code: Vec<&str> =
                lines.by_ref().take_while(|line| *line != "   ```").map(|line| line.get(3..).unwrap_or("")).collect();
            files.extend(path.take().map(|path| (path, code.join("\n") + "\n")));
        }
    }
    files
}

#[test]
fn the_first_theme_of_our_tutorial_works() {
    let article = fs::read_to_string(repository().join("content/en/look/make-a-theme.md")).expect("an article");
    let files = files_of(&article);
    assert_eq!(files.len(), 5, "{files:?}");
    let project = Project::new().article("a.md", "title: A", "Text.");
    let mut shown = String::new();
    for (path, text) in files {
        let settings = if path == "answerbook.yaml" { "title: Help\n" } else { "" };
        project.write(&path, format!("{settings}{text}"));
        shown = project.build().errors() + &shown;
    }
    let message = article.split("```text\n").nth(1).and_then(|rest| rest.split("   ```").next()).expect("a message");
    for line in message.lines() {
        assert!(shown.contains(line.trim_start()), "the article shows `{line}`, the program\n{shown}");
    }
    project
        .build()
        .ok()
        .has_in_order("a/index.html", &["free delivery in May.", "<h1"])
        .has("index.html", ">Find</button>");
}

#[test]
fn every_test_of_the_checklist_exists() {
    let folder = repository().join("tests");
    let checklist = fs::read_to_string(folder.join("CHECKLIST.md")).expect("the checklist");
    let files = fs::read_dir(folder.join("browser")).expect("the browser tests").filter_map(Result::ok);
    let browser: String = files.filter_map(|file| fs::read_to_string(file.path()).ok()).collect();
    for line in checklist.lines().filter(|line| line.starts_with("- [x]")) {
        let (_, proofs) = line.rsplit_once(": ").unwrap_or_else(|| panic!("no test: {line}"));
        // Inside a line's name of a test there is no quote.
        for name in proofs.split('"').skip(1).step_by(2) {
            assert!(browser.contains(&format!("test(\"{name}\"")), "there is no test \"{name}\"");
        }
        for file in proofs.split('`').skip(1).step_by(2) {
            let found = ["", "browser"].iter().any(|inner| folder.join(inner).join(file).exists());
            assert!(found || repository().join(file).exists(), "there is no file `{file}`");
        }
    }
}
