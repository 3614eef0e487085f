//! Which files have been read, and as what: a file that has not changed since need not be opened again.
//!
//! The list stands beside the index in a file that is named by the commit it belongs to, and is written before that commit. So it never says more than the
//! index holds: after a crash either both are there or neither. Without it, or if it is damaged, files are read again, which changes nothing.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use xxhash_rust::xxh3::{Xxh3, xxh3_64, xxh3_128};

use super::folder::names;
use super::store::unwritten;
use crate::corpus::{Reading, Source};
use crate::error::Result;

/// What the names of these files begin with.
const NAME: &str = ".files-";

/// The list.
#[derive(Debug, Default)]
pub(super) struct Files {
    /// The folder of the index; `None` for one in memory, of which nothing is kept.
    dir: Option<PathBuf>,
    by_path: BTreeMap<Box<str>, Seen>,
    changed: bool,
}

/// What is known of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Seen {
    /// [`stamp`] of what it was when it was read.
    stamp: u128,
    /// How many documents were in it.
    documents: u32,
}

impl Files {
    /// The list that belongs to a commit.
    pub(super) fn open(dir: Option<&Path>, commit: u64) -> Self {
        let Some(dir) = dir else { return Self::default() };
        let list = fs::read_to_string(dir.join(format!("{NAME}{commit}"))).ok();
        let by_path = list.and_then(|list| read(&list)).unwrap_or_default();
        Self { dir: Some(dir.to_owned()), by_path, changed: false }
    }

    /// The name of the list that belongs to a commit, if it is there and is not as it was written.
    pub(super) fn damaged(dir: &Path, commit: u64) -> Option<String> {
        let name = format!("{NAME}{commit}");
        let list = fs::read(dir.join(&name)).ok()?;
        let is_whole = std::str::from_utf8(&list).is_ok_and(|list| read(list).is_some());
        (!is_whole).then_some(name)
    }

    /// Removes what other commits left. For whoever may write.
    pub(super) fn tidy(&self, commit: u64) {
        let Some(dir) = &self.dir else { return };
        let own = format!("{NAME}{commit}");
        for name in names(dir).into_iter().flatten().filter(|name| is_list(name) && *name != own) {
            // One that stays is in nobody's way.
            let _ = fs::remove_file(dir.join(name));
        }
    }

    /// How many documents a file has, if it is as it was when it was read last, in the same way.
    pub(super) fn unchanged(&self, file: &Source, reading: &Reading) -> Option<u32> {
        let seen = self.by_path.get(key(&file.path).as_str())?;
        (Some(seen.stamp) == stamp(file, reading)).then_some(seen.documents)
    }

    /// Notes that all of a file has been read.
    pub(super) fn note(&mut self, file: &Source, reading: &Reading, documents: usize) {
        let Some(stamp) = stamp(file, reading).filter(|_| self.dir.is_some()) else { return self.forget(&file.path) };
        let seen = Seen { stamp, documents: u32::try_from(documents).unwrap_or(u32::MAX) };
        self.changed |= self.by_path.insert(key(&file.path).into(), seen) != Some(seen);
    }

    /// Has a file read again the next time.
    pub(super) fn forget(&mut self, path: &Path) {
        self.changed |= self.by_path.remove(key(path).as_str()).is_some();
    }

    /// Forgets all files.
    pub(super) fn clear(&mut self) {
        self.changed |= !self.by_path.is_empty();
        self.by_path.clear();
    }

    /// Whether the list on disk says something else.
    pub(super) const fn is_changed(&self) -> bool {
        self.changed
    }

    /// Writes the list for a commit that is about to be made, or that is the last one.
    ///
    /// # Errors
    /// [`Error::DiskFull`] or [`Error::Io`] when it cannot be written.
    pub(super) fn write(&mut self, commit: u64) -> Result<()> {
        let Some(dir) = &self.dir else { return Ok(()) };
        let path = dir.join(format!("{NAME}{commit}"));
        let unfinished = dir.join(format!("{NAME}unfinished"));
        let written = save(&self.by_path, &unfinished).and_then(|()| fs::rename(&unfinished, &path));
        written.map_err(|source| unwritten(dir, path, source))?;
        self.changed = false;
        Ok(())
    }
}

/// Whether a file in the folder of an index is such a list.
pub(super) fn is_list(name: &str) -> bool {
    name.starts_with(NAME)
}

