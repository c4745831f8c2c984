//! A troubleshooter's steps -> a flow chart as Mermaid text.
//!
//! Questions are boxes, outcomes have round ends, pages elsewhere have double sides; dotted arrows are links in a text.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::troubleshooter::{Goal, Step, Troubleshooter, Way};

/// The chart, a line for each step and each way.
pub fn mermaid(graph: &Troubleshooter<'_>) -> String {
    let mut chart = Chart::default();
    for (index, step) in graph.steps.iter().enumerate() {
        chart.step(index + 1, step);
    }
    if !graph.intro_ways.is_empty() {
        chart.line("s0((\"…\"))");
    }
    let steps = graph.steps.iter().map(|step| &step.ways);
    for (from, ways) in std::iter::once(&graph.intro_ways).chain(steps).enumerate() {
        ways.iter().for_each(|way| chart.way(from, way));
    }
    format!("flowchart TD\n{}", chart.text)
}

#[derive(Default)]
struct Chart<'a> {
    text: String,
    /// Pages elsewhere, each with its number.
    pages: BTreeMap<&'a str, usize>,
    /// How many ways lead nowhere.
    dead: usize,
}

impl<'a> Chart<'a> {
    fn line(&mut self, line: &str) {
        // Writing to a `String` can't fail.
        let _ = writeln!(self.text, "  {line}");
    }

    fn step(&mut self, number: usize, step: &Step<'_>) {
        let title = quoted(&step.heading.text);
        self.line(&if step.is_outcome() { format!("s{number}([{title}])") } else { format!("s{number}[{title}]") });
    }

    fn way(&mut self, from: usize, way: &Way<'a>) {
        let arrow = if way.written.choice { "-->" } else { "-.->" };
        let goal = self.goal(&way.goal);
        let label = &way.written.label;
        let label = if label.is_empty() { String::new() } else { format!("|{}|", quoted(label)) };
        self.line(&format!("s{from} {arrow}{label} {goal}"));
    }

    fn goal(&mut self, goal: &Goal<'a>) -> String {
        match goal {
            Goal::Step(step) => format!("s{}", step + 1),
            Goal::Out(page) => {
                let known = self.pages.len();
                let number = *self.pages.entry(*page).or_insert(known + 1);
                format!("p{number}[[{}]]", quoted(page))
            }
            Goal::NoStep(_) | Goal::Broken | Goal::Nowhere => {
                self.dead += 1;
                format!("x{}{{{{\"?\"}}}}", self.dead)
            }
        }
    }
}

/// A text in quotes, with what means something in Mermaid as entities.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for character in text.chars() {
        match character {
            '"' | '#' | '<' | '>' | '&' | '`' | '|' | '\\' => quoted += &format!("#{};", u32::from(character)),
            _ if character.is_control() => quoted.push(' '),
            _ => quoted.push(character),
        }
    }
    quoted + "\""
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn texts_cannot_end_their_quotes() {
        for (text, expected) in [
            ("Is it on?", "\"Is it on?\""),
            ("Say \"no\"", "\"Say #34;no#34;\""),
            ("`#1` | <b> & \\", "\"#96;#35;1#96; #124; #60;b#62; #38; #92;\""),
            ("Ναι\tόχι", "\"Ναι όχι\""),
        ] {
            assert_eq!(quoted(text), expected);
        }
    }
}
