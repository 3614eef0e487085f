//! PDF: the text of its pages, put together from where its pieces stand. A page that was scanned has none.

use std::collections::BTreeMap;
use std::rc::Rc;

use lopdf::content::Content;
use lopdf::{Dictionary, Document as Pdf, Encoding as Codes, LoadOptions, Object, ObjectId};

use super::whole::Parts;
use super::{MAX_TEXT_BYTES, Origin};
use crate::corpus::Encoding;
use crate::corpus::metadata::{Metadata, trimmed};
use crate::error::{Error, Result};

/// Most bytes that a stream may unpack to while the file is opened.
const MAX_STREAM: usize = 64 << 20;

/// Most bytes of instructions of one page, and of all, with forms that are drawn again counted again. A page of prose has a few thousand;
/// in memory instructions take thirty times as much.
const MAX_PAGE: usize = 8 << 20;
const MAX_INSTRUCTIONS: usize = 256 << 20;

/// What following instructions costs at least, in bytes of them.
const EVEN_EMPTY: usize = 64;

/// Most widths of letters of a font: there are 65,536 letters.
const MAX_WIDTHS: usize = 1 << 17;

/// How deep forms may stand within forms.
const MAX_FORMS: usize = 8;

/// A gap wider than this, in parts of the font's size, is a space between words; letters stand closer. The space of most fonts is 0.25 wide.
const SPACE: f64 = 0.15;

/// A step down of more than this, in parts of the font's size, is another line; of more than the second, another paragraph.
const LINE: f64 = 0.5;
const PARAGRAPH: f64 = 1.8;

/// The document of a PDF, and the pages that could not be read.
pub(super) fn document(bytes: Vec<u8>, origin: &mut Origin, _: Option<Encoding>) -> Result<Parts> {
    let options = LoadOptions::with_max_decompressed_size(MAX_STREAM);
    let loaded = Pdf::load_mem_with_options(&bytes, options);
    drop(bytes);
    let mut pdf = loaded.map_err(|error| origin.unreadable(format!("the PDF cannot be read: {error}")))?;
    if pdf.is_encrypted() {
        return Err(origin.unreadable("the PDF is encrypted; save it without a password"));
    }
    prefer_unicode(&mut pdf);
    let (mut text, mut scanned, mut errors) = (String::new(), vec![], vec![]);
    let (mut fonts, mut left) = (Fonts::default(), MAX_INSTRUCTIONS);
    let pages = pdf.get_pages();
    for (&number, &page) in &pages {
        let mut written = Page::new(&pdf, &mut fonts, &mut left);
        let read = written.read(page);
        let written = written.text;
        if let Err(error) = read {
            errors.push(origin.page(number, format!("the page cannot be read: {error}")));
        } else if written.trim().is_empty() && pdf.get_page_images(page).is_ok_and(|images| !images.is_empty()) {
            scanned.push(number);
        }
        text.push_str(written.trim());
        text.push_str("\n\n");
        if text.len() as u64 > MAX_TEXT_BYTES {
            return Err(origin.unreadable(format!("its text is longer than {} MiB; split it", MAX_TEXT_BYTES >> 20)));
        }
    }
    let repair = "it may be scanned. Recognise it first (OCR), or index the original";
    if text.trim().is_empty() {
        let reason = match (errors.pop(), pages.len()) {
            (Some(error), _) => return Err(error),
            (None, 0) => "it has no pages".to_owned(),
            (None, 1) => format!("its page has no text; {repair}"),
            (None, many) => format!("none of its {many} pages has text; {repair}"),
        };
        return Err(origin.unreadable(reason));
    }
    if let Some(&first) = scanned.first() {
        let more = match scanned.len() - 1 {
            0 => String::new(),
            more => format!(", and {more} more like it,"),
        };
        errors.push(origin.page(first, format!("the page{more} has no text; {repair}")));
    }
    let about = Metadata { title: title(&pdf), ..Metadata::default() };
    let id = origin.id.clone();
    Ok((about.document(|| id, text.trim_end().to_owned()), errors))
}

