//! A translation, held against the article that it was made of.

use super::subject::Subject;
use crate::content::compare::{Compared, Place, State, compare};
use crate::diag::{Diagnostic, Diagnostics, Rule};

pub(super) fn look(subject: &Subject<'_>, found: &mut Diagnostics) {
    let Some((source, _)) = subject.site.source_of(subject.edition, subject.article) else { return };
    let Some(comparison) = compare(source, subject.article) else { return };
    let file = &source.source.path;
    for compared in comparison.lagging() {
        let span = comparison.translation[compared.place.part()].span.clone();
        let hint = format!(
            "bring it up to date with `{file}`, then run `answerbook translate mark`, which also waives a change"
        );
        found.add(Diagnostic::new(Rule::OutdatedTranslation, span, message(compared)).hint(hint));
    }
    for removed in &comparison.removed {
        let place = removed.place.map(|part| comparison.translation[part].span.clone());
        let message = format!("the section `{}` of `{file}`, which was translated, is gone", removed.id);
        let hint = "take it out here too, then run `answerbook translate mark`";
        found.add(
            Diagnostic::new(Rule::OutdatedTranslation, place.unwrap_or_else(|| subject.title()), message).hint(hint),
        );
    }
}

fn message(compared: &Compared<'_>) -> String {
    let title = compared.part.title;
    match (compared.state, compared.place, compared.part.id) {
        (State::Missing, ..) => format!("the section `{title}` isn't translated yet; it would follow this one"),
        (_, _, "") => "title, description or beginning have changed since this was translated".to_owned(),
        (_, Place::At(_), _) => format!("the section `{title}` has changed since this was translated"),
        (_, Place::After(_), _) => {
            format!("the section `{title}`, which isn't found here, has changed since it was translated")
        }
    }
}
