//! From a word to its stem: list the readings, pick the likeliest.
//!
//! A word is read by two walks. The first goes forward through the lexicon and remembers where each beginning of the word stands; the
//! second goes backward through the endings and meets, at every ending it passes, the beginning that would be its stem. Where the
//! stem's spelling changes before a suffix (`кітап` – `кітабы`, `халық` – `халқы`), the change is undone by a step or two in the lexicon
//! from the remembered places, so no word is looked up twice.
//!
//! Ranking is one sum in nats, the negative logarithm of a rough probability: how rare the stem is, plus how rare the ending is, plus what
//! a change or an unknown stem costs. The least sum wins; at equal sums the longer stem.

use std::sync::LazyLock;

use super::alphabet;
use super::endings::{self, Ending, Endings};
use super::grammar::{Lost, Start, explain};
use super::lexicon::{self, Class, Classes, Entry, Flag, Lexicon, Place};
use super::phonology::{self, Shapes};

/// Words of more letters than this are taken as they are; the longest in 200,000 running words has 33.
const LONGEST: usize = 40;

/// A sum of costs, in sixteenths of a nat.
type Cost = u16;

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
/// A form that the lexicon lists as irregular: pronouns and the like, all of them frequent.
const IRREGULAR: Cost = 48;
/// Shortest unknown stem, in letters: below that any ending would fit by chance.
const SHORTEST_UNKNOWN: usize = 3;

/// The compiled data, opened once for the whole program.
static DATA: LazyLock<(Lexicon, Endings)> = LazyLock::new(|| {
    // Both artefacts are part of the program and a test opens them, so neither can fail here.
    (
        Lexicon::open(lexicon::DATA).expect("lexicon.bin is an artefact of ours"),
        Endings::open(endings::DATA).expect("endings.bin is an artefact of ours"),
    )
});

/// Finds the stems of Kazakh words.
///
/// Words go in lower case, in Cyrillic letters and NFC, as `analysis` makes them; anything else comes back unchanged.
/// A stem is the word without its inflection: a verb's bare stem (`барамын` → `бар`), a noun's nominative singular (`ауылдарымыздың` →
/// `ауыл`). Derived words stay whole (`мемлекеттік`).
///
/// Cheap to make and to copy; all share one set of compiled tables.
///
/// ```
/// use izde::kazakh::Stemmer;
///
/// let stemmer = Stemmer::new();
/// let mut buffer = String::new();
/// assert_eq!(stemmer.stem("әкімдерінің", &mut buffer), "әкім");
/// assert_eq!(stemmer.stem("халқымыздың", &mut buffer), "халық");
/// assert_eq!(stemmer.stem("барамын", &mut buffer), "бар");
/// ```
#[derive(Clone, Copy)]
pub struct Stemmer {
    lexicon: &'static Lexicon,
    endings: &'static Endings,
}

/// One way to read a word.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Reading {
    /// The stem, with the changes of its spelling undone.
    pub stem: String,
    /// Its classes in the lexicon; empty for an unknown stem.
    pub classes: Classes,
    /// The ending as it stands in the word; empty for a bare stem.
    pub ending: String,
    /// Names of the suffixes of the ending, in order.
    pub suffixes: Vec<&'static str>,
    /// How unlikely the reading is, in nats: the least wins.
    pub cost: f32,
}

/// How the stem is made of the letters before the ending.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Change {
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
struct Stem {
    /// Letters before the ending.
    split: usize,
    change: Change,
    entry: Option<Entry>,
}

/// A stem with what stands on it.
#[derive(Debug, Clone, Copy)]
struct Candidate {
    stem: Stem,
    start: Start,
    lost: Lost,
    shapes: Shapes,
    cost: Cost,
}

impl Default for Stemmer {
    fn default() -> Self {
        Self::new()
    }
}

impl std::fmt::Debug for Stemmer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Stemmer")
    }
}

impl Stemmer {
    /// The stemmer. The first call of a program opens the compiled tables.
    #[must_use]
    pub fn new() -> Self {
        let (lexicon, endings) = &*DATA;
        Self { lexicon, endings }
    }

