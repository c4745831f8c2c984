//! A text of a picture -> lines, and the glyphs of a line from left to right.
//!
//! The only module that names `icu_segmenter`, which knows where lines may be broken (also between words that are written
//! without spaces, as in Thai), and `unicode-bidi`, which knows in which order texts of both directions are read.

use std::cell::OnceCell;
use std::ops::Range;

use icu_segmenter::LineSegmenter;
use icu_segmenter::options::LineBreakOptions;
use unicode_bidi::{Level, ParagraphBidiInfo};

use super::fonts::{Fonts, Glyph, Shaper, Stretch};

/// How often a width is halved to find the narrowest one that gives as few lines: then a pixel or two are left.
const HALVINGS: usize = 10;

/// What ends a text that is cut off.
pub(super) const ELLIPSIS: char = '…';

/// How far letters reach above and below their line, and how far lines are apart, in ems.
const FLAT: [f32; 3] = [0.78, 0.2, 1.2];

/// The same for scripts with signs above and below their letters.
const TALL: [f32; 3] = [0.95, 0.36, 1.45];

/// A shaped text.
pub(super) struct Text<'t> {
    text: &'t str,
    bidi: ParagraphBidiInfo<'t>,
    /// In the order of the text, each with its glyphs from left to right.
    stretches: Vec<(Stretch, Range<usize>)>,
    glyphs: Vec<Glyph>,
    /// For each place in the text how much stands before it, in ems.
    before: Vec<f32>,
    /// Where lines may end. Asked for only where one line is not enough, since words without spaces take time to find.
    breaks: OnceCell<Vec<usize>>,
}

/// Lines of a text.
pub(super) struct Lines {
    pub(super) ranges: Vec<Range<usize>>,
    /// Whether a word had to be cut.
    pub(super) cut: bool,
}

impl<'t> Text<'t> {
    /// Shapes a text, which is not empty, in a language.
    pub(super) fn new(text: &'t str, rtl: bool, language: &str, fonts: &Fonts, shaper: &mut Shaper) -> Self {
        let bidi = ParagraphBidiInfo::new(text, Some(if rtl { Level::rtl() } else { Level::ltr() }));
        let (mut glyphs, mut stretches) = (Vec::with_capacity(text.len()), Vec::new());
        for stretch in fonts.stretches(text, |at| bidi.levels[at].is_rtl()) {
            let first = glyphs.len();
            fonts.shape(text, &stretch, language, shaper, &mut glyphs);
            stretches.push((stretch, first..glyphs.len()));
        }
        let mut before = vec![0.0; text.len() + 1];
        for glyph in &glyphs {
            before[glyph.cluster + 1] += glyph.advance;
        }
        for at in 0..text.len() {
            before[at + 1] += before[at];
        }
        Self { text, bidi, stretches, glyphs, before, breaks: OnceCell::new() }
    }

    fn breaks(&self) -> &[usize] {
        self.breaks.get_or_init(|| {
            let breaks = LineSegmenter::new_lstm(LineBreakOptions::default()).segment_str(self.text);
            breaks.filter(|at| *at > 0).collect()
        })
    }

    /// How wide a part is, in ems.
    pub(super) fn width(&self, range: &Range<usize>) -> f32 {
        self.before[range.end] - self.before[range.start]
    }

    /// Breaks it into lines that are no wider than so many ems, as few as possible.
    pub(super) fn lines(&self, most: f32) -> Lines {
        let mut lines = Lines { ranges: Vec::new(), cut: false };
        let whole = self.trimmed(0..self.text.len());
        if self.width(&whole) <= most {
            lines.ranges.push(whole);
            return lines;
        }
        let (mut start, mut end) = (0, 0);
        for next in self.breaks() {
            if end > start && self.width(&self.trimmed(start..*next)) > most {
                lines.ranges.push(self.trimmed(start..end));
                start = end;
            }
            while self.width(&self.trimmed(start..*next)) > most {
                let Some(at) = self.cut(start..*next, most) else { break };
                lines.ranges.push(start..at);
                (start, lines.cut) = (at, true);
            }
            end = *next;
        }
        lines.ranges.push(self.trimmed(start..end));
        lines
    }

