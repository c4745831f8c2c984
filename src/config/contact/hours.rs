//! Opening hours of a contact channel: a table of days, a time zone, holidays -> the times of a week, every mistake with its place.

use crate::date::Date;
use crate::diag::{Diagnostic, Diagnostics, Rule, Span};
use crate::language::zones::Zone;
use crate::suggest::did_you_mean;
use crate::yaml::{Located, Table, TextOrTable};

/// When somebody is there.
#[derive(Debug, Clone)]
pub struct Hours {
    /// The time zone of all times.
    pub zone: Zone,
    /// The times of each day, from Monday on.
    pub week: [Vec<Shift>; 7],
    /// Days that are not as others of the week, the first first.
    pub holidays: Vec<Holiday>,
}

/// From when until when, in minutes since midnight. What ends before it begins ends on the day after.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shift {
    /// `540` for 9:00.
    pub from: u16,
    /// `1440` for midnight.
    pub until: u16,
}

/// Days with times of their own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holiday {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub until: Date,
    /// The times of each day; none where nobody is there.
    pub shifts: Vec<Shift>,
}

const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// A minute's place in a day.
const MIDNIGHT: u16 = 24 * 60;

const HOLIDAY: &str = "write `2026-12-25`, `2026-12-24: 09:00-12:00` or `{from: 2026-12-24, until: 2027-01-01}`";

/// Whether a table of `hours` is one of days, not a text for each language.
pub(super) fn is_week(table: &Table) -> bool {
    table.keys().any(|key| days(key).is_some())
}

/// The hours of a table of days; `None` where the zone isn't known, which is reported.
pub(super) fn hours(
    mut table: Table,
    zone: Option<Zone>,
    holidays: Vec<TextOrTable>,
    diagnostics: &mut Diagnostics,
) -> Option<Hours> {
    let week = week(&mut table, diagnostics);
    let mut days: Vec<Holiday> = holidays.into_iter().flat_map(|day| holiday(day, diagnostics)).collect();
    days.sort_by_key(|holiday| (holiday.from, holiday.until));
    Some(Hours { zone: zone?, week, holidays: days })
}

/// The zone of the key `time_zone`; a wrong one is reported.
pub(super) fn zone(name: &Located<String>, diagnostics: &mut Diagnostics) -> Option<Zone> {
    let zone = Zone::parse(&name.value);
    if zone.is_none() {
        let message = format!("there is no time zone `{}`", name.value);
        report(name.span(), message, Zone::hint(&name.value), diagnostics);
    }
    zone
}

fn week(table: &mut Table, diagnostics: &mut Diagnostics) -> [Vec<Shift>; 7] {
    let mut week: [Vec<Shift>; 7] = Default::default();
    let mut given = [false; 7];
    for (key, text) in table.take_all_written::<String>(diagnostics) {
        let Some(text) = text else { continue };
        let Some(days) = days(&key) else {
            let names = DAYS.into_iter().flat_map(|day| [&day[..3], day]);
            let hint = did_you_mean(&key, names)
                .unwrap_or_else(|| "write for example `mon`, `mon-fri`, `sat, sun` or `daily`".to_owned());
            report(text.key_span(), format!("`{key}` is no day of the week"), hint, diagnostics);
            continue;
        };
        let Some(shifts) = shifts(&text, diagnostics) else { continue };
        for day in days {
            if std::mem::replace(&mut given[day], true) {
                let message = format!("`{}` has opening hours twice", DAYS[day]);
                report(text.key_span(), message, "write all its times in one line", diagnostics);
                break;
            }
            week[day].clone_from(&shifts);
        }
    }
    week
}

/// `mon`, `Monday`, `mon-fri`, `sat-mon`, `sat, sun` or `daily`, as numbers from Monday on.
fn days(key: &str) -> Option<Vec<usize>> {
    let key = key.to_ascii_lowercase();
    if key.trim() == "daily" {
        return Some((0..7).collect());
    }
    let mut found = Vec::new();
    for part in key.split(',') {
        match part.split_once(['-', '–']) {
            None => found.push(day(part)?),
            Some((from, until)) => {
                let (from, until) = (day(from)?, day(until)?);
                found.extend((from..=if until < from { until + 7 } else { until }).map(|day| day % 7));
            }
        }
    }
    Some(found)
}

/// A day by its English name or the start of it.
fn day(text: &str) -> Option<usize> {
    let text = text.trim();
    DAYS.iter().position(|day| text.len() >= 3 && day.starts_with(text))
}

fn holiday(day: TextOrTable, diagnostics: &mut Diagnostics) -> Vec<Holiday> {
    match day {
        TextOrTable::Text(text) => {
            let day = date(&text.value, text.span(), diagnostics);
            day.map(|day| Holiday { from: day, until: day, shifts: Vec::new() }).into_iter().collect()
        }
        TextOrTable::Table(table) if ["from", "until"].iter().any(|key| table.has_value(key)) => {
            days_between(table, diagnostics).into_iter().collect()
        }
        TextOrTable::Table(mut table) => {
            let days = table.take_all_written::<String>(diagnostics).into_iter();
            let days = days.filter_map(|(key, text)| {
                let text = text?;
                let (day, shifts) = (date(&key, text.key_span(), diagnostics), shifts(&text, diagnostics));
                let (day, shifts) = (day?, shifts?);
                Some(Holiday { from: day, until: day, shifts })
            });
            days.collect()
        }
    }
}

