//! The index: one tantivy document for each passage, made by our own analysis.
//!
//! [`tokenizer`] is all an embedder needs who has a tantivy schema of his own. The rest is izde's own index: [`Index`] opens and creates
//! it, [`Writer`] puts documents in, [`ingest`] feeds it files, [`catalog`] and [`terms`] list and show what is inside.

#[cfg(feature = "engine")]
pub mod catalog;
#[cfg(feature = "engine")]
mod directory;
#[cfg(feature = "engine")]
mod entry;
#[cfg(all(test, feature = "engine"))]
mod faults;
#[cfg(feature = "engine")]
mod files;
#[cfg(feature = "engine")]
mod folder;
#[cfg(feature = "engine")]
mod handover;
#[cfg(feature = "engine")]
pub mod ingest;
#[cfg(feature = "engine")]
mod integrity;
#[cfg(feature = "engine")]
mod pace;
#[cfg(feature = "engine")]
pub(crate) mod schema;
#[cfg(feature = "engine")]
mod sources;
#[cfg(feature = "engine")]
mod store;
#[cfg(feature = "engine")]
pub(crate) mod stored;
#[cfg(feature = "engine")]
pub mod terms;
pub mod tokenizer;
#[cfg(feature = "engine")]
mod upkeep;
#[cfg(feature = "engine")]
mod version;
#[cfg(feature = "engine")]
mod writer;

#[cfg(feature = "engine")]
pub use catalog::Catalog;
#[cfg(feature = "engine")]
pub use integrity::Integrity;
#[cfg(feature = "engine")]
pub use pace::{Pace, Stop};
#[cfg(feature = "engine")]
pub use store::Index;
#[cfg(feature = "engine")]
pub use upkeep::Ids;
#[cfg(feature = "engine")]
pub use version::{FORMAT_VERSION, fingerprint};
#[cfg(feature = "engine")]
pub use writer::{Outcome, Writer};
