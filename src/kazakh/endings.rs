//! Every whole ending of the grammar in one automaton, read from the word's end backwards.
//!
//! A word's letters go in last first; wherever the walk passes a final state, what it has read so far is an ending, and its value
//! names the list of [`Ending`]s it can be.

use super::artefact;
#[cfg(test)]
use super::automaton;
use super::automaton::{Automaton, State};
use super::grammar::{Lost, Start};
use super::phonology::Shapes;

/// Generated from `data/grammar.tsv`; see `data/README.md` for the command.
pub(super) static DATA: &[u8] = include_bytes!("data/endings.bin");

/// One reading of an ending: on which stems it may stand and how rare it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Ending {
    pub(super) start: Start,
    pub(super) lost: Lost,
    /// Shapes of the stem it may follow; of the stem with the lost letter put back.
    pub(super) shapes: Shapes,
    /// Rarity in sixteenths of a nat.
    pub(super) cost: u16,
}

impl Ending {
    /// Packs it into 32 bits: 0–11 cost, 12–23 shapes, 24–25 start, 26–27 lost.
    #[cfg(test)]
    fn pack(self) -> u32 {
        assert!(self.cost <= COST && self.shapes.0 <= 0xFFF, "{self:?}");
        u32::from(self.cost) | u32::from(self.shapes.0) << 12 | (self.start as u32) << 24 | (self.lost as u32) << 26
    }

    const fn unpack(packed: u32) -> Self {
        let start = match packed >> 24 & 3 {
            0 => Start::Nominal,
            1 => Start::Possessed,
            2 => Start::Adjective,
            _ => Start::Verb,
        };
        let lost = match packed >> 26 & 3 {
            0 => Lost::Nothing,
            1 => Lost::High,
            _ => Lost::Glide,
        };
        Self { start, lost, shapes: Shapes((packed >> 12 & 0xFFF) as u16), cost: packed as u16 & COST }
    }
}

/// The most a cost can be: twelve bits.
const COST: u16 = 0xFFF;

/// All readings of one ending.
#[derive(Clone, Copy)]
pub(super) struct Readings {
    /// Bits 0–11 the least cost, 12–14 which [`Lost`] there are, 15–31 how many readings follow.
    head: u32,
    packed: &'static [[u8; 4]],
}

impl Readings {
    const NONE: Self = Self { head: COST as u32, packed: &[] };

    /// The least cost of any of them.
    pub(super) const fn cheapest(self) -> u16 {
        self.head as u16 & COST
    }

    /// Whether any of them wants a stem that lost that much.
    pub(super) const fn has(self, lost: Lost) -> bool {
        self.head >> (12 + lost as u32) & 1 != 0
    }

    /// One after the other, the cheapest first.
    pub(super) fn iter(self) -> impl Iterator<Item = Ending> {
        self.packed.iter().map(|&packed| Ending::unpack(u32::from_le_bytes(packed)))
    }
}

/// The compiled endings: the automaton gives each the place of its list.
pub(super) struct Endings {
    automaton: Automaton,
    /// Lists one after the other, each a head and its readings.
    lists: &'static [[u8; 4]],
}

impl Endings {
    /// Opens the compiled endings; `None` when `data` is no such artefact.
    pub(super) fn open(data: &'static [u8]) -> Option<Self> {
        let [automaton, lists] = artefact::unpack::<2>(data)?;
        let (lists, rest) = lists.as_chunks();
        rest.is_empty().then_some(Self { automaton: Automaton::open(automaton)?, lists })
    }

    /// Calls `found` with every split of a word, given as letter numbers, into a stem of one to `longest` letters and an ending: the
    /// length of the stem in letters and the readings of the ending. Shortest ending first.
    pub(super) fn splits(&self, word: &[u8], longest: usize, mut found: impl FnMut(usize, Readings)) {
        let mut state = State::ROOT;
        for at in (1..word.len()).rev() {
            let Some(next) = self.automaton.step(state, word[at]) else { return };
            state = next;
            if at <= longest
                && let Some(list) = self.automaton.value(state)
            {
                found(at, self.list(list));
            }
        }
    }

    /// The readings of letters that are an ending as they stand; none for any others. Asks for letters from the last one on, and only for as
    /// many as some ending has.
    pub(super) fn whole(&self, mut letters: impl DoubleEndedIterator<Item = u8>) -> Readings {
        let end = letters.try_rfold(State::ROOT, |state, letter| self.automaton.step(state, letter));
        end.and_then(|state| self.automaton.value(state)).map_or(Readings::NONE, |list| self.list(list))
    }

