//! Finding the passages of one segment that hold the words of a query, and scoring them.
//!
//! For one word a passage gives evidence through three keys, each scored by BM25 over passage and title together; weights and constants are
//! in [`weights`](super::weights). The stems find the passages: their postings are walked one after the other into a [`Tally`]. The other keys
//! are looked at only where a passage can still get among the best.

use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, TERMINATED, Term};

use super::answer::Place;
use super::highlight::MatchKind;
use super::segments::Segment;
use super::tally::Tally;
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

impl Lookup {
    /// What it adds to the score of a passage; `norm` is the passage's length, as BM25 sees it. Never more than weight times idf.
    fn score(&self, frequency: f32, norm: f32) -> f32 {
        self.weight * self.idf * frequency / (frequency + norm)
    }
}

/// A query word, ready to be looked up. The lookups it is found by come first.
#[derive(Debug, Clone)]
pub(super) struct WordPlan {
    lookups: Vec<Lookup>,
    finding: usize,
    /// The most that the other lookups can add to a score.
    at_most: f32,
}

impl WordPlan {
    /// Plans the lookups of a word; the rarity of each key is taken over the whole index. A word finds passages by its stem, or by its
    /// coarse keys if `related`.
    pub(super) fn new(
        word: &Word,
        fields: &Fields,
        snapshot: &tantivy::Searcher,
        statistics: Statistics,
        related: bool,
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
        let finds_by = if related { MatchKind::Related } else { MatchKind::Stem };
        lookups.sort_by_key(|lookup| lookup.kind != finds_by);
        let finding = lookups.iter().filter(|lookup| lookup.kind == finds_by).count();
        let at_most = lookups[finding..].iter().map(|lookup| lookup.weight * lookup.idf).sum();
        Ok(Self { lookups, finding, at_most })
    }
}

/// Postings of one term, or none.
struct Cursor(Option<SegmentPostings>);

impl Cursor {
    fn open(segment: &Segment, field: Field, term: &str) -> tantivy::Result<Self> {
        let term = Term::from_field_text(field, term);
        Ok(Self(segment.reader.inverted_index(field)?.read_postings(&term, IndexRecordOption::WithFreqs)?))
    }

    fn doc(&self) -> DocId {
        self.0.as_ref().map_or(TERMINATED, DocSet::doc)
    }

    /// Goes to the first document from `from` on; it is `from` or the next one in most calls.
    fn reach(&mut self, from: DocId) -> DocId {
        let Some(postings) = &mut self.0 else { return TERMINATED };
        let mut doc = postings.doc();
        if doc < from {
            doc = postings.advance();
            if doc < from {
                doc = postings.seek(from);
            }
        }
        doc
    }

    /// How often the term stands in a document no later than the one at hand; goes on to the next one if it does.
    fn take(&mut self, doc: DocId) -> f32 {
        match &mut self.0 {
            Some(postings) if postings.doc() == doc => {
                let frequency = postings.term_freq() as f32;
                postings.advance();
                frequency
            }
            _ => 0.0,
        }
    }

    /// How often the term stands in a document.
    fn frequency(&mut self, doc: DocId) -> f32 {
        if self.reach(doc) == doc { self.0.as_ref().map_or(0.0, |postings| postings.term_freq() as f32) } else { 0.0 }
    }
}

/// A word in one segment: a pair of cursors, passage and title, for each lookup.
struct WordCursors<'p> {
    plan: &'p WordPlan,
    cursors: Vec<[Cursor; 2]>,
}

/// One part of a score, as [`Matcher::score`] tells it.
pub(super) struct Part<'p> {
    pub(super) lookup: &'p Lookup,
    pub(super) place: Place,
    pub(super) frequency: f32,
    pub(super) score: f32,
}

/// The words of a query in one segment.
pub(super) struct Matcher<'p, 's> {
    words: Vec<WordCursors<'p>>,
    segment: &'s Segment,
    statistics: Statistics,
    /// The most that keys which do not find passages can add to a score.
    at_most: f32,
}

impl<'p, 's> Matcher<'p, 's> {
    /// Opens the postings of all words in a segment.
    pub(super) fn open(segment: &'s Segment, plan: &'p [WordPlan], statistics: Statistics) -> tantivy::Result<Self> {
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
        let at_most = plan.iter().map(|word| word.at_most).sum();
        Ok(Self { words, segment, statistics, at_most })
    }

    /// Walks the keys that find passages to their end.
    pub(super) fn tally(&mut self, tally: &mut Tally) {
        tally.start(self.segment.reader.max_doc() as usize);
        let (segment, statistics) = (self.segment, self.statistics);
        for (word, number) in self.words.iter_mut().zip(1..) {
            for (lookup, [text, title]) in word.plan.lookups.iter().zip(&mut word.cursors).take(word.plan.finding) {
                loop {
                    let doc = text.doc().min(title.doc());
                    if doc == TERMINATED {
                        break;
                    }
                    let (in_text, in_title) = (text.take(doc), title.take(doc));
                    let score = lookup.score(in_text + weights::TITLE * in_title, norm(segment, statistics, doc));
                    tally.add(doc, number, in_text > 0.0, score);
                }
            }
        }
    }

    /// The whole score of a passage at or after all those scored before, of which the finding keys gave `found`. `None`, early, when it
    /// cannot reach `least`.
    pub(super) fn score_above(&mut self, doc: DocId, found: f32, least: f32) -> Option<f32> {
        if found + self.at_most < least {
            return None;
        }
        let norm = norm(self.segment, self.statistics, doc);
        let mut score = found;
        for word in &mut self.words {
            for (lookup, cursors) in word.plan.lookups.iter().zip(&mut word.cursors).skip(word.plan.finding) {
                let (frequency, _) = weighed(cursors, doc);
                if frequency > 0.0 {
                    score += lookup.score(frequency, norm);
                }
            }
        }
        Some(score)
    }

    /// Hands each part of a passage's score to `each`, with the number of its word. The passage is at or after all those scored before.
    pub(super) fn score(&mut self, doc: DocId, mut each: impl FnMut(usize, Part<'p>)) {
        let norm = norm(self.segment, self.statistics, doc);
        for (number, word) in self.words.iter_mut().enumerate() {
            for (lookup, cursors) in word.plan.lookups.iter().zip(&mut word.cursors) {
                let (frequency, place) = weighed(cursors, doc);
                if frequency > 0.0 {
                    each(number, Part { lookup, place, frequency, score: lookup.score(frequency, norm) });
                }
            }
        }
    }
}

/// The length of a passage with its title, as BM25 sees it.
fn norm(segment: &Segment, statistics: Statistics, doc: DocId) -> f32 {
    let (passage, title) = segment.lengths(doc);
    let length = passage + weights::TITLE * title;
    weights::K1 * (1.0 - weights::B + weights::B * length / statistics.length)
}

/// How often a key stands in a passage, its title counted by its weight; and where.
fn weighed([passage, title]: &mut [Cursor; 2], doc: DocId) -> (f32, Place) {
    let in_passage = passage.frequency(doc);
    let frequency = in_passage + weights::TITLE * title.frequency(doc);
    (frequency, if in_passage > 0.0 { Place::Passage } else { Place::Title })
}
