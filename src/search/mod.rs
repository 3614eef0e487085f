//! Searching: a [`Request`] goes to a [`Searcher`] and comes back as an [`Answer`] of ranked [`Hit`]s.
//!
//! `matching` finds the passages that hold the words and scores them, with the weights of [`weights`]; `ranking` keeps the best;
//! [`highlight`] marks the words that matched.

mod answer;
pub mod highlight;
mod matching;
mod ranking;
mod request;
mod searcher;
pub mod weights;

pub use answer::{Answer, Evidence, Hit, PassageText, Place};
pub use highlight::{Highlight, MatchKind};
pub use request::{Request, Sort};
pub use searcher::Searcher;
