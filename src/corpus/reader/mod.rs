//! Reading documents: one file a format, one iterator for all.

mod json_lines;
mod markdown;
mod text;

use std::fs::File;
use std::io::{BufRead, BufReader, Read};

use self::json_lines::JsonLines;
use super::encoding::{utf8, without_bom};
use super::metadata::Metadata;
use super::{Document, Format, Source};
use crate::error::{Error, Result};

/// Largest plain text or Markdown file that is read, in bytes. A document is held in memory whole; the longest novel is
/// a hundredth of this.
pub const MAX_TEXT_BYTES: u64 = 256 << 20;

/// Longest line of a JSON-lines file that is read, in bytes: it is held in memory whole, the file is not.
pub const MAX_LINE_BYTES: usize = 64 << 20;

/// The documents of a file or stream, one after the other.
///
/// An `Err` is one document that could not be read; the iterator goes on with the next. After an [`Error::Io`] it ends.
/// JSON lines are read as they are asked for, so a file may be larger than memory.
///
/// ```
/// use izde::corpus::{Documents, Format};
///
/// let lines = "{\"id\": \"1\", \"text\": \"Ауыл – елдің тірегі.\"}\n{\"text\": 5}\n";
/// let mut documents = Documents::read(lines.as_bytes(), "stdin", Format::JsonLines);
/// assert_eq!(documents.next().unwrap()?.id, "1");
/// assert!(documents.next().unwrap().is_err());
/// assert!(documents.next().is_none());
/// # Ok::<(), izde::Error>(())
/// ```
pub struct Documents {
    inner: Inner,
}

enum Inner {
    Lines(JsonLines),
    Whole(Option<Whole>),
}

/// Where documents come from.
struct Origin {
    /// Names the file in errors.
    place: String,
    /// Id of a document that has none of its own; in JSON lines, the line follows it.
    id: String,
    /// What [`Document::path`] says.
    path: Option<String>,
}

impl Documents {
    /// Opens a file that [`find`](super::walk::find) found.
    ///
    /// # Errors
    /// [`Error::Io`] when it cannot be opened. Everything else is reported while reading.
    pub fn open(source: &Source) -> Result<Self> {
        let file = File::open(&source.path).map_err(|error| Error::Io {
            action: "open",
            path: source.path.clone(),
            source: error,
        })?;
        let path = source.path.to_string_lossy().into_owned();
        let origin = Origin { place: path.clone(), id: source.id.clone(), path: Some(path) };
        Ok(Self::from_origin(Box::new(BufReader::with_capacity(1 << 16, file)), origin, source.format))
    }

    /// Reads from memory or a stream; `place` names it in errors and in the ids of documents that have none: `stdin`,
    /// `stdin#2`.
    ///
    /// Standard input goes in as `BufReader::new(std::io::stdin())`.
    pub fn read(input: impl BufRead + Send + 'static, place: impl Into<String>, format: Format) -> Self {
        let place = place.into();
        let origin = Origin { id: place.clone(), place, path: None };
        Self::from_origin(Box::new(input), origin, format)
    }

    fn from_origin(input: Box<dyn BufRead + Send>, origin: Origin, format: Format) -> Self {
        Self {
            inner: match format {
                Format::JsonLines => Inner::Lines(JsonLines::new(input, origin)),
                Format::Text | Format::Markdown => {
                    Inner::Whole(Some(Whole { input, origin, markdown: format == Format::Markdown }))
                }
            },
        }
    }
}

impl Iterator for Documents {
    type Item = Result<Document>;

    fn next(&mut self) -> Option<Self::Item> {
        match &mut self.inner {
            Inner::Lines(lines) => lines.next(),
            Inner::Whole(whole) => whole.take().map(|whole| whole.document(MAX_TEXT_BYTES)),
        }
    }
}

impl std::fmt::Debug for Documents {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Documents").finish_non_exhaustive()
    }
}

/// A file that is one document.
struct Whole {
    input: Box<dyn BufRead + Send>,
    origin: Origin,
    markdown: bool,
}

impl Whole {
    fn document(self, limit: u64) -> Result<Document> {
        let Self { input, origin, markdown } = self;
        let mut bytes = Vec::new();
        input.take(limit + 1).read_to_end(&mut bytes).map_err(|error| io_error(&origin, error))?;
        if bytes.len() as u64 > limit {
            return Err(Error::TooLarge { place: origin.place, limit });
        }
        let content = without_bom(&bytes);
        let content = utf8(content, &origin.place, (bytes.len() - content.len()) as u64)?;
        let (metadata, body): (Metadata, usize) =
            if markdown { markdown::split(content, &origin.place) } else { text::split(content, &origin.place) }?;
        let text = content[body..].to_owned();
        if text.trim().is_empty() {
            return Err(Error::EmptyDocument { place: origin.place });
        }
        Ok(metadata.document(|| origin.id, text, origin.path))
    }
}

fn io_error(origin: &Origin, source: std::io::Error) -> Error {
    Error::Io { action: "read", path: origin.place.clone().into(), source }
}

