//! Dates as newsrooms write them: a day, or only a month or a year.

use std::fmt;
use std::str::FromStr;

use jiff::civil;

use crate::error::Error;

/// A day, a month or a year: `2025-11-28`, `2025-11` or `2025`.
///
/// ```
/// use izde::date::Date;
///
/// let month: Date = "2025-11".parse()?;
/// assert_eq!(month.to_string(), "2025-11");
/// assert!(month.first_day() < month.last_day());
/// # Ok::<(), izde::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Date {
    first: civil::Date,
    precision: Precision,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Precision {
    Year,
    Month,
    Day,
}

impl Date {
    /// The first day of it, in days since 1970-01-01 (negative before).
    #[must_use]
    pub fn first_day(self) -> i64 {
        days_since_epoch(self.first)
    }

    /// The last day of it, in days since 1970-01-01: the day itself, or the last of the month or year.
    #[must_use]
    pub fn last_day(self) -> i64 {
        days_since_epoch(match self.precision {
            Precision::Day => self.first,
            Precision::Month => self.first.last_of_month(),
            Precision::Year => self.first.last_of_year(),
        })
    }
}

fn days_since_epoch(date: civil::Date) -> i64 {
    let epoch = civil::date(1970, 1, 1);
    // `since` between two civil dates in days cannot leave its range: both lie within years -9999..=9999.
    date.duration_since(epoch).as_hours() / 24
}

impl FromStr for Date {
    type Err = Error;

    /// Reads `2025`, `2025-11`, `2025-11-28`, or an ISO timestamp, of which the day is kept.
    fn from_str(text: &str) -> Result<Self, Error> {
        let bad = || Error::BadDate { value: text.to_owned() };
        let text = text.trim();
        let day = match text.as_bytes().get(10) {
            None => text,
            Some(b'T' | b't' | b' ') if text.parse::<civil::DateTime>().is_ok() => &text[..10],
            Some(b'T' | b't' | b' ') if text.parse::<jiff::Timestamp>().is_ok() => &text[..10],
            Some(_) => return Err(bad()),
        };
        let precision = match day.len() {
            4 => Precision::Year,
            7 => Precision::Month,
            10 => Precision::Day,
            _ => return Err(bad()),
        };
        let mut parts = day.split('-');
        let mut number = |digits: usize| -> Option<i16> {
            let part = parts.next()?;
            (part.len() == digits && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.parse().ok())?
        };
        let year = number(4).ok_or_else(bad)?;
        let month = if precision == Precision::Year { 1 } else { number(2).ok_or_else(bad)? };
        let of_month = if precision == Precision::Day { number(2).ok_or_else(bad)? } else { 1 };
        if parts.next().is_some() {
            return Err(bad());
        }
        // Both parts have at most two digits, so they fit an i8.
        let first = civil::Date::new(year, month as i8, of_month as i8).map_err(|_| bad())?;
        Ok(Self { first, precision })
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.first.year())?;
        if self.precision != Precision::Year {
            write!(f, "-{:02}", self.first.month())?;
        }
        if self.precision == Precision::Day {
            write!(f, "-{:02}", self.first.day())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_and_writes_each_precision() {
        for text in ["2025", "2025-11", "2025-11-28", "1936-12-05", "0001-01-01"] {
            assert_eq!(text.parse::<Date>().unwrap().to_string(), text);
        }
        assert_eq!("2025-11-28T10:30:00Z".parse::<Date>().unwrap().to_string(), "2025-11-28");
        assert_eq!("2025-11-28 10:30:00".parse::<Date>().unwrap().to_string(), "2025-11-28");
    }

    #[test]
    fn refuses_what_is_no_date() {
        for text in [
            "",
            "25",
            "2025-13",
            "2025-02-30",
            "2025-1-1",
            "28.11.2025",
            "2025-11-28x",
            "+2025",
            "2025-11-",
            "жыл",
            "2025-11-28Tжыл",
        ] {
            assert!(text.parse::<Date>().is_err(), "{text:?} was read as a date");
        }
    }

    #[test]
    fn a_month_reaches_from_its_first_to_its_last_day() {
        let date = |text: &str| text.parse::<Date>().unwrap();
        assert_eq!(date("1970-01-01").first_day(), 0);
        assert_eq!(date("1969-12-31").first_day(), -1);
        assert_eq!(date("2024-02").last_day(), date("2024-02-29").first_day());
        assert_eq!(date("2025").last_day(), date("2025-12-31").first_day());
    }
}
