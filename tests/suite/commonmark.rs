//! The examples of the CommonMark specification.
//!
//! Where pulldown-cmark, with the extensions that Answerbook switches on, makes of an example what
//! the specification says, so must Answerbook's own rendering.

use pulldown_cmark::{Options, Parser, html::push_html};

use crate::support::{repository, skip};

/// As many examples as pulldown-cmark renders to the letter with our extensions.
const EXPECTED: usize = 652;

struct Example {
    number: usize,
    markdown: String,
    html: String,
}

/// The examples: between lines of 32 backticks, Markdown and HTML parted by a line with a dot, `→` for a tab.
fn examples(specification: &str) -> Vec<Example> {
    let fence = "`".repeat(32);
    let mut examples = Vec::new();
    let text = specification.split("<!-- END TESTS -->").next().unwrap_or_default();
    for part in text.split(&format!("\n{fence} example\n")).skip(1) {
        let example = part.split(&format!("\n{fence}")).next().expect("an end");
        let example = format!("\n{example}\n").replace('→', "\t");
        let (markdown, html) = example.split_once("\n.\n").expect("a line with a dot");
        let number = examples.len() + 1;
        let markdown = format!("{}\n", markdown.trim_start_matches('\n'));
        let markdown = if markdown == "\n" { String::new() } else { markdown };
        let html = html.strip_suffix('\n').unwrap_or(html).to_owned();
        examples.push(Example { number, markdown, html });
    }
    examples
}

fn pulldown_cmark(markdown: &str) -> String {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_HEADING_ATTRIBUTES;
    let mut html = String::new();
    push_html(&mut html, Parser::new_ext(markdown, options));
    html
}

/// The specification's comparison in brief: white space next to tags of blocks doesn't count, outside of `pre`.
fn normalised(html: &str) -> String {
    const BLOCKS: [&str; 19] = [
        "address",
        "blockquote",
        "dd",
        "div",
        "dl",
        "dt",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "li",
        "ol",
        "p",
        "section",
        "table",
        "ul",
    ];
    let mut result = String::new();
    let mut rest = html;
    while !rest.is_empty() {
        if let Some(pre) = rest.strip_prefix("<pre") {
            let end = pre.find("</pre>").map_or(rest.len(), |at| at + "<pre</pre>".len());
            result.truncate(result.trim_end().len());
            result.push_str(&rest[..end]);
            rest = rest[end..].trim_start();
        } else if rest.starts_with('<') {
            let end = rest.find('>').map_or(rest.len(), |at| at + 1);
            let tag = &rest[..end];
            let name: String =
                tag.trim_start_matches(['<', '/']).chars().take_while(char::is_ascii_alphanumeric).collect();
            let block = BLOCKS.contains(&name.as_str());
            if block {
                result.truncate(result.trim_end().len());
            }
            result.push_str(&tag.replace(" />", ">"));
            rest = if block { rest[end..].trim_start() } else { &rest[end..] };
        } else {
            let end = rest.find('<').unwrap_or(rest.len());
            let mut space = result.ends_with(char::is_whitespace);
            for character in rest[..end].chars() {
                match character.is_ascii_whitespace() {
                    true if space => {}
                    true => result.push(' '),
                    false => result.push(character),
                }
                space = character.is_ascii_whitespace();
            }
            rest = &rest[end..];
        }
    }
    result.trim().replace("&quot;", "\"").replace("&#39;", "'")
}

#[test]
fn the_specifications_examples_render_as_specified() {
    let path = repository().join("tests/node_modules/commonmark-spec/spec.txt");
    let Ok(specification) = std::fs::read_to_string(&path) else {
        return skip("the specification is not here; `npm ci` in `tests/` brings it");
    };
    let examples = examples(&specification);
    assert!(examples.len() > 640, "only {} examples were read", examples.len());
    let passing = |example: &&Example| normalised(&pulldown_cmark(&example.markdown)) == normalised(&example.html);
    let expected: Vec<_> = examples.iter().filter(passing).collect();
    println!("pulldown-cmark renders {} of {} examples as specified", expected.len(), examples.len());
    assert!(expected.len() >= EXPECTED, "only {} examples count", expected.len());
    let mut wrong = Vec::new();
    for Example { number, markdown, html } in expected {
        let ours = answerbook::markdown::render_fragment(markdown);
        if normalised(&ours) != normalised(html) {
            wrong.push(format!("example {number}:\n{markdown}\nexpected:\n{html}\ngot:\n{ours}"));
        }
    }
    assert!(wrong.is_empty(), "{} examples differ\n{}", wrong.len(), wrong.join("\n----\n"));
}

#[test]
fn white_space_counts_where_it_shows() {
    assert_eq!(normalised("<p>a\n b</p>\n<hr />\n"), "<p>a b</p><hr>");
    assert_eq!(normalised("<pre>a\n\nb</pre>\n"), "<pre>a\n\nb</pre>");
    assert_ne!(normalised("<p>a b</p>"), normalised("<p>ab</p>"));
    assert_ne!(normalised("<p>a <em>b</em></p>"), normalised("<p>a<em>b</em></p>"));
}
