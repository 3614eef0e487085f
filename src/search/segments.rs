//! What is opened of each segment once, and used by every search.

use tantivy::DocId;
use tantivy::SegmentReader;
use tantivy::columnar::{Column, StrColumn};
use tantivy::fieldnorm::FieldNormReader;

use crate::index::schema::{DAY, Fields, ID, NUMBER};

/// A segment with its columns.
pub(super) struct Segment {
    pub(super) reader: SegmentReader,
    /// Document ids; `None` in a segment without documents.
    ids: Option<StrColumn>,
    numbers: Column<u64>,
    /// A bit for each passage: whether it is its document's first. A document's passages stand together.
    firsts: Vec<u64>,
    days: Column<i64>,
    passage_lengths: FieldNormReader,
    title_lengths: FieldNormReader,
}

impl Segment {
    pub(super) fn open(reader: &SegmentReader, fields: &Fields) -> tantivy::Result<Self> {
        let columns = reader.fast_fields();
        let numbers = columns.u64(NUMBER)?;
        let mut firsts = vec![0; reader.max_doc() as usize / 64 + 1];
        for doc in (0..reader.max_doc()).filter(|&doc| numbers.first(doc) == Some(1)) {
            firsts[doc as usize / 64] |= 1 << (doc % 64);
        }
        Ok(Self {
            reader: reader.clone(),
            ids: columns.str(ID)?,
            numbers,
            firsts,
            days: columns.i64(DAY)?,
            passage_lengths: reader.get_fieldnorms_reader(fields.passage.stem)?,
            title_lengths: reader.get_fieldnorms_reader(fields.heading.stem)?,
        })
    }

    /// Number of the id of a passage's document, in alphabetical order of the segment's ids.
    pub(super) fn document(&self, doc: DocId) -> u64 {
        self.ids.as_ref().and_then(|ids| ids.ords().first(doc)).unwrap_or_default()
    }

    /// The id of a number that [`document`](Self::document) gave.
    pub(super) fn id(&self, document: u64) -> tantivy::Result<String> {
        let mut id = String::new();
        if let Some(ids) = &self.ids {
            ids.ord_to_str(document, &mut id)?;
        }
        Ok(id)
    }

    /// Whether a passage is the first of its document.
    pub(super) fn is_first(&self, doc: DocId) -> bool {
        self.firsts[doc as usize / 64] & 1 << (doc % 64) != 0
    }

    /// Whether two passages, the earlier one first, are of different documents.
    pub(super) fn parts(&self, before: DocId, doc: DocId) -> bool {
        // Is there a first passage among those after `before` up to `doc`?
        let (from, to) = (before as usize + 1, doc as usize);
        let (low, high) = (from / 64, to / 64);
        (low..=high).any(|at| {
            let above = if at == low { u64::MAX << (from % 64) } else { u64::MAX };
            let below = if at == high { u64::MAX >> (63 - to % 64) } else { u64::MAX };
            self.firsts[at] & above & below != 0
        })
    }

    /// Number of a passage in its document, from 1.
    pub(super) fn number(&self, doc: DocId) -> u64 {
        self.numbers.first(doc).unwrap_or_default()
    }

    /// Day of a passage's document, if it has a date.
    pub(super) fn day(&self, doc: DocId) -> Option<i64> {
        self.days.first(doc)
    }

    /// Tokens of a passage, and of its title.
    pub(super) fn lengths(&self, doc: DocId) -> (f32, f32) {
        (self.passage_lengths.fieldnorm(doc) as f32, self.title_lengths.fieldnorm(doc) as f32)
    }
}
