//! JSON arrays of objects, and objects one after the other: each object a document, found by its braces and read by itself.

use std::io::{self, BufRead};

use super::{Input, MAX_LINE_BYTES, Origin, io_error};
use crate::corpus::Document;
use crate::corpus::encoding::{utf8, without_bom};
use crate::corpus::metadata::Metadata;
use crate::error::{Error, Result};

/// Shown where something cannot be understood.
const EXAMPLE: &str = r#"write an array of objects such as {"id": "1", "text": "…"}"#;

/// The documents of a JSON file.
pub(super) struct Objects {
    input: Input,
    origin: Origin,
    /// The object at hand.
    object: Vec<u8>,
    /// Number of the object at hand, from 1.
    number: u64,
    /// Bytes read, and the line they end in.
    offset: u64,
    line: u64,
    /// Longest object that is kept, in bytes.
    limit: usize,
    ended: bool,
}

/// Where an object begins, and how it went.
struct Piece {
    offset: u64,
    line: u64,
    too_long: bool,
    whole: bool,
}

impl Objects {
    pub(super) fn new(input: Input, origin: Origin) -> Self {
        Self { input, origin, object: Vec::new(), number: 0, offset: 0, line: 1, limit: MAX_LINE_BYTES, ended: false }
    }

    fn next_byte(&mut self) -> io::Result<Option<u8>> {
        let byte = loop {
            match self.input.fill_buf() {
                Ok(buffer) => break buffer.first().copied(),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        };
        if let Some(byte) = byte {
            self.input.consume(1);
            self.offset += 1;
            self.line += u64::from(byte == b'\n');
        }
        Ok(byte)
    }

    /// Reads the next object into `self.object`; `None` at the end of the input, an error in place of what is no object.
    fn read_object(&mut self) -> io::Result<Option<Result<Piece>>> {
        let first = loop {
            match self.next_byte()? {
                None => return Ok(None),
                // The array around them, what stands between them, and a byte order mark.
                Some(byte) if b"[], \t\r\n\xEF\xBB\xBF".contains(&byte) => {}
                Some(byte) => break byte,
            }
        };
        let mut piece = Piece { offset: self.offset - 1, line: self.line, too_long: false, whole: false };
        self.number += 1;
        if first != b'{' {
            // What comes next belongs to it, up to the next object or line.
            while !matches!(self.input.fill_buf()?.first(), None | Some(b'{' | b'\n')) {
                self.next_byte()?;
            }
            return Ok(Some(Err(
                self.malformed(piece.line, format!("something that is no object stands here; {EXAMPLE}"))
            )));
        }
        self.object.clear();
        self.object.push(first);
        let (mut depth, mut in_string, mut escaped) = (1u64, false, false);
        while depth > 0 {
            let buffer = match self.input.fill_buf() {
                Ok([]) => break,
                Ok(buffer) => buffer,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            let mut read = 0;
            for &byte in buffer {
                read += 1;
                match byte {
                    _ if escaped => escaped = false,
                    b'\\' if in_string => escaped = true,
                    b'"' => in_string = !in_string,
                    b'{' | b'[' if !in_string => depth += 1,
                    b'}' | b']' if !in_string => depth -= 1,
                    b'\n' => self.line += 1,
                    _ => {}
                }
                if depth == 0 {
                    break;
                }
            }
            let room = self.limit - self.object.len();
            self.object.extend_from_slice(&buffer[..read.min(room)]);
            piece.too_long |= read > room;
            self.input.consume(read);
            self.offset += read as u64;
        }
        piece.whole = depth == 0;
        Ok(Some(Ok(piece)))
    }

    fn document(&self, piece: &Piece) -> Result<Document> {
        if piece.too_long {
            let reason = format!("the object that begins here is longer than {} MiB; split it", self.limit >> 20);
            return Err(self.malformed(piece.line, reason));
        }
        if !piece.whole {
            let reason = format!("the object that begins here has no end; {EXAMPLE}");
            return Err(self.malformed(piece.line, reason));
        }
        let text = utf8(without_bom(&self.object), &self.origin.place, piece.offset)?;
        let metadata: Metadata = serde_json::from_str(text).map_err(|error| {
            let message = error.to_string();
            let message = message.rsplit_once(" at line ").map_or(message.as_str(), |(message, _)| message);
            let line = piece.line + (error.line() as u64).saturating_sub(1);
            self.malformed(line, format!("{message}; mend it or leave it out"))
        })?;
        let place = || format!("{}, line {}", self.origin.place, piece.line);
        let missing = || self.malformed(piece.line, format!("the object has no field \"text\"; {EXAMPLE}"));
        self.origin.object(metadata, text, self.number, place, missing)
    }

    fn malformed(&self, line: u64, reason: String) -> Error {
        Error::Malformed { place: self.origin.place.clone(), line, reason }
    }
}

impl Iterator for Objects {
    type Item = Result<Document>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        match self.read_object() {
            Ok(Some(piece)) => Some(piece.and_then(|piece| self.document(&piece))),
            Ok(None) => {
                self.ended = true;
                None
            }
            Err(error) => {
                self.ended = true;
                Some(Err(io_error(&self.origin, error)))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Vec<Result<Document>> {
        let origin =
            Origin { place: "a.json".into(), id: "a.json".into(), path: Some("a.json".into()), encoding: None };
        Objects::new(Box::new(io::Cursor::new(json.to_owned())), origin).collect()
    }

    fn ids(json: &str) -> Vec<String> {
        read(json).into_iter().map(|document| document.unwrap().id).collect()
    }

    #[test]
    fn arrays_objects_and_sequences_are_read() {
        let a = r#"{"id": "x", "text": "} ] \" {", "more": [{"a": []}]}"#;
        let b = "{\n  \"text\": \"b\"\n}";
        assert_eq!(ids(&format!("[{a},\n {b}]")), ["x", "a.json#2"]);
        assert_eq!(ids(&format!("\u{FEFF}{a}\n{b}")), ["x", "a.json#2"]);
        assert_eq!(ids(b), ["a.json#1"]);
        assert_eq!(ids("[]"), Vec::<String>::new());
    }

    #[test]
    fn one_bad_object_is_named_and_the_others_are_read() {
        let found =
            read("[\n{\"text\": \"a\"},\n{\"text\": 5},\n7,\n{\"text\": \" \"},\n{\"text\": \"b\"},\n{\"text\": \"c\"");
        let lines: Vec<_> = found.iter().filter_map(|one| one.as_ref().err()).map(ToString::to_string).collect();
        assert_eq!(found.iter().filter(|one| one.is_ok()).count(), 2);
        for (line, named) in
            lines.iter().zip(["line 3: invalid type", "line 4: something", "line 5: there is no", "no end"])
        {
            assert!(line.contains(named), "{lines:?}");
        }
        assert_eq!(lines.len(), 4, "{lines:?}");
    }

    #[test]
    fn an_object_that_is_too_deep_or_too_long_is_passed_over() {
        let deep =
            format!("[{{\"text\":\"a\",\"id\":{}{}}}, {{\"text\":\"b\"}}]", "[".repeat(100_000), "]".repeat(100_000));
        let found = read(&deep);
        assert!(matches!(&found[..], [Err(Error::Malformed { .. }), Ok(_)]), "{found:?}");
        let origin = Origin { place: "a".into(), id: "a".into(), path: None, encoding: None };
        let input = Box::new("[{\"text\":\"aaaaaaaaaaaaaaaaa\"},{\"text\":\"b\"}]".as_bytes());
        let found: Vec<_> = Objects { limit: 15, ..Objects::new(input, origin) }.collect();
        assert!(matches!(&found[..], [Err(Error::Malformed { .. }), Ok(_)]), "{found:?}");
    }
}
