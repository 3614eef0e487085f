//! The stems we know: one automaton from a word's letters to what is known of it.

#[cfg(test)]
pub(super) mod source;

use std::num::NonZeroU64;

use super::artefact;
use super::automaton::{Automaton, State};

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

    /// The set of some classes.
    #[must_use]
    pub(super) const fn of(classes: &[Class]) -> Self {
        let mut set = Self(0);
        let mut i = 0;
        while i < classes.len() {
            set = set.with(classes[i]);
            i += 1;
        }
        set
    }

    /// Whether the two sets share a class.
    #[must_use]
    pub(super) const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
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
    /// Its last vowel is a possessive, and cases follow as after one: отбасы → отбасында.
    Possessed,
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
        (Self::Possessed, "poss"),
    ];
}

/// What the lexicon says of one string of letters, packed:
/// bits 0–17 classes, 18–24 flags, 25–32 cost as a nominal, 33–40 cost as a verb, 41–42 what the lemma number means, 43–62 lemma number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Entry(NonZeroU64);

impl Entry {
    fn unpack(bytes: [u8; 8]) -> Option<Self> {
        NonZeroU64::new(u64::from_le_bytes(bytes)).map(Self)
    }

    pub(super) const fn classes(self) -> Classes {
        Classes((self.0.get() & 0x3_FFFF) as u32)
    }

    pub(super) const fn has_flag(self, flag: Flag) -> bool {
        self.0.get() >> (18 + flag as u8) & 1 != 0
    }

    /// How rare it is as a noun or any class but verb, in eighths of a nat.
    pub(super) const fn nominal_cost(self) -> u16 {
        (self.0.get() >> 25 & 0xFF) as u16
    }

    /// How rare it is as a verb, in eighths of a nat.
    pub(super) const fn verb_cost(self) -> u16 {
        (self.0.get() >> 33 & 0xFF) as u16
    }

    pub(super) const fn is_verb(self) -> bool {
        self.classes().has(Class::Verb)
    }

    /// Whether it is a stem of any class but verb.
    pub(super) const fn is_nominal(self) -> bool {
        self.0.get() & 0x3_FFFF & !(1 << Class::Verb as u32) != 0
    }

    /// The lemma of an irregular form: this string is that lemma's form as it stands and takes nothing more.
    pub(super) const fn form_of(self) -> Option<u32> {
        if self.0.get() >> 41 & 1 == 1 { Some((self.0.get() >> 43 & 0xF_FFFF) as u32) } else { None }
    }

    /// The verb this verb is a transparent voice form of: жазыл → жаз.
    pub(super) const fn voice_of(self) -> Option<u32> {
        if self.0.get() >> 42 & 1 == 1 { Some((self.0.get() >> 43 & 0xF_FFFF) as u32) } else { None }
    }
}

/// The compiled lexicon: the automaton gives each string the number of its entry, which other strings share.
pub(super) struct Lexicon {
    automaton: Automaton,
    entries: &'static [[u8; 8]],
    cheapest: u16,
    /// Letters that stand before a consonant some word loses, and after a vowel some word elides, a bit each.
    before_lost: u64,
    after_elided: u64,
    lemmas: Vec<&'static str>,
}

/// A place in the automaton: the letters walked so far.
pub(super) type Place = State;

impl Lexicon {
    /// Opens the compiled lexicon; `None` when `data` is no such artefact.
    pub(super) fn open(data: &'static [u8]) -> Option<Self> {
        let [automaton, entries, lemmas, masks] = artefact::unpack::<4>(data)?;
        let (entries, rest) = entries.as_chunks();
        let all = entries.iter().filter_map(|&entry| Entry::unpack(entry));
        let cheapest = all.map(|entry| entry.nominal_cost().min(entry.verb_cost())).min().unwrap_or_default();
        let lemmas = std::str::from_utf8(lemmas).ok()?.lines().collect();
        let &[before_lost, after_elided] = masks.as_chunks().0 else { return None };
        rest.is_empty().then_some(Self {
            automaton: Automaton::open(automaton)?,
            entries,
            cheapest,
            before_lost: u64::from_le_bytes(before_lost),
            after_elided: u64::from_le_bytes(after_elided),
            lemmas,
        })
    }

    /// The lemma of a number that an [`Entry`] gave.
    pub(super) fn lemma(&self, number: u32) -> &'static str {
        self.lemmas.get(number as usize).copied().unwrap_or_default()
    }

    /// Hands every stem to `found`, as letter numbers.
    pub(super) fn stems(&self, mut found: impl FnMut(&[u8])) {
        self.automaton.strings(&mut vec![], State::ROOT, &mut found);
    }

    /// Where every walk begins.
    pub(super) const fn root(&self) -> Place {
        State::ROOT
    }

    /// One letter on from a place; `None` when no stem goes on that way.
    pub(super) fn step(&self, place: Place, letter: u8) -> Option<Place> {
        self.automaton.step(place, letter)
    }

    /// Walks a word, of no more letters than there are `places` but one, as far as it goes: the place of each beginning, the empty one first.
    pub(super) fn walk<'p>(&self, word: &[u8], places: &'p mut [Place]) -> &'p [Place] {
        let mut place = self.root();
        let mut walked = 0;
        for (&letter, slot) in word.iter().zip(&mut places[1..]) {
            let Some(next) = self.step(place, letter) else { break };
            place = next;
            *slot = place;
            walked += 1;
        }
        &places[..=walked]
    }

    /// What is known of the letters walked so far, if they are an entry.
    pub(super) fn entry(&self, place: Place) -> Option<Entry> {
        let number = self.automaton.value(place)?;
        Entry::unpack(*self.entries.get(number as usize)?)
    }

    /// Whether some word that loses its last consonant has this letter before it.
    pub(super) const fn loses_after(&self, letter: u8) -> bool {
        self.before_lost >> (letter & 63) & 1 != 0
    }

    /// Whether some word that elides its last vowel ends in this letter.
    pub(super) const fn elides_before(&self, letter: u8) -> bool {
        self.after_elided >> (letter & 63) & 1 != 0
    }

    /// The least cost of any entry, in eighths of a nat.
    pub(super) const fn cheapest(&self) -> u16 {
        self.cheapest
    }
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
