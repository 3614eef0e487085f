//! Document text is not to be trusted with a terminal: control characters move its cursor, bidi characters turn its words around.

use std::borrow::Cow;
use std::fmt::Write;

/// Whether a character may act on a terminal instead of being shown by it. A line feed may not; a tab does no harm.
pub(super) const fn acts(c: char) -> bool {
    matches!(c,
        '\u{00}'..='\u{08}' | '\u{0B}'..='\u{1F}' | '\u{7F}'..='\u{9F}'
        | '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FFF9}'..='\u{FFFB}'
        | '\u{E0000}'..='\u{E007F}')
}

/// The text with every control and bidi character written out (`\u{202e}`). Line feeds and tabs stay; a carriage return before a line
/// feed goes.
#[must_use]
pub fn sanitized(text: &str) -> Cow<'_, str> {
    if !text.contains(acts) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if c == '\r' && chars.peek() == Some(&'\n') {
            continue;
        }
        if acts(c) {
            // Writing into a String cannot fail.
            let _ = write!(out, "{}", c.escape_unicode());
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

/// As [`sanitized`], on one line: line feeds and tabs become spaces.
#[must_use]
pub fn sanitized_line(text: &str) -> String {
    sanitized(text).replace(['\n', '\t'], " ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_acts_on_a_terminal_is_written_out() {
        assert_eq!(sanitized("ауыл\u{1b}[2J әкімі\u{202e}"), "ауыл\\u{1b}[2J әкімі\\u{202e}");
        assert_eq!(sanitized("бір\r\nекі\tүш\r"), "бір\nекі\tүш\\u{d}");
        assert_eq!(sanitized_line("бір\nекі"), "бір екі");
    }

    proptest! {
        #[test]
        fn nothing_that_acts_is_left(text in any::<String>()) {
            prop_assert!(!sanitized(&text).contains(acts));
        }
    }
}
