//! When something was said, by whom, and how often.

use std::collections::BTreeMap;
use std::ops::AddAssign;
use std::time::{Duration, Instant};

use tantivy::{DocAddress, DocId};

use super::filter;
use super::leaf::FoundBy;
use super::occurrences::occurrences;
use super::request::Request;
use super::searcher::{Desk, Found, Searcher, Understood};
use crate::corpus::Document;
use crate::date::Date;
use crate::error::Result;
use crate::index::stored::Stored;
use crate::query::{self, Joint, Query};

/// What is counted together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum By {
    /// Documents of one year.
    Year,
    /// Of one month; documents dated by a year are counted by that year.
    Month,
    /// Of one day, or of the month or year that documents are dated by.
    Day,
    /// Of one speaker, as documents name him.
    Speaker,
    /// Of one source.
    Source,
    /// Of one title.
    Title,
}

impl By {
    /// Its name, as `--by` takes it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Year => "year",
            Self::Month => "month",
            Self::Day => "day",
            Self::Speaker => "speaker",
            Self::Source => "source",
            Self::Title => "title",
        }
    }

    /// Whether it parts documents by their dates.
    #[must_use]
    pub const fn is_time(self) -> bool {
        matches!(self, Self::Year | Self::Month | Self::Day)
    }
}

/// How much was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Tally {
    /// How often it was said: occurrences in the passages found, titles aside. A phrase is one occurrence. What the query says twice is counted
    /// once; where one part of it is in another (a phrase, and a word of it), both are counted.
    pub occurrences: u64,
    /// Passages that match; a document of which only the title matches is counted by its first.
    pub passages: usize,
    /// Documents they are from.
    pub documents: usize,
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.occurrences += other.occurrences;
        self.passages += other.passages;
        self.documents += other.documents;
    }
}

/// What was counted together.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Counted {
    /// The date, speaker, source or title; `None` for documents that do not say.
    pub name: Option<String>,
    /// How much.
    pub tally: Tally,
}

/// Counts of what a [`Request`] finds.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Counts {
    /// The query as it was typed.
    pub query: String,
    /// What was counted together.
    pub by: By,
    /// All of it.
    pub total: Tally,
    /// Dates in their order, other groups the most frequent first; what has no name last.
    pub groups: Vec<Counted>,
    /// What the reader should know about how the query was understood.
    pub notices: Vec<String>,
    /// How long counting took.
    pub took: Duration,
}

impl Counts {
    /// The groups, or so many of them: the latest dates, in their order, or the most frequent of others. What has no name is among them always.
    pub fn shown(&self, limit: Option<usize>) -> impl Iterator<Item = &Counted> {
        let named = self.groups.iter().filter(|group| group.name.is_some()).count();
        let most = limit.unwrap_or(named);
        let first = if self.by.is_time() { named.saturating_sub(most) } else { 0 };
        let last = first.saturating_add(most);
        let shown = move |(at, group): &(usize, &Counted)| group.name.is_none() || (first..last).contains(at);
        self.groups.iter().enumerate().filter(shown).map(|(_, group)| group)
    }
}

/// The order of a group, for dates, and its name.
type Key = Option<((i64, i64), String)>;

impl Searcher {
    /// Counts what a request finds by the words themselves, repaired as a search repairs them: no related words, and nothing that only begins alike. What the request says of
    /// the order and number of hits means nothing here.
    ///
    /// # Errors
    /// As [`search`](Self::search).
    pub fn count(&self, request: &Request, by: By) -> Result<Counts> {
        let started = Instant::now();
        let Understood { query, mut notices } = self.understand(request)?;
        let mut groups: BTreeMap<Key, Tally> = BTreeMap::new();
        let mut total = Tally::default();
        self.at_a_desk(|desk| {
            let (found, is_any) = self.find_strictly(request, &query, desk)?;
            if found.passages == 0 {
                let asked = query::analyze(&query, &mut desk.worker);
                self.offer(&asked, &mut desk.worker, &mut notices)?;
            }
            if is_any {
                let how = "passages with any of the words are counted; join them by AND, or put them into quotes, \"…\" or \"…\"~";
                notices.push(how.to_owned());
            }
            self.each_document(&found, |number, doc, tally| {
                *groups.entry(self.key(by, number, doc)?).or_default() += tally;
                total += tally;
                Ok(())
            })
        })?;
        let mut groups: Vec<_> = groups.into_iter().map(|(key, tally)| (key.map(|(_, name)| name), tally)).collect();
        if !by.is_time() {
            // The sort is stable: equal ones stay in alphabetical order.
            groups.sort_by_key(|(_, tally)| std::cmp::Reverse((tally.occurrences, tally.passages)));
        }
        groups.sort_by_key(|(name, _)| name.is_none());
        let groups = groups.into_iter().map(|(name, tally)| Counted { name, tally }).collect();
        Ok(Counts { query: query.text().to_owned(), by, total, groups, notices, took: started.elapsed() })
    }

