//! The instructions of a page, one after the other: operands, then the operator they are for (ISO 32000-1, 7.8.2).
//!
//! One at a time, because a page of nothing but strokes has millions of them.

/// Most operands of an instruction that are kept, and most elements of an array: lines are cut into fewer pieces.
const MAX_OPERANDS: usize = 64;
const MAX_ELEMENTS: usize = 1 << 16;

/// What an operator works on.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Operand {
    Number(f64),
    Name(Vec<u8>),
    /// Codes of letters.
    Codes(Vec<u8>),
    /// Numbers and codes; arrays in arrays do not occur.
    Array(Vec<Operand>),
}

/// A walk over instructions.
pub(super) struct Instructions<'a> {
    bytes: &'a [u8],
    at: usize,
    operands: Vec<Operand>,
}

/// The least that stands by itself.
enum Token<'a> {
    Operand(Operand),
    ArrayStart,
    ArrayEnd,
    Operator(&'a [u8]),
}

impl<'a> Instructions<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0, operands: vec![] }
    }

    /// The next operator with its operands; `None` at the end.
    pub(super) fn next(&mut self) -> Option<(&'a [u8], &[Operand])> {
        self.operands.clear();
        let mut array: Option<Vec<Operand>> = None;
        while let Some(token) = self.token() {
            match (token, &mut array) {
                (Token::Operand(operand), Some(array)) if array.len() < MAX_ELEMENTS => array.push(operand),
                (Token::Operand(operand), None) if self.operands.len() < MAX_OPERANDS => self.operands.push(operand),
                (Token::Operand(_), _) => {}
                (Token::ArrayStart, _) => array = Some(vec![]),
                (Token::ArrayEnd, _) => self.operands.extend(array.take().map(Operand::Array)),
                (Token::Operator(b"ID"), _) => {
                    self.skip_image();
                    self.operands.clear();
                }
                (Token::Operator(operator), _) => return Some((operator, &self.operands)),
            }
        }
        None
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn token(&mut self) -> Option<Token<'a>> {
        loop {
            let byte = self.peek()?;
            self.at += 1;
            return Some(match byte {
                b'(' => Token::Operand(Operand::Codes(self.literal())),
                b'<' if self.peek() == Some(b'<') => {
                    self.skip_dictionary();
                    continue;
                }
                b'<' => Token::Operand(Operand::Codes(self.hexadecimal())),
                b'/' => Token::Operand(Operand::Name(self.regular().to_vec())),
                b'[' => Token::ArrayStart,
                b']' => Token::ArrayEnd,
                b'%' => {
                    self.at += self.bytes[self.at..].iter().take_while(|byte| !b"\r\n".contains(byte)).count();
                    continue;
                }
                byte if is_space(byte) || is_delimiter(byte) => continue,
                _ => {
                    self.at -= 1;
                    let word = self.regular();
                    match number(word) {
                        Some(number) => Token::Operand(Operand::Number(number)),
                        None => Token::Operator(word),
                    }
                }
            });
        }
    }

    /// The characters up to white space or a delimiter.
    fn regular(&mut self) -> &'a [u8] {
        let rest = &self.bytes[self.at..];
        let end = rest.iter().position(|&byte| is_space(byte) || is_delimiter(byte)).unwrap_or(rest.len());
        self.at += end;
        &rest[..end]
    }

    /// A string in parentheses, after the first.
    fn literal(&mut self) -> Vec<u8> {
        let (mut codes, mut depth) = (vec![], 1);
        while let Some(byte) = self.peek() {
            self.at += 1;
            match byte {
                b'\\' => codes.extend(self.escaped()),
                b'(' => depth += 1,
                b')' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                break;
            }
            if byte != b'\\' {
                codes.push(byte);
            }
        }
        codes
    }

    /// What stands after a backslash; nothing for a line that is continued.
    fn escaped(&mut self) -> Option<u8> {
        let byte = self.peek()?;
        self.at += 1;
        match byte {
            b'n' => Some(b'\n'),
            b'r' => Some(b'\r'),
            b't' => Some(b'\t'),
            b'b' => Some(8),
            b'f' => Some(12),
            b'\n' => None,
            b'\r' => {
                self.at += usize::from(self.peek() == Some(b'\n'));
                None
            }
            b'0'..=b'7' => {
                let mut code = byte - b'0';
                for _ in 0..2 {
                    let Some(digit @ b'0'..=b'7') = self.peek() else { break };
                    code = code.wrapping_mul(8).wrapping_add(digit - b'0');
                    self.at += 1;
                }
                Some(code)
            }
            other => Some(other),
        }
    }

    /// A string in angle brackets, after the first; of a missing last digit 0.
    fn hexadecimal(&mut self) -> Vec<u8> {
        let (mut codes, mut high) = (vec![], None);
        while let Some(byte) = self.peek() {
            self.at += 1;
            if byte == b'>' {
                break;
            }
            let Some(digit) = char::from(byte).to_digit(16) else { continue };
            // A digit fits a byte.
            let digit = digit as u8;
            match high.take() {
                None => high = Some(digit << 4),
                Some(high) => codes.push(high | digit),
            }
        }
        codes.extend(high);
        codes
    }

    /// Passes over a dictionary, after its first bracket: properties of marks, which draw nothing.
    fn skip_dictionary(&mut self) {
        let mut depth = 1;
        self.at += 1;
        while let Some(byte) = self.peek() {
            self.at += 1;
            match (byte, self.peek()) {
                (b'<', Some(b'<')) => depth += 1,
                (b'>', Some(b'>')) => depth -= 1,
                (b'(', _) => {
                    self.literal();
                    continue;
                }
                _ => continue,
            }
            self.at += 1;
            if depth == 0 {
                break;
            }
        }
    }

    /// Passes over the bytes of an image, up to `EI` by itself.
    fn skip_image(&mut self) {
        let rest = &self.bytes[self.at..];
        let ends = |window: &[u8]| is_space(window[0]) && window[1..3] == *b"EI" && is_space(window[3]);
        self.at += rest.windows(4).position(ends).map_or(rest.len(), |at| at + 3);
    }
}

