//! Opening and creating an index in a folder or in memory, and refusing what does not fit.

use std::path::{Path, PathBuf};
use std::{fs, io};

use tantivy::directory::error::{LockError, OpenReadError};
use tantivy::directory::{Directory, INDEX_WRITER_LOCK};
use tantivy::{IndexSettings, ReloadPolicy, TantivyError};

use super::directory::{Guarded, NOT_AS_WRITTEN, unsealed};
use super::files::is_list;
use super::folder::{MANAGED, META, is_ours, is_segment_file, name, names};
use super::integrity::{self, VERIFIED};
use super::schema::{self, Fields};
use super::version::Stamp;
use super::writer::Writer;
use crate::error::{Error, Result};

/// An index: in a folder, or in memory.
#[derive(Clone)]
pub struct Index {
    pub(crate) inner: tantivy::Index,
    pub(crate) fields: Fields,
    dir: PathBuf,
    /// `None` for one in memory.
    folder: Option<Guarded>,
}

impl std::fmt::Debug for Index {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Index").field("dir", &self.dir).finish_non_exhaustive()
    }
}

impl Index {
    /// Opens the index in a folder.
    ///
    /// # Errors
    /// [`Error::IndexMissing`] without an index there, [`Error::IndexVersion`] for one of another version of izde,
    /// [`Error::IndexCorrupt`] for a damaged one, [`Error::Io`] when the folder cannot be read.
    pub fn open(dir: impl AsRef<Path>) -> Result<Self> {
        let index = Self::open_unchecked(dir.as_ref())?;
        integrity::ensure(&index.inner, &index.dir)?;
        Ok(index)
    }

    /// Opens the index in a folder, whatever its segments are like.
    pub(super) fn open_unchecked(dir: &Path) -> Result<Self> {
        let missing = || Error::IndexMissing { dir: dir.to_owned() };
        let corrupt = |reason: String| Error::IndexCorrupt { dir: dir.to_owned(), reason };
        let meta_path = dir.join(META);
        let content = match fs::read(&meta_path) {
            Ok(content) => content,
            Err(e) if matches!(e.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
                return Err(missing());
            }
            Err(source) => return Err(Error::Io { action: "read", path: meta_path, source }),
        };
        // The stamp is read before tantivy looks at the rest, so that an index of another version is told from a damaged one.
        let meta: serde_json::Value =
            serde_json::from_slice(&content).map_err(|e| corrupt(format!("{META} cannot be read: {e}")))?;
        if is_unfinished(&meta) {
            return Err(missing());
        }
        let expected = || Stamp::current().to_string();
        match meta.get("payload").and_then(|payload| payload.as_str()).map(serde_json::from_str::<Stamp>) {
            Some(Ok(stamp)) if stamp.is_current() => {}
            Some(Ok(stamp)) => {
                let (dir, found) = (dir.to_owned(), stamp.to_string());
                return Err(Error::IndexVersion { dir, found, expected: expected() });
            }
            _ => {
                let (dir, found) = (dir.to_owned(), "something that is not izde".to_owned());
                return Err(Error::IndexVersion { dir, found, expected: expected() });
            }
        }
        if unsealed(&content).is_none() {
            return Err(corrupt(format!("{META} {NOT_AS_WRITTEN}")));
        }
        let directory = Guarded::open(dir).map_err(|e| failure("opened", dir, e.into()))?;
        let inner = tantivy::Index::open(directory.clone()).map_err(|e| failure("opened", dir, e))?;
        let (schema, fields) = Fields::build();
        if inner.schema() != schema {
            return Err(corrupt("its fields are not those of its version".to_owned()));
        }
        schema::register(&inner);
        Ok(Self { inner, fields, dir: dir.to_owned(), folder: Some(directory) })
    }

    /// Makes a new, empty index in a folder, which is made if it is not there.
    ///
    /// # Errors
    /// [`Error::NotAnIndex`] when the folder holds anything but a README, hidden files and what an
    /// interrupted izde left,
    /// [`Error::Io`] when it cannot be written.
    pub fn create(dir: impl AsRef<Path>) -> Result<Self> {
        let dir = dir.as_ref();
        let io = |action| move |source| Error::Io { action, path: dir.to_owned(), source };
        fs::create_dir_all(dir).map_err(io("create"))?;
        let begun = fs::read(dir.join(META)).ok().and_then(|meta| serde_json::from_slice(&meta).ok());
        let begun = begun.is_some_and(|meta| is_unfinished(&meta));
        let names = names(dir)?;
        if names.iter().any(|name| !is_ours(name) || name == META && !begun) {
            return Err(Error::NotAnIndex { dir: dir.to_owned() });
        }
        if !begun && names.iter().any(|name| is_segment_file(name)) {
            // Left by a rebuild that was interrupted.
            remove_files(dir)?;
        }
        let folder = Guarded::open(dir).map_err(|e| failure("created", dir, e.into()))?;
        let directory = folder.clone();
        let (schema, fields) = Fields::build();
        // What somebody else began is gone on with, not overwritten: he may be at work still.
        let inner =
            if begun { tantivy::Index::open(directory) } else { tantivy::Index::create(directory, schema, settings()) };
        let inner = inner.map_err(|e| failure("created", dir, e))?;
        schema::register(&inner);
        let index = Self { inner, fields, dir: dir.to_owned(), folder: Some(folder) };
        // The first commit carries the stamp: without it the folder would be an index of no version.
        index.writer()?.commit()?;
        Ok(index)
    }

