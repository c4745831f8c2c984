//! The code keeps to the floors of ARCHITECTURE.md.
//!
//! Rust lets modules import each other in circles; this doesn't. A file may import files of lower
//! floors. Parts of one type, cut into files by subject, also name the file that they are parts of.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use crate::support::{repository, tree};

/// `src/site/links.rs` -> `site/links`.
type Module = String;

/// The rows `| floor | file | owns |` of ARCHITECTURE.md.
fn floors(text: &str) -> BTreeMap<Module, u32> {
    let mut floors = BTreeMap::new();
    for line in text.lines().filter(|line| line.starts_with('|')) {
        let cells: Vec<_> = line.split('|').map(str::trim).collect();
        let Some(Ok(floor)) = cells.get(1).map(|cell| cell.parse::<u32>()) else { continue };
        for file in cells[2].split('`').skip(1).step_by(2) {
            for module in expand(file) {
                floors.insert(module, floor);
            }
        }
    }
    floors
}

/// `site/{nav,links}.rs` -> `site/nav`, `site/links`.
fn expand(file: &str) -> Vec<Module> {
    let module = |file: &str| file.trim_start_matches("src/").trim_end_matches(".rs").to_owned();
    match file.split_once('{').and_then(|(start, rest)| Some((start, rest.split_once('}')?))) {
        Some((start, (names, end))) => {
            names.split(',').map(|name| module(&format!("{start}{}{end}", name.trim()))).collect()
        }
        None => vec![module(file)],
    }
}

/// The files of `src`, without their unit tests.
fn sources() -> BTreeMap<Module, String> {
    let files = tree(&repository().join("src")).into_iter().filter(|(path, _)| path.ends_with(".rs"));
    files
        .map(|(path, bytes)| {
            let text = String::from_utf8(bytes).expect("source files are UTF-8");
            let text = text.split("\n#[cfg(test)]").next().unwrap_or_default().to_owned();
            (path.trim_end_matches(".rs").to_owned(), text)
        })
        .collect()
}

/// Files whose children are parts of one type.
const CUT_BY_SUBJECT: [&str; 1] = ["markdown/writer"];

/// The text with `super::` written out from the crate's root.
fn absolute(module: &str, text: &str) -> String {
    let parts: Vec<_> = module.split('/').collect();
    let above = |levels: usize| {
        let names = &parts[..parts.len().saturating_sub(levels)];
        format!("crate::{}", names.iter().map(|name| format!("{name}::")).collect::<String>())
    };
    text.replace("super::super::", &above(2)).replace("super::", &above(1))
}

/// The modules that a file names by `crate::`, whether in a `use` or in a path.
fn imports(text: &str, modules: &BTreeSet<Module>) -> BTreeSet<Module> {
    let mut imports = BTreeSet::new();
    let code: String =
        text.lines().filter(|line| !line.trim_start().starts_with("//")).map(|line| format!("{line}\n")).collect();
    for rest in code.split("crate::").skip(1) {
        let statement = rest.split([';', '(', ')', '<', '>', '=']).next().unwrap_or_default();
        for path in paths(statement) {
            let names: Vec<_> = path.split("::").map(str::trim).collect();
            let known = (1..=names.len()).rev().map(|length| names[..length].join("/"));
            imports.extend(known.into_iter().find(|module| modules.contains(module)));
        }
    }
    imports
}

/// `a::{b, c::{D, E}}` -> `a::b`, `a::c::D`, `a::c::E`.
fn paths(tree: &str) -> Vec<String> {
    let Some((start, rest)) = tree.split_once('{') else { return vec![tree.trim().to_owned()] };
    let inside = rest.rsplit_once('}').map_or(rest, |(inside, _)| inside);
    let branches = branches(inside).into_iter().flat_map(paths);
    branches.map(|path| format!("{}{path}", start.trim())).collect()
}

