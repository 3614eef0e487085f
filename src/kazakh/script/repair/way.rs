//! The way in which a query was typed.

use super::context::Context;
use super::word::Word;
use crate::kazakh::script::{Repair, Script};

/// What another way than that of the whole query costs.
pub(super) const ANOTHER_WAY: f32 = 3.0;

/// The way in which a query was typed.
#[derive(Clone, Copy)]
pub(super) struct Way {
    pub(super) repair: Option<Repair>,
    /// Some words are none as they stand, and none of them speaks against it.
    pub(super) is_certain: bool,
}

impl Way {
    /// The way that explains the words of a query best, if any word needs one.
    pub(super) fn common(words: &[Word<'_>], context: Context) -> Self {
        let mut ways: Vec<(Repair, f32)> = vec![];
        for (way, _) in words.iter().flat_map(Word::ways) {
            if !ways.iter().any(|(known, _)| *known == way) {
                ways.push((way, 0.0));
            }
        }
        for word in words.iter().filter(|word| word.has_found()) {
            let as_typed = word.known.unwrap_or(f32::INFINITY);
            let another = word.ways().map(|(_, cost)| cost).fold(f32::INFINITY, f32::min) + ANOTHER_WAY;
            for (way, total) in &mut ways {
                let this = word.ways().filter(|(by, _)| by == way).map(|(_, cost)| cost);
                *total += this.fold(another.min(as_typed), f32::min);
            }
        }
        let repair = ways.into_iter().min_by(|a, b| a.1.total_cmp(&b.1)).map(|(way, _)| way);
        let needs = |word: &Word<'_>| word.known.is_none() && word.ways().any(|(way, _)| Some(way) == repair);
        let keyboard = matches!(repair, Some(Repair::Script(Script::RussianKeys | Script::LatinKeys)));
        let speaks_against = keyboard && context.has_kazakh_letters;
        Self { repair, is_certain: words.iter().any(needs) && !speaks_against }
    }

    /// Whether the query was written in Latin letters, so that a Latin word of it is hardly foreign.
    pub(super) fn is_latin(self) -> bool {
        match self.repair {
            Some(Repair::MixedLatin) => true,
            Some(Repair::Script(script)) => !matches!(script, Script::Cyrillic | Script::Arabic | Script::RussianKeys),
            _ => false,
        }
    }
}
