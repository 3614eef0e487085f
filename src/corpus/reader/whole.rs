//! Files that are one document: read whole, up to a limit.

use std::io::Read;

use super::{Found, Input, MAX_TEXT_BYTES, Origin, io_error, once};
#[cfg(feature = "formats")]
use crate::corpus::Document;
use crate::corpus::Encoding;
use crate::corpus::encoding::{detect, utf8, without_bom};
use crate::corpus::metadata::Metadata;
use crate::error::{Error, Result};

/// Takes the metadata off a text: they and where the text proper begins, in bytes.
type Split = fn(&str, &str) -> Result<(Metadata, usize)>;

/// A text whose document is the rest of it after its metadata, byte for byte.
pub(super) fn text(input: Input, mut origin: Origin, given: Option<Encoding>, split: Split) -> Found {
    let read = || {
        let bytes = read(input, &origin, MAX_TEXT_BYTES)?;
        let content = decoded(&bytes, &mut origin, given, None)?;
        let (metadata, body) = split(&content, &origin.place)?;
        let text = content[body..].to_owned();
        if text.trim().is_empty() {
            return Err(Error::EmptyDocument { place: origin.place });
        }
        let id = origin.id.clone();
        Ok(origin.sign_prose(metadata.document(|| id, text)))
    };
    once(read())
}

/// A document, and what of its file could not be read.
#[cfg(feature = "formats")]
pub(super) type Parts = (Document, Vec<Error>);

/// A file that a reader takes apart, into its document and what of it could not be read.
#[cfg(feature = "formats")]
pub(super) fn bytes(
    input: Input,
    mut origin: Origin,
    given: Option<Encoding>,
    document: fn(Vec<u8>, &mut Origin, Option<Encoding>) -> Result<Parts>,
) -> Found {
    let read = || {
        let bytes = read(input, &origin, MAX_TEXT_BYTES)?;
        let (document, parts) = document(bytes, &mut origin, given)?;
        if document.text.trim().is_empty() {
            return Err(Error::EmptyDocument { place: origin.place });
        }
        Ok((origin.sign_prose(document), parts))
    };
    match read() {
        Ok((document, parts)) => Box::new(std::iter::once(Ok(document)).chain(parts.into_iter().map(Err))),
        Err(error) => once(Err(error)),
    }
}

/// All bytes of a stream.
pub(super) fn read(input: Input, origin: &Origin, limit: u64) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    input.take(limit + 1).read_to_end(&mut bytes).map_err(|error| io_error(origin, error))?;
    if bytes.len() as u64 > limit {
        return Err(Error::TooLarge { place: origin.place.clone(), limit });
    }
    Ok(bytes)
}

/// The text of some bytes, with what was assumed noted in the origin. `declared` is the encoding the file says it is in.
pub(super) fn decoded<'a>(
    bytes: &'a [u8],
    origin: &mut Origin,
    given: Option<Encoding>,
    declared: Option<Encoding>,
) -> Result<std::borrow::Cow<'a, str>> {
    let encoding = given.or_else(|| detect(bytes, declared)).unwrap_or(Encoding::UTF_8);
    if encoding == Encoding::UTF_8 {
        let content = without_bom(bytes);
        return Ok(utf8(content, &origin.place, (bytes.len() - content.len()) as u64)?.into());
    }
    origin.encoding = Some(encoding.name().to_owned());
    let text = encoding.decode(bytes);
    // A letter of one byte takes two or three in UTF-8.
    if text.len() as u64 > MAX_TEXT_BYTES {
        return Err(Error::TooLarge { place: origin.place.clone(), limit: MAX_TEXT_BYTES });
    }
    Ok(text.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_too_large_is_refused() {
        let origin = Origin { place: "a.txt".into(), id: "a.txt".into(), path: None, encoding: None };
        let read = |limit| read(Box::new("мәтін".as_bytes()), &origin, limit);
        assert!(read(10).is_ok());
        assert!(matches!(read(9), Err(Error::TooLarge { limit: 9, .. })));
    }
}
