//! Bytes to text: UTF-8 and nothing else, with a hint at what a file that is not UTF-8 may be.

use crate::error::{Error, Result};

/// The byte order mark some editors write at the beginning of a UTF-8 file.
const BOM: &[u8] = b"\xEF\xBB\xBF";

/// Bytes looked at to guess what a file is instead of UTF-8: enough for a few sentences.
const SAMPLE: usize = 4096;

/// The bytes without a UTF-8 byte order mark at their beginning.
pub(super) fn without_bom(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(BOM).unwrap_or(bytes)
}

/// Reads `bytes`, which begin `offset` bytes into the file `place`, as UTF-8.
///
/// # Errors
/// [`Error::NotUtf8`] with the first bad byte, counted from the beginning of the file.
pub(super) fn utf8<'a>(bytes: &'a [u8], place: &str, offset: u64) -> Result<&'a str> {
    let refused = |at: usize| Error::NotUtf8 {
        place: place.to_owned(),
        byte: offset + at as u64,
        // Both callers found a byte there; 0 would only be a wrong number in a message.
        value: bytes.get(at).copied().unwrap_or(0),
        hint: hint(bytes, at),
    };
    let text = std::str::from_utf8(bytes).map_err(|error| refused(error.valid_up_to()))?;
    // Short Cyrillic words in UTF-16 are valid UTF-8 of control characters.
    match bytes.iter().position(|&byte| is_high_half(byte)) {
        Some(at) if looks_like_utf16(bytes) => Err(refused(at)),
        _ => Ok(text),
    }
}

/// What bytes that stop being UTF-8 at `at` look like instead.
fn hint(bytes: &[u8], at: usize) -> &'static str {
    if looks_like_utf16(bytes) {
        " (looks like UTF-16)"
    } else if looks_like_windows_1251(&bytes[at..]) {
        " (looks like windows-1251 or KZ-1048)"
    } else {
        ""
    }
}

/// A UTF-16 byte order mark, or every other byte the high half of a Latin (0x00) or Cyrillic (0x04) letter: neither
/// occurs in prose.
fn looks_like_utf16(bytes: &[u8]) -> bool {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let high_halves = sample.iter().filter(|&&byte| is_high_half(byte)).count();
    sample.starts_with(b"\xFF\xFE") || sample.starts_with(b"\xFE\xFF") || high_halves * 4 >= sample.len().max(4)
}

const fn is_high_half(byte: u8) -> bool {
    byte == 0x00 || byte == 0x04
}

/// Russian letters are 0xC0–0xFF there, so nearly all high bytes are; in UTF-8 Cyrillic only every other one is.
/// The Kazakh letters of KZ-1048 lie below 0xC0, a third of a short text at most.
fn looks_like_windows_1251(from_bad_byte: &[u8]) -> bool {
    let sample = &from_bad_byte[..from_bad_byte.len().min(SAMPLE)];
    let high = sample.iter().filter(|&&byte| byte >= 0x80).count();
    let letters = sample.iter().filter(|&&byte| byte >= 0xC0).count();
    letters >= 3 && letters * 10 >= high * 6
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(bytes: &[u8]) -> (u64, u8, &'static str) {
        match utf8(bytes, "a.txt", 0) {
            Err(Error::NotUtf8 { byte, value, hint, .. }) => (byte, value, hint),
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
        assert_eq!(refused(b"abc\xFFdef"), (3, 0xFF, ""));
        let cut = &"Ауыл".as_bytes()[..7];
        assert_eq!(refused(cut), (6, 0xD1 - 1, ""), "a character cut in two is bad from its first byte");
        assert!(matches!(utf8(b"\xFF", "stdin", 100), Err(Error::NotUtf8 { byte: 100, .. })));
    }

    #[test]
    fn guesses_what_it_is_instead() {
        let utf16: Vec<u8> = "Ауыл әкімі".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(refused(&utf16).2, " (looks like UTF-16)", "without a mark");
        assert_eq!(refused(b"\x10\x04C\x04K\x04;\x04").2, " (looks like UTF-16)", "without a byte that is not UTF-8");
        assert_eq!(refused(&[b"\xFF\xFE".as_slice(), &utf16].concat()), (0, 0xFF, " (looks like UTF-16)"));
        // «ауыл әкімі Қазақстан» in KZ-1048
        let kz1048 = b"\xE0\xF3\xFB\xEB \xBC\xEA\xB3\xEC\xB3 \x8D\xE0\xE7\xE0\x9D\xF1\xF2\xE0\xED";
        assert_eq!(refused(kz1048), (0, 0xE0, " (looks like windows-1251 or KZ-1048)"));
    }
}
