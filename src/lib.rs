//! izde: full-text search for Kazakh.
//!
//! Who looks for `ауыл әкімі` wants `ауыл әкімдерінің` and `аулының әкіміне`, too. izde reads documents, cuts them into passages, indexes
//! them with [tantivy](https://docs.rs/tantivy) behind its own Kazakh analysis, and answers with ranked passages and the spans of the
//! words that matched.
//!
#![cfg_attr(feature = "engine", doc = "```")]
#![cfg_attr(not(feature = "engine"), doc = "```ignore")]
//! use izde::{Document, Index, Request, Searcher};
//!
//! # fn main() -> izde::Result<()> {
//! let index = Index::in_memory()?; // or Index::open_or_create("index")?
//! let mut writer = index.writer()?;
//! writer.add(&Document::new("speech", "Бүгін ауыл әкімдерінің жиыны өтті. Аулымыздың жағдайы жақсарды."))?;
//! writer.commit()?;
//!
//! let answer = Searcher::new(&index)?.search(&Request::new("ауыл әкімі"))?;
//! let hit = &answer.hits[0];
//! let words: Vec<_> = hit.highlights.iter().filter_map(|h| h.span.of(&hit.passage.text)).collect();
//! assert_eq!(words, ["ауыл", "әкімдерінің", "Аулымыздың"]);
//! # Ok(())
//! # }
//! ```
//!
//! # Layers
//!
//! | feature | what it adds |
//! | --- | --- |
//! | (none) | [`kazakh`] (letters, sounds, endings, stems) and [`analysis`] (tokens with spans and keys) |
//! | `tokenizer` | the analysis as a tokenizer for any tantivy schema |
//! | `engine` | corpus, index, query, search, output |
//! | `formats` | readers of HTML, Word, PDF, feeds, tables and archives |
//! | `cli` (default) | the command `izde` |
//!
//! Whoever wants only the tokenizer depends on `izde` with `default-features = false, features = ["tokenizer"]`.
//!
//! # Where to begin
//!
//! * Searching: `Index` opens or makes an index, its `Writer` takes `Document`s, a `Searcher` answers a `Request` with ranked hits,
//!   or counts when, by whom and how often something was said. `index::Catalog` lists documents and words.
//! * Files: `index::ingest` reads text, Markdown and JSON lines from files and folders as the command does, and reports what it could not read.
//! * A tantivy schema of one's own: `index::tokenizer`.
//! * Stems alone: [`kazakh::Stemmer`], for words in lower case. Words of a text with their spans: [`analysis::Analyzer`].
//!
//! Complete programs stand in the folder `examples` of the repository; its README describes the command and the documents it reads, its
//! ARCHITECTURE.md how all of it is built.
//!
//! # Rules that hold everywhere
//!
//! A [`Span`] is a half-open range of bytes of the text as it was given; nothing moves it. The library never prints, never exits and does
//! not panic on input. An `Error` says what happened, where, and what to do.
#![deny(missing_docs)]

pub mod analysis;
#[cfg(feature = "cli")]
pub mod cli;
#[cfg(feature = "engine")]
pub mod corpus;
#[cfg(feature = "engine")]
pub mod date;
#[cfg(feature = "engine")]
pub mod error;
#[cfg(feature = "tokenizer")]
pub mod index;
pub mod kazakh;
#[cfg(feature = "engine")]
pub mod likeness;
#[cfg(feature = "engine")]
pub mod output;
#[cfg(feature = "engine")]
pub mod query;
#[cfg(feature = "engine")]
pub mod search;
pub mod span;

#[cfg(feature = "engine")]
pub use corpus::Document;
#[cfg(feature = "engine")]
pub use error::{Error, Result};
#[cfg(feature = "engine")]
pub use index::Index;
#[cfg(feature = "engine")]
pub use search::{Request, Searcher};
pub use span::Span;
