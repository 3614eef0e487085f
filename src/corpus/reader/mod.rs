//! Reading documents: one file a format, one iterator for all.
//!
//! A file is opened, its format recognised by its first bytes, and handed to the reader of that format. Texts come to the readers as UTF-8,
//! whatever they were. Everything a reader holds in memory has a limit.

#[cfg(feature = "formats")]
mod csv;
#[cfg(feature = "formats")]
mod docx;
#[cfg(feature = "formats")]
mod feed;
#[cfg(feature = "formats")]
mod gzip;
#[cfg(feature = "formats")]
mod html;
mod json;
mod json_lines;
#[cfg(feature = "formats")]
mod limit;
mod markdown;
#[cfg(feature = "formats")]
mod pdf;
mod text;
mod whole;
#[cfg(feature = "formats")]
mod xml;
#[cfg(feature = "formats")]
mod zip;

use std::fs::File;
use std::io::{BufRead, BufReader, Cursor, Read};
use std::path::{Path, PathBuf};

#[cfg(feature = "formats")]
use self::limit::Budget;
use super::encoding::{SAMPLE, Transcoder, detect, misreading};
use super::format::recognise;
use super::{Document, Encoding, Format, Reading, Source, attribution, calendar};
use crate::error::{Error, Result};

/// Largest file that is one document, and that is read, in bytes: it is held in memory whole. The longest novel is a tenth of this.
pub const MAX_TEXT_BYTES: u64 = 64 << 20;

/// Longest line of a JSON-lines file, row of a table or item of a feed that is read, in bytes: it is held in memory whole, the file is not.
pub const MAX_LINE_BYTES: usize = 64 << 20;

/// How deep files may be packed in one another: a page, gzipped, in an archive.
#[cfg(feature = "formats")]
const MAX_PACKED: u32 = 2;

/// A stream of bytes.
type Input = Box<dyn BufRead + Send>;

/// Documents as they come.
type Found = Box<dyn Iterator<Item = Result<Document>> + Send>;

/// The documents of a file or stream, one after the other.
///
/// An `Err` is one document that could not be read; the iterator goes on with the next. After an [`Error::Io`] it ends, and an
/// [`Error::UnknownFormat`] is a file or member that is left alone. JSON lines, arrays, tables, feeds and archives are read as they are asked for, so
/// a file may be larger than memory.
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
    inner: Found,
    format: Option<Format>,
    reading: Reading,
}

/// Where documents come from.
#[derive(Debug, Clone)]
struct Origin {
    /// Names the file in errors, and the member of an archive.
    place: String,
    /// Id of a document that has none of its own; in JSON lines, the line follows it.
    id: String,
    /// What [`Document::path`] says.
    path: Option<String>,
    /// What [`Document::encoding`] says.
    encoding: Option<String>,
}

/// What holds for a file and everything packed in it.
#[derive(Debug, Clone)]
struct Context {
    /// The encoding that was given.
    encoding: Option<Encoding>,
    /// How much more may be unpacked.
    #[cfg(feature = "formats")]
    budget: Budget,
    /// How deep this is packed.
    #[cfg(feature = "formats")]
    depth: u32,
}

impl Context {
    /// For a file of so many bytes; of a stream, whose size is unknown, 0.
    #[cfg_attr(not(feature = "formats"), expect(unused_variables, reason = "nothing is unpacked"))]
    fn of(reading: &Reading, bytes: u64) -> Self {
        Self {
            encoding: reading.encoding,
            #[cfg(feature = "formats")]
            budget: Budget::of(bytes),
            #[cfg(feature = "formats")]
            depth: 0,
        }
    }
}

impl Documents {
    /// Opens a file that [`find`](super::walk::find) found.
    ///
    /// # Errors
    /// [`Error::Io`] when it cannot be opened. Everything else is reported while reading.
    pub fn open(source: &Source) -> Result<Self> {
        Self::open_as(source, &Reading::default())
    }

