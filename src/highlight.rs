//! Code -> which part of it plays which role, for colours.
//!
//! The only module that names `syntect` and `two_face`. It knows no HTML: the writer of Markdown makes elements of the parts.
//! What was worked out once is remembered by language and text, as long as the [`Highlighter`] lives: the pipeline owns one,
//! and a program that builds again and again keeps it.

mod console;
mod languages;
mod parts;
mod powershell;
mod roles;

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use syntect::parsing::{ParseState, SyntaxReference, SyntaxSet};
use syntect::util::LinesWithEndings;

use languages::Reader;
use parts::Parts;
pub use parts::{Part, Role};
use roles::{Roles, Stack};

/// The longest line that is read, in bytes: longer ones are data or minified, and grammars' regular expressions take time
/// that grows faster than a line does.
const MAX_LINE: usize = 500;

/// How much of a block is read, in bytes; the rest stays plain.
const MAX_BLOCK: usize = 50_000;

/// How many bytes of code are remembered; beyond it all is forgotten, so that a program that runs for days doesn't grow.
const MAX_MEMORY: usize = 32 << 20;

/// Finds the roles in code, and remembers them.
#[derive(Default)]
pub struct Highlighter {
    grammars: OnceLock<Grammars>,
    memory: Mutex<Memory>,
}

/// The grammars, loaded when the first block needs one.
struct Grammars {
    syntaxes: SyntaxSet,
    roles: Roles,
}

#[derive(Default)]
struct Memory {
    /// By language and text.
    known: HashMap<(&'static str, String), Arc<[Part]>>,
    bytes: usize,
}

impl fmt::Debug for Highlighter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Highlighter").finish_non_exhaustive()
    }
}

impl Highlighter {
    /// The parts of a text in a language, as people write its name; none where nobody knows that language.
    pub fn parts(&self, language: &str, text: &str) -> Arc<[Part]> {
        let Some((name, reader)) = languages::find(language) else { return Arc::default() };
        let key = (name, text.to_owned());
        if let Some(parts) = self.memory.lock().unwrap_or_else(PoisonError::into_inner).known.get(&key) {
            return Arc::clone(parts);
        }
        let parts: Arc<[Part]> = self.read(reader, beginning(text)).into();
        let mut memory = self.memory.lock().unwrap_or_else(PoisonError::into_inner);
        memory.bytes += text.len();
        if memory.bytes > MAX_MEMORY {
            *memory = Memory { bytes: text.len(), ..Memory::default() };
        }
        memory.known.insert(key, Arc::clone(&parts));
        parts
    }

    fn read(&self, reader: Reader, text: &str) -> Vec<Part> {
        match reader {
            Reader::Grammar(name) => self.grammar(name, text, 0),
            Reader::Php if text.contains("<?") => self.grammar("PHP", text, 0),
            Reader::Php => self.grammar("PHP Source", text, 0),
            Reader::Markdown => {
                let body = front_matter_end(text);
                let mut parts = self.grammar("YAML", &text[..body], 0);
                parts.extend(self.grammar("Markdown", &text[body..], body));
                parts
            }
            Reader::Console => console::parts(text, |command, at| self.grammar(languages::SHELL, command, at)),
            Reader::PowerShell => powershell::parts(text),
        }
    }

    /// The parts of a text that stands at an offset.
    fn grammar(&self, name: &str, text: &str, offset: usize) -> Vec<Part> {
        let Grammars { syntaxes, roles } = self
            .grammars
            .get_or_init(|| Grammars { syntaxes: two_face::syntax::extra_newlines(), roles: Roles::default() });
        let syntax = syntaxes.find_syntax_by_name(name);
        syntax.map(|syntax| scopes(syntaxes, syntax, roles, Parts::new(text, offset))).unwrap_or_default()
    }
}

/// The part of a text that is read: whole lines, up to a limit.
fn beginning(text: &str) -> &str {
    if text.len() <= MAX_BLOCK {
        return text;
    }
    let end = text.as_bytes()[..MAX_BLOCK].iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
    &text[..end]
}

/// Where front matter ends that a Markdown text begins with; 0 where it has none.
fn front_matter_end(text: &str) -> usize {
    let Some(rest) = text.strip_prefix("---\n") else { return 0 };
    rest.find("\n---\n").map_or(0, |end| "---\n".len() + end + "\n---\n".len())
}

