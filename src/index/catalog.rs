//! What is in the index: its documents, one document whole, its size.

use std::collections::BTreeMap;

use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, DocSet, TERMINATED, Term};

use super::folder::size;
use super::schema::NUMBER;
use super::store::Index;
use super::stored::Stored;
use super::version::{FORMAT_VERSION, fingerprint};
use crate::corpus::Document;
use crate::error::{Error, Result};

/// Reads an index as a collection of documents. A snapshot: later commits need a new one.
pub struct Catalog {
    pub(super) index: Index,
    pub(super) snapshot: tantivy::Searcher,
}

impl std::fmt::Debug for Catalog {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Catalog").field("index", &self.index).finish_non_exhaustive()
    }
}

/// A line of the list of documents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The document without its text.
    pub document: Document,
    /// Number of its passages.
    pub passages: usize,
}

/// Counts, sizes and versions of an index.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Stats {
    /// Documents.
    pub documents: usize,
    /// Passages.
    pub passages: u64,
    /// Words of the passages, the two words of a pair (`ой-пікір`) and the pair counted each; deleted passages count until they are merged away.
    pub words: u64,
    /// Distinct exact forms, and distinct stems; a form in two segments counts twice.
    pub forms: usize,
    /// See `forms`.
    pub stems: usize,
    /// Segments.
    pub segments: usize,
    /// Bytes of the index's files; 0 in memory.
    pub bytes: u64,
    /// Format version.
    pub format: u32,
    /// Fingerprint of the analysis.
    pub analysis: u64,
}

impl Catalog {
    /// Reads the last commit of an index.
    ///
    /// # Errors
    /// [`Error::IndexCorrupt`] or [`Error::Engine`] when it cannot be read.
    pub fn new(index: &Index) -> Result<Self> {
        Ok(Self { index: index.clone(), snapshot: index.snapshot()? })
    }

    /// Every document, by date (undated ones last), then id.
    ///
    /// # Errors
    /// [`Error::IndexCorrupt`] or [`Error::Engine`] when the index cannot be read.
    pub fn documents(&self) -> Result<Vec<Listed>> {
        let mut found: BTreeMap<String, Listed> = BTreeMap::new();
        let mut read = || -> tantivy::Result<()> {
            for (number, segment) in self.snapshot.segment_readers().iter().enumerate() {
                let numbers = segment.fast_fields().u64(NUMBER)?;
                // A document's passages stand together in one segment, in order.
                let mut current = String::new();
                for doc in segment.doc_ids_alive() {
                    if numbers.first(doc) == Some(1) {
                        let mut stored: Stored = self.snapshot.doc(DocAddress::new(number as u32, doc))?;
                        let document = stored.document(&self.index.fields);
                        current.clone_from(&document.id);
                        found.insert(current.clone(), Listed { document, passages: 0 });
                    }
                    if let Some(listed) = found.get_mut(&current) {
                        listed.passages += 1;
                    }
                }
            }
            Ok(())
        };
        read().map_err(|e| self.index.failure("read", e))?;
        let mut documents: Vec<Listed> = found.into_values().collect();
        documents.sort_by_key(|listed| {
            let date = listed.document.date;
            (date.is_none(), date.map(|date| (date.first_day(), date.last_day())))
        });
        Ok(documents)
    }

    /// A document whole: its text byte for byte as it was indexed.
    ///
    /// # Errors
    /// [`Error::UnknownDocument`] for an id that is not there; [`Error::IndexCorrupt`] or [`Error::Engine`] when the index cannot be read.
    pub fn document(&self, id: &str) -> Result<Document> {
        let fields = &self.index.fields;
        let mut slices: Vec<(u64, Stored)> = vec![];
        let mut read = || -> tantivy::Result<()> {
            let term = Term::from_field_text(fields.id, id);
            for (number, segment) in self.snapshot.segment_readers().iter().enumerate() {
                let postings = segment.inverted_index(fields.id)?.read_postings(&term, IndexRecordOption::Basic)?;
                let Some(mut postings) = postings else { continue };
                while postings.doc() != TERMINATED {
                    if !segment.is_deleted(postings.doc()) {
                        let stored: Stored = self.snapshot.doc(DocAddress::new(number as u32, postings.doc()))?;
                        slices.push((stored.number(fields.number).unwrap_or_default(), stored));
                    }
                    postings.advance();
                }
            }
            Ok(())
        };
        read().map_err(|e| self.index.failure("read", e))?;
        slices.sort_by_key(|(at, _)| *at);
        let (_, first) = slices.first_mut().ok_or_else(|| Error::UnknownDocument { id: id.to_owned() })?;
        let mut document = first.document(fields);
        document.text = slices.iter_mut().filter_map(|(_, stored)| stored.text(fields.text)).collect::<String>();
        Ok(document)
    }

    /// Counts, sizes and versions.
    ///
    /// # Errors
    /// [`Error::IndexCorrupt`] or [`Error::Engine`] when the index cannot be read.
    pub fn stats(&self) -> Result<Stats> {
        let mut stats = Stats {
            documents: self.documents()?.len(),
            passages: self.snapshot.num_docs(),
            words: 0,
            forms: 0,
            stems: 0,
            segments: self.snapshot.segment_readers().len(),
            bytes: size(self.index.dir()),
            format: FORMAT_VERSION,
            analysis: fingerprint(),
        };
        let mut read = || -> tantivy::Result<()> {
            for segment in self.snapshot.segment_readers() {
                let exact = segment.inverted_index(self.index.fields.passage.exact)?;
                stats.words += exact.total_num_tokens();
                stats.forms += exact.terms().num_terms();
                stats.stems += segment.inverted_index(self.index.fields.passage.stem)?.terms().num_terms();
            }
            Ok(())
        };
        read().map_err(|e| self.index.failure("read", e))?;
        Ok(stats)
    }
}
