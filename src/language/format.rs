//! Dates, times, time zones, numbers, lists and plural forms as a language writes them, by CLDR: values in, text out.
//!
//! Making a formatter costs more than using it, so a [`Format`] is made once for all pages of a language.

use std::fmt::{self, Debug};
use std::sync::OnceLock;

use icu_calendar::{Date as CalendarDate, Gregorian};
use icu_datetime::fieldsets::zone::Location;
use icu_datetime::fieldsets::{E, T, YMD};
use icu_datetime::input::Time;
use icu_datetime::{FixedCalendarDateTimeFormatter, NoCalendarFormatter};
use icu_decimal::DecimalFormatter;
use icu_list::ListFormatter;
use icu_locale::LanguageIdentifier;
use icu_plurals::{PluralCategory, PluralRules};

use super::Language;
use super::zones::Zone;
use crate::date::Date;

/// Writes values in one language. What CLDR doesn't know of the language is written as in no language at all.
pub struct Format {
    dates: Option<FixedCalendarDateTimeFormatter<Gregorian, YMD>>,
    numbers: Option<DecimalFormatter>,
    lists: Option<ListFormatter>,
    plurals: Option<PluralRules>,
    hours: OnceLock<Hours>,
    id: LanguageIdentifier,
}

/// What opening hours are written with; few pages have any.
struct Hours {
    weekdays: Option<FixedCalendarDateTimeFormatter<Gregorian, E>>,
    times: Option<NoCalendarFormatter<T>>,
    zones: Option<NoCalendarFormatter<Location>>,
}

impl Hours {
    fn new(id: &LanguageIdentifier) -> Self {
        Self {
            weekdays: FixedCalendarDateTimeFormatter::try_new(id.into(), E::long()).ok(),
            times: NoCalendarFormatter::try_new(id.into(), T::hm()).ok(),
            zones: NoCalendarFormatter::try_new(id.into(), Location).ok(),
        }
    }
}

impl Debug for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Format").finish_non_exhaustive()
    }
}

/// English of no country is written as most of the world writes it: `21 November 2026`, not `November 21, 2026`.
fn of_no_country(id: &LanguageIdentifier) -> Option<LanguageIdentifier> {
    (id.to_string() == "en").then(|| LanguageIdentifier::try_from_str("en-001").ok()).flatten()
}

impl Format {
    /// The formatters of a language.
    pub fn new(language: &Language) -> Self {
        let id = of_no_country(&language.id);
        let id = id.as_ref().unwrap_or(&language.id);
        Self {
            dates: FixedCalendarDateTimeFormatter::try_new(id.into(), YMD::long()).ok(),
            numbers: DecimalFormatter::try_new(id.into(), Default::default()).ok(),
            lists: ListFormatter::try_new_and(id.into(), Default::default()).ok(),
            plurals: PluralRules::try_new(id.into(), Default::default()).ok(),
            hours: OnceLock::new(),
            id: id.clone(),
        }
    }

    fn hours(&self) -> &Hours {
        self.hours.get_or_init(|| Hours::new(&self.id))
    }

    /// A day, in CLDR's long form and the Gregorian calendar, with the language's digits: `21 Νοεμβρίου 2026`.
    pub fn date(&self, date: Date) -> String {
        let (year, month, day) = date.gregorian();
        let day = CalendarDate::try_new_gregorian(year, month, day).ok();
        let text = self.dates.as_ref().zip(day).map(|(dates, day)| dates.format(&day).to_string());
        text.unwrap_or_else(|| date.iso())
    }

    /// A day of the week, counted from Monday as 0: `Δευτέρα`.
    pub fn weekday(&self, day: usize) -> String {
        // The first of June of 2026 is a Monday.
        let date = u8::try_from(day % 7).ok().and_then(|day| CalendarDate::try_new_gregorian(2026, 6, 1 + day).ok());
        let text = self.hours().weekdays.as_ref().zip(date).map(|(weekdays, date)| weekdays.format(&date).to_string());
        text.unwrap_or_else(|| (day + 1).to_string())
    }

    /// A time of day in minutes since midnight: `9:00 π.μ.`
    pub fn time(&self, minutes: u16) -> String {
        let [hour, minute] = [minutes / 60 % 24, minutes % 60].map(|part| u8::try_from(part).unwrap_or_default());
        let time = Time::try_new(hour, minute, 0, 0).ok();
        let text = self.hours().times.as_ref().zip(time).map(|(times, time)| times.format(&time).to_string());
        text.unwrap_or_else(|| format!("{hour:02}:{minute:02}"))
    }

    /// A time zone by its place: `Ώρα (Ελλάδα)`.
    pub fn zone(&self, zone: &Zone) -> String {
        let zones = self.hours().zones.as_ref().filter(|_| !zone.is_utc());
        let text = zones.map(|zones| zones.format(&zone.id.without_offset()).to_string());
        text.unwrap_or_else(|| zone.name.trim_start_matches("Etc/").to_owned())
    }

    /// A number with the language's digits and marks between thousands: `1.234`.
    pub fn number(&self, number: usize) -> String {
        match &self.numbers {
            Some(numbers) => numbers.format(&(number as u64).into()).to_string(),
            None => number.to_string(),
        }
    }

