//! Which of the passages that were found a page shows: the best documents, copies folded, each by its best passage.

use std::collections::BTreeMap;

use tantivy::DocId;

use super::bits::Bits;
use super::certainty::Certainty;
use super::copies::{Folded, Place};
use super::matching::Matches;
use super::nearness;
use super::ranking::{Best, Candidate, order};
use super::request::{Request, Sort};
use super::scores::Scores;
use super::searcher::{Found, Searcher};
use super::segments::Segment;
use super::weights::MOST_NEAR;
use crate::query::Respelling;

impl Searcher {
    /// The passages to show, each with its rank, and the copies of their documents.
    pub(super) fn rank(
        &self,
        request: &Request,
        found: &Found,
        all_first: bool,
        scores: &mut Scores,
    ) -> tantivy::Result<Ranked> {
        let end = request.offset.saturating_add(request.limit);
        if request.limit == 0 {
            return Ok(Ranked { page: vec![], copies: BTreeMap::new() });
        }
        let segments = self.segments.iter().enumerate();
        let certainty = segments.map(|(number, segment)| Certainty::of(&found.planned, number, segment));
        let certainty = certainty.collect::<tantivy::Result<_>>()?;
        let taken = Taken { found, sort: request.sort, all_first, certainty };
        let Folded { shown: mut documents, under: copies } = if request.all_copies || found.documents < 2 {
            Folded { shown: self.first_documents(&taken, end, scores)?, under: BTreeMap::new() }
        } else {
            self.unlike_documents(&taken, end, scores)?
        };
        let page = match request.passages {
            Some(most) => {
                let mut shown = vec![];
                for (at, best) in documents.into_iter().enumerate().skip(request.offset) {
                    let candidates = if most > 1 { self.passages_of(&taken, best, most, scores)? } else { vec![best] };
                    shown.extend(candidates.into_iter().map(|candidate| (at + 1, candidate)));
                }
                shown
            }
            None => {
                if documents.len() < end {
                    let others = self.other_passages(&taken, &documents, end - documents.len(), scores)?;
                    documents.extend(others);
                }
                let mut page: Vec<_> = documents.into_iter().skip(request.offset).collect();
                order(&mut page, request.limit);
                (request.offset + 1..).zip(page).collect()
            }
        };
        Ok(Ranked { page, copies })
    }

    /// So many documents, the best first, if there are.
    fn first_documents(&self, taken: &Taken, most: usize, scores: &mut Scores) -> tantivy::Result<Vec<Candidate>> {
        let mut documents = self.best_documents(taken, most, scores)?;
        self.refine(taken, &mut documents, most)?;
        Ok(documents)
    }

    /// So many documents, the best first, none of which is a copy of a better one.
    fn unlike_documents(&self, taken: &Taken, most: usize, scores: &mut Scores) -> tantivy::Result<Folded> {
        let copies = self.copies(taken.found)?;
        let mut looked_at = most;
        loop {
            let documents = self.first_documents(taken, looked_at, scores)?;
            let folded = copies.fold(&documents, most);
            if folded.shown.len() == most || looked_at >= taken.found.documents {
                return Ok(folded);
            }
            looked_at = looked_at.saturating_mul(2);
        }
    }

    /// The best documents in order, each by its best passage: so many at least, if there are, and those that nearness may bring among them.
    fn best_documents(&self, taken: &Taken, least: usize, scores: &mut Scores) -> tantivy::Result<Vec<Candidate>> {
        let limit = least.max(MOST_NEAR);
        let mut ranked = vec![];
        for (number, segment) in (0..).zip(&self.segments) {
            let Matches { found, with_all } = &taken.found.matches[number as usize];
            let mut offer = |among: &Bits| {
                let mut best = Best::new(limit);
                scores.fill(self.scene(taken.found, number), among)?;
                for doc in among.iter() {
                    let first = taken.first(segment, number, doc);
                    let score = scores.of(doc);
                    if best.least_score(first).is_some_and(|least| score >= least) {
                        best.offer(taken.candidate(segment, number, doc, score));
                    }
                }
                ranked.extend(best.into_candidates());
                Ok::<_, tantivy::TantivyError>(())
            };
            if !taken.all_first {
                offer(found)?;
                continue;
            }
            // The others are worth a look only when there are not enough documents with all words.
            offer(with_all)?;
            if segment.documents(with_all) < least {
                let mut others = found.clone();
                others.subtract(&segment.whole_documents(with_all));
                offer(&others)?;
            }
        }
        order(&mut ranked, limit);
        Ok(ranked)
    }

