//! The files of the search: every word leads to its articles, each file is what it says, and what is damaged is named.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::rc::Rc;

use answerbook::content::Audience;
use answerbook::pipeline::{self, Request, SearchOnly};
use answerbook::progress::Progress;
use answerbook::search::cost;
use answerbook::search::format::{FORMAT, Manifest, Passage, Record, RecordShard, Term, TextShard, WordShard};
use answerbook::search::script::Script;
use answerbook::site::Scope;
use flate2::Compression;
use flate2::write::GzEncoder;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::support::{Project, repository};

type Files = BTreeMap<String, Vec<u8>>;

/// The search of a project as the library makes it, and its files.
fn index(root: &Path) -> (SearchOnly, Files) {
    let scope = Scope { drafts: false, audience: Audience::Public };
    let request = Request { root: root.to_owned(), out: root.join("site"), base_url: None, scope, all_postings: false };
    let indexed = pipeline::index(&request, &Progress::default());
    assert_eq!(indexed.diagnostics.errors(), 0, "{:#?}", indexed.diagnostics);
    let bytes = |path: &str| cost::read(&indexed.output, path).expect("bytes");
    let files = indexed.output.iter().map(|(path, _)| (path.to_owned(), bytes(path))).collect();
    (indexed, files)
}

/// Files of which a test may take some away.
type Shelf = Rc<RefCell<Files>>;

fn open(script: &str, files: &Shelf, folder: &str) -> Result<Script, String> {
    let files = Rc::clone(files);
    let read = move |path: &str| files.borrow().get(path).cloned();
    Script::open(script, read, &format!("/{folder}")).map_err(|error| error.to_string())
}

/// The addresses of all documents that a query finds.
fn found(script: &Script, query: &str, documents: usize) -> Vec<String> {
    let answer = script.query(query, &json!({"limit": documents, "texts": 0})).expect(query);
    let address = |result: &Value| result["url"].as_str().expect("an address").to_owned();
    answer["results"].as_array().expect("results").iter().map(address).collect()
}

/// The words of a text, folded, each with what stands for it there.
fn words(script: &Script, text: &str) -> BTreeMap<String, String> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let words = script.call("words", &[json!(text)]).expect("words");
    let place = |word: &Value, key: &str| usize::try_from(word[key].as_u64().expect("a place")).expect("a place");
    let written = |word: &Value| String::from_utf16(&units[place(word, "start")..place(word, "end")]).expect("whole");
    let words = words.as_array().expect("words").iter();
    words.map(|word| (word["text"].as_str().expect("a word").to_owned(), written(word))).collect()
}

/// The index of one language, read as the documentation of the format says.
#[derive(Default)]
struct Index {
    records: BTreeMap<u32, Record>,
    texts: BTreeMap<u32, Vec<Passage>>,
    /// Every form of a word.
    forms: BTreeSet<String>,
    lists: Vec<String>,
    /// The paths of the files that the manifest leads to, and its own.
    reached: BTreeSet<String>,
}

impl Index {
    fn read(files: &Files, folder: &str) -> Self {
        let mut index = Self::default();
        let manifest: Manifest = index.file(files, &format!("{folder}index.json"));
        assert_eq!(manifest.format, FORMAT);
        let shard = |name: &String| format!("{folder}{name}.json");
        index.learn(manifest.common);
        for name in manifest.words.keys.values().chain(&manifest.words.unspaced) {
            let words: WordShard = index.file(files, &shard(name));
            index.learn(words);
        }
        for name in manifest.words.lists.values() {
            let list: String = index.file(files, &shard(name));
            index.lists.push(list);
        }
        for name in &manifest.records.files {
            let records: RecordShard = index.file(files, &shard(name));
            assert!(records.records.len() <= manifest.records.per_file as usize, "{name}");
            index.records.extend(records.records);
        }
        index.records.extend(manifest.records.inline.unwrap_or_default().records);
        let names: BTreeSet<String> = index.records.values().map(|record| record.text.clone()).collect();
        for name in &names {
            let texts: TextShard = index.file(files, &shard(name));
            index.texts.extend(texts);
        }
        assert!(index.records.keys().copied().eq(0..manifest.documents), "each document has its record");
        assert!(index.texts.keys().copied().eq(0..manifest.documents), "each document has its texts");
        index
    }