    /// Words with what stands between them: `iOS, Android και Web`.
    pub fn list(&self, items: &[&str]) -> String {
        match &self.lists {
            Some(lists) => lists.format(items.iter()).to_string(),
            None => items.join(", "),
        }
    }

    /// The CLDR plural category of a count: `one`, `few`, `many`, `other`, …
    pub fn plural(&self, count: usize) -> &'static str {
        match self.plurals.as_ref().map_or(PluralCategory::Other, |rules| rules.category_for(count)) {
            PluralCategory::Zero => "zero",
            PluralCategory::One => "one",
            PluralCategory::Two => "two",
            PluralCategory::Few => "few",
            PluralCategory::Many => "many",
            PluralCategory::Other => "other",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn format(tag: &str) -> Format {
        Format::new(&Language::parse(tag).unwrap())
    }

    #[test]
    fn dates_are_cldr() {
        let date = Date::parse("2026-11-21").unwrap();
        for (tag, text) in [
            ("en", "21 November 2026"),
            ("en-GB", "21 November 2026"),
            ("en-US", "November 21, 2026"),
            ("el", "21 Νοεμβρίου 2026"),
            ("ro", "21 noiembrie 2026"),
            ("ms", "21 November 2026"),
            ("fil", "Nobyembre 21, 2026"),
            ("tl", "Nobyembre 21, 2026"),
            ("ar", "21 نوفمبر 2026"),
            ("ar-EG", "٢١ نوفمبر ٢٠٢٦"),
            ("ja", "2026年11月21日"),
            ("zh-Hans", "2026年11月21日"),
            ("ko", "2026년 11월 21일"),
            ("de", "21. November 2026"),
            ("es-MX", "21 de noviembre de 2026"),
            ("fa", "۲۱ نوامبر ۲۰۲۶"),
            ("th", "21 พฤศจิกายน ค.ศ. 2026"),
            ("iw", "21 בנובמבר 2026"),
            ("bn", "২১ নভেম্বর, ২০২৬"),
            ("tlh", "2026 M11 21"),
        ] {
            assert_eq!(format(tag).date(date), text, "{tag}");
        }
    }

    #[test]
    fn numbers_and_lists_are_cldr() {
        for (tag, number, list) in [
            ("en", "1,234,567", "a, b and c"),
            ("en-US", "1,234,567", "a, b, and c"),
            ("el", "1.234.567", "a, b και c"),
            ("de", "1.234.567", "a, b und c"),
            ("fr", "1\u{202f}234\u{202f}567", "a, b et c"),
            ("hi", "12,34,567", "a, b और c"),
            ("fa", "۱٬۲۳۴٬۵۶۷", "a،\u{200f} b، و c"),
            ("ar-EG", "١٬٢٣٤٬٥٦٧", "a وb وc"),
            ("ja", "1,234,567", "a、b、c"),
            ("tlh", "1,234,567", "a, b, c"),
        ] {
            let format = format(tag);
            assert_eq!(
                (format.number(1_234_567).as_str(), format.list(&["a", "b", "c"]).as_str()),
                (number, list),
                "{tag}"
            );
        }
        assert_eq!([format("es").number(1234), format("pl").number(1234)], ["1234", "1234"]);
        assert_eq!([format("el").list(&[]), format("el").list(&["a"])], ["", "a"]);
    }

    #[test]
    fn days_times_and_zones_are_cldr() {
        for (tag, expected) in [
            ("en", "Monday 9:00 am 6:30 pm Greece Time"),
            ("en-US", "Monday 9:00 AM 6:30 PM Greece Time"),
            ("el", "Δευτέρα 9:00 π.μ. 6:30 μ.μ. Ώρα (Ελλάδα)"),
            ("ar", "الاثنين 9:00 ص 6:30 م توقيت اليونان"),
            ("ja", "月曜日 9:00 18:30 ギリシャ時間"),
            ("tlh", "Mon 09:00 18:30 Athens"),
        ] {
            let (format, athens) = (format(tag), Zone::parse("Europe/Athens").unwrap());
            let (from, until) = (format.time(540), format.time(1110));
            let text = format!("{} {from} {until} {}", format.weekday(0), format.zone(&athens));
            assert_eq!(text.replace(['\u{202f}', '\u{a0}'], " "), expected, "{tag}");
        }
        let zone = |name| format("en").zone(&Zone::parse(name).unwrap());
        assert_eq!([zone("America/New_York"), zone("Japan")], ["New York Time", "Japan Time"]);
        assert_eq!([zone("UTC"), zone("Etc/UTC"), zone("GMT")], ["UTC", "UTC", "GMT"]);
        assert_eq!([zone("Etc/GMT-3"), zone("EET")], ["GMT+03:00", "Greece Time"]);
        assert_eq!([format("en").weekday(6), format("en").time(1440)], ["Sunday", "12:00\u{202f}am"]);
    }

    #[test]
    fn plurals_are_cldr() {
        let plural = |tag, count| format(tag).plural(count);
        assert_eq!([plural("en", 1), plural("en", 2), plural("ms", 1)], ["one", "other", "other"]);
        assert_eq!([plural("ro", 1), plural("ro", 2), plural("ro", 20)], ["one", "few", "other"]);
        assert_eq!([plural("tlh", 1), plural("iw", 2)], ["other", "two"]);
    }
}
