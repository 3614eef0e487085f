//! From when to when.

use std::fmt;
use std::str::FromStr;

use crate::date::Date;
use crate::error::Error;

/// A range of dates, both ends included: `2025-11..2026-02`, open as `2025..` or `..2025-11`, or one date, `2025`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Period {
    /// Not before this day, month or year.
    pub from: Option<Date>,
    /// Not after this day, month or year.
    pub to: Option<Date>,
}

impl Period {
    /// Whether a day lies in it, given in days since 1970-01-01.
    #[must_use]
    pub fn holds(self, day: i64) -> bool {
        self.from.is_none_or(|from| from.first_day() <= day) && self.to.is_none_or(|to| day <= to.last_day())
    }
}

impl From<Date> for Period {
    fn from(date: Date) -> Self {
        Self { from: Some(date), to: Some(date) }
    }
}

impl FromStr for Period {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let Some((from, to)) = text.split_once("..") else {
            return Ok(text.parse::<Date>()?.into());
        };
        let end = |text: &str| (!text.is_empty()).then(|| text.parse::<Date>()).transpose();
        let period = Self { from: end(from)?, to: end(to)? };
        let is_backwards = || Some(period.from?.first_day() > period.to?.last_day());
        if from.len() + to.len() == 0 || is_backwards() == Some(true) {
            return Err(Error::BadDate { value: text.to_owned() });
        }
        Ok(period)
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.from, self.to) {
            (Some(from), Some(to)) if from == to => write!(f, "{from}"),
            (from, to) => {
                let end = |date: Option<Date>| date.map_or_else(String::new, |date| date.to_string());
                write!(f, "{}..{}", end(from), end(to))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_and_writes_ranges() {
        for text in ["2025", "2025-11-28", "2025-11..2026-02", "2025..", "..2025-11"] {
            assert_eq!(text.parse::<Period>().unwrap().to_string(), text);
        }
        assert_eq!("2025..2025".parse::<Period>().unwrap().to_string(), "2025");
        for text in ["", "..", "2026..2025", "2025...", "2025-11..кеше"] {
            assert!(text.parse::<Period>().is_err(), "{text}");
        }
    }

    #[test]
    fn both_ends_belong_to_it() {
        let (period, day) =
            ("2025-11..2025".parse::<Period>().unwrap(), |text: &str| text.parse::<Date>().unwrap().first_day());
        for (date, inside) in [("2025-10-31", false), ("2025-11-01", true), ("2025-12-31", true), ("2026-01-01", false)]
        {
            assert_eq!(period.holds(day(date)), inside, "{date}");
        }
    }
}
