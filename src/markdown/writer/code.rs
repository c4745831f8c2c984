//! Code blocks: coloured parts, and the button that copies.

use pulldown_cmark::{CodeBlockKind, Event};

use super::{Events, Writer, matching_end};
use crate::markdown::html::{Hole, Label};

/// A block whose lines are all shorter fits on any screen, so the keyboard needn't reach it to scroll.
const NARROW: usize = 16;

/// A first line that is longer would lie under the button.
const WIDE: usize = 50;

impl Writer<'_> {
    pub(super) fn code_block(&mut self, kind: &CodeBlockKind<'_>, events: &Events<'_>, at: usize) -> usize {
        let end = matching_end(events, at);
        let mut text = String::new();
        for (event, _) in &events[at + 1..end] {
            if let Event::Text(part) = event {
                text.push_str(part);
            }
        }
        let language = match kind {
            CodeBlockKind::Fenced(info) => info.split(' ').next().unwrap_or_default(),
            CodeBlockKind::Indented => "",
        };
        self.fresh_line();
        self.begin_code(&text);
        self.out.push("<code");
        if !language.is_empty() {
            self.attribute("class", &format!("language-{language}"));
        }
        self.out.push(">");
        self.code(language, &text);
        let start = self.section.text.len();
        self.section.text.push_str(&text);
        self.no_prose.push(start..self.section.text.len());
        self.out.push("</code></pre>");
        if !self.options.plain {
            self.copy_button();
        }
        self.close_block("\n");
        end + 1
    }

    /// The elements around code; those that may need scrolling have a name and are reached by the keyboard.
    fn begin_code(&mut self, text: &str) {
        if self.options.plain {
            return self.out.push("<pre>");
        }
        let columns = |line: &str| line.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>();
        let wide = text.lines().next().is_some_and(|line| columns(line) > WIDE);
        self.out.push(if wide { "<div class=\"ab-code ab-code--wide\"><pre" } else { "<div class=\"ab-code\"><pre" });
        if text.lines().any(|line| columns(line) > NARROW) {
            self.out.push(" role=\"group\" tabindex=\"0\" aria-label=\"");
            self.out.push_hole(Hole::Label(Label::Key("code")));
            self.out.push("\"");
        }
        self.out.push(">");
    }

    /// The code itself. `rust,ignore`, `js{1,3}` and `yaml:file` begin with the language.
    fn code(&mut self, language: &str, text: &str) {
        let name = language.split([',', '{', ':']).next().unwrap_or_default();
        let parts = self.options.highlighter.map(|highlighter| highlighter.parts(name, text)).unwrap_or_default();
        let mut done = 0;
        for (range, role) in parts.iter() {
            self.out.push_text(text.get(done..range.start).unwrap_or_default());
            self.out.push(&format!("<span class=\"ab-c-{}\">", role.letter()));
            self.out.push_text(text.get(range.clone()).unwrap_or_default());
            self.out.push("</span>");
            done = range.end;
        }
        self.out.push_text(text.get(done..).unwrap_or_default());
    }

    /// Hidden until a script makes it work; it has its place already.
    fn copy_button(&mut self) {
        self.out.push("<button class=\"ab-code__copy\" type=\"button\" hidden data-copied=\"");
        self.out.push_hole(Hole::Label(Label::Key("copied")));
        self.out.push("\">");
        self.out.push_hole(Hole::Label(Label::Key("copy_code")));
        self.out.push("</button></div>");
    }
}
