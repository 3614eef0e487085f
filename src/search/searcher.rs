//! From a request to an answer.

use std::collections::BTreeMap;
use std::sync::{Mutex, OnceLock};
use std::time::{Duration, Instant};

use tantivy::DocId;

use super::answer::Answer;
use super::bits::Bits;
use super::certainty::Certainty;
use super::copies::{self, Copies, Folded, Place};
use super::explain;
use super::filter;
use super::highlight::{Marker, Relatives};
use super::hits::Reader;
use super::leaf::FoundBy;
use super::matching::{Matches, matches};
use super::nearest::nearest;
use super::nearness;
use super::plan::{Planned, Planner};
use super::ranking::{Best, Candidate, order};
use super::request::{Request, Sort};
use super::scores::{Scene, Scores};
use super::segments::Segment;
use super::statistics::Statistics;
use super::vocabulary::Words;
use super::weights::MOST_NEAR;
use crate::analysis::{Analyzer, Worker};
use crate::corpus::Document;
use crate::error::{Error, Result};
use crate::index::Index;
use crate::query::{self, Group, Query, Respelling};

/// Searches an index: a snapshot of its last commit, to be shared by any number of threads.
pub struct Searcher {
    pub(super) index: Index,
    pub(super) snapshot: tantivy::Searcher,
    pub(super) segments: Vec<Segment>,
    statistics: Statistics,
    /// Read when a search first asks for it.
    copies: OnceLock<Copies>,
    /// Desks that no search uses just now.
    desks: Mutex<Vec<Desk>>,
}

/// What one search at a time works with; kept for the next one, because workers remember the words of earlier answers.
pub(super) struct Desk {
    pub(super) worker: Worker,
    scores: Scores,
}

impl std::fmt::Debug for Searcher {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Searcher").field("index", &self.index).finish_non_exhaustive()
    }
}

/// A query with what is to be said of it.
pub(super) struct Understood {
    pub(super) query: Query,
    pub(super) notices: Vec<String>,
}

/// What was found before the hits are made ready to read.
pub(super) struct Found {
    pub(super) planned: Planned,
    /// By segment.
    pub(super) matches: Vec<Matches>,
    pub(super) passages: usize,
    passages_with_all: usize,
    pub(super) documents: usize,
}

/// What was looked for in the end, and what it found.
struct Outcome {
    asked: Group,
    found: Found,
    relatives: Relatives,
}

impl Searcher {
    /// A searcher over the last commit of an index. Commits made later need a new searcher.
    ///
    /// # Errors
    /// [`Error::IndexCorrupt`](crate::Error::IndexCorrupt) or [`Error::Engine`](crate::Error::Engine) when the index cannot be read.
    pub fn new(index: &Index) -> Result<Self> {
        let snapshot = index.snapshot()?;
        let open = |segment| Segment::open(segment, &index.fields);
        let segments = snapshot.segment_readers().iter().map(open).collect::<tantivy::Result<Vec<_>>>();
        let segments = segments.map_err(|e| index.failure("read", e))?;
        let statistics = Statistics::of(&segments);
        Ok(Self {
            index: index.clone(),
            snapshot,
            segments,
            statistics,
            copies: OnceLock::new(),
            desks: Mutex::default(),
        })
    }

    /// Searches.
    ///
    /// # Errors
    /// Those of [`Query::parse`] for what is no query; [`Error::IndexCorrupt`](crate::Error::IndexCorrupt) or
    /// [`Error::Engine`](crate::Error::Engine) when the index cannot be read.
    pub fn search(&self, request: &Request) -> Result<Answer> {
        let started = Instant::now();
        let understood = self.understand(request)?;
        let answer = self.at_a_desk(|desk| self.answer(request, understood, desk))?;
        Ok(Answer { took: started.elapsed(), ..answer })
    }

