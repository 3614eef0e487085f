//! Putting documents into the index.

use std::borrow::Cow;
use std::collections::HashMap;
use std::path::Path;

use tantivy::indexer::LogMergePolicy;
use tantivy::schema::IndexRecordOption;
use tantivy::{Directory, DocAddress, DocSet, TERMINATED, TantivyError, Term};
use xxhash_rust::xxh3::Xxh3;

use super::directory;
use super::files::Files;
use super::handover::Handover;
use super::integrity;
use super::pace::{Pace, Pending};
use super::schema::HASH;
use super::store::{Index, unwritten};
use super::stored::Stored;
use super::upkeep::Ids;
use super::version::Stamp;
use crate::corpus::{Document, passage};
use crate::error::{Error, Result};

/// Memory for one indexing thread, in bytes: tantivy takes at least 15 MB, and larger segments are merged less often.
const THREAD_MEMORY: usize = 64 << 20;

/// Share of deleted passages at which a segment is rewritten without them: they take space and time.
const DELETED_BEFORE_MERGE: f32 = 0.2;

/// What became of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It is new.
    Added,
    /// A document of its id was there and has been replaced.
    Replaced,
    /// The same document was there already: nothing was done.
    Unchanged,
}

/// Writes to an index. What is added is seen by nobody before [`commit`](Self::commit) or [`checkpoint`](Self::checkpoint), and lost without
/// them; there is one writer at a time.
pub struct Writer {
    /// `None` for a rehearsal, which writes nothing.
    inner: Option<Handover>,
    pub(super) index: Index,
    /// What is in the index while this writer works: the last commit.
    pub(super) before: tantivy::Searcher,
    /// What became of the documents this writer was given since, by id; `None` for those it took out.
    pub(super) since: HashMap<String, Option<Held>>,
    /// The files that were read.
    pub(super) files: Files,
    /// Documents that are in the index as they are, but were found in another file than they came from then.
    pub(super) moved: Ids,
    rebuilt: bool,
    changed: bool,
    /// A write failed: what was added since the last commit may be lost in part, so it must not be committed.
    failed: bool,
    pace: Pace,
    pending: Pending,
}

/// A document in the index, as far as the writer must know it.
#[derive(Debug, Clone)]
pub(super) struct Held {
    hash: u64,
    path: Option<String>,
}

impl std::fmt::Debug for Writer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Writer").field("index", &self.index).finish_non_exhaustive()
    }
}

impl Writer {
    pub(super) fn open(index: &Index, threads: usize) -> Result<Self> {
        let inner = index.inner.writer_with_num_threads(threads, threads * THREAD_MEMORY);
        let inner = inner.map_err(|e| index.failure("locked for writing", e))?;
        // Files that a killed writer left would be in the way: tantivy numbers files of deletions, and the
        // numbers come again.
        inner.garbage_collect_files().wait().map_err(|e| index.failure("written", e))?;
        let mut merging = LogMergePolicy::default();
        merging.set_del_docs_ratio_before_merge(DELETED_BEFORE_MERGE);
        inner.set_merge_policy(Box::new(merging));
        // An index without a stamp is a new one: its first commit must happen even if it is empty.
        let changed = index.inner.load_metas().is_ok_and(|metas| metas.payload.is_none());
        let writer = Self::rehearse(index)?;
        writer.files.tidy(index.opstamp()?);
        index.folder().map(directory::tidy);
        Ok(Self { inner: Some(Handover::new(inner)), changed, ..writer })
    }

    /// A writer that finds out what would happen, and writes nothing.
    pub(super) fn rehearse(index: &Index) -> Result<Self> {
        Ok(Self {
            inner: None,
            index: index.clone(),
            before: index.snapshot()?,
            since: HashMap::new(),
            files: Files::open(index.folder(), index.opstamp()?),
            moved: Ids::default(),
            rebuilt: false,
            changed: false,
            failed: false,
            pace: Pace::default(),
            pending: Pending::new(),
        })
    }

    /// Says how [`ingest`](super::ingest) is to go on with this writer.
    pub fn set_pace(&mut self, pace: Pace) {
        self.pace = pace;
    }

    /// Whether the work with this writer is to end.
    pub(super) fn is_stopped(&self) -> bool {
        self.pace.stop.is_requested()
    }

    /// Whether nothing is written.
    pub(super) const fn is_rehearsal(&self) -> bool {
        self.inner.is_none()
    }

    /// Whether so much was added that it should be committed. Never while an index is built anew: what it held before stays whole until
    /// all that replaces it is there.
    pub(super) fn is_due(&self) -> bool {
        !self.rebuilt && self.changed && self.pending.is_due(&self.pace)
    }