#[cfg(test)]
mod tests {
    use std::io;

    use proptest::prelude::*;

    use super::*;

    fn one(content: &'static str, format: Format) -> Result<Document> {
        let mut documents = Documents::read(content.as_bytes(), "a.txt", format);
        let first = documents.next().expect("a file is a document");
        assert!(documents.next().is_none());
        first
    }

    #[test]
    fn plain_text_is_kept_byte_for_byte() {
        let document = one("\u{FEFF}  Бірінші жол.\r\n\r\nЕкінші.\n ", Format::Text).unwrap();
        assert_eq!(document.text, "  Бірінші жол.\r\n\r\nЕкінші.\n ");
        assert_eq!((document.id.as_str(), document.title, document.path), ("a.txt", None, None));
    }

    #[test]
    fn text_has_front_matter_or_a_newsroom_header() {
        let document = one("---\ntitle: Сөз\nid: s1\n---\nМәтін.", Format::Text).unwrap();
        assert_eq!(
            (document.id.as_str(), document.title.as_deref(), document.text.as_str()),
            ("s1", Some("Сөз"), "Мәтін.")
        );
        let document = one(" date 2025-11-28 Мәтін.", Format::Text).unwrap();
        assert_eq!((document.date, document.text.as_str()), ("2025-11-28".parse().ok(), "Мәтін."));
    }

    #[test]
    fn markdown_takes_its_first_heading_as_title_and_keeps_it() {
        let text = "Кіріспе\n\n## Бөлім\n\n# Ауыл – *тірек* #\n\nМәтін.";
        let document = one(text, Format::Markdown).unwrap();
        assert_eq!((document.title.as_deref(), document.text.as_str()), (Some("Ауыл – *тірек*"), text));
        let document = one("---\ntitle: Сөз\n---\n# Ауыл\n", Format::Markdown).unwrap();
        assert_eq!((document.title.as_deref(), document.text.as_str()), (Some("Сөз"), "# Ауыл\n"));
    }

    #[test]
    fn texts_without_text_are_refused() {
        for content in ["", " \n\t", "\u{FEFF}", "---\ntitle: a\n---\n \n", "date 2025-11-28 \n"] {
            assert!(matches!(one(content, Format::Text), Err(Error::EmptyDocument { .. })), "{content:?}");
        }
    }

    #[test]
    fn a_text_that_is_too_large_is_refused() {
        let whole = |limit| {
            let origin = Origin { place: "a.txt".into(), id: "a.txt".into(), path: None };
            Whole { input: Box::new("мәтін".as_bytes()), origin, markdown: false }.document(limit)
        };
        assert!(whole(10).is_ok());
        assert!(matches!(whole(9), Err(Error::TooLarge { limit: 9, .. })));
    }

    #[test]
    fn bad_bytes_are_counted_from_the_beginning_of_the_file() {
        let mut documents = Documents::read(&b"\xEF\xBB\xBFab\xFF"[..], "a.txt", Format::Text);
        assert!(matches!(documents.next(), Some(Err(Error::NotUtf8 { byte: 5, value: 0xFF, .. }))));
    }

    #[test]
    fn files_are_opened_from_their_source() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("сөз.txt");
        std::fs::write(&path, "Мәтін.").unwrap();
        let mut source = Source { path: path.clone(), id: "сөз.txt".into(), format: Format::Text, bytes: 11 };
        let document = Documents::open(&source).unwrap().next().unwrap().unwrap();
        assert_eq!((document.id.as_str(), document.path.as_deref()), ("сөз.txt", path.to_str()));
        source.path = dir.path().join("жоқ.txt");
        assert!(matches!(Documents::open(&source), Err(Error::Io { .. })));
    }

    #[test]
    fn an_input_error_ends_the_documents() {
        struct Broken;
        impl Read for Broken {
            fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
                Err(io::Error::other("broken"))
            }
        }
        for format in [Format::Text, Format::Markdown, Format::JsonLines] {
            let mut documents = Documents::read(BufReader::new(Broken), "stdin", format);
            assert!(matches!(documents.next(), Some(Err(Error::Io { .. }))));
            assert!(documents.next().is_none());
        }
    }

    proptest! {
        #[test]
        fn no_bytes_make_a_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            for format in [Format::Text, Format::Markdown, Format::JsonLines] {
                for document in Documents::read(io::Cursor::new(bytes.clone()), "stdin", format).flatten() {
                    prop_assert!(!document.id.is_empty() && !document.text.trim().is_empty());
                }
            }
        }

        #[test]
        fn no_text_makes_a_reader_panic(text in "(---\n)?[ \\nа-я#:{}\"\\[\\]&*!|>%@`a-z0-9-]{0,60}(\n---\n)?.{0,9}") {
            for format in [Format::Text, Format::Markdown, Format::JsonLines] {
                for document in Documents::read(io::Cursor::new(text.clone()), "stdin", format).flatten() {
                    prop_assert!(format == Format::JsonLines || text.ends_with(&document.text));
                }
            }
        }
    }
}