    fn learn(&mut self, words: WordShard) {
        self.forms.extend(words.terms.iter().flat_map(Term::forms).map(str::to_owned));
        self.records.extend(words.records);
    }

    /// A file, which its struct writes with the same bytes.
    fn file<T: Serialize + DeserializeOwned>(&mut self, files: &Files, path: &str) -> T {
        let bytes = files.get(path).unwrap_or_else(|| panic!("{path} is missing"));
        let value = serde_json::from_slice(bytes).unwrap_or_else(|error| panic!("{path}: {error}"));
        self.checked(files, path, value)
    }

    fn checked<T: Serialize>(&mut self, files: &Files, path: &str, value: T) -> T {
        let bytes = &files[path];
        let again = serde_json::to_string(&value).expect("JSON").replace('<', "\\u003c");
        assert!(again.as_bytes() == bytes, "{path} holds more than its struct, or in another order");
        self.reached.insert(path.to_owned());
        value
    }

    /// What is shown of a document.
    fn text(&self, document: u32) -> String {
        let passages = self.texts[&document].iter();
        let passages: String = passages.map(|passage| format!("\n{}\n{}", passage.0, passage.2)).collect();
        format!("{}{passages}", self.records[&document].title)
    }
}

/// Numbers that look random: Marsaglia's xorshift.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).expect("a small number") % end
    }

    /// A word of one script or of two.
    fn word(&mut self) -> String {
        const SCRIPTS: [&str; 14] = [
            "abcdefghijklmnopqrstuvwxyz",
            "AÀÁÂÄÅÇÈÉÊËÑØßæœıİłđşţ",
            "αβγδεζηθικλμνξοπρστυφχψωάέήίόύώςΑΩ",
            "абвгдежзийклмнопрстуфхцчшщъыьэюяёїЖ",
            "ابتثجحخدذرزسشصضطظعغفقكلمنهويىکیةآأإ",
            "אבגדהוזחטיךכלםמןנסעףפץצקרשת",
            "กขคงจฉชซญดตถทนบปผฝพฟภมยรลวศสหอฮะาิีึืุูเแโใไ่้ำๆ",
            "あいうえおかがきぎくぐけげこさしすせそたちつてとなにの",
            "アイウエオカガキギクグケゲコサシスセソタチツテトナニノーッパピ",
            "返金注文取消配送料金退款订单账户密码電話番号語々",
            "한국어환불주문취소배송비밀번호계정을를이가에서는",
            "0123456789",
            "٠١٢٣٤٥٦٧٨٩０１２３",
            "ﬁﬃﾊﾟｽﾜｰﾄﾞ²½ⅣⅫÅ",
        ];
        let mut word = String::new();
        for _ in 0..1 + self.below(2) * self.below(2) {
            let letters: Vec<char> = SCRIPTS[self.below(SCRIPTS.len())].chars().collect();
            word.extend((0..1 + self.below(7)).map(|_| letters[self.below(letters.len())]));
        }
        word
    }

    fn text(&mut self, words: usize) -> String {
        const BETWEEN: [&str; 8] = [" ", " ", " ", " ", " 👍 ", "، ", "。", ", "];
        (0..words).fold("Text".to_owned(), |text, _| text + BETWEEN[self.below(BETWEEN.len())] + &self.word())
    }
}