fn is_space(byte: u8) -> bool {
    b"\0\t\n\x0C\r ".contains(&byte)
}

fn is_delimiter(byte: u8) -> bool {
    b"()<>[]{}/%".contains(&byte)
}

/// `-12.5`, `.5`, `+3`; no exponents.
fn number(word: &[u8]) -> Option<f64> {
    let is_number = word.iter().all(|byte| byte.is_ascii_digit() || b"+-.".contains(byte));
    is_number.then(|| std::str::from_utf8(word).ok()?.parse().ok())?
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn all(content: &[u8]) -> Vec<(String, Vec<Operand>)> {
        let mut instructions = Instructions::new(content);
        let mut all = vec![];
        while let Some((operator, operands)) = instructions.next() {
            all.push((String::from_utf8_lossy(operator).into_owned(), operands.to_vec()));
        }
        all
    }

    #[test]
    fn instructions_are_read_one_by_one() {
        let codes = |text: &str| Operand::Codes(text.as_bytes().to_vec());
        let number = Operand::Number;
        for (content, operator, operands) in [
            ("/F1 12 Tf", "Tf", vec![Operand::Name(b"F1".to_vec()), number(12.0)]),
            (
                "1 0 0 -.5 +2 30.25 Tm",
                "Tm",
                vec![number(1.0), number(0.0), number(0.0), number(-0.5), number(2.0), number(30.25)],
            ),
            (r"(a\(b\)(c)\101\n\\) Tj", "Tj", vec![codes("a(b)(c)A\n\\")]),
            ("(a\\\nb)Tj", "Tj", vec![codes("ab")]),
            ("<41 4> Tj", "Tj", vec![codes("A@")]),
            ("[(a) -250 <62>]TJ", "TJ", vec![Operand::Array(vec![codes("a"), number(-250.0), codes("b")])]),
            ("/Span << /A (>>) /B << >> >> BDC", "BDC", vec![Operand::Name(b"Span".to_vec())]),
            ("% a comment (\nT*", "T*", vec![]),
            ("BI /W 1 ID \u{1}( EI \u{2} EI T*", "T*", vec![]),
        ] {
            let found = all(content.as_bytes());
            assert_eq!(found.last(), Some(&(operator.to_owned(), operands)), "{content}: {found:?}");
        }
        assert_eq!(all(b"q (a) Tj ET Q").len(), 4);
    }

    proptest! {
        #[test]
        fn any_bytes_have_an_end(bytes in prop::collection::vec(any::<u8>(), 0..100), text in "[\\[\\]()<>/% a-zEID0-9.\\\\-]{0,60}") {
            prop_assert!(all(&bytes).len() <= bytes.len());
            prop_assert!(all(text.as_bytes()).len() <= text.len());
        }
    }
}
