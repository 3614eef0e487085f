//! The folder of an index as tantivy sees it: with a checksum in the list of segments, and readable where nothing can be written.

use std::fs::{self, File, Permissions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use tantivy::directory::error::{DeleteError, LockError, OpenDirectoryError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    AntiCallToken, Directory, DirectoryLock, FileHandle, Lock, META_LOCK, MmapDirectory, TerminatingWrite,
    WatchCallback, WatchHandle, WritePtr,
};
use xxhash_rust::xxh3::xxh3_64;

use super::folder::META;

/// What the names of files begin with that are being written.
pub(super) const UNFINISHED: &str = ".unfinished-";

/// How a list of segments begins that has a checksum: a field of its own, so that it stays JSON.
const CHECKSUM: &str = "{\"checksum\":\"";

/// The folder of an index. Files of segments have checksums of tantivy's; the list of them has one of ours.
#[derive(Debug, Clone)]
pub(super) struct Guarded {
    inner: MmapDirectory,
    path: PathBuf,
    refusal: Refusal,
}

/// The last thing that could not be written, and why. tantivy passes on that something failed, often without what the operating system said.
#[derive(Debug, Clone, Default)]
struct Refusal(Arc<Mutex<Option<(PathBuf, io::Error)>>>);

impl Refusal {
    /// Notes what went wrong with a file; the result as it was.
    fn note<T>(&self, path: &Path, result: io::Result<T>) -> io::Result<T> {
        if let Err(error) = &result
            && let Some(code) = error.raw_os_error()
        {
            let error = io::Error::from_raw_os_error(code);
            *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((path.to_owned(), error));
        }
        result
    }
}

impl Guarded {
    pub(super) fn open(path: &Path) -> Result<Self, OpenDirectoryError> {
        Ok(Self { inner: MmapDirectory::open(path)?, path: path.to_owned(), refusal: Refusal::default() })
    }

    /// The folder.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// The last file that could not be written, and what the operating system said; once.
    pub(super) fn refusal(&self) -> Option<(PathBuf, io::Error)> {
        self.refusal.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

/// A file that is written; notes what cannot be.
struct Watched {
    inner: WritePtr,
    path: PathBuf,
    refusal: Refusal,
}

impl Write for Watched {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.refusal.note(&self.path, self.inner.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.refusal.note(&self.path, self.inner.flush())
    }
}

impl TerminatingWrite for Watched {
    fn terminate_ref(&mut self, token: AntiCallToken) -> io::Result<()> {
        self.refusal.note(&self.path, self.inner.terminate_ref(token))
    }
}

/// A list of segments with its checksum in front.
fn sealed(list: &[u8]) -> Vec<u8> {
    let Some((b'{', rest)) = list.split_first() else { return list.to_vec() };
    [format!("{CHECKSUM}{:016x}\",", xxh3_64(list)).as_bytes(), rest].concat()
}

/// A list of segments without the checksum in front of it; `None` if it is not as it was written.
pub(super) fn unsealed(sealed: &[u8]) -> Option<Vec<u8>> {
    let (sum, rest) = sealed.strip_prefix(CHECKSUM.as_bytes())?.split_at_checked(16)?;
    let list = [b"{", rest.strip_prefix(b"\",")?].concat();
    (format!("{:016x}", xxh3_64(&list)).as_bytes() == sum).then_some(list)
}

impl Directory for Guarded {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        self.inner.get_file_handle(path)
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        self.inner.delete(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.inner.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        let file = self.path.join(path);
        let inner = self.inner.open_write(path).inspect_err(|error| {
            if let OpenWriteError::IoError { io_error, .. } = error
                && let Some(code) = io_error.raw_os_error()
            {
                let _ = self.refusal.note(&file, Err::<(), _>(io::Error::from_raw_os_error(code)));
            }
        })?;
        // What is written comes in large pieces already.
        Ok(BufWriter::with_capacity(0, Box::new(Watched { inner, path: file, refusal: self.refusal.clone() })))
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        let content = self.inner.atomic_read(path)?;
        if path != Path::new(META) {
            return Ok(content);
        }
        unsealed(&content).ok_or_else(|| {
            let damaged = io::Error::new(io::ErrorKind::InvalidData, NOT_AS_WRITTEN);
            OpenReadError::wrap_io_error(damaged, path.to_owned())
        })
    }

    fn atomic_write(&self, path: &Path, content: &[u8]) -> io::Result<()> {
        let content = if path == Path::new(META) { &sealed(content) } else { content };
        let path = self.path.join(path);
        self.refusal.note(&path, replace(&path, content))
    }

    fn sync_directory(&self) -> io::Result<()> {
        self.refusal.note(&self.path, self.inner.sync_directory())
    }

    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        let refused = match self.inner.acquire_lock(lock) {
            Err(LockError::IoError(error)) if lock.filepath == META_LOCK.filepath && is_refusal(&error) => error,
            other => return other,
        };
        // Whoever only reads keeps the writer from clearing files away while he opens them. Where he may not write, the file of the
        // lock that a writer left is enough for that; and where there is none, nobody writes.
        let lock = match File::open(self.path.join(&lock.filepath)) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(DirectoryLock::from(Box::new(()))),
            Err(_) => return Err(LockError::IoError(refused)),
        };
        lock.lock_shared().map_err(|error| LockError::IoError(Arc::new(error)))?;
        Ok(DirectoryLock::from(Box::new(lock)))
    }

    fn watch(&self, callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.inner.watch(callback)
    }
}

/// What is said of a file whose checksum is another.
pub(super) const NOT_AS_WRITTEN: &str = "is not as it was written";

/// Whether it is refused to write there.
fn is_refusal(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem)
}

