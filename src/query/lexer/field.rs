//! Fields, told from words with a colon in them.

use super::{Lexeme, Lexer, parts, quoted};
use crate::error::{Error, Result};
use crate::query::clause::{Clause, Field};
use crate::query::period::Period;
use crate::span::Span;

/// Letters before a colon that could name a field, and what follows it. An address such as `https://…` has none.
pub(in crate::query) fn field_before_colon(text: &str) -> Option<(&str, &str)> {
    let name = &text[..text.find(|c: char| !c.is_alphabetic())?];
    let value = text[name.len()..].strip_prefix(':')?;
    (!name.is_empty() && !value.starts_with("//")).then_some((name, value))
}

impl Lexer<'_> {
    /// A word, or a field before its value.
    pub(super) fn word_or_field(&mut self) -> Result<()> {
        let start = self.at;
        let rest = &self.text[start..];
        if let Some((name, value)) = field_before_colon(rest) {
            let has_value = value.starts_with(|c: char| !c.is_whitespace() && c != ')' && c != '|');
            let end = start + name.len() + 1;
            let field = Field::ALL.into_iter().find(|field| field.name().eq_ignore_ascii_case(name));
            let is_date = name.eq_ignore_ascii_case("date");
            match field {
                _ if is_date && has_value => return self.period(end),
                Some(field) if has_value => {
                    self.at = end;
                    self.push(Lexeme::Field(field), start);
                    return Ok(());
                }
                None if !is_date && has_value && !value.starts_with(parts) => self.notice(
                    Span::new(start, end),
                    format!(
                        "{} was taken as a word: there are the fields title:, speaker:, source:, lang: and date:",
                        quoted(&rest[..=name.len()])
                    ),
                ),
                None if !is_date => {}
                _ => self.notice(
                    Span::new(start, end),
                    format!("«{name}:» was taken as a word: a field needs its value right after the colon"),
                ),
            }
        }
        self.word();
        Ok(())
    }

    /// The value of `date:`, which begins at `start`.
    fn period(&mut self, start: usize) -> Result<()> {
        let value = &self.text[start..];
        let value = &value[..value.find(|c: char| c.is_whitespace() || matches!(c, ')' | '|')).unwrap_or(value.len())];
        let field = self.at;
        self.at = start + value.len();
        let period: Period = value.parse().map_err(|_| Error::BadQuery {
            query: self.text.to_owned(),
            span: Span::new(start, self.at),
            reason: format!(
                "{} is no date; write 2025, 2025-11, 2025-11-28 or from..to such as 2025-11..2026-02, 2025.., ..2025-11",
                quoted(value)
            ),
        })?;
        self.push(Lexeme::Leaf(Clause::Dates(period)), field);
        Ok(())
    }
}
