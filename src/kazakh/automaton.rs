//! A finite map from strings of letters to numbers, as a minimal acyclic automaton laid out in one table (a double array).
//!
//! The table is an array of units of 32 bits. A state is a place in it, its base: the way on by a letter is the unit at base plus the
//! letter's number, if that unit carries the letter. No two states have one base, so the letter is all there is to check, and a step costs
//! one look into the table. Source: J. Aoe, An Efficient Digital Search Algorithm by Using a Double-Array Structure, 1989; the variant
//! that keeps the letter instead of the state it came from is known from the Darts tools.
//!
//! | bits of a unit | what |
//! | --- | --- |
//! | 0–5 | the letter; 0 for a free unit and for the value of a state, which stands at its base itself |
//! | 6 | the state it leads to has a value |
//! | 7–31 | base of the state it leads to; of a value, the value |
//!
//! The units are read where they stand, little endian, so opening one costs nothing.

/// Bits before a unit's base.
const SHIFT: u32 = 7;
const LETTER: u32 = 0x3F;
const FINAL: u32 = 0x40;

/// A compiled automaton.
#[derive(Clone, Copy)]
pub(super) struct Automaton {
    units: &'static [[u8; 4]],
}

/// Where a walk through an [`Automaton`] stands: the unit that led there.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct State(u32);

impl State {
    /// Where every walk begins; the empty string has no value.
    pub(super) const ROOT: Self = Self(0);

    /// Whether the letters walked so far have a value.
    pub(super) const fn is_final(self) -> bool {
        self.0 & FINAL != 0
    }
}

impl Automaton {
    /// Opens what [`compile`] wrote; `None` when that is no whole number of units.
    pub(super) fn open(section: &'static [u8]) -> Option<Self> {
        let (units, rest) = section.as_chunks();
        rest.is_empty().then_some(Self { units })
    }

    /// One letter on; `None` when no string goes on that way.
    #[inline]
    pub(super) fn step(self, state: State, letter: u8) -> Option<State> {
        let unit = u32::from_le_bytes(*self.units.get((state.0 >> SHIFT) as usize + usize::from(letter))?);
        (unit & LETTER == u32::from(letter)).then_some(State(unit))
    }

    /// The value of the letters walked so far.
    #[inline]
    pub(super) fn value(self, state: State) -> Option<u32> {
        if !state.is_final() {
            return None;
        }
        Some(u32::from_le_bytes(*self.units.get((state.0 >> SHIFT) as usize)?) >> SHIFT)
    }

    /// Hands every string that goes on from `state`, which `letters` led to, to `found`.
    pub(super) fn strings(self, letters: &mut Vec<u8>, state: State, found: &mut impl FnMut(&[u8])) {
        if state.is_final() {
            found(letters);
        }
        for letter in 1..=LETTER as u8 {
            if let Some(next) = self.step(state, letter) {
                letters.push(letter);
                self.strings(letters, next, found);
                letters.pop();
            }
        }
    }
}

#[cfg(test)]
pub(super) use compiler::compile;

#[cfg(test)]
mod compiler {
    use std::collections::{BTreeMap, HashMap, HashSet};

    use super::{FINAL, LETTER, SHIFT};

    /// A state: its value, and the ways on with the number of the state each leads to.
    type Node = (Option<u32>, Vec<(u8, usize)>);

    /// Compiles a map. Letters are numbers from 1 to 63; no string is empty.
    pub(in crate::kazakh) fn compile(map: &BTreeMap<Vec<u8>, u32>) -> Vec<u8> {
        let strings: Vec<_> = map.iter().map(|(letters, &value)| (letters.as_slice(), value)).collect();
        let mut states = States::default();
        let root = states.add(&strings);
        let mut table = Table::default();
        table.lay(&states, root, &mut HashMap::new());
        table.units.into_iter().flat_map(u32::to_le_bytes).collect()
    }

    /// The states of the smallest automaton: equal ones are one.
    #[derive(Default)]
    struct States {
        nodes: Vec<Node>,
        numbers: HashMap<Node, usize>,
    }

    impl States {
        /// The state from which just these strings can be read, given in their order.
        fn add(&mut self, strings: &[(&[u8], u32)]) -> usize {
            let (own, longer) = strings.split_at(strings.iter().take_while(|(letters, _)| letters.is_empty()).count());
            let ways = longer.chunk_by(|a, b| a.0[0] == b.0[0]).map(|group| {
                let rest: Vec<_> = group.iter().map(|&(letters, value)| (&letters[1..], value)).collect();
                (group[0].0[0], self.add(&rest))
            });
            let node = (own.first().map(|&(_, value)| value), ways.collect());
            *self.numbers.entry(node).or_insert_with_key(|node| {
                self.nodes.push(node.clone());
                self.nodes.len() - 1
            })
        }
    }

