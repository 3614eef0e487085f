//! A disk that fails: at each thing a writer asks of it, one after the other. Whatever fails, the index holds the commit before or the commit
//! after, whole, and the next writer does what this one could not.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tantivy::Directory;
use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    AntiCallToken, DirectoryLock, FileHandle, Lock, TerminatingWrite, WatchCallback, WatchHandle, WritePtr,
};

use super::Catalog;
use super::directory::Guarded;
use super::store::Index;
use crate::corpus::Document;
use crate::error::{Error, Result};

/// Lets so many writes succeed; from then on the disk is full.
#[derive(Debug, Clone)]
struct Failing {
    inner: Guarded,
    left: Arc<AtomicUsize>,
}

/// Counts a write; fails when no more are left.
fn spend(left: &AtomicUsize) -> io::Result<()> {
    let one_less = left.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1));
    // ENOSPC
    one_less.map(drop).map_err(|_| io::Error::from_raw_os_error(28))
}

/// A file on that disk.
struct FailingFile {
    inner: WritePtr,
    left: Arc<AtomicUsize>,
}

impl Write for FailingFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        spend(&self.left)?;
        self.inner.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        spend(&self.left)?;
        self.inner.flush()
    }
}

impl TerminatingWrite for FailingFile {
    fn terminate_ref(&mut self, token: AntiCallToken) -> io::Result<()> {
        spend(&self.left)?;
        self.inner.terminate_ref(token)
    }
}

impl Directory for Failing {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        self.inner.get_file_handle(path)
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        let failed = |error| DeleteError::IoError { io_error: Arc::new(error), filepath: path.to_owned() };
        spend(&self.left).map_err(failed)?;
        self.inner.delete(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.inner.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        spend(&self.left).map_err(|error| OpenWriteError::wrap_io_error(error, path.to_owned()))?;
        let inner = self.inner.open_write(path)?;
        Ok(BufWriter::new(Box::new(FailingFile { inner, left: Arc::clone(&self.left) })))
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        self.inner.atomic_read(path)
    }

    fn atomic_write(&self, path: &Path, content: &[u8]) -> io::Result<()> {
        spend(&self.left)?;
        self.inner.atomic_write(path, content)
    }

    fn sync_directory(&self) -> io::Result<()> {
        spend(&self.left)?;
        self.inner.sync_directory()
    }

    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        self.inner.acquire_lock(lock)
    }

    fn watch(&self, callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.inner.watch(callback)
    }
}

/// What an index holds: text by id.
fn held(index: &Index) -> BTreeMap<String, String> {
    let catalog = Catalog::new(index).unwrap();
    let ids = catalog.documents().unwrap().into_iter().map(|listed| listed.document.id);
    ids.map(|id| (id.clone(), catalog.document(&id).unwrap().text)).collect()
}

/// Replaces a document, takes one out and adds one, with a commit in the middle.
fn work(index: &Index) -> Result<()> {
    let mut writer = index.writer()?;
    writer.add(&Document::new("a", "Құндыз өзенде жүзіп жүр."))?;
    writer.remove("b")?;
    writer.checkpoint()?;
    writer.add(&Document::new("c", "Суыр інінен шықты."))?;
    writer.commit()
}

/// The threads that write are gone then: whoever went on would wait for them for ever, or commit half.
#[test]
fn a_writer_that_failed_takes_nothing_more() {
    let dir = tempfile::tempdir().unwrap();
    let index = Index::create(dir.path()).unwrap();
    let disk = Failing { inner: Guarded::open(dir.path()).unwrap(), left: Arc::new(AtomicUsize::new(5)) };
    let mut writer = index.clone().through(disk).writer().unwrap();
    let mut add = |n: usize| writer.add(&Document::new(format!("d{n}"), "Құндыз өзенде тұрады. ".repeat(50)));
    let failed = (0..100_000).find(|&n| add(n).is_err()).expect("the disk is full");
    for n in failed..failed + 1000 {
        assert!(matches!(add(n), Err(Error::Engine { .. })), "document {n}");
    }
    assert!(writer.remove("d0").is_err() && writer.clear().is_err());
    assert!(writer.checkpoint().is_err() && writer.commit().is_err());
    assert!(held(&Index::open(dir.path()).unwrap()).is_empty());
}

#[test]
fn whatever_write_fails_no_commit_is_lost_or_halved() {
    let texts = |pairs: &[(&str, &str)]| -> BTreeMap<String, String> {
        pairs.iter().map(|(id, text)| ((*id).to_owned(), (*text).to_owned())).collect()
    };
    let before = texts(&[("a", "Құндыз өзенде тұрады."), ("b", "Борсық ұйықтап жатыр.")]);
    let between = texts(&[("a", "Құндыз өзенде жүзіп жүр.")]);
    let after = texts(&[("a", "Құндыз өзенде жүзіп жүр."), ("c", "Суыр інінен шықты.")]);

    let original = tempfile::tempdir().unwrap();
    let mut writer = Index::create(original.path()).unwrap().writer().unwrap();
    for (id, text) in &before {
        writer.add(&Document::new(id, text)).unwrap();
    }
    writer.commit().unwrap();

    let mut failures = 0;
    for writes in 0.. {
        let dir = tempfile::tempdir().unwrap();
        for file in fs::read_dir(original.path()).unwrap().flatten() {
            fs::copy(file.path(), dir.path().join(file.file_name())).unwrap();
        }
        let index = Index::open(dir.path()).unwrap();
        let left = Arc::new(AtomicUsize::new(writes));
        let disk = Failing { inner: Guarded::open(dir.path()).unwrap(), left: Arc::clone(&left) };
        let result = work(&index.through(disk));
        let index = Index::open(dir.path()).unwrap_or_else(|error| panic!("after {writes} writes: {error}"));
        let now = held(&index);
        assert!([&before, &between, &after].contains(&&now), "after {writes} writes: {now:?}");
        match result {
            Ok(()) => assert_eq!(now, after, "after {writes} writes it said it was done"),
            Err(Error::DiskFull { .. } | Error::Engine { .. } | Error::Io { .. }) => failures += 1,
            Err(error) => panic!("after {writes} writes: {error}"),
        }
        // The disk has room again.
        let again = || -> Result<()> {
            let mut writer = index.writer()?;
            after.iter().try_for_each(|(id, text)| writer.add(&Document::new(id, text)).map(drop))?;
            writer.remove("b")?;
            writer.commit()
        };
        again().unwrap_or_else(|error| panic!("after {writes} writes: {error}"));
        assert_eq!(held(&Index::open(dir.path()).unwrap()), after);
        assert_eq!(Index::check(dir.path()).unwrap().damaged, [""; 0]);
        if left.load(Ordering::SeqCst) > 0 {
            break;
        }
    }
    assert!(failures > 50, "only {failures} writes failed: the test hardly tests anything");
}
