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
use std::sync::{Arc, Mutex, PoisonError};

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

/// How much work a block may be: the squares of its lines' lengths. 200 lines of 100 bytes, or 8 of 500, so that input
/// that is made to be slow costs seconds at most.
const MAX_EFFORT: usize = 2_000_000;

/// How many bytes of code are remembered; beyond it all is forgotten, so that a program that runs for days doesn't grow.
const MAX_MEMORY: usize = 32 << 20;

/// Finds the roles in code, and remembers them.
#[derive(Default)]
pub struct Highlighter {
    grammars: Mutex<Option<Arc<Grammars>>>,
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

/// The languages by their usual names.
pub fn languages() -> impl Iterator<Item = &'static str> {
    languages::all()
}

/// The usual name of a language, as people write its name; `None` where nobody knows it.
pub fn language(name: &str) -> Option<&'static str> {
    languages::find(name).map(|(name, _)| name)
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

    /// Lets go of the grammars, which are large once they were used, and of what is remembered.
    pub fn clear(&self) {
        *self.grammars.lock().unwrap_or_else(PoisonError::into_inner) = None;
        *self.memory.lock().unwrap_or_else(PoisonError::into_inner) = Memory::default();
    }

    fn grammars(&self) -> Arc<Grammars> {
        let mut grammars = self.grammars.lock().unwrap_or_else(PoisonError::into_inner);
        let load = || Arc::new(Grammars { syntaxes: two_face::syntax::extra_newlines(), roles: Roles::default() });
        Arc::clone(grammars.get_or_insert_with(load))
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
        let grammars = self.grammars();
        let Grammars { syntaxes, roles } = &*grammars;
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
    let (mut next, mut effort) = (0, 0);
    for line in LinesWithEndings::from(parts.text) {
        let start = next;
        next += line.len();
        if line.len() > MAX_LINE {
            continue;
        }
        effort += line.len() * line.len();
        if effort > MAX_EFFORT {
            break;
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
        for (language, text, expected) in [
            (
                "sh",
                "# c\nexport A=\"my $HOME\"\ncurl -fsSL --get 'A' $(date +%s) | sh > out\n",
                "[c:# c]\n[k:export] [a:A][o:=][s:\"my] [a:$HOME][s:\"]\n[f:curl] [a:-fsSL --get] [s:'A'] $([f:date] +%s) [o:|] [f:sh] [o:>] out\n",
            ),
            ("console", "$ a b \\\n  --c\nDone: 3\n", "[c:$] [f:a] b \\\n  [a:--c]\nDone: 3\n"),
            ("terminal", "a --c\n", "[f:a] [a:--c]\n"),
            (
                "yaml",
                "# c\na: Orchard\nb: 12\nc: \"el\"\n",
                "[c:# c]\n[a:a]: Orchard\n[a:b]: [n:12]\n[a:c]: [s:\"el\"]\n",
            ),
            ("json", "{\"a\": [1, true, \"b\"]}\n", "{[a:\"a\"]: [[n:1], [n:true], [s:\"b\"]]}\n"),
            ("js", "import { x } from \"./x.js\"; // c\n", "[k:import] { x } [k:from] [s:\"./x.js\"]; [c:// c]\n"),
            ("js", "const f = (b) => `/${b}`;\n", "[k:const] [f:f] [o:=] ([a:b]) [k:=>] [s:`/]${b}[s:`];\n"),
            ("ts", "interface A { b: string }\n", "[k:interface] [t:A] { b[o::] [t:string] }\n"),
            ("html", "<!-- c --><a class=\"x\">t</a>\n", "[c:<!-- c -->]<[t:a] [a:class]=[s:\"x\"]>t</[t:a]>\n"),
            ("css", ".x > a { color: #fff; }\n", "[a:.x] > [t:a] { [a:color]: [n:#fff]; }\n"),
            (
                "md",
                "---\ntitle: A\n---\n# Head\n\nA `c` [l](u)\n\n```sh\nls -l\n```\n",
                "---\n[a:title]: A\n---\n[t:# Head]\n\nA [s:`c`] [l]([s:u])\n\n```[n:sh]\n[f:ls] [a:-l]\n```\n",
            ),
            ("diff", "@@ -1 +1 @@\n a\n-b\n-c\n+d\n", "[f:@@ -1 +1 @@]\n a\n[d:-b\n-c]\n[i:+d]\n"),
            ("toml", "[a] # c\nx = \"y\"\n", "[[t:a]] [c:# c]\n[a:x] = [s:\"y\"]\n"),
            ("py", "def f(a): return f\"{a}\"\n", "[k:def] [f:f]([a:a]): [k:return] [s:f\"]{a}[s:\"]\n"),
            ("php", "$a = 'b';\n", "[a:$a] [o:=] [s:'b'];\n"),
            ("php", "<?php echo 'b'; ?>\n", "<?php [f:echo] [s:'b']; ?>\n"),
            (
                "ps1",
                "Get-Item -Path \"C:\\`\"$a\" | Out-Null # c\n$env:Path += 'x''y'\nif ($a) { <# b #> return 1 }\n",
                "[f:Get-Item] [a:-Path] [s:\"C:\\`\"$a\"] | [f:Out-Null] [c:# c]\n[a:$env:Path] += [s:'x''y']\n[k:if] ([a:$a]) { [c:<# b #>] [k:return] [n:1] }\n",
            ),
            ("nosuch", "let x = 1;", "let x = 1;"),
        ] {
            assert_eq!(marked(language, text), expected, "{language}");
        }
    }

    #[test]
    fn what_was_found_is_remembered() {
        let highlighter = Highlighter::default();
        let first = highlighter.parts("sh", "echo 1");
        assert!(Arc::ptr_eq(&first, &highlighter.parts("bash", "echo 1")));
        assert!(!Arc::ptr_eq(&first, &highlighter.parts("sh", "echo 2")));
        highlighter.parts("sh", &"x".repeat(MAX_MEMORY));
        assert!(!Arc::ptr_eq(&first, &highlighter.parts("sh", "echo 1")), "memory grows without an end");
    }

    #[test]
    fn long_lines_and_the_end_of_long_blocks_stay_plain() {
        let highlighter = Highlighter::default();
        let line = format!("echo {}\necho b\n", "a".repeat(MAX_LINE));
        assert_eq!(highlighter.parts("sh", &line).len(), 1);
        let hard = format!("echo {}\n", "a".repeat(480)).repeat(100);
        assert_eq!(highlighter.parts("sh", &hard).len(), MAX_EFFORT / (486 * 486));
        let block = "echo 1\n".repeat(MAX_BLOCK);
        let end = highlighter.parts("sh", &block).last().map(|(range, _)| range.end);
        assert!(end.is_some_and(|end| end <= MAX_BLOCK && end > MAX_BLOCK - 10), "{end:?}");
    }

    /// Whatever a text is, its parts are in order, inside of it, and not in the middle of a character.
    fn check(highlighter: &Highlighter, language: &str, text: &str) {
        let mut done = 0;
        for (range, _) in highlighter.parts(language, text).iter() {
            assert!(done <= range.start && range.start < range.end, "{language}: {range:?} after {done}");
            assert!(text.get(range.clone()).is_some(), "{language}: {range:?} of {text:?}");
            done = range.end;
        }
    }

    #[test]
    fn no_input_breaks_a_grammar() {
        let highlighter = Highlighter::default();
        let seeds = [
            "(", "[{(<", "<a ", "\"", "\\", "/*", "`", "$(", "a-b", "é😀", "<?php ", "{{", "\t", "'''", "x=1;", "<<A\n",
        ];
        for language in languages::all() {
            for seed in seeds {
                check(&highlighter, language, &seed.repeat(60 / seed.len()));
            }
        }
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig { cases: 64, ..Default::default() })]
        #[test]
        fn random_text_breaks_nothing(text in "(?s).{0,80}", index in 0_usize..70) {
            if let Some(language) = languages::all().nth(index) {
                check(&Highlighter::default(), language, &text);
            }
        }
    }
}