    /// The table as it fills.
    #[derive(Default)]
    struct Table {
        units: Vec<u32>,
        used: Vec<bool>,
        bases: HashSet<usize>,
        /// Bases before these cannot serve a state with such ways: units only fill up, so what did not fit will not.
        tried: HashMap<Vec<usize>, usize>,
    }

    impl Table {
        /// Lays out a state and, depth first, all it leads to, so that what one walk passes stands close together. Gives its base.
        fn lay(&mut self, states: &States, number: usize, bases: &mut HashMap<usize, usize>) -> usize {
            if let Some(&base) = bases.get(&number) {
                return base;
            }
            let node @ (value, ways) = &states.nodes[number];
            let base = self.place(node);
            bases.insert(number, base);
            if let Some(value) = value {
                self.units[base] = value << SHIFT;
            }
            for &(letter, to) in ways {
                let next = self.lay(states, to, bases) as u32;
                let is_final = if states.nodes[to].0.is_some() { FINAL } else { 0 };
                self.units[base + usize::from(letter)] = u32::from(letter) | is_final | next << SHIFT;
            }
            base
        }

        /// Finds a state its base, as far to the front as it fits.
        fn place(&mut self, (value, ways): &Node) -> usize {
            let own = value.iter().map(|_| 0);
            let letters: Vec<usize> = own.chain(ways.iter().map(|&(letter, _)| usize::from(letter))).collect();
            assert!(letters.iter().all(|&letter| letter <= LETTER as usize), "a letter is a number up to {LETTER}");
            let tried = letters.iter().map(|&letter| self.tried(&[letter])).max().unwrap_or_default();
            let mut base = tried.max(self.tried(&letters));
            while !self.fits(base, &letters) {
                base += 1;
            }
            let end = base + letters.last().copied().unwrap_or_default() + 1;
            self.units.resize(end.max(self.units.len()), 0);
            self.used.resize(self.units.len(), false);
            for letter in &letters {
                self.used[base + letter] = true;
            }
            self.bases.insert(base);
            self.tried.insert(letters, base + 1);
            base
        }

        fn fits(&self, base: usize, letters: &[usize]) -> bool {
            !self.bases.contains(&base)
                && letters.iter().all(|letter| self.used.get(base + letter).is_none_or(|&used| !used))
        }

        /// The first base not known to be too small for these ways; for a single letter it is looked for.
        fn tried(&mut self, letters: &[usize]) -> usize {
            let mut base = self.tried.get(letters).copied().unwrap_or_default();
            if letters.len() == 1 {
                while !self.fits(base, letters) {
                    base += 1;
                }
                self.tried.insert(letters.to_vec(), base);
            }
            base
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    fn get(automaton: Automaton, letters: &[u8]) -> Option<u32> {
        let end = letters.iter().try_fold(State::ROOT, |state, &letter| automaton.step(state, letter));
        end.and_then(|state| automaton.value(state))
    }

    fn open(map: &BTreeMap<Vec<u8>, u32>) -> Automaton {
        Automaton::open(Box::leak(compile(map).into_boxed_slice())).unwrap()
    }

    fn string() -> impl Strategy<Value = Vec<u8>> {
        prop::collection::vec(1..8u8, 1..6)
    }

    proptest! {
        #[test]
        fn what_is_compiled_is_found_and_nothing_else(
            map in prop::collection::btree_map(string(), 0..5u32, 0..60),
            others in prop::collection::vec(string(), 0..60),
        ) {
            let automaton = open(&map);
            for letters in map.keys().chain(&others) {
                prop_assert_eq!(get(automaton, letters), map.get(letters).copied());
            }
            let mut strings = vec![];
            automaton.strings(&mut vec![], State::ROOT, &mut |letters| strings.push(letters.to_vec()));
            prop_assert!(strings.iter().eq(map.keys()));
        }
    }

    #[test]
    fn common_ends_are_kept_once() {
        let end = [3; 40];
        let map = (1..60u8).map(|head| ([&[head], &end[..]].concat(), 7)).collect();
        assert!(compile(&map).len() < 4 * 200);
        assert_eq!(get(open(&map), &[&[59], &end[..]].concat()), Some(7));
    }

    #[test]
    fn a_table_cut_short_ends_walks() {
        assert!(Automaton::open(&[1, 2, 3]).is_none());
        let empty = Automaton::open(&[]).unwrap();
        assert_eq!(empty.step(State::ROOT, 5), None);
        assert_eq!(empty.value(State::ROOT), None);
    }
}
