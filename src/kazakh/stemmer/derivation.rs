//! Words made of words: `data/derivation.tsv`, read into the suffixes as they are spelt, and the base of a derived word found.
//!
//! Two things stand on it: an unknown stem that is a known one with such a suffix is likelier than any other (`хабарсыз`), and the root key
//! takes the suffixes off one by one (`әкімшілік` → `әкімші` → `әкім`).

use std::sync::LazyLock;

use super::LONGEST;
use super::alternation::{HARD_I, SOFT_I, T, U, unvoiced};
use super::cost::Cost;
use crate::kazakh::alphabet::{self, LETTERS};
use crate::kazakh::lexicon::{Class, Classes, Entry, Flag, Lexicon, Place};
use crate::kazakh::phonology::{self, Shape, Shapes, realise};

const SOURCE: &str = include_str!("../data/derivation.tsv");

/// What a suffix stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum From {
    Nominal,
    Numeral,
    Verb,
    Loan,
}

/// A derivational suffix as it is spelt after some shapes.
#[derive(Debug, Clone)]
struct Suffix {
    letters: Vec<u8>,
    tail: Tail,
    from: From,
    to_verb: bool,
    shapes: Shapes,
    /// `None`: only for the root key.
    cost: Option<Cost>,
}

/// The last eight letters of something, one a byte: most suffixes a word does not end in are told by one comparison.
#[derive(Debug, Clone, Copy)]
struct Tail {
    letters: u64,
    mask: u64,
}

impl Tail {
    fn new(word: &[u8]) -> Self {
        let last = &word[word.len().saturating_sub(8)..];
        let letters = last.iter().fold(0, |all, &letter| all << 8 | u64::from(letter));
        Self { letters, mask: u64::MAX.checked_shr(8 * (8 - last.len() as u32)).unwrap_or_default() }
    }

    /// Whether it is the end of `of`; so it is, too, of what they are the tails of, for no suffix has more than eight letters.
    const fn ends(self, of: Self) -> bool {
        (self.letters ^ of.letters) & self.mask == 0
    }
}

/// Suffixes by their last letter.
type ByLast = Vec<Vec<Suffix>>;

/// The table as it is asked.
struct Table {
    all: ByLast,
    /// Those that make new words: no verbs, verbs.
    new: [ByLast; 2],
    /// The two last letters of those, as a bit of a number for each last letter: most words end otherwise.
    ends: [[u64; LETTERS]; 2],
    /// Beginnings of loans are compared with other loans by these.
    loans: Vec<Vec<u8>>,
    /// Words that only look derived, in order.
    whole: Vec<Vec<u8>>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    // The table is part of the program and a test reads it.
    Table::parse(SOURCE).expect("data/derivation.tsv is well formed")
});

impl Table {
    fn parse(source: &str) -> Result<Self, String> {
        let none: ByLast = vec![vec![]; LETTERS];
        let mut table = Self {
            all: none.clone(),
            new: [none.clone(), none],
            ends: [[0; LETTERS]; 2],
            loans: vec![],
            whole: vec![],
        };
        for (at, line) in source.lines().enumerate().filter(|(_, line)| !line.starts_with('#') && !line.is_empty()) {
            let fail = |what: &str| format!("derivation.tsv, line {}: {what}: {line}", at + 1);
            let (template, from, to, cost) = match *line.split('\t').collect::<Vec<_>>() {
                ["whole", word] => {
                    table.whole.push(word.chars().filter_map(alphabet::number).collect());
                    continue;
                }
                [template, from, to, cost, _name, _example] => (template, from, to, cost),
                _ => return Err(fail("a line is suffix, from, to, cost, name, example; or whole and a word")),
            };
            let from = match from {
                "nominal" => From::Nominal,
                "numeral" => From::Numeral,
                "verb" => From::Verb,
                "loan" => From::Loan,
                _ => return Err(fail("no such class")),
            };
            let to_verb = match to {
                "nominal" => false,
                "verb" => true,
                _ => return Err(fail("no such class")),
            };
            let cost = match cost {
                "-" => None,
                nats => Some((nats.parse::<f32>().map_err(|_| fail("the cost is no number"))? * 16.0) as Cost),
            };
            for shape in Shape::all() {
                let spelt = realise(template, shape).ok_or_else(|| fail("a sign that phonology.rs does not know"))?;
                let letters: Vec<u8> = spelt.chars().filter_map(alphabet::number).collect();
                let last = *letters.last().ok_or_else(|| fail("an empty suffix"))?;
                if letters.len() > 8 {
                    return Err(fail("more than eight letters"));
                }
                let slot = &mut table.all[usize::from(last)];
                match slot.iter_mut().find(|s| s.letters == letters && (s.from, s.to_verb) == (from, to_verb)) {
                    Some(suffix) => suffix.shapes = suffix.shapes.union(shape.into()),
                    None => slot.push(Suffix {
                        tail: Tail::new(&letters),
                        letters,
                        from,
                        to_verb,
                        shapes: shape.into(),
                        cost,
                    }),
                }
            }
        }
        for (last, suffix) in table.all.iter().enumerate().flat_map(|(last, all)| all.iter().map(move |s| (last, s))) {
            if suffix.cost.is_some() {
                let verb = usize::from(suffix.to_verb);
                table.new[verb][last].push(suffix.clone());
                // Before a suffix of one letter anything may stand.
                let before = suffix.letters.iter().rev().nth(1);
                table.ends[verb][last] |= before.map_or(u64::MAX, |&letter| 1 << letter);
            }
        }
        let loans = table.all.iter().flatten().filter(|suffix| suffix.from == From::Loan);
        table.loans = loans.map(|suffix| suffix.letters.clone()).collect();
        table.whole.sort_unstable();
        Ok(table)
    }
}