    /// The likeliest stem of a word. It is a beginning of `word` itself or was written into `buffer`, whose old content is lost.
    pub fn stem<'a>(&self, word: &'a str, buffer: &'a mut String) -> &'a str {
        let mut letters = [0; LONGEST];
        let Some(letters) = numbers(word, &mut letters) else { return word };
        let mut best: Option<Candidate> = None;
        let form = self.read(letters, |candidate| {
            let better = best.is_none_or(|best| {
                (candidate.cost, usize::MAX - candidate.stem.split) < (best.cost, usize::MAX - best.stem.split)
            });
            if better {
                best = Some(candidate);
            }
        });
        if let Some(lemma) = form {
            return self.lexicon.lemma(lemma);
        }
        match best {
            Some(best) => self.spell(word, best.start, best.stem, buffer),
            None => word,
        }
    }

    /// Every way to read a word, the likeliest first; a reading of the same stem and suffixes comes once. Empty for a word that is not
    /// written in Kazakh letters.
    #[must_use]
    pub fn readings(&self, word: &str) -> Vec<Reading> {
        let mut letters = [0; LONGEST];
        let Some(letters) = numbers(word, &mut letters) else { return vec![] };
        let mut candidates = vec![];
        let form = self.read(letters, |candidate| candidates.push(candidate));
        candidates.sort_by_key(|c| (c.cost, usize::MAX - c.stem.split));
        let mut readings: Vec<Reading> = vec![];
        if let Some(lemma) = form {
            let (stem, suffixes) = (self.lexicon.lemma(lemma).to_owned(), vec!["irregular form"]);
            readings.push(Reading { stem, classes: Classes::default(), ending: String::new(), suffixes, cost: 0.0 });
        }
        for Candidate { stem, start, lost, shapes, cost } in candidates {
            let ending = word.chars().skip(stem.split).collect::<String>();
            let reading = Reading {
                stem: self.spell(word, start, stem, &mut String::new()).to_owned(),
                classes: stem.entry.map_or(Classes::default(), Entry::classes),
                suffixes: explain(&ending, start, lost, shapes),
                ending,
                cost: f32::from(cost) / 16.0,
            };
            if !readings.iter().any(|r| r.stem == reading.stem && r.suffixes == reading.suffixes) {
                readings.push(reading);
            }
        }
        readings
    }

    /// Whether a word, as it stands, is a stem of the lexicon; its classes then.
    #[must_use]
    pub fn classes(&self, word: &str) -> Option<Classes> {
        let mut letters = [0; LONGEST];
        let letters = numbers(word, &mut letters)?;
        let end = letters.iter().try_fold(self.lexicon.root(), |place, &letter| self.lexicon.step(place, letter))?;
        self.lexicon.entry(end).map(Entry::classes).filter(|classes| !classes.is_empty())
    }

    /// Whether letters are a whole ending that nouns and names take: `ның`, `дан`, `ларымызға`.
    #[must_use]
    pub fn is_ending(&self, letters: &str) -> bool {
        let mut buffer = [0; LONGEST];
        let Some(letters) = numbers(letters, &mut buffer) else { return false };
        self.endings.whole(letters).iter().any(|ending| ending.start == Start::Nominal && ending.lost == Lost::Nothing)
    }

    /// How rare a word, given as letter numbers, is by lexicon and grammar, in nats; `None` when its stem is not in the lexicon.
    pub(super) fn rarity(&self, letters: &[u8]) -> Option<f32> {
        if letters.is_empty() || letters.len() > LONGEST {
            return None;
        }
        let mut least: Option<Cost> = None;
        let form = self.read(letters, |candidate| {
            if candidate.stem.entry.is_some() {
                least = Some(least.map_or(candidate.cost, |least| least.min(candidate.cost)));
            }
        });
        form.map(|_| IRREGULAR).or(least).map(|cost| f32::from(cost) / 16.0)
    }

    /// Whether the letters up to `place` and one more, with which no stem goes on, can be a stem that changed before its ending; see
    /// [`stems`](Self::stems).
    pub(super) fn may_change(&self, place: Place, letter: u8) -> bool {
        let elided = |vowel| {
            let place = self.lexicon.step(place, vowel).and_then(|place| self.lexicon.step(place, letter));
            place.is_some_and(|place| self.lexicon.entry(place).is_some())
        };
        unvoiced(letter).is_some() || letter == U || letter == SOFT_I || elided(HARD_I) || elided(SOFT_I)
    }

