//! From bytes to documents to passages.
//!
//! [`walk`] finds the files, a [`reader`] turns each into [`Document`]s, [`passage`] cuts a document's text into [`Passage`]s of whole
//! [`sentence`]s. Nothing here knows Kazakh stemming or the index.

pub mod date;
pub mod document;

pub use date::Date;
pub use document::Document;
