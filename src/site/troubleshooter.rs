//! A troubleshooter's text -> its steps and where their choices lead, and what is wrong with that.
//!
//! Each step is looked at as often as ways lead to it, so the work grows with the text alone.

use std::collections::HashMap;
use std::ops::Range;

use super::links::find_anchor;
use super::url::decode;
use crate::diag::{Diagnostic, Diagnostics, Rule, Span};
use crate::markdown::{self, Document, Heading};

/// A troubleshooter's text as a graph.
#[derive(Debug)]
pub struct Troubleshooter<'a> {
    document: &'a Document,
    /// The sections before the first step.
    pub intro: Range<usize>,
    /// The ways that stand there.
    pub intro_ways: Vec<Way<'a>>,
    /// Each `##` with what follows it, the first one to begin with.
    pub steps: Vec<Step<'a>>,
}

/// A step.
#[derive(Debug)]
pub struct Step<'a> {
    /// Its heading.
    pub heading: &'a Heading,
    /// Its sections, that of the heading first.
    pub sections: Range<usize>,
    /// Its choices and other links to places of the page, as they stand there.
    pub ways: Vec<Way<'a>>,
}

/// How a customer goes on from a step.
#[derive(Debug)]
pub struct Way<'a> {
    /// As it is written.
    pub written: &'a markdown::Way,
    /// Where it leads.
    pub goal: Goal<'a>,
}

/// Where a way leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Goal<'a> {
    /// To a step, by its index.
    Step(usize),
    /// Out of the troubleshooter: the destination as written.
    Out(&'a str),
    /// To a place of the page that is in no step.
    NoStep(&'a str),
    /// To an anchor that isn't there, which the check of links reports.
    Broken,
    /// Nowhere.
    Nowhere,
}

impl Step<'_> {
    /// Whether it is an outcome: a step without choices.
    pub fn is_outcome(&self) -> bool {
        self.ways.iter().all(|way| !way.written.choice)
    }

    /// The steps that it leads to.
    fn next(&self) -> impl Iterator<Item = usize> {
        next(&self.ways)
    }
}

fn next(ways: &[Way<'_>]) -> impl Iterator<Item = usize> {
    ways.iter().filter_map(|way| match way.goal {
        Goal::Step(step) => Some(step),
        _ => None,
    })
}

impl<'a> Troubleshooter<'a> {
    /// Finds the steps of a text, and where its choices lead.
    pub fn new(document: &'a Document) -> Self {
        let mut steps: Vec<Step<'a>> = Vec::new();
        let mut step_of = HashMap::new();
        let mut intro = 0..0;
        for (index, section) in document.sections.iter().enumerate() {
            if let Some(heading) = section.heading.as_ref().filter(|heading| heading.level <= 2) {
                steps.push(Step { heading, sections: index..index, ways: Vec::new() });
            }
            if let (Some(heading), false) = (&section.heading, steps.is_empty()) {
                step_of.insert(heading.id.as_str(), steps.len() - 1);
            }
            steps.last_mut().map_or(&mut intro, |step| &mut step.sections).end = index + 1;
        }
        let mut found = Self { document, intro, intro_ways: Vec::new(), steps };
        found.take_ways(&step_of);
        found
    }

    /// Ways come in the order of the sections.
    fn take_ways(&mut self, step_of: &HashMap<&str, usize>) {
        let mut steps = self.steps.iter_mut().peekable();
        let mut ways = &mut self.intro_ways;
        for written in &self.document.ways {
            while let Some(step) = steps.next_if(|step| step.sections.start <= written.section) {
                ways = &mut step.ways;
            }
            ways.push(Way { written, goal: goal(self.document, written, step_of) });
        }
    }

    /// Which steps a customer gets to.
    fn reached(&self) -> Vec<bool> {
        let mut reached = vec![false; self.steps.len()];
        let mut open: Vec<usize> = next(&self.intro_ways).chain((!self.steps.is_empty()).then_some(0)).collect();
        while let Some(step) = open.pop() {
            if !std::mem::replace(&mut reached[step], true) {
                open.extend(self.steps[step].next());
            }
        }
        reached
    }

    /// From which steps an outcome is reached, or a page that a choice leads to.
    fn ends(&self) -> Vec<bool> {
        let mut before = vec![Vec::new(); self.steps.len()];
        for (index, step) in self.steps.iter().enumerate() {
            step.next().for_each(|next| before[next].push(index));
        }
        let leads_out = |step: &Step| step.ways.iter().any(|way| matches!(way.goal, Goal::Out(_)));
        let is_end = |index: &usize| self.steps[*index].is_outcome() || leads_out(&self.steps[*index]);
        let mut open: Vec<usize> = (0..self.steps.len()).filter(is_end).collect();
        let mut ends = vec![false; self.steps.len()];
        while let Some(step) = open.pop() {
            if !std::mem::replace(&mut ends[step], true) {
                open.append(&mut before[step]);
            }
        }
        ends
    }

    /// Loops out of which no way leads, each with its steps in order. Where there is no way out, the first ways get into a loop, or to
    /// a choice that leads nowhere.
    fn loops(&self) -> Vec<Vec<usize>> {
        let ends = self.ends();
        let mut loops = Vec::new();
        // On which walk a step was met.
        let mut met: Vec<Option<usize>> = vec![None; self.steps.len()];
        for start in (0..self.steps.len()).filter(|step| !ends[*step]) {
            let (mut walk, mut at) = (Vec::new(), Some(start));
            while let Some(step) = at.filter(|step| met[*step].is_none()) {
                met[step] = Some(start);
                walk.push(step);
                at = self.steps[step].next().next();
            }
            if let Some(first) = at.filter(|step| met[*step] == Some(start)) {
                let mut circle = walk.split_off(walk.iter().position(|step| *step == first).unwrap_or_default());
                let top = (0..circle.len()).min_by_key(|at| circle[*at]).unwrap_or_default();
                circle.rotate_left(top);
                loops.push(circle);
            }
        }
        loops
    }
}

fn goal<'a>(document: &'a Document, way: &markdown::Way, step_of: &HashMap<&str, usize>) -> Goal<'a> {
    let Some(link) = way.link else { return Goal::Nowhere };
    let destination = &document.links[link].destination;
    let Some(fragment) = destination.strip_prefix('#') else { return Goal::Out(destination) };
    match find_anchor(&document.anchors, &decode(fragment)) {
        Some(id) => step_of.get(id.as_str()).map_or(Goal::NoStep(destination), |step| Goal::Step(*step)),
        None => Goal::Broken,
    }
}