/// Runs a grammar over a text, line by line.
fn scopes(syntaxes: &SyntaxSet, syntax: &SyntaxReference, roles: &Roles, mut parts: Parts<'_>) -> Vec<Part> {
    let mut state = ParseState::new(syntax);
    let mut stack = Stack::default();
    let mut next = 0;
    for line in LinesWithEndings::from(parts.text) {
        let start = next;
        next += line.len();
        if line.len() > MAX_LINE {
            continue;
        }
        // A grammar that is at fault colours nothing from here on.
        let Ok(operations) = state.parse_line(line, syntaxes) else { break };
        let mut at = 0;
        for (end, operation) in operations {
            parts.add(start + at..start + end, stack.role());
            at = end;
            stack.apply(&operation, roles);
        }
        parts.add(start + at..next, stack.role());
    }
    parts.found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `[k:let] x` for `let x` with a keyword.
    fn marked(language: &str, text: &str) -> String {
        let highlighter = Highlighter::default();
        let (mut marked, mut done) = (String::new(), 0);
        for (range, role) in highlighter.parts(language, text).iter() {
            marked += &text[done..range.start];
            marked += &format!("[{}:{}]", role.letter(), &text[range.clone()]);
            done = range.end;
        }
        marked + &text[done..]
    }

    #[test]
    fn parts_have_roles() {
        for (language, text) in [
            (
                "sh",
                "# c\nexport A=\"my $HOME\" && cd \"$A\"\ncurl -fsSL --header 'A: b' $(date +%s) | sh > out 2>&1\nif true; then echo hi; fi\n",
            ),
            ("console", "$ answerbook build \\\n  --strict\nDone: 3 pages\n"),
            ("yaml", "# c\ntitle: Orchard Help\nn: 12\nlist: [en, \"el\"]\n"),
            ("json", "{\"a\": [1, true, null, \"b\\n\"], \"c\": {\"d\": 1.5}}\n"),
            (
                "js",
                "// c\nimport { x } from \"./x.js\";\nconst a = async (b) => { return await f(`/${b}`, 1); };\nclass A extends B { constructor() { super(); this.n = 12; } }\n",
            ),
            ("ts", "interface A { b: string; c?: number[] }\nexport function f<T>(x: T): void {}\n"),
            ("html", "<!-- c --><a class=\"x\" href='y'>t &amp; b</a><script>let x = 1;</script>\n"),
            (
                "css",
                "/* c */ .ab-x > a:hover, #id { color: #fff; margin: 1rem auto; --ab-x: var(--y); }\n@media (min-width: 3em) { :root { a: b } }\n",
            ),
            ("md", "---\ntitle: A\n---\n# Head *x*\n\nA **b** `c` [l](u)\n\n> q\n\n1. x\n\n```sh\nls -l\n```\n"),
            ("diff", "--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@ fn\n a\n-b\n+c\n"),
            ("toml", "[a.b] # c\nx = \"y\"\nn = 1\n"),
            (
                "py",
                "@dec\ndef f(a: int, b=None) -> str:\n    return f\"{a}\" + str(len(b)) if a is not None else 'x'\n",
            ),
            ("php", "$a = 'b'; echo strtoupper($a);\n"),
            ("nginx", "location / { try_files $uri $uri/ =404; }\n"),
            ("dockerfile", "FROM debian:12\nRUN apt-get update\n"),
            ("sql", "SELECT a, count(*) FROM b WHERE c = 'd'; -- e\n"),
            ("ini", "; c\n[a]\nb = c\n"),
            ("rust", "fn main() { let x: Vec<u8> = vec![1]; println!(\"{x:?}\"); }\n"),
            ("xml", "<?xml version=\"1.0\"?><a b=\"c\">d</a>\n"),
            (
                "powershell",
                "# c\nGet-Item -Path \"C:\\$name\" | ForEach-Object { $_.Name }\n$env:Path += 'x''y'\nif ($a -eq 1) { <# b #> return }\n",
            ),
            ("nosuch", "let x = 1;"),
        ] {
            println!("== {language}\n{}", marked(language, text));
        }
    }
}
