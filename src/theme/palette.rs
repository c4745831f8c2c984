//! A brand's accent colour -> the six colours that the stylesheet reads, each with enough contrast for what it is for.
//!
//! The backgrounds are those of the built-in theme (`css/tokens.css`; a test compares the two). A theme that has others
//! has to look after the contrast on them itself.

use crate::colour::Colour;
use crate::config::Brand;
use crate::diag::{Diagnostic, Diagnostics, Rule};

/// What text needs on its background: WCAG 2.2, success criterion 1.4.3, level AA.
const TEXT: f64 = 4.5;

/// The same where the background is dark: there the formula promises more than eyes find, and 4.5 : 1 looks faint.
const TEXT_ON_DARK: f64 = 6.0;

/// What a shape such as a button needs beside its background: success criterion 1.4.11.
const SHAPE: f64 = 3.0;

/// Text on a fill that is too bright for white: nearly black, a little blue.
const INK: Colour = Colour([0x0d, 0x14, 0x20]);

/// The accent of the built-in stylesheet.
const ACCENT: Colour = Colour([0x24, 0x56, 0xc7]);

/// The backgrounds of one colour scheme.
struct Scheme {
    /// The page, and what is set off from it.
    backgrounds: [Colour; 2],
    /// How much of the accent is in the page's tinted parts.
    tint: f64,
    /// The contrast of text in the accent's tone.
    text: f64,
}

const LIGHT: Scheme = Scheme { backgrounds: [Colour::WHITE, Colour([0xf6, 0xf7, 0xf9])], tint: 0.08, text: TEXT };
const DARK: Scheme =
    Scheme { backgrounds: [Colour([0x10, 0x14, 0x1b]), Colour([0x17, 0x1d, 0x26])], tint: 0.13, text: TEXT_ON_DARK };

impl Scheme {
    /// The part of the page that a colour tints.
    fn tinted(&self, colour: Colour) -> Colour {
        colour.over(self.tint, self.backgrounds[0])
    }

    /// The lowest contrast of a text on this scheme's backgrounds, and on which.
    fn worst(&self, text: Colour, accent: Colour) -> (f64, Colour) {
        let tints = [self.tinted(accent), self.tinted(text)];
        let worse = |worst: (f64, Colour), background: Colour| {
            let ratio = text.contrast(background);
            if ratio < worst.0 { (ratio, background) } else { worst }
        };
        self.backgrounds.into_iter().chain(tints).fold((f64::INFINITY, Colour::WHITE), worse)
    }

    fn reads(&self, text: Colour, accent: Colour) -> bool {
        self.worst(text, accent).0 >= self.text
    }
}

/// The colours made of an accent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Palette {
    /// Fills such as buttons: the accent as it was given.
    pub accent: Colour,
    /// Text on such a fill.
    pub on_accent: Colour,
    /// Links and focus rings.
    pub accent_text: Colour,
    /// Fills in the dark scheme.
    pub accent_dark: Colour,
    /// Text on them.
    pub on_accent_dark: Colour,
    /// Links and focus rings in the dark scheme.
    pub accent_text_dark: Colour,
}

impl Palette {
    /// The palette of a brand; that of the built-in stylesheet where it has no accent.
    pub fn of(brand: &Brand) -> Self {
        Self::new(brand.accent.as_ref().map_or(ACCENT, |accent| accent.value))
    }

    /// The palette of an accent.
    pub fn new(accent: Colour) -> Self {
        let stands_out = |fill: Colour| DARK.backgrounds.iter().all(|background| fill.contrast(*background) >= SHAPE);
        let accent_dark = accent.lightened(stands_out).unwrap_or(Colour::WHITE);
        Self {
            accent,
            on_accent: on(accent),
            accent_text: accent.darkened(|text| LIGHT.reads(text, accent)).unwrap_or(Colour::BLACK),
            accent_dark,
            on_accent_dark: on(accent_dark),
            accent_text_dark: accent.lightened(|text| DARK.reads(text, accent_dark)).unwrap_or(Colour::WHITE),
        }
    }

