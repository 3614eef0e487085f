//! Relatives of a word that no list has: stems of the index that begin like its own.

use std::collections::BTreeMap;

use tantivy::Result;
use tantivy::schema::Field;

use super::keys::Fields;
use super::segments::Segment;
use super::weights;
use crate::analysis::beginning;

/// Stems of texts of which one begins with a stem, or which begin it. The most frequent ones, in alphabetical order among equals.
pub(super) fn beginnings(segments: &[Segment], stem: &str, [text, _]: Fields) -> Result<Vec<String>> {
    let letters: Vec<usize> = stem.char_indices().map(|(at, _)| at).collect();
    let Some(field) = text.filter(|_| letters.len() >= weights::BEGINNING_LETTERS) else { return Ok(vec![]) };
    let mut found = Stems::default();
    for segment in segments {
        for &at in &letters[weights::BEGINNING_LETTERS..] {
            if let Some(info) = segment.index(field).terms().get(&stem[..at])? {
                found.add(&stem[..at], segment.alive_with(segment.index(field), &info)?);
            }
        }
        found.add_all(segment, field, stem)?;
    }
    found.of.remove(stem);
    Ok(found.most_frequent(weights::MOST_BEGINNINGS))
}

/// Stems of texts and titles that begin with the same letters as a stem, save those that are `known`. The most frequent ones, likewise.
pub(super) fn alike(
    segments: &[Segment],
    stem: &str,
    fields: Fields,
    known: impl Fn(&str) -> bool,
) -> Result<Vec<String>> {
    let Some(letters) = beginning(stem) else { return Ok(vec![]) };
    let mut found = Stems::default();
    for segment in segments {
        for field in fields.into_iter().flatten() {
            found.add_all(segment, field, letters)?;
        }
    }
    found.of.retain(|stem, _| !known(stem));
    Ok(found.most_frequent(weights::MOST_ALIKE))
}

/// Stems, and how many passages have each.
#[derive(Default)]
struct Stems {
    of: BTreeMap<String, u64>,
}

impl Stems {
    fn add(&mut self, stem: &str, passages: u64) {
        match self.of.get_mut(stem) {
            Some(known) => *known += passages,
            None => _ = self.of.insert(stem.to_owned(), passages),
        }
    }

    /// Adds all stems of a field of a segment that begin so.
    fn add_all(&mut self, segment: &Segment, field: Field, beginning: &str) -> Result<()> {
        let index = segment.index(field);
        let mut stems = index.terms().range().ge(beginning.as_bytes()).into_stream()?;
        while stems.advance() && stems.key().starts_with(beginning.as_bytes()) {
            if let Ok(stem) = std::str::from_utf8(stems.key()) {
                self.add(stem, segment.alive_with(index, stems.value())?);
            }
        }
        Ok(())
    }

    fn most_frequent(self, most: usize) -> Vec<String> {
        let mut stems: Vec<_> = self.of.into_iter().filter(|&(_, passages)| passages > 0).collect();
        stems.sort_by_key(|&(_, passages)| std::cmp::Reverse(passages));
        stems.truncate(most);
        stems.into_iter().map(|(stem, _)| stem).collect()
    }
}
