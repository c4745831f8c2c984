//! The fonts of pictures: which of them has a letter, letters -> glyphs in their places, glyphs -> outlines.
//!
//! The only module that names `harfrust`. Fonts are those in the program and files that it is given; what the machine has is
//! never looked at, so that the same text is the same picture everywhere.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use harfrust::font::glyph::outline::{DrawMemory, DrawOptions, PathSink};
use harfrust::{
    Buffer, Direction, Font, GlyphId, Language, Script, ShapeOptions, ShapePlan, ShaperFont, shape, unicode,
};

macro_rules! built_in {
    ($($name:literal)*) => { [$(include_bytes!(concat!("fonts/", $name, "-Bold.ttf")),)*] };
}

/// The fonts in the program. The first one has the punctuation that the others lack.
static BUILT_IN: [&[u8]; 12] = built_in!(
    "NotoSans" "NotoSansArabic" "NotoSansHebrew" "NotoSansArmenian" "NotoSansGeorgian" "NotoSansDevanagari"
    "NotoSansBengali" "NotoSansGurmukhi" "NotoSansTamil" "NotoSansThai" "NotoSansLao" "NotoSansKhmer"
);

/// Scripts whose lines may stand close to each other.
const FLAT: [Script; 13] = [
    Script::COMMON,
    Script::INHERITED,
    Script::LATIN,
    Script::GREEK,
    Script::CYRILLIC,
    Script::HEBREW,
    Script::ARMENIAN,
    Script::GEORGIAN,
    Script::HAN,
    Script::HIRAGANA,
    Script::KATAKANA,
    Script::HANGUL,
    Script::BOPOMOFO,
];

/// How many plans for shaping are kept: few sites write more scripts in more languages.
const PLANS: usize = 64;

/// How far an outline may reach, in pixels.
const FAR: f32 = 2048.0;

/// A font file that serves.
#[derive(Clone)]
pub struct FontFile {
    font: Font,
    digest: [u8; 32],
}

impl FontFile {
    /// The font in a file; `None` where it is none that can be drawn.
    pub fn new(bytes: Vec<u8>) -> Option<Self> {
        let digest = *blake3::hash(&bytes).as_bytes();
        // As bold as those in the program, where it can be.
        let font = Font::new(bytes, 0)?.instance_builder().variations([("wght", 700.0)]).build();
        let drawable = font.charmap().has_unicode() && !font.outline_glyphs().is_empty() && font.units_per_em() > 0;
        drawable.then_some(Self { font, digest })
    }

    /// What tells it from other files.
    pub fn digest(&self) -> &[u8; 32] {
        &self.digest
    }
}

impl fmt::Debug for FontFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FontFile").field("digest", &self.digest).finish_non_exhaustive()
    }
}

impl PartialEq for FontFile {
    fn eq(&self, other: &Self) -> bool {
        self.digest == other.digest
    }
}

impl Eq for FontFile {}

/// A glyph in its place. Lengths are in ems, so that they serve for any size.
#[derive(Debug, Clone, Copy)]
pub(super) struct Glyph {
    pub(super) face: usize,
    pub(super) id: u32,
    /// Where the letters that it shows begin in the text.
    pub(super) cluster: usize,
    pub(super) advance: f32,
    /// How far it stands from where the pen is, to the right and up.
    pub(super) shift: (f32, f32),
}

/// A part of a text in one font, script and direction.
#[derive(Debug, Clone)]
pub(super) struct Stretch {
    pub(super) range: Range<usize>,
    face: usize,
    script: Script,
    rtl: bool,
}

impl Stretch {
    /// Whether its script has signs above and below its letters.
    pub(super) fn is_tall(&self) -> bool {
        !FLAT.contains(&self.script)
    }
}

/// A part of an outline, with `y` downwards.
#[derive(Debug, Clone, Copy)]
pub(super) enum Stroke {
    Move(f32, f32),
    Line(f32, f32),
    Quad([f32; 4]),
    Cubic([f32; 6]),
    Close,
}

impl Stroke {
    /// Whether it leads to where no picture is: no letter does, and a damaged font's would fill the memory.
    fn is_far(&self) -> bool {
        let points: &[f32] = match self {
            Self::Move(x, y) | Self::Line(x, y) => &[*x, *y],
            Self::Quad(points) => points,
            Self::Cubic(points) => points,
            Self::Close => &[],
        };
        !points.iter().all(|at| at.abs() < FAR)
    }
}

/// Which font has which letters.
pub(super) struct Fonts {
    faces: Vec<Font>,
    /// For each letter of the basic plane the number of its font, from 1.
    basic: Vec<u8>,
    others: Vec<(u32, u8)>,
}

impl Fonts {
    /// The given fonts, and for what they lack those in the program.
    pub(super) fn new(own: &[Arc<FontFile>]) -> Self {
        let built_in = BUILT_IN.iter().filter_map(|bytes| Font::new(*bytes, 0));
        let faces: Vec<Font> =
            own.iter().map(|file| file.font.clone()).chain(built_in).take(usize::from(u8::MAX)).collect();
        let mut fonts = Self { faces: Vec::new(), basic: vec![0; 1 << 16], others: Vec::new() };
        for (number, face) in (1..).zip(&faces) {
            for (letter, glyph) in face.charmap().unicodes() {
                match fonts.basic.get_mut(letter as usize) {
                    _ if glyph.to_u32() == 0 => {}
                    Some(known @ 0) => *known = number,
                    Some(_) => {}
                    None => fonts.others.push((letter, number)),
                }
            }
        }
        fonts.others.sort_unstable();
        fonts.others.dedup_by_key(|(letter, _)| *letter);
        fonts.faces = faces;
        fonts
    }

