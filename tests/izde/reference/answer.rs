//! The whole answer: what is found, in which order, with which scores.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use izde::analysis::{Analyzer, Worker};
use izde::date::Date;
use izde::query::{Group, Query, analyze};
use izde::search::{Request, Sort, weights};
use xxhash_rust::xxh3::xxh3_64;

use super::collection::{Collection, Passage, words};
use super::score::Scorer;
use super::tree::{FoundBy, Tree, leaves};

/// What is asked, in the open.
#[derive(Debug, Clone)]
pub struct Asked {
    pub query: String,
    pub from: Option<Date>,
    pub to: Option<Date>,
    pub speaker: Option<String>,
    pub source: Option<String>,
    pub sort: Sort,
    pub limit: usize,
    pub offset: usize,
    pub passages: Option<usize>,
    pub related: bool,
}

impl Asked {
    pub fn new(query: &str) -> Self {
        let (from, to, speaker, source) = (None, None, None, None);
        let (query, sort, limit, offset, passages, related) = (query.to_owned(), Sort::Score, 1000, 0, None, true);
        Self { query, from, to, speaker, source, sort, limit, offset, passages, related }
    }

    pub fn request(&self) -> Request {
        let mut request =
            Request::new(&self.query).as_typed(true).sort(self.sort).limit(self.limit).offset(self.offset);
        // Which of them are folded is asked in the module `copies`.
        request = request.all_copies(true);
        request = request.related(self.related);
        request = if let Some(date) = self.from { request.from(date) } else { request };
        request = if let Some(date) = self.to { request.to(date) } else { request };
        request = if let Some(words) = &self.speaker { request.speaker(words) } else { request };
        request = if let Some(words) = &self.source { request.source(words) } else { request };
        if let Some(passages) = self.passages { request.passages(passages) } else { request }
    }

    /// Whether the request, its query aside, lets a passage through.
    fn lets(&self, passage: &Passage, worker: &mut Worker) -> bool {
        let mut all = |asked: &Option<String>, names: &[super::collection::Word]| {
            let asked = words(asked.as_deref().unwrap_or_default(), worker);
            // A double name is asked for by its parts.
            let parts = asked
                .iter()
                .enumerate()
                .filter(|(at, word)| asked.get(at + 1).is_none_or(|next| !word.span.contains(next.span)));
            parts.into_iter().all(|(_, word)| names.iter().any(|name| name.stem == word.stem))
        };
        let day = passage.document.date.map(Date::first_day);
        all(&self.speaker, &passage.speaker)
            && all(&self.source, &passage.source)
            && self.from.is_none_or(|from| day.is_some_and(|day| from.first_day() <= day))
            && self.to.is_none_or(|to| day.is_some_and(|day| day <= to.last_day()))
    }

    fn has_conditions(&self) -> bool {
        self.from.is_some() || self.to.is_some() || self.speaker.is_some() || self.source.is_some()
    }
}

/// A hit: document, number of the passage, score, and whether it has all.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    pub rank: usize,
    pub document: String,
    pub number: u32,
    pub score: f32,
    pub has_all: bool,
    pub of_document: usize,
}

#[derive(Debug, Default)]
pub struct Answer {
    pub passages: usize,
    pub with_all: usize,
    pub documents: usize,
    /// What was said of how it was found, besides what the query itself says.
    pub is_second_best: bool,
    pub hits: Vec<Hit>,
}

/// What was found, on its way to the top.
#[derive(Clone, Copy)]
struct Candidate<'a> {
    passage: &'a Passage<'a>,
    first: i64,
    score: f32,
    has_all: bool,
}

impl Candidate<'_> {
    /// What puts those in order that are worth the same.
    fn place(&self) -> (i64, u64, u32) {
        let document = self.passage.document;
        let day = document.date.map_or(i64::MAX, Date::first_day);
        (day, xxh3_64(document.id.as_bytes()), self.passage.number)
    }

    /// The better one first.
    fn compare(&self, other: &Self) -> Ordering {
        let by_worth = other.first.cmp(&self.first).then(other.score.total_cmp(&self.score));
        by_worth.then_with(|| self.place().cmp(&other.place()))
    }
}

