//! How wide and high images are, so that pages keep their place for them.
//!
//! The only module that names `imagesize`. Reads the head of each file. A file that can't be read, or that is
//! none of the kinds that browsers show, has no size: nobody is told, since it is shown all the same.

mod exif;
mod svg;

use std::io::{Read, Seek};
use std::path::Path;

use crate::fs;

/// Width and height in CSS pixels.
pub type Size = (u32, u32);

/// How much of a file is read in search of what a photo's camera, or an SVG's beginning, says.
const HEAD: u64 = 128 << 10;

/// Beyond it a size is a mistake, or an attack on the page's layout.
const MAX: u32 = 100_000;

/// Whether a file's name ends as an image's does.
pub(super) fn is_image(file: &Path) -> bool {
    kind(file).is_some()
}

#[derive(Clone, Copy)]
enum Kind {
    Jpeg,
    Svg,
    Other,
}

fn kind(file: &Path) -> Option<Kind> {
    match file.extension()?.to_str()?.to_ascii_lowercase().as_str() {
        "jpg" | "jpeg" | "jfif" => Some(Kind::Jpeg),
        "svg" => Some(Kind::Svg),
        "png" | "apng" | "gif" | "webp" | "avif" => Some(Kind::Other),
        _ => None,
    }
}

/// The size of an image.
pub(super) fn size(file: &Path) -> Option<Size> {
    let mut reader = fs::open(file).ok()?;
    let size = match kind(file)? {
        Kind::Svg => svg::size(&String::from_utf8_lossy(&head(&mut reader)?))?,
        Kind::Jpeg => {
            let turned = exif::is_turned(&head(&mut reader)?);
            reader.rewind().ok()?;
            let (width, height) = raster(reader)?;
            if turned { (height, width) } else { (width, height) }
        }
        Kind::Other => raster(reader)?,
    };
    ((1..=MAX).contains(&size.0) && (1..=MAX).contains(&size.1)).then_some(size)
}

fn head(reader: &mut impl Read) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    reader.take(HEAD).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

fn raster(reader: impl std::io::BufRead + Seek) -> Option<Size> {
    let size = imagesize::reader_size(reader).ok()?;
    Some((size.width.try_into().ok()?, size.height.try_into().ok()?))
}