    /// Whether a font has a letter.
    pub(super) fn has(&self, letter: char) -> bool {
        self.face(letter).is_some()
    }

    /// The first font that has a letter.
    fn face(&self, letter: char) -> Option<usize> {
        let letter = u32::from(letter);
        let number = match self.basic.get(letter as usize) {
            Some(number) => *number,
            None => self.others[self.others.binary_search_by_key(&letter, |(letter, _)| *letter).ok()?].1,
        };
        usize::from(number).checked_sub(1)
    }

    /// Cuts a text where its font, its script or, by `rtl` at a place, its direction changes. What belongs to no script
    /// stays with the letters before it, where their font has it.
    pub(super) fn stretches(&self, text: &str, rtl: impl Fn(usize) -> bool) -> Vec<Stretch> {
        let mut stretches: Vec<Stretch> = Vec::new();
        for (at, letter) in text.char_indices() {
            let (range, rtl) = (at..at + letter.len_utf8(), rtl(at));
            let script = unicode::script(letter.into());
            let shared = [Script::COMMON, Script::INHERITED].contains(&script);
            let has = |face: usize| self.faces[face].charmap().map_unicode(letter).is_some();
            match stretches.last_mut() {
                Some(last) if last.rtl == rtl && shared && (is_invisible(letter) || has(last.face)) => {
                    last.range.end = range.end;
                }
                Some(last)
                    if last.rtl == rtl
                        && self.face(letter) == Some(last.face)
                        && (script == last.script || last.script == Script::COMMON) =>
                {
                    (last.range.end, last.script) = (range.end, script);
                }
                _ => stretches.push(Stretch { range, face: self.face(letter).unwrap_or_default(), script, rtl }),
            }
        }
        stretches
    }

    /// Adds the glyphs of a stretch of a text, from left to right.
    pub(super) fn shape(
        &self,
        text: &str,
        stretch: &Stretch,
        language: &str,
        shaper: &mut Shaper,
        glyphs: &mut Vec<Glyph>,
    ) {
        let Stretch { face, script, rtl, .. } = *stretch;
        let font = &self.faces[face];
        let direction = if rtl { Direction::RightToLeft } else { Direction::LeftToRight };
        let Shaper { buffer, plans } = shaper;
        let plan = plan(plans, font, (face, script, rtl), language);
        buffer.clear();
        buffer.set_direction(direction);
        buffer.set_script(Some(script));
        for (at, letter) in text[stretch.range.clone()].char_indices() {
            buffer.push(letter.into(), (stretch.range.start + at) as u32);
        }
        if shape(&ShaperFont::new(font), buffer, ShapeOptions::new().plan(Some(plan))).is_err() {
            return;
        }
        let em = f32::from(font.units_per_em());
        let shaped = buffer.glyph_infos().iter().zip(buffer.glyph_positions());
        glyphs.extend(shaped.map(|(info, position)| Glyph {
            face,
            id: info.glyph_id,
            cluster: info.cluster as usize,
            advance: position.x_advance as f32 / em,
            shift: (position.x_offset as f32 / em, position.y_offset as f32 / em),
        }));
    }

    /// The outline of a glyph at a size in pixels; nothing where it has none.
    pub(super) fn outline(&self, face: usize, glyph: u32, size: f32) -> Vec<Stroke> {
        let mut pen = Pen(Vec::new());
        if let Some(outline) = self.faces[face].outline_glyphs().get(GlyphId::new(glyph)) {
            let drawn = outline.draw(&DrawOptions::new().with_ppem(Some(size)), DrawMemory::Scratch, &mut pen);
            if drawn.is_err() || pen.0.iter().any(Stroke::is_far) {
                pen.0.clear();
            }
        }
        pen.0
    }
}

/// Whether a letter shows nothing, so that no font needs it.
pub(super) fn is_invisible(letter: char) -> bool {
    matches!(u32::from(letter), 0xad | 0x34f | 0x61c | 0x200b..=0x200f | 0x202a..=0x202e | 0x2060..=0x206f | 0xfe00..=0xfe0f | 0xfeff)
}

/// What shaping is done with, kept from text to text.
pub(super) struct Shaper {
    buffer: Buffer,
    plans: Vec<Plan>,
}

impl Default for Shaper {
    fn default() -> Self {
        Self { buffer: Buffer::new(), plans: Vec::new() }
    }
}

/// How a script of a language is shaped with a font.
struct Plan {
    key: (usize, Script, bool),
    language: String,
    plan: ShapePlan,
}

fn plan<'p>(plans: &'p mut Vec<Plan>, font: &Font, key: (usize, Script, bool), language: &str) -> &'p ShapePlan {
    let known = plans.iter().position(|plan| plan.key == key && plan.language == language);
    let at = known.unwrap_or_else(|| {
        if plans.len() == PLANS {
            plans.clear();
        }
        let direction = if key.2 { Direction::RightToLeft } else { Direction::LeftToRight };
        let plan = ShapePlan::new(font, direction, Some(key.1), Language::new(language).as_ref(), &[]);
        plans.push(Plan { key, language: language.to_owned(), plan });
        plans.len() - 1
    });
    &plans[at].plan
}

/// Takes an outline down.
struct Pen(Vec<Stroke>);

impl PathSink for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.push(Stroke::Move(x, -y));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.0.push(Stroke::Line(x, -y));
    }

    fn quad_to(&mut self, a: f32, b: f32, x: f32, y: f32) {
        self.0.push(Stroke::Quad([a, -b, x, -y]));
    }

    fn curve_to(&mut self, a: f32, b: f32, c: f32, d: f32, x: f32, y: f32) {
        self.0.push(Stroke::Cubic([a, -b, c, -d, x, -y]));
    }

    fn close(&mut self) {
        self.0.push(Stroke::Close);
    }
}
