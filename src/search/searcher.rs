//! From a request to an answer.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, OnceLock};
use std::time::{Duration, Instant};

use super::answer::Answer;
use super::copies::{self, Copies, Place, Scan, Table};
use super::explain;
use super::filter;
use super::highlight::{Marker, Relatives};
use super::hits::Reader;
use super::leaf::FoundBy;
use super::matching::{Matches, matches};
use super::nearest::nearest;
use super::page::Ranked;
use super::plan::{Planned, Planner};
use super::request::{Request, Sort};
use super::scores::{Scene, Scores};
use super::segments::Segment;
use super::statistics::Statistics;
use super::vocabulary::Words;
use crate::analysis::{Analyzer, Worker};
use crate::corpus::Document;
use crate::error::{Error, Result};
use crate::index::Index;
use crate::query::{self, Group, Query};

/// Searches an index: a snapshot of its last commit, to be shared by any number of threads.
pub struct Searcher {
    pub(super) index: Index,
    pub(super) snapshot: tantivy::Searcher,
    pub(super) segments: Vec<Segment>,
    statistics: Statistics,
    /// Made when so many searches asked for copies that it is worth it.
    copies: OnceLock<Table>,
    /// Documents that were looked through for copies till then.
    looked_through: AtomicU64,
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
            looked_through: AtomicU64::new(0),
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

    /// Where copies of what was found are looked for.
    pub(super) fn copies(&self, found: &Found) -> tantivy::Result<Copies<'_>> {
        if let Some(table) = self.copies.get() {
            return Ok(Copies::All(table));
        }
        let more = found.documents as u64;
        let before = self.looked_through.fetch_add(more, Ordering::Relaxed);
        // Till then it took no longer than the table does.
        if before + more <= self.snapshot.num_docs() {
            return Ok(Copies::Matching(Scan::read(&self.snapshot, &self.segments, &found.matches)?));
        }
        // Two searches at once may both read it; one of the readings stays.
        let table = Table::read(&self.snapshot, &self.segments)?;
        Ok(Copies::All(self.copies.get_or_init(|| table)))
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
            None => (asked, "no passage has these words: what follows has related words or such as begin alike"),
        };
        let found = self.find(&asked, request.related, FoundBy::AnyKey)?;
        if found.passages > 0 {
            notices.push(said.to_owned());
        }
        Ok(Outcome { asked, found, relatives: Relatives::All })
    }

    pub(super) fn scene<'a>(&'a self, found: &'a Found, segment: u32) -> Scene<'a> {
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
}
