//! What izde knows of the Kazakh language: letters, sounds, endings, words. It knows no files, no index, no terminal.
//!
//! The way of a word through it:
//!
//! * [`alphabet`] folds case and look-alike letters and numbers the letters;
//! * [`phonology`] says how a suffix sounds after a stem (vowel harmony, assimilation) and which shape a stem has;
//! * `grammar` holds the suffixes and their order as a table a linguist reads (`data/grammar.tsv`);
//! * `automaton` is a map from strings of letters to numbers that takes one look for a letter;
//! * `endings` is that table written out into whole endings and compiled into an automaton read from the word's end;
//! * `lexicon` is the stems we know (`data/*.tsv`), compiled likewise;
//! * [`script`] reads and writes Kazakh in other scripts and in every way it is typed;
//! * [`Stemmer`] walks both automata over a word, lists the readings and picks one, and tells what a word is for ([`Role`]);
//! * [`thesaurus`] has the words that mean the same or nearly so.

pub mod alphabet;
mod artefact;
mod automaton;
mod endings;
mod grammar;
mod lexicon;
pub mod phonology;
mod role;
pub mod script;
mod stemmer;
pub mod thesaurus;

#[cfg(test)]
mod generated;

pub use lexicon::{Class, Classes};
pub use role::Role;
pub use stemmer::{Reading, Stemmer};

/// The compiled data, for whoever must know whether it changed.
#[cfg(feature = "engine")]
pub(crate) fn data() -> [&'static [u8]; 2] {
    [lexicon::DATA, endings::DATA]
}