/// Adds random articles to a folder of a project. Gives their addresses, which begin with `prefix`, and all their words.
fn random_articles(
    random: &mut Random,
    articles: usize,
    project: &Project,
    content: &str,
    prefix: &str,
) -> Vec<(String, String)> {
    let mut made = Vec::new();
    for number in 0..articles {
        let kind = ["article", "article", "faq", "how-to"][random.below(4)];
        let [title, heading, second] = [3, 2, 2].map(|words| random.text(words));
        let [description, intro, body, more] = [5, 12, 40, 20].map(|words| random.text(words));
        let keywords: Vec<String> = (0..random.below(4)).map(|_| random.word()).collect();
        let mut article = String::new();
        let (quoted, list) = (json!(title), json!(keywords));
        write!(article, "---\ntitle: {quoted}\nkind: {kind}\ndescription: {}\n", json!(description)).expect("a text");
        write!(article, "keywords: {list}\n---\n{intro}\n\n").expect("a text");
        write!(article, "## {heading}\n\n{body}\n\n## {second}\n\n{more}\n").expect("a text");
        project.write(&format!("{content}/folder-{}/a{number}.md", number % 3), article);
        let all = [title, heading, second, description, intro, body, more, keywords.join("\n")];
        made.push((format!("{prefix}folder-{}/a{number}/", number % 3), all.join("\n")));
    }
    made
}

/// Every word of some texts finds the address of its text, or what it doesn't find.
fn lost_words(script: &Script, texts: &[(String, String)], documents: usize) -> Vec<String> {
    let mut places: BTreeMap<String, (String, BTreeSet<&str>)> = BTreeMap::new();
    for (address, text) in texts {
        for (word, written) in words(script, text) {
            places.entry(word).or_insert((written, BTreeSet::new())).1.insert(address);
        }
    }
    assert!(places.len() >= 20, "only {} words", places.len());
    let mut lost = Vec::new();
    for (word, (written, addresses)) in &places {
        let found = found(script, written, documents);
        for address in addresses {
            if !found.iter().any(|found| found.split('#').next() == address.split('#').next()) {
                lost.push(format!("`{written}` ({word}) doesn't find {address}"));
            }
        }
    }
    lost
}

#[test]
fn every_word_of_our_help_centre_finds_its_article() {
    let (indexed, files) = index(repository());
    assert_eq!(indexed.languages.len(), 5);
    let shelf = Rc::new(RefCell::new(files));
    for (tag, prefix) in &indexed.languages {
        let folder = format!("{prefix}search/");
        let index = Index::read(&shelf.borrow(), &folder);
        let script = open(&indexed.script, &shelf, &folder).expect("an index");
        let texts: Vec<(String, String)> =
            index.records.iter().map(|(at, record)| (record.url.clone(), index.text(*at))).collect();
        let lost = lost_words(&script, &texts, texts.len());
        assert!(lost.is_empty(), "{tag}: {lost:#?}");
    }
}

#[test]
fn every_word_of_any_script_finds_its_article() {
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    for second in ["el", "th", "ja"] {
        let project = Project::bare().settings(&format!("title: Help\nlanguages: [en, {second}]\n"));
        let made = [("en", String::new()), (second, format!("{second}/"))].map(|(language, prefix)| {
            (language, random_articles(&mut random, 6, &project, &format!("content/{language}"), &prefix))
        });
        let (indexed, files) = index(&project.path(""));
        let shelf = Rc::new(RefCell::new(files));
        for (language, texts) in made {
            let (_, prefix) = indexed.languages.iter().find(|(tag, _)| tag == language).expect("the language");
            let script = open(&indexed.script, &shelf, &format!("{prefix}search/")).expect("an index");
            let lost = lost_words(&script, &texts, 1000);
            assert!(lost.is_empty(), "{language}: {lost:#?}");
        }
    }
}

