//! Puts a [`Pattern`] together, arc by arc.

use super::pattern::{Arc, Label, MOST_NODES, Pattern, Repair};

/// Puts a pattern together.
pub(super) struct Builder {
    nodes: Vec<(Vec<Arc>, Vec<Arc>)>,
    ways: Vec<(Repair, f32)>,
    accepting: u128,
    overflow: bool,
}

impl Builder {
    /// A pattern of `nodes` nodes, which only [`path`](Self::path) adds to, and its ways with what each costs whatever the spelling.
    pub(super) fn new(nodes: usize, ways: Vec<(Repair, f32)>) -> Self {
        Self { nodes: vec![(vec![], vec![]); nodes], ways, accepting: 0, overflow: nodes > MOST_NODES }
    }

    /// A whole spelling may end at a node.
    pub(super) fn accept(&mut self, node: usize) {
        self.accepting |= 1_u128.checked_shl(node as u32).unwrap_or(0);
    }

    /// An arc.
    pub(super) fn arc(&mut self, from: usize, label: Label, to: usize, ways: u16, cost: f32) {
        let arc = Arc { label, to: u8::try_from(to).unwrap_or(u8::MAX), ways, cost };
        if let Some((walked, _)) = self.nodes.get_mut(from) {
            match walked.iter_mut().find(|a| a.label == label && a.to == arc.to && a.cost == cost) {
                Some(same) => same.ways |= ways,
                None => walked.push(arc),
            }
        }
    }

    /// An arc beside one that accepts any letter: lowers the cost for this one.
    pub(super) fn discount(&mut self, from: usize, letter: u8, to: usize, ways: u16, cost: f32) {
        let arc = Arc { label: Label::Letter(letter), to: u8::try_from(to).unwrap_or(u8::MAX), ways, cost };
        if let Some((_, costs)) = self.nodes.get_mut(from) {
            costs.push(arc);
        }
    }

    /// A path of letters from one node to another; none at all accepts nothing.
    pub(super) fn path(&mut self, from: usize, letters: &[u8], to: usize, ways: u16, cost: f32) {
        let (mut at, mut cost) = (from, cost);
        let Some((&last, first)) = letters.split_last() else {
            return self.arc(from, Label::Nothing, to, ways, cost);
        };
        for &letter in first {
            let between = self.nodes.len();
            self.nodes.push((vec![], vec![]));
            self.overflow |= self.nodes.len() > MOST_NODES;
            self.arc(at, Label::Letter(letter), between, ways, cost);
            (at, cost) = (between, 0.0);
        }
        self.arc(at, Label::Letter(last), to, ways, cost);
    }

    /// The pattern; `None` where it has too many nodes or accepts nothing.
    pub(super) fn build(self) -> Option<Pattern> {
        if self.overflow || self.accepting == 0 {
            return None;
        }
        let mut reach: Vec<u128> = (0..self.nodes.len()).map(|node| 1 << node).collect();
        for (node, (walked, _)) in self.nodes.iter().enumerate().rev() {
            for arc in walked.iter().filter(|arc| arc.label == Label::Nothing) {
                reach[node] |= reach[usize::from(arc.to)];
            }
        }
        let (mut arcs, mut first, mut walked) = (vec![], vec![], vec![]);
        for (by, costs) in self.nodes {
            first.push(u16::try_from(arcs.len()).ok()?);
            arcs.extend(by);
            walked.push(u16::try_from(arcs.len()).ok()?);
            arcs.extend(costs);
        }
        first.push(u16::try_from(arcs.len()).ok()?);
        let pattern = Pattern { arcs, first, walked, reach, accepting: self.accepting, ways: self.ways };
        pattern.is_live().then_some(pattern)
    }
}