    /// How much a request finds in all, counted as [`count`](Self::count) does.
    ///
    /// # Errors
    /// As [`search`](Self::search).
    pub fn tally(&self, request: &Request) -> Result<Tally> {
        let Understood { query, .. } = self.understand(request)?;
        let mut total = Tally::default();
        self.at_a_desk(|desk| {
            let (found, _) = self.find_strictly(request, &query, desk)?;
            self.each_document(&found, |_, _, tally| {
                total += tally;
                Ok(())
            })
        })?;
        Ok(total)
    }

    /// What matches by the words themselves, and whether any of several words is enough.
    fn find_strictly(&self, request: &Request, query: &Query, desk: &mut Desk) -> tantivy::Result<(Found, bool)> {
        let mut asked = query::analyze_strictly(query, &mut desk.worker);
        let is_any = asked.joint == Joint::Bag && asked.optional.len() > 1;
        filter::add(request, &mut asked, &mut desk.worker);
        Ok((self.find(&asked, false, FoundBy::Stem)?, is_any))
    }

    /// Calls `counted` for each document with its segment, one of its passages, and how much of it was found.
    fn each_document(
        &self,
        found: &Found,
        mut counted: impl FnMut(usize, DocId, Tally) -> tantivy::Result<()>,
    ) -> tantivy::Result<()> {
        for (number, (segment, matches)) in self.segments.iter().zip(&found.matches).enumerate() {
            let occurrences = occurrences(&found.planned, number, segment, &matches.found)?;
            let mut next = matches.found.next(0);
            while let Some(first) = next {
                let document = segment.document_around(first);
                let mut tally = Tally { documents: 1, ..Tally::default() };
                for doc in document.clone().filter(|&doc| matches.found.contains(doc)) {
                    tally.passages += 1;
                    tally.occurrences += u64::from(occurrences[doc as usize]);
                }
                counted(number, first, tally)?;
                next = matches.found.next(document.end);
            }
        }
        Ok(())
    }

    /// The group of a passage.
    fn key(&self, by: By, number: usize, doc: DocId) -> tantivy::Result<Key> {
        if !by.is_time() {
            let document = self.stored(number, doc)?;
            let name = match by {
                By::Speaker => document.speaker,
                By::Source => document.source,
                _ => document.title,
            };
            return Ok(name.map(|name| ((0, 0), name)));
        }
        let Some(date) = self.segments[number].day(doc).and_then(Date::of_day) else { return Ok(None) };
        // How exact a date is stands in the stored text alone, and the first day of a month or year may mean all of it.
        let first = match by {
            By::Year => None,
            By::Month => Some(date.year()),
            _ => Some(date.month()),
        };
        let is_exact = first.is_none_or(|first| first.first_day() != date.first_day());
        let date = if is_exact { date } else { self.stored(number, doc)?.date.unwrap_or(date) };
        let date = match by {
            By::Year => date.year(),
            By::Month => date.month(),
            _ => date,
        };
        // A year comes before its months, a month before its days.
        Ok(Some(((date.first_day(), -date.last_day()), date.to_string())))
    }

    fn stored(&self, number: usize, doc: DocId) -> tantivy::Result<Document> {
        let mut stored: Stored = self.snapshot.doc(DocAddress::new(number as u32, doc))?;
        Ok(stored.document(&self.index.fields))
    }
}
