//! The template engine: the only module that names `tera`. A template's error becomes a diagnostic with its file and line.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use serde::Serialize;
use tera::{Context, ErrorKind, Tera, Value};

use crate::diag::{Diagnostic, Diagnostics, Rule, Source, Span};
use crate::theme::Theme;

/// The templates, ready to render.
#[derive(Debug)]
pub(super) struct Templates {
    tera: Tera,
    sources: BTreeMap<String, Arc<Source>>,
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
        let sources: BTreeMap<String, Arc<Source>> =
            theme.templates().map(|(name, source)| (name.to_owned(), Arc::clone(source))).collect();
        let errors = diagnostics.errors();
        for (name, source) in &sources {
            // Alone, only its syntax counts: what it extends or includes is not there.
            if let Err(error) = Tera::default().add_raw_template(name, &source.text)
                && matches!(error.kind(), ErrorKind::SyntaxError(_))
            {
                diagnostics.add(diagnostic(&sources, name, &error));
            }
        }
        if diagnostics.errors() > errors {
            return None;
        }
        let mut tera = Tera::default();
        match tera.add_raw_templates(sources.iter().map(|(name, source)| (name, &source.text))) {
            Ok(()) => Some(Self { tera, sources }),
            Err(error) => {
                diagnostics.add(diagnostic(&sources, "base.html", &error));
                None
            }
        }
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

/// A template's error at its place, as far as the engine knows it.
fn diagnostic(sources: &BTreeMap<String, Arc<Source>>, name: &str, error: &tera::Error) -> Diagnostic {
    let (name, range, message) = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            (report.filename(), report.span().range.clone(), report.message().to_owned())
        }
        ErrorKind::MissingParent { current, .. } => (current.as_str(), 0..0, error.to_string()),
        ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => {
            (tpl.as_str(), 0..0, error.to_string())
        }
        _ => {
            let message = error.to_string();
            let (name, range) = place_of(sources, &message).unwrap_or((name, 0..0));
            (name, range, message)
        }
    };
    let message = message.lines().next().unwrap_or_default();
    let message = message.trim_start_matches("error: ").trim_end_matches('.').to_owned();
    let span = match sources.get(name) {
        Some(source) => Span::new(source, range.start.min(source.text.len())..range.end.min(source.text.len())),
        None => Span::start_of(&Source::unread(format!("templates/{name}"))),
    };
    Diagnostic::new(Rule::TemplateError, span, message)
        .hint("the theme's templates are written in Tera 2; its variables are listed in our help centre")
}

/// Where a message without a place points: its report names `file:line:column`, or it quotes a name that a
/// template holds.
fn place_of<'a>(sources: &'a BTreeMap<String, Arc<Source>>, message: &str) -> Option<(&'a str, Range<usize>)> {
    for (name, source) in sources {
        let Some(at) = message.find(&format!("{name}:")) else { continue };
        let mut numbers = message[at + name.len() + 1..].split(|c: char| !c.is_ascii_digit());
        let line = numbers.next().and_then(|line| line.parse().ok());
        let column = numbers.next().and_then(|column| column.parse().ok());
        if let (Some(line), Some(column)) = (line, column) {
            let start = source.offset(line, column);
            return Some((name, start..start));
        }
    }
    let quoted = message.split(['`', '\'', '"']).skip(1).step_by(2);
    quoted.filter(|word| !sources.contains_key(*word)).find_map(|word| {
        sources.iter().find_map(|(name, source)| {
            let at = source.text.find(&format!("\"{word}\"")).or_else(|| source.text.find(&format!("'{word}'")))?;
            Some((name.as_str(), at + 1..at + 1 + word.len()))
        })
    })
}
