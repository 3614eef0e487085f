//! JSON lines: one document a line, read as they are asked for.

use std::io::{self, BufRead};

use memchr::memchr;
use xxhash_rust::xxh3::xxh3_64;

use super::{Input, MAX_LINE_BYTES, Origin, io_error};
use crate::corpus::Document;
use crate::corpus::encoding::{utf8, without_bom};
use crate::corpus::metadata::Metadata;
use crate::error::{Error, Result};

/// Shown where a line cannot be understood.
const EXAMPLE: &str = r#"write one object a line, such as {"id": "1", "text": "…"}"#;

/// The documents of a JSON-lines stream.
pub(super) struct JsonLines {
    input: Input,
    origin: Origin,
    /// The line at hand, without its line break.
    line: Vec<u8>,
    /// Number of the line at hand, from 1.
    number: u64,
    /// Bytes read so far.
    offset: u64,
    /// Longest line that is kept, in bytes.
    limit: usize,
    ended: bool,
}

/// A line of the input: where it begins and whether it was too long to be kept.
struct Line {
    offset: u64,
    too_long: bool,
}

impl JsonLines {
    pub(super) fn new(input: Input, origin: Origin) -> Self {
        Self { input, origin, line: Vec::new(), number: 0, offset: 0, limit: MAX_LINE_BYTES, ended: false }
    }

