//! The files of a project that is edited at random, and the edits.

use std::collections::{BTreeMap, BTreeSet};

use super::random::Random;
use super::text::{Known, part, question, words};

/// An article: its front matter by key, its text by parts.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Page {
    front: BTreeMap<String, String>,
    parts: Vec<String>,
}

impl Page {
    fn text(&self) -> String {
        let keys: String = self.front.iter().map(|(key, value)| format!("{key}: {value}\n")).collect();
        format!("---\n{keys}---\n{}\n", self.parts.join("\n\n"))
    }
}

/// The settings, each key with one of its values.
type Settings = BTreeMap<&'static str, String>;

/// A project as it shall be.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct World {
    /// What paths of the content begin with: `content/`, or nothing.
    content: &'static str,
    multilingual: bool,
    pages: BTreeMap<String, Page>,
    /// All other files, and articles that are no longer well-formed.
    files: BTreeMap<String, Vec<u8>>,
    settings: Settings,
    /// Paths at which pages once were, for a file to be given an old name.
    old: BTreeSet<String>,
}

const FOLDERS: [&str; 5] = ["", "billing/", "account/", "account/devices/", "shipping/"];
const NAMES: [&str; 8] = ["refund", "invoice", "password", "parcel", "faq", "steps", "cards", "contact"];

impl World {
    /// A project with some of everything.
    pub(super) fn new(content: &'static str, multilingual: bool, random: &mut Random) -> Self {
        let mut world = Self {
            content,
            multilingual,
            pages: BTreeMap::new(),
            files: BTreeMap::new(),
            settings: Settings::new(),
            old: BTreeSet::new(),
        };
        for key in ["title", "variables", "contact"] {
            let value = setting(random, key, multilingual);
            world.settings.insert(key, value);
        }
        world.settings.insert("languages", if multilingual { "[en, el, ms]" } else { "[en]" }.to_owned());
        world.settings.insert("check", levels("warning"));
        world.files.insert("facts.yaml".into(), facts(random));
        for number in 0..4 {
            for language in if multilingual { vec!["en/", "el/"] } else { vec![""] } {
                let text = format!("Snippet {number}: {}.", words(random, 4));
                world.files.insert(format!("{content}{language}_snippets/s{number}.md"), text.into_bytes());
            }
            world.picture(random);
            world.files.insert(format!("static/file{number}.txt"), format!("{number}").into_bytes());
        }
        for _ in 0..18 {
            let path = world.free_path(random);
            world.create(random, &path);
        }
        world
    }

    /// Every file with its bytes.
    pub(super) fn render(&self) -> BTreeMap<String, Vec<u8>> {
        let settings: String = self.settings.iter().map(|(key, value)| format!("{key}: {value}\n")).collect();
        let pages = self.pages.iter().map(|(path, page)| (path.clone(), page.text().into_bytes()));
        let mut all: BTreeMap<_, _> = pages.chain([("answerbook.yaml".to_owned(), settings.into_bytes())]).collect();
        all.extend(self.files.iter().map(|(path, bytes)| (path.clone(), bytes.clone())));
        all
    }