    /// The best passages of a document, of which the best is known.
    fn passages_of(
        &self,
        taken: &Taken,
        best: Candidate,
        limit: usize,
        scores: &mut Scores,
    ) -> tantivy::Result<Vec<Candidate>> {
        let segment = &self.segments[best.segment as usize];
        let among = taken.found.matches[best.segment as usize].found.within(segment.document_around(best.doc));
        let mut candidates = self.candidates(taken, best.segment, &among, scores)?;
        self.refine(taken, &mut candidates, limit)?;
        Ok(candidates)
    }

    /// The best passages of the documents of `shown` besides these.
    fn other_passages(
        &self,
        taken: &Taken,
        shown: &[Candidate],
        limit: usize,
        scores: &mut Scores,
    ) -> tantivy::Result<Vec<Candidate>> {
        let mut candidates = vec![];
        for (number, matches) in (0..).zip(&taken.found.matches) {
            let segment = &self.segments[number as usize];
            let mut others = Bits::none(segment.passages());
            for shown in shown.iter().filter(|candidate| candidate.segment == number) {
                let of_document = segment.document_around(shown.doc);
                of_document
                    .filter(|&doc| doc != shown.doc && matches.found.contains(doc))
                    .for_each(|doc| others.insert(doc));
            }
            candidates.extend(self.candidates(taken, number, &others, scores)?);
        }
        self.refine(taken, &mut candidates, limit)?;
        Ok(candidates)
    }

    /// Adds to the best candidates what the nearness of their words is worth, and keeps the first so many in order.
    fn refine(&self, taken: &Taken, candidates: &mut Vec<Candidate>, limit: usize) -> tantivy::Result<()> {
        candidates.sort_unstable_by(|a, b| b.compare(a));
        let refined = if taken.sort == Sort::Score { candidates.len().min(MOST_NEAR) } else { 0 };
        let first = &mut candidates[..refined];
        first.sort_by_key(|candidate| (candidate.segment, candidate.doc));
        for of_segment in first.chunk_by_mut(|a, b| a.segment == b.segment) {
            let docs: Vec<_> = of_segment.iter().map(|candidate| candidate.doc).collect();
            let scores = nearness::scores(self.scene(taken.found, of_segment[0].segment), &docs)?;
            for (candidate, score) in of_segment.iter_mut().zip(scores) {
                candidate.score += score;
                candidate.is_refined = true;
            }
        }
        order(candidates, limit);
        Ok(())
    }

    fn candidates(
        &self,
        taken: &Taken,
        number: u32,
        among: &Bits,
        scores: &mut Scores,
    ) -> tantivy::Result<Vec<Candidate>> {
        let segment = &self.segments[number as usize];
        scores.fill(self.scene(taken.found, number), among)?;
        Ok(among.iter().map(|doc| taken.candidate(segment, number, doc, scores.of(doc))).collect())
    }
}

/// What is to be shown.
pub(super) struct Ranked {
    /// Passages, each with its rank.
    pub(super) page: Vec<(usize, Candidate)>,
    /// Copies of documents, which may match or not.
    pub(super) copies: BTreeMap<Place, Vec<Place>>,
}

/// What was found, and in which order it is to be taken.
struct Taken<'a> {
    found: &'a Found,
    sort: Sort,
    /// Passages with all words before the others.
    all_first: bool,
    /// By segment.
    certainty: Vec<Option<Certainty>>,
}

impl Taken<'_> {
    /// What counts before the score.
    fn first(&self, segment: &Segment, number: u32, doc: DocId) -> i64 {
        match self.sort {
            Sort::Score => {
                let has_all = self.all_first && self.found.matches[number as usize].with_all.contains(doc);
                let certainty = self.certainty[number as usize].as_ref();
                let is_as_typed = certainty.is_some_and(|certainty| certainty.is_as_typed(doc));
                i64::from(has_all) + i64::from(is_as_typed)
            }
            Sort::Date => segment.day(doc).unwrap_or(i64::MIN),
        }
    }

    /// How the least sure word of a passage stands for what was typed.
    fn respelling(&self, number: u32, doc: DocId) -> Option<Respelling> {
        self.certainty[number as usize].as_ref().and_then(|certainty| certainty.respelling(doc))
    }

    fn candidate(&self, segment: &Segment, number: u32, doc: DocId, score: f32) -> Candidate {
        let first = self.first(segment, number, doc);
        let has_all = self.found.matches[number as usize].with_all.contains(doc);
        let (document, id_hash) = (segment.document(doc), segment.id_hash(doc));
        let day = segment.day(doc).unwrap_or(i64::MAX);
        let respelling = self.respelling(number, doc);
        let is_as_typed = self.certainty[number as usize].as_ref().is_some_and(|certainty| certainty.is_as_typed(doc));
        Candidate {
            first,
            score,
            segment: number,
            document,
            day,
            id_hash,
            doc,
            has_all,
            is_as_typed,
            respelling,
            is_refined: false,
        }
    }
}
