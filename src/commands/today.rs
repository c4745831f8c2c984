//! What day it is, for the commands that ask: the system's, or the one that is given.

use std::time::{Duration, SystemTime};

use super::printer::{Outcome, Printer};
use crate::date::Date;

/// The seconds of a day.
const DAY: u64 = 86_400;

/// The day given, or today (UTC). No site is made where this is asked.
pub(super) fn today(given: Option<&String>, printer: &Printer) -> Result<Date, Outcome> {
    let Some(given) = given else {
        #[expect(clippy::disallowed_methods, reason = "no site is made here, and the day is asked for")]
        let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
        let days = since.as_ref().map_or(0, Duration::as_secs) / DAY;
        return Date::of_unix_days(days).ok_or_else(|| printer.failed("can't tell what day it is"));
    };
    Date::parse(given).ok_or_else(|| {
        printer.error(&format!("`{given}` is not a date"), Some("write it as `2026-11-01`"));
        Outcome::Usage
    })
}
