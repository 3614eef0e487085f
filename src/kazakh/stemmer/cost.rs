//! What a reading costs: one sum in nats, the negative logarithm of a rough probability.

use super::alternation::{Change, Stem};
use crate::kazakh::endings::Ending;
use crate::kazakh::grammar::Start;
use crate::kazakh::lexicon::{Class, Flag};

/// A sum of costs, in sixteenths of a nat.
pub(super) type Cost = u16;

/// A bare noun, adjective or name costs nothing on top: it is the commonest form of all, and a word that the lexicon lists is preferred to a
/// cut through it (`қажетті`, `басты`).
const BARE_NOMINAL: Cost = 0;
/// A bare verb is an imperative, rare in speeches and news.
const BARE_VERB: Cost = 72;
/// A stem with its spelling changed back: as good as any, but at equal costs what stands in the text is preferred.
const CHANGED: Cost = 4;
/// A stem that is not in the lexicon: about one running word in twenty, times the chance of just these letters (next line).
const UNKNOWN: Cost = 130;
/// Each letter of an unknown stem: Kazakh text has about 2.3 nats a letter.
const UNKNOWN_LETTER: Cost = 34;
/// Verbs are a closed set next to names and nouns: an unknown stem is hardly ever one.
const UNKNOWN_VERB: Cost = 64;
/// Shortest unknown stem, in letters: below that any ending would fit by chance.
pub(super) const SHORTEST_UNKNOWN: usize = 3;

/// What a stem with an ending costs; `None` where the ending does not go on stems of its class.
pub(super) fn inflected(stem: Stem, ending: &Ending) -> Option<Cost> {
    let changed = if stem.change == Change::Keep { 0 } else { CHANGED };
    let Some(entry) = stem.entry else {
        let class = match ending.start {
            Start::Nominal => 0,
            Start::Verb => UNKNOWN_VERB,
            Start::Adjective => return None,
        };
        return Some(UNKNOWN + UNKNOWN_LETTER * stem.split as Cost + class + changed + ending.cost);
    };
    let classes = entry.classes();
    let (fits, stem) = match ending.start {
        Start::Nominal => (INFLECTED.iter().any(|&class| classes.has(class)), entry.nominal_cost()),
        Start::Adjective => (classes.has(Class::Adjective) || classes.has(Class::Adverb), entry.nominal_cost()),
        Start::Verb => (entry.is_verb(), entry.verb_cost()),
    };
    (fits && !entry.has_flag(Flag::Indeclinable)).then_some(stem * 2 + changed + ending.cost)
}

/// The least a stem can cost with any ending, the ending's own cost aside.
pub(super) fn least(stem: Stem) -> Cost {
    match stem.entry {
        Some(entry) => entry.nominal_cost().min(entry.verb_cost()) * 2,
        None => UNKNOWN + UNKNOWN_LETTER * stem.split as Cost,
    }
}

/// Classes that take plural, possessives and cases; postpositions, adverbs of place and
/// modal words do (`алдында`, `төменнен`, `керегі`).
const INFLECTED: [Class; 14] = [
    Class::Noun,
    Class::Adjective,
    Class::Adverb,
    Class::Numeral,
    Class::Pronoun,
    Class::Determiner,
    Class::Postposition,
    Class::Modal,
    Class::Place,
    Class::FirstName,
    Class::FamilyName,
    Class::Organisation,
    Class::Name,
    Class::Abbreviation,
];

/// What the whole word costs as a stem, by the class it is read as.
pub(super) fn bare(stem: Stem) -> impl Iterator<Item = (Start, Cost)> {
    let (nominal, verb) = match stem.entry {
        Some(entry) => (
            entry.is_nominal().then(|| entry.nominal_cost() * 2 + BARE_NOMINAL),
            entry.is_verb().then(|| entry.verb_cost() * 2 + BARE_VERB),
        ),
        None => (Some(UNKNOWN + UNKNOWN_LETTER * stem.split as Cost), None),
    };
    let nominal = nominal.map(|cost| (Start::Nominal, cost));
    nominal.into_iter().chain(verb.map(|cost| (Start::Verb, cost)))
}