    /// What a request asks for: as it was typed, or as it was meant.
    pub(super) fn understand(&self, request: &Request) -> Result<Understood> {
        let words = Words::new(&self.segments, &self.index.fields);
        let (query, notice) = match request.query() {
            Ok(query) if request.as_typed => (query, None),
            Ok(query) => self.at_a_desk(|desk| words.repair(&query, &mut desk.worker))?,
            Err(error) => {
                // Signs that make no query may be letters in the wrong layout: `-yth` is `өнер`.
                let text = request.text().filter(|_| !request.as_typed && matches!(error, Error::BadQuery { .. }));
                let Some(text) = text else { return Err(error) };
                self.at_a_desk(|desk| words.in_wrong_layout(text, &mut desk.worker))?.ok_or(error)?
            }
        };
        let notices = query.notices().iter().map(|notice| notice.message.clone()).chain(notice).collect();
        Ok(Understood { query, notices })
    }

    /// Offers words of the index where it does not have those of a query.
    pub(super) fn offer(
        &self,
        asked: &Group,
        worker: &mut Worker,
        notices: &mut Vec<String>,
    ) -> tantivy::Result<Vec<String>> {
        let offered = nearest(asked, &Words::new(&self.segments, &self.index.fields), worker)?;
        if !offered.is_empty() {
            let quoted: Vec<_> = offered.iter().map(|word| format!("«{word}»")).collect();
            notices.push(format!("did you mean {}?", quoted.join(" or ")));
        }
        Ok(offered)
    }

    /// Does something with a worker that remembers the words of earlier answers.
    pub(super) fn at_a_desk<T>(&self, work: impl FnOnce(&mut Desk) -> tantivy::Result<T>) -> Result<T> {
        // A poisoned lock only means that a search panicked elsewhere; the desks in it are whole.
        let idle = || self.desks.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let new = || Desk { worker: Analyzer::new().worker(), scores: Scores::default() };
        let mut desk = idle().pop().unwrap_or_else(new);
        let done = work(&mut desk).map_err(|e| self.index.failure("read", e));
        idle().push(desk);
        done
    }

    fn answer(&self, request: &Request, understood: Understood, desk: &mut Desk) -> tantivy::Result<Answer> {
        let Understood { query, mut notices } = understood;
        let mut asked = query::analyze(&query, &mut desk.worker);
        let all_first = asked.wants_all() && request.sort == Sort::Score;
        filter::add(request, &mut asked, &mut desk.worker);
        let Outcome { asked, found, relatives } = self.look(request, &query, asked, &mut desk.worker, &mut notices)?;
        let is_known = found.passages > 0 && relatives == Relatives::Likely;
        let offered = if is_known { vec![] } else { self.offer(&asked, &mut desk.worker, &mut notices)? };
        let Ranked { page, copies: mut folded } = self.rank(request, &found, all_first, &mut desk.scores)?;
        let marker = Marker::new(&asked, relatives, request.related);
        let mut reader = Reader::new(&self.snapshot, &self.index.fields, &marker, &mut desk.worker);
        let mut hits = vec![];
        let mut told: BTreeMap<Place, (usize, Vec<Document>)> = BTreeMap::new();
        for (rank, candidate) in page {
            let segment = &self.segments[candidate.segment as usize];
            let mut hit = reader.hit(segment, candidate)?;
            hit.rank = rank;
            let matches = &found.matches[candidate.segment as usize].found;
            hit.of_document = segment.document_around(candidate.doc).filter(|&doc| matches.contains(doc)).count();
            let place = (candidate.segment, candidate.document);
            if let Some(copies) = folded.remove(&place) {
                told.insert(place, copies::tell(copies, &self.segments, &found.matches, &reader)?);
            }
            if let Some((total, documents)) = told.get(&place) {
                (hit.total_copies, hit.copies) = (*total, documents.clone());
            }
            if request.explain {
                hit.evidence =
                    explain::evidence(self.scene(&found, candidate.segment), candidate.doc, candidate.is_refined)?;
            }
            hits.push(hit);
        }
        let Found { passages, passages_with_all, documents, .. } = found;
        let (query, took) = (query.text().to_owned(), Duration::ZERO);
        Ok(Answer { query, passages, passages_with_all, documents, took, notices, offered, all_first, hits })
    }

