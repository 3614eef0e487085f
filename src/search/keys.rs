//! A key of a query word as an index has it: where it stands, how rare it is, and what a passage gains by it.

use tantivy::postings::TermInfo;
use tantivy::schema::Field;
use tantivy::{DocId, Result};

use super::answer::Place;
use super::bits::Bits;
use super::highlight::MatchKind;
use super::postings::{each, each_among};
use super::segments::Segment;
use super::statistics::{Statistics, idf};
use super::weights;

/// The fields of texts and of titles that hold keys of one kind; `None` where they are not to be looked for.
pub(super) type Fields = [Option<Field>; 2];

/// What a query word is looked up by: a term, or several that count as one word, each with its own weight.
#[derive(Debug)]
pub(super) struct Key {
    /// The term that was asked for, then those that begin alike, and those related to it.
    pub(super) terms: Vec<KeyTerm>,
    /// Weight of its kind, times how often the query says it.
    pub(super) weight: f32,
    pub(super) idf: f32,
    fields: Fields,
}

/// A term of a key.
#[derive(Debug)]
pub(super) struct KeyTerm {
    pub(super) kind: MatchKind,
    pub(super) text: String,
    /// What an occurrence of it counts.
    pub(super) weight: f32,
    /// Passages of the index that have it, in text or title.
    pub(super) passages: f32,
    /// Where its postings are, in text and title, by segment.
    places: Vec<[Option<TermInfo>; 2]>,
}

impl KeyTerm {
    fn find(
        (kind, weight): (MatchKind, f32),
        text: &str,
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
                *place = segment.index(field).terms().get(text)?;
                if let Some(info) = &*place {
                    *having += segment.alive_with(segment.index(field), info)?;
                }
            }
            places.push(found);
        }
        // Passages that have it in either, if text and title were independent.
        let [in_text, in_title] = having.map(|having| having as f32);
        let passages = in_text + in_title - in_text * in_title / statistics.passages.max(1.0);
        Ok(Self { kind, text: text.to_owned(), weight, passages, places })
    }
}

impl Key {
    /// Looks up terms, each with its kind and weight, the one that was asked for first. Rarity is taken over all passages of the index.
    pub(super) fn find<'t>(
        weight: f32,
        terms: impl IntoIterator<Item = (MatchKind, f32, &'t str)>,
        fields: Fields,
        segments: &[Segment],
        statistics: &Statistics,
    ) -> Result<Self> {
        let mut found = vec![];
        for (kind, weight, text) in terms {
            let term = KeyTerm::find((kind, weight), text, fields, segments, statistics)?;
            if found.is_empty() || term.passages > 0.0 {
                found.push(term);
            }
        }
        let is_alike = |term: &KeyTerm| term.kind == MatchKind::Beginning;
        // Those that begin alike say nothing of how rare the word is, unless there is nothing else.
        let is_known = found.iter().any(|term| term.passages > 0.0 && !is_alike(term));
        // Passages that have any of the terms, if these were independent; a related one counts by its weight.
        let all = statistics.passages.max(1.0);
        let counting = found.iter().filter(|term| !is_known || !is_alike(term));
        let without = counting.map(|term| 1.0 - term.weight * term.passages / all).product::<f32>();
        let of_key = idf(all * (1.0 - without), statistics.passages);
        if is_known {
            for term in found.iter_mut().filter(|term| is_alike(term)) {
                term.weight *= (idf(term.passages, statistics.passages) / of_key).min(1.0);
            }
        }
        Ok(Self { terms: found, weight, idf: of_key, fields })
    }

    /// How many of its terms are the word itself.
    pub(super) fn own(&self) -> usize {
        let is_own = |kind| !matches!(kind, MatchKind::Beginning | MatchKind::Related);
        self.terms.iter().take_while(|term| is_own(term.kind)).count()
    }

    /// Adds the passages of a segment that have one of the first so many terms: in their text, and in their title.
    pub(super) fn passages(&self, terms: usize, number: usize, segment: &Segment, sets: &mut [Bits; 2]) -> Result<()> {
        for term in &self.terms[..terms] {
            for ((set, place), field) in sets.iter_mut().zip(&term.places[number]).zip(self.fields) {
                if let (Some(info), Some(field)) = (place, field) {
                    each(segment.index(field), info, |doc| set.insert(doc))?;
                }
            }
        }
        Ok(())
    }

    /// Calls `found` with every passage of `among` that has a term of it in a place, in order for each term: the number of the term, and how often.
    pub(super) fn each_among(
        &self,
        place: Place,
        number: usize,
        segment: &Segment,
        among: &Bits,
        mut found: impl FnMut(DocId, usize, u32),
    ) -> Result<()> {
        let at = place as usize;
        let Some(field) = self.fields[at] else { return Ok(()) };
        for (term, key) in self.terms.iter().enumerate() {
            if let Some(info) = &key.places[number][at] {
                each_among(segment.index(field), info, among, |doc, freq| found(doc, term, freq))?;
            }
        }
        Ok(())
    }

    /// Where the postings of its first term in texts are.
    pub(super) fn in_texts(&self, number: usize) -> Option<(Field, &TermInfo)> {
        Some((self.fields[0]?, self.terms[0].places[number][0].as_ref()?))
    }

    /// What it adds to the score of a passage that has it so often in a place, all its terms counted by their weights.
    #[inline]
    pub(super) fn score(&self, place: Place, frequency: f32, norm: f32) -> f32 {
        saturated(self.weight * self.idf, place, frequency, norm)
    }
}

/// BM25 of one field: the more often the more, up to the most.
#[inline]
pub(super) fn saturated(most: f32, place: Place, frequency: f32, norm: f32) -> f32 {
    let most = if place == Place::Title { weights::TITLE * most } else { most };
    most * frequency / (frequency + norm)
}
