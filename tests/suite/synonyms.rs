//! `_synonyms.yaml` and the settings' `search`: what is found, what is wrong.

use std::collections::BTreeMap;

use answerbook::search::format::{Manifest, Synonym, WordShard};
use answerbook::search::script::Script;
use serde_json::{Value, json};
use snapbox::str;

use crate::run::Run;
use crate::support::Project;

/// A project whose articles say "refund" and "printer jams" and nothing else of the kind.
fn shop(synonyms: &str) -> Project {
    Project::new()
        .article("billing/refund.md", "title: Refunds", "Ask for a refund within 14 days.")
        .article("printer.md", "title: The printer jams", "Open the tray and take the sheet out.")
        .file("content/_synonyms.yaml", synonyms)
}

/// The search of a built site, as a customer's browser has it.
struct Search(Script);

impl Search {
    fn open(run: &Run<'_>, base: &'static str) -> Self {
        let script = run.page("assets/search.js");
        let files = run.site();
        let script = Script::open(&script, move |path| files.get(path).cloned(), base);
        Self(script.expect("the search opens"))
    }

    /// Addresses of the results, and what was searched too.
    fn ask(&self, query: &str) -> (Vec<String>, Vec<String>) {
        let answer = self.0.query(query, &json!({"limit": 10})).expect("an answer");
        let texts = |list: &Value, key: &str| -> Vec<String> {
            let list = list.as_array().expect("a list").iter();
            list.map(|item| item.get(key).unwrap_or(item).as_str().expect("a text").to_owned()).collect()
        };
        (texts(&answer["results"], "url"), texts(&answer["synonyms"], ""))
    }

    #[track_caller]
    fn finds(&self, query: &str, urls: &[&str], synonyms: &[&str]) {
        let found = self.ask(query);
        assert_eq!((found.0.as_slice(), found.1.as_slice()), (&owned(urls)[..], &owned(synonyms)[..]), "{query}");
    }
}

