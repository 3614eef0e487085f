//! What a walk over the whole language asks: how rare a word is, and where stem and ending can meet.

use super::alternation::{HARD_I, SOFT_I, U, unvoiced};
use super::cost::Cost;
use super::{Candidate, LONGEST, Stemmer, Taker};
use crate::kazakh::endings::Endings;
use crate::kazakh::lexicon::{Lexicon, Place};

/// A form that the lexicon lists as irregular: pronouns and the like, all of them frequent.
const IRREGULAR: Cost = 48;

impl Stemmer {
    /// How rare a word, given as letter numbers, is by lexicon and grammar, in nats; `None` when its stem is not in the lexicon or its ending
    /// not in the grammar.
    pub(in crate::kazakh) fn rarity(&self, letters: &[u8]) -> Option<f32> {
        if letters.is_empty() || letters.len() > LONGEST {
            return None;
        }
        let mut least = Least(None);
        let form = self.read(letters, &mut least);
        form.map(|_| IRREGULAR).or(least.0).map(|cost| f32::from(cost) / 16.0)
    }

    /// Whether the letters up to `place` and one more, with which no stem goes on, can be a stem that changed before its ending; see
    /// [`stems`](super::alternation::stems).
    pub(in crate::kazakh) fn may_change(&self, place: Place, letter: u8) -> bool {
        let elided = |vowel| {
            let place = self.lexicon.step(place, vowel).and_then(|place| self.lexicon.step(place, letter));
            place.is_some_and(|place| self.lexicon.entry(place).is_some())
        };
        unvoiced(letter).is_some() || letter == U || letter == SOFT_I || elided(HARD_I) || elided(SOFT_I)
    }

    pub(in crate::kazakh) const fn lexicon(&self) -> &'static Lexicon {
        self.lexicon
    }

    pub(in crate::kazakh) const fn endings(&self) -> &'static Endings {
        self.endings
    }
}

/// Keeps the least cost of a stem of the lexicon with an ending as it should be.
struct Least(Option<Cost>);

impl Taker for Least {
    fn limit(&self) -> Cost {
        self.0.unwrap_or(Cost::MAX)
    }

    fn wants_guesses(&self) -> bool {
        false
    }

    fn take(&mut self, candidate: Candidate) {
        self.0 = Some(candidate.cost.min(self.limit()));
    }
}