    /// As many lines, of widths that are as equal as possible.
    pub(super) fn balanced(&self, lines: Lines, most: f32) -> Lines {
        let (mut best, mut low, mut high) = (lines, 0.0, most);
        if best.cut || best.ranges.len() < 2 {
            return best;
        }
        for _ in 0..HALVINGS {
            let middle = f32::midpoint(low, high);
            let lines = self.lines(middle);
            if lines.cut || lines.ranges.len() > best.ranges.len() {
                low = middle;
            } else {
                (best, high) = (lines, middle);
            }
        }
        best
    }

    /// Where a word is cut that is too wide for a line: between letters, behind the first one at least.
    fn cut(&self, word: Range<usize>, most: f32) -> Option<usize> {
        let inner = word.start + 1..word.end;
        let places = inner.filter(|at| self.before[at + 1] > self.before[*at] && self.text.is_char_boundary(*at));
        let places: Vec<usize> = places.filter(|at| self.before[*at] > self.before[word.start]).collect();
        places.iter().rev().find(|at| self.width(&(word.start..**at)) <= most).or(places.first()).copied()
    }

    /// How far its letters reach above and below their line, and how far lines are apart, in ems.
    pub(super) fn heights(&self) -> [f32; 3] {
        if self.stretches.iter().any(|(stretch, _)| stretch.is_tall()) { TALL } else { FLAT }
    }

    /// Where it may end instead, if only what stands before `end` has room, and an ellipsis may need some, too: always
    /// before its own end.
    pub(super) fn shortened(&self, end: usize) -> usize {
        let body = self.text.trim_end_matches(ELLIPSIS).len();
        if end < body {
            return end;
        }
        let word = self.breaks().iter().rev().find(|at| **at < body);
        let letter = || self.text[..body].char_indices().next_back().map_or(0, |(at, _)| at);
        word.copied().unwrap_or_else(letter)
    }

    /// A part without the spaces at its end.
    fn trimmed(&self, range: Range<usize>) -> Range<usize> {
        let text = &self.text[range.clone()];
        range.start..range.start + text.trim_end().len()
    }

    /// The glyphs of a line from left to right.
    pub(super) fn line(&self, line: &Range<usize>) -> Vec<Glyph> {
        let mut glyphs = Vec::new();
        if line.is_empty() {
            return glyphs;
        }
        let (levels, parts) = self.bidi.visual_runs(line.clone());
        for part in parts {
            let inside = |(stretch, _): &&(Stretch, Range<usize>)| {
                stretch.range.start < part.end && part.start < stretch.range.end
            };
            let stretches = self.stretches.iter().filter(inside).map(|(_, glyphs)| &self.glyphs[glyphs.clone()]);
            let mut stretches: Vec<&[Glyph]> = stretches.collect();
            if levels[part.start].is_rtl() {
                stretches.reverse();
            }
            let all = stretches.into_iter().flatten();
            glyphs.extend(all.filter(|glyph| part.contains(&glyph.cluster)));
        }
        glyphs
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines of a text that are so many ems wide, balanced.
    fn broken(text: &str, most: f32) -> Vec<String> {
        let (fonts, mut shaper) = (Fonts::new(&[]), Shaper::default());
        let text = Text::new(text, false, "en", &fonts, &mut shaper);
        let lines = text.balanced(text.lines(most), most);
        assert!(lines.ranges.iter().all(|line| text.width(line) <= most));
        lines.ranges.into_iter().map(|line| text.text[line].to_owned()).collect()
    }

    #[test]
    fn lines_are_few_and_of_equal_width() {
        for (text, most, expected) in [
            ("How do I pay?", 99.0, &["How do I pay?"][..]),
            ("How do I pay by card?", 10.0, &["How do I", "pay by card?"]),
            ("Sign-in", 3.0, &["Sign-", "in"]),
            ("Unbreakable", 4.0, &["Unbrea", "kable"]),
            ("นโยบายการคืนเงินของเรา", 6.0, &["นโยบายการ", "คืนเงินของเรา"]),
            ("e\u{301}e\u{301}e\u{301}", 1.3, &["e\u{301}e\u{301}", "e\u{301}"]),
        ] {
            assert_eq!(broken(text, most), expected, "{text}");
        }
    }
}