    /// Opens a file of which something is known beforehand.
    ///
    /// # Errors
    /// As [`open`](Self::open).
    pub fn open_as(source: &Source, reading: &Reading) -> Result<Self> {
        let file = File::open(&source.path).map_err(|error| Error::Io {
            action: "open",
            path: source.path.clone(),
            source: error,
        })?;
        let path = source.path.to_string_lossy().into_owned();
        let origin = Origin { place: path.clone(), id: source.id.clone(), path: Some(path), encoding: None };
        let context = Context::of(reading, source.bytes);
        let input = Box::new(BufReader::with_capacity(SAMPLE, file));
        let (format, inner) = recognised(input, origin, &source.path, Some(source.path.clone()), context);
        Ok(Self { inner, format, reading: reading.clone() })
    }

    /// Reads from memory or a stream; `place` names it in errors and in the ids of documents that have none: `stdin`,
    /// `stdin#2`.
    ///
    /// Standard input goes in as `BufReader::new(std::io::stdin())`.
    pub fn read(input: impl BufRead + Send + 'static, place: impl Into<String>, format: Format) -> Self {
        Self::read_as(input, place, format, &Reading::default())
    }

    /// Reads from memory or a stream of which something is known beforehand.
    pub fn read_as(
        input: impl BufRead + Send + 'static,
        place: impl Into<String>,
        format: Format,
        reading: &Reading,
    ) -> Self {
        let place = place.into();
        let origin = Origin { id: place.clone(), place, path: None, encoding: None };
        let context = Context::of(reading, 0);
        let inner = documents(Box::new(input), origin, format, None, context);
        Self { inner, format: Some(format), reading: reading.clone() }
    }

    /// The format, once the content has been looked at; `None` for one that izde does not read.
    #[must_use]
    pub const fn format(&self) -> Option<Format> {
        self.format
    }
}

impl Iterator for Documents {
    type Item = Result<Document>;

    fn next(&mut self) -> Option<Self::Item> {
        self.inner.next().map(|document| {
            document.map(|mut document| {
                repair(&mut document);
                self.reading.complete(&mut document);
                document
            })
        })
    }
}

impl std::fmt::Debug for Documents {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Documents").field("format", &self.format).finish_non_exhaustive()
    }
}

/// Recognises the format of a stream by its first bytes, and reads it. `file` is the file to open again where a format needs to seek.
fn recognised(
    mut input: Input,
    origin: Origin,
    name: &Path,
    file: Option<PathBuf>,
    context: Context,
) -> (Option<Format>, Found) {
    let head = match peek(&mut input) {
        Ok(head) => head,
        Err(error) => return (None, once(Err(io_error(&origin, error)))),
    };
    match recognise(name, &head) {
        Ok(format) => {
            (Some(format), documents(Box::new(Cursor::new(head).chain(input)), origin, format, file, context))
        }
        Err(reason) => (None, once(Err(Error::UnknownFormat { place: origin.place, reason }))),
    }
}

/// The first [`SAMPLE`] bytes of a stream, or all of it.
fn peek(input: &mut Input) -> std::io::Result<Vec<u8>> {
    let mut head = Vec::new();
    input.take(SAMPLE as u64).read_to_end(&mut head)?;
    Ok(head)
}

/// The reader of a format.
fn documents(input: Input, origin: Origin, format: Format, file: Option<PathBuf>, context: Context) -> Found {
    match format {
        Format::JsonLines => match text_stream(input, origin, context.encoding) {
            Ok((input, origin)) => Box::new(json_lines::JsonLines::new(input, origin)),
            Err(error) => once(Err(error)),
        },
        Format::Json => match text_stream(input, origin, context.encoding) {
            Ok((input, origin)) => Box::new(json::Objects::new(input, origin)),
            Err(error) => once(Err(error)),
        },
        Format::Text => whole::text(input, origin, context.encoding, text::split),
        Format::Markdown => whole::text(input, origin, context.encoding, markdown::split),
        _ => packed(input, origin, format, file, context),
    }
}