    /// Puts a document in, in place of an older one of its id. An unchanged document is left alone.
    ///
    /// # Errors
    /// [`Error::EmptyDocument`] for a text of nothing but white space; [`Error::IdTaken`] when the id is a path and another file of that
    /// path below another folder holds it; [`Error::DiskFull`] or [`Error::Engine`] when the index cannot be written: then this writer is of no
    /// use any more, and what it was given since its last commit is not in the index.
    pub fn add(&mut self, document: &Document) -> Result<Outcome> {
        self.put(Cow::Borrowed(document))
    }

    /// As [`add`](Self::add), without a copy of a document that nobody else needs.
    pub(super) fn put(&mut self, document: Cow<'_, Document>) -> Result<Outcome> {
        self.go_on()?;
        let passages = passage::passages(&document.text);
        if passages.is_empty() || document.id.is_empty() {
            return Err(Error::EmptyDocument { place: place(&document) });
        }
        let hash = hash(&document);
        let holder = self.holder(&document.id)?;
        if let Some(held) = &holder
            && held.hash == hash
        {
            if held.path == document.path {
                return Ok(Outcome::Unchanged);
            }
            // Where the other file is gone, the document is put in anew: from now on it is this one's.
            if held.path.as_ref().is_none_or(|path| Path::new(path).exists()) {
                self.moved.insert(&document.id);
                return Ok(Outcome::Unchanged);
            }
        }
        if let Some(Held { path: Some(path), .. }) = &holder
            && is_from_path(&document)
            && is_another_file(path, &document)
        {
            let (id, holder) = (document.id.clone(), path.clone());
            return Err(Error::IdTaken { place: place(&document), id, holder });
        }
        let outcome = if holder.is_some() { Outcome::Replaced } else { Outcome::Added };
        self.since.insert(document.id.clone(), Some(Held { hash, path: document.path.clone() }));
        if let Some(Held { path: Some(path), .. }) = &holder
            && document.path.as_ref() != Some(path)
        {
            // It may still be in that file, too.
            self.files.forget(Path::new(path));
        }
        self.changed = true;
        let Some(inner) = &mut self.inner else { return Ok(outcome) };
        let fields = &self.index.fields;
        let replaced = holder.map(|_| Term::from_field_text(fields.id, &document.id));
        let bytes = document.text.len();
        if let Err(error) = inner.give(document.into_owned(), &passages, hash, fields, replaced) {
            return Err(self.fail(error));
        }
        self.pending.count(bytes);
        Ok(outcome)
    }

    /// Takes a document out; whether there was one of that id.
    ///
    /// # Errors
    /// [`Error::Engine`] when the index cannot be read, or a write failed before.
    pub fn remove(&mut self, id: &str) -> Result<bool> {
        self.go_on()?;
        let Some(held) = self.holder(id)? else { return Ok(false) };
        // If its file still has it, the next indexing brings it back.
        held.path.iter().for_each(|path| self.files.forget(Path::new(path)));
        if let Some(inner) = &mut self.inner {
            let taken = inner.take_out(Term::from_field_text(self.index.fields.id, id));
            taken.map_err(|error| self.fail(error))?;
        }
        self.since.insert(id.to_owned(), None);
        self.changed = true;
        Ok(true)
    }

    /// Takes everything out: the next commit holds only what is added from now on.
    ///
    /// # Errors
    /// [`Error::Engine`] when the index cannot be written.
    pub fn clear(&mut self) -> Result<()> {
        self.go_on()?;
        if let Some(inner) = &mut self.inner {
            inner.clear().map_err(|error| self.fail(error))?;
        }
        self.since.clear();
        self.moved = Ids::default();
        self.files.clear();
        (self.rebuilt, self.changed) = (self.before.num_docs() > 0, true);
        Ok(())
    }

    /// Makes what was added and taken out visible, all of it at once, and lasting: when this returns, it outlives a crash. Does nothing
    /// when nothing changed.
    ///
    /// # Errors
    /// [`Error::DiskFull`] or [`Error::Engine`] when the index cannot be written; the last commit stands then.
    pub fn commit(mut self) -> Result<()> {
        self.publish()?;
        // Whoever wants to be done need not wait for segments to become fewer.
        if self.is_stopped() {
            return Ok(());
        }
        let Some(inner) = self.inner else { return Ok(()) };
        inner.finish().map_err(|e| self.index.failure("merged", e))?;
        // Whoever may only read need not do it each time.
        self.index.folder().map_or(Ok(()), |dir| integrity::ensure(&self.index.inner, dir))
    }

    /// Does what [`commit`](Self::commit) does, and goes on.
    ///
    /// # Errors
    /// As [`commit`](Self::commit).
    pub fn checkpoint(&mut self) -> Result<()> {
        if self.changed {
            self.publish()?;
            self.before = self.index.snapshot()?;
            self.since.clear();
            (self.rebuilt, self.changed) = (false, false);
        }
        self.pending = Pending::new();
        Ok(())
    }

