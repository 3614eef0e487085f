//! A word with a slip, or without the space between two.

use super::belief::{self, NO_FORM, NO_STEM};
use super::way::Way;
use super::word::{Best, Word};
use super::{Vocabulary, rarity};
use crate::kazakh::alphabet::is_latin;
use crate::kazakh::script::guess::FOREIGN;
use crate::kazakh::script::{Repair, plausible, slips};

/// That a word is written like a name and is none.
const NO_NAME: f32 = 3.0;
/// Letters of a word that may have a slip, and two.
const SLIP_LETTERS: usize = 4;
const SLIPS_LETTERS: usize = 8;
/// That the space between two words is missing: one in four hundred.
const JOINED: f32 = 6.0;
/// Letters of each of two such words, and of both.
const PART_LETTERS: usize = 3;
const MOST_LETTERS: usize = 40;

impl Word<'_> {
    /// Offers what the word becomes by undoing a slip, and where nothing is near enough, two.
    pub(super) fn slip(&self, way: Way, vocabulary: &impl Vocabulary, best: &mut Best) {
        let is_of_query = self.typed.form.contains(is_latin) && way.is_certain;
        let Some((spelling, cost)) = self.cyrillic(way) else { return };
        let length = spelling.chars().count();
        if !is_of_query && cost > FOREIGN * length as f32 {
            return;
        }
        // A word of the language is no slip of another, though the index does not have it; but it may be written with a hyphen or without.
        let is_sure = spelling == self.typed.form && belief::stands(&spelling);
        let may_be = |form: &str| self.may_be(form) && (!is_sure || is_joined(form, &spelling));
        let most_cost = if is_of_query { f32::INFINITY } else { belief::as_unknown(self.typed, self.place) };
        if best.0.is_none() && !belief::is_word(&spelling) {
            parted(&spelling, vocabulary, |words, cost| {
                if cost < most_cost {
                    best.offer(words, Repair::Joined, 0, cost);
                }
            });
        }
        for (most, shortest) in [(1, SLIP_LETTERS), (2, SLIPS_LETTERS)] {
            let Some(pattern) = slips(&spelling, most).filter(|_| length >= shortest) else { return };
            vocabulary.search(&pattern, &mut |form, count| {
                if let Some(spelt) = pattern.spelt(form).filter(|_| may_be(form)) {
                    let cost = spelt.cost + rarity(count, vocabulary) + self.no_name(form);
                    if cost < most_cost || is_joined(form, &spelling) {
                        best.offer(form, spelt.repair, count, cost);
                    }
                }
            });
            if is_sure || best.0.as_ref().is_some_and(|best| best.repair == Repair::Slip) {
                return;
            }
            let found = if most == 1 { plausible(&pattern) } else { vec![] };
            let is_seen = |word: &str| belief::unseen(word, vocabulary) < NO_STEM;
            for found in found.iter().filter(|found| may_be(&found.word) && is_seen(&found.word)) {
                let cost = found.cost() + NO_FORM + self.no_name(&found.word);
                if cost < most_cost {
                    best.offer(&found.word, found.spelt.repair, 0, cost);
                }
            }
        }
    }

    /// What it costs that a name has become another word.
    fn no_name(&self, form: &str) -> f32 {
        if self.place.is_name(self.typed) && belief::is_common_word(form) { NO_NAME } else { 0.0 }
    }
}

/// Hands the pairs of words that stand side by side in a spelling to `found`, each with what it costs.
fn parted(spelling: &str, vocabulary: &impl Vocabulary, mut found: impl FnMut(&str, f32)) {
    let letters = spelling.chars().count();
    if !(2 * PART_LETTERS..=MOST_LETTERS).contains(&letters) || spelling.contains('-') {
        return;
    }
    let cost = |word: &str| {
        let count = vocabulary.form(word);
        (count > 0 && belief::is_word(word)).then(|| rarity(count, vocabulary))
    };
    for (at, _) in spelling.char_indices().take(letters + 1 - PART_LETTERS).skip(PART_LETTERS) {
        let (first, second) = spelling.split_at(at);
        if let (Some(one), Some(other)) = (cost(first), cost(second)) {
            found(&format!("{first} {second}"), JOINED + one + other);
        }
    }
}

/// Whether words differ in their hyphens alone.
pub(super) fn is_joined(one: &str, other: &str) -> bool {
    let letters = |word: &str| word.replace('-', "");
    letters(one) == letters(other)
}
