//! Answers as people and programs read them: [`terminal`], [`json`], [`csv`], [`trec`]. Nothing is searched here.

#[cfg(feature = "cli")]
pub mod csv;
pub mod json;
pub mod pointer;
pub mod sanitize;
pub mod terminal;
pub mod trec;
