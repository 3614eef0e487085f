//! What a person typed, understood: the words to look for, with the keys to look them up by.
//!
//! Today a query is a set of words, each in any inflection. The tree of phrases, operators and fields will grow from here.

use crate::analysis::{Analyzer, Kind};
use crate::error::{Error, Result};
use crate::span::Span;

/// Longest query izde answers, in bytes: a few pages of text. What is longer was pasted by mistake.
pub const LONGEST_QUERY: usize = 16 << 10;

/// A query: its words, each once, in the order they were first typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    text: String,
    words: Vec<Word>,
}

/// A word of a query with its keys.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Word {
    /// Where it was first typed, in bytes of the query.
    pub span: Span,
    /// Its forms as typed: more than one when the query repeats it inflected differently.
    pub forms: Vec<Form>,
    /// The word without inflection.
    pub stem: String,
}

/// A form of a query word.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Form {
    /// The exact key.
    pub exact: String,
    /// The coarse key.
    pub coarse: String,
    /// How often the query says it.
    pub count: u32,
}

impl Word {
    /// How often the query says the word, in any form.
    #[must_use]
    pub fn count(&self) -> u32 {
        self.forms.iter().map(|form| form.count).sum()
    }
}

impl Query {
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
            let at = words.iter().position(|word| word.stem == token.stem).unwrap_or_else(|| {
                words.push(Word { span: token.span, forms: vec![], stem: token.stem.to_owned() });
                words.len() - 1
            });
            let forms = &mut words[at].forms;
            match forms.iter_mut().find(|form| form.exact == token.exact) {
                Some(form) => form.count += 1,
                None => forms.push(Form { exact: token.exact.to_owned(), coarse: token.coarse.to_owned(), count: 1 }),
            }
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
        Query::parse(text).unwrap().words().iter().map(|word| word.stem.clone()).collect()
    }

    #[test]
    fn a_word_counts_once_whatever_its_inflection() {
        let query = Query::parse("әкім әкімі, әкімнің ауыл").unwrap();
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
            assert!(matches!(Query::parse(text), Err(Error::EmptyQuery { .. })), "{text:?}");
        }
        assert!(matches!(Query::parse(&"ә".repeat(LONGEST_QUERY)), Err(Error::QueryTooLong { .. })));
    }

    #[test]
    fn signs_that_are_not_read_are_said() {
        assert!(Query::parse("ауыл әкімі – кім?").unwrap().notices().is_empty());
        for text in ["\"ауыл әкімі\"", "әкім -сөз", "әкім OR сөз", "әкімд*"] {
            assert_eq!(Query::parse(text).unwrap().notices().len(), 1, "{text}");
        }
    }
}
