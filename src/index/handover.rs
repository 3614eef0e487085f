//! Handing documents over to tantivy's indexing threads, many at a time.

use std::sync::Arc;

use tantivy::indexer::{PreparedCommit, UserOperation};
use tantivy::{IndexWriter, Result, TantivyError, Term};

use super::entry::{Entry, Gate, Incoming, Permit};
use super::schema::Fields;
use crate::corpus::Document;
use crate::corpus::passage::Passage;

/// Bytes of documents that are handed over at once: to wake a thread for each short one costs a tenth of the time.
const BATCH: usize = 128 << 10;

/// Bytes that a document takes besides its text.
const OVERHEAD: usize = 512;

/// tantivy's writer, and what it was not given yet.
pub(super) struct Handover {
    writer: IndexWriter<Entry>,
    gate: Arc<Gate>,
    batch: Vec<UserOperation<Entry>>,
    /// What the documents of the batch wait with, as long as it may take more of them.
    permit: Option<Arc<Permit>>,
    /// Bytes of the documents in the batch.
    bytes: usize,
}

impl Handover {
    pub(super) fn new(writer: IndexWriter<Entry>) -> Self {
        Self { writer, gate: Arc::default(), batch: vec![], permit: None, bytes: 0 }
    }

    /// Gives a document with its passages, in place of those that have `replaced`. Waits until there is room.
    ///
    /// # Errors
    /// When an indexing thread failed, perhaps over what it was given before.
    pub(super) fn give(
        &mut self,
        document: Document,
        passages: &[Passage],
        hash: u64,
        fields: &Fields,
        replaced: Option<Term>,
    ) -> Result<()> {
        let end = document.text.len();
        let bytes = end + OVERHEAD;
        if self.bytes + bytes > BATCH {
            self.flush()?;
        }
        // Nothing is in hand that others would have to wait for.
        let permit = self.permit.get_or_insert_with(|| self.gate.enter(BATCH.max(bytes)));
        let incoming = Incoming::new(document, hash, fields, permit);
        self.batch.extend(replaced.map(UserOperation::Delete));
        // One batch stays in one segment, so the passages of a document are never parted.
        for (at, passage) in passages.iter().enumerate() {
            let from = if at == 0 { 0 } else { passage.span.start };
            let to = passages.get(at + 1).map_or(end, |next| next.span.start);
            self.batch.push(UserOperation::Add(Entry::new(&incoming, *passage, from, to)));
        }
        self.bytes += bytes;
        Ok(())
    }

    /// Takes out all documents that were given so far and have a term.
    ///
    /// # Errors
    /// As [`give`](Self::give).
    pub(super) fn take_out(&mut self, term: Term) -> Result<()> {
        self.flush()?;
        self.writer.delete_term(term);
        Ok(())
    }

    /// Takes out everything.
    ///
    /// # Errors
    /// As [`give`](Self::give).
    pub(super) fn clear(&mut self) -> Result<()> {
        self.flush()?;
        self.writer.delete_all_documents().map(|_| ())
    }

    /// Waits until all that was given is written to segments.
    ///
    /// # Errors
    /// As [`give`](Self::give).
    pub(super) fn prepare_commit(&mut self) -> Result<PreparedCommit<'_, Entry>> {
        self.flush()?;
        self.writer.prepare_commit()
    }

    /// Waits until no segments are merged any more.
    ///
    /// # Errors
    /// When a thread that merges failed.
    pub(super) fn finish(self) -> Result<()> {
        self.writer.wait_merging_threads()
    }

    /// Why an indexing thread ended, where all an error says is that it did.
    pub(super) fn reason(&mut self, error: TantivyError) -> TantivyError {
        // The thread's own reason is given to whoever waits for it.
        let reason = match error {
            TantivyError::ErrorInThread(_) => self.writer.prepare_commit().err(),
            _ => None,
        };
        reason.unwrap_or(error)
    }

    fn flush(&mut self) -> Result<()> {
        (self.bytes, self.permit) = (0, None);
        let batch = std::mem::take(&mut self.batch);
        if batch.is_empty() { Ok(()) } else { self.writer.run(batch).map(|_| ()) }
    }
}
