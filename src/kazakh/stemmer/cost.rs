//! What a reading costs: one sum in nats, the negative logarithm of a rough probability.

use super::alternation::{Change, Stem, n};
use crate::kazakh::alphabet::letter;
use crate::kazakh::endings::Ending;
use crate::kazakh::grammar::Start;
use crate::kazakh::lexicon::{Class, Classes, Entry, Flag};
use crate::kazakh::phonology::is_vowel;

/// A sum of costs, in sixteenths of a nat.
pub(super) type Cost = u16;

/// A bare noun, adjective or name costs nothing on top: it is the commonest form of all, and a word that the lexicon lists is preferred to a
/// cut through it (`қажетті`, `басты`).
pub(super) const BARE_NOMINAL: Cost = 0;
/// A bare verb is an imperative, rare in speeches and news.
pub(super) const BARE_VERB: Cost = 16;
/// A stem with its spelling changed back: as good as any, but at equal costs what stands in the text is preferred.
pub(super) const CHANGED: Cost = 4;
/// A stem that is not in the lexicon: about one running word in twenty, times the chance of just these letters (next line).
pub(super) const UNKNOWN: Cost = 130;
/// Each letter of an unknown stem: Kazakh text has about 2.3 nats a letter.
const UNKNOWN_LETTER: Cost = 34;
/// An ending on an adverb, numeral, postposition or modal word.
pub(super) const SELDOM: Cost = 40;
/// A plural, possessive or case on an adjective, which then stands for a noun (`анықта` is rather the verb than "in the clear one").
pub(super) const SUBSTANTIVE: Cost = 28;
/// Verbs are a closed set next to names and nouns: an unknown stem is seldom one.
pub(super) const UNKNOWN_VERB: Cost = 32;
/// An unknown stem whose last two consonants do not stand together at the end of a word (`пішенш`).
const CLUSTER: Cost = 64;
/// Taken off an unknown stem in -стан: a land, and no ablative.
const LAND: Cost = 64;
/// Taken off an unknown stem whose last consonant is voiced before a vowel: that shows a suffix (`жәмшігі`).
pub(super) const VOICED: Cost = 24;
/// A stem that is not in the lexicon but derived from one that is, over the costs of that one and the suffix.
pub(super) const DERIVED: Cost = 32;
/// An ending against harmony or assimilation.
pub(super) const MISSPELT: Cost = 112;
/// The least that a reading with a stem outside the lexicon or a misspelt ending costs: where the others cost less, it is not looked for.
pub(super) const DOUBTFUL: Cost = UNKNOWN + 3 * UNKNOWN_LETTER;

/// What a stem of the lexicon with an ending costs; `None` where the ending does not go on stems of its class.
pub(super) fn inflected(stem: Stem, ending: &Ending) -> Option<Cost> {
    let changed = if stem.change == Change::Keep { 0 } else { CHANGED };
    let entry = stem.entry?;
    let classes = entry.classes();
    let (fits, stem) = match ending.start {
        Start::Nominal if is_seldom_inflected(classes) => (true, entry.nominal_cost() * 2 + SELDOM),
        Start::Nominal if is_seldom_a_noun(classes) => (true, entry.nominal_cost() * 2 + SUBSTANTIVE),
        Start::Nominal => (classes.meets(INFLECTED), entry.nominal_cost() * 2),
        Start::Possessed => (entry.has_flag(Flag::Possessed), entry.nominal_cost() * 2),
        Start::Adjective => (classes.meets(COMPARED), entry.nominal_cost() * 2),
        Start::Verb => (entry.is_verb(), entry.verb_cost() * 2),
    };
    fits.then_some(stem + changed + ending.cost)
}

/// What a reading with a stem of the lexicon costs beside its ending, each part by its name; they are the parts of [`inflected`] and [`bare`].
pub(super) fn parts(stem: Stem, entry: Entry, start: Start, is_bare: bool) -> Vec<(&'static str, Cost)> {
    let classes = entry.classes();
    let is_verb = start == Start::Verb;
    let of_stem = if is_verb { entry.verb_cost() } else { entry.nominal_cost() } * 2;
    let mut parts = vec![("stem", of_stem)];
    if is_bare {
        parts.extend(is_verb.then_some(("bare verb", BARE_VERB)));
        return parts;
    }
    if start == Start::Nominal && is_seldom_inflected(classes) {
        parts.push(("seldom inflected", SELDOM));
    } else if start == Start::Nominal && is_seldom_a_noun(classes) {
        parts.push(("adjective as a noun", SUBSTANTIVE));
    }
    if stem.change != Change::Keep {
        parts.push(("spelling changed back", CHANGED));
    }
    parts
}

