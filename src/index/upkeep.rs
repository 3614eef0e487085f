//! Keeping an index up with its files: which need not be opened, and which documents are in none any more.

use std::collections::{BTreeSet, HashSet};
use std::io::ErrorKind;
use std::path::Path;

use tantivy::Term;
use tantivy::columnar::Column;

use super::entry::id_hash;
use super::schema::ID_HASH;
use super::sources::whole;
use super::stored::Stored;
use super::writer::Writer;
use crate::corpus::{Reading, Source};
use crate::error::Result;

/// Ids of documents. Of each one a hash is kept: a file may have millions of documents.
#[derive(Debug, Clone, Default)]
pub struct Ids(HashSet<u64>);

impl Ids {
    /// Puts one in.
    pub fn insert(&mut self, id: &str) {
        self.0.insert(id_hash(id));
    }

    /// Whether it was put in.
    #[must_use]
    pub fn contains(&self, id: &str) -> bool {
        self.0.contains(&id_hash(id))
    }
}

impl Writer {
    /// Takes out the documents that came from a file and are not in it any more; their ids. A document that this writer was given
    /// stays: it has moved to another file.
    ///
    /// # Errors
    /// As [`remove`](Self::remove).
    pub fn retain(&mut self, path: &str, ids: &Ids) -> Result<Vec<String>> {
        let mut gone = BTreeSet::new();
        let fields = self.index.fields.clone();
        let mut hashes: Option<(u32, Column<u64>)> = None;
        self.each(&Term::from_field_text(fields.path, path), |writer, address| {
            let segment = address.segment_ord;
            let of_segment = match &mut hashes {
                Some((of, hashes)) if *of == segment => hashes,
                hashes => {
                    let column = writer.before.segment_reader(segment).fast_fields().u64(ID_HASH)?;
                    &mut hashes.insert((segment, column)).1
                }
            };
            // A document's first passage alone has a hash. To read the ids of those that stay would take long.
            if of_segment.first(address.doc_id).is_none_or(|hash| ids.0.contains(&hash)) {
                return Ok(true);
            }
            let mut stored: Stored = writer.before.doc(address)?;
            let id = stored.text(fields.id).unwrap_or_default();
            if !writer.since.contains_key(&id) && !writer.moved.contains(&id) {
                gone.insert(id);
            }
            Ok(true)
        })?;
        for id in &gone {
            self.remove(id)?;
        }
        Ok(gone.into_iter().collect())
    }

    /// Takes out the documents whose files were below one of these files or folders and are not there any more; their ids. To be called after what
    /// is there has been added: a document that was found in another file stays.
    ///
    /// # Errors
    /// As [`remove`](Self::remove).
    pub fn prune<P: AsRef<Path>>(&mut self, roots: &[P]) -> Result<Vec<String>> {
        if roots.is_empty() {
            return Ok(vec![]);
        }
        let here = std::env::current_dir().unwrap_or_default();
        let roots: Vec<_> = roots.iter().map(|root| here.join(root)).collect();
        let is_gone = |path: &Path| {
            let path = whole(&here, path);
            roots.iter().any(|root| path.starts_with(root))
                && match path.metadata() {
                    // A folder has taken its name.
                    Ok(there) => there.is_dir(),
                    // One that cannot be looked at may be there.
                    Err(error) => matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory),
                }
        };
        let mut gone = vec![];
        for path in self.paths(|path| is_gone(Path::new(path)))? {
            gone.extend(self.retain(&path, &Ids::default())?);
            self.files.forget(Path::new(&path));
        }
        Ok(gone)
    }

    /// Those of the files that documents of the last commit came from, and perhaps of others that do not matter any more, that are wanted.
    fn paths(&self, is_wanted: impl Fn(&str) -> bool) -> Result<BTreeSet<String>> {
        let mut paths = BTreeSet::new();
        let mut walk = || -> tantivy::Result<()> {
            for segment in self.before.segment_readers() {
                let index = segment.inverted_index(self.index.fields.path)?;
                let mut terms = index.terms().stream()?;
                while terms.advance() {
                    let path = std::str::from_utf8(terms.key()).ok().filter(|path| is_wanted(path));
                    paths.extend(path.map(str::to_owned));
                }
            }
            Ok(())
        };
        walk().map_err(|e| self.index.failure("read", e))?;
        Ok(paths)
    }

    /// How many documents a file has, if it has been read in this way and nothing has touched it since.
    pub(super) fn unchanged(&self, file: &Source, reading: &Reading) -> Option<u32> {
        self.files.unchanged(file, reading)
    }

    /// Notes that a file was read, and whether that went well: then it is not opened again as long as it stays as it is.
    pub(super) fn note(&mut self, file: &Source, reading: &Reading, ids: &Ids, is_whole: bool) {
        // A document that belongs to another file, too, comes from this one when that is gone.
        if is_whole && ids.0.is_disjoint(&self.moved.0) {
            self.files.note(file, reading, ids.0.len());
        } else {
            self.files.forget(&file.path);
        }
    }
}