/// A derived word taken apart.
#[derive(Debug, Clone, Copy)]
pub(super) struct Derived {
    base: [u8; LONGEST],
    length: usize,
    /// Whether the derived word is a verb.
    pub(super) is_verb: bool,
    /// Cost of base and suffix; `None` where the suffix only serves the root key.
    pub(super) cost: Option<Cost>,
}

impl Derived {
    /// Letters of the base.
    pub(super) fn base(&self) -> &[u8] {
        &self.base[..self.length]
    }
}

/// How many suffixes may stand on a stem of the lexicon without being in it themselves.
const DEPTH: usize = 2;

/// Which derivations count.
#[derive(Debug, Clone, Copy)]
enum Wanted {
    /// All; the longest base is the best.
    Any,
    /// Suffixes that make new words, verbs or others; the likeliest is the best.
    New { verb: bool },
}

/// The base of a derived word, given as letters: the longest there is.
pub(super) fn base(lexicon: &Lexicon, word: &[u8]) -> Option<Derived> {
    let mut places = [lexicon.root(); LONGEST + 1];
    of_depth(lexicon, word, lexicon.walk(word, &mut places), Wanted::Any, DEPTH)
}

/// What a word that is in no lexicon costs as a new derivation: as a verb, or as anything else. `places` are those of its beginnings in the
/// lexicon; the whole word may end in another letter.
pub(super) fn cost_of_new(lexicon: &Lexicon, word: &[u8], places: &[Place], verb: bool) -> Option<Cost> {
    if !ends_as_new(word, verb) {
        return None;
    }
    of_depth(lexicon, word, places, Wanted::New { verb }, DEPTH)?.cost
}

/// Whether a word ends as new derivations do; of any other [`cost_of_new`] is `None`.
pub(super) fn may_be_new(word: &[u8]) -> bool {
    ends_as_new(word, false) || ends_as_new(word, true)
}

fn ends_as_new(word: &[u8], verb: bool) -> bool {
    let &[.., before, last] = word else { return false };
    let ends = TABLE.ends[usize::from(verb)].get(usize::from(last));
    ends.is_some_and(|ends| ends >> (before & 63) & 1 != 0)
}

fn of_depth(lexicon: &Lexicon, word: &[u8], places: &[Place], wanted: Wanted, depth: usize) -> Option<Derived> {
    let &last = word.last()?;
    let suffixes = match wanted {
        Wanted::Any => &TABLE.all,
        Wanted::New { verb } => &TABLE.new[usize::from(verb)],
    };
    let suffixes = suffixes.get(usize::from(last)).filter(|suffixes| !suffixes.is_empty())?;
    let tail = Tail::new(word);
    let mut best: Option<Derived> = None;
    for suffix in suffixes.iter().filter(|suffix| suffix.tail.ends(tail)) {
        let before = &word[..word.len() - suffix.letters.len()];
        if suffix.from == From::Loan {
            if is_loan(lexicon, before, word) {
                keep(&mut best, before, None, suffix, wanted);
            }
            continue;
        }
        let is_clear = suffix.cost.is_some() || suffix.from == From::Verb && (suffix.to_verb || suffix.letters == [U]);
        // Causative -т stands on verbs of two syllables and more only.
        let shortest = if suffix.to_verb && suffix.letters.len() == 1 && suffix.letters[0] == T {
            4
        } else if is_clear {
            2
        } else {
            3
        };
        if before.len() < shortest || before.len() + 1 >= LONGEST {
            continue;
        }
        let of_base = match wanted {
            Wanted::Any => Wanted::Any,
            Wanted::New { .. } => Wanted::New { verb: suffix.from == From::Verb },
        };
        each_spelling(lexicon, before, places, suffix, &mut |base, place| {
            let entry = place.and_then(|place| content(lexicon, place));
            let cost = match entry {
                Some(entry) if fits(suffix.from, entry) => {
                    let of_base = if suffix.from == From::Verb { entry.verb_cost() } else { entry.nominal_cost() };
                    suffix.cost.map(|cost| cost + of_base * 2)
                }
                Some(_) => return,
                None => match depth.checked_sub(1).and_then(|depth| of_depth(lexicon, base, places, of_base, depth)) {
                    Some(derived) if derived.is_verb == (suffix.from == From::Verb) => {
                        suffix.cost.zip(derived.cost).map(|(cost, of_base)| cost + of_base)
                    }
                    _ => return,
                },
            };
            if shapes(base, entry).meets(suffix.shapes) {
                keep(&mut best, base, cost, suffix, wanted);
            }
        });
    }
    // Few words are derived, so it is asked last which of them only look it.
    best.filter(|_| TABLE.whole.binary_search_by(|whole| (**whole).cmp(word)).is_err())
}

