//! What to look for, and how to answer.

use crate::corpus::Date;

/// Order of the hits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// The best first.
    #[default]
    Score,
    /// The latest first, undated ones last; the best first within a day.
    Date,
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
    pub(super) query: String,
    pub(super) limit: usize,
    pub(super) offset: usize,
    pub(super) from: Option<Date>,
    pub(super) to: Option<Date>,
    pub(super) speaker: Option<String>,
    pub(super) source: Option<String>,
    pub(super) sort: Sort,
    pub(super) one_per_document: bool,
    pub(super) explain: bool,
}

impl Request {
    /// A search for a query: its ten best passages.
    #[must_use]
    pub fn new(query: impl Into<String>) -> Self {
        Self {
            query: query.into(),
            limit: 10,
            offset: 0,
            from: None,
            to: None,
            speaker: None,
            source: None,
            sort: Sort::Score,
            one_per_document: false,
            explain: false,
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

    /// Order of the hits.
    #[must_use]
    pub const fn sort(mut self, sort: Sort) -> Self {
        self.sort = sort;
        self
    }

    /// Whether each document comes once, by its best passage.
    #[must_use]
    pub const fn one_per_document(mut self, once: bool) -> Self {
        self.one_per_document = once;
        self
    }

    /// Whether each hit says what it was scored by.
    #[must_use]
    pub const fn explain(mut self, explain: bool) -> Self {
        self.explain = explain;
        self
    }
}