#[test]
fn a_word_without_its_postings_is_noticed() {
    let project = Project::new();
    let texts = random_articles(&mut Random(7), 6, &project, "content", "");
    let (indexed, mut files) = index(&project.path(""));
    let open =
        |files: &Files| open(&indexed.script, &Rc::new(RefCell::new(files.clone())), "search/").expect("an index");
    assert_eq!(lost_words(&open(&files), &texts, 1000), [""; 0]);
    let manifest = files.get_mut("search/index.json").expect("the manifest");
    let mut changed: Manifest = serde_json::from_slice(manifest).expect("a manifest");
    changed.common.terms.iter_mut().find(|term| term.0 == 1).expect("a rare word").2.clear();
    *manifest = serde_json::to_vec(&changed).expect("JSON");
    assert!(!lost_words(&open(&files), &texts, 1000).is_empty());
}

/// A site with so much in it that it has files of every kind.
fn large() -> Project {
    let mut random = Random(99);
    let project = Project::new();
    for number in 0..300 {
        let title = format!("{} <b> {number}, {}", random.text(4), "a long title ".repeat(5));
        // Many words with one first letter have a list.
        let body = format!("{} sa{number}x sb{number}y sc{number}z", random.text(30));
        let text = format!("---\ntitle: {}\n---\n{body}\n\n## Part\n\nOrder {} again.\n", json!(title), random.word());
        project.write(&format!("content/billing/a{number}.md"), text);
    }
    project
}

#[test]
fn a_large_site_has_files_of_every_kind_and_finds_with_them() {
    let project = large();
    let (indexed, files) = index(&project.path(""));
    let manifest: Manifest = serde_json::from_slice(&files["search/index.json"]).expect("a manifest");
    assert!(manifest.records.inline.is_none() && manifest.records.files.len() > 1);
    let words = &manifest.words;
    assert!(words.keys.len() > 10 && words.unspaced.len() > 1 && words.lists.contains_key("s"), "{words:?}");
    let index = Index::read(&files, "search/");
    let script = open(&indexed.script, &Rc::new(RefCell::new(files)), "search/").expect("an index");
    // A few documents stand for all.
    for document in (0..300).step_by(60) {
        let texts = [(index.records[&document].url.clone(), index.text(document))];
        assert_eq!(lost_words(&script, &texts, 300), [""; 0]);
    }
}

/// Whether every file is what it says, is named by its content and is reached from a manifest.
fn check_files(indexed: &SearchOnly, files: &Files) {
    let mut reached = BTreeSet::new();
    for (_, prefix) in &indexed.languages {
        let index = Index::read(files, &format!("{prefix}search/"));
        for word in index.lists.iter().flat_map(|list| list.split(' ')) {
            assert!(index.forms.contains(word), "the list has `{word}`, but no file does");
        }
        reached.extend(index.reached);
    }
    for (path, bytes) in files {
        assert!(reached.contains(path), "nothing leads to {path}");
        let name = path.rsplit('/').next().unwrap_or_default();
        let hash = blake3::hash(bytes).to_hex();
        assert!(name == "index.json" || name == format!("{}.json", &hash[..10]), "{path} is not named by its content");
    }
}

#[test]
fn files_are_what_the_format_says_and_none_is_left_over() {
    let (indexed, files) = index(repository());
    check_files(&indexed, &files);
    assert!(files.len() > 20, "{} files", files.len());
    let project = large();
    let (indexed, files) = index(&project.path(""));
    check_files(&indexed, &files);
    assert!(!files.values().any(|bytes| bytes.contains(&b'<')), "`<` could be taken for a tag");
}

#[test]
fn two_indexes_of_the_same_content_are_the_same_bytes() {
    let project = large();
    for root in [repository(), &project.path("")] {
        assert!(index(root).1 == index(root).1, "{} differs", root.display());
    }
}

#[test]
fn a_built_site_has_the_files_of_the_search() {
    let project = Project::bare()
        .settings("title: Help\nlanguages: [en, el]\n")
        .article("en/a.md", "title: Refunds", "Within 14 days.")
        .article("el/a.md", "title: Επιστροφές", "Σε 14 μέρες.");
    project.build().ok();
    let site = project.tree("site").into_iter().filter(|(path, _)| path.contains("search/") && path.ends_with(".json"));
    assert_eq!(site.collect::<Files>(), index(&project.path("")).1);
}

