//! What stands before the text of a file: YAML between `---` lines, or the header of a newsroom export.

use super::Date;
use super::metadata::Metadata;
use crate::error::{Error, Result};

/// Splits YAML front matter off `text`: the metadata, and where the text proper begins, in bytes.
///
/// Front matter stands between a line `---` at the very beginning and the next line `---`. Without the second, the
/// first is a thematic break and belongs to the text.
///
/// # Errors
/// [`Error::Malformed`] when what stands between the two lines is not YAML or has a wrong value.
pub(super) fn split(text: &str, place: &str) -> Result<(Metadata, usize)> {
    let Some((yaml, body)) = fences(text) else { return Ok((Metadata::default(), 0)) };
    let options = serde_saphyr::options! {
        with_snippet: false,
        // `id: 007` names 007, not 7.
        leading_zero_numbers_as_strings: true,
        underscored_numbers_as_strings: true,
    };
    // An empty block, or one of comments alone, is a YAML null.
    let metadata: Option<Metadata> =
        serde_saphyr::from_str_with_options(&text[yaml.clone()], options).map_err(|error| {
            // The first line of the YAML is the second of the file.
            let (line, column) = error.location().map_or((1, 1), |at| (at.line().max(1), at.column().max(1)));
            let line = line + 1;
            let reason = format!(
                "the front matter cannot be read: {}, at column {column}; \
             write it as `key: value` lines, or put an empty line before the first --- if it is text",
                without_place(&error.to_string())
            );
            Error::Malformed { place: place.to_owned(), line, reason }
        })?;
    Ok((metadata.unwrap_or_default(), body))
}

/// The bytes of the YAML between the two `---` lines, and the first byte after them.
fn fences(text: &str) -> Option<(std::ops::Range<usize>, usize)> {
    let mut lines = text.split_inclusive('\n');
    let is_fence = |line: &str| line.trim_end() == "---";
    let start = lines.next().filter(|line| is_fence(line))?.len();
    let mut end = start;
    for line in lines {
        if is_fence(line) {
            return Some((start..end, end + line.len()));
        }
        end += line.len();
    }
    None
}

/// Splits the header of a newsroom export off plain text: the day it names, and where the text proper begins, in bytes.
///
/// The header is the word `date` and a whole day, as in ` date 2025-11-28 Президент …`, with nothing but space before
/// it.
pub(super) fn newsroom_header(text: &str) -> Option<(Date, usize)> {
    let rest = text.trim_start().strip_prefix("date")?;
    let day = rest.trim_start_matches([' ', '\t']);
    if day.len() == rest.len() {
        return None;
    }
    let (day, body) = day.split_at_checked("2025-11-28".len())?;
    let date = day.parse().ok()?;
    if !body.starts_with(char::is_whitespace) {
        return None;
    }
    let body = body.trim_start_matches([' ', '\t']);
    Some((date, text.len() - body.len()))
}

/// The first line of a message without the place at its end, which is counted from the beginning of the YAML, not of
/// the file.
fn without_place(message: &str) -> &str {
    let line = message.lines().next().unwrap_or_default();
    line.rsplit_once(" at line ").map_or(line, |(message, _)| message)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Metadata, &str) {
        let (metadata, body) = split(text, "a.md").unwrap();
        (metadata, &text[body..])
    }

    #[test]
    fn reads_the_known_keys_and_ignores_the_others() {
        let (metadata, text) = read(
            "---\nid: 007\ntitle: Ауыл\ndate: 2025-11-28\n\
             speaker: ' '\nsource:\nurl: ~\nlang: kk\ntags: [a, b]\n---\n\nМәтін\n",
        );
        assert_eq!(metadata.id.as_deref(), Some("007"));
        assert_eq!(metadata.title.as_deref(), Some("Ауыл"));
        assert_eq!(metadata.date, "2025-11-28".parse().ok());
        assert_eq!((metadata.speaker, metadata.source, metadata.url), (None, None, None));
        assert_eq!(metadata.lang.as_deref(), Some("kk"));
        assert_eq!(text, "\nМәтін\n", "only the line break of the fence goes with it");
    }

    #[test]
    fn reads_quoted_dates_years_and_numbers_as_titles() {
        let (metadata, _) = read("---\r\ntitle: 1984\r\ndate: \"2025-11\"\r\n---\r\nМәтін");
        assert_eq!(metadata.title.as_deref(), Some("1984"));
        assert_eq!(metadata.date, "2025-11".parse().ok());
        assert_eq!(read("---\ndate: 2025\nid: 12\n---\nx").0.date, "2025".parse().ok());
        assert_eq!(read("---\ntitle: 1.50\n---\nx").0.title.as_deref(), Some("1.50"));
    }

    #[test]
    fn an_empty_block_says_nothing() {
        assert_eq!(read("---\n---\nМәтін"), (Metadata::default(), "Мәтін"));
        assert_eq!(read("---\n# түсініктеме\n---\nМәтін"), (Metadata::default(), "Мәтін"));
    }

    #[test]
    fn a_thematic_break_is_text() {
        for text in ["---\nМәтін\n", "---", "----\na: b\n----\n", "\n---\na: b\n---\n", "--- a\n---\n"] {
            assert_eq!(read(text), (Metadata::default(), text));
        }
    }

    #[test]
    fn a_broken_block_names_its_line() {
        for (text, at) in [
            ("---\ntitle: a\ndate: 31.02.2025\n---\n", 3),
            ("---\ntitle: [a\n---\n", 2),
            ("---\nжай ғана мәтін\n---\n", 2),
            ("---\n- a\n- b\n---\n", 2),
            ("---\nlang: kk\nid: 1.5\n---\n", 3),
        ] {
            match split(text, "a.md") {
                Err(Error::Malformed { place, line, reason }) => {
                    assert_eq!(place, "a.md");
                    assert_eq!(line, at, "{text:?}: {reason}");
                    assert!(!reason.contains('\n') && !reason.contains(" at line "), "{reason}");
                }
                other => panic!("{text:?}: {other:?}"),
            }
        }
    }

    #[test]
    fn reads_the_newsroom_header() {
        let text = " date 2025-11-28 Президент сөйледі.\n";
        let (date, body) = newsroom_header(text).unwrap();
        assert_eq!(date.to_string(), "2025-11-28");
        assert_eq!(&text[body..], "Президент сөйледі.\n");
    }

    #[test]
    fn other_beginnings_are_text() {
        for text in [
            "date 2025-11 Президент",
            "date 2025-13-28 Президент",
            "date2025-11-28 Президент",
            "date 2025-11-28",
            "date 2025-11-28T10:00 Президент",
            "date: 2025-11-28 Президент",
            "Кеше date 2025-11-28 Президент",
            "date Қазақстан елі",
        ] {
            assert_eq!(newsroom_header(text), None, "{text:?}");
        }
    }
}
