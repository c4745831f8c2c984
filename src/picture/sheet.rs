//! Where things stand on a picture: sizes, margins, lines; texts -> pixels.

use super::canvas::{Canvas, FULL, Glyphs, HEIGHT, WIDTH};
use super::fonts::{Fonts, Glyph, Shaper, Stroke};
use super::lines::{ELLIPSIS, Lines, Text};

/// How far texts stay from the edges, in pixels.
const MARGIN: i32 = 84;

/// How wide they may be.
const MEASURE: f32 = (WIDTH as i32 - 2 * MARGIN) as f32;

/// Sizes of titles, each with the number of lines that it may have. The last one ends in an ellipsis where it needs more.
const TITLE: [(u32, usize); 4] = [(76, 2), (66, 3), (56, 4), (50, 4)];

/// The same of the help centre's name, and of the category.
const SMALL: [(u32, usize); 1] = [(34, 1)];

/// The space between the category and the title.
const GAP: i32 = 26;

/// How strong the category is beside the title.
const FAINT: u8 = 12;

/// What is written on a picture; nothing is an empty text.
#[derive(Debug)]
pub(super) struct Texts {
    pub(super) site: String,
    pub(super) category: String,
    pub(super) title: String,
}

/// What is drawn with, kept from picture to picture.
#[derive(Default)]
pub(super) struct Painter {
    shaper: Shaper,
    glyphs: Glyphs,
}

/// A picture that is being drawn.
pub(super) struct Sheet<'a> {
    pub(super) fonts: &'a Fonts,
    pub(super) painter: &'a mut Painter,
    pub(super) canvas: Canvas,
    pub(super) language: &'a str,
    pub(super) rtl: bool,
}

impl Sheet<'_> {
    /// The name at the top, the title at the bottom, the category above it.
    pub(super) fn write(&mut self, texts: &Texts) {
        let top = self.text(&texts.title, &TITLE, HEIGHT as i32 - MARGIN, FULL);
        self.text(&texts.category, &SMALL, top - GAP, FAINT);
        self.text(&texts.site, &SMALL, MARGIN + SMALL[0].0 as i32, FULL);
    }

    /// Writes a text above a line; gives where it begins.
    fn text(&mut self, text: &str, sizes: &[(u32, usize)], bottom: i32, strength: u8) -> i32 {
        let mut text = text.to_owned();
        while !text.is_empty() {
            let shaped = Text::new(&text, self.rtl, self.language, self.fonts, &mut self.painter.shaper);
            match fit(&shaped, sizes) {
                Ok((size, lines)) => return self.lines(&shaped, &lines, size, bottom, strength),
                Err(end) => text = with_ellipsis(&text[..end]),
            }
        }
        bottom
    }

    fn lines(&mut self, text: &Text<'_>, lines: &Lines, size: u32, bottom: i32, strength: u8) -> i32 {
        let [above, below, step] = text.heights().map(|ems| (size as f32 * ems).round() as i32);
        let first = bottom - below - (lines.ranges.len() as i32 - 1) * step;
        for (line, range) in (0..).zip(&lines.ranges) {
            self.line(&text.line(range), text.width(range), size, first + line * step, strength);
        }
        first - above
    }

    /// Writes a line at the margin where reading begins.
    fn line(&mut self, glyphs: &[Glyph], width: f32, size: u32, baseline: i32, strength: u8) {
        let em = size as f32;
        let mut pen = if self.rtl { (WIDTH as i32 - MARGIN) as f32 - width * em } else { MARGIN as f32 };
        for glyph in glyphs {
            let x = (pen + glyph.shift.0 * em).round() as i32;
            let y = baseline - (glyph.shift.1 * em).round() as i32;
            let filled = (self.fonts, &mut self.painter.glyphs);
            self.canvas.glyph(filled, (glyph.face, glyph.id, size), (x, y), strength);
            pen += glyph.advance * em;
        }
    }
}

/// The first size in which a text has room, and its lines. Where it has none, how much of the text has, or may have.
fn fit(text: &Text<'_>, sizes: &[(u32, usize)]) -> Result<(u32, Lines), usize> {
    let mut end = 0;
    for (left, (size, most)) in (0..sizes.len()).rev().zip(sizes) {
        let measure = MEASURE / *size as f32;
        let lines = text.lines(measure);
        if lines.ranges.len() <= *most && (left == 0 || !lines.cut) {
            return Ok((*size, text.balanced(lines, measure)));
        }
        end = lines.ranges.get(most - 1).map_or(0, |line| line.end);
    }
    Err(text.shortened(end))
}

/// The beginning of a text that has no room.
fn with_ellipsis(text: &str) -> String {
    let text = text.trim_end_matches(|c: char| c.is_whitespace() || c.is_ascii_punctuation());
    if text.is_empty() { String::new() } else { format!("{text}{ELLIPSIS}") }
}

/// What all pictures of a direction have: rings in the corner where no text begins.
pub(super) fn ground(rtl: bool) -> Canvas {
    let mut canvas = Canvas::new();
    let corner = if rtl { 0.0 } else { WIDTH as f32 };
    for (radius, strength) in [(400.0, 1), (270.0, 2), (140.0, 3)] {
        canvas.shape(&circle(corner, 0.0, radius), strength);
    }
    canvas
}

/// A circle of four curves.
fn circle(x: f32, y: f32, radius: f32) -> [Stroke; 6] {
    let handle = radius * 0.552_284_8;
    let quarter = |(from_x, from_y): (f32, f32), (to_x, to_y): (f32, f32)| {
        let near = [x + from_x * radius + to_x * handle, y + from_y * radius + to_y * handle];
        let far = [x + to_x * radius + from_x * handle, y + to_y * radius + from_y * handle];
        Stroke::Cubic([near[0], near[1], far[0], far[1], x + to_x * radius, y + to_y * radius])
    };
    let (right, below, left, above) = ((1.0, 0.0), (0.0, 1.0), (-1.0, 0.0), (0.0, -1.0));
    [
        Stroke::Move(x + radius, y),
        quarter(right, below),
        quarter(below, left),
        quarter(left, above),
        quarter(above, right),
        Stroke::Close,
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_without_room_ends_at_a_word() {
        let (fonts, mut shaper) = (Fonts::new(&[]), Shaper::default());
        let mut cut = |text: &str, sizes: &[(u32, usize)]| {
            let mut text = text.to_owned();
            loop {
                let shaped = Text::new(&text, false, "en", &fonts, &mut shaper);
                match fit(&shaped, sizes) {
                    Ok((size, lines)) => return (size, lines.ranges.len(), text),
                    Err(end) => text = with_ellipsis(&text[..end]),
                }
            }
        };
        let words = "one two three four five six seven eight nine ten".to_owned();
        for (text, sizes, expected) in [
            ("one", &[(100, 1)][..], (100, 1, "one")),
            (&words, &[(100, 1), (30, 1)], (30, 1, &*words)),
            (&words, &[(100, 3)], (100, 3, &words)),
            (&words, &[(100, 1)], (100, 1, "one two three four…")),
            (&words, &[(100, 2)], (100, 2, "one two three four five six seven…")),
            (&"x".repeat(99), &[(100, 1)], (100, 1, &("x".repeat(16) + "…"))),
        ] {
            assert_eq!(cut(text, sizes), (expected.0, expected.1, expected.2.to_owned()));
        }
    }
}