/// One article, whose search has a manifest and one file of texts.
fn small() -> (String, Shelf, String) {
    let project = Project::new().article("refund.md", "title: Refunds", "Within 14 days.");
    let (indexed, files) = index(&project.path(""));
    let texts = files.keys().find(|path| *path != "search/index.json").expect("a file of texts").clone();
    assert_eq!(files.len(), 2);
    (indexed.script, Rc::new(RefCell::new(files)), texts)
}

#[test]
fn a_manifest_that_cannot_be_used_is_named() {
    const MANIFEST: &str = "search/index.json";
    let (script, shelf, _) = small();
    let good = shelf.borrow()[MANIFEST].clone();
    let mut newer: Value = serde_json::from_slice(&good).expect("JSON");
    newer["format"] = json!(FORMAT + 1);
    let cases = [
        (None, "status 404"),
        (Some(newer.to_string()), "is not of format 1"),
        (Some("{}".to_owned()), "is not of format 1"),
        (Some("null".to_owned()), "is not of format 1"),
        (Some(String::new()), "can't read /search/index.json"),
        (Some("<!doctype html>".to_owned()), "can't read /search/index.json"),
        (Some(String::from_utf8_lossy(&good[..good.len() / 2]).into_owned()), "can't read /search/index.json"),
    ];
    for (bad, message) in cases {
        match bad.clone() {
            Some(bad) => drop(shelf.borrow_mut().insert(MANIFEST.to_owned(), bad.into_bytes())),
            None => drop(shelf.borrow_mut().remove(MANIFEST)),
        }
        let error = open(&script, &shelf, "search/").expect_err("a manifest that cannot be used");
        assert!(error.contains("/search/index.json") && error.contains(message), "{bad:?}: {error}");
        shelf.borrow_mut().insert(MANIFEST.to_owned(), good.clone());
        assert_eq!(found(&open(&script, &shelf, "search/").expect("an index"), "refund", 10), ["refund/"]);
    }
}

/// Asks with a damaged file, which the message must name, and again with the good one.
///
/// A file of texts that only lacks some is no reason to show nothing: then results have no excerpt.
fn damage(script: &Script, shelf: &Shelf, path: &str, query: &str, options: &Value) {
    let is_texts = shelf.borrow()[path].starts_with(b"{\"0\":");
    let good = shelf.borrow()[path].clone();
    let half = String::from_utf8_lossy(&good[..good.len() / 2]).into_owned();
    for bad in [
        None,
        Some(String::new()),
        Some("not JSON".to_owned()),
        Some(half),
        Some("{}".to_owned()),
        Some("null".to_owned()),
    ] {
        if is_texts && bad.as_deref() == Some("{}") {
            continue;
        }
        match bad.clone() {
            Some(bad) => drop(shelf.borrow_mut().insert(path.to_owned(), bad.into_bytes())),
            None => drop(shelf.borrow_mut().remove(path)),
        }
        let error = script.query(query, options).expect_err("a damaged file").to_string();
        assert!(error.contains(&format!("/{path}")), "{bad:?}: {error}");
    }
    shelf.borrow_mut().insert(path.to_owned(), good);
    let answer = script.query(query, options).expect("the file is back");
    assert!(answer["total"].as_u64() > Some(0), "{answer}");
}

#[test]
fn a_damaged_file_of_texts_is_named_and_asked_for_again() {
    let (script, shelf, texts) = small();
    let script = open(&script, &shelf, "search/").expect("an index");
    damage(&script, &shelf, &texts, "refund", &json!({"texts": 9}));
    let excerpt = &script.query("days", &json!({})).expect("an answer")["results"][0]["excerpt"];
    assert_eq!(excerpt[1], json!({"text": "days", "match": true}));
}