    /// The colours by their names in the stylesheet.
    pub fn properties(&self) -> [(&'static str, Colour); 6] {
        [
            ("--ab-accent", self.accent),
            ("--ab-on-accent", self.on_accent),
            ("--ab-accent-text", self.accent_text),
            ("--ab-accent-dark", self.accent_dark),
            ("--ab-on-accent-dark", self.on_accent_dark),
            ("--ab-accent-text-dark", self.accent_text_dark),
        ]
    }
}

/// Text on a fill: white or ink, whichever has more contrast; black for the few tones on which neither has enough.
fn on(fill: Colour) -> Colour {
    let best = if fill.contrast(Colour::WHITE) >= fill.contrast(INK) { Colour::WHITE } else { INK };
    if fill.contrast(best) >= TEXT { best } else { Colour::BLACK }
}

/// Tells the writer where links can't have the accent as it was given. Only on light backgrounds: hardly any colour reads
/// well on light and dark ones, so that another tone on dark ones is nobody's mistake.
pub fn check(brand: &Brand, diagnostics: &mut Diagnostics) {
    let Some(accent) = &brand.accent else { return };
    let (ratio, background) = LIGHT.worst(accent.value, accent.value);
    if ratio >= TEXT {
        return;
    }
    // Cut off, not rounded, so that 4.497 isn't shown as enough.
    let ratio = (ratio * 100.0).floor() / 100.0;
    let message = format!(
        "`{}` is too light for text: its contrast on `{background}` is {ratio:.2}:1, and {TEXT}:1 is needed",
        accent.value
    );
    let used = Palette::new(accent.value).accent_text;
    let hint = format!("links are shown in `{used}`, and buttons in your colour; or take `{used}` as the accent");
    diagnostics.add(Diagnostic::new(Rule::LowContrast, accent.span(), message).hint(hint));
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOKENS: &str = include_str!("../../themes/default/css/tokens.css");

    /// A colour of the built-in stylesheet: one, or a light and a dark one.
    fn token(name: &str) -> Vec<Colour> {
        let start = TOKENS.find(&format!("{name}: ")).expect(name);
        let value = TOKENS[start..].split(';').next().unwrap_or_default();
        let colours = value.split([' ', ')']).filter_map(Colour::parse);
        colours.collect()
    }

    #[test]
    fn the_backgrounds_are_those_of_the_stylesheet() {
        let both = |at: usize| vec![LIGHT.backgrounds[at], DARK.backgrounds[at]];
        assert_eq!(token("--ab-background"), both(0));
        assert_eq!(token("--ab-surface"), both(1));
        let share = format!("var(--ab-light, {}%) var(--ab-dark, {}%)", LIGHT.tint * 100.0, DARK.tint * 100.0);
        assert!(TOKENS.contains(&share), "{share}");
    }

    #[test]
    fn the_built_in_accent_has_enough_contrast() {
        let one = |name: &str| token(name)[0];
        assert_eq!(one("--ab-accent"), ACCENT);
        assert!(one("--ab-accent").contrast(one("--ab-on-accent")) >= TEXT);
        assert!(one("--ab-accent-dark").contrast(one("--ab-on-accent-dark")) >= TEXT);
        assert!(LIGHT.reads(one("--ab-accent-text"), one("--ab-accent")));
        assert!(DARK.reads(one("--ab-accent-text-dark"), one("--ab-accent-dark")));
    }

    fn palette(accent: &str) -> Vec<String> {
        let palette = Palette::new(Colour::parse(accent).expect("a colour"));
        palette.properties().iter().map(|(_, colour)| colour.to_string()).collect()
    }

    #[test]
    fn palettes_of_some_accents() {
        for (accent, expected) in [
            ("#2f4bb8", "#2f4bb8 #ffffff #2f4bb8 #3f5fcd #ffffff #7ea0ff"),
            ("#ffcc00", "#ffcc00 #0d1420 #886c00 #ffcc00 #0d1420 #ffcc00"),
            ("#000000", "#000000 #ffffff #000000 #686868 #ffffff #a4a4a4"),
            ("#ffffff", "#ffffff #0d1420 #707070 #ffffff #0d1420 #ffffff"),
            ("#808080", "#808080 #0d1420 #707070 #808080 #0d1420 #a4a4a4"),
            ("#e5484d", "#e5484d #0d1420 #ce313b #e5484d #0d1420 #ff7976"),
        ] {
            assert_eq!(palette(accent).join(" "), expected, "{accent}");
        }
    }

    /// What every accent must come to; gives the first promise that is broken.
    fn broken(accent: Colour) -> Option<&'static str> {
        let palette = Palette::new(accent);
        let on_all = |scheme: &Scheme, text: Colour, fill: Colour, least: f64| {
            let tints = [scheme.tinted(fill), scheme.tinted(text)];
            scheme.backgrounds.iter().chain(&tints).all(|background| text.contrast(*background) >= least)
        };
        let dark_fill = |background: &Colour| palette.accent_dark.contrast(*background) >= 3.0;
        [
            ("the fill is the brand's own", palette.accent == accent),
            ("text on the fill", palette.accent.contrast(palette.on_accent) >= 4.5),
            ("links", on_all(&LIGHT, palette.accent_text, accent, 4.5)),
            ("the dark fill", DARK.backgrounds.iter().all(dark_fill)),
            ("text on the dark fill", palette.accent_dark.contrast(palette.on_accent_dark) >= 4.5),
            ("dark links", on_all(&DARK, palette.accent_text_dark, palette.accent_dark, 6.0)),
        ]
        .into_iter()
        .find_map(|(promise, kept)| (!kept).then_some(promise))
    }

    #[test]
    fn every_accent_becomes_colours_with_enough_contrast() {
        let levels: Vec<u8> = (0..=255).step_by(51).collect();
        for red in &levels {
            for green in &levels {
                for blue in &levels {
                    let accent = Colour([*red, *green, *blue]);
                    assert_eq!(broken(accent), None, "{accent}");
                }
            }
        }
    }

    proptest::proptest! {
        #[test]
        fn so_does_any_other(red: u8, green: u8, blue: u8) {
            proptest::prop_assert_eq!(broken(Colour([red, green, blue])), None);
        }
    }
}
