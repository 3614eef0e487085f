//! What holds for every reader, whatever it is given.

use std::io::Cursor;

use izde::corpus::passage::passages;
use izde::corpus::{Documents, Encoding, Format, Reading};

/// Reads the bytes as they are and in each encoding that may be named. A document has an id and a text, and its passages lie in that text.
pub fn read(bytes: &[u8], format: Format) {
    for encoding in [None, Some(Encoding::UTF_8), Some(Encoding::UTF_16LE), Some(Encoding::KZ_1048)] {
        let reading = Reading { encoding, ..Reading::default() };
        for document in Documents::read_as(Cursor::new(bytes.to_vec()), "fuzz", format, &reading) {
            match document {
                Ok(document) => {
                    assert!(!document.id.is_empty() && !document.text.trim().is_empty());
                    for passage in passages(&document.text) {
                        assert!(passage.span.of(&document.text).is_some());
                    }
                }
                Err(error) => assert!(!error.to_string().is_empty()),
            }
        }
    }
}
