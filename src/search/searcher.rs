//! From a request to an answer.

use std::time::Instant;

use tantivy::columnar::Column;
use tantivy::postings::SegmentPostings;
use tantivy::schema::{Field, IndexRecordOption, Value};
use tantivy::{DocAddress, DocId, DocSet, SegmentReader, TERMINATED, TantivyDocument, Term};

use super::answer::{Answer, Evidence, Hit, PassageText};
use super::highlight::{Highlight, highlights};
use super::matching::{Matcher, Scored, Statistics, WordPlan};
use super::ranking::{Best, Candidate, order};
use super::request::{Request, Sort};
use super::weights;
use crate::analysis::{Analyzer, Kind, Worker};
use crate::error::Result;
use crate::index::Index;
use crate::index::catalog::metadata;
use crate::index::schema::{DAY, ID, NUMBER};
use crate::query::Query;
use crate::span::Span;

/// Searches an index: a snapshot of its last commit, to be shared by any number of threads.
pub struct Searcher {
    index: Index,
    snapshot: tantivy::Searcher,
    statistics: Statistics,
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
    best: Vec<(Candidate, String, DocAddress)>,
}

impl Searcher {
    /// A searcher over the last commit of an index. Commits made later need a new searcher.
    ///
    /// # Errors
    /// [`Error::IndexCorrupt`](crate::Error::IndexCorrupt) or [`Error::Engine`](crate::Error::Engine) when the index cannot be read.
    pub fn new(index: &Index) -> Result<Self> {
        let snapshot = index.snapshot()?;
        let (mut passages, mut tokens) = (0.0, 0.0);
        let mut count = || -> tantivy::Result<()> {
            for segment in snapshot.segment_readers() {
                passages += segment.max_doc() as f32;
                tokens += segment.inverted_index(index.fields.passage.stem)?.total_num_tokens() as f32;
                tokens += weights::TITLE * segment.inverted_index(index.fields.heading.stem)?.total_num_tokens() as f32;
            }
            Ok(())
        };
        count().map_err(|e| index.failure("read", e))?;
        let statistics = Statistics { passages, length: (tokens / passages.max(1.0)).max(1.0) };
        Ok(Self { index: index.clone(), snapshot, statistics })
    }

    /// Searches.
    ///
    /// # Errors
    /// [`Error::EmptyQuery`](crate::Error::EmptyQuery) and [`Error::QueryTooLong`](crate::Error::QueryTooLong) for what is no query;
    /// [`Error::IndexCorrupt`](crate::Error::IndexCorrupt) or [`Error::Engine`](crate::Error::Engine) when the index cannot be read.
    pub fn search(&self, request: &Request) -> Result<Answer> {
        let started = Instant::now();
        let query = Query::parse(&request.query)?;
        let mut worker = Analyzer::new().worker();
        let mut answer = self.answer(request, &query, &mut worker).map_err(|e| self.index.failure("read", e))?;
        answer.took = started.elapsed();
        Ok(answer)
    }