fn owned(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

/// The entries of a manifest and of the files that it names.
fn entries(run: &Run<'_>, folder: &str) -> (Manifest, BTreeMap<String, BTreeMap<String, Vec<Synonym>>>) {
    let manifest: Manifest = serde_json::from_str(&run.page(&format!("{folder}index.json"))).expect("a manifest");
    let names = manifest.words.keys.values().chain(&manifest.words.unspaced);
    let shard = |name: &String| -> WordShard {
        serde_json::from_str(&run.page(&format!("{folder}{name}.json"))).expect("a file of words")
    };
    let entries = names.map(|name| (name.clone(), shard(name).synonyms)).collect();
    (manifest, entries)
}

#[test]
fn a_group_finds_from_any_member_to_the_others() {
    let project = shop("groups:\n  - [refund, Money back, re-imbursement]\n");
    let run = project.build();
    let search = Search::open(run.ok(), "/search/");
    search.finds("money back", &["billing/refund/"], &["refund"]);
    search.finds("how do I get my MONEY, BACK?", &["billing/refund/"], &["refund"]);
    search.finds("reimbursement", &[], &[]);
    search.finds("re-imbursement", &["billing/refund/"], &["refund"]);
    search.finds("money", &[], &[]);
    search.finds("back money", &[], &[]);
    // No article has the others, so nothing else was searched.
    search.finds("refund", &["billing/refund/"], &[]);
}

#[test]
fn a_phrase_is_found_where_all_its_words_are() {
    let project = Project::new()
        .article("a.md", "title: Money", "Get it back.")
        .article("b.md", "title: Back office", "Open.")
        .article("c.md", "title: Coins", "Money.")
        .file("content/_synonyms.yaml", "groups: [[refunds, money back]]\n");
    let run = project.build();
    let search = Search::open(run.ok(), "/search/");
    search.finds("refunds", &["a/"], &["money back"]);
    // Another form of the word.
    search.finds("refund", &[], &[]);
}

#[test]
fn one_way_is_one_way() {
    let project = Project::new()
        .article("jam.md", "title: Jams", "A jam.")
        .article("stuck.md", "title: Paper stuck", "Pull.")
        .file("content/_synonyms.yaml", "one_way:\n  jam: [paper stuck]\n");
    let run = project.build();
    let search = Search::open(run.ok(), "/search/");
    search.finds("jam", &["jam/", "stuck/"], &["paper stuck"]);
    search.finds("jams", &["jam/", "stuck/"], &["paper stuck"]);
    search.finds("paper stuck", &["stuck/"], &[]);
}

#[test]
fn words_lead_to_one_article() {
    let project = shop("articles:\n  billing/refund.md: [moneyback guarantee, 404]\n  ./printer.md: [crumpled]\n");
    let run = project.build();
    let search = Search::open(run.ok(), "/search/");
    search.finds("guarantees", &["billing/refund/"], &[]);
    search.finds("404", &["billing/refund/"], &[]);
    search.finds("crumpled", &["printer/"], &[]);
    run.lacks("billing/refund/index.html", "guarantee");
}

#[test]
fn an_internal_article_stays_internal() {
    let project = shop("articles: {secret.md: [canary]}\n").article("secret.md", "title: S\naudience: internal", "");
    project.build().ok().no_trace("canary");
}

#[test]
fn accents_and_case_don_t_matter() {
    let project = Project::new()
        .settings("title: Βοήθεια\nlanguages: [el]\n")
        .article("a.md", "title: Επιστροφές χρημάτων", "Σε 14 ημέρες.")
        .file("content/_synonyms.yaml", "groups: [[επιστροφή, Ρεφάουντ, Πίσω τα λεφτά]]\n");
    let run = project.build();
    let search = Search::open(run.ok(), "/search/");
    for query in ["ρεφάουντ", "ΡΕΦΑΟΥΝΤ", "πισω τα λεφτα", "Θέλω πίσω τα λεφτά μου"] {
        search.finds(query, &["a/"], &["επιστροφή"]);
    }
}

#[test]
fn scripts_without_spaces() {
    let project = Project::new()
        .settings("title: ヘルプ\nlanguages: [ja]\n")
        .article("a.md", "title: 返金について", "14日以内。")
        .file("content/_synonyms.yaml", "groups: [[返金, キャッシュバック, 払い戻し]]\n");
    let run = project.build();
    let search = Search::open(run.ok(), "/search/");
    search.finds("キャッシュバックしたい", &["a/"], &["返金"]);
    search.finds("払い戻し", &["a/"], &["返金"]);
}

#[test]
fn names_of_javascript_are_words() {
    let project = shop("groups:\n  - [refund, __proto__]\n  - [printer, constructor, toString]\n");
    let run = project.build();
    let search = Search::open(run.ok(), "/search/");
    search.finds("__proto__", &["billing/refund/"], &["refund"]);
    search.finds("constructor", &["printer/"], &["printer"]);
    search.finds("toString", &["printer/"], &["printer"]);
}

#[test]
fn each_language_has_its_own() {
    let project = Project::new()
        .settings("title: Help\nlanguages: [en, el]\nsearch: {synonyms: {groups: [[wifi, Wi-Fi, WLAN]]}}\n")
        .article("en/a.md", "title: Refunds", "Our WLAN.")
        .article("el/a.md", "title: Επιστροφές", "Το Wi-Fi μας.")
        .file("content/en/_synonyms.yaml", "groups: [[refund, cashback]]\n");
    let run = project.build();
    let english = Search::open(run.ok(), "/search/");
    english.finds("cashback", &["a/"], &["refund"]);
    english.finds("wifi", &["a/"], &["WLAN"]);
    let greek = Search::open(&run, "/el/search/");
    greek.finds("wifi", &["el/a/"], &["Wi-Fi"]);
    // The default language's search, which is asked too, has its own synonyms.
    greek.finds("cashback", &["a/"], &[]);
}

#[test]
fn weights_change_the_order() {
    let order = |weights: &str| {
        let project = Project::new()
            .settings(&format!("title: Help\nsearch: {{weights: {weights}}}\n"))
            .article("a.md", "title: Refund", "Some other words.")
            .article("b.md", "title: Orders", "Refund, refund, refund.")
            .article("c.md", "title: Else", "Nothing.");
        Search::open(project.build().ok(), "/search/").ask("refund").0
    };
    assert_eq!(order("{}"), ["a/", "b/"]);
    assert_eq!(order("{title: 3, keywords: 3, headings: 1.5, body: 1}"), ["a/", "b/"]);
    assert_eq!(order("{title: 0.1, body: 100}"), ["b/", "a/"]);
}

/// A word in which no other begins like this one.
fn made_up(number: usize) -> String {
    let letter = |at: usize| char::from(b'a' + u8::try_from(at % 26).expect("a letter"));
    [number * 7, number / 26, number / 5, number * 11, number].map(letter).iter().collect()
}

/// Where `search.js` looks a word up: the file of the longest key that the word begins with.
fn file<'m>(manifest: &'m Manifest, word: &str) -> Option<&'m String> {
    let ends = (0..=word.len()).rev().filter(|end| word.is_char_boundary(*end));
    ends.filter_map(|end| manifest.words.keys.get(&word[..end])).next()
}

