//! When long work commits in between, and how it is asked to end early.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// Bytes of text after which a commit is due: a run that is killed has no more than this to read again, and a commit is not worth more often
/// what it costs in segments.
const BYTES: u64 = 256 << 20;

/// Time after which a commit is due, for files that are slow to read.
const TIME: Duration = Duration::from_secs(30);

/// Asks work that is going on to end. Clones share one wish: one is kept, another given to the work.
#[derive(Debug, Clone, Default)]
pub struct Stop(Arc<AtomicBool>);

impl Stop {
    /// Asks for the end; whether nobody did before.
    pub fn request(&self) -> bool {
        !self.0.swap(true, Ordering::SeqCst)
    }

    /// Whether somebody asked.
    #[must_use]
    pub fn is_requested(&self) -> bool {
        self.0.load(Ordering::SeqCst)
    }
}

/// How a [`Writer`](super::Writer) is to work through very much: after each document that it was given, a commit may be due.
#[derive(Debug, Clone, Default)]
pub struct Pace {
    /// Ends [`ingest`](super::ingest) after the document at hand. What was read till then can be committed; the rest is left.
    pub stop: Stop,
    /// Commit after so many documents, too, not only after 256 MiB of text and after 30 seconds.
    pub documents: Option<usize>,
}

/// What has come since the last commit.
#[derive(Debug)]
pub(super) struct Pending {
    documents: usize,
    bytes: u64,
    since: Instant,
}

impl Pending {
    pub(super) fn new() -> Self {
        Self { documents: 0, bytes: 0, since: Instant::now() }
    }

    pub(super) fn count(&mut self, bytes: usize) {
        self.documents += 1;
        self.bytes += bytes as u64;
    }

    pub(super) fn is_due(&self, pace: &Pace) -> bool {
        let enough = pace.documents.is_some_and(|most| self.documents >= most);
        enough || self.bytes >= BYTES || self.since.elapsed() >= TIME
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_who_asks_is_the_first() {
        let stop = Stop::default();
        let given = stop.clone();
        assert!(!given.is_requested());
        assert!(stop.request() && given.is_requested() && !given.request());
    }

    #[test]
    fn a_commit_is_due_after_bytes_or_documents() {
        let (any, often) = (Pace::default(), Pace { documents: Some(2), ..Pace::default() });
        let mut pending = Pending::new();
        pending.count(10);
        assert!(!pending.is_due(&any) && !pending.is_due(&often));
        pending.count(10);
        assert!(!pending.is_due(&any) && pending.is_due(&often));
        pending.count(256 << 20);
        assert!(pending.is_due(&any));
    }
}