/// Reports what keeps a customer from an answer.
pub(super) fn check(document: &Document, found: &mut Diagnostics) {
    let graph = Troubleshooter::new(document);
    let mut add = |rule, span: &Span, message: String, hint: String| {
        found.add(Diagnostic::new(rule, span.clone(), message).hint(hint));
    };
    if let Some(way) = graph.intro_ways.iter().find(|way| way.written.choice) {
        let message = format!("the choice `{}` stands before the first step", way.written.label);
        let hint = "put a heading above the choices: `## What do you see?`";
        add(Rule::ChoiceBeforeSteps, &way.written.span, message, hint.to_owned());
    }
    for way in graph.steps.iter().flat_map(|step| &step.ways).filter(|way| way.written.choice) {
        if let Some((message, hint)) = dead(way) {
            add(Rule::DeadChoice, &way.written.span, message, hint);
        }
    }
    for (step, _) in graph.steps.iter().zip(graph.reached()).filter(|(_, reached)| !reached) {
        let message = format!("no choice leads to the step `{}`", step.heading.text);
        let hint = format!("link to it from another step, `- [What one sees](#{})`, or take it out", step.heading.id);
        add(Rule::UnreachableStep, &step.heading.span, message, hint);
    }
    for circle in graph.loops() {
        let names = circle.iter().chain(circle.first()).map(|step| format!("`{}`", graph.steps[*step].heading.text));
        let message = format!("these steps lead round and round: {}", names.collect::<Vec<_>>().join(" → "));
        let hint = "give one of them a choice that leads to an outcome: a step without choices";
        add(Rule::EndlessLoop, &graph.steps[circle[0]].heading.span, message, hint.to_owned());
    }
    for step in graph.steps.iter().filter(|step| step.is_outcome() && graph.is_empty(step)) {
        let message = format!("the outcome `{}` says nothing", step.heading.text);
        let hint = "say below the heading what to do, or how to reach you; or give choices there";
        add(Rule::EmptyOutcome, &step.heading.span, message, hint.to_owned());
    }
}

/// What is wrong with a choice, and what helps.
fn dead(way: &Way<'_>) -> Option<(String, String)> {
    let label = &way.written.label;
    match way.goal {
        Goal::Nowhere => {
            let message = format!("the choice `{label}` leads nowhere");
            Some((message, format!("link it to a step: `- [{label}](#id-of-the-step)`")))
        }
        Goal::NoStep(destination) => {
            let message = format!("the choice `{label}` leads to `{destination}`, which is in no step");
            Some((message, "give the id of a `##` heading, or of one below it".to_owned()))
        }
        Goal::Step(_) | Goal::Out(_) | Goal::Broken => None,
    }
}

impl Troubleshooter<'_> {
    /// Whether there is nothing below a step's headings.
    fn is_empty(&self, step: &Step<'_>) -> bool {
        let mut sections = self.document.sections[step.sections.clone()].iter();
        sections.all(|section| section.text.trim().is_empty() && !section.html.has_media())
    }
}
