//! A picture's pixels: sixteen steps from the ground's colour to that of the text, two pixels a byte.
//!
//! The only module that names `zeno`, which fills outlines; with whole numbers, so that every machine gives the same pixels.

use std::collections::HashMap;

use zeno::{Command, Mask, Scratch, Vector};

use super::fonts::{Fonts, Stroke};

/// The size that networks ask for.
pub const WIDTH: u32 = 1200;
/// The same.
pub const HEIGHT: u32 = 630;

/// The strongest step: the text's own colour.
pub(super) const FULL: u8 = 15;

/// Bytes of a row.
const ROW: usize = WIDTH as usize / 2;

/// How many bytes of filled glyphs are kept.
const ROOM: usize = 4 << 20;

/// How much of each pixel a shape covers, from 0 to 255.
struct Filled {
    left: i32,
    top: i32,
    width: usize,
    cover: Vec<u8>,
}

/// The glyphs that were filled, by font, number and size.
#[derive(Default)]
pub(super) struct Glyphs {
    filled: HashMap<(usize, u32, u32), Filled>,
    bytes: usize,
    scratch: Scratch,
}

impl Glyphs {
    fn get(&mut self, fonts: &Fonts, face: usize, glyph: u32, size: u32) -> &Filled {
        if self.bytes > ROOM {
            self.filled.clear();
            self.bytes = 0;
        }
        let Self { filled, bytes, scratch } = self;
        filled.entry((face, glyph, size)).or_insert_with(|| {
            let made = fill(&fonts.outline(face, glyph, size as f32), scratch);
            *bytes += made.cover.len();
            made
        })
    }
}

fn fill(strokes: &[Stroke], scratch: &mut Scratch) -> Filled {
    let commands: Vec<Command> = strokes.iter().map(command).collect();
    let (cover, place) = Mask::with_scratch(&commands[..], scratch).render();
    Filled { left: place.left, top: place.top, width: place.width as usize, cover }
}

fn command(stroke: &Stroke) -> Command {
    match *stroke {
        Stroke::Move(x, y) => Command::MoveTo(Vector::new(x, y)),
        Stroke::Line(x, y) => Command::LineTo(Vector::new(x, y)),
        Stroke::Quad([a, b, x, y]) => Command::QuadTo(Vector::new(a, b), Vector::new(x, y)),
        Stroke::Cubic([a, b, c, d, x, y]) => Command::CurveTo(Vector::new(a, b), Vector::new(c, d), Vector::new(x, y)),
        Stroke::Close => Command::Close,
    }
}

/// The pixels.
#[derive(Clone)]
pub(super) struct Canvas {
    pub(super) pixels: Vec<u8>,
}

impl Canvas {
    /// Nothing but the ground.
    pub(super) fn new() -> Self {
        Self { pixels: vec![0; ROW * HEIGHT as usize] }
    }

    /// Draws a glyph whose origin is at a place.
    pub(super) fn glyph(
        &mut self,
        (fonts, glyphs): (&Fonts, &mut Glyphs),
        (face, glyph, size): (usize, u32, u32),
        (x, y): (i32, i32),
        strength: u8,
    ) {
        self.lay(glyphs.get(fonts, face, glyph, size), x, y, strength);
    }

    /// Draws a shape.
    pub(super) fn shape(&mut self, outline: &[Stroke], strength: u8) {
        self.lay(&fill(outline, &mut Scratch::new()), 0, 0, strength);
    }

    /// Lays a shape over what is there; where both are, the stronger one shows.
    fn lay(&mut self, shape: &Filled, x: i32, y: i32, strength: u8) {
        if shape.width == 0 {
            return;
        }
        let steps = std::array::from_fn::<u8, 256, _>(|cover| ((cover * usize::from(strength) + 127) / 255) as u8);
        let rows = (y + shape.top..HEIGHT as i32).zip(shape.cover.chunks_exact(shape.width));
        for (row, covers) in rows.filter(|(row, _)| *row >= 0) {
            let start = row as usize * ROW;
            let row = &mut self.pixels[start..start + ROW];
            for (column, cover) in (x + shape.left..WIDTH as i32).zip(covers) {
                let step = steps[usize::from(*cover)];
                if step == 0 || column < 0 {
                    continue;
                }
                let pixels = &mut row[column as usize / 2];
                *pixels = if column % 2 == 0 {
                    (*pixels & 0x0f) | ((*pixels >> 4).max(step) << 4)
                } else {
                    (*pixels & 0xf0) | (*pixels & 0x0f).max(step)
                };
            }
        }
    }
}