    /// What is known of copies in this index.
    fn copies(&self) -> tantivy::Result<&Copies> {
        if let Some(copies) = self.copies.get() {
            return Ok(copies);
        }
        // Two searches at once may both read it; one of the readings stays.
        let copies = Copies::read(&self.snapshot, &self.segments)?;
        Ok(self.copies.get_or_init(|| copies))
    }

    /// Finds what was asked for; where that is nothing, what comes nearest, and says so.
    fn look(
        &self,
        request: &Request,
        query: &Query,
        asked: Group,
        worker: &mut Worker,
        notices: &mut Vec<String>,
    ) -> tantivy::Result<Outcome> {
        // A question of many words is answered by whatever fits best; few words are looked for, and what is akin only counts.
        let is_question = asked.is_question();
        let found = self.find(&asked, request.related, if is_question { FoundBy::AnyKey } else { FoundBy::Stem })?;
        if found.passages > 0 {
            return Ok(Outcome { asked, found, relatives: Relatives::Likely });
        }
        if let Some(open) = filter::without(&asked) {
            let elsewhere = self.find(&open, false, FoundBy::Stem)?.passages;
            if elsewhere > 0 {
                let what = "nothing of that date, speaker, source or language; without these conditions";
                notices.push(format!("{what} {elsewhere} would be found"));
            }
            return Ok(Outcome { asked, found, relatives: Relatives::Likely });
        }
        // A title quoted in a question is no condition when nobody writes it so.
        let words = Query::literal(query.text()).ok().filter(|_| is_question && !asked.required.is_empty());
        let (asked, said) = match words {
            Some(words) => {
                let words = Group { excluded: asked.excluded, ..query::analyze(&words, worker) };
                (words, "no passage has the quoted words as they stand: what follows has some of the words")
            }
            None => (asked, "no passage has these words: what follows has words that begin alike"),
        };
        let found_by = if is_question { FoundBy::AnyKey } else { FoundBy::Letters };
        let found = self.find(&asked, request.related, found_by)?;
        if found.passages > 0 {
            notices.push(said.to_owned());
        }
        Ok(Outcome { asked, found, relatives: Relatives::All })
    }

    fn scene<'a>(&'a self, found: &'a Found, segment: u32) -> Scene<'a> {
        let number = segment as usize;
        Scene { planned: &found.planned, number, segment: &self.segments[number], statistics: &self.statistics }
    }

    /// All passages that match, counted.
    pub(super) fn find(&self, query: &Group, with_related: bool, found_by: FoundBy) -> tantivy::Result<Found> {
        let planner = Planner::new(&self.index.fields, &self.segments, &self.statistics, with_related, found_by);
        let mut found =
            Found { planned: planner.plan(query)?, matches: vec![], passages: 0, passages_with_all: 0, documents: 0 };
        for (number, segment) in self.segments.iter().enumerate() {
            let of_segment = matches(&found.planned, number, segment)?;
            found.passages += of_segment.found.count();
            found.passages_with_all += of_segment.with_all.count();
            found.documents += segment.documents(&of_segment.found);
            found.matches.push(of_segment);
        }
        Ok(found)
    }

    /// The passages to show, each with its rank, and the copies of their documents.
    fn rank(&self, request: &Request, found: &Found, all_first: bool, scores: &mut Scores) -> tantivy::Result<Ranked> {
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
        let copies = self.copies()?;
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
struct Ranked {
    /// Passages, each with its rank.
    page: Vec<(usize, Candidate)>,
    /// Copies of documents, which may match or not.
    copies: BTreeMap<Place, Vec<Place>>,
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