    fn language(&self, random: &mut Random) -> &'static str {
        if self.multilingual { random.of(&["en/", "en/", "el/", "ms/"]) } else { "" }
    }

    /// A path at which no page is: a new one or an old one.
    fn free_path(&self, random: &mut Random) -> String {
        loop {
            let old: Vec<_> = self.old.iter().cloned().collect();
            let path = match random.any(&old) {
                Some(old) if random.once_in(2) => old,
                _ => {
                    let (language, folder) = (self.language(random), random.of(&FOLDERS));
                    let number = if random.once_in(2) { random.below(9).to_string() } else { String::new() };
                    let name =
                        if random.once_in(6) { "index".to_owned() } else { format!("{}{number}", random.of(&NAMES)) };
                    format!("{}{language}{folder}{name}.md", self.content)
                }
            };
            if !self.pages.contains_key(&path) && !self.files.contains_key(&path) {
                return path;
            }
        }
    }

    /// What a text of this file may refer to, and the file's path in its language.
    fn known(&self, path: &str) -> (String, Known) {
        let start = |path: &str| {
            let inner = path.strip_prefix(self.content)?;
            let inner = if self.multilingual { inner.split_once('/')?.1 } else { inner };
            Some(inner.to_owned())
        };
        let of = |folder: &str| {
            let inside = move |path: &String| path.split_once(folder).map(|(_, name)| name.to_owned());
            self.files.keys().filter_map(inside).collect::<Vec<_>>()
        };
        let snippets = of("_snippets/").into_iter().map(|name| name.trim_end_matches(".md").to_owned()).collect();
        let images = of("pictures/").into_iter().filter(|name| !name.ends_with(".vtt"));
        let images = images.map(|name| format!("pictures/{name}")).collect();
        let statics = self.files.keys().filter_map(|path| path.strip_prefix("static/")).map(str::to_owned).collect();
        let pages = self.pages.keys().filter_map(|path| start(path)).collect();
        (start(path).unwrap_or_default(), Known { pages, snippets, images, statics })
    }

    fn create(&mut self, random: &mut Random, path: &str) {
        let mut page = Page::default();
        page.front.insert("title".into(), title(random));
        if !path.ends_with("index.md") {
            for _ in 0..random.below(4) {
                let (key, value) = front(random);
                page.front.insert(key.into(), value);
            }
        }
        let (inner, known) = self.known(path);
        for _ in 0..=random.below(5) {
            page.parts.push(part(random, &inner, &known));
        }
        self.pages.insert(path.to_owned(), page);
    }

    fn snippet(&mut self, random: &mut Random) {
        let path = format!("{}{}_snippets/s{}.md", self.content, self.language(random), random.below(4));
        let (_, known) = self.known("");
        let mut text = part(random, "_snippets/x.md", &known);
        if text.contains("snippet") && !random.once_in(8) {
            text = words(random, 6); // else cycles would be the rule
        }
        self.files.insert(path, text.into_bytes());
    }

    fn picture(&mut self, random: &mut Random) {
        let path = format!("{}{}pictures/p{}", self.content, self.language(random), random.below(4));
        let (width, height) = (1 + random.below(900), 1 + random.below(900));
        if random.once_in(3) {
            let ending = random.of(&["mp4", "mp4", "vtt", "el.vtt", "chapters.vtt", "jpg"]);
            let text = format!("WEBVTT\n\n00:0{}.000 --> 00:09.000\n{}\n", random.below(8), words(random, 4));
            self.files.insert(format!("{path}.{ending}"), text.into_bytes());
        } else if random.once_in(2) {
            let svg = format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\"/>");
            self.files.insert(format!("{path}.svg"), svg.into_bytes());
        } else {
            self.files.insert(format!("{path}.png"), png(width, height));
        }
    }

    fn some_page(&self, random: &mut Random) -> Option<String> {
        random.any(&self.pages.keys().cloned().collect::<Vec<_>>())
    }

    fn some_file(&self, random: &mut Random, part: &str) -> Option<String> {
        random.any(&self.files.keys().filter(|path| path.contains(part)).cloned().collect::<Vec<_>>())
    }

    fn change_page(&mut self, path: &str, change: impl FnOnce(&mut Page)) {
        if let Some(page) = self.pages.get_mut(path) {
            change(page);
        }
    }

    fn rename(&mut self, from: &str, to: &str) {
        if let Some(page) = self.pages.remove(from) {
            self.old.insert(from.to_owned());
            self.pages.insert(to.to_owned(), page);
        }
    }

    /// One random edit; says which.
    pub(super) fn edit(&mut self, random: &mut Random) -> String {
        let Some(path) = self.some_page(random) else {
            let path = self.free_path(random);
            self.create(random, &path);
            return format!("create {path}");
        };
        match random.below(34) {
            0..=5 => self.edit_text(random, &path),
            6..=9 => self.edit_front(random, &path),
            10..=17 => self.edit_paths(random, &path),
            18..=21 => self.edit_settings(random),
            22..=24 => self.edit_theme(random),
            25..=27 => self.edit_snippets(random),
            28 => self.edit_notices(random),
            29 => self.edit_synonyms(random),
            30 | 31 => self.edit_others(random),
            _ => self.break_something(random, &path),
        }
    }

    fn edit_text(&mut self, random: &mut Random, path: &str) -> String {
        let (inner, known) = self.known(path);
        let faq = self.pages[path].front.get("kind").is_some_and(|kind| kind == "faq");
        let new = if faq { question(random) } else { part(random, &inner, &known) };
        let way = random.below(4);
        let at = random.below(self.pages[path].parts.len().max(1));
        self.change_page(path, |page| match way {
            0 => page.parts.push(new),
            1 if page.parts.len() > 1 => drop(page.parts.remove(at)),
            2 => random.shuffle(&mut page.parts),
            _ if page.parts.is_empty() => page.parts.push(new),
            _ => page.parts[at] = new,
        });
        format!("text {path}")
    }

    fn edit_front(&mut self, random: &mut Random, path: &str) -> String {
        let (key, value) = if random.once_in(3) { ("title", title(random)) } else { front(random) };
        let related = self.some_page(random);
        self.change_page(path, |page| {
            if key != "title" && page.front.contains_key(key) && random.once_in(2) {
                page.front.remove(key);
            } else if key == "related" {
                let name = related.as_deref().and_then(|path| path.rsplit('/').next()).unwrap_or("x.md");
                page.front.insert(key.into(), format!("[{name}]"));
            } else {
                page.front.insert(key.into(), value);
            }
            if key == "kind" && page.front.get("kind").is_some_and(|kind| kind == "faq") {
                page.parts = (0..4).map(|_| question(random)).collect();
            }
        });
        format!("front matter {key} of {path}")
    }

    fn edit_paths(&mut self, random: &mut Random, path: &str) -> String {
        let other = self.some_page(random).unwrap_or_else(|| path.to_owned());
        match random.below(9) {
            0 | 1 => {
                let new = self.free_path(random);
                self.create(random, &new);
                format!("create {new}")
            }
            2 => {
                self.pages.remove(path);
                self.old.insert(path.to_owned());
                format!("delete {path}")
            }
            3 => {
                let new = self.free_path(random);
                self.rename(path, &new);
                format!("rename {path} to {new}")
            }
            4 => {
                // Over another one.
                self.rename(path, &other);
                format!("rename {path} over {other}")
            }
            5 => {
                // A file takes the name that another just had.
                let new = self.free_path(random);
                self.rename(path, &new);
                self.rename(&other, path);
                format!("rename {path} to {new}, {other} to {path}")
            }
            6 => {
                if let (Some(a), Some(b)) = (self.pages.get(path).cloned(), self.pages.get(&other).cloned()) {
                    self.pages.insert(path.to_owned(), b);
                    self.pages.insert(other.clone(), a);
                }
                format!("exchange {path} and {other}")
            }
            7 => {
                // The same text twice, perhaps in another folder or language.
                let new = self.free_path(random);
                if let Some(page) = self.pages.get(path).cloned() {
                    self.pages.insert(new.clone(), page);
                }
                format!("copy {path} to {new}")
            }
            _ => self.rename_folder(random, path),
        }
    }

    fn rename_folder(&mut self, random: &mut Random, path: &str) -> String {
        let Some((folder, _)) = path.strip_prefix(self.content).and_then(|inner| inner.rsplit_once('/')) else {
            return "nothing".to_owned();
        };
        if self.multilingual && !folder.contains('/') {
            return "nothing".to_owned();
        }
        let folder = format!("{}{folder}/", self.content);
        let end = random.below(3);
        let moved: Vec<_> = self.pages.keys().filter(|path| path.starts_with(&folder)).cloned().collect();
        for path in &moved {
            let new = path.replacen(folder.trim_end_matches('/'), &format!("{}{end}", folder.trim_end_matches('/')), 1);
            if random.once_in(9) {
                self.pages.remove(path);
            } else {
                self.rename(path, &new);
            }
        }
        format!("rename the folder {folder}")
    }

    fn edit_settings(&mut self, random: &mut Random) -> String {
        let key = random.of(&[
            "title",
            "variables",
            "facts",
            "check",
            "contact",
            "languages",
            "base_url",
            "brand",
            "navigation",
            "search",
            "markup",
            "edit_url",
            "theme",
            "theme",
            "platforms",
        ]);
        if key == "facts" {
            self.files.insert("facts.yaml".into(), facts(random));
        } else if key != "languages" && key != "variables" && self.settings.contains_key(key) && random.once_in(3) {
            self.settings.remove(key);
        } else {
            let value = setting(random, key, self.multilingual);
            self.settings.insert(key, value);
        }
        format!("setting {key}")
    }

    fn edit_theme(&mut self, random: &mut Random) -> String {
        let number = random.below(50);
        let (path, text) = match random.below(9) {
            0 => ("templates/category.html", format!("{{% extends \"default/category.html\" %}}\n{{# {number} #}}\n")),
            1 => {
                let text = format!(
                    "{{% extends \"default/article.html\" %}}\n{{% block body %}}<p>{number}</p>{{{{ super() }}}}{{% endblock body %}}\n"
                );
                ("templates/article.html", text)
            }
            2 => ("templates/404.html", format!("<!doctype html><title>{{{{ site.title }}}} {number}</title>\n")),
            3 => ("css/own.css", format!(".own {{ order: {number}; }}\n")),
            4 => ("strings/en.yaml", format!("search: Look {number}\n")),
            5 => ("strings/el.yaml", format!("search: Ψάξε {number}\n")),
            6 => ("icons/book.svg", format!("<svg viewBox=\"0 0 {number} 9\"></svg>\n")),
            7 => ("theme.yaml", "name: mine\ncontext: 1\n".to_owned()),
            _ => ("js/own.js", format!("export const number = {number};\n")),
        };
        let path = format!("themes/mine/{path}");
        self.settings.insert("theme", "mine".into());
        if self.files.contains_key(&path) && random.once_in(2) {
            self.files.remove(&path);
        } else {
            self.files.insert(path.clone(), text.into_bytes());
        }
        // The folder must be there, since the settings name it.
        self.files.insert("themes/mine/README.md".into(), b"Mine.\n".to_vec());
        format!("theme {path}")
    }

    fn edit_snippets(&mut self, random: &mut Random) -> String {
        match self.some_file(random, "_snippets/") {
            Some(path) if random.once_in(5) => {
                self.files.remove(&path);
                format!("delete {path}")
            }
            Some(path) if random.once_in(2) => {
                let (_, known) = self.known("");
                self.files.insert(path.clone(), part(random, "_snippets/x.md", &known).into_bytes());
                format!("change {path}")
            }
            _ => {
                self.snippet(random);
                "snippet".to_owned()
            }
        }
    }

    fn edit_notices(&mut self, random: &mut Random) -> String {
        let path = format!("{}{}_notices/n{}.md", self.content, self.language(random), random.below(3));
        if self.files.contains_key(&path) && random.once_in(3) {
            self.files.remove(&path);
            return format!("delete {path}");
        }
        let (_, known) = self.known("");
        let level = random.of(&["info", "warning", "critical"]);
        let from = if random.once_in(2) { format!("from: 2026-0{}-01\n", 1 + random.below(9)) } else { String::new() };
        let body = part(random, "_notices/x.md", &known);
        let text = format!("---\ntitle: {}\nlevel: {level}\n{from}---\n{body}\n", title(random));
        self.files.insert(path.clone(), text.into_bytes());
        format!("notice {path}")
    }

    fn edit_synonyms(&mut self, random: &mut Random) -> String {
        let path = format!("{}{}_synonyms.yaml", self.content, self.language(random));
        if self.files.contains_key(&path) && random.once_in(3) {
            self.files.remove(&path);
            return format!("delete {path}");
        }
        let one = random.of(&["refund", "invoice", "card", "parcel"]);
        let text = match random.below(3) {
            0 => format!("groups:\n  - [{one}, money back, {}]\n", random.of(&["cash", "payment"])),
            1 => format!("one_way:\n  zebra: [{one}]\n"),
            _ => format!("articles:\n  billing/refund.md: [{one} please]\n"),
        };
        self.files.insert(path.clone(), text.into_bytes());
        format!("synonyms {path}")
    }

    /// What was published before, and what became of it.
    fn edit_past(&mut self, random: &mut Random) -> String {
        let ledger = "answerbook.lock.yaml".to_owned();
        let retired = format!("{}{}_retired.yaml", self.content, self.language(random));
        if self.files.contains_key(&ledger) && random.once_in(4) {
            self.files.remove(&ledger);
            self.files.retain(|path, _| !path.ends_with("_retired.yaml"));
            return "forget the past".to_owned();
        }
        let page = self.some_page(random).unwrap_or_default();
        let file = page.strip_prefix(self.content).unwrap_or(&page);
        let was = random.below(9);
        let lines = [
            "\"/gone/\": {\"title\":\"Gone\",\"text\":\"\"}".to_owned(),
            format!("\"/older-{was}/\": {{\"to\":\"/was-{was}/\"}}"),
            format!("\"/was-{was}/\": {{\"file\":\"{file}\",\"title\":\"Was\",\"text\":\"\"}}\n"),
        ];
        self.files.insert(ledger, lines.join("\n").into_bytes());
        if random.once_in(2) {
            self.files.insert(retired, format!("gone:\n  /gone/: It went {was} times.\n").into_bytes());
        }
        format!("past of {page}")
    }

    fn edit_others(&mut self, random: &mut Random) -> String {
        match random.below(9) {
            6.. => self.edit_past(random),
            0 | 1 => {
                self.picture(random);
                "picture".to_owned()
            }
            2 => match self.some_file(random, "pictures/") {
                Some(path) => {
                    // Another picture with as many bytes.
                    if path.ends_with(".png") {
                        self.files.insert(path.clone(), png(1 + random.below(900), 1 + random.below(900)));
                    } else {
                        self.files.remove(&path);
                    }
                    format!("picture {path}")
                }
                None => "nothing".to_owned(),
            },
            3 => match self.some_file(random, "static/") {
                Some(path) => {
                    self.files.remove(&path);
                    format!("delete {path}")
                }
                None => "nothing".to_owned(),
            },
            _ => {
                let path =
                    format!("static/{}", random.of(&["file1.txt", "x/file2.txt", ".well-known/a", "robots.txt"]));
                self.files.insert(path.clone(), words(random, 3).into_bytes());
                format!("static {path}")
            }
        }
    }

    fn break_something(&mut self, random: &mut Random, path: &str) -> String {
        let (path, bytes): (&str, &[u8]) = match random.below(8) {
            0 => (path, b"---\ntitle: [A\n---\nText.\n"),
            1 => (path, b"---\ntitle: A\n---\n{{ nothing }} {{ snippet \"nothing\" }}\n"),
            2 => (path, b"\xff\xfe\x00not text"),
            3 => (path, b""),
            4 => ("answerbook.yaml", b"title: [Help\n"),
            5 => ("answerbook.yaml", b"title: Help\nlanguages: [en, en]\nbrand: 5\n"),
            6 => ("themes/mine/templates/article.html", b"{% block body %}{{ page.nothing }}"),
            _ => ("themes/mine/strings/en.yaml", b"search: [\n"),
        };
        self.pages.remove(path);
        self.files.insert(path.to_owned(), bytes.to_vec());
        if path.starts_with("themes") {
            self.settings.insert("theme", "mine".into());
        }
        format!("break {path}")
    }
}

