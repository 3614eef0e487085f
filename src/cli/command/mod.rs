//! One file for each command.

pub(super) mod analyze;
pub(super) mod batch;
pub(super) mod check;
pub(super) mod completions;
pub(super) mod config;
pub(super) mod convert;
pub(super) mod count;
pub(super) mod delete;
pub(super) mod index;
pub(super) mod list;
pub(super) mod search;
pub(super) mod show;
pub(super) mod stats;
pub(super) mod stem;
pub(super) mod terms;