#[test]
fn a_damaged_file_of_words_or_records_is_named_and_asked_for_again() {
    let project = large();
    let (indexed, files) = index(&project.path(""));
    let manifest: Manifest = serde_json::from_slice(&files["search/index.json"]).expect("a manifest");
    let (key, words) = manifest.words.keys.iter().find(|(key, _)| key.is_ascii() && !key.is_empty()).expect("a key");
    let shard: WordShard = serde_json::from_slice(&files[&format!("search/{words}.json")]).expect("words");
    let word = shard.terms.iter().flat_map(Term::forms).find(|form| form.starts_with(key.as_str()));
    let shelf = Rc::new(RefCell::new(files));
    let script = open(&indexed.script, &shelf, "search/").expect("an index");
    damage(&script, &shelf, &format!("search/{words}.json"), word.expect("a word"), &json!({}));
    // A word that most documents have leads to records that came with no file of words.
    let records = &manifest.records.files[0];
    damage(&script, &shelf, &format!("search/{records}.json"), "order", &json!({"limit": 300, "texts": 0}));
    // A word that no document has is looked for among all with its first letter.
    let list = &manifest.words.lists["s"];
    damage(&script, &shelf, &format!("search/{list}.json"), "sa123xq", &json!({}));
}

#[test]
fn a_damaged_index_of_the_default_language_is_named_and_asked_for_again() {
    let project = Project::bare()
        .settings("title: Help\nlanguages: [en, el]\n")
        .article("en/a.md", "title: Refunds", "Within 14 days.")
        .article("el/b.md", "title: Επιστροφές", "Σε 14 μέρες.");
    let (indexed, files) = index(&project.path(""));
    let shelf = Rc::new(RefCell::new(files));
    let script = open(&indexed.script, &shelf, "el/search/").expect("an index");
    damage(&script, &shelf, "search/index.json", "refunds", &json!({}));
}

/// Bytes as gzip sends them.
fn compressed(bytes: &[u8]) -> usize {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).expect("memory");
    encoder.finish().expect("memory").len()
}

/// A title in which a customer lost a letter of the longest word.
fn with_a_slip(title: &str) -> String {
    let longest = title.split(' ').max_by_key(|word| word.len()).unwrap_or_default();
    let slip: String = longest.chars().enumerate().filter(|(at, _)| *at != 2).map(|(_, letter)| letter).collect();
    title.replacen(longest, &slip, 1)
}

#[test]
fn no_first_search_of_our_help_centre_loads_much() {
    let (indexed, files) = index(repository());
    let sizes: BTreeMap<String, usize> = files.iter().map(|(path, bytes)| (path.clone(), compressed(bytes))).collect();
    let (files, sizes) = (Rc::new(files), Rc::new(sizes));
    let mut dearest = (0, 0, String::new());
    for (_, prefix) in &indexed.languages {
        let folder = format!("{prefix}search/");
        let titles = Index::read(&files, &folder).records.into_values().map(|record| record.title);
        for query in titles.flat_map(|title| [with_a_slip(&title), title]) {
            let loaded = Rc::new(RefCell::new(vec![compressed(indexed.script.as_bytes())]));
            let (log, files, sizes) = (Rc::clone(&loaded), Rc::clone(&files), Rc::clone(&sizes));
            let read = move |path: &str| {
                log.borrow_mut().push(sizes.get(path).copied().unwrap_or_default());
                files.get(path).cloned()
            };
            let script = Script::open(&indexed.script, read, &format!("/{folder}")).expect("an index");
            script.query(&query, &json!({"prefix": true})).expect("an answer");
            let (requests, bytes) = (loaded.borrow().len(), loaded.borrow().iter().sum::<usize>());
            assert!(requests <= 12 && bytes <= 50_000, "`{query}` in /{folder}: {requests} requests, {bytes} bytes");
            dearest = dearest.max((bytes, requests, query));
        }
    }
    // The script, the manifest and the texts at least, or nothing was measured.
    assert!(dearest.0 > 15_000 && dearest.1 >= 4, "{dearest:?}");
}

