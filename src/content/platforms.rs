//! A text's sections -> those that are for one platform, and those that a reader switches between.
//!
//! `## On an iPhone {platform=ios}` says it of its section and of all below it. Neighbours of one level are a switch.

use std::ops::Range;

use crate::markdown::Section;

/// Sections between which a reader switches.
#[derive(Debug, PartialEq, Eq)]
pub struct Switch<'a> {
    /// Which sections are for which platform, in the text's order.
    pub parts: Vec<(Range<usize>, &'a str)>,
}

impl<'a> Switch<'a> {
    /// The index of its first section.
    pub fn start(&self) -> usize {
        self.parts.first().map_or(0, |(range, _)| range.start)
    }

    /// Its platforms, each once.
    pub fn platforms(&self) -> Vec<&'a str> {
        let mut platforms = Vec::new();
        for (_, platform) in &self.parts {
            if !platforms.contains(platform) {
                platforms.push(*platform);
            }
        }
        platforms
    }
}

/// The switches of some sections: headings of one level that follow each other, for at least two platforms.
pub fn switches(sections: &[Section]) -> Vec<Switch<'_>> {
    let mut switches = Vec::new();
    let mut at = 0;
    while at < sections.len() {
        let switch = Switch { parts: neighbours(sections, at) };
        at = match switch.parts.last() {
            Some((last, _)) if switch.platforms().len() > 1 => {
                let end = last.end;
                switches.push(switch);
                end
            }
            _ => at + 1,
        };
    }
    switches
}

/// The sections for platforms that begin here, as long as headings of the same level follow each other.
fn neighbours(sections: &[Section], mut at: usize) -> Vec<(Range<usize>, &str)> {
    let mut parts = Vec::new();
    let Some((level, _)) = marked(sections, at) else { return parts };
    while let Some((_, platform)) = marked(sections, at).filter(|(other, _)| *other == level) {
        let end = end_of(sections, at, level);
        parts.push((at..end, platform));
        at = end;
    }
    parts
}

/// The platform of each section, its own or that of a heading above it.
pub fn of_sections(sections: &[Section]) -> Vec<Option<&str>> {
    let mut platforms = vec![None; sections.len()];
    for at in 0..sections.len() {
        if let Some((level, platform)) = marked(sections, at).filter(|_| platforms[at].is_none()) {
            platforms[at..end_of(sections, at, level)].fill(Some(platform));
        }
    }
    platforms
}

/// The level and platform of a section's heading.
fn marked(sections: &[Section], at: usize) -> Option<(u8, &str)> {
    let heading = sections.get(at)?.heading.as_ref()?;
    Some((heading.level, heading.platform.as_deref()?.id.as_str()))
}

/// Where what belongs to a heading ends. Only footnotes have no heading before them.
fn end_of(sections: &[Section], start: usize, level: u8) -> usize {
    let ends = |section: &Section| section.heading.as_ref().is_none_or(|heading| heading.level <= level);
    sections[start + 1..].iter().position(ends).map_or(sections.len(), |offset| start + 1 + offset)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Diagnostics, Source};
    use crate::markdown::expand::Expanded;
    use crate::markdown::{Document, Options, parse};

    fn document(text: &str) -> Document {
        let source = std::sync::Arc::new(Source { path: "a.md".into(), text: text.into() });
        let expanded = Expanded::verbatim(&source, 0..text.len());
        parse::parse(&expanded, Options::default(), &mut Diagnostics::default())
    }

    #[test]
    fn neighbours_of_one_level_are_a_switch() {
        for (text, expected) in [
            ("## A {platform=ios}\n\n## B {platform=android}\n", vec!["1..2 ios", "2..3 android"]),
            (
                "## A {platform=ios}\n\n### Deeper\n\n## B {platform=android}\n\n## C\n",
                vec!["1..3 ios", "3..4 android"],
            ),
            ("## A\n\n### A {platform=ios}\n\n### B {platform=web}\n\n## C\n", vec!["2..3 ios", "3..4 web"]),
            ("## A {platform=ios}\n\n## Between\n\n## B {platform=android}\n", vec![]),
            ("## A {platform=ios}\n\n### B {platform=android}\n", vec![]),
            ("## A {platform=ios}\n\n## B {platform=ios}\n", vec![]),
            ("## A {platform=ios}\n\nx[^1]\n\n## B {platform=web}\n\n[^1]: Note\n", vec!["1..2 ios", "2..3 web"]),
        ] {
            let document = document(text);
            let parts = switches(&document.sections).into_iter().flat_map(|switch| switch.parts);
            let parts: Vec<String> = parts.map(|(range, id)| format!("{}..{} {id}", range.start, range.end)).collect();
            assert_eq!(parts, expected, "{text}");
        }
    }

    #[test]
    fn what_is_below_a_heading_is_for_its_platform() {
        let document = document("Text.\n\n## A {platform=ios}\n\n### Deeper\n\n## B\n\nx[^1]\n\n[^1]: Note\n");
        assert_eq!(of_sections(&document.sections), [None, Some("ios"), Some("ios"), None, None]);
    }
}
