//! Pixels -> a PNG file, with sixteen colours.
//!
//! The only module that names `png`.

use png::{BitDepth, ColorType, DeflateCompression, Encoder, EncodingError, Filter};

use super::canvas::{Canvas, HEIGHT, WIDTH};
use crate::colour::Colour;

/// The file of a picture, and nothing where it can't be made, which it always can: it is written into memory.
pub(super) fn png(canvas: &Canvas, palette: &[u8]) -> Vec<u8> {
    let mut file = Vec::with_capacity(16 << 10);
    if write(canvas, palette, &mut file).is_err() {
        file.clear();
    }
    file
}

fn write(canvas: &Canvas, palette: &[u8], file: &mut Vec<u8>) -> Result<(), EncodingError> {
    let mut encoder = Encoder::new(file, WIDTH, HEIGHT);
    encoder.set_color(ColorType::Indexed);
    encoder.set_depth(BitDepth::Four);
    encoder.set_palette(palette);
    encoder.set_deflate_compression(DeflateCompression::FdeflateUltraFast);
    encoder.set_filter(Filter::Up);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&canvas.pixels)?;
    writer.finish()
}

/// The sixteen colours from one to another.
pub(super) fn palette(from: Colour, to: Colour) -> Vec<u8> {
    (0..=15).flat_map(|step| to.over(f64::from(step) / 15.0, from).0).collect()
}