/// Answers; `None` for what is no query.
pub fn answer(collection: &Collection, asked: &Asked) -> Option<Answer> {
    let mut worker = Analyzer::new().worker();
    let query = Query::parse(&asked.query).ok()?;
    let mut group = analyze(&query, &mut worker);
    let all_first = group.wants_all() && asked.sort == Sort::Score;
    let is_question = group.is_question();
    let tree = Tree { collection, with_related: asked.related, found_by: FoundBy::Stem };
    let mut tree = if is_question { Tree { found_by: FoundBy::AnyKey, ..tree } } else { tree };
    let find = |tree: &Tree, group: &Group, worker: &mut Worker| -> BTreeSet<usize> {
        let is = |at: &usize| tree.finds(group, &collection.passages[*at]);
        (0..collection.passages.len()).filter(is).filter(|&at| asked.lets(&collection.passages[at], worker)).collect()
    };
    let mut found = find(&tree, &group, &mut worker);
    let mut is_second_best = false;
    if found.is_empty() {
        let mut open = group.clone();
        open.required.retain(|node| !node.is_filter());
        open.excluded.retain(|node| !node.is_filter());
        if (asked.has_conditions() || open != group) && !open.is_filter() {
            let tree = Tree { with_related: false, found_by: FoundBy::Stem, ..tree };
            let is_second_best = collection.passages.iter().any(|passage| tree.finds(&open, passage));
            return Some(Answer { is_second_best, ..Answer::default() });
        }
        if is_question && !group.required.is_empty() {
            let mut words = analyze(&Query::literal(query.text()).ok()?, &mut worker);
            words.excluded = group.excluded;
            group = words;
        }
        tree.found_by = FoundBy::AnyKey;
        found = find(&tree, &group, &mut worker);
        is_second_best = !found.is_empty();
    }
    let leaves = leaves(&group);
    let scorer = Scorer::new(tree, &leaves);
    let candidate = |&at: &usize| {
        let passage = &collection.passages[at];
        let has_all = tree.has_all(&group, passage);
        let first = match asked.sort {
            Sort::Score => i64::from(all_first && has_all),
            Sort::Date => passage.document.date.map_or(i64::MIN, |date| date.first_day()),
        };
        Candidate { passage, first, score: scorer.score(passage), has_all }
    };
    let candidates: Vec<_> = found.iter().map(candidate).collect();
    let ids: BTreeSet<&str> = candidates.iter().map(|candidate| candidate.passage.document.id.as_str()).collect();
    let with_all = candidates.iter().filter(|candidate| candidate.has_all).count();
    let ranked = rank(asked, &scorer, candidates.clone());
    let hits = ranked.into_iter().map(|(rank, Candidate { passage, score, has_all, .. })| {
        let id = passage.document.id.clone();
        let of_document = candidates.iter().filter(|candidate| candidate.passage.document.id == id).count();
        Hit { rank, document: id, number: passage.number, score, has_all, of_document }
    });
    let hits = hits.collect();
    Some(Answer { passages: candidates.len(), with_all, documents: ids.len(), is_second_best, hits })
}

/// Documents by their best passages, then what fills the page.
fn rank<'a>(asked: &Asked, scorer: &Scorer, candidates: Vec<Candidate<'a>>) -> Vec<(usize, Candidate<'a>)> {
    // The best in order, nearness taken into account for the first ones.
    let refined = |mut candidates: Vec<Candidate<'a>>| {
        candidates.sort_by(Candidate::compare);
        if asked.sort == Sort::Score {
            let first = candidates.iter_mut().take(weights::MOST_NEAR);
            first.for_each(|candidate| candidate.score += scorer.nearness(candidate.passage));
        }
        candidates.sort_by(Candidate::compare);
        candidates
    };
    let mut sorted = candidates.clone();
    sorted.sort_by(Candidate::compare);
    let mut seen = BTreeSet::new();
    sorted.retain(|candidate| seen.insert(candidate.passage.document.id.clone()));
    let end = asked.offset + asked.limit;
    let mut shown = refined(sorted);
    shown.truncate(end);
    if let Some(most) = asked.passages {
        let of_document = |best: Candidate<'a>| {
            if most < 2 {
                return vec![best];
            }
            let same = candidates
                .iter()
                .filter(|other| other.passage.document.id == best.passage.document.id)
                .copied()
                .collect();
            refined(same).into_iter().take(most).collect()
        };
        let documents = shown.into_iter().zip(1..).skip(asked.offset);
        return documents.flat_map(|(best, at)| of_document(best).into_iter().map(move |one| (at, one))).collect();
    }
    let is_shown: BTreeSet<(String, u32)> =
        shown.iter().map(|c| (c.passage.document.id.clone(), c.passage.number)).collect();
    let is_other = |c: &Candidate| !is_shown.contains(&(c.passage.document.id.clone(), c.passage.number));
    let others = refined(candidates.into_iter().filter(is_other).collect());
    let missing = end - shown.len();
    shown.extend(others.into_iter().take(missing));
    let mut page: Vec<_> = shown.into_iter().skip(asked.offset).collect();
    page.sort_by(Candidate::compare);
    (asked.offset + 1..).zip(page).collect()
}
