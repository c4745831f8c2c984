//! `_synonyms.yaml` and the settings' `search`: what is found, what is wrong.

use std::collections::BTreeMap;

use answerbook::search::format::{Manifest, Synonym, Term, WordShard};
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

    /// The query has these results, in any order, and these were searched too.
    #[track_caller]
    fn finds(&self, query: &str, urls: &[&str], synonyms: &[&str]) {
        let mut found = self.ask(query);
        found.0.sort();
        assert_eq!(format!("{found:?}"), format!("{:?}", (urls, synonyms)), "{query}");
    }
}

/// The files of words of an index.
struct Files {
    manifest: Manifest,
    shards: BTreeMap<String, WordShard>,
}

impl Files {
    fn of(run: &Run<'_>, folder: &str) -> Self {
        let manifest: Manifest = serde_json::from_str(&run.page(&format!("{folder}index.json"))).expect("a manifest");
        let names = manifest.words.keys.values().chain(&manifest.words.unspaced);
        let read = |name: &String| -> WordShard {
            serde_json::from_str(&run.page(&format!("{folder}{name}.json"))).expect("a file of words")
        };
        let shards = names.map(|name| (name.clone(), read(name))).collect();
        Self { manifest, shards }
    }

    fn all(&self) -> impl Iterator<Item = &WordShard> {
        self.shards.values().chain([&self.manifest.common])
    }

