//! The stems we know: one automaton from a word's letters to what is known of it.

#[cfg(test)]
pub(super) mod source;

use fst::Streamer;
use fst::raw::Fst;

use super::artefact;

/// Generated from `data/*.tsv`; see `data/README.md` for the command.
pub(super) static DATA: &[u8] = include_bytes!("../data/lexicon.bin");

/// Word classes of the lexicon.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Class {
    /// Common noun (`n`).
    Noun,
    /// Verb, as its bare stem (`v`).
    Verb,
    /// Adjective (`adj`).
    Adjective,
    /// Adverb (`adv`).
    Adverb,
    /// Numeral (`num`).
    Numeral,
    /// Pronoun (`pron`).
    Pronoun,
    /// Determiner (`det`).
    Determiner,
    /// Postposition (`post`).
    Postposition,
    /// Conjunction (`conj`).
    Conjunction,
    /// Particle (`part`).
    Particle,
    /// Interjection (`intj`).
    Interjection,
    /// Modal word (`modal`).
    Modal,
    /// Name of a place (`np-top`).
    Place,
    /// First name (`np-ant`).
    FirstName,
    /// Family name (`np-cog`).
    FamilyName,
    /// Name of an organisation (`np-org`).
    Organisation,
    /// Another name (`np`).
    Name,
    /// Abbreviation (`abbr`).
    Abbreviation,
}

impl Class {
    /// Every class with its mark in the TSV files.
    pub(super) const ALL: [(Self, &'static str); 18] = [
        (Self::Noun, "n"),
        (Self::Verb, "v"),
        (Self::Adjective, "adj"),
        (Self::Adverb, "adv"),
        (Self::Numeral, "num"),
        (Self::Pronoun, "pron"),
        (Self::Determiner, "det"),
        (Self::Postposition, "post"),
        (Self::Conjunction, "conj"),
        (Self::Particle, "part"),
        (Self::Interjection, "intj"),
        (Self::Modal, "modal"),
        (Self::Place, "np-top"),
        (Self::FirstName, "np-ant"),
        (Self::FamilyName, "np-cog"),
        (Self::Organisation, "np-org"),
        (Self::Name, "np"),
        (Self::Abbreviation, "abbr"),
    ];
}

/// A set of word classes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Classes(u32);

impl Classes {
    /// Whether the set holds a class.
    #[must_use]
    pub const fn has(self, class: Class) -> bool {
        self.0 & 1 << class as u32 != 0
    }

    /// Whether the set holds nothing.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The set with a class more.
    #[must_use]
    pub const fn with(self, class: Class) -> Self {
        Self(self.0 | 1 << class as u32)
    }

    /// The classes in the set, in the order of [`Class`].
    pub fn iter(self) -> impl Iterator<Item = Class> {
        Class::ALL.into_iter().map(|(class, _)| class).filter(move |&class| self.has(class))
    }

    /// The marks of the TSV files, parted by commas: `n,adj`.
    #[must_use]
    pub fn marks(self) -> String {
        let marks: Vec<_> = Class::ALL.iter().filter(|(class, _)| self.has(*class)).map(|&(_, mark)| mark).collect();
        marks.join(",")
    }
}

/// How a stem changes before suffixes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
pub(super) enum Flag {
    /// The last vowel drops before a vowel: халық → халқы.
    Elide,
    /// Final п к қ stay as they are before a vowel.
    Fixed,
    /// The last consonant drops before a vowel: съезд → съезі.
    Lose,
    /// Takes back suffixes against its last vowel.
    Back,
    /// Takes front suffixes against its last vowel.
    Front,
    /// Seldom meant: its unambiguous forms still count. Raises the cost, and is not kept.
    #[cfg_attr(not(test), expect(dead_code, reason = "only the compiler of the lexicon asks"))]
    Rare,
    /// Takes no suffix.
    Indeclinable,
}

impl Flag {
    /// Every flag with its mark in the TSV files.
    #[cfg(test)]
    pub(super) const ALL: [(Self, &'static str); 7] = [
        (Self::Elide, "elide"),
        (Self::Fixed, "fixed"),
        (Self::Lose, "lose"),
        (Self::Back, "back"),
        (Self::Front, "front"),
        (Self::Rare, "rare"),
        (Self::Indeclinable, "indecl"),
    ];
}

/// What the lexicon says of one string of letters. Packed into the value of the automaton:
/// bits 0–17 classes, 18–24 flags, 25–32 cost as a nominal, 33–40 cost as a verb, 41–42 what the lemma number means, 43–62 lemma number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Entry(u64);

impl Entry {
    pub(super) const fn classes(self) -> Classes {
        Classes((self.0 & 0x3_FFFF) as u32)
    }

