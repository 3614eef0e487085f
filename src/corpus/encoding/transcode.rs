//! A stream in any encoding as a stream of UTF-8, a piece at a time.

use std::io::{self, BufRead, Read};

use super::{Encoding, Kind, table};

/// Bytes decoded at once.
const PIECE: usize = 32 << 10;

/// Reads UTF-8 from a stream that is in another encoding. What stands for nothing becomes U+FFFD.
pub(in crate::corpus) struct Transcoder<R> {
    input: R,
    decoder: Decoder,
    /// What is decoded, and how much of it has been handed out.
    text: String,
    at: usize,
    ended: bool,
}

enum Decoder {
    Table(&'static table::Table),
    Web(encoding_rs::Decoder),
}

impl<R: BufRead> Transcoder<R> {
    pub(in crate::corpus) fn new(input: R, encoding: Encoding) -> Self {
        let decoder = match encoding.0 {
            Kind::Kz1048 => Decoder::Table(&table::KZ1048),
            Kind::Pt154 => Decoder::Table(&table::PT154),
            Kind::Web(encoding) => Decoder::Web(encoding.new_decoder_with_bom_removal()),
        };
        Self { input, decoder, text: String::with_capacity(4 * PIECE), at: 0, ended: false }
    }

    /// Decodes the next piece into `text`.
    fn advance(&mut self) -> io::Result<()> {
        self.text.clear();
        self.at = 0;
        let bytes = self.input.fill_buf()?;
        let piece = &bytes[..bytes.len().min(PIECE)];
        let read = piece.len();
        match &mut self.decoder {
            Decoder::Table(table) => table::decode(table, piece, &mut self.text),
            // Room for four bytes of each: the decoder never asks for more.
            Decoder::Web(decoder) => {
                let (result, taken, _) = decoder.decode_to_string(piece, &mut self.text, read == 0);
                debug_assert_eq!((result, taken), (encoding_rs::CoderResult::InputEmpty, read));
            }
        }
        self.ended = read == 0;
        self.input.consume(read);
        Ok(())
    }
}

impl<R: BufRead> BufRead for Transcoder<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        // A piece may end within a character and give nothing.
        while self.at == self.text.len() && !self.ended {
            self.advance()?;
        }
        Ok(&self.text.as_bytes()[self.at..])
    }

    fn consume(&mut self, amount: usize) {
        self.at += amount;
    }
}

impl<R: BufRead> Read for Transcoder<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(buffer)?;
        self.consume(read);
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// However the bytes come, the text is that of all of them together.
        #[test]
        fn pieces_give_the_whole(bytes in prop::collection::vec(any::<u8>(), 0..200), piece in 1..9usize) {
            for encoding in [Encoding::KZ_1048, Encoding::PT154, Encoding::WINDOWS_1251, Encoding::UTF_16LE, Encoding::UTF_16BE] {
                let input = io::BufReader::with_capacity(piece, &bytes[..]);
                let mut text = String::new();
                Transcoder::new(input, encoding).read_to_string(&mut text).unwrap();
                prop_assert_eq!(text, encoding.decode(&bytes));
            }
        }
    }
}