/// Splits at the commas that are in no further braces.
fn branches(list: &str) -> Vec<&str> {
    let mut depth = 0_usize;
    list.split(move |character| {
        match character {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        character == ',' && depth == 0
    })
    .collect()
}

/// The imports that go upwards or sideways, as `a -> b`.
fn wrong_imports(sources: &BTreeMap<Module, String>, floors: &BTreeMap<Module, u32>) -> Vec<String> {
    let modules: BTreeSet<_> = sources.keys().cloned().collect();
    let mut wrong = Vec::new();
    for (module, text) in sources {
        for import in imports(&absolute(module, text), &modules) {
            let part = CUT_BY_SUBJECT.iter().any(|whole| import == *whole && module.starts_with(whole));
            let lower = floors.get(&import) < floors.get(module);
            if import != *module && !part && !lower && module != "lib" {
                wrong.push(format!("{module} -> {import}"));
            }
        }
    }
    wrong
}

fn architecture() -> String {
    fs::read_to_string(repository().join("ARCHITECTURE.md")).expect("ARCHITECTURE.md")
}

#[test]
fn every_file_has_its_floor() {
    let (sources, floors) = (sources(), floors(&architecture()));
    let homeless: Vec<_> = sources.keys().filter(|module| *module != "lib" && !floors.contains_key(*module)).collect();
    assert!(homeless.is_empty(), "ARCHITECTURE.md gives no floor to {homeless:?}");
    let gone: Vec<_> = floors.keys().filter(|module| *module != "lib" && !sources.contains_key(*module)).collect();
    assert!(gone.is_empty(), "ARCHITECTURE.md lists files that are not there: {gone:?}");
}

#[test]
fn imports_go_downwards() {
    let wrong = wrong_imports(&sources(), &floors(&architecture()));
    assert!(wrong.is_empty(), "imports to the same or a higher floor: {wrong:#?}");
}

#[test]
fn a_wrong_import_is_noticed() {
    let table = "| floor | file | owns |\n|---|---|---|\n| 3 | `src/a.rs` | w |\n| 2 | `a/{b,c}.rs` | x |\n| 1 | `src/d.rs` | y |\n";
    let floors = floors(table);
    assert_eq!(floors.len(), 4);
    let source = |module: &str, text: &str| (module.to_owned(), text.to_owned());
    let sources = BTreeMap::from([
        source("a", "use crate::a::b::X;\nuse crate::d::Y;"),
        source("a/b", "use crate::{\n    d::Z,\n    a::c::{self, W},\n};"),
        source("a/c", "//! Not [`crate::a::b`].\nfn f(x: super::b::X) {}"),
        source("d", "fn f(x: &crate::a::c::W) {}"),
    ]);
    assert_eq!(wrong_imports(&sources, &floors), ["a/b -> a/c", "a/c -> a/b", "d -> a/c"]);
}

#[test]
fn every_file_says_what_it_owns() {
    let silent: Vec<_> =
        sources().into_iter().filter(|(_, text)| !text.starts_with("//! ")).map(|(module, _)| module).collect();
    assert!(silent.is_empty(), "no `//!` at the start of {silent:?}");
}

#[test]
fn files_are_short() {
    let long = |(path, bytes): (String, Vec<u8>)| {
        let lines = bytes.iter().filter(|byte| **byte == b'\n').count();
        (lines > 400).then(|| format!("{path}: {lines} lines"))
    };
    // A font has no lines, and nobody writes the list of what templates see.
    let is_written = |path: &str| !path.ends_with(".ttf") && path != "render/context.txt";
    let files = tree(&repository().join("src")).into_iter().filter(|(path, _)| is_written(path));
    let long: Vec<_> = files.filter_map(long).collect();
    assert!(long.is_empty(), "more than 400 lines: {long:?}");
}

/// The libraries that one module names, and no other.
const LIBRARIES: [(&str, &[&str]); 45] = [
    ("ammonia", &["markdown/sanitize"]),
    ("annotate_snippets", &["report"]),
    ("brotli", &["compress"]),
    ("bytes", &["output/set", "serve"]),
    ("clap", &["cli", "main"]),
    ("csv_core", &["replay/rows"]),
    ("ctrlc", &["commands/rebuild"]),
    ("flate2", &["compress"]),
    ("frostem", &["search/words"]),
    ("globset", &["config/check"]),
    ("harfrust", &["picture/fonts"]),
    ("hyper", &["serve"]),
    ("hyper_util", &["serve/connections"]),
    ("icu_calendar", &["language/format"]),
    ("icu_collator", &["language/collation"]),
    ("icu_datetime", &["language/format"]),
    ("icu_decimal", &["language/format"]),
    ("icu_list", &["language/format"]),
    ("icu_locale", &["language"]),
    ("icu_plurals", &["language/format"]),
    ("icu_segmenter", &["picture/lines"]),
    ("icu_time", &["language/zones"]),
    ("imagesize", &["source/images"]),
    ("mime_guess", &["serve/answer"]),
    ("notify", &["watcher/system"]),
    ("open", &["commands/serve"]),
    ("png", &["picture/file"]),
    ("pulldown_cmark", &["markdown"]),
    ("rquickjs", &["search/script"]),
    ("rustc_hash", &["search/dictionary"]),
    ("saphyr_parser", &["yaml/locate"]),
    ("serde_yaml", &["yaml"]),
    ("stop_words", &["replay/weights"]),
    ("syntect", &["highlight"]),
    ("tantivy", &["search/impact"]),
    ("tera", &["render/templates"]),
    ("tikv_jemallocator", &["main"]),
    ("tokio", &["serve"]),
    ("two_face", &["highlight"]),
    ("unicode_bidi", &["picture/lines"]),
    ("unicode_width", &["insights/text", "lint/article"]),
    ("ureq", &["external"]),
    ("walkdir", &["source"]),
    ("zeno", &["picture/canvas"]),
    ("whatlang", &["lint/translation"]),
];

#[test]
fn each_library_is_named_in_one_place() {
    let sources = sources();
    for (library, owners) in LIBRARIES {
        let users: Vec<_> = sources.iter().filter(|(_, text)| names(text, library)).map(|(module, _)| module).collect();
        let strangers: Vec<_> = users
            .iter()
            .filter(|user| !owners.iter().any(|owner| **user == owner || user.starts_with(&format!("{owner}/"))))
            .collect();
        assert!(strangers.is_empty(), "only {owners:?} may name {library}, but {strangers:?} do");
    }
}

/// Whether code, not a comment, names a library.
fn names(text: &str, library: &str) -> bool {
    let path = format!("{library}::");
    let mut code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    code.any(|line| {
        line.match_indices(&path).any(|(at, _)| {
            let before = line[..at].chars().next_back();
            !before.is_some_and(|last| last.is_alphanumeric() || last == '_' || last == ':')
        })
    })
}

#[test]
fn a_library_in_a_strange_place_is_noticed() {
    assert!(names("use tera::Tera;", "tera"));
    assert!(names("fn f() -> tera::Result<()> {", "tera"));
    assert!(!names("//! Only here: [`tera::Tera`].", "tera"));
    assert!(!names("use crate::render::tera::Engine;", "tera"));
}
