//! A typed word as an automaton of the spellings it may stand for.
//!
//! Nodes stand between the typed signs, arcs carry the letters that a sign may mean. There are at most 128 nodes, so a set of them is one
//! number and a step of the automaton a few operations on it. Bytes go in, because dictionaries are keyed by UTF-8.

use crate::kazakh::alphabet;

/// How a spelling differs from what was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Repair {
    /// It was written in another script, or without the Kazakh letters.
    Script(super::Script),
    /// It was written in Latin letters of more than one alphabet.
    MixedLatin,
    /// Keys of the digit row stand for Kazakh letters.
    DigitRow,
    /// Letters of another alphabet that look right.
    LookAlikes,
    /// Letters slipped: left out, doubled, swapped, mistyped.
    Slip,
    /// Two words were typed without the space between them.
    Joined,
}

/// A spelling that a pattern accepts, weighed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spelt {
    /// The likeliest way from the spelling to what was typed.
    pub repair: Repair,
    /// How unlikely it is that who meant the spelling typed the word, in nats.
    pub cost: f32,
}

/// Where a walk through a [`Pattern`] is. Small and copied freely.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct State {
    pub(super) nodes: u128,
    /// First byte of a letter of two.
    lead: u8,
}

/// What an arc accepts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Label {
    /// Nothing: the typed sign means nothing.
    Nothing,
    /// One letter, by its code.
    Letter(u8),
    /// Any letter.
    Any,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Arc {
    pub(super) label: Label,
    pub(super) to: u8,
    /// Ways of the pattern that have this arc, one bit each.
    pub(super) ways: u16,
    pub(super) cost: f32,
}

/// Codes of labels: letters of [`alphabet`] by their numbers, then the digits.
pub(super) const CODES: usize = 54;
const DIGITS: u8 = 44;
/// Most nodes of a pattern.
pub(super) const MOST_NODES: usize = 128;

/// The code of a character; `None` for what no pattern accepts.
pub(super) fn code(c: char) -> Option<u8> {
    match c {
        '0'..='9' => Some(DIGITS + c as u8 - b'0'),
        c => alphabet::number(c),
    }
}

/// The character of a code.
pub(super) fn character(code: u8) -> char {
    if code >= DIGITS { char::from(b'0' + (code - DIGITS) % 10) } else { alphabet::letter(code) }
}

/// Every spelling a typed word may stand for, as an automaton over UTF-8 bytes.
///
/// Its four methods are shaped like those of the automata that dictionaries are searched with (`fst`, `tantivy-fst`): start, accept a byte,
/// ask. [`spelt`](Self::spelt) then weighs a spelling that was found.
///
/// ```
/// use izde::kazakh::script::readings;
///
/// let pattern = &readings("акими")[0];
/// let walk = |word: &str| word.bytes().fold(pattern.start(), |state, byte| pattern.accept(&state, byte));
/// assert!(pattern.is_match(&walk("әкімі")));
/// assert!(!pattern.can_match(&walk("үкі")));
/// assert!(pattern.spelt("әкімі").is_some());
/// ```
#[derive(Debug, Clone)]
pub struct Pattern {
    /// Arcs of all nodes; those of a node from `first[node]` on, those to walk by up to `walked[node]`, the rest only lower costs.
    pub(super) arcs: Vec<Arc>,
    pub(super) first: Vec<u16>,
    pub(super) walked: Vec<u16>,
    /// Nodes that a node reaches by nothing, itself among them.
    pub(super) reach: Vec<u128>,
    pub(super) accepting: u128,
    pub(super) ways: Vec<(Repair, f32)>,
}

impl Pattern {
    /// Where every walk begins.
    #[must_use]
    pub fn start(&self) -> State {
        State { nodes: self.reach.first().copied().unwrap_or(0), lead: 0 }
    }

    /// Whether the bytes so far are a whole spelling.
    #[must_use]
    pub const fn is_match(&self, state: &State) -> bool {
        state.lead == 0 && state.nodes & self.accepting != 0
    }

    /// Whether a spelling can still come of the bytes so far.
    #[must_use]
    pub const fn can_match(&self, state: &State) -> bool {
        state.nodes != 0
    }

