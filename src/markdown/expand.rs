//! Puts variables, facts and snippets into a text, before it is parsed as Markdown.
//!
//! Every byte of the result remembers the file it came from, so that a broken link inside a snippet is
//! reported in the snippet, and its relative links start there.

use std::ops::Range;
use std::sync::Arc;

use super::syntax;
use crate::diag::{Diagnostic, Diagnostics, Rule, Source, Span};
use crate::film::Film;
use crate::suggest::did_you_mean;

/// The largest text that may come out, in bytes: snippets inside snippets grow exponentially.
pub const MAX_BYTES: usize = 2 << 20;

/// How many snippets may be inserted into one text, for the same reason.
const MAX_SNIPPETS: usize = 10_000;

/// What texts may insert.
pub trait Reuse {
    /// The value of a variable.
    fn variable(&self, name: &str) -> Option<&str>;
    /// The value of a fact.
    fn fact(&self, name: &str) -> Option<&str>;
    /// The file of a snippet and the part of it to insert.
    fn snippet(&self, name: &str) -> Option<(Arc<Source>, Range<usize>)>;
    /// What lies beside a video, which stands in a file under this destination.
    fn film(&self, file: &str, destination: &str) -> Option<Arc<Film>>;
    /// Every variable, for hints.
    fn variable_names(&self) -> Vec<&str>;
    /// Every fact, for hints.
    fn fact_names(&self) -> Vec<&str>;
    /// Every snippet, for hints.
    fn snippet_names(&self) -> Vec<&str>;
}

/// A text with the origin of each part.
#[derive(Debug, Clone)]
pub struct Expanded {
    /// The text to parse.
    pub text: String,
    pieces: Vec<Piece>,
}

#[derive(Debug, Clone)]
struct Piece {
    /// Where the piece begins in the result.
    start: usize,
    source: Arc<Source>,
    /// What it was made from.
    range: Range<usize>,
    /// Whether it stands in the source byte for byte.
    verbatim: bool,
}

impl Expanded {
    /// A part of a source as it is.
    pub fn verbatim(source: &Arc<Source>, range: Range<usize>) -> Self {
        let text = source.text[range.clone()].to_owned();
        Self { text, pieces: vec![Piece { start: 0, source: Arc::clone(source), range, verbatim: true }] }
    }

    /// Where a part of the text comes from.
    pub fn span(&self, range: Range<usize>) -> Span {
        let at = self.pieces.partition_point(|piece| piece.start <= range.start).saturating_sub(1);
        let Some(piece) = self.pieces.get(at) else {
            return Span::start_of(&Source::unread("")); // an expansion always has a piece
        };
        if !piece.verbatim {
            return Span::new(&piece.source, piece.range.clone());
        }
        let shift = |offset: usize| (piece.range.start + offset - piece.start).min(piece.range.end);
        Span::new(&piece.source, shift(range.start)..shift(range.end.max(range.start)))
    }

    /// The part of the file that the text is, where nothing was inserted.
    pub(super) fn written(&self) -> Option<Range<usize>> {
        match &*self.pieces {
            [piece] if piece.verbatim && piece.range.len() == self.text.len() => Some(piece.range.clone()),
            _ => None,
        }
    }

    /// A part of the text, cut where something else begins.
    pub(super) fn parts(&self, range: Range<usize>) -> impl Iterator<Item = Range<usize>> {
        let next = self.pieces.partition_point(|piece| piece.start <= range.start);
        let starts = self.pieces.get(next..).unwrap_or_default().iter().map(|piece| piece.start);
        let cuts = starts.take_while(move |start| *start < range.end).chain([range.end]);
        cuts.scan(range.start, |done, cut| Some(std::mem::replace(done, cut)..cut))
    }

    /// Where a part of the text, inside one piece, is written; `None` where it was inserted.
    pub(super) fn literal(&self, range: Range<usize>) -> Option<Span> {
        let at = self.pieces.partition_point(|piece| piece.start <= range.start).saturating_sub(1);
        self.pieces.get(at).filter(|piece| piece.verbatim).map(|_| self.span(range))
    }

    fn push(&mut self, text: &str, source: &Arc<Source>, range: Range<usize>, verbatim: bool) {
        if text.is_empty() {
            return;
        }
        self.pieces.push(Piece { start: self.text.len(), source: Arc::clone(source), range, verbatim });
        self.text.push_str(text);
    }
}