    pub(super) const fn has_flag(self, flag: Flag) -> bool {
        self.0 >> (18 + flag as u8) & 1 != 0
    }

    /// How rare it is as a noun or any class but verb, in eighths of a nat.
    pub(super) const fn nominal_cost(self) -> u16 {
        (self.0 >> 25 & 0xFF) as u16
    }

    /// How rare it is as a verb, in eighths of a nat.
    pub(super) const fn verb_cost(self) -> u16 {
        (self.0 >> 33 & 0xFF) as u16
    }

    pub(super) const fn is_verb(self) -> bool {
        self.classes().has(Class::Verb)
    }

    /// Whether it is a stem of any class but verb.
    pub(super) const fn is_nominal(self) -> bool {
        self.0 & 0x3_FFFF & !(1 << Class::Verb as u32) != 0
    }

    /// The lemma of an irregular form: this string is that lemma's form as it stands and takes nothing more.
    pub(super) const fn form_of(self) -> Option<u32> {
        if self.0 >> 41 & 1 == 1 { Some((self.0 >> 43 & 0xF_FFFF) as u32) } else { None }
    }

    /// The verb this verb is a transparent voice form of: жазыл → жаз.
    pub(super) const fn voice_of(self) -> Option<u32> {
        if self.0 >> 42 & 1 == 1 { Some((self.0 >> 43 & 0xF_FFFF) as u32) } else { None }
    }
}

/// The compiled lexicon.
pub(super) struct Lexicon {
    automaton: Fst<&'static [u8]>,
    lemmas: Vec<&'static str>,
}

impl Lexicon {
    /// Opens the compiled lexicon; `None` when `data` is no such artefact.
    pub(super) fn open(data: &'static [u8]) -> Option<Self> {
        let [automaton, lemmas] = artefact::unpack::<2>(data)?;
        let lemmas = std::str::from_utf8(lemmas).ok()?.lines().collect();
        Some(Self { automaton: artefact::automaton(automaton)?, lemmas })
    }

    /// The lemma of a number that an [`Entry`] gave.
    pub(super) fn lemma(&self, number: u32) -> &'static str {
        self.lemmas.get(number as usize).copied().unwrap_or_default()
    }

    /// Hands every stem to `found`, as letter numbers.
    pub(super) fn stems(&self, mut found: impl FnMut(&[u8])) {
        let mut stems = self.automaton.stream();
        while let Some((stem, _)) = stems.next() {
            found(stem);
        }
    }

    /// Where every walk begins.
    pub(super) fn root(&self) -> Place {
        Place { address: self.automaton.root().addr(), output: 0 }
    }

    /// One letter on from a place; `None` when no stem goes on that way.
    pub(super) fn step(&self, place: Place, letter: u8) -> Option<Place> {
        let node = self.automaton.node(place.address);
        let transition = node.transition(node.find_input(letter)?);
        Some(Place { address: transition.addr, output: place.output + transition.out.value() })
    }

    /// What is known of the letters walked so far, if they are an entry.
    pub(super) fn entry(&self, place: Place) -> Option<Entry> {
        let node = self.automaton.node(place.address);
        node.is_final().then(|| Entry(place.output + node.final_output().value()))
    }
}

/// A place in the automaton: the letters walked so far.
#[derive(Clone, Copy)]
pub(super) struct Place {
    address: usize,
    output: u64,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kazakh::alphabet;

    fn entry(word: &str) -> Option<Entry> {
        let lexicon = Lexicon::open(DATA).unwrap();
        let end = word.chars().try_fold(lexicon.root(), |place, c| lexicon.step(place, alphabet::number(c)?))?;
        lexicon.entry(end)
    }

    #[test]
    fn knows_class_and_flags() {
        let people = entry("халық").unwrap();
        assert!(people.classes().has(Class::Noun) && people.has_flag(Flag::Elide) && people.is_nominal());
        let go = entry("бар").unwrap();
        assert!(go.is_verb() && go.is_nominal());
        assert_eq!(entry("халқ"), None);
    }

    #[test]
    fn a_frequent_word_costs_less_than_a_rare_one() {
        assert!(entry("жыл").unwrap().nominal_cost() < entry("әріп").unwrap().nominal_cost());
    }

    #[test]
    fn a_broken_artefact_is_refused() {
        assert!(Lexicon::open(b"").is_none());
        assert!(Lexicon::open(&DATA[..DATA.len() - 1]).is_none());
    }
}
