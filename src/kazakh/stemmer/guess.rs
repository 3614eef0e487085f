//! Stems the lexicon does not have: derived from one it has, or unknown altogether; and words whose ending is misspelt.

use super::alternation::{Change, HARD_I, SHORT_I, SOFT_I, Stem, n, unvoiced};
use super::cost::{self, Cost};
use super::{Candidate, LONGEST, Stemmer, Taker, derivation};
use crate::kazakh::alphabet::{self, LETTERS, letter};
use crate::kazakh::automaton::State;
use crate::kazakh::endings::Endings;
use crate::kazakh::grammar::{Lost, Start};
use crate::kazakh::lexicon::{Entry, Lexicon, Place};
use crate::kazakh::phonology::{self, Final, Harmony, Shape, Shapes};

/// Shortest unknown stem, in letters: below that any ending would fit by chance.
const SHORTEST: usize = 3;
/// Ends of patronymics.
const PATRONYMICS: [&[u8]; 2] = [&[n('ұ'), n('л'), n('ы')], &[n('қ'), n('ы'), n('з'), n('ы')]];
/// Shortest ending, in letters, that is read misspelt on a stem of two letters.
const LONG_ENDING: usize = 4;

impl Stemmer {
    /// Hands every candidate whose stem is not in the lexicon to `found`.
    pub(super) fn guess(&self, letters: &[u8], places: &[Place], taker: &mut impl Taker) {
        let whole = Guess::new(self.lexicon, letters, places, letters.len());
        let mut bare = |start, cost| {
            let cost = cost::DOUBTFUL.max(cost);
            taker.take(Candidate { stem: whole.stem, start, lost: Lost::Nothing, shapes: Shapes::ALL, cost });
        };
        if whole.is_derived_verb {
            bare(Start::Verb, whole.verb + cost::BARE_VERB);
        } else {
            bare(Start::Nominal, whole.nominal);
        }
        let least_derived = cost::DERIVED + self.lexicon.cheapest() * 2;
        self.endings.splits(letters, letters.len(), |split, endings| {
            let stem = &letters[..split];
            let least = if may_be_derived(stem) { least_derived } else { cost::least_unknown(split) };
            if split < SHORTEST || least + endings.cheapest() > taker.limit() {
                return;
            }
            let shapes = phonology::shapes(&letters[..split]);
            let mut guess = None;
            for ending in endings.iter().filter(|e| e.lost == Lost::Nothing && e.shapes.meets(shapes)) {
                if least + ending.cost > taker.limit() {
                    break;
                }
                let guess = guess.get_or_insert_with(|| Guess::new(self.lexicon, letters, places, split));
                let stem = match ending.start {
                    Start::Nominal if !guess.is_derived_verb => guess.nominal,
                    Start::Possessed if is_patronymic(&letters[..split]) => guess.nominal,
                    Start::Verb => guess.verb,
                    _ => continue,
                };
                let cost = cost::DOUBTFUL.max(stem + ending.cost);
                taker.take(Candidate { stem: guess.stem, start: ending.start, lost: Lost::Nothing, shapes, cost });
            }
        });
        misspelt(self.lexicon, self.endings, letters, places, taker);
    }
}

/// An unknown stem and what it costs before anything stands on it.
struct Guess {
    stem: Stem,
    nominal: Cost,
    verb: Cost,
    is_derived_verb: bool,
}

impl Guess {
    /// The letters before a split, as a stem.
    fn new(lexicon: &Lexicon, letters: &[u8], places: &[Place], split: usize) -> Self {
        let mut stem = [0; LONGEST];
        stem[..split].copy_from_slice(&letters[..split]);
        let stem = &mut stem[..split];
        let change = match letters.get(split).and_then(|&first| voiceless(stem, first)) {
            Some(last) => {
                stem[split - 1] = last;
                Change::Last(last)
            }
            None => Change::Keep,
        };
        let unknown = cost::unknown(stem) - if change == Change::Keep { 0 } else { cost::VOICED };
        let derived = |verb| derivation::cost_of_new(lexicon, stem, places, verb).map(|cost| cost + cost::DERIVED);
        let (noun, derived_verb) = (derived(false), derived(true));
        let nominal = noun.map_or(unknown, |cost| cost.min(unknown));
        let verb = derived_verb.map_or(unknown + cost::UNKNOWN_VERB, |cost| cost.min(unknown));
        let is_derived_verb = noun.is_none() && derived_verb.is_some();
        Self { stem: Stem { split, change, entry: None }, nominal, verb, is_derived_verb }
    }
}

/// Whether an unknown stem may be derived of a known one, its last sound voiceless again or not.
fn may_be_derived(stem: &[u8]) -> bool {
    derivation::may_be_new(stem) || stem.last().is_some_and(|&last| unvoiced(last).is_some())
}

/// Whether a stem is somebody's son or daughter: a name and `ұлы` or `қызы`.
fn is_patronymic(stem: &[u8]) -> bool {
    PATRONYMICS.iter().any(|end| stem.len() >= SHORTEST + end.len() && stem.ends_with(end))
}

/// The voiceless consonant an unknown stem ends in, where it stands voiced before the vowel of a suffix: `жүйрікті[г]-і`.
///
/// ғ always comes of қ. г and б also end loans (`блог`, `клуб`), but hardly after a vowel that loans do not have (`стратег` is rarer than all of -ек).
fn voiceless(stem: &[u8], first: u8) -> Option<u8> {
    let &[.., before, last] = stem else { return None };
    let native = alphabet::is_kazakh_only(letter(before))
        || letter(before) == 'ы'
        || [letter(before), letter(last)] == ['е', 'г'];
    let changes = phonology::is_vowel(first) && (letter(last) == 'ғ' || native);
    if changes { unvoiced(last) } else { None }
}