#[test]
fn a_large_site_has_each_synonym_where_it_is_looked_up() {
    let mut project = Project::new();
    for article in 0..30 {
        let body: String = (0..400).map(|word| made_up(article * 400 + word) + " ").collect();
        project = project.article(&format!("a{article}.md"), &format!("title: Article {article}"), &body);
    }
    let targets = [made_up(5), made_up(8_000)];
    let strangers: Vec<String> = (0..300).map(|number| format!("{}zzz", made_up(number * 31))).collect();
    let group = |word: &String| format!("  - [{word}, {}, {} zzz]\n", targets[0], targets[1]);
    let groups: String = strangers.iter().chain(["ωμέγα", "返金"].map(str::to_owned).iter()).map(group).collect();
    let project = project.file("content/_synonyms.yaml", format!("groups:\n{groups}"));
    let run = project.build();
    let (manifest, files) = entries(run.code(0), "search/");
    assert!(manifest.words.keys.len() > 3, "{:?}", manifest.words.keys);
    let also = Synonym(String::new(), targets[0].clone());
    let mut in_files = 0;
    for word in strangers.iter().map(String::as_str).chain(["ωμεγα"]) {
        let own = file(&manifest, word).and_then(|name| files[name].get(word));
        in_files += usize::from(own.is_some());
        let list = own.or_else(|| manifest.common.synonyms.get(word)).unwrap_or_else(|| panic!("no {word}"));
        assert!(list.contains(&also), "{word}: {list:?}");
    }
    assert!(in_files > 200, "{in_files}");
    let entry = files.values().chain([&manifest.common.synonyms]).find_map(|file| file.get("返金"));
    assert!(entry.expect("an entry").contains(&also));
    let search = Search::open(&run, "/search/");
    for word in ["ωμέγα", "返金", strangers[0].as_str(), strangers[299].as_str()] {
        assert_eq!(search.ask(word), (vec!["a0/".to_owned()], vec![targets[0].clone()]), "{word}");
    }
}

#[test]
fn a_small_site_has_them_in_the_manifest() {
    let project = shop("groups: [[refund, cashback]]\n");
    let run = project.build();
    let (manifest, files) = entries(run.ok(), "search/");
    assert!(files.is_empty());
    let all = BTreeMap::from([("cashback".to_owned(), vec![Synonym(String::new(), "refund".to_owned())])]);
    assert_eq!(manifest.common.synonyms, all);
    assert!(manifest.common.terms.iter().all(|term| term.forms().all(|form| form != "cashback")));
}

#[test]
fn the_file_is_not_published() {
    let project = shop("groups: [[refund, cashback]] # canary\n").article("a.md", "title: A", "[x](_synonyms.yaml)");
    project.build().code(1).error("broken-link", "content/a.md:4:5");
    let project = shop("groups: [[refund, cashback]] # canary\n");
    project.build().ok().missing("_synonyms.yaml").no_trace("canary");
}

