//! Stylesheets and scripts without what only their readers need: comments, indentation, blank lines.
//!
//! Customers load every byte of them on phones, so they are published short. Neither function understands its language more
//! than it must: the stylesheet's knows strings, `url()` and escapes; the script's is for the built-in scripts alone, on
//! which a test compares what is left, token by token, with the original.

/// A stylesheet without comments and needless white space.
pub(super) fn stylesheet(css: &str) -> String {
    let mut writer = Writer { out: String::with_capacity(css.len()), gap: Gap::None };
    let mut rest = css;
    while let Some(next) = rest.chars().next() {
        let length = match next {
            _ if writer.begins_url(rest) => writer.verbatim(&rest[..url(rest)]),
            '/' if rest.starts_with("/*") => {
                writer.gap = writer.gap.max(Gap::Comment);
                rest[2..].find("*/").map_or(rest.len(), |end| end + 4)
            }
            ' ' | '\t' | '\n' | '\r' | '\u{c}' => {
                writer.gap = Gap::Space;
                1
            }
            '"' | '\'' => writer.verbatim(&rest[..string(rest, next)]),
            '\\' => writer.verbatim(&rest[..escape(rest)]),
            _ => {
                writer.character(next);
                next.len_utf8()
            }
        };
        rest = &rest[length..];
    }
    writer.out
}

/// What was left out since the last character that was written.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    None,
    /// A comment alone, which parts two words as no space does: `.a/**/.b` is not `.a .b`.
    Comment,
    Space,
}

struct Writer {
    out: String,
    gap: Gap,
}

impl Writer {
    /// A character outside of strings.
    fn character(&mut self, next: char) {
        let last = self.out.chars().next_back();
        // An empty custom property (`--x: ;`) keeps its space, without which older browsers drop it.
        let is_empty_value = last == Some(':') && matches!(next, ';' | '}');
        // Only where white space never means anything. Before `:` and around `+` it may: `a :hover`, `calc(1px + 2px)`.
        let open = matches!(last, None | Some('{' | '}' | ';' | ',' | '(')) || (last == Some(':') && !is_empty_value);
        let close = matches!(next, '{' | '}' | ';' | ',' | ')') && !is_empty_value;
        if next == '}' && last == Some(';') && !self.out.ends_with(":;") && !self.out.ends_with(": ;") {
            self.out.pop();
        }
        self.fill(open || close);
        self.out.push(next);
    }

    /// What is copied as it is; gives its length.
    fn verbatim(&mut self, text: &str) -> usize {
        let last = self.out.chars().next_back();
        self.fill(matches!(last, None | Some('{' | '}' | ';' | ',' | '(' | ':')));
        self.out.push_str(text);
        text.len()
    }

    fn fill(&mut self, needless: bool) {
        match std::mem::replace(&mut self.gap, Gap::None) {
            Gap::Space if !needless => self.out.push(' '),
            Gap::Comment if !needless => self.out.push_str("/**/"),
            _ => {}
        }
    }

    /// Whether an address without quotes begins here: `url(` is written, and what follows is neither space nor a string.
    fn begins_url(&self, rest: &str) -> bool {
        let before = self.out.strip_suffix('(').unwrap_or_default();
        let at = before.len().saturating_sub(3);
        before.get(at..).is_some_and(|name| name.eq_ignore_ascii_case("url"))
            && !rest.starts_with(['"', '\'', ')', ' ', '\t', '\n', '\r', '\u{c}'])
    }
}

