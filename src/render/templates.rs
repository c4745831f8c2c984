//! The template engine: the only module that names `tera`. A template's error becomes a
//! diagnostic with its file and line, and one run reports all that can be known before a page is made.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use serde::Serialize;
use tera::{Context, ErrorKind, Kwargs, State, Tera, Value};

use crate::diag::{Diagnostic, Diagnostics, Rule, Source, Span};
use crate::site::url::encode;
use crate::suggest::{did_you_mean, nearest};
use crate::theme::Theme;

use super::contract::Contract;

/// The templates' texts by name.
type Sources = BTreeMap<String, Arc<Source>>;

/// The templates, ready to render.
#[derive(Debug)]
pub(super) struct Templates {
    tera: Tera,
    sources: Sources,
}

/// A value made once for many pages.
#[derive(Debug, Clone)]
pub(super) struct Prepared(Value);

impl Prepared {
    /// Prepares a value.
    pub(super) fn new<T: Serialize>(value: &T) -> Self {
        Self(Value::from_serializable(value))
    }
}

impl Templates {
    /// Parses a theme's templates; every one that can't be parsed is reported.
    pub(super) fn new(theme: &Theme, diagnostics: &mut Diagnostics) -> Option<Self> {
        let sources: Sources = theme.templates().map(|(name, source)| (name.to_owned(), Arc::clone(source))).collect();
        let errors = diagnostics.errors();
        for (name, source) in &sources {
            // Alone, only its syntax counts: what it extends or includes is not there.
            if let Err(error) = Tera::default().add_raw_template(name, &source.text)
                && matches!(error.kind(), ErrorKind::SyntaxError(_))
            {
                diagnostics.add(diagnostic(&sources, name, &error));
            }
        }
        for (name, source) in sources.iter().filter(|(name, _)| theme.is_own(&format!("templates/{name}"))) {
            misspelt(name, source, diagnostics);
        }
        if diagnostics.errors() > errors {
            return None;
        }
        let tera = together(&sources, diagnostics);
        (diagnostics.errors() == errors).then_some(Self { tera, sources })
    }

    /// Renders a template with its three variables.
    ///
    /// # Errors
    /// The template's error at its place.
    pub(super) fn render<S: Serialize, P: Serialize>(
        &self,
        name: &str,
        site: &S,
        texts: &Prepared,
        page: &P,
    ) -> Result<String, Box<Diagnostic>> {
        let mut context = Context::new();
        context.insert("site", site);
        context.insert_value("t", texts.0.clone());
        context.insert("page", page);
        self.tera.render(name, &context).map_err(|error| Box::new(diagnostic(&self.sources, name, &error)))
    }
}

/// Puts the templates together. The engine stops at the first that extends what isn't there or itself: such a one is
/// reported and left empty, so that one run finds the problems of the others.
fn together(sources: &Sources, diagnostics: &mut Diagnostics) -> Tera {
    let mut empty: BTreeSet<&str> = BTreeSet::new();
    loop {
        let mut tera = Tera::default();
        // `#{{ page.id | anchor }}`: an id as the end of an address.
        tera.register_filter("anchor", |id: &str, _: Kwargs, _: &State| encode(id));
        let texts = sources
            .iter()
            .map(|(name, source)| (name, if empty.contains(name.as_str()) { "" } else { source.text.as_str() }));
        let Err(error) = tera.add_raw_templates(texts) else { return tera };
        let stopped_at = match error.kind() {
            ErrorKind::MissingParent { current: name, .. }
            | ErrorKind::CircularExtend { tpl: name, .. }
            | ErrorKind::CircularInclude { tpl: name, .. } => sources.get_key_value(name),
            _ => None,
        };
        let Some((name, _)) = stopped_at.filter(|(name, _)| !empty.contains(name.as_str())) else {
            // An emptied template has no blocks, which is no mistake of those that extend it.
            let follows = |found: &Diagnostic| !empty.is_empty() && found.message.contains("in any parent template");
            let found = diagnostics_of(sources, &error).into_iter();
            found.filter(|found| !follows(found)).for_each(|found| diagnostics.add(found));
            return tera;
        };
        diagnostics.add(diagnostic(sources, name, &error));
        empty.insert(name);
    }
}

/// Reports the variables of a template that no page has.
fn misspelt(name: &str, source: &Arc<Source>, diagnostics: &mut Diagnostics) {
    for unknown in Contract::new().unknown(name, &source.text) {
        let message = format!("there is no variable `{}.{}`", unknown.parent, unknown.name);
        let hint = match nearest(&unknown.name, unknown.known.iter().copied()) {
            Some(near) => format!("did you mean `{}.{near}`?", unknown.parent),
            None => format!("`{}` has: {}", unknown.parent, unknown.known.join(", ")),
        };
        let span = Span::new(source, unknown.range);
        diagnostics.add(Diagnostic::new(Rule::TemplateError, span, message).hint(hint));
    }
}

/// The reports that the engine joins into one message, each at its place.
fn diagnostics_of(sources: &Sources, error: &tera::Error) -> Vec<Diagnostic> {
    let text = error.to_string();
    let reports = format!("\n{text}");
    let found: Vec<Diagnostic> =
        reports.split("\nerror: ").skip(1).filter_map(|report| reported(sources, report)).collect();
    if found.is_empty() { vec![diagnostic(sources, "base.html", error)] } else { found }
}

