//! Time zones by their names in the IANA database: a name in a text -> the zone, known to browsers by the same name.

use icu_time::TimeZone;
use icu_time::zone::iana::IanaParserExtended;

use crate::suggest::did_you_mean;

/// A time zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zone {
    /// Its name in its canonical letter case: `Europe/Athens`.
    pub name: String,
    pub(super) id: TimeZone,
}

impl Zone {
    /// The zone of a name, in any letter case; `None` where there is none.
    pub fn parse(name: &str) -> Option<Self> {
        let found = IanaParserExtended::new().parse(name);
        let is_known = found.time_zone != TimeZone::UNKNOWN && name.is_ascii();
        is_known.then(|| Self { name: found.normalized.to_owned(), id: found.time_zone })
    }

    /// Whether it is the time of no place.
    pub(super) fn is_utc(&self) -> bool {
        ["utc", "gmt"].contains(&self.id.as_str())
    }

    /// The hint for a name of no zone.
    pub fn hint(name: &str) -> String {
        let parser = IanaParserExtended::new();
        let other = || "write a name of the IANA time zone database, for example `Europe/Athens`".to_owned();
        did_you_mean(name, parser.iter_all().map(|zone| zone.normalized)).unwrap_or_else(other)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_zones() {
        let name = |text| Zone::parse(text).map(|zone| zone.name);
        for (text, zone) in [
            ("Europe/Athens", Some("Europe/Athens")),
            ("europe/athens", Some("Europe/Athens")),
            ("Europe/Kiev", Some("Europe/Kiev")),
            ("Australia/Lord_Howe", Some("Australia/Lord_Howe")),
            ("UTC", Some("UTC")),
            ("Europe/Atlantis", None),
            ("Etc/Unknown", None),
            ("EET time", None),
            ("Ευρώπη/Αθήνα", None),
            ("", None),
        ] {
            assert_eq!(name(text).as_deref(), zone, "{text}");
        }
        assert_eq!(Zone::hint("Europe/Athen"), "did you mean `Europe/Athens`?");
        assert!(Zone::hint("Athens").contains("IANA"));
    }
}