/// Keeps the longer base, of new words the cheaper reading.
fn keep(best: &mut Option<Derived>, base: &[u8], cost: Option<Cost>, suffix: &Suffix, wanted: Wanted) {
    let by_cost = |cost: Option<Cost>| cost.unwrap_or(Cost::MAX);
    let is_better = |best: Derived| match wanted {
        Wanted::Any => best.length < base.len(),
        Wanted::New { .. } => by_cost(cost) < by_cost(best.cost),
    };
    if best.is_none_or(is_better) {
        let mut letters = [0; LONGEST];
        letters[..base.len()].copy_from_slice(base);
        *best = Some(Derived { base: letters, length: base.len(), is_verb: suffix.to_verb, cost });
    }
}

/// Hands over what the base before a suffix can have been: as it stands, with its last sound voiceless again, with the ы or і that went
/// into у; each with its place in the lexicon.
fn each_spelling(
    lexicon: &Lexicon,
    before: &[u8],
    places: &[Place],
    suffix: &Suffix,
    found: &mut impl FnMut(&[u8], Option<Place>),
) {
    let onward = |length: usize, letter| places.get(length).and_then(|&place| lexicon.step(place, letter));
    found(before, places.get(before.len()).copied());
    let mut letters = [0; LONGEST];
    letters[..before.len()].copy_from_slice(before);
    let first = suffix.letters[0];
    if phonology::is_vowel(first)
        && let Some(voiceless) = before.last().and_then(|&last| unvoiced(last))
    {
        letters[before.len() - 1] = voiceless;
        found(&letters[..before.len()], onward(before.len() - 1, voiceless));
        letters[before.len() - 1] = before[before.len() - 1];
    }
    if first == U && suffix.from == From::Verb {
        for vowel in [HARD_I, SOFT_I] {
            letters[before.len()] = vowel;
            found(&letters[..=before.len()], onward(before.len(), vowel));
        }
    }
}

/// Whether letters are the beginning of another loan than `word`: they and no or another loan suffix are a word.
fn is_loan(lexicon: &Lexicon, beginning: &[u8], word: &[u8]) -> bool {
    if beginning.len() < 4 {
        return false;
    }
    let is_noun = |letters: &[u8]| entry(lexicon, letters).is_some_and(|entry| fits(From::Nominal, entry));
    if is_noun(beginning) {
        return true;
    }
    let mut letters = [0; LONGEST];
    letters[..beginning.len()].copy_from_slice(beginning);
    beginning.len() > 4
        && TABLE.loans.iter().any(|suffix| {
            let end = beginning.len() + suffix.len();
            let Some(tail) = letters.get_mut(beginning.len()..end) else { return false };
            tail.copy_from_slice(suffix);
            letters[..end] != *word && is_noun(&letters[..end])
        })
}

/// Whether a word of the lexicon is of the class a suffix stands on.
fn fits(from: From, entry: Entry) -> bool {
    let classes = entry.classes();
    match from {
        From::Nominal | From::Loan => classes.meets(CONTENT),
        From::Numeral => classes.has(Class::Numeral),
        From::Verb => classes.has(Class::Verb),
    }
}

/// Classes that words are made of; first names and brands are spelt like too many other words.
const CONTENT: Classes = Classes::of(&[
    Class::Noun,
    Class::Adjective,
    Class::Adverb,
    Class::Place,
    Class::Name,
    Class::Abbreviation,
    Class::Modal,
]);

fn entry(lexicon: &Lexicon, letters: &[u8]) -> Option<Entry> {
    let end = letters.iter().try_fold(lexicon.root(), |place, &letter| lexicon.step(place, letter))?;
    content(lexicon, end)
}

/// What stands at a place, if it is a stem.
fn content(lexicon: &Lexicon, place: Place) -> Option<Entry> {
    lexicon.entry(place).filter(|entry| !entry.classes().is_empty())
}

fn shapes(base: &[u8], entry: Option<Entry>) -> Shapes {
    let shapes = phonology::shapes(base);
    let flagged = |flag| entry.is_some_and(|entry| entry.has_flag(flag));
    if flagged(Flag::Back) || flagged(Flag::Front) { shapes.in_both_harmonies() } else { shapes }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_well_formed() {
        let table = Table::parse(SOURCE).unwrap();
        assert!(table.all.iter().flatten().count() > 100);
    }

    #[test]
    fn a_mistake_is_named_with_its_line() {
        for wrong in
            ["W\tnominal\tnominal\t1\tname\tx", "а\tnoun\tverb\t1\tname\tx", "а\tverb\tverb\tmuch\tname\tx", "а"]
        {
            let message = Table::parse(&format!("# head\n{wrong}\n")).err().unwrap();
            assert!(message.starts_with("derivation.tsv, line 2: "), "{message}");
        }
    }
}
