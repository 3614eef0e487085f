//! From bytes to documents to passages.
//!
//! [`walk`] finds the files, a [`reader`] turns each into [`Document`]s, [`passage`] cuts a document's text into
//! [`Passage`]s of whole [`sentence`]s. Nothing here knows Kazakh stemming or the index.

mod abbreviation;
mod attribution;
mod calendar;
mod defaults;
pub mod document;
mod encoding;
pub(crate) mod format;
mod front_matter;
mod metadata;
mod paragraph;
pub mod passage;
pub mod reader;
pub mod sentence;
pub mod walk;

/// The first so many bytes of a text, and less where a character would be cut.
fn beginning(text: &str, bytes: usize) -> &str {
    let end = (0..=bytes.min(text.len())).rev().find(|&at| text.is_char_boundary(at));
    &text[..end.unwrap_or(0)]
}

pub use crate::date::Date;
pub use defaults::Reading;
pub use document::Document;
pub use encoding::Encoding;
pub use format::Format;
pub use passage::Passage;
pub use reader::Documents;
pub use walk::Source;
