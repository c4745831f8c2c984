//! Times as events and logs write them -> seconds since 1970, and the weeks that they are in.

use crate::date::Date;

const DAY: i64 = 24 * 60 * 60;
const MONTHS: [&[u8]; 12] =
    [b"Jan", b"Feb", b"Mar", b"Apr", b"May", b"Jun", b"Jul", b"Aug", b"Sep", b"Oct", b"Nov", b"Dec"];

/// `2026-11-21T10:00:00Z`, with or without a fraction, in UTC or with an offset (RFC 3339). Fractions are cut off.
pub(super) fn rfc3339(text: &str) -> Option<i64> {
    let bytes = text.as_bytes();
    let shape = bytes.get(4) == Some(&b'-')
        && bytes.get(7) == Some(&b'-')
        && bytes.get(10) == Some(&b'T')
        && bytes.get(13) == Some(&b':')
        && bytes.get(16) == Some(&b':');
    let date = (number(bytes, 0..4)?, number(bytes, 5..7)?, number(bytes, 8..10)?);
    let clock = (number(bytes, 11..13)?, number(bytes, 14..16)?, number(bytes, 17..19)?);
    let mut rest = bytes.get(19..)?;
    if let [b'.', fraction @ ..] = rest {
        let digits = fraction.iter().take_while(|byte| byte.is_ascii_digit()).count();
        rest = fraction.get(digits..).filter(|_| digits > 0)?;
    }
    shape.then(|| seconds(date, clock)).flatten()?.checked_sub(offset(rest, true)?)
}

/// `10/Oct/2000:13:55:36 -0700`, as web servers write it.
pub(super) fn of_log(bytes: &[u8]) -> Option<i64> {
    let shape = bytes.len() == 26
        && bytes[2] == b'/'
        && bytes[6] == b'/'
        && bytes[11] == b':'
        && bytes[14] == b':'
        && bytes[17] == b':'
        && bytes[20] == b' ';
    if !shape {
        return None;
    }
    let month = MONTHS.iter().position(|name| *name == &bytes[3..6])? + 1;
    let date = (number(bytes, 7..11)?, i64::try_from(month).ok()?, number(bytes, 0..2)?);
    let clock = (number(bytes, 12..14)?, number(bytes, 15..17)?, number(bytes, 18..20)?);
    seconds(date, clock)?.checked_sub(offset(&bytes[21..], false)?)
}

/// The first day of the week (a Monday) that a time is in, in days since 1970.
pub(super) fn week(time: i64) -> i64 {
    let day = time.div_euclid(DAY);
    day - (day + 3).rem_euclid(7)
}

/// The date of a day: `2026-11-16`.
pub(super) fn day(days: i64) -> String {
    u64::try_from(days).ok().and_then(Date::of_unix_days).map(Date::iso).unwrap_or_default()
}

/// `2026-11-21T10:00:00Z`.
pub(super) fn iso(time: i64) -> String {
    let (date, rest) = (day(time.div_euclid(DAY)), time.rem_euclid(DAY));
    format!("{date}T{:02}:{:02}:{:02}Z", rest / 3600, rest / 60 % 60, rest % 60)
}

fn number(bytes: &[u8], range: std::ops::Range<usize>) -> Option<i64> {
    let digits = bytes.get(range)?;
    let value = |sum: i64, digit: &u8| digit.is_ascii_digit().then(|| sum * 10 + i64::from(digit - b'0'));
    digits.iter().try_fold(0, value)
}

/// Seconds since 1970, where there is such a day and time, from 1970 on.
fn seconds((year, month, day): (i64, i64, i64), (hour, minute, second): (i64, i64, i64)) -> Option<i64> {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        1..=12 => 31,
        _ => return None,
    };
    let exists = year >= 1970 && (1..=days).contains(&day) && hour < 24 && minute < 60 && second < 60;
    // Years begin in March here, so that the day that leap years have more is a year's last.
    let (y, m) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let days = y * 365 + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + day - 719_469;
    exists.then_some(days * DAY + hour * 3600 + minute * 60 + second)
}

/// `Z`, `+02:00` or, in logs, `+0200`, in seconds.
fn offset(bytes: &[u8], colon: bool) -> Option<i64> {
    let (sign, hours, minutes) = match bytes {
        b"Z" if colon => return Some(0),
        [sign, a, b, b':', c, d] if colon => (sign, [*a, *b], [*c, *d]),
        [sign, a, b, c, d] if !colon => (sign, [*a, *b], [*c, *d]),
        _ => return None,
    };
    let (hours, minutes) = (number(&hours, 0..2)?, number(&minutes, 0..2)?);
    let size = (hours < 24 && minutes < 60).then_some(hours * 3600 + minutes * 60)?;
    match sign {
        b'+' => Some(size),
        b'-' => Some(-size),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_of_events() {
        for (text, expected) in [
            ("1970-01-01T00:00:00Z", Some(0)),
            ("2026-11-21T10:00:00Z", Some(1_795_255_200)),
            ("2026-11-21T10:00:00.999Z", Some(1_795_255_200)),
            ("2026-11-21T12:00:00+02:00", Some(1_795_255_200)),
            ("2024-02-29T23:59:59Z", Some(1_709_251_199)),
            ("2000-03-01T00:00:00-00:30", Some(951_870_600)),
            ("2026-02-29T00:00:00Z", None),
            ("2026-11-21 10:00:00Z", None),
            ("2026-11-21T10:00:60Z", None),
            ("2026-11-21T10:00:00.Z", None),
            ("2026-11-21T10:00:00", None),
            ("2026-11-21T10:00:00é", None),
            ("1969-12-31T23:59:59Z", None),
            ("", None),
        ] {
            assert_eq!(rfc3339(text), expected, "{text}");
            assert!(expected.is_none_or(|time| iso(time).starts_with(&text[..4])), "{text}");
        }
    }

    #[test]
    fn times_of_logs() {
        for (text, expected) in [
            ("21/Nov/2026:10:00:00 +0000", Some(1_795_255_200)),
            ("21/Nov/2026:12:30:00 +0230", Some(1_795_255_200)),
            ("10/Oct/2000:13:55:36 -0700", Some(971_211_336)),
            ("10/oct/2000:13:55:36 -0700", None),
            ("10/Oct/2000:13:55:36 -07:00", None),
            ("31/Feb/2000:13:55:36 -0700", None),
            ("", None),
        ] {
            assert_eq!(of_log(text.as_bytes()), expected, "{text}");
        }
    }

    #[test]
    fn weeks_begin_on_monday() {
        for (time, monday) in [
            ("2026-11-16T00:00:00Z", "2026-11-16"),
            ("2026-11-22T23:59:59Z", "2026-11-16"),
            ("2026-11-23T00:00:00Z", "2026-11-23"),
            ("2027-01-01T12:00:00Z", "2026-12-28"),
        ] {
            assert_eq!(rfc3339(time).map(|time| day(week(time))).as_deref(), Some(monday), "{time}");
        }
    }
}
