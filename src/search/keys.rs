//! A key of a query word as an index has it: where it stands, how rare it is, and what a passage gains by it.

use tantivy::postings::TermInfo;
use tantivy::schema::Field;
use tantivy::{DocId, Result, Term};

use super::answer::Place;
use super::bits::Bits;
use super::highlight::MatchKind;
use super::postings::{each, each_among};
use super::segments::Segment;
use super::statistics::{Statistics, idf};
use super::weights;

/// The fields of texts and of titles that hold keys of one kind; `None` where they are not to be looked for.
pub(super) type Fields = [Option<Field>; 2];

/// A key, looked up in every segment of an index.
#[derive(Debug)]
pub(super) struct Key {
    pub(super) kind: MatchKind,
    pub(super) term: String,
    /// Weight of its kind, times how often the query says it.
    pub(super) weight: f32,
    /// Passages of the index that have it, in text or title.
    pub(super) passages: u64,
    idf: f32,
    fields: Fields,
    /// Where its postings are, in text and title, by segment.
    places: Vec<[Option<TermInfo>; 2]>,
}

impl Key {
    /// Looks a key up. Its rarity is taken over all passages of the index.
    pub(super) fn find(
        (kind, weight): (MatchKind, f32),
        term: &str,
        fields: Fields,
        segments: &[Segment],
        statistics: &Statistics,
    ) -> Result<Self> {
        let mut places = Vec::with_capacity(segments.len());
        let mut having = [0; 2];
        for segment in segments {
            let mut found = [None, None];
            for ((field, place), having) in fields.iter().zip(&mut found).zip(&mut having) {
                let Some(field) = *field else { continue };
                *place = segment.index(field).get_term_info(&Term::from_field_text(field, term))?;
                if let Some(info) = &*place {
                    *having += segment.alive_with(segment.index(field), info)?;
                }
            }
            places.push(found);
        }
        // Passages that have it in either, if text and title were independent.
        let [in_text, in_title] = having.map(|having| having as f32);
        let either = in_text + in_title - in_text * in_title / statistics.passages.max(1.0);
        let (idf, passages) = (idf(either, statistics.passages), either.round() as u64);
        Ok(Self { kind, term: term.to_owned(), weight, passages, idf, fields, places })
    }

    /// What it adds to the score of a passage; `norm` is the passage's length, as BM25 sees it.
    pub(super) fn score(&self, frequency: f32, norm: f32) -> f32 {
        self.weight * self.idf * frequency / (frequency + norm)
    }

    /// Adds the passages of a segment that have it in their text, and those that have it in their title.
    pub(super) fn passages(&self, number: usize, segment: &Segment, sets: &mut [Bits; 2]) -> Result<()> {
        for ((set, place), field) in sets.iter_mut().zip(&self.places[number]).zip(self.fields) {
            if let (Some(info), Some(field)) = (place, field) {
                each(segment.index(field), info, |doc| set.insert(doc))?;
            }
        }
        Ok(())
    }

    /// Calls `found` with every passage of `among` that has it, in order: how often, the title counted by its weight, and where.
    pub(super) fn each_among(
        &self,
        number: usize,
        segment: &Segment,
        among: &Bits,
        mut found: impl FnMut(DocId, f32, Place),
    ) -> Result<()> {
        let mut lists = [vec![], vec![]];
        let [text, title] = &self.places[number];
        if let (Some(info), Some(field)) = (title, self.fields[1]) {
            each_among(segment.index(field), info, among, |doc, freq| lists[1].push((doc, freq)))?;
        }
        if let (Some(info), Some(field)) = (text, self.fields[0]) {
            if lists[1].is_empty() {
                return each_among(segment.index(field), info, among, |doc, freq| {
                    found(doc, freq as f32, Place::Passage);
                });
            }
            each_among(segment.index(field), info, among, |doc, freq| lists[0].push((doc, freq)))?;
        }
        let [text, title] = lists;
        merge(text, title, found);
        Ok(())
    }
}

/// Calls `found` with the passages of two lists, those of texts and those of titles, in order: how often, the title counted by its weight, and
/// where.
pub(super) fn merge(text: Vec<(DocId, u32)>, title: Vec<(DocId, u32)>, mut found: impl FnMut(DocId, f32, Place)) {
    let weighed = |freq: u32| weights::TITLE * freq as f32;
    let mut titles = title.into_iter().peekable();
    for (doc, freq) in text {
        while let Some((doc, freq)) = titles.next_if(|&(title, _)| title < doc) {
            found(doc, weighed(freq), Place::Title);
        }
        let of_title = titles.next_if(|&(title, _)| title == doc).map_or(0.0, |(_, freq)| weighed(freq));
        found(doc, freq as f32 + of_title, Place::Passage);
    }
    titles.for_each(|(doc, freq)| found(doc, weighed(freq), Place::Title));
}
