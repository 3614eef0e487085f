//! Changes of the stem's spelling before a suffix, undone: `кітабы` → `кітап`, `халқы` → `халық`, `оқиды` → `оқы`.

use super::LONGEST;
use crate::kazakh::alphabet::{self, LETTERS};
use crate::kazakh::endings::Readings;
use crate::kazakh::grammar::{Lost, Start};
use crate::kazakh::lexicon::{Entry, Flag, Lexicon, Place};
use crate::kazakh::phonology::{self, Shapes};

/// How the stem is made of the letters before the ending.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Change {
    /// It is those letters.
    Keep,
    /// The last letter is another: кітаб → кітап.
    Last(u8),
    /// A letter stands after them: оқ → оқы.
    Append(u8),
    /// A letter stands before the last: халқ → халық.
    Insert(u8),
    /// The last letter is too many: факті → факт.
    Drop,
}

/// A stem that the letters before a split can be.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stem {
    /// Letters before the ending.
    pub(super) split: usize,
    pub(super) change: Change,
    pub(super) entry: Option<Entry>,
}

/// The number of a Kazakh letter.
pub(super) const fn n(letter: char) -> u8 {
    match alphabet::number(letter) {
        Some(n) => n,
        None => 0,
    }
}

pub(super) const HARD_I: u8 = n('ы');
pub(super) const SOFT_I: u8 = n('і');
pub(super) const SHORT_I: u8 = n('й');
pub(super) const U: u8 = n('у');
const P: u8 = n('п');
pub(super) const T: u8 = n('т');
const SOFT_SIGN: u8 = n('ь');
const D: u8 = n('д');
const QAF: u8 = n('қ');

/// What [`unvoiced`] gives.
static UNVOICED: [Option<u8>; LETTERS] = {
    let mut table = [None; LETTERS];
    table[n('б') as usize] = Some(P);
    table[n('г') as usize] = Some(n('к'));
    table[n('ғ') as usize] = Some(QAF);
    table
};

/// The voiceless consonant that sounds as this one before a vowel: `кітап` – `кітабы`, `жүрек` – `жүрегі`, `тарақ` – `тарағы`.
pub(super) fn unvoiced(letter: u8) -> Option<u8> {
    UNVOICED.get(usize::from(letter)).copied().flatten()
}

/// Shapes of a stem: of its spelling in the word, with a lost or surplus letter put right, and of both harmonies where the lexicon says
/// that its suffixes go against its vowels.
pub(super) fn shapes_of(letters: &[u8], stem: Stem) -> Shapes {
    let mut changed = [0; LONGEST + 1];
    let surface = &letters[..stem.split];
    let shapes = match stem.change {
        Change::Append(letter) if phonology::is_vowel(letter) || letter == SHORT_I => {
            changed[..stem.split].copy_from_slice(surface);
            changed[stem.split] = letter;
            phonology::shapes(&changed[..=stem.split])
        }
        _ => phonology::shapes(surface),
    };
    let flagged = |flag| stem.entry.is_some_and(|entry| entry.has_flag(flag));
    if flagged(Flag::Back) || flagged(Flag::Front) { shapes.in_both_harmonies() } else { shapes }
}

