//! What one walk through the postings says of every passage of a segment.

use tantivy::DocId;

/// What the stems say of the passages of one segment: which have one, how many words each holds, and what that is worth.
///
/// Holds a place for every passage of the segment, but only those that were touched mean anything, so that starting anew is cheap.
#[derive(Debug, Default)]
pub(super) struct Tally {
    /// A bit for each passage.
    touched: Vec<u64>,
    entries: Vec<Entry>,
}

/// A passage in a [`Tally`].
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Entry {
    /// What the finding keys add to its score.
    pub(super) score: f32,
    /// Words of the query that the passage's own text holds.
    pub(super) held: u16,
    /// The last word counted in `held`, from 1.
    last: u16,
}

impl Tally {
    /// Begins anew, for a segment of so many passages.
    pub(super) fn start(&mut self, passages: usize) {
        self.touched.clear();
        self.touched.resize(passages / 64 + 1, 0);
        if self.entries.len() < passages {
            self.entries.resize(passages, Entry::default());
        }
    }

    /// Notes that a passage, or its title, has a word of the query, given by its number from 1, and what that is worth.
    pub(super) fn add(&mut self, doc: DocId, word: u16, in_text: bool, score: f32) {
        let (at, bit) = (doc as usize / 64, 1 << (doc % 64));
        let entry = &mut self.entries[doc as usize];
        if self.touched[at] & bit == 0 {
            self.touched[at] |= bit;
            *entry = Entry::default();
        }
        entry.score += score;
        if in_text && entry.last != word {
            (entry.held, entry.last) = (entry.held + 1, word);
        }
    }

    /// The passages touched, in order.
    pub(super) fn passages(&self) -> impl Iterator<Item = (DocId, Entry)> {
        self.touched.iter().enumerate().flat_map(move |(at, &bits)| {
            let mut bits = bits;
            std::iter::from_fn(move || {
                let doc = (bits != 0).then(|| at * 64 + bits.trailing_zeros() as usize)?;
                bits &= bits - 1;
                Some((doc as DocId, self.entries[doc]))
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_held_once_and_nothing_is_left_of_the_search_before() {
        let mut tally = Tally::default();
        tally.start(200);
        tally.add(199, 1, true, 1.0);
        tally.start(130);
        for (doc, word, in_text) in [(128, 1, true), (128, 1, true), (3, 1, false), (128, 2, true), (64, 2, true)] {
            tally.add(doc, word, in_text, 0.5);
        }
        let rows: Vec<_> = tally.passages().map(|(doc, entry)| (doc, entry.held, entry.score)).collect();
        assert_eq!(rows, [(3, 0, 0.5), (64, 1, 0.5), (128, 2, 1.5)]);
    }
}
