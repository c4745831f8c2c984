//! Colours: `#rrggbb`, contrast after WCAG, lightness that looks even.
//!
//! Contrast is WCAG 2.2's [relative luminance](https://www.w3.org/TR/WCAG22/#dfn-relative-luminance) and
//! [contrast ratio](https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio). Lighter and darker tones keep their hue in OKLCH, the
//! polar form of Björn Ottosson's [OKLab](https://bottosson.github.io/posts/oklab/), whose matrices these are.

use std::fmt;

/// A colour of sRGB, eight bits a channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour(pub [u8; 3]);

/// Lightness from 0 to 1, chroma, and hue as an angle.
#[derive(Debug, Clone, Copy)]
struct Oklch {
    lightness: f64,
    chroma: f64,
    hue: f64,
}

impl Colour {
    /// White.
    pub const WHITE: Self = Self([255; 3]);
    /// Black.
    pub const BLACK: Self = Self([0; 3]);

    /// `#abc` or `#aabbcc`.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
        let number = u32::from_str_radix(digits, 16).ok()?.to_be_bytes();
        match digits.len() {
            6 => Some(Self([number[1], number[2], number[3]])),
            3 => Some(Self([number[2] & 15, number[3] >> 4, number[3] & 15].map(|digit| digit * 17))),
            _ => None,
        }
    }

    /// How bright it is: from 0 for black to 1 for white.
    pub fn luminance(self) -> f64 {
        let [red, green, blue] = self.0.map(to_linear);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// The contrast of two colours: from 1 to 21.
    pub fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    /// A share of it, from 0 to 1, laid over another colour; as CSS does with `color-mix(in srgb, …)`.
    #[must_use]
    pub fn over(self, share: f64, other: Self) -> Self {
        let mixed = |at: usize| share * f64::from(self.0[at]) + (1.0 - share) * f64::from(other.0[at]);
        Self([0, 1, 2].map(|at| mixed(at).round() as u8))
    }

    /// The nearest darker tone of its hue that serves.
    pub fn darkened(self, serves: impl Fn(Self) -> bool) -> Option<Self> {
        self.moved(-STEP, serves)
    }

    /// The nearest lighter tone of its hue that serves.
    pub fn lightened(self, serves: impl Fn(Self) -> bool) -> Option<Self> {
        self.moved(STEP, serves)
    }

    fn moved(self, step: f64, serves: impl Fn(Self) -> bool) -> Option<Self> {
        if serves(self) {
            return Some(self);
        }
        let mut tone = self.oklch();
        while (0.0..=1.0).contains(&tone.lightness) {
            tone.lightness += step;
            let colour = tone.colour();
            if serves(colour) {
                return Some(colour);
            }
        }
        None
    }

    fn oklch(self) -> Oklch {
        let [r, g, b] = self.0.map(to_linear);
        let l = (0.412_221_470_8 * r + 0.536_332_536_3 * g + 0.051_445_992_9 * b).cbrt();
        let m = (0.211_903_498_2 * r + 0.680_699_545_1 * g + 0.107_396_956_6 * b).cbrt();
        let s = (0.088_302_461_9 * r + 0.281_718_837_6 * g + 0.629_978_700_5 * b).cbrt();
        let a = 1.977_998_495_1 * l - 2.428_592_205_0 * m + 0.450_593_709_9 * s;
        let b = 0.025_904_037_1 * l + 0.782_771_766_2 * m - 0.808_675_766_0 * s;
        Oklch {
            lightness: 0.210_454_255_3 * l + 0.793_617_785_0 * m - 0.004_072_046_8 * s,
            chroma: a.hypot(b),
            hue: b.atan2(a),
        }
    }
}

/// How far one try at a lighter or darker tone is from the next: less than one step of eight bits.
const STEP: f64 = 0.001;

/// How far a channel may lie outside of sRGB: what rounding to eight bits takes away.
const ROUNDING: f64 = 0.0005;

impl Oklch {
    /// The colour; where sRGB has none so vivid, the most vivid one of the same lightness and hue.
    fn colour(self) -> Colour {
        let (mut low, mut high) = (0.0, self.chroma);
        if !self.is_in_srgb() {
            for _ in 0..20 {
                let middle = f64::midpoint(low, high);
                match (Self { chroma: middle, ..self }).is_in_srgb() {
                    true => low = middle,
                    false => high = middle,
                }
            }
            high = low;
        }
        Colour(Self { chroma: high, ..self }.linear().map(from_linear))
    }

    fn is_in_srgb(self) -> bool {
        self.linear().iter().all(|channel| (-ROUNDING..=1.0 + ROUNDING).contains(channel))
    }