/// A path as the list has it: it means the same wherever izde is run.
fn key(path: &Path) -> String {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned()).to_string_lossy().into_owned()
}

/// What a file is and how it is read: two readings that differ in anything that matters have different stamps. Another version of izde may
/// read more out of it. `None` for a file that may change without a sign of it.
fn stamp(file: &Source, reading: &Reading) -> Option<u128> {
    let Reading { encoding, fill } = reading;
    let how = format!("{} {} {encoding:?} {fill:?}", env!("CARGO_PKG_VERSION"), file.id);
    file.version.map(|version| xxh3_128(format!("{version:x} {how}").as_bytes()))
}

/// Writes the list, a JSON array a file, its checksum last.
fn save(by_path: &BTreeMap<Box<str>, Seen>, path: &Path) -> std::io::Result<()> {
    let (mut hash, mut file) = (Xxh3::new(), BufWriter::new(File::create(path)?));
    for (path, seen) in by_path {
        let line = serde_json::to_string(&(path, format!("{:x}", seen.stamp), seen.documents))? + "\n";
        hash.update(line.as_bytes());
        file.write_all(line.as_bytes())?;
    }
    writeln!(file, "{:x}", hash.digest())?;
    file.into_inner()?.sync_all()
}

/// Reads a list; `None` for one that is not as it was written.
fn read(list: &str) -> Option<BTreeMap<Box<str>, Seen>> {
    let end = list.trim_end().rfind('\n').map_or(0, |at| at + 1);
    let (lines, sum) = list.split_at(end);
    if format!("{:x}", xxh3_64(lines.as_bytes())) != sum.trim_end() {
        return None;
    }
    let seen = |line: &str| -> Option<(Box<str>, Seen)> {
        let (path, stamp, documents): (Box<str>, String, u32) = serde_json::from_str(line).ok()?;
        Some((path, Seen { stamp: u128::from_str_radix(&stamp, 16).ok()?, documents }))
    };
    lines.lines().map(seen).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Format;

    fn source(name: &str, version: Option<u128>) -> Source {
        Source { path: name.into(), id: name.into(), format: Format::Text, bytes: 1, version }
    }

    #[test]
    fn a_file_is_known_as_long_as_nothing_changed() {
        let dir = tempfile::tempdir().unwrap();
        let reading = Reading::default();
        let mut files = Files::open(Some(dir.path()), 7);
        files.note(&source("a\nb.txt", Some(1)), &reading, 3);
        files.note(&source("new.txt", None), &reading, 1);
        files.write(8).unwrap();
        assert!(!files.is_changed());

        let mut files = Files::open(Some(dir.path()), 8);
        assert_eq!(files.unchanged(&source("a\nb.txt", Some(1)), &reading), Some(3));
        assert_eq!(files.unchanged(&source("a\nb.txt", Some(2)), &reading), None, "another version of the file");
        assert_eq!(files.unchanged(&source("new.txt", None), &reading), None, "one that may still change");
        let mut other = reading.clone();
        other.set("source=BAQ.KZ").unwrap();
        assert_eq!(files.unchanged(&source("a\nb.txt", Some(1)), &other), None, "read in another way");
        files.note(&source("a\nb.txt", Some(1)), &reading, 3);
        assert!(!files.is_changed(), "what is known is no news");
        files.forget(Path::new("a\nb.txt"));
        assert!(files.is_changed());
    }

    #[test]
    fn a_list_is_believed_only_for_its_commit_and_whole() {
        let dir = tempfile::tempdir().unwrap();
        let (reading, file) = (Reading::default(), source("a.txt", Some(1)));
        let mut files = Files::open(Some(dir.path()), 1);
        files.note(&file, &reading, 1);
        files.write(1).unwrap();
        let path = dir.path().join(".files-1");
        let whole = fs::read(&path).unwrap();
        for at in 0..whole.len() - 1 {
            let mut broken = whole.clone();
            broken[at] ^= 1;
            fs::write(&path, &broken).unwrap();
            assert_eq!(Files::open(Some(dir.path()), 1).unchanged(&file, &reading), None, "byte {at}");
        }
        fs::write(&path, &whole).unwrap();
        assert_eq!(Files::open(Some(dir.path()), 1).unchanged(&file, &reading), Some(1));
        let files = Files::open(Some(dir.path()), 2);
        assert_eq!(files.unchanged(&file, &reading), None, "of another commit");
        files.tidy(2);
        assert!(!path.exists(), "which nobody needs any more");
    }
}