    /// The state after one more byte.
    #[must_use]
    pub fn accept(&self, state: &State, byte: u8) -> State {
        let letter = match (state.lead, byte) {
            (0, 0xD0..=0xD3) => return State { nodes: state.nodes, lead: byte },
            (0, 0..=0x7F) => code(char::from(byte)),
            (0, _) => None,
            (lead, _) => char::from_u32(u32::from(lead & 0x1F) << 6 | u32::from(byte & 0x3F)).and_then(code),
        };
        State { nodes: letter.map_or(0, |letter| self.step(state.nodes, letter)), lead: 0 }
    }

    /// Whether it accepts anything at all.
    pub(super) fn is_live(&self) -> bool {
        let mut seen = self.reach[0];
        loop {
            let mut now = seen;
            for node in (0..self.nodes()).filter(|node| seen >> node & 1 == 1) {
                for arc in self.arcs(node) {
                    now |= self.reach[usize::from(arc.to)];
                }
            }
            if now == seen {
                return seen & self.accepting != 0;
            }
            seen = now;
        }
    }

    /// The nodes after one more letter.
    pub(super) fn step(&self, mut nodes: u128, letter: u8) -> u128 {
        let mut after = 0;
        while nodes != 0 {
            let node = nodes.trailing_zeros() as usize;
            nodes &= nodes - 1;
            for arc in &self.arcs[usize::from(self.first[node])..usize::from(self.walked[node])] {
                if arc.label == Label::Letter(letter) || arc.label == Label::Any {
                    after |= self.reach[usize::from(arc.to)];
                }
            }
        }
        after
    }

    /// The nodes after one more letter, for every letter by its code.
    pub(super) fn steps(&self, mut nodes: u128) -> [u128; CODES] {
        let mut after = [0; CODES];
        while nodes != 0 {
            let node = nodes.trailing_zeros() as usize;
            nodes &= nodes - 1;
            for arc in &self.arcs[usize::from(self.first[node])..usize::from(self.walked[node])] {
                let reach = self.reach[usize::from(arc.to)];
                match arc.label {
                    Label::Letter(letter) => after[usize::from(letter)] |= reach,
                    Label::Any => after.iter_mut().for_each(|set| *set |= reach),
                    Label::Nothing => {}
                }
            }
        }
        after
    }

    /// The nodes from which one letter leads into `nodes`, for every letter by its code.
    pub(super) fn steps_back(&self, nodes: u128) -> [u128; CODES] {
        let mut before = [0; CODES];
        for node in 0..self.reach.len() {
            for arc in &self.arcs[usize::from(self.first[node])..usize::from(self.walked[node])] {
                if self.reach[usize::from(arc.to)] & nodes != 0 {
                    match arc.label {
                        Label::Letter(letter) => before[usize::from(letter)] |= 1 << node,
                        Label::Any => before.iter_mut().for_each(|set| *set |= 1 << node),
                        Label::Nothing => {}
                    }
                }
            }
        }
        // What reaches such a node by nothing leads there, too.
        for set in before.iter_mut().filter(|set| **set != 0) {
            let direct = *set;
            for (node, &reach) in self.reach.iter().enumerate() {
                if reach & direct != 0 {
                    *set |= 1 << node;
                }
            }
        }
        before
    }

    /// The nodes where a whole spelling may end.
    pub(super) const fn accepting(&self) -> u128 {
        self.accepting
    }

    /// The arcs of a node, with what following each of them costs.
    pub(super) fn arcs(&self, node: usize) -> &[Arc] {
        &self.arcs[usize::from(self.first[node])..usize::from(self.first[node + 1])]
    }

    pub(super) fn nodes(&self) -> usize {
        self.reach.len()
    }

    /// What a spelling costs; `None` where the pattern does not accept it.
    #[must_use]
    pub fn spelt(&self, spelling: &str) -> Option<Spelt> {
        self.ways_to(spelling).into_iter().min_by(|a, b| a.cost.total_cmp(&b.cost))
    }

    /// Every way to a spelling; none where the pattern does not accept it.
    #[must_use]
    pub fn ways_to(&self, spelling: &str) -> Vec<Spelt> {
        let Some(letters) = spelling.chars().map(code).collect::<Option<Vec<u8>>>() else { return vec![] };
        let way = |(way, &(repair, base)): (usize, &(Repair, f32))| {
            Some(Spelt { repair, cost: base + self.cost(&letters, 1 << way)? })
        };
        self.ways.iter().enumerate().filter_map(way).collect()
    }

