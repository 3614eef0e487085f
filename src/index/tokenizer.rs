//! The analysis as a tokenizer for tantivy.
//!
//! Depends on `tantivy-tokenizer-api` alone, so it serves any version of tantivy that takes tokenizers of that interface.

use tantivy_tokenizer_api::{Token, TokenStream, Tokenizer};

use crate::analysis::{Kind, Lent, Walk};

/// Which key of each word goes into the index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Key {
    /// The word as written, normalised.
    Exact,
    /// The word without inflection.
    Stem,
}

/// Tokenizes Kazakh text: register it with a tantivy index and name it in the options of a text field.
///
/// Offsets are bytes of the original text. The words inside a compound (`ой-пікір`) are stacked on it: the first at its position, the
/// next at the following ones.
///
/// ```
/// use izde::index::tokenizer::{KazakhTokenizer, Key};
/// use tantivy_tokenizer_api::{TokenStream, Tokenizer};
///
/// let mut tokenizer = KazakhTokenizer::new(Key::Stem);
/// let mut stream = tokenizer.token_stream("ауыл әкімдерінің");
/// assert!(stream.advance() && stream.token().text == "ауыл");
/// assert!(stream.advance() && stream.token().text == "әкім");
/// assert!(!stream.advance());
/// ```
#[derive(Debug, Clone)]
pub struct KazakhTokenizer {
    key: Key,
}

impl KazakhTokenizer {
    /// A tokenizer that gives one key of each word.
    #[must_use]
    pub const fn new(key: Key) -> Self {
        Self { key }
    }
}

impl Tokenizer for KazakhTokenizer {
    type TokenStream<'a> = KazakhTokenStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> KazakhTokenStream<'a> {
        let mut worker = Lent::take();
        let walk = Walk::again(text, &mut worker);
        KazakhTokenStream { worker, walk, key: self.key, token: Token::default() }
    }
}

/// The tokens of one text, as tantivy takes them.
#[derive(Debug)]
pub struct KazakhTokenStream<'a> {
    /// The thread's: tantivy asks for the keys of one text one after the other, and its words are learnt once for all of them.
    worker: Lent,
    walk: Walk<'a>,
    key: Key,
    token: Token,
}

impl TokenStream for KazakhTokenStream<'_> {
    fn advance(&mut self) -> bool {
        let Some(next) = self.walk.next(&mut self.worker, None) else { return false };
        let text = match self.key {
            Key::Exact => next.exact,
            Key::Stem => next.stem,
        };
        self.token.text.clear();
        self.token.text.push_str(text);
        self.token.offset_from = next.span.start;
        self.token.offset_to = next.span.end;
        self.token.position = next.position;
        self.token.position_length = if next.kind == Kind::Compound { 2 } else { 1 };
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}
