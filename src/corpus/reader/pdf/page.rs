//! One page: its instructions followed, and its text put together by where the pieces stand.

use std::collections::BTreeMap;
use std::rc::Rc;

use lopdf::{Dictionary, Document as Pdf, Object, ObjectId};

use super::font::{Font, Fonts};
use super::instructions::{Instructions, Operand};
use crate::corpus::reader::MAX_TEXT_BYTES;

/// Most bytes of instructions of one page: prose has a few thousand, drawings a few millions.
const MAX_PAGE: usize = 32 << 20;

/// What following instructions costs at least, in bytes of them.
const EVEN_EMPTY: usize = 64;

/// A form counts so many times: one page can draw it without end.
const FORM_COST: usize = 16;

/// How deep forms may stand within forms.
const MAX_FORMS: usize = 8;

/// A gap wider than this, in parts of the font's size, is a space between words; letters stand closer. The space of most fonts is 0.25 wide.
const SPACE: f64 = 0.15;

/// A step down of more than this, in parts of the font's size, is another line; of more than the second, another paragraph.
const LINE: f64 = 0.5;
const PARAGRAPH: f64 = 1.8;

/// A page as it is read: where the pen stands, and what was written.
pub(super) struct Page<'a, 'b> {
    pdf: &'a Pdf,
    known: &'b mut Fonts<'a>,
    /// Bytes of instructions that may still be followed in this file.
    left: &'b mut usize,
    /// What was written.
    pub(super) text: String,
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
    pub(super) fn new(pdf: &'a Pdf, known: &'b mut Fonts<'a>, left: &'b mut usize) -> Self {
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

    /// Follows the instructions of a page.
    pub(super) fn read(&mut self, page: ObjectId) -> Done {
        for (name, font) in self.pdf.get_page_fonts(page)? {
            let font = self.known.get(self.pdf, font)?;
            self.fonts.insert(name, font);
        }
        let content = self.pdf.get_page_content_with_limit(page, MAX_PAGE)?;
        let (own, shared) = self.pdf.get_page_resources(page)?;
        let resources = own.or_else(|| shared.first().and_then(|&id| self.pdf.get_dictionary(id).ok()));
        self.run(&content, resources, 0)
    }

    /// Follows the instructions of a page or a form.
    fn run(&mut self, content: &[u8], resources: Option<&'a Dictionary>, depth: usize) -> Done {
        let cost = (content.len() + EVEN_EMPTY) * if depth == 0 { 1 } else { FORM_COST };
        let left = self.left.checked_sub(cost).ok_or("it draws more than anyone can read")?;
        *self.left = left;
        let mut instructions = Instructions::new(content);
        while let Some((operator, operands)) = instructions.next() {
            let number = |at: usize| match operands.get(at) {
                Some(Operand::Number(number)) => *number,
                _ => 0.0,
            };
            let codes = |at: usize| match operands.get(at) {
                Some(Operand::Codes(codes)) => codes.as_slice(),
                _ => &[],
            };
            let name = || match operands.first() {
                Some(Operand::Name(name)) => name.as_slice(),
                _ => &[],
            };
            match operator {
                b"q" if self.saved.len() < 1000 => self.saved.push(self.state.clone()),
                b"Q" => self.state = self.saved.pop().unwrap_or_else(|| self.state.clone()),
                b"cm" => self.state.page = times([0, 1, 2, 3, 4, 5].map(number), self.state.page),
                b"BT" => (self.line, self.at) = (UNIT, UNIT),
                b"Tf" => {
                    self.state.font = name().to_vec();
                    self.state.size = number(1);
                }
                b"Tc" => self.state.between = number(0),
                b"Tw" => self.state.between_words = number(0),
                b"Tz" => self.state.stretch = number(0) / 100.0,
                b"TL" => self.state.leading = number(0),
                b"Td" => self.step(number(0), number(1)),
                b"TD" => {
                    self.state.leading = -number(1);
                    self.step(number(0), number(1));
                }
                b"Tm" => {
                    self.line = [0, 1, 2, 3, 4, 5].map(number);
                    self.at = self.line;
                }
                b"T*" => self.step(0.0, -self.state.leading),
                b"Tj" => self.write(codes(0)),
                b"'" => {
                    self.step(0.0, -self.state.leading);
                    self.write(codes(0));
                }
                b"\"" => {
                    (self.state.between_words, self.state.between) = (number(0), number(1));
                    self.step(0.0, -self.state.leading);
                    self.write(codes(2));
                }
                b"TJ" => {
                    let Some(Operand::Array(pieces)) = operands.first() else { continue };
                    for piece in pieces {
                        match piece {
                            Operand::Codes(codes) => self.write(codes),
                            Operand::Number(back) => {
                                self.move_by(-back / 1000.0 * self.state.size * self.state.stretch);
                            }
                            _ => {}
                        }
                    }
                }
                b"Do" if depth < MAX_FORMS => self.form(name(), resources, depth)?,
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
                let font = self.known.get(self.pdf, font)?;
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

/// How reading a page went.
pub(super) type Done = std::result::Result<(), Box<dyn std::error::Error>>;

/// How a place is turned, stretched and moved: a, b, c, d, e, f of the standard.
type Matrix = [f64; 6];

const UNIT: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// First the one, then the other.
fn times([a, b, c, d, e, f]: Matrix, [g, h, i, j, k, l]: Matrix) -> Matrix {
    [a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + l]
}