    /// One letter further from a word's end; `None` when no ending goes on that way.
    pub(super) fn step(&self, state: State, letter: u8) -> Option<State> {
        self.automaton.step(state, letter)
    }

    /// The readings of an ending that has one letter more than led to `state`.
    pub(super) fn onward(&self, state: State, letter: u8) -> Readings {
        let end = self.automaton.step(state, letter);
        end.and_then(|state| self.automaton.value(state)).map_or(Readings::NONE, |list| self.list(list))
    }

    /// Walks from the last letter backward along every ending that `before` lets through: it is given a set of nodes and says for each
    /// letter's code to which nodes it leads. Calls `found` with each whole ending, in reading order, until that says no.
    pub(super) fn walk<const N: usize>(
        &self,
        nodes: u128,
        before: &mut impl FnMut(u128) -> [u128; N],
        found: &mut impl FnMut(&[u8], u128) -> bool,
    ) {
        let mut open = vec![(State::ROOT, vec![], nodes)];
        while let Some((state, letters, nodes)) = open.pop() {
            if state.is_final() {
                let ending: Vec<u8> = letters.iter().rev().copied().collect();
                if !found(&ending, nodes) {
                    return;
                }
            }
            for (letter, nodes) in (0..).zip(before(nodes)).skip(1).filter(|(_, nodes)| *nodes != 0) {
                if let Some(next) = self.automaton.step(state, letter) {
                    let mut longer = letters.clone();
                    longer.push(letter);
                    open.push((next, longer, nodes));
                }
            }
        }
    }

    fn list(&self, place: u32) -> Readings {
        let Some((&head, rest)) = self.lists.get(place as usize..).and_then(<[_]>::split_first) else {
            return Readings::NONE;
        };
        let head = u32::from_le_bytes(head);
        Readings { head, packed: rest.get(..(head >> 15) as usize).unwrap_or_default() }
    }
}

/// Writes out every ending of the grammar and compiles them.
#[cfg(test)]
pub(super) fn compile(grammar: &super::grammar::Grammar) -> Vec<u8> {
    use std::collections::BTreeMap;

    type Costs = BTreeMap<(Start, Lost, Shapes), u16>;
    let mut cheapest: BTreeMap<Vec<u8>, Costs> = BTreeMap::new();
    grammar.walk(&|_| true, &mut |walk| {
        let number = |c| super::alphabet::number(c).expect("suffixes are written in Kazakh letters");
        let key = walk.ending.chars().rev().map(number).collect();
        let cost = (walk.cost * 16.0).round() as u16;
        let slot = cheapest.entry(key).or_default().entry((walk.start, walk.lost, walk.shape.into())).or_insert(cost);
        *slot = cost.min(*slot);
    });
    let mut lists: Vec<u32> = vec![];
    let mut places = BTreeMap::new();
    let mut automaton = BTreeMap::new();
    for (key, readings) in cheapest {
        let mut grouped: BTreeMap<(Start, Lost, u16), Shapes> = BTreeMap::new();
        for ((start, lost, shape), cost) in readings {
            let shapes = grouped.entry((start, lost, cost)).or_default();
            *shapes = shapes.union(shape);
        }
        let mut list: Vec<_> =
            grouped.into_iter().map(|((start, lost, cost), shapes)| Ending { start, lost, shapes, cost }).collect();
        list.sort_by_key(|ending| ending.cost);
        let place = *places.entry(list).or_insert_with_key(|list| {
            let place = lists.len();
            let least = list.first().map_or(COST, |ending| ending.cost);
            let lost = list.iter().fold(0, |all, ending| all | 1 << ending.lost as u32);
            lists.push(u32::from(least) | lost << 12 | (list.len() as u32) << 15);
            lists.extend(list.iter().map(|ending| ending.pack()));
            place as u32
        });
        automaton.insert(key, place);
    }
    let lists: Vec<u8> = lists.into_iter().flat_map(u32::to_le_bytes).collect();
    artefact::pack(&[&automaton::compile(&automaton), &lists])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_split_at_every_ending_it_has() {
        let endings = Endings::open(DATA).unwrap();
        let word: Vec<u8> = "аулының".chars().map(|c| super::super::alphabet::number(c).unwrap()).collect();
        let mut splits = vec![];
        endings.splits(&word, word.len(), |at, _| splits.push(at));
        // аулы-ның and аул-ы-ның at least; never the whole word.
        assert!(splits.contains(&4) && splits.contains(&3) && !splits.contains(&0), "{splits:?}");
    }

    #[test]
    fn a_broken_artefact_is_refused() {
        assert!(Endings::open(b"").is_none());
        assert!(Endings::open(&DATA[..DATA.len() - 1]).is_none());
    }
}
