//! A file that names collections: reading it, and saying where it is wrong.

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use toml::Spanned;

use super::shown;
use crate::corpus::Encoding;
use crate::error::Error;

/// A file as it was read.
#[derive(Debug)]
pub(super) struct File {
    /// From the root of the file system.
    pub(super) path: PathBuf,
    /// The collection that is in force when no other is chosen.
    pub(super) chosen: Option<Spanned<String>>,
    pub(super) collections: BTreeMap<Spanned<String>, Collection>,
    text: String,
}

/// What stands in a file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Content {
    collection: Option<Spanned<String>>,
    #[serde(default)]
    collections: BTreeMap<Spanned<String>, Collection>,
}

/// A collection. Paths are as they are written, relative to the folder of the file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Collection {
    pub(super) index: Spanned<PathBuf>,
    pub(super) paths: Option<Spanned<Vec<PathBuf>>>,
    pub(super) source: Option<Spanned<String>>,
    pub(super) lang: Option<Spanned<String>>,
    pub(super) encoding: Option<Spanned<String>>,
}

/// A line of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::cli) struct Place {
    pub(in crate::cli) path: PathBuf,
    /// From 1.
    pub(in crate::cli) line: usize,
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}, line {}", shown(&self.path).display(), self.line)
    }
}

impl File {
    /// Reads a file; `None` when there is none.
    pub(super) fn read(path: &Path) -> anyhow::Result<Option<Self>> {
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => return Ok(None),
            // In somebody else's folder: for this user it is not there.
            Err(error) if error.kind() == ErrorKind::PermissionDenied && !path.exists() => return Ok(None),
            Err(source) => return Err(Error::Io { action: "read", path: shown(path), source }.into()),
        };
        Self::parse(path, text).map(Some)
    }

    fn parse(path: &Path, text: String) -> anyhow::Result<Self> {
        let content: Content = toml::from_str(&text).map_err(|error| {
            let mut reason = error.message().trim().replace('\n', ", ");
            if reason.contains("unquoted key") {
                // It says letters and means those of English.
                reason.push_str(" (names with Kazakh letters stand in quotes)");
            }
            wrong(path, &text, error.span().map_or(0, |span| span.start), &reason)
        })?;
        let file = Self { path: path.to_owned(), chosen: content.collection, collections: content.collections, text };
        for collection in file.collections.values() {
            file.check(collection)?;
        }
        Ok(file)
    }

    /// What the types do not say.
    fn check(&self, collection: &Collection) -> anyhow::Result<()> {
        let wrong = |offset: usize, reason: &str| Err(wrong(&self.path, &self.text, offset, reason));
        if let Some(name) = &collection.encoding
            && let Err(error) = name.get_ref().parse::<Encoding>()
        {
            return wrong(name.span().start, &error.to_string());
        }
        if collection.index.get_ref().as_os_str().is_empty() {
            return wrong(collection.index.span().start, "an index needs a folder");
        }
        for value in [&collection.source, &collection.lang].into_iter().flatten() {
            if value.get_ref().trim().is_empty() {
                return wrong(value.span().start, "there is nothing in it to fill in; leave the line out");
            }
        }
        Ok(())
    }

    /// A path that stands in it, from its folder.
    pub(super) fn below(&self, path: &Path) -> PathBuf {
        let folder = self.path.parent().unwrap_or(Path::new(""));
        // Without the dots that mean the folder itself.
        folder.join(path).components().collect()
    }

    /// The line of a byte.
    pub(super) fn place(&self, offset: usize) -> Place {
        Place { path: self.path.clone(), line: line_and_column(&self.text, offset).0 }
    }
}

/// Line and column of a byte, from 1; columns are characters.
fn line_and_column(text: &str, offset: usize) -> (usize, usize) {
    let before = text.get(..offset).unwrap_or(text);
    let line = before.rsplit('\n').next().unwrap_or_default();
    (before.matches('\n').count() + 1, line.chars().count() + 1)
}

fn wrong(path: &Path, text: &str, offset: usize, reason: &str) -> anyhow::Error {
    let (line, column) = line_and_column(text, offset);
    anyhow::anyhow!(
        "{}, line {line}, column {column}: {reason}; izde config --help shows how it is written",
        shown(path).display()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> anyhow::Result<File> {
        File::parse(Path::new("somewhere/izde.toml"), text.to_owned())
    }

    #[test]
    fn what_is_wrong_is_said_with_its_place() {
        for (text, place, reason) in [
            ("collection = \"a\"\n[collections.a]\nindx = \"x\"\n", "line 3, column 1", "unknown field `indx`"),
            ("[collections.a]\nindex = 5\n", "line 2, column 9", "invalid type: integer `5`"),
            ("[collections.\"ә\"]\nindex = \"ә\"\npaths = \"x\"\n", "line 3, column 9", "expected a sequence"),
            ("[collections.ә]\n", "line 1, column 14", "stand in quotes"),
            ("[collections.a]\npaths = [\"x\"]\n", "line 1, column 1", "missing field `index`"),
            ("collection = \"a\"\ncollection = \"b\"\n", "line 2, column 1", "duplicate key"),
            ("[collections.a\nindex = \"x\"\n", "line 1", ""),
            ("indexes = 5", "line 1, column 1", "unknown field `indexes`, expected `collection` or `collections`"),
            ("[collections.a]\nindex = \"x\"\nencoding = \"utf8x\"\n", "line 3, column 12", "is no encoding"),
            ("[collections.a]\nindex = \"\"\n", "line 2, column 9", "needs a folder"),
            ("[collections.a]\nindex = \"x\"\nsource = \" \"\n", "line 3, column 10", "leave the line out"),
        ] {
            let error = parse(text).unwrap_err().to_string();
            assert!(
                error.contains(place) && error.contains(reason) && error.starts_with("somewhere"),
                "{text}\n{error}"
            );
            assert!(!error.contains('\n'), "{error}");
        }
    }

    #[test]
    fn places_are_lines() {
        let file = parse("\u{feff}# ескерту\n\n[collections.\"ауыл әкімі\"]\r\nindex = \"x\"\n").unwrap();
        let (name, collection) = file.collections.first_key_value().unwrap();
        assert_eq!((name.get_ref().as_str(), file.place(name.span().start).line), ("ауыл әкімі", 3));
        assert_eq!(file.place(collection.index.span().start).line, 4);
        assert_eq!(file.below(Path::new("./x/.")).as_os_str(), Path::new("somewhere/x").as_os_str());
    }
}