/// Expands a part of a source. Unknown names are reported and left as they are.
pub fn expand(source: &Arc<Source>, range: Range<usize>, reuse: &dyn Reuse, diagnostics: &mut Diagnostics) -> Expanded {
    if !source.text[range.clone()].contains("{{") {
        return Expanded::verbatim(source, range);
    }
    let mut expander = Expander {
        reuse,
        diagnostics,
        out: Expanded { text: String::new(), pieces: Vec::new() },
        open: Vec::new(),
        inserted: 0,
        full: false,
    };
    expander.add(source, range, "");
    let mut out = expander.out;
    if out.pieces.is_empty() {
        out.pieces.push(Piece { start: 0, source: Arc::clone(source), range: 0..0, verbatim: true });
    }
    out
}

/// Expands the variables and facts of a short text such as a title.
pub fn expand_line(text: &str, span: &Span, reuse: &dyn Reuse, diagnostics: &mut Diagnostics) -> String {
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for token in tokens(text) {
        out.push_str(&text[done..token.range.start]);
        done = token.range.end;
        match token.content {
            Content::Value(name) => match name.of(reuse) {
                Some(value) => out.push_str(value),
                None => diagnostics.add(name.unknown(span.clone(), reuse)),
            },
            Content::Snippet(_) | Content::Unknown(_) => {
                let message = format!("`{}` can't stand here", &text[token.range]);
                diagnostics.add(
                    Diagnostic::new(Rule::UnknownVariable, span.clone(), message).hint("only variables and facts can"),
                );
            }
        }
    }
    out.push_str(&text[done..]);
    out
}

struct Expander<'a> {
    reuse: &'a dyn Reuse,
    diagnostics: &'a mut Diagnostics,
    out: Expanded,
    /// The snippets being inserted, outermost first.
    open: Vec<String>,
    /// How many snippets have been inserted.
    inserted: usize,
    /// The text has become too large, which has been reported.
    full: bool,
}

impl Expander<'_> {
    /// Adds a part of a source; `indent` goes before each line after the first.
    fn add(&mut self, source: &Arc<Source>, range: Range<usize>, indent: &str) {
        let text = &source.text[range.clone()];
        let code = if text.contains("{{") { syntax::code(text) } else { Vec::new() };
        let mut done = 0;
        for token in tokens(text) {
            let after = code.partition_point(|code| code.end <= token.range.start);
            if code.get(after).is_some_and(|code| code.start <= token.range.start) {
                continue;
            }
            self.copy(source, range.start + done..range.start + token.range.start, indent);
            done = token.range.end;
            let place = range.start + token.range.start..range.start + token.range.end;
            self.insert(&token.content, source, place);
        }
        self.copy(source, range.start + done..range.end, indent);
    }

    fn copy(&mut self, source: &Arc<Source>, range: Range<usize>, indent: &str) {
        if indent.is_empty() {
            self.out.push(&source.text[range.clone()], source, range, true);
            return;
        }
        let mut at = range.start;
        for line in source.text[range].split_inclusive('\n') {
            self.out.push(line, source, at..at + line.len(), true);
            at += line.len();
            if line.ends_with('\n') {
                self.out.push(indent, source, at..at, false);
            }
        }
    }

    fn insert(&mut self, content: &Content<'_>, source: &Arc<Source>, place: Range<usize>) {
        let span = Span::new(source, place.clone());
        let problem = match content {
            Content::Value(name) => match name.of(self.reuse) {
                Some(value) => {
                    self.out.push(value, source, place.clone(), false);
                    return;
                }
                None => name.unknown(span, self.reuse),
            },
            Content::Snippet(name) => match self.insert_snippet(name, span) {
                Ok(()) => return,
                Err(problem) => *problem,
            },
            Content::Unknown(text) => {
                let message = format!("`{{{{ {text} }}}}` is no variable, fact or snippet");
                Diagnostic::new(Rule::UnknownVariable, span, message)
                    .hint("braces that shall be read as they are: write `\\{{`, or put them in `code`")
            }
        };
        self.diagnostics.add(problem);
        self.out.push(&source.text[place.clone()], source, place, true);
    }

    fn insert_snippet(&mut self, name: &str, span: Span) -> Result<(), Box<Diagnostic>> {
        let Some((snippet, body)) = self.reuse.snippet(name) else {
            let names = self.reuse.snippet_names();
            let hint = did_you_mean(name, names).unwrap_or_else(|| format!("make the file `_snippets/{name}.md`"));
            let message = format!("there is no snippet `{name}`");
            return Err(Box::new(Diagnostic::new(Rule::UnknownSnippet, span, message).hint(hint)));
        };
        if self.open.iter().any(|open| open == name) {
            let way = self.open.iter().map(String::as_str).chain([name]).collect::<Vec<_>>().join("` -> `");
            let message = format!("the snippet `{name}` includes itself: `{way}`");
            return Err(Box::new(Diagnostic::new(Rule::SnippetCycle, span, message).hint("take one of them out")));
        }
        self.inserted += 1;
        if self.full || self.out.text.len() + body.len() > MAX_BYTES || self.inserted > MAX_SNIPPETS {
            let message = "with its snippets this text is larger than 2 MiB, or has more than 10,000 of them";
            let first = !std::mem::replace(&mut self.full, true);
            return if first {
                Err(Box::new(Diagnostic::new(Rule::FileTooLarge, span, message).hint("do snippets insert each other?")))
            } else {
                Ok(())
            };
        }
        let indent = self.indent();
        self.open.push(name.to_owned());
        let end = body.start + snippet.text[body.clone()].trim_end().len();
        self.add(&snippet, body.start..end, &indent);
        self.open.pop();
        Ok(())
    }

    /// What the lines after the first must begin with, for an inserted text to stay in the list item or quote
    /// that it begins in: the line so far, list markers replaced by spaces.
    fn indent(&self) -> String {
        let line = self.out.text.rsplit('\n').next().unwrap_or_default();
        let marker = |c: char| c.is_whitespace() || c.is_ascii_digit() || "->*+.)".contains(c);
        if !line.chars().all(marker) {
            return String::new();
        }
        line.chars().map(|c| if c == '>' || c.is_whitespace() { c } else { ' ' }).collect()
    }
}

