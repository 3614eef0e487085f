//! Searching: a [`Request`] goes to a [`Searcher`] and comes back as an [`Answer`] of ranked [`Hit`]s.
//!
//! `matching` finds the passages that hold the words and scores them, with the weights of [`weights`]; `filter` leaves out what was not asked
//! for; `ranking` keeps the best; [`highlight`] marks the words that matched.

mod answer;
mod filter;
pub mod highlight;
mod matching;
mod ranking;
mod request;
mod searcher;
mod segments;
mod tally;
pub mod weights;

pub use answer::{Answer, Evidence, Hit, PassageText, Place};
pub use highlight::{Highlight, MatchKind, Relatives};
pub use request::{Request, Sort};
pub use searcher::Searcher;