    /// What is said of a write that failed.
    fn fail(&mut self, error: TantivyError) -> Error {
        self.failed = true;
        let reason = match &mut self.inner {
            Some(inner) => inner.reason(error),
            None => error,
        };
        self.index.failure("written", reason)
    }

    /// Refuses to go on after a write that failed: the threads that write are gone, and whoever gave them more would wait for ever.
    fn go_on(&self) -> Result<()> {
        if self.failed {
            let (dir, source) = (self.index.dir().to_owned(), "a write failed before; open a new writer".into());
            return Err(Error::Engine { action: "written", dir, source });
        }
        Ok(())
    }

    fn publish(&mut self) -> Result<()> {
        self.go_on()?;
        let result = self.try_publish();
        self.failed = result.is_err();
        result
    }

    fn try_publish(&mut self) -> Result<()> {
        let Some(inner) = &mut self.inner else { return Ok(()) };
        let failed = |e| self.index.failure("written", e);
        if self.changed {
            let mut commit = inner.prepare_commit().map_err(failed)?;
            commit.set_payload(&Stamp::current().to_json());
            // First, because a list without its commit does no harm.
            self.files.write(commit.opstamp())?;
            commit.commit().map_err(failed)?;
        } else if self.files.is_changed() {
            self.files.write(self.index.opstamp()?)?;
        } else {
            return Ok(());
        }
        self.files.tidy(self.index.opstamp()?);
        // tantivy renames the list of segments last and does not sync that rename.
        let synced = self.index.inner.directory().sync_directory();
        synced.map_err(|source| unwritten(self.index.dir(), self.index.dir().to_owned(), source))
    }

    /// The document that holds an id, if one does.
    fn holder(&self, id: &str) -> Result<Option<Held>> {
        if let Some(held) = self.since.get(id) {
            return Ok(held.clone());
        }
        let mut held = None;
        let fields = &self.index.fields;
        self.each(&Term::from_field_text(fields.id, id), |writer, address| {
            let hash = writer.before.segment_reader(address.segment_ord).fast_fields().u64(HASH)?;
            let mut stored: Stored = writer.before.doc(address)?;
            held = hash.first(address.doc_id).map(|hash| Held { hash, path: stored.text(fields.path) });
            Ok(false)
        })?;
        Ok(held)
    }

    /// Calls `found` with each passage of the last commit that has a term, until it gives `false`.
    pub(super) fn each(
        &self,
        term: &Term,
        mut found: impl FnMut(&Self, DocAddress) -> tantivy::Result<bool>,
    ) -> Result<()> {
        if self.rebuilt {
            return Ok(());
        }
        let mut walk = || -> tantivy::Result<()> {
            for (number, segment) in self.before.segment_readers().iter().enumerate() {
                let postings = segment.inverted_index(term.field())?.read_postings(term, IndexRecordOption::Basic)?;
                let Some(mut postings) = postings else { continue };
                while postings.doc() != TERMINATED {
                    let address = DocAddress::new(number as u32, postings.doc());
                    if !segment.is_deleted(postings.doc()) && !found(self, address)? {
                        return Ok(());
                    }
                    postings.advance();
                }
            }
            Ok(())
        };
        walk().map_err(|e| self.index.failure("read", e))
    }
}

/// Hash of what a document says, its path left out: a folder that moved is no reason to index it again.
fn hash(document: &Document) -> u64 {
    let mut hash = Xxh3::new();
    let date = document.date.map(|date| date.to_string());
    let said = [
        &document.title,
        &date,
        &document.speaker,
        &document.author,
        &document.source,
        &document.url,
        &document.lang,
        &document.encoding,
    ];
    for value in said {
        hash.update(&[u8::from(value.is_some())]);
        hash.update(value.as_deref().unwrap_or_default().as_bytes());
        hash.update(&[0]);
    }
    hash.update(document.text.as_bytes());
    hash.digest()
}

fn place(document: &Document) -> String {
    document.path.clone().unwrap_or_else(|| document.id.clone())
}

/// Whether the id of a document is its path below the folder that was indexed, and not one its author gave it.
fn is_from_path(document: &Document) -> bool {
    let id = document.id.split_once('#').map_or(document.id.as_str(), |(file, _line)| file);
    document.path.as_deref().is_some_and(|path| Path::new(path).ends_with(id))
}

/// Whether a path names another file than the one a document came from, and that file is still there.
fn is_another_file(path: &str, document: &Document) -> bool {
    let here = document.path.as_deref().and_then(|path| Path::new(path).canonicalize().ok());
    let there = Path::new(path).canonicalize().ok();
    there.is_some() && there != here
}