/// Hands over every reading of a word as a stem of the lexicon with an ending against vowel harmony or assimilation (`бермедың` for
/// `бермедің`, `көшды` for `көшті`), or as a verb without the ы, і or й that its infinitive does not show (`оқған` for `оқыған`): the
/// commonest mistakes of writers and of programs that write.
fn misspelt(lexicon: &Lexicon, endings: &Endings, letters: &[u8], places: &[Place], taker: &mut impl Taker) {
    let shortest = if letters.len() >= 2 + LONG_ENDING { 2 } else { SHORTEST };
    // Where the letters after the first of the ending lead to, as they should be in each harmony; and whether they are so already.
    let mut rests = [Some((State::ROOT, true)); 2];
    for split in (shortest..letters.len()).rev() {
        let mut read = |change, entry: Entry| {
            let is_shortened = matches!(change, Change::Append(_));
            if is_shortened && !entry.is_verb() || cost::least(entry) + cost::MISSPELT > taker.limit() {
                return;
            }
            let stem = Stem { split, change, entry: Some(entry) };
            // A consonant made voiceless is of the same shape, and without its last letter a verb takes the endings of what is left: оқ-қан.
            let shapes = phonology::shapes(&letters[..split]);
            for shape in shapes.iter() {
                let Some((state, unchanged)) = rests[shape.harmony as usize] else { continue };
                let first = RESPELT_FIRST[shape.number()][usize::from(letters[split])];
                // What is spelt as it should be has been read already.
                if change == Change::Keep && unchanged && first == letters[split] {
                    continue;
                }
                let readings = endings.onward(state, first);
                for reading in readings.iter().filter(|e| e.lost == Lost::Nothing && e.shapes.meets(shape.into())) {
                    if let Some(cost) = cost::inflected(stem, &reading) {
                        let cost = cost::DOUBTFUL.max(cost + cost::MISSPELT);
                        taker.take(Candidate { stem, start: reading.start, lost: Lost::Nothing, shapes, cost });
                    }
                }
            }
        };
        let entry = |place: Place, letter| lexicon.step(place, letter).and_then(|place| lexicon.entry(place));
        if let Some(last) = unvoiced(letters[split - 1])
            && let Some(entry) = places.get(split - 1).and_then(|&before| entry(before, last))
        {
            read(Change::Last(last), entry);
        }
        if let Some(&here) = places.get(split) {
            if let Some(entry) = lexicon.entry(here) {
                read(Change::Keep, entry);
            }
            for last in [HARD_I, SOFT_I, SHORT_I] {
                if let Some(entry) = entry(here, last) {
                    read(Change::Append(last), entry);
                }
            }
        }
        for (rest, respelt) in rests.iter_mut().zip(&RESPELT) {
            let letter = respelt[usize::from(letters[split])];
            let longer =
                |(state, unchanged)| Some((endings.step(state, letter)?, unchanged && letter == letters[split]));
            *rest = rest.and_then(longer);
        }
        if rests == [None; 2] {
            return;
        }
    }
}

/// What [`respelt`] gives for the first letter of an ending, by the number of the shape and by letter.
static RESPELT_FIRST: [[u8; LETTERS]; Shape::COUNT] = {
    let mut table = [[0; LETTERS]; Shape::COUNT];
    let mut shape = 0;
    while shape < Shape::COUNT {
        let mut letter = 0;
        while letter < LETTERS {
            table[shape][letter] = respelt(letter as u8, Shape::of_number(shape), true);
            letter += 1;
        }
        shape += 1;
    }
    table
};

/// What it gives for the others, by harmony and letter.
static RESPELT: [[u8; LETTERS]; 2] = {
    let mut table = [[0; LETTERS]; 2];
    let mut letter = 0;
    while letter < LETTERS {
        let mut harmony = 0;
        while harmony < 2 {
            let shape = Shape { harmony: Harmony::BOTH[harmony], last: Final::Vowel };
            table[harmony][letter] = respelt(letter as u8, shape, false);
            harmony += 1;
        }
        letter += 1;
    }
    table
};

/// A letter of an ending as it should be after a stem of a shape; the first one after its last sound, too.
const fn respelt(c: u8, shape: Shape, is_first: bool) -> u8 {
    let back = matches!(shape.harmony, Harmony::Back);
    let voiceless = matches!(shape.last, Final::Voiceless);
    let (back_letter, front_letter) = match letter(c) {
        'ы' | 'і' => ('ы', 'і'),
        'а' | 'е' => ('а', 'е'),
        'ғ' | 'г' | 'қ' | 'к' if is_first => {
            if voiceless {
                ('қ', 'к')
            } else {
                ('ғ', 'г')
            }
        }
        'ғ' | 'г' => ('ғ', 'г'),
        'қ' | 'к' => ('қ', 'к'),
        'д' | 'т' if is_first => {
            if voiceless {
                ('т', 'т')
            } else {
                ('д', 'д')
            }
        }
        'м' | 'б' | 'п' if is_first => match shape.last {
            Final::Voiceless => ('п', 'п'),
            Final::Voiced | Final::Nasal => ('б', 'б'),
            _ => ('м', 'м'),
        },
        other => (other, other),
    };
    match alphabet::number(if back { back_letter } else { front_letter }) {
        Some(number) => number,
        None => c,
    }
}
