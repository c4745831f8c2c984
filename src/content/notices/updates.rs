//! A notice's text -> its updates: headings that begin with a date, and what follows them.
//!
//! Pure. Writers may add the newest at the end, as in a log, or at the top; what comes out is newest first.

use std::cmp::{Ordering, Reverse};
use std::ops::Range;

use crate::date::Date;
use crate::diag::{Diagnostic, Diagnostics, Rule};
use crate::markdown::{Heading, Section};

/// What follows the date of a heading before its text.
const SEPARATORS: [char; 7] = [' ', '–', '—', '-', ':', ',', '·'];

/// What was said of a notice later on.
#[derive(Debug, Clone)]
pub struct Update {
    /// The day.
    pub date: Date,
    /// The time as written, `10:00`, where the heading has one after the date.
    pub time: Option<String>,
    /// The heading without the date; may be empty.
    pub title: String,
    /// Its heading and what follows, among the sections of the notice's text.
    pub sections: Range<usize>,
}

/// The updates of a text, newest first. `from` is the first day of the notice.
pub(super) fn updates(sections: &[Section], from: Option<Date>, found: &mut Diagnostics) -> Vec<Update> {
    let mut updates = Vec::new();
    for (at, heading) in sections.iter().enumerate().filter_map(|(at, section)| Some((at, section.heading.as_ref()?))) {
        if let Some(update) = update(at, heading, sections, found) {
            if from.is_some_and(|from| update.date < from) {
                found.add(before_its_notice(heading));
            }
            updates.push(update);
        }
    }
    let newest_first = check_order(&updates, sections, found);
    if !newest_first {
        updates.reverse();
    }
    // What is written without a time stays in the writer's order.
    updates.sort_by_key(|update| Reverse(update.date));
    updates
}

/// The update that a heading begins.
fn update(at: usize, heading: &Heading, sections: &[Section], found: &mut Diagnostics) -> Option<Update> {
    let (day, rest) = heading.text.split_at_checked("2026-11-01".len())?;
    let is_day = day.bytes().zip(*b"0000-00-00").all(|(byte, like)| match like {
        b'-' => byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    if heading.level != 2 || !is_day || rest.starts_with(char::is_alphanumeric) {
        return None;
    }
    let Some(date) = Date::parse(day) else {
        let message = format!("there is no day `{day}`");
        let hint = "a heading that begins with a date is an update of the notice: `## 2026-11-01 10:00 What we found`";
        found.add(Diagnostic::new(Rule::InvalidValue, heading.span.clone(), message).hint(hint));
        return None;
    };
    let title = rest.trim_start_matches(SEPARATORS).trim_end();
    let end = sections[at + 1..].iter().position(|next| next.heading.as_ref().is_some_and(|next| next.level <= 2));
    Some(Update {
        date,
        time: time(title),
        title: title.to_owned(),
        sections: at..end.map_or(sections.len(), |end| at + 1 + end),
    })
}

/// The `10:00` that a text begins with.
fn time(text: &str) -> Option<String> {
    let time = text.get(..5)?;
    let (hour, minute) = time.split_once(':')?;
    let number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse::<u8>().ok()).flatten();
    (hour.len() == 2 && number(hour)? < 24 && number(minute)? < 60).then(|| time.to_owned())
}

/// Whether the newest comes first. The first update that stands against the order of those before it is reported.
fn check_order(updates: &[Update], sections: &[Section], found: &mut Diagnostics) -> bool {
    let pairs = || updates.iter().zip(updates.iter().skip(1)).filter(|(one, next)| order(one, next) != Ordering::Equal);
    let is_falling = |(one, next): &(&Update, &Update)| order(one, next) == Ordering::Greater;
    let newest_first = pairs().next().is_some_and(|pair| is_falling(&pair));
    let wrong = pairs().find(|pair| is_falling(pair) != newest_first);
    if let Some((one, next)) = wrong
        && let Some(heading) = sections.get(next.sections.start).and_then(|section| section.heading.as_ref())
    {
        let day = |update: &Update| match &update.time {
            Some(time) => format!("{} {time}", update.date.iso()),
            None => update.date.iso(),
        };
        let message = format!("this update is out of order: `{}` stands below `{}`", day(next), day(one));
        let hint = "write updates in the order of time: always the newest last, or always the newest first";
        found.add(Diagnostic::new(Rule::UpdateOrder, heading.span.clone(), message).hint(hint));
    }
    newest_first
}

/// Which of two comes first; of a day's, where both have a time.
fn order(one: &Update, next: &Update) -> Ordering {
    one.date.cmp(&next.date).then_with(|| match (&one.time, &next.time) {
        (Some(one), Some(next)) => one.cmp(next),
        _ => Ordering::Equal,
    })
}

fn before_its_notice(heading: &Heading) -> Diagnostic {
    let message = "this update is older than its notice, which begins later";
    Diagnostic::new(Rule::UpdateOrder, heading.span.clone(), message)
        .hint("`from` is the first day the notice is shown")
}

#[cfg(test)]
mod tests {
    use super::time;

    #[test]
    fn only_times_of_a_day_are_times() {
        for (text, expected) in [
            ("10:00 UTC We know why", Some("10:00")),
            ("23:59", Some("23:59")),
            ("24:00", None),
            ("10:60", None),
            ("9:00 am", None),
            ("+1:+2", None),
            ("We know", None),
            ("η ώρα", None),
        ] {
            assert_eq!(time(text).as_deref(), expected, "{text}");
        }
    }
}