impl Origin {
    fn page(&self, number: u32, reason: String) -> Error {
        Error::Unreadable { place: format!("{}, page {number}", self.place), reason }
    }
}

/// Fonts say twice what their codes mean: for drawing (`Encoding`) and for reading (`ToUnicode`). The second is for us, so where both stand the
/// first goes.
fn prefer_unicode(pdf: &mut Pdf) {
    for object in pdf.objects.values_mut() {
        if let Ok(font) = object.as_dict_mut()
            && font.has(b"ToUnicode")
        {
            font.remove(b"Encoding");
        }
    }
}

/// The title in the properties, unless a program put the name of a file there.
fn title(pdf: &Pdf) -> Option<String> {
    let info =
        pdf.trailer.get(b"Info").and_then(|info| pdf.dereference(info)).and_then(|(_, info)| info.as_dict()).ok()?;
    let title = info.get(b"Title").and_then(|title| pdf.dereference(title)).ok()?.1;
    let title = trimmed(&lopdf::decode_text_string(title).ok()?)?;
    let is_file = title.starts_with("Microsoft Word - ")
        || title
            .rsplit_once('.')
            .is_some_and(|(_, end)| ["doc", "docx", "odt", "rtf", "pdf", "indd", "tmp"].contains(&end));
    (!is_file).then_some(title)
}

/// What a font's codes mean and how wide they are.
struct Font<'a> {
    /// `None` when nothing says which letters its codes stand for.
    codes: Option<Codes<'a>>,
    /// Widths of codes in thousandths of its size, and of all others.
    widths: BTreeMap<u32, f64>,
    other: f64,
    /// Bytes of a code.
    bytes: usize,
}

/// The fonts of a file as far as they were needed, by where their dictionaries lie in memory: pages share them.
type Fonts<'a> = BTreeMap<*const Dictionary, Rc<Font<'a>>>;

/// A page as it is read: where the pen stands, and what was written.
struct Page<'a, 'b> {
    pdf: &'a Pdf,
    known: &'b mut Fonts<'a>,
    /// Bytes of instructions that may still be followed in this file.
    left: &'b mut usize,
    text: String,
    /// The fonts by the names they have here.
    fonts: BTreeMap<Vec<u8>, Rc<Font<'a>>>,
    state: State,
    saved: Vec<State>,
    line: Matrix,
    at: Matrix,
    /// Where the last piece ended, and its size; `None` before the first.
    last: Option<(f64, f64, f64)>,
}

#[derive(Clone)]
struct State {
    page: Matrix,
    font: Vec<u8>,
    size: f64,
    between: f64,
    between_words: f64,
    stretch: f64,
    leading: f64,
}

impl<'a, 'b> Page<'a, 'b> {
    fn new(pdf: &'a Pdf, known: &'b mut Fonts<'a>, left: &'b mut usize) -> Self {
        let state =
            State { page: UNIT, font: vec![], size: 1.0, between: 0.0, between_words: 0.0, stretch: 1.0, leading: 0.0 };
        Self {
            pdf,
            known,
            left,
            text: String::new(),
            fonts: BTreeMap::new(),
            state,
            saved: vec![],
            line: UNIT,
            at: UNIT,
            last: None,
        }
    }

    fn read(&mut self, page: ObjectId) -> Done {
        for (name, font) in self.pdf.get_page_fonts(page)? {
            let font = self.font(font)?;
            self.fonts.insert(name, font);
        }
        let content = self.pdf.get_page_content_with_limit(page, MAX_PAGE)?;
        let (own, shared) = self.pdf.get_page_resources(page)?;
        let resources = own.or_else(|| shared.first().and_then(|&id| self.pdf.get_dictionary(id).ok()));
        self.run(&content, resources, 0)
    }

