//! Whether the files of an index are as they were written.
//!
//! Each file of a segment ends with a checksum. All are compared before anything is read out of them, so that a search gives the right answer or an
//! error. A file that was right once is not looked at again as long as nobody touches it: the folder keeps a list of those. What a
//! disk loses behind everybody's back, [`Index::check`] finds.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use tantivy::directory::META_LOCK;
use tantivy::directory::error::OpenReadError;
use tantivy::index::SegmentMeta;
use tantivy::{Directory, TantivyError};

use super::directory::{NOT_AS_WRITTEN, replace};
use super::files::Files;
use super::folder::META;
use super::store::{Index, failure};
use crate::corpus::walk::state;
use crate::error::{Error, Result};

/// The list of files that were right: a line each, what it was and its name.
pub(super) const VERIFIED: &str = ".verified";

/// Extensions of the files that every segment has.
const PARTS: [&str; 6] = ["term", "idx", "pos", "fieldnorm", "fast", "store"];

/// What was found when an index was looked through.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Integrity {
    /// Files that were looked at.
    pub files: usize,
    /// Their bytes.
    pub bytes: u64,
    /// Files that are damaged, and how: a sentence each that begins with the file's name.
    pub damaged: Vec<String>,
}

/// The files of a segment.
fn names(segment: &SegmentMeta) -> impl Iterator<Item = String> {
    let id = segment.id().uuid_string();
    let deletions = segment.delete_opstamp().map(|opstamp| format!("{id}.{opstamp}.del"));
    PARTS.into_iter().map(move |part| format!("{id}.{part}")).chain(deletions)
}

/// Compares the files of the last commit that are not known to be right with their checksums, and remembers those that are.
///
/// # Errors
/// [`Error::IndexCorrupt`] with the first file that is damaged, [`Error::Engine`] when one cannot be read.
pub(super) fn ensure(index: &tantivy::Index, dir: &Path) -> Result<()> {
    let known = known(dir);
    let mut right = BTreeMap::new();
    for_each(index, dir, |name, state| {
        if known.get(name) != Some(&state)
            && let Some(reason) = damage(index, dir, name)?
        {
            return Err(Error::IndexCorrupt { dir: dir.to_owned(), reason });
        }
        right.insert(name.to_owned(), state);
        Ok(())
    })?;
    if known != right {
        let list: String = right.iter().map(|(name, state)| format!("{state:032x} {name}\n")).collect();
        // Where nothing can be written, files are compared each time.
        let _ = replace(&dir.join(VERIFIED), list.as_bytes());
    }
    Ok(())
}

impl Index {
    /// Compares every file of the index in a folder with the checksum it was written with.
    ///
    /// # Errors
    /// As [`Index::open`], which names the file where the list of segments itself is damaged; [`Error::Engine`] when a file cannot be read.
    pub fn check(dir: impl AsRef<Path>) -> Result<Integrity> {
        let dir = dir.as_ref();
        let index = Self::open_unchecked(dir)?;
        let mut found = Integrity {
            files: 1,
            bytes: fs::metadata(dir.join(META)).map_or(0, |meta| meta.len()),
            ..Integrity::default()
        };
        let result = for_each(&index.inner, dir, |name, _| {
            found.files += 1;
            found.bytes += fs::metadata(dir.join(name)).map_or(0, |file| file.len());
            found.damaged.extend(damage(&index.inner, dir, name)?);
            Ok(())
        });
        result?;
        if let Some(list) = Files::damaged(dir, index.opstamp()?) {
            found
                .damaged
                .push(format!("{list} {NOT_AS_WRITTEN}; the next izde index reads all files again and mends it"));
        }
        Ok(found)
    }
}

/// Calls `look` with the name and the state of each file of the last commit.
fn for_each(index: &tantivy::Index, dir: &Path, mut look: impl FnMut(&str, u128) -> Result<()>) -> Result<()> {
    // A writer must not clear away files while they are looked at.
    let lock = index.directory().acquire_lock(&META_LOCK);
    let _held = lock.map_err(|e| failure("locked", dir, TantivyError::LockFailure(e, None)))?;
    let metas = index.load_metas().map_err(|e| failure("read", dir, e))?;
    for name in metas.segments.iter().flat_map(names) {
        look(&name, fs::metadata(dir.join(&name)).map_or(0, |file| state(&file)))?;
    }
    Ok(())
}

/// What is wrong with a file of a segment.
fn damage(index: &tantivy::Index, dir: &Path, name: &str) -> Result<Option<String>> {
    match index.directory().validate_checksum(Path::new(name)) {
        Ok(true) => Ok(None),
        Ok(false) => Ok(Some(format!("{name} {NOT_AS_WRITTEN}"))),
        Err(OpenReadError::FileDoesNotExist(_)) => Ok(Some(format!("{name} is missing"))),
        // Its end, where the checksum stands, makes no sense.
        Err(OpenReadError::IoError { io_error, .. }) if io_error.raw_os_error().is_none() => {
            Ok(Some(format!("{name} {NOT_AS_WRITTEN}")))
        }
        Err(error) => Err(failure("read", dir, error.into())),
    }
}

/// The files that were right, and what they were then.
fn known(dir: &Path) -> BTreeMap<String, u128> {
    let list = fs::read_to_string(dir.join(VERIFIED)).unwrap_or_default();
    let known = |line: &str| {
        let (state, name) = line.split_once(' ')?;
        Some((name.to_owned(), u128::from_str_radix(state, 16).ok()?))
    };
    list.lines().filter_map(known).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Document;

    /// A byte that a disk loses changes no time of the file: a search may not see it, a check does.
    #[test]
    fn a_check_believes_no_times() {
        let dir = tempfile::tempdir().unwrap();
        let index = Index::create(dir.path()).unwrap();
        let mut writer = index.writer().unwrap();
        writer.add(&Document::new("a", "Құндыз өзенде тұрады.")).unwrap();
        writer.commit().unwrap();
        let list = fs::read_to_string(dir.path().join(VERIFIED)).unwrap();
        let (before, name) =
            list.lines().find(|line| line.ends_with(".store")).and_then(|line| line.split_once(' ')).unwrap();
        let mut bytes = fs::read(dir.path().join(name)).unwrap();
        bytes[0] ^= 1;
        fs::write(dir.path().join(name), bytes).unwrap();
        let reason = format!("{name} {NOT_AS_WRITTEN}");
        let refused = Index::open(dir.path()).unwrap_err();
        assert!(refused.to_string().contains(&reason), "{refused}");
        // As if the file had the times of before.
        let now = format!("{:032x}", state(&fs::metadata(dir.path().join(name)).unwrap()));
        fs::write(dir.path().join(VERIFIED), list.replace(before, &now)).unwrap();
        assert!(Index::open(dir.path()).is_ok());
        assert_eq!(Index::check(dir.path()).unwrap().damaged, [reason]);
    }
}