fn title(random: &mut Random) -> String {
    format!("\"{} {}\"", words(random, 2), random.below(30))
}

/// A key of an article's front matter with a value.
fn front(random: &mut Random) -> (&'static str, String) {
    let number = random.below(9);
    match random.below(14) {
        0 => ("draft", "true".into()),
        1 => ("audience", "internal".into()),
        2 => ("updated", format!("2026-01-0{}", number + 1)),
        3 => ("order", number.to_string()),
        4 => ("description", format!("\"{}\"", words(random, 5))),
        5 => ("keywords", format!("[{}, \"{}\"]", random.of(&["zebra", "cash"]), words(random, 2))),
        6 => ("aliases", format!("[/old/{number}/]")),
        7 => ("kind", random.of(&["faq", "how-to", "article", "troubleshooter"]).to_owned()),
        8 => ("featured", "true".into()),
        9 => ("review_by", format!("2026-01-0{}", number + 1)),
        10 => ("slug", format!("slug-{}", random.below(40))),
        11 => ("related", String::new()),
        12 => ("icon", random.of(&["book", "card", "\"🧾\""]).to_owned()),
        _ => ("time", format!("{} minutes", number + 2)),
    }
}

fn setting(random: &mut Random, key: &str, multilingual: bool) -> String {
    let number = random.below(9);
    match key {
        "title" => format!("Help {number}"),
        "variables" => format!("{{product: Orchard {number}, price: \"{number}.50\"}}"),
        "check" => levels(random.of(&["warning", "warning", "warning", "off", "off", "error"])),
        "contact" => format!("[{{type: email, address: help{number}@example.org, reply_time: Soon}}]"),
        "languages" if multilingual => random.of(&["[en, el]", "[en, el, ms]", "[el, en, ms]", "[en, ms]"]).to_owned(),
        "languages" => random.of(&["[en]", "[el]", "[fil]"]).to_owned(),
        "base_url" => format!("https://example.org/{}", random.of(&["", "help/", "a/b/"])),
        "brand" => format!("{{accent: \"#2f4b{}8\", radius: {number}}}", random.of(&["b", "c", "5"])),
        "navigation" => format!("[{{label: Go {number}, link: \"https://example.org/{number}\"}}]"),
        "search" => format!("{{weights: {{title: {}}}, synonyms: {{groups: [[wifi, card]]}}}}", number + 1),
        "markup" => {
            let html = random.of(&["sanitize", "trusted"]);
            format!("{{smart_punctuation: {}, html: {html}}}", random.of(&["true", "false"]))
        }
        "edit_url" => format!("https://example.org/edit{number}/{{path}}"),
        "platforms" => "{ios: iPhone, android: Android}".into(),
        _ => random.of(&["default", "mine"]).to_owned(),
    }
}

/// A `facts.yaml`; some of them differ by language.
fn facts(random: &mut Random) -> Vec<u8> {
    let number = random.below(9);
    let window = random.of(&["{en: two weeks, el: δύο εβδομάδες}", "{value: 14 days, words: [refund]}", "14 days"]);
    format!("fee: {number}.50 €\nwindow: {window}\n").into_bytes()
}

/// The settings' `check` with one level for what random texts often have.
fn levels(level: &str) -> String {
    let rules = ["broken-link", "broken-anchor", "missing-image", "duplicate-anchor", "link-to-hidden", "stray-file"];
    format!("{{rules: {{{}}}}}", rules.map(|rule| format!("{rule}: {level}")).join(", "))
}

/// The head of a PNG file, of which the size is read.
fn png(width: usize, height: usize) -> Vec<u8> {
    let side = |side: usize| u32::try_from(side).expect("a small side").to_be_bytes();
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
    bytes.extend(side(width));
    bytes.extend(side(height));
    bytes.extend(b"\x08\x06\0\0\0\0\0\0\0");
    bytes
}
