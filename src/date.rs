//! A date without a time: `2026-11-01`. The only module that names `jiff`.

use jiff::civil;

/// A day of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date(civil::Date);

impl Date {
    /// The date of a text in ISO 8601's `YYYY-MM-DD`; `None` where it is none or no such day exists.
    pub fn parse(text: &str) -> Option<Self> {
        let shape = text.len() == 10
            && text.bytes().enumerate().all(|(at, byte)| match at {
                4 | 7 => byte == b'-',
                _ => byte.is_ascii_digit(),
            });
        shape.then(|| text.parse().ok().map(Self)).flatten()
    }

    /// The day so many days after the first of 1970.
    pub fn of_unix_days(days: u64) -> Option<Self> {
        let days = i64::try_from(days).ok()?;
        let days = jiff::Span::new().try_days(days).ok()?;
        civil::date(1970, 1, 1).checked_add(days).ok().map(Self)
    }

    /// `2026-11-01`.
    pub fn iso(self) -> String {
        self.0.to_string()
    }

    /// The day after; none after the calendar's last.
    pub fn next(self) -> Option<Self> {
        self.0.tomorrow().ok().map(Self)
    }

    /// Year, month from 1, day from 1.
    pub fn gregorian(self) -> (i32, u8, u8) {
        (self.0.year().into(), self.0.month().unsigned_abs(), self.0.day().unsigned_abs())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_after() {
        for (day, next) in [("2024-02-28", "2024-02-29"), ("2026-12-31", "2027-01-01")] {
            assert_eq!(Date::parse(day).and_then(Date::next), Date::parse(next));
        }
    }

    #[test]
    fn days_since_1970() {
        for (days, date) in [(0, "1970-01-01"), (11_016, "2000-02-29"), (20_779, "2026-11-22")] {
            assert_eq!(Date::of_unix_days(days), Date::parse(date));
        }
        assert_eq!(Date::of_unix_days(u64::MAX), None);
    }

    #[test]
    fn only_real_days_are_dates() {
        assert_eq!(Date::parse("2024-02-29").map(Date::gregorian), Some((2024, 2, 29)));
        for text in ["2026-13-45", "2026-02-29", "2026-1-1", "20260101", "2026-01-01T00:00", "yesterday", "２026-01-01"]
        {
            assert_eq!(Date::parse(text), None, "{text}");
        }
    }
}
