//! Opening hours in words, as the page's language writes them, and as a rule that a script reads.

use serde_json::{Value, json};

use super::context::{OpeningContext, OpeningDay};
use crate::config::contact::hours::{Holiday, Hours, Shift};
use crate::language::format::Format;
use crate::theme::Texts;

/// The hours of a channel.
pub(super) fn opening(hours: &Hours, texts: &Texts) -> OpeningContext {
    let format = texts.format();
    OpeningContext {
        days: week(hours, texts),
        holidays: hours.holidays.iter().map(|holiday| day(holiday, texts)).collect(),
        zone: format.zone(&hours.zone),
        rule: rule(hours).to_string(),
    }
}

/// The days of a week from Monday on, neighbours with the same times as one.
fn week(hours: &Hours, texts: &Texts) -> Vec<OpeningDay> {
    let format = texts.format();
    let mut found = Vec::new();
    let mut first = 0;
    for runs in hours.week.chunk_by(|a, b| a == b) {
        let last = first + runs.len() - 1;
        let days = between(&format.weekday(first), &format.weekday(last));
        found.push(OpeningDay { days, times: times(&hours.week[first], texts) });
        first = last + 1;
    }
    found
}

fn day(holiday: &Holiday, texts: &Texts) -> OpeningDay {
    let date = |date| texts.format().date(date);
    OpeningDay { days: between(&date(holiday.from), &date(holiday.until)), times: times(&holiday.shifts, texts) }
}

fn times(shifts: &[Shift], texts: &Texts) -> String {
    let format = texts.format();
    match shifts {
        [] => texts.get("hours_closed").to_owned(),
        [Shift { from: 0, until: 1440 }] => texts.get("hours_all_day").to_owned(),
        shifts => {
            let each: Vec<String> = shifts.iter().map(|shift| shift_text(*shift, format)).collect();
            format.list(&each.iter().map(String::as_str).collect::<Vec<_>>())
        }
    }
}

fn shift_text(shift: Shift, format: &Format) -> String {
    between(&format.time(shift.from), &format.time(shift.until))
}

fn between(from: &str, until: &str) -> String {
    if from == until { from.to_owned() } else { format!("{from} – {until}") }
}

/// `{"zone": …, "week": [[[540, 1080]], …], "holidays": [["2026-12-24", "2027-01-01", []]]}`, in minutes since midnight.
fn rule(hours: &Hours) -> Value {
    let shifts = |shifts: &[Shift]| shifts.iter().map(|shift| json!([shift.from, shift.until])).collect::<Value>();
    let holiday = |holiday: &Holiday| json!([holiday.from.iso(), holiday.until.iso(), shifts(&holiday.shifts)]);
    json!({
        "zone": hours.zone.name,
        "week": hours.week.iter().map(|day| shifts(day)).collect::<Value>(),
        "holidays": hours.holidays.iter().map(holiday).collect::<Value>(),
    })
}