    /// Follows the instructions of a page or a form.
    fn run(&mut self, content: &[u8], resources: Option<&'a Dictionary>, depth: usize) -> Done {
        let left = self.left.checked_sub(content.len() + EVEN_EMPTY).ok_or("it draws more than anyone can read")?;
        *self.left = left;
        for operation in Content::decode(content)?.operations {
            let number = |at: usize| {
                operation.operands.get(at).and_then(|operand| operand.as_float().ok()).map_or(0.0, f64::from)
            };
            let bytes = |at: usize| operation.operands.get(at).and_then(|operand| operand.as_str().ok());
            match operation.operator.as_str() {
                "q" if self.saved.len() < 1000 => self.saved.push(self.state.clone()),
                "Q" => self.state = self.saved.pop().unwrap_or_else(|| self.state.clone()),
                "cm" => self.state.page = times([0, 1, 2, 3, 4, 5].map(number), self.state.page),
                "BT" => (self.line, self.at) = (UNIT, UNIT),
                "Tf" => {
                    self.state.font =
                        operation.operands.first().and_then(|name| name.as_name().ok()).unwrap_or_default().to_vec();
                    self.state.size = number(1);
                }
                "Tc" => self.state.between = number(0),
                "Tw" => self.state.between_words = number(0),
                "Tz" => self.state.stretch = number(0) / 100.0,
                "TL" => self.state.leading = number(0),
                "Td" => self.step(number(0), number(1)),
                "TD" => {
                    self.state.leading = -number(1);
                    self.step(number(0), number(1));
                }
                "Tm" => {
                    self.line = [0, 1, 2, 3, 4, 5].map(number);
                    self.at = self.line;
                }
                "T*" => self.step(0.0, -self.state.leading),
                "Tj" => self.write(bytes(0).unwrap_or_default()),
                "'" => {
                    self.step(0.0, -self.state.leading);
                    self.write(bytes(0).unwrap_or_default());
                }
                "\"" => {
                    (self.state.between_words, self.state.between) = (number(0), number(1));
                    self.step(0.0, -self.state.leading);
                    self.write(bytes(2).unwrap_or_default());
                }
                "TJ" => {
                    for piece in
                        operation.operands.first().and_then(|array| array.as_array().ok()).into_iter().flatten()
                    {
                        match piece {
                            Object::String(bytes, _) => self.write(bytes),
                            other => self.move_by(
                                -other.as_float().map_or(0.0, f64::from) / 1000.0
                                    * self.state.size
                                    * self.state.stretch,
                            ),
                        }
                    }
                }
                "Do" if depth < MAX_FORMS => {
                    if let Some(name) = operation.operands.first().and_then(|name| name.as_name().ok()) {
                        self.form(name, resources, depth)?;
                    }
                }
                _ => {}
            }
            if self.text.len() as u64 > MAX_TEXT_BYTES {
                break;
            }
        }
        Ok(())
    }