#[test]
fn odd_queries_have_answers_of_the_right_form() {
    let long = "refund ".repeat(1500)[..10_000].to_owned();
    let different: String = (0..500).map(|number| format!("word{number}x ")).collect();
    let queries: [&str; 31] = [
        "",
        " ",
        "\n",
        "\0",
        "a\0b",
        "👍",
        "👩‍🚀",
        "?!…",
        "«»",
        "'",
        "\"",
        "\\",
        "-",
        "<b>",
        "&amp;",
        "__proto__",
        "constructor",
        "toString",
        "hasOwnProperty __proto__ valueOf",
        "prototype",
        "length",
        "\u{301}",
        "\u{301}\u{301}refund",
        "\u{200f}refund\u{200e}",
        "\u{202e}refund",
        "\u{feff}refund",
        "\u{fffd}",
        "\u{10ffff}",
        "½",
        "\u{2028}",
        &long,
    ];
    let (indexed, files) = index(repository());
    let shelf = Rc::new(RefCell::new(files));
    for (_, prefix) in indexed.languages.iter().take(2) {
        let script = open(&indexed.script, &shelf, &format!("{prefix}search/")).expect("an index");
        for query in queries.into_iter().chain([different.as_str(), &"👍".repeat(600), &"ก".repeat(600)]) {
            for options in [json!({}), json!({"prefix": true, "explain": true}), json!({"limit": 1, "texts": 1})] {
                let answer = script.query(query, &options).unwrap_or_else(|error| panic!("{query:?}: {error}"));
                check_answer(query, &answer);
            }
        }
    }
}

#[test]
fn names_of_javascript_itself_are_words_like_others() {
    let names = ["constructor", "toString", "__proto__", "hasOwnProperty", "valueOf"];
    let project = names.iter().fold(Project::new(), |project, name| {
        project.article(&format!("{}.md", name.replace("__", "")), "title: A", &format!("About `{name}` here."))
    });
    let (indexed, files) = index(&project.path(""));
    let script = open(&indexed.script, &Rc::new(RefCell::new(files)), "search/").expect("an index");
    for name in names {
        let address = format!("{}/", name.replace("__", "").to_lowercase());
        let found = found(&script, name, 10);
        assert_eq!(found.iter().map(|found| found.to_lowercase()).collect::<Vec<_>>(), [address]);
    }
    assert_eq!(found(&script, "prototype", 10).len(), 0);
}

/// An answer has what is promised, and nothing of it is broken.
fn check_answer(query: &str, answer: &Value) {
    let results = answer["results"].as_array().unwrap_or_else(|| panic!("{query:?}: {answer}"));
    assert!(answer["total"].as_u64() >= Some(results.len() as u64), "{query:?}: {answer}");
    assert!(answer["corrected"].is_null() || answer["corrected"].is_string(), "{query:?}: {answer}");
    assert!(answer["synonyms"].is_array(), "{query:?}: {answer}");
    let mut scores = Vec::new();
    for result in results {
        let texts = ["url", "title", "kind", "language"];
        assert!(
            texts.iter().all(|key| result[key].as_str().is_some_and(|text| !text.is_empty())),
            "{query:?}: {result}"
        );
        assert!(result["heading"].is_null() || result["heading"].is_string(), "{query:?}: {result}");
        assert!(result["breadcrumb"].is_array(), "{query:?}: {result}");
        for piece in result["excerpt"].as_array().expect("an excerpt") {
            assert!(piece["text"].as_str().is_some_and(|text| !text.is_empty()), "{query:?}: {result}");
            assert!(piece["match"].is_boolean(), "{query:?}: {result}");
        }
        scores.push(result["score"].as_f64().expect("a score"));
    }
    assert!(scores.iter().all(|score| *score > 0.0 && score.is_finite()), "{query:?}: {scores:?}");
}
