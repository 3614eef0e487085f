//! A word of a query, looked up, and what it most likely meant.

use super::belief;
use super::context::Place;
use super::slip::is_joined;
use super::way::{ANOTHER_WAY, Way};
use super::{Repaired, Typed, Vocabulary, rarity};
use crate::kazakh::Stemmer;
use crate::kazakh::alphabet::{is_cyrillic, is_kazakh_only, is_latin};
use crate::kazakh::script::guess::{self, FOREIGN};
use crate::kazakh::script::{Pattern, Repair, Script, plausible, reading_in, readings};

/// A word of the language that the index has is believed, unless the repaired one is far more frequent: 20 times, and the cost of the
/// repair on top.
const BELIEVED: f32 = 3.0;
/// The same where other words of the query cannot be what was typed.
const BELIEVED_LITTLE: f32 = 1.0;
/// A form of the index that lexicon and grammar do not have: a name, or a mistake of a text.
const NO_WORD: f32 = 2.0;
/// That a word lacks the Kazakh letters, though others of the query have them.
const HAS_KEYBOARD: f32 = 2.5;
/// A word that neither the index nor the language has, read by its letters alone.
const NAME: f32 = 20.0;
/// A word with the forms of the index that it may stand for.
pub(super) struct Word<'q> {
    pub(super) typed: Typed<'q>,
    pub(super) place: Place,
    /// How unlikely the word is as it stands; `None` when the index does not have it.
    pub(super) known: Option<f32>,
    /// Whether it can only be what was typed.
    is_fixed: bool,
    patterns: Vec<Pattern>,
    found: Vec<Found>,
}

/// A form of the index that a word may stand for.
struct Found {
    form: String,
    count: u64,
    /// Ways to have typed it, each with how unlikely it is that the form was meant and typed so.
    ways: Vec<(Repair, f32)>,
}

impl<'q> Word<'q> {
    pub(super) fn look_up(typed: Typed<'q>, place: Place, vocabulary: &impl Vocabulary) -> Self {
        let known = Some(vocabulary.form(typed.form)).filter(|&count| count > 0 && !has_keys(typed));
        let known = known.map(|count| rarity(count, vocabulary));
        let is_fixed = known.is_some() && belief::is_certain(typed) || belief::is_fixed(typed, place);
        let patterns = if is_fixed { vec![] } else { readings(typed.raw) };
        let mut word = Self { typed, place, known, is_fixed, patterns, found: vec![] };
        let mut found = vec![];
        for pattern in &word.patterns {
            vocabulary.search(pattern, &mut |form, count| {
                if word.may_be(form) {
                    let rarity = rarity(count, vocabulary) + if belief::is_word(form) { 0.0 } else { NO_WORD };
                    let ways = pattern.ways_to(form).into_iter();
                    let ways = ways.map(|spelt| (spelt.repair, spelt.cost + rarity + word.keyboard(spelt.repair)));
                    found.push(Found { form: form.to_owned(), count, ways: ways.collect() });
                }
            });
        }
        word.found = found;
        word
    }

    /// The ways to have typed any of the forms.
    pub(super) fn ways(&self) -> impl Iterator<Item = (Repair, f32)> {
        self.found.iter().flat_map(|found| found.ways.iter().copied())
    }

    /// Whether the index has anything that the word may stand for.
    pub(super) const fn has_found(&self) -> bool {
        !self.found.is_empty()
    }