    /// A form: instructions that stand elsewhere, with fonts of their own.
    fn form(&mut self, name: &[u8], resources: Option<&'a Dictionary>, depth: usize) -> Done {
        let pdf = self.pdf;
        let find = || {
            let forms = pdf.dereference(resources?.get(b"XObject").ok()?).ok()?.1.as_dict().ok()?;
            pdf.dereference(forms.get(name).ok()?).ok()?.1.as_stream().ok()
        };
        let Some(form) =
            find().filter(|form| form.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"Form"))
        else {
            return Ok(());
        };
        let own =
            form.dict.get(b"Resources").and_then(|own| pdf.dereference(own)).and_then(|(_, own)| own.as_dict()).ok();
        let fonts = own.and_then(|own| pdf.dereference(own.get(b"Font").ok()?).ok()?.1.as_dict().ok());
        let mut outer = vec![];
        for (name, font) in fonts.into_iter().flat_map(Dictionary::iter) {
            if let Ok(font) = pdf.dereference(font).and_then(|(_, font)| font.as_dict()) {
                let font = self.font(font)?;
                outer.push((name.clone(), self.fonts.insert(name.clone(), font)));
            }
        }
        let matrix = form.dict.get(b"Matrix").and_then(Object::as_array).ok();
        let matrix = matrix.filter(|matrix| matrix.len() == 6);
        let before = self.state.clone();
        if let Some(matrix) = matrix {
            let number = |at: usize| matrix.get(at).and_then(|number| number.as_float().ok()).map_or(0.0, f64::from);
            self.state.page = times([0, 1, 2, 3, 4, 5].map(number), self.state.page);
        }
        let content = form.get_plain_content_with_limit(MAX_PAGE)?;
        let done = self.run(&content, own.or(resources), depth + 1);
        self.state = before;
        for (name, font) in outer {
            match font {
                Some(font) => drop(self.fonts.insert(name, font)),
                None => drop(self.fonts.remove(&name)),
            }
        }
        done
    }

    /// A font that was read before, or reads it.
    fn font(&mut self, font: &'a Dictionary) -> lopdf::Result<Rc<Font<'a>>> {
        let key = std::ptr::from_ref(font);
        if let Some(known) = self.known.get(&key) {
            return Ok(Rc::clone(known));
        }
        let read = Rc::new(font_of(self.pdf, font)?);
        self.known.insert(key, Rc::clone(&read));
        Ok(read)
    }

    /// Moves to the next line, so far to the right and up.
    fn step(&mut self, right: f64, up: f64) {
        self.line = times([1.0, 0.0, 0.0, 1.0, right, up], self.line);
        self.at = self.line;
    }

    /// Moves on in the line.
    fn move_by(&mut self, right: f64) {
        self.at = times([1.0, 0.0, 0.0, 1.0, right, 0.0], self.at);
    }

    /// Writes a piece, with the white space that parts it from the one before.
    fn write(&mut self, bytes: &[u8]) {
        let place = times(self.at, self.state.page);
        let Some(font) = self.fonts.get(&self.state.font) else { return };
        let text = font.codes.as_ref().and_then(|codes| Pdf::decode_text(codes, bytes).ok()).unwrap_or_default();
        let width = self.state.stretch
            * bytes
                .chunks(font.bytes)
                .map(|code| {
                    let code = code.iter().fold(0, |code, &byte| code << 8 | u32::from(byte));
                    let width = font.widths.get(&code).copied().unwrap_or(font.other) / 1000.0 * self.state.size;
                    let is_space = font.bytes == 1 && code == u32::from(b' ');
                    width + self.state.between + if is_space { self.state.between_words } else { 0.0 }
                })
                .sum::<f64>();
        self.move_by(width);
        if text.is_empty() {
            return;
        }
        // How large the letters are on the page, whichever way they are turned.
        let size = (self.state.size * place[2].hypot(place[3])).abs().max(0.1);
        let [.., x, y] = place;
        if let Some((end, base, last_size)) = self.last {
            let size = size.min(last_size);
            let down = (base - y).abs() / size;
            let gap = (x - end) / size;
            let is_new_line = down > LINE || gap < -1.0;
            if is_new_line && (down > PARAGRAPH || y > base + LINE * size) {
                self.part("\n\n");
            } else if is_new_line && self.is_divided(&text) {
                // The word goes on: a soft hyphen is no part of it.
                self.text.pop();
                self.text.push('\u{AD}');
            } else if is_new_line {
                self.part("\n");
            } else if gap > SPACE && !text.starts_with(' ') {
                self.part(" ");
            }
        }
        self.text.extend(text.chars().filter(|&c| c != '\0'));
        let [.., end, _] = times(self.at, self.state.page);
        self.last = Some((end, y, size));
    }

    /// Whether the line ends with a hyphen that divides a word, which goes on in `next`.
    fn is_divided(&self, next: &str) -> bool {
        let mut before = self.text.chars().rev();
        matches!(before.next(), Some('-' | '\u{AD}' | '\u{2010}'))
            && before.next().is_some_and(char::is_alphabetic)
            && next.starts_with(char::is_lowercase)
    }

    fn part(&mut self, space: &str) {
        if space == " " && self.text.ends_with(char::is_whitespace) {
            return;
        }
        let end = self.text.trim_end_matches(' ').len();
        self.text.truncate(end);
        self.text.push_str(space);
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

/// How reading a page went.
type Done = std::result::Result<(), Box<dyn std::error::Error>>;

/// How a place is turned, stretched and moved: a, b, c, d, e, f of the standard.
type Matrix = [f64; 6];

const UNIT: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// First the one, then the other.
fn times([a, b, c, d, e, f]: Matrix, [g, h, i, j, k, l]: Matrix) -> Matrix {
    [a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + l]
}
