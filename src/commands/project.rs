//! Which project a command is about: its options -> a [`Request`].

use std::path::{Path, PathBuf};

use super::printer::{Outcome, Printer};
use crate::cli::{AudienceArg, ProjectArgs};
use crate::config::base_url;
use crate::content::Audience;
use crate::fs;
use crate::pipeline::{self, Request};
use crate::site::Scope;
use crate::source::content_dir;

/// Raw arguments -> what they mean. Why they can't be used is printed.
pub(super) fn request(args: &ProjectArgs, printer: &Printer) -> Result<Request, Outcome> {
    let usage = |message: &str, hint: Option<&str>| {
        printer.error(message, hint);
        Outcome::Usage
    };
    let here =
        std::env::current_dir().map_err(|error| usage(&format!("can't find the current folder: {error}"), None))?;
    let root = match &args.root {
        None => pipeline::find_root(&here),
        Some(root) if fs::is_dir(root) => root.clone(),
        Some(root) => return Err(usage(&format!("there is no folder `{}`", root.display()), None)),
    };
    let root = fs::canonical(&root).map_err(|error| printer.machine_failed(&error))?;
    let out = args.out.clone().unwrap_or_else(|| root.join("site"));
    let out = std::path::absolute(&out).unwrap_or(out);
    let base_url = match args.base_url.as_deref().map(base_url).transpose() {
        Ok(url) => url,
        Err(message) => return Err(usage(&message.replace("`base_url`", "`--base-url`"), None)),
    };
    if !has_content(&root) {
        let message = format!("there is nothing to build in `{}`", root.display());
        return Err(usage(&message, Some("`answerbook new DIR` makes a project; or give its folder by `--root`")));
    }
    let audience = match args.audience {
        AudienceArg::Public => Audience::Public,
        AudienceArg::Internal => Audience::Internal,
    };
    Ok(Request { root, out, base_url, scope: Scope { drafts: args.drafts, audience }, all_postings: false })
}

/// Whether a folder looks like a project: it has settings, a content folder or Markdown files.
pub(super) fn has_content(root: &Path) -> bool {
    let is_markdown = |path: &PathBuf| path.extension().is_some_and(|ending| ending == "md");
    content_dir(root) != root
        || fs::is_file(&root.join(crate::config::FILE))
        || fs::list(root).is_ok_and(|entries| entries.iter().any(|path| is_markdown(path) || holds_markdown(path)))
}

/// Whether a folder has Markdown files of its own.
fn holds_markdown(folder: &Path) -> bool {
    fs::is_dir(folder)
        && fs::list(folder)
            .is_ok_and(|entries| entries.iter().any(|path| path.extension().is_some_and(|ending| ending == "md")))
}
