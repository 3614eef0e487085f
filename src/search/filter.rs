//! What a request asks of the documents besides their words.

use tantivy::postings::SegmentPostings;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, Term};

use super::request::Request;
use super::segments::Segment;
use crate::analysis::{Kind, Worker};
use crate::index::schema::Fields;

/// The filters of a request.
pub(super) struct Filters {
    from: Option<i64>,
    to: Option<i64>,
    /// Terms that the document must have in these fields.
    terms: Vec<(Field, String)>,
}

impl Filters {
    /// Filters that let everything through.
    pub(super) const NONE: Self = Self { from: None, to: None, terms: vec![] };

    pub(super) fn is_none(&self) -> bool {
        self.from.is_none() && self.to.is_none() && self.terms.is_empty()
    }

    pub(super) fn new(request: &Request, fields: &Fields, worker: &mut Worker) -> Self {
        let mut terms = vec![];
        for (field, words) in [(fields.speaker, &request.speaker), (fields.source, &request.source)] {
            let mut tokens = worker.tokens(words.as_deref().unwrap_or_default());
            while let Some(token) = tokens.next() {
                if token.kind != Kind::Compound {
                    terms.push((field, token.stem.to_owned()));
                }
            }
        }
        Self { from: request.from.map(|date| date.first_day()), to: request.to.map(|date| date.last_day()), terms }
    }

    /// The filters in one segment.
    pub(super) fn open<'s>(&self, segment: &'s Segment) -> tantivy::Result<Filter<'s>> {
        let mut postings = vec![];
        for (field, term) in &self.terms {
            let term = Term::from_field_text(*field, term);
            postings.push(segment.reader.inverted_index(*field)?.read_postings(&term, IndexRecordOption::Basic)?);
        }
        Ok(Filter { from: self.from, to: self.to, segment, postings })
    }
}

/// Filters walking through a segment.
pub(super) struct Filter<'s> {
    from: Option<i64>,
    to: Option<i64>,
    segment: &'s Segment,
    postings: Vec<Option<SegmentPostings>>,
}

impl Filter<'_> {
    /// Whether a passage may be shown; asked in rising order.
    pub(super) fn passes(&mut self, doc: DocId) -> bool {
        if self.segment.reader.is_deleted(doc) {
            return false;
        }
        if self.from.is_some() || self.to.is_some() {
            let Some(day) = self.segment.day(doc) else { return false };
            if self.from.is_some_and(|from| day < from) || self.to.is_some_and(|to| day > to) {
                return false;
            }
        }
        self.postings.iter_mut().all(|postings| {
            postings.as_mut().is_some_and(|postings| {
                if postings.doc() < doc {
                    postings.seek(doc);
                }
                postings.doc() == doc
            })
        })
    }
}
