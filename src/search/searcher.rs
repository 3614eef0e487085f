//! From a request to an answer.

use std::sync::Mutex;
use std::time::Instant;

use tantivy::schema::Value;
use tantivy::{DocAddress, TantivyDocument};

use super::answer::{Answer, Evidence, Hit, PassageText};
use super::filter::Filters;
use super::highlight::{Highlight, Relatives, highlights};
use super::matching::{Matcher, Statistics, WordPlan};
use super::ranking::{Best, Candidate, order};
use super::request::{Request, Sort};
use super::segments::Segment;
use super::tally::Tally;
use super::weights;
use crate::analysis::{Analyzer, Worker};
use crate::error::Result;
use crate::index::Index;
use crate::index::catalog::metadata;
use crate::query::words::Words;
use crate::span::Span;

/// Searches an index: a snapshot of its last commit, to be shared by any number of threads.
pub struct Searcher {
    index: Index,
    snapshot: tantivy::Searcher,
    segments: Vec<Segment>,
    statistics: Statistics,
    /// Desks that no search uses just now.
    desks: Mutex<Vec<Desk>>,
}

/// What one search at a time works with; kept for the next one, because workers remember the words of earlier answers.
struct Desk {
    worker: Worker,
    tally: Tally,
}

impl std::fmt::Debug for Searcher {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Searcher").field("index", &self.index).finish_non_exhaustive()
    }
}

/// What was found before the hits are made ready to read.
#[derive(Default)]
struct Found {
    passages: usize,
    passages_with_all: usize,
    documents: usize,
    best: Vec<Candidate>,
}

impl Searcher {
    /// A searcher over the last commit of an index. Commits made later need a new searcher.
    ///
    /// # Errors
    /// [`Error::IndexCorrupt`](crate::Error::IndexCorrupt) or [`Error::Engine`](crate::Error::Engine) when the index cannot be read.
    pub fn new(index: &Index) -> Result<Self> {
        let snapshot = index.snapshot()?;
        let (mut passages, mut tokens) = (0.0, 0.0);
        let mut segments = vec![];
        let mut open = || -> tantivy::Result<()> {
            for segment in snapshot.segment_readers() {
                segments.push(Segment::open(segment, &index.fields)?);
                passages += segment.max_doc() as f32;
                tokens += segment.inverted_index(index.fields.passage.stem)?.total_num_tokens() as f32;
                tokens += weights::TITLE * segment.inverted_index(index.fields.heading.stem)?.total_num_tokens() as f32;
            }
            Ok(())
        };
        open().map_err(|e| index.failure("read", e))?;
        let statistics = Statistics { passages, length: (tokens / passages.max(1.0)).max(1.0) };
        Ok(Self { index: index.clone(), snapshot, segments, statistics, desks: Mutex::default() })
    }

    /// Searches.
    ///
    /// # Errors
    /// [`Error::EmptyQuery`](crate::Error::EmptyQuery) and [`Error::QueryTooLong`](crate::Error::QueryTooLong) for what is no query;
    /// [`Error::IndexCorrupt`](crate::Error::IndexCorrupt) or [`Error::Engine`](crate::Error::Engine) when the index cannot be read.
    pub fn search(&self, request: &Request) -> Result<Answer> {
        let started = Instant::now();
        let query = Words::parse(&request.query)?;
        // A poisoned lock only means that a search panicked elsewhere; the desks in it are whole.
        let idle = || self.desks.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let new = || Desk { worker: Analyzer::new().worker(), tally: Tally::default() };
        let mut desk = idle().pop().unwrap_or_else(new);
        let answer = self.answer(request, &query, &mut desk).map_err(|e| self.index.failure("read", e));
        idle().push(desk);
        Ok(Answer { took: started.elapsed(), ..answer? })
    }

    fn answer(&self, request: &Request, query: &Words, desk: &mut Desk) -> tantivy::Result<Answer> {
        let Desk { worker, tally } = desk;
        let filters = Filters::new(request, &self.index.fields, worker);
        let mut notices = query.notices();
        let mut plan = self.plan(query, false)?;
        let mut found = self.find(request, query, &plan, &filters, tally)?;
        let mut relatives = Relatives::Likely;
        if found.passages == 0 && !filters.is_none() {
            let elsewhere = self.find(request, query, &plan, &Filters::NONE, tally)?.passages;
            if elsewhere > 0 {
                let what = "nothing of that date, speaker or source; without these conditions";
                notices.push(format!("{what} {elsewhere} would be found"));
            }
        } else if found.passages == 0 {
            plan = self.plan(query, true)?;
            relatives = Relatives::All;
            found = self.find(request, query, &plan, &filters, tally)?;
            if found.passages > 0 {
                notices.push("no passage has these words: what follows has words that begin alike".to_owned());
            }
        }
        let mut hits = vec![];
        for (at, candidate) in found.best.into_iter().enumerate().skip(request.offset) {
            let mut hit = self.hit(candidate, query, relatives, worker)?;
            hit.rank = at + 1;
            if request.explain {
                hit.evidence = self.explain(query, &plan, candidate)?;
            }
            hits.push(hit);
        }
        Ok(Answer {
            query: query.text().to_owned(),
            passages: found.passages,
            passages_with_all: found.passages_with_all,
            documents: found.documents,
            took: std::time::Duration::ZERO,
            notices,
            hits,
        })
    }

