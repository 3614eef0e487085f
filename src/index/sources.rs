//! Finding what is to be indexed: all below some paths, or what changed there.

use std::borrow::Cow;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::ingest::Report;
use crate::corpus::walk::{self, Found};
use crate::corpus::{Reading, Source};
use crate::error::{Error, Result};

/// The files to index under some paths.
#[derive(Debug, Default)]
pub struct Sources {
    pub(super) files: Vec<Source>,
    /// Files and folders from which the documents are taken out whose files are gone: those that were named and could be looked into, or what
    /// is gone itself.
    pub(super) roots: Vec<PathBuf>,
    pub(super) prune: bool,
    pub(super) reading: Reading,
    pub(super) report: Report,
}

impl Sources {
    /// Finds the files under paths (files or folders).
    ///
    /// What cannot be read is noted and reported by [`ingest`](Self::ingest); it does not stop the rest.
    ///
    /// # Errors
    /// The first thing that was wrong, when nothing is left to index: [`Error::EmptyCorpus`] for a folder without a file that izde reads,
    /// [`Error::Io`] or [`Error::UnknownFormat`] for a path.
    pub fn find<P: AsRef<Path>>(paths: &[P]) -> Result<Self> {
        let mut sources = Self::default();
        for path in paths {
            let path = path.as_ref();
            match walk::find(path) {
                Ok(found) => {
                    if found.sources.is_empty() && found.unreadable.is_empty() {
                        sources.report.failures.push(Error::EmptyCorpus { path: path.to_owned() });
                    } else {
                        sources.roots.push(path.to_owned());
                    }
                    sources.take(found);
                }
                Err(error) => sources.report.failures.push(error),
            }
        }
        if sources.files.is_empty() && !sources.report.failures.is_empty() {
            return Err(sources.report.failures.swap_remove(0));
        }
        Ok(sources)
    }

    /// Finds what there is to do after something happened at some paths below (or at) files and folders that were indexed before, without a walk
    /// over all of these. Both are written alike: `speeches`, and `speeches/2025/first.txt`. What is not below them does not matter.
    ///
    /// With [`prune`](Self::prune), the documents of paths that are not there any more go, but not of what was named itself: it may be a disk
    /// that is not there just now.
    #[must_use]
    pub fn changed<R: AsRef<Path>, P: AsRef<Path>>(roots: &[R], paths: &[P]) -> Self {
        let mut sources = Self::default();
        let mut paths: Vec<&Path> = paths.iter().map(AsRef::as_ref).collect();
        paths.sort_unstable();
        // What is below another of them is found with it.
        paths.dedup_by(|below, path| below.starts_with(path));
        for path in paths {
            let above = roots.iter().map(AsRef::as_ref).filter(|root| path.starts_with(root));
            if path.symlink_metadata().is_err_and(|e| e.kind() == ErrorKind::NotFound) {
                sources.roots.extend(above.filter(|root| root.exists()).map(|_| path.to_owned()));
                continue;
            }
            for root in above {
                match if root == path { walk::find(root) } else { Ok(walk::find_below(root, path)) } {
                    Ok(found) => sources.take(found),
                    Err(error) => sources.report.failures.push(error),
                }
            }
        }
        sources
    }

    fn take(&mut self, found: Found) {
        self.files.extend(found.sources);
        self.report.failures.extend(found.unreadable);
        self.report.skipped.extend(found.skipped);
    }

    /// Leaves out what is in a folder below the paths: the one of the index itself.
    #[must_use]
    pub fn apart_from(mut self, dir: &Path) -> Self {
        let here = std::env::current_dir().unwrap_or_default();
        let dir = here.join(dir);
        let is_apart = |path: &Path| !whole(&here, path).starts_with(&dir);
        self.files.retain(|file| is_apart(&file.path));
        self.roots.retain(|root| is_apart(root));
        self.report.skipped.retain(|skipped| match skipped {
            Error::UnknownFormat { place, .. } => is_apart(Path::new(place)),
            _ => true,
        });
        self
    }

    /// Whether there is nothing to read, nor to take out.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files.is_empty() && (self.roots.is_empty() || !self.prune)
    }

    /// What was noted while the files were looked for.
    #[must_use]
    pub fn into_report(self) -> Report {
        self.report
    }

    /// Reads the files with what is known of them beforehand.
    #[must_use]
    pub fn reading(mut self, reading: Reading) -> Self {
        self.reading = reading;
        self
    }

    /// Also takes out the documents whose files are gone from below the paths. Not where a path has no file at all: it may be a disk that
    /// is not there just now.
    #[must_use]
    pub const fn prune(mut self, prune: bool) -> Self {
        self.prune = prune;
        self
    }

    /// Bytes of all files.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.files.iter().map(|file| file.bytes).sum()
    }
}

/// A path from the root of the file system, for whoever has many of them: the current folder is asked for once.
pub(super) fn whole<'p>(here: &Path, path: &'p Path) -> Cow<'p, Path> {
    if path.is_absolute() { Cow::Borrowed(path) } else { Cow::Owned(here.join(path)) }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    /// Ids of the files to read, and what is gone.
    fn found(sources: &Sources, root: &Path) -> (Vec<String>, Vec<PathBuf>) {
        let below = |path: &PathBuf| path.strip_prefix(root).unwrap().to_owned();
        (sources.files.iter().map(|file| file.id.clone()).collect(), sources.roots.iter().map(below).collect())
    }

    #[test]
    fn only_what_changed_is_looked_at() {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path().join("a");
        fs::create_dir_all(root.join("b/c")).unwrap();
        for name in ["x.txt", "b/y.txt", "b/c/z.txt"] {
            fs::write(root.join(name), "мәтін").unwrap();
        }
        for (paths, files, gone) in [
            (vec!["x.txt"], vec!["x.txt"], vec![]),
            (vec!["b/c/z.txt", "b", "b/y.txt"], vec!["b/c/z.txt", "b/y.txt"], vec![]),
            (vec!["b/жоқ.txt", "жоқ"], vec![], vec!["b/жоқ.txt", "жоқ"]),
        ] {
            let paths: Vec<_> = paths.into_iter().map(|path| root.join(path)).collect();
            let changed = Sources::changed(&[&root], &paths);
            let gone: Vec<_> = gone.into_iter().map(PathBuf::from).collect();
            assert_eq!(found(&changed, &root), (files.into_iter().map(str::to_owned).collect(), gone), "{paths:?}");
            assert!(changed.report.failures.is_empty());
        }
        assert!(Sources::changed(&[&root], &[dir.path().join("ab.txt")]).prune(true).is_empty(), "not below it");
        // As a whole run would have them: below each folder that was named.
        let twice = Sources::changed(&[&root, &root.join("b")], &[root.join("b/y.txt")]);
        assert_eq!(found(&twice, &root).0, ["b/y.txt", "y.txt"]);
        // Where what was named is gone itself, nothing is known of what was below.
        let away = dir.path().join("away");
        assert!(Sources::changed(&[&away], &[away.clone(), away.join("x.txt")]).prune(true).is_empty());
    }

    #[test]
    fn what_is_apart_is_left_out() {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path();
        fs::create_dir_all(root.join("index")).unwrap();
        for name in ["x.txt", "index/meta.json", "index/0.store"] {
            fs::write(root.join(name), "мәтін\u{1}").unwrap();
        }
        let sources = Sources::find(&[root]).unwrap().apart_from(&root.join("index"));
        assert_eq!(found(&sources, root), (vec!["x.txt".to_owned()], vec![PathBuf::new()]));
        assert!(sources.report.skipped.is_empty());
    }
}