    /// What the word meant, given the way of the whole query.
    pub(super) fn choose(&self, way: Way, vocabulary: &impl Vocabulary) -> Option<Repaired> {
        let is_letter = self.typed.form.chars().nth(1).is_none();
        if self.is_fixed || is_letter && !(way.is_certain && way.is_latin()) {
            return None;
        }
        let in_way = |by: Repair, cost| if way.repair.is_none_or(|way| way == by) { cost } else { cost + ANOTHER_WAY };
        let mut best = Best(None);
        for found in self.found.iter().filter(|found| found.form != self.typed.form) {
            for &(repair, cost) in &found.ways {
                best.offer(&found.form, repair, found.count, in_way(repair, cost));
            }
        }
        if let Some(known) = self.known {
            // So much it must be likelier at least: whether the word is believed takes a while to tell.
            let best = best.0.filter(|best| best.cost < known + BELIEVED_LITTLE)?;
            // A word is believed if it is one; what only the mistakes of texts have in common with it is not.
            let is_foreign = self.typed.form.contains(is_latin) && way.is_latin();
            let believed = match way.is_certain {
                true if is_foreign => -BELIEVED_LITTLE,
                _ if is_foreign || belief::rarity_in_language(self.typed.form).is_none() => 0.0,
                true => BELIEVED_LITTLE,
                false => BELIEVED,
            };
            return Some(best).filter(|best| best.cost < known - believed);
        }
        let as_typed = self.as_typed(vocabulary);
        if best.0.is_some() {
            return best.0.filter(|best| best.cost < as_typed);
        }
        for pattern in &self.patterns {
            for found in plausible(pattern).into_iter().filter(|found| found.word != self.typed.form) {
                if self.may_be(&found.word) {
                    let cost =
                        found.cost() + belief::unseen(&found.word, vocabulary) + self.keyboard(found.spelt.repair);
                    best.offer(&found.word, found.spelt.repair, 0, in_way(found.spelt.repair, cost));
                }
            }
        }
        // Who writes in another script and hits a word of the language meant it.
        if best.0.is_none() || self.typed.form.contains(is_cyrillic) {
            self.slip(way, vocabulary, &mut best);
        }
        let is_hyphen = |word: &str| is_joined(word, self.typed.form) && belief::stands(word);
        let best = best.0.filter(|best| best.cost < as_typed || is_hyphen(&best.word));
        if best.is_some() || as_typed.is_finite() || self.typed.form.contains(is_cyrillic) {
            return best;
        }
        // Nobody knows the word, but the others of the query tell in which script it is: a name, most likely.
        let repair = way
            .repair
            .filter(|repair| way.is_certain && (way.is_latin() || *repair == Repair::Script(Script::Arabic)))?;
        let (word, cost) = self.cyrillic(way).filter(|(word, _)| *word != self.typed.form)?;
        let is_ascii = self.typed.raw.is_ascii() && repair != Repair::Script(Script::LatinKeys);
        if is_ascii && cost > FOREIGN * word.chars().count() as f32 {
            return None;
        }
        Some(Repaired { word, repair, frequency: 0, cost: NAME })
    }

    /// How unlikely the word is as it stands, though the index does not have its form.
    fn as_typed(&self, vocabulary: &impl Vocabulary) -> f32 {
        let Typed { raw, form } = self.typed;
        let is_one_alphabet = !(raw.contains(is_latin) && raw.contains(is_cyrillic));
        let is_plain = is_one_alphabet && form.chars().all(|c| is_cyrillic(c) || is_latin(c) || c == '-');
        if !self.place.context.has_kazakh_letters || !is_plain {
            return belief::as_typed(form, vocabulary);
        }
        // Who has the Kazakh letters means a word of the language as it stands.
        if belief::is_word(form) { 0.0 } else { belief::as_unknown(self.typed, self.place) }
    }

    /// Whether a repair is of use: what has the stem of the word is found by that.
    pub(super) fn needs(&self, meant: &Repaired) -> bool {
        let (stemmer, mut one, mut other) = (Stemmer::new(), String::new(), String::new());
        let is_same = stemmer.stem(self.typed.form, &mut one) == stemmer.stem(&meant.word, &mut other);
        meant.repair != Repair::Slip || !is_same
    }

    /// Whether the word can stand for a form: an abbreviation is no common word.
    pub(super) fn may_be(&self, form: &str) -> bool {
        !self.place.is_abbreviation(self.typed) || !belief::is_common_word(form)
    }

    /// What it costs that the word lacks letters of a keyboard that has them.
    fn keyboard(&self, repair: Repair) -> f32 {
        let lacks = repair == Repair::Script(Script::RussianKeys) && !self.typed.raw.contains(is_kazakh_only);
        if lacks && self.place.context.has_kazakh_letters { HAS_KEYBOARD } else { 0.0 }
    }

    /// The Cyrillic spelling that may have slips: the word itself, or as its letters go together best, typed as the query was.
    /// With what its letters cost.
    pub(super) fn cyrillic(&self, way: Way) -> Option<(String, f32)> {
        if reading_in(self.typed.form, Script::Cyrillic).is_some() {
            return Some((self.typed.form.to_owned(), 0.0));
        }
        let script =
            way.repair.and_then(|repair| if let Repair::Script(script) = repair { Some(script) } else { None });
        let in_script = script.and_then(|script| reading_in(self.typed.raw, script));
        in_script.as_ref().or(self.patterns.first()).and_then(guess::guess)
    }
}

/// Whether a word has marks that are letters of the Kazakh layout, beside the form the index would take of it: `f[vtn` for `ахмет`.
fn has_keys(typed: Typed<'_>) -> bool {
    let is_mark = |c: char| matches!(c, '[' | ']' | ';' | '\'' | ',' | '.' | '`' | '=') && !typed.form.contains(c);
    let within = typed.raw.trim_end_matches(|c: char| !c.is_alphanumeric());
    within.contains(is_mark) && !within.contains(is_cyrillic)
}

/// The likeliest so far.
pub(super) struct Best(pub(super) Option<Repaired>);

impl Best {
    pub(super) fn offer(&mut self, word: &str, repair: Repair, frequency: u64, cost: f32) {
        if self.0.as_ref().is_none_or(|best| cost < best.cost) {
            self.0 = Some(Repaired { word: word.to_owned(), repair, frequency, cost });
        }
    }
}