#[test]
fn a_word_in_two_places_is_reported() {
    let project = shop(
        "groups:\n  - [refund, money back, Refund]\n  - [printer, Money  Back]\none_way:\n  jam: [printer, JAM, Printer]\n",
    );
    project.build().code(0).stderr(str![[r#""#]]);
}

#[test]
fn a_word_of_the_settings_is_not_repeated_by_a_language() {
    let project = shop("groups: [[Refund, payback]]\n")
        .settings("title: Help\nsearch:\n  synonyms:\n    groups: [[refund, cashback]]\n");
    project.build().code(0).stderr(str![[r#""#]]);
}

#[test]
fn synonyms_that_find_nothing_are_reported() {
    let project = shop(
        "groups:\n  - [WLAN, wi-fi]\n  - [printer, copier]\none_way:\n  jam: [paper stuck, the sheets]\n  cancel: [stop order]\n",
    );
    project.build().code(0).stderr(str![[r#""#]]);
}

#[test]
fn synonyms_of_every_language_must_be_of_use_in_one() {
    let settings = |group| format!("title: Help\nlanguages: [en, el]\nsearch:\n  synonyms:\n    groups: [[{group}]]\n");
    let project = Project::new().article("en/a.md", "title: A", "").article("el/a.md", "title: Ωμέγα", "");
    project.write("answerbook.yaml", settings("ΩΜΕΓΑ, last"));
    project.build().ok();
    project.write("answerbook.yaml", settings("end, last"));
    let run = project.build();
    run.code(0);
    assert_eq!(run.diagnostics(), ["warning[unused-synonym] answerbook.yaml:5:14"]);
}

#[test]
fn an_article_that_cannot_be_read_may_have_the_words() {
    let project = shop("groups: [[WLAN, wi-fi]]\n").file("content/b.md", b"WLAN \xFF");
    let run = project.build();
    run.code(1);
    assert_eq!(run.diagnostics(), ["error[invalid-encoding] content/b.md:1:6"]);
}

#[test]
fn words_for_an_article_that_is_not_there_are_reported() {
    let project = shop("articles:\n  billing/refnd.md: [a]\n  refund.md: [b]\n  index.md: [c]\n  billing: [d]\n");
    project.build().code(1).stderr(str![[r#""#]]);
}

#[test]
fn words_for_an_article_that_is_not_translated_are_reported() {
    let project = Project::new()
        .settings("title: Help\nlanguages: [en, el]\n")
        .article("en/a.md", "title: A", "")
        .article("el/b.md", "title: B", "")
        .file("content/el/_synonyms.yaml", "articles: {a.md: [x]}\n");
    project.build().code(0).stderr(str![[r#""#]]);
}

#[test]
fn phrases_that_nobody_could_type_are_refused() {
    let project = shop(
        "groups:\n  - [refund, \"\"]\n  - [printer, \"?!\"]\n  - [one]\n  - [jams, one two three four five six seven]\none_way:\n  \"-\": [jams]\n  jam: []\narticles:\n  printer.md: [\" \"]\n",
    );
    project.build().code(1).stderr(str![[r#""#]]);
}

#[test]
fn wrong_types_and_keys_are_reported() {
    let project = shop(
        "groups:\n  - refund\n  - [refund, true]\none_way:\n  jam: printer\n  paper:\narticle: {}\n",
    );
    project.build().code(1).stderr(str![[r#""#]]);
}

#[test]
fn a_broken_file_is_reported_once() {
    let project = shop("groups: [[a, b\n");
    let run = project.build();
    run.code(1).error("invalid-yaml", "content/_synonyms.yaml");
    assert_eq!(run.diagnostics().len(), 1);
    project.write("content/_synonyms.yaml", b"groups: [[refund, \xFF]]");
    let run = project.build();
    assert_eq!(run.diagnostics(), ["error[invalid-encoding] content/_synonyms.yaml:1:19"]);
    project.write("content/_synonyms.yaml", "");
    project.build().ok();
    project.write("content/_synonyms.yaml", "# ".repeat(1 << 20));
    project.build().code(1).error("file-too-large", "content/_synonyms.yaml");
}

#[test]
fn a_file_that_is_not_read_is_reported() {
    let project = shop("").file("content/billing/_synonyms.yaml", "a").file("content/_Synonyms.yml", "b");
    project.build().code(0).stderr(str![[r#""#]]);
}

#[test]
fn several_languages_have_a_file_each() {
    let project = Project::new()
        .settings("title: Help\nlanguages: [en, el]\n")
        .article("en/a.md", "title: Refund", "")
        .article("el/a.md", "title: Α", "")
        .file("content/_synonyms.yaml", "groups: [[a, b]]")
        .file("content/el/more/_synonyms.yaml", "groups: [[a, b]]");
    project.build().code(0).stderr(str![[r#""#]]);
}

#[test]
fn wrong_search_settings_are_reported() {
    let project = shop("").settings(
        "title: Help\nsearch:\n  weights: {title: 0, keywords: -1, headings: 101, body: .nan, text: 1}\n  synonyms: {groups: [[refund, \"\"]], articles: {}}\n  wieghts: {}\n",
    );
    project.build().code(2).stderr(str![[r#""#]]);
}
