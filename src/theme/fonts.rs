//! The font files for link previews that the settings name -> fonts. One that has not changed isn't read again.

use std::fmt;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use crate::config::Brand;
use crate::diag::{Diagnostic, Diagnostics, Rule};
use crate::fs::{self, Stamp};
use crate::picture::FontFile;
use crate::yaml::Located;

/// The largest font file, in bytes: those for Chinese have about 20 MB.
const MAX_BYTES: u64 = 64 << 20;

/// What helps where a font is not where it is said to be.
const PLACE: &str = "write its path from the project's folder, for example `fonts/NotoSansJP-Bold.ttf`";

/// The fonts of the last build.
#[derive(Default)]
pub struct Memory(Mutex<Vec<Known>>);

/// A file's path, its stamp before it was read, and the font in it.
type Known = (PathBuf, Option<Stamp>, Arc<FontFile>);

impl fmt::Debug for Memory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Memory").finish_non_exhaustive()
    }
}

/// Reads the fonts that a brand names. What can't be used is reported and left out.
pub(super) fn read(root: &Path, brand: &Brand, memory: &Memory, diagnostics: &mut Diagnostics) -> Vec<Arc<FontFile>> {
    let mut known = memory.0.lock().unwrap_or_else(PoisonError::into_inner);
    let mut fonts = Vec::new();
    for name in &brand.picture_fonts {
        let path = root.join(&name.value);
        let stamp = Stamp::of(&path);
        let before = known
            .iter()
            .find(|(known, then, _)| *known == path && then.zip(stamp).is_some_and(|(then, now)| then.proves(&now)));
        let font = match before {
            Some((_, _, font)) => Ok(Arc::clone(font)),
            None => font(root, &path, name).map(Arc::new),
        };
        match font {
            Ok(font) => fonts.push((path, stamp, font)),
            Err((message, hint)) => {
                diagnostics.add(Diagnostic::new(Rule::InvalidValue, name.span(), message).hint(hint));
            }
        }
    }
    known.clone_from(&fonts);
    fonts.into_iter().map(|(_, _, font)| font).collect()
}

/// The font in a file; or what is wrong with it, and what helps.
fn font(root: &Path, path: &Path, name: &Located<String>) -> Result<FontFile, (String, &'static str)> {
    let name = &name.value;
    let inside = || Some(fs::canonical(path).ok()?.starts_with(fs::canonical(root).ok()?));
    if !Path::new(name).components().all(|part| matches!(part, Component::Normal(_))) || inside() == Some(false) {
        return Err((format!("the font `{name}` must lie in the project"), PLACE));
    }
    match fs::read_limited(path, MAX_BYTES) {
        Err(error) => Err((format!("can't read the font `{name}`: {}", error.cause()), PLACE)),
        Ok(None) => {
            let message = format!("the font `{name}` is larger than {} MiB", MAX_BYTES >> 20);
            Err((message, "take one of fewer letters or styles"))
        }
        Ok(Some(bytes)) => FontFile::new(bytes).ok_or_else(|| {
            let message = format!("`{name}` is no font that can be drawn");
            (message, "take a TrueType or OpenType file, which ends in `.ttf` or `.otf`")
        }),
    }
}