/// Whether a word is of no class whose words all take plural, possessives and cases, but of one of which a few do.
pub(super) const fn is_seldom_inflected(classes: Classes) -> bool {
    classes.meets(SELDOM_INFLECTED) && !classes.meets(INFLECTED)
}

/// Whether a word is an adjective and nothing else that takes plural, possessives and cases.
const fn is_seldom_a_noun(classes: Classes) -> bool {
    classes.has(Class::Adjective) && !classes.meets(NOUNS)
}

/// The least a stem of the lexicon can cost, whatever stands on it.
pub(super) fn least(entry: Entry) -> Cost {
    entry.nominal_cost().min(entry.verb_cost()) * 2
}

/// Classes that take plural, possessives and cases.
const INFLECTED: Classes = Classes::of(&[
    Class::Noun,
    Class::Adjective,
    Class::Pronoun,
    Class::Determiner,
    Class::Place,
    Class::FirstName,
    Class::FamilyName,
    Class::Organisation,
    Class::Name,
    Class::Abbreviation,
]);

/// Those of them that are no adjectives.
const NOUNS: Classes = Classes::of(&[
    Class::Noun,
    Class::Pronoun,
    Class::Determiner,
    Class::Place,
    Class::FirstName,
    Class::FamilyName,
    Class::Organisation,
    Class::Name,
    Class::Abbreviation,
]);

/// Classes of which only a few words do (`алдында`, `төменнен`, `керегі`).
const SELDOM_INFLECTED: Classes = Classes::of(&[Class::Adverb, Class::Numeral, Class::Postposition, Class::Modal]);

/// Classes that take degree.
const COMPARED: Classes = Classes::of(&[Class::Adjective, Class::Adverb]);

/// What the whole word costs as a stem of the lexicon, by the class it is read as.
pub(super) fn bare(entry: Entry) -> impl Iterator<Item = (Start, Cost)> {
    let nominal = entry.is_nominal().then(|| (Start::Nominal, entry.nominal_cost() * 2 + BARE_NOMINAL));
    let verb = entry.is_verb().then(|| (Start::Verb, entry.verb_cost() * 2 + BARE_VERB));
    nominal.into_iter().chain(verb)
}

/// What an unknown stem, given as letters, costs as a noun or name.
pub(super) fn unknown(stem: &[u8]) -> Cost {
    let cluster = if is_cluster(stem) { CLUSTER } else { 0 };
    let land = if stem.ends_with(&STAN) { LAND } else { 0 };
    UNKNOWN + UNKNOWN_LETTER * stem.len() as Cost + cluster - land
}

/// The least that one of so many letters costs, unless its last sound is voiced.
pub(super) const fn least_unknown(letters: usize) -> Cost {
    UNKNOWN + UNKNOWN_LETTER * letters as Cost - LAND
}

const STAN: [u8; 4] = [n('с'), n('т'), n('а'), n('н')];

/// Whether a stem ends in consonants that do not stand together at the end of a word, neither in Kazakh nor in the loans it took: the
/// last but one must be the more sonorous, save in ст, кт, тр and the like.
fn is_cluster(stem: &[u8]) -> bool {
    let &[.., first, last] = stem else { return false };
    if is_vowel(first) || is_vowel(last) {
        return false;
    }
    let (first, last) = (letter(first), letter(last));
    match last {
        'ь' | 'ъ' => false,
        'т' | 'с' | 'ф' | 'ц' | 'п' => matches!(first, 'ғ' | 'г' | 'д' | 'б' | 'ж' | 'з' | 'в' | 'ш'),
        'к' | 'қ' => !matches!(first, 'р' | 'н' | 'л' | 'й' | 'с' | 'м'),
        'р' => !matches!(first, 'т' | 'д' | 'п' | 'б' | 'к' | 'г'),
        'м' => !matches!(first, 'р' | 'л' | 'з' | 'т' | 'й'),
        'н' | 'л' => !matches!(first, 'р' | 'й'),
        'д' | 'г' | 'б' | 'з' => !matches!(first, 'р' | 'н' | 'л' | 'м' | 'й'),
        'ш' | 'ч' => !matches!(first, 'р' | 'т'),
        _ => !matches!(first, 'р' | 'л' | 'н' | 'й'),
    }
}