    fn linear(self) -> [f64; 3] {
        let (a, b) = (self.chroma * self.hue.cos(), self.chroma * self.hue.sin());
        let l = (self.lightness + 0.396_337_777_4 * a + 0.215_803_757_3 * b).powi(3);
        let m = (self.lightness - 0.105_561_345_8 * a - 0.063_854_172_8 * b).powi(3);
        let s = (self.lightness - 0.089_484_177_5 * a - 1.291_485_548_0 * b).powi(3);
        [
            4.076_741_662_1 * l - 3.307_711_591_3 * m + 0.230_969_929_2 * s,
            -1.268_438_004_6 * l + 2.609_757_401_1 * m - 0.341_319_396_5 * s,
            -0.004_196_086_3 * l - 0.703_418_614_7 * m + 1.707_614_701_0 * s,
        ]
    }
}

fn to_linear(channel: u8) -> f64 {
    let share = f64::from(channel) / 255.0;
    if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
}

fn from_linear(channel: f64) -> u8 {
    let channel = channel.clamp(0.0, 1.0);
    let share = if channel <= 0.003_130_8 { channel * 12.92 } else { 1.055 * channel.powf(1.0 / 2.4) - 0.055 };
    (share * 255.0).round() as u8
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn colour(text: &str) -> Colour {
        Colour::parse(text).expect("a colour")
    }

    #[test]
    fn colours_are_read_and_written() {
        for (text, written) in [("#0BF", "#00bbff"), ("#0b5cad", "#0b5cad"), ("#FFF", "#ffffff")] {
            assert_eq!(colour(text).to_string(), written);
        }
        for text in ["red", "#ééé", "#12345", "0b5cad", "#", "#+bf", "#0b5cad0"] {
            assert_eq!(Colour::parse(text), None, "{text}");
        }
    }

    /// The ratios of `#777` and `#767676` stand in "Understanding SC 1.4.3"; the others are what its formula gives by hand.
    #[test]
    fn contrast_is_that_of_wcag() {
        for (one, two, ratio) in [
            ("#000", "#fff", 21.0),
            ("#fff", "#fff", 1.0),
            ("#777777", "#fff", 4.48),
            ("#767676", "#fff", 4.54),
            ("#808080", "#fff", 3.95),
            ("#808080", "#000", 5.32),
            ("#ffff00", "#fff", 1.07),
            ("#ffff00", "#000", 19.56),
            ("#ff0000", "#fff", 4.00),
            ("#0000ff", "#fff", 8.59),
        ] {
            let found = colour(one).contrast(colour(two));
            assert!((found - ratio).abs() < 0.006, "{one} on {two}: {found}");
            assert!((found - colour(two).contrast(colour(one))).abs() < f64::EPSILON);
        }
    }

    /// Ottosson's own values, as CSS Color 4 gives them.
    #[test]
    fn oklch_is_that_of_its_author() {
        for (text, lightness, chroma, degrees) in [
            ("#ff0000", 0.628, 0.258, 29.2),
            ("#00ff00", 0.866, 0.295, 142.5),
            ("#0000ff", 0.452, 0.313, 264.1 - 360.0),
            ("#ffffff", 1.0, 0.0, f64::NAN),
        ] {
            let found = colour(text).oklch();
            assert!((found.lightness - lightness).abs() < 0.001, "{text}: {found:?}");
            assert!((found.chroma - chroma).abs() < 0.001, "{text}: {found:?}");
            assert!(degrees.is_nan() || (found.hue.to_degrees() - degrees).abs() < 0.1, "{text}: {found:?}");
        }
    }

    #[test]
    fn every_colour_comes_back_from_oklch() {
        for red in (0..=255).step_by(15) {
            for green in (0..=255).step_by(15) {
                for blue in (0..=255).step_by(15) {
                    let colour = Colour([red, green, blue]);
                    assert_eq!(colour.oklch().colour(), colour, "{colour}");
                }
            }
        }
    }

    #[test]
    fn tones_keep_their_hue_and_go_no_further_than_needed() {
        let reads = |tone: Colour| tone.contrast(Colour::WHITE) >= 4.5;
        for text in ["#ffcc00", "#2f7de1", "#ff5a5f", "#00c2a8", "#808080"] {
            let darker = colour(text).darkened(reads).expect("black serves at last");
            assert!((4.5..4.6).contains(&darker.contrast(Colour::WHITE)), "{text} -> {darker}");
            let (before, after) = (colour(text).oklch(), darker.oklch());
            assert!(after.chroma < 0.01 || (before.hue - after.hue).abs() < 0.06, "{text} -> {darker}");
        }
        assert_eq!(colour("#1a1a1a").darkened(reads), Some(colour("#1a1a1a")));
        assert_eq!(colour("#fff").lightened(|_| false), None);
        assert_eq!(colour("#000").over(0.5, Colour::WHITE).to_string(), "#808080");
    }
}
