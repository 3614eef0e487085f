//! A set of passages of one segment.

use std::ops::Range;

use tantivy::DocId;

/// A bit for each passage of a segment.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Bits {
    words: Vec<u64>,
}

impl Bits {
    /// The empty set, for a segment of so many passages.
    pub(super) fn none(passages: u32) -> Self {
        Self { words: vec![0; passages as usize / 64 + 1] }
    }

    /// The passages that satisfy a condition.
    pub(super) fn of(passages: u32, condition: impl Fn(DocId) -> bool) -> Self {
        let mut bits = Self::none(passages);
        (0..passages).filter(|&doc| condition(doc)).for_each(|doc| bits.insert(doc));
        bits
    }

    #[inline]
    pub(super) fn insert(&mut self, doc: DocId) {
        self.words[doc as usize / 64] |= 1 << (doc % 64);
    }

    #[inline]
    pub(super) fn contains(&self, doc: DocId) -> bool {
        self.words[doc as usize / 64] & 1 << (doc % 64) != 0
    }

    pub(super) fn count(&self) -> usize {
        self.words.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// Keeps what is in `other`, too.
    pub(super) fn intersect(&mut self, other: &Self) {
        self.words.iter_mut().zip(&other.words).for_each(|(word, other)| *word &= other);
    }

    /// Adds what is in `other`.
    pub(super) fn unite(&mut self, other: &Self) {
        self.words.iter_mut().zip(&other.words).for_each(|(word, other)| *word |= other);
    }

    /// Takes out what is in `other`.
    pub(super) fn subtract(&mut self, other: &Self) {
        self.words.iter_mut().zip(&other.words).for_each(|(word, other)| *word &= !other);
    }

    /// How many stretches have a passage of the set, where `lasts` is the last passage of each stretch.
    pub(super) fn stretches(&self, lasts: &Self) -> usize {
        // What is added to a stretch, all ones but for its last bit, carries into that bit when anything stands before it.
        let mut carried = false;
        let mut count = 0;
        for (&word, &lasts) in self.words.iter().zip(&lasts.words) {
            let (sum, over) = (word & !lasts).overflowing_add(!lasts);
            let (sum, over_again) = sum.overflowing_add(u64::from(carried));
            carried = over || over_again;
            count += ((sum | word) & lasts).count_ones() as usize;
        }
        count
    }

    /// The passages, in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = DocId> {
        self.words.iter().zip(0..).flat_map(|(&word, at)| {
            let mut rest = word;
            std::iter::from_fn(move || {
                let bit = (rest != 0).then(|| rest.trailing_zeros())?;
                rest &= rest - 1;
                Some(at * 64 + bit)
            })
        })
    }

    /// The first passage from `doc` on.
    pub(super) fn next(&self, doc: DocId) -> Option<DocId> {
        let at = doc as usize / 64;
        let first = self.words.get(at)? & u64::MAX << (doc % 64);
        if first != 0 {
            return Some(at as u32 * 64 + first.trailing_zeros());
        }
        let skipped = self.words[at + 1..].iter().position(|&word| word != 0)?;
        let at = at + 1 + skipped;
        Some(at as u32 * 64 + self.words[at].trailing_zeros())
    }

    /// The passages of a set that lie in a range.
    pub(super) fn within(&self, range: Range<DocId>) -> Self {
        let mut bits = Self { words: vec![0; self.words.len()] };
        let mut next = self.next(range.start);
        while let Some(doc) = next.filter(|&doc| doc < range.end) {
            bits.insert(doc);
            next = self.next(doc + 1);
        }
        bits
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    const PASSAGES: u32 = 200;

    fn bits(set: &BTreeSet<u32>) -> Bits {
        Bits::of(PASSAGES, |doc| set.contains(&doc))
    }

    proptest! {
        #[test]
        fn bits_are_a_set(
            one in prop::collection::btree_set(0..PASSAGES, 0..30),
            other in prop::collection::btree_set(0..PASSAGES, 0..30),
            from in 0..PASSAGES,
        ) {
            let with = |change: fn(&mut Bits, &Bits)| {
                let mut changed = bits(&one);
                change(&mut changed, &bits(&other));
                changed.iter().collect::<BTreeSet<_>>()
            };
            prop_assert_eq!(with(Bits::unite), &one | &other);
            prop_assert_eq!(with(Bits::intersect), &one & &other);
            prop_assert_eq!(with(Bits::subtract), &one - &other);
            prop_assert_eq!(bits(&one).count(), one.len());
            prop_assert_eq!(bits(&one).contains(from), one.contains(&from));
            prop_assert_eq!(bits(&one).next(from), one.range(from..).next().copied());
            let end_of = |doc: u32| other.range(doc..).next().copied();
            let ends: BTreeSet<_> = one.iter().filter_map(|&doc| end_of(doc)).collect();
            prop_assert_eq!(bits(&one).stretches(&bits(&other)), ends.len());
            let within = bits(&one).within(from..PASSAGES / 2).iter().collect::<BTreeSet<_>>();
            let expected = one.iter().copied().filter(|doc| (from..PASSAGES / 2).contains(doc)).collect::<BTreeSet<_>>();
            prop_assert_eq!(within, expected);
        }
    }
}
