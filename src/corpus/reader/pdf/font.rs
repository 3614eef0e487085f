//! Fonts: which letters their codes stand for, and how wide these are.

use std::collections::BTreeMap;
use std::rc::Rc;

use lopdf::{Dictionary, Document as Pdf, Encoding as Codes, Object};

use super::MAX_STREAM;

/// Most widths of letters of a font: there are 65,536 letters.
const MAX_WIDTHS: usize = 1 << 17;

/// What a font's codes mean and how wide they are.
pub(super) struct Font<'a> {
    /// `None` when nothing says which letters its codes stand for.
    pub(super) codes: Option<Codes<'a>>,
    /// Widths of codes in thousandths of its size, and of all others.
    pub(super) widths: BTreeMap<u32, f64>,
    pub(super) other: f64,
    /// Bytes of a code.
    pub(super) bytes: usize,
}

/// The fonts of a file as far as they were needed. Pages share them, so they are known by where their dictionaries lie in memory.
#[derive(Default)]
pub(super) struct Fonts<'a>(BTreeMap<*const Dictionary, Rc<Font<'a>>>);

impl<'a> Fonts<'a> {
    /// A font that was read before, or reads it.
    pub(super) fn get(&mut self, pdf: &'a Pdf, font: &'a Dictionary) -> lopdf::Result<Rc<Font<'a>>> {
        let key = std::ptr::from_ref(font);
        if let Some(known) = self.0.get(&key) {
            return Ok(Rc::clone(known));
        }
        let read = Rc::new(font_of(pdf, font)?);
        self.0.insert(key, Rc::clone(&read));
        Ok(read)
    }
}

fn font_of<'a>(pdf: &'a Pdf, font: &'a Dictionary) -> lopdf::Result<Font<'a>> {
    let get = |dict: &'a Dictionary, key: &[u8]| {
        dict.get(key).and_then(|value| pdf.dereference(value)).map(|(_, value)| value).ok()
    };
    let float = |object: &Object| object.as_float().map_or(0.0, f64::from);
    let is_composite = font.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"Type0");
    // Codes of a composite font are numbers of shapes: without a table nobody knows their letters.
    let is_known = !is_composite || font.has(b"ToUnicode");
    let codes = match is_known {
        true => Some(font.get_font_encoding_with_limit(pdf, MAX_STREAM)?),
        false => None,
    };
    let mut widths = BTreeMap::new();
    if !is_composite {
        let first = get(font, b"FirstChar").and_then(|first| first.as_i64().ok()).unwrap_or(0);
        let all = get(font, b"Widths").and_then(|widths| widths.as_array().ok());
        for (at, width) in all.into_iter().flatten().take(256).enumerate() {
            widths.insert((first as u32).wrapping_add(at as u32), float(width));
        }
        return Ok(Font { codes, widths, other: 500.0, bytes: 1 });
    }
    let within = get(font, b"DescendantFonts").and_then(|all| all.as_array().ok()?.first());
    let within = within.and_then(|within| pdf.dereference(within).ok()?.1.as_dict().ok());
    let other = within.and_then(|within| get(within, b"DW")).map_or(1000.0, float);
    // `first [w w w]`, or `first last w`.
    let mut all = within.and_then(|within| get(within, b"W")?.as_array().ok()).into_iter().flatten();
    let mut left = MAX_WIDTHS;
    while let (Some(first), Some(next)) = (all.next(), all.next()) {
        let first = first.as_i64().unwrap_or(0).clamp(0, 65_535) as u32;
        match pdf.dereference(next).map(|(_, next)| next) {
            Ok(Object::Array(own)) => {
                let count = own.len().min(left);
                left -= count;
                widths.extend(
                    own.iter()
                        .take(count)
                        .enumerate()
                        .map(|(at, width)| (first.saturating_add(at as u32), float(width))),
                );
            }
            Ok(last) => {
                let last = last.as_i64().unwrap_or(0).clamp(0, 65_535) as u32;
                let width = all.next().map_or(other, float);
                let count = (last.saturating_sub(first) as usize + 1).min(left);
                left -= count;
                widths.extend((first..=last).take(count).map(|code| (code, width)));
            }
            Err(_) => break,
        }
    }
    Ok(Font { codes, widths, other, bytes: 2 })
}
