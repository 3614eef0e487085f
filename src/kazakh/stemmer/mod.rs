//! From a word to its stem: list the readings, pick the likeliest.
//!
//! A word is read by two walks. The first goes forward through the lexicon and remembers where each beginning of the word stands; the
//! second goes backward through the endings and meets, at every ending it passes, the beginning that would be its stem. Where the
//! stem's spelling changes before a suffix (`кітап` – `кітабы`, `халық` – `халқы`), `alternation` undoes the change by a step or two in the
//! lexicon from the remembered places, so no word is looked up twice.
//!
//! Ranking is one sum (`cost`): how rare the stem is, plus how rare the ending is, plus what a change or an unknown stem costs. The least
//! sum wins; at equal sums the longer stem.

mod alternation;
mod cost;
mod derivation;
#[cfg(test)]
mod estimate;
mod guess;
mod known;
mod root;

use std::sync::LazyLock;

use self::alternation::{Change, Stem, loan_in_i, shapes_of, spell, stems};
use self::cost::Cost;
use super::alphabet::numbers;
use super::endings::{self, Endings};
use super::grammar::{Lost, Start, explain};
use super::lexicon::{self, Classes, Entry, Lexicon};
use super::phonology::Shapes;

/// Words of more letters than this are taken as they are; the longest in 200,000 running words has 33.
const LONGEST: usize = 40;

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
/// Cheap to make and to copy, and may be used by many threads at once: all share one set of compiled tables. They are read where they stand
/// in the program (0.45 MB); the first [`Stemmer::new`] takes less than a tenth of a millisecond and some 15 KB. [`Stemmer::stem`] allocates
/// nothing but what its buffer needs, save that the first unknown word brings in the table of derivational suffixes.
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