/// ```text
/// Unknown filter `shout`
///  --> 404.html:2:20
///   |
/// 2 | <p>{{ page.title | shout }}</p>
///   |                    ^^^^^
/// ```
fn reported(sources: &Sources, report: &str) -> Option<Diagnostic> {
    let mut lines = report.lines();
    let message = lines.next()?;
    let mut place = lines.next()?.trim().strip_prefix("--> ")?.rsplitn(3, ':');
    let column = place.next()?.parse().ok()?;
    let line = place.next()?.parse().ok()?;
    let source = sources.get(place.next()?)?;
    let carets = lines.nth(2)?.chars().filter(|c| *c == '^').count();
    let start = source.offset(line, column);
    Some(at(Span::new(source, start..source.offset(line, column + carets)), message))
}

/// A template's error at its place, as far as the engine knows it.
fn diagnostic(sources: &Sources, name: &str, error: &tera::Error) -> Diagnostic {
    let (name, range) = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let range = report.span().range.clone();
            return at(span(sources, report.filename(), range), report.message());
        }
        ErrorKind::MissingParent { current, parent } => (current.as_str(), tag(sources, current, "extends", parent)),
        ErrorKind::CircularExtend { tpl, inheritance_chain } => {
            let chain: Vec<&str> = [tpl].into_iter().chain(inheritance_chain).map(String::as_str).collect();
            in_circle(sources, "extends", &chain).unwrap_or((tpl, 0..0))
        }
        ErrorKind::CircularInclude { tpl, include_chain } => {
            let chain: Vec<&str> = include_chain.iter().map(String::as_str).collect();
            in_circle(sources, "include", &chain).unwrap_or((tpl, 0..0))
        }
        _ => {
            let message = error.to_string();
            let (name, range) = place_of(sources, &message).unwrap_or((name, 0..0));
            return at(span(sources, name, range), &message);
        }
    };
    at(span(sources, name, range), &error.to_string())
}

fn at(span: Span, message: &str) -> Diagnostic {
    let message = message.lines().next().unwrap_or_default();
    let message = message.trim_start_matches("error: ").trim_end_matches('.');
    let (message, hint) = undefined(message).unwrap_or_else(|| (message.to_owned(), HELP.to_owned()));
    Diagnostic::new(Rule::TemplateError, span, message).hint(hint)
}

/// What helps with any template's error.
const HELP: &str = "the theme's templates are written in Tera 2; its variables are listed in our help centre";

/// The names that the engine lists beside an unknown one, as a hint: the nearest, or all where they are few.
fn undefined(message: &str) -> Option<(String, String)> {
    let (message, known) = message.split_once(". Available ")?;
    let known: Vec<&str> = known.split_once(": ")?.1.split(", ").collect();
    let name = message.split('`').nth(1)?;
    let all = || if known.len() <= 60 { format!("there are: {}", known.join(", ")) } else { HELP.to_owned() };
    Some((message.to_owned(), did_you_mean(name, known.iter().copied()).unwrap_or_else(all)))
}

fn span(sources: &Sources, name: &str, range: Range<usize>) -> Span {
    match sources.get(name) {
        Some(source) => Span::new(source, range.start.min(source.text.len())..range.end.min(source.text.len())),
        None => Span::start_of(&Source::unread(format!("templates/{name}"))),
    }
}

/// Where a template names another in a tag: `{% extends "name" %}`.
fn tag(sources: &Sources, template: &str, kind: &str, other: &str) -> Range<usize> {
    let Some(source) = sources.get(template) else { return 0..0 };
    let tags = source.text.match_indices(kind).map(|(at, _)| at + kind.len());
    let named = tags.filter_map(|at| {
        let rest = &source.text[at..];
        let name = rest.trim_start().strip_prefix(['"', '\''])?;
        name.starts_with(other).then(|| source.text.len() - name.len())
    });
    named.map(|at| at..at + other.len()).next().unwrap_or(0..0)
}

/// The tag of a chain that closes a circle; one of the project's own rather than a built-in template's.
fn in_circle<'a>(sources: &Sources, kind: &str, chain: &[&'a str]) -> Option<(&'a str, Range<usize>)> {
    let last = chain.last()?;
    let circle = &chain[chain.iter().position(|name| name == last)?..];
    let tags = circle.windows(2).map(|pair| (pair[0], tag(sources, pair[0], kind, pair[1])));
    own(sources, &tags.filter(|(_, range)| !range.is_empty()).collect::<Vec<_>>())
}

/// The first place in a file of the project, or the first one.
fn own<'a>(sources: &Sources, places: &[(&'a str, Range<usize>)]) -> Option<(&'a str, Range<usize>)> {
    let is_own = |(name, _): &(&str, Range<usize>)| {
        sources.get(*name).is_some_and(|source| !source.path.starts_with("themes/default/"))
    };
    places.iter().find(|place| is_own(place)).or(places.first()).cloned()
}

/// Where a message without a place points: it quotes a name that a template holds.
fn place_of<'a>(sources: &'a Sources, message: &str) -> Option<(&'a str, Range<usize>)> {
    let quoted: Vec<&str> = message.split(['`', '\'', '"']).skip(1).step_by(2).collect();
    let named: Vec<_> = sources.iter().filter(|(name, _)| quoted.contains(&name.as_str())).collect();
    let places = quoted.iter().filter(|word| !sources.contains_key(**word)).flat_map(|word| {
        let candidates = if named.is_empty() { sources.iter().collect() } else { named.clone() };
        candidates.into_iter().filter_map(move |(name, source)| {
            let at = source.text.find(word)?;
            Some((name.as_str(), at..at + word.len()))
        })
    });
    own(sources, &places.collect::<Vec<_>>())
}
