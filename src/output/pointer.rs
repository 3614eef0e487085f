//! A line of a query with a caret under the place that a message is about.

use textwrap::core::display_width;

use super::sanitize::sanitized_line;
use crate::span::Span;

/// Most columns shown before and after the place.
const AROUND: usize = 30;

/// Most columns of the place itself.
const WIDEST: usize = 40;

/// Two lines: the query, or what of it stands around the place, and carets under the place. Each begins with two spaces and ends with a
/// line feed. Control characters are written out.
///
/// ```
/// use izde::{Span, output::pointer};
///
/// let text = "сөз date:2025-13";
/// assert_eq!(pointer::under(text, Span::new(12, 19)), "  сөз date:2025-13\n           ^^^^^^^\n");
/// ```
#[must_use]
pub fn under(text: &str, span: Span) -> String {
    let [before, place, after] =
        [0..span.start, span.into(), span.end..text.len()].map(|range| text.get(range).map_or_else(String::new, shown));
    let before = cut(before.chars().rev(), AROUND).chars().rev().collect::<String>();
    let (place, after) = (cut(place.chars(), WIDEST), cut(after.chars(), AROUND));
    let carets = "^".repeat(display_width(&place).max(1));
    format!("  {before}{place}{after}\n  {}{carets}\n", " ".repeat(display_width(&before)))
}

/// On one line, without characters that act on the terminal or take no column of their own at the edge of a cut.
fn shown(text: &str) -> String {
    sanitized_line(text).replace('\r', " ")
}

/// The first characters that fit; an ellipsis in place of the rest.
fn cut(chars: impl Iterator<Item = char> + Clone, columns: usize) -> String {
    let mut kept = String::new();
    for c in chars {
        if display_width(&kept) >= columns {
            kept.push('…');
            break;
        }
        kept.push(c);
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows: before, place, after, what is shown.
    #[test]
    fn carets_stand_under_the_place() {
        let long = "сөз ".repeat(100);
        for (before, place, after, shown) in [
            ("а OR ", "-б", " в", "  а OR -б в\n       ^^\n"),
            ("", "-а", "", "  -а\n  ^^\n"),
            ("語 ", "б\tв", "\nг", "  語 б в г\n     ^^^\n"),
            ("а\u{301} ", "б", "", "  а\u{301} б\n    ^\n"),
            ("\u{1b}[", "б", "", "  \\u{1b}[б\n         ^\n"),
            ("сөз", "", "", "  сөз\n     ^\n"),
            (&long, "б", "", &format!("  …з {}б\n  {}^\n", "сөз ".repeat(7), " ".repeat(31))),
            ("", "б", &long, &format!("  б{}сө…\n  ^\n", "сөз ".repeat(7))),
            ("", &long, "", &format!("  {}…\n  {}\n", "сөз ".repeat(10), "^".repeat(41))),
        ] {
            let text = format!("{before}{place}{after}");
            assert_eq!(under(&text, Span::new(before.len(), before.len() + place.len())), shown, "{text}");
        }
    }
}
