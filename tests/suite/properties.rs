//! Random projects: no article is lost, two builds are the same.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestCaseError, TestRunner};

use crate::html;
use crate::support::Project;

/// A random article: where it lies and what it is called.
#[derive(Debug, Clone)]
struct Article {
    folders: Vec<String>,
    name: String,
    title: String,
    kind: &'static str,
}

impl Article {
    /// Its file. The number keeps names apart that would have the same address.
    fn path(&self, number: usize) -> String {
        let mut path: String = self.folders.iter().map(|folder| format!("{folder}/")).collect();
        path.push_str(&format!("{number} {}.md", self.name));
        path
    }

    fn write(&self, number: usize, project: &Project) {
        let title = serde_json::to_string(&self.title).expect("a text is JSON");
        let text = format!(
            "---\ntitle: {title}\nkind: {}\n---\nWord{number}intro.\n\n## Part\n\nWord{number}body.\n",
            self.kind
        );
        project.write(&format!("content/{}", self.path(number)), text);
    }
}

/// Words of many scripts, with what is awkward in HTML, addresses and file names.
fn words() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        "[a-zA-Z0-9]{1,8}",
        "[α-ωΑ-Ωάέήίόύώ]{1,8}",
        "[ا-ي]{1,8}",
        "[一-龥]{1,5}",
        "[ก-ฮ]{1,5}",
        "[À-ÿ]{1,6}",
        Just("🎉🚚".to_owned()),
        Just("e\u{301}".to_owned()),
        Just("İstanbul".to_owned()),
        Just("&amp; <b> \"quoted\" 'it''s'".to_owned()),
        Just("100% #1? a+b=c; [x](y) `c` *d* ~".to_owned()),
    ];
    vec(word, 1..4).prop_map(|words| words.join(" "))
}

/// As [`words`], without what file systems refuse.
fn names() -> impl Strategy<Value = String> {
    words().prop_map(|words| words.replace(['<', '>', '"', '?', '*', ':', '|', '/', '\\'], ""))
}

fn articles() -> impl Strategy<Value = Vec<Article>> {
    let folder = prop_oneof![Just("billing".to_owned()), Just("Λογαριασμός".to_owned()), "[a-z一-龥]{2,6}"];
    let kind = prop_oneof![Just("article"), Just("faq"), Just("how-to"), Just("troubleshooter")];
    let article = (vec(folder, 0..4), names(), words(), kind);
    let article = article.prop_map(|(folders, name, title, kind)| Article { folders, name, title, kind });
    vec(article, 1..12)
}

/// Runs a property on a few random projects.
fn check(test: impl Fn(Vec<Article>) -> Result<(), TestCaseError>) {
    let config = Config { cases: 8, max_shrink_iters: 40, failure_persistence: None, ..Config::default() };
    let result = TestRunner::new(config).run(&articles(), test);
    result.unwrap_or_else(|error| panic!("{error}"));
}

fn project(articles: &[Article]) -> Project {
    let project = Project::new();
    for (number, article) in articles.iter().enumerate() {
        article.write(number, &project);
    }
    project
}

/// The page that has this article's text and that a reader reaches from `start`.
fn is_found(site: &std::collections::BTreeMap<String, Vec<u8>>, start: &str, number: usize, title: &str) -> bool {
    html::reachable(site, start).iter().any(|path| {
        let page = String::from_utf8_lossy(&site[path]);
        let there = page.contains(&format!("Word{number}intro.")) && page.contains(&format!("Word{number}body."));
        there && html::text(&page).contains(title)
    })
}

#[test]
fn no_article_is_lost() {
    check(|articles| {
        let project = project(&articles);
        let run = project.build();
        prop_assert_eq!(run.errors(), "");
        let site = project.tree("site");
        for (number, article) in articles.iter().enumerate() {
            let title = article.title.split_whitespace().collect::<Vec<_>>().join(" ");
            for start in ["index.html", "search/index.html"] {
                let found = is_found(&site, start, number, &title);
                prop_assert!(found, "{:?} is not reachable from {}", article, start);
            }
        }
        prop_assert_eq!(html::dead_links(&site), Vec::<String>::new());
        Ok(())
    });
}

/// Shows that the property above can fail: a site with one page gone is noticed.
#[test]
fn a_lost_article_is_noticed() {
    let article = Article { folders: vec![], name: "x".into(), title: "T".into(), kind: "article" };
    let project = project(&[article]);
    project.build().ok();
    let mut site = project.tree("site");
    assert!(is_found(&site, "index.html", 0, "T"));
    site.remove("0-x/index.html").expect("its page");
    assert!(!is_found(&site, "index.html", 0, "T"));
}

#[cfg(unix)]
#[test]
fn two_builds_are_byte_identical() {
    use crate::support::shell;
    check(|articles| {
        let first = project(&articles);
        first.build();
        let reversed = Project::bare();
        for (number, article) in articles.iter().enumerate().rev() {
            article.write(number, &reversed);
        }
        reversed.write("answerbook.yaml", "title: Help\n");
        let mut command = shell("umask 077; exec \"$0\" build --root project", &[]);
        command.current_dir(reversed.outside());
        command.env("TZ", "Pacific/Kiritimati").env("LC_ALL", "tr_TR.UTF-8").env("LANG", "el_GR.UTF-8");
        command.env("HOME", "/nowhere").env("RAYON_NUM_THREADS", "1").env("SOURCE_DATE_EPOCH", "1");
        reversed.finish(command);
        let (first, second) = (first.tree("site"), reversed.tree("site"));
        prop_assert!(first.contains_key("index.html"));
        prop_assert_eq!(first.keys().collect::<Vec<_>>(), second.keys().collect::<Vec<_>>());
        for (path, bytes) in &first {
            let same = *bytes == second[path];
            prop_assert!(same, "{} differs", path);
        }
        Ok(())
    });
}

#[cfg(unix)]
#[test]
fn no_path_of_the_machine_is_in_the_site() {
    let project = Project::new().article("a.md", "title: A", "Text.");
    let folder = project.outside().file_name().expect("a name").to_string_lossy().into_owned();
    project.build().ok().no_trace(&folder);
}
