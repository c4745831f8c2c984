//! `theme.yaml`: a theme's name, and for which version of the templates' variables it is made.

use std::sync::Arc;

use crate::diag::{Diagnostic, Diagnostics, Rule, Source};
use crate::yaml;

/// The file's name.
pub(super) const FILE: &str = "theme.yaml";

/// The version of what templates see (`render/context.rs`). It is raised where a variable goes or becomes something else;
/// a new one breaks no theme. `tests/suite/contract.rs` holds it against the structs.
pub const CONTEXT: u32 = 1;

/// Reads the file for what may be wrong with it.
pub(super) fn check(source: &Arc<Source>, diagnostics: &mut Diagnostics) {
    let Some(mut table) = yaml::parse(source, 0..source.text.len(), diagnostics) else { return };
    let _name = table.take::<String>("name", diagnostics);
    let context = table.take::<u32>("context", diagnostics);
    table.finish(&["name", "context"], diagnostics);
    let Some(made_for) = context.filter(|version| version.value != CONTEXT) else { return };
    let version = made_for.value;
    let message = format!("this theme is made for version {version} of the template variables, and this is {CONTEXT}");
    let hint = if version < CONTEXT {
        format!("“Template variables” in our help centre says what changed; then write `context: {CONTEXT}`")
    } else {
        "use a newer Answerbook".to_owned()
    };
    diagnostics.add(Diagnostic::new(Rule::ThemeVersion, made_for.span(), message).hint(hint));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_theme_is_of_this_version() {
        let text = include_str!("../../themes/default/theme.yaml");
        assert!(text.ends_with(&format!("\ncontext: {CONTEXT}\n")), "{text}");
    }
}
