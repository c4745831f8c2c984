//! Pictures for link previews: the name of the help centre, the category and the title of a page in the brand's colours, as
//! PNG files.
//!
//! Pure: texts, colours and fonts in, bytes out, the same ones on every machine.
//!
//! 1. `fonts`: letters -> glyphs -> outlines;
//! 2. `lines`: a text -> lines, in the order in which they are read;
//! 3. `canvas`: outlines -> pixels;
//! 4. `sheet`: where the texts stand;
//! 5. `file`: pixels -> a file.

mod canvas;
mod file;
mod fonts;
mod lines;
mod sheet;

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use crate::colour::Colour;
use canvas::Canvas;
pub use canvas::{HEIGHT, WIDTH};
pub use fonts::FontFile;
use fonts::{Fonts, is_invisible};
use sheet::{Painter, Sheet, Texts, ground};

/// Changes whenever the same texts are drawn in another way, so that no picture keeps the address of another one.
const VERSION: &str = concat!("1 ", env!("CARGO_PKG_VERSION"));

/// How many letters of a text are looked at: there is no room for more.
const MOST: usize = 400;

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
        // No text has a NUL in it.
        for text in [&*texts.site, &texts.category, &texts.title, card.language, if card.rtl { "rtl" } else { "ltr" }] {
            name.update(text.as_bytes()).update(&[0]);
        }
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
                _ if letter.is_whitespace() && !['\u{a0}', '\u{202f}'].contains(&letter) => {
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

/// Whether a letter may be a picture, or belongs to one: the blocks of pictures, signs for keys, flags.
fn is_emoji(letter: char) -> bool {
    matches!(u32::from(letter), 0x20e3 | 0x2300..=0x23ff | 0x2600..=0x27bf | 0x2900..=0x297f | 0x2b00..=0x2bff | 0x1f000..=0x1faff | 0xe0020..=0xe007f)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn studio() -> Studio {
        Studio::new(Colours { ground: Colour::BLACK, text: Colour::WHITE }, &[])
    }

    #[test]
    fn what_is_drawn_of_a_text() {
        let studio = studio();
        for (text, drawn) in [
            ("How  do\u{3000}I\n pay? ", Some("How do I pay?")),
            ("Combien\u{202f}?", Some("Combien\u{202f}?")),
            ("🚀 Start ❤️", Some("Start \u{fe0f}")),
            ("🇬🇷", Some("")),
            ("\u{1b}[1m", Some("[1m")),
            ("می\u{200c}خواهم", Some("می\u{200c}خواهم")),
            ("返金", None),
            ("한국어", None),
            ("", Some("")),
        ] {
            assert_eq!(studio.drawable(text).as_deref(), drawn, "{text:?}");
        }
    }

    #[test]
    fn every_text_that_differs_has_a_name_of_its_own() {
        let studio = studio();
        let card = Card { site: Some("ab"), category: Some("c"), title: "d", language: "en", rtl: false };
        let others = [
            Card { site: Some("a"), category: Some("bc"), ..card.clone() },
            Card { site: None, category: Some("abc"), ..card.clone() },
            Card { language: "ro", ..card.clone() },
            Card { rtl: true, ..card.clone() },
        ];
        for other in others {
            assert_ne!(studio.name(&other), studio.name(&card), "{other:?}");
        }
        assert_eq!(studio.name(&Card { title: " d ", ..card.clone() }), studio.name(&card));
    }
}
