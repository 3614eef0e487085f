//! Kazakh in every script it is written in, and typed in every way it is typed.
//!
//! From Cyrillic outwards there is one answer, by table ([`from_cyrillic`]). Backwards most scripts are ambiguous: `sh` was ш or щ, `ا` а or
//! ә, an `и` on a Russian keyboard і. So a typed word is read as a [`Pattern`], an automaton that accepts every spelling the word may stand
//! for. Somebody who has a vocabulary walks the pattern over it ([`readings`], [`slips`]) and weighs what is found; [`plausible`] does so
//! with the lexicon and the grammar, and [`to_cyrillic`] reads whole texts that way.
//!
//! The tables stand in `table.rs`.

mod builder;
mod converter;
mod foreign;
mod guess;
mod language;
mod pattern;
mod reading;
mod repair;
#[cfg(test)]
mod round_trip;
mod signs;
mod slip;
mod table;
mod write;

pub use converter::{Converter, detect, to_cyrillic};
pub(crate) use foreign::is_small_english;
pub use language::{Plausible, plausible};
pub use pattern::{Pattern, Repair, Spelt, State};
pub(crate) use reading::is_arabic;
pub use reading::{reading_in, readings};
pub use repair::{Repaired, Typed, Vocabulary, repair};
pub use slip::slips;
pub use write::from_cyrillic;

/// A way to write Kazakh.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Script {
    /// The Cyrillic alphabet.
    Cyrillic,
    /// The Arabic alphabet of the Kazakhs in China (төте жазу).
    Arabic,
    /// The Latin alphabet of September 2017, with digraphs.
    Latin2017Digraphs,
    /// The Latin alphabet of the decree of October 2017, with apostrophes.
    Latin2017,
    /// The Latin alphabet of the decree of February 2018, with acutes.
    Latin2018,
    /// The Latin alphabet of the draft of April 2021.
    Latin2021,
    /// The Latin alphabet of the news agency QazAqparat.
    QazAqparat,
    /// The romanisation of the geographers, BGN/PCGN 1979.
    Bgn,
    /// Latin letters as people type them without a standard: ASCII only.
    Informal,
    /// Cyrillic typed on a Russian keyboard, which has no ә ғ қ ң ө ұ ү һ і.
    RussianKeys,
    /// The keys of the Kazakh keyboard typed while the US layout was on: `fesk 2r3v3`.
    LatinKeys,
}

impl Script {
    /// Every script with its name on the command line.
    pub const ALL: [(Self, &'static str); 11] = [
        (Self::Cyrillic, "cyrillic"),
        (Self::Arabic, "arabic"),
        (Self::Latin2017Digraphs, "latin2017-digraphs"),
        (Self::Latin2017, "latin2017"),
        (Self::Latin2018, "latin2018"),
        (Self::Latin2021, "latin2021"),
        (Self::QazAqparat, "qazaqparat"),
        (Self::Bgn, "bgn"),
        (Self::Informal, "informal"),
        (Self::RussianKeys, "russian-keys"),
        (Self::LatinKeys, "latin-keys"),
    ];

    /// The name of the script on the command line: `latin2021`.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(script, _)| *script == self).map_or("", |&(_, name)| name)
    }

    /// Its column in the table of Latin alphabets.
    fn column(self) -> Option<usize> {
        table::COLUMNS.iter().position(|&script| script == self)
    }
}

/// Writes a text of any script in another; without `from` the script is detected. What is not Kazakh stays.
///
/// ```
/// use izde::kazakh::script::{Script, convert};
///
/// assert_eq!(convert("Ауыл әкімі", None, Script::Latin2021), "Auyl äkımı");
/// assert_eq!(convert("Aýyl ákimi", None, Script::Cyrillic), "Ауыл әкімі");
/// ```
#[must_use]
pub fn convert(text: &str, from: Option<Script>, to: Script) -> String {
    Converter::new().convert(text, from, to)
}
