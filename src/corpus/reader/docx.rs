//! Word: the paragraphs of the text, without headers, footers, comments and what was deleted; the title from the properties.

use std::io::{BufReader, Cursor, Read};

use ::zip::ZipArchive;

use super::limit::{Budget, Unpacked};
use super::whole::Parts;
use super::xml::{Piece, Xml};
use super::{MAX_TEXT_BYTES, Origin};
use crate::corpus::Encoding;
use crate::corpus::metadata::{Metadata, trimmed};
use crate::error::Result;

/// The member that holds the text; a zip with it is a Word file.
pub(super) const TEXT: &str = "word/document.xml";

/// Longest part that is read, in bytes: a book has a tenth of it.
const MAX_PART: u64 = 2 * MAX_TEXT_BYTES;

/// The member that says what the file is about.
const PROPERTIES: &str = "docProps/core.xml";

/// The document of a Word file.
///
/// The day the file was made is not the day of the text, so it is left alone; so is who typed it.
pub(super) fn document(bytes: Vec<u8>, origin: &mut Origin, _: Option<Encoding>) -> Result<Parts> {
    let budget = Budget::of(bytes.len() as u64);
    let opened = ZipArchive::new(Cursor::new(bytes));
    let mut archive =
        opened.map_err(|error| origin.unreadable(format!("it is no Word file, or a damaged one: {error}")))?;
    let mut body = Body::default();
    let mut read = || {
        let mut xml = part(&mut archive, TEXT, &budget)?;
        while let Some(piece) = xml.next()? {
            body.take(piece);
            xml.renew();
            if body.text.len() as u64 > MAX_TEXT_BYTES {
                return Err(format!("its text is longer than {} MiB; split it", MAX_TEXT_BYTES >> 20));
            }
        }
        Ok(())
    };
    read().map_err(|reason: String| origin.unreadable(reason))?;
    let mut about = part(&mut archive, PROPERTIES, &budget).map(properties).unwrap_or_default();
    about.title = about.title.or(body.title);
    let id = origin.id.clone();
    Ok((about.document(|| id, body.text.trim_end().to_owned()), vec![]))
}

/// A part of the file as XML.
fn part(archive: &mut ZipArchive<Cursor<Vec<u8>>>, name: &str, budget: &Budget) -> Result<Xml, String> {
    let failed = |error: &dyn std::fmt::Display| format!("its part {name} cannot be read: {error}");
    let member = archive.by_name(name).map_err(|error| failed(&error))?;
    let mut content = Vec::new();
    let unpacked = Unpacked::new(member, budget.clone());
    unpacked.take(MAX_PART + 1).read_to_end(&mut content).map_err(|error| failed(&error))?;
    if content.len() as u64 > MAX_PART {
        return Err(failed(&format!("it is longer than {} MiB", MAX_PART >> 20)));
    }
    Ok(Xml::new(Box::new(BufReader::new(Cursor::new(content)))))
}

/// The title, if the writer gave one. The language there is the program's, not the text's.
fn properties(mut xml: Xml) -> Metadata {
    let mut about = Metadata::default();
    let mut element = String::new();
    while let Ok(Some(piece)) = xml.next() {
        match piece {
            Piece::Start(name, _) => element = name,
            Piece::End(_) => element.clear(),
            Piece::Text(text) if element == "dc:title" => about.title = trimmed(&text),
            Piece::Text(_) => {}
        }
    }
    about
}

/// The text as it is put together.
#[derive(Default)]
struct Body {
    text: String,
    /// The first paragraph in the style of titles.
    title: Option<String>,
    /// Where the paragraph at hand begins, and whether it is in the style of titles.
    paragraph: usize,
    is_title: bool,
    /// How deep in cells of tables.
    cells: usize,
    /// Whether we are in a piece of text, and how deep in parts that nobody sees.
    in_text: bool,
    hidden: usize,
}

impl Body {
    fn take(&mut self, piece: Piece) {
        match piece {
            Piece::Start(name, attributes) => self.start(&name, &attributes),
            Piece::End(name) => self.end(&name),
            Piece::Text(text) if self.in_text && self.hidden == 0 => self.text.push_str(&text),
            Piece::Text(_) => {}
        }
    }

    fn start(&mut self, name: &str, attributes: &[(String, String)]) {
        match name {
            // Deleted text; the older form of what stands beside it in a newer one.
            "w:del" | "w:moveFrom" | "mc:Fallback" => self.hidden += 1,
            "w:t" => self.in_text = true,
            "w:tc" => self.cells += 1,
            "w:tab" if self.paragraph < self.text.len() => self.text.push('\t'),
            "w:br" | "w:cr" => self.text.push('\n'),
            "w:noBreakHyphen" => self.text.push('\u{2011}'),
            "w:p" => {
                self.paragraph = self.text.len();
                self.is_title = false;
            }
            "w:pStyle" => self.is_title = attributes.iter().any(|(key, value)| key == "w:val" && value == "Title"),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "w:del" | "w:moveFrom" | "mc:Fallback" => self.hidden = self.hidden.saturating_sub(1),
            "w:t" => self.in_text = false,
            "w:p" => {
                let paragraph = self.text.get(self.paragraph..).unwrap_or_default().trim();
                if self.is_title && self.title.is_none() {
                    self.title = trimmed(paragraph);
                }
                if !paragraph.is_empty() {
                    self.text.push_str(if self.cells > 0 { " " } else { "\n\n" });
                }
                self.paragraph = self.text.len();
            }
            // A row of a table is a line.
            "w:tc" => {
                self.cells = self.cells.saturating_sub(1);
                self.end_with("\t");
            }
            "w:tr" => self.end_with("\n"),
            "w:tbl" if self.cells == 0 => self.end_with("\n\n"),
            _ => {}
        }
    }

    /// Puts white space at the end of the text in place of what stands there.
    fn end_with(&mut self, space: &str) {
        let end = self.text.trim_end_matches([' ', '\t', '\n']).len();
        // An empty cell still takes its place.
        if end < self.text.len() || space == "\t" {
            self.text.truncate(if space == "\t" { self.text.trim_end_matches(' ').len() } else { end });
            self.text.push_str(space);
        }
        self.paragraph = self.text.len();
    }
}
