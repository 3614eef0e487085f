//! What is opened of each segment once, and used by every search.

use std::ops::Range;
use std::sync::Arc;

use tantivy::columnar::Column;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::index::InvertedIndexReader;
use tantivy::postings::TermInfo;
use tantivy::schema::Field;
use tantivy::{DocId, Result, SegmentReader};

use super::answer::Place;
use super::bits::Bits;
use super::postings::each;
use crate::index::schema::{BY_LETTERS, DAY, Fields, ID_HASH, NUMBER};

/// A segment with its columns. A document's passages stand together in one segment, in order.
pub(super) struct Segment {
    passages: u32,
    /// The passages that are not deleted; `None` when none is.
    alive: Option<Bits>,
    /// The first passage of each document, as a set and in order.
    firsts: Bits,
    starts: Vec<DocId>,
    /// For each passage, which document of the segment it is of, from 0.
    document_of: Vec<u32>,
    /// The last passage of each document.
    lasts: Bits,
    /// Hashes of document ids, at the first passages.
    id_hashes: Column<u64>,
    numbers: Column<u64>,
    by_letters: Column<bool>,
    days: Column<i64>,
    /// Lengths of the texts, and of the titles.
    lengths: [FieldNormReader; 2],
    /// By the number of the field.
    indexes: Vec<Arc<InvertedIndexReader>>,
}

impl Segment {
    pub(super) fn open(reader: &SegmentReader, fields: &Fields) -> Result<Self> {
        let columns = reader.fast_fields();
        let numbers = columns.u64(NUMBER)?;
        let passages = reader.max_doc();
        // Nobody asks for the words of a field that has none; to make an empty reader takes half a millisecond.
        let indexes = reader
            .schema()
            .fields()
            .map(|(field, entry)| reader.inverted_index(if entry.is_indexed() { field } else { fields.id }));
        let firsts = Bits::of(passages, |doc| numbers.first(doc) == Some(1));
        let lasts = Bits::of(passages, |doc| doc + 1 == passages || firsts.contains(doc + 1));
        let mut documents = 0_u32;
        let document_of = (0..passages).map(|doc| {
            documents += u32::from(firsts.contains(doc));
            documents.saturating_sub(1)
        });
        Ok(Self {
            passages,
            document_of: document_of.collect(),
            starts: firsts.iter().collect(),
            alive: reader.has_deletes().then(|| Bits::of(passages, |doc| !reader.is_deleted(doc))),
            firsts,
            lasts,
            id_hashes: columns.u64(ID_HASH)?,
            by_letters: columns.bool(BY_LETTERS)?,
            days: columns.i64(DAY)?,
            lengths: [
                reader.get_fieldnorms_reader(fields.passage.stem)?,
                reader.get_fieldnorms_reader(fields.heading.stem)?,
            ],
            indexes: indexes.collect::<Result<_>>()?,
            numbers,
        })
    }

    /// How many passages it has, the deleted ones counted.
    pub(super) const fn passages(&self) -> u32 {
        self.passages
    }

    /// The passages that are not deleted.
    pub(super) fn alive(&self) -> impl Iterator<Item = DocId> {
        (0..self.passages).filter(|&doc| self.alive.as_ref().is_none_or(|alive| alive.contains(doc)))
    }

    /// Takes the deleted passages out of a set.
    pub(super) fn keep_alive(&self, set: &mut Bits) {
        if let Some(alive) = &self.alive {
            set.intersect(alive);
        }
    }

    /// The terms of a field and their postings.
    pub(super) fn index(&self, field: Field) -> &InvertedIndexReader {
        &self.indexes[field.field_id() as usize]
    }

    /// How many passages that are not deleted have a term.
    pub(super) fn alive_with(&self, index: &InvertedIndexReader, term: &TermInfo) -> Result<u64> {
        let Some(alive) = &self.alive else { return Ok(u64::from(term.doc_freq)) };
        let mut count = 0;
        each(index, term, |doc| count += u64::from(alive.contains(doc)))?;
        Ok(count)
    }

    /// The first passage of each document.
    pub(super) const fn firsts(&self) -> &Bits {
        &self.firsts
    }

    /// The first passages in order, one of each document: a document's number is its place.
    pub(super) fn starts(&self) -> &[DocId] {
        &self.starts
    }

    /// The passages of the document that a passage is of.
    pub(super) fn document_around(&self, doc: DocId) -> Range<DocId> {
        let document = self.document_of[doc as usize] as usize;
        let start = |document: usize| self.starts.get(document).copied();
        start(document).unwrap_or(0)..start(document + 1).unwrap_or(self.passages)
    }

    /// How many documents the passages of a set are of.
    pub(super) fn documents(&self, set: &Bits) -> usize {
        set.stretches(&self.lasts)
    }

    /// All passages of the documents that have one in a set.
    pub(super) fn whole_documents(&self, set: &Bits) -> Bits {
        let mut whole = Bits::none(self.passages);
        let mut next = set.next(0);
        while let Some(doc) = next {
            let document = self.document_around(doc);
            document.clone().for_each(|doc| whole.insert(doc));
            next = set.next(document.end);
        }
        whole
    }

    /// Number of a passage's document in the segment, from 0.
    pub(super) fn document(&self, doc: DocId) -> u32 {
        self.document_of[doc as usize]
    }

    /// Hash of the id of a passage's document.
    pub(super) fn id_hash(&self, doc: DocId) -> u64 {
        self.id_hashes.first(self.document_around(doc).start).unwrap_or_default()
    }

    /// Number of a passage in its document, from 1.
    pub(super) fn number(&self, doc: DocId) -> u64 {
        self.numbers.first(doc).unwrap_or_default()
    }

    /// Whether all words of a passage and its title are read by their letters.
    pub(super) fn is_by_letters(&self, doc: DocId) -> bool {
        self.by_letters.first(doc).unwrap_or_default()
    }

    /// Day of a passage's document, if it has a date.
    pub(super) fn day(&self, doc: DocId) -> Option<i64> {
        self.days.first(doc)
    }

    /// How many tokens a passage or its title has, as the byte that a segment keeps for it.
    #[inline]
    pub(super) fn length(&self, place: Place, doc: DocId) -> u8 {
        self.lengths[place as usize].fieldnorm_id(doc)
    }
}