    fn answer(&self, request: &Request, query: &Query, worker: &mut Worker) -> tantivy::Result<Answer> {
        let plan = query
            .words()
            .iter()
            .map(|word| WordPlan::new(word, &self.index.fields, &self.snapshot, self.statistics))
            .collect::<tantivy::Result<Vec<_>>>()?;
        let filters = Filters::new(request, &self.index, worker);
        let mut notices = query.notices();
        let mut found = self.find(request, query, &plan, &filters, false)?;
        if found.passages == 0 {
            found = self.find(request, query, &plan, &filters, true)?;
            if found.passages > 0 {
                notices.push("no passage has these words: what follows has words that begin alike".to_owned());
            }
        }
        let mut hits = vec![];
        for (at, (candidate, _, address)) in found.best.into_iter().enumerate().skip(request.offset) {
            let mut hit = self.hit(candidate, address, query, worker)?;
            hit.rank = at + 1;
            if request.explain {
                hit.evidence = self.explain(query, &plan, address)?;
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

    /// All passages that match, counted, and the best of them in order, those before the offset included.
    fn find(
        &self,
        request: &Request,
        query: &Query,
        plan: &[WordPlan],
        filters: &Filters,
        related: bool,
    ) -> tantivy::Result<Found> {
        let mut found = Found::default();
        let limit = request.offset.saturating_add(request.limit);
        for (number, segment) in self.snapshot.segment_readers().iter().enumerate() {
            let mut matcher = Matcher::open(segment, &self.index.fields, plan, self.statistics, related)?;
            let mut filter = filters.open(segment)?;
            let Some(ids) = segment.fast_fields().str(ID)? else { continue };
            let numbers = segment.fast_fields().u64(NUMBER)?;
            let mut documents = Seen::new(ids.num_terms());
            let mut best = Best::new(limit, request.one_per_document);
            let mut doc = matcher.next(0);
            while doc != TERMINATED {
                if !segment.is_deleted(doc) && filter.passes(doc) {
                    let Scored { score, held } = matcher.score(doc, |_, _| {});
                    let number = numbers.first(doc).unwrap_or_default();
                    // A word of the title alone makes its document a match, once: by the passage the title stands above.
                    if held > 0 || number == 1 {
                        let has_all = held == plan.len();
                        let document = ids.ords().first(doc).unwrap_or_default();
                        found.passages += 1;
                        found.passages_with_all += usize::from(has_all);
                        found.documents += usize::from(documents.insert(document));
                        let first = match request.sort {
                            Sort::Score => i64::from(has_all && query.wants_all()),
                            Sort::Date => filter.day(doc).unwrap_or(i64::MIN),
                        };
                        best.offer(Candidate { first, score, document, number, doc, has_all });
                    }
                }
                doc = matcher.next(doc + 1);
            }
            for candidate in best.into_candidates() {
                let mut id = String::new();
                ids.ord_to_str(candidate.document, &mut id)?;
                found.best.push((candidate, id, DocAddress::new(number as u32, candidate.doc)));
            }
        }
        order(&mut found.best);
        found.best.truncate(limit);
        Ok(found)
    }

    /// A hit as it is read: with its document, its text and its highlights.
    fn hit(
        &self,
        candidate: Candidate,
        address: DocAddress,
        query: &Query,
        worker: &mut Worker,
    ) -> tantivy::Result<Hit> {
        let fields = &self.index.fields;
        let stored: TantivyDocument = self.snapshot.doc(address)?;
        let document = metadata(fields, &stored);
        let byte = |field| stored.get_first(field).and_then(|n| n.as_u64()).unwrap_or_default() as usize;
        let span = Span::new(byte(fields.start), byte(fields.end));
        let slice = stored.get_first(fields.text).and_then(|text| text.as_str()).unwrap_or_default();
        // The slice begins with the passage, save for the first, which begins with the document.
        let begin = if candidate.number == 1 { span.start } else { 0 };
        let text = slice.get(begin..begin + span.len()).unwrap_or(slice).to_owned();
        let in_document = |h: Highlight| Highlight { span: h.span.shifted(span.start), ..h };
        let found = highlights(&text, query.words(), worker).into_iter().map(in_document).collect();
        let title = document.title.as_deref().unwrap_or_default();
        Ok(Hit {
            rank: 0,
            score: candidate.score,
            has_all: candidate.has_all,
            title_highlights: highlights(title, query.words(), worker),
            document,
            passage: PassageText { number: candidate.number as u32, span, text },
            highlights: found,
            evidence: vec![],
        })
    }

    /// The parts of a passage's score.
    fn explain(&self, query: &Query, plan: &[WordPlan], address: DocAddress) -> tantivy::Result<Vec<Evidence>> {
        let segment = self.snapshot.segment_reader(address.segment_ord);
        let mut matcher = Matcher::open(segment, &self.index.fields, plan, self.statistics, false)?;
        let mut evidence = vec![];
        matcher.score(address.doc_id, |word, part| {
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

/// Which of a segment's documents were seen.
struct Seen(Vec<u64>);

impl Seen {
    fn new(documents: usize) -> Self {
        Self(vec![0; documents / 64 + 1])
    }

    /// Notes a document; whether it is new.
    fn insert(&mut self, document: u64) -> bool {
        let Some(word) = self.0.get_mut((document / 64) as usize) else { return false };
        let bit = 1 << (document % 64);
        let new = *word & bit == 0;
        *word |= bit;
        new
    }
}

/// What a request asks of the documents besides their words.
struct Filters {
    from: Option<i64>,
    to: Option<i64>,
    /// Terms that the document must have in these fields.
    terms: Vec<(Field, String)>,
}

impl Filters {
    fn new(request: &Request, index: &Index, worker: &mut Worker) -> Self {
        let mut terms = vec![];
        let asked = [(index.fields.speaker, &request.speaker), (index.fields.source, &request.source)];
        for (field, words) in asked {
            let mut tokens = worker.tokens(words.as_deref().unwrap_or_default());
            while let Some(token) = tokens.next() {
                if token.kind != Kind::Compound {
                    terms.push((field, token.stem.to_owned()));
                }
            }
        }
        Self { from: request.from.map(|date| date.first_day()), to: request.to.map(|date| date.last_day()), terms }
    }

    fn open(&self, segment: &SegmentReader) -> tantivy::Result<Filter<'_>> {
        let mut postings = vec![];
        for (field, term) in &self.terms {
            let term = Term::from_field_text(*field, term);
            postings.push(segment.inverted_index(*field)?.read_postings(&term, IndexRecordOption::Basic)?);
        }
        Ok(Filter { filters: self, days: segment.fast_fields().i64(DAY)?, postings })
    }
}

/// The filters in one segment.
struct Filter<'f> {
    filters: &'f Filters,
    days: Column<i64>,
    postings: Vec<Option<SegmentPostings>>,
}

impl Filter<'_> {
    fn day(&self, doc: DocId) -> Option<i64> {
        self.days.first(doc)
    }

    /// Whether a passage may be shown; asked in rising order.
    fn passes(&mut self, doc: DocId) -> bool {
        if self.filters.from.is_some() || self.filters.to.is_some() {
            let Some(day) = self.day(doc) else { return false };
            if self.filters.from.is_some_and(|from| day < from) || self.filters.to.is_some_and(|to| day > to) {
                return false;
            }
        }
        self.postings.iter_mut().all(|postings| {
            postings.as_mut().is_some_and(|postings| {
                if postings.doc() < doc {
                    postings.seek(doc);
                }
                postings.doc() == doc
            })
        })
    }
}