    pub(super) const fn lexicon(&self) -> &'static Lexicon {
        self.lexicon
    }

    pub(super) const fn endings(&self) -> &'static Endings {
        self.endings
    }

    /// Hands every candidate to `found`; gives the lemma instead where the whole word is an irregular form.
    fn read(&self, letters: &[u8], mut found: impl FnMut(Candidate)) -> Option<u32> {
        let mut places = [None; LONGEST + 1];
        places[0] = Some(self.lexicon.root());
        for (at, &letter) in letters.iter().enumerate() {
            let Some(place) = places[at].and_then(|place| self.lexicon.step(place, letter)) else { break };
            places[at + 1] = Some(place);
        }
        let places = &places[..=letters.len()];
        let whole = places[letters.len()].and_then(|place| self.lexicon.entry(place));
        if let Some(lemma) = whole.and_then(Entry::form_of) {
            return Some(lemma);
        }
        self.bare(Stem { split: letters.len(), change: Change::Keep, entry: whole }, &mut found);
        self.endings.splits(letters, |split, endings| {
            self.stems(letters, places, split, |stem, lost| {
                let shapes = stem_shapes(letters, stem);
                for ending in endings.iter().filter(|e| e.lost == lost && e.shapes.meets(shapes)) {
                    if let Some(cost) = cost(stem, ending) {
                        found(Candidate { stem, start: ending.start, lost, shapes, cost });
                    }
                }
            });
        });
        None
    }

    /// The whole word as a stem.
    fn bare(&self, stem: Stem, found: &mut impl FnMut(Candidate)) {
        let mut as_class =
            |start, cost| found(Candidate { stem, start, lost: Lost::Nothing, shapes: Shapes::ALL, cost });
        match stem.entry {
            Some(entry) => {
                if entry.is_nominal() {
                    as_class(Start::Nominal, entry.nominal_cost() * 2 + BARE_NOMINAL);
                }
                if entry.is_verb() {
                    as_class(Start::Verb, entry.verb_cost() * 2 + BARE_VERB);
                }
            }
            None => as_class(Start::Nominal, UNKNOWN + UNKNOWN_LETTER * stem.split as Cost),
        }
    }

    /// Hands `found` each stem that the letters before `split` can be, with what the ending must have swallowed of it.
    fn stems(&self, letters: &[u8], places: &[Option<Place>], split: usize, mut found: impl FnMut(Stem, Lost)) {
        let entry = |place: Option<Place>| place.and_then(|place| self.lexicon.entry(place));
        let onward = |place: Option<Place>, letter| place.and_then(|place| self.lexicon.step(place, letter));
        let mut known = |change, entry: Option<Entry>, lost| {
            if entry.is_some() {
                found(Stem { split, change, entry }, lost);
            }
        };
        let here = places[split];
        for letter in [HARD_I, SOFT_I] {
            known(Change::Append(letter), entry(onward(here, letter)), Lost::High);
        }
        known(Change::Append(SHORT_I), entry(onward(here, SHORT_I)), Lost::Glide);

        let last = letters[split - 1];
        let before = places[split - 1];
        let first = letters[split];
        if phonology::is_vowel(first) {
            if let Some(voiceless) = unvoiced(last) {
                let fits = entry(onward(before, voiceless)).filter(|entry| !entry.has_flag(Flag::Fixed));
                known(Change::Last(voiceless), fits, Lost::Nothing);
            }
            if last == U && letters.get(split + 1) == Some(&P) {
                let verb = entry(onward(before, P)).filter(|entry| entry.is_verb());
                known(Change::Last(P), verb, Lost::Nothing);
            }
            for vowel in [HARD_I, SOFT_I] {
                let elided = entry(onward(onward(before, vowel), last)).filter(|entry| entry.has_flag(Flag::Elide));
                known(Change::Insert(vowel), elided, Lost::Nothing);
            }
            for consonant in [T, D] {
                let lost = entry(onward(here, consonant)).filter(|entry| entry.has_flag(Flag::Lose));
                known(Change::Append(consonant), lost, Lost::Nothing);
            }
        }
        // One letter is no stem: `е` has its forms by table, interjections have none.
        let kept = entry(here).filter(|_| split > 1);
        if kept.is_none() && last == SOFT_I && split > 2 && letters[split - 2] == T {
            // Loans in -кт, -нт, -ст take і before suffixes: факт – фактісі, объект – объектілер.
            known(Change::Drop, entry(before), Lost::Nothing);
        }
        let long_enough = split >= SHORTEST_UNKNOWN;
        if kept.is_some() || long_enough {
            let change = if kept.is_none() && last == GHAIN { Change::Last(QAF) } else { Change::Keep };
            found(Stem { split, change, entry: kept }, Lost::Nothing);
        }
    }

    /// Writes a stem out.
    fn spell<'a>(&self, word: &'a str, start: Start, stem: Stem, buffer: &'a mut String) -> &'a str {
        if let (Start::Verb, Some(base)) = (start, stem.entry.and_then(Entry::voice_of)) {
            return self.lexicon.lemma(base);
        }
        // Kazakh letters take two bytes each, a hyphen one.
        let bytes = |letters: usize| word.char_indices().nth(letters).map_or(word.len(), |(at, _)| at);
        let (kept, added, last) = match stem.change {
            Change::Keep => return &word[..bytes(stem.split)],
            Change::Drop => return &word[..bytes(stem.split - 1)],
            Change::Last(letter) => (stem.split - 1, Some(letter), None),
            Change::Append(letter) => (stem.split, Some(letter), None),
            Change::Insert(letter) => (stem.split - 1, Some(letter), word.chars().nth(stem.split - 1)),
        };
        buffer.clear();
        buffer.push_str(&word[..bytes(kept)]);
        buffer.extend(added.map(alphabet::letter));
        buffer.extend(last);
        buffer
    }
}

