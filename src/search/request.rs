//! What to look for, and how to answer.

use crate::date::Date;
use crate::error::Result;
use crate::query::Query;

/// Order of the hits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// The best first.
    #[default]
    Score,
    /// The latest first, undated ones last; the best first within a day.
    Date,
}

/// A query, read or not yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Asked {
    Text(String),
    Words(String),
    Read(Query),
}

/// A search. Made from a query; everything else has a default.
///
/// ```
/// use izde::search::{Request, Sort};
///
/// let request = Request::new("ауыл әкімі").limit(5).from("2025-11".parse()?).sort(Sort::Date);
/// # Ok::<(), izde::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    pub(super) asked: Asked,
    pub(super) limit: usize,
    pub(super) offset: usize,
    pub(super) from: Option<Date>,
    pub(super) to: Option<Date>,
    pub(super) speaker: Option<String>,
    pub(super) source: Option<String>,
    pub(super) lang: Option<String>,
    pub(super) sort: Sort,
    pub(super) passages: Option<usize>,
    pub(super) explain: bool,
    pub(super) related: bool,
    pub(super) as_typed: bool,
    pub(super) all_copies: bool,
}

impl Request {
    /// A search for a query as it is typed: ten hits. Each document comes first by its best passage; where documents are fewer than hits, their
    /// next passages follow, the best first.
    #[must_use]
    pub fn new(query: impl Into<String>) -> Self {
        Self::asking(Asked::Text(query.into()))
    }

    /// A search for the words of a text: no sign in it is an operator.
    #[must_use]
    pub fn literal(text: impl Into<String>) -> Self {
        Self::asking(Asked::Words(text.into()))
    }

    const fn asking(asked: Asked) -> Self {
        Self {
            asked,
            limit: 10,
            offset: 0,
            passages: None,
            from: None,
            to: None,
            speaker: None,
            source: None,
            lang: None,
            sort: Sort::Score,
            explain: false,
            related: true,
            as_typed: false,
            all_copies: false,
        }
    }

    /// The query as it was typed, if it is to be read.
    pub(super) fn text(&self) -> Option<&str> {
        if let Asked::Text(text) = &self.asked { Some(text) } else { None }
    }

    /// The query, read.
    pub(super) fn query(&self) -> Result<Query> {
        match &self.asked {
            Asked::Text(text) => Query::parse(text),
            Asked::Words(text) => Query::literal(text),
            Asked::Read(query) => Ok(query.clone()),
        }
    }

    /// At most so many hits.
    #[must_use]
    pub const fn limit(mut self, limit: usize) -> Self {
        self.limit = limit;
        self
    }

    /// Without the first so many hits.
    #[must_use]
    pub const fn offset(mut self, offset: usize) -> Self {
        self.offset = offset;
        self
    }

    /// At most so many passages of each document, the best first, one after the other; then [`limit`](Self::limit) and [`offset`](Self::offset) count
    /// documents.
    #[must_use]
    pub const fn passages(mut self, passages: usize) -> Self {
        self.passages = Some(passages);
        self
    }

    /// Only documents of this day, month, year or later. A document dated by month or year counts by its first day; one without a date is
    /// left out.
    #[must_use]
    pub const fn from(mut self, date: Date) -> Self {
        self.from = Some(date);
        self
    }

    /// Only documents of this day, month, year or earlier. See [`from`](Self::from).
    #[must_use]
    pub const fn to(mut self, date: Date) -> Self {
        self.to = Some(date);
        self
    }

    /// Only documents whose speaker's name has all these words, in any inflection: `Тоқаев` finds `Қасым-Жомарт Тоқаев`.
    #[must_use]
    pub fn speaker(mut self, words: impl Into<String>) -> Self {
        self.speaker = Some(words.into());
        self
    }

    /// Only documents whose source has all these words.
    #[must_use]
    pub fn source(mut self, words: impl Into<String>) -> Self {
        self.source = Some(words.into());
        self
    }

    /// Only documents of a language, by its code: `kk`, `ru`.
    #[must_use]
    pub fn lang(mut self, code: impl Into<String>) -> Self {
        self.lang = Some(code.into());
        self
    }

    /// Order of the hits.
    #[must_use]
    pub const fn sort(mut self, sort: Sort) -> Self {
        self.sort = sort;
        self
    }

    /// Whether words related to those of the query (of the thesaurus, or such as begin alike) count, less than these; they do without this. By themselves they
    /// find passages only for a question, and where no passage has the words.
    #[must_use]
    pub const fn related(mut self, related: bool) -> Self {
        self.related = related;
        self
    }

    /// Whether words are looked for exactly as they were typed. Otherwise words that the index does not know are read again: in another
    /// script or layout, or with a slip.
    #[must_use]
    pub const fn as_typed(mut self, as_typed: bool) -> Self {
        self.as_typed = as_typed;
        self
    }

    /// Whether each copy of a document is a hit of its own. Otherwise of documents that are [copies](crate::likeness) of one another the first is
    /// shown, and the others are told with it ([`Hit::copies`](super::Hit::copies)); [`limit`](Self::limit) and [`offset`](Self::offset) do not
    /// count them then.
    #[must_use]
    pub const fn all_copies(mut self, all_copies: bool) -> Self {
        self.all_copies = all_copies;
        self
    }

    /// Whether each hit says what it was scored by.
    #[must_use]
    pub const fn explain(mut self, explain: bool) -> Self {
        self.explain = explain;
        self
    }
}

impl From<Query> for Request {
    fn from(query: Query) -> Self {
        Self::asking(Asked::Read(query))
    }
}