    /// Opens the index in a folder, or makes one if there is none.
    ///
    /// # Errors
    /// Those of [`open`](Self::open) and [`create`](Self::create).
    pub fn open_or_create(dir: impl AsRef<Path>) -> Result<Self> {
        match Self::open(&dir) {
            Err(Error::IndexMissing { .. }) => Self::create(dir),
            other => other,
        }
    }

    /// Opens the index in a folder even if it is damaged or of another version: then its files are removed and a new one is made.
    ///
    /// # Errors
    /// Those of [`create`](Self::create), and [`Error::IndexLocked`] while somebody writes to it.
    pub fn open_or_replace(dir: impl AsRef<Path>) -> Result<Self> {
        let dir = dir.as_ref();
        match Self::open(dir) {
            Err(Error::IndexMissing { .. }) => Self::create(dir),
            Err(Error::IndexVersion { .. } | Error::IndexCorrupt { .. }) => {
                // Another program may keep a meta.json, too; tantivy keeps a list of its files beside it.
                if !dir.join(MANAGED).exists() || !names(dir)?.iter().all(|name| is_ours(name)) {
                    return Err(Error::NotAnIndex { dir: dir.to_owned() });
                }
                remove_files(dir)?;
                Self::create(dir)
            }
            other => other,
        }
    }

    /// An empty index in memory.
    ///
    /// # Errors
    /// [`Error::Engine`] if the writer's threads cannot be started.
    pub fn in_memory() -> Result<Self> {
        let (schema, fields) = Fields::build();
        let inner = tantivy::Index::builder().schema(schema).settings(settings()).create_in_ram();
        let dir = PathBuf::from("memory");
        let inner = inner.map_err(|e| failure("created", &dir, e))?;
        schema::register(&inner);
        Ok(Self { inner, fields, dir, folder: None })
    }

    /// Whether the last commit holds no document: so it is after [`create`](Self::create), and when the first indexing was interrupted.
    ///
    /// # Errors
    /// [`Error::IndexCorrupt`] or [`Error::Engine`] when the index cannot be read.
    pub fn is_empty(&self) -> Result<bool> {
        let metas = self.inner.load_metas().map_err(|e| self.failure("read", e))?;
        Ok(metas.segments.iter().all(|segment| segment.num_docs() == 0))
    }

    /// The folder it is in; `memory` for one in memory.
    #[must_use]
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// The folder it is in, unless it is in memory.
    pub(super) fn folder(&self) -> Option<&Path> {
        self.folder.as_ref().map(Guarded::path)
    }

    /// The one writer, with a single thread.
    ///
    /// # Errors
    /// [`Error::IndexLocked`] while another writer is open, here or in another process; [`Error::Engine`] when the folder cannot be written.
    pub fn writer(&self) -> Result<Writer> {
        self.writer_with_threads(1)
    }

    /// The one writer, analysing in `threads` threads (at least one); each takes up to 64 MB.
    ///
    /// # Errors
    /// As [`writer`](Self::writer).
    pub fn writer_with_threads(&self, threads: usize) -> Result<Writer> {
        Writer::open(self, threads.max(1))
    }

    /// A writer that writes nothing and needs no lock: for finding out what indexing would do.
    ///
    /// # Errors
    /// [`Error::IndexCorrupt`] or [`Error::Engine`] when the index cannot be read.
    pub fn rehearsal(&self) -> Result<Writer> {
        Writer::rehearse(self)
    }

    /// The same index, read and written in another way.
    #[cfg(test)]
    pub(super) fn through(self, directory: impl Directory) -> Self {
        let directory: Box<dyn Directory> = Box::new(directory);
        // For tests alone, of an index that has just been opened.
        let inner = tantivy::Index::open(directory).unwrap();
        schema::register(&inner);
        Self { inner, ..self }
    }

    /// The number of the last commit.
    pub(super) fn opstamp(&self) -> Result<u64> {
        self.inner.load_metas().map(|metas| metas.opstamp).map_err(|e| self.failure("read", e))
    }

