//! Every whole ending of the grammar in one automaton, read from the word's end backwards.
//!
//! A word's letters go in last first; wherever the walk passes a final state, what it has read so far is an ending, and its value
//! names the list of [`Ending`]s it can be.

use fst::raw::Fst;

use super::artefact;
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

/// The compiled endings.
pub(super) struct Endings {
    automaton: Fst<&'static [u8]>,
    /// All lists one after the other, and where each begins.
    readings: Vec<Ending>,
    lists: Vec<usize>,
}

impl Endings {
    /// Opens the compiled endings; `None` when `data` is no such artefact.
    pub(super) fn open(data: &'static [u8]) -> Option<Self> {
        let [automaton, lists] = artefact::unpack::<2>(data)?;
        let mut endings = Self { automaton: artefact::automaton(automaton)?, readings: vec![], lists: vec![0] };
        let mut rest = lists;
        while let Some((&count, tail)) = rest.split_first() {
            rest = tail;
            for _ in 0..count {
                let (&[start, lost, s0, s1, c0, c1], tail) = rest.split_first_chunk::<6>()?;
                rest = tail;
                let start = *[Start::Nominal, Start::Adjective, Start::Verb].get(usize::from(start))?;
                let lost = *[Lost::Nothing, Lost::High, Lost::Glide].get(usize::from(lost))?;
                let shapes = Shapes(u16::from_le_bytes([s0, s1]));
                endings.readings.push(Ending { start, lost, shapes, cost: u16::from_le_bytes([c0, c1]) });
            }
            endings.lists.push(endings.readings.len());
        }
        Some(endings)
    }

    /// Calls `found` with every split of a word, given as letter numbers, into a stem of at least one letter and an ending: the
    /// length of the stem in letters and the readings of the ending. Shortest ending first.
    pub(super) fn splits(&self, word: &[u8], mut found: impl FnMut(usize, &[Ending])) {
        let mut node = self.automaton.root();
        let mut output = 0;
        for (at, &letter) in word.iter().enumerate().skip(1).rev() {
            let Some(i) = node.find_input(letter) else { return };
            let transition = node.transition(i);
            output += transition.out.value();
            node = self.automaton.node(transition.addr);
            if node.is_final() {
                found(at, self.list(output + node.final_output().value()));
            }
        }
    }

    /// The readings of letters that are an ending as they stand; none for any others.
    pub(super) fn whole(&self, letters: &[u8]) -> &[Ending] {
        let reversed: Vec<u8> = letters.iter().rev().copied().collect();
        self.automaton.get(&reversed).map_or(&[], |list| self.list(list.value()))
    }

    /// Walks from the last letter backward along every ending that `before` lets through: it is given a set of nodes and says for each
    /// letter's code to which nodes it leads. Calls `found` with each whole ending, in reading order, until that says no.
    pub(super) fn walk<const N: usize>(
        &self,
        nodes: u128,
        before: &mut impl FnMut(u128) -> [u128; N],
        found: &mut impl FnMut(&[u8], u128) -> bool,
    ) {
        let mut open = vec![(self.automaton.root().addr(), vec![], nodes)];
        while let Some((address, letters, nodes)) = open.pop() {
            let node = self.automaton.node(address);
            if node.is_final() && !letters.is_empty() {
                let ending: Vec<u8> = letters.iter().rev().copied().collect();
                if !found(&ending, nodes) {
                    return;
                }
            }
            let sets = before(nodes);
            for transition in node.transitions() {
                let nodes = sets.get(usize::from(transition.inp)).copied().unwrap_or(0);
                if nodes != 0 {
                    let mut longer = letters.clone();
                    longer.push(transition.inp);
                    open.push((transition.addr, longer, nodes));
                }
            }
        }
    }

    fn list(&self, number: u64) -> &[Ending] {
        let number = number as usize;
        match self.lists.get(number..number + 2) {
            Some(&[from, to]) => &self.readings[from..to],
            _ => &[],
        }
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
    let mut lists: Vec<Vec<Ending>> = vec![];
    let mut numbers = BTreeMap::new();
    let mut builder = fst::raw::Builder::memory();
    for (key, readings) in cheapest {
        let mut grouped: BTreeMap<(Start, Lost, u16), Shapes> = BTreeMap::new();
        for ((start, lost, shape), cost) in readings {
            let shapes = grouped.entry((start, lost, cost)).or_default();
            *shapes = shapes.union(shape);
        }
        let list: Vec<_> =
            grouped.into_iter().map(|((start, lost, cost), shapes)| Ending { start, lost, shapes, cost }).collect();
        let number = *numbers.entry(list.clone()).or_insert_with(|| {
            lists.push(list);
            lists.len() - 1
        });
        builder.insert(key, number as u64).expect("a BTreeMap gives its keys in order");
    }
    let mut packed = vec![];
    for list in &lists {
        packed.push(u8::try_from(list.len()).expect("an ending has a few readings"));
        for e in list {
            packed.extend([e.start as u8, e.lost as u8]);
            packed.extend(e.shapes.0.to_le_bytes());
            packed.extend(e.cost.to_le_bytes());
        }
    }
    artefact::pack(&[&builder.into_inner().expect("memory takes every byte"), &packed])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_split_at_every_ending_it_has() {
        let endings = Endings::open(DATA).unwrap();
        let word: Vec<u8> = "аулының".chars().map(|c| super::super::alphabet::number(c).unwrap()).collect();
        let mut splits = vec![];
        endings.splits(&word, |at, _| splits.push(at));
        // аулы-ның and аул-ы-ның at least; never the whole word.
        assert!(splits.contains(&4) && splits.contains(&3) && !splits.contains(&0), "{splits:?}");
    }

    #[test]
    fn a_broken_artefact_is_refused() {
        assert!(Endings::open(b"").is_none());
        assert!(Endings::open(&DATA[..DATA.len() - 1]).is_none());
    }
}
