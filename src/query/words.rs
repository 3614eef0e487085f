//! A query as a set of words, each in any inflection.

use super::LONGEST_QUERY;
use super::analyzed::Word;
use crate::analysis::{Analyzer, Kind};
use crate::error::{Error, Result};

/// A query: its words, each once, in the order they were first typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    text: String,
    words: Vec<Word>,
}

impl Words {
    /// Reads a query.
    ///
    /// The words inside a compound (`ой-пікір`) are looked for one by one: the index has them one by one, too.
    ///
    /// # Errors
    /// [`Error::EmptyQuery`] without a letter or digit, [`Error::QueryTooLong`] beyond [`LONGEST_QUERY`].
    pub fn parse(text: &str) -> Result<Self> {
        if text.len() > LONGEST_QUERY {
            return Err(Error::QueryTooLong { bytes: text.len(), limit: LONGEST_QUERY });
        }
        let mut words: Vec<Word> = vec![];
        let mut worker = Analyzer::new().worker();
        let mut tokens = worker.tokens(text);
        while let Some(token) = tokens.next() {
            if token.kind == Kind::Compound {
                continue;
            }
            let word = Word::new(&token, text, token.span, None);
            let new = word.repeats(words.iter_mut());
            words.extend(new);
        }
        if words.is_empty() {
            return Err(Error::EmptyQuery { query: text.chars().take(80).collect() });
        }
        Ok(Self { text: text.to_owned(), words })
    }

    /// The query as it was typed.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Its words; at least one.
    #[must_use]
    pub fn words(&self) -> &[Word] {
        &self.words
    }

    /// Whether all words must be in a passage for it to stand above those with some: so it is with two or three, which people type to
    /// narrow down; a question of many words is answered by whatever fits best.
    #[must_use]
    pub fn wants_all(&self) -> bool {
        matches!(self.words.len(), 2..=3)
    }

    /// What the query holds that this version does not read yet, told to whoever typed it.
    #[must_use]
    pub fn notices(&self) -> Vec<String> {
        let is_sign = |word: &str| {
            matches!(word, "OR" | "AND" | "NOT" | "|")
                || word.ends_with('*')
                || word.starts_with(['-', '=']) && word.len() > 1
        };
        if self.text.contains('"') || self.text.split_whitespace().any(is_sign) {
            vec![
                "quotes and operators are not read yet: each word was looked for by itself, in any inflection"
                    .to_owned(),
            ]
        } else {
            vec![]
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stems(text: &str) -> Vec<String> {
        Words::parse(text).unwrap().words().iter().map(|word| word.stem.clone()).collect()
    }

    #[test]
    fn a_word_counts_once_whatever_its_inflection() {
        let query = Words::parse("әкім әкімі, әкімнің ауыл").unwrap();
        assert_eq!(query.words().len(), 2);
        assert_eq!((query.words()[0].count(), query.words()[0].forms.len()), (3, 3));
        assert!(query.wants_all());
    }

    #[test]
    fn a_compound_is_looked_for_by_its_parts() {
        assert_eq!(stems("ой-пікірлер"), ["ой", "пікір"]);
        assert_eq!(stems("ҚР-ның 80-нен"), ["қр", "80"]);
    }

    #[test]
    fn nothing_to_look_for_is_an_error() {
        for text in ["", "  ", "?!…", "«»"] {
            assert!(matches!(Words::parse(text), Err(Error::EmptyQuery { .. })), "{text:?}");
        }
        assert!(matches!(Words::parse(&"ә".repeat(LONGEST_QUERY)), Err(Error::QueryTooLong { .. })));
    }

    #[test]
    fn signs_that_are_not_read_are_said() {
        assert!(Words::parse("ауыл әкімі – кім?").unwrap().notices().is_empty());
        for text in ["\"ауыл әкімі\"", "әкім -сөз", "әкім OR сөз", "әкімд*"] {
            assert_eq!(Words::parse(text).unwrap().notices().len(), 1, "{text}");
        }
    }
}
