//! Small sites compared page by page with what they should become.
//!
//! `tests/golden/NAME/` holds a project; `expected/` in it the pages it should become.
//! `SNAPSHOTS=overwrite cargo test --test suite golden` writes `expected/` anew.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use snapbox::assert::{Action, DEFAULT_ACTION_ENV};
use snapbox::{Assert, Data, IntoData};

use crate::support::{Project, repository, tree};

/// Replaces the fingerprint in `name.0123456789abcdef.css` and `name.0123456789abcdef/`, which changes with every change of the theme.
fn without_fingerprints(page: &str) -> String {
    let mut result = String::new();
    for word in page.split_inclusive(['.', '-', '/', '"']) {
        let bare = word.trim_end_matches(['.', '-', '/', '"']);
        let hexadecimal = bare.len() >= 8 && bare.chars().all(|digit| digit.is_ascii_hexdigit());
        match hexadecimal {
            true => result.push_str(&word.replace(bare, "FINGERPRINT")),
            false => result.push_str(word),
        }
    }
    result
}

/// The pages of a golden site, or what is wrong with them.
fn compare(name: &str, folder: &Path) -> Vec<String> {
    let project = Project::bare();
    let sources = tree(folder);
    for (path, bytes) in sources.iter().filter(|(path, _)| !path.starts_with("expected/")) {
        project.write(path, bytes);
    }
    project.build().ok();
    let assert = Assert::new().action_env(DEFAULT_ACTION_ENV);
    let mut wrong = Vec::new();
    let mut pages = BTreeSet::new();
    for (path, bytes) in project.tree("site") {
        if path.ends_with(".html") {
            let page = String::from_utf8(bytes).expect("pages are UTF-8");
            let expected = Data::read_from(&folder.join("expected").join(&path), None).raw();
            let actual = without_fingerprints(&page).into_data();
            let title = format!("{name}: {path}");
            if let Err(difference) = assert.try_eq(Some(&title), actual, expected) {
                wrong.push(difference.to_string());
            }
            pages.insert(path);
        }
    }
    for path in tree(&folder.join("expected")).into_keys().filter(|path| !pages.contains(path)) {
        match assert.selected_action() {
            Action::Overwrite => fs::remove_file(folder.join("expected").join(&path)).expect("a file"),
            _ => wrong.push(format!("{name}: {path} is expected but was not made")),
        }
    }
    wrong
}

#[test]
fn golden_sites_become_what_is_expected() {
    let folder = repository().join("tests/golden");
    let names = crate::support::names(&folder);
    assert!(names.len() >= 6, "only {names:?}");
    let wrong: Vec<_> = names.iter().flat_map(|name| compare(name, &folder.join(name))).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn fingerprints_are_left_out_of_the_comparison() {
    let page = "<link href=\"assets/style.0123456789ab.css\"> x.0123456789ab/a-b.js deadbeat a-b.c";
    let expected = "<link href=\"assets/style.FINGERPRINT.css\"> x.FINGERPRINT/a-b.js deadbeat a-b.c";
    assert_eq!(without_fingerprints(page), expected);
}