    /// The least cost of a path by arcs of one way.
    fn cost(&self, letters: &[u8], way: u16) -> Option<f32> {
        let nodes = self.nodes();
        let mut now = [f32::INFINITY; MOST_NODES];
        now[0] = 0.0;
        self.through_nothing(&mut now, way);
        for &letter in letters {
            let mut next = [f32::INFINITY; MOST_NODES];
            for (node, &cost) in now[..nodes].iter().enumerate().filter(|(_, cost)| cost.is_finite()) {
                for arc in self.arcs(node).iter().filter(|arc| arc.ways & way != 0) {
                    if arc.label == Label::Letter(letter) || arc.label == Label::Any {
                        let slot = &mut next[usize::from(arc.to)];
                        *slot = slot.min(cost + arc.cost);
                    }
                }
            }
            self.through_nothing(&mut next, way);
            now = next;
        }
        let ends = now[..nodes].iter().enumerate().filter(|(node, _)| self.accepting >> node & 1 == 1);
        ends.map(|(_, &cost)| cost).min_by(f32::total_cmp).filter(|cost| cost.is_finite())
    }

    /// Follows the arcs that accept nothing; they lead to nodes of higher numbers only.
    fn through_nothing(&self, costs: &mut [f32; MOST_NODES], way: u16) {
        for node in 0..self.nodes() {
            let cost = costs[node];
            if cost.is_finite() {
                for arc in self.arcs(node).iter().filter(|arc| arc.label == Label::Nothing && arc.ways & way != 0) {
                    let slot = &mut costs[usize::from(arc.to)];
                    *slot = slot.min(cost + arc.cost);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Script, reading_in, readings, slips};
    use super::*;

    fn cost(typed: &str, meant: &str) -> f32 {
        let patterns = readings(typed).into_iter().chain(slips(typed, 1));
        patterns.filter_map(|pattern| pattern.spelt(meant)).map(|spelt| spelt.cost).fold(f32::INFINITY, f32::min)
    }

    /// Rows: typed, the likelier word, the less likely one, why.
    #[test]
    fn likelier_repairs_cost_less() {
        for (typed, likelier, other, why) in [
            ("аким", "әкім", "әким", "the same way for every letter costs no more than for one"),
            ("bilim", "білім", "былым", "i is і before it is ы"),
            ("ауил", "ауыл", "ауал", "neighbours on the keyboard"),
            ("аауыл", "ауыл", "сауыл", "a letter doubled before a letter for another"),
            ("қаал", "қала", "қалал", "letters swapped before letters lost"),
            ("жана", "жаңа", "жара", "a Kazakh letter missing before a slip"),
        ] {
            assert!(cost(typed, likelier) <= cost(typed, other), "{typed}: {likelier} or {other}? {why}");
            assert!(cost(typed, likelier).is_finite(), "{typed}: {likelier}");
        }
    }

    #[test]
    fn the_way_of_a_spelling_is_told() {
        let way =
            |typed: &str, meant: &str| readings(typed).iter().find_map(|p| p.spelt(meant)).map(|spelt| spelt.repair);
        assert_eq!(way("акими", "әкімі"), Some(Repair::Script(Script::RussianKeys)));
        assert_eq!(way("2к3м", "әкім"), Some(Repair::DigitRow));
        assert_eq!(way("бередi", "береді"), Some(Repair::LookAlikes));
        assert_eq!(way("jaña", "жаңа"), Some(Repair::Script(Script::Latin2021)));
        assert_eq!(way("äkimdigiń", "әкімдігің"), Some(Repair::MixedLatin));
        assert_eq!(way("fesk", "ауыл"), Some(Repair::Script(Script::LatinKeys)));
        assert_eq!(slips("аыул", 1).unwrap().spelt("ауыл").unwrap().repair, Repair::Slip);
    }

    #[test]
    fn what_is_no_utf8_or_too_long_is_not_accepted() {
        let pattern = reading_in("ауыл", Script::Cyrillic).unwrap();
        for bytes in [b"\xD0\xD0".as_slice(), b"\xB0", b"\xF0\x9F\x98\x80", "ауыл".as_bytes().get(..7).unwrap()] {
            let state = bytes.iter().fold(pattern.start(), |state, &byte| pattern.accept(&state, byte));
            assert!(!pattern.is_match(&state), "{bytes:?}");
        }
        assert!(readings(&"sh".repeat(200)).is_empty());
        assert!(slips(&"а".repeat(43), 1).is_none() && slips(&"а".repeat(26), 2).is_none() && slips("ал", 1).is_none());
    }
}