/// `{from: 2026-12-24, until: 2027-01-01, hours: 09:00-12:00}`
fn days_between(mut table: Table, diagnostics: &mut Diagnostics) -> Option<Holiday> {
    let mut take = |key: &str| {
        let text = table.take_written::<String>(key, diagnostics)?;
        date(&text.value, text.span(), diagnostics).map(|date| text.with(date))
    };
    let (from, until) = (take("from"), take("until"));
    let hours = table.take_written::<String>("hours", diagnostics);
    let shifts = hours.map_or(Some(Vec::new()), |hours| shifts(&hours, diagnostics));
    let span = table.span();
    let complete = ["from", "until"].iter().all(|key| table.keys().all(|left| left != *key));
    table.finish(&["from", "until", "hours"], diagnostics);
    let (from, until) = match (from, until) {
        (Some(from), Some(until)) => (from, until),
        (None, None) => return None,
        _ if !complete => return None,
        _ => {
            report(span, "these holidays need `from` and `until`", HOLIDAY, diagnostics);
            return None;
        }
    };
    if until.value < from.value {
        let message = format!("these holidays end before they begin: `{}`", until.value.iso());
        report(until.span(), message, "exchange `from` and `until`", diagnostics);
        return None;
    }
    Some(Holiday { from: from.value, until: until.value, shifts: shifts? })
}

fn date(text: &str, span: Span, diagnostics: &mut Diagnostics) -> Option<Date> {
    let date = Date::parse(text);
    if date.is_none() {
        report(span, format!("`{text}` is no date"), HOLIDAY, diagnostics);
    }
    date
}

/// `09:00-18:00`, `10:00-14:00, 16:00-18:00`, `closed`.
fn shifts(text: &Located<String>, diagnostics: &mut Diagnostics) -> Option<Vec<Shift>> {
    let parsed = parse_shifts(&text.value);
    parsed
        .map_err(|problem| {
            let hint = "write for example `09:00-18:00`, `09:00-13:00, 16:00-20:00`, `00:00-24:00` or `closed`";
            report(text.span(), format!("{problem}: `{}`", text.value), hint, diagnostics);
        })
        .ok()
}

fn parse_shifts(text: &str) -> Result<Vec<Shift>, &'static str> {
    if text.trim().eq_ignore_ascii_case("closed") {
        return Ok(Vec::new());
    }
    let mut shifts: Vec<Shift> = Vec::new();
    for part in text.split(',') {
        let (from, until) = part.split_once(['-', '–']).ok_or("opening hours are times such as `09:00-18:00`")?;
        let [from, until] = [from, until].map(|text| time(text.trim()));
        let (from, until) = from.zip(until).ok_or("opening hours have a time that no clock shows")?;
        if from == until || from == MIDNIGHT {
            return Err("opening hours end when they begin");
        }
        if shifts.last().is_some_and(|last| last.until <= last.from || from < last.until) {
            return Err("opening hours overlap, or are not in the order of the day");
        }
        shifts.push(Shift { from, until });
    }
    Ok(shifts)
}

/// `9`, `9:00` or `09:00` in minutes since midnight; at most `24:00`.
fn time(text: &str) -> Option<u16> {
    let (hour, minute) = text.split_once(':').unwrap_or((text, "00"));
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if !(1..=2).contains(&hour.len()) || minute.len() != 2 || !digits(hour) || !digits(minute) {
        return None;
    }
    let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.parse().ok()?);
    (minute < 60 && hour * 60 + minute <= MIDNIGHT).then_some(hour * 60 + minute)
}

fn report(span: Span, message: impl Into<String>, hint: impl Into<String>, diagnostics: &mut Diagnostics) {
    diagnostics.add(Diagnostic::new(Rule::InvalidValue, span, message.into()).hint(hint.into()));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_the_week() {
        for (key, expected) in [
            ("mon", Some(vec![0])),
            ("Thursday", Some(vec![3])),
            ("mon-fri", Some(vec![0, 1, 2, 3, 4])),
            ("sat–mon", Some(vec![5, 6, 0])),
            ("mon, wed - thu", Some(vec![0, 2, 3])),
            ("daily", Some((0..7).collect())),
            ("mo", None),
            ("en", None),
            ("mon-", None),
        ] {
            assert_eq!(days(key), expected, "{key}");
        }
    }

    #[test]
    fn times_of_a_day() {
        let shift = |from, until| Shift { from, until };
        for (text, expected) in [
            ("09:00-18:00", Some(vec![shift(540, 1080)])),
            ("9-17", Some(vec![shift(540, 1020)])),
            ("10:00–14:00, 16:00-18:30", Some(vec![shift(600, 840), shift(960, 1110)])),
            ("22:00-02:00", Some(vec![shift(1320, 120)])),
            ("00:00-24:00", Some(vec![shift(0, 1440)])),
            ("closed", Some(vec![])),
            ("09:00", None),
            ("9:0-10:00", None),
            ("09:00-24:30", None),
            ("09:60-10:00", None),
            ("09:00-09:00", None),
            ("24:00-02:00", None),
            ("16:00-18:00, 09:00-12:00", None),
            ("22:00-02:00, 23:00-24:00", None),
            ("09:00-12:00, 11:00-14:00", None),
            ("+9:00-10:00", None),
        ] {
            assert_eq!(parse_shifts(text).ok(), expected, "{text}");
        }
    }
}