    /// Reads the next line into `self.line`, or passes over it when it is longer than the limit; `None` at the end of
    /// the input.
    fn read_line(&mut self) -> io::Result<Option<Line>> {
        let mut line = Line { offset: self.offset, too_long: false };
        self.line.clear();
        loop {
            let buffer = match self.input.fill_buf() {
                Ok(buffer) => buffer,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            let end = memchr(b'\n', buffer);
            let piece = &buffer[..end.unwrap_or(buffer.len())];
            if self.line.len() + piece.len() > self.limit {
                line.too_long = true;
            } else if !line.too_long {
                self.line.extend_from_slice(piece);
            }
            let read = piece.len() + usize::from(end.is_some());
            let is_last = read == 0 || end.is_some();
            self.input.consume(read);
            self.offset += read as u64;
            if is_last {
                let is_none = self.offset == line.offset;
                self.number += u64::from(!is_none);
                return Ok((!is_none).then_some(line));
            }
        }
    }

    /// The document of the line at hand; `None` for a blank one.
    fn document(&self, line: &Line) -> Option<Result<Document>> {
        if line.too_long {
            let mib = self.limit >> 20;
            return Some(Err(self.malformed(format!("the line is longer than {mib} MiB; split the document"))));
        }
        let bytes = if self.number == 1 { without_bom(&self.line) } else { &self.line };
        let bom = (self.line.len() - bytes.len()) as u64;
        match utf8(bytes, &self.origin.place, line.offset + bom) {
            Err(error) => Some(Err(error)),
            Ok(text) if text.trim().is_empty() => None,
            Ok(text) => Some(self.parse(text)),
        }
    }

    fn parse(&self, line: &str) -> Result<Document> {
        // An array would be taken for the fields in their order.
        if !line.trim_start().starts_with('{') {
            return Err(self.malformed(format!("there is no JSON object at column 1; {EXAMPLE}")));
        }
        let metadata: Metadata = serde_json::from_str(line).map_err(|error| self.bad_json(line, &error))?;
        let place = || format!("{}, line {}", self.origin.place, self.number);
        let missing = || self.malformed(format!("the object has no field \"text\"; {EXAMPLE}"));
        self.origin.object(metadata, line, self.number, place, missing)
    }

    fn bad_json(&self, line: &str, error: &serde_json::Error) -> Error {
        // serde_json counts bytes, a person counts characters.
        let column = line.char_indices().take_while(|&(at, _)| at < error.column()).count().max(1);
        let message = error.to_string();
        let message = message.rsplit_once(" at line ").map_or(message.as_str(), |(message, _)| message);
        let repair = if error.is_data() { "mend this field or leave it out" } else { EXAMPLE };
        self.malformed(format!("{message}, at column {column}; {repair}"))
    }

    fn malformed(&self, reason: String) -> Error {
        Error::Malformed { place: self.origin.place.clone(), line: self.number, reason }
    }
}

impl Origin {
    /// The document of a JSON object, its line or the like, which is number so many of its file.
    pub(super) fn object(
        &self,
        mut metadata: Metadata,
        source: &str,
        number: u64,
        place: impl FnOnce() -> String,
        missing: impl FnOnce() -> Error,
    ) -> Result<Document> {
        let text = metadata.text.take().ok_or_else(missing)?;
        if text.trim().is_empty() {
            return Err(Error::EmptyDocument { place: place() });
        }
        // A line of a file is found again by its number. The next stream begins with another line 1: there only the content can tell.
        let id = || match self.path {
            Some(_) => format!("{}#{number}", self.id),
            None => format!("{}-{:016x}", self.id, xxh3_64(source.trim().as_bytes())),
        };
        Ok(self.sign(metadata.document(id, text)))
    }
}

impl Iterator for JsonLines {
    type Item = Result<Document>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            match self.read_line() {
                Ok(Some(line)) => {
                    if let Some(document) = self.document(&line) {
                        return Some(document);
                    }
                }
                Ok(None) => self.ended = true,
                Err(error) => {
                    self.ended = true;
                    return Some(Err(io_error(&self.origin, error)));
                }
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(lines: &[u8], limit: usize) -> Vec<Result<Document>> {
        let origin = Origin {
            place: "dir/a.jsonl".into(),
            id: "a.jsonl".into(),
            path: Some("dir/a.jsonl".into()),
            encoding: None,
        };
        // A buffer of seven bytes, so that lines are put together from pieces.
        let input = io::BufReader::with_capacity(7, io::Cursor::new(lines.to_vec()));
        JsonLines { limit, ..JsonLines::new(Box::new(input), origin) }.collect()
    }

    fn refused(line: &str) -> String {
        match read(line.as_bytes(), 1000).remove(0) {
            Err(error @ Error::Malformed { .. }) => error.to_string(),
            other => panic!("{line}: {other:?}"),
        }
    }

    #[test]
    fn reads_all_fields() {
        let line = concat!(
            r#"{"id":"1","title":"Т","text":" М\n","date":"2025-11","speaker":"С","#,
            r#""source":"Д","url":"у","lang":"kk","x":[{}]}"#
        );
        let document = read(line.as_bytes(), 1000).remove(0).unwrap();
        let wanted = Document {
            id: "1".into(),
            text: " М\n".into(),
            title: Some("Т".into()),
            date: "2025-11".parse().ok(),
            speaker: Some("С".into()),
            source: Some("Д".into()),
            url: Some("у".into()),
            lang: Some("kk".into()),
            path: Some("dir/a.jsonl".into()),
            ..Document::default()
        };
        assert_eq!(document, wanted);
    }

    #[test]
    fn ids_may_be_numbers_or_missing_and_blank_lines_are_passed_over() {
        let lines = "\u{FEFF}{\"id\":17,\"text\":\"a\"}\r\n\n  \r\n\
                     {\"id\":null,\"title\":\" \",\"text\":\"b\"}\n{\"id\":\"\",\"text\":\"c\"}";
        let documents: Vec<_> = read(lines.as_bytes(), 1000).into_iter().map(Result::unwrap).collect();
        let ids: Vec<_> = documents.iter().map(|document| document.id.as_str()).collect();
        assert_eq!(ids, ["17", "a.jsonl#4", "a.jsonl#5"]);
        assert_eq!(documents[1].title, None);
    }

    #[test]
    fn a_bad_line_says_where_and_what_to_do_and_the_next_is_read() {
        assert_eq!(
            refused(r#"{"title":"әәә","text":5}"#),
            "dir/a.jsonl, line 1: invalid type: integer `5`, expected a string, at column 23; \
             mend this field or leave it out"
        );
        assert!(refused(r#"{"text":"a","date":"31.02.2025"}"#).contains(r#""31.02.2025" is no date"#));
        assert!(refused(r#"{"title":"a"}"#).contains(r#"no field "text""#));
        assert!(refused(r#"{"text":null}"#).contains(r#"no field "text""#));
        assert!(refused(r#"{"text":"a""#).contains("column"));
        assert!(refused(r#"["1","a"]"#).contains("no JSON object"));
        assert!(refused(r#"{"text":"a","id":1.5}"#).contains("whole number"));
        assert!(refused(r#"{"text":"a"} x"#).contains("trailing"));

        let documents = read(b"{\n{\"text\":\"a\"}\n", 1000);
        assert!(matches!(&documents[..], [Err(Error::Malformed { line: 1, .. }), Ok(_)]), "{documents:?}");
    }

    #[test]
    fn a_line_without_text_is_an_empty_document() {
        let error = read(b"\n{\"text\":\" \\n\"}", 1000).remove(0).unwrap_err();
        assert!(matches!(&error, Error::EmptyDocument { place } if place == "dir/a.jsonl, line 2"), "{error}");
    }

    #[test]
    fn bad_bytes_are_counted_from_the_beginning_of_the_file() {
        let documents = read(b"{\"text\":\"a\"}\n{\"text\":\"\xFF\"}\n{\"text\":\"b\"}", 1000);
        assert!(
            matches!(&documents[..], [Ok(_), Err(Error::NotUtf8 { byte: 22, value: 0xFF, .. }), Ok(_)]),
            "{documents:?}"
        );
    }

    #[test]
    fn a_line_that_is_too_long_is_passed_over() {
        let documents = read(b"{\"text\":\"aaaaaaaaaaaaaaaa\"}\n{\"text\":\"b\"}\n", 20);
        assert!(matches!(&documents[..], [Err(Error::Malformed { line: 1, .. }), Ok(_)]), "{documents:?}");
    }
}
