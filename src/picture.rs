//! Pictures for link previews: the name of the help centre, the category and the title of a page in the brand's colours, as
//! PNG files.
//!
//! Pure: texts, colours and fonts in, bytes out, the same ones on every machine.
//!
//! 1. `fonts`: letters -> glyphs -> outlines;
//! 2. `lines`: a text -> lines, in the order in which they are read;
//! 3. `canvas`: outlines -> pixels;
//! 4. `file`: pixels -> a file.

mod canvas;
mod file;
mod fonts;
mod lines;

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use crate::colour::Colour;
use canvas::{Canvas, FULL, Glyphs};
pub use canvas::{HEIGHT, WIDTH};
pub use fonts::FontFile;
use fonts::{Fonts, Glyph, Shaper, Stroke, is_invisible};
use lines::{ELLIPSIS, Lines, Text};

/// Changes whenever the same texts are drawn in another way, so that no picture keeps the address of another one.
const VERSION: &str = concat!("1 ", env!("CARGO_PKG_VERSION"));

/// How far texts stay from the edges, in pixels.
const MARGIN: i32 = 84;

/// How wide they may be.
const MEASURE: f32 = (WIDTH as i32 - 2 * MARGIN) as f32;

/// Sizes of titles, each with the number of lines that it may have. The last one ends in an ellipsis where it needs more.
const TITLE: [(u32, usize); 4] = [(84, 2), (72, 3), (60, 4), (52, 4)];

/// The same of the help centre's name, and of the category.
const SMALL: [(u32, usize); 1] = [(34, 1)];

/// The space between the category and the title.
const GAP: i32 = 26;

/// How many letters of a text are looked at: there is no room for more.
const MOST: usize = 400;

/// How strong the category is beside the title.
const FAINT: u8 = 12;

/// The colours of pictures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colours {
    /// The ground.
    pub ground: Colour,
    /// The texts.
    pub text: Colour,
}

/// What a picture says.
#[derive(Debug, Clone)]
pub struct Card<'a> {
    /// The help centre's name; nothing where the title is that.
    pub site: Option<&'a str>,
    /// What the page is in.
    pub category: Option<&'a str>,
    /// The page's title.
    pub title: &'a str,
    /// The tag of the language.
    pub language: &'a str,
    /// Whether that is read from right to left.
    pub rtl: bool,
}

/// Makes pictures of one look.
pub struct Studio {
    fonts: Fonts,
    /// What all pictures have, for both directions.
    grounds: [Canvas; 2],
    palette: Vec<u8>,
    look: String,
    /// One a thread, where threads work at the same time.
    painters: Mutex<Vec<Painter>>,
}

/// What is drawn with, kept from picture to picture.
#[derive(Default)]
struct Painter {
    shaper: Shaper,
    glyphs: Glyphs,
}

impl fmt::Debug for Studio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Studio").field("look", &self.look).finish_non_exhaustive()
    }
}

impl Studio {
    /// A studio with these fonts, and with those in the program for what they lack.
    pub fn new(colours: Colours, own: &[Arc<FontFile>]) -> Self {
        let mut look = blake3::Hasher::new();
        look.update(format!("{VERSION} {colours:?}").as_bytes());
        for font in own {
            look.update(font.digest());
        }
        Self {
            fonts: Fonts::new(own),
            grounds: [false, true].map(ground),
            palette: file::palette(colours.ground, colours.text),
            look: look.finalize().to_hex()[..12].to_owned(),
            painters: Mutex::default(),
        }
    }

    /// A name for all that pictures have in common: version, colours and fonts.
    pub fn look(&self) -> &str {
        &self.look
    }

    /// A name for a picture of this look, by what it says; `None` where no font has a letter of it.
    pub fn name(&self, card: &Card<'_>) -> Option<String> {
        let texts = self.texts(card)?;
        let mut name = blake3::Hasher::new();
        name.update(format!("{texts:?} {} {}", card.language, card.rtl).as_bytes());
        Some(name.finalize().to_hex()[..12].to_owned())
    }

    /// The picture, as a PNG file; `None` where no font has a letter of it.
    pub fn draw(&self, card: &Card<'_>) -> Option<Vec<u8>> {
        let texts = self.texts(card)?;
        let painters = || self.painters.lock().unwrap_or_else(PoisonError::into_inner);
        let mut painter = painters().pop().unwrap_or_default();
        let mut sheet = Sheet {
            fonts: &self.fonts,
            painter: &mut painter,
            canvas: self.grounds[usize::from(card.rtl)].clone(),
            language: card.language,
            rtl: card.rtl,
        };
        sheet.write(&texts);
        let png = file::png(&sheet.canvas, &self.palette);
        painters().push(painter);
        Some(png)
    }

    /// What can be drawn of a card's texts; `None` where a letter is missing, or where nothing is left of the title.
    fn texts(&self, card: &Card<'_>) -> Option<Texts> {
        let drawable = |text: Option<&str>| self.drawable(text.unwrap_or_default());
        let (site, category) = (drawable(card.site)?, drawable(card.category)?);
        let title = drawable(Some(card.title)).filter(|title| !title.is_empty())?;
        Some(Texts { site, category, title })
    }

    /// A text with single spaces, and without the emoji that no font has: it says as much without them. `None` where a
    /// letter is missing.
    fn drawable(&self, text: &str) -> Option<String> {
        let mut drawable = String::with_capacity(text.len());
        for letter in text.chars().take(MOST) {
            match letter {
                _ if letter.is_whitespace() && letter != '\u{a0}' => {
                    if !drawable.is_empty() && !drawable.ends_with(' ') {
                        drawable.push(' ');
                    }
                }
                _ if self.fonts.has(letter) || is_invisible(letter) => drawable.push(letter),
                _ if is_emoji(letter) || letter.is_control() => {}
                _ => return None,
            }
        }
        drawable.truncate(drawable.trim_end().len());
        let seen = drawable.chars().any(|letter| !is_invisible(letter));
        Some(if seen { drawable } else { String::new() })
    }
}

/// What is written on a picture; nothing is an empty text.
#[derive(Debug)]
struct Texts {
    site: String,
    category: String,
    title: String,
}

/// Whether a letter may be a picture, or belongs to one: the blocks of pictures, signs for keys, flags.
fn is_emoji(letter: char) -> bool {
    matches!(u32::from(letter), 0x20e3 | 0x2300..=0x23ff | 0x2600..=0x27bf | 0x2900..=0x297f | 0x2b00..=0x2bff | 0x1f000..=0x1faff | 0xe0020..=0xe007f)
}

/// A picture that is being drawn.
struct Sheet<'a> {
    fonts: &'a Fonts,
    painter: &'a mut Painter,
    canvas: Canvas,
    language: &'a str,
    rtl: bool,
}

impl Sheet<'_> {
    /// The name at the top, the title at the bottom, the category above it.
    fn write(&mut self, texts: &Texts) {
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
fn ground(rtl: bool) -> Canvas {
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