/// Threads share it.
const _: fn() = || {
    const fn shared<T: Send + Sync>() {}
    shared::<Stemmer>();
};

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
    /// What the cost is made of, by name, in nats: how rare the stem is and how rare the ending, and what comes on top.
    pub parts: Vec<(&'static str, f32)>,
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
        let mut best = Best(None);
        if let Some(lemma) = self.read(letters, &mut best) {
            return self.lexicon.lemma(lemma);
        }
        match best.0 {
            Some(best) => spell(self.lexicon, (word, letters), best.start, best.stem, buffer),
            None => word,
        }
    }

    /// The likeliest stem of a word, where it is in the lexicon: for words of several parts, which are taken apart otherwise.
    pub(crate) fn known_stem<'a>(&self, word: &'a str, buffer: &'a mut String) -> Option<&'a str> {
        let mut letters = [0; LONGEST];
        let letters = numbers(word, &mut letters)?;
        let mut best = Best(None);
        if let Some(lemma) = self.read(letters, &mut best) {
            return Some(self.lexicon.lemma(lemma));
        }
        let best = best.0.filter(|best| best.stem.entry.is_some())?;
        Some(spell(self.lexicon, (word, letters), best.start, best.stem, buffer))
    }

    /// Every way to read a word, the likeliest first; a reading of the same stem and suffixes comes once. Empty for a word that is not
    /// written in Kazakh letters.
    #[must_use]
    pub fn readings(&self, word: &str) -> Vec<Reading> {
        let mut letters = [0; LONGEST];
        let Some(letters) = numbers(word, &mut letters) else { return vec![] };
        let mut candidates = vec![];
        let form = self.read(letters, &mut candidates);
        candidates.sort_by_key(Candidate::rank);
        let mut readings: Vec<Reading> = vec![];
        if let Some(lemma) = form {
            let (stem, suffixes) = (self.lexicon.lemma(lemma).to_owned(), vec!["irregular form"]);
            let (classes, ending) = (Classes::default(), String::new());
            readings.push(Reading { stem, classes, ending, suffixes, cost: 0.0, parts: vec![] });
        }
        for candidate in candidates {
            let Candidate { stem, start, lost, shapes, cost } = candidate;
            let ending = word.chars().skip(stem.split).collect::<String>();
            let (of_ending, mut suffixes) = explain(&ending, start, lost, shapes);
            if suffixes.is_empty() && !ending.is_empty() {
                suffixes.push("misspelt");
            }
            let reading = Reading {
                stem: spell(self.lexicon, (word, letters), start, stem, &mut String::new()).to_owned(),
                classes: stem.entry.map_or(Classes::default(), Entry::classes),
                suffixes,
                cost: nats(cost),
                parts: parts(candidate, of_ending, ending.is_empty()),
                ending,
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
        self.endings
            .whole(letters.iter().copied())
            .iter()
            .any(|ending| ending.start == Start::Nominal && ending.lost == Lost::Nothing)
    }

    /// Hands candidates to `taker`, save those it has no use for; those with a stem outside the lexicon only where the others cost more than
    /// such a stem may. Gives the lemma instead where the whole word is an irregular form.
    fn read(&self, letters: &[u8], taker: &mut impl Taker) -> Option<u32> {
        let mut places = [self.lexicon.root(); LONGEST + 1];
        let places = self.lexicon.walk(letters, &mut places);
        let whole = places.get(letters.len()).and_then(|&place| self.lexicon.entry(place));
        if let Some(lemma) = whole.and_then(Entry::form_of) {
            return Some(lemma);
        }
        let kept = whole.map(|entry| Stem { split: letters.len(), change: Change::Keep, entry: Some(entry) });
        if let Some(stem @ Stem { entry: Some(entry), .. }) = kept.or_else(|| loan_in_i(self.lexicon, letters, places))
        {
            for (start, cost) in cost::bare(entry) {
                taker.take(Candidate { stem, start, lost: Lost::Nothing, shapes: Shapes::ALL, cost });
            }
        }
        let least = self.lexicon.cheapest() * 2;
        self.endings.splits(letters, places.len(), |split, endings| {
            if least + endings.cheapest() > taker.limit() {
                return;
            }
            stems(self.lexicon, letters, places, split, endings, |stem, lost| {
                let least = stem.entry.map_or(0, cost::least);
                if least + endings.cheapest() > taker.limit() {
                    return;
                }
                let shapes = shapes_of(letters, stem);
                for ending in endings.iter() {
                    if least + ending.cost > taker.limit() {
                        break;
                    }
                    if ending.lost == lost
                        && ending.shapes.meets(shapes)
                        && let Some(cost) = cost::inflected(stem, &ending)
                    {
                        taker.take(Candidate { stem, start: ending.start, lost, shapes, cost });
                    }
                }
            });
        });
        if taker.wants_guesses() && taker.limit() >= cost::DOUBTFUL {
            self.guess(letters, places, taker);
        }
        None
    }
}

/// What the cost of a candidate is made of, by name.
fn parts(Candidate { stem, start, cost, .. }: Candidate, ending: f32, is_bare: bool) -> Vec<(&'static str, f32)> {
    let mut parts: Vec<_> = match stem.entry {
        Some(entry) => {
            cost::parts(stem, entry, start, is_bare).into_iter().map(|(name, cost)| (name, nats(cost))).collect()
        }
        None => vec![("unknown stem", nats(cost) - ending)],
    };
    if !is_bare {
        parts.push(("ending", nats(cost) - parts.iter().map(|(_, cost)| cost).sum::<f32>()));
    }
    parts
}

fn nats(cost: Cost) -> f32 {
    f32::from(cost) / 16.0
}

impl Candidate {
    /// The least is the best: by cost, at equal costs the longer stem.
    fn rank(&self) -> (Cost, usize) {
        (self.cost, usize::MAX - self.stem.split)
    }
}

/// Who takes the candidates.
trait Taker {
    /// What costs more is of no use.
    fn limit(&self) -> Cost;
    /// Whether stems outside the lexicon and misspelt endings are of use.
    fn wants_guesses(&self) -> bool {
        self.limit() > cost::DOUBTFUL
    }
    fn take(&mut self, candidate: Candidate);
}

/// Keeps the best.
struct Best(Option<Candidate>);

impl Taker for Best {
    fn limit(&self) -> Cost {
        self.0.map_or(Cost::MAX, |best| best.cost)
    }

    fn take(&mut self, candidate: Candidate) {
        if self.0.is_none_or(|best| candidate.rank() < best.rank()) {
            self.0 = Some(candidate);
        }
    }
}

/// Keeps all.
impl Taker for Vec<Candidate> {
    fn limit(&self) -> Cost {
        Cost::MAX
    }

    fn take(&mut self, candidate: Candidate) {
        self.push(candidate);
    }
}