/// The readers that need libraries.
#[cfg(feature = "formats")]
fn packed(input: Input, origin: Origin, format: Format, file: Option<PathBuf>, context: Context) -> Found {
    match format {
        Format::Csv => match text_stream(input, origin, context.encoding) {
            Ok((input, origin)) => Box::new(csv::Rows::new(input, origin)),
            Err(error) => once(Err(error)),
        },
        Format::Feed => feed::read(input, origin, context.encoding),
        Format::Html => whole::bytes(input, origin, context.encoding, html::document),
        Format::Pdf => whole::bytes(input, origin, None, pdf::document),
        Format::Docx => whole::bytes(input, origin, None, docx::document),
        Format::Gzip => gzip::read(input, origin, context),
        _ => zip::read(input, origin, file, context),
    }
}

/// Without them their formats are left alone.
#[cfg(not(feature = "formats"))]
fn packed(_: Input, origin: Origin, format: Format, _: Option<PathBuf>, _: Context) -> Found {
    let reason = format!("it is a {} file, and this izde was built without the feature `formats`", format.name());
    once(Err(Error::UnknownFormat { place: origin.place, reason }))
}

/// A stream of text as UTF-8, with what was assumed noted in its origin. Bytes that are no UTF-8 where it was taken for that are left to the reader
/// to report.
fn text_stream(mut input: Input, mut origin: Origin, given: Option<Encoding>) -> Result<(Input, Origin)> {
    let head = peek(&mut input).map_err(|error| io_error(&origin, error))?;
    let encoding = given.or_else(|| detect(&head, None)).unwrap_or(Encoding::UTF_8);
    let input: Input = Box::new(Cursor::new(head).chain(input));
    if encoding == Encoding::UTF_8 {
        return Ok((input, origin));
    }
    origin.encoding = Some(encoding.name().to_owned());
    Ok((Box::new(Transcoder::new(input, encoding)), origin))
}

/// Undoes a misreading that happened before the document came to us, in its text and all it says of itself.
fn repair(document: &mut Document) {
    let title = document.title.as_deref().unwrap_or_default();
    let Some(misreading) = misreading([title, document.text.as_str()].into_iter()) else { return };
    let fields = [&mut document.title, &mut document.speaker, &mut document.author, &mut document.source];
    for text in fields.into_iter().flatten().chain([&mut document.text]) {
        if let Some(right) = misreading.undo(text) {
            *text = right;
        }
    }
    document.encoding = Some(misreading.to_string());
}

/// The one result of a file that is one document.
fn once(result: Result<Document>) -> Found {
    Box::new(std::iter::once(result))
}

impl Origin {
    /// The document as the reader made it, with where it came from.
    fn sign(&self, document: Document) -> Document {
        Document { path: self.path.clone(), encoding: self.encoding.clone(), ..document }
    }

    /// The same for prose, which tells in its words what JSON and tables have fields for: who speaks, and when.
    fn sign_prose(&self, mut document: Document) -> Document {
        document.speaker = document.speaker.or_else(|| attribution::speaker(&document.text));
        document.date = document.date.or_else(|| calendar::dateline(&document.text));
        self.sign(document)
    }

    /// The origin of a part: a member of an archive, `a.zip, member b.txt`.
    #[cfg(feature = "formats")]
    fn part(&self, place: &str, id: &str) -> Self {
        Self { place: format!("{}, {place}", self.place), id: format!("{}#{id}", self.id), ..self.clone() }
    }

    #[cfg(feature = "formats")]
    fn unreadable(&self, reason: impl Into<String>) -> Error {
        Error::Unreadable { place: self.place.clone(), reason: reason.into() }
    }
}

fn io_error(origin: &Origin, source: std::io::Error) -> Error {
    Error::Io { action: "read", path: origin.place.clone().into(), source }
}

#[cfg(test)]
mod tests;
