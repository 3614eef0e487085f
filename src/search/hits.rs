//! Hits as they are read: document, passage, highlights.

use tantivy::{DocAddress, DocId, Result};

use super::answer::{Hit, PassageText};
use super::highlight::{Highlight, Marker};
use super::ranking::Candidate;
use super::segments::Segment;
use crate::analysis::Worker;
use crate::corpus::Document;
use crate::index::schema::Fields;
use crate::index::stored::Stored;
use crate::span::Span;

/// Reads passages out of an index and marks them.
pub(super) struct Reader<'a> {
    snapshot: &'a tantivy::Searcher,
    fields: &'a Fields,
    marker: &'a Marker<'a>,
    worker: &'a mut Worker,
}

impl<'a> Reader<'a> {
    pub(super) const fn new(
        snapshot: &'a tantivy::Searcher,
        fields: &'a Fields,
        marker: &'a Marker<'a>,
        worker: &'a mut Worker,
    ) -> Self {
        Self { snapshot, fields, marker, worker }
    }

    /// A document by one of its passages, without its text.
    pub(super) fn document(&self, segment: u32, doc: DocId) -> Result<Document> {
        let mut stored: Stored = self.snapshot.doc(DocAddress::new(segment, doc))?;
        Ok(stored.document(self.fields))
    }

    /// The hit of a candidate, its rank, copies and evidence left open.
    pub(super) fn hit(&mut self, segment: &Segment, candidate: Candidate) -> Result<Hit> {
        let fields = self.fields;
        let mut stored: Stored = self.snapshot.doc(DocAddress::new(candidate.segment, candidate.doc))?;
        let document = stored.document(fields);
        let byte = |field| stored.number(field).unwrap_or_default() as usize;
        let span = Span::new(byte(fields.start), byte(fields.end));
        let mut text = stored.text(fields.text).unwrap_or_default();
        // The slice begins with the passage, save for the first, which begins with the document.
        let number = segment.number(candidate.doc);
        let begin = if number == 1 { span.start } else { 0 };
        if let Some(passage) = text.get(begin..begin + span.len()) {
            if begin == 0 {
                text.truncate(span.len());
            } else {
                text = passage.to_owned();
            }
        }
        let in_document = |h: Highlight| Highlight { span: h.span.shifted(span.start), ..h };
        let by_letters = segment.is_by_letters(candidate.doc);
        let highlights = self.marker.passage(&text, by_letters, self.worker).into_iter().map(in_document).collect();
        let title = document.title.as_deref().unwrap_or_default();
        Ok(Hit {
            rank: 0,
            score: candidate.score,
            has_all: candidate.has_all,
            is_as_typed: candidate.is_as_typed,
            respelling: candidate.respelling,
            of_document: 0,
            copies: vec![],
            total_copies: 0,
            title_highlights: self.marker.title(title, by_letters, self.worker),
            document,
            passage: PassageText { number: number as u32, span, text },
            highlights,
            evidence: vec![],
        })
    }
}
