//! Files beside articles that none of them refers to.

use std::collections::BTreeSet;
use std::path::PathBuf;

use crate::config::{self, facts};
use crate::diag::{Diagnostic, Diagnostics, Rule, Source, Span};
use crate::site::Site;

pub(super) fn look(site: &Site, found: &mut Diagnostics) {
    let used: BTreeSet<&PathBuf> = site.published_files.values().collect();
    for (path, file) in &site.files.content {
        // What begins with an underscore is for the program, captions are for the video beside them.
        let basis = site.files.content_prefix.is_empty() && [config::FILE, facts::FILE].contains(&&**path);
        let private = basis || path.ends_with(".vtt") || path.split('/').any(|part| part.starts_with('_'));
        if !private && !used.contains(file) {
            let span = Span::start_of(&Source::unread(format!("{}{path}", site.files.content_prefix)));
            let hint = "link to it, move it to `static/` where it is to be published all the same, or delete it";
            found.add(Diagnostic::new(Rule::UnusedFile, span, "no article refers to this file").hint(hint));
        }
    }
}