/// Puts a file in the place of another, all of it or nothing, and synced. Readable for whom the person who writes lets read (tantivy's own way is
/// for the writer's eyes alone).
pub(super) fn replace(path: &Path, content: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(UNFINISHED);
    #[cfg(unix)]
    builder.permissions(<Permissions as std::os::unix::fs::PermissionsExt>::from_mode(0o666));
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(content)?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}

/// Removes what writers that were killed left unfinished. To be called under the lock of the writer.
pub(super) fn tidy(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.file_name().to_string_lossy().starts_with(UNFINISHED) {
            // One that stays is in nobody's way.
            let _ = fs::remove_file(entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sealed_list_is_json_and_any_other_byte_breaks_it() {
        let list = br#"{"segments":[{"max_doc":7}],"opstamp":3}"#;
        let sealed = sealed(list);
        let json: serde_json::Value = serde_json::from_slice(&sealed).unwrap();
        assert_eq!((&json["opstamp"], json["checksum"].as_str().unwrap().len()), (&3.into(), 16));
        assert_eq!(unsealed(&sealed).as_deref(), Some(&list[..]));
        assert_eq!(unsealed(list), None, "one without a checksum");
        for at in 0..sealed.len() {
            for bit in 0..8 {
                let mut other = sealed.clone();
                other[at] ^= 1 << bit;
                assert_eq!(unsealed(&other), None, "byte {at}, bit {bit}");
            }
            assert_eq!(unsealed(&sealed[..at]), None, "cut at {at}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_file_that_is_replaced_can_be_read_by_whom_files_can_be_read() {
        use std::os::unix::fs::PermissionsExt;
        let dir = tempfile::tempdir().unwrap();
        let mode = |name: &str| fs::metadata(dir.path().join(name)).unwrap().permissions().mode() & 0o777;
        fs::write(dir.path().join("plain"), "x").unwrap();
        replace(&dir.path().join("replaced"), b"x").unwrap();
        assert_eq!(mode("replaced"), mode("plain"));
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 2, "nothing is left over");
    }
}
