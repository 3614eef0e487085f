//! izde: full-text search for Kazakh.
#![deny(missing_docs)]

#[cfg(feature = "engine")]
pub mod corpus;
#[cfg(feature = "engine")]
pub mod error;
pub mod span;

#[cfg(feature = "engine")]
pub use error::Error;
pub use span::Span;