/// Hands `found` each stem of the lexicon that the letters before `split` can be, with what the ending must have swallowed of it. `places` are those of the
/// word's beginnings in the lexicon, as far as it goes with the word.
pub(super) fn stems(
    lexicon: &Lexicon,
    letters: &[u8],
    places: &[Place],
    split: usize,
    endings: Readings,
    mut found: impl FnMut(Stem, Lost),
) {
    let entry = |place: Option<Place>| place.and_then(|place| lexicon.entry(place));
    let onward = |place: Option<Place>, letter| place.and_then(|place| lexicon.step(place, letter));
    let mut known = |change, entry: Option<Entry>, lost| {
        if entry.is_some() {
            found(Stem { split, change, entry }, lost);
        }
    };
    let here = places.get(split).copied();
    if endings.has(Lost::High) {
        for letter in [HARD_I, SOFT_I] {
            known(Change::Append(letter), entry(onward(here, letter)), Lost::High);
        }
    }
    if endings.has(Lost::Glide) {
        known(Change::Append(SHORT_I), entry(onward(here, SHORT_I)), Lost::Glide);
    }

    let last = letters[split - 1];
    let before = places.get(split - 1).copied();
    let first = letters[split];
    if phonology::is_vowel(first) {
        // A loan that ends voiced is itself: блог-ы is not of блок.
        if let Some(voiceless) = unvoiced(last)
            && !entry(here).is_some_and(Entry::is_nominal)
        {
            let fits = entry(onward(before, voiceless)).filter(|entry| !entry.has_flag(Flag::Fixed));
            known(Change::Last(voiceless), fits, Lost::Nothing);
        }
        if last == U && letters.get(split + 1) == Some(&P) {
            let verb = entry(onward(before, P)).filter(|entry| entry.is_verb());
            known(Change::Last(P), verb, Lost::Nothing);
        }
        if lexicon.elides_before(last) {
            for vowel in [HARD_I, SOFT_I] {
                let elided = entry(onward(onward(before, vowel), last)).filter(|entry| entry.has_flag(Flag::Elide));
                known(Change::Insert(vowel), elided, Lost::Nothing);
            }
        }
        known(Change::Append(SOFT_SIGN), entry(onward(here, SOFT_SIGN)), Lost::Nothing);
    }
    // Loans lose a doubled or unheard consonant: съезд – съезі, класс – класы.
    if lexicon.loses_after(last) {
        for consonant in [T, D, last] {
            let lost = entry(onward(here, consonant)).filter(|entry| entry.has_flag(Flag::Lose));
            known(Change::Append(consonant), lost, Lost::Nothing);
        }
    }
    // One letter is no stem: `е` has its forms by table, interjections have none.
    let kept = entry(here).filter(|_| split > 1);
    if kept.is_some() {
        found(Stem { split, change: Change::Keep, entry: kept }, Lost::Nothing);
    } else if last == SOFT_I && split > 2 && letters[split - 2] == T {
        // Loans in -кт, -нт, -ст take і before suffixes: факт – фактісі, объект – объектілер.
        known(Change::Drop, entry(before), Lost::Nothing);
    }
}

/// A loan in -кт, -нт, -ст with the і it takes before suffixes and often without any: факті.
pub(super) fn loan_in_i(lexicon: &Lexicon, letters: &[u8], places: &[Place]) -> Option<Stem> {
    let &[_, .., T, SOFT_I] = letters else { return None };
    let entry = lexicon.entry(*places.get(letters.len() - 1)?)?;
    entry.is_nominal().then_some(Stem { split: letters.len(), change: Change::Drop, entry: Some(entry) })
}

/// Writes a stem out, of a word that is also given as letter numbers.
pub(super) fn spell<'a>(
    lexicon: &Lexicon,
    (word, letters): (&'a str, &[u8]),
    start: Start,
    stem: Stem,
    buffer: &'a mut String,
) -> &'a str {
    if let (Start::Verb, Some(base)) = (start, stem.entry.and_then(Entry::voice_of)) {
        return lexicon.lemma(base);
    }
    // Kazakh letters take two bytes each, a hyphen one.
    let has_hyphen = word.len() < letters.len() * 2;
    let bytes = |count: usize| {
        if has_hyphen { word.char_indices().nth(count).map_or(word.len(), |(at, _)| at) } else { count * 2 }
    };
    let (kept, added, last) = match stem.change {
        Change::Keep => return &word[..bytes(stem.split)],
        Change::Drop => return &word[..bytes(stem.split - 1)],
        Change::Last(letter) => (stem.split - 1, Some(letter), None),
        Change::Append(letter) => (stem.split, Some(letter), None),
        Change::Insert(letter) => (stem.split - 1, Some(letter), Some(letters[stem.split - 1])),
    };
    buffer.clear();
    buffer.push_str(&word[..bytes(kept)]);
    buffer.extend([added, last].into_iter().flatten().map(alphabet::letter));
    buffer
}
