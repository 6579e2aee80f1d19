//! Until when something is granted: as people write it, and as it is shown.

use jiff::{Timestamp, civil::Date, tz::TimeZone};

use crate::{output::now, words::moment};

/// Reads a date (`2027-01-31`, of which the whole day counts, by local time) or a moment (`2027-01-31T18:00:00+01:00`), in
/// seconds since 1970.
///
/// # Errors
/// What is wrong with it; also where it has passed.
pub fn until(text: &str) -> Result<u64, String> {
    let end = of(text, &TimeZone::system())
        .ok_or("write a date as 2027-01-31, or a moment as 2027-01-31T18:00:00+01:00")?;
    if end <= now() {
        return Err("that time has passed".to_owned());
    }
    Ok(end)
}

/// Whether it is written as a date or moment.
pub fn is_until(text: &str) -> bool {
    of(text, &TimeZone::UTC).is_some()
}

/// The end as people read it: the last day, or the moment.
pub fn shown(until: u64) -> String {
    last_day(until, &TimeZone::system()).unwrap_or_else(|| moment(until.saturating_mul(1000)))
}

fn of(text: &str, zone: &TimeZone) -> Option<u64> {
    let end = match text.parse::<Date>() {
        // What else stands behind a date would be passed over.
        Ok(day) if text.len() == "2027-01-31".len() => {
            let next = day.tomorrow().ok()?;
            next.to_zoned(zone.clone()).ok()?.timestamp()
        }
        _ => text.parse::<Timestamp>().ok()?,
    };
    u64::try_from(end.as_second()).ok()
}

fn last_day(until: u64, zone: &TimeZone) -> Option<String> {
    let end = Timestamp::from_second(i64::try_from(until).ok()?).ok()?;
    let end = end.to_zoned(zone.clone());
    let midnight = end.date().to_zoned(zone.clone()).ok()?;
    let day = end.date().yesterday().ok()?;
    (end == midnight).then(|| day.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_counts_to_its_end_and_a_moment_to_the_second() {
        let budapest = TimeZone::get("Europe/Budapest").unwrap();
        for (text, seconds) in [
            ("2027-01-31", 1_801_436_400),
            ("2027-03-28", 1_806_271_200),
            ("2027-01-31T18:00:00Z", 1_801_418_400),
            ("2027-01-31T18:00:00+01:00", 1_801_414_800),
        ] {
            assert_eq!(of(text, &budapest), Some(seconds), "{text}");
        }
        assert_eq!(
            last_day(1_801_436_400, &budapest).as_deref(),
            Some("2027-01-31")
        );
        assert_eq!(last_day(1_801_418_400, &budapest), None);
        assert_eq!(last_day(u64::MAX, &budapest), None);
    }

    #[test]
    fn what_is_no_date_or_has_passed_is_refused() {
        for text in [
            "",
            "soon",
            "31.01.2027",
            "2027-02-30",
            "2027-01-31T18:00:00",
            "2027-01-31 and more",
            "1969-12-30",
            "9999-12-31",
            "2020-01-01",
            "view",
        ] {
            assert!(until(text).is_err(), "{text:?} is refused");
        }
        assert!(!is_until("recovery") && is_until("2020-01-01"));
    }
}
