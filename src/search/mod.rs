//! Searching: a [`Request`] goes to a [`Searcher`] and comes back as an [`Answer`] of ranked [`Hit`]s.
//!
//! The way of a search: `plan` looks the parts of a query up in the index (`keys`, and `listing` for what must be gone through), `matching` finds
//! the passages that match, `scores` weighs them with the numbers of [`weights`], `page` chooses
//! what is shown (`ranking` keeps the best documents, `copies` folds those that say the same), `hits` reads their passages,
//! [`highlight`] marks what matched, `explain` tells what a score is made of. `count` counts the `occurrences` instead of ranking.

mod answer;
mod bits;
mod certainty;
mod copies;
mod count;
mod explain;
mod filter;
pub mod highlight;
mod hits;
mod keys;
mod leaf;
mod listing;
mod matching;
mod nearest;
mod nearness;
mod occurrences;
mod page;
mod plan;
mod postings;
mod ranking;
mod relatives;
mod repairing;
mod request;
mod scores;
mod searcher;
mod segments;
mod statistics;
mod vocabulary;
pub mod weights;

pub use answer::{Answer, Evidence, Hit, MOST_COPIES, PassageText, Place};
pub use count::{By, Counted, Counts, Tally};
pub use highlight::{Highlight, Marker, MatchKind, Relatives};
pub use request::{Request, Sort};
pub use searcher::Searcher;
