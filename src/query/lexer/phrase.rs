//! Phrases: `"…"`, `«…»~3`.

use super::{Lexeme, Lexer};
use crate::query::MOST_BETWEEN;
use crate::query::clause::{Clause, Forms};
use crate::query::parser::has_word;
use crate::span::Span;

/// What closes a typographic quote, if a character opens one.
pub(in crate::query) const fn closing_quote(open: char) -> Option<&'static [char]> {
    match open {
        // “…“ is not rare, where the keyboard has only one of them.
        '“' | '„' => Some(&['”', '“']),
        _ => None,
    }
}

impl Lexer<'_> {
    /// A phrase whose opening quote stands at `quote`; only a sign that belongs to it may come before that.
    pub(super) fn phrase(&mut self, open: char, quote: usize) {
        let start = self.at;
        let closing = closing_quote(open).unwrap_or(&['"']);
        self.at = quote + open.len_utf8();
        let (mut text, mut is_closed, mut has_star) = (String::new(), false, false);
        while let Some(c) = self.next_char() {
            self.at += c.len_utf8();
            if closing.contains(&c) {
                is_closed = true;
                break;
            }
            has_star |= c == '*';
            text.push(if c == '\\' { self.escaped() } else { c });
        }
        if !is_closed {
            let span = Span::new(quote, quote + open.len_utf8());
            self.notice(span, format!("«{open}» is not closed: the phrase was taken to reach to the end"));
        }
        let forms = self.forms();
        let span = Span::new(start, self.at);
        if !has_word(&text) {
            return self.notice(span, "quotes without a word between them were passed over".to_owned());
        }
        if has_star {
            self.notice(span, "«*» was taken as text: it is not read between quotes".to_owned());
        }
        self.push(Lexeme::Leaf(Clause::Phrase { text, forms }), start);
    }

    /// What follows the closing quote: nothing, `~` or `~3`.
    fn forms(&mut self) -> Forms {
        let Some(after) = self.rest().strip_prefix('~') else { return Forms::AsWritten };
        let digits = after.len() - after.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let between = if digits == 0 { Ok(0) } else { after[..digits].parse::<u32>() };
        let start = self.at;
        self.at += 1 + digits;
        Forms::Inflected {
            between: between.ok().filter(|&between| between <= MOST_BETWEEN).unwrap_or_else(|| {
                let message = format!("«~» lets at most {MOST_BETWEEN} words stand between: read as ~{MOST_BETWEEN}");
                self.notice(Span::new(start, self.at), message);
                MOST_BETWEEN
            }),
        }
    }
}