    fn plan(&self, query: &Words, related: bool) -> tantivy::Result<Vec<WordPlan>> {
        let plan = |word| WordPlan::new(word, &self.index.fields, &self.snapshot, self.statistics, related);
        query.words().iter().map(plan).collect()
    }

    /// All passages that match, counted, and the best of them in order, those before the offset included.
    fn find(
        &self,
        request: &Request,
        query: &Words,
        plan: &[WordPlan],
        filters: &Filters,
        tally: &mut Tally,
    ) -> tantivy::Result<Found> {
        let mut found = Found::default();
        let limit = request.offset.saturating_add(request.limit);
        for (number, segment) in (0..).zip(&self.segments) {
            let mut matcher = Matcher::open(segment, plan, self.statistics)?;
            matcher.tally(tally);
            let mut filter = filters.open(segment)?;
            let mut best = Best::new(limit, request.one_per_document);
            let mut before = None;
            for (doc, entry) in tally.passages() {
                let held = usize::from(entry.held);
                // A word of the title alone makes its document a match, once: by the passage the title stands above.
                if held == 0 && !segment.is_first(doc) || !filter.passes(doc) {
                    continue;
                }
                let has_all = held == plan.len();
                found.passages += 1;
                found.passages_with_all += usize::from(has_all);
                found.documents += usize::from(before.is_none_or(|before| segment.parts(before, doc)));
                before = Some(doc);
                let first = match request.sort {
                    Sort::Score => i64::from(has_all && query.wants_all()),
                    Sort::Date => segment.day(doc).unwrap_or(i64::MIN),
                };
                if let Some(least) = best.least_score(first)
                    && let Some(score) = matcher.score_above(doc, entry.score, least)
                    && score >= least
                {
                    let document = segment.document(doc);
                    best.offer(Candidate { first, score, segment: number, document, doc, has_all });
                }
            }
            found.best.extend(best.into_candidates());
        }
        order(&mut found.best, limit, |candidate| self.segments[candidate.segment as usize].id(candidate.document))?;
        Ok(found)
    }

    /// A hit as it is read: with its document, its text and its highlights.
    fn hit(
        &self,
        candidate: Candidate,
        query: &Words,
        relatives: Relatives,
        worker: &mut Worker,
    ) -> tantivy::Result<Hit> {
        let fields = &self.index.fields;
        let stored: TantivyDocument = self.snapshot.doc(DocAddress::new(candidate.segment, candidate.doc))?;
        let document = metadata(fields, &stored);
        let byte = |field| stored.get_first(field).and_then(|n| n.as_u64()).unwrap_or_default() as usize;
        let span = Span::new(byte(fields.start), byte(fields.end));
        let slice = stored.get_first(fields.text).and_then(|text| text.as_str()).unwrap_or_default();
        // The slice begins with the passage, save for the first, which begins with the document.
        let number = self.segments[candidate.segment as usize].number(candidate.doc);
        let begin = if number == 1 { span.start } else { 0 };
        let text = slice.get(begin..begin + span.len()).unwrap_or(slice).to_owned();
        let in_document = |h: Highlight| Highlight { span: h.span.shifted(span.start), ..h };
        let found = highlights(&text, query.words(), relatives, worker).into_iter().map(in_document).collect();
        let title = document.title.as_deref().unwrap_or_default();
        Ok(Hit {
            rank: 0,
            score: candidate.score,
            has_all: candidate.has_all,
            title_highlights: highlights(title, query.words(), relatives, worker),
            document,
            passage: PassageText { number: number as u32, span, text },
            highlights: found,
            evidence: vec![],
        })
    }

    /// The parts of a passage's score.
    fn explain(&self, query: &Words, plan: &[WordPlan], candidate: Candidate) -> tantivy::Result<Vec<Evidence>> {
        let segment = &self.segments[candidate.segment as usize];
        let mut matcher = Matcher::open(segment, plan, self.statistics)?;
        let mut evidence = vec![];
        matcher.score(candidate.doc, |word, part| {
            let typed = query.words().get(word).and_then(|word| word.span.of(query.text()));
            evidence.push(Evidence {
                word: typed.unwrap_or_default().to_owned(),
                kind: part.lookup.kind,
                term: part.lookup.term.clone(),
                place: part.place,
                frequency: part.frequency,
                passages: part.lookup.passages,
                weight: part.lookup.weight,
                score: part.score,
            });
        });
        Ok(evidence)
    }
}
