//! Plain text: front matter or the header of a newsroom export, then the text.

use crate::corpus::front_matter;
use crate::corpus::metadata::Metadata;
use crate::error::Result;

/// Most characters of a first line that is a headline and not a paragraph.
const LONGEST_HEADLINE: usize = 250;

/// The metadata of a plain text, and where the text proper begins, in bytes.
///
/// Without a title of its own a text is called by its headline: in a newsroom export the first line, in other texts a first line that
/// stands apart and does not end like a sentence. The headline stays in the text.
pub(super) fn split(content: &str, place: &str) -> Result<(Metadata, usize)> {
    let (mut metadata, body) = front_matter::split(content, place)?;
    if body == 0
        && let Some((date, body)) = front_matter::newsroom_header(content)
    {
        let title = headline(&content[body..], true);
        return Ok((Metadata { date: Some(date), title, ..metadata }, body));
    }
    if metadata.title.is_none() {
        metadata.title = headline(&content[body..], false);
    }
    Ok((metadata, body))
}

/// The first line of a text, if more follows it and it looks like a headline.
fn headline(text: &str, exported: bool) -> Option<String> {
    let (first, rest) = text.trim_start().split_once('\n')?;
    let first = first.trim();
    let stands_apart = rest.starts_with(['\n', '\r']) && !first.ends_with(['.', '!', '?', '…', ':', ';', ',']);
    let fits = !first.is_empty() && first.chars().count() <= LONGEST_HEADLINE && !rest.trim().is_empty();
    (fits && (exported || stands_apart)).then(|| first.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows: text, title, why.
    #[test]
    fn a_text_is_called_by_its_headline() {
        for (text, title, why) in [
            (" date 2025-11-28 Президент сөйледі.\nБүгін.", Some("Президент сөйледі."), "first line of an export"),
            (" date 2025-11-28 Президент сөйледі.", None, "an export of one line is all text"),
            ("Ауыл әкімдері\n\nБүгін жиын өтті.", Some("Ауыл әкімдері"), "a line that stands apart"),
            ("Бүгін жиын өтті.\n\nЕртең де өтеді.", None, "a sentence is a paragraph"),
            ("Бүгін жиын\nөтті.", None, "a line of a wrapped paragraph"),
            ("---\ntitle: Жиын\n---\nАуыл\n\nБүгін.", Some("Жиын"), "front matter wins"),
        ] {
            let (metadata, _) = split(text, "a.txt").unwrap();
            assert_eq!(metadata.title.as_deref(), title, "{why}");
        }
    }
}
