//! Finding the passages of one segment that hold the words of a query, and scoring them.
//!
//! All words walk through their postings side by side, passage by passage. For one word a passage gives evidence through three keys, each
//! scored by BM25 over passage and title together; weights and constants are in [`weights`](super::weights).

use std::io;

use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, SegmentReader, TERMINATED, Term};

use super::answer::Place;
use super::highlight::MatchKind;
use super::weights;
use crate::index::schema::Fields;
use crate::query::Word;

/// What a whole index knows that scoring needs.
#[derive(Debug, Clone, Copy)]
pub(super) struct Statistics {
    /// Passages.
    pub(super) passages: f32,
    /// Mean length of a passage in tokens, its title counted by its weight.
    pub(super) length: f32,
}

/// A key of a query word: where it is looked up and how much it counts.
#[derive(Debug, Clone)]
pub(super) struct Lookup {
    pub(super) kind: MatchKind,
    pub(super) term: String,
    in_passage: Field,
    in_title: Field,
    /// Weight of its kind, times how often the query says it.
    pub(super) weight: f32,
    /// Passages of the index that have it, in text or title.
    pub(super) passages: u64,
    idf: f32,
}

/// A query word, ready to be looked up.
#[derive(Debug, Clone)]
pub(super) struct WordPlan {
    lookups: Vec<Lookup>,
}

impl WordPlan {
    /// Plans the lookups of a word; the rarity of each key is taken over the whole index.
    pub(super) fn new(
        word: &Word,
        fields: &Fields,
        snapshot: &tantivy::Searcher,
        statistics: Statistics,
    ) -> tantivy::Result<Self> {
        let (text, title) = (fields.passage, fields.heading);
        let mut asked = vec![(MatchKind::Stem, &word.stem, text.stem, title.stem, weights::STEM, word.count())];
        for form in &word.forms {
            asked.push((MatchKind::Exact, &form.exact, text.exact, title.exact, weights::EXACT, form.count));
            asked.push((MatchKind::Related, &form.coarse, text.coarse, title.coarse, weights::COARSE, form.count));
        }
        let mut lookups = vec![];
        for (kind, term, in_passage, in_title, weight, count) in asked {
            let weight = weight * count as f32;
            let having = |field| snapshot.doc_freq(&Term::from_field_text(field, term));
            let (in_text, in_heading) = (having(in_passage)? as f32, having(in_title)? as f32);
            // Passages that have it in either, if text and title were independent.
            let either = in_text + in_heading - in_text * in_heading / statistics.passages.max(1.0);
            let idf = (1.0 + (statistics.passages - either + 0.5).max(0.5) / (either + 0.5)).ln();
            let (term, passages) = (term.clone(), either.round() as u64);
            lookups.push(Lookup { kind, term, in_passage, in_title, weight, passages, idf });
        }
        Ok(Self { lookups })
    }
}

/// Postings of one term, or none.
struct Cursor(Option<SegmentPostings>);

impl Cursor {
    fn open(segment: &SegmentReader, field: Field, term: &str) -> tantivy::Result<Self> {
        let term = Term::from_field_text(field, term);
        let postings: io::Result<_> = segment.inverted_index(field)?.read_postings(&term, IndexRecordOption::WithFreqs);
        Ok(Self(postings?))
    }

    fn doc(&self) -> DocId {
        self.0.as_ref().map_or(TERMINATED, DocSet::doc)
    }

    fn advance(&mut self) {
        if let Some(postings) = &mut self.0 {
            postings.advance();
        }
    }

    /// How often the term stands in a document; goes forward to it.
    fn frequency(&mut self, doc: DocId) -> f32 {
        match &mut self.0 {
            Some(postings) => {
                if postings.doc() < doc {
                    postings.seek(doc);
                }
                if postings.doc() == doc { postings.term_freq() as f32 } else { 0.0 }
            }
            None => 0.0,
        }
    }
}

