//! Measures izde on public data sets: the figures of `docs/quality.md`, where the sets and the commands are named.
//!
//! Run it with: cargo run --release --example evaluate -- stems --help
//!              cargo run --release --example evaluate -- retrieval --help
//!
//! izde's constants were chosen on one half of each set, and that half is measured: see [`half`].

mod bm25;
mod conflation;
mod half;
mod keys;
mod questions;
mod ranking;
mod retrieval;
mod stems;
mod words;

use clap::Parser;

/// Measure izde on public data sets.
#[derive(Parser)]
enum Arguments {
    /// Stems against lemmas and paradigms
    Stems(stems::Arguments),
    /// Passages found for questions
    Retrieval(retrieval::Arguments),
}

fn main() -> anyhow::Result<()> {
    match Arguments::parse() {
        Arguments::Stems(arguments) => stems::run(&arguments),
        Arguments::Retrieval(arguments) => retrieval::run(&arguments),
    }
}