    /// A snapshot of the last commit.
    pub(crate) fn snapshot(&self) -> Result<tantivy::Searcher> {
        let reader = self.inner.reader_builder().reload_policy(ReloadPolicy::Manual);
        let reader = reader.doc_store_cache_num_blocks(CACHED_BLOCKS).try_into();
        let reader: tantivy::IndexReader = reader.map_err(|e| self.failure("opened", e))?;
        Ok(reader.searcher())
    }

    /// An error of tantivy as one of ours.
    pub(crate) fn failure(&self, action: &'static str, error: TantivyError) -> Error {
        if action != "read"
            && let Some((path, source)) = self.folder.as_ref().and_then(Guarded::refusal)
        {
            return unwritten(&self.dir, path, source);
        }
        failure(action, &self.dir, error)
    }
}

/// Small blocks of stored text: a hit unpacks the block its passage is in, and tantivy's 16 KB hold ten passages more than it shows. So small, to pack one
/// takes about as long as to wake a thread that would.
fn settings() -> IndexSettings {
    IndexSettings { docstore_blocksize: 4096, docstore_compress_dedicated_thread: false, ..IndexSettings::default() }
}

/// Blocks of stored text that stay unpacked for the next hits: at most 4 MB a segment.
const CACHED_BLOCKS: usize = 1024;

/// What an error of tantivy means for the index in a folder.
pub(super) fn failure(action: &'static str, dir: &Path, error: TantivyError) -> Error {
    let dir = dir.to_owned();
    match error {
        TantivyError::LockFailure(LockError::LockBusy, _) => Error::IndexLocked { dir },
        TantivyError::DataCorruption(reason) => Error::IndexCorrupt { dir, reason: format!("{reason:?}") },
        TantivyError::OpenReadError(OpenReadError::FileDoesNotExist(file)) => {
            Error::IndexCorrupt { dir, reason: format!("{} is missing", name(&file)) }
        }
        // What the operating system did not refuse, but tantivy could not make sense of.
        TantivyError::OpenReadError(OpenReadError::IoError { io_error, filepath })
            if io_error.raw_os_error().is_none() =>
        {
            Error::IndexCorrupt { dir, reason: format!("{}: {io_error}", name(&filepath)) }
        }
        TantivyError::IoError(error) if action != "written" && error.raw_os_error().is_none() => {
            Error::IndexCorrupt { dir, reason: error.to_string() }
        }
        TantivyError::IncompatibleIndex(reason) => {
            Error::IndexVersion { dir, found: format!("{reason:?}"), expected: Stamp::current().to_string() }
        }
        TantivyError::LockFailure(LockError::IoError(source), _) => {
            Error::Engine { action: "locked", dir, source: Box::new(source) }
        }
        error => Error::Engine { action, dir, source: Box::new(error) },
    }
}

/// A file of an index in a folder could not be written.
pub(super) fn unwritten(dir: &Path, path: PathBuf, source: io::Error) -> Error {
    use io::ErrorKind::{FileTooLarge, QuotaExceeded, StorageFull};
    match source.kind() {
        StorageFull | QuotaExceeded | FileTooLarge => Error::DiskFull { dir: dir.to_owned(), source },
        _ => Error::Io { action: "write", path, source },
    }
}

/// Whether an index was begun and not stamped: its maker was interrupted, or is at work. Nothing is in it.
fn is_unfinished(meta: &serde_json::Value) -> bool {
    let is_empty = meta.get("segments").and_then(|segments| segments.as_array()).is_some_and(Vec::is_empty);
    let schema = serde_json::to_value(Fields::build().0).ok();
    is_empty && meta.get("payload").is_none_or(serde_json::Value::is_null) && meta.get("schema") == schema.as_ref()
}

/// Removes the files of an index, and nothing else, from a folder.
fn remove_files(dir: &Path) -> Result<()> {
    let directory = Guarded::open(dir).map_err(|e| failure("opened", dir, e.into()))?;
    let lock = directory.acquire_lock(&INDEX_WRITER_LOCK);
    let _held = lock.map_err(|e| failure("locked", dir, TantivyError::LockFailure(e, None)))?;
    // The list of files goes first: a folder without it is no index, whatever else is left when this is interrupted.
    let segments = names(dir)?.into_iter().filter(|name| is_segment_file(name) || is_list(name) || name == VERIFIED);
    for name in [META, MANAGED].map(str::to_owned).into_iter().chain(segments) {
        let path = dir.join(name);
        match fs::remove_file(&path) {
            Err(source) if source.kind() != io::ErrorKind::NotFound => {
                return Err(Error::Io { action: "remove", path, source });
            }
            _ => {}
        }
    }
    Ok(())
}
