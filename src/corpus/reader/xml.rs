//! XML as a row of simple events, whatever its spelling: entities resolved, `<a/>` as a start and an end, nothing else between.

use quick_xml::escape::resolve_html5_entity;
use quick_xml::events::Event;

use super::limit::{Allowance, Piecewise};
use super::{Input, MAX_LINE_BYTES};

/// Deepest element. Feeds and Word files have a tenth of it.
const MAX_DEPTH: usize = 1000;

/// Most attributes of an element that are looked at.
const MAX_ATTRIBUTES: usize = 32;

/// A stream of XML.
pub(super) struct Xml {
    reader: quick_xml::Reader<Piecewise<Input>>,
    buffer: Vec<u8>,
    allowance: Allowance,
    depth: usize,
}

/// What comes next.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// An element begins: its name with its prefix, and its attributes.
    Start(String, Vec<(String, String)>),
    /// The element of this name ends.
    End(String),
    /// A piece of text.
    Text(String),
}

impl Xml {
    /// Reads UTF-8.
    pub(super) fn new(input: Input) -> Self {
        let allowance = Allowance::of(MAX_LINE_BYTES as u64);
        let mut reader = quick_xml::Reader::from_reader(Piecewise::new(input, allowance.clone()));
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        // Feeds are written by hand: what can be understood is.
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        Self { reader, buffer: Vec::new(), allowance, depth: 0 }
    }

    /// A new document begins: it may be as long as the one before.
    pub(super) fn renew(&self) {
        self.allowance.renew();
    }

    /// The next piece; `None` at the end, what is wrong and where as a sentence otherwise.
    pub(super) fn next(&mut self) -> Result<Option<Piece>, String> {
        loop {
            self.buffer.clear();
            let at = self.reader.buffer_position();
            let wrong = |error: &dyn std::fmt::Display| format!("the XML cannot be read at byte {at}: {error}");
            let piece = match self.reader.read_event_into(&mut self.buffer).map_err(|error| wrong(&error))? {
                Event::Start(start) | Event::Empty(start) => {
                    self.depth += 1;
                    if self.depth > MAX_DEPTH {
                        return Err(wrong(&format!("its elements are nested deeper than {MAX_DEPTH}")));
                    }
                    let mut attributes = vec![];
                    // Looking for duplicates would take the square of their number.
                    for attribute in start.attributes().with_checks(false).take(MAX_ATTRIBUTES).flatten() {
                        let value = attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0).unwrap_or_default();
                        attributes.push((attribute.key.as_ref().to_owned(), value.into_owned()));
                    }
                    Piece::Start(start.name().as_ref().to_owned(), attributes)
                }
                Event::End(end) => {
                    self.depth = self.depth.saturating_sub(1);
                    Piece::End(end.name().as_ref().to_owned())
                }
                Event::Text(text) => Piece::Text(text.xml10_content().into_owned()),
                Event::CData(text) => Piece::Text(text.xml10_content().into_owned()),
                Event::GeneralRef(reference) => {
                    let name = reference.xml10_content();
                    let char = reference.resolve_char_ref().ok().flatten().map(String::from);
                    let text = char.or_else(|| resolve_html5_entity(&name).map(str::to_owned));
                    // Entities that the file defines itself are how a small one becomes a large one: they stay as they are written.
                    Piece::Text(text.unwrap_or_else(|| format!("&{name};")))
                }
                Event::Eof => return Ok(None),
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => continue,
            };
            return Ok(Some(piece));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(xml: &str) -> Result<Vec<Piece>, String> {
        let mut xml = Xml::new(Box::new(std::io::Cursor::new(xml.to_owned())));
        let mut all = vec![];
        while let Some(piece) = xml.next()? {
            all.push(piece);
        }
        Ok(all)
    }

    #[test]
    fn entities_are_resolved_and_bombs_are_not() {
        let text = |xml| -> String {
            let texts = pieces(xml).unwrap().into_iter();
            texts.filter_map(|piece| if let Piece::Text(text) = piece { Some(text) } else { None }).collect()
        };
        assert_eq!(text("<a>&lt;&#1179;&nbsp;&amp;<![CDATA[<b>]]>&x; & y</a>"), "<қ\u{A0}&<b>&x; & y");
        let laughs = "<!DOCTYPE a [<!ENTITY x \"ha\"><!ENTITY y \"&x;&x;\">]><a>&y;</a>";
        assert_eq!(text(laughs), "&y;");
    }

    #[test]
    fn depth_has_a_limit_and_attributes_none_that_hurts() {
        assert!(pieces(&"<a>".repeat(100_000)).unwrap_err().contains("deeper than 1000"));
        let many: String = (0..1_000_000).map(|n| format!(" a{n}=\"1\"")).collect();
        match &pieces(&format!("<a{many}/>")).unwrap()[0] {
            Piece::Start(name, attributes) => assert_eq!((name.as_str(), attributes.len()), ("a", MAX_ATTRIBUTES)),
            other => panic!("{other:?}"),
        }
    }
}
