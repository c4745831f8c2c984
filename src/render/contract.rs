//! The variables of the templates' contract by name and type, to find misspelt ones before any page is made.
//!
//! The engine itself reports an unknown variable that is printed. In a condition it counts as false, so that
//! `{% if page.titel %}` would never hold and nobody would learn why.
//!
//! `context.txt` lists what the structs of [`context`](super::context) become; `tests/suite/contract.rs` makes it from them.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// The variables of each struct with their types, and which struct is the `page` of which template.
const LIST: &str = include_str!("context.txt");

/// The contract, read.
#[derive(Debug)]
pub(super) struct Contract {
    /// Struct -> field -> type.
    types: BTreeMap<&'static str, BTreeMap<&'static str, &'static str>>,
    /// Template -> struct of its `page`.
    pages: BTreeMap<&'static str, &'static str>,
}

/// A variable that no page has.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Unknown {
    /// Where its last name stands.
    pub(super) range: Range<usize>,
    /// `page.category`
    pub(super) parent: String,
    /// `titel`
    pub(super) name: String,
    /// The names that there are.
    pub(super) known: Vec<&'static str>,
}

impl Contract {
    /// Reads the list.
    pub(super) fn new() -> Self {
        let mut contract = Self { types: BTreeMap::new(), pages: BTreeMap::new() };
        for line in LIST.lines() {
            let Some((name, rest)) = line.split_once(' ') else { continue };
            if let Some((of, field)) = name.split_once('.') {
                contract.types.entry(of).or_default().insert(field, rest);
            } else if let Some(templates) = rest.strip_prefix("= ") {
                contract.pages.extend(templates.split(", ").map(|template| (template, name)));
            }
        }
        contract
    }

    /// The unknown variables of a template, as they stand in it.
    pub(super) fn unknown(&self, template: &str, text: &str) -> Vec<Unknown> {
        let pages = match self.pages.get(template) {
            Some(page) => vec![*page],
            None => self.pages.values().copied().collect(),
        };
        let mut found = Vec::new();
        for code in code(text) {
            for (root, structs) in [("site", vec!["SiteContext"]), ("page", pages.clone())] {
                if !gives_meaning(text, root) {
                    let chains = chains(&text[code.clone()], root);
                    let chains =
                        chains.into_iter().map(|chain| chain.into_iter().map(|(at, name)| (code.start + at, name)));
                    found.extend(chains.filter_map(|chain| self.follow(root, &structs, chain)));
                }
            }
        }
        found
    }

    /// Follows names from a root; what it can't know, such as the members of a list, it lets pass.
    fn follow<'a>(
        &self,
        root: &str,
        structs: &[&'static str],
        chain: impl Iterator<Item = (usize, &'a str)>,
    ) -> Option<Unknown> {
        let mut structs: BTreeSet<&str> = structs.iter().copied().collect();
        let mut parent = root.to_owned();
        for (at, name) in chain {
            let fields = structs.iter().filter_map(|name| self.types.get(name));
            let kinds: Vec<&str> = fields.clone().filter_map(|fields| fields.get(name)).copied().collect();
            if kinds.is_empty() {
                let known: BTreeSet<&'static str> = fields.flat_map(|fields| fields.keys().copied()).collect();
                let known = known.into_iter().collect();
                return Some(Unknown { range: at..at + name.len(), parent, name: name.to_owned(), known });
            }
            structs = kinds.iter().map(|kind| kind.trim_end_matches(" or nothing")).collect();
            if !structs.iter().all(|name| self.types.contains_key(name)) {
                return None;
            }
            parent = format!("{parent}.{name}");
        }
        None
    }
}

/// The ranges of a template inside `{{ }}` and `{% %}`.
fn code(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find('{').map(|start| at + start) {
        let close = match text.as_bytes().get(start + 1) {
            Some(b'{') => "}}",
            Some(b'%') => "%}",
            Some(b'#') => "#}",
            _ => {
                at = start + 1;
                continue;
            }
        };
        let end = text[start + 2..].find(close).map_or(text.len(), |end| start + 2 + end);
        if close != "#}" {
            found.push(start + 2..end);
        }
        let is_raw = text[start + 2..end].trim_matches(['-', ' ']) == "raw";
        at = text[end..].find("endraw").filter(|_| is_raw).map_or(end, |after| end + after);
    }
    found
}

/// Whether a template makes a variable of that name itself.
fn gives_meaning(text: &str, root: &str) -> bool {
    ["set", "for", "set_global"].iter().any(|tag| text.contains(&format!("{tag} {root} ")))
}

/// Every `root.name.name` outside of strings, with the places of its names. One whose being defined is asked is left out.
fn chains<'a>(code: &'a str, root: &str) -> Vec<Vec<(usize, &'a str)>> {
    let mut found = Vec::new();
    let is_name = |next: char| next.is_alphanumeric() || next == '_';
    let mut quote = None;
    let mut last = ' ';
    for (at, next) in code.char_indices() {
        match quote {
            Some(open) if open == next => quote = None,
            None if matches!(next, '"' | '\'' | '`') => quote = Some(next),
            _ => {}
        }
        let begins = quote.is_none() && !is_name(last) && last != '.' && code[at..].starts_with(root);
        last = next;
        if !begins {
            continue;
        }
        let (mut chain, mut end) = (Vec::new(), at + root.len());
        while let Some(rest) = code[end..].strip_prefix('.') {
            let length = rest.find(|next| !is_name(next)).unwrap_or(rest.len());
            chain.push((end + 1, &rest[..length]));
            end += 1 + length;
        }
        let after: Vec<&str> = code[end..].split_whitespace().take(3).collect();
        let asked = matches!(after.as_slice(), ["is", "defined", ..] | ["is", "not", "defined"]);
        if !asked && chain.iter().all(|(_, name)| !name.is_empty()) {
            found.push(chain);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn misspelt_variables_are_found_and_others_left_alone() {
        let contract = Contract::new();
        for (template, text, expected) in [
            ("article.html", "{% if page.titel %}", "page titel"),
            ("base.html", "{{ site.language.tga }}", "site.language tga"),
            ("partials/x.html", "{{ page.category.ulr }}", "page.category ulr"),
            ("404.html", "{% if page.toc %}", "page toc"),
            ("base.html", "{% if page.toc and page.body_html %}", ""),
            ("base.html", "{% if page.nope is defined %}{{ x.page.nope }}{{ my_page.nope }}{% endif %}", ""),
            ("base.html", "{{ \"page.nope\" }} page.nope {# {{ page.nope }} #}", ""),
            ("base.html", "{% raw %}{{ page.nope }}{% endraw %}", ""),
            ("base.html", "{% for page in pages %}{{ page.nope }}{% endfor %}", ""),
            ("faq.html", "{{ page.groups[0].nope }}{{ page.title.nope }}{{ page }}{{ page['x'] }}", ""),
            ("faq.html", "{% if page.titel", "page titel"),
        ] {
            let found = contract.unknown(template, text);
            let found: Vec<_> = found.iter().map(|unknown| format!("{} {}", unknown.parent, unknown.name)).collect();
            assert_eq!(found.join(", "), expected, "{text}");
        }
        let found = contract.unknown("home.html", "é {{ page.titel }}");
        assert_eq!(found[0].range, 11..16);
        assert!(found[0].known.contains(&"title"));
    }
}