/// A word in one segment: a pair of cursors, passage and title, for each lookup.
struct WordCursors<'p> {
    plan: &'p WordPlan,
    cursors: Vec<[Cursor; 2]>,
}

/// One part of a score, as `Matcher::score` tells it.
pub(super) struct Part<'p> {
    pub(super) lookup: &'p Lookup,
    pub(super) place: Place,
    pub(super) frequency: f32,
    pub(super) score: f32,
}

/// A scored passage.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scored {
    pub(super) score: f32,
    /// Words of the query that the passage itself holds.
    pub(super) held: usize,
}

/// The words of a query in one segment.
pub(super) struct Matcher<'p> {
    words: Vec<WordCursors<'p>>,
    passage_norms: FieldNormReader,
    title_norms: FieldNormReader,
    statistics: Statistics,
    /// Which key makes a passage a match.
    finds_by: MatchKind,
}

impl<'p> Matcher<'p> {
    /// Opens the postings of all words in a segment. Passages are found by the stem, or by the coarse key if `related`.
    pub(super) fn open(
        segment: &SegmentReader,
        fields: &Fields,
        plan: &'p [WordPlan],
        statistics: Statistics,
        related: bool,
    ) -> tantivy::Result<Self> {
        let mut words = Vec::with_capacity(plan.len());
        for word in plan {
            let open = |lookup: &Lookup| -> tantivy::Result<[Cursor; 2]> {
                Ok([
                    Cursor::open(segment, lookup.in_passage, &lookup.term)?,
                    Cursor::open(segment, lookup.in_title, &lookup.term)?,
                ])
            };
            let cursors = word.lookups.iter().map(open).collect::<tantivy::Result<_>>()?;
            words.push(WordCursors { plan: word, cursors });
        }
        Ok(Self {
            words,
            passage_norms: segment.get_fieldnorms_reader(fields.passage.stem)?,
            title_norms: segment.get_fieldnorms_reader(fields.heading.stem)?,
            statistics,
            finds_by: if related { MatchKind::Related } else { MatchKind::Stem },
        })
    }

    /// The first passage from `from` on that has a word of the query in its text or title; [`TERMINATED`] after the last.
    pub(super) fn next(&mut self, from: DocId) -> DocId {
        let finds_by = self.finds_by;
        let mut next = TERMINATED;
        for word in &mut self.words {
            for (lookup, cursors) in word.plan.lookups.iter().zip(&mut word.cursors) {
                if lookup.kind == finds_by {
                    for cursor in cursors {
                        if cursor.doc() < from {
                            cursor.advance();
                        }
                        if cursor.doc() < from {
                            cursor.frequency(from);
                        }
                        next = next.min(cursor.doc());
                    }
                }
            }
        }
        next
    }

    /// Scores a passage at or after all those scored before, and hands each part of the score to `each`.
    pub(super) fn score(&mut self, doc: DocId, mut each: impl FnMut(usize, Part<'p>)) -> Scored {
        let length = self.passage_norms.fieldnorm(doc) as f32 + weights::TITLE * self.title_norms.fieldnorm(doc) as f32;
        let norm = weights::K1 * (1.0 - weights::B + weights::B * length / self.statistics.length);
        let mut scored = Scored { score: 0.0, held: 0 };
        for (number, word) in self.words.iter_mut().enumerate() {
            let mut is_held = false;
            for (lookup, [passage, title]) in word.plan.lookups.iter().zip(&mut word.cursors) {
                let in_passage = passage.frequency(doc);
                let frequency = in_passage + weights::TITLE * title.frequency(doc);
                if frequency == 0.0 {
                    continue;
                }
                is_held |= lookup.kind == self.finds_by && in_passage > 0.0;
                let score = lookup.weight * lookup.idf * frequency / (frequency + norm);
                scored.score += score;
                let place = if in_passage > 0.0 { Place::Passage } else { Place::Title };
                each(number, Part { lookup, place, frequency, score });
            }
            scored.held += usize::from(is_held);
        }
        scored
    }
}