/// What a stem with an ending costs; `None` where the ending does not go on stems of its class.
fn cost(stem: Stem, ending: &Ending) -> Option<Cost> {
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

const fn n(letter: char) -> u8 {
    match alphabet::number(letter) {
        Some(n) => n,
        None => 0,
    }
}

const HARD_I: u8 = n('ы');
const SOFT_I: u8 = n('і');
const SHORT_I: u8 = n('й');
const U: u8 = n('у');
const P: u8 = n('п');
const T: u8 = n('т');
const D: u8 = n('д');
const GHAIN: u8 = n('ғ');
const QAF: u8 = n('қ');

/// The voiceless consonant that sounds as this one before a vowel: `кітап` – `кітабы`, `жүрек` – `жүрегі`, `тарақ` – `тарағы`.
const fn unvoiced(letter: u8) -> Option<u8> {
    match alphabet::letter(letter) {
        'б' => Some(P),
        'г' => Some(n('к')),
        'ғ' => Some(QAF),
        _ => None,
    }
}

/// Shapes of a stem: of its spelling in the word, with a lost or surplus letter put right, and of both harmonies where the lexicon says
/// that its suffixes go against its vowels.
fn stem_shapes(letters: &[u8], stem: Stem) -> Shapes {
    let mut changed = [0; LONGEST + 1];
    let surface = &letters[..stem.split];
    let shapes = match stem.change {
        Change::Append(letter) if letter != T && letter != D => {
            changed[..stem.split].copy_from_slice(surface);
            changed[stem.split] = letter;
            phonology::shapes(&changed[..=stem.split])
        }
        _ => phonology::shapes(surface),
    };
    let flagged = |flag| stem.entry.is_some_and(|entry| entry.has_flag(flag));
    if flagged(Flag::Back) || flagged(Flag::Front) {
        Shapes(shapes.0 | shapes.0 >> 6 | (shapes.0 & 0x3F) << 6)
    } else {
        shapes
    }
}

/// A word as letter numbers; `None` when it holds anything else or is too long.
fn numbers<'b>(word: &str, buffer: &'b mut [u8; LONGEST]) -> Option<&'b [u8]> {
    let mut length = 0;
    for c in word.chars() {
        *buffer.get_mut(length)? = alphabet::number(c)?;
        length += 1;
    }
    (length > 0).then_some(&buffer[..length])
}
