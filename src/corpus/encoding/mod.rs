//! Bytes to text: the encodings izde reads, how one is recognised, and text that somebody else has misread before.

mod detect;
mod misread;
mod table;
mod transcode;
mod utf8;

use std::fmt;
use std::str::FromStr;

pub(super) use detect::detect;
pub(super) use misread::misreading;
pub(super) use transcode::Transcoder;
pub(super) use utf8::{utf8, without_bom};

use crate::error::Error;

/// Bytes looked at to recognise an encoding or a format: a few pages.
pub(super) const SAMPLE: usize = 64 << 10;

/// How the bytes of a file stand for characters.
///
/// ```
/// use izde::corpus::Encoding;
///
/// let encoding: Encoding = "STRK1048-2002".parse()?;
/// assert_eq!(encoding, Encoding::KZ_1048);
/// assert_eq!(encoding.decode(b"\xBC\xEA\xB3\xEC"), "әкім");
/// # Ok::<(), izde::Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Encoding(Kind);

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Kz1048,
    Pt154,
    /// One of those that browsers know.
    Web(&'static encoding_rs::Encoding),
}

impl Encoding {
    /// What everything should be in.
    pub const UTF_8: Self = Self(Kind::Web(encoding_rs::UTF_8));
    /// UTF-16, the low byte first, as Windows writes it.
    pub const UTF_16LE: Self = Self(Kind::Web(encoding_rs::UTF_16LE));
    /// UTF-16, the high byte first.
    pub const UTF_16BE: Self = Self(Kind::Web(encoding_rs::UTF_16BE));
    /// The Cyrillic of Windows; it has no Kazakh letters but і.
    pub const WINDOWS_1251: Self = Self(Kind::Web(encoding_rs::WINDOWS_1251));
    /// The Cyrillic of Unix; it has no Kazakh letters at all.
    pub const KOI8_R: Self = Self(Kind::Web(encoding_rs::KOI8_R));
    /// STRK 1048-2002, the Kazakh standard: windows-1251 with the Kazakh letters.
    pub const KZ_1048: Self = Self(Kind::Kz1048);
    /// PT154, the Asian Cyrillic of older programs.
    pub const PT154: Self = Self(Kind::Pt154);

    /// Its usual name: `UTF-8`, `KZ-1048`, `windows-1251`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self.0 {
            Kind::Kz1048 => "KZ-1048",
            Kind::Pt154 => "PT154",
            Kind::Web(encoding) => encoding.name(),
        }
    }

    /// The text of some bytes, without a byte order mark. What stands for nothing becomes U+FFFD.
    #[must_use]
    pub fn decode(self, bytes: &[u8]) -> String {
        let mut text = String::new();
        match self.0 {
            Kind::Kz1048 => table::decode(&table::KZ1048, bytes, &mut text),
            Kind::Pt154 => table::decode(&table::PT154, bytes, &mut text),
            Kind::Web(encoding) => return encoding.decode_with_bom_removal(bytes).0.into_owned(),
        }
        text
    }

    /// The bytes of a text; `None` when it has characters that the encoding has not.
    fn encode(self, text: &str) -> Option<Vec<u8>> {
        match self.0 {
            Kind::Kz1048 => table::encode(&table::KZ1048, text),
            Kind::Pt154 => table::encode(&table::PT154, text),
            Kind::Web(encoding) => {
                let (bytes, _, lossy) = encoding.encode(text);
                (!lossy).then(|| bytes.into_owned())
            }
        }
    }
}

impl FromStr for Encoding {
    type Err = Error;

    /// Reads a name, in whichever case: those of the Kazakh encodings, and the labels that browsers know.
    fn from_str(name: &str) -> Result<Self, Error> {
        let plain: String = name.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
        match plain.as_str() {
            "kz1048" | "strk1048" | "strk10482002" | "rk1048" | "cskz1048" => Ok(Self::KZ_1048),
            "pt154" | "ptcp154" | "cp154" | "csptcp154" | "cyrillicasian" => Ok(Self::PT154),
            "utf16" => Ok(Self::UTF_16LE),
            _ => encoding_rs::Encoding::for_label(name.as_bytes())
                .map(|encoding| Self(Kind::Web(encoding)))
                .ok_or_else(|| Error::UnknownEncoding { name: name.to_owned() }),
        }
    }
}

impl fmt::Debug for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl fmt::Display for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_known_by_their_usual_names() {
        for (names, encoding) in [
            (["utf-8", "UTF8", "unicode-1-1-utf-8"], Encoding::UTF_8),
            (["windows-1251", "CP1251", "x-cp1251"], Encoding::WINDOWS_1251),
            (["KZ-1048", "kz1048", "STRK1048-2002"], Encoding::KZ_1048),
            (["PT154", "ptcp154", "CP154"], Encoding::PT154),
            (["koi8-r", "KOI8", "koi8_r"], Encoding::KOI8_R),
            (["utf-16", "UTF-16LE", "utf16"], Encoding::UTF_16LE),
        ] {
            for name in names {
                assert_eq!(name.parse::<Encoding>().unwrap(), encoding, "{name}");
            }
        }
        assert!(matches!("қазақша".parse::<Encoding>(), Err(Error::UnknownEncoding { .. })));
    }

    #[test]
    fn text_goes_there_and_back() {
        for (encoding, text) in [
            (Encoding::KZ_1048, "Ауыл әкімі Қазақстан"),
            (Encoding::PT154, "Ауыл әкімі Қазақстан"),
            (Encoding::WINDOWS_1251, "Аким аула"),
            (Encoding::KOI8_R, "Аким аула"),
        ] {
            assert_eq!(encoding.decode(&encoding.encode(text).unwrap()), text);
        }
        assert_eq!(Encoding::WINDOWS_1251.encode("Қазақстан"), None);
    }
}
