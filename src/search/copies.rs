//! Documents that are copies of one another: which are shown, and which are folded under them.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};
use std::sync::OnceLock;

use tantivy::{Result, Searcher};

use super::answer::MOST_COPIES;
use super::hits::Reader;
use super::matching::Matches;
use super::ranking::Candidate;
use super::segments::Segment;
use crate::corpus::Document;
use crate::index::schema::LIKENESS;
use crate::likeness::Sketch;

/// A document: the number of its segment, and its own in it.
pub(super) type Place = (u32, u32);

/// Sketches of all documents, and where to look for those that are like one. Making it takes about four times as long as looking through all sketches
/// once, so it is made for those who search again and again.
pub(super) struct Table {
    /// How many documents the segments before each one have.
    before: Vec<u32>,
    /// By document, counted through all segments.
    sketches: Vec<Option<Sketch>>,
    /// The keys of all sketches, each with its document: those of one slot together.
    keys: Vec<(u32, u32)>,
    /// Where each slot begins in `keys`, and where the last one ends.
    slots: Vec<u32>,
    /// The copies of each document that was looked at, if they are few.
    known: Vec<OnceLock<Box<[u32]>>>,
}

/// Most copies of a document that are remembered: of very many, each has as many.
const MOST_KNOWN: usize = 64;

/// The documents to show, in order, and the copies folded under them, as far as there are any, matching or not.
pub(super) struct Folded {
    pub(super) shown: Vec<Candidate>,
    pub(super) under: BTreeMap<Place, Vec<Place>>,
}

impl Table {
    /// Reads the sketches of a snapshot: once for all searches, because it looks at every document.
    pub(super) fn read(snapshot: &Searcher, segments: &[Segment]) -> Result<Self> {
        let (mut before, mut sketches) = (vec![], vec![]);
        for (reader, segment) in snapshot.segment_readers().iter().zip(segments) {
            let column = reader.fast_fields().u64(LIKENESS)?;
            before.push(sketches.len() as u32);
            sketches.extend(segment.starts().iter().map(|&first| Sketch::read(column.values_for_doc(first))));
        }
        let all = || {
            sketches
                .iter()
                .zip(0..)
                .flat_map(|(sketch, at)| sketch.iter().flat_map(Sketch::keys).map(move |key| (key, at)))
        };
        // Sorted by counting, about a key to a slot.
        let bits = all().count().max(1).ilog2();
        let mut slots = vec![0_u32; (1 << bits) + 1];
        all().for_each(|(key, _)| slots[slot(key, bits) + 1] += 1);
        for at in 1..slots.len() {
            slots[at] += slots[at - 1];
        }
        let mut keys = vec![(0, 0); slots.last().map_or(0, |&end| end as usize)];
        let mut next = slots.clone();
        for key in all() {
            let place = &mut next[slot(key.0, bits)];
            keys[*place as usize] = key;
            *place += 1;
        }
        let known = sketches.iter().map(|_| OnceLock::new()).collect();
        Ok(Self { before, sketches, keys, slots, known })
    }

    /// The documents that are copies of one, in order, itself left out.
    fn of(&self, document: u32) -> Cow<'_, [u32]> {
        let Some(known) = self.known.get(document as usize) else { return Cow::default() };
        if let Some(copies) = known.get() {
            return Cow::Borrowed(copies);
        }
        let copies = self.find(document);
        if copies.len() > MOST_KNOWN { Cow::Owned(copies) } else { Cow::Borrowed(known.get_or_init(|| copies.into())) }
    }

    fn find(&self, document: u32) -> Vec<u32> {
        let Some(sketch) = &self.sketches[document as usize] else { return vec![] };
        let bits = (self.slots.len() - 1).ilog2();
        let mut copies = vec![];
        for key in sketch.keys() {
            let slot = slot(key, bits);
            let in_slot = &self.keys[self.slots[slot] as usize..self.slots[slot + 1] as usize];
            let of_key = in_slot.iter().filter(|&&(other, at)| other == key && at != document);
            let is_copy = |at: u32| self.sketches[at as usize].as_ref().is_some_and(|other| sketch.is_copy_of(other));
            copies.extend(of_key.map(|&(_, at)| at).filter(|&at| is_copy(at)));
        }
        copies.sort_unstable();
        copies.dedup();
        copies
    }

    fn place(&self, document: u32) -> Place {
        let segment = self.before.partition_point(|&before| before <= document) - 1;
        (segment as u32, document - self.before[segment])
    }
}

