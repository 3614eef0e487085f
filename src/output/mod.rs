//! Answers as people and programs read them: [`terminal`] and [`lists`], [`json`], [`csv`], [`trec`]. Nothing is searched here.

#[cfg(feature = "cli")]
pub mod csv;
mod excerpt;
pub mod json;
pub mod lists;
pub mod pointer;
mod reasons;
pub mod report;
pub mod sanitize;
pub mod terminal;
pub mod trec;