    /// What `search.js` knows of a word that is looked up: the manifest's entries and those of the file of the longest key
    /// that the word begins with, which it doesn't read for a word of the manifest.
    fn entries(&self, word: &str) -> Option<&Vec<Synonym>> {
        let common = &self.manifest.common;
        let frequent = common.terms.iter().any(|term| term.forms().any(|form| form == word));
        let mut ends = (0..=word.len()).rev().filter(|end| word.is_char_boundary(*end));
        let file = ends.find_map(|end| self.manifest.words.keys.get(&word[..end])).filter(|_| !frequent);
        let own = file.and_then(|name| self.shards[name].synonyms.get(word));
        own.or_else(|| common.synonyms.get(word))
    }
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
    for query in ["ρεφάουντ", "ΡΕΦΑΟΥΝΤ", "πισω τα λεφτα", "Θέλω πίσω τα λεφτά μου"]
    {
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
    // The default language's search is asked too, with its own synonyms.
    let greek = Search::open(&run, "/el/search/");
    greek.finds("wifi", &["a/", "el/a/"], &["Wi-Fi", "WLAN"]);
    assert_eq!(greek.ask("cashback").0, ["a/"]);
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

/// A word of its own for each number.
fn made_up(number: usize) -> String {
    let letter = |at: usize| char::from(b'a' + u8::try_from(at % 26).expect("a letter"));
    [number, number / 26, number / 676].map(letter).iter().chain(&['x']).collect()
}

/// 12,000 words in 30 articles; 300 words that no article has, and 300 that one has, each with one synonym.
fn large() -> (Project, Vec<String>, String) {
    let mut project = Project::new();
    for article in 0..30 {
        let body: String = (0..400).map(|word| made_up(article * 400 + word) + " ").collect();
        project = project.article(&format!("a{article}.md"), &format!("title: Article {article}"), &body);
    }
    let target = made_up(5);
    let strangers = (0..300).map(|number| format!("{}zzz", made_up(number * 31)));
    let known = (1..=300).map(|number| made_up(number * 37));
    let words: Vec<String> = strangers.chain(known).chain(["ωμέγα".to_owned()]).collect();
    let list: String =
        words.iter().chain([&"返金".to_owned()]).map(|word| format!("  {word}: [{target}, {target} zzz]\n")).collect();
    (project.file("content/_synonyms.yaml", format!("one_way:\n{list}")), words, target)
}

#[test]
fn a_large_site_has_each_synonym_where_it_is_looked_up() {
    let (project, words, target) = large();
    let run = project.build();
    let files = Files::of(run.ok(), "search/");
    assert!(files.manifest.words.keys.len() > 3, "{:?}", files.manifest.words.keys);
    let also = vec![Synonym(String::new(), target.clone())];
    for word in &words {
        assert_eq!(files.entries(&word.replace('έ', "ε")), Some(&also), "{word}");
    }
    let in_files: usize = files.shards.values().map(|shard| shard.synonyms.len()).sum();
    assert!(in_files > 400, "{in_files}");
    let search = Search::open(&run, "/search/");
    for word in ["ωμέγα", "返金", words[0].as_str(), words[299].as_str()] {
        assert_eq!(search.ask(word), (vec!["a0/".to_owned()], vec![target.clone()]), "{word}");
    }
}

/// A word may be known from any file that has its stem; then its own file isn't read.
#[test]
fn a_file_with_a_word_has_its_synonyms() {
    let (project, ..) = large();
    let files = Files::of(project.build().ok(), "search/");
    let all: BTreeMap<_, _> = files.all().flat_map(|shard| &shard.synonyms).collect();
    assert!(all.len() > 600);
    for shard in files.all() {
        for form in shard.terms.iter().flat_map(Term::forms) {
            assert_eq!(shard.synonyms.get(form), all.get(&form.to_owned()).copied(), "{form}");
        }
        assert!(shard.terms.iter().all(|term| term.0 > 0));
    }
}

#[test]
fn a_small_site_has_them_in_the_manifest() {
    let project = shop("groups: [[refund, cashback]]\n");
    let run = project.build();
    let Files { manifest, shards } = Files::of(run.ok(), "search/");
    assert!(shards.is_empty());
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
    project.build().code(0).stderr(str![[r#"
warning[repeated-synonym]: `Refund` stands twice here
 --> content/_synonyms.yaml:2:26
  |
2 |   - [refund, money back, Refund]
  |                          ^^^^^^
  |
  = help: it is in line 2 already: keep one of them

warning[repeated-synonym]: `Money Back` stands in two groups
 --> content/_synonyms.yaml:3:15
  |
3 |   - [printer, Money  Back]
  |               ^^^^^^^^^^^
  |
  = help: the other is in line 2: make one group of both, if all of it means the same

warning[repeated-synonym]: `JAM` stands twice here
 --> content/_synonyms.yaml:5:18
  |
5 |   jam: [printer, JAM, Printer]
  |                  ^^^
  |
  = help: it is in line 5 already: keep one of them

warning[repeated-synonym]: `Printer` stands twice here
 --> content/_synonyms.yaml:5:23
  |
5 |   jam: [printer, JAM, Printer]
  |                       ^^^^^^^
  |
  = help: it is in line 5 already: keep one of them

warning: 4 warnings

"#]]);
}

#[test]
fn a_word_of_the_settings_is_not_repeated_by_a_language() {
    let project = shop("groups: [[Refund, payback]]\n")
        .settings("title: Help\nsearch:\n  synonyms:\n    groups: [[refund, cashback]]\n");
    project.build().code(0).stderr(str![[r#"
warning[repeated-synonym]: `Refund` stands in two groups
 --> content/_synonyms.yaml:1:11
  |
1 | groups: [[Refund, payback]]
  |           ^^^^^^
  |
  = help: the other is in line 4 of `answerbook.yaml`: make one group of both, if all of it means the same

warning: 1 warning

"#]]);
}

#[test]
fn synonyms_that_find_nothing_are_reported() {
    let project = shop(
        "groups:\n  - [WLAN, wi-fi]\n  - [printer, copier]\none_way:\n  jam: [paper stuck, the sheets]\n  cancel: [stop order]\n",
    );
    project.build().code(0).stderr(str![[r#"
warning[unused-synonym]: no article has any of these words
 --> content/_synonyms.yaml:2:5
  |
2 |   - [WLAN, wi-fi]
  |     ^^^^^^^^^^^^^
  |
  = help: add a word that the articles use, or take this away

warning[unused-synonym]: `cancel` finds nothing more, since no article has any of these words
 --> content/_synonyms.yaml:6:11
  |
6 |   cancel: [stop order]
  |           ^^^^^^^^^^^^
  |
  = help: add a word that the articles use, or take this away

warning: 2 warnings

"#]]);
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
    project.build().code(1).stderr(str![[r#"
error[broken-link]: there is no file `billing/refnd.md`
 --> content/_synonyms.yaml:2:3
  |
2 |   billing/refnd.md: [a]
  |   ^^^^^^^^^^^^^^^^
  |
  = help: did you mean `billing/refund.md`?

error[broken-link]: there is no file `refund.md`
 --> content/_synonyms.yaml:3:3
  |
3 |   refund.md: [b]
  |   ^^^^^^^^^
  |
  = help: did you mean `billing/refund.md`?

warning[unused-synonym]: the home page is not searched
 --> content/_synonyms.yaml:4:3
  |
4 |   index.md: [c]
  |   ^^^^^^^^
  |
  = help: give the words to an article

error[broken-link]: `billing` is no article
 --> content/_synonyms.yaml:5:3
  |
5 |   billing: [d]
  |   ^^^^^^^
  |
  = help: give the path of its `.md` file

error: 3 errors, 1 warning; the site was not changed

"#]]);
}

#[test]
fn words_for_an_article_that_is_not_translated_are_reported() {
    let project = Project::new()
        .settings("title: Help\nlanguages: [en, el]\n")
        .article("en/a.md", "title: A", "")
        .article("el/b.md", "title: B", "")
        .file("content/el/_synonyms.yaml", "articles: {a.md: [x]}\n");
    project.build().code(0).stderr(str![[r#"
warning[unused-synonym]: this language has no `a.md`, so its words find nothing
 --> content/el/_synonyms.yaml:1:12
  |
1 | articles: {a.md: [x]}
  |            ^^^^
  |
  = help: write or translate the article, or take its words away

warning: 1 warning

"#]]);
}

#[test]
fn phrases_that_nobody_could_type_are_refused() {
    let project = shop(
        "groups:\n  - [refund, \"\"]\n  - [printer, \"?!\"]\n  - [one]\n  - [jams, one two three four five six seven]\none_way:\n  \"-\": [jams]\n  jam: []\narticles:\n  printer.md: [\" \"]\n",
    );
    project.build().code(1).stderr(str![[r#"
error[invalid-value]: this phrase is empty
 --> content/_synonyms.yaml:2:14
  |
2 |   - [refund, ""]
  |              ^^
  |
  = help: write a word or phrase, or take it away

error[invalid-value]: `?!` has no letter or digit
 --> content/_synonyms.yaml:3:15
  |
3 |   - [printer, "?!"]
  |               ^^^^
  |
  = help: only words are searched: write it in words

error[invalid-value]: a group needs at least two words or phrases
 --> content/_synonyms.yaml:4:5
  |
4 |   - [one]
  |     ^^^^^
  |
  = help: for example `[refund, money back]`

error[invalid-value]: a phrase may have 6 words, and this one has 7
 --> content/_synonyms.yaml:5:12
  |
5 |   - [jams, one two three four five six seven]
  |            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: keep the words that matter: customers type short phrases

error[invalid-value]: `-` has no letter or digit
 --> content/_synonyms.yaml:7:3
  |
7 |   "-": [jams]
  |   ^^^
  |
  = help: only words are searched: write it in words

error[invalid-value]: this list is empty
 --> content/_synonyms.yaml:8:8
  |
8 |   jam: []
  |        ^^
  |
  = help: write words or phrases into it, for example `[money back]`, or take it away

error[invalid-value]: this phrase is empty
  --> content/_synonyms.yaml:10:16
   |
10 |   printer.md: [" "]
   |                ^^^
   |
   = help: write a word or phrase, or take it away

error: 7 errors; the site was not changed

"#]]);
}

#[test]
fn a_group_has_an_end() {
    let words = |count| (0..count).map(|number| format!("refund{number}")).collect::<Vec<_>>().join(", ");
    shop(&format!("groups: [[refund, {}]]", words(49))).build().ok();
    let run_in = shop(&format!("groups: [[refund, {}]]", words(50)));
    run_in.build().code(1).error("invalid-value", "content/_synonyms.yaml:1:10").stderr_has("and this one has 51");
}

#[test]
fn wrong_types_and_keys_are_reported() {
    let project = shop("groups:\n  - refund\n  - [refund, true]\none_way:\n  jam: printer\n  paper:\narticle: {}\n");
    project.build().code(1).stderr(str![[r#"
error[wrong-type]: `groups[0]` must be a list, not the text `refund`
 --> content/_synonyms.yaml:2:5
  |
2 |   - refund
  |     ^^^^^^
  |
  = help: write `[one, two]`, or lines that begin with `- `

error[wrong-type]: `groups[1][1]` must be text, not `true`
 --> content/_synonyms.yaml:3:14
  |
3 |   - [refund, true]
  |              ^^^^
  |
  = help: put it in quotes

error[wrong-type]: `one_way.jam` must be a list, not the text `printer`
 --> content/_synonyms.yaml:5:8
  |
5 |   jam: printer
  |        ^^^^^^^
  |
  = help: write `[one, two]`, or lines that begin with `- `

error[wrong-type]: `one_way.paper` must be a list, not nothing
 --> content/_synonyms.yaml:6:3
  |
6 |   paper:
  |   ^^^^^
  |
  = help: write a value, or take it away

warning[unknown-key]: unknown key `article`
 --> content/_synonyms.yaml:7:1
  |
7 | article: {}
  | ^^^^^^^
  |
  = help: did you mean `articles`?

error: 4 errors, 1 warning; the site was not changed

"#]]);
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
    project.build().code(0).stderr(str![[r#"
warning[misplaced-file]: synonyms are not read from this file
 --> content/_Synonyms.yml:1:1
  |
1 | b
  | ^
  |
  = help: write them into `content/_synonyms.yaml`

warning[misplaced-file]: synonyms are not read from this file
 --> content/billing/_synonyms.yaml:1:1
  |
1 | a
  | ^
  |
  = help: write them into `content/_synonyms.yaml`

warning: 2 warnings

"#]]);
}

#[test]
fn several_languages_have_a_file_each() {
    let project = Project::new()
        .settings("title: Help\nlanguages: [en, el]\n")
        .article("en/a.md", "title: Refund", "")
        .article("el/a.md", "title: Α", "")
        .file("content/_synonyms.yaml", "groups: [[a, b]]")
        .file("content/el/more/_synonyms.yaml", "groups: [[a, b]]");
    project.build().code(0).stderr(str![[r#"
warning[misplaced-file]: synonyms are not read from this file
 --> content/_synonyms.yaml:1:1
  |
1 | groups: [[a, b]]
  | ^
  |
  = help: write them into one of `content/en/_synonyms.yaml`, `content/el/_synonyms.yaml`

warning[misplaced-file]: synonyms are not read from this file
 --> content/el/more/_synonyms.yaml:1:1
  |
1 | groups: [[a, b]]
  | ^
  |
  = help: write them into `content/el/_synonyms.yaml`

warning: 2 warnings

"#]]);
}

#[test]
fn wrong_search_settings_are_reported() {
    let project = shop("").settings(
        "title: Help\nsearch:\n  weights: {title: 0, keywords: -1, headings: 101, body: .nan, text: 1}\n  synonyms: {groups: [[refund, \"\"]], articles: {}}\n  wieghts: {}\n",
    );
    project.build().code(2).stderr(str![[r#"
error[invalid-value]: `search.weights.title` can't be `0`
 --> answerbook.yaml:3:20
  |
3 |   weights: {title: 0, keywords: -1, headings: 101, body: .nan, text: 1}
  |                    ^
  |
  = help: a number above 0, and at most 100

error[invalid-value]: `search.weights.keywords` can't be `-1`
 --> answerbook.yaml:3:33
  |
3 |   weights: {title: 0, keywords: -1, headings: 101, body: .nan, text: 1}
  |                                 ^^
  |
  = help: a number above 0, and at most 100

error[invalid-value]: `search.weights.headings` can't be `101`
 --> answerbook.yaml:3:47
  |
3 |   weights: {title: 0, keywords: -1, headings: 101, body: .nan, text: 1}
  |                                               ^^^
  |
  = help: a number above 0, and at most 100

error[invalid-value]: `search.weights.body` can't be `NaN`
 --> answerbook.yaml:3:58
  |
3 |   weights: {title: 0, keywords: -1, headings: 101, body: .nan, text: 1}
  |                                                          ^^^^
  |
  = help: a number above 0, and at most 100

warning[unknown-key]: unknown key `text`
 --> answerbook.yaml:3:64
  |
3 |   weights: {title: 0, keywords: -1, headings: 101, body: .nan, text: 1}
  |                                                                ^^^^
  |
  = help: known keys: title, keywords, headings, body

error[invalid-value]: this phrase is empty
 --> answerbook.yaml:4:32
  |
4 |   synonyms: {groups: [[refund, ""]], articles: {}}
  |                                ^^
  |
  = help: write a word or phrase, or take it away

warning[unknown-key]: unknown key `articles`
 --> answerbook.yaml:4:38
  |
4 |   synonyms: {groups: [[refund, ""]], articles: {}}
  |                                      ^^^^^^^^
  |
  = help: known keys: groups, one_way

warning[unknown-key]: unknown key `wieghts`
 --> answerbook.yaml:5:3
  |
5 |   wieghts: {}
  |   ^^^^^^^
  |
  = help: did you mean `weights`?

error: 5 errors, 3 warnings; the site was not changed

"#]]);
}