/// Sketches of the documents that match, in the order of their places: whoever searches but once looks through these.
pub(super) struct Scan(Vec<(Place, Sketch)>);

impl Scan {
    /// Reads the sketches of the documents that match.
    pub(super) fn read(snapshot: &Searcher, segments: &[Segment], matches: &[Matches]) -> Result<Self> {
        let mut sketches = vec![];
        let readers = snapshot.segment_readers().iter().zip(segments).zip(matches);
        for (number, ((reader, segment), matches)) in (0..).zip(readers) {
            let column = reader.fast_fields().u64(LIKENESS)?;
            let mut last = None;
            for document in matches.found.iter().map(|doc| segment.document(doc)) {
                if last.replace(document) == Some(document) {
                    continue;
                }
                let first = segment.starts()[document as usize];
                let sketch = Sketch::read(column.values_for_doc(first));
                sketches.extend(sketch.map(|sketch| ((number, document), sketch)));
            }
        }
        Ok(Self(sketches))
    }

    fn of(&self, place: Place) -> Vec<Place> {
        let Ok(at) = self.0.binary_search_by_key(&place, |(place, _)| *place) else { return vec![] };
        let sketch = &self.0[at].1;
        let others = self.0.iter().filter(|(other, _)| *other != place);
        others.filter(|(_, other)| sketch.is_copy_of(other)).map(|(place, _)| *place).collect()
    }
}

/// Where copies are looked for. What matches and is a copy of a document is found in either.
pub(super) enum Copies<'s> {
    All(&'s Table),
    Matching(Scan),
}

impl Copies<'_> {
    /// The copies of a document; among all documents, those that do not match, too.
    fn of(&self, place: Place) -> Vec<Place> {
        match self {
            Self::All(table) => {
                let document = table.before[place.0 as usize] + place.1;
                table.of(document).iter().map(|&copy| table.place(copy)).collect()
            }
            Self::Matching(scan) => scan.of(place),
        }
    }

    /// Goes through documents, the best first, and shows each, at most so many, that is no copy of one shown before. A copy belongs to the first
    /// that shows it; copies of copies do not.
    pub(super) fn fold(&self, documents: &[Candidate], most: usize) -> Folded {
        let mut folded = Folded { shown: vec![], under: BTreeMap::new() };
        let mut copies = HashSet::new();
        for &candidate in documents {
            if folded.shown.len() == most {
                break;
            }
            let place = (candidate.segment, candidate.document);
            if copies.contains(&place) {
                continue;
            }
            folded.shown.push(candidate);
            let of_this: Vec<_> = self.of(place).into_iter().filter(|&copy| copies.insert(copy)).collect();
            if !of_this.is_empty() {
                folded.under.insert(place, of_this);
            }
        }
        folded
    }
}

/// How many of some copies match, and the first of them: the earliest first.
pub(super) fn tell(
    mut copies: Vec<Place>,
    segments: &[Segment],
    matches: &[Matches],
    reader: &Reader,
) -> Result<(usize, Vec<Document>)> {
    let first = |(segment, document): Place| segments[segment as usize].starts()[document as usize];
    copies.retain(|&place| {
        let range = segments[place.0 as usize].document_around(first(place));
        matches[place.0 as usize].found.next(range.start).is_some_and(|doc| doc < range.end)
    });
    copies.sort_by_key(|&place| {
        let segment = &segments[place.0 as usize];
        (segment.day(first(place)).unwrap_or(i64::MAX), segment.id_hash(first(place)))
    });
    let documents = copies.iter().take(MOST_COPIES).map(|&place| reader.document(place.0, first(place)));
    Ok((copies.len(), documents.collect::<Result<_>>()?))
}

/// The slot of a key, where there are 2 to the power of `bits`.
const fn slot(key: u32, bits: u32) -> usize {
    (key.wrapping_mul(0x9E37_79B1) as u64 >> (32 - bits)) as usize
}