/// The length of a string, with its quotes; one that isn't closed ends with its line.
fn string(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, next) in text.char_indices().skip(1) {
        match next {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '\n' => return at + 1,
            _ if next == quote => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// The length of an escape: a backslash with a character, or with up to six digits and the one space that ends them.
fn escape(text: &str) -> usize {
    let digits = text[1..].bytes().take(6).take_while(u8::is_ascii_hexdigit).count();
    let after = text[1 + digits..].chars().next();
    match after {
        Some(next) if digits == 0 || next.is_ascii_whitespace() => 1 + digits + next.len_utf8(),
        _ => 1 + digits,
    }
}

/// The length of an address without quotes, up to its bracket.
fn url(text: &str) -> usize {
    let mut escaped = false;
    let end = text.find(|next| {
        let ends = next == ')' && !escaped;
        escaped = next == '\\' && !escaped;
        ends
    });
    end.unwrap_or(text.len())
}

/// A script without lines that are comments, and without indentation. Only for scripts in which no string goes over several
/// lines and no other line begins with `//` or `/*`.
pub(super) fn script(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut in_comment = false;
    for line in text.lines().map(str::trim) {
        let opens = line.starts_with("/*");
        if !in_comment && !opens && !line.starts_with("//") && !line.is_empty() {
            out.push_str(line);
            out.push('\n');
        }
        in_comment = (in_comment || opens) && !line.ends_with("*/");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stylesheets_lose_comments_and_space() {
        for (css, short) in [
            ("/* a */\n.a { color: red; }\n\n.b,\n.c { margin: 0 auto }\n", ".a{color:red}.b,.c{margin:0 auto}"),
            ("@media (min-width: 48em) and (x) {\n  a { b: c; }\n}", "@media (min-width:48em) and (x){a{b:c}}"),
            ("a > b + c ~ d :hover { x: y }", "a > b + c ~ d :hover{x:y}"),
            ("a { width: calc( 1px + 2px ) }", "a{width:calc(1px + 2px)}"),
            ("a { width: calc(1px + (2px * 3)) }", "a{width:calc(1px + (2px * 3))}"),
            (".a/* x */.b { c: d }", ".a/**/.b{c:d}"),
            (".a /* x */ .b { c: d/**/e }", ".a .b{c:d/**/e}"),
            ("a { b: c /* ; } */; }", "a{b:c}"),
            ("a::after { content: \"/* */  ;}\"; }", "a::after{content:\"/* */  ;}\"}"),
            ("a { content: 'it\\'s  /* here' }", "a{content:'it\\'s  /* here'}"),
            ("a { content: \"a\\\n  b\" }", "a{content:\"a\\\n  b\"}"),
            ("a { content: \"→\"; content: \"→\" / \"\"; }", "a{content:\"→\";content:\"→\" / \"\"}"),
            ("a { content: \"open\n  } b { c: d }", "a{content:\"open\n}b{c:d}"),
            ("a { b: url( x/*y*/z.png ) no-repeat }", "a{b:url(x/*y*/z.png ) no-repeat}"),
            ("a { b: url(/*x*/y  ) }", "a{b:url(/*x*/y  )}"),
            ("a { b: url( \"x  y\" ) }", "a{b:url(\"x  y\")}"),
            ("a { b: URL(data:a\\)b;/*c*/) }", "a{b:URL(data:a\\)b;/*c*/)}"),
            (".\\31 0  .b { c: d }", ".\\31 0 .b{c:d}"),
            (".a\\  .b { c: d }", ".a\\  .b{c:d}"),
            (".\\:hover\\{ { c: d }", ".\\:hover\\{{c:d}"),
            (":root { --x: ; --y:; --z:  {a: b} }", ":root{--x: ;--y:;--z:{a:b}}"),
            ("a { --x: ; }", "a{--x: ;}"),
            ("a[b=\"c\" i] { d: e !important }", "a[b=\"c\" i]{d:e !important}"),
            ("@layer a, b;\n@import url(x.css) layer(y);", "@layer a,b;@import url(x.css) layer(y);"),
            ("a { b: c } /* open", "a{b:c}"),
            ("\\", "\\"),
            ("a { b: \"", "a{b:\""),
            ("", ""),
        ] {
            assert_eq!(stylesheet(css), short, "{css}");
            assert_eq!(stylesheet(short), short, "shortened twice: {css}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_stylesheet_is_too_strange(css in "([a-z:;,{}() \n\"'\\\\/*é]|url\\(|/\\*|\\*/){0,40}") {
            let short = stylesheet(&css);
            proptest::prop_assert_eq!(stylesheet(&short), short);
        }
    }

    #[test]
    fn scripts_lose_lines_of_comments() {
        let text = "// A\nimport \"./b.js\";\n\n/** @type {X} */\nlet a; // kept\n/**\n * B\n */\n  f(\"//\");\n";
        assert_eq!(script(text), "import \"./b.js\";\nlet a; // kept\nf(\"//\");\n");
    }
}
