//! Dates as people and programs write them: `28 қараша 2025`, `28.11.2025`, `Fri, 28 Nov 2025 10:00:00 +0500`.

use super::Date;

/// The months, each in Kazakh, Russian (of a date and alone) and English. English ones are cut to three letters in feeds.
const MONTHS: [[&str; 4]; 12] = [
    ["қаңтар", "января", "январь", "january"],
    ["ақпан", "февраля", "февраль", "february"],
    ["наурыз", "марта", "март", "march"],
    ["сәуір", "апреля", "апрель", "april"],
    ["мамыр", "мая", "май", "may"],
    ["маусым", "июня", "июнь", "june"],
    ["шілде", "июля", "июль", "july"],
    ["тамыз", "августа", "август", "august"],
    ["қыркүйек", "сентября", "сентябрь", "september"],
    ["қазан", "октября", "октябрь", "october"],
    ["қараша", "ноября", "ноябрь", "november"],
    ["желтоқсан", "декабря", "декабрь", "december"],
];

/// Words that stand in a date and say nothing: year, days of the week (their first letters), zones.
const SILENT: [&str; 9] = ["жыл", "жылғы", "жылы", "ж", "года", "г", "год", "gmt", "utc"];
const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// Longest text that may be a date, in bytes.
const LONGEST: usize = 80;

/// The date a text is, if it is one and nothing else; a time of day beside it is passed over.
pub(super) fn read(text: &str) -> Option<Date> {
    let text = text.trim();
    if text.len() > LONGEST {
        return None;
    }
    text.parse().ok().or_else(|| in_digits(text)).or_else(|| in_words(text))
}

/// Lines at the beginning of a text of which one may be its date.
const HEAD: usize = 3;

/// The day that stands alone on one of the first lines of a text: `28 қараша 2025`.
pub(super) fn dateline(text: &str) -> Option<Date> {
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    // A year or month alone may be a chapter.
    lines.take(HEAD).filter_map(read).find(|date| date.first_day() == date.last_day())
}

/// `28.11.2025`, `28/11/2025`, day before month as it is written from Kazakhstan to Europe; a time may follow.
fn in_digits(text: &str) -> Option<Date> {
    let (day, time) = text.split_once([' ', ',']).unwrap_or((text, ""));
    let separator = day.chars().find(|c| !c.is_ascii_digit())?;
    if !['.', '/'].contains(&separator) || !is_time(time) {
        return None;
    }
    let parts: Vec<_> = day.trim_end_matches('.').split(separator).collect();
    let [day, month, year] = parts[..] else { return None };
    date(number(year, 4)?, number(month, 2)?, Some(number(day, 2)?))
}

/// Empty, `10:30`, `10:30:05`, with words such as `сағат` left out.
fn is_time(text: &str) -> bool {
    let text = text.trim_matches([' ', ',']);
    text.is_empty() || text.contains(':') && text.chars().all(|c| c.is_ascii_digit() || ": +".contains(c))
}

/// `28 қараша 2025 жыл`, `2025 жылғы 28 қараша`, `28 ноября 2025 г.`, `Fri, 28 Nov 2025 10:00:00 GMT`, `November 28, 2025`.
fn in_words(text: &str) -> Option<Date> {
    let (mut day, mut month, mut year) = (None, None, None);
    let lower = text.to_lowercase();
    for word in lower.split([' ', ',', '\u{A0}', '\t']).filter(|word| !word.is_empty()) {
        let word = word.trim_end_matches('.');
        let is_zone = word.starts_with(['+', '-']) && word.len() == 5 && number(&word[1..], 4).is_some();
        if is_zone || word.contains(':') && is_time(word) || SILENT.contains(&word) {
            continue;
        }
        if DAYS.iter().any(|day| word.starts_with(day)) && day.is_none() && word.is_ascii() {
            continue;
        }
        // `28-қараша`, `2025-жылғы`
        for part in word.split('-') {
            if let Some(number) = number(part, 4).filter(|_| part.len() == 4) {
                year.replace(number).is_none().then_some(())?;
            } else if let Some(number) = number(part, 2) {
                day.replace(number).is_none().then_some(())?;
            } else if let Some(number) = month_of(part) {
                month.replace(number).is_none().then_some(())?;
            } else if !SILENT.contains(&part) {
                return None;
            }
        }
    }
    date(year?, month?, day)
}

fn month_of(word: &str) -> Option<u32> {
    let is = |names: &[&str; 4]| names.contains(&word) || word.len() == 3 && names[3].starts_with(word);
    MONTHS.iter().position(is).map(|at| at as u32 + 1)
}

fn number(digits: &str, most: usize) -> Option<u32> {
    let fits = (1..=most).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    fits.then(|| digits.parse().ok())?
}

fn date(year: u32, month: u32, day: Option<u32>) -> Option<Date> {
    if year < 1000 {
        return None;
    }
    match day {
        Some(day) => format!("{year}-{month:02}-{day:02}").parse().ok(),
        None => format!("{year}-{month:02}").parse().ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_they_are_written() {
        for (text, wanted) in [
            ("2025-11-28", "2025-11-28"),
            ("2025-11-28T10:30:00+05:00", "2025-11-28"),
            ("2025", "2025"),
            ("28.11.2025", "2025-11-28"),
            ("5.1.2025", "2025-01-05"),
            ("28.11.2025, 10:30", "2025-11-28"),
            ("28/11/2025 10:30:05", "2025-11-28"),
            ("28 қараша 2025", "2025-11-28"),
            ("28 Қараша, 2025 жыл", "2025-11-28"),
            ("2025 жылғы 28 қараша", "2025-11-28"),
            ("2025 ж. 28 қараша", "2025-11-28"),
            ("28-қараша 2025", "2025-11-28"),
            ("28 қараша 2025, 10:30", "2025-11-28"),
            ("қараша 2025", "2025-11"),
            ("28 ноября 2025 г.", "2025-11-28"),
            ("Fri, 28 Nov 2025 10:00:00 +0500", "2025-11-28"),
            ("Sat, 03 May 2025 10:00:00 GMT", "2025-05-03"),
            ("November 28, 2025", "2025-11-28"),
        ] {
            assert_eq!(read(text).map(|date| date.to_string()).as_deref(), Some(wanted), "{text}");
        }
    }

    #[test]
    fn a_text_is_dated_by_a_line_of_its_own() {
        let day = |text| dateline(text).map(|date| date.to_string());
        assert_eq!(day("Жиын өтті\n\n28 қараша 2025 жыл\n\nБүгін.").as_deref(), Some("2025-11-28"));
        for text in ["28 қараша 2025 жиын өтті.\nЕкі.", "1936\nЕкі.", "а\nә\nб\n28.11.2025", ""]
        {
            assert_eq!(day(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in [
            "",
            "28",
            "қараша",
            "31.02.2025",
            "28.13.2025",
            "28.11.25",
            "28 қараша",
            "28 қараша 2025 күні жиын өтті",
            "28 29 қараша 2025",
            "28 қараша желтоқсан 2025",
            "2025 2026 қараша",
            "кеше",
            "10:30",
            "1.2.3",
            "+7 701 123 4567",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