/// What stands for a text: `product`, or `fact.refund_window`.
#[derive(Clone, Copy)]
enum Name<'a> {
    Variable(&'a str),
    Fact(&'a str),
}

impl Name<'_> {
    fn of<'r>(&self, reuse: &'r dyn Reuse) -> Option<&'r str> {
        match self {
            Self::Variable(name) => reuse.variable(name),
            Self::Fact(name) => reuse.fact(name),
        }
    }

    fn unknown(&self, span: Span, reuse: &dyn Reuse) -> Diagnostic {
        let (rule, message, meant, hint) = match self {
            Self::Variable(name) => (
                Rule::UnknownVariable,
                format!("there is no variable `{name}`"),
                did_you_mean(name, reuse.variable_names()),
                format!("add it to `variables` in the settings; literal braces are written `\\{{{{ {name} }}}}`"),
            ),
            Self::Fact(name) => (
                Rule::UnknownFact,
                format!("there is no fact `{name}`"),
                did_you_mean(name, reuse.fact_names()),
                format!("add it to `facts.yaml`, for example `{name}: 14 days`"),
            ),
        };
        Diagnostic::new(rule, span, message).hint(meant.unwrap_or(hint))
    }
}

/// `{{ … }}` in a text.
struct Token<'a> {
    range: Range<usize>,
    content: Content<'a>,
}

enum Content<'a> {
    Value(Name<'a>),
    Snippet(&'a str),
    Unknown(&'a str),
}

fn tokens(text: &str) -> impl Iterator<Item = Token<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        while let Some(found) = text[at..].find("{{") {
            let start = at + found;
            let line = text[start..].split('\n').next().unwrap_or_default();
            let Some(length) = line.find("}}") else {
                at = start + line.len();
                continue;
            };
            at = start + length + 2;
            let escaped = text[..start].bytes().rev().take_while(|byte| *byte == b'\\').count() % 2 == 1;
            if !escaped {
                return Some(Token { range: start..at, content: content(text[start + 2..start + length].trim()) });
            }
        }
        None
    })
}

fn content(inner: &str) -> Content<'_> {
    if let Some(name) = inner.strip_prefix("snippet").map(str::trim)
        && let Some(name) = name.strip_prefix('"').and_then(|name| name.strip_suffix('"'))
    {
        return Content::Snippet(name);
    }
    let name_like = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
    if inner.is_empty() || !inner.chars().all(name_like) {
        return Content::Unknown(inner);
    }
    let fact = inner.strip_prefix("fact.").filter(|name| !name.is_empty());
    Content::Value(fact.map_or(Name::Variable(inner), Name::Fact))
}
