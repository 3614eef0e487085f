//! UTF-8 with the place of the first bad byte.

use memchr::memchr2;

use crate::error::{Error, Result};

/// The byte order mark some editors write at the beginning of a UTF-8 file.
const BOM: &[u8] = b"\xEF\xBB\xBF";

/// Bytes looked at to tell UTF-16: enough for a few sentences.
const SAMPLE: usize = 4096;

/// The bytes without a UTF-8 byte order mark at their beginning.
pub(in crate::corpus) fn without_bom(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(BOM).unwrap_or(bytes)
}

/// Reads `bytes`, which begin `offset` bytes into the file `place`, as UTF-8.
///
/// # Errors
/// [`Error::NotUtf8`] with the first bad byte, counted from the beginning of the file.
pub(in crate::corpus) fn utf8<'a>(bytes: &'a [u8], place: &str, offset: u64) -> Result<&'a str> {
    let refused = |at: usize| Error::NotUtf8 {
        place: place.to_owned(),
        byte: offset + at as u64,
        // Both callers found a byte there; 0 would only be a wrong number in a message.
        value: bytes.get(at).copied().unwrap_or(0),
    };
    let text = simdutf8::compat::from_utf8(bytes).map_err(|error| refused(error.valid_up_to()))?;
    // Short Cyrillic words in UTF-16 are valid UTF-8 of control characters.
    match memchr2(HIGH_HALVES[0], HIGH_HALVES[1], bytes) {
        Some(at) if looks_like_utf16(bytes) => Err(refused(at)),
        _ => Ok(text),
    }
}

/// A UTF-16 byte order mark, or every other byte the high half of a Latin (0x00) or Cyrillic (0x04) letter: neither
/// occurs in prose.
pub(super) fn looks_like_utf16(bytes: &[u8]) -> bool {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let high_halves = sample.iter().filter(|&&byte| is_high_half(byte)).count();
    sample.starts_with(b"\xFF\xFE") || sample.starts_with(b"\xFE\xFF") || high_halves * 4 >= sample.len().max(4)
}

/// High halves of Latin and Cyrillic letters.
const HIGH_HALVES: [u8; 2] = [0x00, 0x04];

fn is_high_half(byte: u8) -> bool {
    HIGH_HALVES.contains(&byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(bytes: &[u8]) -> (u64, u8) {
        match utf8(bytes, "a.txt", 0) {
            Err(Error::NotUtf8 { byte, value, .. }) => (byte, value),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn reads_utf8_with_and_without_a_byte_order_mark() {
        assert_eq!(utf8("Ауыл".as_bytes(), "a.txt", 0).unwrap(), "Ауыл");
        assert_eq!(without_bom("\u{FEFF}Ауыл".as_bytes()), "Ауыл".as_bytes());
        assert_eq!(without_bom("Ауыл".as_bytes()), "Ауыл".as_bytes());
    }

    #[test]
    fn names_the_first_bad_byte() {
        assert_eq!(refused(b"abc\xFFdef"), (3, 0xFF));
        let cut = &"Ауыл".as_bytes()[..7];
        assert_eq!(refused(cut), (6, 0xD1 - 1), "a character cut in two is bad from its first byte");
        assert!(matches!(utf8(b"\xFF", "stdin", 100), Err(Error::NotUtf8 { byte: 100, .. })));
    }
}
